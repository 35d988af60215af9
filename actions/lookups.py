"""Record that a broker does not know an order whose outcome is unknown, and when that is final."""

from datetime import datetime

from actions import brackets
from actions.accounts import as_life
from actions.audit import Deed
from actions.order_rows import describe, end
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Order
from db.reads.facts import order_status
from trading import life, lookups
from trading.alerts import AlertCode
from trading.orders import TERMINAL, Ended
from trading.ports import Desk
from trading.state import Command, CommandKind, State


async def missed(desk: Desk, viewer: Viewer, order_id: str) -> datetime | None:
    """Count a lookup that found nothing; return when the next is due, None when there is none.

    The last of three in a row ends the order, once a healthy connection has said so for a minute. Should the
    broker speak of it later all the same, the end is undone.
    """
    found = await Order.get(id=order_id).only("id", "portfolio_id")
    async with unit(desk, viewer, found.portfolio_id) as u:
        order = await Order.select_for_update().get(id=order_id)
        order.missing_since = order.missing_since or u.now
        if order.misses + 1 < life.MISSES_MAX or lookups.final(order.misses + 1, order.missing_since, u.now):
            await _count(u, order)
        due = await _next(u, order)
        await brackets.tend(u, [order.symbol])
        return due


async def unanswered(desk: Desk, viewer: Viewer, order_id: str) -> datetime | None:
    """Record that a broker did not say what became of an order: misses count from the start. Return as `missed`."""
    found = await Order.get(id=order_id).only("id", "portfolio_id")
    async with unit(desk, viewer, found.portfolio_id) as u:
        order = await Order.select_for_update().get(id=order_id)
        order.misses, order.missing_since = 0, None
        return await _next(u, order)


async def _next(u: Unit, order: Order) -> datetime | None:
    unknown = order.acked_at is None and order_status(order) not in TERMINAL
    order.next_lookup_at = u.now + lookups.pause(max(0, order.attempts - 1)) if unknown else None
    await order.save()
    return order.next_lookup_at


async def _count(u: Unit, order: Order) -> None:
    known = as_life(order)
    state = State(average=False, orders={known.id: known})
    outcome = life.apply(state, Command(kind=CommandKind.MISSING, client_order_id=known.id, at=u.now))
    after = outcome.state.orders[known.id]
    order.misses = after.misses
    if after.not_received and not order.not_received:
        await _end(u, order)


async def _end(u: Unit, order: Order) -> None:
    order.not_received = True
    order.rejection = f"{AlertCode.NOT_RECEIVED}: the broker does not know the order."
    end(u, order, Ended.REJECTED)
    u.event("orders", orders=[order.id], executions=[])
    u.record(
        Deed(
            action="reject_order",
            object_type="Order",
            object_id=order.id,
            summary=f"The broker never received {describe(order)}",
            reason=order.rejection,
        )
    )
    message = f"{describe(order)}: {order.misses} lookups in a row found nothing."
    await u.alert(AlertCode.NOT_RECEIVED, message, order=order)
