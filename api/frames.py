"""What a client sends over a WebSocket (RFC 6455), taken apart: whole text messages, pings, pongs and the close."""

from dataclasses import dataclass
from typing import Final

from websockets.exceptions import ProtocolError
from websockets.frames import Close
from websockets.speedups import apply_mask

CONTINUATION: Final = 0
TEXT: Final = 1
BINARY: Final = 2
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10
CONTROL_MAX: Final = 125


class Broken(Exception):
    """A client that breaks the protocol: `code` is what to close with."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Frames:
    """What of a message has come so far: bytes of an unfinished frame, and the frames before it."""

    message_max: int
    rest: bytes = b""
    parts: bytes = b""
    kind: int = CONTINUATION  # of the message that is under way

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Return what is complete now, as kinds and payloads. Raise Broken; nothing may be fed after that."""
        data = self.rest + data if self.rest else data
        at, found = 0, []
        while (end := self._end(data, at)) is not None:
            start, stop = end
            body = apply_mask(data[start:stop], data[start - 4 : start])
            if (whole := self._take(data[at], body)) is not None:
                found.append(whole)
            at = stop
        self.rest = data[at:]
        return found

    def _end(self, data: bytes, at: int) -> tuple[int, int] | None:
        """Return where the payload of the frame at a place begins and ends, None while it is not all there."""
        if len(data) - at < 2:
            return None
        first, size, start = data[at], data[at + 1] & 127, at + 2
        if first & 0x70 or not data[at + 1] & 128:
            raise Broken(1002, "A frame is masked and has no reserved bits")
        if first & 8 and (size > CONTROL_MAX or not first & 128):
            raise Broken(1002, "A control frame is short and whole")
        if size > CONTROL_MAX:
            long = 2 if size == 126 else 8
            if len(data) - start < long:
                return None
            size, start = int.from_bytes(data[start : start + long], "big"), start + long
        if size + len(self.parts) > self.message_max:
            raise Broken(1009, f"A message has at most {self.message_max} bytes")
        start += 4
        return (start, start + size) if len(data) >= start + size else None

    def _take(self, first: int, body: bytes) -> tuple[int, bytes] | None:
        """Return a control frame or a message that this frame completes."""
        kind, last = first & 15, bool(first & 128)
        if kind in (CLOSE, PING, PONG):
            return kind, body
        if kind not in (CONTINUATION, TEXT, BINARY) or (kind == CONTINUATION) != (self.kind != CONTINUATION):
            raise Broken(1002, "This frame may not come here")
        if kind == CONTINUATION:
            kind, body = self.kind, self.parts + body
        self.kind, self.parts = (CONTINUATION, b"") if last else (kind, body)
        return (kind, body) if last else None


def head(size: int, kind: int = TEXT) -> bytes:
    """Return the header of an unmasked frame that is a whole message."""
    if size < 126:
        return bytes((0x80 | kind, size))
    long = b"\x7e" + size.to_bytes(2, "big") if size < 65536 else b"\x7f" + size.to_bytes(8, "big")
    return bytes((0x80 | kind,)) + long


def farewell(code: int, reason: str) -> bytes:
    """Return a whole close frame; a reason that is too long is cut."""
    body = code.to_bytes(2, "big") + reason.encode()[: CONTROL_MAX - 2].decode(errors="ignore").encode()
    return head(len(body), CLOSE) + body


def echo(body: bytes) -> bytes:
    """Return the close frame that answers a client's. Raise Broken when theirs is malformed."""
    try:
        close = Close.parse(body)
    except (ProtocolError, UnicodeDecodeError):
        raise Broken(1002, "This close frame is malformed") from None
    return farewell(close.code, "") if body else head(0, CLOSE)
