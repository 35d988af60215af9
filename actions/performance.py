"""Ask for a portfolio's performance to be measured, and keep what a worker has measured."""

from collections.abc import Mapping, Sequence

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import AccountedDay, Outbox, OutboxKind
from db.models import Performance as Kept
from db.reads.attribution import mark
from trading.attribution import DayAccount, Held
from trading.performance import Figures, Period
from trading.ports import Desk

JOB = "measure_performance"
QUEUE = "research"
BATCH = 100  # rows that one statement writes


async def request(desk: Desk, viewer: Viewer, portfolio_id: str) -> None:
    """Queue a measurement unless one is already waiting."""
    if await Outbox.exists(kind=OutboxKind.JOB, topic=JOB, portfolio_id=portfolio_id, done_at=None):
        return
    async with unit(desk, viewer, portfolio_id) as u:
        u.job(QUEUE, JOB, portfolio_id=portfolio_id)


async def record(
    desk: Desk,
    viewer: Viewer,
    portfolio_id: str,
    sequence: int,
    found: Sequence[tuple[Period, str, Figures]],
    told: Sequence[tuple[DayAccount, Mapping[str, Held]]],
) -> None:
    """Keep the figures up to the close of a sequence in place of the older ones; of a later close they stay.

    `told` are the days that had no account yet, or another one, up to that close.
    """
    async with unit(desk, viewer, portfolio_id) as u:
        if await Kept.exists(portfolio_id=portfolio_id, close_sequence__gt=sequence):
            return
        await _keep_days(desk, portfolio_id, told)
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


async def _keep_days(desk: Desk, portfolio_id: str, told: Sequence[tuple[DayAccount, Mapping[str, Held]]]) -> None:
    """Keep the accounts of days in place of those that were kept from the first of them on."""
    if told:
        old = AccountedDay.filter(portfolio_id=portfolio_id, day__gte=told[0][0].after.day)
        await old.delete()
    rows = [
        AccountedDay(
            id=desk.ids.new(),
            portfolio_id=portfolio_id,
            day=each.after.day,
            closes=mark(each.before, each.after),
            account=each.kept(),
            held={symbol: one.kept() for symbol, one in held.items()},
        )
        for each, held in told
    ]
    await AccountedDay.bulk_create(rows, batch_size=BATCH)
