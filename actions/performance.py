"""Ask for a portfolio's performance to be measured, and keep what a worker has measured."""

from collections.abc import Sequence

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Outbox, OutboxKind
from db.models import Performance as Kept
from trading.performance import Figures, Period
from trading.ports import Desk

JOB = "measure_performance"
QUEUE = "research"


async def request(desk: Desk, viewer: Viewer, portfolio_id: str) -> None:
    """Queue a measurement unless one is already waiting."""
    if await Outbox.exists(kind=OutboxKind.JOB, topic=JOB, portfolio_id=portfolio_id, done_at=None):
        return
    async with unit(desk, viewer, portfolio_id) as u:
        u.job(QUEUE, JOB, portfolio_id=portfolio_id)


async def record(
    desk: Desk, viewer: Viewer, portfolio_id: str, sequence: int, found: Sequence[tuple[Period, str, Figures]]
) -> None:
    """Keep the figures up to the close of a sequence in place of the older ones; of a later close they stay."""
    async with unit(desk, viewer, portfolio_id) as u:
        if await Kept.exists(portfolio_id=portfolio_id, close_sequence__gt=sequence):
            return
        await Kept.filter(portfolio_id=portfolio_id).delete()
        await Kept.bulk_create(
            [
                Kept(
                    id=desk.ids.new(),
                    portfolio_id=portfolio_id,
                    period=period,
                    benchmark=benchmark,
                    close_sequence=sequence,
                    figures=figures.kept(),
                )
                for period, benchmark, figures in found
            ]
        )
        u.record(
            Deed(
                action="measure_performance",
                object_type="Portfolio",
                object_id=portfolio_id,
                summary=f"Performance up to {max(each.last for _, _, each in found)}"
                if found
                else "No performance yet",
            )
        )
