"""Sweep what must leave the database and has not: events to the bus, jobs to their queues."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise.expressions import Q

from actions.unit import enqueue, publish
from db.engine import dialect
from db.lookup import returned
from db.models import Outbox, OutboxKind
from trading import leases, lookups
from trading.ports import Desk

BATCH = 200
RETRY = timedelta(seconds=3)
POSTPONED_MAX = lookups.THEN  # nothing waits longer than an order for its next lookup
HELD = timedelta(seconds=30)
KEPT = timedelta(days=1)  # how far back a stream can be resumed; a client that comes later gets a snapshot
PRUNED_MAX = 5000
TAKE = {
    "sqlite": """UPDATE outbox SET due_at = $1 WHERE id IN (
        SELECT id FROM outbox WHERE done_at IS NULL AND due_at <= $2 ORDER BY due_at LIMIT $3) RETURNING *""",
    "postgres": """UPDATE outbox SET due_at = $1 WHERE id = ANY (ARRAY (
        SELECT id FROM outbox WHERE done_at IS NULL AND due_at <= $2 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED))
        RETURNING *""",
}


async def done(desk: Desk, outbox_id: str) -> None:
    """Mark a job as finished: it will not be swept again."""
    await Outbox.filter(id=outbox_id, done_at=None).update(done_at=desk.clock.now())


async def take(desk: Desk, outbox_id: str) -> bool:
    """Take a job for HELD that must not be done twice at once; False when it is done or somebody else has it.

    Whoever takes longer has to `hold` it meanwhile; with its worker gone it comes again.
    """
    now = desk.clock.now()
    free = Outbox.filter(id=outbox_id, done_at=None).filter(Q(due_at__lte=now + RETRY) | Q(due_at__gt=_latest(now)))
    return bool(await free.update(due_at=now + HELD))


async def hold(desk: Desk, outbox_id: str) -> None:
    """Keep a job that was taken for HELD more."""
    await postpone(outbox_id, desk.clock.now() + HELD)


async def postpone(outbox_id: str, due: datetime) -> None:
    """Have a job swept at `due`, at most POSTPONED_MAX from now."""
    await Outbox.filter(id=outbox_id, done_at=None).update(due_at=due)


async def sweep(desk: Desk) -> int:
    """Send what is due once more and return how much went out.

    It is this sweeper's for a while. Events are published again and are done then: subscribers know a sequence they
    have seen. Jobs are enqueued again and come due again until their worker has marked them done.
    """
    now = desk.clock.now()
    due = await _taken(now)
    events = [row for row in due if row.kind is OutboxKind.EVENT]
    jobs = [row for row in due if row.kind is OutboxKind.JOB]
    if not await publish(desk, events):
        await _give_back(due, now)
        return 0
    if events:
        await Outbox.filter(id__in=[row.id for row in events]).update(done_at=now)
    sent = 0
    while sent < len(jobs) and await enqueue(desk, jobs[sent]):
        sent += 1
    await _give_back(jobs[sent:], now)
    return len(events) + sent


async def _taken(now: datetime) -> list[Outbox]:
    """Take what is due, the oldest first and each event after those before it; other sweepers leave it alone."""
    rows = await returned(Outbox, TAKE[await dialect()], now + RETRY, now, BATCH)
    return sorted(rows, key=lambda row: row.sequence or 0)


async def _give_back(rows: Sequence[Outbox], now: datetime) -> None:
    """Let what could not leave come again at once; not what its worker has moved or ended meanwhile."""
    if rows:
        await Outbox.filter(id__in=[row.id for row in rows], due_at=now + RETRY, done_at=None).update(due_at=now)


async def recall(desk: Desk) -> int:
    """Let come now what waits for a time that was told by a clock which has been set back since; return how much."""
    now = desk.clock.now()
    astray = Outbox.filter(done_at=None, due_at__gt=_latest(now))
    return await astray.update(due_at=now)


def _latest(now: datetime) -> datetime:
    """Return the last time that a clock which is right can have told anything to wait for."""
    return leases.latest(now, POSTPONED_MAX)


async def prune(desk: Desk) -> int:
    """Forget what left a day ago, the oldest first and a bounded number at a time; return how much went."""
    old = Outbox.filter(done_at__lt=desk.clock.now() - KEPT).order_by("done_at").limit(PRUNED_MAX)
    ids = [row.id for row in await old.only("id")]
    if ids:
        await Outbox.filter(id__in=ids).delete()
    return len(ids)
