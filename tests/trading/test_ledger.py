"""Proves the ledger's arithmetic: cases computed by hand to the cent, and what must hold after any trades at all."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.ledger import (
    Account,
    Booking,
    Leg,
    Stock,
    TaxLot,
    Trade,
    book_dividend,
    book_flow,
    book_split,
    book_trade,
    unbalanced,
)
from trading.orders import OrderSide
from trading.units import NANO, plain

D = Decimal
BUY, SELL = OrderSide.BUY, OrderSide.SELL
NOON = datetime(2011, 3, 1, 17, tzinfo=UTC)


def trade(side: OrderSide, quantity: str, price: str, fee: str = "0", minute: int = 0) -> Trade:
    at = NOON + timedelta(minutes=minute)
    return Trade(symbol="AAA", side=side, quantity=D(quantity), price=D(price), fee=D(fee), at=at)


def play(*trades: Trade, average: bool = False) -> list[Booking]:
    stock, bookings = Stock(), []
    for each in trades:
        bookings.append(book_trade(stock, each, average=average))
        stock = bookings[-1].stock
    return bookings


def money(legs: tuple[Leg, ...], account: Account) -> Decimal:
    return sum((leg.amount for leg in legs if leg.account is account and leg.amount is not None), D(0))


def lots(stock: Stock) -> list[tuple[str, str]]:
    return [(plain(lot.quantity), str(lot.cost)) for lot in stock.lots]


# ---------------------------------------------------------------- by hand


def test_a_purchase_posts_gross_as_basis_and_the_fee_as_an_expense() -> None:
    [bought] = play(trade(BUY, "10", "150.25", fee="1.05"))
    assert money(bought.legs, Account.CASH) == D("-1503.55")
    assert money(bought.legs, Account.POSITION) == D("1502.50")
    assert money(bought.legs, Account.FEES) == D("1.05")
    assert bought.realized == 0
    assert not [leg for leg in bought.legs if leg.account is Account.REALIZED]


def test_fifo_relieves_the_oldest_lot_first() -> None:
    *_, sold = play(
        trade(BUY, "10", "100"), trade(BUY, "5", "110", minute=1), trade(SELL, "12", "120", fee="0.06", minute=2)
    )
    assert sold.realized == D("220.00")  # 1440 - (1000 + 2/5 of 550)
    assert lots(sold.stock) == [("3", "330.00")]
    assert money(sold.legs, Account.CASH) == D("1439.94")
    assert money(sold.legs, Account.REALIZED) == D("-220.00")


def test_average_relieves_the_mean_cost() -> None:
    *_, sold = play(
        trade(BUY, "10", "100"), trade(BUY, "5", "110", minute=1), trade(SELL, "12", "120", minute=2), average=True
    )
    assert sold.realized == D("200.00")  # 1440 - 12/15 of 1550
    assert lots(sold.stock) == [("3", "310.00")]


@pytest.mark.parametrize("average", [False, True])
def test_rounding_never_loses_a_cent_of_the_basis(average: bool) -> None:
    bought, *sales = play(
        trade(BUY, "3", "33.335"), *(trade(SELL, "1", "40", minute=n) for n in (1, 2, 3)), average=average
    )
    assert bought.stock.basis == D("100.01")  # 100.005 rounds half up
    assert [sale.realized for sale in sales] == [D("6.66"), D("6.66"), D("6.67")]  # 33.34, 33.34, the rest
    assert sales[-1].stock == Stock()


def test_a_fill_through_zero_closes_first_and_opens_with_the_rest() -> None:
    _, crossed, covered = play(
        trade(BUY, "10", "100"), trade(SELL, "15", "90.01", minute=1), trade(BUY, "5", "80", minute=2)
    )
    assert crossed.realized == D("-99.90")  # 900.10 - 1000
    assert lots(crossed.stock) == [("-5", "450.05")]  # 1350.15 - 900.10
    assert crossed.stock.signed_basis == D("-450.05")
    assert money(crossed.legs, Account.POSITION) == D("-1450.05")
    assert covered.realized == D("50.05")
    assert (covered.stock.quantity, covered.stock.basis) == (D(0), D(0))


def test_through_zero_the_opening_gets_what_rounding_leaves() -> None:
    _, crossed = play(trade(BUY, "1", "0.30"), trade(SELL, "3", "0.335", minute=1))
    assert crossed.realized == D("0.04")  # round(0.335) - 0.30
    assert lots(crossed.stock) == [("-2", "0.67")]  # round(1.005) - 0.34


def test_lots_are_ordered_by_execution_time_not_by_booking() -> None:
    *_, sold = play(trade(BUY, "1", "20", minute=5), trade(BUY, "1", "10", minute=1), trade(SELL, "1", "30", minute=9))
    assert sold.realized == D("20.00")
    assert lots(sold.stock) == [("1", "20.00")]


def test_average_joins_lots_that_were_kept_apart_before() -> None:
    apart = Stock((TaxLot(NOON, D(1), D("10.00")), TaxLot(NOON, D(2), D("30.00"))))
    joined = book_trade(apart, trade(BUY, "1", "20"), average=True).stock
    assert lots(joined) == [("4", "60.00")]


@pytest.mark.parametrize(
    ("held", "per_share", "cash"), [("10", "2.65", "26.50"), ("7", "0.135", "0.95"), ("-7", "0.135", "-0.95")]
)
def test_a_dividend_is_paid_to_longs_and_by_shorts(held: str, per_share: str, cash: str) -> None:
    legs = book_dividend("AAA", D(held), D(per_share))
    assert money(legs, Account.CASH) == D(cash)
    assert money(legs, Account.DIVIDENDS) == -D(cash)


def test_a_dividend_of_less_than_half_a_cent_posts_nothing() -> None:
    assert book_dividend("AAA", D(0), D("2.65")) == ()
    assert book_dividend("AAA", D("0.001"), D("2.65")) == ()


def test_a_deposit_comes_from_outside() -> None:
    legs = book_flow(D("100.00"))
    assert (money(legs, Account.CASH), money(legs, Account.FLOWS)) == (D("100.00"), D("-100.00"))


def test_a_split_moves_quantities_and_no_money() -> None:
    before = play(trade(BUY, "10", "100"), trade(BUY, "5", "110", minute=1))[-1].stock
    split = book_split(before, "AAA", D(7))
    assert lots(split.stock) == [("70", "1000.00"), ("35", "550.00")]
    assert [(leg.account, leg.quantity, leg.amount) for leg in split.legs] == [
        (Account.POSITION, D(90), None),
        (Account.MARKET, D(-90), None),
    ]
    assert unbalanced(split.legs) == []


@pytest.mark.parametrize(
    ("quantities", "ratio", "total"),
    [
        (["0.123456789"], "1.5", "0.185185183"),  # 0.1851851835 cut to 9 places
        (["0.000000001", "0.000000001", "0.000000001"], "1.5", "0.000000004"),
        (["5", "3"], "0.1", "0.8"),
        (["-0.123456789"], "1.5", "-0.185185183"),
    ],
)
def test_a_split_cuts_the_position_to_nine_places_as_the_broker_does(
    quantities: list[str], ratio: str, total: str
) -> None:
    before = Stock(tuple(TaxLot(NOON, D(quantity), D("10.00")) for quantity in quantities))
    split = book_split(before, "AAA", D(ratio))
    assert split.stock.quantity == D(total)
    assert split.stock.basis == before.basis
    assert all(lot.quantity % NANO == 0 for lot in split.stock.lots)
    assert all(lot.quantity for lot in split.stock.lots)
    assert unbalanced(split.legs) == []


def test_the_cost_of_a_lot_of_which_a_split_leaves_nothing_goes_to_the_next() -> None:
    sizes = [("0.000000005", "3.00"), ("7", "10.00"), ("0.000000004", "0.50")]
    split = book_split(Stock(tuple(TaxLot(NOON, D(size), D(cost)) for size, cost in sizes)), "AAA", D("0.1"))
    assert lots(split.stock) == [("0.7", "13.50")]


def test_a_split_that_leaves_nothing_realises_the_basis() -> None:
    before = Stock((TaxLot(NOON, D("0.000000005"), D("0.01")),))
    split = book_split(before, "AAA", D("0.1"))
    assert split.stock == Stock()
    assert split.realized == D("-0.01")
    assert unbalanced(split.legs) == []


def test_what_does_not_balance_is_named() -> None:
    assert unbalanced([Leg(account=Account.CASH, amount=D(1))]) == ["money"]
    assert unbalanced([Leg(account=Account.POSITION, symbol="AAA", quantity=D(1))]) == ["AAA"]


# ---------------------------------------------------------------- by property

quantities = st.integers(1, 10**12).map(lambda n: n * NANO)
prices = st.decimals("0.000001", "9999.999999", places=6, allow_nan=False)
fees = st.decimals("-1", "5", places=2, allow_nan=False)
trades = st.lists(st.tuples(st.sampled_from(OrderSide), quantities, prices, fees, st.integers(0, 5)), max_size=12)


@given(trades, st.booleans())
def test_after_any_trades_every_leg_balances_and_cash_is_explained(
    given_trades: list[tuple[OrderSide, Decimal, Decimal, Decimal, int]], average: bool
) -> None:
    stock, held = Stock(), D(0)
    for side, quantity, price, fee, minute in given_trades:
        at = NOON + timedelta(minutes=minute)
        done = Trade(symbol="AAA", side=side, quantity=quantity, price=price, fee=fee, at=at)
        booking = book_trade(stock, done, average=average)
        held += side.sign * quantity
        assert unbalanced(booking.legs) == []
        # L5
        basis_change = booking.stock.signed_basis - stock.signed_basis
        assert money(booking.legs, Account.CASH) == -basis_change + booking.realized - fee
        stock = booking.stock
        assert stock.quantity == held
        assert all(lot.quantity * held > 0 and lot.cost >= 0 for lot in stock.lots)
        assert held or stock.basis == 0


@given(trades, st.booleans())
def test_once_flat_the_profit_is_what_the_cash_says(
    given_trades: list[tuple[OrderSide, Decimal, Decimal, Decimal, int]], average: bool
) -> None:
    stock, cash, realized = Stock(), D(0), D(0)
    done = [Trade(symbol="AAA", side=s, quantity=q, price=p, fee=D(0), at=NOON) for s, q, p, _, _ in given_trades]
    for each in done:
        booking = book_trade(stock, each, average=average)
        stock, realized = booking.stock, realized + booking.realized
        cash += money(booking.legs, Account.CASH)
    if stock.quantity:
        side = SELL if stock.quantity > 0 else BUY
        last = Trade(symbol="AAA", side=side, quantity=abs(stock.quantity), price=D("12.34"), fee=D(0), at=NOON)
        booking = book_trade(stock, last, average=average)
        stock, realized = booking.stock, realized + booking.realized
        cash += money(booking.legs, Account.CASH)
    assert stock == Stock()
    assert realized == cash


@given(st.lists(quantities, min_size=1, max_size=6), st.sampled_from(["2", "7", "1.5", "0.1", "0.333333"]))
def test_any_split_keeps_the_basis_or_realises_it(sizes: list[Decimal], ratio: str) -> None:
    before = Stock(tuple(TaxLot(NOON, size, D("1.00")) for size in sizes))
    split = book_split(before, "AAA", D(ratio))
    assert unbalanced(split.legs) == []
    assert split.stock.basis - split.realized == before.basis
    exact = before.quantity * D(ratio)
    assert 0 <= exact - split.stock.quantity < NANO
