"""Runs the classes of workers: their queues and their loops, alone or all in one process."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from enum import StrEnum
from functools import partial
from typing import Final

from adapters.patience import backoff_s
from adapters.registry import FEED
from ai.extras import missing
from db import engine
from settings import Settings, SettingsError
from trading.errors import AdapterError
from trading.ports import Desk
from workers import (
    analysis,
    approvals,
    backtests,
    checkpoints,
    credentials,
    feed,
    figures,
    news,
    orders,
    outbox,
    reconcile,
    research,
    shadows,
    stop,
    versions,
)
from workers.desk import Crew
from workers.library import Library
from workers.live import Live
from workers.models import Models
from workers.queue import JobFunction, work
from workers.watch import Watch
from workers.wire import Wire

AWAY: Final[tuple[type[Exception], ...]] = (*engine.OUTAGES, AdapterError)

log = logging.getLogger(__name__)


class WorkerClass(StrEnum):
    """`plimsoll worker CLASS`. Queues are apart because a killed worker's jobs return after the longest time-out."""

    ORDERS = "orders"
    ANALYSIS = "analysis"
    RESEARCH = "research"
    FEED = "feed"


MODELLING: Final = frozenset({WorkerClass.ANALYSIS, WorkerClass.RESEARCH})
# Queues with whose they are: their jobs, how many at once, and how long each may take. What is long keeps its own time.
QUEUES: Mapping[str, tuple[WorkerClass, Mapping[str, JobFunction], int, float]] = {
    "orders": (WorkerClass.ORDERS, orders.JOBS, 64, 15.0),
    "analysis": (WorkerClass.ANALYSIS, {**analysis.JOBS, **versions.JOBS, **shadows.JOBS}, 2, 110.0),
    "research": (WorkerClass.RESEARCH, research.JOBS, 1, 300.0),
    "backtests": (WorkerClass.RESEARCH, backtests.JOBS, 8, 86_400.0),
}


@asynccontextmanager
async def crew(built: Desk, settings: Settings) -> AsyncIterator[Crew]:
    """Give a Desk the model processes that workers need. Raise SettingsError for a reader that is not installed."""
    if settings.sentiment_model and (absent := missing("nlp")):
        raise SettingsError(f"PLIMSOLL_SENTIMENT_MODEL names a transformer: {absent}.")
    # Headlines are compared in a process, with no models of the market.
    models, solver = Models(settings.analysis_cpu or 1, settings.sentiment_model), Models(1)
    try:
        yield Crew(desk=built, settings=settings, models=models, solver=solver, library=Library(built.market))
    finally:
        models.close()
        solver.close()


async def keep(name: str, loop: Callable[[], Awaitable[None]]) -> None:
    """Run a loop for ever: while the database or a broker is away, try again with growing pauses."""
    failures = 0
    while True:
        try:
            await loop()
        except AWAY as error:
            failures += 1
            log.error("%s waits: %s: %s", name, type(error).__name__, error)
            await asyncio.sleep(backoff_s(failures))
        else:
            return


async def run(
    hands: Crew,
    redis_url: str,
    classes: set[WorkerClass],
    *,
    pace: feed.Pace | None = None,
    jobs_max: int | None = None,
) -> None:
    """Run worker classes until cancelled. Every process also watches for stops and sweeps the outbox.

    `jobs_max` 1 gives each queue one job at a time, in the order of queueing: a run that can be repeated exactly.
    """
    loops: dict[str, Callable[[], Awaitable[None]]] = {
        "stop": partial(stop.watch, hands),
        "outbox": partial(outbox.sweep, hands),
        "credentials": partial(credentials.follow, hands),
    }
    if WorkerClass.ORDERS in classes:
        loops["brokers"] = partial(orders.follow_brokers, hands)
        loops["approvals"] = partial(approvals.expire, hands)
        loops["reconcile"] = partial(reconcile.watch, hands)
        loops["watch"] = Watch(hands).run
    if WorkerClass.ANALYSIS in classes:
        loops["warm"] = hands.models.warm
    if WorkerClass.RESEARCH in classes:
        loops["checks"] = partial(research.schedule, hands)
        loops["checkpoints"] = partial(checkpoints.keep, hands)
    if WorkerClass.FEED in classes:
        loops["news"] = Wire(hands).follow if hands.desk.wires else partial(news.follow, hands)
        loops["figures"] = partial(figures.follow, hands)
        pace = pace or feed.daily_pace(hands.settings.replay_day_s)
        replayed = partial(feed.replay, hands, FEED, pace)
        loops["feed"] = replayed if hands.desk.prices is None else Live(hands, FEED).follow
    for each, (owner, functions, most, timeout_s) in QUEUES.items():
        if owner not in classes:
            continue
        loops[f"queue {each}"] = partial(
            work, redis_url, each, functions, max_jobs=jobs_max or most, job_timeout_s=timeout_s, ctx={"crew": hands}
        )
    async with asyncio.TaskGroup() as group:
        for name, loop in loops.items():
            group.create_task(keep(name, loop), name=name)
