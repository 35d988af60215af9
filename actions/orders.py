"""Place, preview and cancel orders: what a person or a strategy asks of the desk."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal

from actions import brackets, overrides, strategies
from actions.access import portfolio_for
from actions.audit import Deed
from actions.commands import command
from actions.order_rows import check_json, count_message, describe, request_cancel
from actions.unit import KEY_MAX, Unit, fingerprint, one_key, remember, seen, unit
from actions.viewer import Viewer
from db.models import Order, Override
from db.reads.books import book
from db.reads.facts import order_status
from trading.alerts import AlertCode
from trading.book import Book, PreviewDecision, Verdict
from trading.errors import Conflict, DenialCode, FieldProblem, InvalidInput, Permission
from trading.orders import TERMINAL, Ended, OrderOrigin, Terms, client_order_id
from trading.ports import Desk
from trading.risk import check
from trading.stop import Halt, TradingState
from trading.terms import validate, validate_against_mark, wording
from trading.units import ZERO, plain

LOCK = timedelta(seconds=2)  # how long an order waits for its portfolio before it says that another is worked on
PLACE = "placeOrder"


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
    NotFound, NotAllowed, IdempotencyRefused, LimitReached while too many are being placed or wait for too long, or
    Conflict for an override that does not fit.
    """
    validate_key(key)
    intent = Intent(wanted, key, allow_duplicate, origin, override_id=override_id, strategy_id=strategy_id)
    with one_key(), desk.intake.taken(portfolio_id, desk.clock.now()) as reached:
        async with unit(desk, viewer, portfolio_id, needs=Permission.TRADE, wait=LOCK) as u:
            reached()
            return await place_within(u, intent)


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
    if intent.origin is not OrderOrigin.STOP:  # a flatten closes what is held, however large
        validate(intent.terms)
    by_the_desk = intent.origin is OrderOrigin.STOP or (u.portfolio.drill_of and u.viewer.is_system)
    if u.portfolio.archived_at is not None and not by_the_desk:
        raise Conflict(f"The portfolio {u.portfolio.name} is archived; it trades no more.")
    override = await overrides.fitting(u, intent.override_id, intent.terms)
    verdict, seen_book = await _judge(u, intent, overrides.codes(override))
    halt = seen_book.halt
    order = _row(u, intent, verdict, seen_book)
    await order.save(force_create=True)
    await remember(u, PLACE, intent.key, _content(u, intent), order.id)
    u.portfolio.reserved += order.reserved
    if order.open:
        u.counted()
        await _accepted(u, order, verdict, override)
    if order.denial == DenialCode.RATE_LIMITED:
        await count_message(u, order, denied=True)
    if order.denial == DenialCode.AUTO_EXEC_LIMIT and intent.strategy_id is not None:
        await strategies.disable(u, order)
    u.changed(order.id)
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
        await count_message(u, order)
    if override is not None and verdict.waived:
        await overrides.use(u, override, order, verdict.waived)
    if not order.approval_pending:
        await brackets.send(u, order)


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
    validate_for_broker(u, intent.terms)
    read = await book(
        u.portfolio,
        {intent.terms.symbol},
        u.market_now,
        u.now,
        strategy_id=intent.strategy_id,
        alike=not intent.allow_duplicate,
    )
    validate_against(read, intent.terms)
    asked = read
    if intent.origin is OrderOrigin.STOP:
        passing = Halt(TradingState.REDUCING)
        asked = replace(asked, halt=passing, peak_equity=ZERO, messages_second=0, messages_minute=0)
    return judge(intent.terms, asked, waived), read


def judge(wanted: Terms, asked: Book, waived: frozenset[DenialCode] = frozenset()) -> Verdict:
    """Ask the gate; look for the largest quantity only where it says no."""
    verdict = check(wanted, asked, search=False, waived=waived)
    return check(wanted, asked, waived=waived) if verdict.denial is not None else verdict


def validate_for_broker(u: Unit, wanted: Terms) -> None:
    """Refuse what the portfolio's broker cannot do, before it is asked."""
    broker = u.desk.brokers[u.portfolio.broker]
    problems = []
    if wanted.type not in broker.capabilities.order_types:
        problems.append(FieldProblem(("terms", "type"), f"The broker {broker.name} has no {wanted.type} orders."))
    if wanted.time_in_force not in broker.capabilities.times_in_force:
        problems.append(
            FieldProblem(("terms", "timeInForce"), f"The broker {broker.name} has no {wanted.time_in_force}.")
        )
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)
    brackets.validate_exits(broker, wanted)


def validate_key(key: str) -> None:
    if not key.strip() or len(key) > KEY_MAX or not key.isprintable():
        message = f"An idempotency key has 1 to {KEY_MAX} printable characters, not all of them blank."
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
        client_order_id=client_order_id(f"{u.desk.deploy_tag}-{order_id}", 1),
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


async def cancel(desk: Desk, viewer: Viewer, order_id: str) -> Order:
    """Ask for a cancel. An order that was never sent ends at once; else the broker decides.

    Repeating it is harmless. A terminal order: Conflict, and the alert ORDER_NOT_CANCELABLE.
    """
    code = AlertCode.ORDER_NOT_CANCELABLE
    async with command(desk, viewer, order_id, Permission.TRADE, "cancel_order", code) as (u, order):
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
            u.changed(order.id)
            await brackets.canceled(u, order)
        return order
