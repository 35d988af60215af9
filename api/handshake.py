"""The opening of a WebSocket (RFC 6455, 4.2): judged here, accepted or refused by the app, and then a Line."""

import asyncio
import hashlib
import logging
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Iterable, MutableSet, Sequence
from http import HTTPStatus
from typing import Any, Final, Protocol, cast
from urllib.parse import unquote

from starlette.types import Message
from uvicorn.config import Config
from uvicorn.protocols.utils import get_local_addr, get_remote_addr, is_ssl
from uvicorn.server import ServerState

from api.line import Line, Talk

EXTENSION: Final = "plimsoll.handshake"
WELCOME: Final = "plimsoll.welcome"
MAGIC: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
KEY_BYTES: Final = 16
VERSION: Final = (b"sec-websocket-version", b"13")

Headers = Sequence[tuple[bytes, bytes]]
Scope = dict[str, Any]
log = logging.getLogger(__name__)


class Refused(Exception):
    """An opening that is none: `status` says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


def opening(request: bytes) -> tuple[bytes, Headers]:
    """Return target and headers of a request as uvicorn has read and written it. Raise Refused."""
    first, *lines = request.removesuffix(b"\r\n\r\n").split(b"\r\n")
    method, _, rest = first.partition(b" ")
    headers = [(name.lower(), value) for name, colon, value in (line.partition(b": ") for line in lines) if colon]
    if len(headers) != len(lines):
        raise Refused(HTTPStatus.BAD_REQUEST)
    if method != b"GET":
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED)
    return rest.removesuffix(b" HTTP/1.1"), headers


def accepted(headers: Headers) -> bytes:
    """Return the key that accepts an opening. Raise Refused for another version, or what has no one good key."""
    if _values(headers, VERSION[0]) != [VERSION[1]] or [e.lower() for e in _values(headers, b"upgrade")] != [
        b"websocket"
    ]:
        raise Refused(HTTPStatus.UPGRADE_REQUIRED)
    keys = _values(headers, b"sec-websocket-key")
    try:
        sizes = [len(b64decode(key, validate=True)) for key in keys]
    except Error:
        sizes = []
    if sizes != [KEY_BYTES]:
        raise Refused(HTTPStatus.BAD_REQUEST)
    return b64encode(hashlib.sha1(keys[0] + MAGIC, usedforsecurity=False).digest())


def _values(headers: Headers, wanted: bytes) -> list[bytes]:
    return [value for name, value in headers if name == wanted]


def protocols(headers: Headers) -> list[str]:
    """Return the subprotocols that a client speaks, the one it likes best first."""
    found = b",".join(_values(headers, b"sec-websocket-protocol")).decode("latin-1").split(",")
    return [each.strip() for each in found if each.strip()]


class Speaker(Talk, Protocol):
    """Who speaks with a client from the beginning."""

    def begin(self, line: Line) -> None:
        """Speak over this line."""


# Returns who speaks with a client whose opening is in order, and by which subprotocol; None where the app is to judge.
Welcome = Callable[[Scope], tuple[Speaker, str] | None]


class Nobody:
    """Has nothing to say, and hears nothing."""

    def hear(self, text: str) -> None: ...

    def drained(self) -> None: ...

    def lost(self) -> None: ...


class Handshake(asyncio.Protocol):
    """What uvicorn hands an upgraded connection to. The app may accept it, and then takes it over as a Line, or close.

    Nothing more is read before that. `scope["extensions"][EXTENSION]` is how the app finds it. What the app has put
    into its state as WELCOME is asked first: whom it welcomes is accepted without a task and an app.
    """

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any]) -> None:
        self._config = config
        self._server = server_state
        self._app_state = app_state
        self._answered = False
        self._asked = False
        self._key = b""
        self._gone = False
        self._end: asyncio.Future[None] | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self._connections.add(self)

    @property
    def _connections(self) -> MutableSet[object]:
        return cast(MutableSet[object], self._server.connections)

    def data_received(self, data: bytes) -> None:
        """Take the request, which is whole."""
        self.transport.pause_reading()
        try:
            target, headers = opening(data)
            self._key = accepted(headers)
        except Refused as refused:
            self._refuse(refused.status)
            return
        scope = self._scope(target, headers)
        welcome: Welcome | None = self._app_state.get(WELCOME)
        found = welcome(scope) if welcome is not None else None
        if found is not None:  # once uvicorn has set this as the protocol, which it does after this call
            asyncio.get_running_loop().call_soon(self._welcome, *found)
            return
        task = asyncio.get_running_loop().create_task(self._run(scope))
        self._server.tasks.add(task)
        task.add_done_callback(self._server.tasks.discard)

    def _welcome(self, speaker: Speaker, protocol: str) -> None:
        if not self._answered and not self._gone:
            self._accept({"subprotocol": protocol})
            speaker.begin(self.hand_over(speaker))

    def _scope(self, target: bytes, headers: Headers) -> Scope:
        path, _, query = target.partition(b"?")
        root = self._config.root_path
        return {
            "type": "websocket",
            "asgi": {"version": self._config.asgi_version, "spec_version": "2.4"},
            "http_version": "1.1",
            "scheme": "wss" if is_ssl(self.transport) else "ws",
            "server": get_local_addr(self.transport),
            "client": get_remote_addr(self.transport),
            "root_path": root,
            "path": root + unquote(path.decode("latin-1")),
            "raw_path": root.encode() + path,
            "query_string": query,
            "headers": headers,
            "subprotocols": protocols(headers),
            "state": self._app_state.copy(),
            "extensions": {EXTENSION: self},
        }

    async def _run(self, scope: Scope) -> None:
        try:
            await self._config.loaded_app(scope, self._receive, self._send)
        except Exception:
            if not self._gone:
                log.exception("the app failed while a socket opened")
        if not self._answered and not self._gone:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
        elif self in self._connections:  # accepted, and left alone
            self.transport.close()

    async def _receive(self) -> Message:
        if not self._asked:
            self._asked = True
            return {"type": "websocket.connect"}
        if not self._gone:
            self._end = asyncio.get_running_loop().create_future()
            await self._end
        return {"type": "websocket.disconnect", "code": 1006}

    async def _send(self, message: Message) -> None:
        match message["type"]:
            case "websocket.accept" if self._gone:
                raise OSError("the client is gone")
            case "websocket.accept" if not self._answered:
                self._accept(message)
            case "websocket.close" if not self._answered:
                self._refuse(HTTPStatus.FORBIDDEN)
            case "websocket.close" if self in self._connections:
                self.hand_over(Nobody()).close(message.get("code", 1000), message.get("reason") or "")
            case "websocket.close":
                pass
            case other:
                raise RuntimeError(f"{other} cannot be sent before the connection is taken over")

    def _accept(self, message: Message) -> None:
        self._answered = True
        # In capitals as the RFC writes them: there are clients that look them up in a plain dict.
        said = [(b"Upgrade", b"websocket"), (b"Connection", b"Upgrade"), (b"Sec-WebSocket-Accept", self._key)]
        if protocol := message.get("subprotocol"):
            said.append((b"Sec-WebSocket-Protocol", protocol.encode()))
        self._write(HTTPStatus.SWITCHING_PROTOCOLS, [*said, *message.get("headers", ())])

    def _refuse(self, status: HTTPStatus) -> None:
        self._answered = True
        self._connections.discard(self)
        said = [(b"connection", b"close"), (b"content-length", b"0")]
        self._write(status, [*said, VERSION] if status is HTTPStatus.UPGRADE_REQUIRED else said)
        self.transport.close()

    def _write(self, status: HTTPStatus, headers: Iterable[tuple[bytes, bytes]]) -> None:
        lines = [f"HTTP/1.1 {status.value} {status.phrase}".encode()]
        lines += [name + b": " + value for name, value in (*self._server.default_headers, *headers)]
        self.transport.write(b"\r\n".join(lines) + b"\r\n\r\n")

    def hand_over(self, talk: Talk) -> Line:
        """Let go of the connection, with all that is kept for the app; the app may return then."""
        self._connections.discard(self)
        line = Line(self.transport, self._connections, self._config.ws_max_size, talk)
        self.transport.set_protocol(line)
        self.transport.resume_reading()
        return line

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)
        self._gone = True
        if self._end is not None and not self._end.done():
            self._end.set_result(None)

    def eof_received(self) -> None:
        """Half a connection is none."""

    def shutdown(self) -> None:
        """End with the server."""
        if not self._answered:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
