"""What can be sold: without short selling, no more than is held and not already being sold."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.orders import OrderSide


def sellable_quantity(ask: Ask) -> RiskCheck | None:
    """`limit` is the quantity that can still be sold; equality passes."""
    if ask.terms.side is OrderSide.BUY or ask.book.limits.allow_short:
        return None
    return RiskCheck(
        code=DenialCode.INSUFFICIENT_QTY,
        passed=ask.terms.quantity <= ask.closable,
        observed=ask.terms.quantity,
        limit=ask.closable,
        message=f"Quantity of {ask.terms.symbol} that can be sold; this portfolio does not sell short.",
    )
