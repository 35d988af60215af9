"""Equity curves and the basic figures of performance, by Decimal arithmetic over the daily closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from db.models import EquityPoint, Execution
from db.reads.standings import ratio
from trading.units import ZERO

T = TypeVar("T")
POINTS_MAX = 600
TRADING_DAYS = Decimal(252)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Point:
    """Equity at a close, and the fraction that nav then lay below its highest."""

    at: datetime
    equity: Decimal
    drawdown: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Returns are of nav (equity per unit), so deposits do not count. None where too little is known."""

    first: date
    last: date
    total_return: Decimal
    annual_return: Decimal | None
    volatility: Decimal | None
    sharpe: Decimal | None
    max_drawdown: Decimal
    costs: Decimal


def since(last: date, days: int | None) -> date | None:
    """Return the first day of a period that ends with `last`; None for all of history."""
    return None if days is None else last - timedelta(days=days)


def thin(points: Sequence[T], most: int = POINTS_MAX) -> list[T]:
    """Keep at most `most` points, evenly spread, the last one always."""
    step = -(-len(points) // most) or 1
    return list(points[::-1][::step][::-1])


def nav_of(rows: Sequence[EquityPoint]) -> list[Decimal]:
    """Return the nav of each close; while everything is taken out it stays where it was, before the first money 0."""
    return [row.equity / row.units if row.units else row.left_nav or ZERO for row in rows]


async def curve(portfolio_id: str, days: int | None) -> list[Point]:
    """Return the daily closes of the last `days` calendar days, oldest first."""
    rows = await EquityPoint.filter(portfolio_id=portfolio_id).order_by("day")
    if not rows:
        return []
    start = since(rows[-1].day, days)
    navs = nav_of(rows)
    points = [
        Point(r.at, r.equity, d) for r, d in zip(rows, drawdowns(navs), strict=True) if not start or r.day >= start
    ]
    return thin(points)


async def performance(portfolio_id: str, days: int | None) -> Figures | None:
    """Return the figures of the last `days` calendar days; None before the second close."""
    points = await EquityPoint.filter(portfolio_id=portfolio_id).order_by("day")
    rows = [row for row in points if row.units or row.left_nav]
    start = since(rows[-1].day, days) if rows else None
    rows = [row for row in rows if start is None or row.day >= start]
    if len(rows) < 2:
        return None
    first, last = rows[0].day, rows[-1].day
    began, ended = datetime.combine(first + timedelta(days=1), time.min, UTC), rows[-1].at
    fees = await Execution.filter(
        portfolio_id=portfolio_id, busted=False, executed_at__gte=began, executed_at__lte=ended
    ).values_list("fee", flat=True)
    navs = nav_of(rows)
    return figures(navs, first, last, sum(map(Decimal, fees), ZERO))


def figures(navs: Sequence[Decimal], first: date, last: date, costs: Decimal) -> Figures:
    """Compute from at least two navs, one a day. Annual figures have 252 days; the risk-free rate is zero.

    Volatility is the sample standard deviation of daily returns; a nav of zero ends every ratio.
    """
    returns = [after / before - 1 for before, after in pairwise(navs) if before > 0]
    total = navs[-1] / navs[0] - 1 if navs[0] > 0 else ZERO
    mean = sum(returns, ZERO) / len(returns) if returns else ZERO
    deviation = None
    if len(returns) > 1:
        deviation = (sum(((r - mean) ** 2 for r in returns), ZERO) / (len(returns) - 1)).sqrt()
    annual = (ONE + total) ** (TRADING_DAYS / len(returns)) - 1 if len(returns) > 1 and total > -1 else None
    return Figures(
        first=first,
        last=last,
        total_return=ratio(total),
        annual_return=None if annual is None else ratio(annual),
        volatility=None if deviation is None else ratio(deviation * TRADING_DAYS.sqrt()),
        sharpe=ratio(mean / deviation * TRADING_DAYS.sqrt()) if deviation else None,
        max_drawdown=max(drawdowns(navs)),
        costs=costs,
    )


def drawdowns(navs: Sequence[Decimal]) -> list[Decimal]:
    """Return for each nav the fraction that it lies below the highest so far."""
    peak, result = ZERO, []
    for nav in navs:
        peak = max(peak, nav)
        result.append(ratio(1 - nav / peak) if peak else ZERO)
    return result
