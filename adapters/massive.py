"""What all questions to Massive (the former Polygon.io) share: https://massive.com/docs."""

from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from adapters.budget import Budget
from adapters.door import Door
from adapters.news.words import line, objects
from adapters.vendor import Vendor
from trading.errors import Unavailable
from trading.ports import Clock

PAGES_MAX: Final = 20
GOOD: Final = frozenset({"OK", "DELAYED"})


class Massive(Vendor):
    """A vendor whose answers say that they are one, and whose pages follow each other by address."""

    name = "massive"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        super().__init__(Door("Massive", url, key, clock, headers={"Authorization": f"Bearer {key}"}), budget, clock)

    async def good(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        """Return an answer that says that it is one; some errors come with HTTP 200. Raise Unavailable."""
        answer = await self.ask(path, query)
        if not isinstance(answer, dict) or answer.get("status") not in GOOD:
            known = answer if isinstance(answer, dict) else {}
            said = next((known[name] for name in ("error", "message", "status") if name in known), None)
            raise Unavailable(f"Massive: {self.door.quoted(str(said or 'an answer without a status'))}")
        return answer

    async def pages(self, path: str, query: dict[str, str], below: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the results of every page; of the next page's address path and question count, if it is `below`."""
        for _ in range(PAGES_MAX):
            answer = await self.good(path, query)
            for row in objects(answer.get("results")):
                yield row
            following = urlsplit(line(answer.get("next_url"), 2000))
            if not following.path.startswith(below):
                return
            path, query = following.path, dict(parse_qsl(following.query))
        raise Unavailable(f"Massive has more than {PAGES_MAX} pages below {below}; ask for fewer days.")
