"""Replace an order: new terms for what is not filled yet, judged like a new order, the dearer of both reserved."""

from dataclasses import dataclass, replace
from decimal import Decimal

from actions.access import object_for
from actions.audit import Deed
from actions.order_rows import check_json, count_message, describe, refresh
from actions.orders import judge, validate_against
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Order
from db.reads.books import book
from db.reads.facts import order_status, terms
from trading.book import PreviewDecision, Verdict
from trading.errors import Conflict, DenialCode, FieldProblem, InvalidInput, Permission
from trading.orders import OrderStatus
from trading.ports import Desk
from trading.terms import validate
from trading.units import plain

REPLACEABLE = frozenset({OrderStatus.WORKING, OrderStatus.PARTIALLY_FILLED})


@dataclass(frozen=True, slots=True)
class Replacing:
    """The order, and what the gate said of its new terms; a denial leaves the order as it is."""

    order: Order
    verdict: Verdict


async def ask(
    desk: Desk, viewer: Viewer, order_id: str, *, quantity: Decimal | None = None, limit_price: Decimal | None = None
) -> Replacing:
    """Ask for a new quantity (not below what is filled) or limit price; None stays as it is.

    Raise InvalidInput, or Conflict where the order, the broker or a needed approval does not allow it.
    """
    found = await object_for(viewer, Order, order_id, Permission.TRADE)
    async with unit(desk, viewer, found.portfolio_id, needs=Permission.TRADE) as u:
        order = await Order.select_for_update().get(id=order_id)
        broker = desk.brokers[u.portfolio.broker]
        if not broker.capabilities.replace:
            raise Conflict(f"The broker {broker.name} cannot replace orders: cancel it and place a new one.")
        if order.parent_id is not None:
            raise Conflict("An exit of a bracket cannot be replaced: cancel it and place a new order.")
        if order_status(order) not in REPLACEABLE:
            raise Conflict(f"This order is {order_status(order)}; only a working one can be replaced.")
        verdict = await _judge(u, order, quantity, limit_price)
        if verdict.decision is PreviewDecision.NEEDS_APPROVAL:
            raise Conflict("The new terms need approval: cancel the order and place a new one.")
        if verdict.denial is None:
            await _pend(u, order, verdict, quantity, limit_price)
        elif verdict.denial is DenialCode.RATE_LIMITED:
            await count_message(u, order, denied=True)
        _record(u, order, verdict, quantity, limit_price)
        return Replacing(order, verdict)


async def _judge(u: Unit, order: Order, quantity: Decimal | None, limit_price: Decimal | None) -> Verdict:
    """Judge what would be left of the new order as if the old one were gone."""
    whole = quantity if quantity is not None else order.quantity
    limit = limit_price if limit_price is not None else order.limit_price
    validate(replace(terms(order), quantity=whole, limit_price=limit))
    if whole <= order.filled:
        message = f"{plain(order.filled)} are filled; the new quantity must be more."
        raise InvalidInput(message, FieldProblem(("quantity",), message))
    wanted = replace(terms(order), quantity=whole - order.filled, limit_price=limit)
    read = await book(u.portfolio, {order.symbol}, u.market_now, u.now, without=order.id, replacing=True, alike=False)
    validate_against(read, wanted)
    return judge(wanted, replace(read, reserved=read.reserved - order.reserved))


async def _pend(u: Unit, order: Order, verdict: Verdict, quantity: Decimal | None, limit_price: Decimal | None) -> None:
    order.replace_pending = True
    order.replace_quantity = quantity if quantity is not None else order.quantity
    order.replace_limit_price = limit_price if limit_price is not None else order.limit_price
    order.replace_opening, order.replace_reference_price = verdict.opening, verdict.reference_price
    refresh(u, order)
    await order.save()
    await count_message(u, order)
    u.event("orders", orders=[order.id], executions=[])


def settle(u: Unit, order: Order, *, accepted: bool) -> None:
    """Take over the new terms, or drop them; what is reserved follows. The order is saved by the caller."""
    if accepted and order.replace_quantity is not None:
        closing = order.quantity - order.opening
        if not order.placed_quantity:
            order.placed_quantity, order.placed_limit_price = order.quantity, order.limit_price
        order.quantity, order.limit_price = order.replace_quantity, order.replace_limit_price
        order.opening = max(Decimal(0), order.quantity - closing)
        order.reference_price = order.replace_reference_price
    order.replace_pending = False
    order.replace_quantity = order.replace_limit_price = None  # type: ignore[assignment]  # they are null=True
    order.replace_opening = order.replace_reference_price = None  # type: ignore[assignment]
    refresh(u, order)


def _record(u: Unit, order: Order, verdict: Verdict, quantity: Decimal | None, limit_price: Decimal | None) -> None:
    outcome = f"denied: {verdict.denial}" if verdict.denial else "asked for"
    asked = {"quantity": quantity, "limit_price": limit_price}
    u.record(
        Deed(
            action="replace_order",
            object_type="Order",
            object_id=order.id,
            summary=f"Replace of {describe(order)} {outcome}",
            after={name: None if value is None else plain(value) for name, value in asked.items()},
            checks=[check_json(answer) for answer in verdict.checks],
        )
    )
