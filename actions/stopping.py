"""What the loop that carries out a stop needs: its lease, what is still open, the closing orders, the receipt."""

from datetime import timedelta

from tortoise.expressions import Q

from actions.orders import Intent, place_within
from actions.unit import fingerprint, unit
from actions.viewer import Viewer
from db.engine import transaction
from db.models import Order, Position, Stop, StopReceipt
from db.reads.facts import halt_of, stops_for
from trading.orders import Ended, OrderOrigin, OrderSide, Terms
from trading.ports import Desk

LEASE = timedelta(seconds=10)  # renewed while the work goes on: what a killed worker left is soon taken up


async def lease(desk: Desk, stop: Stop, holder: str) -> bool:
    """Take a pending stop for this worker, or go on holding it; False when another has it."""
    now = desk.clock.now()
    free = Q(lease=holder) | Q(lease_until=None) | Q(lease_until__lt=now)
    pending = Stop.filter(free, target=stop.target, epoch=stop.epoch, pending=True)
    return bool(await pending.update(lease=holder, lease_until=now + LEASE))


async def carried_out(target: str, epoch: int) -> None:
    """Note that a stop has done all it was asked to; a newer epoch stays pending."""
    await Stop.filter(target=target, epoch=epoch).update(pending=False, lease_until=None)


async def still_open(portfolio_id: str) -> list[Order]:
    """Return the orders that may be at the broker, but for the closing orders of the stop in force."""
    epoch = halt_of(await stops_for(portfolio_id)).epoch
    sent = Order.filter(portfolio_id=portfolio_id, open=True).exclude(sent_at=None)
    return await sent.exclude(origin=OrderOrigin.STOP, halt_epoch=epoch).order_by("sequence")


async def flatten(desk: Desk, viewer: Viewer, stop: Stop, portfolio_id: str) -> int:
    """Place one reducing market order per position; return how many. The key makes a repeat harmless."""
    placed = 0
    async with unit(desk, viewer, portfolio_id) as u:
        for position in await Position.filter(portfolio_id=portfolio_id).exclude(quantity=0).order_by("symbol"):
            side = OrderSide.SELL if position.quantity > 0 else OrderSide.BUY
            terms = Terms(symbol=position.symbol, side=side, quantity=abs(position.quantity))
            key = f"flatten-{stop.target}-{stop.epoch}-{fingerprint(portfolio_id, position.symbol)[:32]}"
            done = await place_within(u, Intent(terms, key, True, OrderOrigin.STOP))
            placed += done.order.denial is None
    return placed


async def report(
    desk: Desk,
    stop: Stop,
    portfolio_id: str,
    step: str,
    *,
    first_cancel: bool = False,
    asked: set[str] | None = None,
    verified: bool = False,
    positions_closed: int | None = None,
    finished: bool = False,
) -> None:
    """Add a step to the receipt: when it happened, and the fate of every order that was open."""
    async with transaction():
        receipt = await StopReceipt.select_for_update().get_or_none(
            portfolio_id=portfolio_id, target=stop.target, epoch=stop.epoch
        )
        if receipt is None:
            return
        at_ms = max(0, round((desk.clock.now() - receipt.engaged_at) / timedelta(milliseconds=1)))
        receipt.steps = [*receipt.steps, {"name": step, "at_ms": at_ms, "note": None}]
        if first_cancel:
            receipt.first_cancel_ms = at_ms
        if verified:
            left = await still_open(portfolio_id)
            receipt.orders_still_open = sum(order.acked_at is not None for order in left)
            receipt.orders_unknown = len(left) - receipt.orders_still_open
            canceled = await Order.filter(id__in=list(asked or ()), ended=Ended.CANCELED).count()
            receipt.orders_canceled = canceled
            receipt.all_confirmed_ms = None if left else at_ms
        if positions_closed is not None:
            receipt.positions_closed = positions_closed
        await receipt.save()
    if finished:
        await desk.bus.publish(f"plimsoll:{portfolio_id}:stop", {"sequence": None, "payload": {}})
