"""Who asks for what is not there, or not theirs: a few times a mistake, all the time a search."""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from trading.errors import LimitReached

MISSES_MAX: Final = 100
WINDOW: Final = timedelta(minutes=1)
KEPT_MAX: Final = 10_000


class Misses:
    """Counts by viewer and minute, of one process; the oldest viewers are forgotten beyond ten thousand."""

    def __init__(self) -> None:
        self._counts: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    def check(self, user_id: str, now: datetime) -> None:
        """Raise LimitReached for who missed a hundred times within the minute."""
        began, count = self._counts.get(user_id, (now, 0))
        if count >= MISSES_MAX and now - began < WINDOW:
            raise LimitReached("You ask for too much that is not there; try again in a minute.", began + WINDOW)

    def add(self, user_id: str, now: datetime) -> None:
        """Count a miss."""
        began, count = self._counts.pop(user_id, (now, 0))
        self._counts[user_id] = (began, count + 1) if now - began < WINDOW else (now, 1)
        if len(self._counts) > KEPT_MAX:
            self._counts.popitem(last=False)
