"""Headlines by Alpha Vantage: https://www.alphavantage.co/documentation/#news-sentiment."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from adapters.news.budget import Budget
from adapters.news.door import Door
from adapters.news.words import headline, line, objects, rows
from trading.errors import Unavailable
from trading.news import Headline
from trading.ports import Clock

LIMIT: Final = 200
RELEVANCE_MIN: Final = Decimal("0.2")
ERRORS: Final = ("Information", "Note", "Error Message")


class AlphaVantage:
    """Implements trading.ports.News. It filters by all tickers at once, so it is asked for everything.

    Errors come with HTTP 200: an answer without what was asked for is one, and says in words what is wrong.
    """

    name = "alpha_vantage"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        self._door = Door("Alpha Vantage", url, key, clock)
        self._key, self._budget, self._clock = key, budget, clock

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        """Return what was published since then and names one of the symbols, the oldest first."""
        await self._budget.take()
        query = {
            "function": "NEWS_SENTIMENT",
            "time_from": f"{since:%Y%m%dT%H%M}",
            "sort": "LATEST",
            "limit": str(LIMIT),
            "apikey": self._key,
        }
        answer = await self._door.get("/query", query)
        if isinstance(answer, dict) and "feed" not in answer:
            said = next((answer[name] for name in ERRORS if name in answer), "nothing that can be read")
            raise Unavailable(f"Alpha Vantage: {self._door.quoted(str(said))}")
        read = [self._read(row, set(symbols)) for row in rows(self.name, answer, "feed")]
        found = [each for each in read if each is not None and each.symbols]
        return sorted(found, key=lambda each: (each.published_at, each.key))

    def _read(self, row: dict[str, Any], wanted: set[str]) -> Headline | None:
        named = [
            ticker
            for each in objects(row.get("ticker_sentiment"))
            if (ticker := line(each.get("ticker"), 20)) in wanted and _is_meant(each.get("relevance_score"))
        ]
        return headline(
            self.name,
            self._clock.now(),
            key=row.get("url"),
            text=row.get("title"),
            url=row.get("url"),
            publisher=row.get("source"),
            at=_instant(row.get("time_published")),
            symbols=named,
        )

    async def close(self) -> None:
        await self._door.close()
        await self._budget.close()


def _is_meant(score: Any) -> bool:
    """Scores are text, nested ones too."""
    try:
        return not isinstance(score, bool) and Decimal(str(score)) >= RELEVANCE_MIN
    except InvalidOperation:
        return False


def _instant(value: Any) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None
