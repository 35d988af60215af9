"""Headlines as they come: a stream is listened to, and asking finds out what it missed and whether it is mute."""

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from actions.news import STORIES_MAX
from adapters.patience import backoff_s, end
from trading.errors import AdapterError, Unavailable
from trading.news import Headline
from trading.ports import News
from workers.desk import Crew
from workers.news import OVERLAP, look, since, symbols, take_in

FLUSH_S: Final = 0.5
CHECK_S: Final = 300.0
GRACE: Final = timedelta(seconds=60)  # so much later than an answer knows it a line may tell a headline
RETRY_MOST_S: Final = 60.0
LATEST_MAX: Final = 1_000  # as many as an answer may have: then there may be more
ROUNDS_MAX: Final = 20

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Wire:
    """Follows the streams in turn. What comes twice, or in an answer too, is known by its key and kept once."""

    crew: Crew
    failures: int = 0
    complete: dict[str, datetime] = field(default_factory=dict)  # by vendor, until when everything is kept

    async def follow(self) -> None:
        """Listen until cancelled; while nobody can be heard, the vendors are asked instead."""
        while True:
            for stream in self.crew.desk.wires:
                vendor = next(each for each in self.crew.desk.news if each.name == stream.name)
                self.complete.setdefault(vendor.name, await since(self.crew, vendor))
                try:
                    async with stream.listen(await symbols()) as headlines:
                        log.info("headlines come from %s", stream.name)
                        await self._fill(vendor)  # asked for once somebody listens
                        await self._hear(vendor, headlines)
                except (AdapterError, BrokenProcessPool) as error:
                    log.warning("the headlines of %s are left: %s", stream.name, error)
                self.failures += 1
                await self._ask()
                await asyncio.sleep(backoff_s(self.failures, first_s=0.5, most_s=RETRY_MOST_S))

    async def _ask(self) -> None:
        try:
            await look(self.crew)
        except BrokenProcessPool as error:
            log.warning("the news come again, since the model process died: %s", error)

    async def _fill(self, vendor: News, before: datetime | None = None) -> int:
        """Keep what a vendor published since all was kept, up to now or an instant; return how many were new.

        Where it does not answer, that is asked for again next time: what comes meanwhile leaves no gap behind.
        """
        kept, until = 0, before or self.crew.desk.clock.now()
        for _ in range(ROUNDS_MAX):
            begin = self.complete[vendor.name]
            try:
                found = await vendor.latest(await symbols(), begin - OVERLAP)
            except AdapterError as error:
                log.warning("what %s has not told cannot be asked for: %s", vendor.name, error)
                return kept
            kept += await take_in(self.crew, [each for each in found if not before or each.published_at < before])
            if len(found) < LATEST_MAX or found[-1].published_at - OVERLAP <= begin:
                self.complete[vendor.name] = until
                return kept
            self.complete[vendor.name] = found[-1].published_at
        return kept

    async def _hear(self, vendor: News, headlines: AsyncIterator[Headline]) -> None:
        """Keep what is heard. Raise Unavailable when the line is lost or was mute; what waits unread is bounded."""
        waiting: asyncio.Queue[Headline] = asyncio.Queue(maxsize=STORIES_MAX)
        reading = asyncio.create_task(_read(headlines, waiting))
        loop = asyncio.get_running_loop()
        heard, check_at = 0, loop.time() + CHECK_S
        try:
            while True:
                batch = await _batch(waiting, reading, check_at)
                if batch:
                    await take_in(self.crew, batch)
                    heard, self.failures = heard + len(batch), 0
                elif reading.done() and waiting.empty():
                    reading.result()
                if loop.time() >= check_at:
                    await self._check(vendor, heard)
                    heard, check_at = 0, loop.time() + CHECK_S
        finally:
            await end(reading)

    async def _check(self, vendor: News, heard: int) -> None:
        """Ask for what the line should have told. Raise Unavailable where it told nothing, and there was something."""
        missed = await self._fill(vendor, self.crew.desk.clock.now() - GRACE)
        if missed and not heard:
            raise Unavailable(f"{vendor.name} was mute while {missed} headlines appeared.")
        if missed:
            log.info("%s had not told %d headlines", vendor.name, missed)


async def _read(headlines: AsyncIterator[Headline], waiting: "asyncio.Queue[Headline]") -> None:
    """Take headlines until the line is lost, which is raised."""
    async for headline in headlines:
        await waiting.put(headline)


async def _batch(waiting: "asyncio.Queue[Headline]", reading: "asyncio.Task[None]", until: float) -> list[Headline]:
    """Wait for headlines, the end of the line or a time of the loop's clock; return those of a moment at once."""
    getting = asyncio.create_task(waiting.get())
    try:
        left_s = max(0.0, until - asyncio.get_running_loop().time())
        await asyncio.wait({getting, reading}, timeout=left_s, return_when=asyncio.FIRST_COMPLETED)
        if not getting.done():
            return []
        found = [getting.result()]
        await asyncio.sleep(FLUSH_S)
        while not waiting.empty() and len(found) < STORIES_MAX:
            found.append(waiting.get_nowait())
        return found
    finally:
        await end(getting)
