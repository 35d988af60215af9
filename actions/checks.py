"""Check that a portfolio's ledger holds, and tell a person where it does not."""

from actions.unit import unit
from actions.viewer import Viewer
from db.models import Outbox, OutboxKind
from db.reads.proof import prove
from trading.alerts import AlertCode
from trading.ports import Desk

JOB = "check_ledger"


async def request(desk: Desk, viewer: Viewer, portfolio_id: str) -> None:
    """Queue a check unless one is already waiting."""
    if await Outbox.exists(kind=OutboxKind.JOB, topic=JOB, portfolio_id=portfolio_id, done_at=None):
        return
    async with unit(desk, viewer, portfolio_id) as u:
        u.job("research", JOB, portfolio_id=portfolio_id)


async def check(desk: Desk, viewer: Viewer, portfolio_id: str) -> tuple[str, ...]:
    """Recompute the portfolio from its postings under its lock; return what fails, and alert if anything does."""
    async with unit(desk, viewer, portfolio_id) as u:
        failures = (await prove(u.portfolio)).failures
        if failures:
            await u.alert(AlertCode.RECONCILE_BREAK, "; ".join(failures), title="The ledger does not add up")
        return failures
