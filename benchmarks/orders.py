"""placeOrder at a steady rate over HTTP on a running desk, on SQLite and PostgreSQL: `python -m benchmarks.orders`.

Orders are due at fixed times, answered or not, and a late one counts from when it was due. Processor time is what the
processes used for the load, less what they use without; on a busy machine it says more than the clock.
"""

import asyncio
import os
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from api.embedded import StartError, server_binary
from benchmarks.desks import Running, cpu_s, on_postgres, resident_mib, settings_of, up
from benchmarks.statements import per_order
from benchmarks.table import Figure, show
from db import engine
from db.models import Order, OrderMessage
from tests.servers import _postgres_binaries

STEADY_S = 20
IDLE_S = 5
WARM = 50  # orders before anything is measured
PORTFOLIOS = 10
CALL_MS = 60.0
SLOWEST_MS = 5000.0  # whatever the rate, nobody waits for longer to learn that it was not placed
LATE_MS = 5.0  # while the generator itself is no later than this, the desk is what is measured
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
COMMITS = 4  # place, claim, the paper broker's book, book the answer
SETTLE_S = 180
PLACE = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { order { id } } ... on Problem { message } } }"""
OPEN = "query($id: ID!) { portfolio(id: $id) { orders(first: 1, filter: {status: [NEW, SUBMITTED]}) { totalCount } } }"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked of a desk: its p99 in milliseconds at a rate in orders a second."""

    where: str
    rate: int
    p99_ms: float


SQLITE, POSTGRES = Goal("SQLite", 50, 50.0), Goal("PostgreSQL", 100, 100.0)


@dataclass(slots=True)
class Client:
    """Places orders and notes how each went, in milliseconds from when it was due.

    Each goes out at once, over a connection of its own where all others wait for an answer: as callers do who do not
    know of each other. A client with fewer connections than orders under way would wait for itself and call it the
    desk.
    """

    desk: Running
    portfolios: Sequence[str]
    name: str
    accepted: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)  # refusals too
    late: list[float] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    _idle: list[Line] = field(default_factory=list)

    async def at(self, due: float, number: int) -> None:
        await asyncio.sleep(due - time.perf_counter())
        self.late.append((time.perf_counter() - due) * 1000)
        portfolio = self.portfolios[number % len(self.portfolios)]
        terms = {"portfolioId": portfolio, "symbol": "IBM", "side": "BUY", "quantity": "1"}
        wanted = {"terms": terms, "allowDuplicate": True, "idempotencyKey": f"{self.name}-{number}"}
        answer = {}
        with suppress(OSError, EOFError):  # an order without an answer is one that was not placed
            answer = await self._post(orjson.dumps({"query": PLACE, "variables": {"input": wanted}}))
        placed = (answer.get("data") or {}).get("placeOrder") or {}
        self.answered.append((time.perf_counter() - due) * 1000)
        if placed.get("__typename") == "OrderPlaced":
            self.accepted.append(self.answered[-1])
        else:
            self.said[placed.get("message", "") or str(answer.get("errors", "no answer"))] += 1

    async def _post(self, body: bytes) -> Any:
        host = self.desk.url.removeprefix("http://")
        name, _, port = host.partition(":")
        while self._idle and self._idle[-1][0].at_eof():
            self._idle.pop()[1].close()  # the desk closes what nobody has used for seconds
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(name, int(port))
        head = f"POST /graphql HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {self.desk.token}\r\n"
        writer.write(f"{head}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
        heads = await reader.readuntil(b"\r\n\r\n")
        [length] = re.findall(rb"(?i)\r\ncontent-length: *(\d+)", heads)
        answer = orjson.loads(await reader.readexactly(int(length)))
        self._idle.append((reader, writer))
        return answer

    async def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def load(desk: Running, portfolios: Sequence[str], name: str, rate: int, count: int) -> Client:
    """Place so many orders at so many a second."""
    client = Client(desk, portfolios, name)
    began = time.perf_counter() + 0.5
    try:
        await asyncio.gather(*(client.at(began + number / rate, number) for number in range(count)))
    finally:
        await client.close()
    return client


def settle(desk: Running, portfolios: Sequence[str]) -> None:
    """Wait until the broker has everything."""
    deadline = time.perf_counter() + SETTLE_S
    with desk.api() as api:
        while any(api.ask(OPEN, id=each)["portfolio"]["orders"]["totalCount"] for each in portfolios):
            if time.perf_counter() > deadline:
                raise SystemExit(f"orders have not reached the broker after {SETTLE_S} s")
            time.sleep(0.2)


def spent(desk: Running) -> dict[str, float]:
    return {name: cpu_s(process) for name, process in desk.processes.items()}


async def delays(desk: Running) -> tuple[list[float], list[float]]:
    """Return milliseconds from the decision about each order of the load to its claim, and to the broker's answer.

    The call lies between the two; the decision comes before the commit that accepts.
    """
    await engine.connect(desk.database_url)
    try:
        mine = Order.filter(idempotency_key__startswith="load-")
        sent = {row[0]: row[1:] for row in await mine.values_list("id", "sent_at", "acked_at")}
        at = dict(await OrderMessage.filter(denied=False).values_list("order_id", "at"))
    finally:
        await engine.close()
    claimed, answered = ([(each[i] - at[name]).total_seconds() * 1000 for name, each in sent.items()] for i in (0, 1))
    return claimed, answered


def part(figures: Sequence[float], share: float) -> float:
    """Return what this share of all does not exceed."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, round(len(ordered) * share))]


def measured(goal: Goal, opened: AbstractContextManager[Running]) -> list[Figure]:
    """Put a desk under its load and return what came of it."""
    where, count = goal.where, goal.rate * STEADY_S
    with opened as desk:
        with desk.api() as api:
            portfolios = [api.portfolio(f"Load {number}") for number in range(PORTFOLIOS)]
        asyncio.run(load(desk, portfolios, "warm", goal.rate, WARM))
        settle(desk, portfolios)
        before = spent(desk)
        time.sleep(IDLE_S)
        idle = {name: (s - before[name]) / IDLE_S for name, s in spent(desk).items()}
        before, began = spent(desk), time.perf_counter()
        client = asyncio.run(load(desk, portfolios, "load", goal.rate, count))
        settle(desk, portfolios)
        lasted, after = time.perf_counter() - began, spent(desk)
        claimed, answered = asyncio.run(delays(desk))
        memory = {name: resident_mib(process) for name, process in desk.processes.items()}
    placed = len(client.accepted)
    for said, times in client.said.most_common():
        print(f"{where}: not placed, {times} times: {said}")
    # what was refused has cost time too, and must not make the rest look cheap
    cpu = {name: (after[name] - before[name] - idle[name] * lasted) * 1000 / max(1, placed) for name in after}
    at = f"{where}, {goal.rate}/s:"
    return [
        Figure(name=f"{at} accepted p50", value=part(client.accepted, 0.5), unit="ms"),
        Figure(name=f"{at} accepted p99", value=part(client.accepted, 0.99), unit="ms", goal=goal.p99_ms),
        Figure(name=f"{at} slowest answer, refusals too", value=max(client.answered), unit="ms", goal=SLOWEST_MS),
        Figure(name=f"{at} not placed", value=count - placed, unit="orders", goal=0),
        Figure(name=f"{at} accepted to the claim p95", value=part(claimed, 0.95), unit="ms", goal=CALL_MS),
        Figure(name=f"{at} accepted to the broker's answer p95", value=part(answered, 0.95), unit="ms"),
        Figure(name=f"{at} the generator's own lateness p99", value=part(client.late, 0.99), unit="ms", goal=LATE_MS),
        *(Figure(name=f"{at} CPU of {name}, an order placed", value=ms, unit="ms") for name, ms in cpu.items()),
        *(Figure(name=f"{at} CPU of {name}, idle", value=share * 100, unit="%") for name, share in idle.items()),
        *(Figure(name=f"{where}: memory of {name}", value=mib, unit="MiB") for name, mib in memory.items()),
    ]


def raw_commits(folder: Path, rounds: int = 100) -> float:
    """Return the median milliseconds of one order's durable commits on this disk, with nothing around them."""
    database = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE t (body TEXT)")
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        for _ in range(COMMITS):
            database.execute("INSERT INTO t VALUES (?)", ("x" * 500,))
        took.append((time.perf_counter() - began) * 1000)
    database.close()
    return statistics.median(took)


def _servers_missing() -> str | None:
    if _postgres_binaries() is None:
        return "no PostgreSQL binaries were found (apt package postgresql)"
    try:
        server_binary()
    except StartError as missing:
        return str(missing)
    return None


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where there is one; 0 when the goals are reached."""
    cores, loads = os.cpu_count(), os.getloadavg()
    print(f"{cores} cores, load {loads[0]:.1f} before; {PORTFOLIOS} portfolios, {STEADY_S} s of load each")
    with tempfile.TemporaryDirectory() as place:
        found = [Figure(name=f"{COMMITS} durable commits on this disk, raw", value=raw_commits(Path(place)), unit="ms")]
        found += [
            Figure(name=f"SQL statements to {what}", value=number, unit="")
            for what, number in asyncio.run(per_order(Path(place))).items()
        ]
    with tempfile.TemporaryDirectory() as place:
        found += measured(SQLITE, up(settings_of(Path(place)), Path(place)))
    if (missing := _servers_missing()) is not None:
        print(f"PostgreSQL was not measured: {missing}.")
    else:
        with tempfile.TemporaryDirectory() as place:
            found += measured(POSTGRES, on_postgres(Path(place)))
    return show(found)


if __name__ == "__main__":
    sys.exit(main())
