"""How much of the book one name may be, working orders included and never netted."""

from decimal import Decimal

from trading.book import Answer, Ask, Book
from trading.errors import DenialCode
from trading.orders import OrderSide
from trading.units import ZERO


def exposure(book: Book, symbol: str, side: OrderSide) -> Decimal:
    """|position| x mark + this side's opening leaves x their reference prices. What is held needs a mark."""
    held = book.positions.get(symbol, ZERO)
    total = abs(held) * book.marks[symbol].price if held else ZERO
    for resting in book.resting:
        if resting.symbol == symbol and resting.side is side:
            total += resting.opening * resting.reference_price
    return total


def concentration(ask: Ask) -> Answer | None:
    """|position| x mark + same-side opening leaves x ref + quantity x ref <= ratio x equity; equality passes.

    `observed` and `limit` are fractions of equity; the comparison itself is made in money, without division.
    """
    equity = ask.book.equity
    if ask.reducing or equity is None or ask.mark is None:
        return None
    after = exposure(ask.book, ask.terms.symbol, ask.terms.side) + ask.value
    ratio, message = (
        ask.book.limits.max_position_ratio,
        "Share of equity in {terms.symbol} after the trade, working orders included.",
    )
    if equity <= 0:
        return DenialCode.CONCENTRATION, False, None, ratio, message, None
    return DenialCode.CONCENTRATION, after <= ratio * equity, after, ratio, message, equity
