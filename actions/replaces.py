"""Replace an order: new terms for what is not filled yet, judged like a new order, the dearer of both reserved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from actions import brackets
from actions.audit import Deed
from actions.commands import command
from actions.lives import tell
from actions.order_rows import QUEUE, check_json, count_message, describe
from actions.orders import judge, validate_against, validate_for_broker
from actions.unit import Unit
from actions.viewer import Viewer
from db.models import Order
from db.reads.books import book
from db.reads.facts import halt_of, order_status, stops_for, terms
from trading.alerts import AlertCode
from trading.book import PreviewDecision, Verdict
from trading.errors import Conflict, DenialCode, FieldProblem, InvalidInput, Permission
from trading.orders import (
    CLIENT_ORDER_ID_MAX,
    OrderOrigin,
    OrderStatus,
    Terms,
    TimeInForce,
    client_order_id,
    stem_and_version,
)
from trading.ports import Desk
from trading.state import Change, Command, CommandKind
from trading.terms import validate
from trading.units import NANO, ZERO, plain

REPLACEABLE: Final = frozenset({OrderStatus.WORKING, OrderStatus.PARTIALLY_FILLED})
# Who placed these changes them: someone else at the broker, or the stop.
NOT_OURS: Final = frozenset({OrderOrigin.EXTERNAL, OrderOrigin.STOP})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """What shall be otherwise; None stays as it is. `quantity` counts what is filled."""

    quantity: Decimal | None = None
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    stop_loss: Decimal | None = None
    take_profit: Decimal | None = None
    time_in_force: TimeInForce | None = None

    def of(self, old: Terms) -> Terms:
        return Terms(
            symbol=old.symbol,
            side=old.side,
            type=old.type,
            quantity=old.quantity if self.quantity is None else self.quantity,
            limit_price=old.limit_price if self.limit_price is None else self.limit_price,
            stop_price=old.stop_price if self.stop_price is None else self.stop_price,
            trail_by=old.trail_by if self.trail_by is None else self.trail_by,
            stop_loss=old.stop_loss if self.stop_loss is None else self.stop_loss,
            take_profit=old.take_profit if self.take_profit is None else self.take_profit,
            time_in_force=self.time_in_force or old.time_in_force,
        )


@dataclass(frozen=True, slots=True)
class Replacing:
    """The order, and what the gate said of its new terms: a denial leaves the order as it is.

    `verdict` is None where the order has these terms already, or is being given them.
    """

    order: Order
    verdict: Verdict | None


async def ask(desk: Desk, viewer: Viewer, order_id: str, new: NewTerms) -> Replacing:
    """Ask for new terms of a working order; a worker carries them to the broker after commit.

    A denial is a result. The same terms again are the same replace. Raise InvalidInput, NotFound, NotAllowed, or
    Conflict where the order, the broker or a needed approval does not allow it.
    """
    _no_exits(new)
    async with command(desk, viewer, order_id, Permission.TRADE, "replace_order") as (u, order):
        wanted = new.of(terms(order))
        if order_status(order) in {*REPLACEABLE, OrderStatus.PENDING_REPLACE} and wanted == under_way(order):
            return Replacing(order, None)
        _replaceable(u, order)
        with as_asked():
            validate(wanted)
            validate_for_broker(u, wanted)
        if wanted.quantity >= order.filled:
            verdict = await _decide(u, order, wanted)
            await brackets.tend(u, [order.symbol])  # exits give way to what closes more
            return Replacing(order, verdict)
        await _refuse_small(u, order, wanted)
    message = f"{plain(order.filled)} are filled; the new quantity cannot be less."
    raise InvalidInput(message, FieldProblem(("quantity",), message))


def under_way(order: Order) -> Terms:
    """Return the terms that an order is being given, or has where no replace is under way."""
    old = terms(order)
    if not order.replace_pending:
        return old
    return replace(
        old,
        quantity=order.replace_quantity,
        limit_price=order.replace_limit_price,
        stop_price=order.replace_stop_price,
        trail_by=order.replace_trail_by,
        time_in_force=order.replace_time_in_force,
    )


@contextmanager
def as_asked() -> Iterator[None]:
    """Name wrong fields as they are in a replace, which has no terms of its own."""
    try:
        yield
    except InvalidInput as wrong:
        raise InvalidInput(
            wrong.message, *(FieldProblem(each.path[-1:], each.message) for each in wrong.fields)
        ) from None


def _no_exits(new: NewTerms) -> None:
    named = {"stopLoss": new.stop_loss, "takeProfit": new.take_profit}
    message = "The stop loss and take profit of an order cannot be replaced."
    wrong = [FieldProblem((name,), message) for name, price in named.items() if price is not None]
    if wrong:
        raise InvalidInput(message, *wrong)


def _replaceable(u: Unit, order: Order) -> None:
    """Raise Conflict unless the order is one that can be replaced now."""
    broker, status = u.desk.brokers[u.portfolio.broker], order_status(order)
    if not broker.capabilities.replace:
        raise Conflict(f"The broker {broker.name} cannot replace orders: cancel it and place a new one.")
    if order.parent_id is not None:
        raise Conflict("An exit of a bracket cannot be replaced: cancel it and place a new order.")
    if order.origin in NOT_OURS:
        raise Conflict(f"An order of origin {order.origin} cannot be replaced here.")
    if status not in REPLACEABLE:
        raise Conflict(f"This order is {status}; only a working one can be replaced.")
    if len(next_id(order)) > CLIENT_ORDER_ID_MAX:
        raise Conflict("This order was replaced too often: cancel it and place a new one.")


def next_id(order: Order) -> str:
    return client_order_id(stem_and_version(order.client_order_id)[0], order.version + 1)


async def _refuse_small(u: Unit, order: Order, wanted: Terms) -> None:
    message = f"{describe(order)}: {plain(order.filled)} are filled, {plain(wanted.quantity)} were asked for."
    await u.alert(AlertCode.INVALID_REPLACE_QTY, message, order=order)
    _record(u, order, wanted, f"refused: {AlertCode.INVALID_REPLACE_QTY}")


async def _decide(u: Unit, order: Order, wanted: Terms) -> Verdict:
    verdict = await _judge(u, order, wanted)
    if verdict.decision is PreviewDecision.NEEDS_APPROVAL:
        raise Conflict("The new terms need approval: cancel the order and place a new one.")
    if verdict.denial is None:
        await _pend(u, order, wanted, verdict)
    elif verdict.denial is DenialCode.RATE_LIMITED:
        await count_message(u, order, denied=True)
    _record(u, order, wanted, f"denied: {verdict.denial}" if verdict.denial else "asked for", verdict)
    return verdict


async def _judge(u: Unit, order: Order, wanted: Terms) -> Verdict:
    """Judge what would be left of the new order as if the old one were gone.

    Where nothing would be left, the least that could be is judged: halt and throttle hold for it too. The largest
    quantity that would pass counts what is filled.
    """
    left = replace(wanted, quantity=max(NANO, wanted.quantity - order.filled))
    read = await book(u.portfolio, {order.symbol}, u.market_now, u.now, without=order.id, replacing=True, alike=False)
    read = replace(read, halt=halt_of(await stops_for(order.portfolio_id, order.strategy_id)))
    with as_asked():
        validate_against(read, left)
    verdict = judge(left, replace(read, reserved=read.reserved - order.reserved))
    return verdict._replace(largest_quantity=verdict.largest_quantity and verdict.largest_quantity + order.filled)


async def _pend(u: Unit, order: Order, wanted: Terms, verdict: Verdict) -> None:
    """Write the replace down with what it reserves, count it as a message, and have it sent."""
    if not order.placed_quantity:
        order.placed_quantity, order.placed_limit_price = order.quantity, order.limit_price
        order.placed_stop_price = order.stop_price
    order.version += 1
    closed = order.quantity - order.opening  # what closes a position is filled first
    opened = max(ZERO, order.filled - closed)
    change = Change(
        quantity=wanted.quantity,
        limit_price=wanted.limit_price,
        stop_price=wanted.stop_price,
        trail_by=wanted.trail_by,
        time_in_force=wanted.time_in_force,
        opening=opened + min(verdict.opening, wanted.quantity - order.filled),
        reference_price=verdict.reference_price,
        version=order.version,
    )
    order.attempts, order.claimed_until, order.next_lookup_at = 0, None, None
    tell(u, order, Command(kind=CommandKind.REPLACE, client_order_id=order.client_order_id, at=u.now, change=change))
    await order.save()
    await count_message(u, order)
    u.job(QUEUE, "replace_order", order_id=order.id, version=order.version)
    u.changed(order.id)


def _record(u: Unit, order: Order, wanted: Terms, outcome: str, verdict: Verdict | None = None) -> None:
    names = ("quantity", "limit_price", "stop_price", "trail_by")
    figures = {name: value and plain(value) for name in names for value in [getattr(wanted, name)]}
    u.record(
        Deed(
            action="replace_order",
            object_type="Order",
            object_id=order.id,
            summary=f"Replace of {describe(order)} {outcome}",
            after={**figures, "time_in_force": wanted.time_in_force.value},
            checks=[check_json(answer) for answer in verdict.checks] if verdict else [],
        )
    )
