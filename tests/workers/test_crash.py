"""Proves that kill -9 of a worker or of the API never loses an order and never makes a second one."""

import asyncio
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.system import SystemClock
from db.models import Execution, Order, Outbox
from db.reads.facts import order_status
from tests import crash_runner
from tests.desks import Stage, buy, stage
from tests.servers import PrivateRedis, private_redis
from trading.orders import OrderStatus
from workers import orders as jobs

ROOT = Path(__file__).parents[2]
WITHIN_S = 30  # lease 6 s, sweeps every 3 s, and a machine that may be busy


@pytest.fixture
def redis() -> Iterator[PrivateRedis]:
    with private_redis() as redis:
        yield redis


@pytest.fixture
async def desk(database: str, tmp_path: Path, redis: PrivateRedis) -> AsyncIterator[Stage]:
    async with stage(tmp_path, redis.url, clock=SystemClock()) as built:
        yield built


@asynccontextmanager
async def process(
    database: str, redis: PrivateRedis, folder: Path, point: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    command = [sys.executable, "-m", "tests.crash_runner", database, redis.url, str(folder), point]
    started = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def dies_at(point: str, database: str, redis: PrivateRedis, folder: Path) -> None:
    async with process(database, redis, folder, point) as victim, asyncio.timeout(WITHIN_S):
        assert await victim.wait() == -signal.SIGKILL


async def is_filled_once(desk: Stage, database: str, redis: PrivateRedis, folder: Path) -> None:
    """Start a worker as it should be; the one order ends FILLED, with one execution, and the books agree."""
    [order] = await Order.all()
    async with process(database, redis, folder, crash_runner.NOWHERE), asyncio.timeout(WITHIN_S):
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
async def test_a_worker_may_die(desk: Stage, database: str, redis: PrivateRedis, tmp_path: Path, point: str) -> None:
    placed = await desk.place(buy("AAA", "10"))
    await dies_at(point, database, redis, tmp_path)
    at_broker = await desk.broker.lookup(desk.portfolio_id, placed.order.client_order_id)
    assert (at_broker is None) == (point == crash_runner.BEFORE_CALL)
    assert await desk.status(placed.order.id) in (OrderStatus.SUBMITTED, OrderStatus.WORKING)
    assert await Execution.all().count() == 0
    await is_filled_once(desk, database, redis, tmp_path)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("point", [crash_runner.EXITS_BEFORE_CALL, crash_runner.EXITS_AFTER_CALL])
async def test_a_worker_may_die_over_two_exits(
    desk: Stage, database: str, redis: PrivateRedis, tmp_path: Path, point: str
) -> None:
    terms = replace(buy("AAA", "10"), stop_loss=Decimal(90), take_profit=Decimal(120))
    entry = await desk.place(terms)
    waiting = await Outbox.get(topic="submit_order", done_at=None)
    await jobs.submit_order({"crew": desk.crew}, {**waiting.payload, "outbox_id": waiting.id})
    exits = Order.filter(parent_id=entry.order.id).order_by("sequence")
    assert [each.sent_at for each in await exits] == [None, None]
    await dies_at(point, database, redis, tmp_path)
    names = [each.client_order_id for each in await exits]
    found = [await desk.broker.lookup(desk.portfolio_id, name) for name in names]
    assert [each is None for each in found] == [point == crash_runner.EXITS_BEFORE_CALL] * 2
    async with process(database, redis, tmp_path, crash_runner.NOWHERE), asyncio.timeout(WITHIN_S):
        while [order_status(each) for each in await exits] != [OrderStatus.WORKING] * 2:
            await asyncio.sleep(0.05)
    account = await desk.broker.account(desk.portfolio_id)
    assert sorted(each.client_order_id for each in account.open_orders) == sorted(names)
    with closing(sqlite3.connect(tmp_path / "paper.db")) as book:
        assert book.execute("SELECT count(*) FROM orders").fetchone() == (3,)
    await desk.tick(AAA="89")
    await desk.work()
    assert [order_status(each) for each in await exits] == [OrderStatus.CANCELED, OrderStatus.FILLED]
    assert await desk.held("AAA") == 0
    await desk.sound()


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_the_api_may_die_between_commit_and_queue(
    desk: Stage, database: str, redis: PrivateRedis, tmp_path: Path
) -> None:
    await dies_at(crash_runner.BEFORE_ANNOUNCING, database, redis, tmp_path)
    assert [await desk.status(order.id) for order in await Order.all()] == [OrderStatus.NEW]
    await is_filled_once(desk, database, redis, tmp_path)
