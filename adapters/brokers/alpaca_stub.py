"""A local server that speaks Alpaca's wire format, REST and trade stream, and misbehaves when told to."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from adapters.brokers.alpaca_stub_book import OVER, StubBook, StubRefusal
from adapters.brokers.alpaca_stub_faults import FAULTS, SILENT, Fault, StreamMood, mooded
from adapters.patience import end
from trading.market import Tick
from trading.ports import Json

QUEUE_MAX: Final = 10_000


@dataclass(slots=True, eq=False)
class _Listener:
    key: str
    mute: bool
    queue: asyncio.Queue[list[Json]] = field(default_factory=lambda: asyncio.Queue(QUEUE_MAX))


@dataclass(slots=True)
class _Planned:
    fault: Fault
    method: str
    path: str
    times: int


class AlpacaStub:
    """Accounts by key id, one market for all of them. `serving` gives it an address; `requests` is what came in.

    Every answer takes `latency_s`; `most_at_once` is how many were waited for together.
    """

    def __init__(self, keys: Mapping[str, str], *, cash: Decimal = Decimal(100_000)) -> None:
        self.keys = dict(keys)
        self.requests: list[tuple[str, str]] = []
        self.said: dict[str, list[Json]] = {key: [] for key in keys}
        self.books = {key: StubBook(f"PA-{key}", cash, self.said[key].append) for key in keys}
        self.url = ""
        self.stream_url = ""
        self.connections = 0
        self.refusals = 0
        self.mood = StreamMood.WELL
        self.latency_s = 0.0
        self.at_once = self.most_at_once = 0
        self._planned: list[_Planned] = []
        self._listeners: list[_Listener] = []
        self._lines: set[Any] = set()
        self._stopping = asyncio.Event()

    # what a test or a person does with it

    def misbehave(self, fault: str | Fault, *, method: str = "POST", path: str = "/v2/orders", times: int = 1) -> None:
        """Let the next requests whose path begins so go wrong."""
        chosen = FAULTS[fault] if isinstance(fault, str) else fault
        self._planned.append(_Planned(chosen, method, path, times))

    def forgive(self) -> None:
        """Let no more requests go wrong."""
        self._planned.clear()

    def set_mood(self, mood: StreamMood) -> None:
        """Let the trade stream behave so. A connection that was once mute stays so, whatever comes after."""
        self.mood = mood
        for listener in self._listeners:
            listener.mute = listener.mute or mood in SILENT
        if mood is StreamMood.HALF_OPEN:
            for line in self._lines:
                line.transport.pause_reading()

    def quote(self, symbol: str, bid: str, ask: str, *, last: str | None = None, volume: int = 10_000) -> None:
        """Let a symbol trade once."""
        prices = {"bid": Decimal(bid), "ask": Decimal(ask), "last": Decimal(last or ask)}
        tick = Tick(symbol, datetime.now(UTC), **prices, volume=volume, source="stub")
        for key, book in self.books.items():
            with self._speaking(key):
                book.tick(tick)

    def bust(self, execution_id: str) -> None:
        """Take an execution back, in whichever account it was."""
        self._amend(execution_id, None, None)

    def correct(self, execution_id: str, quantity: str, price: str) -> None:
        """Give an execution other figures, under an id of its own."""
        self._amend(execution_id, Decimal(quantity), Decimal(price))

    def _amend(self, execution_id: str, quantity: Decimal | None, price: Decimal | None) -> None:
        for key, book in self.books.items():
            with self._speaking(key):
                book.amend(execution_id, quantity, price)

    def move_cash(self, kind: str, amount: str, symbol: str | None = None) -> None:
        """Book an activity of any kind in every account: a FEE, a DIV, a CSD, INT."""
        for book in self.books.values():
            book.move_cash(kind, Decimal(amount), symbol)

    def open_session(self) -> None:
        for key, book in self.books.items():
            with self._speaking(key):
                book.open_session()

    def close_session(self) -> None:
        for key, book in self.books.items():
            with self._speaking(key):
                book.close_session()

    @contextmanager
    def _speaking(self, key: str) -> Iterator[None]:
        """Send what is said meanwhile as one batch."""
        before = len(self.said[key])
        try:
            yield
        finally:
            batch = self.said[key][before:]
            for listener in self._listeners:
                if listener.key == key and batch and not listener.mute:
                    listener.queue.put_nowait(batch)

    # serving

    @asynccontextmanager
    async def serving(self, port: int = 0, host: str = "127.0.0.1") -> AsyncIterator["AlpacaStub"]:
        """Listen until the end of the block; port 0 takes a free one."""
        stub = self

        class Line(WebSocketsSansIOProtocol):
            """A stream connection that can be made to look half open."""

            def connection_made(self, transport: Any) -> None:
                super().connection_made(transport)
                stub._lines.add(self)

            def connection_lost(self, exc: Exception | None) -> None:
                stub._lines.discard(self)
                super().connection_lost(exc)

        door = socket.socket(proto=socket.IPPROTO_TCP)  # asyncio sends without delay only where it reads TCP here
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen()  # whoever calls before the server's task has begun is not refused
        address = f"{host}:{door.getsockname()[1]}"
        self.url, self.stream_url = f"http://{address}", f"ws://{address}/stream"
        config = uvicorn.Config(
            self._app(), ws=Line, lifespan="off", log_level="warning", access_log=False, timeout_graceful_shutdown=2
        )
        server = _Server(config)
        running = asyncio.create_task(server.serve(sockets=[door]))
        try:
            yield self
        finally:
            self._stopping.set()
            for line in list(self._lines):
                line.transport.abort()
            server.should_exit = True
            await running
            door.close()

    def _app(self) -> Starlette:
        routes = [
            ("/v2/account", "GET", self._account),
            ("/v2/positions", "GET", self._positions),
            ("/v2/account/activities", "GET", self._moved),
            ("/v2/account/activities/FILL", "GET", self._fills),
            ("/v2/orders:by_client_order_id", "GET", self._named),
            ("/v2/orders", "POST", self._place),
            ("/v2/orders", "GET", self._orders),
            ("/v2/orders", "DELETE", self._cancel_all),
            ("/v2/orders/{id}", "GET", self._order),
            ("/v2/orders/{id}", "PATCH", self._replace),
            ("/v2/orders/{id}", "DELETE", self._cancel),
            ("/stub/misbehave", "POST", self._plan),
            ("/stub/stream", "POST", self._be),
            ("/stub/quote", "POST", self._quote),
            ("/stub/session", "POST", self._session),
        ]
        return Starlette(
            routes=[
                *(Route(path, self._door(handler), methods=[method]) for path, method, handler in routes),
                WebSocketRoute("/stream", self._stream),
            ]
        )

    def _door(self, handler: Callable[[StubBook, Request, Any], Response]) -> Callable[[Request], Any]:
        """Check the keys, let planned faults happen, and word refusals."""

        async def enter(request: Request) -> Response:
            body = json.loads(await request.body() or b"null")
            if request.url.path.startswith("/stub/"):
                return handler(next(iter(self.books.values())), request, body)
            self.requests.append((request.method, request.url.path))
            await self._travel()
            key = request.headers.get("apca-api-key-id", "")
            if self.keys.get(key, "") != request.headers.get("apca-api-secret-key"):
                return JSONResponse({"message": "unauthorized."}, 401)
            fault = self._due(request)
            answer = self._handled(handler, key, request, body) if fault is None or fault.processed else None
            if answer is not None and fault is None:
                return answer
            return await self._failed(fault or Fault())

        return enter

    async def _travel(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.latency_s)
        finally:
            self.at_once -= 1

    def _handled(self, handler: Callable[..., Response], key: str, request: Request, body: Any) -> Response:
        with self._speaking(key):
            try:
                return handler(self.books[key], request, body)
            except StubRefusal as no:
                return JSONResponse({"code": no.code, "message": str(no)}, no.status)

    def _due(self, request: Request) -> Fault | None:
        for plan in self._planned:
            if plan.times and plan.method == request.method and request.url.path.startswith(plan.path):
                plan.times -= 1
                return plan.fault
        return None

    async def _failed(self, fault: Fault) -> Response:
        if fault.status is None:
            await self._stopping.wait()
            return Response(status_code=500)
        return Response(fault.body, fault.status)

    # REST

    def _account(self, book: StubBook, _request: Request, _body: Any) -> Response:
        return JSONResponse(book.account())

    def _positions(self, book: StubBook, _request: Request, _body: Any) -> Response:
        return JSONResponse(book.held())

    def _place(self, book: StubBook, _request: Request, body: Any) -> Response:
        # The answer shows the order as it came in: what becomes of it is said by the stream.
        order = book.place(body)
        shown = order.body(nested=not book.shy)
        return JSONResponse(shown | {"status": "accepted", "filled_qty": "0", "filled_avg_price": None})

    def _orders(self, book: StubBook, request: Request, _body: Any) -> Response:
        query = request.query_params
        wanted = query.get("status", "open")
        rows = [order.body() for order in book.orders.values()]
        if wanted != "all":
            # A leg that is held counts as closed.
            rows = [row for row in rows if (row["status"] in OVER | {"held"}) == (wanted == "closed")]
        rows = [row for row in rows if row["submitted_at"] > query.get("after", "")]
        if query.get("direction", "desc") == "desc":
            rows.reverse()
        return JSONResponse(rows[: int(query.get("limit", "50"))])

    def _named(self, book: StubBook, request: Request, _body: Any) -> Response:
        return JSONResponse(book.named(request.query_params["client_order_id"]).body())

    def _order(self, book: StubBook, request: Request, _body: Any) -> Response:
        nested = request.query_params.get("nested") == "true" and not book.shy
        return JSONResponse(book.order(request.path_params["id"]).body(nested=nested))

    def _replace(self, book: StubBook, request: Request, body: Any) -> Response:
        return JSONResponse(book.replace(book.order(request.path_params["id"]), body).body())

    def _cancel(self, book: StubBook, request: Request, _body: Any) -> Response:
        book.cancel(book.order(request.path_params["id"]))
        return Response(status_code=204)

    def _cancel_all(self, book: StubBook, _request: Request, _body: Any) -> Response:
        working = book.working()
        for order in working:
            if order.status not in OVER:
                book.cancel(order)
        return JSONResponse([{"id": order.id, "status": 200} for order in working], 207)

    def _fills(self, book: StubBook, request: Request, _body: Any) -> Response:
        return self._page(request, [(row["transaction_time"], row) for row in book.activities])

    def _moved(self, book: StubBook, request: Request, _body: Any) -> Response:
        if request.query_params["category"] != "non_trade_activity":
            return JSONResponse({"code": 40010001, "message": "the stub knows the category non_trade_activity"}, 422)
        return self._page(request, [(f"{row['date']}T00:00:00+00:00", row) for row in book.moved])

    def _page(self, request: Request, dated: list[tuple[str, Json]]) -> Response:
        query = request.query_params
        after = datetime.fromisoformat(query.get("after", "1970-01-01T00:00:00+00:00").replace(" ", "+"))
        rows = [row for at, row in dated if datetime.fromisoformat(at) > after]
        if query.get("direction", "desc") == "desc":
            rows.reverse()
        ids = [row["id"] for row in rows]
        start = ids.index(query["page_token"]) + 1 if query.get("page_token") in ids else 0
        return JSONResponse(rows[start : start + int(query.get("page_size", "100"))])

    # what a person does with it from outside

    def _plan(self, _book: StubBook, _request: Request, body: Any) -> Response:
        self.misbehave(body.pop("fault"), **body)
        return Response(status_code=204)

    def _be(self, _book: StubBook, _request: Request, body: Any) -> Response:
        self.set_mood(StreamMood(body["mood"]))
        return Response(status_code=204)

    def _quote(self, _book: StubBook, _request: Request, body: Any) -> Response:
        self.quote(**body)
        return Response(status_code=204)

    def _session(self, _book: StubBook, _request: Request, body: Any) -> Response:
        (self.open_session if body["open"] else self.close_session)()
        return Response(status_code=204)

    # the trade stream

    async def _stream(self, line: WebSocket) -> None:
        await line.accept()
        try:
            key = await self._authorized(line)
            listening = await self._next(line)
            await _send(line, {"stream": "listening", "data": {"streams": listening["data"]["streams"]}})
            await self._talk(line, key)
        except (WebSocketDisconnect, KeyError, ValueError, RuntimeError):
            return

    async def _next(self, line: WebSocket) -> Any:
        message = await line.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"])
        return json.loads(message.get("text") or message["bytes"])

    async def _authorized(self, line: WebSocket) -> str:
        said = (await self._next(line))["data"]
        good = self.keys.get(said["key_id"]) == said["secret_key"]
        status = "authorized" if good else "unauthorized"
        await _send(line, {"stream": "authorization", "data": {"status": status, "action": "authenticate"}})
        if not good:
            self.refusals += 1
            raise ValueError(status)
        return str(said["key_id"])

    async def _talk(self, line: WebSocket, key: str) -> None:
        """Send what is said until the client goes away."""
        listener = _Listener(key, self.mood in SILENT)
        self._listeners.append(listener)
        self.connections += 1
        writer = asyncio.create_task(self._write(line, listener))
        try:
            while True:
                await self._next(line)
        finally:
            self._listeners.remove(listener)
            await end(writer)

    async def _write(self, line: WebSocket, listener: _Listener) -> None:
        while True:
            batch = await listener.queue.get()
            for message in mooded(self.mood, batch):
                await _send(line, message)


class _Server(uvicorn.Server):
    """uvicorn that leaves the signals of its process alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _send(line: WebSocket, message: Json) -> None:
    await line.send_bytes(json.dumps(message).encode())
