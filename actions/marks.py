"""Take one step of the market: quotes, the feed's place, the session, and the limits that trip by themselves."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Final

from tortoise.expressions import F

from actions.audit import Deed
from actions.equity import close_session, open_session, raise_peak
from actions.order_rows import check_json
from actions.trips import NOTES, trip
from actions.unit import CheckJson, Unit, announce, write_all
from actions.viewer import Viewer
from db.engine import transaction
from db.models import EventHead, Feed, Portfolio, Quote, Recommendation, RecommendationState, Stop
from db.reads.books import holdings_of
from db.reads.events import QUOTES, channel
from db.reads.facts import stops_for
from trading.alerts import AlertCode
from trading.book import Fall, RiskCheck, fall
from trading.condition import DAYS, condition, day_move
from trading.errors import DenialCode
from trading.limits import Limits
from trading.market import Phase, Step, Tick
from trading.ports import Desk
from trading.stop import StopReason, TradingState
from trading.units import EXACT, repriced, share
from trading.valuation import Valuation, value

WRITTEN = [
    "bid",
    "ask",
    "price",
    "at",
    "source",
    "previous_close",
    "average_volume",
    "volatility",
    "day_move",
]
AT_ONCE = 50  # portfolios locked together: few enough that no order waits long


CODES: Final = {
    StopReason.DRAWDOWN: DenialCode.TRADING_HALTED,
    StopReason.DAILY_LOSS: DenialCode.DAILY_LOSS_LIMIT,
}


@dataclass(frozen=True, slots=True)
class Tripped:
    """A loss limit that was reached, by how much nav has fallen."""

    reason: StopReason
    fall: Fall
    limit: Decimal

    def check(self) -> CheckJson:
        """Return it as a risk check that failed."""
        lost = share(self.fall.amount, self.fall.whole) if self.fall.whole else None
        code, message = CODES[self.reason], NOTES[self.reason]
        return check_json(RiskCheck(code=code, passed=False, observed=lost, limit=self.limit, message=message))


@dataclass(frozen=True, slots=True)
class Marked:
    """A portfolio at the step's prices, and the limit that this tripped."""

    unit: Unit
    tripped: Tripped | None


async def apply(desk: Desk, viewer: Viewer, feed: str, step: Step) -> None:
    """Write the step's quotes, move the feed on, and bring every portfolio to the new prices.

    The quotes, the feed's place and the first portfolios are one transaction: after a crash the step is
    either done or comes again. One `pnl` event per portfolio and step. Marks are not audited.
    """
    async with transaction():
        told = await _quotes(desk, feed, step)
        batch = marked = await _portfolios(desk, viewer, "", step)
    while len(batch) == AT_ONCE:
        async with transaction():
            batch = await _portfolios(desk, viewer, batch[-1].unit.portfolio.id, step)
            marked = marked + batch
    symbols = [tick.symbol for tick in step.ticks]
    await announce([each.unit for each in marked])
    payload = {"symbols": symbols}
    moved = [each.unit.portfolio for each in marked]
    events = [(channel(each.id, "pnl"), {"sequence": each.sequence, "payload": payload}) for each in moved]
    await desk.bus.announce([(channel(None, QUOTES), {"sequence": told, "payload": payload}), *events])
    for each in marked:
        if each.tripped is not None:
            portfolio_id = each.unit.portfolio.id
            await trip(desk, viewer, portfolio_id, each.tripped.reason, check=each.tripped.check())


async def _quotes(desk: Desk, feed: str, step: Step) -> int:
    """Write the prices and where the feed stands; return the number of this step among all."""
    splits = step.splits
    for symbol, ratio in splits.items():
        await _split(symbol, ratio)
    if step.phase is Phase.OPEN:  # the last price becomes the previous close
        await Quote.all().update(previous_close=F("price"))
    known = {quote.symbol: quote for quote in await Quote.filter(symbol__in=[tick.symbol for tick in step.ticks])}
    quotes = [_quote(known.get(tick.symbol), tick) for tick in step.ticks]
    for quote in quotes:
        before = known.get(quote.symbol)
        if step.phase is Phase.OPEN or before is None or step.at - before.at > timedelta(days=1):
            _condition(desk, quote, step.day, splits.get(quote.symbol, Decimal(1)))
    await Quote.bulk_create(quotes, on_conflict=["symbol"], update_fields=WRITTEN)
    await Feed.filter(name=feed).update(
        day=step.day, index=step.index, at=step.at, phase=step.phase.value, beat_at=desk.clock.now()
    )
    head = await EventHead.select_for_update().get_or_none(chain=QUOTES) or EventHead(chain=QUOTES)
    head.sequence += 1
    await head.save()
    number: int = head.sequence
    return number


def _quote(before: Quote | None, tick: Tick) -> Quote:
    """Return the quote after a tick; what was known of the days before stays."""
    previous = before.previous_close if before else None
    return Quote(
        symbol=tick.symbol,
        bid=tick.bid,
        ask=tick.ask,
        price=tick.last,
        at=tick.at,
        source=tick.source,
        previous_close=previous,
        average_volume=before.average_volume if before else None,
        volatility=before.volatility if before else None,
        day_move=day_move(tick.last, previous),
    )


def _condition(desk: Desk, quote: Quote, day: date, split: Decimal) -> None:
    """Take from the bars before this day how the market has been."""
    bars = desk.market.bars(quote.symbol, until=day - timedelta(days=1), count=DAYS + 1)
    been = condition(bars, split)
    quote.average_volume, quote.volatility = been.average_volume, been.volatility
    quote.previous_close = been.previous_close or quote.previous_close
    quote.day_move = day_move(quote.price, quote.previous_close)


async def _split(symbol: str, ratio: Decimal) -> None:
    """Restate the last price for the new shares, so that it can be compared with the next one."""
    for quote in await Quote.filter(symbol=symbol):
        quote.price = repriced(quote.price, ratio)
        quote.bid = quote.ask = None
        await quote.save(update_fields=["price", "bid", "ask"])


async def _portfolios(desk: Desk, viewer: Viewer, after: str, step: Step) -> list[Marked]:
    """Mark the next portfolios in the order of their ids, all in the open transaction."""
    losses = await _daily_losses(step)
    following = Portfolio.select_for_update().filter(archived_at=None, id__gt=after)
    portfolios = await following.order_by("id").limit(AT_ONCE)
    held = await holdings_of([portfolio.id for portfolio in portfolios])
    late = await _expired([portfolio.id for portfolio in portfolios], step)
    marked = []
    for portfolio in portfolios:
        u = Unit(desk, viewer, portfolio, step.at)
        if step.phase is Phase.OPEN or portfolio.session_day is None:
            await open_session(portfolio, step.day)
            await _end_daily_loss(u, losses)
        worth = value(portfolio.cash, held[portfolio.id])
        raise_peak(portfolio, worth.equity)
        if step.phase is Phase.CLOSE:
            await close_session(u, step.day, held[portfolio.id])
        if ids := late.get(portfolio.id):
            u.event("signals", signals=[], recommendations=ids)
        u.next_sequence()
        marked.append(Marked(u, await _tripped(portfolio, worth)))
    await write_all([each.unit for each in marked])
    return marked


async def _expired(portfolio_ids: list[str], step: Step) -> dict[str, list[str]]:
    """Expire what can be accepted no more at this step, and return the ids by portfolio."""
    late = Recommendation.filter(
        portfolio_id__in=portfolio_ids, state=RecommendationState.OPEN, expires_at__lte=step.at
    )
    found: dict[str, list[str]] = {}
    for recommendation in await late.order_by("sequence").only("id", "portfolio_id"):
        found.setdefault(recommendation.portfolio_id, []).append(recommendation.id)
    if found:
        await late.update(state=RecommendationState.EXPIRED)
    return found


async def _tripped(portfolio: Portfolio, worth: Valuation) -> Tripped | None:
    """Return the limit that has just been reached; a stop that is already as strict is left alone."""
    reached = None if worth.unpriced else _reached(portfolio, worth)
    if reached is None:
        return None
    stops = await stops_for(portfolio.id)
    halted = any(stop.state is TradingState.HALTED for stop in stops)
    reducing = any(stop.state is TradingState.REDUCING for stop in stops)
    return None if halted or (reducing and reached.reason is StopReason.DAILY_LOSS) else reached


def _reached(portfolio: Portfolio, worth: Valuation) -> Tripped | None:
    limits = Limits.of(portfolio.limits)
    nav = worth.equity, portfolio.units
    with localcontext(EXACT):
        peak = fall(*nav, portfolio.peak_equity, portfolio.peak_units)
        if peak.trips(limits.max_drawdown_ratio):
            return Tripped(StopReason.DRAWDOWN, peak, limits.max_drawdown_ratio)
        today = fall(*nav, portfolio.open_equity, portfolio.open_units)
        if today.trips(limits.max_daily_loss_ratio):
            return Tripped(StopReason.DAILY_LOSS, today, limits.max_daily_loss_ratio)
    return None


async def _daily_losses(step: Step) -> dict[str, Stop]:
    """Return the stops that end with this step, by portfolio, locked before the portfolios as in `engage`."""
    if step.phase is not Phase.OPEN:
        return {}
    losses = Stop.select_for_update().filter(state=TradingState.REDUCING, reason=StopReason.DAILY_LOSS)
    return {stop.target: stop for stop in await losses.order_by("target")}


async def _end_daily_loss(u: Unit, losses: dict[str, Stop]) -> None:
    """A daily loss ends with the session; every other stop stays until a person releases it."""
    stop = losses.get(u.portfolio.id)
    if stop is None:
        return
    stop.state, stop.pending = TradingState.ACTIVE, False
    stop.reason = stop.level = stop.since = stop.by_id = None  # type: ignore[assignment]  # they are null=True
    await stop.save(update_fields=["state", "pending", "reason", "level", "since", "by_id"])
    u.event("stop")
    await u.alert(AlertCode.STOP_RELEASED, "The daily loss ended with its session.", title="Trading is ACTIVE")
    u.record(
        Deed(
            action="release_stop",
            object_type="Stop",
            object_id=stop.target,
            summary="The daily loss ended with its session: trading is ACTIVE",
            halt_epoch=stop.epoch,
        )
    )
