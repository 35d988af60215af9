"""Prices by Alpaca, asked for and streamed: https://docs.alpaca.markets/docs/about-market-data-api."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from adapters.alpaca import enter
from adapters.budget import Budget
from adapters.door import Door, number
from adapters.market.words import Tape, bar, day_of, dividend, in_order, quote, split
from adapters.news.words import instant, line, objects
from adapters.stream import Line
from adapters.vendor import Vendor
from trading.errors import Unavailable
from trading.market import Bar, CorporateAction, Quote, Tick, Upheaval
from trading.ports import Clock
from trading.units import plain

AT_ONCE: Final = 100
PAGE: Final = 10_000
PAGES_MAX: Final = 20
TOKEN_MAX: Final = 500
EVENTS: Final = 1_000
BEFORE, AFTER = timedelta(days=10), timedelta(days=100)  # Alpaca processes events around and, dividends, long after
KINDS: Final = ("forward_split", "reverse_split", "stock_dividend", "cash_dividend")
UPHEAVALS: Final = (
    *("cash_merger", "stock_merger", "stock_and_cash_merger", "spin_off", "name_change", "unit_split", "redemption"),
    *("worthless_removal", "rights_distribution", "reorganization", "partial_call"),
)
DOLLARS: Final = (None, "", "USD")  # as the vendor says it
OF_WHOM: Final = ("symbol", "source_symbol", "acquiree_symbol", "old_symbol")  # whose shares they are before
WHEN: Final = ("ex_date", "effective_date", "process_date")
TERMS: Final = ("rate", "cash_rate", "source_rate", "new_rate", "old_rate", "acquirer_rate", "acquiree_rate")
INTO: Final = ("new_symbol", "acquirer_symbol", "alternate_symbol")


class AlpacaPrices(Vendor):
    """Implements trading.ports.Prices. `feed` is iex, which every account has, or sip."""

    name = "alpaca"
    tells_actions = True

    def __init__(self, url: str, key_id: str, secret: str, *, feed: str, budget: Budget, clock: Clock) -> None:
        headers = {"APCA-API-KEY-ID": key_id, "APCA-API-SECRET-KEY": secret}
        super().__init__(Door("Alpaca prices", url, secret, clock, headers=headers), budget, clock)
        self._feed = feed

    async def last(self, symbols: Sequence[str]) -> Sequence[Quote]:
        """Return the snapshots, a hundred symbols a question."""
        found: list[Quote] = []
        for start in range(0, len(symbols), AT_ONCE):
            wanted = symbols[start : start + AT_ONCE]
            answer = await self.ask("/v2/stocks/snapshots", {"symbols": ",".join(wanted), "feed": self._feed})
            if not isinstance(answer, dict):
                raise Unavailable("Alpaca prices sent snapshots that are none.")
            now = self.clock.now()
            found += [read for symbol in wanted if (read := self._read(symbol, answer.get(symbol), now))]
        return found

    def _read(self, symbol: str, row: Any, now: datetime) -> Quote | None:
        if not isinstance(row, dict):
            return None
        trade, spread = (
            each if isinstance(each, dict) else {} for each in map(row.get, ("latestTrade", "latestQuote"))
        )
        at = instant(trade.get("t"))
        return quote(self.name, symbol, now, last=trade.get("p"), at=at, bid=spread.get("bp"), ask=spread.get("ap"))

    async def bars(self, symbol: str, first: date, until: date) -> Sequence[Bar]:
        """Return raw daily bars, page by page."""
        query = {
            "symbols": symbol, "timeframe": "1Day", "start": str(first), "end": str(until), "adjustment": "raw",
            "feed": self._feed, "limit": str(PAGE), "sort": "asc",
        }  # fmt: skip
        found: list[Bar] = []
        for _ in range(PAGES_MAX):
            answer = await self.ask("/v2/stocks/bars", query)
            days = answer.get("bars") if isinstance(answer, dict) else None
            if not isinstance(days, dict):
                raise Unavailable("Alpaca prices sent an answer without 'bars'.")
            found += [self._bar(row) for row in objects(days.get(symbol))]
            token = line(answer.get("next_page_token"), TOKEN_MAX)
            if not token:
                return found
            query["page_token"] = token
        raise Unavailable(f"Alpaca prices has more than {PAGES_MAX} pages of {symbol}; ask for fewer days.")

    @staticmethod
    def _bar(row: dict[str, Any]) -> Bar:
        at = instant(row.get("t"))
        if at is None:
            raise Unavailable("Alpaca prices sent a bar without its day.")
        return bar("Alpaca prices", at.date(), *map(row.get, "ohlcv"))

    async def actions(self, symbols: Sequence[str], first: date, until: date) -> Sequence[CorporateAction]:
        """Return the events whose ex day lies in these days; Alpaca looks for the day on which it processes them."""
        rows = self._events(KINDS, symbols, first, until)
        found = [self._event(kind, symbol, row) async for kind, symbol, row in rows]
        return in_order(each for each in found if first <= each.day <= until)

    async def upheavals(self, symbols: Sequence[str], first: date, until: date) -> Sequence[Upheaval]:
        """Return mergers, spin-offs, other names and the like; of some Alpaca tells no other day than its own."""
        rows = self._events(UPHEAVALS, symbols, first, until)
        found = {_upheaval(kind, symbol, row) async for kind, symbol, row in rows}
        due = [each for each in found if first <= each.day <= until]
        return sorted(due, key=lambda each: (each.day, each.symbol, each.what))

    async def _events(
        self, kinds: Sequence[str], symbols: Sequence[str], first: date, until: date
    ) -> AsyncIterator[tuple[str, str, dict[str, Any]]]:
        """Yield events of these kinds around these days, each with kind and symbol, a hundred symbols a question."""
        for start in range(0, len(symbols), AT_ONCE):
            wanted = symbols[start : start + AT_ONCE]
            query = {
                "symbols": ",".join(wanted), "types": ",".join(kinds), "start": str(first - BEFORE),
                "end": str(until + AFTER), "limit": str(EVENTS), "sort": "asc",
            }  # fmt: skip
            async for groups in self._groups(query):
                for kind in kinds:
                    for row in objects(groups.get(f"{kind}s")):
                        symbol = next((name for key in OF_WHOM if (name := line(row.get(key), 20))), "")
                        if symbol in wanted:
                            yield kind, symbol, row

    async def _groups(self, query: dict[str, str]) -> AsyncIterator[dict[str, Any]]:
        """Yield what Alpaca tells of companies by its kind, page by page."""
        for _ in range(PAGES_MAX):
            answer = await self.ask("/v1/corporate-actions", query)
            groups = answer.get("corporate_actions") if isinstance(answer, dict) else None
            if not isinstance(groups, dict):
                raise Unavailable("Alpaca prices sent an answer without 'corporate_actions'.")
            yield groups
            token = line(answer.get("next_page_token"), TOKEN_MAX)
            if not token:
                return
            query["page_token"] = token
        raise Unavailable(f"Alpaca prices has more than {PAGES_MAX} pages of splits and dividends.")

    def _event(self, kind: str, symbol: str, row: dict[str, Any]) -> CorporateAction:
        day = day_of(row.get("ex_date"))
        if day is None:
            raise Unavailable(f"Alpaca prices sent a {kind} of {symbol} without its ex day.")
        if kind == "cash_dividend":
            if row.get("currency") not in DOLLARS:
                raise Unavailable(f"Alpaca prices sent a dividend of {symbol} that is not in dollars.")
            return dividend(self.name, row.get("id"), symbol, day, row.get("rate"))
        if kind == "stock_dividend":
            more = number(row.get("rate"))
            return split(self.name, row.get("id"), symbol, day, None if more is None else 1 + more, 1)
        return split(self.name, row.get("id"), symbol, day, row.get("new_rate"), row.get("old_rate"))


def _upheaval(kind: str, symbol: str, row: dict[str, Any]) -> Upheaval:
    """Return what is told of shares in words: nothing is reckoned with it. Raise Unavailable where it has no day."""
    day = next((found for key in WHEN if (found := day_of(row.get(key)))), None)
    if day is None:
        raise Unavailable(f"Alpaca prices sent a {kind} of {symbol} without its day.")
    figures = [f"{key} {plain(said)}" for key in TERMS if (said := number(row.get(key))) is not None]
    others = [f"{key} {name}" for key in INTO if (name := line(row.get(key), 20))]
    told = ", ".join([*others, *figures]).replace("_", " ")
    return Upheaval(symbol, day, f"{kind.replace('_', ' ')} ({told})" if told else kind.replace("_", " "))


class AlpacaTape:
    """How Alpaca's stream is entered, and what its messages say."""

    name = "alpaca"

    def __init__(self, key_id: str, secret: str) -> None:
        self._key_id, self._secret = key_id, secret
        self._tape = Tape(self.name)

    async def enter(self, conversation: Line, symbols: Sequence[str]) -> None:
        """Sign in and subscribe to trades and quotes. Raise Rejected where that is refused."""
        wanted = {"trades": list(symbols), "quotes": list(symbols)}
        await enter(conversation, self._key_id, self._secret, wanted)

    def read(self, row: dict[str, Any], wanted: frozenset[str]) -> Iterable[Tick]:
        """Return what a message tells, if it is a trade or a quote of a symbol that is wanted."""
        symbol, at = line(row.get("S"), 20), instant(row.get("t"))
        found = None
        if row.get("T") == "t":
            found = self._tape.traded(symbol, at, row.get("p"), row.get("s"))
        elif row.get("T") == "q":
            found = self._tape.quoted(symbol, at, row.get("bp"), row.get("ap"))
        return () if found is None or symbol not in wanted else (found,)
