"""How many orders and replaces a portfolio may send in a second and in a minute; cancels are never counted."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.units import ZERO


def message_rate(ask: Ask) -> RiskCheck:
    """`observed` counts this message, in the window that is fuller; as many as the limit pass."""
    book, limits = ask.book, ask.book.limits
    second = book.messages_second + 1, limits.orders_per_second, "second"
    minute = book.messages_minute + 1, limits.orders_per_minute, "minute"
    observed, limit, window = minute if second[0] <= second[1] and minute[0] > minute[1] else second
    return RiskCheck(
        code=DenialCode.RATE_LIMITED,
        passed=observed <= limit,
        observed=ZERO + observed,
        limit=ZERO + limit,
        message=f"Orders and replaces within one {window}.",
    )
