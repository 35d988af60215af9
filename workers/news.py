"""Take in headlines: ask the vendors, find out what is new and what it says, and keep it."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime, timedelta

from actions import news
from adapters.budget import OverBudget
from adapters.patience import spread_s
from db.models import Instrument
from db.reads.news import newest, prints
from trading.errors import AdapterError
from trading.news import Headline
from trading.ports import News
from workers.desk import Crew

BATCH = 2000
FIRST_LOOK = timedelta(days=1)  # how far back a vendor is asked that was never heard
OVERLAP = timedelta(minutes=15)  # vendors publish late; what comes twice is known by its key

log = logging.getLogger(__name__)


async def take_in(crew: Crew, headlines: Sequence[Headline]) -> int:
    """Keep what is new of some headlines and return how many that is. Raise BrokenProcessPool when the model died."""
    known = tuple(sorted(str(symbol) for symbol in await Instrument.all().values_list("symbol", flat=True)))
    kept = 0
    for at in range(0, len(headlines), BATCH):
        batch = headlines[at : at + BATCH]
        days = [headline.published_at for headline in batch]
        stories = await crew.models.stories(batch, await prints(min(days), max(days)), known)
        kept += await news.record(crew.desk, crew.viewer, stories)
    return kept


async def follow(crew: Crew) -> None:
    """Ask for the latest again and again, until cancelled. Without a vendor there is nothing to do."""
    while crew.desk.news:
        try:
            await look(crew)
        except BrokenProcessPool as error:
            log.warning("the news come again, since the model process died: %s", error)
        await asyncio.sleep(spread_s(crew.settings.news_every_s))


async def look(crew: Crew) -> int:
    """Ask the vendors in their order until one answers; return how many headlines are new. All failing is no error."""
    for vendor in crew.desk.news:
        try:
            return await take_in(crew, await vendor.latest(await symbols(), await since(crew, vendor)))
        except OverBudget as error:
            log.info("%s is not asked now: %s", vendor.name, error)
        except AdapterError as error:
            log.warning("no news from %s: %s", vendor.name, error)
    return 0


async def symbols() -> list[str]:
    """Return all symbols that the desk trades, in their order."""
    return [str(symbol) for symbol in await Instrument.all().order_by("symbol").values_list("symbol", flat=True)]


async def since(crew: Crew, vendor: News) -> datetime:
    """Return from when on a vendor is asked: a little before its last headline, at most a day back."""
    earliest = crew.desk.clock.now() - FIRST_LOOK
    last = await newest(vendor.name)
    return earliest if last is None else max(earliest, last - OVERLAP)
