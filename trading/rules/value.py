"""The size of one order in money."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode


def order_value(ask: Ask) -> RiskCheck | None:
    """Opening quantity x reference price against the limit; equality passes."""
    if ask.reducing:
        return None
    value = ask.opening * ask.reference_price
    limit = ask.book.limits.max_order_value
    return RiskCheck(
        code=DenialCode.MAX_ORDER_VALUE,
        passed=value <= limit,
        observed=value,
        limit=limit,
        message="Value of the order at its reference price.",
    )
