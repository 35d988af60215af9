"""The front door: routes, lifespan and errors around the GraphQL schema."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from adapters.patience import end
from api import session
from api.budgets import Shared
from api.express import Short
from api.graphql import LATE, BadToken, Door, Late, NotJson
from api.guests import Guests
from api.handshake import WELCOME
from api.health import readiness, tell_refused
from api.lag import Lag
from api.middleware import EDITOR_CSP, Gate, TooLarge, host, refused
from api.persisted import UnknownOperation, persisted
from api.sockets import OutOfReach
from api.streams import Crowded
from api.welcome import Welcome
from graph.codes import ErrorCode
from graph.documents import Documents
from graph.errors import OUT_OF_REACH
from graph.operations import Operations
from graph.schema import DeskSchema, build
from settings import Settings
from trading.ports import Desk

STATIC: Final = Path(__file__).parent / "static"
DeskOpener = Callable[[], AbstractAsyncContextManager[Desk]]


def create_app(settings: Settings, open_desk: DeskOpener, make_schema: Callable[..., DeskSchema] = build) -> Starlette:
    """Build the ASGI app. The desk is opened when the server starts, and closed after the last request.

    Who ends the server sets `state.leaving` first: streams over HTTP would keep it waiting.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[dict[str, object]]:
        async with open_desk() as desk:
            app.state.desk = desk
            documents = Documents(persisted=persisted(), persisted_only=settings.persisted_only)
            schema = make_schema(documents, suggestions=not settings.production, compiled=settings.compiled_plans)
            app.state.guests = guests = Guests(desk)
            door = Door(schema, desk, settings, guests, app.state.leaving)
            if settings.compiled_operations:
                gate.express = Short(door, Operations(schema._schema, schema.documents))
            app.router.routes[:0] = [Route("/graphql", door), WebSocketRoute("/graphql", door)]
            loops = [door.hub.watch(), guests.watch(door.hub.check), tell_refused(desk)]
            if settings.metrics_token:
                lag = Lag()
                app.router.routes.append(_metrics(settings.metrics_token, desk, door, gate, lag))
                loops.append(lag.watch())
            if door.budgets is not None:
                loops.append(Shared(door.budgets, desk.bus, desk.clock).keep())
            watches = [asyncio.create_task(each) for each in loops]
            yield {WELCOME: Welcome(door, gate)}
            await end(*watches)
            await door.hub.close()

    hosts = frozenset(filter(None, (host(name.strip()) for name in settings.trusted_hosts.split(","))))
    app = Starlette(
        routes=[
            Route("/", page),
            Route("/graphiql", explorer),
            Route("/session", session.begin, methods=["POST"]),
            Route(session.PATH, session.renew, methods=["POST"]),
            Route(session.PATH, session.end, methods=["DELETE"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        exception_handlers={
            BadToken: _bad_token,
            NotJson: _not_json,
            Late: _late,
            OutOfReach: _out_of_reach,
            TooLarge: _too_large,
            Crowded: _crowded,
            UnknownOperation: _unknown_operation,
            ClientDisconnect: _gone,
        },
        lifespan=lifespan,
    )
    gate = app.middleware_stack = Gate(app.build_middleware_stack(), hosts, live=settings.live_trading)
    app.state.settings = settings
    app.state.leaving = asyncio.Event()
    return app


def _metrics(token: str, desk: Desk, door: Door, gate: Gate, lag: Lag) -> Route:
    from api.metrics import Metrics

    return Route("/metrics", Metrics(token, desk, door.hub, gate.answers, lag).answer, methods=["GET"])


async def page(request: Request) -> Response:
    """The page at /: the desk, live."""
    return FileResponse(STATIC / "index.html", headers={"cache-control": "no-cache"})


async def explorer(request: Request) -> Response:
    """GraphiQL, from our own host. Its editor sets styles in the page, which nothing else here may."""
    headers = {"cache-control": "no-cache", "content-security-policy": EDITOR_CSP}
    return FileResponse(STATIC / "graphiql" / "index.html", headers=headers)


async def healthz(request: Request) -> Response:
    """The process is alive."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """Everything this process needs is there: database, migrations, Redis, a feed that beats."""
    parts = await readiness(request.app.state.desk, request.app.state.settings)
    ready = all(part == "ok" for part in parts.values())
    return JSONResponse({"status": "ok" if ready else "unready", **parts}, status_code=200 if ready else 503)


async def _bad_token(request: Request, error: Exception) -> Response:
    message = "This token is unknown, expired or revoked; sign in again."
    return refused(401, ErrorCode.UNAUTHENTICATED, message).response()


async def _not_json(request: Request, error: Exception) -> Response:
    return refused(415, ErrorCode.BAD_USER_INPUT, "Send JSON, with `Content-Type: application/json`.").response()


async def _late(request: Request, error: Exception) -> Response:
    return LATE.response()


async def _out_of_reach(request: Request, error: Exception) -> Response:
    return refused(503, ErrorCode.UNAVAILABLE, OUT_OF_REACH).response()


async def _too_large(request: Request, error: Exception) -> Response:
    return refused(413, ErrorCode.BODY_TOO_LARGE, "The request is too large.").response()


async def _crowded(request: Request, error: Exception) -> Response:
    message = "Too many follow streams over HTTP here; use graphql-transport-ws, or come back later."
    return refused(503, ErrorCode.LIMIT_REACHED, message).response()


async def _unknown_operation(request: Request, error: Exception) -> Response:
    """In the words and with the status by which stock clients know that they are to send the text."""
    return refused(200, ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound").response()


async def _gone(request: Request, error: Exception) -> Response:
    """The client left in the middle of its request: nobody reads this."""
    return Response(status_code=400)
