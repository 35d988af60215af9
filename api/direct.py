"""`plimsoll halt --direct`: everything is cancelled at the brokers, and the brake is pulled, without the database."""

import asyncio
from collections.abc import Callable
from typing import Final

from adapters import brake, reach
from adapters.brokers.direct import Emptied, empty
from adapters.system import SystemClock
from api.embedded import StartError
from settings import Settings

BRAKED: Final = "The desk sends nothing until its stop is in the database; that happens by itself when it is back."


async def halt_directly(settings: Settings, note: str, tell: Callable[[str], None]) -> tuple[bool, str]:
    """Pull the brake, then cancel everything at every broker at once; return whether nothing is left, and the words.

    The brake comes first: from then on no worker sends, and the next start finds the desk stopped. `tell` hears at once
    what is going to be cancelled. Nothing is asked back, and a file that is open to others is used all the same.
    Where the brake cannot be pulled everything is cancelled too, and it is said that more may be sent.
    """
    loose = _pull(settings, note)
    try:
        found = reach.read(settings.data_dir)
    except reach.NoReach as error:
        raise StartError(f"{loose or 'The brake is pulled.'} Nothing was cancelled: {error}") from error
    if loose is not None:
        tell(loose)
    if found.warning is not None:
        tell(f"WARNING: {found.warning}")
    counters = found.counters()
    for counter in counters:
        tell(f"{counter.name}: cancelling {counter.extent}.")
    try:
        done = await asyncio.gather(*(asyncio.to_thread(empty, counter) for counter in counters))
    finally:
        for counter in counters:
            counter.close()
    lines = [line for each in done for line in _lines(each)] or ["No broker has ever had an order of this desk."]
    lines.append(loose or BRAKED)
    return loose is None and all(each.clean for each in done), "\n".join(lines)


def _pull(settings: Settings, note: str) -> str | None:
    """Pull the brake; return what to say when that cannot be."""
    try:
        brake.pull(settings.data_dir, SystemClock().now(), note)
    except OSError as error:
        return (
            f"THE BRAKE IS NOT PULLED: {settings.data_dir} cannot be written to ({error.strerror}). The desk may send "
            "again: end its processes, and run this once more."
        )
    return None


def _lines(emptied: Emptied) -> list[str]:
    lines = [f"{emptied.broker}: {fate.became:<10} {fate.words}" for fate in emptied.fates]
    if emptied.trouble is not None:
        return [*lines, f"{emptied.broker}: IT IS NOT CERTAIN THAT NOTHING IS OPEN: {emptied.trouble}"]
    return lines or [f"{emptied.broker}: nothing was open."]
