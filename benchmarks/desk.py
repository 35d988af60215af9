"""A desk with a hundred orders to ask for, behind our door and behind stock Strawberry: what SQL adds."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, cast

import orjson
import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.schema.config import StrawberryConfig

import db.models as rows
from actions import keys, setup
from actions.portfolios import create
from actions.viewer import ALL, Viewer
from adapters.registry import FEED
from api.app import create_app
from api.database import migrate
from graph import ids
from graph.context import Context
from graph.scalars import SCALARS
from graph.schema import DeskSchema, Query, build
from graph.shapes import SHAPES
from settings import Settings
from trading.orders import Ended, OrderOrigin, OrderSide, OrderType, TimeInForce
from trading.ports import Desk
from workers.opening import desk

ORDERS: Final = 100
AT: Final = datetime(2011, 3, 1, 15, tzinfo=UTC)
NO_REDIS: Final = "redis://127.0.0.1:1"  # nothing that is asked here needs it
ME: Final = "{ viewer { id } }"
LIST: Final = """query Orders($id: ID!) { portfolio(id: $id) { orders(first: 100) { nodes {
    id side type status quantity limitPrice filledQuantity averageFillPrice timeInForce placedAt } } } }"""


def settings_of(folder: Path) -> Settings:
    return Settings(data_dir=folder, secret="s" * 32, durability="off")


async def prepare(folder: Path) -> tuple[str, str]:
    """Make a desk with one portfolio and its orders; return a token and the portfolio's id."""
    async with desk(settings_of(folder), NO_REDIS) as opened:
        await setup.prepare(opened, FEED, date(2011, 3, 1))
        owner, _ = await setup.owner(opened)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        made = (await create(opened, viewer, name="Main", opening_cash=Decimal(100_000), key="main")).portfolio
        await rows.Order.bulk_create([order(number, made.id, owner.id) for number in range(ORDERS)])
        token = (await keys.owner_token(opened, setup.SYSTEM, owner)).secret
    return token, ids.encode("Portfolio", made.id)


def order(number: int, portfolio_id: str, user_id: str) -> rows.Order:
    """A filled order."""
    at = AT + timedelta(minutes=number)
    return rows.Order(
        id=f"{number:032}",
        portfolio_id=portfolio_id,
        sequence=1000 + number,
        symbol="AAPL",
        side=OrderSide.BUY,
        type=OrderType.LIMIT,
        quantity=Decimal(10 + number),
        limit_price=Decimal("150.25"),
        time_in_force=TimeInForce.DAY,
        origin=OrderOrigin.MANUAL,
        idempotency_key=f"key-{number}",
        client_order_id=f"pl-{number}",
        requested_by_id=user_id,
        open=False,
        ended=Ended.CANCELED if number % 2 else None,
        filled=Decimal(10 + number if number % 2 == 0 else 3),
        filled_value=Decimal("150.20") * (10 + number if number % 2 == 0 else 3),
        sent_at=at,
        acked_at=at,
        checks=[{"code": "CASH", "passed": True, "observed": "1", "limit": "2"} for _ in range(8)],
        placed_at=at,
        updated_at=at,
    )


def application(kind: str, folder: Path) -> Starlette:
    """Return the application of a server: `desk` is ours, `desk-stock` has the same resolvers in stock Strawberry."""
    settings = settings_of(folder)
    return ours(settings) if kind == "desk" else _stock(settings)


def ours(settings: Settings, schema: Callable[..., DeskSchema] = build) -> Starlette:
    """Return the application as it is, on a desk of its own."""
    return create_app(settings, lambda: desk(settings, NO_REDIS), schema)


class Stock(GraphQL[Context, None]):
    """Strawberry's view; a token is looked up as the door does it."""

    desk: Desk

    async def get_context(self, request: Any, response: Any) -> Context:
        token = cast(Request, request).headers["authorization"].partition(" ")[2]
        viewer = await keys.authenticate(self.desk, token)
        return Context(desk=self.desk, viewer=viewer, request_id="r")


def _stock(settings: Settings) -> Starlette:
    config = StrawberryConfig(scalar_map=SCALARS)
    view = Stock(strawberry.Schema(Query, types=list(SHAPES.values()), config=config))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with desk(settings, NO_REDIS) as view.desk:
            yield

    return Starlette(routes=[Route("/graphql", cast(Any, view))], lifespan=lifespan)


def bodies(portfolio_id: str) -> tuple[bytes, bytes]:
    """Return the requests for the viewer and for the list."""
    return orjson.dumps({"query": ME}), orjson.dumps({"query": LIST, "variables": {"id": portfolio_id}})


__all__ = ["bodies", "migrate", "prepare", "settings_of"]
