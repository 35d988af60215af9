"""When an order of unknown outcome is looked up, and when it is certain that the broker never received it."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from trading.life import MISSES_MAX

# After the outcome became unknown; then every half minute.
AT: Final = tuple(timedelta(milliseconds=ms) for ms in (0, 500, 1000, 2000, 4000, 8000, 16000, 30000))
PAUSES: Final = tuple(later - before for before, later in pairwise(AT))
THEN: Final = timedelta(seconds=30)
# How long a healthy connection must have been saying that there is no such order.
HEALTHY: Final = timedelta(seconds=60)


def pause(lookups: int) -> timedelta:
    """Return how long to wait after so many lookups, 0 when the order was only sent."""
    return PAUSES[lookups] if lookups < len(PAUSES) else THEN


def final(misses: int, missing_since: datetime, now: datetime) -> bool:
    """Whether this miss in a row ends the order: the third at least, a minute after the first.

    A lookup without an answer starts both anew: it is no proof of anything.
    """
    return misses >= MISSES_MAX and now - missing_since >= HEALTHY
