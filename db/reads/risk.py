"""How portfolios stand against their limits now, from the same book that the gate looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.models import Portfolio
from db.reads.books import book, busiest
from trading.uses import LimitUse, RiskLevel, level, uses


@dataclass(frozen=True, slots=True)
class Strain:
    """The limits in use, and how worried to be."""

    level: RiskLevel
    uses: tuple[LimitUse, ...]


async def strains(portfolios: Sequence[Portfolio], now: datetime, real_now: datetime) -> list[Strain]:
    """Return the strain of each portfolio at market time `now`; the throttle counts in real time."""
    found = []
    for portfolio in portfolios:
        seen = await book(portfolio, (), now, real_now, alike=False)
        used = uses(seen, await busiest(portfolio.id, now, seen.limits))
        found.append(Strain(level(seen.halt, used), used))
    return found
