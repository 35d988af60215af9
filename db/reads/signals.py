"""The opinions that count now: what a fresh subscriber is shown."""

from datetime import datetime

from db.models import Portfolio, Recommendation, RecommendationState, Signal

SNAPSHOT_MAX = 100


async def snapshot(portfolio: Portfolio, now: datetime) -> tuple[list[Signal], list[Recommendation]]:
    """Return the signals that have not expired at market time `now` and the open recommendations, newest first."""
    signals = Signal.filter(portfolio_id=portfolio.id, expires_at__gt=now)
    open_ones = Recommendation.filter(portfolio_id=portfolio.id, state=RecommendationState.OPEN, expires_at__gt=now)
    return (
        await signals.order_by("-sequence").limit(SNAPSHOT_MAX),
        await open_ones.order_by("-sequence").limit(SNAPSHOT_MAX),
    )
