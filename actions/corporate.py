"""Book splits and dividends, once per event of the source."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from actions import brackets, shares
from actions.accounts import as_split, replayed
from actions.audit import Deed
from actions.execution_rows import keep_realized
from actions.ledger import post
from actions.lots import Shelf, keep, shelf_of
from actions.order_rows import describe, end, request_cancel
from actions.shares import MISREAD
from actions.trips import trip
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Alert, Execution, JournalEntry, Order, Portfolio, Position, Recommendation, RecommendationState
from db.models import Split as SplitRow
from trading.alerts import AlertCode
from trading.fills import entries
from trading.ledger import Cause, Leg, Stock, book_dividend, book_split
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import Ended, OrderSide
from trading.ports import Desk, Venue
from trading.stop import StopReason
from trading.tape import Split
from trading.units import ZERO, plain, repriced


async def apply(desk: Desk, viewer: Viewer, action: CorporateAction, at: datetime, ex: datetime | None = None) -> None:
    """Book an event, at that market time, for every portfolio that is or was entitled, or has had orders in it.

    What they have filled before it may be told after it, also of an order that is over, or of other hands.

    `ex` is when its day began at the venue, `at` where it is not given: what was executed since is in shares after a
    split and entitled to no dividend, however late the event is booked and whatever is heard when.
    When a step comes again after a crash, it is booked for who was not reached the first time.
    """
    ex = at if ex is None else min(ex, at)
    held = Position.filter(symbol=action.symbol).exclude(quantity=0)
    ids = {p.portfolio_id for p in await held.only("portfolio_id")}
    ordered = Order.filter(symbol=action.symbol).distinct().values_list("portfolio_id", flat=True)
    ids |= {str(each) for each in await ordered}
    if action.kind is CorporateActionKind.SPLIT:
        ids |= await _with_others(desk)
    for portfolio_id in sorted(ids):
        async with unit(desk, viewer, portfolio_id) as u:
            if action.kind is CorporateActionKind.DIVIDEND:
                if not _is_told(u):
                    await _dividend(u, action, ex)
            else:
                await _split(u, action, ex, at)


async def _with_others(desk: Desk) -> set[str]:
    """Return the portfolios in which others may have traded of whom the desk has not heard yet."""
    open_to_others = [name for name, broker in desk.brokers.items() if not isinstance(broker, Venue)]
    found = Portfolio.filter(broker__in=open_to_others, archived_at=None).values_list("id", flat=True)
    return {str(each) for each in await found}


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
    u.portfolio.split_at = max(ex, u.portfolio.split_at or ex)
    await _restate_orders(u, as_split(row), at, new)
    await brackets.split(u, as_split(row), _written(u, ex, at), new)
    shown: list[str] = []
    for entry in await Recommendation.filter(portfolio_id=u.portfolio.id, symbol=action.symbol, side=OrderSide.BUY):
        entry.stop_loss = repriced(entry.stop_loss, action.ratio) if entry.stop_loss else None
        entry.take_profit = repriced(entry.take_profit, action.ratio) if entry.take_profit else None
        await entry.save(update_fields=["stop_loss", "take_profit"])
        shown += [entry.id] if entry.state is RecommendationState.OPEN else []
    if shown:
        u.event("signals", signals=[], recommendations=shown)
    _record(u, action, f"Split of {action.symbol}, {plain(action.ratio)} for 1")


async def _restate_orders(u: Unit, split: Split, at: datetime, new: Sequence[Execution]) -> None:
    """Restate what was there before, and is open or has come through more since: its broker has done so too.

    What was taken since is in new shares already. What went out before and was taken since was read in other shares
    than it was meant in: that is canceled, and told.
    """
    mixed = {each.order_id for each in new}
    named = Q(id__in=sorted(mixed)) | Q(terms_at__gte=split.at)
    mine = Order.filter(Q(open=True) | named, portfolio_id=u.portfolio.id, symbol=split.symbol)
    for order in await mine.filter(Q(taken_at__lt=split.at) | Q(taken_at__isnull=True) & _written(u, split.at, at)):
        own = [each for each in new if each.order_id == order.id]
        if order.parent_id is not None and order.sent_at is None and order.parent_id in mixed:
            continue  # written for fills on both sides of the split: it gives way
        asked = order.replace_sent_at is None or order.replace_sent_at < split.at
        if not shares.bring(u, order, split, shares.executed_since(own, split.at), asked=asked):
            end(u, order, Ended.CANCELED)
        await order.save()
        u.changed(order.id)
    misread = mine.filter(_written(u, split.at, at), open=True, taken_at__gte=split.at, parent_id__isnull=True)
    for order in await misread:
        request_cancel(u, order)
        await order.save()
        u.changed(order.id)
        message = f"{describe(order)}: it was written in shares of before the split of {split.symbol}."
        await u.alert(AlertCode.CORPORATE_ACTION_MISSED, message, title=MISREAD, order=order)


def _written(u: Unit, ex: datetime, at: datetime) -> Q:
    """Tell orders that were written in old shares, as far as the desk knows by itself.

    At a broker that is its own market what was placed before the step, at any other what has not gone out since.
    """
    if isinstance(u.desk.brokers.get(u.portfolio.broker), Venue):
        return Q(placed_at__lt=at)
    return Q(sent_at__isnull=True) | Q(sent_at__lt=ex)


def _row(u: Unit, action: CorporateAction, ex: datetime) -> SplitRow:
    return SplitRow(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        symbol=action.symbol,
        ratio=action.ratio,
        at=ex,
    )


async def _replayed(u: Unit, row: SplitRow, shelf: Shelf) -> tuple[tuple[Leg, ...], Stock]:
    """Put a split in its place before what was executed since; return what that posts, and what is held then."""
    versions = await Execution.filter(portfolio_id=u.portfolio.id, symbol=row.symbol)
    tape = await replayed(u, row.symbol, versions, shelf)
    after = tape.add(as_split(row))
    await keep_realized({each.broker_execution_id: each for each in versions if not each.busted}, after.fold.realized)
    posted = entries(row.symbol, Cause.SPLIT, row.id, tape.fold, after.fold)
    nothing = book_split(Stock(), row.symbol, row.ratio)
    return posted[0].legs if posted else nothing.legs, after.fold.stock


def _record(u: Unit, action: CorporateAction, summary: str) -> None:
    u.record(Deed(action="book_corporate_action", object_type="Event", object_id=action.id[:64], summary=summary))
