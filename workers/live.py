"""The market as it happens: what a vendor's stream tells becomes steps, and a line that is mute is found out by asking.

A step's own time is now, and each price keeps the vendor's: a feed that lags looks as old as it is.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from actions import feeds
from adapters.budget import OverBudget
from adapters.market.hours import closing, session_of
from adapters.patience import backoff_s, end
from db.models import Feed
from trading.errors import AdapterError, Unavailable
from trading.market import Phase, Quote, Step, Tick
from trading.ports import BarStore
from workers.corporate import Happenings
from workers.desk import Crew
from workers.feed import play, request_analyses

FLUSH_S: Final = 0.25
MUTE_S: Final = 10.0
POLL_S: Final = 5.0
RETRY_MOST_S: Final = 30.0
EARLY: Final = timedelta(seconds=5)
OF_BARS: Final = "daily bar"
LATE_PRINTS: Final = timedelta(seconds=10)  # so long after the bell the last prices of a session may come
BARS_EVERY: Final = timedelta(minutes=1)
BARS_WITHIN: Final = timedelta(minutes=30)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Heard:
    """What a stream has told since it was last taken: the newest tick of each symbol, with all that was traded."""

    pending: dict[str, Tick] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, ticks: AsyncIterator[Tick]) -> None:
        """Take ticks until the line is lost, which is raised."""
        try:
            async for tick in ticks:
                before = self.pending.get(tick.symbol)
                volume = tick.volume + (before.volume if before else 0)
                self.pending[tick.symbol] = Tick(
                    tick.symbol, tick.at, tick.bid, tick.ask, tick.last, volume, tick.source
                )
                self.news.set()
        finally:
            self.news.set()

    def take(self) -> list[Tick]:
        """Return what there is, by symbol."""
        found, self.pending = [self.pending[symbol] for symbol in sorted(self.pending)], {}
        self.news.clear()
        return found


@dataclass(slots=True)
class Live:
    """One feed that follows the vendors; where it stands is in the database."""

    crew: Crew
    name: str
    lasts: dict[str, Tick] = field(default_factory=dict)
    bars_asked_at: datetime | None = None
    failures: int = 0
    happenings: Happenings = field(init=False)

    def __post_init__(self) -> None:
        self.happenings = Happenings(self.crew)

    async def follow(self) -> None:
        """Follow the streams in turn, each until it is lost or found to be mute, until cancelled.

        Where none can be heard, and where there is none, prices are asked for.
        """
        await self.bell()
        stands = await Feed.get(name=self.name)
        if stands.phase == Phase.CLOSE and stands.day is not None:
            await request_analyses(self.crew, stands.day)  # a crash may have come between the close and this
        while True:
            for stream in self.crew.desk.streams:
                try:
                    async with stream.listen(self.symbols) as ticks:
                        log.info("prices come from %s", stream.name)
                        await self._hear(stream.name, ticks)
                except AdapterError as error:
                    log.warning("the stream of %s is left: %s", stream.name, error)
                self.failures += 1
                await self.ask()
                await self.bell()
                await asyncio.sleep(backoff_s(self.failures, first_s=0.5, most_s=RETRY_MOST_S))
            if not self.crew.desk.streams:
                await self.ask()
                await self.bell()
                await asyncio.sleep(POLL_S)

    @property
    def symbols(self) -> list[str]:
        """What is followed: whatever has a past."""
        return [listing.symbol for listing in self.crew.desk.market.listings()]

    async def _hear(self, vendor: str, ticks: AsyncIterator[Tick]) -> None:
        """Play what is heard. Raise Unavailable when the line is lost, or when it is mute while prices move."""
        heard = Heard()
        reading = asyncio.create_task(heard.read(ticks))
        try:
            while True:
                spoken = await _within(heard.news, MUTE_S)
                if reading.done():
                    reading.result()
                if spoken:
                    await asyncio.sleep(FLUSH_S)
                    if await self.play(heard.take()):
                        self.failures = 0
                elif await self.ask():
                    raise Unavailable(f"{vendor} has been mute for {MUTE_S:g} s while prices moved.")
                await self.bell()
        finally:
            await end(reading)

    # ---------------------------------------------------------------- prices

    async def play(self, ticks: Sequence[Tick]) -> bool:
        """Carry what is new of some ticks through the house; False where that is nothing.

        Nothing counts that is older than what is known, later than now, or outside of the session of now.
        """
        now = self.crew.desk.clock.now()
        day = session_of(now)
        feed = await Feed.get(name=self.name)
        if day is None or (feed.day == day and feed.phase == Phase.CLOSE):
            return False
        news = [tick for tick in ticks if self._new(tick, day, now)]
        if not news:
            return False
        if feed.day is None or feed.day < day:
            actions = await self.happenings.before(day, feed.day)
            if actions is None:
                return False
            news += await self._others(news, day, now)
            step = Step(day, 0, now, Phase.OPEN, tuple(news), actions)
        else:
            step = Step(day, feed.index + 1, now, Phase.OPEN_SESSION, tuple(news))
        await play(self.crew, self.name, step)
        self.lasts |= {tick.symbol: tick for tick in news}
        return True

    def _new(self, tick: Tick, day: date, now: datetime) -> bool:
        last = self.lasts.get(tick.symbol)
        return session_of(tick.at) == day and tick.at <= now + EARLY and (last is None or tick.at >= last.at)

    async def _others(self, told: Sequence[Tick], day: date, now: datetime) -> list[Tick]:
        """Return the first prices of those that the first step of a session would leave out."""
        known = {tick.symbol for tick in told}
        asked = await self._asked([symbol for symbol in self.symbols if symbol not in known])
        return [tick for tick in asked if self._new(tick, day, now)]

    async def ask(self) -> bool:
        """Ask for the last prices and play what is later than all that was heard; whether there was any.

        Out of session nothing is asked, and a sign of life is given: nobody waits for prices then.
        """
        if session_of(self.crew.desk.clock.now()) is None:
            await feeds.beat(self.crew.desk, self.name)
            return False
        found = await self._asked(self.symbols)
        return await self.play([tick for tick in found if self._later(tick)])

    def _later(self, tick: Tick) -> bool:
        last = self.lasts.get(tick.symbol)
        return last is None or tick.at > last.at

    async def _asked(self, symbols: Sequence[str]) -> list[Tick]:
        prices = self.crew.desk.prices
        if prices is None or not symbols:
            return []
        try:
            return [_tick(quote) for quote in await prices.last(symbols) if not quote.stale]
        except OverBudget as error:
            log.debug("no prices are asked for now: %s", error)
        except AdapterError as error:
            log.warning("no prices could be asked for: %s", error)
        return []

    # ---------------------------------------------------------------- the close

    async def bell(self) -> None:
        """Close a session that is over, then keep its bars, and ask for analyses once they are there, or too late."""
        feed, now = await Feed.get(name=self.name), self.crew.desk.clock.now()
        if feed.day is None:
            return
        if feed.phase != Phase.CLOSE:
            if now < closing(feed.day) + LATE_PRINTS:
                return
            await play(self.crew, self.name, self._close(feed, now), analyse=False)
            self.bars_asked_at = None
            self.lasts.clear()
        elif self.bars_asked_at is None and not self._missing(feed.day):
            return
        if self.bars_asked_at is not None and now - self.bars_asked_at < BARS_EVERY:
            return
        self.bars_asked_at = now
        await self._keep_bars(feed.day)
        if not self._missing(feed.day) or now > closing(feed.day) + BARS_WITHIN:
            self.bars_asked_at = now if self._missing(feed.day) else None
            await request_analyses(self.crew, feed.day)

    def _close(self, feed: Feed, now: datetime) -> Step:
        """Return the last step of a day: of what was heard, or of its bars where it was long ago."""
        day: date = feed.day or now.date()
        known = self.crew.desk.market.steps(day)
        told = (tick._replace(source=OF_BARS) for tick in (known[-1].ticks if known else ()))
        ticks = tuple(self.lasts.values()) or tuple(told)
        return Step(day, feed.index + 1, max(closing(day), feed.at or now), Phase.CLOSE, ticks)

    def _missing(self, day: date) -> list[str]:
        market = self.crew.desk.market
        lasts = {symbol: market.bars(symbol, until=day, count=1) for symbol in self.symbols}
        return [symbol for symbol, bars in lasts.items() if not bars or bars[-1].day < day]

    async def _keep_bars(self, day: date) -> None:
        """Ask for the bars of a day that are missing, and keep those that come."""
        market, prices = self.crew.desk.market, self.crew.desk.prices
        if prices is None or not isinstance(market, BarStore):
            return
        found = {}
        for symbol in self._missing(day):
            try:
                found[symbol] = [bar for bar in await prices.bars(symbol, day, day) if bar.day == day]
            except AdapterError as error:
                log.info("the bar of %s on %s is not there yet: %s", symbol, day, error)
                break  # what one is refused now, so are the others
        try:
            market.add(found)
        except AdapterError:
            for symbol, bars in found.items():  # one that is refused keeps none of the others away
                try:
                    market.add({symbol: bars})
                except AdapterError as error:
                    log.error("the bar of %s on %s is not kept: %s", symbol, day, error)


def _tick(quote: Quote) -> Tick:
    """Return an answer as a tick: nothing was seen being traded, so nobody can trade against it."""
    bid, ask = (quote.bid or quote.last, quote.ask or quote.last)
    low, high = min(bid, quote.last), max(ask, quote.last)
    return Tick(quote.symbol, quote.at, low, high, quote.last, 0, f"{quote.source}, asked")


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
