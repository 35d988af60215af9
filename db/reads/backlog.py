"""What the database tells about work that waits: what has not left, orders in doubt, stops, and the feed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tortoise.functions import Count, Min

from db.models import Feed, Order, Outbox, OutboxKind, Stop
from trading.stop import StopScope, TradingState

LOOKED_AT: Final = 200  # of the jobs that wait: more would say no more


@dataclass(frozen=True, slots=True)
class Backlog:
    """`waiting` counts what has not left or is not done, by kind and queue; `due_at` is when the first of it was due.

    `unknown` are orders of which nobody knows what the broker made of them, `stops` those in force, `beat_at` when the
    feed gave its last sign of life. Instants are real time.
    """

    waiting: dict[tuple[OutboxKind, str | None], int]
    due_at: datetime | None
    unknown: int
    stops: dict[tuple[StopScope, TradingState], int]
    beat_at: datetime | None


async def backlog() -> Backlog:
    """Ask for all of it, by five statements that indexes or a few rows answer."""
    left = Outbox.filter(done_at=None)
    waiting = left.annotate(number=Count("id"), oldest=Min("created_at")).group_by("kind", "queue")
    groups = await waiting.values_list("kind", "queue", "number", "oldest")
    first = await left.order_by("due_at").first().only("id", "due_at")
    stops = Stop.exclude(state=TradingState.ACTIVE).annotate(number=Count("target")).group_by("scope", "state")
    feed = await Feed.first()
    dues = [oldest for kind, _, _, oldest in groups if kind == OutboxKind.EVENT] + ([first.due_at] if first else [])
    return Backlog(
        waiting={(OutboxKind(kind), queue): number for kind, queue, number, _ in groups},
        due_at=min(dues, default=None),
        unknown=await Order.filter(open=True).exclude(next_lookup_at=None).count(),
        stops={(scope, state): number for scope, state, number in await stops.values_list("scope", "state", "number")},
        beat_at=feed.beat_at if feed else None,
    )


async def unsent(before: datetime) -> int:
    """Count orders that were placed before this instant of real time and that no worker has begun to send, up to 200.

    How long their jobs have been due says nothing: any worker sweeps those, also one that sends no orders.
    """
    jobs = (
        Outbox.filter(done_at=None, topic="submit_order", created_at__lt=before).limit(LOOKED_AT).only("id", "payload")
    )
    ids = {str(job.payload["order_id"]) for job in await jobs}
    return await Order.filter(id__in=ids, open=True, sent_at=None, approval_pending=False).count() if ids else 0
