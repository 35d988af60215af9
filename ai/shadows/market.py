"""A market to learn in: to own one share or not for half a year, in the desk's own simulation; needs gymnasium."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

import gymnasium
import numpy as np
from numpy.typing import NDArray

from ai.panel import Series
from ai.shadows.lessons import Lesson
from quant.backtest import Setup, Wish, lived
from quant.grid import MICROS, Grid
from quant.strategies import WEIGHT_MOST
from trading.simulation import Simulation

Floats = NDArray[np.float64]
BARS: Final = 126
AHEAD: Final = 21  # without a month of volume the desk's limits let nothing pass
CASH: Final = 100_000
PERCENT_OF_STAKE: Final = 100 / (CASH * 100 * WEIGHT_MOST)
CLOSE: Final = time(21)


@dataclass(frozen=True, slots=True, eq=False)
class Episode:
    """The bars of one share, a month to know its volume by ahead of them, and what is seen of each: features (n, k)."""

    grid: Grid
    seen: Floats


def episodes(lesson: Lesson) -> list[Episode]:
    """Cut the lesson into half years of one share each, from where its features are known."""
    found = []
    for symbol, series in lesson.panel.series.items():
        known = np.flatnonzero(np.isfinite(lesson.features[symbol]).all(axis=1))
        first = int(known[0]) if len(known) else len(series)
        for start in range(first, len(series) - BARS + 1, BARS):
            part = slice(start - AHEAD, start + BARS)
            if np.isfinite(lesson.features[symbol][start : start + BARS]).all():
                found.append(Episode(_grid(series, part), lesson.features[symbol][part]))
    return found


def _grid(series: Series, part: slice) -> Grid:
    """Return bars of a total return in millionths: splits and dividends are in the prices."""
    columns = {
        name: np.rint(getattr(series.prices, name)[part] * MICROS).astype(np.int64)[:, None]
        for name in ("open", "high", "low", "close")
    }
    return Grid(
        symbols=(series.symbol,),
        at=tuple(datetime.combine(date.fromordinal(int(day)), CLOSE, UTC) for day in series.days[part]),
        day=series.days[part],
        volume=np.rint(series.prices.volume[part]).astype(np.int64)[:, None],
        **columns,
    )


class Hand:
    """Implements Decider: asks for what it is told to own until it does."""

    def __init__(self) -> None:
        self.owns = False

    def next_row(self, after: int) -> int:
        return after

    def wishes(self, row: int, account: Simulation) -> Sequence[Wish]:
        if self.owns == bool(account.held) and (self.owns or not account.working):
            return ()
        return (Wish(0, WEIGHT_MOST if self.owns else 0.0),)


class Market(gymnasium.Env):  # type: ignore[misc]  # whether gymnasium is installed or not
    """Each step is a session: what is wanted at its close (1 owns as much as the desk may, 0 nothing) is ordered then
    and fills from the next open on, with spread, slippage, fees and the desk's limits. The reward is the change of
    equity by the next close, in percent of the stake."""

    def __init__(self, lesson: Lesson) -> None:
        self._episodes = episodes(lesson)
        if not self._episodes:
            raise ValueError(f"No share has {BARS} bars in a row with features.")
        width = self._episodes[0].seen.shape[1] + 1
        self.observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (width,), np.float32)
        self.action_space = gymnasium.spaces.Discrete(2)
        self._episode = self._episodes[0]
        self._hand = Hand()
        self._walk: Iterator[tuple[int, int]] = iter(())
        self._worth = 0

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[NDArray[np.float32], dict[str, Any]]:
        super().reset(seed=seed, options=options)
        self._episode = self._episodes[int(self.np_random.integers(len(self._episodes)))]
        self._hand = Hand()
        self._walk = lived(self._episode.grid, self._hand, Setup(cash=Decimal(CASH)))
        self._worth = next(worth for row, worth in self._walk if row == AHEAD)
        return self._seen(AHEAD), {}

    def step(self, action: Any) -> tuple[NDArray[np.float32], float, bool, bool, dict[str, Any]]:
        self._hand.owns = bool(action)
        row, worth = next(self._walk)
        reward = (worth - self._worth) * PERCENT_OF_STAKE
        self._worth = worth
        return self._seen(row), reward, False, row == AHEAD + BARS - 1, {}

    def _seen(self, row: int) -> NDArray[np.float32]:
        return np.append(self._episode.seen[row], float(self._hand.owns)).astype(np.float32)
