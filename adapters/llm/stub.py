"""A local HTTP server with DeepSeek's chat-completions wire format, for tests and client developers."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from adapters.local_server import LocalServer

MODEL: Final = "deepseek-v4-flash"
ERROR_TYPES: Final = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "unknown_error",
    422: "invalid_request_error",
    429: "rate_limit_error",
    500: "server_error",
    503: "service_unavailable_error",
}
HTML: Final = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One HTTP answer. `blank_lines` come before the body, as the vendor keeps connections alive.

    `hang` sends no body until the client leaves; `trickle` sends blank lines until then.
    """

    status: int = 200
    body: str = ""
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    blank_lines: int = 0
    hang: bool = False
    trickle: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came in; header names are in lower case."""

    headers: dict[str, str]
    body: dict[str, Any]


def says(
    content: str | None, *, model: str = MODEL, finish: str = "stop", usage: bool = True, blank_lines: int = 0
) -> Reply:
    """A completion whose message holds `content`: 100 tokens in, 8 of them cached, and one out per word."""
    message = {"role": "assistant", "content": content}
    body: dict[str, Any] = {
        "id": "stub-completion",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
    }
    if usage:
        spoken = len((content or "").split())
        body["usage"] = {
            "prompt_tokens": 100,
            "completion_tokens": spoken,
            "total_tokens": 100 + spoken,
            "prompt_cache_hit_tokens": 8,
            "prompt_cache_miss_tokens": 92,
        }
    return Reply(body=json.dumps(body), blank_lines=blank_lines)


def fails(status: int, message: str, *, retry_after_s: int | None = None) -> Reply:
    """An error in the vendor's shape."""
    error = {"message": message, "type": ERROR_TYPES[status], "param": None, "code": "invalid_request_error"}
    headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
    return Reply(status=status, body=json.dumps({"error": error}), headers=headers)


def shows_html(status: int = 502) -> Reply:
    """The error page of a proxy in between."""
    return Reply(status=status, body=HTML, media_type="text/html")


class DeepSeekStub:
    """Plays a script, one reply per request; when it is used up, every symbol asked gets even odds.

    Like the vendor it refuses a missing key (401), another model than `model` (400) and JSON mode
    without the word json in the prompt (400), before it looks at the script. Use `app` under any
    ASGI server, or `async with DeepSeekStub(...) as stub` for a free loopback port at `stub.url`.
    """

    def __init__(self, *script: Reply, model: str = MODEL) -> None:
        self.model = model
        self.script = list(script)
        self.received: list[Received] = []
        self.url = ""
        self.app = Starlette(routes=[Route("/chat/completions", self._complete, methods=["POST"])])

    async def __aenter__(self) -> Self:
        self._server = LocalServer(self.app)
        await self._server.__aenter__()
        self.url = self._server.url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.__aexit__(kind, error, trace)

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        self.received.append(Received(dict(request.headers), body))
        reply = self._refusal(request.headers.get("authorization", ""), body)
        if reply is None:
            reply = self.script.pop(0) if self.script else even_odds(body)
        return StreamingResponse(
            _stream(reply, request), status_code=reply.status, headers=reply.headers, media_type=reply.media_type
        )

    def _refusal(self, authorization: str, body: dict[str, Any]) -> Reply | None:
        key = authorization.removeprefix("Bearer ")
        if not key or key == authorization:
            return fails(401, f"Authentication Fails, Your api key: {key} is invalid")
        if body.get("model") != self.model:
            return fails(400, "Model Not Exist")
        if "json" not in json.dumps(body.get("messages")).lower():
            return fails(400, "Prompt must contain the word 'json' to use 'response_format' of type 'json_object'.")
        return None


async def _stream(reply: Reply, request: Request) -> AsyncIterator[str]:
    for _ in range(reply.blank_lines):
        yield "\n"
    while (reply.hang or reply.trickle) and not await request.is_disconnected():
        if reply.trickle:
            yield "\n"
        await asyncio.sleep(0.01)
    yield reply.body


def even_odds(body: dict[str, Any]) -> Reply:
    """Answer 0.5 for each name in the "symbols" list of the last message: a shape, not an opinion."""
    try:
        symbols = json.loads(body["messages"][-1]["content"])["symbols"]
    except (ValueError, LookupError, TypeError):
        symbols = []
    reasons = ["The stub has no opinion."]
    views = [{"symbol": symbol, "probability_up": 0.5, "reasons": reasons} for symbol in symbols]
    return says(json.dumps({"views": views, "outlook": "The stub has no opinion."}))
