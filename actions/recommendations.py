"""Make, accept and dismiss recommendations."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from tortoise.exceptions import IntegrityError

from actions import brackets
from actions.access import object_for
from actions.audit import Deed
from actions.notes import validate_note
from actions.orders import Intent, Placed, place_within, replay, validate_key
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Recommendation, RecommendationState, Signal
from trading.errors import Conflict, DenialCode, IdempotencyRefused, Permission
from trading.orders import OrderOrigin, OrderSide, OrderType, Terms
from trading.ports import Desk
from trading.units import plain

LIFE: Final = timedelta(days=1)


async def recommend(
    u: Unit,
    signal: Signal,
    side: OrderSide,
    quantity: Decimal,
    *,
    risk_score: Decimal,
    reasoning: str,
    stop_loss: Decimal | None = None,
    take_profit: Decimal | None = None,
    expected_return: Decimal | None = None,
    optimization_id: str | None = None,
) -> Recommendation:
    """Propose to trade at the market what a signal is about; the proposal stays open for a day."""
    recommendation = Recommendation(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        sequence=u.next_sequence(),
        signal_id=signal.id,
        optimization_id=optimization_id,
        symbol=signal.symbol,
        side=side,
        type=OrderType.MARKET,
        quantity=quantity,
        stop_loss=stop_loss,
        take_profit=take_profit,
        risk_score=risk_score,
        expected_return=expected_return,
        reasoning=reasoning,
        state=RecommendationState.OPEN,
        created_at=u.market_now,
        expires_at=u.market_now + LIFE,
    )
    await recommendation.save(force_create=True)
    return recommendation


async def accept(
    desk: Desk, viewer: Viewer, recommendation_id: str, *, quantity: Decimal | None = None, key: str
) -> Placed:
    """Place the recommended order, checked by risk like any other. A denial leaves the recommendation open.

    Raise Conflict when it is no longer open.
    """
    validate_key(key)
    found = await object_for(viewer, Recommendation, recommendation_id, Permission.TRADE)
    try:
        async with unit(desk, viewer, found.portfolio_id, needs=Permission.TRADE) as u:
            recommendation = await Recommendation.select_for_update().get(id=recommendation_id)
            return await accept_within(u, recommendation, quantity, key)
    except IntegrityError as clash:
        raise IdempotencyRefused("Use a new idempotency key.", DenialCode.IDEMPOTENCY_MISMATCH) from clash


async def accept_within(
    u: Unit, recommendation: Recommendation, quantity: Decimal | None, key: str, *, strategy_id: str | None = None
) -> Placed:
    """Do what `accept` does inside an open unit; `strategy_id` when no person asks for it."""
    terms = _terms(u, recommendation, recommendation.quantity if quantity is None else quantity)
    origin = OrderOrigin.REBALANCE if recommendation.optimization_id else OrderOrigin.RECOMMENDATION
    intent = Intent(terms, key, True, origin, recommendation.id, strategy_id=strategy_id)
    known = await replay(u, intent)
    if known is not None:
        return known
    if recommendation.state is not RecommendationState.OPEN or recommendation.expires_at <= u.market_now:
        raise Conflict(f"This recommendation is {_state(u, recommendation)}; only an open one can be accepted.")
    placed = await place_within(u, intent)
    if placed.order.denial is None:
        recommendation.state = RecommendationState.ACCEPTED
        recommendation.order_id = placed.order.id
        await recommendation.save()
        u.event("signals", signals=[], recommendations=[recommendation.id])
    return placed


def _state(u: Unit, recommendation: Recommendation) -> RecommendationState:
    expired = recommendation.state is RecommendationState.OPEN and recommendation.expires_at <= u.market_now
    return RecommendationState.EXPIRED if expired else recommendation.state


def _terms(u: Unit, recommendation: Recommendation, quantity: Decimal) -> Terms:
    """Return the order with its exits, or without where the broker has none; then the desk looks at the close."""
    bare = Terms(
        symbol=recommendation.symbol,
        side=recommendation.side,
        type=recommendation.type,
        quantity=quantity,
        limit_price=recommendation.limit_price,
    )
    levels = replace(bare, stop_loss=recommendation.stop_loss, take_profit=recommendation.take_profit)
    return bare if brackets.objections(u.desk.brokers[u.portfolio.broker], levels) else levels


async def dismiss(desk: Desk, viewer: Viewer, recommendation_id: str, reason: str | None) -> Recommendation:
    """Put a recommendation aside; repeating it is harmless. Raise Conflict when it was accepted or has expired, and
    InvalidInput for a reason that cannot be kept.
    """
    validate_note(reason or None, "reason")
    found = await object_for(viewer, Recommendation, recommendation_id, Permission.TRADE)
    async with unit(desk, viewer, found.portfolio_id, needs=Permission.TRADE) as u:
        recommendation = await Recommendation.select_for_update().get(id=recommendation_id)
        if recommendation.state is RecommendationState.DISMISSED:
            return recommendation
        if _state(u, recommendation) is not RecommendationState.OPEN:
            raise Conflict(f"This recommendation is already {_state(u, recommendation)}.")
        recommendation.state = RecommendationState.DISMISSED
        await recommendation.save()
        u.event("signals", signals=[], recommendations=[recommendation.id])
        u.record(
            Deed(
                action="dismiss_recommendation",
                object_type="Recommendation",
                object_id=recommendation.id,
                summary=f"Dismissed {recommendation.side} {plain(recommendation.quantity)} {recommendation.symbol}",
                reason=reason,
            )
        )
        return recommendation
