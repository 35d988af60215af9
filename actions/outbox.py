"""Sweep what must leave the database and has not: events to the bus, jobs to their queues."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.unit import enqueue, publish
from db.models import Outbox, OutboxKind
from trading.ports import Desk

BATCH = 200
RETRY = timedelta(seconds=3)
KEPT = timedelta(days=1)  # how far back a stream can be resumed; a client that comes later gets a snapshot
PRUNED_MAX = 5000


async def done(desk: Desk, outbox_id: str) -> None:
    """Mark a job as finished: it will not be swept again."""
    await Outbox.filter(id=outbox_id, done_at=None).update(done_at=desk.clock.now())


async def postpone(outbox_id: str, due: datetime) -> None:
    """Have a job swept at `due`."""
    await Outbox.filter(id=outbox_id, done_at=None).update(due_at=due)


async def sweep(desk: Desk) -> int:
    """Send what is due once more and return how much went out.

    Events are published again and are done then: subscribers know a sequence they have seen. Jobs are
    enqueued again and come due again until their worker has marked them done.
    """
    now = desk.clock.now()
    due = await Outbox.filter(done_at=None, due_at__lte=now).order_by("due_at").limit(BATCH)
    events = [row for row in due if row.kind is OutboxKind.EVENT]
    if not await publish(desk, events):
        return 0
    if events:
        await Outbox.filter(id__in=[row.id for row in events]).update(done_at=now)
    return len(events) + await _sweep_jobs(desk, [row for row in due if row.kind is OutboxKind.JOB], now)


async def _sweep_jobs(desk: Desk, jobs: Sequence[Outbox], now: datetime) -> int:
    sent = 0
    for row in jobs:
        turn = row.due_at
        if not await _taken(row, now + RETRY):
            continue
        if not await enqueue(desk, row):
            await _taken(row, turn)
            break
        sent += 1
    return sent


async def _taken(row: Outbox, due: datetime) -> bool:
    """Move a job to its next turn; False when another sweeper or its worker has moved it meanwhile."""
    before, row.due_at = row.due_at, due
    return bool(await Outbox.filter(id=row.id, due_at=before, done_at=None).update(due_at=due))


async def prune(desk: Desk) -> int:
    """Forget what left a day ago, the oldest first and a bounded number at a time; return how much went."""
    old = Outbox.filter(done_at__lt=desk.clock.now() - KEPT).order_by("done_at").limit(PRUNED_MAX)
    ids = [row.id for row in await old.only("id")]
    if ids:
        await Outbox.filter(id__in=ids).delete()
    return len(ids)
