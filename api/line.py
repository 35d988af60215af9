"""The open WebSocket of one client: little memory while nothing happens, and a bound on what a slow reader may owe."""

import asyncio
import socket
from collections import Counter, deque
from collections.abc import Iterable, MutableSet
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from adapters.patience import spread_s
from api.frames import BINARY, CLOSE, PING, TEXT, Broken, Frames, echo, farewell, head

SEND_BUFFER: Final = 16 * 1024  # what the kernel may hold; it doubles it
HIGH_WATER: Final = 8 * 1024
BACKLOG_MAX: Final = 64 * 1024
UNREAD_MAX: Final = 512 * 1024  # far more than the largest single answer: only who never reads gets there
LAG_S: Final = 30.0
LINGER_S: Final = 2.0
PING_S: Final = 20.0
DRAIN_S: Final = 2.0
SLICES: Final = 20
TOO_SLOW: Final = 1013
RESTART: Final = 1012
NOT_TEXT: Final = 4400
GOODBYE: Final = 1000
VANISHED: Final = 1006


@dataclass(slots=True)
class Tally:
    """Sockets of this process: `closed` by our code, 1000 where the client said goodbye, 1006 where it vanished."""

    opened: int = 0
    closed: Counter[int] = field(default_factory=Counter)


TALLY: Final = Tally()


@dataclass(slots=True)
class Whole:
    """The message that was put together last, as it is sent: whoever is told the same by the same id gets its bytes."""

    prefix: bytes = b""
    body: bytes = b""
    frame: bytes = b""


LAST: Final = Whole()


class Talk(Protocol):
    """Who speaks with the client. None of these may block."""

    def hear(self, text: str) -> None:
        """Take a message."""

    def drained(self) -> None:
        """Say what was not taken: there is room again."""

    def lost(self) -> None:
        """The client is gone."""


class Line(asyncio.Protocol):
    """While the reader is behind by more than the high-water mark, up to 64 kB wait; what is more is not taken, and
    the talk is told once there is room. Who stays behind for 30 s is closed with 1013, who answers no ping is cut off.
    """

    __slots__ = (
        "_connections",
        "_frames",
        "_late",
        "_loop",
        "_pinged",
        "_room",
        "_timer",
        "close_code",
        "talk",
        "transport",
        "waiting",
        "waiting_bytes",
    )

    def __init__(self, transport: Any, connections: MutableSet[object], message_max: int, talk: Talk) -> None:
        self.transport = transport
        self.talk = talk
        self.close_code: int | None = None
        self.waiting: deque[tuple[bytes, bytes, bytes]] | None = None
        self.waiting_bytes = 0
        self._connections = connections
        self._frames = Frames(message_max)
        self._late: asyncio.TimerHandle | None = None
        self._room: asyncio.Event | None = None
        self._pinged = False
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(spread_s(PING_S), self._ping)
        raw = transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        transport.set_write_buffer_limits(high=HIGH_WATER)
        connections.add(self)
        TALLY.opened += 1

    # ---------------------------------------------------------------- what the app does

    @property
    def client(self) -> tuple[str, int] | None:
        """The other end."""
        found: tuple[str, int] | None = self.transport.get_extra_info("peername")
        return found

    @property
    def slow(self) -> bool:
        """Whether the reader is behind by more than the high-water mark."""
        return self._late is not None

    @property
    def over(self) -> bool:
        """Whether nothing can be said any more."""
        return self.close_code is not None or self.transport.is_closing() is True

    @property
    def buffered(self) -> int:
        """Bytes that wait in this process."""
        return int(self.transport.get_write_buffer_size()) + self.waiting_bytes

    def say(self, prefix: bytes, body: bytes, *, may_wait: bool) -> bool:
        """Send one text message; False when it was not taken. `body` is shared, and not copied while it waits."""
        if self.over:
            return False
        if self._late is None:
            if LAST.body is not body or LAST.prefix != prefix:
                LAST.prefix, LAST.body = prefix, body
                LAST.frame = b"".join((head(len(prefix) + len(body)), prefix, body))
            self.transport.write(LAST.frame)
            return True
        size = len(prefix) + len(body)
        if not may_wait or self.waiting_bytes + size > BACKLOG_MAX:
            return False
        self.waiting = self.waiting or deque()
        self.waiting.append((head(size), prefix, body))
        self.waiting_bytes += size
        return True

    async def tell(self, body: bytes) -> bool:
        """Send one text message of any size, once the reader is up to date; False when it is gone."""
        while self.slow and not self.over:
            self._room = self._room or asyncio.Event()
            await self._room.wait()
        return self.say(b"", body, may_wait=False)

    def close(self, code: int, reason: str) -> None:
        """Say goodbye now, whether or not anybody reads it; the connection is gone 2 s later at most."""
        if self.over:
            return
        self.close_code = code
        self._forget()
        self.transport.write(farewell(code, reason))
        self.transport.resume_reading()  # for the client's own goodbye
        self._timer.cancel()
        self._timer = self._loop.call_later(LINGER_S, self.transport.abort)

    def pause(self) -> None:
        """Read no more for now."""
        if not self.over:
            self.transport.pause_reading()

    def resume(self) -> None:
        """Read on."""
        if not self.over:
            self.transport.resume_reading()

    def _forget(self) -> None:
        self.waiting, self.waiting_bytes = None, 0
        if self._room is not None:  # who waits to speak is told that it is over
            self._room.set()

    # ---------------------------------------------------------------- what the transport and the server call

    def data_received(self, data: bytes) -> None:
        try:
            for kind, body in self._frames.feed(data):
                self._pinged = False
                self._hear(kind, body)
        except Broken as broken:
            self.close(broken.code, broken.reason)
            self._frames = Frames(0)
        except UnicodeDecodeError:
            self.close(1007, "Text is UTF-8")
        if self.transport.get_write_buffer_size() > UNREAD_MAX:  # it asks, by pings for instance, and never reads
            self.transport.abort()

    def _hear(self, kind: int, body: bytes) -> None:
        if kind == CLOSE:
            if not self.over:
                self.transport.write(echo(body))
                self.close_code = GOODBYE
            self.transport.close()
        elif self.over:
            return
        elif kind == PING:
            self.transport.write(head(len(body), 10) + body)
        elif kind == TEXT:
            self.talk.hear(body.decode())
        elif kind == BINARY:
            self.close(NOT_TEXT, "WebSocket message type must be text")

    def _ping(self) -> None:
        if self._pinged:
            self.transport.abort()
            return
        self._pinged = True
        self.transport.write(head(0, PING))
        self._timer = self._loop.call_later(spread_s(PING_S), self._ping)

    def pause_writing(self) -> None:
        if self._late is None:
            self._late = self._loop.call_later(LAG_S, self.close, TOO_SLOW, "This client reads too slowly")

    def resume_writing(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
        while self.waiting and not self.slow:
            message = self.waiting.popleft()
            self.waiting_bytes -= len(message[1]) + len(message[2])
            self.transport.write(b"".join(message))  # may make it slow again
        if self.slow:
            return
        self._forget()
        self._room = None
        self.talk.drained()

    def eof_received(self) -> None:
        """Half a connection is none."""

    def shutdown(self) -> None:
        """End with the server."""
        self.close(RESTART, "The desk restarts")

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)
        for timer in (self._late, self._timer):
            if timer is not None:
                timer.cancel()
        self.close_code = self.close_code or VANISHED
        TALLY.closed[self.close_code] += 1
        self._forget()
        self.talk.lost()


async def drain(connections: Iterable[object]) -> None:
    """Tell every socket that this process ends (1012), some at a time, so that not all come back at once."""
    lines = [each for each in connections if isinstance(each, Line)]
    size = max(50, -(-len(lines) // SLICES))
    for start in range(0, len(lines), size):
        for line in lines[start : start + size]:
            line.close(RESTART, "The desk restarts")
        await asyncio.sleep(spread_s(DRAIN_S / SLICES))
