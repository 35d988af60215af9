"""Proves that the kernel of sweeps says, to the cent of every day, what the plain walk says, or says nothing."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from quant import kernel
from quant.backtest import AfterDrawdown, Setup, run
from quant.course import Course
from quant.fast import Fast, prepared, ready
from quant.grid import Grid, of_bars
from quant.strategies import Plan, Readers, plan_of
from quant.sweeps import sweep
from tests.quant.grids import LOOSE, bars, crossover, grid, walk, weekdays
from trading.limits import Limits
from trading.market import CorporateAction, CorporateActionKind
from trading.matching import FillParams

D = Decimal
TIGHT = Limits(max_daily_loss_ratio=D("0.008"), max_drawdown_ratio=D("0.02"), max_order_value=D(12_000))
LIMITS = {
    "default": Limits(),
    "loose": LOOSE,
    "tight": TIGHT,
    "small": replace(TIGHT, max_order_volume_ratio=D("0.000002"), max_volatility=D("0.19"), orders_per_minute=45),
    "stale": replace(LOOSE, max_quote_age_seconds=3, max_position_ratio=D("0.18"), daily_risk_budget_ratio=D("0.03")),
    "wild": replace(LOOSE, max_volatility=D("0.19"), max_day_move_ratio=D("0.015"), daily_risk_budget_ratio=D("0.008")),
    "daily": replace(LOOSE, max_daily_loss_ratio=D("0.006")),
    "falling": replace(LOOSE, max_drawdown_ratio=D("0.03")),
}
FREE = FillParams(slippage_bp=D(0), fee_per_share=D(0), volume_share=D(1))


def compared(fast: Fast | None, plan: Plan, setup: Setup) -> bool:
    """Hold the kernel's answer against the plain walk's; whether it had one."""
    assert fast is not None
    found = fast.equity(plan)
    if found is None:
        return False
    assert found.tolist() == run(fast.course, plan.decider(), setup).equity.tolist()
    return True


def drawn(grid: Grid, seed: int) -> Plan:
    """Weights at random: bought, changed, halved, closed, wished again while an order works."""
    rng = np.random.default_rng(seed)
    weights = np.full(grid.open.shape, np.nan)
    said = rng.random(weights.shape) < 0.08
    weights[said] = rng.choice([0.0, 0.0, 0.03, 0.07, 0.19, 0.45], int(said.sum()))
    return Plan(weights)


@pytest.mark.parametrize("after", AfterDrawdown)
@pytest.mark.parametrize("name", LIMITS)
def test_it_says_what_the_plain_walk_says(name: str, after: AfterDrawdown) -> None:
    answered = 0
    for seed in range(6):
        course = Course(walk(260, 4, seed))
        setup = Setup(cash=D(100_000), limits=LIMITS[name], after_drawdown=after)
        answered += compared(prepared(course, setup), drawn(course.grid, seed), setup)
    assert answered >= 5, "an answer is nearly always there"


def test_limits_trip_and_deny_in_what_is_compared() -> None:
    tripped, denied = set(), set()
    for seed in range(6):
        course = Course(walk(260, 4, seed))
        for limits in LIMITS.values():
            found = run(course, drawn(course.grid, seed).decider(), Setup(limits=limits))
            tripped |= {trip.reason.value for trip in found.trips}
            denied |= set(found.end.denials())
    assert tripped == {"DRAWDOWN", "DAILY_LOSS"}
    codes = {
        "MAX_ORDER_VALUE",
        "TRADING_HALTED",
        "DAILY_LOSS_LIMIT",
        "STALE_PRICE",
        "CONCENTRATION",
        "MARKET_CONDITION",
    }
    assert denied >= codes | {"DAILY_RISK_BUDGET", "MAX_ORDER_VOLUME", "INSUFFICIENT_CASH"}


def eventful(seed: int) -> Grid:
    """Three symbols: one splits, one pays, one is listed late and misses days."""
    rng = np.random.default_rng(seed)
    path = np.round(90 * np.exp(np.cumsum(rng.normal(0, 0.02, (200, 3)), axis=0)), 2)
    path[100:, 0] = np.round(path[100:, 0] / 3, 2)
    one, two, three = (bars([str(each) for each in path[:, column]], spread="0") for column in range(3))
    days = weekdays(200)
    three = [bar for number, bar in enumerate(three) if number > 30 and number % 11]
    return of_bars(
        {"AAA": one, "BBB": two, "CCC": three},
        [
            CorporateAction("s", "AAA", days[100], CorporateActionKind.SPLIT, ratio=D(3)),
            CorporateAction("d", "AAA", days[60], CorporateActionKind.DIVIDEND, amount=D("0.3725")),
            *(
                CorporateAction(f"e{n}", "BBB", days[n], CorporateActionKind.DIVIDEND, amount=D("1.005"))
                for n in range(30, 190, 20)
            ),
        ],
    )


@pytest.mark.parametrize("seed", range(8))
def test_splits_dividends_and_days_without_a_bar(seed: int) -> None:
    course = Course(eventful(seed))
    plan = drawn(course.grid, seed)
    plan.weights[99, 0] = 0.05  # works over the split
    for setup in (Setup(limits=LOOSE), Setup(), replace(Setup(limits=LOOSE, fills=FREE), impact_bp=D(0))):
        assert compared(prepared(course, setup), plan, setup)


def test_costs_are_the_same_without_impact_and_below_a_dollar() -> None:
    cheap = walk(120, 2, 3)
    small = {name: getattr(cheap, name) // 20_000 * 100 for name in ("open", "high", "low", "close")}
    for course in (Course(replace(cheap, **small)), Course(cheap)):
        for fills in (FREE, FillParams(slippage_bp=D("2.5"), fee_min=D("1.001"))):
            setup = Setup(limits=LOOSE, fills=fills, half_spread_bp=D("0.5"), impact_bp=D(0), cash=D(5_000))
            assert compared(prepared(course, setup), drawn(course.grid, 3), setup)


def test_it_says_nothing_of_what_it_does_not_know() -> None:
    lead = [100] * 30
    whole = grid([*lead, 100, 101, 102, 103], volume=1_000)
    buys = np.full((34, 1), np.nan)
    buys[30] = 0.5
    setup = Setup(limits=LOOSE)
    fast = prepared(Course(whole), setup)
    assert fast is not None
    assert fast.equity(Plan(buys)) is None, "a tenth of the volume is less than the order"
    assert fast.equity(Plan(buys, stop_loss=0.1)) is None
    edge = grid([*lead, 100, 101], spread="0")
    exact = Setup(limits=replace(LOOSE, market_buffer_ratio=D(0)))
    fast = prepared(Course(edge), exact)
    assert fast is not None
    assert fast.equity(Plan(np.where(np.arange(32)[:, None] == 30, 0.5, np.nan))) is None, "exactly 500 shares"
    assert prepared(Course(walk(100, 1, 1, minutes=39)), setup) is None
    for limits in (replace(LOOSE, orders_per_minute=20), replace(LOOSE, max_value_at_risk_ratio=D("0.1"))):
        assert prepared(Course(whole), Setup(limits=limits)) is None
    halves = CorporateAction("s", "AAA", weekdays(34)[32], CorporateActionKind.SPLIT, ratio=D("1.5"))
    fast = prepared(Course(grid([*lead, 100, 101, 102, 103], halves)), setup)
    assert fast is not None
    assert fast.equity(Plan(buys)) is None


def test_a_sweep_is_the_same_with_and_without_it() -> None:
    trials = [crossover(fast, slow, weight=D("0.09")) for fast in range(3, 13) for slow in range(20, 50, 5)]
    quick = sweep(trials, eventful(3), Setup(), processes=1)
    plain = sweep(trials, eventful(3), Setup(), processes=1, fast=False)
    assert quick.returns.tobytes() == plain.returns.tobytes()
    assert quick.finals.tobytes() == plain.finals.tobytes()


def test_numba_compiles_it_where_it_is_installed() -> None:
    pytest.importorskip("numba")
    assert kernel.COMPILED
    assert type(kernel.walked).__name__ == "CPUDispatcher"
    course, setup = Course(walk(100, 2, 1)), Setup(limits=LOOSE)
    assert ready(course, setup) is not None
    assert compared(ready(course, setup), plan_of(crossover(3, 9), Readers(course.grid)), setup)
