"""Several vendors of prices as one: asked in turn, each question once at a time, and what is known for a moment."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Protocol, TypeVar

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.budget import OverBudget
from trading.errors import AdapterError, Rejected, Unavailable
from trading.market import Bar, CorporateAction, Quote, Upheaval
from trading.ports import Clock, Prices

FRESH: Final = timedelta(seconds=2)
KEPT: Final = timedelta(minutes=10)  # so long an old price is better than none, and is marked as stale
KNOWN_MAX: Final = 2_000
TIMEOUT_S: Final = 0.5

Answer = TypeVar("Answer")


class PriceVendor(Prices, Protocol):
    """One that has connections."""

    async def close(self) -> None: ...


log = logging.getLogger(__name__)


class Chain:
    """Implements trading.ports.Prices over others.

    A price is asked for at most every two seconds, by all processes together: it is kept here and in Redis. Where no
    vendor answers, what was known last is returned, marked as stale, for ten minutes. Redis being away costs questions
    and nothing else.
    """

    name = "chain"

    def __init__(self, vendors: Sequence[PriceVendor], redis_url: str, clock: Clock) -> None:
        self._vendors, self._clock = vendors, clock
        self._redis: Redis = Redis.from_url(
            redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S, max_connections=4
        )
        self._known: OrderedDict[str, tuple[Quote, datetime]] = OrderedDict()
        self._flights: dict[tuple[object, ...], asyncio.Task[Any]] = {}

    async def last(self, symbols: Sequence[str]) -> Sequence[Quote]:
        """Return what is known freshly, else what a vendor says, else what was known; raise where that is nothing."""
        missing = [each for each in symbols if not self._fresh(each)]
        if missing:
            await self._recall(missing)
            missing = [each for each in missing if not self._fresh(each)]
        problem: AdapterError | None = None
        if missing:
            try:
                await self._once(("last", *sorted(missing)), lambda: self._renew(missing))
            except AdapterError as error:
                problem = error
        found = [quote for each in symbols if (quote := self._told(each)) is not None]
        if problem is not None and not found:
            raise problem
        return found

    async def bars(self, symbol: str, first: date, until: date) -> Sequence[Bar]:
        """Return the days by the first vendor that has them."""
        found: Sequence[Bar] = await self._once(
            ("bars", symbol, first, until), lambda: self._first(lambda vendor: vendor.bars(symbol, first, until))
        )
        return found

    async def actions(self, symbols: Sequence[str], first: date, until: date) -> Sequence[CorporateAction]:
        """Return the splits and dividends by the first vendor that tells them."""
        found: Sequence[CorporateAction] = await self._once(
            ("actions", *symbols, first, until),
            lambda: self._first(lambda vendor: vendor.actions(symbols, first, until), self._telling),
        )
        return found

    async def upheavals(self, symbols: Sequence[str], first: date, until: date) -> Sequence[Upheaval]:
        """Return what else happens to shares by the first vendor that tells it; Rejected where none can be asked."""
        problem: AdapterError = Rejected("No vendor tells mergers, spin-offs and new names; add alpaca.")
        for vendor in self._telling:
            try:
                return await vendor.upheavals(symbols, first, until)
            except Rejected:
                continue
            except AdapterError as error:
                problem = error
        raise problem

    @property
    def tells_actions(self) -> bool:
        return bool(self._telling)

    @property
    def _telling(self) -> list[PriceVendor]:
        return [vendor for vendor in self._vendors if vendor.tells_actions]

    async def close(self) -> None:
        """Close every connection, the vendors' too."""
        for flight in list(self._flights.values()):
            flight.cancel()
        await self._redis.aclose()
        for vendor in self._vendors:
            await vendor.close()

    async def _once(self, key: tuple[object, ...], question: Callable[[], Awaitable[Answer]]) -> Answer:
        """Let everybody who asks the same at the same time wait for one answer."""
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = asyncio.ensure_future(question())
            flight.add_done_callback(lambda _: self._flights.pop(key, None))
        answer: Answer = await asyncio.shield(flight)
        return answer

    async def _first(
        self, question: Callable[[Prices], Awaitable[Answer]], vendors: Sequence[PriceVendor] | None = None
    ) -> Answer:
        """Ask the vendors (all, or these) in their order until one answers; raise what the last one said."""
        problem: AdapterError = Unavailable("There is no vendor of this.")
        for vendor in self._vendors if vendors is None else vendors:
            try:
                return await question(vendor)
            except AdapterError as error:
                problem = error
                level = logging.INFO if isinstance(error, OverBudget) else logging.WARNING
                log.log(level, "no prices from %s: %s", vendor.name, error)
        raise problem

    async def _renew(self, symbols: Sequence[str]) -> None:
        quotes = await self._first(lambda vendor: vendor.last(symbols))
        for quote in quotes:
            self._keep(quote, self._clock.now())
        await self._share(quotes)

    # ---------------------------------------------------------------- what is known

    def _fresh(self, symbol: str) -> bool:
        known = self._known.get(symbol)
        return known is not None and self._clock.now() - known[1] < FRESH

    def _told(self, symbol: str) -> Quote | None:
        known = self._known.get(symbol)
        if known is None or self._clock.now() - known[1] > KEPT:
            return None
        return known[0] if self._fresh(symbol) else replace(known[0], stale=True)

    def _keep(self, quote: Quote, asked_at: datetime) -> None:
        """Keep the later of two quotes: vendors differ in how late they are."""
        known = self._known.pop(quote.symbol, None)
        newest = known[0] if known is not None and known[0].at > quote.at else quote
        self._known[quote.symbol] = newest, asked_at
        if len(self._known) > KNOWN_MAX:
            self._known.popitem(last=False)

    async def _recall(self, symbols: Sequence[str]) -> None:
        """Take what another process has asked for a moment ago."""
        try:
            for found in await self._redis.mget([_key(symbol) for symbol in symbols]):
                if found is not None:
                    quote, asked_at = _read(orjson.loads(found))
                    self._keep(quote, asked_at)
        except (RedisError, OSError, ValueError, LookupError, TypeError, ArithmeticError) as error:
            log.info("prices of other processes cannot be had: %s", type(error).__name__)

    async def _share(self, quotes: Sequence[Quote]) -> None:
        now = self._clock.now()
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for quote in quotes:
                    pipe.set(_key(quote.symbol), _written(quote, now), px=FRESH)
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.info("prices cannot be shared: %s", type(error).__name__)


def _key(symbol: str) -> str:
    return f"plimsoll:price:{symbol}"


def _written(quote: Quote, asked_at: datetime) -> bytes:
    prices = [None if each is None else str(each) for each in (quote.bid, quote.ask, quote.last)]
    return orjson.dumps([quote.symbol, *prices, quote.at.isoformat(), quote.source, asked_at.isoformat()])


def _read(said: Any) -> tuple[Quote, datetime]:
    symbol, bid, ask, last, at, source, asked_at = said
    low, high = (None if each is None else Decimal(each) for each in (bid, ask))
    return Quote(symbol, low, high, Decimal(last), datetime.fromisoformat(at), source), datetime.fromisoformat(asked_at)
