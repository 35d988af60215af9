"""How markets had been before each session of a grid, as the desk learns it at every open."""

from decimal import Decimal
from math import ceil, sqrt
from typing import Final

import numpy as np

from quant.arrays import Floats
from quant.grid import Grid, Whole, price_of
from trading.condition import DAYS, Condition
from trading.market import CorporateActionKind
from trading.units import TICK

YEAR: Final = 252
UP: Final = 1e9  # volatility is rounded up to so many parts


class Conditions:
    """Reckoned for a whole symbol when the first order asks for it. `sessions` and `ends` are the first and the last
    row of each session.

    Logarithms and squares are floats: off the exact figure by less than the ninth place to which it is rounded up.
    """

    def __init__(self, grid: Grid, sessions: Whole, ends: Whole) -> None:
        self._grid, self._sessions, self._ends = grid, sessions, ends
        self._made: dict[int, _Column] = {}

    def at(self, row: int, column: int) -> Condition:
        """Return how a symbol's market had been before the session of a row."""
        made = self._made.get(column)
        if made is None:
            made = self._made[column] = _Column(self._grid, column, self._sessions, self._ends)
        return made.at(int(self._sessions.searchsorted(row, "right")) - 1)


class _Column:
    """One symbol, session by session."""

    def __init__(self, grid: Grid, column: int, sessions: Whole, ends: Whole) -> None:
        self._first = int(sessions.searchsorted(np.argmax(grid.open[:, column] > 0), "right")) - 1
        self._close = grid.close[ends, column]
        self._ratio, dividend = _adjusted(grid, column, sessions)
        self._gains = _gains(self._close, self._ratio, dividend, self._first)
        self._split = bool((self._ratio != 1).any())
        self._by_now = np.cumprod(self._ratio)  # shares that one of the first session has become
        volume = grid.volume[:, column]
        traded = volume if len(sessions) == len(volume) else np.add.reduceat(volume, sessions)
        self._volume = np.concatenate(([0], np.cumsum(traded / self._by_now if self._split else traded)))
        self._kept: dict[int, Condition] = {}

    def at(self, session: int) -> Condition:
        if session not in self._kept:
            self._kept[session] = self._been(session)
        return self._kept[session]

    def _been(self, session: int) -> Condition:
        """What there are too few sessions for is None."""
        if session <= self._first:
            return Condition(average_volume=None, volatility=None, previous_close=None)
        previous = price_of(round(int(self._close[session - 1]) / float(self._ratio[session])))
        if session - self._first <= DAYS:
            return Condition(average_volume=None, volatility=None, previous_close=previous)
        total = self._volume[session] - self._volume[session - DAYS]
        shares = Decimal(int(total * self._by_now[session] * 10**6) if self._split else int(total) * 10**6)
        return Condition(
            average_volume=(shares // DAYS).scaleb(-6),
            volatility=Decimal(ceil(_volatility(self._gains[session - DAYS : session].tolist()) * UP)).scaleb(-9),
            previous_close=previous,
        )


def _adjusted(grid: Grid, column: int, sessions: Whole) -> tuple[Floats, Floats]:
    """Return (sessions,) new shares per old one, and dividends in millionths a share."""
    ratio, dividend = np.ones(len(sessions)), np.zeros(len(sessions))
    for row, actions in grid.actions.items():
        at = int(sessions.searchsorted(row, "right")) - 1
        for action in actions:
            if action.symbol != grid.symbols[column]:
                continue
            if action.kind is CorporateActionKind.SPLIT:
                ratio[at] *= float(action.ratio)
            else:
                dividend[at] += float(action.amount / TICK)
    return ratio, dividend


def _gains(close: Whole, ratio: Floats, dividend: Floats, first: int) -> Floats:
    """Return (sessions,) log returns, dividends included; 0 up to the first bar."""
    found = np.zeros(len(close))
    known = close[first:].astype(np.float64)
    found[first + 1 :] = np.log((known[1:] + dividend[first + 1 :]) * ratio[first + 1 :] / known[:-1])
    return found


def _volatility(gains: list[float]) -> float:
    """Return the sample deviation of daily log returns, a year's."""
    mean = sum(gains) / len(gains)
    return sqrt(sum([(gain - mean) ** 2 for gain in gains]) / (len(gains) - 1) * YEAR)
