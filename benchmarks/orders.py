"""placeOrder at a steady rate over HTTP on a running desk, on SQLite and PostgreSQL: `python -m benchmarks.orders`.

Orders are due at fixed times, answered or not, and a late one counts from when it was due. Processor time is what the
processes used for the load, less what they use without; on a busy machine it says more than the clock.
"""

import asyncio
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

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
LATE_MS = 5.0  # while the generator itself is no later than this, the desk is what is measured
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
    """Places orders over kept connections and notes how each went, in milliseconds from when it was due."""

    line: httpx.AsyncClient
    portfolios: Sequence[str]
    name: str
    answered: list[float]
    late: list[float]
    placed: int = 0
    said: str = ""

    async def at(self, due: float, number: int) -> None:
        await asyncio.sleep(due - time.perf_counter())
        self.late.append((time.perf_counter() - due) * 1000)
        portfolio = self.portfolios[number % len(self.portfolios)]
        terms = {"portfolioId": portfolio, "symbol": "IBM", "side": "BUY", "quantity": "1"}
        wanted = {"terms": terms, "allowDuplicate": True, "idempotencyKey": f"{self.name}-{number}"}
        with suppress(httpx.TransportError):  # an order without an answer is one that was not placed
            answer = (await self.line.post("/graphql", json={"query": PLACE, "variables": {"input": wanted}})).json()
            placed = (answer.get("data") or {}).get("placeOrder") or {}
            self.placed += placed.get("__typename") == "OrderPlaced"
            self.said = self.said or placed.get("message", "") or str(answer.get("errors", ""))
        self.answered.append((time.perf_counter() - due) * 1000)


async def load(desk: Running, portfolios: Sequence[str], name: str, rate: int, count: int) -> Client:
    """Place so many orders at so many a second."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    headers = {"authorization": f"Bearer {desk.token}"}
    async with httpx.AsyncClient(base_url=desk.url, headers=headers, limits=limits, timeout=60) as line:
        client = Client(line, portfolios, name, [], [])
        began = time.perf_counter() + 0.5
        await asyncio.gather(*(client.at(began + number / rate, number) for number in range(count)))
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
    if client.placed < count:
        print(f"{where}: not placed, for one: {client.said}")
    # what was refused has cost time too, and must not make the rest look cheap
    cpu = {name: (after[name] - before[name] - idle[name] * lasted) * 1000 / max(1, client.placed) for name in after}
    at = f"{where}, {goal.rate}/s:"
    return [
        Figure(name=f"{at} accepted p50", value=part(client.answered, 0.5), unit="ms"),
        Figure(name=f"{at} accepted p99", value=part(client.answered, 0.99), unit="ms", goal=goal.p99_ms),
        Figure(name=f"{at} not placed", value=count - client.placed, unit="orders", goal=0),
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
