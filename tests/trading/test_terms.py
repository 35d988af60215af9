"""Proves which orders make sense by themselves: each field, each type, and triggers against the price."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from trading.errors import InvalidInput
from trading.orders import OrderSide, OrderType, Terms, TimeInForce
from trading.terms import validate, validate_against_mark, wording
from trading.units import PRICE_MAX, QUANTITY_MAX

D = Decimal
BUY, SELL = OrderSide.BUY, OrderSide.SELL


def terms(**other: Any) -> Terms:
    values: dict[str, Any] = {"symbol": "AAA", "side": BUY, "quantity": D(1)}
    return Terms(**(values | other))


def wrong(given: Terms) -> list[str]:
    """Return the names of the fields that are refused; each has a message, and lies under `terms`."""
    try:
        validate(given)
    except InvalidInput as refusal:
        return [
            name for field in refusal.fields for parent, name in [field.path] if parent == "terms" and field.message
        ]
    return []


@pytest.mark.parametrize("quantity", ["0.000000001", "1", "9999999.999999999", "1.50"])
def test_quantities_that_can_be_traded(quantity: str) -> None:
    assert wrong(terms(quantity=D(quantity))) == []


@pytest.mark.parametrize(
    "quantity", ["0", "-1", "NaN", "sNaN", "Infinity", "-Infinity", "0.0000000001", "10000000", "1e999", "1e-999"]
)
def test_quantities_that_cannot(quantity: str) -> None:
    assert wrong(terms(quantity=D(quantity))) == ["quantity"]


@pytest.mark.parametrize("symbol", ["", "A" * 16, "ÄÖÜ", "AA\x00", "A\nB", "\x7f", "A A", "aapl", "1A", "A'", "\u0410"])
def test_symbols_that_cannot_be(symbol: str) -> None:
    assert wrong(terms(symbol=symbol)) == ["symbol"]


@pytest.mark.parametrize("symbol", ["A", "BRK.B", "A" * 15, "BTC-USD", "BTC/USD", "A1"])
def test_symbols_that_can(symbol: str) -> None:
    assert wrong(terms(symbol=symbol)) == []


PRICES = {"limitPrice": "limit_price", "stopPrice": "stop_price", "trailBy": "trail_by"}
NEEDED = {
    OrderType.MARKET: set[str](),
    OrderType.LIMIT: {"limitPrice"},
    OrderType.STOP: {"stopPrice"},
    OrderType.STOP_LIMIT: {"limitPrice", "stopPrice"},
    OrderType.TRAILING_STOP: {"trailBy"},
}


@pytest.mark.parametrize("kind", OrderType)
def test_each_type_has_its_prices_and_no_others(kind: OrderType) -> None:
    every = dict.fromkeys(PRICES.values(), D(5))
    assert set(wrong(terms(type=kind))) == NEEDED[kind]
    assert set(wrong(terms(type=kind, **every))) == PRICES.keys() - NEEDED[kind]
    assert wrong(terms(type=kind, **{PRICES[name]: D(5) for name in NEEDED[kind]})) == []


@pytest.mark.parametrize("price", ["0", "-5", "NaN", "1000000", "5.0000001"])
def test_prices_that_cannot_be(price: str) -> None:
    assert wrong(terms(type=OrderType.LIMIT, limit_price=D(price))) == ["limitPrice"]
    assert wrong(terms(stop_loss=D(price), take_profit=D(price))) == ["stopLoss", "takeProfit"]


def test_the_largest_order_stays_exact() -> None:
    assert wrong(terms(type=OrderType.LIMIT, quantity=QUANTITY_MAX, limit_price=PRICE_MAX)) == []
    assert Fraction(QUANTITY_MAX * PRICE_MAX) == Fraction(QUANTITY_MAX) * Fraction(PRICE_MAX)


def test_every_wrong_field_is_named_at_once() -> None:
    assert wrong(terms(symbol="", quantity=D(0), type=OrderType.LIMIT)) == ["symbol", "quantity", "limitPrice"]


@pytest.mark.parametrize("when", [TimeInForce.OPG, TimeInForce.CLS])
@pytest.mark.parametrize("kind", OrderType)
def test_only_what_trades_at_once_can_wait_for_an_auction(kind: OrderType, when: TimeInForce) -> None:
    order = terms(type=kind, **{PRICES[name]: D(5) for name in NEEDED[kind]}, time_in_force=when)
    assert wrong(order) == ([] if kind in (OrderType.MARKET, OrderType.LIMIT) else ["timeInForce"])


# ---------------------------------------------------------------- against the price


def against(mark: str, **other: Any) -> str | None:
    try:
        validate_against_mark(terms(**other), D(mark), D("0.02"))
    except InvalidInput as refusal:
        return refusal.fields[0].path[1]
    return None


@pytest.mark.parametrize(
    ("side", "stop", "refused"),
    [
        (BUY, "100", False),
        (BUY, "99.999999", True),
        (BUY, "120", False),
        (BUY, "120.000001", True),
        (SELL, "100", False),
        (SELL, "100.000001", True),
        (SELL, "80", False),
        (SELL, "79.999999", True),
    ],
)
def test_a_trigger_lies_on_the_right_side_and_within_a_fifth(side: OrderSide, stop: str, refused: bool) -> None:
    found = against("100", side=side, type=OrderType.STOP, stop_price=D(stop))
    assert found == ("stopPrice" if refused else None)


@pytest.mark.parametrize("side", OrderSide)
def test_a_trailing_stop_begins_within_a_fifth(side: OrderSide) -> None:
    trailing = {"side": side, "type": OrderType.TRAILING_STOP}
    assert against("100", **trailing, trail_by=D(20)) is None
    assert against("100", **trailing, trail_by=D("20.000001")) == "trailBy"


@pytest.mark.parametrize(
    ("side", "stop_loss", "take_profit", "refused"),
    [
        (BUY, "101.999999", "101", None),
        (BUY, "102", None, "stopLoss"),
        (BUY, None, "100", "takeProfit"),
        (SELL, "102.000001", "99", None),
        (SELL, "102", None, "stopLoss"),
        (SELL, None, "101", "takeProfit"),
    ],
)
def test_a_bracket_limits_a_loss_and_takes_a_profit(
    side: OrderSide, stop_loss: str | None, take_profit: str | None, refused: str | None
) -> None:
    prices = {"stop_loss": stop_loss and D(stop_loss), "take_profit": take_profit and D(take_profit)}
    assert against("100", side=side, **prices) == refused


def test_a_take_profit_lies_beyond_the_limit_at_which_it_is_entered() -> None:
    order = {"type": OrderType.LIMIT, "limit_price": D(90)}
    assert against("100", **order, take_profit=D("90.000001")) is None
    assert against("100", **order, take_profit=D(90)) == "takeProfit"


@pytest.mark.parametrize(("side", "where"), [(BUY, "above"), (SELL, "below")])
def test_a_trigger_on_the_wrong_side_is_told_the_right_one(side: OrderSide, where: str) -> None:
    wrongly = terms(side=side, type=OrderType.STOP, stop_price=D(100) - side.sign)
    with pytest.raises(InvalidInput, match=f"The stop of a {side} order lies {where} the price, now 100"):
        validate_against_mark(wrongly, D(100), D("0.02"))


def test_equal_terms_have_one_wording_however_their_numbers_are_written() -> None:
    assert wording(terms(quantity=D("1.50"))) == wording(terms(quantity=D("1.5")))
    assert wording(terms(quantity=D("1.5"))) != wording(terms(quantity=D("1.51")))


def test_a_stop_loss_is_held_against_the_reference_price_of_a_limit_order() -> None:
    order = {"type": OrderType.LIMIT, "limit_price": D(90)}
    assert against("100", **order, stop_loss=D("99.999999")) is None
    assert against("100", **order, stop_loss=D(100)) == "stopLoss"
