"""How late the event loop is: whatever runs in it too long makes everybody else wait."""

import asyncio
from collections import deque
from time import perf_counter
from typing import Final

EVERY_S: Final = 0.25
KEPT: Final = 60  # 15 s, which is how often one is usually asked


class Lag:
    """How late a wish to be woken up was fulfilled, the last times."""

    def __init__(self) -> None:
        self._late = deque([0.0], maxlen=KEPT)

    @property
    def longest_s(self) -> float:
        """Seconds, of the last quarter of a minute."""
        return max(self._late)

    async def watch(self) -> None:
        """Look for ever."""
        while True:
            began = perf_counter()
            await asyncio.sleep(EVERY_S)
            self._late.append(max(0.0, perf_counter() - began - EVERY_S))
