"""What the worker that carries orders to brokers needs: claim, acknowledge, refuse, cancel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from actions import brackets, shares
from actions.audit import Deed
from actions.order_rows import deny, deny_unsent, describe, end, on_order, refresh
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.lookup import among, ask, get, many
from db.models import Order
from db.reads.facts import halt_of, order_status, stops_for, terms
from trading import leases, lookups
from trading.brackets import ExitState
from trading.errors import DenialCode
from trading.orders import TERMINAL, Ended, OrderOrigin, OrderStatus, OrderType
from trading.ports import BrokerOrder, Desk
from trading.stop import Halt, TradingState

LEASE = timedelta(seconds=6)
CLAIM: Final = """UPDATE orders SET sent_at = COALESCE(sent_at, $1), claim = $2, claim_epoch = $3, claimed_until = $4,
    next_lookup_at = NULL, attempts = attempts + 1 WHERE id IN"""


class Errand(StrEnum):
    """What a claim asks the worker to do: SEND a new order, or RESOLVE one whose outcome is unknown."""

    SEND = "SEND"
    RESOLVE = "RESOLVE"


@dataclass(frozen=True, slots=True)
class Claim:
    """An order whose outcome is unknown is looked up, and sent again only if it `may_send`: no halt, no cancel. That
    is asked once more after the lookup (`may_still`).

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


async def account_of(order_id: str) -> str:
    """Return the portfolio of an order, which must be there."""
    [(portfolio_id,)] = await ask("SELECT portfolio_id FROM orders WHERE id = $1", order_id)
    return str(portfolio_id)


async def claim(desk: Desk, viewer: Viewer, order_id: str) -> Claim | None:
    """Do what `claim_all` does with one order."""
    [claimed] = await claim_all(desk, viewer, await account_of(order_id), [order_id])
    return claimed


async def claim_all(desk: Desk, viewer: Viewer, portfolio_id: str, order_ids: Sequence[str]) -> list[Claim | None]:
    """Take a portfolio's orders for one attempt, in their order; None for one with which there is nothing to do.

    Under the portfolio's lock the halt is read again, once for all of them: an order placed before a halt is denied
    here and never gets a send time later than the halt's commit. The lease ends by itself if the worker dies.
    """
    async with unit(desk, viewer, portfolio_id) as u:
        found = {order.id: order for order in await many(Order, lock=True, id=order_ids, portfolio_id=portfolio_id)}
        pairs = {order.pair_id for order in found.values() if order.pair_id is not None} - found.keys()
        found |= {order.id: order for order in await many(Order, lock=True, id=pairs)}
        opened = [order for order in found.values() if order.open]
        named = {found[each].strategy_id for each in order_ids}
        halts = {name: halt_of(await stops_for(portfolio_id, name)) for name in named}
        taken = [await _take(u, found[each], found, halts[found[each].strategy_id]) for each in order_ids]
        for halt in halts.values():
            await _keep_claims(u, [each for each in taken if each is not None and each.halt is halt])
        await brackets.tend(u, {order.symbol for order in opened if not order.open})
        return [None if each is None else each.claim(u) for each in taken]


async def may_still(desk: Desk, viewer: Viewer, claim: Claim) -> bool:
    """Whether what was claimed, and the broker does not know, may be sent again now: a lookup takes its time.

    Not under a halt that came meanwhile, nor once the order is over, to be canceled, or for other shares than then.
    """
    async with unit(desk, viewer, claim.account) as u:
        for order in await many(Order, lock=True, id=list(claim.orders)):
            halt = halt_of(await stops_for(u.portfolio.id, order.strategy_id))
            if not order.open or order.cancel_pending or not _may_send(order, halt):
                return False
            if broker_order(order) != claim.orders[order.id]:
                return False
    return True


@dataclass(frozen=True, slots=True)
class _Taken:
    """What goes out as one, or is looked up, and the halt under which that was decided."""

    errand: Errand
    may_send: bool
    legs: Sequence[Order]
    halt: Halt

    def claim(self, u: Unit) -> Claim:
        wanted = self.may_send and not any(each.cancel_pending for each in self.legs)
        wire = {each.id: broker_order(each) for each in self.legs}
        portfolio = u.portfolio
        return Claim(self.errand, wanted, portfolio.broker, wire, u.now + LEASE, portfolio.broker_cursor)


async def _take(u: Unit, order: Order, found: Mapping[str, Order], halt: Halt) -> _Taken | None:
    over = order_status(order) in TERMINAL or order.approval_pending
    if over or order.acked_at is not None or shares.at_the_turn(u):
        return None
    errand = Errand.RESOLVE if order.sent_at else Errand.SEND
    legs, whole = _legs(order, found)
    may_send = _may_send(order, halt) and whole
    if not due(order, u.now, may_send):
        return None
    if errand is Errand.SEND and not await _sendable(u, legs, halt):
        return None
    for each in legs:
        each.sent_at, each.claimed_until, each.next_lookup_at = each.sent_at or u.now, u.now + LEASE, None
    return _Taken(errand, may_send, legs, halt)


async def _keep_claims(u: Unit, taken: Sequence[_Taken]) -> None:
    """Write the claims that were made under one halt."""
    legs = [each.id for one in taken for each in one.legs]
    if not legs:
        return
    places, ids = among(5, legs)
    await ask(f"{CLAIM} {places}", u.now, u.desk.ids.new(), taken[0].halt.epoch, u.now + LEASE, *ids)
    u.changed(*(each.id for one in taken if one.errand is Errand.SEND for each in one.legs))


def _legs(order: Order, found: Mapping[str, Order]) -> tuple[list[Order], bool]:
    """Return what goes to the broker as one, a take profit first, and whether that is all of it.

    What was sent together is never sent again alone; of two the broker knows both or none.
    """
    if order.pair_id is None:
        return [order], True
    pair = found[order.pair_id]
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
        return False
    if await brackets.in_the_way(order):
        return False
    if order.parent_id is None and order.reducing and order.quantity > await brackets.to_close(order):
        deny(u, order, DenialCode.INSUFFICIENT_QTY, "its position was closed before")
        await order.save()
        return False
    return True


def due(order: Order, now: datetime, may_send: bool) -> bool:
    """Whether the lease is over, or its holder has given up and the next lookup is due.

    What may not be sent again waits for the lease in any case: a lookup that overtook a call would call it lost.
    """
    look = leases.over(order.next_lookup_at, now, lookups.THEN)
    if leases.over(order.claimed_until, now, LEASE):
        return look
    return may_send and order.next_lookup_at is not None and look


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
