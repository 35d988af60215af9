"""How many orders one process takes in at once: what is accepted is accepted soon, and the rest is refused at once."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from trading.errors import LimitReached

ALL_MAX: Final = 512
OWN_MAX: Final = 256  # of them for one portfolio: more than are placed within the two seconds that each of them waits
KEPT: Final = 64  # beyond, one each for portfolios that have none: a flood elsewhere does not shut them out
SOON: Final = timedelta(seconds=1)  # who comes when another has waited for longer would wait as long at least
AGAIN: Final = timedelta(seconds=1)


class Intake:
    """Counts orders from their request to their commit, and knows since when those wait who have not got their
    portfolio. `refused` is how many were turned away, ever."""

    def __init__(self) -> None:
        self._under_way = Counter[str]()
        self._waiting: dict[str, dict[int, datetime]] = {}  # since when, in the order in which they came
        self._numbers = count()
        self.refused = 0

    @property
    def under_way(self) -> int:
        """Orders that are being placed, or wait for it."""
        return self._under_way.total()

    @contextmanager
    def taken(self, portfolio_id: str, now: datetime) -> Iterator[Callable[[], None]]:
        """Take one order in until the end of the block; call what it gives when its turn at the portfolio has come.

        Raise LimitReached, with nothing begun, where it is full or would wait for long.
        """
        own = self._under_way[portfolio_id]
        full = own >= OWN_MAX or self.under_way >= ALL_MAX + (0 if own else KEPT)
        if full or self._waits_long(portfolio_id, now):
            self.refused += 1
            raise LimitReached(_words(own, full=full), now + AGAIN)
        number, waiting = next(self._numbers), self._waiting.setdefault(portfolio_id, {})
        self._under_way[portfolio_id] += 1
        waiting[number] = now
        try:
            yield lambda: self._reached(portfolio_id, number)
        finally:
            self._reached(portfolio_id, number)
            self._under_way -= Counter((portfolio_id,))

    def _waits_long(self, portfolio_id: str, now: datetime) -> bool:
        """Whether the one at the head of a portfolio's line has waited for longer than anybody is to."""
        waiting = self._waiting.get(portfolio_id)
        return waiting is not None and now - next(iter(waiting.values())) > SOON

    def _reached(self, portfolio_id: str, number: int) -> None:
        waiting = self._waiting.get(portfolio_id, {})
        waiting.pop(number, None)
        if not waiting:
            self._waiting.pop(portfolio_id, None)


def _words(own: int, *, full: bool) -> str:
    if not full:
        what = "Orders of this portfolio have been waiting for more than a second"
    elif own >= OWN_MAX:
        what = f"{own} orders of this portfolio are being placed at this moment"
    else:
        what = "As many orders as the desk can take in are being placed at this moment"
    return f"{what}, and this one was not placed: send it again, with the same key, in 1 s."
