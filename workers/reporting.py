"""Make reports: one minute after a session has closed, and whenever somebody asks for one."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from actions import reports
from actions.reports import Paper
from db.models import EquityPoint, Report
from trading.ports import Json
from trading.reports import Page, ReportKind
from workers.desk import Crew
from workers.reports import attribution, compliance, daily, paper, risk, tax
from workers.reports.day import Day, day_of

PAGES: Final[Mapping[ReportKind, Callable[[Day], Awaitable[Page]]]] = {
    ReportKind.DAILY: daily.page,
    ReportKind.RISK: risk.page,
    ReportKind.ATTRIBUTION: attribution.page,
    ReportKind.COMPLIANCE: compliance.page,
    ReportKind.TAX: tax.page,
}
EVERY_SESSION: Final = (ReportKind.DAILY, ReportKind.RISK, ReportKind.COMPLIANCE)
AHEAD: Final = timedelta(days=15)  # no exchange is shut for as long


async def make_report(ctx: dict[str, Any], payload: Json) -> None:
    """Make one report. What cannot be made is said in the log; nothing half made is kept."""
    crew: Crew = ctx["crew"]
    kind, day = ReportKind(str(payload["kind"])), date.fromisoformat(str(payload["day"]))
    portfolio_id = str(payload["portfolio_id"])
    await crew.attempt(payload, f"the {kind} report of {day}", lambda: make(crew, portfolio_id, kind, day))


JOBS = {"make_report": make_report}


async def make(crew: Crew, portfolio_id: str, kind: ReportKind, day: date) -> Report:
    """Make a report of a day that has closed, and keep it. NotFound for another day, InvalidInput for bad books."""
    page = await PAGES[kind](await day_of(crew, portfolio_id, day))
    kept = Paper(
        kind=kind,
        day=day,
        title=page.title,
        summary=page.summary,
        markdown=paper.markdown(page),
        html=paper.html(page),
        csv=paper.table_of_values(page),
    )
    return await reports.record(crew.desk, crew.viewer, portfolio_id, kept)


class Timetable:
    """Says which reports are due when a session has closed, by the exchange's calendar."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._seen: dict[str, tuple[date, bool]] = {}
        self._kinds: tuple[date, tuple[ReportKind, ...]] = (date.min, ())

    async def ask(self, portfolio_id: str) -> None:
        """Queue what is due of the last close, a round after it was first seen: by then its risk is measured."""
        close = await EquityPoint.filter(portfolio_id=portfolio_id).order_by("-day").first().only("id", "day")
        if close is None:
            return
        day, asked = self._seen.get(portfolio_id, (date.min, False))
        self._seen[portfolio_id] = close.day, day == close.day
        if day == close.day and not asked:
            for kind in await self.due(close.day):
                await reports.request(self._crew.desk, self._crew.viewer, portfolio_id, kind, close.day)

    async def due(self, day: date) -> tuple[ReportKind, ...]:
        """Return the reports of a day: attribution at a month's end, tax at a year's, the others after each session."""
        if self._kinds[0] != day:
            open_days = await self._crew.models.sessions(day, day + AHEAD)
            later = [each for each in open_days if each > day]
            month_ends = not later or later[0].month != day.month
            year_ends = not later or later[0].year != day.year
            more = (*[ReportKind.ATTRIBUTION] * month_ends, *[ReportKind.TAX] * year_ends)
            self._kinds = day, (*EVERY_SESSION, *more) if day in open_days else ()
        return self._kinds[1]
