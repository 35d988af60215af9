"""Prices by Massive (the former Polygon.io), asked for and streamed: https://massive.com/docs."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from adapters.market.words import (
    MILLISECONDS,
    NANOSECONDS,
    Tape,
    bar,
    day_of,
    dividend,
    in_order,
    quote,
    since_epoch,
    split,
)
from adapters.massive import Massive
from adapters.news.words import line, objects
from adapters.stream import Line
from trading.errors import Rejected, Unavailable
from trading.market import Bar, CorporateAction, Quote, Tick, Upheaval

AT_ONCE: Final = 100
PAGE: Final = 50_000
EVENTS: Final = 1_000
DOLLARS: Final = "USD"
NEW_YORK: Final = ZoneInfo("America/New_York")


class MassivePrices(Massive):
    """Implements trading.ports.Prices."""

    tells_actions = True

    async def last(self, symbols: Sequence[str]) -> Sequence[Quote]:
        """Return the snapshots, a hundred symbols a question."""
        found: list[Quote] = []
        for start in range(0, len(symbols), AT_ONCE):
            wanted = symbols[start : start + AT_ONCE]
            path = "/v2/snapshot/locale/us/markets/stocks/tickers"
            answer = await self.good(path, {"tickers": ",".join(wanted)})
            now = self.clock.now()
            rows = {line(row.get("ticker"), 20): row for row in objects(answer.get("tickers"))}
            found += [read for symbol in wanted if symbol in rows and (read := self._read(symbol, rows[symbol], now))]
        return found

    def _read(self, symbol: str, row: dict[str, Any], now: datetime) -> Quote | None:
        trade, spread = (each if isinstance(each, dict) else {} for each in map(row.get, ("lastTrade", "lastQuote")))
        at = since_epoch(trade.get("t"), NANOSECONDS)
        return quote(self.name, symbol, now, last=trade.get("p"), at=at, bid=spread.get("p"), ask=spread.get("P"))

    async def bars(self, symbol: str, first: date, until: date) -> Sequence[Bar]:
        """Return raw daily bars, page by page."""
        path, query = f"/v2/aggs/ticker/{symbol}/range/1/day/{first}/{until}", {"adjusted": "false", "limit": str(PAGE)}
        return [self._bar(row) async for row in self.pages(path, query, "/v2/aggs/")]

    async def actions(self, symbols: Sequence[str], first: date, until: date) -> Sequence[CorporateAction]:
        """Return the events of these days: two questions, for one symbol's or for everybody's."""
        wanted = frozenset(symbols)
        found = [self._split(row) async for row in self._events("splits", "execution_date", first, until, wanted)]
        paid = self._events("dividends", "ex_dividend_date", first, until, wanted)
        return in_order([*found, *[self._dividend(row) async for row in paid]])

    async def upheavals(self, symbols: Sequence[str], first: date, until: date) -> Sequence[Upheaval]:
        """Refuse."""
        raise Rejected("Massive is not asked for mergers, spin-offs and new names; add alpaca.")

    async def _events(
        self, kind: str, dated: str, first: date, until: date, wanted: frozenset[str]
    ) -> AsyncIterator[dict[str, Any]]:
        query = {f"{dated}.gte": str(first), f"{dated}.lte": str(until), "limit": str(EVENTS), "sort": dated}
        if len(wanted) == 1:
            query["ticker"] = next(iter(wanted))
        async for row in self.pages(f"/v3/reference/{kind}", query, f"/v3/reference/{kind}"):
            if line(row.get("ticker"), 20) in wanted:
                yield row

    def _split(self, row: dict[str, Any]) -> CorporateAction:
        day, symbol = day_of(row.get("execution_date")), line(row.get("ticker"), 20)
        if day is None:
            raise Unavailable(f"Massive sent a split of {symbol} without its day.")
        return split(self.name, row.get("id"), symbol, day, row.get("split_to"), row.get("split_from"))

    def _dividend(self, row: dict[str, Any]) -> CorporateAction:
        day, symbol = day_of(row.get("ex_dividend_date")), line(row.get("ticker"), 20)
        if day is None or row.get("currency", DOLLARS) != DOLLARS:
            raise Unavailable(f"Massive sent a dividend of {symbol} without its day, or not in dollars.")
        return dividend(self.name, row.get("id"), symbol, day, row.get("cash_amount"))

    @staticmethod
    def _bar(row: dict[str, Any]) -> Bar:
        at = since_epoch(row.get("t"), MILLISECONDS)
        if at is None:
            raise Unavailable("Massive sent a bar without its day.")
        return bar("Massive", at.astimezone(NEW_YORK).date(), *map(row.get, "ohlcv"))


class MassiveTape:
    """How Massive's stream is entered, and what its messages say."""

    name = "massive"

    def __init__(self, key: str) -> None:
        self._key = key
        self._tape = Tape(self.name)

    async def enter(self, conversation: Line, symbols: Sequence[str]) -> None:
        """Sign in and subscribe to trades and quotes. Raise Rejected where that is refused."""
        await self._heard(conversation, "connected")
        await conversation.send({"action": "auth", "params": self._key})
        await self._heard(conversation, "auth_success")
        wanted = ",".join(f"{kind}.{symbol}" for symbol in symbols for kind in "TQ")
        await conversation.send({"action": "subscribe", "params": wanted})
        await self._heard(conversation, "success")

    async def _heard(self, conversation: Line, what: str) -> None:
        async for row in conversation.rows():
            status = row.get("status")
            if status == what:
                return
            if status in ("auth_failed", "auth_timeout", "not_authorized", "error", "max_connections"):
                words = f"Massive's stream refuses: {conversation.quoted(row.get('message') or status)}"
                raise Rejected(words) if status in ("auth_failed", "not_authorized") else Unavailable(words)

    def read(self, row: dict[str, Any], wanted: frozenset[str]) -> Iterable[Tick]:
        """Return what a message tells, if it is a trade or a quote of a symbol that is wanted."""
        symbol, at = line(row.get("sym"), 20), since_epoch(row.get("t"), MILLISECONDS)
        found = None
        if row.get("ev") == "T":
            found = self._tape.traded(symbol, at, row.get("p"), row.get("s"))
        elif row.get("ev") == "Q":
            found = self._tape.quoted(symbol, at, row.get("bp"), row.get("ap"))
        return () if found is None or symbol not in wanted else (found,)
