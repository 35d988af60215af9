"""Book what brokers say: every valid new execution exactly once, whatever the order's status."""

from collections.abc import Sequence
from decimal import Decimal

from actions.audit import Deed
from actions.ledger import trade
from actions.orders import describe, end, refresh
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import BrokerMessage, Execution, Order
from db.reads.facts import order_status
from trading.ledger import Trade
from trading.orders import TERMINAL, Ended, OrderStatus
from trading.ports import BrokerEvent, BrokerEventKind, Desk
from trading.units import CENT, NANO, PRICE_MAX, QUANTITY_MAX, TICK, plain

CLIENT_ORDER_ID_MAX = 40
ENDINGS = {
    BrokerEventKind.CANCELED: Ended.CANCELED,
    BrokerEventKind.EXPIRED: Ended.EXPIRED,
    BrokerEventKind.REJECTED: Ended.REJECTED,
}


async def book(desk: Desk, viewer: Viewer, portfolio_id: str, events: Sequence[BrokerEvent]) -> int:
    """Book broker events in one transaction and move the portfolio's cursor past them; return how many were new.

    The cursor moves with the money, so a crash before the commit books them again and a crash after
    it never does. Raw messages are stored before they are applied.
    """
    async with unit(desk, viewer, portfolio_id) as u:
        fresh = [event for event in events if event.cursor > u.portfolio.broker_cursor]
        await BrokerMessage.bulk_create([_message(u, event) for event in fresh])
        for event in fresh:
            await _apply(u, event)
            u.portfolio.broker_cursor = event.cursor
        return len(fresh)


def _message(u: Unit, event: BrokerEvent) -> BrokerMessage:
    return BrokerMessage(
        id=u.desk.ids.new(), account=event.account, cursor=event.cursor, body=event.raw, received_at=u.now
    )


async def _apply(u: Unit, event: BrokerEvent) -> None:
    order = await _order(u, event.client_order_id)
    if order is None:
        await u.alert(
            "EXTERNAL_ORDER",
            "The broker reports an order that is not ours",
            f"{event.kind} for {event.client_order_id}; the message is kept.",
            severity="CRITICAL",
        )
        return
    order.broker_order_id = order.broker_order_id or event.broker_order_id
    execution_id = None
    match event.kind:
        case BrokerEventKind.ACK:
            _acked(u, order)
        case BrokerEventKind.FILL:
            execution_id = await _fill(u, order, event)
        case BrokerEventKind.CANCEL_REJECTED:
            order.cancel_pending = False
            refresh(u, order)
        case BrokerEventKind.CANCELED | BrokerEventKind.EXPIRED | BrokerEventKind.REJECTED:
            _ended(u, order, event)
    order.updated_at = max(order.updated_at, event.at)
    await order.save()
    u.event("orders", orders=[order.id], executions=[execution_id] if execution_id else [])


async def _order(u: Unit, client_order_id: str) -> Order | None:
    """Return the portfolio's order of this name. Other people's names may be longer than ours ever are."""
    if len(client_order_id) > CLIENT_ORDER_ID_MAX:
        return None
    orders = Order.select_for_update().filter(portfolio_id=u.portfolio.id)
    return await orders.get_or_none(client_order_id=client_order_id)


def _acked(u: Unit, order: Order) -> None:
    """A broker that speaks of the order has it: the lease is over."""
    order.acked_at = order.acked_at or u.now
    order.sent_at = order.sent_at or u.now
    order.claimed_until = None
    order.updated_at = u.market_now


def _ended(u: Unit, order: Order, event: BrokerEvent) -> None:
    if order_status(order) in TERMINAL:
        return
    order.rejection = event.reason[:300] if event.reason else order.rejection
    order.claimed_until = None
    end(u, order, ENDINGS[event.kind])
    u.record(
        Deed(
            action=f"{event.kind.value.lower()}_order",
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)}: {event.kind.value} by the broker",
            reason=event.reason,
        )
    )


async def _fill(u: Unit, order: Order, event: BrokerEvent) -> str | None:
    """Book one fill; None when it is invalid, a duplicate or in conflict with what is booked."""
    quantity, price = event.quantity, event.price
    if quantity is None or price is None or event.execution_id is None or not _valid(quantity, price, event.fee):
        await u.alert(
            "INVALID_FILL",
            "A fill makes no sense",
            f"{describe(order)}: {event.raw}",
            severity="CRITICAL",
            order_id=order.id,
        )
        return None
    known = await Execution.get_or_none(account=event.account, broker_execution_id=event.execution_id)
    if known is not None:
        await _compare(u, known, order, quantity, price)
        return None
    await _alert_if_odd(u, order, quantity)
    _acked(u, order)
    execution = await _book_fill(u, order, event, quantity, price)
    order.filled += quantity
    order.filled_value += quantity * price
    refresh(u, order)
    return execution.id


def _valid(quantity: Decimal, price: Decimal, fee: Decimal) -> bool:
    """Whether the figures can be booked: finite, in range, and no finer than the ledger's units."""
    if not (quantity.is_finite() and price.is_finite() and fee.is_finite()):
        return False
    ranged = 0 < quantity <= QUANTITY_MAX and 0 < price <= PRICE_MAX and abs(fee) <= PRICE_MAX
    return ranged and not (quantity % NANO or price % TICK or fee % CENT)


async def _compare(u: Unit, known: Execution, order: Order, quantity: Decimal, price: Decimal) -> None:
    """The same execution id again: the same content is a no-op, anything else an alert and no booking."""
    if (known.order_id, known.quantity, known.price) != (order.id, quantity, price):
        await u.alert(
            "EXEC_CONFLICT",
            "One execution id, two contents",
            f"{known.broker_execution_id}: booked {plain(known.quantity)} at {plain(known.price)}, "
            f"now {plain(quantity)} at {plain(price)}; not booked.",
            severity="CRITICAL",
            order_id=order.id,
        )


async def _alert_if_odd(u: Unit, order: Order, quantity: Decimal) -> None:
    """Late, refused or too much: booked all the same, since money has moved, but a person must know."""
    what = f"{describe(order)}, filled {plain(order.filled)}, now {plain(quantity)} more."
    if order_status(order) in (OrderStatus.CANCELED, OrderStatus.EXPIRED):
        await u.alert("LATE_FILL", "A fill came after the order had ended", what, order_id=order.id)
    if order.ended in (Ended.REJECTED, Ended.DENIED):
        await u.alert("FILL_AFTER_REJECT", "A refused order was filled", what, severity="CRITICAL", order_id=order.id)
    if order.filled <= order.quantity < order.filled + quantity:
        await u.alert("OVERFILL", "More was filled than ordered", what, severity="CRITICAL", order_id=order.id)


async def _book_fill(u: Unit, order: Order, event: BrokerEvent, quantity: Decimal, price: Decimal) -> Execution:
    execution_id = u.desk.ids.new()
    terms = Trade(symbol=order.symbol, side=order.side, quantity=quantity, price=price, fee=event.fee, at=event.at)
    realized = await trade(u, execution_id, terms)
    execution = Execution(
        id=execution_id,
        portfolio_id=u.portfolio.id,
        order_id=order.id,
        sequence=u.next_sequence(),
        account=event.account,
        broker_execution_id=event.execution_id or "",
        symbol=order.symbol,
        side=order.side,
        quantity=quantity,
        price=price,
        fee=event.fee,
        realized=realized,
        executed_at=event.at,
    )
    await execution.save(force_create=True)
    u.record(
        Deed(
            action="book_execution",
            object_type="Execution",
            object_id=execution.id,
            summary=f"{order.side} {plain(quantity)} {order.symbol} at {plain(price)}",
            after={"order": order.id, "fee": plain(event.fee), "realized": plain(realized)},
        )
    )
    return execution
