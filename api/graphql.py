"""The GraphQL door over HTTP, its streams and graphql-transport-ws: who is asking, and what a message may look like."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from json import JSONDecodeError
from typing import Any, Final, TypeVar, cast

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.asgi import HTTPException as Refused  # type: ignore[attr-defined]  # what its views raise
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse
from strawberry.http.base import BaseRequestProtocol
from strawberry.http.streaming import HTTPStreamTransport, MultipartSubscriptionTransport
from strawberry.subscriptions import (
    GRAPHQL_SSE_PROTOCOL,
    GRAPHQL_TRANSPORT_WS_PROTOCOL,
    MULTIPART_SUBSCRIPTION_PROTOCOL,
)
from strawberry.types.unset import UNSET, UnsetType

from actions.tries import Origin
from actions.viewer import Viewer
from api.guests import Guests
from api.middleware import refused
from api.persisted import text_of
from api.session import origin_of
from api.sockets import Multiplexer, OutOfReach, Voice
from api.streams import LAST_EVENT, Events, Stream, listened
from db.engine import OUTAGES
from graph.codes import ErrorCode
from graph.context import Context
from graph.documents import Budgets
from graph.hub import Hub
from graph.misses import Misses
from graph.schema import DeskSchema
from settings import Settings
from trading.ports import Desk

WORDS: Final = {405: "Send a POST: this endpoint answers nothing else, subscriptions over a WebSocket apart."}
T = TypeVar("T")
INIT_S: Final = 10
DEADLINE_S: Final = 10.0
SUBSCRIPTIONS_MAX: Final = 20
PROTOCOLS: Final = (GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL, MULTIPART_SUBSCRIPTION_PROTOCOL)
JSON: Final = frozenset({"application/json", "application/json; charset=utf-8"})
ACCEPTS_MAX: Final = 100
LIVE: Final[dict[str, object]] = {"mode": "LIVE"}
UNRUNNABLE: Final = frozenset(
    {
        ErrorCode.BAD_USER_INPUT,
        ErrorCode.GRAPHQL_PARSE_FAILED,
        ErrorCode.GRAPHQL_VALIDATION_FAILED,
        ErrorCode.QUERY_TOO_COMPLEX,
        ErrorCode.PERSISTED_QUERY_NOT_LISTED,
    }
)


@dataclass(slots=True, kw_only=True)
class DoorContext(Context):
    """A request's or a socket's context; on a socket the token comes in connection_init."""

    connection_params: dict[str, Any] = field(default_factory=dict)


class NotJson(Exception):
    """A body of another type: a form of another site could send it."""


class Late(Exception):
    """What was asked took too long: a query was given up, a mutation goes on."""


LATE: Final = refused(
    504,
    ErrorCode.DEADLINE_EXCEEDED,
    f"This took longer than {DEADLINE_S:g} s. What it changes may change all the same: ask with the same key.",
)


async def within(work: Awaitable[T]) -> T:
    """Wait for an answer as long as anybody may; raise Late."""
    deadline = asyncio.timeout(DEADLINE_S)
    try:
        async with deadline:
            return await work
    except TimeoutError:
        if not deadline.expired():
            raise
        raise Late from None


class BadToken(Exception):
    """A token that is unknown, expired or revoked."""


class Door(GraphQL[Context, None]):
    """Strawberry's ASGI app with our authentication; semantics are those of stock Strawberry."""

    websocket_adapter_class = Voice
    graphql_transport_ws_handler_class = Multiplexer
    stream_transport_classes_by_protocol: Mapping[str, type[HTTPStreamTransport]] = {
        GRAPHQL_SSE_PROTOCOL: Events,
        MULTIPART_SUBSCRIPTION_PROTOCOL: MultipartSubscriptionTransport,
    }

    def __init__(
        self, schema: DeskSchema, desk: Desk, settings: Settings, guests: Guests, leaving: asyncio.Event
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=PROTOCOLS,
            connection_init_wait_timeout=timedelta(seconds=INIT_S),
            max_subscriptions_per_connection=SUBSCRIPTIONS_MAX,
        )
        self.hub = Hub(schema, desk)
        self._desk = desk
        self._settings = settings
        self._guests = guests
        self._misses = Misses()
        self.budgets = Budgets() if settings.budgeted else None
        self._leaving = leaving
        self._accepted: dict[str, bool] = {}
        ready: dict[str, object] = {"type": "connection_ack"}
        self.acknowledgement = orjson.dumps(ready | {"payload": LIVE} if settings.live_trading else ready)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request the long way, by Strawberry."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, receive)
        if request.method == "POST" and not _json(request.headers.get("content-type", "")):
            raise NotJson
        context = await self.get_context(request, EMPTY)
        if context.streams:
            answer = await self._stock(request, context)
        else:
            answer = await within(self._stock(request, context))
        await answer(scope, receive, send)

    async def _stock(self, request: Request, context: Context) -> Response:
        try:
            return await self.run(request, context=context)
        except Refused as error:
            words = WORDS.get(error.status_code, f"{error.reason.rstrip('.')}.")
            return refused(error.status_code, ErrorCode.BAD_USER_INPUT, words).response()

    def is_request_allowed(self, request: BaseRequestProtocol) -> bool:
        """POST only, streams too."""
        return request.method == "POST"

    async def execute_operation(
        self,
        request: Any,
        request_adapter: Any,
        request_data: Any,
        context: Context,
        root_value: None,
        sub_response: Response,
    ) -> Any:
        """Let the hub follow what is streamed over HTTP, after Last-Event-ID where a client comes back."""
        if not isinstance(request_data, list) and self._get_stream_transport(request_data.protocol):
            shared = listened(self.hub, context, request_data, request.headers.get(LAST_EVENT))
            if shared is not None:
                request.state.leave = shared.leave
                return shared.results()
        return await super().execute_operation(
            request, request_adapter, request_data, context, root_value, sub_response
        )

    async def parse_http_body(self, request: Any) -> Any:
        """Find the text of an operation that is asked for by its SHA-256."""
        data = await super().parse_http_body(request)
        return data if isinstance(data, list) else replace(data, query=text_of(data.query, data.extensions))

    def parse_json(self, data: str | bytes) -> Any:
        """Refuse a body that is JSON but no object; Strawberry refuses lists, which are batches."""
        parsed = super().parse_json(data)
        if not isinstance(parsed, dict | list):
            raise Refused(400, "The request body must be a JSON object")
        return parsed

    def decode_json(self, data: str | bytes) -> object:
        """Refuse NUL characters, which PostgreSQL cannot keep, along with what is no JSON."""
        if ("\\u0000" if isinstance(data, str) else b"\\u0000") in data:  # type: ignore[operator]  # both or neither
            raise JSONDecodeError("NUL characters are not allowed", "", 0)
        return orjson.loads(data)

    def encode_json(self, data: object) -> str:
        """Text, never bytes: stock clients refuse binary frames."""
        return orjson.dumps(data).decode()

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        """Give an answer its status."""
        response = super().create_response(response_data, sub_response)
        if isinstance(response_data, dict):
            response.status_code = status(response_data)
        return response

    async def create_streaming_response(
        self,
        request: Request | WebSocket,
        stream: Callable[[], AsyncIterator[str]],
        sub_response: Response,
        headers: Mapping[str, str],
    ) -> Response:
        """A stream over HTTP."""
        left = getattr(request.state, "leave", None)
        return Stream(self._leaving, left, stream(), headers={**sub_response.headers, **headers})

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Recognise the viewer of a request; a socket is anonymous until connection_init."""
        context = self.context(request_id(request), origin_of(request))
        if isinstance(request, Request):
            context.streams = self.streams(request.headers.get("accept", ""))
            await self.admit(context, request.headers.get("authorization"))
        return context

    def context(self, identity: str, origin: Origin) -> DoorContext:
        """Return the context of a request or a socket that nobody was recognised for yet."""
        return DoorContext(
            desk=self._desk,
            viewer=None,
            request_id=identity,
            origin=origin,
            misses=self._misses,
            budgets=self.budgets,
        )

    def streams(self, accept: str) -> bool:
        """Whether a client that accepts this is answered by a stream."""
        known = self._accepted.get(accept)
        if known is None:
            known = self._get_stream_transport_from_headers({"accept": accept}) is not None
            if len(self._accepted) < ACCEPTS_MAX:
                self._accepted[accept] = known
        return known

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        """Recognise the viewer of a socket; a bad token closes it with 4403."""
        sent = context.connection_params if isinstance(context, DoorContext) else {}
        try:
            await self.admit(context, _authorization(sent))
        except BadToken as error:
            raise ConnectionRejectionError from error
        return LIVE if self._settings.live_trading else cast(UnsetType, UNSET)

    def admit_known(self, context: Context, sent: Mapping[str, object]) -> bool:
        """Recognise the viewer of a socket without waiting; False says nothing of them, and leaves all as it was."""
        scheme, _, token = str(_authorization(sent)).partition(" ")
        viewer = self._guests.known(token.strip()) if scheme.lower() == "bearer" else None
        if viewer is not None:
            self._let_in(context, viewer)
        return viewer is not None

    async def admit(self, context: Context, authorization: object) -> None:
        """Recognise who asks; raise BadToken, or OutOfReach while the database is away."""
        if authorization is not None:
            scheme, _, token = str(authorization).partition(" ")
            try:
                bearer = scheme.lower() == "bearer"
                context.viewer = await self._guests.recognise(token.strip()) if bearer else None
            except OUTAGES as error:
                raise OutOfReach from error
            if context.viewer is None:
                raise BadToken
        self._let_in(context, context.viewer)

    def _let_in(self, context: Context, viewer: Viewer | None) -> None:
        context.viewer = viewer
        context.introspection = viewer is not None or not self._settings.production
        context.renew()

    def greet(self, identity: str, origin: Origin) -> Multiplexer:
        """Return who speaks with a client whose WebSocket was accepted."""
        return Multiplexer(
            self,
            Voice(cast(Any, self), cast(Any, None), cast(Any, None)),
            self.context(identity, origin),
            None,
            self.schema,
            self.connection_init_wait_timeout,
            self.max_subscriptions_per_connection,
        )


def _authorization(sent: Mapping[str, object]) -> object:
    return {str(name).lower(): value for name, value in sent.items()}.get("authorization")


def _json(content_type: str) -> bool:
    return content_type in JSON or content_type.partition(";")[0].strip().lower() == "application/json"


def request_id(request: Request | WebSocket) -> str:
    """Return the request's id, made by the outermost middleware."""
    return str(request.scope.get("request_id") or secrets.token_hex(8))


EMPTY: Final = Response()


def status(response: GraphQLHTTPResponse) -> int:
    """Return 400 for a document that could not be run at all, 429 for one too many, else 200, refusals included."""
    if response.get("data") is not None:
        return 200
    errors = cast(list[dict[str, Any]], response.get("errors") or [])
    codes = {error.get("extensions", {}).get("code") for error in errors}
    if ErrorCode.LIMIT_REACHED in codes:
        return 429
    return 400 if codes & UNRUNNABLE else 200
