"""Ask for companies' figures, each once a week, as often as the vendors' budgets allow."""

import asyncio
import logging
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from actions import figures
from adapters.budget import OverBudget
from adapters.patience import spread_s
from db.reads.figures import due
from trading.errors import AdapterError
from workers.desk import Crew

EVERY: Final = timedelta(days=7)
LOOK_S: Final = 900.0
SILENT_MAX: Final = 5_000

log = logging.getLogger(__name__)


async def follow(crew: Crew) -> None:
    """Look again and again until cancelled. Without a vendor there is nothing to do."""
    silent: OrderedDict[str, datetime] = OrderedDict()
    while crew.desk.companies:
        await look(crew, silent)
        await asyncio.sleep(spread_s(LOOK_S))


async def look(crew: Crew, silent: OrderedDict[str, datetime]) -> int:
    """Ask for what is due until nobody may be asked any more; return how many were new.

    `silent` are those of whom nobody knows figures, and when that was found: they are left alone for a week too.
    """
    now, new = crew.desk.clock.now(), 0
    for symbol in await due(now - EVERY):
        if symbol in silent and now - silent[symbol] < EVERY:
            continue
        answer = await _told(crew, symbol)
        if answer is None:
            break
        if not answer:
            silent[symbol] = now
            silent.move_to_end(symbol)
            if len(silent) > SILENT_MAX:
                silent.popitem(last=False)
        new += sum(answer)
    return new


async def _told(crew: Crew, symbol: str) -> list[bool] | None:
    """Ask the vendors in their order; return whether what one tells is new, nothing when nobody knows the company.

    None says that no vendor can be asked now.
    """
    asked = False
    for vendor in crew.desk.companies:
        try:
            found = await vendor.figures(symbol)
        except OverBudget as error:
            log.info("%s is not asked for figures now: %s", vendor.name, error)
        except AdapterError as error:
            log.warning("no figures of %s from %s: %s", symbol, vendor.name, error)
        else:
            asked = True
            if found is not None:
                return [await figures.record(crew.desk, crew.viewer, found)]
    return [] if asked else None
