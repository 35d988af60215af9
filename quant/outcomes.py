"""What came of a backtest, in figures: how it did, how far that can be believed, what it cost, what held it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np

from quant import overfit, performance, sharpe
from quant.arrays import Floats
from quant.backtest import Run, Setup, run
from quant.course import Course
from quant.grid import Grid, price_of
from quant.inside import Inside
from quant.returns import annual
from quant.strategies import Strategy
from quant.tripwires import check_lag, check_prefixes, lagged_sharpe, sharpe_of
from trading.benchmark import Day, buy_and_hold
from trading.errors import InvalidInput
from trading.market import Phase, Step
from trading.matching import Resting
from trading.orders import OrderSide, OrderType
from trading.simulated import Fill
from trading.units import ZERO

BARS_LEAST: Final = 30
BLOCKS: Final = 8
RATIO: Final = Decimal("0.000001")
Stage = Callable[[str, float, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Ratios and returns are fractions, money is in the currency of the cash; None is what cannot be said.

    `sharpe_per_day`, `skewness` and `kurtosis` are what a deflated ratio is made of once the trials are known.
    """

    first: date
    last: date
    bars: int
    opening_cash: Decimal
    final_equity: Decimal
    total_return: Decimal
    annual_return: Decimal | None
    volatility: Decimal | None
    sharpe: Decimal | None
    sortino: Decimal | None
    max_drawdown: Decimal
    win_rate: Decimal | None
    turnover: Decimal
    costs: Decimal
    dividends: Decimal
    benchmark_return: Decimal
    benchmark_drawdown: Decimal
    beta: Decimal | None
    alpha: Decimal | None
    probabilistic_sharpe: Decimal | None
    lagged_sharpe: Decimal | None
    observations: int
    sharpe_per_day: float | None
    skewness: float
    kurtosis: float
    orders: int
    trades: int
    denials: Mapping[str, int]
    stops: Mapping[str, int]
    rule_days: Mapping[str, int]
    cuts: int
    hash: str
    equity: Sequence[tuple[date, Decimal]]
    fills: Sequence[Fill]


def backtest(strategy: Strategy, grid: Grid, setup: Setup, *, seed: int, heard: Stage = lambda *_: None) -> Outcome:
    """Run a strategy with its tripwires and its benchmark. `heard` gets stage, share from 0 to 1, and a note.

    InvalidInput for too short a period, LookedAhead when a tripwire is touched, StrategyFailed as it says.
    """
    if len(grid.at) < BARS_LEAST:
        raise InvalidInput(f"A backtest needs at least {BARS_LEAST} bars; this period has {len(grid.at)}.")
    heard("run", 0.05, f"{grid.bars} bars of {', '.join(grid.symbols)}")
    course = Course(grid)
    found = run(course, strategy.decider(grid), setup, lambda done, of: heard("run", 0.05 + 0.55 * done / of, ""))
    heard("tripwires", 0.6, "the same with every decision one bar late")
    lagged = lagged_sharpe(strategy, course, setup)
    check_lag(strategy.name, sharpe_of(found), lagged)
    heard("tripwires", 0.7, "the same on bars cut off at random")
    cuts = check_prefixes(strategy, grid, found, seed=seed)
    heard("figures", 0.95, "benchmark and figures")
    return _figures(found, strategy, lagged, cuts)


def benchmark(grid: Grid, setup: Setup) -> Floats:
    """Return the equity at each session's close of the yardstick: the same cash spread over every symbol that trades
    at the first bar and held, at the same costs."""
    inside = Inside(grid, setup.fills, setup.half_spread_bp, setup.impact_bp)
    opening = Resting(side=OrderSide.BUY, type=OrderType.MARKET, left=Decimal(1))
    ticks = [
        next(inside.ticks(opening, 0, column, int(grid.volume[0, column])))
        for column in np.flatnonzero(grid.open[0]).tolist()
    ]
    ends = np.flatnonzero(np.append(np.diff(grid.day) != 0, True)).tolist()
    days, before = [], 0
    for end in ends:
        actions = [action for row in range(before, end + 1) for action in grid.actions.get(row, ())]
        closes = {s: price_of(c) for s, c in zip(grid.symbols, grid.close[end].tolist(), strict=True) if c}
        days.append(Day(day=date.fromordinal(int(grid.day[end])), closes=closes, actions=actions))
        before = end + 1
    step = Step(days[0].day, 0, grid.at[0], Phase.OPEN, tuple(ticks))
    return np.array([float(each.equity) for each in buy_and_hold(setup.cash, [step], days, setup.fills)])


def _figures(found: Run, strategy: Strategy, lagged: float | None, cuts: int) -> Outcome:
    returns, held = found.returns, benchmark(found.grid, found.setup)
    others = held / np.concatenate(([float(found.setup.cash)], held[:-1])) - 1
    ratio, skewness, kurtosis = _moments(returns)
    line = _try(lambda: performance.market(returns, others))
    gains = np.array([float(fill.realized - fill.fee) for fill in found.end.executions if fill.realized], np.float64)
    days, end = found.days, found.end
    ends = np.flatnonzero(np.append(np.diff(found.grid.day) != 0, True))
    return Outcome(
        first=days[0],
        last=days[-1],
        bars=found.grid.bars,
        opening_cash=found.setup.cash,
        final_equity=found.final,
        total_return=_ratio(float(found.final / found.setup.cash - 1)),
        annual_return=_maybe(lambda: annual(returns)),
        volatility=_maybe(lambda: performance.volatility(returns)),
        sharpe=yearly_sharpe(returns),
        sortino=_maybe(lambda: performance.sortino(returns)),
        max_drawdown=_ratio(performance.max_drawdown(returns)),
        win_rate=_maybe(lambda: performance.win_rate(gains)),
        turnover=_ratio(float(end.traded) / float(np.mean(found.equity) / 100) / max(1.0, len(days) / 252)),
        costs=end.fees,
        dividends=end.dividends,
        benchmark_return=_ratio(held[-1] / float(found.setup.cash) - 1),
        benchmark_drawdown=_ratio(performance.max_drawdown(others)),
        beta=None if line is None else _ratio(line.beta),
        alpha=None if line is None else _ratio(line.alpha),
        probabilistic_sharpe=None
        if ratio is None
        else _maybe(lambda: sharpe.probabilistic(ratio, len(returns), skewness, kurtosis)),
        lagged_sharpe=None if lagged is None else _ratio(lagged),
        observations=len(returns),
        sharpe_per_day=ratio,
        skewness=skewness,
        kurtosis=kurtosis,
        orders=len(end.orders),
        trades=len(end.executions),
        denials=dict(end.denials().most_common()),
        stops=_counts([trip.reason.value for trip in end.trips]),
        rule_days=strategy.active(found.grid),
        cuts=cuts,
        hash=found.hash(),
        equity=[
            (day, Decimal(int(cents)).scaleb(-2)) for day, cents in zip(days, found.equity[ends].tolist(), strict=True)
        ],
        fills=end.executions,
    )


def deflated(outcome: Outcome, ratios: Sequence[float]) -> Decimal | None:
    """Return the probability that a Sharpe ratio is more than the best luck among these ratios per day, its own too."""
    if outcome.sharpe_per_day is None or len(ratios) < 2:
        return None
    ratio, variance = outcome.sharpe_per_day, float(np.var(ratios, ddof=1))
    shape = (outcome.skewness, outcome.kurtosis)
    return _maybe(lambda: sharpe.deflated(ratio, outcome.observations, len(ratios), variance, *shape))


def per_session(returns: Floats) -> float | None:
    """Return the Sharpe ratio per session, None for what never moved."""
    return _moments(returns)[0]


def yearly_sharpe(returns: Floats) -> Decimal | None:
    """Return the Sharpe ratio of a year, None for what never moved."""
    return _maybe(lambda: performance.sharpe(returns))


def overfitted(returns: Floats) -> Decimal | None:
    """Return the probability that the best of (t, n) trials is below the median out of sample; None for too few."""
    return _maybe(lambda: overfit.backtest_overfit(returns, BLOCKS).probability)


def _moments(returns: Floats) -> tuple[float | None, float, float]:
    try:
        return sharpe.moments(returns)
    except InvalidInput:
        return None, 0.0, 3.0


def _try(make: Callable[[], performance.Market]) -> performance.Market | None:
    try:
        return make()
    except InvalidInput:
        return None


def _maybe(make: Callable[[], float]) -> Decimal | None:
    """Return a figure, None where it has no meaning: nothing moved, nothing was lost, too few observations."""
    try:
        return _ratio(make())
    except InvalidInput:
        return None


def _ratio(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(RATIO) if np.isfinite(value) else ZERO


def _counts(names: Sequence[str]) -> dict[str, int]:
    return {name: names.count(name) for name in sorted(set(names))}
