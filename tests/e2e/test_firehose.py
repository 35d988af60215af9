"""Proves that nothing is lost or told twice while events pour and lines, servers and Redis die: live equals fresh."""

import asyncio
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

import db.models as rows
from db import engine
from graph import ids
from tests.e2e.desks import Process, free_port, running
from tests.e2e.followers import EventFollower, FixedFollower, Follower, SocketFollower, Told
from tests.servers import PrivateRedis, private_redis

SECRET = "a key that all processes of this desk share"
ROOT = Path(__file__).parents[2]
FRESH = """query($id: ID!) { portfolio(id: $id) { id cash { amount } equity { amount }
  orders(first: 10) { nodes { id limitPrice status } }
  alerts(first: 100) { nodes { id message severity portfolio { id } } } } }"""

TRIES_MAX = 20


@dataclass(frozen=True)
class Storm:
    """How much pours for how long, and how often something dies (seconds), at most: see `havoc`."""

    portfolios: int
    rate: int
    seconds: float
    followers: int
    cut_s: float
    server_s: float
    redis_s: float
    patience_s: float  # without anything new for anybody, at the beginning and at the end


SHORT = Storm(portfolios=6, rate=200, seconds=4, followers=16, cut_s=0.1, server_s=4, redis_s=2, patience_s=60)
FULL = Storm(portfolios=200, rate=500, seconds=60, followers=200, cut_s=0.1, server_s=8, redis_s=10, patience_s=60)


@dataclass
class Scene:
    """Two servers over one database and one Redis, and what is needed to kill and to start them."""

    folder: Path
    database: str
    redis: PrivateRedis
    stack: ExitStack
    ports: list[int] = field(default_factory=lambda: [free_port(), free_port()])
    servers: dict[int, Process] = field(default_factory=dict)
    token: str = ""
    past_s: float = 0  # CPU time of servers that are no more

    @property
    def settings(self) -> dict[str, Any]:
        return {"database_url": self.database, "redis_url": self.redis.url, "secret": SECRET, "durability": "off"}

    def start(self, port: int) -> None:
        self.servers[port] = self.stack.enter_context(running(self.folder, "serve", port=port, **self.settings))
        self.servers[port].token = self.token

    def restart(self, port: int) -> None:
        """kill -9, and again."""
        self.past_s += cpu_s(self.servers[port].popen.pid)
        self.servers[port].popen.kill()
        self.servers[port].popen.wait()
        self.start(port)

    def spent_s(self) -> float:
        """CPU time of all servers so far."""
        return self.past_s + sum(cpu_s(server.popen.pid) for server in self.servers.values())


def cpu_s(pid: int) -> float:
    """CPU time of a process in seconds; Linux only, elsewhere 0."""
    try:
        figures = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return (int(figures[11]) + int(figures[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def opened(folder: Path, database: str, storm: Storm) -> AsyncIterator[tuple[Scene, Any, list[str]]]:
    with private_redis() as redis, ExitStack() as stack:
        scene = Scene(folder, database, redis, stack)
        pipe = asyncio.subprocess.PIPE
        flood = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.e2e.flood", str(folder), database, redis.url, SECRET),
            cwd=ROOT,
            stdin=pipe,
            stdout=pipe,
            limit=2**20,
        )
        try:
            wanted = {"portfolios": storm.portfolios, "rate": storm.rate, "seconds": storm.seconds}
            flood.stdin.write(json.dumps(wanted).encode() + b"\n")  # type: ignore[union-attr]
            scene.token, *portfolios = json.loads(await flood.stdout.readline())  # type: ignore[union-attr]
            for port in scene.ports:
                scene.start(port)
            for server in scene.servers.values():
                server.wait_ready()
            yield scene, flood, portfolios
        finally:
            if flood.returncode is None:
                flood.kill()
            await flood.wait()


def followers(scene: Scene, portfolios: list[str], storm: Storm) -> list[Follower]:
    """Clients of every kind; every portfolio's alerts are followed by somebody."""
    chance, made = random.Random(3), list[Follower]()
    kinds = (SocketFollower, FixedFollower, SocketFollower, EventFollower)
    for number in range(storm.followers):
        kind = kinds[number % len(kinds)]
        mine = [portfolios[number % len(portfolios)], *chance.sample(portfolios, 2)]
        told = [Told("riskAlerts", each) for each in dict.fromkeys(mine)]
        told += [Told("orderUpdates", mine[0]), Told("portfolioPnl", mine[0])]
        if kind is EventFollower:
            told = [told[0] if number % 8 == 3 else told[-2]]
        made.append(kind(scene.ports, scene.token, told, random.Random(number)))
    return made


async def havoc(scene: Scene, clients: list[Follower], storm: Storm, over: asyncio.Event) -> Counter[str]:
    """Break something again and again until it is over; return what was broken.

    A line is cut that has told something, and a server dies when both serve and most clients are being told: what
    comes back more slowly than it is broken, on a small or busy machine, would prove nothing any more.
    """
    chance, done = random.Random(11), Counter[str]()
    loop = asyncio.get_running_loop()
    next_server, next_redis = loop.time() + storm.server_s / 2, loop.time() + storm.redis_s / 2
    while not over.is_set():
        await asyncio.sleep(chance.uniform(0, 2 * storm.cut_s))
        if (client := chance.choice(clients)).heard:
            client.cut()
            done["socket"] += 1
        told = sum(client.heard > 0 for client in clients)
        if loop.time() > next_server and told > len(clients) / 2 and await serve(scene):
            next_server = loop.time() + storm.server_s
            scene.restart(chance.choice(scene.ports))  # from this thread: a server ends with the one that started it
            done["server"] += 1
        if loop.time() > next_redis:
            next_redis = loop.time() + storm.redis_s
            how = done["redis"] % 3
            if how == 2:
                scene.redis.flush()
            scene.redis.kill()
            await asyncio.sleep(chance.uniform(0, 0.5))
            scene.redis.restart()
            done["redis"] += 1
    return done


async def serve(scene: Scene) -> bool:
    """Whether all servers answer."""
    try:
        async with httpx.AsyncClient(timeout=1, verify=False) as client:  # spares it reading certificates
            answers = [await client.get(f"http://127.0.0.1:{port}/healthz") for port in scene.ports]
    except httpx.TransportError:
        return False
    return all(answer.status_code == 200 for answer in answers)


async def expected(database: str, portfolios: list[str]) -> dict[str, list[str]]:
    """Return the ids of all alerts of each portfolio as clients see them, in the order of their events."""
    found: dict[str, list[str]] = {each: [] for each in portfolios}
    await engine.connect(database)
    try:
        for alert in await rows.Alert.exclude(portfolio_id=None).order_by("sequence"):
            found[ids.encode("Portfolio", alert.portfolio_id or "")].append(ids.encode("Alert", alert.id))
    finally:
        await engine.close()
    return found


def faults(client: Follower, all_alerts: dict[str, list[str]]) -> Counter[str]:
    """Count by the ids in the payloads what a client missed, heard twice, or heard out of order."""
    found = Counter[str]()
    for told in client.told:
        found["snapshots"] += len(told.snapshots) - 1 if told.name != "portfolioPnl" else 0
        if told.name != "riskAlerts":
            continue
        wanted = [each for each in all_alerts[told.portfolio] if each not in told.snapshots[0]]
        heard = Counter(told.changes)
        found["gaps"] += sum(heard[each] == 0 for each in wanted)
        found["duplicates"] += sum(number - 1 for number in heard.values())
        found["strangers"] += sum(each not in set(wanted) for each in heard)
        found["disorder"] += told.changes != wanted
    return found


async def fresh(scene: Scene, portfolios: list[str], storm: Storm) -> dict[str, Any]:
    """Every object that a fresh query shows, by id."""
    found: dict[str, Any] = {}
    headers = {"authorization": f"Bearer {scene.token}"}
    async with httpx.AsyncClient(timeout=storm.patience_s, headers=headers) as client:
        for each in portfolios:
            portfolio = await shown(client, scene.ports[0], each)
            for row in [*portfolio.pop("orders")["nodes"], *portfolio.pop("alerts")["nodes"], portfolio]:
                found[row["id"]] = row
    return found


async def shown(client: httpx.AsyncClient, port: int, portfolio: str) -> Any:
    """Ask a server, again while all that come back at once keep it too busy."""
    for _ in range(TRIES_MAX):
        question = {"query": FRESH, "variables": {"id": portfolio}}
        answer = (await client.post(f"http://127.0.0.1:{port}/graphql", json=question)).json()
        if "errors" not in answer:
            return answer["data"]["portfolio"]
        assert answer["errors"][0]["extensions"]["code"] in {"UNAVAILABLE", "DEADLINE_EXCEEDED"}, answer
    raise AssertionError(f"{TRIES_MAX} times no answer")


def settled(clients: list[Follower], all_alerts: dict[str, list[str]], now: dict[str, Any]) -> bool:
    """Whether every client has heard the last event and holds what a fresh query shows."""
    return not any(unlike(told, now) or missing(told, all_alerts) for client in clients for told in client.told)


def busy(refusal: Any) -> bool:
    """Whether a server says that it has too much to do: its clients come again, with their cursors."""
    return isinstance(refusal, list) and all(each["extensions"]["code"] == "UNAVAILABLE" for each in refusal)


def missing(told: Told, all_alerts: dict[str, list[str]]) -> bool:
    last = all_alerts[told.portfolio][-1:]
    return told.name == "riskAlerts" and any(each not in told.state for each in last)


def unlike(told: Told, now: dict[str, Any]) -> list[str]:
    """The ids of what a client holds otherwise than a fresh query shows it."""
    return [each for each, row in told.state.items() if each in now and now[each] != row]


async def weather(folder: Path, database: str, storm: Storm) -> None:
    """Let it pour, and hold every client against the database."""
    async with opened(folder, database, storm) as (scene, flood, portfolios):
        clients = followers(scene, portfolios, storm)
        following = [asyncio.create_task(client.run()) for client in clients]
        try:
            await until(lambda: all(told.snapshots for client in clients for told in client.told), clients, storm)
            before = scene.spent_s(), time.process_time()
            (events, writer_s), broken = await poured(scene, flood, clients, storm)
            all_alerts, now = await expected(database, portfolios), await fresh(scene, portfolios, storm)
            await until(lambda: settled(clients, all_alerts, now), clients, storm)
            cpu = {
                "writer": writer_s,
                "servers": scene.spent_s() - before[0],
                "clients": time.process_time() - before[1],
            }
        finally:
            for task in following:
                task.cancel()
            ended = await asyncio.gather(*following, return_exceptions=True)
            print(*(line for client in clients for line in client.said()), sep="\n")
    counts = sum((faults(client, all_alerts) for client in clients), Counter[str]())
    kinds = sum((told.kinds for client in clients for told in client.told), Counter[str]())
    connections = sum(client.connections for client in clients)
    print(f"{events} events in {storm.seconds:g} s; broken: {dict(broken)}; {connections} connections")
    print(
        "CPU us an event, until all had heard it:",
        {name: round(spent / events * 10**6) for name, spent in cpu.items()},
        os.getloadavg(),
    )
    print(f"told: {dict(kinds)}")
    assert +counts == Counter()
    assert [each for each in ended if not isinstance(each, asyncio.CancelledError)] == []
    refusals = [each for client in clients for each in client.refusals]
    print(f"too busy, come again: {sum(map(busy, refusals))}")
    assert [each for each in refusals if not busy(each)] == []
    assert min(broken["socket"], broken["server"], broken["redis"]) > 0
    assert connections > len(clients)


async def poured(scene: Scene, flood: Any, clients: list[Follower], storm: Storm) -> tuple[Any, Counter[str]]:
    """Return what the writer says, and what was broken meanwhile; both servers serve again then."""
    over = asyncio.Event()
    flood.stdin.write(b"go\n")
    breaking = asyncio.create_task(havoc(scene, clients, storm, over))
    told = json.loads(await flood.stdout.readline())
    over.set()
    broken = await breaking
    for server in scene.servers.values():
        await asyncio.to_thread(server.wait_ready)
    return told, broken


async def until(condition: Any, clients: list[Follower], storm: Storm) -> None:
    """Wait for as long as somebody is told what is no heartbeat."""
    told, loop = Counter[str](), asyncio.get_running_loop()
    deadline = loop.time() + storm.patience_s
    while not condition():
        before, told = told, sum((each.kinds for client in clients for each in client.told), Counter[str]())
        if told["CHANGE"] + told["SNAPSHOT"] > before["CHANGE"] + before["SNAPSHOT"]:
            deadline = loop.time() + storm.patience_s
        assert loop.time() < deadline, f"nobody was told anything for {storm.patience_s:g} s"
        await asyncio.sleep(0.2)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (["a", "c"], "gaps"),
        (["a", "b", "b", "c"], "duplicates"),
        (["b", "a", "c"], "disorder"),
        ([*"abcd"], "strangers"),
    ],
)
def test_what_is_missed_or_heard_twice_is_counted(changes: list[str], fault: str) -> None:
    told = Told("riskAlerts", "P", snapshots=[{"z"}], changes=changes)
    client, heard = SocketFollower([], "", [told], random.Random(0)), {"P": ["z", "a", "b", "c"]}
    assert faults(client, heard)[fault] == 1
    told.changes = ["a", "b", "c"]
    assert +faults(client, heard) == Counter()


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_lines_a_server_and_redis_die_while_events_pour(tmp_path: Path, database_url: str) -> None:
    await weather(tmp_path, database_url, SHORT)


@pytest.mark.overnight
@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_two_hundred_portfolios_and_five_hundred_events_a_second(tmp_path: Path, database_url: str) -> None:
    await weather(tmp_path, database_url, FULL)
