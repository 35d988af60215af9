"""What one day may lose in all: its loss so far, and what its opening orders may still lose."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.units import ZERO, share


def daily_risk_budget(ask: Ask) -> RiskCheck | None:
    """Loss today + risk of today's opening orders + new risk <= ratio x (nav at the open x units); equality passes.

    Multiplied out by the units at the open, so that nothing is divided before the comparison.
    """
    book, equity = ask.book, ask.book.equity
    if ask.reducing or equity is None:
        return None
    ratio = book.limits.daily_risk_budget_ratio
    whole = book.open_equity * book.units
    loss = max(ZERO, whole - equity * book.open_units)
    used = loss + (book.risk_today + ask.risk) * book.open_units
    return RiskCheck(
        code=DenialCode.DAILY_RISK_BUDGET,
        passed=used <= ratio * whole,
        observed=share(used, whole) if whole > 0 else None,
        limit=ratio,
        message="Loss of the day and what its opening orders may still lose, as a fraction of nav at the open.",
    )
