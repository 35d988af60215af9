"""Proves the order life: what is booked, ignored and alerted, and that no order of events changes the end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading import life
from trading.ledger import Account, Stock, TaxLot, unbalanced
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import Ended, Facts, OrderSide, OrderStatus
from trading.ports import BrokerEvent, BrokerEventKind
from trading.state import Change, Command, CommandKind, Life, State
from trading.tape import Split, Tape
from trading.units import ZERO

D = Decimal
K = BrokerEventKind
NOON = datetime(2011, 3, 1, 17, tzinfo=UTC)
BUY, SELL = OrderSide.BUY, OrderSide.SELL


class Played:
    """A state after some events, with the balances, alerts and ignored events that they added up to."""

    def __init__(self, *orders: Life, average: bool = False, opening: Stock | None = None) -> None:
        tapes = {} if opening is None else {"AAA": Tape.of(average=average, opening=opening)}
        self.state = State(average=average, orders={order.id: order for order in orders}, tapes=tapes)
        self.totals = dict.fromkeys(Account, ZERO)
        self.alerts: list[str] = []
        self.ignored: list[bool] = []

    def play(self, *events: BrokerEvent | Command | Split | CorporateAction) -> "Played":
        for event in events:
            outcome = self._outcome(event)
            self.state = outcome.state
            self.alerts += outcome.alerts
            self.ignored.append(outcome.ignored)
            for entry in outcome.entries:
                assert unbalanced(entry.legs) == []
                for leg in entry.legs:
                    self.totals[leg.account] += leg.amount or ZERO
        return self

    def _outcome(self, event: BrokerEvent | Command | Split | CorporateAction) -> Any:
        match event:
            case Split():
                return life.split(self.state, event, "s1")
            case CorporateAction():
                return life.dividend(self.state, event)
            case _:
                return life.apply(self.state, event)

    def order(self, name: str = "A") -> Life:
        return self.state.orders[name]

    @property
    def stock(self) -> Stock:
        return self.state.tape("AAA").fold.stock

    @property
    def cash(self) -> Decimal:
        return self.totals[Account.CASH]

    @property
    def realized(self) -> Decimal:
        return -self.totals[Account.REALIZED]

    @property
    def end(self) -> tuple[object, ...]:
        order = self.order()
        figures = (self.cash, self.totals[Account.FEES], self.stock.quantity, order.facts.filled, order.value)
        return (*figures, order.status)


def order(quantity: str = "10", side: OrderSide = BUY, name: str = "A") -> Life:
    return Life(id=name, symbol="AAA", side=side, facts=Facts(quantity=D(quantity), sent_at=NOON))


def says(kind: BrokerEventKind, name: str = "A", **details: Any) -> BrokerEvent:
    at = NOON + timedelta(minutes=details.pop("minute", 0))
    return BrokerEvent(cursor=0, account="p", kind=kind, client_order_id=name, broker_order_id="b", at=at, **details)


def fill(
    execution: str, quantity: str, price: str, fee: str | None = None, name: str = "A", **details: Any
) -> BrokerEvent:
    figures = {"quantity": D(quantity), "price": D(price), "fee": None if fee is None else D(fee)}
    return says(K.FILL, name, execution_id=execution, **(figures | details))


def amends(kind: BrokerEventKind, execution: str, name: str = "A", **details: Any) -> BrokerEvent:
    return says(kind, name, execution_id=execution, **details)


def does(kind: CommandKind, name: str = "A", **details: Any) -> Command:
    return Command(kind=kind, client_order_id=name, at=NOON, change=Change(**details))


ACK, CANCELED, EXPIRED, REJECTED = says(K.ACK), says(K.CANCELED), says(K.EXPIRED), says(K.REJECTED)
CANCEL, MISSING, FOUND = does(CommandKind.CANCEL), does(CommandKind.MISSING), does(CommandKind.FOUND)


# ---------------------------------------------------------------- executions


def test_other_content_of_a_known_execution_is_a_conflict() -> None:
    first = fill("e1", "4", "10", "0.20")
    for other in (replace(first, quantity=D(5)), replace(first, price=D(11)), replace(first, fee=D(1))):
        played = Played(order()).play(first, other)
        assert (played.alerts, played.ignored, played.cash) == (["EXEC_CONFLICT"], [False, True], D("-40.20"))


def test_the_fee_that_a_repeated_fill_brings_is_booked_once() -> None:
    played = Played(order()).play(fill("e1", "4", "10"), *[fill("e1", "4", "10", "0.20")] * 2)
    assert (played.cash, played.ignored, played.alerts) == (D("-40.20"), [False, False, True], [])


@pytest.mark.parametrize(
    "figures",
    [
        ("NaN", "1"),
        ("1", "NaN"),
        ("Infinity", "1"),
        ("1", "-Infinity"),
        ("0", "1"),
        ("1", "0"),
        ("-1", "1"),
        ("1", "-1"),
    ],
)
@pytest.mark.parametrize("name", ["A", "unknown"])
def test_an_invalid_fill_is_alerted_and_changes_nothing(figures: tuple[str, str], name: str) -> None:
    before = Played(order())
    played = Played(order()).play(fill("e1", *figures, name=name, symbol="AAA", side=BUY))
    assert (played.alerts, played.ignored) == (["INVALID_FILL"], [True])
    assert played.state == before.state


@pytest.mark.parametrize(
    "event",
    [
        says(K.UNKNOWN),
        says(K.RESTATED, quantity=D("NaN")),
        says(K.RESTATED, quantity=D("1e-10")),
        says(K.REPLACED, limit_price=D("Infinity")),
        says(K.ACK, quantity=D(-1)),
        says(K.SNAPSHOT, filled=D("NaN"), average_price=D(1)),
        says(K.SNAPSHOT, filled=D(1), average_price=D("-Infinity")),
        says(K.ACK, "unknown", symbol="AAA", side=BUY, quantity=D("NaN")),
    ],
)
def test_what_cannot_be_read_is_alerted_and_changes_nothing(event: BrokerEvent) -> None:
    played = Played(order()).play(event)
    assert (played.alerts, played.ignored) == (["UNKNOWN_BROKER_VALUE"], [True])
    assert played.state == Played(order()).state


def test_too_much_is_alerted_by_the_fill_that_goes_beyond_the_quantity() -> None:
    played = Played(order()).play(fill("e1", "8", "1"), fill("e2", "3", "1"), fill("e3", "1", "1"))
    assert (played.alerts, played.order().facts.filled, played.stock.quantity) == (["OVERFILL"], D(12), D(12))


def test_late_and_too_much_are_two_alerts() -> None:
    played = Played(order()).play(ACK, CANCELED, fill("e1", "11", "1"))
    assert played.alerts == ["LATE_FILL", "OVERFILL"]
    assert played.order().status is OrderStatus.FILLED


def test_an_order_of_someone_else_becomes_ours_and_grows_with_its_fills() -> None:
    sold = fill("e1", "4", "10", name="X", symbol="AAA", side=SELL)
    played = Played().play(sold, replace(sold, execution_id="e2"), replace(sold, execution_id="e2"))
    assert (played.alerts, played.ignored) == (["EXTERNAL_ORDER"], [False, False, True])
    assert (played.order("X").status, played.order("X").facts.quantity) == (OrderStatus.FILLED, D(8))
    assert (played.stock.quantity, played.cash) == (D(-8), D(80))


def test_an_order_of_someone_else_is_known_from_its_acknowledgement_where_that_says_enough() -> None:
    acked = says(K.ACK, "X", symbol="AAA", side=BUY, quantity=D(10))
    played = Played().play(acked, fill("e1", "4", "10", name="X"))
    assert played.alerts == ["EXTERNAL_ORDER"]
    assert played.order("X").status is OrderStatus.PARTIALLY_FILLED


@pytest.mark.parametrize("corrected", ["1", "2"])
@given(st.data())
def test_an_order_of_someone_else_is_as_large_as_its_broker_says_in_whatever_order(
    corrected: str, data: st.DataObject
) -> None:
    acked = says(K.ACK, "X", symbol="AAA", side=BUY, quantity=D(2))
    filled = fill("e1", "3", "20", name="X", symbol="AAA", side=BUY)  # one more than was asked for
    correct = amends(K.CORRECT, "e1", "X", quantity=D(corrected), symbol="AAA", side=BUY, live=False)
    played = Played().play(*data.draw(st.permutations([acked, filled, correct, filled])))
    wanted = OrderStatus.FILLED if corrected == "2" else OrderStatus.CANCELED
    known = played.order("X")
    assert (known.status, known.facts.quantity, known.facts.filled) == (wanted, D(2), D(corrected))


def test_an_order_of_someone_else_that_is_found_to_be_larger_works_again() -> None:
    played = Played().play(fill("e1", "4", "10", name="X", symbol="AAA", side=BUY))
    assert played.order("X").status is OrderStatus.FILLED
    played.play(says(K.ACK, "X", quantity=D(10)), says(K.ACK, "X", quantity=D(9)))
    assert (played.order("X").status, played.order("X").facts.quantity) == (OrderStatus.PARTIALLY_FILLED, D(10))
    played.play(says(K.RESTATED, "X", quantity=D(4)))
    assert (played.order("X").status, played.ignored[-2:]) == (OrderStatus.FILLED, [True, False])


def test_an_order_of_someone_else_whose_size_nobody_tells_was_what_it_has_filled() -> None:
    played = Played().play(fill("e1", "4", "10", name="X", symbol="AAA", side=BUY))
    played.play(amends(K.CORRECT, "e1", "X", quantity=D(3), live=False))
    assert (played.order("X").status, played.order("X").facts.quantity) == (OrderStatus.FILLED, D(3))
    played.play(amends(K.BUST, "e1", "X", live=False))
    assert (played.order("X").status, played.order("X").facts.filled) == (OrderStatus.CANCELED, ZERO)


def test_what_says_too_little_of_a_strange_order_is_only_alerted() -> None:
    played = Played().play(says(K.ACK, "X"), fill("e1", "4", "10", name="X"))
    assert (played.alerts, played.ignored, played.state.orders) == (["EXTERNAL_ORDER"] * 2, [True, True], {})


# ---------------------------------------------------------------- busts, corrections, commissions


def test_a_bust_that_leaves_the_order_working_opens_its_leaves_again() -> None:
    played = Played(order()).play(ACK, fill("e1", "4", "10", "1"), fill("e2", "6", "10", "1"), amends(K.BUST, "e1"))
    assert (played.order().status, played.order().facts.filled) == (OrderStatus.PARTIALLY_FILLED, D(6))
    assert (played.cash, played.alerts) == (D(-61), ["TRADE_BUST"])
    again = played.play(amends(K.BUST, "e1"), fill("e1", "4", "10", "1"))
    assert (again.ignored[-2:], again.alerts, again.cash) == ([True, True], ["TRADE_BUST"], D(-61))


@pytest.mark.parametrize("end", [CANCELED, EXPIRED])
def test_the_end_that_the_broker_says_stands_over_the_one_that_a_bust_implies(end: BrokerEvent) -> None:
    bust = amends(K.BUST, "e1", live=False)
    early = Played(order()).play(fill("e1", "10", "1"), bust, end)
    late = Played(order()).play(end, fill("e1", "10", "1"), bust)
    assert early.order().status is late.order().status is OrderStatus(end.kind.value)


def test_what_a_bust_takes_away_is_as_if_it_had_never_been_bought() -> None:
    played = Played(order("10"), order("5", SELL, "B"))
    played.play(fill("e1", "5", "10"), fill("e2", "5", "20"), fill("e3", "5", "30", name="B"))
    assert (played.realized, played.stock.basis) == (D("100.00"), D("100.00"))
    played.play(amends(K.BUST, "e1"))
    assert (played.realized, played.stock, played.cash) == (D("50.00"), Stock(), D("50.00"))


def test_a_correction_rebooks_quantity_price_and_fee() -> None:
    correct = amends(K.CORRECT, "e1", quantity=D(3), price=D(11), fee=D("0.50"), live=False)
    played = Played(order("4")).play(fill("e1", "4", "10", "0.20"), correct, correct)
    assert (played.order().status, played.order().value) == (OrderStatus.CANCELED, D(33))
    assert (played.cash, played.stock.basis) == (D("-33.50"), D("33.00"))
    assert (played.alerts, played.ignored) == (["TRADE_CORRECT"], [False, False, True])
    played.play(fill("e1", "4", "10", "0.20"), fill("e1", "3", "11", "0.50"))
    assert (played.alerts, played.cash) == (["TRADE_CORRECT"], D("-33.50"))


def test_a_correction_older_than_the_last_is_no_news() -> None:
    corrections = [amends(K.CORRECT, "e1", price=D(price), version=number) for price, number in (("12", 3), ("11", 2))]
    played = Played(order()).play(fill("e1", "4", "10"), *corrections)
    assert (played.cash, played.ignored[-1]) == (D("-48.00"), True)


def test_what_comes_before_its_execution_waits_for_it() -> None:
    waits = [
        amends(K.COMMISSION, "e1", fee=D(1)),
        amends(K.COMMISSION, "e1", fee=D(1)),
        amends(K.CORRECT, "e1", price=D(9)),
    ]
    played = Played(order()).play(*waits)
    assert (played.cash, played.ignored, played.alerts) == (ZERO, [False, True, False], [])
    played.play(fill("e1", "4", "10"))
    assert (played.cash, played.alerts, played.state.waiting) == (D(-37), ["TRADE_CORRECT"], {})


def test_a_bust_of_an_execution_of_another_order_is_a_conflict() -> None:
    played = Played(order(), order(name="B")).play(fill("e1", "4", "10"), amends(K.BUST, "e1", "B"))
    assert (played.alerts, played.cash) == (["EXEC_CONFLICT"], D("-40.00"))


# ---------------------------------------------------------------- lots in the order of time


def test_a_fill_that_comes_late_takes_its_place_in_time() -> None:
    buys = [fill("e1", "5", "10", minute=1), fill("e2", "5", "20", minute=2)]
    sale = fill("e3", "5", "30", name="B", minute=3)
    ends = [
        Played(order(), order("5", SELL, "B")).play(*events) for events in ([*buys, sale], [buys[1], sale, buys[0]])
    ]
    for end in ends:
        assert (end.realized, end.stock) == (D("100.00"), Stock((TaxLot(buys[1].at, D(5), D("100.00")),)))


def test_average_relieves_given_lots_as_one() -> None:
    lots = Stock((TaxLot(NOON, D(10), D("500.00")), TaxLot(NOON, D(10), D("600.00"))))
    sale = fill("e1", "10", "60", name="B")
    fifo = Played(order("10", SELL, "B"), opening=lots).play(sale)
    average = Played(order("10", SELL, "B"), opening=lots, average=True).play(sale)
    assert (fifo.realized, average.realized) == (D("100.00"), D("50.00"))


# ---------------------------------------------------------------- cancel and replace


def test_a_cancel_of_what_was_never_sent_ends_it_and_of_what_is_over_is_refused() -> None:
    unsent = replace(order(), facts=Facts(quantity=D(10)))
    played = Played(unsent).play(CANCEL, CANCEL)
    assert (played.order().status, played.alerts) == (OrderStatus.CANCELED, ["ORDER_NOT_CANCELABLE"])
    assert played.ignored == [False, True]


def test_a_cancel_that_a_fill_overtook_is_absorbed() -> None:
    played = Played(order()).play(ACK, CANCEL, fill("e1", "10", "1"), says(K.CANCEL_REJECTED))
    assert (played.order().status, played.ignored) == (OrderStatus.FILLED, [False, False, False, True])
    played.play(amends(K.BUST, "e1"))
    assert played.order().status is OrderStatus.WORKING


def test_a_replace_below_what_is_filled_is_refused() -> None:
    played = Played(order()).play(fill("e1", "6", "1"), does(CommandKind.REPLACE, quantity=D(5)))
    assert (played.alerts, played.ignored[-1]) == (["INVALID_REPLACE_QTY"], True)
    assert played.order().status is OrderStatus.PARTIALLY_FILLED


def test_a_crossing_fill_beyond_the_new_quantity_makes_that_as_large() -> None:
    asked = does(CommandKind.REPLACE, quantity=D(5), limit_price=D(2))
    played = Played(order()).play(ACK, asked, fill("e1", "6", "1"), says(K.REPLACED))
    assert (played.order().status, played.order().facts.quantity) == (OrderStatus.FILLED, D(6))
    assert (played.order().limit_price, played.alerts) == (D(2), [])


def test_a_replaced_order_that_crossing_fills_made_larger_shrinks_when_they_are_taken_back() -> None:
    asked = does(CommandKind.REPLACE, quantity=D(5), limit_price=D(2))
    played = Played(order()).play(ACK, asked, fill("e1", "4", "1"), fill("e2", "4", "1"), says(K.REPLACED))
    assert (played.order().status, played.order().facts.quantity) == (OrderStatus.FILLED, D(8))
    played.play(says(K.BUST, execution_id="e1", live=True))
    assert (played.order().status, played.order().facts.quantity) == (OrderStatus.PARTIALLY_FILLED, D(5))
    played.play(fill("e3", "1", "1"))
    assert (played.order().status, played.order().facts.quantity) == (OrderStatus.FILLED, D(5))
    played.play(fill("e4", "1", "1"))
    assert (played.order().facts.quantity, played.alerts[-1]) == (D(5), "OVERFILL")


def test_replaces_are_answered_in_turn_and_a_refused_one_changes_nothing() -> None:
    asked = [does(CommandKind.REPLACE, quantity=D(quantity)) for quantity in (12, 14)]
    played = Played(order()).play(ACK, *asked, asked[1], says(K.REPLACE_REJECTED))
    assert (played.order().status, played.order().facts.quantity) == (OrderStatus.PENDING_REPLACE, D(10))
    played.play(says(K.REPLACED), says(K.REPLACED), says(K.REPLACE_REJECTED))
    assert (played.order().status, played.order().facts.quantity) == (OrderStatus.WORKING, D(14))
    assert played.ignored == [False, False, False, True, False, False, True, True]


def test_restatements_are_ordered_by_the_brokers_version() -> None:
    restated = [says(K.RESTATED, quantity=D(quantity), version=version) for quantity, version in ((40, 3), (20, 2))]
    played = Played(order()).play(ACK, *restated)
    assert (played.order().facts.quantity, played.ignored) == (D(40), [False, False, True])


# ---------------------------------------------------------------- unknown outcomes


def test_only_the_third_miss_in_a_row_is_final() -> None:
    played = Played(order()).play(MISSING, MISSING)
    assert played.order().status is OrderStatus.SUBMITTED
    played.play(FOUND, MISSING, MISSING, MISSING)
    assert (played.order().status, played.alerts) == (OrderStatus.WORKING, [])
    refused = Played(order()).play(MISSING, MISSING, MISSING, MISSING)
    assert (refused.order().status, refused.alerts) == (OrderStatus.REJECTED, ["NOT_RECEIVED"])
    assert refused.play(ACK).order().status is OrderStatus.WORKING


def test_a_replace_that_never_arrived_is_dropped_though_the_order_has_filled() -> None:
    played = Played(order()).play(ACK, does(CommandKind.REPLACE, quantity=D(12)), fill("e1", "10", "1"))
    played.play(MISSING, MISSING, MISSING)
    assert (played.order().status, played.alerts) == (OrderStatus.FILLED, ["NOT_RECEIVED"])
    assert not played.order().facts.replace_pending
    assert played.play(MISSING).ignored[-1]


def test_a_refusal_of_the_brokers_own_stays_though_it_fills() -> None:
    played = Played(order()).play(REJECTED, fill("e1", "4", "1"), amends(K.BUST, "e1"), ACK)
    assert (played.order().status, played.alerts) == (OrderStatus.REJECTED, ["FILL_AFTER_REJECT", "TRADE_BUST"])
    assert Played(order()).play(REJECTED, fill("e1", "4", "1"), CANCELED).order().status is OrderStatus.CANCELED


# ---------------------------------------------------------------- snapshots


def snapshot(filled: str, average: str | None, version: int | None = None, ended: Ended | None = None) -> BrokerEvent:
    price = None if average is None else D(average)
    return says(K.SNAPSHOT, filled=D(filled), average_price=price, version=version, ended=ended)


def test_what_a_snapshot_has_beyond_ours_is_inferred_and_the_real_fill_takes_its_place() -> None:
    played = Played(order()).play(fill("e1", "4", "10", "1"), snapshot("10", "10.6"))
    assert (played.alerts, played.order().status, played.cash) == (["INFERRED_FILL"], OrderStatus.FILLED, D(-107))
    assert "INFERRED:A:10" in played.state.executions
    played.play(fill("e2", "6", "11"), fill("e2", "6", "11"))
    assert (played.cash, played.order().facts.filled, played.ignored[-2:]) == (D(-107), D(10), [False, True])
    assert set(played.state.executions) == {"e1", "e2"}


def test_equal_steps_of_a_snapshot_are_each_inferred() -> None:
    played = Played(order()).play(snapshot("3", "10"), snapshot("6", "10"), snapshot("6", "10"))
    assert (played.order().facts.filled, played.alerts) == (D(6), ["INFERRED_FILL"] * 2)
    assert played.ignored == [False, False, True]


def test_a_newer_snapshot_that_says_nothing_new_is_ignored_and_outdates_older_ones() -> None:
    played = Played(order()).play(ACK, fill("e1", "4", "10"), snapshot("4", "10", 7), snapshot("6", "10", 6))
    assert (played.ignored, played.alerts, played.order().facts.filled) == ([False, False, True, True], [], D(4))


def test_a_snapshot_that_ends_the_order_books_first() -> None:
    played = Played(order()).play(ACK, snapshot("4", "10", ended=Ended.CANCELED))
    assert (played.order().status, played.alerts) == (OrderStatus.CANCELED, ["INFERRED_FILL"])


def test_an_old_snapshot_and_one_without_a_price_book_nothing() -> None:
    old = snapshot("10", "10", version=5, ended=Ended.CANCELED)
    played = Played(order()).play(ACK, replace(fill("e1", "4", "10"), version=7), old, snapshot("2", "10"))
    assert (played.order().facts.filled, played.ignored[-2:], played.alerts) == (D(4), [True, True], [])
    assert Played(order()).play(ACK, snapshot("4", None)).alerts == ["INVALID_FILL"]


# ---------------------------------------------------------------- splits and dividends


def test_a_split_pays_out_the_fraction_of_the_whole_position() -> None:
    lots = Stock(tuple(TaxLot(NOON, D(5), D("100.00")) for _ in range(2)))
    halved = Split(symbol="AAA", ratio=Fraction(1, 4), at=NOON, number=0, lieu_price=D(90))
    played = Played(opening=lots).play(halved, halved)
    assert (played.stock.quantity, played.stock.basis) == (D(2), D("160.00"))
    assert (played.cash, played.realized, played.ignored) == (D("45.00"), D("5.00"), [False, True])


def test_thirds_are_exact() -> None:
    lots = Stock(tuple(TaxLot(NOON, D(10), D("100.00")) for _ in range(3)))
    played = Played(opening=lots).play(Split(symbol="AAA", ratio=Fraction(1, 3), at=NOON, number=0))
    assert played.stock.quantity == D(10)


def test_a_bust_of_what_was_bought_before_a_split_takes_its_new_shares_away() -> None:
    split = Split(symbol="AAA", ratio=Fraction(4), at=NOON, number=0)
    played = Played(order()).play(fill("e1", "4", "10"), fill("e2", "6", "10"), split, amends(K.BUST, "e1"))
    assert (played.stock.quantity, played.stock.basis, played.order().facts.filled) == (D(24), D("60.00"), D(6))


def test_a_short_pays_the_dividend_once() -> None:
    action = CorporateAction("d1", "AAA", NOON.date(), CorporateActionKind.DIVIDEND, amount=D("0.24"))
    played = Played(opening=Stock((TaxLot(NOON, D(-10), D("100.00")),))).play(action, action)
    assert (played.cash, played.totals[Account.DIVIDENDS], played.ignored) == (D("-2.40"), D("2.40"), [False, True])


def test_a_bust_after_a_split_that_restated_the_order_counts_in_new_shares() -> None:
    played = Played(order("100")).play(fill("e1", "40", "10"), fill("e2", "20", "10"))
    played.play(Split(symbol="AAA", ratio=Fraction(1, 10), at=NOON, number=0))
    tenth = replace(played.order().know(filled=D(6), quantity=D(10)), restated_at=NOON)  # as that leaves an open order
    played.state = played.state.with_order(tenth)
    played.play(amends(K.BUST, "e1"))
    assert (played.order().facts.filled, played.order().value) == (D(2), D(200))


# ---------------------------------------------------------------- in any order


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[BrokerEvent], list[BrokerEvent]]:
    """The events of one order's life, and the same in another order with some of them again."""
    number = draw(st.integers(1, 4))
    events = [ACK, draw(st.sampled_from([CANCELED, EXPIRED]))]
    for name in range(number):
        quantity, price = draw(st.sampled_from(["1", "2.5", "4"])), draw(st.sampled_from(["10", "9.985", "33.335"]))
        events.append(fill(f"e{name}", quantity, price, draw(st.sampled_from([None, "0.20"])), minute=name))
        if draw(st.booleans()):
            events.append(amends(K.COMMISSION, f"e{name}", fee=D(draw(st.sampled_from(["1.00", "-0.30"])))))
        if draw(st.booleans()):
            events.append(amends(K.BUST, f"e{name}", live=draw(st.booleans())))
    again = draw(st.lists(st.sampled_from(events), max_size=5))
    return events, draw(st.permutations([*events, *again]))


@given(lives(), st.sampled_from([BUY, SELL]), st.booleans(), st.sampled_from(["-3", "0", "3"]))
def test_every_order_of_events_with_any_of_them_again_ends_the_same(
    stories: tuple[Sequence[BrokerEvent], Sequence[BrokerEvent]], side: OrderSide, average: bool, held: str
) -> None:
    opening = Stock((TaxLot(NOON, D(held), D("30.00")),) if D(held) else ())
    ends = [Played(order("6", side), average=average, opening=opening).play(*story) for story in stories]
    assert ends[0].end == ends[1].end
    assert (ends[0].stock, ends[0].realized) == (ends[1].stock, ends[1].realized)
    assert "EXEC_CONFLICT" not in ends[1].alerts
    # L5
    basis = ends[1].stock.signed_basis - opening.signed_basis
    assert ends[1].cash == -basis + ends[1].realized - ends[1].totals[Account.FEES]
