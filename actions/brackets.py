"""The exits of a position: written as soon as an entry fills, never for more than is held, out of the way of a sale."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import prod

from tortoise.expressions import Q

from actions import shares
from actions.audit import Deed
from actions.order_rows import QUEUE, deny, describe, request_cancel
from actions.unit import Unit
from db.lookup import many, one
from db.models import Alert, Execution, Order, Position
from db.models import Split as SplitRow
from db.reads.books import reserving
from db.reads.facts import halt_of, stops_for
from db.reads.orders import bracketed
from trading.alerts import AlertCode
from trading.brackets import LIVE, ExitState, Group, closable, plan, protected
from trading.errors import DenialCode, FieldProblem, InvalidInput
from trading.orders import OrderSide, OrderType, Terms, TimeInForce
from trading.ports import Broker, Venue
from trading.stop import TradingState
from trading.tape import Split
from trading.units import CENT, ZERO, plain, repriced, restated, whole_shares

ROUNDS_MAX = 3  # what is canceled before it was sent is over at once, and what it left is written in the next round

REFUSALS_MAX = 5  # so often a broker may refuse to cancel an exit before what waits for it is given up
AGAIN = timedelta(seconds=2)
LATE = timedelta(days=7)  # so long after its end more may be heard of what an entry has filled


def validate_exits(broker: Broker, wanted: Terms) -> None:
    """Raise InvalidInput for exits that the broker would not take once the entry has filled."""
    problems = objections(broker, wanted)
    if problems:
        raise InvalidInput(" ".join(problem.message for problem in problems), *problems)


def objections(broker: Broker, wanted: Terms) -> list[FieldProblem]:
    """Return what the broker has against the exits of an order, nothing where there are none."""
    levels = {"stopLoss": wanted.stop_loss, "takeProfit": wanted.take_profit}
    able = broker.capabilities
    asked = {name: price for name, price in levels.items() if price is not None}
    problems = []
    for name, price in asked.items():
        tick = able.exit_tick if price >= 1 else able.exit_tick * CENT
        if not able.bracket:
            problems.append((name, f"The broker {broker.name} has no bracket orders: leave {name} out."))
        elif price % tick:
            problems.append(
                (name, f"The broker {broker.name} takes a {name} of this height in steps of {plain(tick)}.")
            )
    if asked and wanted.quantity % able.exit_step:
        step = plain(able.exit_step)
        problems.append(("quantity", f"The broker {broker.name} takes bracket orders in multiples of {step} only."))
    return [FieldProblem(("terms", name), message) for name, message in problems]


async def fillable(u: Unit, entry: Order, before: Decimal, at: datetime | None) -> None:
    """Take note of what the entry's fills have come to: more to protect, or less after a bust. The caller saves it.

    `at` is when that was executed, where it is known.
    """
    if entry.stop_loss is None and entry.take_profit is None:
        return
    now, then = (protected(filled, entry.quantity, entry.opening) for filled in (entry.filled, before))
    if now != then:
        more = restated(now - then, await _in_shares_of_now(u, entry, at))
        _owe(entry, (entry.exits_due or ZERO) + more)


async def _in_shares_of_now(u: Unit, entry: Order, at: datetime | None) -> Fraction:
    """Return what one share of an entry is now: one that was over before a split counts in the shares of before.

    Splits have the time of the market, which at a broker that is none itself is that of the clock.
    """
    market = isinstance(u.desk.brokers.get(u.portfolio.broker), Venue)
    since = shares.counts_as_of(entry) or (entry.placed_at if market else entry.sent_at)
    mine = SplitRow.filter(portfolio_id=entry.portfolio_id, symbol=entry.symbol, at__gt=since)
    splits = await (mine if at is None else mine.filter(at__gt=at))
    return prod((whole_shares(each.ratio) for each in splits), start=Fraction(1))


def _owe(entry: Order, quantity: Decimal) -> None:
    entry.exits_due = quantity or None  # type: ignore[assignment]  # it is null=True


async def tend(u: Unit, symbols: Collection[str]) -> None:
    """Bring the exits in these symbols in line with what is held; call it last, when all else is saved."""
    for symbol in [each for each in sorted(symbols) if await bracketed(u.portfolio.id, each)]:
        for _ in range(ROUNDS_MAX):
            if not await _round(u, symbol):
                break


async def _round(u: Unit, symbol: str) -> bool:
    """Close the groups that are over, cancel those that must give way, write those that are missing.

    False when nothing was canceled, so that another round has nothing to do.
    """
    mine = Order.filter(portfolio_id=u.portfolio.id, symbol=symbol)
    exits = await mine.filter(exit_state__in=list(LIVE)).order_by("sequence")
    owed = await mine.filter(exits_due__isnull=False).order_by("sequence")
    if not exits and not owed:
        return False
    entries = {entry.id: entry for entry in owed}
    missing = {each.parent_id for each in exits} - entries.keys()
    entries |= {entry.id: entry for entry in await Order.filter(id__in=sorted(filter(None, missing)))}
    position = await Position.get_or_none(portfolio_id=u.portfolio.id, symbol=symbol)
    held = position.quantity if position else ZERO
    groups = _groups(exits)
    ended = [group for group in groups if not any(each.open for each in group)]
    for group in ended:
        await _close(u, group, entries[group[0].parent_id or ""], held)
    working = [group for group in groups if group not in ended]
    canceled = [await _side(u, symbol, side, held, entries.values(), working) for side in OrderSide]
    if ended:
        await _release(u, symbol, held)
    return any(canceled)


def _groups(exits: Iterable[Order]) -> list[list[Order]]:
    """Return exits with their pairs, oldest first."""
    groups: dict[str, list[Order]] = {}
    for each in exits:
        groups.setdefault(min(each.id, each.pair_id or each.id), []).append(each)
    return list(groups.values())


def _leaves(group: Sequence[Order]) -> Decimal:
    """How much a group may still fill: what one of them fills the other loses."""
    return max(ZERO, min(each.quantity - each.filled for each in group))


async def _close(u: Unit, group: Sequence[Order], entry: Order, held: Decimal) -> None:
    """Put away a group that is over: what gave way is owed again, what ended by itself is told to a person."""
    left, first = _leaves(group), group[0]
    if first.exit_state is ExitState.GIVING_WAY:
        _owe(entry, (entry.exits_due or ZERO) + left)
        await entry.save(update_fields=["exits_due"])
    elif left and closable(held, first.side) and any(_wanted(entry, each) for each in group):
        if await _halted(u):  # the stop has ended them: they are written again when it is released
            _owe(entry, (entry.exits_due or ZERO) + left)
            await entry.save(update_fields=["exits_due"])
        fates = ", ".join(_fate(each) for each in group)
        await u.alert(AlertCode.UNPROTECTED, f"{plain(left)} {entry.symbol} of {describe(entry)}: {fates}", order=entry)
    await _set_state(group, ExitState.OVER)


def _wanted(entry: Order, each: Order) -> bool:
    """Whether a person has not canceled this kind of exit."""
    return (entry.take_profit if each.type is OrderType.LIMIT else entry.stop_loss) is not None


def _fate(each: Order) -> str:
    return f"{describe(each)} is {each.ended}" + (f" ({each.rejection})" if each.rejection else "")


async def _halted(u: Unit) -> bool:
    """Whether nothing at all goes to the broker now, exits neither."""
    return halt_of(await stops_for(u.portfolio.id)).state is TradingState.HALTED


async def released(u: Unit) -> None:
    """Write the exits that a stop has ended or held back, now that it was released; call it when all else is saved."""
    owed = Order.filter(portfolio_id=u.portfolio.id, exits_due__isnull=False)
    await tend(u, {str(symbol) for symbol in await owed.values_list("symbol", flat=True)})


async def _set_state(group: Iterable[Order], state: ExitState) -> None:
    for each in group:
        each.exit_state = state
        await each.save(update_fields=["exit_state"])


async def _side(
    u: Unit, symbol: str, side: OrderSide, held: Decimal, entries: Iterable[Order], working: Iterable[list[Order]]
) -> bool:
    """Do what the plan says for the exits of one side; tell whether it canceled any."""
    mine = sorted((e for e in entries if e.side is side.opposite), key=lambda e: e.sequence)
    groups = {group[0].id: group for group in working if group[0].side is side}
    if not mine:
        return False
    decided = plan(
        held=closable(held, side),
        closing=sum((closing(order) for order in await _closers(u, symbol, side)), ZERO),
        due={entry.id: _due(entry) for entry in mine},
        groups=[_group(name, group) for name, group in groups.items()],
        step=u.desk.brokers[u.portfolio.broker].capabilities.exit_step,
    )
    for name in decided.cancel:
        if max(each.cancel_refusals for each in groups[name]) < REFUSALS_MAX:
            await _give_way(u, groups[name])
        else:
            await _stay(u, groups[name])
    written, halted = dict(decided.write), bool(decided.write) and await _halted(u)
    for entry in mine:
        due = decided.due[entry.id]
        if halted and entry.id in written:
            due += written[entry.id]
            await _bare(u, entry, written[entry.id])
        elif entry.id in written:
            await _write(u, entry, written[entry.id])
        if due != entry.exits_due:
            _owe(entry, due)
            await entry.save(update_fields=["exits_due"])
    return bool(decided.cancel)


async def _bare(u: Unit, entry: Order, quantity: Decimal) -> None:
    """Tell a person, once an entry, of what was filled while trading is stopped and has no exits."""
    if not await Alert.filter(code=AlertCode.UNPROTECTED, order_id=entry.id).exists():
        message = f"{plain(quantity)} {entry.symbol} of {describe(entry)}: trading is stopped"
        await u.alert(AlertCode.UNPROTECTED, message, order=entry)


def _due(entry: Order) -> Decimal:
    """Nothing is owed to an entry whose exits a person has canceled."""
    levels = entry.stop_loss is not None or entry.take_profit is not None
    return (entry.exits_due or ZERO) if levels else ZERO


def _group(name: str, group: Sequence[Order]) -> Group:
    canceling = any(each.cancel_pending for each in group)
    return Group(id=name, entry=group[0].parent_id or "", leaves=_leaves(group), canceling=canceling)


async def _closers(u: Unit, symbol: str, side: OrderSide) -> list[Order]:
    """Return the orders of a side that may close a position and are no exits."""
    mine = Order.filter(portfolio_id=u.portfolio.id, symbol=symbol, side=side, open=True, approval_pending=False)
    return await mine.filter(parent_id__isnull=True).order_by("sequence")


def closing(order: Order) -> Decimal:
    """How much of a position the leaves of an order close."""
    rests = reserving(order)
    return rests.leaves - rests.opening


async def _give_way(u: Unit, group: Sequence[Order]) -> None:
    """Cancel a group that is to be written anew. Canceling one of two at the broker cancels both."""
    await _set_state(group, ExitState.GIVING_WAY)
    alive = [each for each in group if each.open]
    for each in alive if alive[0].sent_at is None else alive[:1]:
        request_cancel(u, each)
        await each.save()
    u.changed(*(each.id for each in alive))


async def _stay(u: Unit, group: Sequence[Order]) -> None:
    """Leave exits at work that the broker would not cancel, and deny what has waited for their shares."""
    first = group[0]
    if first.exit_state is ExitState.WORKING:
        return
    await _set_state(group, ExitState.WORKING)
    for order in await _closers(u, first.symbol, first.side):
        if order.sent_at is None and await in_the_way(order):
            deny(u, order, DenialCode.INSUFFICIENT_QTY, "the broker does not cancel the exits that hold its shares")
            await order.save()
    fates = ", ".join(f"{describe(each)}: {each.rejection}" for each in group if each.rejection)
    await u.alert(AlertCode.EXITS_STUCK, fates or describe(first), order=first)


# ---------------------------------------------------------------- what is written


async def _write(u: Unit, entry: Order, quantity: Decimal) -> None:
    """Write one group of exits for some of what an entry has filled, in the transaction that made it due."""
    exits = [
        _exit(u, entry, quantity, kind, price)
        for kind, price in ((OrderType.LIMIT, entry.take_profit), (OrderType.STOP, entry.stop_loss))
        if price is not None
    ]
    for each in exits:
        each.pair_id = next((other.id for other in exits if other is not each), None)
        await each.save(force_create=True)
        u.counted()
        u.job(QUEUE, "submit_order", order_id=each.id, portfolio_id=each.portfolio_id)
        u.changed(each.id, entry.id)
        u.record(
            Deed(
                action="write_exit",
                object_type="Order",
                object_id=each.id,
                summary=f"{describe(each)} protects {describe(entry)}",
                after={"parent": entry.id, "quantity": plain(quantity)},
            )
        )


def _exit(u: Unit, entry: Order, quantity: Decimal, kind: OrderType, price: Decimal) -> Order:
    """Return an exit, placed no earlier than its fill, which is booked ahead of its step's marks."""
    order_id, at = u.desk.ids.new(), max(u.market_now, entry.updated_at)
    return Order(
        id=order_id,
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        symbol=entry.symbol,
        side=entry.side.opposite,
        type=kind,
        quantity=quantity,
        limit_price=price if kind is OrderType.LIMIT else None,
        stop_price=price if kind is OrderType.STOP else None,
        time_in_force=TimeInForce.GTC,
        origin=entry.origin,
        idempotency_key=f"exit-{order_id}",
        client_order_id=f"{u.desk.deploy_tag}-{order_id}-1",
        requested_by_id=entry.requested_by_id,
        parent_id=entry.id,
        exit_state=ExitState.WORKING,
        open=True,
        reducing=True,
        placed_at=at,
        updated_at=at,
    )


async def split(u: Unit, split: Split, written: Q, new: Sequence[Execution]) -> None:
    """Restate levels and what is owed of entries `written` before it; call it when all open orders are restated.

    What an entry of before has filled in `new` shares, until this was known, was added up with older ones, and exits
    were written for both: those that have gone out since give way, and what they are to be is reckoned anew.
    """
    mine = Order.filter(portfolio_id=u.portfolio.id, symbol=split.symbol)
    await mine.filter(exit_state=ExitState.OVER, open=True).update(exit_state=ExitState.WORKING)
    exits = await mine.filter(parent_id__isnull=False, exit_state__isnull=False)
    alive = {each.parent_id or "" for each in exits if each.exit_state in LIVE}
    going = Q(open=True) | Q(exits_due__isnull=False) | Q(id__in=sorted(alive | {each.order_id for each in new}))
    levels = Q(stop_loss__isnull=False) | Q(take_profit__isnull=False)
    late = Q(updated_at__gte=split.at - LATE)
    for entry in await mine.filter(going | late, levels, written):
        entry.stop_loss = repriced(entry.stop_loss, split.ratio) if entry.stop_loss else None
        entry.take_profit = repriced(entry.take_profit, split.ratio) if entry.take_profit else None
        since = sum((each.quantity for each in new if each.order_id == entry.id), ZERO)
        unread = [each for each in exits if each.parent_id == entry.id and misread(each, split.at, since)]
        await _resize(u, entry, split, since, _groups(unread))
        await entry.save(update_fields=["stop_loss", "take_profit", "exits_due"])
    await tend(u, [split.symbol])


def misread(each: Order, ex: datetime, since: Decimal) -> bool:
    """Whether an exit was written before a split was known, and its broker reads it, or will, in the shares after."""
    if each.taken_at is not None:
        return each.taken_at >= ex
    return bool(since) if each.sent_at is None else each.sent_at >= ex


async def _resize(u: Unit, entry: Order, split: Split, since: Decimal, groups: Sequence[Sequence[Order]]) -> None:
    """Owe what exits ought to be for, less what those of these groups are for, and let them give way."""
    live = [group for group in groups if any(each.exit_state in LIVE for each in group)]
    sized = sum((_leaves(group) for group in live), ZERO)
    sized += sum((each.filled for group in groups for each in group), ZERO)
    whole = sized + (entry.exits_due or ZERO)
    before = protected(entry.filled - since, entry.quantity, entry.opening)
    fresh = max(ZERO, min(whole, protected(entry.filled, entry.quantity, entry.opening) - before))
    _owe(entry, fresh + restated(whole - fresh, split.ratio) - sized)
    for group in live:
        if any(each.open for each in group):
            await _give_way(u, group)


async def retaken(u: Unit, known: Mapping[str, Order], taken: Order, more: Decimal) -> None:
    """Let an exit give way that its broker has taken for `more` or less than it was to be for; that is owed.

    What is `known` by id already is not read again.
    """
    group = [taken] if taken.pair_id is None else [taken, known.get(taken.pair_id) or await Order.get(id=taken.pair_id)]
    if taken.exit_state is ExitState.WORKING:
        await _give_way(u, group)
    if taken.pair_id is None or taken.id < taken.pair_id:
        entry = known.get(taken.parent_id or "") or await Order.get(id=taken.parent_id)
        _owe(entry, (entry.exits_due or ZERO) + more)
        await entry.save(update_fields=["exits_due"])


# ---------------------------------------------------------------- what has to wait, and what a person cancels


async def send(u: Unit, order: Order) -> None:
    """Have an accepted order sent; one that sells what exits hold at the broker is sent once they have given way."""
    if closing(order):
        stuck = Order.filter(portfolio_id=u.portfolio.id, symbol=order.symbol, exit_state__in=list(LIVE))
        await stuck.update(cancel_refusals=0)  # what is new is worth asking for again
        await tend(u, [order.symbol])
    if not await in_the_way(order):
        u.job(QUEUE, "submit_order", order_id=order.id, portfolio_id=order.portfolio_id)


async def in_the_way(order: Order) -> bool:
    """Whether exits still hold at the broker what this order is to close."""
    wanted = ZERO if order.parent_id else closing(order)
    if not wanted:
        return False
    exits = await many(Order, portfolio_id=order.portfolio_id, symbol=order.symbol, side=order.side, exit_state=LIVE)
    taken = sum((_leaves(group) for group in _groups(exits) if any(each.open for each in group)), ZERO)
    return bool(taken) and taken + wanted > await to_close(order)


async def to_close(order: Order) -> Decimal:
    """How much there is for an order of this side to close."""
    position = await one(Position, portfolio_id=order.portfolio_id, symbol=order.symbol)
    return closable(position.quantity, order.side) if position else ZERO


async def _release(u: Unit, symbol: str, held: Decimal) -> None:
    """Have the orders sent that waited for exits which are over now."""
    for side in OrderSide:
        for order in await _closers(u, symbol, side):
            waited = order.sent_at is None and closing(order) > 0
            if waited and not await in_the_way(order):
                u.job(QUEUE, "submit_order", order_id=order.id, portfolio_id=order.portfolio_id)


async def canceled(u: Unit, order: Order) -> None:
    """A person cancels an order. The kind of an exit is not written again, while its pair goes on alone.

    The broker cancels both, so that the pair is written anew once that is certain.
    """
    if order.parent_id is None:
        await tend(u, [order.symbol])
        return
    entry = await Order.get(id=order.parent_id)
    if order.type is OrderType.LIMIT:
        entry.take_profit = None
    else:
        entry.stop_loss = None
    await entry.save(update_fields=["take_profit", "stop_loss"])
    u.changed(entry.id)
    if order.pair_id is not None and order.open:
        pair = await Order.get(id=order.pair_id)
        await _set_state([order, pair], ExitState.GIVING_WAY)
    await tend(u, [order.symbol])
