"""Proves that kill -9 of a worker loses no order at Alpaca and makes no second one, at any point and under load."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import reconcile
from actions.portfolios import create
from adapters.brokers.alpaca_stub import AlpacaStub
from db.models import Execution, Order, Portfolio
from tests import crash_runner
from tests.desks import LOOSE, Stage, buy, sqlite_only
from tests.workers.crashes import Ground
from trading.orders import OrderStatus, Terms

D = Decimal
QUICK = (timedelta(0), timedelta(0))
WITHIN_S = 120  # leases of killed workers are waited for, on a machine that may be busy
KILLS = 3
ORDERS, LATER = 20, 4
pytestmark = sqlite_only


@dataclass
class Account:
    """A portfolio at Alpaca, whose part the stub plays, and the ground on which its workers die."""

    desk: Stage
    ground: Ground
    stub: AlpacaStub
    id: str

    @property
    def book(self) -> Any:
        return self.stub.books[crash_runner.KEY]

    async def place(self, terms: Terms) -> Order:
        return (await self.desk.place(terms, portfolio_id=self.id, allow_duplicate=True)).order

    async def until(self, *wanted: OrderStatus) -> None:
        """Wait until every order is one of these."""
        async with asyncio.timeout(WITHIN_S):
            while {await self.desk.status(order.id) for order in await Order.all()} - set(wanted):
                await asyncio.sleep(0.05)

    async def agrees(self) -> None:
        """Orders and executions here are those at the stub, one for one, and so are cash and positions."""
        ours = {order.client_order_id: order.filled for order in await Order.filter(portfolio_id=self.id)}
        theirs = [(order.wanted["client_order_id"], order.filled) for order in self.book.orders.values()]
        assert sorted(theirs) == sorted(ours.items())
        booked = [each.broker_execution_id for each in await Execution.filter(portfolio_id=self.id)]
        assert sorted(booked) == sorted(each["id"].rpartition("::")[2] for each in self.book.activities)
        found = await reconcile.differing(self.desk.desk, self.desk.crew.viewer, self.id, QUICK)
        assert found == ()
        await self.desk.sound()


@pytest.fixture
async def account(live: Stage, ground: Ground) -> AsyncIterator[Account]:
    async with AlpacaStub({crash_runner.KEY: crash_runner.SECRET}).serving() as stub:
        stub.quote("AAA", "99.99", "100.00")
        broker = crash_runner.alpaca_at(ground.folder, stub.url, stub.stream_url)
        live.crew = crash_runner.with_broker(live.crew, broker)
        made = await create(
            live.desk, live.owner, name="Alpaca", broker="alpaca", opening_cash=D(100_000), key="alpaca", watchlist=[]
        )
        await Portfolio.filter(id=made.portfolio.id).update(limits=LOOSE | {"max_quote_age_seconds": 3600})
        try:
            yield Account(live, replace(ground, alpaca=stub), stub, made.portfolio.id)
        finally:
            await broker.close()


@pytest.mark.parametrize(
    ("point", "arrived"),
    [
        (crash_runner.ALPACA_BEFORE_CALL, False),
        (crash_runner.ALPACA_UNHEARD, True),
        (crash_runner.WHILE_BOOKING, True),
    ],
)
async def test_a_worker_may_die_over_an_order_at_alpaca(account: Account, point: str, arrived: bool) -> None:
    order = await account.place(buy("AAA", "10"))
    await account.ground.dies_at(point)
    assert len(account.book.orders) == arrived
    assert await account.desk.status(order.id) in (OrderStatus.SUBMITTED, OrderStatus.WORKING)
    async with account.ground.process():
        await account.until(OrderStatus.FILLED)
    assert len(account.book.orders) == 1
    await account.agrees()


@pytest.mark.slow
async def test_workers_that_are_killed_under_load_lose_and_double_nothing(account: Account) -> None:
    """Orders come while one worker after the other is killed, and Alpaca leaves some of its answers out."""
    account.stub.misbehave("504-after", times=3)

    async def come(count: int) -> None:
        for number in range(count):
            await account.place(buy("AAA", "1") if number % 3 else buy("AAA", "2", limit="90", gtc=True))

    coming = asyncio.create_task(come(ORDERS))
    for number in range(1, KILLS + 1):
        async with account.ground.process() as victim, asyncio.timeout(WITHIN_S):
            while len(account.book.orders) < number * ORDERS // (KILLS + 1):
                await asyncio.sleep(0.005)
            victim.kill()
            await victim.wait()
    await coming
    await come(LATER)
    async with account.ground.process():
        await account.until(OrderStatus.FILLED, OrderStatus.WORKING)
    assert len(account.book.orders) == ORDERS + LATER
    await account.agrees()
