"""Headlines by Alpaca: https://docs.alpaca.markets/reference/news-3."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from adapters.budget import Budget
from adapters.door import Door
from adapters.news.words import headline, instant, line, rows
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
        symbols = row.get("symbols")
        return headline(
            self.name,
            self.clock.now(),
            key=row.get("id"),
            text=row.get("headline"),
            url=row.get("url"),
            publisher=row.get("source"),
            at=instant(row.get("created_at")),
            symbols=symbols if isinstance(symbols, list) else [],
        )
