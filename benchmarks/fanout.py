"""What one update costs for everybody: `python -m benchmarks.fanout --subscribers 1000 --seconds 5`.

The same events go to the same number of sockets from three servers, one after the other, each a process of its own:
bare writes to the transport (the limit), Plimsoll with its real desk, and stock Strawberry following each socket on
its own (with fewer sockets: it cannot do more). CPU is the server process's own. The load generator is a C program
on epoll; it tells its own CPU, so that one can see that it was not what was measured.
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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import uvicorn
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler

from actions import keys, setup
from actions.portfolios import create
from actions.viewer import ALL, Viewer
from adapters.redis_bus import RedisBus
from adapters.registry import FEED
from api.database import migrate
from api.embedded import valkey
from api.graphql import Door
from api.line import Line, head
from api.up import _server
from benchmarks.table import Figure, show
from graph import ids
from settings import Settings
from workers.main import desk

PORT: Final = 8641
RATE: Final = 10
FIRST: Final = 500_000
SEQUENCES: Final = 1 << 20
STOCK_MAX: Final = 50
QUERY: Final = "subscription ($id: ID!) { orderUpdates(portfolioId: $id) { kind sequence cursor at orders { id } } }"
DELAYS: Final = {100: 10.0, 1000: 25.0, 5000: 90.0, 10_000: 150.0}
TOLD: Final = '{"id":"1","type":"next","payload":{"data":{"orderUpdates":{"kind":"CHANGE","sequence":%d,%s}}}}'
REST: Final = '"cursor":"NTAwMDAx","at":"2026-01-01T00:00:00.000000+00:00","orders":[]'


@dataclass(frozen=True, slots=True)
class Run:
    """What one server did."""

    sockets: int
    published: int
    messages: int
    gaps: int
    repeats: int
    closed: int
    half_ms: float
    most_ms: float
    ready_s: float
    cpu_us: float
    idle_kb: float
    generator: float  # the share of a core that the load generator used


# ---------------------------------------------------------------- the servers


async def serve(kind: str, settings: Settings, url: str, channel: str) -> None:
    """Run one server until it is terminated."""
    if kind == "raw":
        await _raw(url, channel)
        return
    if kind == "stock":
        stock: Any = BaseGraphQLTransportWSHandler
        Door.graphql_transport_ws_handler_class = stock
    async with desk(settings, url) as opened:
        await _server(settings, opened).serve()


async def _raw(url: str, channel: str) -> None:
    """Nothing but the bus, and one write to the transport of each socket."""
    lines: set[Line] = set()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "graphql-transport-ws"})
        line = scope["extensions"]["plimsoll.line"]
        lines.add(line)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        lines.discard(line)

    bus = RedisBus(url)
    options: Any = {"ws": Line, "lifespan": "off", "log_config": None, "ws_per_message_deflate": False}
    serving = asyncio.create_task(uvicorn.Server(uvicorn.Config(app, port=PORT, **options)).serve())
    async with bus.subscribe(channel) as messages:
        async for message in messages:
            body = (TOLD % (message["data"]["sequence"], REST)).encode()
            frame = head(len(body)) + body
            for line in lines:
                line.transport.write(frame)
    await serving


@contextmanager
def server(kind: str, place: Path, url: str, channel: str) -> Iterator[int]:
    """Run a server in a process of its own; yield its id."""
    words = [sys.executable, "-m", "benchmarks.fanout", "--serve", kind, str(place), url, channel]
    process = subprocess.Popen(words)
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


async def measure(kind: str, sockets: int, seconds: float, place: Path, world: dict[str, str]) -> Run:
    """Let a server tell so many sockets of ten events a second."""
    times = place / f"times-{kind}"
    times.write_bytes(bytes(SEQUENCES * 8))
    bus = RedisBus(world["url"])
    with server(kind, place, world["url"], world["channel"]) as pid, times.open("r+b") as file:
        sent = mmap.mmap(file.fileno(), 0)
        await _listening()
        before_kb = memory_kb(pid)
        payload = {"query": QUERY, "variables": {"id": world["portfolio"]}}
        words = [str(place / "fanout"), str(PORT), str(sockets), str(seconds), str(times)]
        if kind != "raw":
            words.append(json.dumps({"type": "connection_init", "payload": {"authorization": world["token"]}}))
            words.append(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        pipe = asyncio.subprocess.PIPE
        load = await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe)
        assert load.stdin is not None
        assert load.stdout is not None
        ready_s = float((await load.stdout.readline()).split()[1])
        idle_kb = (memory_kb(pid) - before_kb) / sockets
        began = cpu_s(pid)
        load.stdin.write(b"go\n")
        published = await _publish(bus, world["channel"], sent, seconds)
        used = cpu_s(pid) - began
        figures = [float(each) for each in (await load.stdout.readline()).split()]
        await load.wait()
        await bus.close()
    messages, gaps, repeats, closed = (int(each) for each in figures[:4])
    return Run(
        sockets,
        published,
        messages,
        gaps,
        repeats,
        closed,
        half_ms=figures[4] / 1000,
        most_ms=figures[5] / 1000,
        ready_s=ready_s,
        cpu_us=used * 1e6 / max(1, messages),
        idle_kb=idle_kb,
        generator=figures[6] / (seconds + ready_s),
    )


async def _listening() -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", PORT)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.1)


async def _publish(bus: RedisBus, channel: str, sent: mmap.mmap, seconds: float) -> int:
    """Publish until a second before the end, so that nothing is under way when counting stops."""
    await asyncio.sleep(0.2)
    end, number, previous = time.monotonic() + seconds - 1.5, 0, ""
    while time.monotonic() < end:
        at = FIRST + number
        sent[at * 8 : at * 8 + 8] = (time.monotonic_ns() // 1000).to_bytes(8, sys.byteorder)
        message = {"sequence": at, "id": "0" * 32, "previous": previous, "payload": {"orders": [], "executions": []}}
        previous = f"{at}-{message['id']}"
        assert await bus.publish(channel, message)
        number += 1
        await asyncio.sleep(1 / RATE)
    await asyncio.sleep(1)
    return number


# ---------------------------------------------------------------- the whole


async def prepare(settings: Settings, url: str) -> dict[str, str]:
    """Make a desk with one portfolio; return what a client needs."""
    async with desk(settings, url) as opened:
        await setup.prepare(opened, FEED, date(2011, 3, 1))
        owner, _ = await setup.owner(opened)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        portfolio = (await create(opened, viewer, name="Main", opening_cash=Decimal(100_000), key="main")).portfolio
        token = (await keys.owner_token(opened, setup.SYSTEM, owner)).secret
    return {
        "url": url,
        "portfolio": ids.encode("Portfolio", portfolio.id),
        "channel": f"plimsoll:{portfolio.id}:orders",
        "token": f"Bearer {token}",
    }


def compiled(place: Path) -> None:
    """Compile the load generator."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise SystemExit("The load generator needs a C compiler: install gcc.")
    subprocess.run([compiler, "-O2", "-o", place / "fanout", Path(__file__).with_suffix(".c")], check=True)


def figures(sockets: int, runs: dict[str, Run]) -> list[Figure]:
    """Hold what was measured against the goals."""
    raw, ours, stock = runs["raw"], runs["plimsoll"], runs["stock"]
    p99 = next((goal for most, goal in DELAYS.items() if sockets <= most), None)
    missing = ours.published * ours.sockets - ours.messages
    return [
        Figure(name="bare writes, CPU a message", value=raw.cpu_us, unit="us"),
        Figure(name="Plimsoll, CPU a message", value=ours.cpu_us, unit="us"),
        Figure(name=f"stock Strawberry with {stock.sockets}, CPU a message", value=stock.cpu_us, unit="us"),
        Figure(name="Plimsoll to the limit", value=ours.cpu_us / raw.cpu_us, unit="x", goal=1.5),
        Figure(name="stock to Plimsoll", value=stock.cpu_us / ours.cpu_us, unit="x", goal=20, better="more"),
        Figure(name="publish to deliver, half", value=ours.half_ms, unit="ms"),
        Figure(name="publish to deliver, 99 of 100", value=ours.most_ms, unit="ms", goal=p99),
        Figure(name="the same of bare writes", value=raw.most_ms, unit="ms"),
        Figure(name="messages missing", value=missing, unit="", goal=0),
        Figure(name="gaps", value=ours.gaps, unit="", goal=0),
        Figure(name="repeats", value=ours.repeats, unit="", goal=0),
        Figure(name="sockets closed", value=ours.closed, unit="", goal=0),
        Figure(name="memory of an idle subscriber", value=ours.idle_kb, unit="kB", goal=25),
        Figure(name="all connected and told a snapshot", value=ours.ready_s, unit="s", goal=4),
        Figure(name="the load generator's share of a core", value=ours.generator * 100, unit="%", goal=70),
    ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--subscribers", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--serve", nargs=4, metavar=("KIND", "FOLDER", "REDIS", "CHANNEL"))
    asked = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if asked.serve:
        kind, folder, url, channel = asked.serve
        settings = Settings(data_dir=Path(folder) / "data", port=PORT, secret="s" * 32)
        asyncio.run(serve(kind, settings, url, channel))
        return 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as folder:
        place = Path(folder)
        compiled(place)
        settings = Settings(data_dir=place / "data", port=PORT, secret="s" * 32)
        migrate(settings)
        with valkey(place / "data") as url:
            world = asyncio.run(prepare(settings, url))
            runs = {}
            for kind, sockets in (
                ("raw", asked.subscribers),
                ("plimsoll", asked.subscribers),
                ("stock", min(STOCK_MAX, asked.subscribers)),
            ):
                runs[kind] = asyncio.run(measure(kind, sockets, asked.seconds, place, world))
    print(f"{asked.subscribers} subscribers, {RATE} events a second, {asked.seconds:g} s")
    return show(figures(asked.subscribers, runs))


if __name__ == "__main__":
    sys.exit(main())
