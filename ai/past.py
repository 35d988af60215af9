"""What the past says about moves over the horizon: how often up, how far, and which rows may be learned from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ai.features import FEATURES
from ai.panel import WARMUP_BARS, Panel, Series

Floats = NDArray[np.float64]
Known = tuple[NDArray[np.int64], Floats]
PRIOR_ROWS: Final = 100.0
ROWS_MAX: Final = 40_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Bars with known features and a known outcome, of all symbols, n rows: features (n, k), day ordinals,
    returns over the horizon, and those returns in units of the volatility forecast at the time."""

    features: Floats
    days: NDArray[np.int64]
    returns: Floats
    sizes: Floats

    @property
    def up(self) -> NDArray[np.bool_]:
        return self.returns > 0


@dataclass(frozen=True, slots=True)
class Moves:
    """`base_rate`: how often up. `gain` and `loss`: the mean rise and fall, and `sizes` all absolute moves
    (ascending), in units of the forecast volatility over the horizon."""

    base_rate: float
    gain: float
    loss: float
    sizes: Floats

    def expected_return(self, chance_up: ArrayLike, volatility: ArrayLike) -> Floats:
        """Return the mean move when the chance of a rise and the volatility over the horizon are given, each (n,)."""
        chance_up, volatility = np.asarray(chance_up), np.asarray(volatility)
        return volatility * (chance_up * self.gain - (1 - chance_up) * self.loss)

    def chance_within(self, move: float, volatility: ArrayLike) -> Floats:
        """Return how often the past stayed within +-`move`, at each volatility over the horizon, (n,)."""
        return np.asarray(np.searchsorted(self.sizes, move / np.asarray(volatility), side="right") / len(self.sizes))


def rows_of(past: Panel, horizon: int, most: int = ROWS_MAX) -> Rows:
    """Return what can be learned. The last `horizon` bars of each symbol have no outcome yet: purged.

    Of more rows than `most` every second, third, ... of each symbol is taken, of no two neighbours on the same days:
    outcomes overlap and share their days, so that what is left out was mostly said already.
    """
    known = [_known(series, horizon) for series in past.series.values()]
    every = max(1, math.ceil(sum(len(rows) for rows, _ in known) / most))
    known = [(rows[place % every :: every], ends[place % every :: every]) for place, (rows, ends) in enumerate(known)]
    features, end = np.empty((sum(len(rows) for rows, _ in known), len(FEATURES) if known else 0)), 0
    for series, (rows, _) in zip(past.series.values(), known, strict=True):
        features[end : end + len(rows)] = series.features[rows]
        end += len(rows)
    return _rows(past, horizon, known, features)


@lru_cache(maxsize=1)
def outcomes_of(past: Panel, horizon: int) -> Rows:
    """Return all that `rows_of` chooses from, without the features, whose copy is most of the work."""
    known = [_known(series, horizon) for series in past.series.values()]
    return _rows(past, horizon, known, np.empty((sum(len(rows) for rows, _ in known), 0)))


def _known(series: Series, horizon: int) -> Known:
    """Return the rows of a symbol with features, a volatility and an outcome, and their outcomes."""
    outcome = series.forward_returns(horizon)
    there = np.isfinite(outcome) & (series.volatility * np.sqrt(horizon) > 0)
    rows = np.flatnonzero(there & series.complete)
    return rows, outcome[rows]


def _rows(past: Panel, horizon: int, known: Sequence[Known], features: Floats) -> Rows:
    days, returns, sizes = [], [], []
    for series, (rows, outcome) in zip(past.series.values(), known, strict=True):
        days.append(series.days[rows])
        returns.append(outcome)
        sizes.append(outcome / (series.volatility * np.sqrt(horizon))[rows])
    if not days:
        return Rows(features, np.empty(0, np.int64), np.empty(0), np.empty(0))
    return Rows(features, np.concatenate(days), np.concatenate(returns), np.concatenate(sizes))


def base_rate(up: NDArray[np.bool_]) -> float:
    """Return the frequency of up, drawn towards one half as by PRIOR_ROWS further rows."""
    return float((up.sum() + PRIOR_ROWS / 2) / (len(up) + PRIOR_ROWS))


def moves_of(past: Panel, horizon: int) -> Moves | None:
    """Return the past's moves; None with less than a year of outcomes or with moves in one direction only."""
    rows = outcomes_of(past, horizon)
    rises, falls = rows.sizes[rows.up], -rows.sizes[~rows.up]
    if len(rows.sizes) < WARMUP_BARS or not len(rises) or not len(falls):
        return None
    return Moves(base_rate(rows.up), float(rises.mean()), float(falls.mean()), np.sort(np.abs(rows.sizes)))
