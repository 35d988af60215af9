"""From placeOrder to the FILLED event on a running desk, against the disk commits that the path cannot do without.

Also the time from the command to the first answer, and the memory of the process. `python -m benchmarks.orders`.
"""

import asyncio
import json
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import connect

from benchmarks.table import Figure, show

ORDERS = 200
RATE = 50  # orders a second
STEADY_S = 20
SETTLE_S = 5  # for the last of them to be sent
COMMITS = 5  # place, claim, the paper broker's book, book the fill, acknowledge
PLACE = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { order { id } } ... on Problem { message } } }"""
UPDATES = "subscription($id: ID!) { orderUpdates(portfolioId: $id) { orders { id status } } }"
CREATE = """mutation { createPortfolio(input: {name: "Bench", openingCash: "1000000", idempotencyKey: "bench"}) {
  __typename ... on PortfolioChanged { portfolio { id } } ... on Problem { message } } }"""
LIMITS = """mutation($id: ID!) { setRiskLimits(input: {portfolioId: $id, reason: "benchmark", ordersPerSecond: 1000,
  ordersPerMinute: 60000, dailyRiskBudgetRatio: "1"}) { __typename ... on Problem { message } } }"""
STATE = '{ instrument(symbol: "IBM") { quote { last at } } }'


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def raw_commits(folder: Path, rounds: int) -> list[float]:
    """Milliseconds for the durable commits of one order on this disk, done with nothing around them."""
    database = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE t (body TEXT)")
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        for _ in range(COMMITS):
            database.execute("INSERT INTO t VALUES (?)", ("x" * 500,))
        spent.append((time.perf_counter() - began) * 1000)
    database.close()
    return spent


def row(name: str, spent: Sequence[float]) -> str:
    ordered = sorted(spent)
    p99 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return f"{name:<34} p50 {statistics.median(ordered):8.1f} ms   p99 {p99:8.1f} ms"


async def fills(url: str, token: str, count: int) -> list[float]:
    """Place orders one after the other in an open session; milliseconds until each is seen FILLED."""
    headers = {"authorization": f"Bearer {token}"}
    spent = []
    async with httpx.AsyncClient(base_url=url, headers=headers) as client:
        created = (await client.post("/graphql", json={"query": CREATE})).json()["data"]["createPortfolio"]
        portfolio_id = created["portfolio"]["id"]
        raised = (await client.post("/graphql", json={"query": LIMITS, "variables": {"id": portfolio_id}})).json()
        if raised["data"]["setRiskLimits"]["__typename"] != "PortfolioChanged":
            raise SystemExit(f"the limits were not raised: {raised}")
        address = url.replace("http", "ws") + "/graphql"
        async with connect(address, subprotocols=["graphql-transport-ws"]) as stream:  # type: ignore[list-item]
            await stream.send(json.dumps({"type": "connection_init", "payload": headers}))
            await stream.recv()
            subscribe = {"query": UPDATES, "variables": {"id": portfolio_id}}
            await stream.send(json.dumps({"type": "subscribe", "id": "1", "payload": subscribe}))
            await stream.recv()
            for number in range(count):
                side = "BUY" if number % 2 == 0 else "SELL"
                terms = {"portfolioId": portfolio_id, "symbol": "IBM", "side": side, "quantity": "1"}
                wanted = {"input": {"terms": terms, "allowDuplicate": True, "idempotencyKey": f"bench-{number}"}}
                began = time.perf_counter()
                answer = (await client.post("/graphql", json={"query": PLACE, "variables": wanted})).json()
                placed = answer["data"]["placeOrder"]
                if placed["__typename"] != "OrderPlaced":
                    raise SystemExit(f"order {number} was not placed: {placed}")
                await _until_filled(stream, placed["order"]["id"])
                spent.append((time.perf_counter() - began) * 1000)
    return spent


async def steady(url: str, token: str) -> tuple[list[float], list[float], int]:
    """Place RATE orders a second at fixed times, answered or not; return milliseconds from due to answered, and to
    sent, and how many were not placed.

    How late they were sent is the generator's own share: while it is little, the desk is what is measured.
    """
    answered: list[float] = []
    late: list[float] = []
    placed: list[bool] = []
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    headers = {"authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, limits=limits, timeout=30) as client:
        created = (await client.post("/graphql", json={"query": CREATE})).json()["data"]["createPortfolio"]
        began = time.perf_counter() + 0.5

        async def once(number: int) -> None:
            due = began + number / RATE
            await asyncio.sleep(due - time.perf_counter())
            late.append((time.perf_counter() - due) * 1000)
            side = "BUY" if number % 2 == 0 else "SELL"
            terms = {"portfolioId": created["portfolio"]["id"], "symbol": "IBM", "side": side, "quantity": "1"}
            wanted = {"input": {"terms": terms, "allowDuplicate": True, "idempotencyKey": f"load-{number}"}}
            with suppress(httpx.TransportError):  # an order without an answer is one that was not placed
                answer = (await client.post("/graphql", json={"query": PLACE, "variables": wanted})).json()
                placed.append((answer.get("data") or {}).get("placeOrder", {}).get("__typename") == "OrderPlaced")
            answered.append((time.perf_counter() - due) * 1000)

        await asyncio.gather(*(once(number) for number in range(RATE * STEADY_S)))
    return answered, late, RATE * STEADY_S - sum(placed)


def to_the_call(database: Path) -> list[float]:
    """Milliseconds from the acceptance of each order of the load to the claim with which its broker is called."""
    with closing(sqlite3.connect(database)) as rows:
        times = rows.execute(
            "SELECT m.at, o.sent_at FROM order_messages m JOIN orders o ON o.id = m.order_id"
            " WHERE o.idempotency_key LIKE 'load-%' AND o.sent_at IS NOT NULL"
        ).fetchall()
    return [(datetime.fromisoformat(sent) - datetime.fromisoformat(at)).total_seconds() * 1000 for at, sent in times]


def part(spent: Sequence[float], share: float) -> float:
    """Return what this share of all does not exceed."""
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, round(len(ordered) * share))]


async def _until_filled(stream: Any, order_id: str) -> None:
    async with asyncio.timeout(30):
        while True:
            message = json.loads(await stream.recv())
            for order in message.get("payload", {}).get("data", {}).get("orderUpdates", {}).get("orders", []):
                if order["id"] == order_id and order["status"] == "FILLED":
                    return


def resident_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def main() -> int:
    """Start a desk, measure, print, stop it; 0 when the goals are reached."""
    plimsoll = str(Path(sys.executable).parent / "plimsoll")
    with tempfile.TemporaryDirectory() as place:
        folder, port = Path(place), free_port()
        settings = {"DATA_DIR": str(folder / "data"), "PORT": str(port), "REPLAY_DAY_S": "20"}
        environment = {**os.environ, **{f"PLIMSOLL_{name}": value for name, value in settings.items()}}
        log = folder / "log"
        began = time.perf_counter()
        with log.open("wb") as output:
            desk = subprocess.Popen([plimsoll, "up"], env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            started = _await_words(log, desk)
            ready_s = started - began
            token = re.findall(r"plk_\S+", log.read_text())[0]
            url = f"http://127.0.0.1:{port}"
            _into_a_session(plimsoll, environment, url, token)
            memory = resident_mib(desk.pid)
            desk_ms = asyncio.run(fills(url, token, ORDERS))
            raw_ms = raw_commits(folder, ORDERS)
            load_ms, late_ms, lost = asyncio.run(steady(url, token))
            time.sleep(SETTLE_S)
            call_ms = to_the_call(folder / "data" / "plimsoll.db")
        finally:
            desk.terminate()
            desk.wait(30)
    print(f"plimsoll up to its words            {ready_s:8.2f} s")
    print(f"memory of the process               {memory:8.0f} MiB")
    print(row("placeOrder to FILLED", desk_ms))
    print(row(f"{COMMITS} durable commits, raw", raw_ms))
    print(f"ratio of the medians                {statistics.median(desk_ms) / statistics.median(raw_ms):8.1f}")
    return show(
        [
            Figure(name=f"placeOrder at {RATE}/s, SQLite: p50", value=part(load_ms, 0.5), unit="ms"),
            Figure(name=f"placeOrder at {RATE}/s, SQLite: p99", value=part(load_ms, 0.99), unit="ms", goal=50),
            Figure(name="orders of the load that were not placed", value=lost, unit="", goal=0),
            Figure(name="accepted to the broker's call: p95", value=part(call_ms, 0.95), unit="ms", goal=60),
            Figure(name="the generator's own lateness: p99", value=part(late_ms, 0.99), unit="ms", goal=5),
        ]
    )


def _await_words(log: Path, desk: "subprocess.Popen[bytes]") -> float:
    deadline = time.perf_counter() + 60
    while "goes on where this one ended" not in log.read_text():
        if desk.poll() is not None or time.perf_counter() > deadline:
            raise SystemExit(log.read_text())
        time.sleep(0.01)
    return time.perf_counter()


def _into_a_session(plimsoll: str, environment: dict[str, str], url: str, token: str) -> None:
    """Wait until the first session is open, then hold the market still in it."""
    headers = {"authorization": f"Bearer {token}"}
    deadline = time.perf_counter() + 60
    while time.perf_counter() < deadline:
        answer = httpx.post(f"{url}/graphql", json={"query": STATE}, headers=headers).json()
        quote = answer["data"]["instrument"]["quote"]
        if quote is not None and quote["at"] > "2011-03-01T15":
            subprocess.run([plimsoll, "market", "pause"], env=environment, check=True, capture_output=True)
            return
        time.sleep(0.1)
    raise SystemExit("the market did not open")


if __name__ == "__main__":
    sys.exit(main())
