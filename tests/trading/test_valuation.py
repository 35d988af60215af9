"""Proves what a book is worth: longs, shorts, missing prices, and a day's result that no deposit can change."""

from decimal import Decimal

import pytest

from trading.valuation import Holding, day_result, value

D = Decimal


def holding(quantity: str, basis: str, price: str | None, symbol: str = "AAA") -> Holding:
    return Holding(symbol, D(quantity), D(basis), D(price) if price else None)


def test_longs_add_and_shorts_owe() -> None:
    worth = value(D(1000), [holding("10", "900", "100"), holding("-5", "300", "50", "BBB")])
    assert (worth.equity, worth.market_value, worth.unrealized) == (D(1750), D(750), D(150))
    assert worth.unpriced == ()


@pytest.mark.parametrize(
    ("quantity", "price", "worth"), [("0.5", "0.01", "0.01"), ("0.4", "0.01", "0.00"), ("-0.5", "0.01", "-0.01")]
)
def test_a_holding_is_worth_whole_cents_rounded_half_up(quantity: str, price: str, worth: str) -> None:
    assert holding(quantity, "0", price).value == D(worth)


def test_without_a_price_a_holding_counts_at_its_basis_and_is_named() -> None:
    worth = value(D(1000), [holding("10", "900", None), holding("-5", "300", None, "BBB"), holding("0", "0", None)])
    assert (worth.equity, worth.unrealized) == (D(1600), D(0))
    assert worth.unpriced == ("AAA", "BBB")


@pytest.mark.parametrize(
    ("equity", "units", "open_equity", "open_units", "money", "ratio"),
    [
        ("110", "100", "100", "100", "10", "0.1"),
        ("90", "100", "100", "100", "-10", "-0.1"),
        ("220", "200", "100", "100", "20", "0.1"),  # 100 more came in; nav went from 1 to 1.1
        ("50", "50", "100", "100", "0", "0"),  # half was taken out
        ("10", "10", "0", "0", "0", "0"),
    ],
)
def test_the_day_compares_nav(
    equity: str, units: str, open_equity: str, open_units: str, money: str, ratio: str
) -> None:
    assert day_result(D(equity), D(units), D(open_equity), D(open_units)) == (D(money), D(ratio))
