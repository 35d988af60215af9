"""Proves what may be asked of an optimisation, and that its trades lead to the targets without asking for too much."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.errors import InvalidInput
from trading.optimisation import (
    Bound,
    Constraints,
    CovarianceMethod,
    OptimizationMethod,
    Plan,
    Target,
    Trade,
    objections,
    trades,
    trigger,
)
from trading.orders import OrderSide

D = Decimal
SYMBOLS = ("AAA", "BBB", "CCC")
WEIGHTS = st.decimals(0, 1, places=6)


def target(symbol: str, weight: str | Decimal) -> Target:
    return Target(symbol=symbol, current=D(0), target=D(weight), risk=D(0))


def test_constraints_are_kept_and_come_back() -> None:
    wish = Constraints(
        least=D("0.01"),
        most=D("0.5"),
        bounds=(Bound(symbols=("AAA", "BBB"), least=D("0.1"), most=D("0.6")),),
        turnover=D("0.3"),
        cost=D("0.001"),
        min_return=D("0.05"),
        covariance=CovarianceMethod.EWMA,
        lookback_days=252,
    )
    assert Constraints.of(wish.kept()) == wish
    assert Constraints.of(Constraints().kept()) == Constraints()


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Constraints(most=D("1.1")), "maxWeight"),
        (Constraints(least=D("-0.1")), "minWeight"),
        (Constraints(least=D("0.5"), most=D("0.4")), "minWeight"),
        (Constraints(cash=D(1)), "cash"),
        (Constraints(turnover=D(3)), "maxTurnover"),
        (Constraints(cost=D("0.2")), "cost"),
        (Constraints(lookback_days=20), "lookbackDays"),
        (Constraints(bounds=(Bound(symbols=("ZZZ",)),)), "bounds"),
        (Constraints(bounds=(Bound(symbols=()),)), "bounds"),
        (Constraints(bounds=(Bound(symbols=("AAA",), least=D("0.6"), most=D("0.5")),)), "bounds"),
    ],
)
def test_what_cannot_be_is_said_of_its_field(wish: Constraints, field: str) -> None:
    [problem] = objections(OptimizationMethod.MIN_VARIANCE, wish, SYMBOLS)
    assert problem.path == ("constraints", field)


def test_a_rule_refuses_what_it_would_not_obey() -> None:
    group = Constraints(turnover=D("0.1"), bounds=(Bound(symbols=("AAA", "BBB"), most=D("0.5")),))
    for method in OptimizationMethod:
        fields = {problem.path[1] for problem in objections(method, group, SYMBOLS)}
        assert fields == ({"maxTurnover", "bounds"} if method.bounds_only else set())
    single = Constraints(bounds=(Bound(symbols=("AAA",), most=D("0.5")),))
    assert objections(OptimizationMethod.HRP, single, SYMBOLS) == []


def test_sales_come_first_and_what_is_unwanted_is_sold_out() -> None:
    held, prices = {"AAA": D("10.5"), "CCC": D(100)}, {"AAA": D(100), "BBB": D(50), "CCC": D(10)}
    found = trades([target("AAA", "0"), target("BBB", "0.5"), target("CCC", "0.098")], held, prices, D(10000), D(2000))
    assert found == [
        Trade(symbol="AAA", side=OrderSide.SELL, quantity=D("10.5"), target=D(0), cut=False),
        Trade(symbol="BBB", side=OrderSide.BUY, quantity=D(39), target=D("0.5"), cut=True),  # 2000 / 51
    ]


def test_without_equity_there_is_nothing_to_divide() -> None:
    with pytest.raises(InvalidInput, match="no equity"):
        trades([target("AAA", "1")], {}, {"AAA": D(1)}, D(0), D(1))


@given(WEIGHTS, st.integers(0, 1000), st.decimals("0.5", 500, places=2), st.integers(1000, 10**7))
def test_no_trade_goes_beyond_its_target(weight: Decimal, held: int, price: Decimal, equity: int) -> None:
    for trade in trades([target("AAA", weight)], {"AAA": D(held)}, {"AAA": price}, D(equity), D(10**9)):
        after = held + trade.side.sign * trade.quantity
        wanted = weight * equity / price
        assert trade.quantity > 0
        assert after >= 0
        assert after <= wanted if trade.side is OrderSide.BUY else after >= wanted


def test_the_calendar_and_the_drift_ask_for_new_weights() -> None:
    day = date(2012, 6, 1)
    targets, near, far = {"AAA": D("0.1")}, {"AAA": D("0.15")}, {"AAA": D("0.150001")}
    monthly = Plan(method=OptimizationMethod.HRP, every_days=30)
    assert trigger(monthly, day, None, {}, {}) == "CALENDAR"
    assert trigger(monthly, day, day - timedelta(days=29), targets, far) is None
    assert trigger(monthly, day, day - timedelta(days=30), targets, near) == "CALENDAR"
    drifting = Plan(method=OptimizationMethod.HRP, drift=D("0.05"))
    assert trigger(drifting, day, day - timedelta(days=300), targets, near) is None
    assert trigger(drifting, day, day - timedelta(days=1), targets, far) == "DRIFT"
    assert trigger(drifting, day, day - timedelta(days=1), targets, {}) == "DRIFT"
    assert Plan.of(drifting.kept()) == drifting
    assert Plan.of(monthly.kept()) == monthly


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan(method=OptimizationMethod.HRP), "everyDays"),
        (Plan(method=OptimizationMethod.HRP, every_days=0), "everyDays"),
        (Plan(method=OptimizationMethod.HRP, every_days=400), "everyDays"),
        (Plan(method=OptimizationMethod.HRP, drift=D("0.001")), "driftRatio"),
        (Plan(method=OptimizationMethod.HRP, drift=D(2)), "driftRatio"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(plan: Plan, field: str) -> None:
    assert [each.path for each in plan.objections()] == [(field,)]
