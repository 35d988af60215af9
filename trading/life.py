"""The order life as a pure core: a state and one event give the next state, what to post, and what to alert."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from trading.alerts import AlertCode
from trading.fills import AMENDMENTS, amend, bookable, entries, fill, fits, infer
from trading.ledger import Cause, book_cash, book_dividend
from trading.market import CorporateAction
from trading.orders import TERMINAL, Ended, Facts, OrderSide, OrderStatus
from trading.ports import BrokerEvent, BrokerEventKind
from trading.shares import read
from trading.state import Change, Command, CommandKind, Entry, Life, Outcome, State, ignore
from trading.tape import Split
from trading.units import CENT, NANO, PRICE_MAX, QUANTITY_MAX, TICK, ZERO

# So many lookups in a row that find nothing make an order that was never acknowledged one that was not received.
MISSES_MAX: Final = 3
# What a replace may change besides the quantity.
PRICED: Final = ("limit_price", "stop_price", "trail_by", "time_in_force")


def apply(state: State, event: BrokerEvent | Command) -> Outcome:
    """Apply one event to the account it belongs to; events may come late, twice and in any order.

    What a broker says of an order that is not there makes it an external order, where it says enough.
    """
    if isinstance(event, Command):
        return COMMANDS[event.kind](state, state.orders[event.client_order_id], event)
    if event.kind in AMENDMENTS:
        return amend(state, event)
    if event.kind is BrokerEventKind.CASH:
        return _cash(state, event)
    if event.kind is BrokerEventKind.UNKNOWN or not (event.kind is BrokerEventKind.FILL or _readable(event)):
        return ignore(state, AlertCode.UNKNOWN_BROKER_VALUE)
    if event.client_order_id in state.orders:
        return _heard(state, event)
    adopted = _adopt(state, event)
    return adopted if adopted.ignored else adopted.then(_heard(adopted.state, event))


def _readable(event: BrokerEvent) -> bool:
    """Whether the figures that an event has can be those of an order."""
    sums = (figure for figure in (event.filled, event.average_price) if figure is not None)
    return (
        fits(event.quantity, NANO, QUANTITY_MAX)
        and fits(event.limit_price, TICK, PRICE_MAX)
        and fits(event.stop_price, TICK, PRICE_MAX)
        and fits(event.trail_by, TICK, PRICE_MAX)
        and all(figure.is_finite() and figure >= 0 for figure in sums)
    )


def _heard(state: State, event: BrokerEvent) -> Outcome:
    life = state.orders[event.client_order_id]
    event = read(event, life, state.splits.get(life.symbol, ()))
    outcome = HEARD[event.kind](state, life, event)
    return replace(outcome, state=_noted(outcome.state, event))


def _adopt(state: State, event: BrokerEvent) -> Outcome:
    """Make an order of someone else's at our account one that we know, as large as is known so far."""
    if event.kind is BrokerEventKind.FILL and not bookable(event):
        return ignore(state, AlertCode.INVALID_FILL)
    if event.symbol is None or event.side is None or event.quantity is None:
        return ignore(state, AlertCode.EXTERNAL_ORDER)
    facts = Facts(quantity=event.quantity, sent_at=event.at)
    told = None if event.kind is BrokerEventKind.FILL else event.quantity
    life = Life(id=event.client_order_id, symbol=event.symbol, side=event.side, facts=facts, external=True, told=told)
    return Outcome(state.with_order(life), alerts=(AlertCode.EXTERNAL_ORDER,))


def _noted(state: State, event: BrokerEvent) -> State:
    """Remember the newest version that the broker has named for the order."""
    life = state.orders[event.client_order_id]
    if event.version is None or (life.version is not None and event.version <= life.version):
        return state
    return state.with_order(replace(life, version=event.version))


# ---------------------------------------------------------------- what we do


def _send(state: State, life: Life, command: Command) -> Outcome:
    if life.facts.sent_at is not None or life.status in TERMINAL:
        return ignore(state)
    return Outcome(state.with_order(life.know(sent_at=command.at)))


def _cancel(state: State, life: Life, _: Command) -> Outcome:
    """Ask for a cancel; an order that was never sent ends at once."""
    if life.status in TERMINAL:
        return ignore(state, AlertCode.ORDER_NOT_CANCELABLE)
    if life.facts.cancel_pending:
        return ignore(state)
    unsent = life.facts.sent_at is None and life.facts.acked_at is None
    return Outcome(state.with_order(_ended(life, Ended.CANCELED) if unsent else life.know(cancel_pending=True)))


def _replace(state: State, life: Life, command: Command) -> Outcome:
    """Ask for new terms. A quantity below what is filled is refused, as is a terminal order."""
    change = command.change
    if life.status in TERMINAL or (life.changes and life.changes[-1] == change):
        return ignore(state)
    if change.quantity is not None and change.quantity < life.facts.filled:
        return ignore(state, AlertCode.INVALID_REPLACE_QTY)
    return Outcome(state.with_order(_under_way(life, *life.changes, change)))


def _under_way(life: Life, *changes: Change) -> Life:
    return replace(life.know(replace_pending=bool(changes)), changes=changes)


def _keep(state: State, life: Life, command: Command) -> Outcome:
    return _absorbed(state, life, _settled(life, command.change.version)[1])


def _found(state: State, life: Life, command: Command) -> Outcome:
    return _hear(state, life, life.seen(command.at))


def _missing(state: State, life: Life, _: Command) -> Outcome:
    """Count a lookup that found nothing; the third in a row is final for what was never acknowledged."""
    waits = bool(life.changes) if life.facts.acked_at is not None else life.facts.sent_at is not None
    if not waits or (life.status in TERMINAL and not life.changes):  # a filled one may yet have a replace under way
        return ignore(state)
    life = replace(life, misses=life.misses + 1)
    if life.misses < MISSES_MAX:
        return Outcome(state.with_order(life))
    if life.changes:
        dropped = replace(_under_way(life, *life.changes[1:]), misses=0)
    else:
        dropped = replace(_ended(life, Ended.REJECTED), not_received=True)
    return Outcome(state.with_order(dropped), alerts=(AlertCode.NOT_RECEIVED,))


COMMANDS: Final[dict[CommandKind, Callable[[State, Life, Command], Outcome]]] = {
    CommandKind.SEND: _send,
    CommandKind.CANCEL: _cancel,
    CommandKind.REPLACE: _replace,
    CommandKind.KEEP: _keep,
    CommandKind.FOUND: _found,
    CommandKind.MISSING: _missing,
}


# ---------------------------------------------------------------- what the broker says


def _hear(state: State, before: Life, after: Life) -> Outcome:
    """Keep what was said of an order; what changes nothing is ignored."""
    return ignore(state) if after == before else Outcome(state.with_order(after))


def _acked(state: State, life: Life, event: BrokerEvent) -> Outcome:
    """Hear that the broker has taken an order, and when.

    One that was brought across a split while it was under way, and was taken since that in the shares of before, is as
    the broker has taken it: that is to be canceled, and told.
    """
    after = life.seen(event.at)
    if life.external and life.told is None and event.quantity is not None:
        after = _stretched(after, event.quantity)
    changed, after = after != life, replace(after, taken_at=life.taken_at or event.at)
    crossed = life.taken_at is None and life.restated_at is not None and event.at >= life.restated_at
    if life.external or not crossed or life.terms_at is not None:
        return replace(_hear(state, life, after), ignored=not changed)
    taken = _with_terms(after, _said(event), None, event.at)
    same = (taken.facts.quantity, taken.limit_price) == (life.facts.quantity, life.limit_price)
    return replace(_hear(state, life, taken), alerts=() if same else (AlertCode.CORPORATE_ACTION_MISSED,))


def _stretched(life: Life, told: Decimal) -> Life:
    """Take the size of an order from its broker; it is larger while more than that is filled."""
    return replace(life.know(quantity=max(told, life.facts.filled)), told=told)


def _ended(life: Life, how: Ended) -> Life:
    """End an order; the first end stays, but a refused order that was filled all the same can still end."""
    facts = life.facts
    if facts.ended is not None and not (facts.ended is Ended.REJECTED and facts.filled and how is not Ended.REJECTED):
        return life
    return replace(life.know(ended=how, cancel_pending=False, replace_pending=False), changes=())


def _over(state: State, life: Life, event: BrokerEvent) -> Outcome:
    return _hear(state, life, _ended(life, ENDINGS[event.kind]))


def _cancel_rejected(state: State, life: Life, _: BrokerEvent) -> Outcome:
    return _absorbed(state, life, life.know(cancel_pending=False))


def _replace_rejected(state: State, life: Life, event: BrokerEvent) -> Outcome:
    return _absorbed(state, life, _settled(life, event.version)[1])


def _settled(life: Life, version: int | None) -> tuple[Change, Life]:
    """Return which change a broker speaks of, and the order without it: the one of its version, else the oldest."""
    named = [each for each in life.changes if version is None or each.version in (None, version)]
    if not named:
        return Change(), life
    left = [each for each in life.changes if each is not named[0]]
    return named[0], replace(_under_way(life, *left), misses=0)


def _absorbed(state: State, before: Life, after: Life) -> Outcome:
    """A no to what a fill has overtaken is no news, though nothing is under way any more."""
    return replace(_hear(state, before, after), ignored=before.status is OrderStatus.FILLED or before == after)


def _replaced(state: State, life: Life, event: BrokerEvent) -> Outcome:
    """Take over the terms of the replace under way, or those that the broker names.

    While crossing fills have gone beyond the new quantity, the order is as large as what is filled. An order that
    came out larger than was asked for is to be canceled: what fills meanwhile is in its quantity, and told.
    """
    asked, after = _settled(life, event.version)
    said = _said(event)
    told = said.quantity or asked.quantity
    named = {name: getattr(said, name) or getattr(asked, name) for name in PRICED}
    whole = None if told is None else max(told, life.facts.filled)
    change = Change(quantity=told, opening=_opening(asked, whole), reference_price=asked.reference_price, **named)
    outcome = _hear(state, life, _with_terms(after.seen(event.at), change, event.version, event.at, crossed=True))
    large = asked.quantity is not None and (whole or ZERO) > max(asked.quantity, life.facts.filled)
    return replace(outcome, alerts=(AlertCode.INVALID_REPLACE_QTY,)) if large else outcome


def _opening(asked: Change, whole: Decimal | None) -> Decimal | None:
    """Return the opening part of what a replace came to; what closes a position is as large as it was judged."""
    if asked.opening is None or asked.quantity is None or whole is None:
        return None
    return max(ZERO, whole - (asked.quantity - asked.opening))


def _restated(state: State, life: Life, event: BrokerEvent) -> Outcome:
    return _hear(state, life, _with_terms(life.seen(event.at), _said(event), event.version, event.at))


def _said(event: BrokerEvent) -> Change:
    return Change(quantity=event.quantity, **{name: getattr(event, name) for name in PRICED})


def _with_terms(life: Life, change: Change, version: int | None, at: datetime, *, crossed: bool = False) -> Life:
    """Return the order with new terms, named at that time, unless it has those of a later version of the broker's.

    `crossed`: fills that were under way with the change may have gone beyond its quantity.
    """
    if version is not None and life.terms_version is not None and version < life.terms_version:
        return life
    opening, before = life.opening, life.facts.quantity
    if change.quantity is not None:
        stretches = life.external or crossed
        life = (
            _stretched(life, change.quantity) if stretches else replace(life.know(quantity=change.quantity), told=None)
        )
    if change.opening is not None:
        opening = change.opening
    elif opening:
        opening = max(ZERO, life.facts.quantity - (before - opening))
    terms = {name: getattr(change, name) or getattr(life, name) for name in PRICED}
    life = replace(life, **terms, opening=opening, reference_price=_reference(life, change), terms_at=at)
    return life if version is None else replace(life, terms_version=version)


def _reference(life: Life, change: Change) -> Decimal | None:
    """Return the price that is reserved at; a buy's own limit is reserved for, whoever has raised it."""
    price = change.reference_price or life.reference_price
    if price is None or change.limit_price is None or life.side is OrderSide.SELL:
        return price
    return max(price, change.limit_price)


def _snapshot(state: State, life: Life, event: BrokerEvent) -> Outcome:
    """Catch up with what a poll saw, unless something newer was heard already."""
    behind = event.filled is not None and event.filled < life.facts.filled
    if behind if event.version is None or life.version is None else event.version < life.version:
        return ignore(state)
    outcome = infer(state, life, event)
    life = outcome.state.orders[life.id]
    after = life.seen(event.at) if event.ended is None else _ended(life.seen(event.at), event.ended)
    if not outcome.entries and after == life:
        return replace(outcome, ignored=True)
    return replace(outcome, state=outcome.state.with_order(after), ignored=False)


def _fill(state: State, _: Life, event: BrokerEvent) -> Outcome:
    return fill(state, event)


ENDINGS: Final = {
    BrokerEventKind.CANCELED: Ended.CANCELED,
    BrokerEventKind.EXPIRED: Ended.EXPIRED,
    BrokerEventKind.REJECTED: Ended.REJECTED,
}
HEARD: Final[dict[BrokerEventKind, Callable[[State, Life, BrokerEvent], Outcome]]] = {
    BrokerEventKind.ACK: _acked,
    BrokerEventKind.FILL: _fill,
    BrokerEventKind.CANCELED: _over,
    BrokerEventKind.EXPIRED: _over,
    BrokerEventKind.REJECTED: _over,
    BrokerEventKind.CANCEL_REJECTED: _cancel_rejected,
    BrokerEventKind.REPLACED: _replaced,
    BrokerEventKind.REPLACE_REJECTED: _replace_rejected,
    BrokerEventKind.RESTATED: _restated,
    BrokerEventKind.SNAPSHOT: _snapshot,
}


# ---------------------------------------------------------------- money without an order
CASH: Final = frozenset({Cause.FEE, Cause.DIVIDEND, Cause.INTEREST, Cause.WITHHOLDING, Cause.FLOW})


def _cash(state: State, event: BrokerEvent) -> Outcome:
    """Post what moved cash once per activity; one of nothing moves nothing, one without sense is told."""
    name, amount = event.activity_id, event.amount
    named = name is not None and event.cause in CASH and (event.symbol is not None or event.cause is not Cause.DIVIDEND)
    if not named or amount is None or not (amount.is_zero() or fits(amount.copy_abs(), CENT, PRICE_MAX)):
        return ignore(state, AlertCode.UNKNOWN_BROKER_VALUE)
    if name is None or event.cause is None or amount.is_zero() or name in state.happened:
        return ignore(state)
    entry = Entry(event.cause, name, book_cash(event.cause, event.symbol, amount))
    return Outcome(replace(state, happened=state.happened | {name}), (entry,))


# ---------------------------------------------------------------- what happens to a symbol


def split(state: State, entry: Split, reference: str) -> Outcome:
    """Restate a position, once per reference. Open orders stay as they are: their broker restates them."""
    if reference in state.happened:
        return ignore(state)
    tape = state.tape(entry.symbol)
    after = tape.add(replace(entry, number=state.number + 1))
    posted = entries(entry.symbol, Cause.SPLIT, reference, tape.fold, after.fold)
    known = (*state.splits.get(entry.symbol, ()), entry)
    state = replace(state, number=state.number + 1, happened=state.happened | {reference})
    state = replace(state, splits={**state.splits, entry.symbol: known})
    return Outcome(state.with_tape(entry.symbol, after), posted)


def dividend(state: State, action: CorporateAction) -> Outcome:
    """Pay a dividend on what is held, once per event of the source; a short pays it."""
    if action.id in state.happened:
        return ignore(state)
    legs = book_dividend(action.symbol, state.tape(action.symbol).fold.stock.quantity, action.amount)
    posted = (Entry(Cause.DIVIDEND, action.id, legs),) if legs else ()
    return Outcome(replace(state, happened=state.happened | {action.id}), posted)
