"""Equity curves, and the figures of performance as a worker has computed them last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from db.models import EquityPoint, Performance
from db.reads.standings import ratio
from trading.performance import Figures, Period
from trading.units import ZERO

T = TypeVar("T")
POINTS_MAX = 600


@dataclass(frozen=True, slots=True)
class Point:
    """Equity at a close, and the fraction that nav then lay below its highest."""

    at: datetime
    equity: Decimal
    drawdown: Decimal


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


async def performance(portfolio_id: str, period: Period, benchmark: str) -> Figures | None:
    """Return the figures that were computed last, None before the first; `benchmark` "" is the universe.

    Beside a benchmark that was not measured, those without one.
    """
    rows = Performance.filter(portfolio_id=portfolio_id, period=period, benchmark__in=["", benchmark])
    found = {row.benchmark: Figures.of(row.figures) for row in await rows}
    if benchmark in found or "" not in found:
        return found.get(benchmark)
    parts = tuple(replace(part, allocation=None, selection=None) for part in found[""].attribution)
    return replace(found[""], benchmark_return=None, beta=None, alpha=None, tracking_error=None, attribution=parts)


def drawdowns(navs: Sequence[Decimal]) -> list[Decimal]:
    """Return for each nav the fraction that it lies below the highest so far."""
    peak, result = ZERO, []
    for nav in navs:
        peak = max(peak, nav)
        result.append(ratio(1 - nav / peak) if peak else ZERO)
    return result
