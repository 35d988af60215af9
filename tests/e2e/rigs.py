"""A desk in pieces over servers of its own, clients that never give up, and what must be true at the end."""

import asyncio
import base64
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from actions.audit import first_bad
from adapters.brokers.paper import PaperBroker
from db import engine
from db.models import AuditHead, Execution, Order, Outbox, Portfolio, Position
from db.reads.facts import order_status
from db.reads.proof import prove
from tests.e2e.desks import Process, command, free_port, running
from tests.e2e.test_pieces import SECRET, wait_for_a_feed
from tests.e2e.test_up import PLACE, order
from tests.servers import PrivatePostgres, PrivateRedis, private_postgres, private_redis, require
from trading.orders import OrderStatus

CREATE = """mutation { createPortfolio(input: {name: "Load", openingCash: "5000000", idempotencyKey: "load"}) {
  __typename ... on PortfolioChanged { portfolio { id } } ... on Problem { message } } }"""
LIMITS = """mutation($id: ID!) { setRiskLimits(input: {portfolioId: $id, reason: "load", ordersPerSecond: 1000,
  ordersPerMinute: 60000, dailyRiskBudgetRatio: "1"}) { __typename ... on Problem { message } } }"""
WITHIN_S = 120  # by then everything has healed, on a busy machine too
PAUSE_S = 0.1


@dataclass
class Rig:
    """The pieces by name (`serve`, `orders`, `feed`), all with the same settings; each can be killed and started."""

    folder: Path
    shared: dict[str, Any]
    postgres: PrivatePostgres
    redis: PrivateRedis
    stack: ExitStack
    port: int = field(default_factory=free_port)
    pieces: dict[str, Process] = field(default_factory=dict)
    token: str = ""
    portfolio_id: str = ""
    keys: Iterator[int] = field(default_factory=count)

    @property
    def api(self) -> Process:
        return self.pieces["serve"]

    def start(self, name: str) -> None:
        words = ("serve",) if name == "serve" else ("worker", name)
        self.pieces[name] = self.stack.enter_context(running(self.folder, *words, port=self.port, **self.shared))
        self.pieces[name].token = self.token

    def kill(self, name: str) -> None:
        """kill -9."""
        self.pieces[name].popen.kill()
        self.pieces[name].popen.wait()

    def open(self) -> None:
        """Start everything, hold the market still in an open session, and make a portfolio with room for the load."""
        for name in ("serve", "orders", "feed"):
            self.start(name)
        self.api.wait_ready()
        self.token = command(self.folder, "token", **self.shared).stdout.strip()
        self.api.token = self.token
        wait_for_a_feed(self.api)
        self.api.wait_for_the_open()
        paused = command(self.folder, "market", "pause", **self.shared)
        assert paused.returncode == 0, paused.stderr
        self.portfolio_id = self.api.query(CREATE)["createPortfolio"]["portfolio"]["id"]
        assert self.api.query(LIMITS, {"id": self.portfolio_id})["setRiskLimits"]["__typename"] == "PortfolioChanged"


@contextmanager
def rig(folder: Path) -> Iterator[Rig]:
    require("postgres")
    require("redis")
    with ExitStack() as stack:
        redis = stack.enter_context(private_redis())
        postgres = stack.enter_context(private_postgres(durable=True))
        shared: dict[str, Any] = {"database_url": postgres.create_database(), "redis_url": redis.url, "secret": SECRET}
        shared["replay_day_s"] = "30"
        migrated = command(folder, "migrate", **shared)
        assert migrated.returncode == 0, migrated.stderr
        built = Rig(folder, shared, postgres, redis, stack)
        built.open()
        yield built


# ---------------------------------------------------------------- the load


@dataclass
class Load:
    """What the clients have had: keys that were accepted, the latest order, and every other answer by its kind."""

    rig: Rig
    accepted: list[str] = field(default_factory=list)
    latest: str = ""
    answers: Counter[str] = field(default_factory=Counter)
    over: bool = False

    async def client(self) -> None:
        """Place one order after the other; repeat each with its key until it is accepted."""
        async with httpx.AsyncClient(timeout=60) as line:
            while not self.over:
                key = f"key-{next(self.rig.keys)}"
                while (kind := await self._once(line, key)) != "OrderPlaced":
                    self.answers[kind] += 1
                    await asyncio.sleep(PAUSE_S)
                self.accepted.append(key)

    async def _once(self, line: httpx.AsyncClient, key: str) -> str:
        """Return the type of the answer, the code of an error, or that no one was there; anything else fails."""
        variables = order(self.rig.portfolio_id, key)
        variables["input"]["allowDuplicate"] = True
        headers = {"authorization": f"Bearer {self.rig.token}"}
        try:
            answer = await line.post(
                f"{self.rig.api.url}/graphql", json={"query": PLACE, "variables": variables}, headers=headers
            )
        except httpx.TransportError:
            return "no answer"
        body = answer.json()
        if "errors" in body:
            code = body["errors"][0]["extensions"]["code"]
            assert (code, answer.status_code in (200, 503)) == ("UNAVAILABLE", True), answer.text
            return str(code)
        assert answer.status_code == 200, answer.text
        placed = body["data"]["placeOrder"]
        kind = str(placed["__typename"])
        assert kind in ("OrderPlaced", "UnavailableProblem", "IdempotencyProblem"), placed
        if kind == "OrderPlaced":
            self.latest = placed["order"]["id"]
        return kind

    async def more(self, number: int, within_s: float = WITHIN_S) -> None:
        """Wait until so many more orders are accepted: the desk serves."""
        wanted = len(self.accepted) + number
        try:
            async with asyncio.timeout(within_s):
                while len(self.accepted) < wanted:
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{len(self.accepted)} orders, not {wanted}; answers: {self.answers}") from None


@asynccontextmanager
async def loaded(built: Rig, clients: int = 3) -> AsyncIterator[Load]:
    """Orders keep coming; afterwards every one of them is filled, once, and all books agree."""
    load = Load(built)
    async with asyncio.TaskGroup() as group:
        for _ in range(clients):
            group.create_task(load.client())
        try:
            await load.more(3)
            yield load
        finally:
            load.over = True
    await settled(load)


async def settled(load: Load) -> None:
    """Wait until nothing is left to do, then hold our books against the broker's and against what clients were told."""
    built, mine = load.rig, from_global(load.rig.portfolio_id)
    await engine.connect(built.shared["database_url"])
    paper = PaperBroker(built.folder / "paper.db", seed=7, durable=False)
    try:
        async with asyncio.timeout(WITHIN_S):
            while await _unfinished(mine):
                await asyncio.sleep(0.2)
        orders = await Order.filter(portfolio_id=mine)
        keys = {each.idempotency_key for each in orders}
        assert set(load.accepted) <= keys
        assert len(keys) == len(orders)
        assert {order_status(each) for each in orders} == {OrderStatus.FILLED}
        assert await Execution.filter(portfolio_id=mine).count() == len(orders)
        portfolio = await Portfolio.get(id=mine)
        assert (await prove(portfolio)).failures == ()
        theirs = await paper.account(mine)
        assert theirs.positions == {"AAPL": Decimal(len(orders))}
        assert (await Position.get(portfolio_id=mine, symbol="AAPL")).quantity == len(orders)
        assert theirs.cash == portfolio.cash
        for head in await AuditHead.all():
            assert await first_bad(head.chain) is None
    finally:
        await paper.close()
        await engine.close()


async def _unfinished(portfolio_id: str) -> bool:
    waiting = Outbox.filter(portfolio_id=portfolio_id, done_at=None).exclude(queue="research")
    return await Order.exists(portfolio_id=portfolio_id, open=True) or await waiting.exists()


def from_global(identity: str) -> str:
    return base64.b64decode(identity).decode().partition(":")[2]
