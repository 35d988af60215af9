"""Queries about analyses and what they left."""

from datetime import datetime
from decimal import Decimal

from db.models import Analysis, Stability
from trading.units import ZERO


async def spent_since(portfolio_id: str, since: datetime) -> Decimal:
    """Return what language models have cost a portfolio since an instant of real time, in US dollars."""
    rows = await Analysis.filter(portfolio_id=portfolio_id, requested_at__gte=since).only("id", "cost")
    again = await Stability.filter(portfolio_id=portfolio_id, at__gte=since).only("id", "cost")
    return sum((row.cost for row in rows), ZERO) + sum((row.cost for row in again), ZERO)
