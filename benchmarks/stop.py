"""How quickly a stop ends 100 working orders, and a killed desk with 1,000 is back: `python -m benchmarks.stop`.

The stop comes also while 200 orders are placed at once. On the embedded SQLite, and on a PostgreSQL of its own where
its binaries are. Exit code 1 when a goal is missed.
"""

import asyncio
import signal
import sys
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path

import httpx

from benchmarks.desks import QUOTE, Api, Running, await_words, settings_of, started, up
from benchmarks.table import Figure, show
from tests.servers import _postgres_binaries, private_postgres

ROUNDS, ORDERS, RESTART_ORDERS = 5, 100, 1000
CROWD = 200  # orders at once on one portfolio
GOALS = {
    "engageStop": 200.0,
    "first cancel": 500.0,
    "all confirmed": 5000.0,
    "ready again": 10_000.0,
    f"engageStop among {CROWD} orders at once": 200.0,
    "another portfolio's order meanwhile": 200.0,
}
PLACE = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on Problem { message } } }"""
OPEN = """query($id: ID!) { portfolio(id: $id) { orders(first: 1, filter: {status: [WORKING]}) { totalCount } } }"""
STOP = """mutation($id: ID!) { engageStop(input: {portfolioId: $id, note: "benchmark"}) { __typename
  ... on StopEngaged { receipts { id } } ... on Problem { message } } }"""
RECEIPT = """query($id: ID!) { node(id: $id) { ... on StopReceipt { firstCancelMs allConfirmedMs ordersCanceled
  ordersStillOpen ordersUnknown steps { name atMs } } } }"""


def working(api: Api, name: str, count: int) -> str:
    """Return a new portfolio with so many orders that work at the paper broker."""
    portfolio_id = api.portfolio(name)
    quote = api.ask(QUOTE)["instrument"]["quote"]["last"]
    terms = {"portfolioId": portfolio_id, "symbol": "IBM", "side": "BUY", "type": "LIMIT", "timeInForce": "GTC"}
    terms |= {"quantity": "1", "limitPrice": f"{float(quote) * 0.9:.2f}"}
    for number in range(count):
        wanted = {"terms": terms, "allowDuplicate": True, "idempotencyKey": f"{name}-{number}"}
        placed = api.ask(PLACE, input=wanted)["placeOrder"]
        if placed["__typename"] != "OrderPlaced":
            raise SystemExit(f"order {number} was not placed: {placed}")
    deadline = time.perf_counter() + 120
    while api.ask(OPEN, id=portfolio_id)["portfolio"]["orders"]["totalCount"] < count:
        if time.perf_counter() > deadline:
            raise SystemExit("the orders do not work")
        time.sleep(0.1)
    return portfolio_id


def stopped(api: Api, portfolio_id: str, count: int) -> tuple[float, float, float]:
    """Stop a portfolio; return milliseconds to the answer, to the first cancel and until all are confirmed."""
    began = time.perf_counter()
    [receipt] = api.ask(STOP, id=portfolio_id)["engageStop"]["receipts"]
    answered = (time.perf_counter() - began) * 1000
    deadline = time.perf_counter() + 60
    while time.perf_counter() < deadline:
        came = api.ask(RECEIPT, id=receipt["id"])["node"]
        if any(step["name"] == "done" for step in came["steps"]):
            if (came["ordersCanceled"], came["ordersStillOpen"], came["ordersUnknown"]) != (count, 0, 0):
                raise SystemExit(f"the stop left something: {came}")
            return answered, float(came["firstCancelMs"]), float(came["allConfirmedMs"])
        time.sleep(0.02)
    raise SystemExit("the stop was not carried out")


async def crowded(desk: Running, crowd: str, other: str) -> tuple[float, float]:
    """Place very many orders on a portfolio at once; return milliseconds to stop it and to place another's."""
    terms = {"symbol": "IBM", "side": "BUY", "quantity": "1"}

    async def ask(document: str, **variables: object) -> float:
        began = time.perf_counter()
        answer = (await line.post("/graphql", json={"query": document, "variables": variables})).json()
        if "errors" in answer:
            raise SystemExit(answer["errors"])
        return (time.perf_counter() - began) * 1000

    def place(portfolio_id: str, key: str) -> Coroutine[None, None, float]:
        wanted = {"terms": {**terms, "portfolioId": portfolio_id}, "allowDuplicate": True, "idempotencyKey": key}
        return ask(PLACE, input=wanted)

    limits = httpx.Limits(max_connections=CROWD + 10, max_keepalive_connections=CROWD + 10)
    headers = {"authorization": f"Bearer {desk.token}"}
    async with httpx.AsyncClient(base_url=desk.url, headers=headers, limits=limits, timeout=60) as line:
        orders = [asyncio.create_task(place(crowd, f"{crowd}-{number}")) for number in range(CROWD)]
        await asyncio.sleep(0.3)  # all of them are on their way by then, and most of them wait
        stopping, another = await asyncio.gather(ask(STOP, id=crowd), place(other, crowd))
        await asyncio.gather(*orders)
    return stopping, another


def measured(folder: Path, **more: str) -> dict[str, list[float]]:
    """Run every round on one desk, then kill it with 1,000 open orders and start it again."""
    settings = settings_of(folder, **more)
    spent: dict[str, list[float]] = {name: [] for name in GOALS}
    with up(settings, folder) as desk, desk.api() as api:
        for number in range(ROUNDS):
            took = stopped(api, working(api, f"round {number}", ORDERS), ORDERS)
            for name, ms in zip(GOALS, took, strict=False):
                spent[name].append(ms)
        for number in range(ROUNDS):
            crowd, other = (api.portfolio(f"{name} {number}") for name in ("crowd", "other"))
            for name, ms in zip(list(GOALS)[-2:], asyncio.run(crowded(desk, crowd, other)), strict=True):
                spent[name].append(ms)
        working(api, "restart", RESTART_ORDERS)
        for process in desk.processes.values():
            process.send_signal(signal.SIGKILL)
            process.wait()
    began = time.perf_counter()
    with started(settings, folder / "log", "up") as again:
        await_words(folder / "log", again)
        while httpx.get(f"{desk.url}/readyz").status_code != 200:
            time.sleep(0.02)
        spent["ready again"].append((time.perf_counter() - began) * 1000)
    return spent


def figures(where: str, spent: dict[str, list[float]]) -> list[Figure]:
    """Return the slowest of every step, which is what its goal is held against."""
    return [
        Figure(name=f"{where}: {name}", value=max(spent[name]), unit="ms", goal=goal) for name, goal in GOALS.items()
    ]


def main() -> int:
    """Measure on every database there is and print; 0 when the goals are reached."""
    with tempfile.TemporaryDirectory() as place:
        found = figures("SQLite", measured(Path(place)))
    if _postgres_binaries() is not None:
        with tempfile.TemporaryDirectory() as place, private_postgres(durable=True) as server:
            found += figures("PostgreSQL", measured(Path(place), DATABASE_URL=server.create_database()))
    print(f"The slowest of {ROUNDS} stops of {ORDERS} working orders each; a restart with {RESTART_ORDERS} open orders")
    return show(found)


if __name__ == "__main__":
    sys.exit(main())
