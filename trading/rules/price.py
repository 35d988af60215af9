"""Prices that must be there, and must be young: no price is a refusal, never a skip."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def known_price(ask: Ask) -> Answer:
    """UNKNOWN_SYMBOL for what the desk does not know, NO_PRICE where a needed price is missing."""
    if ask.terms.symbol not in ask.book.known:
        return DenialCode.UNKNOWN_SYMBOL, False, None, None, "The desk does not know the symbol {terms.symbol}.", None
    if ask.mark is None:
        return DenialCode.NO_PRICE, False, None, None, "There is no price for {terms.symbol}.", None
    if ask.book.equity is None:
        message = "A position of this portfolio has no price, so it has no equity."
        return DenialCode.NO_PRICE, False, None, None, message, None
    return DenialCode.NO_PRICE, True, ask.mark.price, None, "{terms.symbol} has a price.", None


def quote_age(ask: Ask) -> Answer | None:
    """Age in seconds of market time; equality passes."""
    if ask.mark is None:
        return None
    age, limit = ask.mark.age_seconds, ask.book.limits.max_quote_age_seconds
    return DenialCode.STALE_PRICE, age <= limit, age, limit, "Age of the price in seconds.", None
