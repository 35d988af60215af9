"""What the loop that carries out a stop needs: its lease, what is still open, the receipt."""

from datetime import timedelta

from tortoise.expressions import Q

from actions.setup import SYSTEM
from actions.stops import strategy_of
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Alert, AuditEntry, Order, Stop, StopReceipt
from db.reads.facts import halt_of, stops_for
from trading import leases
from trading.alerts import AlertCode
from trading.orders import OrderOrigin
from trading.ports import Desk
from trading.stop import TradingState

DONE, RELEASED = "done", "released"  # the steps that end a receipt
AGAIN = "taken up again"  # and the one that begins anew what had ended
LEASE = timedelta(seconds=10)  # renewed while the work goes on: what a killed worker left is soon taken up


async def lease(desk: Desk, stop: Stop, holder: str) -> bool:
    """Take a pending stop for this worker, or go on holding it; False when another has it."""
    now = desk.clock.now()
    free = Q(lease=holder) | Q(lease_until=None) | Q(lease_until__lt=now)
    free |= Q(lease_until__gt=leases.latest(now, LEASE))
    pending = Stop.filter(free, target=stop.target, epoch=stop.epoch, pending=True)
    return bool(await pending.update(lease=holder, lease_until=now + LEASE))


async def rest(desk: Desk, stop: Stop, holder: str, pause: timedelta) -> None:
    """Let go of a stop that is not over yet; no worker takes it before the pause, no longer than a lease, is over."""
    mine = Stop.filter(target=stop.target, epoch=stop.epoch, lease=holder)
    await mine.update(lease=None, lease_until=desk.clock.now() + pause)


async def carried_out(target: str, epoch: int) -> None:
    """Note that a stop has done all it was asked to; a newer epoch stays pending."""
    await Stop.filter(target=target, epoch=epoch).update(pending=False, lease_until=None)


async def in_force() -> tuple[list[Stop], list[Stop]]:
    """Return the stops that are to be carried out, and the halts that have been."""
    rows = await Stop.filter(Q(pending=True) | Q(state=TradingState.HALTED)).order_by("target")
    return [row for row in rows if row.pending], [row for row in rows if not row.pending]


async def reopen(stop: Stop) -> bool:
    """Make a halt pending that was carried out; False when it is another's, or no halt any more."""
    same = Stop.filter(target=stop.target, epoch=stop.epoch, pending=False, state=TradingState.HALTED)
    return bool(await same.update(pending=True))


async def still_open(portfolio_id: str, strategy_id: str | None = None) -> list[Order]:
    """Return the orders (of one strategy) that may be at the broker, but for closing ones of the stop in force."""
    epoch = halt_of(await stops_for(portfolio_id)).epoch
    sent = Order.filter(portfolio_id=portfolio_id, open=True).exclude(sent_at=None)
    sent = sent.filter(strategy_id=strategy_id) if strategy_id else sent
    closing = Q(origin=OrderOrigin.STOP, halt_epoch=epoch)  # both: exclude() would leave out what is either
    return await sent.filter(~closing).order_by("sequence")


async def report(
    desk: Desk,
    stop: Stop,
    portfolio_id: str,
    step: str,
    *,
    note: str | None = None,
    first_cancel: bool = False,
    verified: bool = False,
    positions_closed: int | None = None,
) -> None:
    """Add a step to the receipt: when it happened, and the fate of every order that was open.

    A step is taken once, or once more after the stop was taken up again: a worker that goes on for a dead one repeats
    some, and only the figures move on. What changed is announced.
    """
    async with unit(desk, SYSTEM, portfolio_id) as u:
        receipt = await StopReceipt.select_for_update().get_or_none(
            portfolio_id=portfolio_id, target=stop.target, epoch=stop.epoch
        )
        if receipt is None:
            return
        before = _figures(receipt)
        at_ms = max(0, round((desk.clock.now() - receipt.engaged_at) / timedelta(milliseconds=1)))
        if step == AGAIN or step not in _taken(receipt):
            receipt.steps = [*receipt.steps, {"name": step, "at_ms": at_ms, "note": note}]
        if step == AGAIN:
            receipt.all_confirmed_ms = None
        if first_cancel and receipt.first_cancel_ms is None:
            receipt.first_cancel_ms = at_ms
        if verified:
            await _count(receipt, at_ms, strategy_of(stop))
        if positions_closed is not None:
            receipt.positions_closed = positions_closed
        if _figures(receipt) != before:
            await receipt.save()
            u.event("stop")


def _taken(receipt: StopReceipt) -> list[str]:
    """Return the steps that were taken since the stop was engaged, or taken up again."""
    names = [str(step["name"]) for step in receipt.steps]
    last = max((place for place, name in enumerate(names) if name == AGAIN), default=0)
    return names[last:]


async def cut_short(u: Unit, stop: Stop) -> None:
    """Write the release of a stop that was not carried out to its end as the last step on its receipt."""
    receipt = await StopReceipt.select_for_update().get_or_none(
        portfolio_id=u.portfolio.id, target=stop.target, epoch=stop.epoch
    )
    if receipt is not None and receipt.steps[-1]["name"] not in {DONE, RELEASED}:
        at_ms = max(0, round((u.now - receipt.engaged_at) / timedelta(milliseconds=1)))
        receipt.steps = [*receipt.steps, {"name": RELEASED, "at_ms": at_ms, "note": stop.note}]
        await receipt.save()


def _figures(receipt: StopReceipt) -> list[object]:
    return [getattr(receipt, column) for column in sorted(receipt._meta.db_fields)]


async def _count(receipt: StopReceipt, at_ms: int, strategy_id: str | None) -> None:
    """Count what became of the orders. The canceled are counted from the audit trail, which outlives any worker."""
    left = await still_open(receipt.portfolio_id, strategy_id)
    receipt.orders_still_open = sum(order.acked_at is not None for order in left)
    receipt.orders_unknown = len(left) - receipt.orders_still_open
    ended = AuditEntry.filter(chain=receipt.portfolio_id, action="canceled_order", at__gte=receipt.engaged_at)
    canceled = {str(order_id) for order_id in await ended.values_list("object_id", flat=True)}
    closing = Order.filter(portfolio_id=receipt.portfolio_id, origin=OrderOrigin.STOP, sent_at__gte=receipt.engaged_at)
    canceled -= {str(order_id) for order_id in await closing.values_list("id", flat=True)}
    if strategy_id:
        own = Order.filter(portfolio_id=receipt.portfolio_id, strategy_id=strategy_id)
        canceled &= {str(order_id) for order_id in await own.values_list("id", flat=True)}
    receipt.orders_canceled = len(canceled)
    if not left and receipt.all_confirmed_ms is None:
        receipt.all_confirmed_ms = at_ms


async def complain(desk: Desk, viewer: Viewer, stop: Stop, portfolio_id: str, left: int) -> None:
    """Tell a person, once per stop, that the broker has not confirmed every cancel."""
    async with unit(desk, viewer, portfolio_id) as u:
        told = Alert.filter(portfolio_id=portfolio_id, code=AlertCode.STOP_INCOMPLETE, order_id=None)
        if stop.since is None or not await told.filter(created_at__gte=stop.since).exists():
            what = f"{left} orders are still open or unknown" if left else "Nobody says what became of the orders"
            message = f"{what} at {u.portfolio.broker}; the desk goes on until none is."
            await u.alert(AlertCode.STOP_INCOMPLETE, message)
