"""Headlines by Alpaca, asked for and streamed: https://docs.alpaca.markets/reference/news-3."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from adapters.alpaca import enter
from adapters.budget import Budget
from adapters.door import Door
from adapters.news.words import headline, instant, line, rows
from adapters.stream import Line
from adapters.vendor import Vendor
from trading.news import Headline
from trading.ports import Clock

PAGE: Final = 50
PAGES_MAX: Final = 20
TOKEN_MAX: Final = 500
BUDGET: Final = (200, 60)  # questions, seconds: what an account without a subscription has


class AlpacaNews(Vendor):
    """Implements trading.ports.News."""

    name = "alpaca"

    def __init__(self, url: str, key_id: str, secret: str, *, budget: Budget, clock: Clock) -> None:
        headers = {"APCA-API-KEY-ID": key_id, "APCA-API-SECRET-KEY": secret}
        super().__init__(Door("Alpaca news", url, secret, clock, headers=headers), budget, clock)

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        """Return what was published since then, the oldest first, page by page."""
        query = {
            "symbols": ",".join(symbols),
            "start": f"{since:%Y-%m-%dT%H:%M:%SZ}",
            "sort": "asc",
            "limit": str(PAGE),
        }
        found: list[Headline] = []
        for _ in range(PAGES_MAX):
            answer = await self.ask("/v1beta1/news", query)
            found += [read for row in rows(self.name, answer, "news") if (read := self._read(row))]
            token = line(answer.get("next_page_token"), TOKEN_MAX)
            if not token:
                break
            query["page_token"] = token
        return found

    def _read(self, row: dict[str, Any]) -> Headline | None:
        return _headline(row, self.clock.now())


class AlpacaWire:
    """How the stream of headlines is entered, and what its messages say: the same words as when it is asked."""

    name = AlpacaNews.name

    def __init__(self, key_id: str, secret: str, clock: Clock) -> None:
        self._key_id, self._secret, self._clock = key_id, secret, clock

    async def enter(self, conversation: Line, symbols: Sequence[str]) -> None:
        """Sign in and subscribe. Raise Rejected where that is refused."""
        await enter(conversation, self._key_id, self._secret, {"news": list(symbols)})

    def read(self, row: dict[str, Any], wanted: frozenset[str]) -> Iterable[Headline]:
        """Return the headline of a message, if it is one that names a wanted symbol."""
        found = _headline(row, self._clock.now()) if row.get("T") == "n" else None
        return () if found is None or wanted.isdisjoint(found.symbols) else (found,)


def _headline(row: dict[str, Any], now: datetime) -> Headline | None:
    symbols = row.get("symbols")
    return headline(
        AlpacaNews.name,
        now,
        key=row.get("id"),
        text=row.get("headline"),
        url=row.get("url"),
        publisher=row.get("source"),
        at=instant(row.get("created_at")),
        symbols=symbols if isinstance(symbols, list) else [],
    )
