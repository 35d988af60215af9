"""What a query costs in CPU time, against raw JSON and stock Strawberry: `python -m benchmarks.queries`.

Requests are handed to the ASGI applications in this process, without sockets, so that neither the server's reading of
HTTP nor a load generator is in a figure. The time is the process's own, and the best of many short rounds counts.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import orjson
import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.schema.config import StrawberryConfig

import db.models as rows
from actions.viewer import ALL, Viewer
from benchmarks.table import Figure, show
from db import engine
from db.migrate import migrate
from graph.context import Context
from graph.limits import DocumentLimits, Gate
from graph.plans import Planned
from graph.scalars import SCALARS
from graph.schema import Query as DeskQuery
from graph.schema import build
from graph.shapes import SHAPES
from trading.ports import Desk

ROUNDS, SMALL, LARGE, QUOTES = 15, 100, 500, 100
AT = datetime(2011, 3, 1, 15, tzinfo=UTC)
SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "POST",
    "path": "/",
    "raw_path": b"/",
    "root_path": "",
    "query_string": b"",
    "scheme": "http",
    "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
    "client": ("127.0.0.1", 1),
    "server": ("127.0.0.1", 80),
}
Do = Callable[[], Awaitable[Any]]


# ---------------------------------------------------------------- what is asked for


@strawberry.type
@dataclass(slots=True)
class Plain:
    a: str
    b: str
    c: str
    d: int
    e: int
    f: int
    g: float
    h: float
    i: bool
    j: str | None


@strawberry.type
@dataclass(slots=True)
class Exact:
    a: str
    b: str
    c: Decimal
    d: Decimal
    e: Decimal
    f: Decimal
    g: datetime
    h: datetime
    i: bool
    j: Decimal | None


PLAIN = [Plain(f"id{n}", "AAPL", "BUY", n, 2 * n, 7, n / 7, 0.5, True, None) for n in range(LARGE)]
EXACT = [
    Exact(f"id{n}", "AAPL", Decimal(n), Decimal("150.25"), Decimal(f"{n}.5"), Decimal(3), AT, AT, True, None)
    for n in range(LARGE)
]


@strawberry.type
class Query:
    one: Plain = strawberry.field(resolver=lambda: PLAIN[0])
    plain: list[Plain] = strawberry.field(resolver=lambda: PLAIN)
    exact: list[Exact] = strawberry.field(resolver=lambda: EXACT)


def schemas() -> tuple[strawberry.Schema, strawberry.Schema, strawberry.Schema]:
    """Return the same schema as stock Strawberry has it, with cached documents, and with compiled plans."""
    config = StrawberryConfig(scalar_map=SCALARS)
    limits = DocumentLimits()
    cached: list[Any] = [lambda: Gate(limits)]
    return (
        strawberry.Schema(Query, config=config),
        strawberry.Schema(Query, config=config, extensions=cached),
        strawberry.Schema(Query, config=config, extensions=cached, execution_context_class=Planned),
    )


# ---------------------------------------------------------------- how it is measured


def milliseconds(do: Do, times: int) -> float:
    """Return the process's time of one call, in the best of the rounds; two calls go before them."""

    async def measured() -> float:
        await do()
        await do()
        best = float("inf")
        for _ in range(ROUNDS):
            began = time.process_time()
            for _ in range(times):
                await do()
            best = min(best, time.process_time() - began)
        return best / times * 1000

    return asyncio.get_event_loop_policy().get_event_loop().run_until_complete(measured())


def request(app: Any, document: str) -> Do:
    """Return one POST of a document, whose answer must be 200 and without errors."""
    body = orjson.dumps({"query": document})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def do() -> None:
        sent: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await app(dict(SCOPE), receive, send)
        if sent[0]["status"] != 200 or b'"errors"' in sent[1]["body"]:
            raise SystemExit(f"not answered: {sent}")

    return do


def raw() -> Starlette:
    """A route that reads JSON and answers with ready data."""

    async def answer(request: Request) -> JSONResponse:
        await request.json()
        return JSONResponse({"data": {"one": {"a": "id0", "b": "AAPL", "d": 0, "g": 0.0, "i": True}}})

    return Starlette(routes=[Route("/", answer, methods=["POST"])])


def executed(schema: Any, document: str, context: Context | None = None) -> Do:
    """Return one execution whose data is written as JSON."""

    async def do() -> bytes:
        result = await schema.execute(document, context_value=context)
        if result.errors:
            raise SystemExit(f"not answered: {result.errors}")
        return orjson.dumps(result.data)

    return do


def written(values: Sequence[Any]) -> Do:
    """Return the writing of ready dicts, Decimals by `str`."""
    ready = [{name: getattr(value, name) for name in "abcdefghij"} for value in values]

    async def do() -> bytes:
        return orjson.dumps(ready, default=str)

    return do


def small() -> list[Figure]:
    """A query of one small object as HTTP requests, against a route that answers ready JSON."""
    stock, cached, planned = schemas()
    document = "{ one { a b d g i } }"
    base = milliseconds(request(raw(), document), SMALL)
    spent = [milliseconds(request(GraphQL(schema), document), SMALL) for schema in (stock, cached, planned)]
    return [
        Figure(name="small query: raw Starlette JSON", value=base * 1000, unit="us"),
        Figure(name="small query: stock Strawberry", value=spent[0] / base, unit="x raw"),
        Figure(name="small query: cached documents", value=spent[1] / base, unit="x raw"),
        Figure(name="small query: and compiled plans", value=spent[2] / base, unit="x raw", goal=1.0),
    ]


def large(field: str, values: Sequence[Any], goal: float) -> list[Figure]:
    """A list of 500 x 10 as execution and JSON, against the writing of ready dicts."""
    stock, cached, planned = schemas()
    document = f"{{ {field} {{ a b c d e f g h i j }} }}"
    base = milliseconds(written(values), 5)
    spent = [
        milliseconds(executed(schema, document), 1 + (schema is planned) * 4) for schema in (stock, cached, planned)
    ]
    name = f"{LARGE} x 10, {field}"
    return [
        Figure(name=f"{name}: orjson of ready dicts", value=base * 1000, unit="us"),
        Figure(name=f"{name}: stock Strawberry", value=spent[0] / base, unit="x orjson"),
        Figure(name=f"{name}: cached documents", value=spent[1] / base, unit="x orjson"),
        Figure(name=f"{name}: and compiled plans", value=spent[2] / base, unit="x orjson", goal=goal),
    ]


async def _seed(url: str) -> list[str]:
    await migrate(url)
    await engine.connect(url)
    symbols = [f"S{number:03}" for number in range(QUOTES)]
    price = Decimal("150.25")
    await rows.Quote.bulk_create(
        [rows.Quote(symbol=each, bid=price, ask=price, price=price, at=AT, source="benchmark") for each in symbols]
    )
    return symbols


def end_to_end() -> list[Figure]:
    """A hundred quotes of the desk's own schema with their SQL, against the same types in stock Strawberry."""
    loop = asyncio.get_event_loop_policy().get_event_loop()
    with tempfile.TemporaryDirectory() as folder:
        symbols = loop.run_until_complete(_seed(f"sqlite://{Path(folder) / 'plimsoll.db'}?synchronous=off"))
        viewer = Viewer(user_id="benchmark", name="benchmark", permissions=ALL)
        context = Context(desk=cast(Desk, None), viewer=viewer, request_id="r")  # quotes ask nothing of the desk
        document = f"{{ quotes(symbols: {json.dumps(symbols)}) {{ symbol bid ask last at source }} }}"
        try:
            ways = (desk_stock(), build(compiled=False), build())
            spent = [milliseconds(executed(schema, document, context), 5) for schema in ways]
        finally:
            loop.run_until_complete(engine.close())
    return [
        Figure(name=f"{QUOTES} quotes with SQL: stock Strawberry", value=spent[0] * 1000, unit="us"),
        Figure(name=f"{QUOTES} quotes with SQL: cached documents", value=spent[1] * 1000, unit="us"),
        Figure(name=f"{QUOTES} quotes with SQL: and compiled plans", value=spent[2] * 1000, unit="us"),
        Figure(name="the first by the last", value=spent[0] / spent[2], unit="x", goal=12, better="more"),
    ]


def desk_stock() -> strawberry.Schema:
    """Return the desk's questions without anything of ours around them."""
    config = StrawberryConfig(scalar_map=SCALARS)
    return strawberry.Schema(DeskQuery, types=list(SHAPES.values()), config=config)


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    asyncio.set_event_loop(asyncio.new_event_loop())
    return show([*small(), *large("plain", PLAIN, 2.5), *large("exact", EXACT, 4), *end_to_end()])


if __name__ == "__main__":
    sys.exit(main())
