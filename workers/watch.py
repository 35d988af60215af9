"""Watches the desk itself, once a second: silent prices, rejects, throttle denials and a clock that is off reduce."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from actions.trips import trip
from adapters.registry import FEED
from adapters.system import SystemClock
from db.models import Feed
from db.reads import watch as reads
from trading import watch as rules
from trading.stop import StopReason
from trading.watch import Silence
from workers.desk import Crew

LOOK: Final = timedelta(seconds=1)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watch:
    """One process's watch; how long the feed has been silent is known to who has listened all the while."""

    crew: Crew
    silence: Silence = field(default_factory=Silence)
    looked_at: datetime | None = None
    stood: tuple[datetime, timedelta] | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK.total_seconds())

    async def look(self) -> None:
        """Take one look at everything, and stop what has to be stopped."""
        await self._clock()
        await self._feed()
        for portfolio_id in await reads.living():
            await self._portfolio(portfolio_id)

    async def _clock(self) -> None:
        """Hold this process's clock, unless it is simulated, against itself, and the database's if that has its own."""
        clock = self.crew.desk.clock
        if not isinstance(clock, SystemClock):
            return
        if rules.clock_off(back := self._set_back(clock)):
            await self._trip(None, StopReason.CLOCK_SKEW, f"It was set back by {back}.")
        before = clock.now()
        theirs = await reads.their_time()
        off = timedelta(0) if theirs is None else rules.skew(before, theirs, clock.now())
        if rules.clock_off(off):
            await self._trip(
                None, StopReason.CLOCK_SKEW, f"At least {off} against the database's: one of both is wrong."
            )

    def _set_back(self, clock: SystemClock) -> timedelta:
        """Return by how much our clock has certainly gone back since the last look; ahead it may be after a sleep."""
        steady, now = clock.steady(), clock.now()
        was, then = self.stood or (now, steady)
        self.stood = now, clock.steady()
        return max(was + (steady - then) - now, timedelta(0))

    async def _feed(self) -> None:
        feed = await Feed.get_or_none(name=FEED)
        now = self.crew.desk.clock.now()
        passed, self.looked_at = now - (self.looked_at or now), now
        self.silence = self.silence.listen(feed.beat_at if feed else None, passed, LOOK)
        if feed is None or not rules.feed_silent(self.silence, in_session=reads.in_session(feed), working=True):
            return
        for portfolio_id in await reads.with_orders_at_work():
            await self._trip(portfolio_id, StopReason.FEED_SILENT, f"The last sign of life was at {feed.beat_at}.")

    async def _portfolio(self, portfolio_id: str) -> None:
        last = await reads.last_rejected(portfolio_id)
        if rules.too_many_rejects(last):
            await self._trip(portfolio_id, StopReason.REJECT_RATE, f"{sum(last)} of the last {len(last)}.")
        denied = await reads.denials(portfolio_id, self.crew.desk.clock.now())
        if rules.too_many_denials(denied):
            await self._trip(portfolio_id, StopReason.THROTTLE, f"{denied} within {rules.DENIALS_WITHIN}.")

    async def _trip(self, portfolio_id: str | None, reason: StopReason, figures: str) -> None:
        if await trip(self.crew.desk, self.crew.viewer, portfolio_id, reason, figures):
            log.error("trading is reduced at %s: %s, %s", portfolio_id or "the whole desk", reason, figures)
