"""The past of a live market: files of daily bars and of splits and dividends, which grow and are never changed."""

import csv
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import IO, Final

from adapters.market.corporate_actions import to_csv, told
from adapters.market.daily_bars import COLUMNS, read
from adapters.market.replay import Replay
from trading.errors import AdapterError, Rejected, Unavailable
from trading.market import Bar, CorporateAction, Listing, Step
from trading.units import plain

NAME: Final = "bars.csv"
ACTIONS: Final = ".actions.csv"  # beside it: bars.actions.csv
Adjusted = Mapping[str, Mapping[date, Decimal]]
CRASH, BOOM = Decimal("0.55"), Decimal("1.8")  # from one close to the next

log = logging.getLogger(__name__)


class Stored:
    """Implements trading.ports.Market and BarStore over two files, read again when another process changed one.

    Raise what Replay raises for a file that makes no sense; one that came to make none later is not taken over.
    """

    name = "stored"

    def __init__(self, path: Path, seed: int) -> None:
        self._path, self._seed = path, seed
        self._stamp = self._stamped()
        self._past = self._read()

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

    def note(self, actions: Sequence[CorporateAction]) -> Sequence[CorporateAction]:
        """Keep the splits and dividends that are not known yet, and return them; raise as `add` does.

        Of one symbol's day and kind who told it first is believed: what another vendor calls otherwise is the same.
        """
        known: dict[tuple[str, date, str], set[str]] = {}
        for day in {each.day for each in actions}:
            for each in self.actions(day):
                known.setdefault((each.symbol, each.day, each.kind), set()).add(each.id)
        fresh = [each for each in actions if _is_new(each, known.get((each.symbol, each.day, each.kind), set()))]
        if fresh:
            _note(self._path.with_suffix(ACTIONS), fresh)
            self._current()
        return fresh

    def _read(self) -> Replay:
        return Replay(self._path, self._seed, self.name, told(self._path.with_suffix(ACTIONS)))

    def _stamped(self) -> tuple[int, ...]:
        beside = self._path.with_suffix(ACTIONS)
        try:
            about = [path.stat() for path in (self._path, beside) if path == self._path or path.exists()]
        except OSError as error:
            raise Unavailable(f"The daily bars cannot be read: {error.strerror}.") from None
        return tuple(figure for each in about for figure in (each.st_mtime_ns, each.st_size))

    def _current(self) -> Replay:
        try:
            stamp = self._stamped()
            if stamp != self._stamp:
                self._stamp = stamp
                self._past = self._read()
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
        happened = told(path.with_suffix(ACTIONS))
        for symbol in sorted({symbol for symbol, _ in fresh}):
            new = {bar.day: bar.close for name, bar in fresh if name == symbol}
            _check(symbol, known.get(symbol, {}), new, [each for each in happened if each.symbol == symbol])
    if fresh:
        try:
            _write(path, fresh, adjusted or {})
        except OSError as error:
            raise Unavailable(f"The daily bars cannot be written: {error.strerror}.") from None
    return len(fresh)


def _is_new(action: CorporateAction, known: set[str]) -> bool:
    """Whether nobody has told of it, or only its own vendor of others (a special dividend besides the usual one)."""
    vendor = action.id.partition(":")[0]
    return action.id not in known and all(each.partition(":")[0] == vendor for each in known)


def _check(
    symbol: str, known: Mapping[date, Decimal], new: Mapping[date, Decimal], happened: Sequence[CorporateAction]
) -> None:
    """Raise Rejected for a step that is likelier a split than a price, unless that split is known."""
    closes = sorted({**known, **new}.items())
    for (earlier, before), (day, close) in pairwise(closes):
        ratio = prod((each.ratio for each in happened if earlier < each.day <= day), start=Decimal(1))
        if day in new and not CRASH < close * ratio / before < BOOM:
            raise Rejected(
                f"{symbol} closed at {plain(before)} and on {day} at {plain(close)}: that looks like a split, of which "
                "these bars say nothing. Bring its whole past in from a file with adjusted closes (`Adj Close`)."
            )


def _note(path: Path, fresh: Sequence[CorporateAction]) -> None:
    """Add events to their file. Raise Unavailable where it cannot be written."""
    try:
        with _replaced(path) as file:
            file.write(to_csv([*told(path), *fresh]))
    except OSError as error:
        raise Unavailable(f"The splits and dividends cannot be written: {error.strerror}.") from None


@contextmanager
def _replaced(path: Path) -> Iterator[IO[str]]:
    """Yield a file that is put in the place of another once it is whole and on disk."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)


def _write(path: Path, fresh: Sequence[tuple[str, Bar]], adjusted: Adjusted) -> None:
    with _replaced(path) as file:
        lines = csv.writer(file)
        if path.exists():
            file.write(path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n")
        else:
            lines.writerow(COLUMNS)
        for symbol, bar in fresh:
            prices = [plain(each) for each in (bar.open, bar.high, bar.low, bar.close)]
            lines.writerow([symbol, bar.day, *prices, bar.volume, adjusted.get(symbol, {}).get(bar.day, prices[-1])])
