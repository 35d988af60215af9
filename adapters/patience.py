"""How to try again without hurry and how to end a task for certain."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

from trading.ports import Json


def backoff_s(failures: int, *, first_s: float = 0.05, most_s: float = 5.0) -> float:
    """Return the seconds to wait after so many failures in a row (1 = the first): growing, capped, jittered."""
    longest = min(most_s, first_s * 2.0 ** min(failures - 1, 16))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  spreads the crowd, keeps no secret


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until they have ended: before Python 3.12 `asyncio.wait_for` may swallow a cancel."""
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=0.1)


async def heard(messages: AsyncIterator[Json], within_s: float) -> bool:
    """Wait for the next message; False when none came in time.

    asyncio.timeout, not wait_for: that one can swallow a cancel on Python 3.11.
    """
    try:
        async with asyncio.timeout(within_s):
            await anext(messages)
    except TimeoutError:
        return False
    return True


def spread_s(about_s: float) -> float:
    """Return a pause of about so many seconds, a tenth more or less: what repeats in several processes drifts apart."""
    return about_s * random.uniform(0.9, 1.1)  # noqa: S311  spreads the crowd, keeps no secret
