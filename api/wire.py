"""uvicorn's HTTP connection as the app may take hold of it: a stream whose reader has stopped is cut off, as is a
request that never ends, and a whole answer leaves in one write, which is what a small one costs most."""

import asyncio
import socket
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, cast

from starlette.types import Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.line import HIGH_WATER, SEND_BUFFER

EXTENSION: Final = "plimsoll.connection"
CYCLE: Final = "plimsoll.cycle"
REQUEST_S: Final = 30.0  # from its first byte to its last; looked at as often
Header = tuple[bytes, bytes]


class Connection(HttpToolsProtocol):
    """Puts its transport into the scope of every request, and what uvicorn answers it by.

    Who opens a connection and does not say a whole request in half a minute to a minute is cut off: uvicorn would keep
    it for ever, and a process has only so many.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begun: float | None = self.loop.time()
        self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        self._looking.cancel()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        self._looking.cancel()
        super().handle_websocket_upgrade()

    def _look_later(self) -> None:
        self._looking = self.loop.call_later(REQUEST_S, self._look)

    def _look(self) -> None:
        if self._begun is not None and self.loop.time() - self._begun >= REQUEST_S:
            self.transport.close()
        else:
            self._look_later()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._begun = None

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begun = self.loop.time()
        cast(dict[str, Any], self.scope)["extensions"] = {EXTENSION: self.transport}

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        cycle = cast(Any, self.cycle)  # none before the first request
        if cycle is not None and cycle.scope is self.scope:  # a WebSocket has none of its own
            cast(dict[str, Any], self.scope)["extensions"][CYCLE] = cycle


class Head(NamedTuple):
    """The headers that answers of a kind have in common, as ASGI and as HTTP/1.1 has them."""

    headers: tuple[Header, ...]
    text: bytes

    @classmethod
    def of(cls, *headers: Header) -> "Head":
        return cls(headers, _lines(headers))


def arrived(scope: Scope) -> bytes | None:
    """Return the body of a request that is there as a whole, None where it is not; it may still be received as ever.

    No other server tells.
    """
    cycle = scope.get("extensions", {}).get(CYCLE)
    return bytes(cycle.body) if cycle is not None and not cycle.more_body and not cycle.disconnected else None


async def send_whole(scope: Scope, send: Send, status: int, head: Head, own: Sequence[Header], body: bytes) -> None:
    """Send an answer, with its own headers and those of its kind: in one write where the server is ours.

    Nothing of a client is in any of them: they are written as they are.
    """
    cycle = scope.get("extensions", {}).get(CYCLE)
    first = ((b"content-length", b"%d" % len(body)), *own)
    if cycle is None or not _plain(scope, cycle):
        await send({"type": "http.response.start", "status": status, "headers": [*first, *head.headers]})
        await send({"type": "http.response.body", "body": body})
        return
    cycle.response_started = cycle.response_complete = True
    end = b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n"
    lines = _lines([*cycle.default_headers, *first])
    cycle.transport.write(b"".join((STATUS_LINE[status], lines, head.text, end, body)))
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()


def _plain(scope: Scope, cycle: Any) -> bool:
    """Whether an answer is no more than its bytes, which may go now."""
    begun = cycle.response_started or cycle.disconnected
    return not (begun or cycle.flow.write_paused or cycle.access_log or scope["method"] == "HEAD")


def _lines(headers: Iterable[Header]) -> bytes:
    return b"".join([b"%b: %b\r\n" % each for each in headers])


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
