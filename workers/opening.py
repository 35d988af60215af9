"""Opens what a process works with: the database and the Desk. Apart from the workers, which take long to import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters import registry
from adapters.system import SystemClock
from db import engine
from db.reads.clock import FeedClock
from settings import Settings
from trading.ports import Clock, Desk, Ids


@asynccontextmanager
async def desk(
    settings: Settings, redis_url: str, *, clock: Clock | None = None, ids: Ids | None = None, vendors: bool = True
) -> AsyncIterator[Desk]:
    """Connect the database and build the Desk, with whom it asks or without; close both at the end."""
    await engine.connect(settings.database, durable=settings.durability == "full")
    try:
        market_clock = FeedClock(clock or SystemClock(), registry.FEED)
        async with registry.desk(settings, redis_url, market_clock, clock=clock, ids=ids, vendors=vendors) as built:
            yield built
    finally:
        await engine.close()
