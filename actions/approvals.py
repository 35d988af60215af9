"""Approvals: an order that waits for a person is decided, or expires."""

from dataclasses import replace
from decimal import Decimal

from actions import brackets
from actions.audit import Deed
from actions.commands import command
from actions.notes import validate_note
from actions.order_rows import check_json, describe, end, refresh
from actions.orders import judge
from actions.overrides import codes
from actions.unit import Unit, fingerprint, unit
from actions.viewer import Viewer
from db.models import Order, Override
from db.reads.books import book
from db.reads.facts import order_status, terms
from trading.book import Book
from trading.errors import Conflict, DenialCode, Permission
from trading.orders import Ended, OrderStatus
from trading.ports import Desk
from trading.terms import wording
from trading.units import EXACT

DECIDED = frozenset({DenialCode.APPROVAL_EXPIRED, DenialCode.APPROVAL_REJECTED})


async def decide(desk: Desk, viewer: Viewer, order_id: str, *, approve: bool, note: str | None = None) -> Order:
    """Approve or reject a waiting order; return it as it stands then, DENIED when a check says no now.

    Not by who asked for it (SELF_APPROVAL), not after the price has moved too far (PRICE_DRIFT): both leave
    it waiting. Raise Conflict for these and for an order that waits no more, InvalidInput for a note that cannot be
    kept. Needs APPROVE.
    """
    validate_note(note or None)
    async with command(desk, viewer, order_id, Permission.APPROVE, "approve_order" if approve else "deny_order") as (
        u,
        order,
    ):
        if order_status(order) is not OrderStatus.PENDING_APPROVAL:
            raise Conflict("This order does not wait for approval.", _past(order))
        if _expired(u, order):
            return await _deny(u, order, DenialCode.APPROVAL_EXPIRED, note)
        if order.requested_by_id == viewer.user_id:
            raise Conflict("Whoever asks for an order cannot approve it.", DenialCode.SELF_APPROVAL)
        order.decided_by_id = viewer.user_id
        if not approve:
            return await _deny(u, order, DenialCode.APPROVAL_REJECTED, note)
        return await _approve(u, order, note)


def _past(order: Order) -> DenialCode | None:
    """Return why an order that waits no more was denied, where that was its approval."""
    return next((code for code in DECIDED if code == order.denial), None)


def _expired(u: Unit, order: Order) -> bool:
    return order.approval_expires_at is not None and u.now > order.approval_expires_at


async def _approve(u: Unit, order: Order, note: str | None) -> Order:
    """Run every check again, without what the order itself counts for, and have it sent.

    Look-alikes were looked for when it was placed; whoever came later was held against it.
    """
    wanted = terms(order)
    if order.approval_hash != fingerprint(*wording(wanted)):
        raise Conflict("The terms are no longer those that were to be approved.")
    read = await book(
        u.portfolio,
        {order.symbol},
        u.market_now,
        u.now,
        strategy_id=order.strategy_id,
        without=order.id,
        alike=False,
    )
    _no_drift(read, order)
    u.portfolio.reserved -= order.reserved
    order.reserved = Decimal(0)
    override = await Override.get_or_none(id=order.override_id) if order.override_id else None
    verdict = judge(wanted, replace(read, reserved=u.portfolio.reserved), codes(override))
    order.checks = [check_json(answer) for answer in verdict.checks]
    if verdict.denial is not None:
        order.largest_quantity = verdict.largest_quantity
        return await _deny(u, order, verdict.denial, note)
    order.approval_pending = False
    order.opening, order.reducing = verdict.opening, verdict.reducing
    order.reference_price, order.halt_epoch = verdict.reference_price, read.halt.epoch
    refresh(u, order)
    await order.save()
    await brackets.send(u, order)
    _record(u, order, "approve_order", "approved", note)
    return order


def _no_drift(read: Book, order: Order) -> None:
    """Raise Conflict PRICE_DRIFT when the mark has moved beyond the limit since approval was asked for."""
    mark, then = read.marks.get(order.symbol), order.approval_price
    if mark is None or then is None:
        return  # the gate refuses what has no price
    if abs(mark.price - then) > EXACT.multiply(read.limits.approval_drift_ratio, then):
        raise Conflict(
            f"The price has moved from {then} to {mark.price} since approval was asked for.", DenialCode.PRICE_DRIFT
        )


async def _deny(u: Unit, order: Order, code: DenialCode, note: str | None) -> Order:
    order.denial = code
    end(u, order, Ended.DENIED)
    await order.save()
    _record(u, order, "deny_order", f"denied: {code}", note)
    return order


def _record(u: Unit, order: Order, action: str, outcome: str, note: str | None) -> None:
    u.changed(order.id)
    u.record(
        Deed(
            action=action,
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)} {outcome}",
            reason=note,
            checks=order.checks,
            halt_epoch=order.halt_epoch,
        )
    )


async def sweep(desk: Desk, viewer: Viewer) -> int:
    """Deny what has waited too long; return how many orders that were."""
    due = Order.filter(approval_pending=True, open=True, approval_expires_at__lt=desk.clock.now())
    expired = 0
    for found in await due.order_by("id"):
        async with unit(desk, viewer, found.portfolio_id) as u:
            order = await Order.select_for_update().get(id=found.id)
            if order_status(order) is OrderStatus.PENDING_APPROVAL and _expired(u, order):
                await _deny(u, order, DenialCode.APPROVAL_EXPIRED, None)
                expired += 1
    return expired
