"""Equal books never differ, any single change is seen with its numbers, and only what stays the same is a break."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.ports import BrokerAccount, BrokerReport
from trading.reconcile import Books, Difference, OpenOrder, Subject, compare, of_account, still

D = Decimal
NAMES = st.sampled_from(["AAA", "BBB", "CCC", "DDD"])
MONEY = st.integers(-(10**9), 10**9).map(lambda cents: D(cents).scaleb(-2))
SHARES = st.integers(-(10**15), 10**15).map(lambda nanos: D(nanos).scaleb(-9))
FILLED = st.integers(0, 10**12).map(lambda nanos: D(nanos).scaleb(-9))
LEFT = st.integers(1, 10**12).map(lambda nanos: D(nanos).scaleb(-9))
ORDERS = st.builds(lambda filled, left: OpenOrder(quantity=filled + left, filled=filled), FILLED, LEFT)
BOOKS = st.builds(Books, cash=MONEY, positions=st.dictionaries(NAMES, SHARES), orders=st.dictionaries(NAMES, ORDERS))
CENT, NANO = D("0.01"), D("1e-9")


def cash(ours: str, theirs: str) -> Difference:
    return Difference(subject=Subject.CASH, ours=D(ours), theirs=D(theirs))


@given(BOOKS)
def test_equal_books_never_differ(books: Books) -> None:
    scaled = replace(
        books,
        cash=books.cash.quantize(D("0.0001")),
        positions={name: D(str(shares)) for name, shares in reversed(list(books.positions.items()))}
        | {"FLAT": D("0E-9")},
        orders=dict(reversed(list(books.orders.items()))),
    )
    assert compare(books, scaled) == compare(scaled, books) == ()


@given(BOOKS, st.sampled_from([CENT, -CENT]))
def test_a_cent_of_cash_is_seen(books: Books, cent: Decimal) -> None:
    theirs = replace(books, cash=books.cash + cent)
    assert compare(books, theirs) == (Difference(subject=Subject.CASH, ours=books.cash, theirs=theirs.cash),)


@given(BOOKS, NAMES, st.sampled_from([NANO, -NANO]))
def test_a_billionth_of_a_share_is_seen(books: Books, symbol: str, nano: Decimal) -> None:
    held = books.positions.get(symbol, D(0))
    theirs = replace(books, positions={**books.positions, symbol: held + nano})
    assert compare(books, theirs) == (Difference(subject=Subject.POSITION, name=symbol, ours=held, theirs=held + nano),)


@given(BOOKS, ORDERS)
def test_an_order_that_one_side_lacks_is_seen_from_both(books: Books, order: OpenOrder) -> None:
    more = replace(books, orders={**books.orders, "EEE": order})
    left = order.quantity - order.filled
    lacks = Difference(subject=Subject.ORDER_OPEN, name="EEE", ours=None, theirs=left)
    assert compare(books, more) == (lacks,)
    assert compare(more, books) == (replace(lacks, ours=left, theirs=None),)


@given(BOOKS, ORDERS)
def test_another_quantity_or_filling_of_an_order_is_seen(books: Books, order: OpenOrder) -> None:
    ours = replace(books, orders={**books.orders, "EEE": order})
    for name, subject in (("quantity", Subject.ORDER_QUANTITY), ("filled", Subject.ORDER_FILLED)):
        was = getattr(order, name)
        other = replace(order, **{name: was + NANO})
        theirs = replace(books, orders={**books.orders, "EEE": other})
        assert compare(ours, theirs) == (Difference(subject=subject, name="EEE", ours=was, theirs=was + NANO),)


@given(BOOKS, ORDERS)
def test_nothing_is_concluded_from_an_order_that_is_under_way(books: Books, order: OpenOrder) -> None:
    ours = replace(books, orders={**books.orders, "EEE": order}, under_way=frozenset({"EEE"}))
    larger = replace(order, quantity=order.quantity + NANO)
    for there in ({}, {"EEE": order}, {"EEE": larger}):
        assert compare(ours, replace(books, orders={**books.orders, **there})) == ()
    moved = replace(books, cash=books.cash - CENT)  # what it has filled shows all the same
    assert [each.subject for each in compare(ours, moved)] == [Subject.CASH]


def test_an_account_that_the_broker_does_not_know_is_one_difference() -> None:
    (only,) = compare(Books(cash=D(5), positions={"AAA": D(1)}, orders={}), None)
    assert (only.subject, only.ours, only.theirs) == (Subject.ACCOUNT, D(5), None)
    assert only.words == "cash of the account: 5 here, not known at the broker"


def test_cash_comes_first_then_positions_and_orders_by_name() -> None:
    order = OpenOrder(quantity=D(3), filled=D(1))
    found = compare(
        Books(cash=D(1), positions={"BBB": D(2)}, orders={"x-2": order}),
        Books(cash=D("1.01"), positions={"AAA": D("1.5")}, orders={"x-1": order}),
    )
    assert [each.words for each in found] == [
        "cash: 1 here, 1.01 at the broker",
        "position AAA: 0 here, 1.5 at the broker",
        "position BBB: 2 here, 0 at the broker",
        "left of order x-1: not open here, 2 at the broker",
        "left of order x-2: 2 here, not open at the broker",
    ]


def test_an_account_as_reported_is_a_side() -> None:
    report = BrokerReport(client_order_id="x", broker_order_id="1", open=True, quantity=D(3), filled=D(1))
    theirs = of_account(BrokerAccount(cash=D(7), positions={"AAA": D(1)}, open_orders=(report,)))
    ours = Books(cash=D(7), positions={"AAA": D(1)}, orders={"x": OpenOrder(quantity=D(3), filled=D(1))})
    assert compare(ours, theirs) == ()


@pytest.mark.parametrize(
    ("before", "now", "stands"),
    [
        ([cash("1", "1.01")], [cash("1", "1.01")], True),
        ([cash("1", "1.01")], [cash("5", "5.01")], True),  # both sides have moved, the gap has not
        ([cash("1", "1.01")], [cash("1", "1.02")], False),
        ([cash("1", "1.01")], [cash("1.01", "1")], False),
        ([], [cash("1", "1.01")], False),
        ([cash("1", "1.01")], [], False),
    ],
)
def test_only_what_is_as_large_as_before_still_stands(
    before: list[Difference], now: list[Difference], stands: bool
) -> None:
    assert still(before, now) == (tuple(now) if stands else ())


def test_an_order_that_comes_to_lack_on_the_other_side_is_another_difference() -> None:
    here = Difference(subject=Subject.ORDER_OPEN, name="x", ours=D(2), theirs=None)
    assert still([here], [replace(here, ours=None, theirs=D(2))]) == ()
    assert still([here], [replace(here, ours=D(1))]) != ()
    assert still([here], [replace(here, name="y")]) == ()
