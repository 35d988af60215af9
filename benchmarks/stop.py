"""How quickly a stop ends 100 working orders, and a killed desk with 1,000 is back: `python -m benchmarks.stop`.

On the embedded SQLite, and on a PostgreSQL of its own where its binaries are. Exit code 1 when a goal is missed.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from adapters.process import die_with_parent
from benchmarks.orders import _await_words, _into_a_session, free_port
from benchmarks.table import Figure, show
from tests.servers import _postgres_binaries, private_postgres

ROUNDS, ORDERS, RESTART_ORDERS = 5, 100, 1000
GOALS = {"engageStop": 200.0, "first cancel": 500.0, "all confirmed": 5000.0, "ready again": 10_000.0}
CREATE = """mutation($key: String!) {
  createPortfolio(input: {name: $key, openingCash: "100000000", idempotencyKey: $key}) {
  __typename ... on PortfolioChanged { portfolio { id } } ... on Problem { message } } }"""
LIMITS = """mutation($id: ID!) { setRiskLimits(input: {portfolioId: $id, reason: "benchmark", ordersPerSecond: 10000,
  ordersPerMinute: 600000, dailyRiskBudgetRatio: "1"}) { __typename ... on Problem { message } } }"""
PLACE = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on Problem { message } } }"""
OPEN = """query($id: ID!) { portfolio(id: $id) { orders(first: 1, filter: {status: [WORKING]}) { totalCount } } }"""
STOP = """mutation($id: ID!) { engageStop(input: {portfolioId: $id, note: "benchmark"}) { __typename
  ... on StopEngaged { receipts { id } } ... on Problem { message } } }"""
RECEIPT = """query($id: ID!) { node(id: $id) { ... on StopReceipt { firstCancelMs allConfirmedMs ordersCanceled
  ordersStillOpen ordersUnknown steps { name atMs } } } }"""


@dataclass(frozen=True, slots=True)
class Api:
    """The GraphQL endpoint of the desk that is measured."""

    client: httpx.Client

    def ask(self, document: str, **variables: Any) -> Any:
        answer = self.client.post("/graphql", json={"query": document, "variables": variables}).json()
        if "errors" in answer:
            raise SystemExit(answer["errors"])
        return answer["data"]


@contextmanager
def running(environment: dict[str, str], log: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    plimsoll = str(Path(sys.executable).parent / "plimsoll")
    with log.open("wb") as output:
        desk = subprocess.Popen(
            [plimsoll, "up"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=partial(die_with_parent, signal.SIGTERM, os.getpid()),  # noqa: PLW1509  one system call
        )
    try:
        _await_words(log, desk)
        yield desk
    finally:
        if desk.poll() is None:
            desk.terminate()
        desk.wait(60)


def working(api: Api, name: str, count: int) -> str:
    """Return a new portfolio with so many orders that work at the paper broker."""
    portfolio_id: str = api.ask(CREATE, key=name)["createPortfolio"]["portfolio"]["id"]
    api.ask(LIMITS, id=portfolio_id)
    quote = api.ask('{ instrument(symbol: "IBM") { quote { last } } }')["instrument"]["quote"]["last"]
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


def measured(folder: Path, more: dict[str, str]) -> dict[str, list[float]]:
    """Run every round on one desk, then kill it with 1,000 open orders and start it again."""
    port = free_port()
    settings = {"DATA_DIR": str(folder / "data"), "PORT": str(port), "REPLAY_DAY_S": "60", **more}
    environment = {**os.environ, **{f"PLIMSOLL_{name}": value for name, value in settings.items()}}
    url, log = f"http://127.0.0.1:{port}", folder / "log"
    plimsoll = str(Path(sys.executable).parent / "plimsoll")
    spent: dict[str, list[float]] = {name: [] for name in GOALS}
    with running(environment, log, port) as desk:
        token = next(word for word in log.read_text().split() if word.startswith("plk_"))
        _into_a_session(plimsoll, environment, url, token)
        with httpx.Client(base_url=url, headers={"authorization": f"Bearer {token}"}, timeout=30) as client:
            api = Api(client)
            for number in range(ROUNDS):
                took = stopped(api, working(api, f"round {number}", ORDERS), ORDERS)
                for name, ms in zip(GOALS, took, strict=False):
                    spent[name].append(ms)
            working(api, "restart", RESTART_ORDERS)
        desk.send_signal(signal.SIGKILL)
        desk.wait()
    began = time.perf_counter()
    with running(environment, log, port):
        while httpx.get(f"{url}/readyz").status_code != 200:
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
        found = figures("SQLite", measured(Path(place), {}))
    if _postgres_binaries() is not None:
        with tempfile.TemporaryDirectory() as place, private_postgres(durable=True) as server:
            found += figures("PostgreSQL", measured(Path(place), {"DATABASE_URL": server.create_database()}))
    print(f"The slowest of {ROUNDS} stops of {ORDERS} working orders each; a restart with {RESTART_ORDERS} open orders")
    return show(found)


if __name__ == "__main__":
    sys.exit(main())
