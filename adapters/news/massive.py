"""Headlines by Massive (the former Polygon.io): https://massive.com/docs/rest/stocks/news."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from adapters.massive import Massive
from adapters.news.words import headline, instant
from trading.news import Headline

PATH: Final = "/v2/reference/news"
PAGE: Final = 1000


class MassiveNews(Massive):
    """Implements trading.ports.News. It filters by one ticker at most, so it is asked for everything."""

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        """Return what was published since then and names one of the symbols, the oldest first, page by page."""
        query = {
            "published_utc.gte": f"{since:%Y-%m-%dT%H:%M:%SZ}",
            "sort": "published_utc",
            "order": "asc",
            "limit": str(PAGE),
        }
        wanted = set(symbols)
        found = [self._read(row) async for row in self.pages(PATH, query, PATH)]
        return [each for each in found if each is not None and wanted.intersection(each.symbols)]

    def _read(self, row: dict[str, Any]) -> Headline | None:
        publisher, tickers = row.get("publisher"), row.get("tickers")
        return headline(
            self.name,
            self.clock.now(),
            key=row.get("id"),
            text=row.get("title"),
            url=row.get("article_url"),
            publisher=publisher.get("name") if isinstance(publisher, dict) else None,
            at=instant(row.get("published_utc")),
            symbols=tickers if isinstance(tickers, list) else [],
        )
