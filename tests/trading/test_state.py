"""Proves what commands and words leave alone: what is over, what was said before, and what says too little."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.trading.test_life import BUY, NOON, SELL, K, Played, does, fill, order, says
from trading.ledger import Account, Cause
from trading.orders import Ended, Facts, OrderStatus, client_order_id, stem_and_version
from trading.ports import BrokerEvent
from trading.state import Change, Command, CommandKind, Life

D = Decimal
SEND, CANCEL, MISSING = does(CommandKind.SEND), does(CommandKind.CANCEL), does(CommandKind.MISSING)


def new(**facts: Any) -> Life:
    """An order that nobody has sent, and what else is known of it."""
    return Life(id="A", symbol="AAA", side=BUY, facts=Facts(quantity=D(10), **facts))


# ---------------------------------------------------------------- what we do


def test_an_order_is_sent_once_and_never_when_it_is_over() -> None:
    later = replace(SEND, at=NOON + timedelta(minutes=1))
    played = Played(new()).play(SEND, later)
    assert (played.order().facts.sent_at, played.ignored) == (NOON, [False, True])
    played = Played(new(ended=Ended.DENIED)).play(SEND)
    assert (played.order().facts.sent_at, played.ignored) == (None, [True])


def test_what_a_broker_acknowledges_was_sent_by_then_and_no_later_than_we_know() -> None:
    later = NOON + timedelta(minutes=1)
    for known, sent_at in ((new(), later), (new(sent_at=NOON), NOON)):
        facts = Played(known).play(replace(says(K.ACK), at=later)).order().facts
        assert (facts.sent_at, facts.acked_at) == (sent_at, later)


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (new(), OrderStatus.CANCELED),
        (new(sent_at=NOON), OrderStatus.PENDING_CANCEL),
        (new(acked_at=NOON), OrderStatus.PENDING_CANCEL),  # told of before we knew that it was sent
        (new(sent_at=NOON, acked_at=NOON), OrderStatus.PENDING_CANCEL),
    ],
)
def test_a_cancel_ends_at_once_only_what_no_broker_can_have(known: Life, status: OrderStatus) -> None:
    played = Played(known).play(CANCEL)
    assert (played.order().status, played.alerts) == (status, [])


def test_a_replace_without_a_quantity_is_one_of_prices_whatever_is_filled() -> None:
    priced = Command(kind=CommandKind.REPLACE, client_order_id="A", at=NOON, change=Change(limit_price=D(9)))
    played = Played(order()).play(fill("e1", "4", "10"), priced, priced)
    assert (played.order().status, played.ignored[1:], played.alerts) == (
        OrderStatus.PENDING_REPLACE,
        [False, True],
        [],
    )


@pytest.mark.parametrize(
    ("known", "counts"),
    [
        (new(), False),  # never sent
        (new(sent_at=NOON), True),
        (new(sent_at=NOON, acked_at=NOON), False),  # the broker has it
        (new(sent_at=NOON, filled=D(10)), False),
        (new(sent_at=NOON, ended=Ended.CANCELED), False),
        (replace(new(sent_at=NOON, acked_at=NOON, replace_pending=True), changes=(Change(quantity=D(9)),)), True),
        (replace(new(acked_at=NOON, filled=D(10), replace_pending=True), changes=(Change(quantity=D(12)),)), True),
    ],
)
def test_three_lookups_that_find_nothing_are_final_for_what_waits_for_an_answer(known: Life, counts: bool) -> None:
    played = Played(known).play(MISSING, MISSING)
    assert (played.order().misses, played.alerts) == (2 if counts else 0, [])
    played.play(MISSING)
    assert played.alerts == (["NOT_RECEIVED"] if counts else [])
    assert played.order().changes == ()


def test_a_replace_that_was_not_received_leaves_the_order_and_the_next_count_begins_anew() -> None:
    known = replace(new(sent_at=NOON, acked_at=NOON, replace_pending=True), changes=(Change(quantity=D(9)),))
    after = Played(known).play(MISSING, MISSING, MISSING).order()
    assert (after.status, after.misses, after.facts.quantity) == (OrderStatus.WORKING, 0, D(10))


# ---------------------------------------------------------------- what the broker says


@pytest.mark.parametrize("name", ["quantity", "limit_price", "stop_price", "trail_by", "filled", "average_price"])
@pytest.mark.parametrize("figure", ["NaN", "-1"])
def test_a_figure_that_cannot_be_one_of_an_order_is_told_and_changes_nothing(name: str, figure: str) -> None:
    figures: dict[str, Any] = {name: D(figure)}
    played = Played(order()).play(says(K.RESTATED, **figures))
    assert (played.alerts, played.ignored, played.order()) == (["UNKNOWN_BROKER_VALUE"], [True], order())


@pytest.mark.parametrize("missing", ["symbol", "side", "quantity"])
def test_an_order_of_other_hands_needs_a_symbol_a_side_and_a_size(missing: str) -> None:
    said = says(K.ACK, "theirs", symbol="AAA", side=SELL, quantity=D(7), minute=3)
    theirs = Played().play(said).order("theirs")
    assert (theirs.told, theirs.facts.sent_at, theirs.facts.quantity) == (D(7), said.at, D(7))
    unsaid: dict[str, Any] = {missing: None}
    played = Played().play(replace(said, **unsaid))
    assert (played.state.orders, played.alerts) == ({}, ["EXTERNAL_ORDER"])


def test_the_size_of_an_order_of_other_hands_is_told_once() -> None:
    filled = fill("e1", "4", "10", name="theirs", symbol="AAA", side=BUY)
    played = Played().play(filled, says(K.ACK, "theirs"))
    assert (played.order("theirs").told, played.order("theirs").facts.quantity) == (None, D(4))
    played.play(says(K.ACK, "theirs", quantity=D(9)), says(K.ACK, "theirs", quantity=D(5)))
    assert (played.order("theirs").told, played.order("theirs").facts.quantity) == (D(9), D(9))
    ours = Played(order()).play(says(K.ACK, quantity=D(50))).order()
    assert (ours.told, ours.facts.quantity) == (None, D(10))


def test_the_newest_version_is_remembered() -> None:
    played = Played(order()).play(says(K.ACK, version=5))
    for kind, version in ((K.RESTATED, 3), (K.RESTATED, None), (K.CANCEL_REJECTED, 5)):
        played.play(says(kind, version=version))
        assert played.order().version == 5
    assert played.play(says(K.RESTATED, version=6)).order().version == 6


def test_a_replace_takes_over_what_it_was_judged_to_open_and_at_which_price() -> None:
    """Of 10 that open 6, the replace to 8 opens 3 at 12.5; while the broker names more, what closes stays as large."""
    known = replace(order(), opening=D(6), reference_price=D(11), limit_price=D(11))
    asked = Change(quantity=D(8), limit_price=D(12), opening=D(3), reference_price=D("12.5"))
    waiting = replace(known, changes=(asked,)).know(replace_pending=True)
    after = Played(waiting).play(says(K.REPLACED)).order()
    assert (after.facts.quantity, after.opening, after.reference_price, after.limit_price) == (
        D(8),
        D(3),
        D("12.5"),
        D(12),
    )
    larger = Played(waiting).play(says(K.REPLACED, quantity=D(9)))
    assert (larger.order().opening, larger.alerts) == (D(4), ["INVALID_REPLACE_QTY"])
    restated = Played(known).play(says(K.RESTATED, quantity=D(7), limit_price=D(13))).order()
    assert (restated.opening, restated.reference_price) == (D(3), D(13))
    sale = replace(known, side=SELL)
    assert Played(sale).play(says(K.RESTATED, limit_price=D(13))).order().reference_price == D(11)
    assert Played(known).play(says(K.RESTATED, limit_price=D(10))).order().reference_price == D(11)


# ---------------------------------------------------------------- money without an order


def cash(**details: Any) -> BrokerEvent:
    plainly: dict[str, Any] = {"activity_id": "a1", "cause": Cause.FEE, "amount": D("-1.25")}
    return says(K.CASH, "", **(plainly | details))


def test_what_moved_cash_is_posted_once_by_its_name() -> None:
    played = Played().play(cash(), cash(), cash(activity_id="a2", amount=D(0)), cash(activity_id="a3"))
    assert (played.cash, played.totals[Account.FEES], played.alerts) == (D("-2.50"), D("2.50"), [])
    assert played.ignored == [False, True, True, False]


@pytest.mark.parametrize(
    "details",
    [
        {"activity_id": None},
        {"cause": None},
        {"cause": Cause.SPLIT},
        {"cause": Cause.DIVIDEND},  # of nothing
        {"amount": None},
        {"amount": D("0.005")},
        {"amount": D("NaN")},
        {"amount": D("1000000")},
    ],
)
def test_cash_without_sense_is_told_and_posts_nothing(details: dict[str, Any]) -> None:
    played = Played().play(cash(**details))
    assert (played.cash, played.alerts, played.ignored) == (D(0), ["UNKNOWN_BROKER_VALUE"], [True])


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (client_order_id("tag-1", 12), ("tag-1", 12)),
        ("tag-9999", ("tag", 9999)),
        ("tag-12345", ("tag-12345", 1)),
        ("tag-", ("tag-", 1)),
        ("-3", ("-3", 1)),
        ("tag", ("tag", 1)),
        ("tag-x", ("tag-x", 1)),
        ("tag-³", ("tag-³", 1)),  # a digit, and no number
        ("tag-٣", ("tag-٣", 1)),
    ],
)
def test_a_name_at_the_broker_is_a_stem_and_a_version(name: str, parts: tuple[str, int]) -> None:
    assert stem_and_version(name) == parts
