"""Turns at what there is little of: those in haste come first, the rest in the order in which they came."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Final
from weakref import WeakValueDictionary

from tortoise.exceptions import OperationalError

TURN_S: Final = 10.0  # how long one waits for a connection; longer than SQLite's busy_timeout
IN_HASTE: Final = ContextVar("whether what is done is in haste", default=False)


@contextmanager
def haste() -> Iterator[None]:
    """Whatever is done inside, also by tasks that are started there, goes ahead of all else that waits: for stops."""
    before = IN_HASTE.set(True)
    try:
        yield
    finally:
        IN_HASTE.reset(before)


class Line:
    """So many may be in at once; `kept` of these places are for those in haste alone."""

    def __init__(self, places: int = 1, *, kept: int = 0) -> None:
        self._free = places
        self._kept = kept
        self._hasty, self._patient = deque[asyncio.Future[None]](), deque[asyncio.Future[None]]()

    async def acquire(self, within_s: float | None = None) -> None:
        """Wait for a place; raise TimeoutError after that time. Who goes away meanwhile leaves it to the next."""
        waiting, kept = (self._hasty, 0) if IN_HASTE.get() else (self._patient, self._kept)
        if self._free > kept:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        waiting.append(turn)
        try:
            async with asyncio.timeout(within_s):
                await turn
        except BaseException:
            if not turn.cancelled():
                self.release()  # it came as we left
            else:
                with suppress(ValueError):
                    waiting.remove(turn)
            raise

    def release(self) -> None:
        """Give a place to the next."""
        self._free += 1
        for waiting, kept in ((self._hasty, 0), (self._patient, self._kept)):
            while waiting and self._free > kept:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
                    self._free -= 1

    async def connection(self) -> None:
        """Wait for a connection, but not for ever: its holder may be waiting for us. Raise OperationalError."""
        try:
            await self.acquire(TURN_S)
        except TimeoutError:
            raise OperationalError(f"The database was busy for {TURN_S:.0f} s with other transactions.") from None

    async def __aenter__(self) -> None:
        await self.acquire()

    async def __aexit__(self, *_: object) -> None:
        self.release()


class Lines:
    """A line of one place for each name; what nobody stands in is forgotten."""

    def __init__(self) -> None:
        self._lines = WeakValueDictionary[str, Line]()

    def of(self, name: str) -> Line:
        found = self._lines.get(name)
        if found is None:
            self._lines[name] = found = Line()
        return found
