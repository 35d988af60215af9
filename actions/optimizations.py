"""Request target weights, keep what a worker has found, and propose the trades that lead there."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from actions import jobs
from actions.access import portfolio_for
from actions.analyses import last_closed_day, symbols_of
from actions.equity import valuation
from actions.orders import validate_key
from actions.recommendations import LIFE, accept_within, recommend
from actions.strategies import rebalancer
from actions.unit import Unit, fingerprint, remember, seen, unit
from actions.viewer import Viewer
from db.models import (
    Autonomy,
    JobState,
    Optimization,
    Position,
    Quote,
    Recommendation,
    RecommendationState,
    Signal,
    SignalAction,
)
from trading.errors import Conflict, FieldProblem, InvalidInput, Permission
from trading.limits import Limits
from trading.optimisation import (
    SYMBOLS_MAX,
    Constraints,
    OptimizationMethod,
    Optimum,
    Trade,
    objections,
    trades,
)
from trading.ports import Desk
from trading.sizing import risk_score, use_of
from trading.units import ZERO, plain

REQUEST: Final = "requestOptimization"
QUEUE: Final = "research"
NAME: Final = "run_optimization"
WAITING_MAX: Final = 5
HALF: Final = Decimal("0.5")
NAME_MARGIN: Final = Decimal("0.95")  # of the limit on one name: the reference price of a buy is above the mark


async def request(
    desk: Desk,
    viewer: Viewer,
    portfolio_id: str,
    method: OptimizationMethod,
    *,
    symbols: list[str] | None = None,
    constraints: Constraints | None = None,
    key: str | None = None,
    trigger: str = "REQUEST",
) -> Optimization:
    """Queue a search for weights of some symbols (None: held or watched). The same key returns the same search.

    Without constraints no name gets more than nearly its limit. Raise InvalidInput for what cannot be asked for, and
    Conflict when too many are waiting or the portfolio is archived.
    """
    await portfolio_for(viewer, portfolio_id, Permission.TRADE)
    if key is not None:
        validate_key(key)
    content = fingerprint(portfolio_id, method, symbols, constraints.kept() if constraints else None)
    async with unit(desk, viewer, portfolio_id, needs=Permission.TRADE) as u:
        known = await seen(viewer, REQUEST, key, content) if key else None
        if known is not None:
            return await Optimization.get(id=known)
        wish = constraints or default(Limits.of(u.portfolio.limits))
        wanted = await _wanted(u, symbols)
        wish = _named(desk, wish, wanted)
        if problems := objections(method, wish, wanted):
            raise InvalidInput(" ".join(each.message for each in problems), *problems)
        optimization = Optimization(
            id=desk.ids.new(),
            portfolio_id=portfolio_id,
            sequence=u.next_sequence(),
            method=method,
            symbols=wanted,
            constraints=wish.kept(),
            as_of=await last_closed_day(desk),
            trigger=trigger,
        )
        summary = f"{method} of {len(optimization.symbols)} symbols"
        await jobs.enter(u, optimization, summary, queue=QUEUE, name=NAME)
        if key:
            await remember(u, REQUEST, key, content, optimization.id)
        return optimization


def default(limits: Limits) -> Constraints:
    """Return the constraints under which the targets pass the limit on one name."""
    return Constraints(most=min(limits.max_position_ratio * NAME_MARGIN, Decimal(1)))


async def _wanted(u: Unit, symbols: list[str] | None) -> list[str]:
    """Return the symbols of a search, if one may be made."""
    if u.portfolio.archived_at is not None:
        raise Conflict(f"The portfolio {u.portfolio.name} is archived; its weights stay as they are.")
    wanted = await symbols_of(u, symbols, least=2, most=SYMBOLS_MAX)
    open_ones = Optimization.filter(portfolio_id=u.portfolio.id, state__in=[JobState.QUEUED, JobState.RUNNING])
    if await open_ones.count() >= WAITING_MAX:
        raise Conflict(f"{WAITING_MAX} optimisations are waiting; let them end or cancel one.")
    return wanted


def _named(desk: Desk, wish: Constraints, wanted: list[str]) -> Constraints:
    """Put the symbols in place of sectors; a sector of which nothing is wanted is left out, an unknown one refused."""
    sectors = {each.symbol: each.sector for each in desk.market.listings()}
    bounds = []
    for bound in wish.bounds:
        if bound.sector and bound.sector not in sectors.values():
            there = ", ".join(sorted({each for each in sectors.values() if each}))
            message = f"There is no sector {bound.sector[:100]!r}; there are {there or 'none'}."
            raise InvalidInput(message, FieldProblem(("constraints", "bounds"), message))
        if not bound.sector:
            bounds.append(bound)
        elif members := tuple(symbol for symbol in wanted if sectors.get(symbol) == bound.sector):
            bounds.append(replace(bound, symbols=members))
    return replace(wish, bounds=tuple(bounds))


async def record(desk: Desk, viewer: Viewer, optimization: Optimization, found: Optimum) -> bool:
    """Keep what was found and propose the trades, once; False when it was canceled or another worker was faster.

    Proposals of earlier optimisations expire. With autonomy AUTOMATIC the new ones are placed within the same unit,
    through the same risk gate; with APPROVE as orders that wait for a person.
    """
    async with unit(desk, viewer, optimization.portfolio_id) as u:
        current = await jobs.mine(optimization)
        if current is None:
            return False
        current.weights = [each.kept() for each in found.targets]
        current.point, current.free = found.point.kept(), found.free.kept()
        current.frontier = [each.kept() for each in found.frontier]
        expired = await _expire_older(u)
        made = [] if u.portfolio.archived_at is not None else await _propose(u, current, found)
        signals, proposed = [each.signal_id for each in made], [each.id for each in made]
        u.event("signals", signals=signals, recommendations=[*expired, *proposed])
        after = {"weights": {each.symbol: plain(each.target) for each in found.targets}, "trades": len(made)}
        await jobs.finish(u, current, JobState.SUCCEEDED, after=after)
        return True


async def _expire_older(u: Unit) -> list[str]:
    older = Recommendation.filter(
        portfolio_id=u.portfolio.id, state=RecommendationState.OPEN, optimization_id__isnull=False
    )
    ids = [each.id for each in await older.order_by("sequence").only("id")]
    await older.update(state=RecommendationState.EXPIRED)
    return ids


async def _propose(u: Unit, optimization: Optimization, found: Optimum) -> list[Recommendation]:
    """Propose what leads from the book of now to the targets, at the last prices."""
    symbols = [each.symbol for each in found.targets]
    quotes = {quote.symbol: quote for quote in await Quote.filter(symbol__in=symbols)}
    held = {p.symbol: p.quantity for p in await Position.filter(portfolio_id=u.portfolio.id, symbol__in=symbols)}
    limits, equity = Limits.of(u.portfolio.limits), (await valuation(u.portfolio)).equity
    prices = {symbol: quote.price for symbol, quote in quotes.items()}
    priced = [each for each in found.targets if each.symbol in prices]
    made = []
    for trade in trades(priced, held, prices, equity, limits.max_order_value):
        quote = quotes[trade.symbol]
        score = _score(trade, held.get(trade.symbol, ZERO), quote, equity, limits)
        recommendation = await _recommend(u, optimization, trade, score)
        made.append(recommendation)
        if u.portfolio.autonomy is not Autonomy.OBSERVE:
            strategy = rebalancer(u.portfolio.id)
            await accept_within(u, recommendation, None, f"auto-{recommendation.id}", strategy_id=strategy)
    return made


def _score(trade: Trade, held: Decimal, quote: Quote, equity: Decimal, limits: Limits) -> Decimal:
    """Return the risk score of trading.sizing; a sale reduces and has none."""
    if trade.side.sign < 0:
        return ZERO
    value = trade.quantity * quote.price
    return risk_score(
        name_use=use_of(held * quote.price + value, limits.max_position_ratio * equity),
        loss_use=use_of(value * limits.default_loss_ratio, limits.daily_risk_budget_ratio * equity),
        volatility_use=use_of(quote.volatility or limits.max_volatility, limits.max_volatility),
    )


async def _recommend(u: Unit, optimization: Optimization, trade: Trade, score: Decimal) -> Recommendation:
    signal = await _signal(u, optimization, trade)
    rest = " The limit on one order leaves a rest." if trade.cut else ""
    return await recommend(
        u,
        signal,
        trade.side,
        trade.quantity,
        risk_score=score,
        reasoning=f"{trade.side} {plain(trade.quantity)} {trade.symbol}: {optimization.method} asks for a weight of "
        f"{trade.target:.2%}.{rest}",
        optimization_id=optimization.id,
    )


async def _signal(u: Unit, optimization: Optimization, trade: Trade) -> Signal:
    """Leave a signal that says that there is no opinion: chances are even, and no source has spoken."""
    signal = Signal(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        analysis_id=None,
        symbol=trade.symbol,
        action=SignalAction(trade.side.value),
        confidence=HALF,
        probability_up=HALF,
        log_odds=ZERO,
        base_rate=HALF,
        horizon_days=1,
        summary=f"No opinion: a step towards the weights of {optimization.method}.",
        scores=[],
        evidence=fingerprint(optimization.as_of, optimization.method, optimization.symbols, optimization.weights),
        as_of=optimization.as_of,
        created_at=u.market_now,
        expires_at=u.market_now + LIFE,
    )
    await signal.save(force_create=True)
    return signal


def views(signals: Mapping[str, Signal]) -> dict[str, tuple[Decimal, int]]:
    """Return what signals say, as an optimisation takes it: the probability of a rise and the days ahead."""
    return {symbol: (each.probability_up, each.horizon_days) for symbol, each in signals.items()}
