"""Prices that must be there, and must be young: no price is a refusal, never a skip."""

from decimal import Decimal

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode


def known_price(ask: Ask) -> RiskCheck:
    """UNKNOWN_SYMBOL for what the desk does not know, NO_PRICE where a needed price is missing."""
    symbol = ask.terms.symbol
    if symbol not in ask.book.known:
        return RiskCheck(
            code=DenialCode.UNKNOWN_SYMBOL, passed=False, message=f"The desk does not know the symbol {symbol}."
        )
    if ask.mark is None:
        return RiskCheck(code=DenialCode.NO_PRICE, passed=False, message=f"There is no price for {symbol}.")
    if ask.book.equity is None:
        return RiskCheck(
            code=DenialCode.NO_PRICE,
            passed=False,
            message="A position of this portfolio has no price, so it has no equity.",
        )
    return RiskCheck(code=DenialCode.NO_PRICE, passed=True, observed=ask.mark.price, message=f"{symbol} has a price.")


def quote_age(ask: Ask) -> RiskCheck | None:
    """Age in seconds of market time; equality passes."""
    if ask.mark is None:
        return None
    limit = Decimal(ask.book.limits.max_quote_age_seconds)
    return RiskCheck(
        code=DenialCode.STALE_PRICE,
        passed=ask.mark.age_seconds <= limit,
        observed=ask.mark.age_seconds,
        limit=limit,
        message="Age of the price in seconds.",
    )
