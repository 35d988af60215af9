"""What the worker that carries orders to brokers needs: claim, acknowledge, refuse, cancel."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from actions import brackets
from actions.audit import Deed
from actions.order_rows import deny, deny_unsent, describe, end, on_order, refresh
from actions.unit import Unit
from actions.viewer import Viewer
from db.lookup import get
from db.models import Order
from db.reads.facts import halt_of, order_status, stops_for, terms
from trading.brackets import ExitState
from trading.errors import DenialCode
from trading.orders import TERMINAL, Ended, OrderOrigin, OrderStatus, OrderType
from trading.ports import BrokerOrder, Desk
from trading.stop import Halt, TradingState

LEASE = timedelta(seconds=6)
CLAIMED: Final = ("sent_at", "claim", "claim_epoch", "claimed_until", "next_lookup_at", "attempts")


class Errand(StrEnum):
    """What a claim asks the worker to do: SEND a new order, or RESOLVE one whose outcome is unknown."""

    SEND = "SEND"
    RESOLVE = "RESOLVE"


@dataclass(frozen=True, slots=True)
class Claim:
    """An order whose outcome is unknown is looked up, and sent again only if it `may_send`: no halt, no cancel.

    `orders` are by our id: one, or a take profit and a stop loss that are sent as one. The lease ends at `until`;
    what the broker has said up to `cursor` is booked.
    """

    errand: Errand
    may_send: bool
    broker: str
    orders: dict[str, BrokerOrder]
    until: datetime
    cursor: int

    @property
    def account(self) -> str:
        return next(iter(self.orders.values())).account


async def claim(desk: Desk, viewer: Viewer, order_id: str) -> Claim | None:
    """Take the order for one attempt, or None when there is nothing to do.

    Under the portfolio's lock the halt is read again: an order placed before a halt is denied here and
    never gets a send time later than the halt's commit. The lease ends by itself if the worker dies.
    """
    async with on_order(desk, viewer, order_id) as (u, order):
        over = order_status(order) in TERMINAL or order.approval_pending
        if over or order.acked_at is not None:
            return None
        errand = Errand.RESOLVE if order.sent_at else Errand.SEND
        halt = halt_of(await stops_for(order.portfolio_id, order.strategy_id))
        legs, whole = await _legs(order)
        may_send = _may_send(order, halt) and whole
        if not due(order, u.now, may_send):
            return None
        if errand is Errand.SEND and not await _sendable(u, legs, halt):
            return None
        until = u.now + LEASE
        for each in legs:
            each.sent_at = each.sent_at or u.now
            each.claim = desk.ids.new()
            each.claim_epoch = halt.epoch
            each.claimed_until, each.next_lookup_at = until, None
            each.attempts += 1
            await each.save(update_fields=CLAIMED)
        if errand is Errand.SEND:
            u.changed(*(each.id for each in legs))
        wanted = not any(each.cancel_pending for each in legs)
        wire = {each.id: broker_order(each) for each in legs}
        return Claim(errand, may_send and wanted, u.portfolio.broker, wire, until, u.portfolio.broker_cursor)


async def _legs(order: Order) -> tuple[list[Order], bool]:
    """Return what goes to the broker as one, a take profit first, and whether that is all of it.

    What was sent together is never sent again alone; of two the broker knows both or none.
    """
    if order.pair_id is None:
        return [order], True
    pair = await get(Order, lock=True, id=order.pair_id)
    if pair.acked_at is None and order_status(pair) not in TERMINAL:
        return sorted([order, pair], key=lambda each: each.type is not OrderType.LIMIT), True
    return [order], pair.sent_at is None


async def _sendable(u: Unit, legs: list[Order], halt: Halt) -> bool:
    """Whether a new order can go out now: not under a halt, and no more than its position and its exits leave."""
    order = legs[0]
    if not _may_send(order, halt):
        for each in legs:
            deny_unsent(u, each, halt)
            await each.save()
        await brackets.tend(u, [order.symbol])
        return False
    if await brackets.in_the_way(order):
        return False
    if order.parent_id is None and order.reducing and order.quantity > await brackets.to_close(order):
        deny(u, order, DenialCode.INSUFFICIENT_QTY, "its position was closed before")
        await order.save()
        await brackets.tend(u, [order.symbol])
        return False
    return True


def due(order: Order, now: datetime, may_send: bool) -> bool:
    """Whether the lease is over, or its holder has given up and the next lookup is due.

    What may not be sent again waits for the lease in any case: a lookup that overtook a call would call it lost.
    """
    if order.claimed_until is None or order.claimed_until <= now:
        return order.next_lookup_at is None or order.next_lookup_at <= now
    return may_send and order.next_lookup_at is not None and order.next_lookup_at <= now


def _may_send(order: Order, halt: Halt) -> bool:
    """Nothing goes out under a halt; while reducing, only what reduces. A flatten carries its own epoch."""
    if order.origin is OrderOrigin.STOP and order.halt_epoch == halt.epoch:
        return True
    match halt.state:
        case TradingState.ACTIVE:
            return True
        case TradingState.REDUCING:
            return order.reducing
        case TradingState.HALTED:
            return False


def broker_order(order: Order) -> BrokerOrder:
    """The order as it goes over the wire; the account is the portfolio."""
    wanted = terms(order)
    return BrokerOrder(
        account=order.portfolio_id,
        client_order_id=order.client_order_id,
        symbol=wanted.symbol,
        side=wanted.side,
        type=wanted.type,
        quantity=wanted.quantity,
        limit_price=wanted.limit_price,
        stop_price=wanted.stop_price,
        trail_by=wanted.trail_by,
        time_in_force=wanted.time_in_force,
    )


async def reject(desk: Desk, viewer: Viewer, order_id: str, words: str, job: str | None = None) -> None:
    """Record the broker's definite no, in its own words, which ends the job that asked.

    For an order that was to be canceled it is the cancel.
    """
    async with on_order(desk, viewer, order_id) as (u, order):
        if job is not None:
            u.finish(job)
        if order_status(order) in TERMINAL or order.acked_at is not None:
            return
        order.rejection = words[:300]
        order.claimed_until = None
        end(u, order, Ended.CANCELED if order.cancel_pending else Ended.REJECTED)
        await order.save()
        u.changed(order.id)
        u.record(
            Deed(
                action="reject_order",
                object_type="Order",
                object_id=order.id,
                summary=f"The broker rejected {describe(order)}",
                reason=order.rejection,
            )
        )
        await brackets.tend(u, [order.symbol])


@dataclass(frozen=True, slots=True)
class CancelErrand:
    """A cancel to be sent; `known` is false while it is not certain that the broker has the order."""

    broker: str
    order: BrokerOrder
    known: bool


async def cancel_errand(order_id: str) -> CancelErrand | None:
    """Return the cancel that still has to be sent, None when it is over."""
    order = await Order.get(id=order_id).select_related("portfolio")
    if order_status(order) is not OrderStatus.PENDING_CANCEL:
        return None
    return CancelErrand(order.portfolio.broker, broker_order(order), order.acked_at is not None)


async def cancel_refused(desk: Desk, viewer: Viewer, order_id: str, words: str) -> datetime | None:
    """Record that the broker would not cancel; what it says of the order itself comes as events.

    Return when to ask again, for an exit that something waits for; None where that has no use any more.
    """
    async with on_order(desk, viewer, order_id) as (u, order):
        if not order.cancel_pending:
            return None
        order.rejection = words[:300]
        order.cancel_refusals += 1
        again = order.exit_state is ExitState.GIVING_WAY and order.cancel_refusals < brackets.REFUSALS_MAX
        order.cancel_pending = again
        refresh(u, order)
        await order.save()
        u.changed(order.id)
        await brackets.tend(u, [order.symbol])
        return u.now + brackets.AGAIN * order.cancel_refusals if again else None


async def settled(order_id: str) -> bool:
    """Whether nothing is left to send: the broker has the order, or it is over."""
    order = await get(Order, id=order_id)
    return order.acked_at is not None or order_status(order) in TERMINAL
