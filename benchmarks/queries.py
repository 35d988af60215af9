"""What a query costs in CPU time, against raw JSON, stock Strawberry and Node: `python -m benchmarks.queries`.

Requests go over loopback to servers in processes of their own, sixteen at a time, and what counts is the CPU that the
server's process has spent by the kernel's account: no load generator is in a figure. Servers take turns in many short
rounds, since what else the machine does makes each request dearer: the round in the middle counts. Lists are executed
and written in this process, and there the best round counts. Linux only.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

import orjson
import strawberry
from graphql import parse
from strawberry.schema.config import StrawberryConfig

from benchmarks import desk
from benchmarks.lists import EXACT, LARGE, PLAIN, Exact, Plain
from benchmarks.servers import LAYERS, Server, running
from benchmarks.table import Figure, show
from graph.context import Context
from graph.documents import Document, Documents
from graph.limits import DocumentLimits
from graph.operations import Operations
from graph.scalars import SCALARS
from graph.schema import build

ROUNDS: Final = 7
TURNS: Final = 25
SMALL: Final = orjson.dumps({"query": "{ one { a b d g i } }"})
Do = Callable[[], Awaitable[Any]]


def usual(servers: dict[str, Server], requests: dict[str, int], body: bytes, token: str = "") -> dict[str, float]:
    """Return the CPU of a request of each server, in microseconds; they take turns."""
    for kind, server in servers.items():  # what is compiled and learnt at first is no part of it
        server.us(body, requests[kind], token)
    rounds = [{kind: server.us(body, requests[kind], token) for kind, server in servers.items()} for _ in range(TURNS)]
    return {kind: statistics.median(each[kind] for each in rounds) for kind in servers}


def small(modules: Path | None) -> list[Figure]:
    """A query of one small object, against a route that answers ready JSON."""
    peers = ["mercurius", "yoga"] if modules else []
    kinds = ["raw", "stock", *LAYERS, *peers]
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as place:
        folder = Path(place)
        desk.migrate(desk.settings_of(folder))
        with running(kinds, folder, modules) as servers:
            spent = usual(servers, {kind: 48 if kind == "stock" else 320 for kind in kinds}, SMALL)
    raw, ours = spent["raw"], spent["operations"]
    return [
        Figure(name="small query: raw Starlette JSON", value=raw, unit="us"),
        Figure(name="small query: stock Strawberry", value=spent["stock"] / raw, unit="x raw"),
        Figure(name="small query: our door, documents known", value=spent["documents"] / raw, unit="x raw"),
        Figure(name="small query: and compiled plans", value=spent["plans"] / raw, unit="x raw"),
        Figure(name="small query: and compiled operations", value=ours / raw, unit="x raw", goal=1.0),
        *(Figure(name=f"small query: {peer}", value=spent[peer], unit="us") for peer in peers),
        *(
            Figure(name=f"small query: ours to {peer}", value=ours / spent[peer], unit="x", goal=1.3)
            for peer in peers
            if peer == "mercurius"
        ),
    ]


def with_sql() -> list[Figure]:
    """A small question of a signed-in viewer, and a hundred orders with their SQL, against stock Strawberry."""
    kinds = ["desk-stock", "desk"]
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as place:
        folder = Path(place)
        desk.migrate(desk.settings_of(folder))
        token, portfolio_id = asyncio.run(desk.prepare(folder))
        me, orders = desk.bodies(portfolio_id)
        with running(kinds, folder) as servers:
            few = usual(servers, dict.fromkeys(kinds, 64), me, token)
            many = usual(servers, dict.fromkeys(kinds, 16), orders, token)
    return [
        Figure(name="a signed-in viewer: stock Strawberry", value=few["desk-stock"], unit="us"),
        Figure(name="a signed-in viewer: ours", value=few["desk"], unit="us"),
        Figure(name="100 orders x 10 with SQL: stock Strawberry", value=many["desk-stock"], unit="us"),
        Figure(name="100 orders x 10 with SQL: ours", value=many["desk"], unit="us"),
        Figure(name="the first by the last", value=many["desk-stock"] / many["desk"], unit="x", goal=12, better="more"),
    ]


# ---------------------------------------------------------------- lists


@strawberry.type
class Query:
    plain: list[Plain] = strawberry.field(resolver=lambda: PLAIN)
    exact: list[Exact] = strawberry.field(resolver=lambda: EXACT)


def milliseconds(do: Do, times: int) -> float:
    """Return the process's time of one call, in the best of the rounds; two calls go before them."""

    async def measured() -> float:
        await do()
        await do()
        least = float("inf")
        for _ in range(ROUNDS * 2):
            began = time.process_time()
            for _ in range(times):
                await do()
            least = min(least, time.process_time() - began)
        return least / times * 1000

    return asyncio.run(measured())


def executed(schema: Any, document: str) -> Do:
    """Return one execution by Strawberry whose data is written as JSON."""

    async def do() -> bytes:
        result = await schema.execute(document)
        if result.errors:
            raise SystemExit(f"not answered: {result.errors}")
        return orjson.dumps(result.data)

    return do


def operated(document: str) -> Do:
    """Return one execution by a compiled operation whose data is written as JSON."""
    schema = build(query=Query)._schema
    documents = Documents()
    documents._known[document] = Document.of(parse(document), DocumentLimits())
    documents._known[document].objections(schema, introspection=False)
    operations = Operations(schema, documents)
    context: Any = Context(desk=None, viewer=None, request_id="r")  # type: ignore[arg-type]  # nothing asks for it

    async def do() -> bytes:
        begun = operations.begin(document, None, {}, context, None)
        result = await begun if isinstance(begun, Awaitable) else begun
        if result is None or result.errors:
            raise SystemExit(f"not answered: {result}")
        return orjson.dumps(result.data)

    return do


def written(values: Sequence[Any]) -> Do:
    """Return the writing of ready dicts, Decimals by `str`."""
    ready = [{name: getattr(value, name) for name in "abcdefghij"} for value in values]

    async def do() -> bytes:
        return orjson.dumps(ready, default=str)

    return do


def large(field: str, values: Sequence[Any], goal: float) -> list[Figure]:
    """A list of 500 x 10 as execution and JSON, against the writing of ready dicts."""
    stock = strawberry.Schema(Query, config=StrawberryConfig(scalar_map=SCALARS))
    document = f"{{ {field} {{ a b c d e f g h i j }} }}"
    base = milliseconds(written(values), 20)
    spent = milliseconds(executed(stock, document), 1), milliseconds(operated(document), 5)
    name = f"{LARGE} x 10, {field}"
    return [
        Figure(name=f"{name}: orjson of ready dicts", value=base * 1000, unit="us"),
        Figure(name=f"{name}: stock Strawberry", value=spent[0] / base, unit="x orjson"),
        Figure(name=f"{name}: ours", value=spent[1] / base, unit="x orjson", goal=goal),
    ]


def main(words: Sequence[str] = ()) -> int:
    """Measure and print; 0 when the goals are reached."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", type=Path, help="folder where npm has put mercurius, fastify and graphql-yoga")
    asked = parser.parse_args(words)
    return show([*small(asked.node), *large("plain", PLAIN, 2.5), *large("exact", EXACT, 4), *with_sql()])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
