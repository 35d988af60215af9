"""The size of one order: in money, and against what its market trades in a day."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def order_value(ask: Ask) -> Answer | None:
    """Opening quantity x reference price against the limit; equality passes."""
    if ask.reducing:
        return None
    value, limit = ask.value, ask.book.limits.max_order_value
    return DenialCode.MAX_ORDER_VALUE, value <= limit, value, limit, "Value of the order at its reference price.", None


def order_volume(ask: Ask) -> Answer | None:
    """Opening quantity <= ratio x average volume; equality passes, an unknown volume does not."""
    if ask.reducing or ask.mark is None:
        return None
    ratio, volume = ask.book.limits.max_order_volume_ratio, ask.mark.average_volume
    if volume is None:
        message = "The order as a share of the average daily volume, which is not known."
        return DenialCode.MAX_ORDER_VOLUME, False, None, ratio, message, None
    message, observed = "The order as a share of the average daily volume.", ask.opening if volume else None
    return DenialCode.MAX_ORDER_VOLUME, ask.opening <= ratio * volume, observed, ratio, message, volume
