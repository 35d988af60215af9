"""Slow, regular work: proves that every ledger still adds up, and has risk and performance measured."""

import asyncio
import logging
from datetime import date
from typing import Any

from actions import checks, outbox
from db.models import Portfolio
from trading.ports import Json
from workers import evidence, optimizations, performance, rebalancing, reporting, risk_reports
from workers.desk import Crew

EVERY_S = 60.0

log = logging.getLogger(__name__)


async def check_ledger(ctx: dict[str, Any], payload: Json) -> None:
    """Check one portfolio's invariants."""
    crew: Crew = ctx["crew"]
    failures = await checks.check(crew.desk, crew.viewer, str(payload["portfolio_id"]))
    if failures:
        log.error("the ledger of %s does not hold: %s", payload["portfolio_id"], "; ".join(failures))
    await outbox.done(crew.desk, str(payload["outbox_id"]))


JOBS = {
    "check_ledger": check_ledger,
    **risk_reports.JOBS,
    **performance.JOBS,
    **evidence.JOBS,
    **optimizations.JOBS,
    **reporting.JOBS,
}


async def schedule(crew: Crew) -> None:
    """Once a minute, queue a check of every portfolio and a measurement where one is due, and forget what left long
    ago. Runs until cancelled."""
    asked: dict[str, tuple[date, str]] = {}
    closes: dict[str, int] = {}
    timetable = reporting.Timetable(crew)
    while True:
        for portfolio in await Portfolio.filter(archived_at=None).only("id"):
            await checks.request(crew.desk, crew.viewer, portfolio.id)
            await risk_reports.ask(crew, portfolio.id, asked)
            await performance.ask(crew, portfolio.id, closes)
            await timetable.ask(portfolio.id)
            await rebalancing.ask(crew, portfolio.id)
        await outbox.prune(crew.desk)
        await asyncio.sleep(EVERY_S)
