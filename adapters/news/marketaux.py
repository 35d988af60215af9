"""Headlines by Marketaux: https://www.marketaux.com/documentation."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from adapters.news.budget import Budget
from adapters.news.door import Door
from adapters.news.words import headline, instant, objects, rows
from trading.news import Headline
from trading.ports import Clock

PAGES_MAX: Final = 5
MATCH_MIN: Final = Decimal(15)  # below it a company is only mentioned in passing


class Marketaux:
    """Implements trading.ports.News. Plans differ in how many a page has: what `meta` says is believed."""

    name = "marketaux"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        self._door = Door("Marketaux", url, key, clock)
        self._key, self._budget, self._clock = key, budget, clock

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        """Return what was published since then, the oldest first; the latest pages come first, so the rest is cut."""
        query = {
            "symbols": ",".join(symbols),
            "published_after": f"{since:%Y-%m-%dT%H:%M:%S}",
            "filter_entities": "true",
            "language": "en",
            "api_token": self._key,
        }
        found: list[Headline] = []
        for page in range(1, PAGES_MAX + 1):
            await self._budget.take()
            answer = await self._door.get("/v1/news/all", query | {"page": str(page)})
            data = rows(self.name, answer, "data")
            found += [read for row in data if (read := self._read(row))]
            meta = answer.get("meta")
            known = meta if isinstance(meta, dict) else {}
            limit, total = known.get("limit"), known.get("found")
            if not data or not isinstance(limit, int) or not isinstance(total, int) or page * limit >= total:
                break
        return sorted(found, key=lambda each: (each.published_at, each.key))

    def _read(self, row: dict[str, Any]) -> Headline | None:
        named = [each.get("symbol") for each in objects(row.get("entities")) if _is_meant(each.get("match_score"))]
        return headline(
            self.name,
            self._clock.now(),
            key=row.get("uuid"),
            text=row.get("title"),
            url=row.get("url"),
            publisher=row.get("source"),
            at=instant(row.get("published_at")),
            symbols=named,
        )

    async def close(self) -> None:
        await self._door.close()
        await self._budget.close()


def _is_meant(score: Any) -> bool:
    try:
        return not isinstance(score, bool) and Decimal(str(score)) >= MATCH_MIN
    except InvalidOperation:
        return False
