"""Queries about analyses and what they left."""

from datetime import datetime
from decimal import Decimal

from db.models import Analysis, Stability
from trading.units import ZERO


async def spent_since(portfolio_id: str, since: datetime) -> Decimal:
    """Return what language models have cost a portfolio since an instant of real time, and what questions under way
    may cost at most, in US dollars."""
    rows = await Analysis.filter(portfolio_id=portfolio_id, asked_at__gte=since).only("id", "cost", "reserved")
    again = await Stability.filter(portfolio_id=portfolio_id, at__gte=since).only("id", "cost", "reserved")
    asked = [row.cost + row.reserved for row in rows] + [row.cost + row.reserved for row in again]
    return sum(asked, ZERO)
