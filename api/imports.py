"""Brings in what the desk needs of the past: headlines and daily bars, of files and of vendors."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from adapters.budget import OverBudget
from adapters.market import stored
from adapters.market.daily_bars import read
from adapters.news import file
from adapters.registry.vendors import price_vendors
from adapters.system import SystemClock
from api.embedded import StartError, valkey
from api.operator import URL_FILE, beside
from settings import Settings
from trading.errors import AdapterError, Rejected
from trading.market import Bar, CorporateAction
from trading.ports import Clock, Prices
from workers.main import crew
from workers.news import BATCH, take_in

WAIT_MOST_S: Final = 60.0
Answer = TypeVar("Answer")


async def import_news(settings: Settings, path: Path, tell: Callable[[str], None]) -> str:
    """Keep the headlines of a file that are new; `tell` hears how far it has come. A bad line stops it before all else.

    Raise Unavailable or Rejected as adapters.news.file does.
    """
    async with beside(settings) as desk, crew(desk, settings) as hands:
        headlines = file.read(path, desk.clock.now())
        kept = 0
        for at in range(0, len(headlines), BATCH):
            kept += await take_in(hands, headlines[at : at + BATCH])
            tell(f"{min(at + BATCH, len(headlines))} of {len(headlines)} read, {kept} kept")
    again = len(headlines) - kept
    return f"{kept} headlines were kept; {again} were there already, told before in nearly the same words, or empty."


def import_bars(settings: Settings, path: Path, tell: Callable[[str], None]) -> str:
    """Keep the days of a file that are new; `tell` hears how far it has come.

    A bad line stops it before all else. Raise Unavailable or Rejected as adapters.market.daily_bars does, also for a
    file without bars.
    """
    history = read(path, until=SystemClock().now().date())
    if not history:
        raise Rejected(f"{path} has no bars below its header.")
    bars: dict[str, list[Bar]] = {}
    for number, (symbol, rows) in enumerate(history.items(), 1):
        bars[symbol] = [Bar(row.day, row.open, row.high, row.low, row.close, row.volume) for row in rows]
        tell(f"{number} of {len(history)} symbols read")
    kept = stored.add(
        _place(settings), bars, {name: {r.day: r.adjusted for r in rows} for name, rows in history.items()}
    )
    days = sum(map(len, history.values()))
    return f"{kept} days of {len(history)} symbols were kept in {_place(settings)}; {days - kept} were there already."


async def fetch_bars(settings: Settings, symbols: list[str], first: date, tell: Callable[[str], None]) -> str:
    """Ask the vendors of PLIMSOLL_PRICE_VENDORS for the daily bars of some symbols up to yesterday, and for what the
    companies did to their shares; keep what is new.

    What was kept before a vendor refuses stays. Raise StartError without a vendor, or what the last one says.
    """
    kept, place, clock = 0, _place(settings), SystemClock()
    until = clock.now().date() - timedelta(days=1)
    with _counting(settings) as redis_url:
        prices, _ = price_vendors(settings, redis_url, clock)
        if prices is None:
            raise StartError("PLIMSOLL_PRICE_VENDORS names nobody who could be asked for bars.")
        try:
            for number, symbol in enumerate(symbols, 1):
                bars = await patiently(partial(prices.bars, symbol, first, until), clock, tell)
                events = await _events(prices, symbol, first, until, clock, tell)
                kept += stored.add(place, {symbol: bars}, events=events)
                tell(f"{number} of {len(symbols)} symbols asked for, {kept} days kept")
        finally:
            await prices.close()
    return f"{kept} days of {len(symbols)} symbols were kept in {place}."


async def _events(
    prices: Prices, symbol: str, first: date, until: date, clock: Clock, tell: Callable[[str], None]
) -> Sequence[CorporateAction]:
    """Return a symbol's splits and dividends, none where nobody says; `tell` hears why."""
    if not prices.tells_actions:
        return ()
    try:
        return await patiently(partial(prices.actions, [symbol], first, until), clock, tell)
    except AdapterError as error:
        tell(f"the splits and dividends of {symbol} are not known, ask again later: {error}")
        return ()


async def patiently(ask: Callable[[], Awaitable[Answer]], clock: Clock, tell: Callable[[str], None]) -> Answer:
    """Ask until there is an answer, where no more than the budget of a minute is in the way; `tell` hears of it."""
    while True:
        try:
            return await ask()
        except OverBudget as error:
            left_s = (error.until - clock.now()).total_seconds()
            if left_s > WAIT_MOST_S:
                raise
            tell(f"waiting: {error}")
            await asyncio.sleep(max(0.0, left_s))


@contextmanager
def _counting(settings: Settings) -> Iterator[str]:
    """Yield where budgets are counted: the desk's Redis, or before its first start one that is there for a moment."""
    known = settings.data_dir / URL_FILE
    if settings.redis_url or known.exists():
        yield settings.redis_url or known.read_text()
        return
    with valkey(settings.data_dir) as url:
        yield url


def _place(settings: Settings) -> Path:
    if settings.bars_file:
        return Path(settings.bars_file)
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return settings.data_dir / stored.NAME
