"""What the worker that carries replaces to brokers needs: claim, refuse, and when a replace is settled."""

from dataclasses import dataclass, replace
from datetime import datetime

from actions import brackets, shares
from actions.audit import Deed
from actions.lives import tell
from actions.order_rows import describe, on_order
from actions.replaces import under_way
from actions.sending import LEASE, Errand, broker_order, due
from actions.unit import Unit
from actions.viewer import Viewer
from db.lookup import get
from db.models import Order
from db.reads.facts import halt_of, order_status, stops_for
from trading.orders import TERMINAL
from trading.ports import BrokerOrder, Desk
from trading.state import Change, Command, CommandKind
from trading.stop import TradingState


@dataclass(frozen=True, slots=True)
class ReplaceClaim:
    """A replace to carry out: `order` is the order with its new terms. It is sent only while it `may_send`."""

    errand: Errand
    may_send: bool
    broker: str
    order: BrokerOrder
    version: int
    until: datetime


async def claim(desk: Desk, viewer: Viewer, order_id: str, version: int) -> ReplaceClaim | None:
    """Take a replace for one attempt, or None when there is nothing to do.

    What stands against it is asked again under the portfolio's lock: a replace that was not sent before a halt or a
    cancel is dropped here, and the order keeps its terms.
    """
    async with on_order(desk, viewer, order_id) as (u, order):
        if not is_pending(order, version) or shares.at_the_turn(u):
            return None
        obstacle = await _obstacle(order)
        if not due(order, u.now, obstacle is None):
            return None
        if order.replace_sent_at is None and obstacle is not None:
            await _drop(u, order, obstacle)
            return None
        if order.replace_sent_at is None and await brackets.in_the_way(order):
            return None  # the sweeper brings it back when exits have given way
        errand = Errand.RESOLVE if order.replace_sent_at else Errand.SEND
        order.replace_sent_at = order.replace_sent_at or u.now
        order.claim = desk.ids.new()
        until = u.now + LEASE
        order.claimed_until, order.next_lookup_at = until, None
        order.attempts += 1
        await order.save()
        return ReplaceClaim(errand, obstacle is None, u.portfolio.broker, _as_replaced(order), version, until)


def is_pending(order: Order, version: int) -> bool:
    return order.replace_pending and order.version == version


async def _obstacle(order: Order) -> str | None:
    """Return why a replace may not go out any more; while reducing, one that opens nothing still may."""
    status, halt = order_status(order), halt_of(await stops_for(order.portfolio_id, order.strategy_id))
    if status in TERMINAL or order.cancel_pending:
        return f"The order is {status}."
    opens = bool(order.replace_opening)
    if not opens and order.replace_quantity - order.filled > await brackets.to_close(order):
        return "There is not so much left to close."
    if halt.state is TradingState.HALTED or (halt.state is TradingState.REDUCING and opens):
        return f"Trading is {halt.state}."
    return None


def _as_replaced(order: Order) -> BrokerOrder:
    wanted = under_way(order)
    return replace(
        broker_order(order),
        quantity=wanted.quantity,
        limit_price=wanted.limit_price,
        stop_price=wanted.stop_price,
        trail_by=wanted.trail_by,
        time_in_force=wanted.time_in_force,
    )


async def refuse(desk: Desk, viewer: Viewer, order_id: str, version: int, words: str) -> None:
    """Record that a replace came to nothing, in the broker's own words: the order keeps its terms."""
    async with on_order(desk, viewer, order_id) as (u, order):
        if is_pending(order, version):
            order.rejection = words[:300]
            await _drop(u, order, words)


async def _drop(u: Unit, order: Order, why: str) -> None:
    keep = Change(version=order.version)
    tell(u, order, Command(kind=CommandKind.KEEP, client_order_id=order.client_order_id, at=u.now, change=keep))
    order.claimed_until, order.next_lookup_at = None, None
    await order.save()
    await brackets.tend(u, [order.symbol])
    u.changed(order.id)
    u.record(
        Deed(
            action="refused_replace",
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)} keeps its terms",
            reason=why[:300],
        )
    )


async def settled(order_id: str, version: int) -> bool:
    """Whether nothing is left to do for a replace: the broker has answered it, or it was dropped."""
    return not is_pending(await get(Order, id=order_id), version)
