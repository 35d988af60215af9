"""Proves what moves money in an order's life at its edges: figures that make no sense, amendments, inferred fills."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.trading.test_life import NOON, SELL, K, Played, amends, fill, order, says
from trading import life
from trading.ledger import Account, Cause, Stock, TaxLot, book_cash
from trading.orders import Ended, OrderStatus
from trading.ports import BrokerEvent
from trading.state import Change, Entry
from trading.tape import Split
from trading.units import PRICE_MAX, ZERO

D = Decimal
LARGE = str(PRICE_MAX)
E1 = fill("e1", "4", "10", "0.20")


def posted(*events: BrokerEvent | Split, opening: Stock | None = None) -> list[Entry]:
    """Return the entries of some events; each has legs, and quantities add up to what is held."""
    played, entries = Played(order(), opening=opening), list[Entry]()
    held = played.stock.quantity
    for event in events:
        apply: Any = life.apply if isinstance(event, BrokerEvent) else lambda state, each: life.split(state, each, "s")
        outcome = apply(played.state, event)
        played.state = outcome.state
        entries += outcome.entries
        legs = [leg for entry in outcome.entries for leg in entry.legs if leg.account is Account.POSITION]
        held += sum((leg.quantity or ZERO for leg in legs), ZERO)
        assert held == played.stock.quantity
    assert all(entry.legs for entry in entries)
    return entries


def shares(entries: list[Entry]) -> list[tuple[Cause, Decimal]]:
    """Return what each entry moves of the position."""
    return [
        (entry.cause, sum((leg.quantity or ZERO for leg in entry.legs if leg.account is Account.POSITION), ZERO))
        for entry in entries
    ]


# ---------------------------------------------------------------- quantities are posted by what explains them (L3)


def test_what_a_split_adds_is_posted_as_its_own_and_what_is_traded_as_traded() -> None:
    doubled = Split(symbol="AAA", ratio=Fraction(2), at=NOON, number=0)
    assert shares(posted(E1, doubled)) == [(Cause.EXECUTION, D(4)), (Cause.SPLIT, D(4))]
    early = replace(fill("e2", "3", "10"), at=datetime(2011, 2, 28, tzinfo=UTC))
    assert shares(posted(E1, doubled, early))[2:] == [(Cause.EXECUTION, D(3)), (Cause.SPLIT, D(3))]
    bust = amends(K.BUST, "e1")
    assert shares(posted(E1, doubled, bust))[2:] == [(Cause.BUST, D(-4)), (Cause.SPLIT, D(-4))]


def test_what_one_split_after_another_adds_is_posted_once() -> None:
    held = Stock((TaxLot(NOON, D("4.5"), D(90)),))
    first = Split(symbol="AAA", ratio=Fraction(3), at=NOON, number=0, lieu_price=D(7))
    assert shares(posted(first, opening=held)) == [(Cause.SPLIT, D("8.5"))]  # 13.5, of which half a share is paid out
    late = replace(fill("e2", "1", "10"), at=datetime(2011, 2, 28, tzinfo=UTC))
    assert shares(posted(first, late, opening=held))[1:] == [(Cause.EXECUTION, D(1)), (Cause.SPLIT, D(2))]


def test_a_commission_moves_money_alone() -> None:
    assert shares(posted(E1, amends(K.COMMISSION, "e1", fee=D("0.50"))))[1:] == [(Cause.COMMISSION, ZERO)]


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize(
    "event",
    [
        replace(E1, quantity=None),
        replace(E1, price=None),
        replace(E1, execution_id=None),
        replace(E1, quantity=D("10000000")),
        replace(E1, price=D("1000000")),
        replace(E1, price=D("0.0000001")),
        amends(K.BUST, "e0", quantity=D("NaN")),
        replace(amends(K.BUST, "e0"), execution_id=None),
        amends(K.CORRECT, "e0", price=D("-1")),
        amends(K.COMMISSION, "e0", fee=D("Infinity")),
        amends(K.COMMISSION, "e0", fee=PRICE_MAX + 1),
        says(K.SNAPSHOT, filled=D(4), average_price=None),
    ],
)
def test_what_cannot_be_booked_is_alerted_and_changes_nothing(event: BrokerEvent) -> None:
    played = Played(order()).play(fill("e0", "1", "10"))
    before = played.end
    played.play(event)
    assert (played.end, played.alerts, played.ignored[-1]) == (before, ["INVALID_FILL"], True)
    assert not played.state.waiting


@pytest.mark.parametrize("fee", ["NaN", "Infinity", f"-{LARGE}9"])
def test_a_fee_that_cannot_be_read_is_alerted_beside_what_else_is_odd_and_can_still_come(fee: str) -> None:
    played = Played(order()).play(says(K.CANCELED), replace(E1, fee=D(fee)))
    assert (played.alerts, played.cash) == (["LATE_FILL", "UNKNOWN_BROKER_VALUE"], D(-40))
    played.play(amends(K.COMMISSION, "e1", fee=D("0.205")), amends(K.COMMISSION, "e1"))
    assert (played.cash, played.ignored[-1]) == (D("-40.21"), True)


def test_the_largest_figures_are_booked() -> None:
    assert Played(order()).play(fill("e1", "1", LARGE, LARGE)).cash == D("-2000000.00")
    assert Played(order("9999999.999999999")).play(fill("e1", "9999999.999999999", "1")).cash == D(-10_000_000)


# ---------------------------------------------------------------- the same again


def test_the_other_side_of_a_known_execution_is_a_conflict_and_no_fee_no_news() -> None:
    played = Played(order()).play(E1, replace(E1, side=SELL), replace(E1, fee=None))
    assert (played.alerts, played.ignored, played.cash) == (["EXEC_CONFLICT"], [False, True, True], D("-40.20"))


def test_a_bust_is_final_and_an_older_correction_no_news() -> None:
    played = Played(order()).play(replace(E1, version=5))
    played.play(amends(K.CORRECT, "e1", price=D(11), version=4))
    assert (played.ignored, played.cash) == ([False, True], D("-40.20"))
    played.play(amends(K.CORRECT, "e1", price=D(11), version=5))
    played.play(amends(K.CORRECT, "e1", price=D(12)))  # without a version it is news
    played.play(amends(K.CORRECT, "e1", price=D(13), version=4))
    assert (played.ignored[2:], played.cash) == ([False, False, True], D("-48.20"))
    played.play(amends(K.BUST, "e1"), amends(K.CORRECT, "e1", price=D(13), version=6))
    assert (played.ignored[5:], played.cash) == ([False, True], ZERO)
    assert played.alerts == ["TRADE_CORRECT", "TRADE_CORRECT", "TRADE_BUST"]


def test_what_fills_after_a_bust_has_ended_the_order_is_late() -> None:
    played = Played(order()).play(E1, amends(K.BUST, "e1", live=False))
    assert played.order().status is OrderStatus.CANCELED
    assert played.play(fill("e2", "4", "10")).alerts == ["TRADE_BUST", "LATE_FILL"]


# ---------------------------------------------------------------- what was inferred


def inferred(name: str = "A", **more: Any) -> BrokerEvent:
    return says(K.SNAPSHOT, name, filled=D(4), average_price=D(10), **more)


def test_a_real_fill_takes_the_place_of_what_was_inferred_for_its_own_order_alone() -> None:
    played = Played(order(), order(name="B")).play(inferred("B"), fill("e1", "4", "10"))
    assert (played.stock.quantity, played.alerts) == (D(8), ["INFERRED_FILL"])
    assert sorted(played.state.executions) == ["INFERRED:B:4", "e1"]


def test_only_a_fill_of_the_same_figures_takes_its_place_and_none_that_was_taken_back() -> None:
    played = Played(order()).play(inferred(), fill("e1", "4", "11"))
    assert (played.stock.quantity, played.order().facts.filled) == (D(8), D(8))
    played = Played(order()).play(inferred(), amends(K.BUST, "INFERRED:A:4"), fill("e1", "4", "10"))
    assert (played.stock.quantity, sorted(played.state.executions)) == (D(4), ["INFERRED:A:4", "e1"])


def test_the_real_fill_is_known_by_what_it_said() -> None:
    played = Played(order()).play(inferred(fee=D(3)))
    assert played.cash == D(-40)
    played.play(replace(E1, version=7), E1)
    assert (played.cash, played.ignored[-1]) == (D("-40.20"), True)  # the fee of a snapshot is nobody's
    played.play(amends(K.CORRECT, "e1", price=D(11), version=6))
    assert played.ignored[-1]


def test_a_snapshot_says_what_it_says_and_infers_no_fill_that_cannot_be() -> None:
    played = Played(order()).play(fill("e1", "4", "10"), says(K.SNAPSHOT, ended=Ended.CANCELED))
    assert (played.order().status, played.alerts) == (OrderStatus.CANCELED, [])
    played = Played(order()).play(fill("e1", "4", "10"), says(K.SNAPSHOT, filled=D(5), average_price=D(1)))
    assert (played.alerts, played.stock.quantity) == (["INVALID_FILL"], D(4))  # one at -35 would explain it


# ---------------------------------------------------------------- how large an order is


def test_what_is_taken_back_of_an_order_that_fills_have_stretched_lets_its_opening_part_shrink() -> None:
    """Replaced to 4 while 6 were filled: it is as large as 6, all of it opening, until two of these are taken back."""
    known = replace(order(), opening=D(10), reference_price=D(10))
    asked = replace(known, changes=(Change(quantity=D(4), opening=D(4)),)).know(replace_pending=True)
    played = Played(asked).play(fill("e1", "4", "10"), fill("e2", "2", "10"), says(K.REPLACED, quantity=D(4)))
    assert (played.order().facts.quantity, played.order().opening) == (D(6), D(6))
    after = played.play(amends(K.BUST, "e2")).order()
    assert (after.facts.quantity, after.opening, after.status) == (D(4), D(4), OrderStatus.FILLED)


def test_of_an_order_that_closes_and_opens_the_opening_part_shrinks_first() -> None:
    known = replace(order(), opening=D(1), reference_price=D(10), told=D(4)).know(quantity=D(6))
    part = known.know(filled=D(4))
    assert Played(part).play(fill("e1", "1", "10")).order().opening == ZERO


def test_every_cause_of_cash_posts_to_its_own_account() -> None:
    against = {
        (Cause.FEE, None): Account.FEES,
        (Cause.INTEREST, None): Account.INTEREST,
        (Cause.DIVIDEND, "AAA"): Account.DIVIDENDS,
        (Cause.WITHHOLDING, "AAA"): Account.DIVIDENDS,
        (Cause.WITHHOLDING, None): Account.INTEREST,
        (Cause.FLOW, None): Account.FLOWS,
    }
    for (cause, symbol), account in against.items():
        cash, other = book_cash(cause, symbol, D("1.50"))
        assert (cash.account, cash.amount, other.account, other.amount) == (
            Account.CASH,
            D("1.50"),
            account,
            D("-1.50"),
        )
