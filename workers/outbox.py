"""The sweeper: whatever was committed but never left gets another chance."""

import asyncio

from actions import outbox
from workers.desk import Crew

EVERY_S = 1.0


async def sweep(crew: Crew) -> None:
    """Sweep until cancelled."""
    while True:
        if not await outbox.sweep(crew.desk):
            await asyncio.sleep(EVERY_S)
