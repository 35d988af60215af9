"""Check that a portfolio's ledger holds; where it does not, tell a person and let nothing be opened."""

from datetime import timedelta

from actions.trips import trip
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Alert, Outbox, OutboxKind
from db.reads.proof import proven
from trading.alerts import AlertCode
from trading.ports import Desk
from trading.stop import StopReason

JOB = "check_ledger"
SAID_EVERY = timedelta(days=1)


async def request(desk: Desk, viewer: Viewer, portfolio_id: str) -> None:
    """Queue a check unless one is already waiting."""
    if await Outbox.exists(kind=OutboxKind.JOB, topic=JOB, portfolio_id=portfolio_id, done_at=None):
        return
    async with unit(desk, viewer, portfolio_id) as u:
        u.job("research", JOB, portfolio_id=portfolio_id)


async def check(desk: Desk, viewer: Viewer, portfolio_id: str) -> tuple[str, ...]:
    """Recompute the portfolio from its postings; return what fails, which also stops it from opening anything."""
    failures = (await proven(portfolio_id)).failures
    if failures:
        await broken(desk, viewer, portfolio_id, "The ledger does not add up", "; ".join(failures))
    return failures


async def broken(desk: Desk, viewer: Viewer, portfolio_id: str, title: str, message: str) -> None:
    """Raise a CRITICAL alert, the same one once a day at most, and put the portfolio to REDUCING."""
    async with unit(desk, viewer, portfolio_id) as u:
        since = u.now - SAID_EVERY
        alike = Alert.filter(
            portfolio_id=portfolio_id, code=AlertCode.RECONCILE_BREAK, title=title, created_at__gt=since
        )
        last = await alike.order_by("-sequence").first()
        if last is None or last.message != message[:1000]:
            await u.alert(AlertCode.RECONCILE_BREAK, message, title=title)
    await trip(desk, viewer, portfolio_id, StopReason.RECONCILE_BREAK, f"{title}: {message}")
