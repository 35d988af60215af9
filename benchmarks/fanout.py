"""What one update costs for everybody: `python -m benchmarks.fanout --subscribers 1000 5000 10000 --seconds 5`.

The same events go to the same number of sockets from several servers, one after the other, each a process of its own:
bare writes to the transport (the limit), Plimsoll with its real desk, also with 1,000 portfolios of which each has one
follower, stock Strawberry following each socket on its own (with fewer sockets: it cannot do more), and Node's
graphql-ws where `--node` names a folder in which `npm install graphql-ws ws graphql ioredis` has run. CPU is the server
process's own. The load generator is a C program on epoll; it tells its own CPU, so that one can see that it was not
what was measured.
"""

import argparse
import asyncio
import json
import mmap
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import uvicorn
import uvloop
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler

from actions import keys, setup
from actions.portfolios import create
from actions.viewer import ALL, Viewer
from adapters.redis_bus import RedisBus
from adapters.registry import FEED
from api.database import migrate
from api.embedded import valkey
from api.frames import head
from api.graphql import Door
from api.handshake import EXTENSION, Handshake
from api.line import Line
from api.up import _server, settle
from benchmarks.desks import free_port
from benchmarks.table import Figure, show
from graph import ids
from settings import Settings
from workers.opening import desk

RATE_MAX: Final = 10  # events a second
MESSAGES_MAX: Final = 20_000  # a second: more than that is no measure of delay, but of a full core
SPREAD_MAX: Final = 1000  # the same where every event is another portfolio's: a tick of all of them each second
FIRST: Final = 500_000
SEQUENCES: Final = 1 << 20
STOCK_MAX: Final = 50
PORTFOLIOS: Final = 1000
PAUSE_S: Final = 0.5
READY_S: Final = 120
QUERY: Final = "subscription ($id: ID!) { orderUpdates(portfolioId: $id) { kind sequence cursor at orders { id } } }"
DELAYS: Final = {100: 10.0, 1000: 25.0, 5000: 90.0, 10_000: 150.0}
TOLD: Final = '{"id":"1","type":"next","payload":{"data":{"orderUpdates":{"kind":"CHANGE","sequence":%d,%s}}}}'
REST: Final = '"cursor":"NTAwMDAx","at":"2026-01-01T00:00:00.000000+00:00","orders":[]'


@dataclass(frozen=True, slots=True)
class Run:
    """What one server did. `again_s` and `again_us` are of everybody coming back at once, wall and CPU of each."""

    sockets: int
    due: int
    messages: int
    gaps: int
    repeats: int
    closed: int
    half_ms: float
    most_ms: float
    cpu_us: float
    idle_kb: float
    again_s: float
    again_us: float
    generator: float  # the share of a core that the load generator used


@dataclass(frozen=True, slots=True)
class World:
    """Where everything is: a folder, a port, Redis, the portfolios, a token, and what Node needs, if anything."""

    place: Path
    port: int
    url: str
    portfolios: Sequence[str]
    token: str
    node: Path | None

    def channel(self, number: int) -> str:
        return f"plimsoll:{self.portfolios[number]}:orders"


# ---------------------------------------------------------------- the servers


async def serve(kind: str, settings: Settings, url: str, channel: str) -> None:
    """Run one server until it is terminated."""
    if kind == "raw":
        await _raw(url, channel, settings.port)
        return
    if kind == "stock":
        door: Any = Door
        door.graphql_transport_ws_handler_class = BaseGraphQLTransportWSHandler
        door.websocket_adapter_class = ASGIWebSocketAdapter
    async with desk(settings, url) as opened:
        serving = _server(settings, opened)
        if kind == "stock":
            serving.config.ws = "websockets-sansio"
        settle()
        await serving.serve()


@dataclass(frozen=True, slots=True)
class Mute:
    """Nobody speaks with these sockets."""

    lines: set[Line]

    def hear(self, text: str) -> None:
        pass

    def drained(self) -> None:
        pass

    def lost(self) -> None:
        self.lines.difference_update([line for line in self.lines if line.over])


async def _raw(url: str, channel: str, port: int) -> None:
    """Nothing but the bus, and one write to the transport of each socket."""
    lines: set[Line] = set()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "graphql-transport-ws"})
        line = scope["extensions"][EXTENSION].hand_over(Mute(lines))
        lines.add(line)

    bus = RedisBus(url)
    options: Any = {"ws": Handshake, "lifespan": "off", "log_config": None, "ws_per_message_deflate": False}
    serving = asyncio.create_task(uvicorn.Server(uvicorn.Config(app, port=port, **options)).serve())
    async with bus.subscribe(channel) as messages:
        async for message in messages:
            if not message["channel"]:
                continue
            body = (TOLD % (message["data"]["sequence"], REST)).encode()
            frame = head(len(body)) + body
            for line in lines:
                line.transport.write(frame)
    await serving


@contextmanager
def server(kind: str, world: World) -> Iterator[int]:
    """Run a server in a process of its own; yield its id."""
    environment = dict(os.environ)
    if kind == "node":
        script = str(Path(__file__).with_suffix(".cjs"))
        words = ["node", script, str(world.port), world.url.removeprefix("unix://"), world.channel(0)]
        environment["NODE_PATH"] = str((world.node or Path()) / "node_modules")
    else:
        words = [sys.executable, "-m", "benchmarks.fanout", "--serve", kind, str(world.place), world.url]
        words += [world.channel(0), str(world.port)]
    process = subprocess.Popen(words, env=environment)
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def cpu_s(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


# ---------------------------------------------------------------- one run


async def measure(kind: str, sockets: int, seconds: float, world: World, portfolios: int = 1) -> Run:
    """Let a server tell so many sockets of ten events a second, or of fewer where that were too many messages."""
    most = min(MESSAGES_MAX, RATE_MAX * sockets) if portfolios == 1 else SPREAD_MAX
    times = world.place / "times"
    times.write_bytes(bytes(SEQUENCES * 8))
    with server(kind, world) as pid, times.open("r+b") as file:
        sent = mmap.mmap(file.fileno(), 0)
        await _listening(world.port)
        before_kb = memory_kb(pid)
        first = await _load(kind, sockets, seconds, world, portfolios)
        idle_kb = (memory_kb(pid) - before_kb) / sockets
        began = cpu_s(pid)
        rounds = await _publish(first, world, sent, seconds, sockets / most, portfolios)
        used = cpu_s(pid) - began
        figures = await first.end()
        began = cpu_s(pid)
        again = await _load(kind, sockets, PAUSE_S, world, portfolios)
        again_us = (cpu_s(pid) - began) * 1e6 / sockets
        again.go()
        await again.end()
    messages, gaps, repeats, closed = (int(each) for each in figures[:4])
    return Run(
        sockets,
        rounds * sockets,
        messages,
        gaps,
        repeats,
        closed,
        half_ms=figures[4] / 1000,
        most_ms=figures[5] / 1000,
        cpu_us=used * 1e6 / max(1, messages),
        idle_kb=idle_kb,
        again_s=again.ready_s,
        again_us=again_us,
        generator=figures[6] / (seconds + first.ready_s),
    )


@dataclass(frozen=True, slots=True)
class Load:
    """The load generator with everybody connected and told a snapshot, which took `ready_s`."""

    process: asyncio.subprocess.Process
    ready_s: float

    def go(self) -> None:
        """Begin to count."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"go\n")

    async def end(self) -> list[float]:
        """Return what it has counted."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        await self.process.wait()
        return [float(each) for each in line.split()]


async def _load(kind: str, sockets: int, seconds: float, world: World, portfolios: int) -> Load:
    words = [str(world.place / "fanout"), str(world.port), str(sockets), str(seconds), str(world.place / "times")]
    if kind != "raw":
        subscribes = world.place / "subscribes"
        with subscribes.open("w") as file:
            for portfolio in world.portfolios[:portfolios]:
                payload = {"query": QUERY, "variables": {"id": ids.encode("Portfolio", portfolio)}}
                file.write(json.dumps({"id": "1", "type": "subscribe", "payload": payload}) + "\n")
        init = {"type": "connection_init", "payload": {"authorization": f"Bearer {world.token}"}}
        words += [json.dumps(init), str(subscribes)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe)
    assert process.stdout is not None
    async with asyncio.timeout(READY_S):
        ready = (await process.stdout.readline()).split()
    if not ready:
        raise SystemExit(f"{kind} could not be followed by {sockets} sockets")
    return Load(process, float(ready[1]))


async def _listening(port: int) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.1)


async def _publish(load: Load, world: World, sent: mmap.mmap, seconds: float, every_s: float, portfolios: int) -> int:
    """Announce to all portfolios at once, as a tick does, at a pace; end early enough for all to arrive.

    Return how often.
    """
    bus = RedisBus(world.url)
    load.go()
    await asyncio.sleep(0.2)
    rest_s = max(1.0, every_s)
    end, number, previous = time.monotonic() + seconds - 0.5 - rest_s, 0, ""
    while time.monotonic() < end:
        at = FIRST + number
        began = time.monotonic()
        sent[at * 8 : at * 8 + 8] = int(began * 1e6).to_bytes(8, sys.byteorder)
        message = {"sequence": at, "id": "0" * 32, "previous": previous, "payload": {"orders": [], "executions": []}}
        previous = f"{at}-{message['id']}"
        assert await bus.announce([(world.channel(each), message) for each in range(portfolios)])
        number += 1
        await asyncio.sleep(began + every_s - time.monotonic())
    await asyncio.sleep(rest_s)
    await bus.close()
    return number


# ---------------------------------------------------------------- the whole


async def prepare(settings: Settings, url: str, node: Path | None) -> World:
    """Make a desk with its portfolios; return what a client needs."""
    async with desk(settings, url) as opened:
        await setup.prepare(opened, FEED, date(2011, 3, 1))
        owner, _ = await setup.owner(opened)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        made = [
            (await create(opened, viewer, name=f"P{each}", opening_cash=Decimal(100_000), key=f"p{each}")).portfolio.id
            for each in range(PORTFOLIOS)
        ]
        token = (await keys.owner_token(opened, setup.SYSTEM, owner)).secret
    return World(settings.data_dir.parent, settings.port, url, made, token, node)


def compiled(place: Path) -> None:
    """Compile the load generator."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise SystemExit("The load generator needs a C compiler: install gcc.")
    subprocess.run([compiler, "-O2", "-o", place / "fanout", Path(__file__).with_suffix(".c")], check=True)


def size(raw: Run, ours: Run) -> list[Figure]:
    """Hold one number of subscribers against the limit of that run."""
    many = f"{ours.sockets:,}"
    p99 = next((goal for most, goal in DELAYS.items() if ours.sockets <= most), None)
    return [
        Figure(name=f"{many}: bare writes, CPU a message", value=raw.cpu_us, unit="us"),
        Figure(name=f"{many}: Plimsoll, CPU a message", value=ours.cpu_us, unit="us"),
        Figure(name=f"{many}: Plimsoll to the limit", value=ours.cpu_us / raw.cpu_us, unit="x", goal=1.5),
        Figure(name=f"{many}: publish to deliver, half", value=ours.half_ms, unit="ms"),
        Figure(name=f"{many}: publish to deliver, 99 of 100", value=ours.most_ms, unit="ms", goal=p99),
        Figure(name=f"{many}: the same of bare writes", value=raw.most_ms, unit="ms"),
        *_whole(many, ours),
        Figure(name=f"{many}: memory of an idle subscriber", value=ours.idle_kb, unit="kB", goal=6),
        Figure(name=f"{many}: the same of bare writes", value=raw.idle_kb, unit="kB"),
        Figure(name=f"{many}: all come back, CPU of each", value=ours.again_us, unit="us"),
        Figure(name=f"{many}: all come back and are told", value=ours.again_s, unit="s", goal=4),
        Figure(name=f"{many}: the load generator's share of a core", value=ours.generator * 100, unit="%", goal=70),
    ]


def _whole(name: str, run: Run) -> list[Figure]:
    counted = {
        "messages missing at the end": run.due - run.messages,
        "gaps": run.gaps,
        "repeats": run.repeats,
        "sockets closed": run.closed,
    }
    return [Figure(name=f"{name}: {what}", value=each, unit="", goal=0) for what, each in counted.items()]


def peers(limit: Run, ours: Run, runs: dict[str, Run]) -> list[Figure]:
    """Hold other servers against Plimsoll, in the run with the fewest subscribers."""
    stock, spread, pace = runs["stock"], runs["spread"], runs["pace"]
    found = [
        Figure(name=f"stock Strawberry with {stock.sockets}, CPU a message", value=stock.cpu_us, unit="us"),
        Figure(name="stock to Plimsoll", value=stock.cpu_us / ours.cpu_us, unit="x", goal=20, better="more"),
        Figure(name=f"{spread.sockets:,} portfolios, CPU a message", value=spread.cpu_us, unit="us"),
        Figure(name="the same to the limit", value=spread.cpu_us / limit.cpu_us, unit="x", goal=3.5),
        Figure(name="bare writes at that pace, CPU a message", value=pace.cpu_us, unit="us"),
        *_whole(f"{spread.sockets:,} portfolios", spread),
    ]
    if node := runs.get("node"):
        found += [
            Figure(name=f"Node graphql-ws with {node.sockets:,}, CPU a message", value=node.cpu_us, unit="us"),
            Figure(name="Node to Plimsoll", value=node.cpu_us / ours.cpu_us, unit="x", goal=3, better="more"),
            Figure(name="Node, publish to deliver, 99 of 100", value=node.most_ms, unit="ms"),
            Figure(name="Node, memory of an idle subscriber", value=node.idle_kb, unit="kB"),
            Figure(name="Node, all come back, CPU of each", value=node.again_us, unit="us"),
        ]
    return found


def measured(sizes: Sequence[int], seconds: float, world: World) -> list[Figure]:
    """Run every server, one after the other."""
    found: list[Figure] = []
    limits = {}
    for each in sizes:
        limits[each] = asyncio.run(measure("raw", each, seconds, world))
        ours = asyncio.run(measure("plimsoll", each, seconds, world))
        found += size(limits[each], ours)
        if each != min(sizes):
            continue
        runs = {
            "stock": asyncio.run(measure("stock", min(STOCK_MAX, each), seconds, world)),
            "pace": asyncio.run(measure("raw", PORTFOLIOS, 2 * seconds, world, PORTFOLIOS)),
            "spread": asyncio.run(measure("plimsoll", PORTFOLIOS, 2 * seconds, world, PORTFOLIOS)),
        }
        if world.node is not None:
            runs["node"] = asyncio.run(measure("node", each, seconds, world))
        found += peers(limits[each], ours, runs)
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--subscribers", type=int, nargs="+", default=[1000])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--node", type=Path, help="a folder with graphql-ws, ws, graphql and ioredis installed by npm")
    parser.add_argument("--serve", nargs=5, metavar=("KIND", "FOLDER", "REDIS", "CHANNEL", "PORT"))
    asked = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if asked.serve:
        kind, folder, url, channel, port = asked.serve
        settings = Settings(data_dir=Path(folder) / "data", port=int(port), secret="s" * 32)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as the API itself
            runner.run(serve(kind, settings, url, channel))
        return 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as folder:
        place = Path(folder)
        compiled(place)
        settings = Settings(data_dir=place / "data", port=free_port(), secret="s" * 32, durability="off")
        migrate(settings)
        with valkey(place / "data") as url:
            world = asyncio.run(prepare(settings, url, asked.node))
            found = measured(asked.subscribers, asked.seconds, world)
    print(f"{asked.seconds:g} s to each server; at most {RATE_MAX} events and {MESSAGES_MAX:,} messages a second")
    return show(found)


if __name__ == "__main__":
    sys.exit(main())
