"""Proves that kill -9 of a worker or of the API never loses an order and never makes a second one."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest

from db.models import Execution, Order, Outbox
from db.reads.facts import order_status
from tests import crash_runner
from tests.desks import Stage, buy
from tests.workers.crashes import WITHIN_S, Ground
from trading.orders import OrderStatus
from workers import orders as jobs


async def is_filled_once(desk: Stage, ground: Ground) -> None:
    """Start a worker as it should be; the one order ends FILLED, with one execution, and the books agree."""
    [order] = await Order.all()
    async with ground.process(), asyncio.timeout(WITHIN_S):
        while await desk.status(order.id) is not OrderStatus.FILLED:
            await asyncio.sleep(0.05)
    assert await Execution.all().count() == 1
    assert (await desk.broker.account(desk.portfolio_id)).positions == {"AAA": 10}
    assert await desk.held("AAA") == 10
    await desk.sound()


@pytest.mark.parametrize(
    ("dialect", "point"),
    [
        ("sqlite", crash_runner.BEFORE_CALL),
        ("sqlite", crash_runner.BEFORE_BOOKING),
        ("sqlite", crash_runner.WHILE_BOOKING),
        ("postgres", crash_runner.WHILE_BOOKING),
    ],
    indirect=["dialect"],
)
async def test_a_worker_may_die(live: Stage, ground: Ground, point: str) -> None:
    placed = await live.place(buy("AAA", "10"))
    await ground.dies_at(point)
    at_broker = await live.broker.lookup(live.portfolio_id, placed.order.client_order_id)
    assert (at_broker is None) == (point == crash_runner.BEFORE_CALL)
    assert await live.status(placed.order.id) in (OrderStatus.SUBMITTED, OrderStatus.WORKING)
    assert await Execution.all().count() == 0
    await is_filled_once(live, ground)


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("point", [crash_runner.EXITS_BEFORE_CALL, crash_runner.EXITS_AFTER_CALL])
async def test_a_worker_may_die_over_two_exits(live: Stage, ground: Ground, point: str) -> None:
    terms = replace(buy("AAA", "10"), stop_loss=Decimal(90), take_profit=Decimal(120))
    entry = await live.place(terms)
    waiting = await Outbox.get(topic="submit_order", done_at=None)
    await jobs.submit_order({"crew": live.crew}, {**waiting.payload, "outbox_id": waiting.id})
    exits = Order.filter(parent_id=entry.order.id).order_by("sequence")
    assert [each.sent_at for each in await exits] == [None, None]
    await ground.dies_at(point)
    names = [each.client_order_id for each in await exits]
    found = [await live.broker.lookup(live.portfolio_id, name) for name in names]
    assert [each is None for each in found] == [point == crash_runner.EXITS_BEFORE_CALL] * 2
    async with ground.process(), asyncio.timeout(WITHIN_S):
        while [order_status(each) for each in await exits] != [OrderStatus.WORKING] * 2:
            await asyncio.sleep(0.05)
    account = await live.broker.account(live.portfolio_id)
    assert sorted(each.client_order_id for each in account.open_orders) == sorted(names)
    with closing(sqlite3.connect(ground.folder / "paper.db")) as book:
        assert book.execute("SELECT count(*) FROM orders").fetchone() == (3,)
    await live.tick(AAA="89")
    await live.work()
    assert [order_status(each) for each in await exits] == [OrderStatus.CANCELED, OrderStatus.FILLED]
    assert await live.held("AAA") == 0
    await live.sound()


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_the_api_may_die_between_commit_and_queue(live: Stage, ground: Ground) -> None:
    await ground.dies_at(crash_runner.BEFORE_ANNOUNCING)
    assert [await live.status(order.id) for order in await Order.all()] == [OrderStatus.NEW]
    await is_filled_once(live, ground)
