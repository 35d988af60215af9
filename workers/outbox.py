"""The sweeper: whatever was committed but never left gets another chance."""

import asyncio

from actions import outbox
from workers.desk import Crew

EVERY_S = 0.25  # the first lookup of an order is due after half a second


async def sweep(crew: Crew) -> None:
    """Sweep until cancelled."""
    while True:
        if not await outbox.sweep(crew.desk):
            await asyncio.sleep(EVERY_S)
