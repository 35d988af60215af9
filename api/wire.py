"""uvicorn's HTTP connection as the app may take hold of it: a stream whose reader has stopped is cut off, and a whole
answer leaves in one write, which is what a small one costs most."""

import asyncio
import socket
from typing import Any, Final, cast

from starlette.types import Message, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.line import HIGH_WATER, SEND_BUFFER

EXTENSION: Final = "plimsoll.connection"
CYCLE: Final = "plimsoll.cycle"


class Connection(HttpToolsProtocol):
    """Puts its transport into the scope of every request, and what uvicorn answers it by."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        cast(dict[str, Any], self.scope)["extensions"] = {EXTENSION: self.transport}

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        cycle = cast(Any, self.cycle)  # none before the first request
        if cycle is not None and cycle.scope is self.scope:  # a WebSocket has none of its own
            cast(dict[str, Any], self.scope)["extensions"][CYCLE] = cycle


class Held:
    """Stands for a transport while an answer is put together."""

    __slots__ = ("_transport", "closed", "parts")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.closed = False
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.parts.append(data)

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed or self._transport.is_closing()


def arrived(scope: Scope) -> bool:
    """Whether the whole body of a request is there, so that reading it waits for nobody; no other server tells."""
    cycle = scope.get("extensions", {}).get(CYCLE)
    return cycle is not None and not cycle.more_body


async def send_whole(scope: Scope, send: Send, head: Message, body: Message) -> None:
    """Send an answer: in one write where the server is ours."""
    cycle = scope.get("extensions", {}).get(CYCLE)
    if cycle is None:
        await send(head)
        await send(body)
        return
    transport = cycle.transport
    cycle.transport = held = Held(transport)
    try:
        await send(head)
        await send(body)
    finally:
        cycle.transport = transport
        if held.parts:
            transport.write(b"".join(held.parts))
        if held.closed:
            transport.close()


def narrowed(scope: Scope) -> asyncio.Transport | None:
    """Return the connection of a stream, which from now on holds little for a slow reader; None under another server.

    By default the kernel alone would hide minutes of stale news.
    """
    found: asyncio.Transport | None = scope.get("extensions", {}).get(EXTENSION)
    if found is not None:
        raw = found.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        found.set_write_buffer_limits(high=HIGH_WATER)
    return found
