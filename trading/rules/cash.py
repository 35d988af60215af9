"""Cash that the order may need, against cash that is not reserved by other orders."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.orders import OrderSide


def cash(ask: Ask) -> RiskCheck | None:
    """Cost rounded up to the cent <= cash - reserved; equality passes."""
    if ask.reducing or ask.terms.side is OrderSide.SELL:
        return None
    free = ask.book.cash - ask.book.reserved
    return RiskCheck(
        code=DenialCode.INSUFFICIENT_CASH,
        passed=ask.cost <= free,
        observed=ask.cost,
        limit=free,
        message="Cost of the order at its reference price against free cash.",
    )
