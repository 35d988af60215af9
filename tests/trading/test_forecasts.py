"""Proves that forecasts are judged as by hand and never before their end, and that a scorecard sums up rightly."""

from dataclasses import astuple
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.forecasts import MILLION, Bin, Month, came_true, due, judge, scorecard, total_return
from trading.market import Bar

D = Decimal
FIRST = date(2012, 1, 2)


def bar(number: int, close: str, dividend: str = "0", split: str = "1") -> Bar:
    price = D(close)
    return Bar(FIRST + timedelta(days=number), price, price, price, price, 1000, D(dividend), D(split))


def test_a_return_counts_dividends_and_splits() -> None:
    bars = [bar(0, "100"), bar(1, "49", dividend="1", split="2"), bar(2, "53.9")]
    assert total_return(bars) == D("0.1")  # two shares of 49 and 1 in cash each; then a tenth more
    assert total_return(bars[:2]) == 0
    assert total_return(bars[:1]) == 0


def test_a_forecast_is_due_when_its_last_bar_is_there_and_not_before() -> None:
    bars = [bar(number, "10") for number in range(6)]
    assert due(bars, FIRST, 5) == bars
    assert due(bars[:5], FIRST, 5) is None
    assert due(bars, FIRST + timedelta(days=2), 3) == bars[2:]
    assert due(bars, FIRST - timedelta(days=1), 1) is None  # no bar on that day: nothing can be said


def test_judged_by_hand() -> None:
    # 0.6 of a rise that came: (0.4)^2, -ln 0.6; the base rate of 0.5: 0.25, ln 2
    assert astuple(judge(D("0.6"), D("0.5"), D("0.01"))) == (1, 160_000, 250_000, 510_826, 693_147, 0)
    # the same of a fall: "always up" was wrong too
    assert astuple(judge(D("0.6"), D("0.5"), D("-0.01"))) == (0, 360_000, 250_000, 916_291, 693_147, 0)
    assert judge(D("0.4"), D("0.5"), D("-0.01")).edge == 1
    assert judge(D("0.4"), D("0.5"), D("0.01")).edge == -1
    assert judge(D("0.5"), D("0.5"), D(0)).up == 0  # unchanged is no rise


@pytest.mark.parametrize(
    ("action", "gained", "true"),
    [
        ("BUY", "0.0001", True), ("BUY", "0", False), ("BUY", "-0.01", False),
        ("SELL", "-0.01", True), ("SELL", "0", True), ("SELL", "0.01", False),
        ("HOLD", "0.001", True), ("HOLD", "-0.001", True), ("HOLD", "0.0011", False),
    ],
)  # fmt: skip
def test_what_came_true(action: str, gained: str, true: bool) -> None:
    assert came_true(action, D(gained)) is true


def test_a_card_by_hand() -> None:
    # six months of ten: the edges 4, 0, 2, 0, 4, 2 have a mean of 0.2 a forecast; squares of S - 2: 4+4+0+4+4+0 = 16
    months = [Month(10, 2_000_000, 2_500_000, 6_000_000, 7_000_000, edge) for edge in (4, 0, 2, 0, 4, 2)]
    card = scorecard("NEWS", 5, D("0.05"), months, [])
    assert (card.forecasts, card.months, card.edge) == (60, 6, D("0.2"))
    assert (card.brier, card.base_brier, card.loss, card.base_loss) == (D("0.2"), D("0.25"), D("0.6"), D("0.7"))
    # 16 x 6 / 5 / 3600 = 0.005333; its root 0.073030 x 1.959964 = 0.143136
    assert (card.edge_low, card.edge_high) == (D("0.056864"), D("0.343136"))


def test_too_little_says_nothing() -> None:
    card = scorecard("NEWS", 5, D("0.05"), [], [])
    assert (card.forecasts, card.brier, card.loss, card.edge, card.edge_low) == (0, None, None, None, None)
    few = scorecard("NEWS", 5, D("0.05"), [Month(10, 1, 1, 1, 1, 3)] * 5, [Bin(D(0), D(1), 50, D("0.5"), D("0.5"))])
    assert few.edge == D("0.3")
    assert (few.edge_low, few.edge_high) == (None, None)


@given(st.integers(1, MILLION - 1), st.integers(1, MILLION - 1), st.decimals("-0.5", "0.5", places=6))
def test_a_true_chance_is_never_judged_better_than_it_is(chance: int, base: int, gained: Decimal) -> None:
    judged = judge(D(chance) / MILLION, D(base) / MILLION, gained)
    assert 0 <= judged.brier <= MILLION
    assert judged.loss >= 0
    said = D(chance) / MILLION if judged.up else 1 - D(chance) / MILLION
    assert (judged.loss <= judged.base_loss) or said <= (D(base) / MILLION if judged.up else 1 - D(base) / MILLION)
    assert judged.edge in ((0, -1) if judged.up else (0, 1))
