"""The servers that are measured, each in a process of its own, and how much CPU each spends on a request.

`python -m benchmarks.servers KIND PORT FOLDER` runs one: `raw` answers ready JSON from a Starlette route, `stock` is
Strawberry as it comes; `documents`, `plans` and `operations` are our own door with ever more of its layers.
"""

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import orjson
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.schema.config import StrawberryConfig

from api.wire import Connection
from benchmarks import desk
from benchmarks.lists import PLAIN, Plain
from graph.scalars import SCALARS
from graph.schema import build

CONNECTIONS: Final = 16
LAYERS: Final = {"documents": (False, False), "plans": (True, False), "operations": (True, True)}
READY: Final = {"data": {"one": {"a": "id0", "b": "AAPL", "d": 0, "g": 0.0, "i": True}}}
NODE: Final = """
const schema = `type Query { one: Plain! } type Plain { a: String! b: String! d: Int! g: Float! i: Boolean! }`
const one = { a: 'id0', b: 'AAPL', d: 0, g: 0.0, i: true }
const [kind, port] = process.argv.slice(2)
if (kind === 'mercurius') {
  const app = require('fastify')()
  app.register(require('mercurius'), { schema, resolvers: { Query: { one: () => one } }, jit: 1, path: '/graphql' })
  app.listen({ port: Number(port), host: '127.0.0.1' })
} else {
  const { createSchema, createYoga } = require('graphql-yoga')
  const made = createSchema({ typeDefs: schema, resolvers: { Query: { one: () => one } } })
  require('http').createServer(createYoga({ schema: made, logging: false })).listen(Number(port), '127.0.0.1')
}
"""


@strawberry.type
class Query:
    """What the small query asks."""

    one: Plain = strawberry.field(resolver=lambda: PLAIN[0])


# ---------------------------------------------------------------- the servers


def application(kind: str, folder: Path) -> Starlette:
    """Return the application of a server."""
    if kind == "raw":
        return Starlette(routes=[Route("/graphql", _ready, methods=["POST"])])
    if kind == "stock":
        schema = strawberry.Schema(Query, config=StrawberryConfig(scalar_map=SCALARS))
        return Starlette(routes=[Route("/graphql", cast(Any, GraphQL(schema)))])
    if kind.startswith("desk"):
        return desk.application(kind, folder)
    plans, operations = LAYERS[kind]
    settings = replace(desk.settings_of(folder), compiled_plans=plans, compiled_operations=operations)
    return desk.ours(settings, partial(build, query=Query))


async def _ready(request: Request) -> JSONResponse:
    await request.json()
    return JSONResponse(READY)


def serve(kind: str, port: int, folder: Path) -> None:
    """Run a server until it is terminated; that there is no Redis, which nothing here needs, is not worth a word."""
    logging.disable()
    options: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
    if kind not in ("raw", "stock", "desk-stock"):
        options["http"] = Connection
    uvicorn.run(application(kind, folder), port=port, **options)


# ---------------------------------------------------------------- the load


@dataclass(slots=True)
class Server:
    """A server process and where it listens."""

    process: "subprocess.Popen[bytes]"
    port: int

    def cpu_ns(self) -> int:
        """Nanoseconds that all its threads have run."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)

    def us(self, body: bytes, requests: int, token: str = "") -> float:
        """Return the CPU of one request, in microseconds; every answer must be as long as the first, and 200."""
        message = _message(body, token)
        with ExitStack() as stack:
            doors = [stack.enter_context(_open(self.port)) for _ in range(CONNECTIONS)]
            size = max(_first(door, message) for door in doors)
            began = self.cpu_ns()
            rounds = max(1, requests // CONNECTIONS)
            for _ in range(rounds):
                for door in doors:
                    door.sendall(message)
                for door in doors:
                    _answer(door, size)
            return (self.cpu_ns() - began) / rounds / CONNECTIONS / 1000


def _message(body: bytes, token: str) -> bytes:
    lines = [
        "POST /graphql HTTP/1.1",
        "host: 127.0.0.1",
        "content-type: application/json",
        f"content-length: {len(body)}",
        *([f"authorization: Bearer {token}"] if token else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _open(port: int) -> socket.socket:
    end = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 20)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _first(door: socket.socket, message: bytes) -> int:
    """Ask once and return the length of the whole answer, which must be data without errors."""
    door.sendall(message)
    seen = b""
    while b"\r\n\r\n" not in seen:
        seen += _received(door, 65536)
    head, _, rest = seen.partition(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:")
    while len(rest) < length:
        rest += _received(door, 65536)
    answer = orjson.loads(rest)
    if not head.startswith(b"HTTP/1.1 200") or answer.get("errors") or not answer["data"]:
        raise SystemExit(f"not answered: {head!r} {rest[:1000]!r}")
    return len(head) + 4 + length


def _answer(door: socket.socket, size: int) -> None:
    seen = _received(door, size)
    if not seen.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"not answered: {seen[:1000]!r}")
    left = size - len(seen)
    while left:
        left -= len(_received(door, left))


def _received(door: socket.socket, most: int) -> bytes:
    seen = door.recv(most)
    if not seen:
        raise SystemExit("a server hung up")
    return seen


@contextmanager
def running(kinds: Sequence[str], folder: Path, modules: Path | None = None) -> Iterator[dict[str, Server]]:
    """Run servers, each in a process of its own; `modules` is the folder in which node finds its packages."""
    servers: dict[str, Server] = {}
    script = folder / "peer.js"
    script.write_text(NODE)
    try:
        for kind in kinds:
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            node = kind in ("mercurius", "yoga")
            words = ["node", str(script)] if node else [sys.executable, "-m", "benchmarks.servers"]
            env = {
                **os.environ,
                "NODE_PATH": str(modules / "node_modules") if modules else "",
                "NODE_ENV": "production",
            }
            rest = [] if node else [str(folder)]
            servers[kind] = Server(subprocess.Popen([*words, kind, str(port), *rest], env=env), port)
        yield servers
    finally:
        for server in servers.values():
            server.process.terminate()
        for server in servers.values():
            server.process.wait(15)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
