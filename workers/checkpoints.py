"""Signs checkpoints of the audit trail: every hour, after every stop, and when the desk shuts down."""

import asyncio
import logging
from typing import Final

from actions import checkpoints
from db.engine import OUTAGES
from trading.errors import AdapterError
from workers.desk import Crew

POLL_S = 5.0
LAST_S = 3.0

ENDS: Final[tuple[type[Exception], ...]] = (*OUTAGES, AdapterError, TimeoutError)

log = logging.getLogger(__name__)


async def keep(crew: Crew) -> None:
    """Look every few seconds whether a checkpoint is due. Runs until cancelled, and leaves one then."""
    try:
        while True:
            await checkpoints.write_due(crew.desk, crew.viewer)
            await asyncio.sleep(POLL_S)
    except asyncio.CancelledError:
        await _leave(crew)
        raise


async def _leave(crew: Crew) -> None:
    """Write a last checkpoint if that can be done soon; the desk ends in any case."""
    try:
        async with asyncio.timeout(LAST_S):
            await checkpoints.write(crew.desk, crew.viewer)
    except ENDS as error:
        log.warning("no checkpoint at the end: %s: %s", type(error).__name__, error)
