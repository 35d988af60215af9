"""What moves money in an order's life: fills, commissions, busts, corrections, and fills inferred from a snapshot."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from math import prod
from typing import Final

from trading.alerts import AlertCode
from trading.ledger import Cause
from trading.orders import Ended
from trading.ports import BrokerEvent, BrokerEventKind
from trading.state import Entry, Life, Outcome, State, ignore
from trading.tape import Execution, Fold, Said, Split, money_legs, quantity_legs
from trading.units import EXACT, NANO, PRICE_MAX, QUANTITY_MAX, TICK, ZERO, plain, restated, to_cents, to_price

INFERRED: Final = "INFERRED:"


def fill(state: State, event: BrokerEvent) -> Outcome:
    """Book a new execution whatever the status of its order; the same again is no news, other content a conflict."""
    said = bookable(event)
    if said is None or event.execution_id is None:
        return ignore(state, AlertCode.INVALID_FILL)
    known = state.executions.get(event.execution_id)
    if known is not None:
        return _again(state, known, event, said)
    life = state.orders[event.client_order_id]
    inferred = _inferred(state, life, event.execution_id, said)
    outcome = _book(state, life, event, said) if inferred is None else _confirm(state, inferred, event, said)
    if event.fee is not None and said.fee is None:
        outcome = replace(outcome, alerts=(*outcome.alerts, AlertCode.UNKNOWN_BROKER_VALUE))
    for early in state.waiting.get(event.execution_id, ()):
        outcome = outcome.then(amend(outcome.state, early))
    left = {name: events for name, events in outcome.state.waiting.items() if name != event.execution_id}
    return replace(outcome, state=replace(outcome.state, waiting=left))


def amend(state: State, event: BrokerEvent) -> Outcome:
    """Apply a commission, bust or correction; one that comes before its execution waits for it."""
    name, fee = event.execution_id, _fee(event)
    if name is None or not _sound(event) or (fee is None and event.fee is not None):
        return ignore(state, AlertCode.INVALID_FILL)
    event = replace(event, fee=fee)
    known = state.executions.get(name)
    if known is None:
        return _wait(state, name, event)
    if known.order != event.client_order_id:
        return ignore(state, AlertCode.EXEC_CONFLICT)
    return AMENDMENTS[event.kind](state, known, event)


def infer(state: State, life: Life, event: BrokerEvent) -> Outcome:
    """Book as one fill what a snapshot has beyond our executions, at the price that explains its average."""
    filled, average = event.filled, event.average_price
    if filled is None or filled <= life.facts.filled:
        return Outcome(state)
    if average is None:
        return ignore(state, AlertCode.INVALID_FILL)
    missing = filled - life.facts.filled
    name = f"{INFERRED}{life.id}:{plain(filled)}"
    with localcontext(EXACT):
        price = to_price((average * filled - life.value) / missing)
    booked = fill(state, replace(event, execution_id=name, quantity=missing, price=price, fee=None))
    return booked if booked.ignored else replace(booked, alerts=(AlertCode.INFERRED_FILL, *booked.alerts))


# ---------------------------------------------------------------- what was said


def bookable(event: BrokerEvent) -> Said | None:
    """Return the figures of a fill, None when they cannot be booked: not finite, out of range, or too fine.

    A fee that cannot be read keeps no fill from being booked: it is not known yet.
    """
    if event.quantity is None or event.price is None or not _sound(event):
        return None
    return Said(event.quantity, event.price, _fee(event))


def _sound(event: BrokerEvent) -> bool:
    """Whether quantity and price, where they are there, fit the ledger's units."""
    return fits(event.quantity, NANO, QUANTITY_MAX) and fits(event.price, TICK, PRICE_MAX)


def _fee(event: BrokerEvent) -> Decimal | None:
    """Return the fee in cents, rounded half up; None where there is none, or none that makes sense."""
    if event.fee is None or not event.fee.is_finite() or abs(event.fee) > PRICE_MAX:
        return None
    return to_cents(event.fee)


def fits(figure: Decimal | None, step: Decimal, most: Decimal) -> bool:
    """Whether a figure, where there is one, is a positive number of steps and not too large."""
    return figure is None or (figure.is_finite() and 0 < figure <= most and not figure % step)


# ---------------------------------------------------------------- booking


def _book(state: State, life: Life, event: BrokerEvent, said: Said) -> Outcome:
    execution = Execution(
        id=event.execution_id or "",
        order=life.id,
        symbol=life.symbol,
        side=life.side,
        now=said,
        said=said,
        at=event.at,
        number=state.number + 1,
        version=event.version,
    )
    counted = restated(said.quantity, _in_shares_of(state, life, execution))
    alerts = _oddities(life, counted)
    after = _count(life.seen(event.at), counted, said.quantity * said.price)
    state = replace(state, number=execution.number).with_order(after)
    return replace(_keep(state, execution, Cause.EXECUTION, execution.id), alerts=alerts)


def _oddities(life: Life, quantity: Decimal) -> tuple[AlertCode, ...]:
    """Late, refused or too much: booked all the same, since money has moved, but a person must know."""
    facts = life.facts
    over = not life.external and facts.filled <= facts.quantity < facts.filled + quantity
    odd = {
        AlertCode.LATE_FILL: facts.gone or facts.ended in (Ended.CANCELED, Ended.EXPIRED),
        AlertCode.FILL_AFTER_REJECT: facts.ended in (Ended.REJECTED, Ended.DENIED),
        AlertCode.OVERFILL: over,
    }
    return tuple(code for code, seen in odd.items() if seen)


def _count(life: Life, quantity: Decimal, value: Decimal) -> Life:
    """Add to what is filled. An external order is at least as large as that; where fills have stretched an order
    beyond its size, taking them back lets it shrink again.
    """
    filled, before = life.facts.filled + quantity, life.facts.quantity
    whole = before if life.told is None else max(life.told, filled)
    whole = max(whole, filled) if life.external else min(whole, before)
    opening = max(ZERO, life.opening - (before - whole)) if whole < before else life.opening
    return replace(life.know(filled=filled, quantity=whole), value=EXACT.add(life.value, value), opening=opening)


def _keep(state: State, execution: Execution, cause: Cause, reference: str) -> Outcome:
    """Put an execution, new or changed, on its symbol's tape; the entry posts the difference that makes."""
    tape = state.tape(execution.symbol)
    known = any(entry.number == execution.number for entry in tape.entries)
    after = tape.put(execution) if known else tape.add(execution)
    executions = {**state.executions, execution.id: execution}
    state = replace(state, executions=executions).with_tape(execution.symbol, after)
    return Outcome(state, entries=entries(execution.symbol, cause, reference, tape.fold, after.fold))


def entries(symbol: str, cause: Cause, reference: str, before: Fold, after: Fold) -> tuple[Entry, ...]:
    """Return what must be posted. A quantity that only a split explains is posted as the split's (L3)."""
    by_split = after.split_quantity - before.split_quantity
    traded = after.stock.quantity - before.stock.quantity - by_split
    money = money_legs(symbol, before, after)
    if cause is Cause.SPLIT:
        legs = {Cause.SPLIT: quantity_legs(symbol, by_split) + money}
    else:
        legs = {cause: quantity_legs(symbol, traded) + money, Cause.SPLIT: quantity_legs(symbol, by_split)}
    return tuple(Entry(why, reference, posted) for why, posted in legs.items() if posted)


# ---------------------------------------------------------------- the same execution again


def _again(state: State, known: Execution, event: BrokerEvent, said: Said) -> Outcome:
    """The same content is no news, but for a fee that was not known; anything else is a conflict and not booked."""
    same = (
        known.order == event.client_order_id
        and event.side in (None, known.side)
        and any((said.quantity, said.price) == (told.quantity, told.price) for told in (known.said, known.now))
    )
    if not same:
        return ignore(state, AlertCode.EXEC_CONFLICT)
    if said.fee is None or said.fee in (known.said.fee, known.now.fee):
        return ignore(state)
    if known.now.fee is not None:
        return ignore(state, AlertCode.EXEC_CONFLICT)
    return _commission(state, known, event)


def _inferred(state: State, life: Life, name: str, said: Said) -> Execution | None:
    """Return the execution that we inferred for the order and that the one of this name turns out to be."""
    if name.startswith(INFERRED):
        return None
    return next(
        (
            each
            for each in _live(state, life)
            if each.id.startswith(INFERRED) and (each.now.quantity, each.now.price) == (said.quantity, said.price)
        ),
        None,
    )


def _live(state: State, life: Life) -> list[Execution]:
    return [each for each in state.executions.values() if each.order == life.id and not each.busted]


def _confirm(state: State, inferred: Execution, event: BrokerEvent, said: Said) -> Outcome:
    """Let the real execution take the place of the inferred one: only its fee, if any, moves money."""
    real = replace(inferred, id=event.execution_id or "", now=said, said=said, version=event.version)
    left = {name: each for name, each in state.executions.items() if name != inferred.id}
    return _keep(replace(state, executions=left), real, Cause.EXECUTION, real.id)


# ---------------------------------------------------------------- amendments


def _wait(state: State, name: str, event: BrokerEvent) -> Outcome:
    waiting = state.waiting.get(name, ())
    if any(_content(event) == _content(each) for each in waiting):
        return ignore(state)
    return Outcome(replace(state, waiting={**state.waiting, name: (*waiting, event)}))


def _content(event: BrokerEvent) -> tuple[object, ...]:
    return event.kind, event.client_order_id, event.quantity, event.price, event.fee, event.live


def _commission(state: State, known: Execution, event: BrokerEvent) -> Outcome:
    if known.busted or event.fee is None or event.fee == known.now.fee:
        return ignore(state)
    changed = replace(known, now=replace(known.now, fee=event.fee))
    tape = state.tape(known.symbol)
    after = tape.charge(changed, event.fee - known.fee)
    state = replace(state, executions={**state.executions, known.id: changed}).with_tape(known.symbol, after)
    return Outcome(state, entries(known.symbol, Cause.COMMISSION, known.id, tape.fold, after.fold))


def _bust(state: State, known: Execution, event: BrokerEvent) -> Outcome:
    if known.busted:
        return ignore(state)
    state = _recount(state, known, -known.now.quantity, -known.now.quantity * known.now.price, live=event.live)
    kept = _keep(state, replace(known, busted=True), Cause.BUST, known.id)
    return replace(kept, alerts=(AlertCode.TRADE_BUST,))


def _correct(state: State, known: Execution, event: BrokerEvent) -> Outcome:
    """Rebook an execution as it should have been; what the event leaves out stays. A bust is final."""
    was = known.now
    fee = was.fee if event.fee is None else event.fee
    now = Said(event.quantity or was.quantity, event.price or was.price, fee)
    if known.busted or now == was or _older(event.version, known.version):
        return ignore(state)
    value = EXACT.subtract(now.quantity * now.price, was.quantity * was.price)
    state = _recount(state, known, now.quantity - was.quantity, value, live=event.live)
    corrected = replace(known, now=now, version=event.version or known.version)
    kept = _keep(state, corrected, Cause.CORRECT, known.id)
    return replace(kept, alerts=(AlertCode.TRADE_CORRECT,))


def _older(version: int | None, known: int | None) -> bool:
    return version is not None and known is not None and version < known


def _recount(state: State, known: Execution, quantity: Decimal, value: Decimal, *, live: bool) -> State:
    """Count a change of an execution, in the shares in which its order counts."""
    life = state.orders[known.order]
    life = _count(life, restated(quantity, _in_shares_of(state, life, known)), value)
    return state.with_order(life if live else _gone(life))


def _in_shares_of(state: State, life: Life, known: Execution) -> Fraction:
    """Return what one share of an execution is to its order, by the splits after it that the order was open at."""
    splits = (entry for entry in state.tape(known.symbol).entries if isinstance(entry, Split))
    until, place = life.restated_at, (known.at, known.number)
    lived = (each.ratio for each in splits if until and each.at <= until and (each.at, each.number) > place)
    return prod(lived, start=Fraction(1))


def _gone(life: Life) -> Life:
    """End an order that works no more; one whose size nobody has told was as large as what it has filled."""
    untold = life.external and life.told is None and life.facts.filled > 0
    return life.know(gone=True, quantity=life.facts.filled if untold else life.facts.quantity)


AMENDMENTS: Final[dict[BrokerEventKind, Callable[[State, Execution, BrokerEvent], Outcome]]] = {
    BrokerEventKind.COMMISSION: _commission,
    BrokerEventKind.BUST: _bust,
    BrokerEventKind.CORRECT: _correct,
}
