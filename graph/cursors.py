"""Cursors: what a client gives back to go on where it was, as `after` or, for a whole socket, in connection_init."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from trading.errors import FieldProblem, InvalidInput

CURSOR_MAX: Final = 1000
RESUMES_MAX: Final = 20
SIGNATURE_BYTES: Final = 8
SAFE: Final = bytes.maketrans(b"+/", b"-_")
PLACE: Final = re.compile(r"\d{1,18}-[0-9a-f]{32}|")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sequence of the last update, and the place in each chain of the stream (db.reads.events) up to which."""

    sent: int
    places: tuple[str, ...]


def key(secret: bytes, *stream: object) -> bytes:
    """Return what cursors of one stream are signed with: they are good for that stream of this desk only."""
    return hmac.digest(secret, repr(("cursor", *stream)).encode(), hashlib.sha256)


def encode(key: bytes, sent: int, places: Sequence[str]) -> str:
    """Return the text that clients see; opaque to them."""
    body = orjson.dumps([sent, *places])
    return binascii.b2a_base64(_signature(key, body) + body, newline=False).translate(SAFE).decode()


def decode(text: str, key: bytes) -> Cursor | None:
    """Return the cursor; None when it is one of another stream. Raise InvalidInput for what was never a cursor."""
    try:
        if len(text) > CURSOR_MAX:
            raise ValueError
        raw = base64.b64decode(text, b"-_", validate=True)
        sent, *places = orjson.loads(raw[SIGNATURE_BYTES:])
        if type(sent) is not int or len(places) > 2 or not all(PLACE.fullmatch(place) for place in places):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise InvalidInput(
            "`after` is no cursor of a stream; leave it out to begin with a SNAPSHOT.",
            FieldProblem(("after",), "Give back the cursor of the last update that you received, unchanged."),
        ) from None
    genuine = hmac.compare_digest(raw[:SIGNATURE_BYTES], _signature(key, raw[SIGNATURE_BYTES:]))
    return Cursor(sent, tuple(places)) if genuine else None


def _signature(key: bytes, body: bytes) -> bytes:
    """Sign one cursor. Every update has one: a keyed BLAKE2 is as good as an HMAC and a quarter of the time."""
    return hashlib.blake2b(body, digest_size=SIGNATURE_BYTES, key=key).digest()


class Resumes:
    """The cursors that a socket brought in connection_init: `{"resume": {"<subscription id>": "<cursor>"}}`.

    For clients that cannot change variables. They win over `after`, and each is good for the first subscription of
    its id only.
    """

    def __init__(self) -> None:
        self._cursors: dict[str, str] = {}

    def take(self, brought: object) -> str | None:
        """Keep what the payload calls `resume`; return what is wrong with it, None when nothing is."""
        if brought is None:
            return None
        if not isinstance(brought, dict) or not all(isinstance(cursor, str) for cursor in brought.values()):
            return "resume is an object of cursors by subscription id"
        if len(brought) > RESUMES_MAX:
            return f"resume holds at most {RESUMES_MAX} cursors"
        self._cursors = dict(brought)
        return None

    def give(self, subscription_id: str) -> str | None:
        """Return the cursor of a subscription that begins now, if it has one."""
        return self._cursors.pop(subscription_id, None)
