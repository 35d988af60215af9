"""Cash that the order may need, against cash that is not reserved by other orders."""

from trading.book import Answer, Ask
from trading.errors import DenialCode
from trading.orders import OrderSide


def cash(ask: Ask) -> Answer | None:
    """Cost rounded up to the cent <= cash - reserved; equality passes."""
    if ask.reducing or ask.terms.side is OrderSide.SELL:
        return None
    free = ask.book.cash - ask.book.reserved
    cost, message = ask.cost, "Cost of the order at its reference price against free cash."
    return DenialCode.INSUFFICIENT_CASH, cost <= free, cost, free, message, None
