"""Headlines by Marketaux: https://www.marketaux.com/documentation."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from adapters.budget import Budget
from adapters.door import Door
from adapters.news.words import headline, instant, meant, rows
from adapters.vendor import Vendor
from trading.news import Headline
from trading.ports import Clock

PAGES_MAX: Final = 5
MATCH_MIN: Final = Decimal(15)  # below it a company is only mentioned in passing


class Marketaux(Vendor):
    """Implements trading.ports.News. Plans differ in how many a page has: what `meta` says is believed."""

    name = "marketaux"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        super().__init__(Door("Marketaux", url, key, clock), budget, clock)
        self._key = key

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
            answer = await self.ask("/v1/news/all", query | {"page": str(page)})
            data = rows(self.name, answer, "data")
            found += [read for row in data if (read := self._read(row))]
            meta = answer.get("meta")
            known = meta if isinstance(meta, dict) else {}
            limit, total = known.get("limit"), known.get("found")
            if not data or not isinstance(limit, int) or not isinstance(total, int) or page * limit >= total:
                break
        return sorted(found, key=lambda each: (each.published_at, each.key))

    def _read(self, row: dict[str, Any]) -> Headline | None:
        return headline(
            self.name,
            self.clock.now(),
            key=row.get("uuid"),
            text=row.get("title"),
            url=row.get("url"),
            publisher=row.get("source"),
            at=instant(row.get("published_at")),
            symbols=meant(row.get("entities"), "symbol", "match_score", MATCH_MIN),
        )
