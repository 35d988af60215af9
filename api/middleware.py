"""What every request passes first: an id, security headers, the size and origin that we accept."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.graphql import bind
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
OWN_SITE: Final = frozenset({"none", "same-origin"})
LIVE_HEADERS: Final = [(b"x-plimsoll-mode", b"LIVE")]  # on every answer of a desk that trades real money


def refusal(status: int, code: ErrorCode, message: str) -> Response:
    """A refusal in the shape of a GraphQL response, so that every client can read it."""
    body = {"data": None, "errors": [{"message": message, "extensions": {"code": code}}]}
    return Response(orjson.dumps(body), status_code=status, media_type="application/json")


class Gate:
    """Refuses foreign origins and bodies that are too large; gives every request its id and the headers."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], *, live: bool = False) -> None:
        self.app = app
        self.hosts = hosts
        self._more = LIVE_HEADERS if live else []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope["request_id"] = secrets.token_hex(8)
        bind(scope["request_id"])
        more = [*self._more, HSTS] if scope.get("scheme") == "https" else self._more
        answer = _with_headers(send, scope["request_id"], more)
        headers = Headers(scope=scope)
        if (problem := self._objection(scope, headers)) is not None:
            await self._refuse(problem, scope, receive, answer)
            return
        await self.app(scope, _bounded(receive), answer)

    def _objection(self, scope: Scope, headers: Headers) -> Response | None:
        if host(headers.get("host", "")) not in self.hosts:
            return refusal(400, ErrorCode.BAD_HOST, "This host name is not one of PLIMSOLL_TRUSTED_HOSTS.")
        if _foreign(scope.get("method", "GET"), headers):
            return refusal(403, ErrorCode.FORBIDDEN_ORIGIN, "Requests from other sites are refused.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY_MAX:
            return refusal(413, ErrorCode.BODY_TOO_LARGE, f"A request has at most {BODY_MAX} bytes.")
        return None

    async def _refuse(self, problem: Response, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return
        await problem(scope, receive, send)


def _foreign(method: str, headers: Headers) -> bool:
    """Whether a page of another site asks: by its Origin, or for what is no mere link by what the browser says."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return True
    return method not in ("GET", "HEAD") and headers.get("sec-fetch-site", "none") not in OWN_SITE


def host(header: str) -> str:
    """Return the name of a Host header without its port."""
    return urlsplit(f"//{header}").hostname or ""


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


def _with_headers(send: Send, identity: str, more: list[tuple[bytes, bytes]]) -> Callable[[Message], Awaitable[None]]:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = list(message["headers"])
            names = {name for name, _ in said}
            said += [each for each in RAW_HEADERS if each[0] not in names]
            message["headers"] = [*said, *more, (b"x-request-id", identity.encode())]
        await send(message)

    return answer
