"""Record that a broker does not know an order whose outcome is unknown, and when that is final."""

from datetime import timedelta

from actions.accounts import as_life
from actions.audit import Deed
from actions.order_rows import describe, end
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Order
from trading import life
from trading.alerts import AlertCode
from trading.orders import Ended
from trading.ports import Desk
from trading.state import Command, CommandKind, State

# No lookup is final while the order may still be on its way.
ON_ITS_WAY = timedelta(seconds=60)


async def missed(desk: Desk, viewer: Viewer, order_id: str) -> None:
    """Count a lookup that found nothing. The last of three in a row, 60 s after sending, ends the order.

    Should the broker speak of it later all the same, the end is undone.
    """
    found = await Order.get(id=order_id)
    async with unit(desk, viewer, found.portfolio_id) as u:
        order = await Order.select_for_update().get(id=order_id)
        young = order.sent_at is None or u.now - order.sent_at < ON_ITS_WAY
        if young and order.misses + 1 >= life.MISSES_MAX:
            return
        known = as_life(order)
        state = State(average=False, orders={known.id: known})
        outcome = life.apply(state, Command(kind=CommandKind.MISSING, client_order_id=known.id, at=u.now))
        after = outcome.state.orders[known.id]
        order.misses = after.misses
        if after.not_received and not order.not_received:
            await _end(u, order)
        await order.save()


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
