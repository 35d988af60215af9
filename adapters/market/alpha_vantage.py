"""Prices by Alpha Vantage, which has no stream: https://www.alphavantage.co/documentation."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from adapters.budget import Budget, OverBudget
from adapters.door import Door
from adapters.market.hours import closing, opening
from adapters.market.words import bar, day_of, quote
from adapters.vendor import Vendor, told
from trading.errors import Rejected, Unavailable
from trading.market import Bar, CorporateAction, Quote, Upheaval
from trading.ports import Clock

COMPACT: Final = timedelta(days=100)  # the last hundred sessions are surely in it
FIELDS: Final = ("1. open", "2. high", "3. low", "4. close", "5. volume")


class AlphaVantagePrices(Vendor):
    """Implements trading.ports.Prices. One symbol a question, and few of those a day; figures are text."""

    name = "alpha_vantage"
    tells_actions = False  # it would take two of the few questions of a day for each symbol

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        super().__init__(Door("Alpha Vantage", url, key, clock), budget, clock)
        self._key, self._turn = key, 0

    async def _asked(self, function: str, symbol: str, **more: str) -> Any:
        return await self.ask("/query", {"function": function, "symbol": symbol, "apikey": self._key, **more})

    async def last(self, symbols: Sequence[str]) -> Sequence[Quote]:
        """Return the last prices, each of no later than the vendor says: only the day is known, so the close where
        that has passed, and else the open. An unknown symbol is an empty object."""
        found: list[Quote | None] = []
        turn = self._turn % max(1, len(symbols))
        for symbol in (*symbols[turn:], *symbols[:turn]):
            try:
                answer = await self._asked("GLOBAL_QUOTE", symbol)
            except OverBudget:
                if not found:
                    raise
                break  # the others come first next time
            self._turn += 1
            row = told(self.door, answer, "Global Quote")["Global Quote"]
            now = self.clock.now()
            at = _at(row.get("07. latest trading day"), now) if isinstance(row, dict) else None
            if at is not None:
                last = row.get("05. price")
                found.append(quote(self.name, symbol, now, last=last, at=at, bid=None, ask=None))
        return [each for each in found if each is not None]

    async def bars(self, symbol: str, first: date, until: date) -> Sequence[Bar]:
        """Return raw daily bars; all that there are come in one answer."""
        recent = self.clock.now().date() - first < COMPACT
        size = "compact" if recent else "full"
        answer = await self._asked("TIME_SERIES_DAILY", symbol, outputsize=size)
        days = told(self.door, answer, "Time Series (Daily)")["Time Series (Daily)"]
        if not isinstance(days, dict):
            raise Unavailable("Alpha Vantage sent days that are none.")
        return [self._bar(day, row) for day, row in sorted(days.items()) if str(first) <= day <= str(until)]

    async def actions(self, symbols: Sequence[str], first: date, until: date) -> Sequence[CorporateAction]:
        """Refuse."""
        raise Rejected("Alpha Vantage is not asked for splits and dividends; add alpaca or massive.")

    async def upheavals(self, symbols: Sequence[str], first: date, until: date) -> Sequence[Upheaval]:
        """Refuse."""
        raise Rejected("Alpha Vantage tells no mergers, spin-offs and new names; add alpaca.")

    @staticmethod
    def _bar(text: str, row: Any) -> Bar:
        day = day_of(text)
        if day is None or not isinstance(row, dict):
            raise Unavailable("Alpha Vantage sent a bar without its day or its figures.")
        return bar("Alpha Vantage", day, *map(row.get, FIELDS))


def _at(text: Any, now: datetime) -> datetime | None:
    day = day_of(text)
    if day is None:
        return None
    return closing(day) if closing(day) <= now else opening(day)
