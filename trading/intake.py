"""How many orders one process takes in at once: what is accepted is accepted soon, and the rest is refused at once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from trading.errors import LimitReached

ALL_MAX: Final = 512
OWN_MAX: Final = 256  # of them for one portfolio: more than are placed within the two seconds that each of them waits
KEPT: Final = 64  # beyond, one each for portfolios that have none: a flood elsewhere does not shut them out
AGAIN: Final = timedelta(seconds=1)


class Intake:
    """Counts orders from their request to their commit. `refused` is how many were turned away, ever."""

    def __init__(self) -> None:
        self._under_way = Counter[str]()
        self.refused = 0

    @property
    def under_way(self) -> int:
        """Orders that are being placed, or wait for it."""
        return self._under_way.total()

    @contextmanager
    def taken(self, portfolio_id: str, now: datetime) -> Iterator[None]:
        """Take one order in until the end of the block. Raise LimitReached, with nothing begun, where it is full."""
        own = self._under_way[portfolio_id]
        if own >= OWN_MAX or self.under_way >= ALL_MAX + (0 if own else KEPT):
            self.refused += 1
            raise LimitReached(_words(own), now + AGAIN)
        self._under_way[portfolio_id] += 1
        try:
            yield
        finally:
            self._under_way -= Counter((portfolio_id,))


def _words(own: int) -> str:
    whose = f"{own} orders of this portfolio" if own >= OWN_MAX else "As many orders as the desk can take in"
    return f"{whose} are being placed at this moment, and this one was not: send it again, with the same key, in 1 s."
