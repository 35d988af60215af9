"""The day that a report is about: the book at its close, and from where to where things happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from db.models import EquityPoint, Portfolio
from trading.attribution import DayAccount
from trading.errors import NotFound
from trading.units import ZERO
from workers import performance
from workers.desk import Crew

INSTANT: Final = timedelta(seconds=1)  # what was done as the portfolio was made belongs to its first day


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A portfolio at the close of a day; `accounts` are those of all days up to it, this one last.

    What happened has a sequence above `after` and up to `until`; in real time it was between `began` and `ended`.
    """

    crew: Crew
    portfolio: Portfolio
    point: EquityPoint
    accounts: Sequence[DayAccount]
    after: int
    began: datetime
    ended: datetime

    @property
    def day(self) -> date:
        return self.account.after.day

    @property
    def account(self) -> DayAccount:
        return self.accounts[-1]

    @property
    def until(self) -> int:
        return self.account.after.sequence

    @property
    def drawdown(self) -> Decimal:
        """How far nav lies below its highest close, as a fraction."""
        navs = [self.accounts[0].before.nav, *(each.after.nav for each in self.accounts)]
        return 1 - navs[-1] / max(navs) if max(navs) > 0 else ZERO


async def day_of(crew: Crew, portfolio_id: str, day: date) -> Day:
    """Return a day that has closed; NotFound for any other, InvalidInput when the books do not add up."""
    portfolio = await Portfolio.get(id=portfolio_id)
    points = await EquityPoint.filter(portfolio_id=portfolio_id, day__lte=day).order_by("-day").limit(2)
    if not points or points[0].day != day:
        raise NotFound(f"{portfolio.name} has no close of {day}; a report is made once the day has closed.")
    before = points[1] if len(points) > 1 else None
    accounts = [each for each in await performance.account(portfolio_id) if each.after.day <= day]
    return Day(
        crew=crew,
        portfolio=portfolio,
        point=points[0],
        accounts=accounts,
        after=before.sequence if before else 0,
        began=(before.kept_at if before else None) or portfolio.created_at - INSTANT,
        ended=points[0].kept_at or points[0].at,
    )
