"""Request an analysis, follow it, and record what it found: signals, recommendations, decisions, orders."""

from bisect import bisect_left
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from actions import forecasts, jobs
from actions.access import portfolio_for
from actions.audit import Values
from actions.evidence import seal
from actions.orders import validate_key
from actions.recommendations import accept_within, recommend
from actions.situation import SIGNAL_LIFE, situation
from actions.strategies import recommender
from actions.unit import Unit, fingerprint, remember, seen, unit
from actions.viewer import Viewer
from db.models import (
    Analysis,
    Autonomy,
    Decision,
    DecisionOutcome,
    Feed,
    Instrument,
    JobState,
    Position,
    Recommendation,
    RecommendationState,
    Signal,
    SignalAction,
)
from db.reads.evidence import situations
from trading.alerts import AlertCode
from trading.errors import Conflict, FieldProblem, InvalidInput, Permission
from trading.market import Phase
from trading.ports import Desk
from trading.proposals import Opinion, Stored, propose
from trading.sizing import Sizing
from trading.terms import SYMBOL
from trading.units import ZERO, plain

REQUEST = "requestAnalysis"
QUEUE = "analysis"
BEHIND_MAX = 3
SYMBOLS_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the ensemble says of one symbol, in plain values. `action` None means that every source abstained."""

    symbol: str
    action: SignalAction | None
    summary: str
    reasons: tuple[str, ...] = ()
    confidence: Decimal = ZERO
    probability_up: Decimal = ZERO
    log_odds: Decimal = ZERO
    base_rate: Decimal = ZERO
    horizon_days: int = 5
    scores: list[dict[str, object]] = field(default_factory=list)
    expected_return: Decimal = ZERO
    volatility: Decimal = ZERO
    atr: Decimal = ZERO
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """One run's outcome. `evidence` is the hash of the bundle that it was made from."""

    each: tuple[Finding, ...]
    market_condition: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What one answer of a language model took: tokens, of them found in its cache, and US dollars."""

    model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    cost: Decimal

    def stored(self) -> dict[str, str | int]:
        return {**asdict(self), "cost": plain(self.cost)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """What a language model was asked and said. `answers` are its raw texts, `calls` what each of them cost;
    `reserved` US dollars were set aside for them."""

    model: str | None = None
    outlook: str | None = None
    prompt_hash: str | None = None
    answers: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    reserved: Decimal = ZERO


async def request(
    desk: Desk, viewer: Viewer, portfolio_id: str, symbols: list[str] | None = None, key: str | None = None
) -> Analysis:
    """Queue an analysis of some symbols (None: everything held or watched). The same key returns the same run."""
    await portfolio_for(viewer, portfolio_id, Permission.TRADE)
    if key is not None:
        validate_key(key)
    content = fingerprint(portfolio_id, symbols)
    async with unit(desk, viewer, portfolio_id, needs=Permission.TRADE) as u:
        known = await seen(viewer, REQUEST, key, content) if key else None
        if known is not None:
            return await Analysis.get(id=known)
        if u.portfolio.archived_at is not None:
            raise Conflict(f"The portfolio {u.portfolio.name} is archived; it asks for no opinions.")
        wanted = await symbols_of(u, symbols)
        analysis = Analysis(
            id=desk.ids.new(),
            portfolio_id=portfolio_id,
            sequence=u.next_sequence(),
            symbols=wanted,
            as_of=await last_closed_day(desk),
        )
        await jobs.enter(u, analysis, f"Analysis of {', '.join(wanted)}", queue=QUEUE, name="run_analysis")
        if key:
            await remember(u, REQUEST, key, content, analysis.id)
        return analysis


async def last_closed_day(desk: Desk) -> date:
    """The last market day whose close is known: a decision sees bars up to it and none after."""
    feed = await Feed.first()
    if feed is None or feed.day is None:
        raise Conflict("The market has not opened yet; try again in a moment.")
    if feed.phase == Phase.CLOSE:
        return feed.day
    days = desk.market.days()
    return days[max(0, bisect_left(days, feed.day) - 1)]


async def symbols_of(u: Unit, symbols: list[str] | None, *, least: int = 1, most: int = SYMBOLS_MAX) -> list[str]:
    """Return symbols that are known, each once and in order; None names everything held or watched."""
    if symbols is None:
        held = await Position.filter(portfolio_id=u.portfolio.id).exclude(quantity=0)
        symbols = sorted({*u.portfolio.watchlist, *(p.symbol for p in held)})
    wanted = sorted(set(symbols))
    if not least <= len(wanted) <= most:
        raise InvalidInput(f"Name {least} to {most} symbols.", FieldProblem(("symbols",), f"{least} to {most}."))
    known = {i.symbol for i in await Instrument.filter(symbol__in=[s for s in wanted if SYMBOL.fullmatch(s)])}
    if unknown := [symbol for symbol in wanted if symbol not in known]:
        message = f"The desk does not know {', '.join(unknown)}."
        raise InvalidInput(message, FieldProblem(("symbols",), message))
    return wanted


async def claim(desk: Desk, viewer: Viewer, analysis_id: str) -> Analysis | None:
    """Take a run for this worker, None when it is over, another worker has it, or it has waited too long."""
    analysis = await jobs.claim(desk, viewer, Analysis, analysis_id)
    if analysis is not None and (overtaken := await _overtaken(desk, analysis.as_of)):
        await jobs.fail(desk, viewer, analysis, overtaken)
        return None
    return analysis


async def _overtaken(desk: Desk, as_of: date) -> str | None:
    """Say that a run has waited so long that its day is history: nothing should be traded on it any more."""
    days, last = desk.market.days(), await last_closed_day(desk)
    behind = bisect_left(days, last) - bisect_left(days, as_of)
    return f"The market has closed {behind} times since {as_of}; ask again." if behind > BEHIND_MAX else None


async def consulted(desk: Desk, viewer: Viewer, analysis: Analysis, said: Consultation) -> None:
    """Keep what the language model said and cost, whatever becomes of the run; further attempts add to it."""
    async with unit(desk, viewer, analysis.portfolio_id):
        current = await Analysis.select_for_update().get(id=analysis.id)
        await Analysis.filter(id=current.id).update(
            model=said.model,
            outlook=said.outlook,
            prompt_hash=said.prompt_hash,
            answers=[*current.answers, *said.answers],
            calls=[*current.calls, *(call.stored() for call in said.calls)],
            prompt_tokens=current.prompt_tokens + sum(call.prompt_tokens for call in said.calls),
            completion_tokens=current.completion_tokens + sum(call.completion_tokens for call in said.calls),
            cost=current.cost + sum((call.cost for call in said.calls), ZERO),
            reserved=current.reserved - said.reserved,
        )


async def record(desk: Desk, viewer: Viewer, analysis: Analysis, findings: Findings) -> bool:
    """Record a run's findings once: a signal where there is an opinion, a decision for every symbol.

    Recommendations of earlier runs expire. With autonomy AUTOMATIC the new ones are placed within the
    same unit, through the same risk gate; with APPROVE as orders that wait for a person.
    False when another worker was faster.
    """
    async with unit(desk, viewer, analysis.portfolio_id) as u:
        current = await jobs.mine(analysis)
        if current is None:
            return False
        expired = await _expire_older(u)
        made: list[str] = []
        proposed: list[str] = []
        for finding in findings.each:
            signal, recommendation = await _one(u, current, finding)
            made += [signal.id] if signal else []
            proposed += [recommendation.id] if recommendation else []
        if findings.each and not made:
            await u.alert(AlertCode.MODEL_FAILING, "No source had an opinion of any symbol; nothing was traded.")
        current.market_condition, current.evidence = findings.market_condition, findings.evidence
        u.event("signals", signals=made, recommendations=[*expired, *proposed])
        after: Values = {
            "model": current.model,
            "prompt_hash": current.prompt_hash,
            "evidence": current.evidence,
            "situations": seal(desk.notary, current.evidence, await situations(current.id)),
        }
        await jobs.finish(u, current, JobState.SUCCEEDED, after=after)
        return True


async def _expire_older(u: Unit) -> list[str]:
    """Expire what is open, and return the ids."""
    older = Recommendation.filter(portfolio_id=u.portfolio.id, state=RecommendationState.OPEN)
    ids = [recommendation.id for recommendation in await older.order_by("sequence").only("id")]
    await older.update(state=RecommendationState.EXPIRED)
    return ids


async def _one(u: Unit, analysis: Analysis, finding: Finding) -> tuple[Signal | None, Recommendation | None]:
    """Turn one finding into a signal, a recommendation where there is something to trade, and a decision."""
    if finding.action is None:
        await _decide(u, analysis, finding, DecisionOutcome.ABSTAINED, "ABSTAINED", " ".join(finding.reasons))
        return None, None
    signal, stands = await _signal(u, analysis, finding), await situation(u, analysis, finding.symbol, finding.action)
    sizing, why_not = propose(opinion_of(finding), stands)
    decide = partial(_decide, u, analysis, finding, signal=signal, situation=stands.stored())
    if sizing is None:
        await decide(DecisionOutcome.HELD, why_not, finding.summary)
        return signal, None
    recommendation = await recommend(
        u,
        signal,
        sizing.side,
        sizing.quantity,
        risk_score=sizing.risk_score,
        reasoning=reasoning(finding, sizing),
        stop_loss=sizing.stop_loss,
        take_profit=sizing.take_profit,
        expected_return=sizing.expected_return,
    )
    if u.portfolio.autonomy is Autonomy.OBSERVE or u.portfolio.archived_at is not None:
        await decide(DecisionOutcome.RECOMMENDED, None, recommendation.reasoning, recommendation=recommendation)
        return signal, recommendation
    strategy = recommender(u.portfolio.id)
    order = (await accept_within(u, recommendation, None, f"auto-{recommendation.id}", strategy_id=strategy)).order
    waits = DecisionOutcome.RECOMMENDED if order.approval_pending else DecisionOutcome.ORDERED
    await decide(
        DecisionOutcome.DENIED if order.denial else waits,
        order.denial,
        recommendation.reasoning,
        recommendation=recommendation,
        order_id=order.id,
        checks=order.checks,
    )
    return signal, recommendation


def opinion_of(finding: Finding) -> Opinion:
    """Return what a trade is sized on; the finding is no abstention."""
    return Opinion(
        action=str(finding.action),
        expected_return=finding.expected_return,
        volatility=finding.volatility,
        atr=finding.atr,
        horizon_days=finding.horizon_days,
    )


def reasoning(finding: Finding, sizing: Sizing) -> str:
    """Word a recommendation: how much and why."""
    return f"{sizing.side} {plain(sizing.quantity)} {finding.symbol}: {sizing.reason}. {finding.summary}"[:1000]


async def _signal(u: Unit, analysis: Analysis, finding: Finding) -> Signal:
    signal = Signal(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        analysis_id=analysis.id,
        symbol=finding.symbol,
        action=finding.action,
        confidence=finding.confidence,
        probability_up=finding.probability_up,
        log_odds=finding.log_odds,
        base_rate=finding.base_rate,
        horizon_days=finding.horizon_days,
        summary=finding.summary,
        scores=finding.scores,
        evidence=finding.evidence,
        as_of=analysis.as_of,
        created_at=u.market_now,
        expires_at=u.market_now + SIGNAL_LIFE,
    )
    await signal.save(force_create=True)
    await forecasts.keep(signal)
    return signal


async def _decide(
    u: Unit,
    analysis: Analysis,
    finding: Finding,
    outcome: DecisionOutcome,
    stopped_by: str | None,
    explanation: str,
    *,
    signal: Signal | None = None,
    recommendation: Recommendation | None = None,
    order_id: str | None = None,
    checks: list[dict[str, str | bool | None]] | None = None,
    situation: Stored | None = None,
) -> None:
    await Decision(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        analysis_id=analysis.id,
        symbol=finding.symbol,
        outcome=outcome,
        stopped_by=stopped_by,
        explanation=explanation[:1000],
        signal_id=signal.id if signal else None,
        recommendation_id=recommendation.id if recommendation else None,
        order_id=order_id,
        checks=checks or [],
        situation=situation,
        created_at=u.market_now,
    ).save(force_create=True)
