"""Take one step of the market: quotes, the feed's place, the session, and the limits that trip by themselves."""

from actions.equity import close_session, open_session, raise_peak, valuation
from actions.stops import engage
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.engine import transaction
from db.models import Feed, Portfolio, Quote, Stop
from db.reads.books import book
from db.reads.facts import stops_for
from trading.market import Phase, Step
from trading.ports import Desk
from trading.rules.loss import daily_loss_tripped, drawdown_tripped
from trading.stop import StopLevel, StopReason, StopScope, TradingState


async def apply(desk: Desk, viewer: Viewer, feed: str, step: Step) -> None:
    """Write the step's quotes, move the feed on, then bring every portfolio to the new prices.

    The quotes and the feed's place are one transaction: after a crash the step is either done or
    comes again. One `pnl` event per portfolio and step. Marks are not audited.
    """
    await _quotes(desk, feed, step)
    for portfolio in await Portfolio.filter(archived_at=None).order_by("id").only("id"):
        await _portfolio(desk, viewer, portfolio.id, step)


async def _quotes(desk: Desk, feed: str, step: Step) -> None:
    async with transaction():
        if step.phase is Phase.OPEN:
            await _carry_closes()
        await Quote.bulk_create(
            [Quote(symbol=t.symbol, bid=t.bid, ask=t.ask, price=t.last, at=t.at, source=t.source) for t in step.ticks],
            on_conflict=["symbol"],
            update_fields=["bid", "ask", "price", "at", "source"],
        )
        await Feed.filter(name=feed).update(
            day=step.day, index=step.index, at=step.at, phase=step.phase.value, beat_at=desk.clock.now()
        )


async def _carry_closes() -> None:
    """At the open the last price becomes the previous close."""
    for quote in await Quote.all():
        quote.previous_close = quote.price
        await quote.save(update_fields=["previous_close"])


async def _portfolio(desk: Desk, viewer: Viewer, portfolio_id: str, step: Step) -> None:
    tripped: StopReason | None = None
    async with unit(desk, viewer, portfolio_id) as u:
        portfolio = u.portfolio
        if step.phase is Phase.OPEN or portfolio.session_day is None:
            await open_session(portfolio, step.day)
            await _end_daily_loss(u)
        worth = (await valuation(portfolio)).equity
        raise_peak(portfolio, worth)
        if step.phase is Phase.CLOSE:
            await close_session(u, step.day, worth)
        u.next_sequence()
        tripped = await _tripped(u)
    await desk.bus.publish(
        f"plimsoll:{portfolio_id}:pnl",
        {"sequence": portfolio.sequence, "payload": {"symbols": [tick.symbol for tick in step.ticks]}},
    )
    if tripped is not None:
        await _engage(desk, viewer, portfolio_id, tripped)


async def _tripped(u: Unit) -> StopReason | None:
    """Return the limit that has just been reached; a stop that is already as strict is left alone."""
    state = {stop.state for stop in await stops_for(u.portfolio.id)}
    if TradingState.HALTED in state:
        return None
    seen = await book(u.portfolio, (), u.market_now)
    if seen.equity is None:
        return None
    if drawdown_tripped(seen, seen.equity):
        return StopReason.DRAWDOWN
    if daily_loss_tripped(seen, seen.equity) and TradingState.REDUCING not in state:
        return StopReason.DAILY_LOSS
    return None


async def _engage(desk: Desk, viewer: Viewer, portfolio_id: str, reason: StopReason) -> None:
    """Drawdown halts and cancels everything, latched; a daily loss only reduces, until the next session."""
    level = StopLevel.STOP if reason is StopReason.DRAWDOWN else StopLevel.PAUSE
    note = {
        StopReason.DRAWDOWN: "The drawdown limit was reached.",
        StopReason.DAILY_LOSS: "The daily loss limit was reached.",
    }[reason]
    await engage(desk, viewer, StopScope.PORTFOLIO, portfolio_id, level, note, reason=reason)


async def _end_daily_loss(u: Unit) -> None:
    """A daily loss ends with the session; every other stop stays until a person releases it."""
    ended = await Stop.filter(target=u.portfolio.id, state=TradingState.REDUCING, reason=StopReason.DAILY_LOSS).update(
        state=TradingState.ACTIVE, reason=None, level=None, since=None, by_id=None, pending=False
    )
    if ended:
        u.event("stop")
