"""Book splits and dividends, once per event of the source."""

from datetime import datetime
from typing import Final

from actions import brackets
from actions.audit import Deed
from actions.ledger import post
from actions.lots import keep, shelf_of
from actions.order_rows import end, refresh
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Execution, Order, Position, Recommendation, RecommendationState, Split
from trading.alerts import AlertCode
from trading.ledger import Cause, book_dividend, book_split
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import Ended, OrderSide
from trading.ports import Desk
from trading.units import ZERO, plain, repriced, restated

TERMS: Final = ("limit_price", "stop_price", "trail_by", "reference_price")
PRICES: Final = (*TERMS, *(f"replace_{name}" for name in TERMS), "stop_loss", "take_profit")


async def apply(desk: Desk, viewer: Viewer, action: CorporateAction, at: datetime) -> None:
    """Book an event, at that market time, for every portfolio that holds the symbol or has open orders in it.

    The caller has booked every execution up to the previous close, so what is held is what is entitled.
    When a step comes again after a crash, who has traded since the event was seen to the first time.
    """
    held = Position.filter(symbol=action.symbol).exclude(quantity=0)
    ids = {p.portfolio_id for p in await held.only("portfolio_id")}
    ids |= {o.portfolio_id for o in await Order.filter(symbol=action.symbol, open=True).only("portfolio_id")}
    since = Execution.filter(symbol=action.symbol, executed_at__gte=at)
    ids -= {e.portfolio_id for e in await since.only("portfolio_id")}
    for portfolio_id in sorted(ids):
        async with unit(desk, viewer, portfolio_id) as u:
            if action.kind is CorporateActionKind.DIVIDEND:
                if not _is_told(u):
                    await _dividend(u, action, at)
            else:
                await _split(u, action, at)


async def warn(desk: Desk, viewer: Viewer, symbol: str | None, words: str) -> None:
    """Tell every portfolio that holds a symbol (None: any) that an event of it could not be booked."""
    held = Position.filter(**({} if symbol is None else {"symbol": symbol})).exclude(quantity=0)
    for portfolio_id in sorted({position.portfolio_id for position in await held.only("portfolio_id")}):
        async with unit(desk, viewer, portfolio_id) as u:
            await u.alert(AlertCode.CORPORATE_ACTION_MISSED, words, symbol=symbol)


def _is_told(u: Unit) -> bool:
    """Whether the broker itself tells what it pays: then nobody else's word of a dividend counts."""
    broker = u.desk.brokers.get(u.portfolio.broker)
    return broker is not None and broker.capabilities.tells_cash


async def _dividend(u: Unit, action: CorporateAction, at: datetime) -> None:
    held = (await shelf_of(u.portfolio.id, action.symbol)).stock.quantity
    legs = book_dividend(action.symbol, held, action.amount)
    if legs and await post(u, Cause.DIVIDEND, action.id, legs, at):
        _record(u, action, f"Dividend of {plain(action.amount)} on {plain(held)} {action.symbol}")


async def _split(u: Unit, action: CorporateAction, at: datetime) -> None:
    before = await shelf_of(u.portfolio.id, action.symbol)
    booking = book_split(before.stock, action.symbol, action.ratio)
    if not await post(u, Cause.SPLIT, action.id, booking.legs, at):
        return
    await keep(u, action.symbol, before, booking.stock)
    await Split(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        symbol=action.symbol,
        ratio=action.ratio,
        at=at,
    ).save(force_create=True)
    for order in await Order.filter(portfolio_id=u.portfolio.id, symbol=action.symbol, open=True):
        if restate(order, action):
            refresh(u, order)
        else:
            end(u, order, Ended.CANCELED)
        await order.save()
        u.changed(order.id)
    await brackets.split(u, action)
    shown: list[str] = []
    for entry in await Recommendation.filter(portfolio_id=u.portfolio.id, symbol=action.symbol, side=OrderSide.BUY):
        entry.stop_loss = repriced(entry.stop_loss, action.ratio) if entry.stop_loss else None
        entry.take_profit = repriced(entry.take_profit, action.ratio) if entry.take_profit else None
        await entry.save(update_fields=["stop_loss", "take_profit"])
        shown += [entry.id] if entry.state is RecommendationState.OPEN else []
    if shown:
        u.event("signals", signals=[], recommendations=shown)
    _record(u, action, f"Split of {action.symbol}, {plain(action.ratio)} for 1")


def restate(order: Order, action: CorporateAction) -> bool:
    """Bring an open order to shares after the split: quantities times the ratio, prices divided by it.

    Quantities are cut to 9 decimal places, as brokers do; False, and nothing done, when that leaves nothing to fill.
    """
    left = restated(order.quantity - order.filled, action.ratio)
    if not left:
        return False
    closing = restated(order.quantity - order.opening, action.ratio)
    filled = restated(order.filled, action.ratio)
    if order.replace_quantity is not None:
        order.replace_quantity = filled + restated(order.replace_quantity - order.filled, action.ratio)
        order.replace_opening = restated(order.replace_opening or ZERO, action.ratio)
    if order.told_quantity is not None:
        order.told_quantity = filled + restated(order.told_quantity - order.filled, action.ratio)
    order.filled, order.quantity = filled, filled + left
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
