"""What else was tried on the same symbols, so that the best of many is judged as that."""

from collections.abc import Container

from tortoise.queryset import QuerySet

from db.models import Backtest, BacktestFill, JobState, Trial

TRIALS_MAX = 10_000
PEERS_MAX = 200


async def other_ratios(user_id: str, scope: str, own: Container[str]) -> list[str]:
    """Return the Sharpe ratios per session, as text, of what a person has tried within a scope besides; `own` are
    the fingerprints of what is tried now."""
    tried = Trial.filter(user_id=user_id, scope=scope)
    rows = await tried.order_by("-created_at").limit(TRIALS_MAX)
    return [row.ratio for row in rows if row.fingerprint not in own]


async def peers(backtest: Backtest) -> list[list[list[str]]]:
    """Return the equity of what was tried on the same symbols over the same period, each trial once."""
    same = Backtest.filter(
        requested_by_id=backtest.requested_by_id,
        scope=backtest.scope,
        first_day=backtest.first_day,
        last_day=backtest.last_day,
        state=JobState.SUCCEEDED,
    )
    rows = await same.order_by("-requested_at").limit(PEERS_MAX).only("id", "fingerprint", "equity")
    found = {row.fingerprint: row.equity for row in rows}
    found.pop(backtest.fingerprint, None)
    return list(found.values())


async def waiting(user_id: str) -> int:
    """Count what a person has asked for that has not ended."""
    return await Backtest.filter(requested_by_id=user_id, state__in=[JobState.QUEUED, JobState.RUNNING]).count()


def fills(backtest_id: str) -> QuerySet[BacktestFill]:
    """Return a backtest's fills."""
    return BacktestFill.filter(backtest_id=backtest_id)


def of_user(user_id: str) -> QuerySet[Backtest]:
    """Return a person's backtests."""
    return Backtest.filter(requested_by_id=user_id)
