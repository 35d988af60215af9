"""Streams over HTTP (SSE, multipart): events that say where they stand, and the end when the server leaves."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any, Final

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.streaming import JSONEncoder, SSETransport

LAST_EVENT: Final = "last-event-id"
CURSOR_MAX: Final = 200
JSON: Final = ("/json", "+json")


class Stream(StreamingResponse):
    """A stream over HTTP that breaks off when the server leaves: without a farewell, so that the client comes back."""

    def __init__(self, leaving: asyncio.Event, content: AsyncIterator[str], headers: Mapping[str, str]) -> None:
        super().__init__(content, headers=headers)
        self._leaving = leaving
        self._whole = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(scope, receive, send)
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


def resumed(asked: GraphQLRequestData, headers: Any) -> GraphQLRequestData:
    """Return what is asked with the id of the last event that the client heard as its variable `after`."""
    last = headers.get(LAST_EVENT)
    if asked.protocol != "sse" or not last or len(last) > CURSOR_MAX:
        return asked
    return replace(asked, variables={**(asked.variables or {}), "after": last})
