"""Ask for reports, and keep what a worker has put on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Outbox, OutboxKind, Report
from trading.ports import Desk
from trading.reports import ReportKind

JOB: Final = "make_report"
QUEUE: Final = "research"
KEPT_MAX: Final = 400  # of a kind: more than a year of sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report as it is kept."""

    kind: ReportKind
    day: date
    title: str
    summary: str
    markdown: str
    html: str
    csv: str


async def request(desk: Desk, viewer: Viewer, portfolio_id: str, kind: ReportKind, day: date) -> None:
    """Queue the making of a report unless it is waiting or there."""
    if await Report.exists(portfolio_id=portfolio_id, kind=kind, day=day):
        return
    waiting = Outbox.filter(kind=OutboxKind.JOB, topic=JOB, portfolio_id=portfolio_id, done_at=None)
    wanted = {"portfolio_id": portfolio_id, "kind": kind.value, "day": day.isoformat()}
    if all(row.payload != wanted for row in await waiting):
        async with unit(desk, viewer, portfolio_id) as u:
            u.job(QUEUE, JOB, **wanted)


async def record(desk: Desk, viewer: Viewer, portfolio_id: str, paper: Paper) -> Report:
    """Keep a report in place of an older one of the same kind and day, and no more than 400 of a kind."""
    async with unit(desk, viewer, portfolio_id) as u:
        same = Report.filter(portfolio_id=portfolio_id, kind=paper.kind)
        await same.filter(day=paper.day).delete()
        made = Report(
            id=desk.ids.new(),
            portfolio_id=portfolio_id,
            sequence=u.next_sequence(),
            kind=paper.kind,
            day=paper.day,
            title=paper.title[:200],
            summary=paper.summary[:500],
            markdown=paper.markdown,
            html=paper.html,
            csv=paper.csv,
            created_at=u.now,
        )
        await made.save(force_create=True)
        old = [row.id for row in await same.order_by("-day").offset(KEPT_MAX).only("id")]
        await Report.filter(id__in=old).delete()
        summary = f"{paper.kind} report of {paper.day}"
        u.record(Deed(action="make_report", object_type="Report", object_id=made.id, summary=summary))
        return made
