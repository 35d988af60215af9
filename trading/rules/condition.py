"""A market too wild to open in: swings over weeks, or the move of this day."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode


def market_condition(ask: Ask) -> RiskCheck | None:
    """Volatility and |day move| at most their limits; equality passes, the unknown does not.

    The check shows the measure that failed, else the volatility.
    """
    if ask.reducing or ask.mark is None:
        return None
    limits, volatility = ask.book.limits, ask.mark.volatility
    move = None if ask.mark.day_move is None else abs(ask.mark.day_move)
    calm = volatility is not None and volatility <= limits.max_volatility
    still = move is not None and move <= limits.max_day_move_ratio
    shows_move = calm and not still
    return RiskCheck(
        code=DenialCode.MARKET_CONDITION,
        passed=calm and still,
        observed=move if shows_move else volatility,
        limit=limits.max_day_move_ratio if shows_move else limits.max_volatility,
        message=f"{'Move of the day' if shows_move else 'Annualised volatility'} of {ask.terms.symbol}"
        + (", which is not known." if (move if shows_move else volatility) is None else "."),
    )
