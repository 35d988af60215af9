"""Tripwires against looking ahead: a run that trips one is no result."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from quant import performance
from quant.arrays import Floats
from quant.backtest import LATER, Decider, Run, Setup, Wish, run
from quant.course import Course
from quant.grid import Grid
from quant.strategies import Planned, Strategy
from trading.errors import InvalidInput
from trading.simulation import Simulation

CUTS: Final = 30
EARLIEST: Final = 0.2  # of the bars: before that there is little to say
SHARPE_TOO_GOOD: Final = 3.0
KEPT_LEAST: Final = 0.5


class LookedAhead(InvalidInput):
    """The strategy knew what it could not know; the message says how that showed."""


def check_prefixes(strategy: Strategy, grid: Grid, whole: Run, *, seed: int, cuts: int = CUTS) -> int:
    """Cut the bars off at random rows and hold what is decided then against what was decided with all of them.

    Return how many cuts were tried. LookedAhead when a decision changes with what comes after it.
    """
    rows = len(grid.at)
    first = max(2, int(rows * EARLIEST))
    if rows <= first + 1:
        return 0
    rng = np.random.default_rng(seed)
    chosen = sorted({int(each) for each in rng.integers(first, rows, cuts)})
    planned = strategy.plan(grid).weights if isinstance(strategy, Planned) else None
    return sum(_same(strategy, grid, whole, planned, cut) for cut in chosen)


def _same(strategy: Strategy, grid: Grid, whole: Run, planned: Floats | None, cut: int) -> bool:
    """Compare one cut; False when the strategy has too few bars by then."""
    try:
        if isinstance(strategy, Planned) and planned is not None:
            _compare_plans(strategy, grid, planned, cut)
        else:
            _compare_orders(strategy, grid, whole, cut)
    except LookedAhead:
        raise
    except InvalidInput:
        return False
    return True


def _compare_plans(strategy: Planned, grid: Grid, planned: Floats, cut: int) -> None:
    before, after = strategy.plan(grid.until(cut)).weights, planned[:cut]
    differs = ~((before == after) | (np.isnan(before) & np.isnan(after)))
    if differs.any():
        row, column = (int(each) for each in np.argwhere(differs)[0])
        _caught(strategy.name, grid, row, grid.symbols[column], cut)


def _compare_orders(strategy: Strategy, grid: Grid, whole: Run, cut: int) -> None:
    part = run(grid.until(cut), strategy.decider(grid.until(cut)), whole.setup)
    until = grid.at[cut - 1]
    ours = [(work.at, work.terms.symbol, work.terms.side) for work in part.end.orders if work.at < until]
    theirs = [(work.at, work.terms.symbol, work.terms.side) for work in whole.end.orders if work.at < until]
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            row = next(at for at, instant in enumerate(grid.at) if instant.date() >= min(one[0], other[0]).date())
            _caught(strategy.name, grid, row, one[1], cut)
    if len(ours) != len(theirs):
        longer = ours if len(ours) > len(theirs) else theirs
        extra = longer[min(len(ours), len(theirs))]
        row = next(at for at, instant in enumerate(grid.at) if instant.date() >= extra[0].date())
        _caught(strategy.name, grid, row, extra[1], cut)


def _caught(name: str, grid: Grid, row: int, symbol: str, cut: int) -> None:
    raise LookedAhead(
        f"{name} looks ahead: what it decides of {symbol} on {grid.at[row].date()} changes with what comes after "
        f"{grid.at[cut - 1].date()}. Use only bars up to the one at which it decides."
    )


class Lagged:
    """Implements Decider over another: everything is wanted one bar later."""

    def __init__(self, inner: Decider) -> None:
        self._inner = inner

    def next_row(self, after: int) -> int:
        found = self._inner.next_row(max(0, after - 1))
        return found if found >= LATER else found + 1

    def wishes(self, row: int, account: Simulation) -> Sequence[Wish]:
        return self._inner.wishes(row - 1, account) if row and self._inner.next_row(row - 1) == row - 1 else ()


def lagged_sharpe(strategy: Strategy, course: Course, setup: Setup) -> float | None:
    """Return the yearly Sharpe ratio with every decision one bar late; None when it never moves."""
    return sharpe_of(run(course, Lagged(strategy.decider(course.grid)), setup))


def check_lag(name: str, sharpe: float | None, lagged: float | None) -> None:
    """LookedAhead when a result too good to be true is gone with one bar's delay."""
    if sharpe is not None and sharpe >= SHARPE_TOO_GOOD and (lagged or 0.0) < KEPT_LEAST * sharpe:
        raise LookedAhead(
            f"{name} reaches a Sharpe ratio of {sharpe:.2f}, and {lagged or 0.0:.2f} when it acts one bar later: it "
            "seems to know the bar that it trades on."
        )


def sharpe_of(result: Run) -> float | None:
    """Return the yearly Sharpe ratio of a run's sessions; None when it never moves."""
    try:
        return performance.sharpe(result.returns)
    except InvalidInput:
        return None
