"""Where a portfolio stands in a symbol when an opinion of it comes: what is held and on order, and what ends it."""

from datetime import timedelta
from decimal import Decimal

from actions.equity import valuation
from actions.unit import Unit
from db.models import (
    Analysis,
    Order,
    Position,
    Quote,
    Recommendation,
    RecommendationState,
    Signal,
    SignalAction,
)
from db.reads.facts import order_leaves
from trading.limits import Limits
from trading.orders import OrderSide
from trading.proposals import Situation
from trading.units import ZERO, plain

SIGNAL_LIFE = timedelta(days=7)


async def situation(u: Unit, analysis: Analysis, symbol: str, action: SignalAction) -> Situation:
    """Return where the portfolio stands in the symbol, as far as a proposal by this opinion depends on it."""
    quote = await Quote.get_or_none(symbol=symbol)
    if quote is None:
        return Situation(price=None)
    position = await Position.get_or_none(portfolio_id=u.portfolio.id, symbol=symbol)
    held = position.quantity if position else ZERO
    return Situation(
        price=quote.price,
        held=held + await _on_order(u, symbol),
        equity=(await valuation(u.portfolio)).equity,
        reached=await _reached(u, analysis, symbol, quote.price) if held > 0 else None,
        just_sold=action is SignalAction.BUY and await _just_sold(u, symbol),
        average_volume=quote.average_volume,
        day_move=quote.day_move,
        limits=Limits.of(u.portfolio.limits),
    )


async def _on_order(u: Unit, symbol: str) -> Decimal:
    """Return the shares on their way, less those to be sold: a run before the open does not buy once more.

    Exits of brackets are none of these: they sell what is held when their price comes.
    """
    working = await Order.filter(portfolio_id=u.portfolio.id, symbol=symbol, open=True, parent_id=None)
    return sum((order_leaves(each) * (1 if each.side is OrderSide.BUY else -1) for each in working), ZERO)


async def _just_sold(u: Unit, symbol: str) -> bool:
    """Whether the last thing done with a symbol was to sell it, within a signal's life: no buying straight back."""
    exits = Order.filter(portfolio_id=u.portfolio.id, symbol=symbol, side=OrderSide.SELL, parent_id__isnull=False)
    if await exits.filter(filled__gt=0, updated_at__gt=u.market_now - SIGNAL_LIFE).exists():
        return True
    accepted = Recommendation.filter(portfolio_id=u.portfolio.id, symbol=symbol, state=RecommendationState.ACCEPTED)
    last = await accepted.order_by("-sequence").first()
    return last is not None and last.side is OrderSide.SELL and last.created_at > u.market_now - SIGNAL_LIFE


async def _reached(u: Unit, analysis: Analysis, symbol: str, price: Decimal) -> str | None:
    """Say what ends a position that was advised: the stop loss or take profit of its entry, or its time stop.

    What a person, or a rebalancing, bought last is left to them.
    """
    bought = Order.filter(portfolio_id=u.portfolio.id, symbol=symbol, side=OrderSide.BUY, parent_id=None, filled__gt=0)
    last = await bought.order_by("-sequence").first()
    entry = await Recommendation.get_or_none(order_id=last.id, optimization_id=None) if last else None
    if entry is None:
        return None
    if not await Order.exists(parent_id=entry.order_id):  # else its exits are at the broker
        if entry.stop_loss is not None and price <= entry.stop_loss:
            return f"the close of {plain(price)} is at or below the stop loss of {plain(entry.stop_loss)}"
        if entry.take_profit is not None and price >= entry.take_profit:
            return f"the close of {plain(price)} is at or above the take profit of {plain(entry.take_profit)}"
    return await _time_over(u, analysis, symbol)


async def _time_over(u: Unit, analysis: Analysis, symbol: str) -> str | None:
    """Say that the time is over that the last opinion to buy looked ahead, by the symbol's own bars since."""
    said = Signal.filter(portfolio_id=u.portfolio.id, symbol=symbol, action=SignalAction.BUY)
    last = await said.order_by("-sequence").first()
    if last is None:
        return None
    since = u.desk.market.bars(symbol, until=analysis.as_of, count=last.horizon_days)
    if len(since) < last.horizon_days or since[0].day <= last.as_of:
        return None
    return f"the time stop, {last.horizon_days} trading days after {last.as_of}, the last opinion to buy"
