"""Streams over HTTP (SSE, multipart), and how they end when the server leaves."""

import asyncio
from collections.abc import AsyncIterator, Mapping

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


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
