"""Clients that follow streams and never give up: three ways of coming back, and a count of what each was told.

They measure, beside what they measure: each is one connection whose bytes are taken apart as they come, with no
client library around it.
"""

import asyncio
import random
from abc import ABC, abstractmethod
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

STREAMS = {
    "riskAlerts": "kind cursor alerts { id message severity portfolio { id } }",
    "orderUpdates": "kind cursor orders { id limitPrice status }",
    "portfolioPnl": "kind cursor portfolio { id cash { amount } equity { amount } }",
}
EXTRA = {"riskAlerts": ", minSeverity: INFO"}
GONE = (OSError, EOFError)
QUIET_S = 12  # two heartbeats missed and more: the line is dead, whatever it says
TRIES_MAX = 4  # after so many lines that said nothing a client has become as patient as it will
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10  # kinds of frames


def document(name: str, *, after: bool) -> str:
    """A subscription with `after` as a variable, or for a client that cannot change variables."""
    asked, given = (", $after: String", ", after: $after") if after else ("", "")
    arguments = f"portfolioId: $id{given}{EXTRA.get(name, '')}"
    return f"subscription ($id: ID!{asked}) {{ {name}({arguments}) {{ {STREAMS[name]} }} }}"


@dataclass
class Told:
    """What one stream has told: the state, kept by id as a normalised cache does, and each alert's count."""

    name: str
    portfolio: str
    cursor: str | None = None
    kinds: Counter[str] = field(default_factory=Counter)
    state: dict[str, Any] = field(default_factory=dict)
    snapshots: list[set[str]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def hear(self, update: dict[str, Any]) -> None:
        kind = update["kind"]
        self.kinds[kind] += 1
        self.cursor = update["cursor"]
        rows = [*update.get("alerts", []), *update.get("orders", []), *filter(None, [update.get("portfolio")])]
        if kind == "SNAPSHOT":
            self.snapshots.append({row["id"] for row in rows})
        if kind == "CHANGE":
            self.changes += [row["id"] for row in rows]
        self.state.update({row["id"]: row for row in rows})


Piece = tuple[int, bytes]  # a frame by its kind, or a line of an answer


class Line(asyncio.Protocol):
    """One connection of a client; `over` is done when it has ended, with the error if it was one."""

    def __init__(self, client: "Follower") -> None:
        self._client = client
        self._rest = b""
        self._begun = False
        self._transport: Any = None
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self.write(self._client.opening())

    def connection_lost(self, error: Exception | None) -> None:
        self.end()

    def data_received(self, data: bytes) -> None:
        data = self._rest + data
        try:
            if not self._begun:
                head, found, data = data.partition(b"\r\n\r\n")
                self._rest, self._begun = head, bool(found)
                if not found:
                    return
                self._client.begin(self, head)
            pieces, used = self._client.split(data)
            self._rest = data[used:]
            for piece in pieces:
                self._client.hear(self, piece)
        except Exception as error:
            self.end(error)

    def write(self, data: bytes) -> None:
        self._transport.write(data)

    def end(self, error: Exception | None = None) -> None:
        """Break it, in the middle of whatever is under way."""
        if self._transport is not None:
            self._transport.abort()
        if not self.over.done():
            self.over.set_exception(error) if error else self.over.set_result(None)


@dataclass
class Follower(ABC):
    """A client of several streams, at one of several servers; `cut` is how others break its line.

    One that hears nothing at all waits twice as long on its next line, and before it: a desk that many come back to at
    once would otherwise be asked again and again for what it is about to say. `heard` counts the updates of the present
    line.
    """

    ports: Sequence[int]
    token: str
    told: list[Told]
    chance: random.Random
    connections: int = 0
    heard: int = 0
    fruitless: int = 0
    refusals: list[Any] = field(default_factory=list)
    _task: "asyncio.Task[None] | None" = None

    async def run(self) -> None:
        """Follow for ever."""
        while True:
            self._task = asyncio.ensure_future(self._once())
            try:
                await asyncio.wait({self._task})
            finally:
                self._task.cancel()
            if not self._task.cancelled() and (error := self._task.exception()) and not isinstance(error, GONE):
                raise error
            await asyncio.sleep(self.chance.uniform(0.02, 0.2) * 2.0**self.fruitless)

    def cut(self) -> None:
        """Break the line, in the middle of whatever is under way."""
        if self._task is not None:
            self._task.cancel()

    def said(self) -> list[str]:
        """What this client was told, for who has to look into it."""
        name = type(self).__name__
        return [
            f"{name} {each.name}: {dict(each.kinds)}, snapshots of {[len(some) for some in each.snapshots]}"
            for each in self.told
        ]

    async def _once(self) -> None:
        self.heard, before, line = 0, -1, Line(self)
        quiet_s = QUIET_S * 2.0**self.fruitless
        self.fruitless = min(self.fruitless + 1, TRIES_MAX)
        try:
            port = self.chance.choice(self.ports)
            await asyncio.get_running_loop().create_connection(lambda: line, "127.0.0.1", port)
            while before != self.heard and not line.over.done():
                before = self.heard
                await asyncio.wait({line.over}, timeout=quiet_s)
            if line.over.done():
                line.over.result()
        finally:
            line.end()

    def update(self, line: Line, number: int, payload: Any) -> None:
        """Hear what a stream tells."""
        self.heard, self.fruitless = self.heard + 1, 0
        if "errors" in payload:
            self.refusals.append(payload["errors"])
            line.end()
            return
        [update] = payload["data"].values()
        self.told[number].hear(update)

    @abstractmethod
    def opening(self) -> bytes:
        """What a client says first."""

    @abstractmethod
    def begin(self, line: Line, head: bytes) -> None:
        """Go on where it was, when the server's head is here; raise EOFError when it refuses."""

    @abstractmethod
    def split(self, data: bytes) -> tuple[list[Piece], int]:
        """Return the pieces that are whole, and of how many bytes they were made."""

    @abstractmethod
    def hear(self, line: Line, piece: Piece) -> None:
        """Hear one piece."""


class SocketFollower(Follower):
    """graphql-transport-ws, with cursors as variables."""

    def opening(self) -> bytes:
        key = b64encode(self.chance.randbytes(16)).decode()
        lines = ["GET /graphql HTTP/1.1", "Host: 127.0.0.1", "Connection: Upgrade", "Upgrade: websocket"]
        lines += ["Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}"]
        lines += ["Sec-WebSocket-Protocol: graphql-transport-ws"]
        return "\r\n".join([*lines, "", ""]).encode()

    def begin(self, line: Line, head: bytes) -> None:
        if not head.startswith(b"HTTP/1.1 101 "):
            raise EOFError
        self.connections += 1
        payload = {"authorization": f"Bearer {self.token}", **self.brought()}
        self._say(line, {"type": "connection_init", "payload": payload})

    def split(self, data: bytes) -> tuple[list[Piece], int]:
        """Frames of a server: whole messages, none of them masked."""
        found, at = list[Piece](), 0
        while len(data) >= at + 2:
            size, start = data[at + 1], at + 2
            assert data[at] & 0x80, "half a message"
            if size > 125:
                start += 2 if size == 126 else 8
                size = int.from_bytes(data[at + 2 : start])
            if len(data) < start + size:
                break
            found.append((data[at] & 15, data[start : start + size]))
            at = start + size
        return found, at

    def hear(self, line: Line, piece: Piece) -> None:
        kind, body = piece
        if kind == PING:
            line.write(_masked(PONG, body))
        if kind == CLOSE:
            line.end()
        if kind != TEXT:
            return
        message = orjson.loads(body)
        match message["type"]:
            case "next":
                self.update(line, int(message["id"]), message["payload"])
            case "connection_ack":
                for number, told in enumerate(self.told):
                    self._say(line, {"id": str(number), "type": "subscribe", "payload": self.asked(told)})
            case "ping":
                self._say(line, {"type": "pong"})
            case _:
                self.refusals.append(message)
                line.end()

    def brought(self) -> dict[str, Any]:
        """What is said beside the token."""
        return {}

    def asked(self, told: Told) -> dict[str, Any]:
        """How a stream is asked for."""
        variables = {"id": told.portfolio, "after": told.cursor}
        return {"query": document(told.name, after=True), "variables": variables}

    def _say(self, line: Line, message: dict[str, Any]) -> None:
        line.write(_masked(TEXT, orjson.dumps(message)))


class FixedFollower(SocketFollower):
    """A client that cannot change variables: it brings its cursors in connection_init."""

    def brought(self) -> dict[str, Any]:
        return {"resume": {str(number): each.cursor for number, each in enumerate(self.told) if each.cursor}}

    def asked(self, told: Told) -> dict[str, Any]:
        return {"query": document(told.name, after=False), "variables": {"id": told.portfolio}}


class EventFollower(Follower):
    """Server-sent events of one stream; it comes back with Last-Event-ID, as browsers do by themselves."""

    _text = b""

    def opening(self) -> bytes:
        [told] = self.told
        body = orjson.dumps({"query": document(told.name, after=False), "variables": {"id": told.portfolio}})
        lines = ["POST /graphql HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {self.token}"]
        lines += ["Accept: text/event-stream", "Content-Type: application/json", f"Content-Length: {len(body)}"]
        lines += [f"Last-Event-ID: {told.cursor}"] if told.cursor else []
        self._text = b""
        return "\r\n".join([*lines, "", ""]).encode() + body

    def begin(self, line: Line, head: bytes) -> None:
        if not head.startswith(b"HTTP/1.1 200 "):
            raise EOFError
        assert b"transfer-encoding: chunked" in head.lower()
        self.connections += 1

    def split(self, data: bytes) -> tuple[list[Piece], int]:
        """Chunks of an answer, as the lines that they make."""
        at, size = 0, -1
        while (end := data.find(b"\r\n", at)) >= 0 and len(data) >= end + 4 + (size := int(data[at:end], 16)):
            self._text += data[end + 2 : end + 2 + size]
            at = end + 4 + size
        over = [(CLOSE, b"")] if size == 0 else []
        *lines, self._text = self._text.split(b"\n")
        return [*((TEXT, each) for each in lines), *over], at

    def hear(self, line: Line, piece: Piece) -> None:
        kind, text = piece
        if kind == CLOSE:
            line.end()
        if text.startswith(b"data: {"):
            self.update(line, 0, orjson.loads(text.removeprefix(b"data: ")))


def _masked(kind: int, body: bytes) -> bytes:
    """A frame of a client; a mask of zeros leaves the body as it is."""
    size = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + len(body).to_bytes(2)
    return bytes([0x80 | kind]) + size + bytes(4) + body
