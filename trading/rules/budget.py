"""What one day may lose in all: its loss so far, and what its opening orders may still lose."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def daily_risk_budget(ask: Ask) -> Answer | None:
    """Loss today + risk of today's opening orders + new risk <= ratio x (nav at the open x units); equality passes.

    Multiplied out by the units at the open, so that nothing is divided before the comparison.
    """
    book, equity = ask.book, ask.book.equity
    if ask.reducing or equity is None:
        return None
    ratio, whole = book.limits.daily_risk_budget_ratio, book.open_equity * book.units
    loss = whole - equity * book.open_units
    risk = (book.risk_today + ask.risk) * book.open_units
    used = loss + risk if loss > 0 else risk
    message = "Loss of the day and what its opening orders may still lose, as a fraction of nav at the open."
    return DenialCode.DAILY_RISK_BUDGET, used <= ratio * whole, used if whole > 0 else None, ratio, message, whole
