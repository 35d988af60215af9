"""How many orders and replaces a portfolio may send in a second and in a minute; cancels are never counted."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def message_rate(ask: Ask) -> Answer:
    """`observed` counts this message, in the window that is fuller; as many as the limit pass."""
    book, limits = ask.book, ask.book.limits
    observed, limit, message = (
        book.messages_second + 1,
        limits.orders_per_second,
        "Orders and replaces within one second.",
    )
    minute = book.messages_minute + 1
    if observed <= limit and minute > limits.orders_per_minute:
        observed, limit, message = minute, limits.orders_per_minute, "Orders and replaces within one minute."
    return DenialCode.RATE_LIMITED, observed <= limit, observed, limit, message, None
