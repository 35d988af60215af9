"""How far from the market a limit may be: a little where it trades at once, more where it waits."""

from trading.book import Answer, Ask
from trading.errors import DenialCode
from trading.orders import OrderSide


def price_collar(ask: Ask) -> Answer | None:
    """Distance of the limit from the mark, of the mark; equality passes.

    A STOP_LIMIT is measured from its stop price: that is where the market will be when it goes to work.
    """
    terms = ask.terms
    if terms.limit_price is None or ask.mark is None:
        return None
    basis = ask.mark.price if terms.stop_price is None else terms.stop_price
    beyond = terms.limit_price - basis if terms.side is OrderSide.BUY else basis - terms.limit_price
    limits = ask.book.limits
    limit = limits.collar_aggressive_ratio if beyond >= 0 else limits.collar_passive_ratio
    distance, message = abs(beyond), "Distance of the limit price from the market."
    return DenialCode.PRICE_COLLAR, distance <= limit * basis, distance, limit, message, basis
