"""Headlines by finlight, asked for and streamed: https://docs.finlight.me, and its own clients on the stream."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from adapters.budget import Budget
from adapters.door import Door
from adapters.news.words import headline, instant, meant, objects, rows
from adapters.stream import REST, Line, Resting
from adapters.vendor import Vendor
from trading.errors import Unavailable
from trading.news import Headline
from trading.ports import Clock

PAGE: Final = 100
PAGES_MAX: Final = 5
SURE_MIN: Final = Decimal("0.5")  # below it a company is only guessed
KICKED: Final = timedelta(minutes=15)  # out for so long, where it is not said
KICKED_MOST: Final = timedelta(days=1)
SHUT_OUT: Final = timedelta(hours=1)


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
            if str(answer.get("status", "ok")).lower() != "ok":
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
        return _headline(row, self.clock.now())


class FinlightWire:
    """How the stream is entered, and what its messages say: the articles of an answer, one at a time.

    The key goes with the connection, in a header whose name the vendor reads in small letters only.
    """

    name = Finlight.name

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def enter(self, conversation: Line, symbols: Sequence[str]) -> None:
        """Say what is wanted, and wait until the vendor lets us in or answers. Raise Unavailable where it refuses."""
        wanted = {"tickers": list(symbols), "language": "en", "includeEntities": True}
        await conversation.send({**wanted, "clientNonce": str(uuid4())})
        await conversation.send(beat(self._clock))
        async for row in conversation.rows():
            _obeyed(row)
            if row.get("action") in ("admit", "pong"):
                return

    def read(self, row: dict[str, Any], wanted: frozenset[str]) -> Iterable[Headline]:
        """Return the headline of a message, if it names a wanted symbol. Raise Unavailable when told off."""
        _obeyed(row)
        article = row.get("data") if row.get("action") == "sendArticle" else None
        found = _headline(article, self._clock.now()) if isinstance(article, dict) else None
        return () if found is None or wanted.isdisjoint(found.symbols) else (found,)


def beat(clock: Clock) -> Mapping[str, object]:
    """Return what tells the vendor that we are there; it answers with the same time."""
    return {"action": "ping", "t": int(clock.now().timestamp() * 1000)}


def _obeyed(row: dict[str, Any]) -> None:
    """Leave when the vendor says so, for as long as it wants."""
    match row.get("action"):
        case "preempted":
            raise Resting("finlight gave the stream to another client with the same key.", KICKED)
        case "admin_kick":
            raise Resting("finlight has ended the stream for a while.", _asked(row.get("retryAfter")))
        case "error":
            said = str(row.get("data") or row.get("error")).lower()
            if "blocked" in said:
                raise Resting("finlight's stream is closed to this key.", SHUT_OUT)
            if "limit" in said:
                raise Resting("finlight says that we stream too much.", REST)
            raise Unavailable("finlight's stream reports an error.")


def _asked(rest_ms: Any) -> timedelta:
    """Return how long we are to stay away, where it is said in whole milliseconds; a day at most."""
    if isinstance(rest_ms, bool) or not isinstance(rest_ms, int) or rest_ms < 0:
        return KICKED
    return min(timedelta(milliseconds=min(rest_ms, 10**9)), KICKED_MOST)


def _headline(row: dict[str, Any], now: datetime) -> Headline | None:
    companies = [{"confidence": SURE_MIN, **each} for each in objects(row.get("companies"))]  # its word is taken
    return headline(
        Finlight.name,
        now,
        key=row.get("link"),
        text=row.get("title"),
        url=row.get("link"),
        publisher=row.get("source"),
        at=instant(row.get("publishDate")),
        symbols=meant(companies, "ticker", "confidence", SURE_MIN),
    )
