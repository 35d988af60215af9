"""Holds every portfolio's books against its broker's: at the start, and every half minute after."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from actions import reconcile
from adapters.patience import spread_s
from db.models import Portfolio
from trading.errors import Unreachable
from workers.desk import Crew

EVERY_S = 30.0
AT_ONCE = 4

log = logging.getLogger(__name__)


async def watch(crew: Crew) -> None:
    """Reconcile until cancelled; the pauses vary, so that several workers do not ask a broker at the same moment."""
    while True:
        await look(crew)
        await asyncio.sleep(spread_s(EVERY_S))


async def look(crew: Crew, pauses: Sequence[timedelta] = reconcile.PATIENT) -> None:
    """Reconcile every portfolio once, some of them at a time."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(portfolio_id: str) -> None:
        async with turns:
            await _portfolio(crew, portfolio_id, pauses)

    await asyncio.gather(*[one(row.id) for row in await Portfolio.filter(archived_at=None).order_by("id").only("id")])


async def _portfolio(crew: Crew, portfolio_id: str, pauses: Sequence[timedelta]) -> None:
    try:
        differences = await reconcile.differing(crew.desk, crew.viewer, portfolio_id, pauses)
    except Unreachable as error:
        log.warning("portfolio %s is not reconciled: %s", portfolio_id, error)
        return
    if differences:
        log.error("portfolio %s differs from its broker: %s", portfolio_id, reconcile.words(differences))
        await reconcile.found(crew.desk, crew.viewer, portfolio_id, differences)
