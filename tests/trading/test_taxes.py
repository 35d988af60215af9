"""Proves the tax lots: gains are the ledger's to the cent, wash sales are those computed by hand, no cent is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.disposals import Sale
from trading.orders import OrderSide
from trading.tape import Execution, Said, Split, Tape
from trading.taxes import Taxed, taxed
from trading.units import ZERO, plain
from trading.wash import Purchase, wash

D = Decimal
NEW_YORK = ZoneInfo("America/New_York")
JUNE = date(2024, 6, 3)
NOON = time(17)


class Book:
    """Executions and splits as they are told, one after the other; each its own order unless it has a name."""

    def __init__(self) -> None:
        self.entries: list[Execution | Split] = []

    def trade(self, day: date, quantity: str, price: str, order: str = "", symbol: str = "XYZ") -> None:
        """Buy, or sell a negative quantity."""
        number = len(self.entries)
        said = Said(abs(D(quantity)), D(price))
        side = OrderSide.BUY if D(quantity) > 0 else OrderSide.SELL
        at = datetime.combine(day, NOON, UTC)
        name = order or f"o{number}"
        self.entries.append(
            Execution(id=f"e{number}", order=name, symbol=symbol, side=side, now=said, said=said, at=at, number=number)
        )

    def split(self, day: date, ratio: Fraction) -> None:
        at = datetime.combine(day, time(13), UTC)
        self.entries.append(Split(symbol="XYZ", ratio=ratio, at=at, number=len(self.entries)))

    def taxed(self) -> Taxed:
        found = taxed(self.entries, NEW_YORK)
        realized = Tape.of(*self.entries, average=False).fold.total_realized
        assert sum((sale.gain for sale in found.sales), ZERO) == realized
        put_off = sum((sale.disallowed for sale in found.sales), ZERO)
        carried = sum((sale.carried for sale in found.sales), ZERO) + sum((lot.carried for lot in found.left), ZERO)
        assert put_off == carried
        return found


def told(sale: Sale) -> tuple[str, ...]:
    """Quantity, gain, carried, disallowed, taxable."""
    return tuple(map(plain, (sale.quantity, sale.gain, sale.carried, sale.disallowed, sale.taxable)))


@pytest.fixture
def book() -> Book:
    return Book()


def test_a_replacement_takes_the_whole_loss_and_the_time_held(book: Book) -> None:
    book.trade(date(2023, 6, 13), "100", "10")
    book.trade(JUNE, "-100", "7.50")
    book.trade(date(2024, 6, 20), "100", "8")
    book.trade(date(2024, 7, 1), "-100", "9")
    first, second = book.taxed().sales
    assert told(first) == ("100", "-250", "0", "250", "0")
    assert told(second) == ("100", "100", "250", "0", "-150")
    assert second.held_since == date(2024, 6, 20) - (JUNE - date(2023, 6, 13))
    assert (first.long_term, second.long_term) == (False, True)


@pytest.mark.parametrize(("days", "washed"), [(-31, "0"), (-30, "250"), (30, "250"), (31, "0")])
def test_thirty_days_before_and_after_count(book: Book, days: int, washed: str) -> None:
    book.trade(date(2024, 1, 2), "100", "10")
    if days < 0:
        book.trade(JUNE + timedelta(days=days), "100", "8")
    book.trade(JUNE, "-100", "7.50")
    if days > 0:
        book.trade(JUNE + timedelta(days=days), "100", "8")
    (sale,) = book.taxed().sales
    assert plain(sale.disallowed) == washed


def test_part_of_a_lot_is_replaced_and_the_rest_of_the_loss_counts(book: Book) -> None:
    book.trade(date(2024, 1, 2), "100", "10")
    book.trade(JUNE, "-100", "7")
    book.trade(date(2024, 6, 10), "30", "8")
    found = book.taxed()
    assert told(found.sales[0]) == ("100", "-300", "0", "90", "-210")
    (lot,) = found.left
    assert (plain(lot.quantity), plain(lot.basis), plain(lot.carried)) == ("30", "240", "90")


def test_several_replacements_are_taken_in_the_order_in_which_they_were_bought(book: Book) -> None:
    book.trade(date(2024, 1, 2), "100", "10")
    book.trade(JUNE, "-100", "7")
    book.trade(date(2024, 6, 10), "40", "8")
    book.trade(date(2024, 6, 12), "80", "9")
    found = book.taxed()
    assert told(found.sales[0]) == ("100", "-300", "0", "300", "0")
    assert [(plain(lot.quantity), plain(lot.basis), plain(lot.carried)) for lot in found.left] == [
        ("40", "320", "120"),
        ("60", "540", "180"),
        ("20", "180", "0"),
    ]


def test_a_share_replaces_once_though_two_sales_lost(book: Book) -> None:
    book.trade(date(2024, 1, 2), "200", "10")
    book.trade(JUNE, "-100", "7")
    book.trade(date(2024, 6, 4), "-100", "6")
    book.trade(date(2024, 6, 10), "100", "8")
    first, second = book.taxed().sales
    assert (plain(first.disallowed), plain(second.disallowed)) == ("300", "0")


def test_a_loss_put_off_in_december_counts_in_the_next_year(book: Book) -> None:
    book.trade(date(2024, 3, 1), "10", "100")
    book.trade(date(2024, 12, 20), "-10", "80")
    book.trade(date(2025, 1, 10), "10", "85")
    book.trade(date(2025, 5, 1), "-10", "90")
    old, new = book.taxed().sales
    assert (old.closed.year, told(old)) == (2024, ("10", "-200", "0", "200", "0"))
    assert (new.closed.year, told(new)) == (2025, ("10", "50", "200", "0", "-150"))


def test_a_loss_goes_on_from_replacement_to_replacement(book: Book) -> None:
    book.trade(date(2024, 1, 2), "10", "100")
    book.trade(JUNE, "-10", "90")
    book.trade(date(2024, 6, 10), "10", "92")
    book.trade(date(2024, 6, 17), "-10", "88")
    book.trade(date(2024, 7, 1), "10", "89")
    found = book.taxed()
    assert [told(sale) for sale in found.sales] == [
        ("10", "-100", "0", "100", "0"),
        ("10", "-40", "100", "140", "0"),
    ]
    assert plain(found.left[0].carried) == "140"


def test_what_one_order_sells_in_parts_is_one_sale(book: Book) -> None:
    book.trade(date(2024, 5, 20), "100", "10")
    book.trade(JUNE, "-60", "7", order="out")
    book.trade(JUNE, "-40", "7", order="out")
    assert [told(sale)[3:] for sale in book.taxed().sales] == [("0", "-180"), ("0", "-120")]


def test_a_second_order_sells_what_replaces_what_the_first_lost(book: Book) -> None:
    book.trade(date(2024, 5, 20), "100", "10")
    book.trade(JUNE, "-60", "7")
    book.trade(JUNE, "-40", "7")
    sales = book.taxed().sales
    assert [told(sale)[3:] for sale in sales] == [("120", "-60"), ("0", "-240")]
    assert plain(sum((sale.taxable for sale in sales), ZERO)) == "-300"


def test_a_gain_is_never_put_off_and_only_the_lot_that_lost_is(book: Book) -> None:
    book.trade(date(2024, 1, 2), "10", "5")
    book.trade(date(2024, 1, 3), "10", "15")
    book.trade(JUNE, "-20", "10")
    book.trade(date(2024, 6, 10), "20", "10")
    assert [told(sale) for sale in book.taxed().sales] == [
        ("10", "50", "0", "0", "50"),
        ("10", "-50", "0", "50", "0"),
    ]


@pytest.mark.parametrize(("bought", "disallowed"), [("200", "300"), ("100", "150")])
def test_shares_after_a_split_replace_as_many_as_they_are_worth(book: Book, bought: str, disallowed: str) -> None:
    book.trade(date(2024, 1, 2), "100", "10")
    book.trade(JUNE, "-100", "7")
    book.split(date(2024, 6, 5), Fraction(2))
    book.trade(date(2024, 6, 10), bought, "4")
    assert plain(book.taxed().sales[0].disallowed) == disallowed


def test_a_split_that_leaves_nothing_loses_the_basis(book: Book) -> None:
    book.trade(date(2024, 1, 2), "0.000000001", "999999")
    book.trade(date(2024, 1, 3), "0.000000002", "999999")
    book.trade(date(2024, 1, 4), "500", "2")
    book.split(date(2024, 2, 1), Fraction(1, 3))
    assert [plain(sale.quantity) for sale in book.taxed().sales] == ["0.000000001"]
    other = Book()
    other.trade(date(2024, 1, 2), "0.000000001", "9999.99")
    other.split(date(2024, 2, 1), Fraction(1, 3))
    assert len(other.taxed().sales) == 1


def test_a_short_sale_is_short_term_and_washed_by_the_next(book: Book) -> None:
    book.trade(date(2022, 1, 3), "-10", "50")
    book.trade(JUNE, "10", "60")
    book.trade(date(2024, 6, 10), "-10", "62")
    book.trade(date(2024, 8, 1), "10", "55")
    first, second = book.taxed().sales
    assert told(first) == ("10", "-100", "0", "100", "0")
    assert (plain(first.proceeds), plain(first.basis)) == ("500", "600")
    assert told(second) == ("10", "70", "100", "0", "-30")
    assert not first.long_term


def test_an_order_that_turns_a_position_closes_one_and_opens_the_other(book: Book) -> None:
    book.trade(date(2024, 1, 2), "10", "50")
    book.trade(JUNE, "-25", "40")
    found = book.taxed()
    assert told(found.sales[0]) == ("10", "-100", "0", "0", "-100")
    assert (found.left[0].short, plain(found.left[0].quantity), plain(found.left[0].basis)) == (True, "15", "600")


def test_the_day_is_the_exchanges(book: Book) -> None:
    book.trade(date(2024, 1, 2), "10", "50")
    book.trade(date(2024, 12, 31), "-10", "40")
    late = book.entries[-1]
    assert isinstance(late, Execution)
    in_utc = datetime(2025, 1, 1, 0, 30, tzinfo=UTC)  # half past seven in the evening of New Year's Eve
    (sale,) = taxed([book.entries[0], replace(late, at=in_utc)], NEW_YORK).sales
    assert sale.closed == date(2024, 12, 31)


def test_symbols_do_not_replace_each_other_and_a_bust_never_was(book: Book) -> None:
    book.trade(date(2024, 1, 2), "10", "50")
    book.trade(JUNE, "-10", "40")
    book.trade(date(2024, 6, 10), "10", "42", symbol="ABC")
    book.trade(date(2024, 6, 11), "10", "42")
    busted = book.entries[-1]
    assert isinstance(busted, Execution)
    book.entries[-1] = replace(busted, busted=True)
    assert plain(book.taxed().sales[0].disallowed) == "0"


QUANTITIES = st.integers(-900, 900).filter(bool).map(lambda tenths: str(D(tenths) / 10))
PRICES = st.integers(100, 3_000).map(lambda cents: str(D(cents) / 100))
EVENTS = st.tuples(st.integers(0, 25), QUANTITIES, PRICES, st.sampled_from("abcdefgh"))
RATIOS = st.sampled_from([Fraction(2), Fraction(1, 10), Fraction(3, 2), Fraction(1, 3)])


@given(st.lists(st.one_of(EVENTS, RATIOS), min_size=1, max_size=25))
def test_gains_are_the_ledgers_and_no_cent_of_a_loss_is_made_or_lost(
    events: list[tuple[int, str, str, str] | Fraction],
) -> None:
    book, day = Book(), date(2024, 1, 2)
    for event in events:
        if isinstance(event, Fraction):
            day += timedelta(days=1)
            book.split(day, event)
        else:
            day += timedelta(days=event[0])
            book.trade(day, event[1], event[2], order=event[3])
    found = book.taxed()
    stock = Tape.of(*book.entries, average=False).fold.stock
    assert sum((-lot.quantity if lot.short else lot.quantity for lot in found.left), ZERO) == stock.quantity
    assert sum((lot.basis for lot in found.left), ZERO) == stock.basis
    assert all(0 <= sale.disallowed <= max(ZERO, sale.carried - sale.gain) for sale in found.sales)


@given(
    st.lists(st.tuples(st.integers(-90, 40), st.integers(1, 50), st.integers(100, 2000)), min_size=1, max_size=8),
    st.integers(1, 400),
    st.integers(100, 2000),
)
def test_one_sale_is_washed_as_the_rule_for_one_says(lots: list[tuple[int, int, int]], sold: int, cents: int) -> None:
    bought = sum(quantity for days, quantity, _ in lots if days < 0)
    if not bought:
        return
    sold = min(sold, bought)
    book = Book()
    ordered = sorted(lots)
    for days, quantity, price in ordered:
        if days < 0:
            book.trade(JUNE + timedelta(days=days), str(quantity), str(D(price) / 100))
    book.trade(JUNE, str(-sold), str(D(cents) / 100))
    for days, quantity, price in ordered:
        if days >= 0:
            book.trade(JUNE + timedelta(days=days), str(quantity), str(D(price) / 100))
    purchases = [Purchase(JUNE + timedelta(days=d), D(q), D(q) * D(p) / 100) for d, q, p in ordered if d != 0]
    if len(purchases) < len(ordered):
        return
    expected = wash(purchases, JUNE, D(sold), D(sold) * D(cents) / 100)
    found = book.taxed()
    assert sum((sale.disallowed for sale in found.sales), ZERO) == expected.disallowed
    assert -sum((sale.taxable for sale in found.sales), ZERO) == expected.deductible
