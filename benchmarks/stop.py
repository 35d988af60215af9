"""How quickly a stop ends 100 working orders, and a killed desk with 1,000 is back: `python -m benchmarks.stop`.

On the embedded SQLite, and on a PostgreSQL of its own where its binaries are. Exit code 1 when a goal is missed.
"""

import signal
import sys
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.desks import QUOTE, Api, await_words, settings_of, started, up
from benchmarks.table import Figure, show
from tests.servers import _postgres_binaries, private_postgres

ROUNDS, ORDERS, RESTART_ORDERS = 5, 100, 1000
GOALS = {"engageStop": 200.0, "first cancel": 500.0, "all confirmed": 5000.0, "ready again": 10_000.0}
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


def measured(folder: Path, **more: str) -> dict[str, list[float]]:
    """Run every round on one desk, then kill it with 1,000 open orders and start it again."""
    settings = settings_of(folder, **more)
    spent: dict[str, list[float]] = {name: [] for name in GOALS}
    with up(settings, folder) as desk, desk.api() as api:
        for number in range(ROUNDS):
            took = stopped(api, working(api, f"round {number}", ORDERS), ORDERS)
            for name, ms in zip(GOALS, took, strict=False):
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
