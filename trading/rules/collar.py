"""How far from the market a limit may be: a little where it trades at once, more where it waits."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.orders import OrderType
from trading.units import share


def price_collar(ask: Ask) -> RiskCheck | None:
    """Distance of the limit from the mark, of the mark; equality passes.

    A STOP_LIMIT is measured from its stop price: that is where the market will be when it goes to work.
    """
    terms = ask.terms
    if terms.limit_price is None or ask.mark is None:
        return None
    triggered = terms.type is OrderType.STOP_LIMIT and terms.stop_price is not None
    basis = terms.stop_price if triggered and terms.stop_price is not None else ask.mark.price
    beyond = (terms.limit_price - basis) * terms.side.sign
    limits = ask.book.limits
    limit = limits.collar_aggressive_ratio if beyond >= 0 else limits.collar_passive_ratio
    return RiskCheck(
        code=DenialCode.PRICE_COLLAR,
        passed=abs(beyond) <= limit * basis,
        observed=share(abs(beyond), basis),
        limit=limit,
        message="Distance of the limit price from the market.",
    )
