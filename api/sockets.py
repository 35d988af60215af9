"""graphql-transport-ws: what a message may look like, and streams that are shared with everybody who asked alike."""

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from json import JSONDecodeError
from typing import Any, Final, cast

import orjson
import structlog
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import ConnectionInitMessage, SubscribeMessage
from strawberry.types.execution import PreExecutionError

from api.handshake import EXTENSION
from api.line import Line
from graph.codes import ErrorCode
from graph.context import Context
from graph.cursors import Resumes
from graph.hub import Hub, asked
from graph.seats import Frame, Seat

BAD_MESSAGE: Final = 4400
FORBIDDEN: Final = 4403
NO_INIT: Final = 4408
TOO_MANY: Final = 4429
TRY_AGAIN: Final = 1013
ID_MAX: Final = 200
MESSAGES_PER_S: Final = 20
MESSAGES_AT_ONCE: Final = 40
INBOX_MAX: Final = 16  # messages that wait before nothing more is read
SOCKETS_MAX: Final = 10  # of one person
CRASHED: Final = 1011
CRASH: Final = "a message could not be handled"
ENDING: Final = set[asyncio.Task[None]]()

log = logging.getLogger(__name__)


class OutOfReach(Exception):
    """Nobody can be recognised while the database is away."""


class Voice(ASGIWebSocketAdapter):
    """How Strawberry's handler speaks once the line is ours; until then it holds what the server has made."""

    ws: Any
    line: Line

    def hand_over(self, talk: "Multiplexer") -> Line:
        """Take the connection over from the server."""
        taken: Line = self.ws.scope["extensions"][EXTENSION].hand_over(talk)
        self.ws = None
        return taken

    async def send_json(self, message: Mapping[str, object]) -> None:
        if not await self.line.tell(orjson.dumps(message)):
            raise WebSocketDisconnected

    async def close(self, code: int, reason: str) -> None:
        """Close at once, also when nobody reads."""
        if self.ws is not None:
            await super().close(code, reason)
        else:
            self.line.close(code, reason)


def malformed(message: object) -> str | None:
    """Say what is wrong with a graphql-transport-ws message, None when its shape is right."""
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return "A message is an object with a type"
    identity = message.get("id")
    if message["type"] in ("subscribe", "complete") and not (isinstance(identity, str) and len(identity) <= ID_MAX):
        return f"This message needs an id of at most {ID_MAX} characters"
    payload = message.get("payload")
    if message["type"] == "subscribe" and (not isinstance(payload, dict) or not isinstance(payload.get("query"), str)):
        return "A subscribe message needs a payload with a query"
    if payload is not None and not isinstance(payload, dict):
        return "A payload is an object"
    return _malformed(payload or {})


def _malformed(payload: Mapping[str, object]) -> str | None:
    if not isinstance(payload.get("variables"), dict | None):
        return "Variables are an object"
    return None if isinstance(payload.get("operationName"), str | None) else "The name of an operation is a string"


class Followed(Operation[Context, None]):
    """One subscription that a group follows for its reader."""

    __slots__ = ("seat",)

    seat: Seat


class Multiplexer(BaseGraphQLTransportWSHandler[Context, None]):
    """Strawberry's handler, but streams are followed by the hub; queries and mutations run as they always did.

    It has a task only while there are messages to handle.
    """

    websocket: Voice
    line: Line
    working: asyncio.Task[None] | None = None
    connection_init_timeout_task: Any  # no task, but a timer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hub = cast(Hub, cast(Any, self.view).hub)
        self.behind: set[Seat] = set()
        self.resumes = Resumes()
        self.inbox = deque[str]()
        self.allowed = float(MESSAGES_AT_ONCE)
        self.heard_at = asyncio.get_running_loop().time()

    # ---------------------------------------------------------------- messages

    async def handle(self) -> None:
        """Take the connection over, and return: the server may forget all that it keeps for a request."""
        self.begin(self.websocket.hand_over(self))

    def begin(self, line: Line) -> None:
        """Speak over a line, and wait for connection_init."""
        self.line = self.websocket.line = line
        init_s = self.connection_init_wait_timeout.total_seconds()
        self.connection_init_timeout_task = asyncio.get_running_loop().call_later(init_s, self._too_late)

    def _too_late(self) -> None:
        self.connection_timed_out = True
        self.line.close(NO_INIT, "Connection initialisation timeout")

    def hear(self, text: str) -> None:
        now = asyncio.get_running_loop().time()
        self.allowed = min(MESSAGES_AT_ONCE, self.allowed + (now - self.heard_at) * MESSAGES_PER_S) - 1
        self.heard_at = now
        if self.allowed < 0:
            self.line.close(TOO_MANY, f"Send at most {MESSAGES_PER_S} messages a second")
            return
        if self.working is None and self._at_once(text):
            return
        self.inbox.append(text)
        if len(self.inbox) >= INBOX_MAX:
            self.line.pause()
        if self.working is None:
            self.working = asyncio.create_task(self._work())

    def _at_once(self, text: str) -> bool:
        """Do what waits for nothing, which is all that a client asks who comes back; False, and nothing done, else."""
        try:
            message: Any = self.view.decode_json(text)
            if malformed(message):
                return False
            match message["type"]:
                case "connection_init":
                    return self._recognised(message.get("payload") or {})
                case "subscribe":
                    return self._followed(message)
        except JSONDecodeError:
            return False
        except Exception:
            log.exception(CRASH)
            self.line.close(CRASHED, "")
            return True
        return False

    async def _work(self) -> None:
        structlog.contextvars.bind_contextvars(request_id=self.context.request_id)
        try:
            while self.inbox and not self.line.over:
                await self._handle(self.inbox.popleft())
        except WebSocketDisconnected:
            pass
        except Exception:
            log.exception(CRASH)
            self.line.close(CRASHED, "")
        finally:
            self.working = None
            self.line.resume()

    async def _handle(self, text: str) -> None:
        try:
            message: Any = self.view.decode_json(text)
        except JSONDecodeError:
            self.line.close(BAD_MESSAGE, "WebSocket message must be valid JSON")
            return
        if problem := malformed(message):
            self.line.close(BAD_MESSAGE, problem)
            return
        await self.handle_message(message)

    def lost(self) -> None:
        self.inbox.clear()
        self._leave()
        for operation in list(self.operations.values()):
            self._let_go(operation)
        if self.working is not None or self.operations:  # what runs is ended in a task
            ending = asyncio.create_task(self._end())
            ENDING.add(ending)
            ending.add_done_callback(ENDING.discard)

    def _leave(self) -> None:
        self.hub.depart(self)
        self.behind.clear()
        if self.connection_init_timeout_task is not None:
            self.connection_init_timeout_task.cancel()
            self.connection_init_timeout_task = None

    async def _end(self) -> None:
        if self.working is not None:
            await asyncio.wait({self.working})
        await self.shutdown()

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        if problem := self.resumes.take((message.get("payload") or {}).get("resume")):
            await self.websocket.close(BAD_MESSAGE, problem)
            return
        try:
            await super().handle_connection_init(message)
        except OutOfReach:
            await self.websocket.close(TRY_AGAIN, "The database is out of reach; try again later")
        self.connection_init_timeout_task = None
        self._enter()

    def _recognised(self, payload: Mapping[str, object]) -> bool:
        """Let in who is known without asking the database; False, and nothing said, for everybody else."""
        view = cast(Any, self.view)
        if self.connection_init_received or self.connection_timed_out or self.resumes.take(payload.get("resume")):
            return False
        if self.line.slow or not view.admit_known(self.context, payload):
            return False
        self.connection_init_timeout_task.cancel()
        self.connection_init_timeout_task = None
        self.connection_init_received = self.connection_acknowledged = True
        self.line.say(b"", view.acknowledgement, may_wait=False)
        self._enter()
        return True

    def _enter(self) -> None:
        """Let the hub look after who has signed in."""
        if self.connection_acknowledged and self.context.viewer is not None and not self.line.over:
            if self.context.budgets is not None and self.hub.many(self.context.principal) >= SOCKETS_MAX:
                self.line.close(TOO_MANY, f"Open at most {SOCKETS_MAX} sockets")
                return
            self.hub.enter(self)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        if not self._followed(message):
            await super().handle_subscribe(message)

    def _followed(self, message: SubscribeMessage) -> bool:
        """Follow what can be shared; False, and nothing done, for what is not, or may not be asked."""
        identity, payload = message["id"], message["payload"]
        wanted = asked(payload["query"], payload.get("variables"), payload.get("operationName"))
        full = len(self.operations) >= (self.max_subscriptions_per_connection or 0)
        if wanted is None or full or not self.connection_acknowledged or identity in self.operations:
            return False
        followed = Followed(self, identity, wanted.query, wanted.variables, wanted.operation)
        prefix = b'{"id":%b,"type":"next","payload":' % orjson.dumps(identity)
        followed.seat = Seat(self, wanted, prefix, self.resumes.give(identity) or wanted.after)
        self.operations[identity] = followed
        self.hub.join(followed.seat)
        return True

    async def cleanup_operation(self, operation_id: str) -> None:
        operation = self.operations.get(operation_id)
        if operation is None or not self._let_go(operation):
            await super().cleanup_operation(operation_id)

    def _let_go(self, operation: Operation[Context, None]) -> bool:
        """Follow no more; False for what runs in a task, which is still to be ended."""
        if isinstance(operation, Followed):
            self.hub.leave(operation.seat)
            self.behind.discard(operation.seat)
            if operation.task is None:
                del self.operations[operation.id]
                return True
        return False

    async def shutdown(self) -> None:
        self._leave()
        await super().shutdown()

    # ---------------------------------------------------------------- what the hub does

    @property
    def slow(self) -> bool:
        return self.line.slow

    @property
    def buffered(self) -> int:
        return self.line.buffered

    def write(self, seat: Seat, frame: Frame) -> bool:
        """Send an update. Who lags keeps only what it was told last: the newest state comes once it has caught up."""
        taken = self.line.say(seat.prefix, frame.body, may_wait=not frame.latest)
        if not taken:
            self.behind.add(seat)
        return taken

    def drained(self) -> None:
        """Ask again for what was missed, newest state first."""
        behind, self.behind = self.behind, set()
        for seat in sorted(behind, key=lambda each: not each.latest):
            self.hub.join(seat)

    def finish(self, seat: Seat, result: Any) -> None:
        operation = next((each for each in self.operations.values() if getattr(each, "seat", None) is seat), None)
        if operation is None:
            return
        if self.context.viewer and _lost(seat, getattr(result, "errors", None) or []):
            self.expel()
            return
        operation.task = asyncio.create_task(self._finish(operation, result))
        operation.task.add_done_callback(self._task_done)

    def expel(self) -> None:
        self.line.close(FORBIDDEN, "This token has ended, or a role was taken away")

    async def _finish(self, operation: Operation[Context, None], result: Any) -> None:
        if isinstance(result, PreExecutionError):
            await self._handle_pre_execution_error(operation, result)
            return
        if result is not None:
            await operation.send_next(result)
        await operation.send_operation_message({"id": operation.id, "type": "complete"})


def _lost(seat: Seat, errors: list[Any]) -> bool:
    """Whether a stream has ended because access did: the token, or the role of who was told something before."""
    codes = {(error.extensions or {}).get("code") for error in errors}
    return ErrorCode.UNAUTHENTICATED in codes or (seat.sent > 0 and ErrorCode.NOT_FOUND in codes)
