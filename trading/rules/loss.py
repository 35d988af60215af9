"""Loss limits that count open profit and loss: nav today against its open and its peak."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def daily_loss(ask: Ask) -> Answer | None:
    """Trips at equality: a loss of exactly the limit refuses what opens."""
    if ask.reducing or ask.book.equity is None:
        return None
    fall, limit = ask.book.fall_today, ask.book.limits.max_daily_loss_ratio
    message = "Loss of the day, open positions included, as a fraction of nav at the open."
    return DenialCode.DAILY_LOSS_LIMIT, not fall.trips(limit), fall.amount, limit, message, fall.whole


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
