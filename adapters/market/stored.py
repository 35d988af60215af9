"""The past of a live market: daily bars in a file that grows by a day after each close, kept once and for ever."""

import csv
import logging
import os
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final

from adapters.market.daily_bars import COLUMNS, read
from adapters.market.replay import Replay
from trading.errors import AdapterError, Rejected, Unavailable
from trading.market import Bar, CorporateAction, Listing, Step
from trading.units import plain

NAME: Final = "bars.csv"
Adjusted = Mapping[str, Mapping[date, Decimal]]
CRASH, BOOM = Decimal("0.55"), Decimal("1.8")  # from one close to the next

log = logging.getLogger(__name__)


class Stored:
    """Implements trading.ports.Market and BarStore over a file, which is read again when another process changed it.

    Raise what Replay raises for a file that makes no sense; one that came to make none later is not taken over.
    """

    name = "stored"

    def __init__(self, path: Path, seed: int) -> None:
        self._path, self._seed = path, seed
        self._stamp = self._stamped()
        self._past = Replay(path, seed, self.name)

    def listings(self) -> Sequence[Listing]:
        return self._current().listings()

    def days(self) -> Sequence[date]:
        return self._current().days()

    def bars(self, symbol: str, *, until: date, count: int | None = None) -> Sequence[Bar]:
        return self._current().bars(symbol, until=until, count=count)

    def actions(self, day: date) -> Sequence[CorporateAction]:
        return self._current().actions(day)

    def steps(self, day: date) -> Sequence[Step]:
        return self._current().steps(day)

    def add(self, bars: Mapping[str, Sequence[Bar]]) -> int:
        """Keep the days that are not there yet; return how many. Raise Unavailable where that cannot be written."""
        added = add(self._path, bars)
        self._current()
        return added

    def _stamped(self) -> tuple[int, int]:
        try:
            about = self._path.stat()
        except OSError as error:
            raise Unavailable(f"The daily bars cannot be read: {error.strerror}.") from None
        return about.st_mtime_ns, about.st_size

    def _current(self) -> Replay:
        try:
            stamp = self._stamped()
            if stamp != self._stamp:
                self._stamp = stamp
                self._past = Replay(self._path, self._seed, self.name)
        except AdapterError as error:
            log.error("the daily bars stay as they were: %s", error)
        return self._past


def add(path: Path, bars: Mapping[str, Sequence[Bar]], adjusted: Adjusted | None = None) -> int:
    """Add days to a file of bars, made when absent, and never change one that is there; return how many were new.

    `adjusted` are the closes as later splits and dividends scale them; without, they are as paid, and what looks like a
    split is refused.
    The file is replaced whole, so that nobody reads half of it. Raise Unavailable where it cannot be written, or
    Rejected where what is there makes no sense, or where a symbol seems to have been split.
    """
    history = read(path) if path.exists() else {}
    known = {symbol: {row.day: row.close for row in rows} for symbol, rows in history.items()}
    fresh = [
        (symbol, bar)
        for symbol in sorted(bars)
        for bar in sorted(bars[symbol], key=lambda each: each.day)
        if bar.day not in known.get(symbol, {})
    ]
    if adjusted is None:
        for symbol in sorted({symbol for symbol, _ in fresh}):
            new = {bar.day: bar.close for name, bar in fresh if name == symbol}
            _check(symbol, known.get(symbol, {}), new)
    if fresh:
        try:
            _write(path, fresh, adjusted or {})
        except OSError as error:
            raise Unavailable(f"The daily bars cannot be written: {error.strerror}.") from None
    return len(fresh)


def _check(symbol: str, known: Mapping[date, Decimal], new: Mapping[date, Decimal]) -> None:
    """Raise Rejected for a step that is likelier a split than a price."""
    closes = sorted({**known, **new}.items())
    for (_, before), (day, close) in pairwise(closes):
        if day in new and not CRASH < close / before < BOOM:
            raise Rejected(
                f"{symbol} closed at {plain(before)} and on {day} at {plain(close)}: that looks like a split, of which "
                "these bars say nothing. Bring its whole past in from a file with adjusted closes (`Adj Close`)."
            )


def _write(path: Path, fresh: Sequence[tuple[str, Bar]], adjusted: Adjusted) -> None:
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        if path.exists():
            file.write(path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n")
        else:
            lines.writerow(COLUMNS)
        for symbol, bar in fresh:
            prices = [plain(each) for each in (bar.open, bar.high, bar.low, bar.close)]
            lines.writerow([symbol, bar.day, *prices, bar.volume, adjusted.get(symbol, {}).get(bar.day, prices[-1])])
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
