"""Book what brokers say: every valid new execution exactly once, whatever the order's status."""

import asyncio
from collections.abc import Awaitable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final, TypeVar

from actions import activities, asides, brackets, lost, shares
from actions.accounts import Known, kept_name, known, load
from actions.audit import Deed
from actions.execution_rows import keep_executions, keep_waiting
from actions.lives import keep as keep_life
from actions.order_rows import describe, request_cancel
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.lookup import ask
from db.models import BrokerMessage, Order, UnbookedEvent
from db.reads.facts import order_status
from trading import life
from trading.alerts import AlertCode
from trading.brackets import ExitState
from trading.errors import AdapterError, Unavailable
from trading.orders import OrderOrigin, OrderStatus, OrderType, TimeInForce
from trading.ports import Broker, BrokerEvent, BrokerEventKind, BrokerReport, Desk
from trading.state import Life
from trading.units import ZERO, plain

T = TypeVar("T")
BATCH: Final = 500
PATIENCE: Final = timedelta(seconds=30)  # one that has to catch up with much takes its time
SYMBOL_MAX: Final = 20
REFERENCE_MAX: Final = 100
# What a code means when it is a broker that made it so.
TITLES: Final = {
    AlertCode.INVALID_REPLACE_QTY: "A replaced order is larger than was asked for, and is canceled",
    AlertCode.CORPORATE_ACTION_MISSED: shares.MISREAD,
}
AMISS: Final = frozenset(TITLES)  # an order that the broker has otherwise than was meant
REPLACES: Final = frozenset({BrokerEventKind.REPLACED, BrokerEventKind.REPLACE_REJECTED})
ENDS: Final = frozenset({OrderStatus.CANCELED, OrderStatus.EXPIRED, OrderStatus.REJECTED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a broker has answered to calls: its report of each order, by our id, which ends the `jobs` that called."""

    reports: Mapping[str, BrokerReport]
    jobs: Sequence[str] = ()


NONE: Final = Answer({})


async def book(
    desk: Desk, viewer: Viewer, portfolio_id: str, events: Sequence[BrokerEvent], answer: Answer = NONE
) -> int:
    """Book broker events in one transaction and move the portfolio's cursor past them; return how many were new.

    The cursor moves with the money, so a crash before the commit books them again and a crash after
    it never does. Raw messages are stored before they are applied. An `answer` is booked with them: that the broker
    has an order, where no event has told. Where one of them cannot be booked each is alone, in their order, and that
    one is put aside; those behind it change the books as they do when one comes late.
    """
    try:
        return await _book_all(desk, viewer, portfolio_id, events, answer)
    except Exception as error:
        if not events or not asides.at_fault(error):
            raise
    booked = 0
    for event in events:
        try:
            booked += await _book_all(desk, viewer, portfolio_id, [event])
        except Exception as error:
            if not asides.at_fault(error):
                raise
            booked += await asides.put(desk, viewer, event, error)
    if answer is not NONE:
        await _book_all(desk, viewer, portfolio_id, (), answer)
    return booked


async def _book_all(
    desk: Desk,
    viewer: Viewer,
    portfolio_id: str,
    events: Sequence[BrokerEvent],
    answer: Answer = NONE,
    *,
    again: bool = False,
) -> int:
    """Book all of them or none; those before the cursor only `again`, from aside.

    What tells of orders that we have sent and do not know is booked too, once what opens is stopped.
    """
    try:
        return await _book(desk, viewer, portfolio_id, events, answer, again=again)
    except lost.LostOrders as found:
        await lost.tell(desk, viewer, portfolio_id, found.names)
        return await _book(desk, viewer, portfolio_id, events, answer, again=again, told=True)


async def _book(
    desk: Desk,
    viewer: Viewer,
    portfolio_id: str,
    events: Sequence[BrokerEvent],
    answer: Answer,
    *,
    again: bool,
    told: bool = False,
) -> int:
    """Book events in one transaction; raise LostOrders, unless that was `told`, where any is about one of those."""
    async with unit(desk, viewer, portfolio_id) as u:
        wanted = await _taken_back(portfolio_id, events) if again else _beyond(events, u.portfolio.broker_cursor)
        fresh = [_named(event) for event in wanted]
        about, touched = await known(u, fresh, answer.reports), dict[str, Order]()
        strange = {event.client_order_id for event in fresh} - about.orders.keys()
        if strange and not told and (names := await lost.among(desk, strange)):
            raise lost.LostOrders(names)
        await BrokerMessage.bulk_create([_message(u, event) for event in fresh])
        for event in fresh:
            order = await _apply(u, event, about)
            if order is not None and event.kind is BrokerEventKind.CANCEL_REJECTED:
                order.cancel_refusals += 1
            u.portfolio.broker_cursor = max(u.portfolio.broker_cursor, event.cursor)
            touched |= {} if order is None else {order.id: order}
        answered = [order for order in about.orders.values() if order.id in answer.reports]
        for order in answered:
            acknowledge(u, order, answer.reports[order.id])
        for order in {order.id: order for order in [*touched.values(), *answered]}.values():
            await order.save()
        for job in answer.jobs:
            u.finish(job)
        await brackets.tend(u, {order.symbol for order in touched.values()})
        return len(fresh)


def _beyond(events: Sequence[BrokerEvent], cursor: int) -> list[BrokerEvent]:
    return [event for event in events if event.cursor > cursor]


async def _taken_back(account: str, events: Sequence[BrokerEvent]) -> list[BrokerEvent]:
    """Return those of the events that are aside, and are not any more with this transaction."""
    rows = UnbookedEvent.filter(account=account, cursor__in=[event.cursor for event in events])
    aside = {row.cursor for row in await rows}
    await rows.delete()
    return [event for event in events if event.cursor in aside]


def acknowledge(u: Unit, order: Order, report: BrokerReport) -> None:
    """Record that the broker has an order, unless that is known; the caller saves it."""
    if order.acked_at is not None:
        return
    order.acked_at = u.now
    order.broker_order_id = report.broker_order_id
    order.claimed_until = None
    order.updated_at = u.market_now
    u.changed(order.id)


async def learn(desk: Desk, viewer: Viewer, portfolio_id: str, report: BrokerReport) -> bool:
    """Book how an order ended by the broker's answer to a question, where no event has told of it.

    False, and nothing done, where it is not over, or has filled something else than we know of: executions are booked
    one by one, never from a sum.
    """
    async with unit(desk, viewer, portfolio_id) as u:
        order = await Order.get_or_none(portfolio_id=portfolio_id, client_order_id=report.client_order_id, open=True)
        if order is None or report.ended is None or report.filled != order.filled:
            return False
        told = BrokerEvent(
            cursor=u.portfolio.broker_cursor,
            account=portfolio_id,
            kind=BrokerEventKind.SNAPSHOT,
            client_order_id=report.client_order_id,
            broker_order_id=report.broker_order_id,
            at=u.market_now,
            symbol=order.symbol,
            side=order.side,
            filled=report.filled,
            ended=report.ended,
            reason="The broker said so when asked; no event had told of it.",
        )
        ended = await _apply(u, told, Known({order.client_order_id: order}, set()))
        await (ended or order).save()
        await brackets.tend(u, [order.symbol])
        return True


async def drain(
    desk: Desk,
    viewer: Viewer,
    broker: Broker,
    account: str,
    within: timedelta = PATIENCE,
    answer: Answer = NONE,
    after: int | None = None,
) -> int:
    """Book everything that the broker has said about an account and is not booked; return how much that was.

    An `answer` is booked with the first of it, and `after` is a cursor that was booked lately. Raise Unavailable when
    the broker does not say, each time that it is asked, within that time; the answer is booked all the same.
    """
    booked = 0
    while (cursor := await _cursor(account) if after is None else after) is not None:
        try:
            events = await _said(broker, account, cursor, within)
        except AdapterError:
            if answer is not NONE:
                await book(desk, viewer, account, (), answer)
            raise
        if events or answer is not NONE:
            booked += await book(desk, viewer, account, events, answer)
        if len(events) < BATCH:
            break
        answer, after = NONE, None
    return booked


async def again(desk: Desk, viewer: Viewer, broker: Broker, account: str) -> int:
    """Try what is aside once more, as the broker tells it now; return how much of it is booked by that."""
    booked = 0
    for (cursor,) in await ask("SELECT cursor FROM unbooked_events WHERE account = $1 ORDER BY cursor", account):
        told = await answered(broker, broker.events(account, int(cursor) - 1, 1))
        try:
            booked += await _book_all(
                desk, viewer, account, [event for event in told if event.cursor == cursor], again=True
            )
        except Exception as error:
            if not asides.at_fault(error):
                raise
    return booked


async def _cursor(account: str) -> int | None:
    """Return up to where is booked what the broker has said of an account, None where that is none of ours."""
    for (cursor,) in await ask("SELECT broker_cursor FROM portfolios WHERE id = $1", account):
        return int(cursor)
    return None


async def _said(broker: Broker, account: str, after: int, within: timedelta) -> Sequence[BrokerEvent]:
    """Ask for what is new; the bound is on the answer alone, so that booking what was said is never cut short."""
    return await answered(broker, broker.events(account, after, BATCH), within)


async def answered(broker: Broker, question: Awaitable[T], within: timedelta = PATIENCE) -> T:
    """Return what a broker answers; raise Unavailable when it does not within that time."""
    try:
        async with asyncio.timeout(within.total_seconds()):
            return await question
    except TimeoutError:
        raise Unavailable(f"the broker {broker.name} has not answered within {within}") from None


def _message(u: Unit, event: BrokerEvent) -> BrokerMessage:
    return BrokerMessage(
        id=u.desk.ids.new(), account=event.account, cursor=event.cursor, body=event.raw, received_at=u.now
    )


def _named(event: BrokerEvent) -> BrokerEvent:
    """Bring other people's names to what there is room for; an instrument of a longer name is none that we know."""
    execution_id = None if event.execution_id is None else kept_name(event.execution_id)
    activity_id = None if event.activity_id is None else kept_name(event.activity_id, REFERENCE_MAX)
    symbol = event.symbol if event.symbol is None or len(event.symbol) <= SYMBOL_MAX else None
    name = kept_name(event.client_order_id)
    return replace(event, client_order_id=name, execution_id=execution_id, activity_id=activity_id, symbol=symbol)


async def _apply(u: Unit, event: BrokerEvent, about: Known) -> Order | None:
    """Let the order life decide, keep what it changed, and return the order that it was about, for the caller to save.

    One that is new is saved, since its executions name it. Raise Unreadable for what says nothing.
    """
    if event.unread is not None:
        raise asides.Unreadable(event.unread)
    found = about.orders.get(event.client_order_id)
    if found is not None and event.kind in shares.LIVED:
        await shares.catch_up(u, found, event)
    size = ZERO if found is None else found.quantity
    loaded = await load(u, event, about)
    outcome = life.apply(loaded.state, event)
    told = outcome.state.orders.get(event.client_order_id)
    order = None if told is None else await _keep_order(u, loaded.order, told, event)
    if order is not None:
        about.orders[event.client_order_id] = order
    changed = order is not None and outcome.state.executions != loaded.state.executions
    executions = await keep_executions(u, loaded, outcome, order) if order is not None and changed else []
    await keep_waiting(u, loaded, outcome, event)
    if event.kind is BrokerEventKind.CASH:
        for entry in outcome.entries:
            await activities.book(u, entry, event)
    for code in outcome.alerts:
        await _alert(u, code, order, event)
    if order is not None:
        await _settle(u, order, about, event, outcome.alerts, size)
        u.changed(order.id, executions=executions)
    return order


async def _settle(
    u: Unit, order: Order, about: Known, event: BrokerEvent, alerts: Collection[AlertCode], size: Decimal
) -> None:
    """Bring an order to the shares of now, and undo what is not as it was meant."""
    await shares.catch_up(u, order, event)
    if order.open and not AMISS.isdisjoint(alerts):
        await _undo(u, order, about, size)


async def _undo(u: Unit, order: Order, about: Known, size: Decimal) -> None:
    """Cancel an order that its broker has otherwise than was meant; an exit of that `size` is written anew."""
    if order.parent_id is None:
        request_cancel(u, order)
        return
    await brackets.retaken(u, {each.id: each for each in about.orders.values()}, order, size - order.quantity)


async def _alert(u: Unit, code: AlertCode, order: Order | None, event: BrokerEvent) -> None:
    if order is None:
        about = event.client_order_id or event.activity_id or "no order"
        message = event.reason or f"{event.kind} for {about}; the message is kept."
        await u.alert(code, message, symbol=event.symbol)
    else:
        figures = "" if event.quantity is None or event.price is None else f" {event.quantity} at {event.price}"
        message = f"{describe(order)}, filled {plain(order.filled)}: {event.kind}{figures}. {event.raw}"
        await u.alert(code, message, title=TITLES.get(code), order=order)


async def _keep_order(u: Unit, found: Order | None, known: Life, event: BrokerEvent) -> Order:
    order = found or _external(u, known, event)
    order.broker_order_id = order.broker_order_id or event.broker_order_id[:64]
    was, replacing, before = order_status(order), order.replace_pending, order.filled
    keep_life(u, order, known)
    now = order_status(order)
    if now in ENDS and was is not now:
        order.rejection = event.reason[:300] if event.reason else order.rejection
        _record_end(u, order, now, event.reason)
    if replacing and event.kind in REPLACES:
        _record_replace(u, order, event)
    await brackets.fillable(u, order, before, event.at if event.kind is BrokerEventKind.FILL else None)
    if order.open and order.exit_state is ExitState.OVER:
        order.exit_state = ExitState.WORKING  # the broker has it after all
    order.updated_at = max(order.updated_at, event.at)
    if found is None:
        await order.save(force_create=True)
        u.counted()
    return order


def _external(u: Unit, known: Life, event: BrokerEvent) -> Order:
    """An order that someone placed at the broker; it reserves nothing here."""
    return Order(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        symbol=known.symbol,
        side=known.side,
        type=OrderType.MARKET if event.limit_price is None else OrderType.LIMIT,
        quantity=known.facts.quantity,
        time_in_force=TimeInForce.DAY,
        origin=OrderOrigin.EXTERNAL,
        idempotency_key=f"external-{event.broker_order_id}"[:100],
        client_order_id=known.id,
        requested_by_id=u.viewer.user_id,
        open=True,
        placed_at=event.at,
        updated_at=event.at,
    )


def _record_replace(u: Unit, order: Order, event: BrokerEvent) -> None:
    """Note how a replace ended, in the words of the broker where it did not come to anything."""
    done = event.kind is BrokerEventKind.REPLACED
    if not done and event.reason:
        order.rejection = event.reason[:300]
    u.record(
        Deed(
            action="replaced_order" if done else "refused_replace",
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)}: {'replaced' if done else 'not replaced'} by the broker",
            reason=event.reason,
        )
    )


def _record_end(u: Unit, order: Order, how: OrderStatus, reason: str | None) -> None:
    u.record(
        Deed(
            action=f"{how.value.lower()}_order",
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)}: {how.value} by the broker",
            reason=reason,
        )
    )
