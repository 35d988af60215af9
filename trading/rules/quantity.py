"""What can be sold: without short selling, no more than is held and not already being sold."""

from trading.book import Answer, Ask
from trading.errors import DenialCode
from trading.orders import OrderSide


def sellable_quantity(ask: Ask) -> Answer | None:
    """`limit` is the quantity that can still be sold; equality passes."""
    if ask.terms.side is OrderSide.BUY or ask.book.limits.allow_short:
        return None
    quantity, limit = ask.terms.quantity, ask.closable
    message = "Quantity of {terms.symbol} that can be sold; this portfolio does not sell short."
    return DenialCode.INSUFFICIENT_QTY, quantity <= limit, quantity, limit, message, None
