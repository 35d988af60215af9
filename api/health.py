"""How the desk is: what /readyz asks, each part of which answers ok or says what is wrong, and what the log tells."""

import asyncio
import logging
import shutil
from collections.abc import Coroutine
from datetime import timedelta
from typing import Final

from db import engine, migrate
from db.models import Feed
from db.reads.backlog import unsent
from settings import Settings
from trading.ports import Desk

LIMIT_S: Final = 2.0
TOLD_S: Final = 10.0
FREE_MIN: Final = 64 * 2**20
FEED_SILENT: Final = timedelta(seconds=30)
UNSENT: Final = timedelta(seconds=30)
BROKEN: Final[tuple[type[Exception], ...]] = (*engine.OUTAGES, ValueError)


log = logging.getLogger(__name__)


async def tell_refused(desk: Desk) -> None:
    """Log every ten seconds how many orders were turned away, if any were; for ever."""
    told = 0
    while True:
        await asyncio.sleep(TOLD_S)
        if (refused := desk.intake.refused) > told:
            log.warning("%d orders turned away, %d being placed", refused - told, desk.intake.under_way)
            told = refused


async def readiness(desk: Desk, settings: Settings) -> dict[str, str]:
    """Return the state of database, migrations, disk, Redis, feed and orders; never raises, answers within 2 s."""
    parts = {
        "database": _database(),
        "migrations": _migrations(settings),
        "disk": _disk(settings),
        "redis": _redis(desk),
        "feed": _feed(desk),
        "orders": _orders(desk),
    }
    return dict(zip(parts, await asyncio.gather(*map(_answer, parts.values())), strict=True))


async def _answer(question: Coroutine[None, None, str]) -> str:
    try:
        async with asyncio.timeout(LIMIT_S):
            return await question
    except TimeoutError:
        return f"no answer within {LIMIT_S:g} s"
    except BROKEN as error:
        return f"{type(error).__name__}: out of reach"


async def _database() -> str:
    await engine.ping()
    return "ok"


async def _migrations(settings: Settings) -> str:
    try:
        missing = await migrate.pending(settings.database)
    except (migrate.NewerDatabase, migrate.OtherTables) as error:
        return str(error)
    return f"pending: {', '.join(missing)}" if missing else "ok"


async def _disk(settings: Settings) -> str:
    """A full disk can be read: nothing else here notices it, and yet no order is taken and no stop engaged."""
    free = (await asyncio.to_thread(shutil.disk_usage, settings.data_dir)).free
    return "ok" if free >= FREE_MIN else f"{free // 2**20} MB left in the data folder"


async def _redis(desk: Desk) -> str:
    return "ok" if await desk.bus.ping() else "out of reach"


async def _feed(desk: Desk) -> str:
    feed = await Feed.first()
    if feed is None or feed.beat_at is None:
        return "never started"
    silent = desk.clock.now() - feed.beat_at
    return "ok" if silent < FEED_SILENT else f"silent for {silent.total_seconds():.0f} s"


async def _orders(desk: Desk) -> str:
    """A desk whose orders workers are gone, or hang, takes orders as ever; they are sent when one is back."""
    waiting = await unsent(desk.clock.now() - UNSENT)
    return f"{waiting} unsent after {UNSENT.total_seconds():.0f} s: is an orders worker running?" if waiting else "ok"
