"""Lets approvals that nobody gave expire."""

import asyncio

from actions import approvals
from workers.desk import Crew

POLL_S = 1.0


async def expire(crew: Crew) -> None:
    """Deny every second what has waited too long. Runs until cancelled."""
    while True:
        await approvals.sweep(crew.desk, crew.viewer)
        await asyncio.sleep(POLL_S)
