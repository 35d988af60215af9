"""What every action does to the row of an order: end it, keep its derived columns true, say it in words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from actions.audit import Deed
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.lookup import get
from db.models import Order, OrderMessage
from db.reads.books import reserving
from db.reads.facts import order_status
from trading.book import RiskCheck
from trading.errors import DenialCode
from trading.orders import TERMINAL, Ended, OrderSide
from trading.ports import Desk
from trading.rules.halt import refusal
from trading.stop import Halt
from trading.units import ZERO, cost_up, plain

QUEUE = "orders"


@asynccontextmanager
async def on_order(desk: Desk, viewer: Viewer, order_id: str) -> AsyncIterator[tuple[Unit, Order]]:
    """Open a unit of the order's portfolio, with the order's row locked; the order must be there."""
    async with unit(desk, viewer, of_order=order_id) as u:
        yield u, await get(Order, lock=True, id=order_id)


def check_json(answer: RiskCheck) -> dict[str, str | bool | None]:
    """A risk check as it is stored and audited."""
    return {
        "code": answer.code.value,
        "passed": answer.passed,
        "observed": None if answer.observed is None else plain(answer.observed),
        "limit": None if answer.limit is None else plain(answer.limit),
        "message": answer.message,
    }


def describe(order: Order) -> str:
    """One line for people: BUY 10 AAPL MARKET."""
    price = order.limit_price or order.stop_price
    return f"{order.side} {plain(order.quantity)} {order.symbol} {order.type}" + (f" {plain(price)}" if price else "")


async def count_message(u: Unit, order: Order, *, denied: bool = False) -> None:
    """Count an order or replace for the throttle, or as one that the throttle denied."""
    message = OrderMessage(id=u.desk.ids.new(), portfolio_id=u.portfolio.id, order_id=order.id, at=u.now, denied=denied)
    await message.save(force_create=True)


def request_cancel(u: Unit, order: Order) -> None:
    """Mark an open order for cancel: end it when unsent, else queue the call to the broker."""
    if order.sent_at is None:
        end(u, order, Ended.CANCELED)
        return
    order.cancel_pending = True
    order.updated_at = u.market_now
    u.job(QUEUE, "cancel_order", order_id=order.id)


def end(u: Unit, order: Order, how: Ended) -> None:
    """End an order and give back what it reserved."""
    order.ended = how
    order.approval_pending = False
    refresh(u, order)


def refresh(u: Unit, order: Order) -> None:
    """Bring the derived columns in line with the facts: open and reserved."""
    was, order.open = order.open, order_status(order) not in TERMINAL
    if order.open is not was:
        u.counted()
    needs = reserving(order)
    reserved = cost_up(needs.opening, needs.reference_price) if order.side is OrderSide.BUY else ZERO
    u.portfolio.reserved += reserved - order.reserved
    order.reserved = reserved
    order.updated_at = u.market_now
    if not order.open:
        order.cancel_pending = False


def deny_unsent(u: Unit, order: Order, halt: Halt) -> None:
    """End an order that was accepted but must not be sent any more."""
    deny(u, order, refusal(halt), f"trading is {halt.state}", halt_epoch=halt.epoch)


def deny(u: Unit, order: Order, code: DenialCode, why: str, *, halt_epoch: int = 0) -> None:
    """End an order that was accepted and not sent yet; the caller saves it."""
    order.denial = code
    end(u, order, Ended.DENIED)
    u.changed(order.id)
    u.record(
        Deed(
            action="deny_order",
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)} was not sent: {why}",
            halt_epoch=halt_epoch,
        )
    )
