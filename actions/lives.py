"""An order's row as the order life has it, and back: facts, terms, and what it reserves by them."""

from dataclasses import replace

from actions.order_rows import refresh
from actions.unit import Unit
from db.models import Order
from db.reads.facts import facts
from trading import life
from trading.orders import Ended, OrderOrigin
from trading.state import Change, Command, Life, Outcome, State


def as_life(order: Order) -> Life:
    """An end that only a bust implies is a fact of its own in trading.state; a refusal stays beside it."""
    known = facts(order)
    said = known.ended if known.ended is Ended.REJECTED else None
    return Life(
        id=order.client_order_id,
        symbol=order.symbol,
        side=order.side,
        facts=replace(known, ended=said, gone=True) if order.gone else known,
        value=order.filled_value,
        limit_price=order.limit_price,
        stop_price=order.stop_price,
        trail_by=order.trail_by,
        time_in_force=order.time_in_force,
        opening=order.opening,
        reference_price=order.reference_price,
        changes=(_under_way(order),) if order.replace_pending else (),
        misses=order.misses,
        not_received=order.not_received,
        version=order.broker_version,
        terms_version=order.terms_version,
        external=order.origin is OrderOrigin.EXTERNAL,
        told=order.told_quantity,
        taken_at=order.taken_at,
        terms_at=order.terms_at,
        restated_at=order.restated_at,
    )


def tell(u: Unit, order: Order, command: Command) -> Outcome:
    """Let the order life decide about something that we do, and keep what it changed; the caller saves the row."""
    known = as_life(order)
    outcome = life.apply(State(average=False, orders={known.id: known}), command)
    keep(u, order, outcome.state.orders[known.id])
    return outcome


def keep(u: Unit, order: Order, known: Life) -> None:
    """Bring the row in line with the order life; what is open and reserved follows from that."""
    _set_terms(order, known)
    _set_facts(u, order, known)
    _set_change(order, known.changes[0] if known.changes else None)
    refresh(u, order)


def _under_way(order: Order) -> Change:
    return Change(
        quantity=order.replace_quantity,
        limit_price=order.replace_limit_price,
        stop_price=order.replace_stop_price,
        trail_by=order.replace_trail_by,
        time_in_force=order.replace_time_in_force,
        opening=order.replace_opening,
        reference_price=order.replace_reference_price,
        version=order.version,
    )


def _set_terms(order: Order, known: Life) -> None:
    facts = known.facts
    order.quantity, order.filled, order.filled_value = facts.quantity, facts.filled, known.value
    order.told_quantity = known.told  # type: ignore[assignment]  # null=True
    order.limit_price, order.stop_price, order.trail_by = known.limit_price, known.stop_price, known.trail_by
    order.time_in_force = known.time_in_force or order.time_in_force
    order.opening, order.reference_price = known.opening, known.reference_price
    order.terms_version, order.broker_version = known.terms_version, known.version
    order.taken_at, order.terms_at, order.restated_at = known.taken_at, known.terms_at, known.restated_at


def _set_facts(u: Unit, order: Order, known: Life) -> None:
    """An end that only a bust implies is kept as CANCELED and marked; a broker that speaks of the order has it."""
    facts = known.facts
    order.cancel_pending, order.misses, order.not_received = facts.cancel_pending, known.misses, known.not_received
    if not known.misses:
        order.missing_since = None
    order.gone = facts.gone and facts.ended in (None, Ended.REJECTED)
    order.ended = facts.ended or (Ended.CANCELED if order.gone else None)  # type: ignore[assignment]  # it is null=True
    if facts.acked_at is not None:
        order.acked_at = order.acked_at or u.now
        order.sent_at = order.sent_at or u.now
    if (facts.acked_at is not None and not facts.replace_pending) or order.ended is not None:
        order.claimed_until = None


def _set_change(order: Order, change: Change | None) -> None:
    """Keep the replace under way, or that there is none any more."""
    order.replace_pending = change is not None
    asked = change or Change()
    order.replace_quantity, order.replace_opening = asked.quantity, asked.opening  # type: ignore[assignment]  # null=True
    order.replace_limit_price, order.replace_stop_price = asked.limit_price, asked.stop_price
    order.replace_trail_by, order.replace_time_in_force = asked.trail_by, asked.time_in_force  # type: ignore[assignment]
    order.replace_reference_price = asked.reference_price
    if change is None:
        order.replace_sent_at = None
