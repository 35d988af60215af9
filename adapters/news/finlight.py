"""Headlines by finlight: https://docs.finlight.me."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from adapters.budget import Budget
from adapters.door import Door
from adapters.news.words import headline, instant, meant, objects, rows
from adapters.vendor import Vendor
from trading.errors import Unavailable
from trading.news import Headline
from trading.ports import Clock

PAGE: Final = 100
PAGES_MAX: Final = 5
SURE_MIN: Final = Decimal("0.5")  # below it a company is only guessed


class Finlight(Vendor):
    """Implements trading.ports.News. An article has no id but its link; confidences may be numbers or text."""

    name = "finlight"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        super().__init__(Door("finlight", url, key, clock, headers={"X-API-KEY": key}), budget, clock)

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        """Return what was published since then, the oldest first, page by page."""
        found: list[Headline] = []
        for page in range(1, PAGES_MAX + 1):
            await self.budget.take()
            answer = await self.door.post("/v2/articles", self._question(symbols, since, page))
            articles = rows(self.name, answer, "articles")
            if answer.get("status", "ok") != "ok":
                raise Unavailable(f"finlight says {self.door.quoted(str(answer['status']))}.")
            found += [read for row in articles if (read := self._read(row))]
            if len(articles) < PAGE:
                break
        return found

    @staticmethod
    def _question(symbols: Sequence[str], since: datetime, page: int) -> dict[str, Any]:
        return {
            "tickers": list(symbols),
            "from": f"{since:%Y-%m-%dT%H:%M:%SZ}",
            "language": "en",
            "includeContent": False,
            "includeEntities": True,
            "order": "ASC",
            "pageSize": PAGE,
            "page": page,
        }

    def _read(self, row: dict[str, Any]) -> Headline | None:
        companies = [{"confidence": SURE_MIN, **each} for each in objects(row.get("companies"))]  # its word is taken
        return headline(
            self.name,
            self.clock.now(),
            key=row.get("link"),
            text=row.get("title"),
            url=row.get("link"),
            publisher=row.get("source"),
            at=instant(row.get("publishDate")),
            symbols=meant(companies, "ticker", "confidence", SURE_MIN),
        )
