"""Keep how the models found the market at the close of a day."""

from datetime import date, datetime
from decimal import Decimal

from db.models import MarketState


async def record(
    day: date, at: datetime, *, regime: str, volatility: Decimal, trend: Decimal, summary: str
) -> MarketState:
    """Write the state of a day; the last run of a day has the word. It is derived and not audited."""
    said = {"at": at, "regime": regime, "volatility": volatility, "trend": trend, "summary": summary[:300]}
    state, _ = await MarketState.update_or_create(day=day, defaults=said)
    return state
