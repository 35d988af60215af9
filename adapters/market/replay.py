"""The replay market: real daily bars, walked day by day, with a simulated path inside each."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from math import prod
from pathlib import Path
from typing import Final

from adapters.market import intraday
from adapters.market.corporate_actions import FILE_SOURCE, derive_all, reviewed
from adapters.market.daily_bars import DailyRow, read
from adapters.market.sectors import known
from trading.market import Bar, CorporateAction, Listing, Phase, Step
from trading.units import ZERO

NAMES: Final = {
    "AAPL": "Apple Inc.",
    "FB": "Facebook, Inc.",
    "GOOG": "Google Inc.",
    "IBM": "International Business Machines Corporation",
    "MSFT": "Microsoft Corporation",
}
CURRENCY: Final = "USD"
PHASES: Final = {0: Phase.OPEN, intraday.STEPS - 1: Phase.CLOSE}


@dataclass(frozen=True, slots=True)
class Past:
    """What a file of bars holds: by symbol, in alphabetical order, and by day."""

    bars: Mapping[str, tuple[Bar, ...]]
    days: Mapping[str, list[date]]
    actions: Mapping[date, tuple[CorporateAction, ...]]
    calendar: tuple[date, ...]

    @classmethod
    def of(cls, history: Mapping[str, Sequence[DailyRow]], every: Sequence[CorporateAction]) -> "Past":
        actions: dict[date, tuple[CorporateAction, ...]] = {}
        for action in every:
            actions[action.day] = (*actions.get(action.day, ()), action)
        days = {symbol: [row.day for row in rows] for symbol, rows in history.items()}
        return cls(
            bars={symbol: _bars(symbol, rows, days[symbol], every) for symbol, rows in history.items()},
            days=days,
            actions=actions,
            calendar=tuple(sorted({day for each in days.values() for day in each})),
        )


@cache
def _bundled() -> Past:
    """Read the bundled bars, once in a process: a fifth of a second."""
    return Past.of(read(None), reviewed())


class Replay:
    """A Market over a file of daily bars.

    `bars_file` None means the bundled bars with their reviewed corporate actions, read when somebody first asks; those
    of any other file are derived from its adjusted closes, and it is read at construction: raises Unavailable for a
    file that cannot be read and Rejected for one that makes no sense.
    """

    def __init__(
        self, bars_file: Path | None, seed: int, name: str = "replay", told: Sequence[CorporateAction] = ()
    ) -> None:
        """`told` are events that are known besides: they count instead of what a file says of the same day."""
        self.name = name
        self._seed = seed
        self._drawn: dict[date, Sequence[Step]] = {}
        if bars_file is not None:
            history = read(bars_file)
            known = {(each.symbol, each.day, each.kind) for each in told}
            derived = derive_all(FILE_SOURCE, history)
            own = [each for each in derived if (each.symbol, each.day, each.kind) not in known]
            self._past = Past.of(history, [*own, *told])

    @cached_property
    def _past(self) -> Past:
        return _bundled()

    @cached_property
    def _listings(self) -> Sequence[Listing]:
        sectors = known()
        return tuple(
            Listing(symbol, NAMES.get(symbol, symbol), CURRENCY, days[0], days[-1], sectors.get(symbol, ""))
            for symbol, days in self._past.days.items()
        )

    def listings(self) -> Sequence[Listing]:
        """Return every symbol of the file, in alphabetical order."""
        return self._listings

    def days(self) -> Sequence[date]:
        """Return every day on which a symbol has a bar, ascending."""
        return self._past.calendar

    def bars(self, symbol: str, *, until: date, count: int | None = None) -> Sequence[Bar]:
        """Return the last `count` raw bars up to and including `until`, ascending; none of an unknown symbol."""
        end = bisect_right(self._past.days.get(symbol, []), until)
        start = 0 if count is None else max(0, end - count)
        return self._past.bars.get(symbol, ())[start:end]

    def actions(self, day: date) -> tuple[CorporateAction, ...]:
        """Return the splits and dividends whose ex day this is."""
        return self._past.actions.get(day, ())

    def steps(self, day: date) -> Sequence[Step]:
        """Return the session of the day, a step every 30 minutes; nothing on a day without bars."""
        if day not in self._drawn:
            self._drawn = {day: self._draw(day)}  # a replay asks for one day again and again
        return self._drawn[day]

    def _draw(self, day: date) -> Sequence[Step]:
        latest = [(symbol, self.bars(symbol, until=day, count=1)) for symbol in self._past.bars]
        paths = [intraday.ticks(symbol, bars[0], self._seed) for symbol, bars in latest if bars and bars[0].day == day]
        if not paths:
            return ()
        return tuple(
            Step(day, index, at, PHASES.get(index, Phase.OPEN_SESSION), ticks, self.actions(day) if index == 0 else ())
            for index, (at, ticks) in enumerate(zip(intraday.times(day), zip(*paths, strict=True), strict=True))
        )


def _bars(symbol: str, rows: Sequence[DailyRow], days: list[date], every: Sequence[CorporateAction]) -> tuple[Bar, ...]:
    """Return a symbol's bars. What happened on a day without one shows in the next."""
    own: dict[int, list[CorporateAction]] = {}
    for action in every:
        if action.symbol == symbol:
            own.setdefault(bisect_left(days, action.day), []).append(action)
    return tuple(_bar(row, own.get(place, ())) for place, row in enumerate(rows))


def _bar(row: DailyRow, own: Sequence[CorporateAction]) -> Bar:
    dividend = sum((action.amount for action in own), ZERO)
    split = prod((action.ratio for action in own), start=Decimal(1))
    return Bar(row.day, row.open, row.high, row.low, row.close, row.volume, dividend, split)
