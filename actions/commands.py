"""Commands on an order that is there: its unit of work, and what an illegal one leaves behind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from actions.access import object_for
from actions.audit import Deed
from actions.order_rows import describe
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.lookup import get
from db.models import Order
from trading.alerts import AlertCode
from trading.errors import Conflict, Permission
from trading.ports import Desk


@asynccontextmanager
async def command(
    desk: Desk, viewer: Viewer, order_id: str, needs: Permission, action: str, code: AlertCode | None = None
) -> AsyncIterator[tuple[Unit, Order]]:
    """Open a unit with the order locked. Raise NotFound or NotAllowed.

    A Conflict takes all of it back but is itself on record: one audit row under `action`, and the alert `code`.
    """
    found = await object_for(viewer, Order, order_id, needs)
    try:
        async with unit(desk, viewer, found.portfolio_id, needs=needs) as u:
            yield u, await get(Order, lock=True, id=order_id)
    except Conflict as no:
        async with unit(desk, viewer, found.portfolio_id) as u:
            await _refuse(u, await Order.get(id=order_id), action, code, no)
        raise


async def _refuse(u: Unit, order: Order, action: str, code: AlertCode | None, no: Conflict) -> None:
    if code is not None:
        await u.alert(code, f"{describe(order)}: {no.message}", order=order)
    name = code or no.code or "CONFLICT"
    u.record(
        Deed(
            action=action,
            object_type="Order",
            object_id=order.id,
            summary=f"Refused ({name}): {describe(order)}",
            reason=no.message[:500],
        )
    )
