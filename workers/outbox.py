"""The sweeper: whatever was committed but never left gets another chance."""

import asyncio
from datetime import UTC, datetime

from actions import outbox
from workers.desk import Crew

EVERY_S = 0.25  # the first lookup of an order is due after half a second


async def sweep(crew: Crew) -> None:
    """Sweep until cancelled. At the start, and when the clock is set back, what waits for its old time comes."""
    last = datetime.max.replace(tzinfo=UTC)
    while True:
        if (now := crew.desk.clock.now()) < last:
            await outbox.recall(crew.desk)
        last = now
        if not await outbox.sweep(crew.desk):
            await asyncio.sleep(EVERY_S)
