"""A market too wild to open in: swings over weeks, or the move of this day."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def market_condition(ask: Ask) -> Answer | None:
    """Volatility and |day move| at most their limits; equality passes, the unknown does not.

    The check shows the measure that failed, else the volatility.
    """
    if ask.reducing or ask.mark is None:
        return None
    limits, volatility = ask.book.limits, ask.mark.volatility
    move = None if ask.mark.day_move is None else abs(ask.mark.day_move)
    calm = volatility is not None and volatility <= limits.max_volatility
    still = move is not None and move <= limits.max_day_move_ratio
    observed, limit, message = volatility, limits.max_volatility, "Annualised volatility of {terms.symbol}"
    if calm and not still:
        observed, limit, message = move, limits.max_day_move_ratio, "Move of the day of {terms.symbol}"
    message += "." if observed is not None else ", which is not known."
    return DenialCode.MARKET_CONDITION, calm and still, observed, limit, message, None
