"""Runs the classes of workers: their queues and their loops, alone or all in one process."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from enum import StrEnum

from adapters import registry
from adapters.system import SystemClock
from db import engine
from db.reads.clock import FeedClock
from settings import Settings
from trading.ports import Clock, Desk, Ids
from workers import analysis, feed, orders, outbox, research, stop
from workers.desk import Crew
from workers.library import Library
from workers.models import Models
from workers.queue import JobFunction, work


class WorkerClass(StrEnum):
    """`plimsoll worker CLASS`. Queues are apart because a killed worker's jobs return after the longest time-out."""

    ORDERS = "orders"
    ANALYSIS = "analysis"
    RESEARCH = "research"
    FEED = "feed"


QUEUES: Mapping[WorkerClass, tuple[Mapping[str, JobFunction], int, float]] = {
    WorkerClass.ORDERS: (orders.JOBS, 16, 15.0),
    WorkerClass.ANALYSIS: (analysis.JOBS, 2, 110.0),
    WorkerClass.RESEARCH: (research.JOBS, 1, 300.0),
}


@asynccontextmanager
async def desk(
    settings: Settings, redis_url: str, *, clock: Clock | None = None, ids: Ids | None = None
) -> AsyncIterator[Desk]:
    """Connect the database and build the Desk; close both at the end."""
    await engine.connect(settings.database, durable=settings.durability == "full")
    try:
        market_clock = FeedClock(clock or SystemClock(), registry.FEED)
        async with registry.desk(settings, redis_url, market_clock, clock=clock, ids=ids) as built:
            yield built
    finally:
        await engine.close()


@asynccontextmanager
async def crew(built: Desk, settings: Settings) -> AsyncIterator[Crew]:
    """Give a Desk the model processes that workers need."""
    models = Models(settings.analysis_cpu)
    try:
        yield Crew(desk=built, settings=settings, models=models, library=Library(built.market))
    finally:
        models.close()


async def run(hands: Crew, redis_url: str, classes: set[WorkerClass], *, pace: feed.Pace | None = None) -> None:
    """Run worker classes until cancelled. Every process also watches for stops and sweeps the outbox."""
    async with asyncio.TaskGroup() as group:
        group.create_task(stop.watch(hands), name="stop")
        group.create_task(outbox.sweep(hands), name="outbox")
        if WorkerClass.ORDERS in classes:
            group.create_task(orders.follow_brokers(hands), name="brokers")
        if WorkerClass.ANALYSIS in classes:
            group.create_task(hands.models.warm(), name="warm")
        if WorkerClass.RESEARCH in classes:
            group.create_task(research.schedule(hands), name="checks")
        if WorkerClass.FEED in classes:
            tempo = pace or feed.daily_pace(hands.settings.replay_day_s)
            group.create_task(feed.replay(hands, registry.FEED, tempo), name="feed")
        for each in sorted(classes & QUEUES.keys()):
            functions, jobs_max, timeout_s = QUEUES[each]
            group.create_task(
                work(redis_url, each, functions, max_jobs=jobs_max, job_timeout_s=timeout_s, ctx={"crew": hands}),
                name=f"queue {each}",
            )
