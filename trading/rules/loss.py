"""Loss limits that count open profit and loss: nav today against its open and its peak."""

from trading.book import Answer, Ask
from trading.errors import DenialCode
from trading.rules.halt import lost_today


def daily_loss(ask: Ask) -> Answer | None:
    """Trips at equality: a loss of exactly the limit refuses what opens, and once reached for the rest of the day."""
    if ask.reducing or ask.book.equity is None:
        return None
    fall, limit, lost = ask.book.fall_today, ask.book.limits.max_daily_loss_ratio, lost_today(ask.book.halt)
    message = "Loss of the day, open positions included, as a fraction of nav at the open."
    if lost:
        message = "The day's loss has reached its limit: nothing opens until the next session."
    passed = not lost and not fall.trips(limit)
    return DenialCode.DAILY_LOSS_LIMIT, passed, fall.amount, limit, message, fall.whole


def drawdown(ask: Ask) -> Answer | None:
    """A drawdown at its limit halts everything, also before the latch has been written."""
    if ask.book.equity is None:
        return None
    fall, limit = ask.book.fall_from_peak, ask.book.limits.max_drawdown_ratio
    return (
        DenialCode.TRADING_HALTED,
        not fall.trips(limit),
        fall.amount,
        limit,
        "Fall of nav from its peak.",
        fall.whole,
    )
