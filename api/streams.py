"""Streams over HTTP (SSE, multipart): events that say where they stand, and the end when the server leaves."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.streaming import JSONEncoder, SSETransport
from strawberry.types import ExecutionResult

from api.line import BACKLOG_MAX, LAG_S
from api.wire import narrowed
from graph.auth import token_ended
from graph.context import Context
from graph.cursors import CURSOR_MAX
from graph.hub import Hub, asked
from graph.seats import Asked, Frame, Seat

LAST_EVENT: Final = "last-event-id"
LISTENERS_MAX: Final = 1000  # per process: each costs a task and what waits for it, far more than a socket does
JSON: Final = ("/json", "+json")


class Stream(StreamingResponse):
    """A stream over HTTP that breaks off when the server leaves: without a farewell, so that the client comes back.

    Who takes nothing for 30 s is cut off, as on a socket.
    """

    def __init__(
        self,
        leaving: asyncio.Event,
        left: Callable[[], None] | None,
        content: AsyncIterator[str],
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(content, headers=headers)
        self._leaving = leaving
        self._left = left
        self._whole = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection, loop = narrowed(scope), asyncio.get_running_loop()

        async def patient(message: Message) -> None:
            late = loop.call_later(LAG_S, connection.abort) if connection else None
            try:
                await send(message)
            finally:
                if late is not None:
                    late.cancel()

        try:
            await super().__call__(scope, receive, patient)
        finally:
            if self._left is not None:  # what it was told by may stay suspended until the garbage is looked for
                self._left()
        if self._leaving.is_set() and not self._whole:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def stream_response(self, send: Send) -> None:
        await super().stream_response(send)
        self._whole = True

    async def listen_for_disconnect(self, receive: Receive) -> None:
        """Return when the client or the server leaves: either ends the stream."""
        either = [
            asyncio.ensure_future(super().listen_for_disconnect(receive)),
            asyncio.ensure_future(self._leaving.wait()),
        ]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in either:
                each.cancel()


class Events(SSETransport):
    """Strawberry's, with the cursor of an update (where it is selected) as the event's id.

    Only for who names it before JSON: some clients name it last with every query, and cannot read one as a stream.
    """

    def accepts(self, accept: str) -> bool:
        named = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
        wanted = (each for each in named if each == "text/event-stream" or each.endswith(JSON))
        return next(wanted, "") == "text/event-stream"

    def encode_next(self, response: GraphQLHTTPResponse, encode_json: JSONEncoder) -> str:
        event = super().encode_next(response, encode_json)
        return event if (cursor := _cursor(response)) is None else f"id: {cursor}\r\n{event}"


def _cursor(response: GraphQLHTTPResponse) -> str | None:
    data: Any = response.get("data")
    update = next(iter(data.values()), None) if isinstance(data, dict) else None
    found = update.get("cursor") if isinstance(update, dict) else None
    return found if isinstance(found, str) and len(found) <= CURSOR_MAX and found.isprintable() else None


class Crowded(Exception):
    """So many follow streams over HTTP that nobody else may."""


class Listener:
    """Who follows a stream over HTTP: a reader of the hub, with a bound on what waits for it.

    Whoever is behind by more keeps only its cursor, and is told what it missed once it has taken what waits.
    """

    def __init__(self, hub: Hub, context: Context, wanted: Asked) -> None:
        self.context = context
        self.buffered = 0
        self.slow = False
        self._hub = hub
        self._seat = Seat(self, wanted, b"", wanted.after)
        self._waiting = deque[Frame]()
        self._news = asyncio.Event()
        self._over = False
        self._last: Any = None

    def write(self, seat: Seat, frame: Frame) -> bool:
        self.slow = self.buffered + len(frame.body) > BACKLOG_MAX and bool(self._waiting)
        if not self.slow:
            self._waiting.append(frame)
            self.buffered += len(frame.body)
        self._news.set()
        return not self.slow

    def finish(self, seat: Seat, result: Any) -> None:
        self._over, self._last = True, result
        self._news.set()

    def expel(self) -> None:
        self._hub.leave(self._seat)
        self.finish(self._seat, ExecutionResult(data=None, errors=[token_ended()]))

    async def results(self) -> AsyncGenerator[Any]:
        """Yield what is told until the stream or the token ends."""
        self._hub.enter(self)
        self._hub.join(self._seat)
        try:
            while not self._over or self._waiting:
                if self._waiting:
                    frame = self._waiting.popleft()
                    self.buffered -= len(frame.body)
                    yield frame.result
                elif self.slow:
                    self.slow = False
                    self._hub.join(self._seat)
                else:
                    self._news.clear()
                    await self._news.wait()
            if self._last is not None:
                yield self._last
        finally:
            self.leave()

    def leave(self) -> None:
        """Follow no more."""
        self._over = True
        self._hub.leave(self._seat)
        self._hub.depart(self)
        self._news.set()


def listened(hub: Hub, context: Context, data: GraphQLRequestData, last: str | None) -> Listener | None:
    """Return who hears the stream that is asked for, shared with whoever asks alike; None for what cannot be shared.

    `last` is the id of the last event that the client heard: the stream goes on after it. Raise Crowded.
    """
    wanted = asked(data.query or "", data.variables, data.operation_name)
    if wanted is None:
        return None
    if hub.many(Listener) >= LISTENERS_MAX:
        raise Crowded
    return Listener(hub, context, replace(wanted, after=last or wanted.after))
