"""Headlines by Alpha Vantage: https://www.alphavantage.co/documentation/#news-sentiment."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from adapters.budget import Budget
from adapters.door import Door
from adapters.news.words import headline, meant, rows
from adapters.vendor import Vendor, told
from trading.news import Headline
from trading.ports import Clock

LIMIT: Final = 200
NOTHING: Final = "No articles found"  # an answer as well, in the place where it says what is wrong
RELEVANCE_MIN: Final = Decimal("0.2")


class AlphaVantage(Vendor):
    """Implements trading.ports.News. It filters by all tickers at once, so it is asked for everything.

    Errors come with HTTP 200: an answer without what was asked for is one, and says in words what is wrong.
    """

    name = "alpha_vantage"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        super().__init__(Door("Alpha Vantage", url, key, clock), budget, clock)
        self._key = key

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        """Return what was published since then and names one of the symbols, the oldest first."""
        query = {
            "function": "NEWS_SENTIMENT",
            "time_from": f"{since:%Y%m%dT%H%M}",
            "sort": "LATEST",
            "limit": str(LIMIT),
            "apikey": self._key,
        }
        said = await self.ask("/query", query)
        if isinstance(said, dict) and str(said.get("Information", "")).startswith(NOTHING):
            return []
        answer = told(self.door, said, "feed")
        read = [self._read(row, set(symbols)) for row in rows(self.name, answer, "feed")]
        found = [each for each in read if each is not None and each.symbols]
        return sorted(found, key=lambda each: (each.published_at, each.key))

    def _read(self, row: dict[str, Any], wanted: set[str]) -> Headline | None:
        named = meant(row.get("ticker_sentiment"), "ticker", "relevance_score", RELEVANCE_MIN)
        return headline(
            self.name,
            self.clock.now(),
            key=row.get("url"),
            text=row.get("title"),
            url=row.get("url"),
            publisher=row.get("source"),
            at=_instant(row.get("time_published")),
            symbols=[each for each in named if each in wanted],
        )


def _instant(value: Any) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None
