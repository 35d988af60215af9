"""What one day may lose in all: its loss so far, and what its opening orders may still lose."""

from decimal import Decimal

from trading.book import Answer, Ask, Book
from trading.errors import DenialCode
from trading.units import ZERO


def budget_used(book: Book, equity: Decimal, new_risk: Decimal = ZERO) -> tuple[Decimal, Decimal]:
    """Return what the day has lost and may still lose, and nav at the open, of which it is a fraction.

    Both are multiplied out by units of now and of the open, so that nothing is divided before a comparison.
    """
    whole = book.open_equity * book.units
    loss = whole - equity * book.open_units
    risk = (book.risk_today + new_risk) * book.open_units
    return (loss + risk if loss > 0 else risk), whole


def daily_risk_budget(ask: Ask) -> Answer | None:
    """Loss today + risk of today's opening orders + new risk <= ratio x (nav at the open x units); equality passes."""
    book, equity = ask.book, ask.book.equity
    if ask.reducing or equity is None:
        return None
    ratio, (used, whole) = book.limits.daily_risk_budget_ratio, budget_used(book, equity, ask.risk)
    message = "Loss of the day and what its opening orders may still lose, as a fraction of nav at the open."
    return DenialCode.DAILY_RISK_BUDGET, used <= ratio * whole, used if whole > 0 else None, ratio, message, whole
