"""The past of a live market: files of daily bars and of splits and dividends, which grow and are never changed."""

import csv
import fcntl
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Final

from adapters.market.corporate_actions import to_csv, told
from adapters.market.daily_bars import COLUMNS, DailyRow, read
from adapters.market.joining import joined
from adapters.market.replay import Replay
from trading.errors import AdapterError, Unavailable
from trading.market import Bar, CorporateAction, Listing, Step
from trading.units import plain

NAME: Final = "bars.csv"
ACTIONS: Final = ".actions.csv"  # beside it: bars.actions.csv
Adjusted = Mapping[str, Mapping[date, Decimal]]

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
        with _alone(self._path):
            known = [each for day in {each.day for each in actions} for each in self.actions(day)]
            fresh = _news(actions, known)
            if fresh:
                _note(self._path.with_suffix(ACTIONS), fresh)
        if fresh:
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


def add(
    path: Path,
    bars: Mapping[str, Sequence[Bar]],
    adjusted: Adjusted | None = None,
    events: Sequence[CorporateAction] = (),
) -> int:
    """Add days to a file of bars, made when absent, and never change one that is there; return how many were new.

    `adjusted` are the closes as later splits and dividends scale them; without, they are as paid, and `events` may say
    what happened. What looks like a split of which nobody says anything is refused. The file is replaced whole, so
    that nobody reads half of it; of two who add at once one waits. Raise Unavailable where it cannot be written, or
    Rejected where what is there or what comes makes no sense, or where a symbol seems to have been split.
    """
    with _alone(path):
        history = read(path) if path.exists() else {}
        happened = [*(known := told(path.with_suffix(ACTIONS))), *_news(events, known)]
        found = {
            symbol: joined(
                symbol,
                history.get(symbol, ()),
                [_row(bar, (adjusted or {}).get(symbol, {})) for bar in sorted(some, key=lambda bar: bar.day)],
                [each for each in happened if each.symbol == symbol],
                scaled=adjusted is not None,
            )
            for symbol, some in sorted(bars.items())
        }
        fresh = [*_news(events, known), *(event for each in found.values() for event in each.events)]
        if fresh:
            _note(path.with_suffix(ACTIONS), fresh)  # first: without its bars an event changes nothing
        added = sum(each.fresh for each in found.values())
        if added:
            _write(path, history | {symbol: each.rows for symbol, each in found.items()})
    return added


def _row(bar: Bar, adjusted: Mapping[date, Decimal]) -> DailyRow:
    close = adjusted.get(bar.day, bar.close)
    return DailyRow(bar.day, bar.open, bar.high, bar.low, bar.close, bar.volume, close)


def _news(told: Sequence[CorporateAction], before: Sequence[CorporateAction]) -> list[CorporateAction]:
    """Return the events that are not known: of one symbol's day and kind who told it first is believed."""
    known: dict[tuple[str, date, str], set[str]] = {}
    for each in before:
        known.setdefault((each.symbol, each.day, each.kind), set()).add(each.id)
    return [each for each in told if _is_new(each, known.get((each.symbol, each.day, each.kind), set()))]


def _is_new(action: CorporateAction, known: set[str]) -> bool:
    """Whether nobody has told of it, or only its own vendor of others (a special dividend besides the usual one)."""
    vendor = action.id.partition(":")[0]
    return action.id not in known and all(each.partition(":")[0] == vendor for each in known)


def _note(path: Path, fresh: Sequence[CorporateAction]) -> None:
    """Add events to their file. Raise Unavailable where it cannot be written."""
    try:
        with _replaced(path) as file:
            file.write(to_csv([*told(path), *fresh]))
    except OSError as error:
        raise Unavailable(f"The splits and dividends cannot be written: {error.strerror}.") from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep every other process from the files meanwhile. Raise Unavailable where that cannot be had."""
    try:
        lock = path.with_suffix(".lock").open("w")
    except OSError as error:
        raise Unavailable(f"The daily bars cannot be written: {error.strerror}.") from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _replaced(path: Path) -> Iterator[IO[str]]:
    """Yield a file that is put in the place of another once it is whole and on disk."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)


def _write(path: Path, history: Mapping[str, Sequence[DailyRow]]) -> None:
    """Write a file of bars anew. Raise Unavailable where that cannot be done."""
    try:
        with _replaced(path) as file:
            lines = csv.writer(file)
            lines.writerow(COLUMNS)
            for symbol, rows in sorted(history.items()):
                for row in rows:
                    prices = [plain(each) for each in (row.open, row.high, row.low, row.close)]
                    adjusted = prices[-1] if row.adjusted == row.close else f"{row.adjusted:f}"
                    lines.writerow([symbol, row.day, *prices, row.volume, adjusted])
    except OSError as error:
        raise Unavailable(f"The daily bars cannot be written: {error.strerror}.") from None
