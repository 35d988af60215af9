"""Opinions and what follows from them: signals with their scores, recommendations, decisions."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from db.models import DecisionOutcome, RecommendationState, SignalAction
from db.reads.portfolios import recommendation_state
from graph.context import Info
from graph.enums import ScoreSource
from graph.shapes import Node, derived, linked
from graph.types.market import Instrument, instrument_of
from graph.types.orders import PORTFOLIOS, Order, OrderPreview, Preview, portfolio_of, preview_of
from graph.types.risk import RiskCheck, checks_of
from trading.orders import OrderSide, OrderType


@strawberry.type(
    description="One source's view. `contribution` is its term in log-odds: the contributions and the base sum to the "
    "signal's log-odds exactly. A source without data abstains and says why."
)
class Score:
    source: ScoreSource = strawberry.field(description="Whose view it is.")
    probability_up: Decimal | None = strawberry.field(description="Probability of a rise; null when it abstained.")
    contribution: Decimal = strawberry.field(description="Its term in log-odds.")
    weight: Decimal = strawberry.field(description="How much it counts.")
    abstained: bool = strawberry.field(description="Whether it had nothing to say.")
    reasons: list[str] = strawberry.field(description="Why, in words.")


def _scores(root: rows.Signal) -> list[Score]:
    return [_score(stored) for stored in root.scores]


def _score(stored: dict[str, Any]) -> Score:
    probability = stored["probability_up"]
    return Score(
        source=ScoreSource(stored["source"]),
        probability_up=None if probability is None else Decimal(probability),
        contribution=Decimal(stored["contribution"]),
        weight=Decimal(stored["weight"]),
        abstained=stored["abstained"],
        reasons=list(stored["reasons"]),
    )


def _chance_of(source: ScoreSource) -> Callable[[rows.Signal], Decimal | None]:
    """Return what reads one source's score off a signal: from -1, sure to fall, to 1, sure to rise."""

    def read(root: rows.Signal) -> Decimal | None:
        said = next((each["probability_up"] for each in root.scores if each["source"] == source), None)
        return None if said is None else 2 * Decimal(str(said)) - 1

    return read


@strawberry.type(description="What came of a signal; known once the horizon has passed.")
class ForecastOutcome:
    realized_return: Decimal = strawberry.field(description="What the share gained, dividends and splits included.")
    correct: bool = strawberry.field(
        description="BUY: it rose. SELL: it did not. HOLD: it moved by no more than a round trip costs."
    )
    brier: Decimal = strawberry.field(description="Squared error of the probability of a rise: 0 sure and right.")
    scored_at: datetime = strawberry.field(description="When it was known, in market time.")


def _outcome(root: rows.Signal) -> Any:
    return root if root.scored_at is not None else None


@strawberry.type(
    description="The language model's question of this run, asked again: how often the action stays, and how far its "
    "own score wanders. Nothing is ever traded on it."
)
class Stability:
    times: int = strawberry.field(description="How often it was to be asked again.")
    usable: int = strawberry.field(description="How many answers could be read.")
    same_action: Decimal | None = strawberry.field(
        description="The share of them with which the whole desk would advise the same; null without any."
    )
    lowest_score: Decimal | None = strawberry.field(
        description="The model's lowest score, the run's own among them; null when it never gave one."
    )
    highest_score: Decimal | None = strawberry.field(description="Its highest.")
    model: str = strawberry.field(description="Which model was asked.")
    failure: str | None = strawberry.field(description="Why it was asked less often.")
    at: datetime = strawberry.field(description="When it was asked, in real time.")


async def _stability(root: rows.Signal, info: Info) -> Stability | None:
    known = await info.context.loaders.many(rows.Stability, "analysis_id").load(root.analysis_id or "")
    if not known:
        return None
    last, own = known[-1], known[-1].symbols.get(root.symbol, {})
    same, low, high = (Decimal(own[name]) if name in own else None for name in ("same_action", "lowest", "highest"))
    return Stability(
        times=last.times, usable=last.usable, same_action=same, lowest_score=low, highest_score=high,
        model=last.model, failure=last.failure, at=last.at,
    )  # fmt: skip


async def _analysis(root: rows.Signal, info: Info) -> Any:
    return await info.context.loaders.one(rows.Analysis).load(root.analysis_id) if root.analysis_id else None


@strawberry.type(
    description="What the ensemble thinks of an instrument. `confidence` is the calibrated probability of `action` "
    "over the horizon. `evidence` is the content hash of everything it was made from."
)
class Signal(Node):
    row = rows.Signal
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that it was made for.")
    instrument: Instrument = derived(instrument_of, "What it is about.")
    action: SignalAction = strawberry.field(description="What it advises.")
    confidence: Decimal = strawberry.field(description="Calibrated probability of the action.")
    horizon_days: int = strawberry.field(description="Trading days that it looks ahead.")
    base_rate: Decimal = strawberry.field(description="How often the price rose over such a horizon before.")
    summary: str = strawberry.field(description="The opinion in one sentence.")
    scores: list[Score] = derived(_scores, "The view of every source.")
    technical_score: Decimal | None = derived(
        _chance_of(ScoreSource.TECHNICAL), "Price and volume, from -1 to 1; null when they abstained."
    )
    fundamental_score: Decimal | None = derived(
        _chance_of(ScoreSource.FUNDAMENTAL), "The company's figures, from -1 to 1; null when they abstained."
    )
    sentiment_score: Decimal | None = derived(
        _chance_of(ScoreSource.NEWS), "Headlines, from -1 to 1; null when they abstained."
    )
    evidence: str = strawberry.field(description="Content hash of everything that it was made from.")
    analysis: Any = linked(
        "Analysis",
        "graph.types.analyses",
        _analysis,
        "The run that it came from; null: no opinion, only a step towards target weights.",
        optional=True,
    )
    outcome: ForecastOutcome | None = derived(_outcome, "What came of it; null until the horizon has passed.")
    stability: Stability | None = derived(_stability, "What asking again has shown last; null: nobody has.")
    created_at: datetime = strawberry.field(description="When it was made, in market time.")
    expires_at: datetime = strawberry.field(description="Until when it counts, in market time.")


async def _signal(root: Any, info: Info) -> Any:
    return await info.context.loaders.one(rows.Signal).load(root.signal_id) if root.signal_id else None


async def _order(root: Any, info: Info) -> Any:
    return await info.context.loaders.one(rows.Order).load(root.order_id) if root.order_id else None


async def _state(root: rows.Recommendation, info: Info) -> RecommendationState:
    return recommendation_state(root, await info.context.loaders.now())


async def _preview(root: rows.Recommendation, info: Info) -> Preview | None:
    if await _state(root, info) is not RecommendationState.OPEN:
        return None
    verdict = await info.context.loaders.verdict.load(root)
    return preview_of(info, verdict, await portfolio_of(root, info))


@strawberry.type(description="A trade that the desk proposes.")
class Recommendation(Node):
    row = rows.Recommendation
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that it is for.")
    signal: Signal = derived(_signal, "The opinion behind it.")
    side: OrderSide = strawberry.field(description="Which way.")
    quantity: Decimal = strawberry.field(description="How much.")
    type: OrderType = strawberry.field(description="How the order would be priced.")
    limit_price: Decimal | None = strawberry.field(description="The worst price of a limit order.")
    stop_loss: Decimal | None = strawberry.field(description="Where to cut a loss.")
    take_profit: Decimal | None = strawberry.field(description="Where to take a gain.")
    risk_score: Decimal = strawberry.field(description="From 0, harmless, to 1, a whole limit used up.")
    expected_return: Decimal | None = strawberry.field(description="Net of cost, over the signal's horizon.")
    reasoning: str = strawberry.field(description="Why, and why this much.")
    preview: OrderPreview | None = derived(_preview, "What risk would say now; null unless it is open.")
    state: RecommendationState = derived(_state, "What became of it.")
    order: Order | None = derived(_order, "The order that was placed from it.")
    created_at: datetime = strawberry.field(description="When it was made, in market time.")
    expires_at: datetime = strawberry.field(description="Until when it can be accepted, in market time.")


async def _recommendation(root: rows.Decision, info: Info) -> Any:
    if root.recommendation_id is None:
        return None
    return await info.context.loaders.one(rows.Recommendation).load(root.recommendation_id)


@strawberry.type(
    description="Why something was traded, or was not: one per analysed symbol and run, also when nothing happened."
)
class Decision(Node):
    row = rows.Decision
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that it was made for.")
    symbol: str = strawberry.field(description="What it is about.")
    outcome: DecisionOutcome = strawberry.field(description="What came of it.")
    stopped_by: str | None = strawberry.field(
        description="The first thing that stopped it: a risk code, a source that abstained, an edge below cost."
    )
    explanation: str = strawberry.field(description="The whole of it in words.")
    signal: Signal | None = derived(_signal, "The opinion, if there was one.")
    recommendation: Recommendation | None = derived(_recommendation, "The recommendation, if one was made.")
    order: Order | None = derived(_order, "The order, if one was placed.")
    checks: list[RiskCheck] = derived(checks_of, "The risk checks of the order.")
    created_at: datetime = strawberry.field(description="When it was made, in market time.")
