"""Proves what a preview says an order leaves behind: fees up, purchases dear, proceeds low, weights as shown."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.trading.test_risk import BUY, SELL, book, limit, market
from trading.after import After, after
from trading.book import ask_of
from trading.orders import OrderType, Terms

D = Decimal
FEE = D("0.005")
HOLDING = book(cash=D(90_000), positions={"AAA": D(100)})


def test_a_purchase_costs_its_reference_price_and_fees() -> None:
    assert after(ask_of(market(BUY, "10"), book()), FEE) == After(D("0.05"), D("98979.95"), D("0.01"))
    assert after(ask_of(limit(BUY, "10", "99"), book()), FEE).cash == D("98999.95")


@pytest.mark.parametrize(
    ("terms", "price"),
    [
        (market(SELL, "10"), "98"),
        (limit(SELL, "10", "99"), "99"),
        (limit(SELL, "10", "110"), "110"),
        (Terms(symbol="AAA", side=SELL, type=OrderType.STOP, quantity=D(10), stop_price=D(95)), "93.1"),
        (Terms(symbol="AAA", side=SELL, type=OrderType.TRAILING_STOP, quantity=D(10), trail_by=D(5)), "93.1"),
    ],
)
def test_a_sale_brings_its_limit_or_less_than_the_mark(terms: Terms, price: str) -> None:
    found = after(ask_of(terms, HOLDING), FEE)
    assert found == After(D("0.05"), D(90_000) + 10 * D(price) - D("0.05"), D("0.09"))


def test_weight_is_signed_and_that_of_the_whole_position() -> None:
    short = replace(HOLDING, limits=replace(HOLDING.limits, allow_short=True))
    assert after(ask_of(market(SELL, "150"), short), FEE).weight == D("-0.05")
    assert after(ask_of(market(SELL, "100"), HOLDING), FEE).weight == 0
    assert after(ask_of(market(BUY, "10"), book(cash=D(3000))), FEE).weight == D("0.333333")


def test_of_nothing_there_is_no_weight() -> None:
    assert after(ask_of(market(BUY, "1"), book(cash=D(0))), FEE).weight is None
    assert after(ask_of(market(BUY, "1"), book(cash=D("0.01"))), FEE).weight == D(10_000)


def test_what_is_not_known_is_not_said() -> None:
    assert after(ask_of(market(BUY, "10"), book()), None) == After(None, None, D("0.01"))
    assert after(ask_of(market(BUY, "10", "NEW"), book()), FEE) == After(D("0.05"), None, None)
    blind = book(positions={"NEW": D(1)})
    assert after(ask_of(market(BUY, "10"), blind), FEE).weight is None


def test_part_of_a_cent_never_flatters() -> None:
    assert after(ask_of(limit(BUY, "0.001", "100.01"), book()), D(0)).cash == D("99999.89")
    assert after(ask_of(limit(SELL, "0.001", "100.01"), HOLDING), FEE).cash == D("90000.10") - D("0.01")
