"""Book splits and dividends, once per event of the source."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from tortoise.expressions import Q

from actions import brackets
from actions.accounts import as_split, replayed
from actions.audit import Deed
from actions.execution_rows import keep_realized
from actions.ledger import post
from actions.lots import Shelf, keep, shelf_of
from actions.order_rows import end, refresh
from actions.trips import trip
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Alert, Execution, JournalEntry, Order, Position, Recommendation, RecommendationState, Split
from trading.alerts import AlertCode
from trading.fills import entries
from trading.ledger import Cause, Leg, Stock, book_dividend, book_split
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import Ended, OrderSide
from trading.ports import Desk, Venue
from trading.stop import StopReason
from trading.units import ZERO, plain, repriced, restated

TERMS: Final = ("limit_price", "stop_price", "trail_by", "reference_price")
PRICES: Final = (*TERMS, *(f"replace_{name}" for name in TERMS), "stop_loss", "take_profit")


async def apply(desk: Desk, viewer: Viewer, action: CorporateAction, at: datetime, ex: datetime | None = None) -> None:
    """Book an event, at that market time, for every portfolio that is or was entitled, or has had orders in it.

    What they have filled before it may be told after it, also of an order that is over.

    `ex` is when its day began at the venue, `at` where it is not given: what was executed since is in shares after a
    split and entitled to no dividend, however late the event is booked and whatever is heard when.
    When a step comes again after a crash, it is booked for who was not reached the first time.
    """
    ex = at if ex is None else min(ex, at)
    held = Position.filter(symbol=action.symbol).exclude(quantity=0)
    ids = {p.portfolio_id for p in await held.only("portfolio_id")}
    ordered = Order.filter(symbol=action.symbol).distinct().values_list("portfolio_id", flat=True)
    ids |= {str(each) for each in await ordered}
    since = Execution.filter(symbol=action.symbol, executed_at__gte=ex)
    ids |= {each.portfolio_id for each in await since.only("portfolio_id")}
    for portfolio_id in sorted(ids):
        async with unit(desk, viewer, portfolio_id) as u:
            if action.kind is CorporateActionKind.DIVIDEND:
                if not _is_told(u):
                    await _dividend(u, action, ex)
            else:
                await _split(u, action, ex, at)


async def warn(
    desk: Desk, viewer: Viewer, symbol: str | None, words: str, *, title: str | None = None, due: bool = True
) -> None:
    """Tell every portfolio that holds a symbol or has orders in it (None: holds any) what is not booked, once.

    Books of which it is certain that they are wrong, now that it is `due`: nothing is opened on them until a person has
    cleared that. The stop comes first, so that a crash in between leaves it to be told.
    """
    for portfolio_id in await _concerned(symbol):
        known = Alert.filter(portfolio_id=portfolio_id, code=AlertCode.CORPORATE_ACTION_MISSED, message=words[:1000])
        if await known.exists():
            continue
        if symbol is not None and due:
            await trip(desk, viewer, portfolio_id, StopReason.RECONCILE_BREAK, words)
        async with unit(desk, viewer, portfolio_id) as u:
            await u.alert(AlertCode.CORPORATE_ACTION_MISSED, words, title=title, symbol=symbol)


async def _concerned(symbol: str | None) -> list[str]:
    """Return the portfolios that hold a symbol or have open orders in it, for None those that hold any."""
    held = Position.filter(**({} if symbol is None else {"symbol": symbol})).exclude(quantity=0)
    ids = {position.portfolio_id for position in await held.only("portfolio_id")}
    if symbol is not None:
        ids |= {order.portfolio_id for order in await Order.filter(symbol=symbol, open=True).only("portfolio_id")}
    return sorted(ids)


def _is_told(u: Unit) -> bool:
    """Whether the broker itself tells what it pays: then nobody else's word of a dividend counts."""
    broker = u.desk.brokers.get(u.portfolio.broker)
    return broker is not None and broker.capabilities.tells_cash


async def _dividend(u: Unit, action: CorporateAction, ex: datetime) -> None:
    held = (await shelf_of(u.portfolio.id, action.symbol)).stock.quantity
    held -= sum((row.side.sign * row.quantity for row in await _executed(u, action.symbol, ex)), ZERO)
    legs = book_dividend(action.symbol, held, action.amount)
    if legs and await post(u, Cause.DIVIDEND, action.id, legs, ex):
        _record(u, action, f"Dividend of {plain(action.amount)} on {plain(held)} {action.symbol}")


async def _executed(u: Unit, symbol: str, since: datetime) -> list[Execution]:
    return await Execution.filter(portfolio_id=u.portfolio.id, symbol=symbol, executed_at__gte=since, busted=False)


async def _split(u: Unit, action: CorporateAction, ex: datetime, at: datetime) -> None:
    if await JournalEntry.exists(portfolio_id=u.portfolio.id, cause=Cause.SPLIT, reference=action.id):
        return
    new = await _executed(u, action.symbol, ex)
    shelf, row = await shelf_of(u.portfolio.id, action.symbol), _row(u, action, ex)
    if new:
        legs, stock = await _replayed(u, row, shelf)
    else:
        booking = book_split(shelf.stock, action.symbol, action.ratio)
        legs, stock = booking.legs, booking.stock
    await post(u, Cause.SPLIT, action.id, legs, ex)
    await keep(u, action.symbol, shelf, stock)
    await row.save(force_create=True)
    await _restate_orders(u, action, ex, at, new)
    await brackets.split(u, action, ex)
    shown: list[str] = []
    for entry in await Recommendation.filter(portfolio_id=u.portfolio.id, symbol=action.symbol, side=OrderSide.BUY):
        entry.stop_loss = repriced(entry.stop_loss, action.ratio) if entry.stop_loss else None
        entry.take_profit = repriced(entry.take_profit, action.ratio) if entry.take_profit else None
        await entry.save(update_fields=["stop_loss", "take_profit"])
        shown += [entry.id] if entry.state is RecommendationState.OPEN else []
    if shown:
        u.event("signals", signals=[], recommendations=shown)
    _record(u, action, f"Split of {action.symbol}, {plain(action.ratio)} for 1")


async def _restate_orders(
    u: Unit, action: CorporateAction, ex: datetime, at: datetime, new: Sequence[Execution]
) -> None:
    """Restate what is open, and what is over only because it was too small for what was executed in new shares.

    What was placed since is in new shares already: at a broker that is its own market since the step, at any other
    since the day began there.
    """
    venue = isinstance(u.desk.brokers.get(u.portfolio.broker), Venue)
    old = Q(placed_at__lt=at) if venue else Q(sent_at__isnull=True) | Q(sent_at__lt=ex)
    concerned = Q(open=True) | Q(id__in=sorted({each.order_id for each in new}))
    for order in await Order.filter(concerned & old, portfolio_id=u.portfolio.id, symbol=action.symbol):
        if restate(order, action, sum((each.quantity for each in new if each.order_id == order.id), ZERO)):
            order.restated_at = ex
            refresh(u, order)
        elif order.open:
            end(u, order, Ended.CANCELED)
        await order.save()
        u.changed(order.id)


def _row(u: Unit, action: CorporateAction, ex: datetime) -> Split:
    return Split(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        symbol=action.symbol,
        ratio=action.ratio,
        at=ex,
    )


async def _replayed(u: Unit, row: Split, shelf: Shelf) -> tuple[tuple[Leg, ...], Stock]:
    """Put a split in its place before what was executed since; return what that posts, and what is held then."""
    versions = await Execution.filter(portfolio_id=u.portfolio.id, symbol=row.symbol)
    tape = await replayed(u, row.symbol, versions, shelf)
    after = tape.add(as_split(row))
    await keep_realized({each.broker_execution_id: each for each in versions if not each.busted}, after.fold.realized)
    posted = entries(row.symbol, Cause.SPLIT, row.id, tape.fold, after.fold)
    nothing = book_split(Stock(), row.symbol, row.ratio)
    return posted[0].legs if posted else nothing.legs, after.fold.stock


def restate(order: Order, action: CorporateAction, new: Decimal = ZERO) -> bool:
    """Bring an open order to shares after the split: quantities times the ratio, prices divided by it.

    Of what is filled, `new` is in such shares already, and may be all of it. Quantities are cut to 9 decimal places, as
    brokers do; False, and nothing done, when that leaves nothing to fill.
    """
    old = order.filled - new
    filled = restated(old, action.ratio) + new
    whole = restated(old, action.ratio) + restated(order.quantity - old, action.ratio)
    if whole <= 0 or (whole <= filled and not new):
        return False
    closing = restated(order.quantity - order.opening, action.ratio)
    if order.replace_quantity is not None:
        order.replace_quantity = filled + restated(order.replace_quantity - old, action.ratio) - new
        order.replace_opening = restated(order.replace_opening or ZERO, action.ratio)
    if order.told_quantity is not None:
        order.told_quantity = filled + restated(order.told_quantity - old, action.ratio) - new
    order.filled, order.quantity = filled, whole
    order.opening = max(ZERO, order.quantity - closing) if order.opening else ZERO
    if order.exits_due:
        order.exits_due = restated(order.exits_due, action.ratio)
    for name in PRICES:
        price = getattr(order, name)
        if price is not None:
            setattr(order, name, repriced(price, action.ratio))
    return True


def _record(u: Unit, action: CorporateAction, summary: str) -> None:
    u.record(Deed(action="book_corporate_action", object_type="Event", object_id=action.id[:64], summary=summary))
