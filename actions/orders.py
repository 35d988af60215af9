"""Place and cancel orders, and what the worker that sends them needs: claim, acknowledge, refuse."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from tortoise.exceptions import IntegrityError

from actions import overrides, strategies
from actions.access import object_for, portfolio_for
from actions.audit import Deed
from actions.unit import KEY_MAX, Unit, fingerprint, remember, seen, unit
from actions.viewer import Viewer
from db.models import Order, OrderMessage, Override
from db.reads.books import book, reserving
from db.reads.facts import halt_of, order_status, stops_for, terms
from trading.book import Book, PreviewDecision, RiskCheck, Verdict
from trading.errors import Conflict, DenialCode, FieldProblem, IdempotencyRefused, InvalidInput, Permission
from trading.orders import TERMINAL, Ended, OrderOrigin, OrderSide, OrderStatus, Terms
from trading.ports import BrokerOrder, BrokerReport, Desk
from trading.risk import check
from trading.stop import Halt, TradingState
from trading.terms import validate, validate_against_mark, wording
from trading.units import ZERO, plain, to_cents_up

LEASE = timedelta(seconds=6)
LOCK = timedelta(seconds=2)  # how long an order waits for its portfolio before it says that another is worked on
PLACE = "placeOrder"
QUEUE = "orders"


@dataclass(frozen=True, slots=True)
class Placed:
    """An accepted or denied order; `replayed` when the key was seen before."""

    order: Order
    replayed: bool


async def place(
    desk: Desk,
    viewer: Viewer,
    portfolio_id: str,
    wanted: Terms,
    *,
    key: str,
    allow_duplicate: bool = False,
    origin: OrderOrigin = OrderOrigin.MANUAL,
    override_id: str | None = None,
    strategy_id: str | None = None,
) -> Placed:
    """Check an order against risk and write it with its reservation; a worker sends it after commit.

    A denial is a result: the order is kept with every check. The same key with the same content
    returns the first result. `strategy_id` makes it an automatic order of that strategy. Raise InvalidInput,
    NotFound, NotAllowed, IdempotencyRefused, or Conflict for an override that does not fit.
    """
    validate_key(key)
    validate(wanted)
    intent = Intent(wanted, key, allow_duplicate, origin, override_id=override_id, strategy_id=strategy_id)
    try:
        async with unit(desk, viewer, portfolio_id, needs=Permission.TRADE, wait=LOCK) as u:
            return await place_within(u, intent)
    except IntegrityError as clash:
        raise IdempotencyRefused(
            "This idempotency key was used at the same moment for another request; use a new key.",
            DenialCode.IDEMPOTENCY_MISMATCH,
        ) from clash


@dataclass(frozen=True, slots=True)
class Intent:
    """An order on its way into a unit."""

    terms: Terms
    key: str
    allow_duplicate: bool = False
    origin: OrderOrigin = OrderOrigin.MANUAL
    recommendation_id: str | None = None
    override_id: str | None = None
    strategy_id: str | None = None


async def place_within(u: Unit, intent: Intent) -> Placed:
    """Do what `place` does inside an open unit that holds the portfolio's lock."""
    known = await replay(u, intent)
    if known is not None:
        return known
    if u.portfolio.archived_at is not None:
        raise Conflict(f"The portfolio {u.portfolio.name} is archived; it trades no more.")
    override = await overrides.fitting(u, intent.override_id, intent.terms)
    verdict, seen_book = await _judge(u, intent, overrides.codes(override))
    halt = seen_book.halt
    order = _row(u, intent, verdict, seen_book)
    await order.save(force_create=True)
    await remember(u, PLACE, intent.key, _content(u, intent), order.id)
    u.portfolio.reserved += order.reserved
    if order.open:
        await _accepted(u, order, verdict, override)
    if order.denial == DenialCode.AUTO_EXEC_LIMIT and intent.strategy_id is not None:
        await strategies.disable(u, intent.strategy_id, describe(order))
    u.event("orders", orders=[order.id], executions=[])
    u.record(
        Deed(
            action="place_order",
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)} {_decided(order)}",
            after=_audit_terms(intent.terms),
            checks=order.checks,
            halt_epoch=halt.epoch,
        )
    )
    return Placed(order, replayed=False)


async def _accepted(u: Unit, order: Order, verdict: Verdict, override: Override | None) -> None:
    """Count an accepted order as a message, use up the override that it needed, and have it sent unless it waits."""
    if order.origin is not OrderOrigin.STOP:
        message = OrderMessage(id=u.desk.ids.new(), portfolio_id=u.portfolio.id, order_id=order.id, at=u.now)
        await message.save(force_create=True)
    if override is not None and verdict.waived:
        await overrides.use(u, override, order, verdict.waived)
    if not order.approval_pending:
        u.job(QUEUE, "submit_order", order_id=order.id)


def _decided(order: Order) -> str:
    if order.denial:
        return f"denied: {order.denial}"
    return "waits for approval" if order.approval_pending else "accepted"


async def replay(u: Unit, intent: Intent) -> Placed | None:
    """Return what the key has already led to, None for a new key; raise IdempotencyRefused for other content."""
    known = await seen(u.viewer, PLACE, intent.key, _content(u, intent))
    return None if known is None else Placed(await Order.get(id=known), replayed=True)


def _content(u: Unit, intent: Intent) -> str:
    """What a key is bound to; 10 and 10.0 are the same request."""
    values = [getattr(intent.terms, field.name) for field in fields(intent.terms)]
    plainly = [plain(value) if isinstance(value, Decimal) else value for value in values]
    return fingerprint(u.portfolio.id, *plainly, intent.allow_duplicate, intent.recommendation_id, intent.override_id)


async def preview(desk: Desk, viewer: Viewer, portfolio_id: str, wanted: Terms) -> Verdict:
    """Answer what `place` would answer now, without writing anything."""
    validate(wanted)
    portfolio = await portfolio_for(viewer, portfolio_id, Permission.READ)
    seen_book = await book(portfolio, {wanted.symbol}, await desk.market_clock.now(), desk.clock.now())
    validate_against(seen_book, wanted)
    return check(wanted, seen_book)


def validate_against(seen_book: Book, wanted: Terms) -> None:
    mark = seen_book.marks.get(wanted.symbol)
    if mark is not None:
        validate_against_mark(wanted, mark.price, seen_book.limits.market_buffer_ratio)


async def _judge(u: Unit, intent: Intent, waived: frozenset[DenialCode]) -> tuple[Verdict, Book]:
    """Read the book under the lock and ask the gate.

    Orders of a flatten alone pass the halt and the throttle, if they reduce.
    """
    _validate_for_broker(u, intent.terms)
    read = await book(u.portfolio, {intent.terms.symbol}, u.market_now, u.now, strategy_id=intent.strategy_id)
    validate_against(read, intent.terms)
    asked = replace(read, recent=()) if intent.allow_duplicate else read
    if intent.origin is OrderOrigin.STOP:
        passing = Halt(TradingState.REDUCING)
        asked = replace(asked, halt=passing, peak_equity=ZERO, messages_second=0, messages_minute=0)
    return judge(intent.terms, asked, waived), read


def judge(wanted: Terms, asked: Book, waived: frozenset[DenialCode] = frozenset()) -> Verdict:
    """Ask the gate; look for the largest quantity only where it says no."""
    verdict = check(wanted, asked, search=False, waived=waived)
    return check(wanted, asked, waived=waived) if verdict.denial is not None else verdict


def _validate_for_broker(u: Unit, wanted: Terms) -> None:
    """Refuse what the portfolio's broker cannot do, before it is asked."""
    broker = u.desk.brokers[u.portfolio.broker]
    problems = []
    if wanted.type not in broker.capabilities.order_types:
        problems.append(FieldProblem(("terms", "type"), f"The broker {broker.name} has no {wanted.type} orders."))
    if wanted.time_in_force not in broker.capabilities.times_in_force:
        problems.append(
            FieldProblem(("terms", "timeInForce"), f"The broker {broker.name} has no {wanted.time_in_force}.")
        )
    if (wanted.stop_loss is not None or wanted.take_profit is not None) and not broker.capabilities.bracket:
        message = f"The broker {broker.name} has no bracket orders: leave stopLoss and takeProfit out."
        problems.append(FieldProblem(("terms", "stopLoss"), message))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


def validate_key(key: str) -> None:
    if not 1 <= len(key) <= KEY_MAX or not key.isprintable():
        message = f"An idempotency key has 1 to {KEY_MAX} printable characters."
        raise InvalidInput(message, FieldProblem(("idempotencyKey",), message))


def _row(u: Unit, intent: Intent, verdict: Verdict, seen_book: Book) -> Order:
    wanted, order_id, mark = intent.terms, u.desk.ids.new(), seen_book.marks.get(intent.terms.symbol)
    waits = verdict.decision is PreviewDecision.NEEDS_APPROVAL
    return Order(
        id=order_id,
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        symbol=wanted.symbol,
        side=wanted.side,
        type=wanted.type,
        quantity=wanted.quantity,
        limit_price=wanted.limit_price,
        stop_price=wanted.stop_price,
        trail_by=wanted.trail_by,
        stop_loss=wanted.stop_loss,
        take_profit=wanted.take_profit,
        time_in_force=wanted.time_in_force,
        origin=intent.origin,
        idempotency_key=intent.key,
        client_order_id=f"{u.desk.deploy_tag}-{order_id}-1",
        requested_by_id=u.viewer.user_id,
        recommendation_id=intent.recommendation_id,
        strategy_id=intent.strategy_id,
        open=verdict.denial is None,
        reducing=verdict.reducing,
        opening=verdict.opening,
        session_day=u.portfolio.session_day,
        reference_price=verdict.reference_price,
        approval_pending=waits,
        approval_expires_at=u.now + timedelta(seconds=seen_book.limits.approval_ttl_seconds) if waits else None,
        approval_price=mark.price if waits and mark else None,
        approval_hash=fingerprint(*wording(wanted)) if waits else None,
        reserved=(verdict.cost or ZERO) if verdict.denial is None else ZERO,
        ended=Ended.DENIED if verdict.denial else None,
        denial=verdict.denial,
        checks=[check_json(c) for c in verdict.checks],
        largest_quantity=verdict.largest_quantity,
        halt_epoch=seen_book.halt.epoch,
        placed_at=u.market_now,
        updated_at=u.market_now,
    )


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


def _audit_terms(wanted: Terms) -> dict[str, object]:
    return {
        "symbol": wanted.symbol,
        "side": wanted.side.value,
        "type": wanted.type.value,
        "quantity": plain(wanted.quantity),
        "limit_price": None if wanted.limit_price is None else plain(wanted.limit_price),
        "stop_price": None if wanted.stop_price is None else plain(wanted.stop_price),
        "time_in_force": wanted.time_in_force.value,
    }


# ---------------------------------------------------------------- cancel


async def cancel(desk: Desk, viewer: Viewer, order_id: str) -> Order:
    """Ask for a cancel. An order that was never sent ends at once; else the broker decides.

    Repeating it is harmless. A terminal order: Conflict.
    """
    found = await object_for(viewer, Order, order_id, Permission.TRADE)
    async with unit(desk, viewer, found.portfolio_id, needs=Permission.TRADE) as u:
        order = await Order.select_for_update().get(id=order_id)
        if order_status(order) in TERMINAL:
            raise Conflict(f"This order is already {order_status(order)}; there is nothing left to cancel.")
        if not order.cancel_pending:
            request_cancel(u, order)
            await order.save()
            u.record(
                Deed(
                    action="cancel_order", object_type="Order", object_id=order.id, summary=f"Cancel {describe(order)}"
                )
            )
            u.event("orders", orders=[order.id], executions=[])
        return order


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
    order.open = order_status(order) not in TERMINAL
    needs = reserving(order)
    reserved = to_cents_up(needs.opening * needs.reference_price) if order.side is OrderSide.BUY else ZERO
    u.portfolio.reserved += reserved - order.reserved
    order.reserved = reserved
    order.updated_at = u.market_now
    if not order.open:
        order.cancel_pending = False


# ---------------------------------------------------------------- what the sending worker needs


class Errand(StrEnum):
    """What a claim asks the worker to do: SEND a new order, or RESOLVE one whose outcome is unknown."""

    SEND = "SEND"
    RESOLVE = "RESOLVE"


@dataclass(frozen=True, slots=True)
class Claim:
    """An order whose outcome is unknown is looked up, and sent again only if it `may_send`: no halt, no cancel."""

    errand: Errand
    may_send: bool
    broker: str
    order: BrokerOrder


async def claim(desk: Desk, viewer: Viewer, order_id: str) -> Claim | None:
    """Take the order for one attempt, or None when there is nothing to do.

    Under the portfolio's lock the halt is read again: an order placed before a halt is denied here and
    never gets a send time later than the halt's commit. The lease ends by itself if the worker dies.
    """
    found = await Order.get(id=order_id)
    async with unit(desk, viewer, found.portfolio_id) as u:
        order = await Order.select_for_update().get(id=order_id)
        leased = order.claimed_until is not None and order.claimed_until > u.now
        over = order_status(order) in TERMINAL or order.approval_pending
        if over or order.acked_at is not None or leased:
            return None
        errand = Errand.RESOLVE if order.sent_at else Errand.SEND
        halt = halt_of(await stops_for(order.portfolio_id))
        may_send = _may_send(order, halt)
        if errand is Errand.SEND and not may_send:
            deny_unsent(u, order, halt)
            await order.save()
            return None
        order.sent_at = order.sent_at or u.now
        order.claim = desk.ids.new()
        order.claim_epoch = halt.epoch
        order.claimed_until = u.now + LEASE
        order.attempts += 1
        await order.save()
        return Claim(errand, may_send and not order.cancel_pending, u.portfolio.broker, broker_order(order))


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


def deny_unsent(u: Unit, order: Order, halt: Halt) -> None:
    """End an order that was accepted but must not be sent any more."""
    order.denial = DenialCode.TRADING_HALTED
    end(u, order, Ended.DENIED)
    u.event("orders", orders=[order.id], executions=[])
    u.record(
        Deed(
            action="deny_order",
            object_type="Order",
            object_id=order.id,
            summary=f"{describe(order)} was not sent: trading is {halt.state}",
            halt_epoch=halt.epoch,
        )
    )


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


async def acknowledge(desk: Desk, viewer: Viewer, order_id: str, report: BrokerReport) -> None:
    """Record that the broker has the order."""
    found = await Order.get(id=order_id)
    async with unit(desk, viewer, found.portfolio_id) as u:
        order = await Order.select_for_update().get(id=order_id)
        if order.acked_at is not None:
            return
        order.acked_at = u.now
        order.broker_order_id = report.broker_order_id
        order.claimed_until = None
        order.updated_at = u.market_now
        await order.save()
        u.event("orders", orders=[order.id], executions=[])


async def reject(desk: Desk, viewer: Viewer, order_id: str, words: str) -> None:
    """Record the broker's definite no, in its own words. For an order that was to be canceled it is the cancel."""
    found = await Order.get(id=order_id)
    async with unit(desk, viewer, found.portfolio_id) as u:
        order = await Order.select_for_update().get(id=order_id)
        if order_status(order) in TERMINAL or order.acked_at is not None:
            return
        order.rejection = words[:300]
        order.claimed_until = None
        end(u, order, Ended.CANCELED if order.cancel_pending else Ended.REJECTED)
        await order.save()
        u.event("orders", orders=[order.id], executions=[])
        u.record(
            Deed(
                action="reject_order",
                object_type="Order",
                object_id=order.id,
                summary=f"The broker rejected {describe(order)}",
                reason=order.rejection,
            )
        )


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


async def cancel_refused(desk: Desk, viewer: Viewer, order_id: str, words: str) -> None:
    """Record that the broker would not cancel; what it says of the order itself comes as events."""
    found = await Order.get(id=order_id)
    async with unit(desk, viewer, found.portfolio_id) as u:
        order = await Order.select_for_update().get(id=order_id)
        if order.cancel_pending:
            order.cancel_pending = False
            order.rejection = words[:300]
            refresh(u, order)
            await order.save()
            u.event("orders", orders=[order.id], executions=[])


async def settled(order_id: str) -> bool:
    """Whether nothing is left to send: the broker has the order, or it is over."""
    order = await Order.get(id=order_id)
    return order.acked_at is not None or order_status(order) in TERMINAL
