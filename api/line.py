"""The write side of a socket: uvicorn's own WebSocket class, with a bound on what waits for a slow reader."""

import asyncio
import socket
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from adapters.patience import spread_s

EXTENSION: Final = "plimsoll.line"
SEND_BUFFER: Final = 16 * 1024  # what the kernel may hold; it doubles it
HIGH_WATER: Final = 8 * 1024
BACKLOG_MAX: Final = 64 * 1024
UNREAD_MAX: Final = 512 * 1024  # far more than the largest single answer: only who never reads gets there
LAG_S: Final = 30.0
LINGER_S: Final = 2.0
DRAIN_S: Final = 2.0
SLICES: Final = 20
TOO_SLOW: Final = 1013
RESTART: Final = 1012


class Line(WebSocketsSansIOProtocol):
    """Everything but the bound is uvicorn's. `scope["extensions"][EXTENSION]` is how the app finds it.

    While the reader is behind by more than the high-water mark, up to 64 kB wait; what is more is not taken, and
    `drained` is called once there is room. Who stays behind for 30 s is closed with 1013.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drained: Callable[[], None] | None = None
        self.waiting = deque[tuple[bytes, bytes, bytes]]()
        self.waiting_bytes = 0
        self.late: asyncio.TimerHandle | None = None
        self.end: asyncio.TimerHandle | None = None

    # ---------------------------------------------------------------- what the app does

    @property
    def slow(self) -> bool:
        """Whether the reader is behind by more than the high-water mark."""
        return self.late is not None

    @property
    def buffered(self) -> int:
        """Bytes that wait in this process."""
        return self.transport.get_write_buffer_size() + self.waiting_bytes

    def say(self, prefix: bytes, body: bytes, *, may_wait: bool) -> bool:
        """Send one text message; False when it was not taken. `body` is shared, and not copied while it waits."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return False
        size = len(prefix) + len(body)
        if not self.slow:
            self.transport.write(b"".join((head(size), prefix, body)))
            return True
        if not may_wait or self.waiting_bytes + size > BACKLOG_MAX:
            return False
        self.waiting.append((head(size), prefix, body))
        self.waiting_bytes += size
        return True

    def close(self, code: int, reason: str) -> None:
        """Say goodbye now, whether or not anybody reads it; the connection is gone 2 s later at most."""
        if self.close_sent or self.disconnected:
            return
        self.waiting.clear()
        self.waiting_bytes = 0
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.stop_keepalive()
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(LINGER_S, self.transport.abort)
        self.writable.set()  # who waits to send is told that it is over

    # ---------------------------------------------------------------- what uvicorn and the transport call

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            cast(dict[str, object], self.scope["extensions"])[EXTENSION] = self
        raw = self.transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.transport.set_write_buffer_limits(high=HIGH_WATER)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.late is None:
            self.late = self.loop.call_later(LAG_S, self.close, TOO_SLOW, "This client reads too slowly")

    def resume_writing(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None
        while self.waiting and not self.slow:
            message = self.waiting.popleft()
            self.waiting_bytes -= len(message[1]) + len(message[2])
            self.transport.write(b"".join(message))  # may make it slow again
        if self.slow:
            return
        super().resume_writing()
        if self.drained is not None:
            self.drained()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.transport.get_write_buffer_size() > UNREAD_MAX:  # it asks, by pings for instance, and never reads
            self.transport.abort()

    def shutdown(self) -> None:
        super().shutdown()
        self.end = self.loop.call_later(LINGER_S, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self.late, self.end):
            if timer is not None:
                timer.cancel()
        self.drained = None
        self.waiting.clear()
        self.waiting_bytes = 0
        super().connection_lost(exc)


def head(size: int) -> bytes:
    """Return the header of an unmasked text frame that is a whole message (RFC 6455, 5.2)."""
    if size < 126:
        return bytes((0x81, size))
    return b"\x81\x7e" + size.to_bytes(2, "big") if size < 65536 else b"\x81\x7f" + size.to_bytes(8, "big")


async def drain(connections: Iterable[object]) -> None:
    """Tell every socket that this process ends (1012), some at a time, so that not all come back at once."""
    lines = [each for each in connections if isinstance(each, Line) and each.handshake_complete]
    size = max(50, -(-len(lines) // SLICES))
    for start in range(0, len(lines), size):
        for line in lines[start : start + size]:
            line.close(RESTART, "The desk restarts")
        await asyncio.sleep(spread_s(DRAIN_S / SLICES))
