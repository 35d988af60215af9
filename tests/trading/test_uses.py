"""Proves that the use of limits says what the gate reckons with, and that the level worries where the gate refuses."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trading.test_risk import BUY, SELL, answer, book, limit
from trading.book import Book, Resting, Strategy
from trading.errors import DenialCode
from trading.limits import Limits
from trading.stop import Halt, TradingState
from trading.units import ZERO
from trading.uses import LimitName, LimitUse, RiskLevel, level, uses

D = Decimal


def used(where: Book, name: LimitName, automatic: int = 0) -> LimitUse:
    [found] = [each for each in uses(where, automatic) if each.name is name]
    return found


def working(symbol: str, quantity: str, price: str, side: object = BUY) -> Resting:
    assert side in (BUY, SELL)
    return Resting(symbol=symbol, side=side, leaves=D(quantity), opening=D(quantity), reference_price=D(price))  # type: ignore[arg-type]


def test_a_fresh_book_uses_nothing_and_is_calm() -> None:
    found = uses(book(), 0)
    assert [each.name for each in found] == list(LimitName)
    assert {(each.used, each.ratio) for each in found} == {(ZERO, ZERO)}
    assert level(Halt(), found) is RiskLevel.CALM


def test_concentration_is_the_heaviest_name_with_the_heavier_side_of_its_working_orders() -> None:
    where = book(
        cash=D(93_000),
        positions={"AAA": D(20), "BBB": D(100)},
        resting=(working("AAA", "30", "100"), working("AAA", "10", "100", SELL), working("BBB", "1", "51")),
    )
    assert used(where, LimitName.CONCENTRATION) == LimitUse(LimitName.CONCENTRATION, D("5051") / D(100_000), D("0.10"))
    assert used(where, LimitName.CONCENTRATION).ratio == D("0.5051")
    assert used(where, LimitName.ORDER_VALUE).used == D(3000)


@pytest.mark.parametrize("quantity", ["1", "60.5", "99"])
def test_the_gate_sees_what_is_used_and_the_order_on_top(quantity: str) -> None:
    where = book(
        cash=D(98_000),
        positions={"AAA": D(20)},
        resting=(working("AAA", "3", "100"),),
        risk_today=D(300),
        messages_second=2,
        strategy=Strategy(enabled=True, executions=1),
    )
    terms = limit(BUY, quantity)
    value = D(quantity) * 100
    seen = {code: answer(code, terms, where).observed for code in DenialCode if code in CHECKED}
    assert seen[DenialCode.CONCENTRATION] == used(where, LimitName.CONCENTRATION).used + value / 100_000
    assert seen[DenialCode.DAILY_RISK_BUDGET] == used(where, LimitName.DAILY_RISK_BUDGET).used + value / 20 / 100_000
    assert seen[DenialCode.DAILY_LOSS_LIMIT] == used(where, LimitName.DAILY_LOSS).used == ZERO
    assert seen[DenialCode.RATE_LIMITED] == used(where, LimitName.MESSAGES).used + 1
    assert seen[DenialCode.AUTO_EXEC_LIMIT] == used(where, LimitName.AUTO_EXECUTION, automatic=1).used + 1


CHECKED = {
    DenialCode.CONCENTRATION,
    DenialCode.DAILY_RISK_BUDGET,
    DenialCode.DAILY_LOSS_LIMIT,
    DenialCode.RATE_LIMITED,
    DenialCode.AUTO_EXEC_LIMIT,
}


@given(st.integers(-6_000, 2_000), st.integers(1, 10**6), st.integers(1, 10**6))
def test_what_trips_the_gate_is_critical_and_what_does_not_is_no_loss_limit_reached(
    cents: int, open_units: int, units: int
) -> None:
    change = D(cents) / 100
    where = book(
        cash=D(100_000) * units / open_units + change,
        units=D(units),
        open_units=D(open_units),
        peak_units=D(open_units),
    )
    found = uses(where, 0)
    refused = not answer(DenialCode.DAILY_LOSS_LIMIT, limit(BUY, "0.001"), where).passed
    assert (used(where, LimitName.DAILY_LOSS).ratio >= 1) is refused
    if refused:
        assert level(Halt(), found) is RiskLevel.CRITICAL


def test_losses_are_critical_at_equality_and_other_limits_beyond_it() -> None:
    assert level(Halt(), uses(book(cash=D(98_000)), 0)) is RiskLevel.CRITICAL
    assert level(Halt(), uses(book(cash=D("98000.01")), 0)) is RiskLevel.ELEVATED
    assert level(Halt(), uses(book(cash=D("98400.01")), 0)) is RiskLevel.CALM
    full = book(resting=(working("AAA", "100", "100"),))
    assert level(Halt(), uses(full, 0)) is RiskLevel.ELEVATED
    assert level(Halt(), uses(replace(full, resting=(working("AAA", "100.01", "100"),)), 0)) is RiskLevel.CRITICAL
    assert level(Halt(), uses(book(), 3)) is RiskLevel.ELEVATED
    assert level(Halt(), uses(book(), 4)) is RiskLevel.CRITICAL


def test_a_stop_shows_in_the_level() -> None:
    found = uses(book(), 0)
    assert level(Halt(TradingState.REDUCING), found) is RiskLevel.ELEVATED
    assert level(Halt(TradingState.HALTED), found) is RiskLevel.CRITICAL


def test_what_cannot_be_reckoned_is_left_out_and_critical() -> None:
    found = uses(book(positions={"NEW": D(1)}), 0)
    assert [each.name for each in found] == [LimitName.ORDER_VALUE, LimitName.MESSAGES, LimitName.AUTO_EXECUTION]
    assert level(Halt(), found) is RiskLevel.CRITICAL
    ruined = uses(book(cash=D(-10_000), positions={"AAA": D(100)}, units=D(1)), 0)
    assert LimitName.CONCENTRATION not in {each.name for each in ruined}
    assert level(Halt(), ruined) is RiskLevel.CRITICAL


def test_the_fuller_window_of_messages_counts() -> None:
    assert used(book(messages_second=2, messages_minute=3), LimitName.MESSAGES).limit == 5
    assert used(book(messages_second=0, messages_minute=15), LimitName.MESSAGES).ratio == D("0.5")


def test_a_limit_of_zero_is_reached_from_the_start() -> None:
    none = LimitUse(LimitName.ORDER_VALUE, ZERO, ZERO)
    assert none.ratio == 1
    assert level(Halt(), uses(book(limits=Limits(max_order_value=ZERO)), 0)) is RiskLevel.CALM
