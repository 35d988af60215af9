"""The short way in: a plain POST of an operation that is known is answered without Starlette and Strawberry.

Whatever is not plain, known or in order goes the long way, with nothing done and its body unread.
"""

from collections.abc import Awaitable, Callable
from json import JSONDecodeError
from typing import Final

import orjson
from graphql import ExecutionResult
from starlette.types import Message, Receive, Scope

from actions.tries import Origin
from api.graphql import LATE, BadToken, Door, DoorContext, Late, status, within
from api.middleware import BODY_MAX, Answer, Heads
from api.persisted import UnknownOperation, text_of
from api.sockets import OutOfReach
from api.wire import arrived
from graph.errors import answered
from graph.operations import Operations

PATH: Final = "/graphql"
JSON: Final = frozenset({b"application/json", b"application/json; charset=utf-8"})
Waiting = Callable[[Awaitable[ExecutionResult]], Awaitable[ExecutionResult]]
PARTS_MAX: Final = 16  # of a body; one that comes in more goes the long way


class Short:
    """What the gate tries before the app."""

    def __init__(self, door: Door, operations: Operations) -> None:
        self._door = door
        self._operations = operations

    async def __call__(self, scope: Scope, heads: Heads, receive: Receive) -> Answer | Receive:
        if scope["method"] != "POST" or scope["path"] != PATH or heads.get(b"content-type") not in JSON:
            return receive
        context = await self._context(scope, heads)
        if context is None:
            return receive
        body = arrived(scope)
        try:
            if body is not None:  # then only what is begun may have to be waited for, and most is done at once
                return await self._answer(context, body, within) or receive
            return await within(self._received(context, receive))
        except Late:
            return LATE

    async def _received(self, context: DoorContext, receive: Receive) -> Answer | Receive:
        body, again = await _whole(receive)
        return again if body is None else await self._answer(context, body, _awaited) or again

    async def _answer(self, context: DoorContext, body: bytes, waiting: Waiting) -> Answer | None:
        begun = self._begun(body, context)
        if begun is None:
            return None
        result = begun if isinstance(begun, ExecutionResult) else await waiting(begun)
        if result.errors is None:
            return Answer(200, orjson.dumps({"data": result.data}))
        shown = answered(result, context.request_id)
        return Answer(status(shown), orjson.dumps(shown))

    async def _context(self, scope: Scope, heads: Heads) -> DoorContext | None:
        """Return the context of a request, None for one of a stream or of nobody who could be recognised."""
        if self._door.streams(heads.get(b"accept", b"").decode("latin-1")):
            return None
        client, agent, token = scope["client"], heads.get(b"user-agent"), heads.get(b"authorization")
        origin = Origin(client[0] if client else "", None if agent is None else agent.decode("latin-1"))
        context = self._door.context(scope["request_id"], origin)
        context.streams = False
        try:
            await self._door.admit(context, None if token is None else token.decode("latin-1"))
        except (BadToken, OutOfReach):
            return None
        return context

    def _begun(self, body: bytes, context: DoorContext) -> ExecutionResult | Awaitable[ExecutionResult] | None:
        """Begin what a body asks for, None where anything about it is not as it should be."""
        try:
            data = self._door.decode_json(body) if len(body) <= BODY_MAX else None
            if not isinstance(data, dict):
                return None
            query, variables, name, extensions = map(data.get, ("query", "variables", "operationName", "extensions"))
            text = text_of(query, extensions)
        except (JSONDecodeError, UnknownOperation):
            return None
        if not isinstance(text, str) or not isinstance(name, str | None):
            return None
        if not isinstance(variables, dict | None) or not isinstance(extensions, dict | None):
            return None
        return self._operations.begin(text, name, variables or {}, context, extensions)


async def _awaited(work: Awaitable[ExecutionResult]) -> ExecutionResult:
    return await work


async def _whole(receive: Receive) -> tuple[bytes | None, Receive]:
    """Return a body, None for one that is too large, too slow or given up, and from where it can be read once more."""
    heard: list[Message] = []
    size = 0
    while len(heard) < PARTS_MAX:
        message = await receive()
        heard.append(message)
        size += len(message.get("body", b""))
        if message["type"] != "http.request" or size > BODY_MAX:
            break
        if not message.get("more_body", False):
            return b"".join([each.get("body", b"") for each in heard]), _again(heard, receive)
    return None, _again(heard, receive)


def _again(heard: list[Message], receive: Receive) -> Receive:
    async def again() -> Message:
        return heard.pop(0) if heard else await receive()

    return again
