"""What every request passes first: an id, security headers, the size and origin that we accept."""

import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import lru_cache, partial
from time import perf_counter_ns
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import orjson
import structlog
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import Answers
from api.wire import Head, send_whole
from graph.codes import ErrorCode

BODY_MAX: Final = 1024 * 1024
CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
EDITOR_CSP: Final = CSP.replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'; font-src 'self'; worker-src 'self'"
)
HEADERS: Final = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
RAW_HEADERS: Final = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())
HSTS: Final = (b"strict-transport-security", b"max-age=31536000")
ONCE: Final = frozenset({b"host", b"origin"})  # of two, somebody on the way may have read the other
OWN_SITE: Final = frozenset({b"none", b"same-origin"})
LIVE_HEADERS: Final = ((b"x-plimsoll-mode", b"LIVE"),)  # on every answer of a desk that trades real money
JSON_TYPE: Final = (b"content-type", b"application/json")
HOST: Final = re.compile(r"(?P<name>[\w.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{0,5})?", re.ASCII)
SITES_MAX: Final = 100  # names of hosts and origins that are remembered

Heads = Mapping[bytes, bytes]
log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """A whole answer as JSON; what every answer has besides is the gate's."""

    status: int
    body: bytes

    def response(self) -> Response:
        """Return it as Starlette sends it."""
        return Response(self.body, status_code=self.status, media_type="application/json")


# Answers a request, or gives back what its body can be read from, with nothing done.
Express = Callable[[Scope, Heads, Receive], Awaitable[Answer | Receive]]


def refused(status: int, code: ErrorCode, message: str) -> Answer:
    """A refusal in the shape of a GraphQL response, so that every client can read it."""
    return Answer(status, orjson.dumps({"data": None, "errors": [{"message": message, "extensions": {"code": code}}]}))


CRASHED: Final = refused(500, ErrorCode.INTERNAL, "Something went wrong; quote the request id when you report it.")


class Gate:
    """Refuses foreign origins and bodies that are too large; gives every request its id and the headers.

    What the `express` answers never gets to the app.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], *, live: bool = False) -> None:
        self.app = app
        self.hosts = hosts
        self.express: Express | None = None
        self.answers = Answers()
        self._own = (*RAW_HEADERS, *LIVE_HEADERS) if live else RAW_HEADERS
        self._heads = {each: Head.of(JSON_TYPE, *self._besides(https=each)) for each in (False, True)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        began_ns, path = perf_counter_ns(), scope["path"]
        scope["request_id"] = secrets.token_hex(8)
        structlog.contextvars.bind_contextvars(request_id=scope["request_id"])  # on every line that is logged for it
        heads = dict(reversed(scope["headers"]))  # the first of each name
        found, https = await self._found(scope, heads, receive), scope.get("scheme") == "https"
        if not isinstance(found, Answer):
            told = partial(self.answers.count, path, began_ns=began_ns)
            headed = _with_headers(send, scope["request_id"], self._besides(https=https), told)
            await self.app(scope, _bounded(found), headed)
        elif scope["type"] == "http":
            self.answers.count(path, found.status, began_ns)
            head, own = self._heads[https], ((b"x-request-id", scope["request_id"].encode()),)
            await send_whole(scope, send, found.status, head, own, found.body)
        else:
            await send({"type": "websocket.close", "code": 1008, "reason": ""})

    async def _found(self, scope: Scope, heads: Heads, receive: Receive) -> Answer | Receive:
        """Return the answer, or from where the app reads the request."""
        problem = self.objection(scope, heads)
        if problem is not None:
            return problem
        if self.express is None or scope["type"] != "http":
            return receive
        try:
            return await self.express(scope, heads, receive)
        except Exception:
            log.exception("request %s failed", scope["request_id"])
            return CRASHED

    def _besides(self, *, https: bool) -> Sequence[tuple[bytes, bytes]]:
        """The headers of every answer."""
        return (*self._own, HSTS) if https else self._own

    def objection(self, scope: Scope, heads: Heads) -> Answer | None:
        """Return the refusal of what may not come in; `heads` are the first headers of each name."""
        several = len(heads) < len(scope["headers"])  # of some name
        if several and sum(name in ONCE for name, _ in scope["headers"]) > len(ONCE & heads.keys()):
            return refused(400, ErrorCode.BAD_HOST, "A request has one Host, and at most one Origin.")
        if host(heads.get(b"host", b"").decode("latin-1")) not in self.hosts:
            return refused(400, ErrorCode.BAD_HOST, "This host name is not one of PLIMSOLL_TRUSTED_HOSTS.")
        if _foreign(scope.get("method", "GET"), heads):
            return refused(403, ErrorCode.FORBIDDEN_ORIGIN, "Requests from other sites are refused.")
        length = heads.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > BODY_MAX:
            return refused(413, ErrorCode.BODY_TOO_LARGE, f"A request has at most {BODY_MAX} bytes.")
        return None


def _foreign(method: str, heads: Heads) -> bool:
    """Whether a page of another site asks: by its Origin, or for what is no mere link by what the browser says."""
    origin = heads.get(b"origin")
    if origin is not None and _site(origin.decode("latin-1")) != heads.get(b"host", b"").decode("latin-1"):
        return True
    return method not in ("GET", "HEAD") and heads.get(b"sec-fetch-site", b"none") not in OWN_SITE


@lru_cache(SITES_MAX)
def _site(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


@lru_cache(SITES_MAX)
def host(header: str) -> str:
    """Return the name of a Host header without its port, nothing for what is no host alone (RFC 9110, 7.2)."""
    found = HOST.fullmatch(header)
    return found["name"].strip("[]").lower() if found else ""


class TooLarge(Exception):
    """A body without a length that turned out too large."""


def _bounded(receive: Receive) -> Receive:
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > BODY_MAX:
                raise TooLarge
        return message

    return bounded


def _with_headers(
    send: Send, identity: str, besides: Sequence[tuple[bytes, bytes]], told: Callable[[int], None]
) -> Callable[[Message], Awaitable[None]]:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            told(message["status"])
            said = list(message["headers"])
            names = {name for name, _ in said}
            message["headers"] = [
                *said,
                *(e for e in besides if e[0] not in names),
                (b"x-request-id", identity.encode()),
            ]
        await send(message)

    return answer
