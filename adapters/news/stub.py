"""Local servers that speak the wire formats of the vendors of news, for tests and for client developers."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

KEY: Final = "stub-key"
RECEIVED_MAX: Final = 1000
HTML: Final = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
ENDLESS: Final = b" " * 65_536
ALPHA_VANTAGE_LIMIT: Final = {
    "Information": f"We have detected your API key as {KEY} and our standard API rate limit is 25 requests per day."
}


@dataclass(frozen=True, slots=True)
class Item:
    """One article as the stubs know it."""

    key: str
    title: str
    at: datetime
    symbols: tuple[str, ...] = ("AAPL",)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is given instead of the vendor's own; `endless` never stops sending."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False


EXAMPLES: Final = (
    Item("1", "Apple shares slip after supplier cuts forecast", datetime(2026, 1, 15, 10, tzinfo=UTC)),
    Item("2", "Microsoft raises its dividend", datetime(2026, 1, 15, 11, tzinfo=UTC), ("MSFT",)),
    Item("3", "IBM and Apple extend partnership", datetime(2026, 1, 15, 12, tzinfo=UTC), ("IBM", "AAPL")),
)

NAMES: Final = (("AAPL", "Apple"), ("MSFT", "Microsoft"), ("IBM", "IBM"))
EVERY_S: Final = 5.0


def lately(now: datetime) -> list[Item]:
    """Return the examples as of the last minutes."""
    return [
        replace(item, at=(now - timedelta(minutes=5 * number)).replace(microsecond=0))
        for number, item in enumerate(EXAMPLES, 1)
    ]


async def alpaca_asked(line: WebSocket) -> dict[str, Any] | None:
    """Let a client of a stream of Alpaca's sign in; return what it asks for, None where its key is wrong."""
    await line.accept()
    await line.send_json([{"T": "success", "msg": "connected"}])
    login = await line.receive_json()
    if login.get("secret") != KEY:
        await line.send_json([{"T": "error", "code": 402, "msg": f"auth failed for {login.get('secret')}"}])
        await line.close()
        return None
    await line.send_json([{"T": "success", "msg": "authenticated"}])
    asked: dict[str, Any] = await line.receive_json()
    return asked


class NewsStub:
    """The vendors as one ASGI app: each has its own path. What is in `script` is said first, in turn.

    `publish` lets an article appear, in answers and on the streams; with `mute` these stay open and say nothing.
    `wander` does so again and again.
    """

    def __init__(self, items: Sequence[Item] = EXAMPLES, page: int = 2) -> None:
        self.items = sorted(items, key=lambda item: item.at)
        self.page = page
        self.script: deque[Reply] = deque()
        self.received: deque[dict[str, Any]] = deque(maxlen=RECEIVED_MAX)  # questions
        self.heard: deque[dict[str, Any]] = deque(maxlen=RECEIVED_MAX)  # over streams
        self.mute = False
        self._lines: dict[WebSocket, Callable[[Item], object]] = {}
        self.app = Starlette(
            routes=[
                Route("/v1beta1/news", self._door(self._alpaca)),
                WebSocketRoute("/v1beta1/news", self._alpaca_stream),
                WebSocketRoute("/finlight", self._finlight_stream),
                Route("/v1/news/all", self._door(self._marketaux)),
                Route("/v2/reference/news", self._door(self._massive)),
                Route("/query", self._door(self._alpha_vantage)),
                Route("/v2/articles", self._posted, methods=["POST"]),
            ]
        )

    def _door(self, answer: Callable[[Request], Reply]) -> Callable[[Request], Any]:
        async def ask(request: Request) -> Response:
            self.received.append({"path": request.url.path, **dict(request.query_params)})
            reply = self.script.popleft() if self.script else answer(request)
            return respond(request, reply)

        return ask

    async def _posted(self, request: Request) -> Response:
        asked = await request.json()
        self.received.append({"path": request.url.path, **asked})
        reply = self.script.popleft() if self.script else self._finlight(request, asked)
        return respond(request, reply)

    # ---------------------------------------------------------------- streams

    async def publish(self, item: Item) -> None:
        """Let an article appear."""
        self.items = sorted([*self.items, item], key=lambda each: each.at)
        for line, worded in () if self.mute else list(self._lines.items()):
            await self._send(line, worded(item))

    async def wander(self, clock: Callable[[], datetime]) -> None:
        """Let an article appear every five seconds, each with a figure of its own, until cancelled."""
        number = len(self.items)
        while True:
            await asyncio.sleep(EVERY_S)
            number += 1
            symbol, name = NAMES[number % len(NAMES)]
            title = f"{name} wins an order worth ${number} million"
            self.items = self.items[-RECEIVED_MAX:]
            await self.publish(Item(str(number), title, clock().replace(microsecond=0), (symbol,)))

    async def tell(self, message: object) -> None:
        """Say something else on every stream."""
        for line in list(self._lines):
            await self._send(line, message)

    async def _send(self, line: WebSocket, message: object) -> None:
        try:
            await line.send_json(message)
        except (RuntimeError, WebSocketDisconnect):
            self._lines.pop(line, None)

    async def drop(self, code: int = 1011) -> None:
        """Close every stream."""
        while self._lines:
            await self._lines.popitem()[0].close(code)

    @property
    def listeners(self) -> int:
        """How many streams are open and subscribed."""
        return len(self._lines)

    async def _alpaca_stream(self, line: WebSocket) -> None:
        asked = await alpaca_asked(line)
        if asked is None:
            return
        self._lines[line] = lambda item: [{"T": "n", **_alpaca_row(item)}]
        await line.send_json([{"T": "subscription", "news": asked["news"]}])
        await self._kept(line)

    async def _finlight_stream(self, line: WebSocket) -> None:
        """The key comes with the connection, and what is asked for is the first message."""
        if (b"x-api-key", KEY.encode()) not in line.scope["headers"]:
            await line.close()
            return
        await line.accept()
        asked = await line.receive_json()
        self.heard.append(asked)
        self._lines[line] = lambda item: {"action": "sendArticle", "data": _finlight_row(item, 0)}
        await line.send_json({"action": "admit", "leaseId": "1", "clientNonce": asked["clientNonce"]})
        await self._kept(line)

    async def _kept(self, line: WebSocket) -> None:
        """Listen until the client leaves; a ping of finlight's clients is answered."""
        try:
            while True:
                said = json.loads(await line.receive_text())
                self.heard.append(said)
                if said.get("action") == "ping":
                    await line.send_json({"action": "pong", "t": said["t"]})
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass
        finally:
            self._lines.pop(line, None)

    # ---------------------------------------------------------------- questions

    def _finlight(self, request: Request, asked: dict[str, Any]) -> Reply:
        if request.headers.get("x-api-key") != KEY:
            return says({"statusCode": 401, "message": "Unauthorized"}, 401)
        since, size, page = datetime.fromisoformat(asked["from"]), asked["pageSize"], asked["page"]
        found = [item for item in self.items if item.at >= since and set(asked["tickers"]) & set(item.symbols)]
        shown = found[(page - 1) * size : page * size]
        articles = [_finlight_row(item, place) for place, item in enumerate(shown)]
        return says({"status": "ok", "page": page, "pageSize": size, "articles": articles})

    def _alpaca(self, request: Request) -> Reply:
        if request.headers.get("apca-api-secret-key") != KEY:
            return says({"message": "forbidden."}, 403)
        asked = request.query_params
        wanted, start = set(asked["symbols"].split(",")), datetime.fromisoformat(asked["start"])
        found = [item for item in self.items if item.at >= start and wanted & set(item.symbols)]
        begin = int(asked.get("page_token", "0"))
        end = begin + self.page
        more = str(end) if end < len(found) else None
        return says({"news": [_alpaca_row(item) for item in found[begin:end]], "next_page_token": more})

    def _marketaux(self, request: Request) -> Reply:
        asked = request.query_params
        if asked.get("api_token") != KEY:
            return says({"error": {"code": "invalid_api_token", "message": "An invalid API token was supplied."}}, 401)
        after = datetime.fromisoformat(asked["published_after"]).replace(tzinfo=UTC)
        wanted = set(asked["symbols"].split(","))
        found = [item for item in reversed(self.items) if item.at >= after and wanted & set(item.symbols)]
        page = int(asked["page"])
        shown = found[(page - 1) * self.page : page * self.page]
        meta = {"found": len(found), "returned": len(shown), "limit": self.page, "page": page}
        return says({"meta": meta, "data": [_marketaux_row(item) for item in shown]})

    def _massive(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return says({"status": "ERROR", "request_id": "x", "error": "Unknown API Key"}, 401)
        since, _, begin = request.query_params.get("cursor", "").partition("|")
        since = since or request.query_params["published_utc.gte"]
        found = [item for item in self.items if item.at >= datetime.fromisoformat(since)]
        at = int(begin or "0")
        shown = found[at : at + self.page]
        body: dict[str, Any] = {"status": "OK", "count": len(shown), "results": [_massive_row(each) for each in shown]}
        if at + self.page < len(found):
            body["next_url"] = f"https://api.elsewhere.example{request.url.path}?cursor={since}|{at + self.page}"
        return says(body)

    def _alpha_vantage(self, request: Request) -> Reply:
        asked = request.query_params
        if asked.get("apikey") != KEY:
            return says({"Error Message": "the parameter apikey is invalid or missing."})
        since = datetime.strptime(asked["time_from"], "%Y%m%dT%H%M").replace(tzinfo=UTC)
        found = [item for item in reversed(self.items) if item.at >= since]
        return says({"items": str(len(found)), "feed": [_alpha_vantage_row(item) for item in found]})


def says(body: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(body))


def respond(request: Request, reply: Reply) -> Response:
    """Put an answer on the wire."""
    if reply.endless:
        return StreamingResponse(_endless(request), media_type="application/json")
    return Response(reply.body, reply.status, {"content-type": "application/json", **reply.headers})


async def _endless(request: Request) -> AsyncIterator[bytes]:
    while not await request.is_disconnected():
        yield ENDLESS


def _url(item: Item) -> str:
    return f"https://news.example/{item.key}"


def _alpaca_row(item: Item) -> dict[str, Any]:
    at = f"{item.at:%Y-%m-%dT%H:%M:%SZ}"
    return {
        "id": int(item.key), "headline": item.title, "summary": "", "content": "", "author": "", "source": "benzinga",
        "symbols": list(item.symbols), "images": [], "created_at": at, "updated_at": at, "url": _url(item),
    }  # fmt: skip


def _marketaux_row(item: Item) -> dict[str, Any]:
    entities: list[dict[str, Any]] = [
        {"symbol": symbol, "name": symbol, "exchange": None, "country": "us", "type": "equity", "industry": "N/A",
         "match_score": 50.5, "sentiment_score": 0.1, "highlights": []}
        for symbol in item.symbols
    ]  # fmt: skip
    passing = {"symbol": "QQQ", "match_score": 3.2, "sentiment_score": 0, "highlights": []}
    return {
        "uuid": item.key, "title": item.title, "description": "", "snippet": "", "url": _url(item), "language": "en",
        "published_at": f"{item.at:%Y-%m-%dT%H:%M:%S}.000000Z", "source": "news.example", "relevance_score": None,
        "entities": [*entities, passing], "similar": [],
    }  # fmt: skip


def _massive_row(item: Item) -> dict[str, Any]:
    return {
        "id": item.key, "publisher": {"name": "News Example", "homepage_url": "https://news.example/"},
        "title": item.title, "author": "", "published_utc": f"{item.at:%Y-%m-%dT%H:%M:%SZ}", "article_url": _url(item),
        "tickers": list(item.symbols), "description": "", "keywords": [], "insights": [],
    }  # fmt: skip


def _alpha_vantage_row(item: Item) -> dict[str, Any]:
    tickers = [
        {"ticker": symbol, "relevance_score": "0.9", "ticker_sentiment_score": "0.1",
         "ticker_sentiment_label": "Neutral"}
        for symbol in item.symbols
    ]  # fmt: skip
    passing = {"ticker": "QQQ", "relevance_score": "0.05", "ticker_sentiment_score": "0", "ticker_sentiment_label": "N"}
    return {
        "title": item.title, "url": _url(item), "time_published": f"{item.at:%Y%m%dT%H%M%S}", "authors": [],
        "summary": "", "source": "News Example", "overall_sentiment_score": 0.1,
        "overall_sentiment_label": "Neutral", "ticker_sentiment": [*tickers, passing],
    }  # fmt: skip


def _finlight_row(item: Item, place: int) -> dict[str, Any]:
    sure = 0.98 if place % 2 else "0.98"  # the vendor sends both
    companies = [{"companyId": 1, "ticker": symbol, "name": symbol, "confidence": sure} for symbol in item.symbols]
    guessed = {"companyId": 2, "ticker": "QQQ", "name": "QQQ", "confidence": "0.1"}
    return {
        "link": _url(item), "title": item.title, "publishDate": f"{item.at:%Y-%m-%dT%H:%M:%S}.000Z",
        "source": "news.example", "language": "en", "sentiment": "neutral", "confidence": sure, "summary": "",
        "content": "", "companies": [*companies, guessed],
    }  # fmt: skip
