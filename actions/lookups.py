"""Record that a broker does not know an order or a replace of unknown outcome, and when that is final."""

from datetime import datetime

from actions import brackets
from actions.audit import Deed
from actions.lives import tell
from actions.order_rows import describe, on_order
from actions.unit import Unit
from actions.viewer import Viewer
from db.models import Order
from db.reads.facts import order_status
from trading import life, lookups
from trading.alerts import AlertCode
from trading.orders import TERMINAL
from trading.ports import Desk
from trading.state import Command, CommandKind


async def missed(desk: Desk, viewer: Viewer, order_id: str) -> datetime | None:
    """Count a lookup that found nothing; return when the next is due, None when there is none.

    The last of three in a row ends the order, or lets it keep the terms that were to be replaced, once a healthy
    connection has said so for a minute. Should the broker speak of it later all the same, that is undone.
    """
    async with on_order(desk, viewer, order_id) as (u, order):
        order.missing_since = min(order.missing_since or u.now, u.now)  # the clock may have been set back
        if order.misses + 1 < life.MISSES_MAX or lookups.final(order.misses + 1, order.missing_since, u.now):
            await _count(u, order)
        due = await _next(u, order)
        await brackets.tend(u, [order.symbol])
        return due


async def unanswered(desk: Desk, viewer: Viewer, order_id: str) -> datetime | None:
    """Record that a broker did not say what became of an order: misses count from the start. Return as `missed`."""
    async with on_order(desk, viewer, order_id) as (u, order):
        order.misses, order.missing_since = 0, None
        return await _next(u, order)


async def _next(u: Unit, order: Order) -> datetime | None:
    unknown = order.replace_pending or (order.acked_at is None and order_status(order) not in TERMINAL)
    order.next_lookup_at = u.now + lookups.pause(max(0, order.attempts - 1)) if unknown else None
    await order.save()
    return order.next_lookup_at


async def _count(u: Unit, order: Order) -> None:
    command = Command(kind=CommandKind.MISSING, client_order_id=order.client_order_id, at=u.now)
    misses = order.misses + 1
    if AlertCode.NOT_RECEIVED in tell(u, order, command).alerts:
        await _conclude(u, order, misses)


async def _conclude(u: Unit, order: Order, misses: int) -> None:
    what = "the order" if order.not_received else "the replace"
    order.rejection = f"{AlertCode.NOT_RECEIVED}: the broker does not know {what}."
    u.changed(order.id)
    u.record(
        Deed(
            action="reject_order" if order.not_received else "refused_replace",
            object_type="Order",
            object_id=order.id,
            summary=f"The broker never received {what}: {describe(order)}",
            reason=order.rejection,
        )
    )
    message = f"{describe(order)}: {misses} lookups in a row found nothing of {what}."
    title = None if order.not_received else "A replace did not reach the broker"
    await u.alert(AlertCode.NOT_RECEIVED, message, title=title, order=order)
