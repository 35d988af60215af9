"""Proves, against Alpaca's stub at a distance, that sixty-four orders go out at once and each of them once, and that
the cancels of a stop wait behind none of them; everything that was claimed is canceled and counted."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions import stops
from adapters.brokers import alpaca as module
from db.models import Order, Outbox, OutboxKind, StopReceipt
from tests.alpaca_desks import KEY, AtAlpaca, at_alpaca
from tests.desks import Stage, buy, sqlite_only, stage
from trading.stop import StopLevel, StopScope
from workers.main import QUEUES
from workers.orders import submit_order

pytestmark = sqlite_only
MANY = QUEUES["orders"][2]
FEW = 12
WITHIN_S = 120
POST, DELETE = ("POST", "/v2/orders"), ("DELETE", "/v2/orders")


@pytest.fixture
async def desk(database: str, tmp_path: Path, redis_url: str) -> AsyncIterator[Stage]:
    async with stage(tmp_path, redis_url) as built:
        yield built


async def jobs_of(desk: Stage, there: AtAlpaca, count: int) -> list[Outbox]:
    """Place so many orders that will wait at the broker, and return their jobs."""
    for number in range(count):
        terms = buy("AAA", "1", limit="97", gtc=True)
        placed = await desk.place(terms, portfolio_id=there.id, allow_duplicate=True, key=f"many-{number}")
        assert placed.order.open
    return await Outbox.filter(kind=OutboxKind.JOB, topic="submit_order", done_at=None)


async def carried(desk: Stage, jobs: list[Outbox]) -> None:
    context = {"crew": desk.crew}
    await asyncio.gather(*(submit_order(context, {**job.payload, "outbox_id": job.id}) for job in jobs))


async def test_as_many_calls_as_the_queue_has_jobs_are_made_at_once_and_each_once(desk: Stage, tmp_path: Path) -> None:
    async with at_alpaca(desk, tmp_path) as there, asyncio.timeout(WITHIN_S):
        there.stub.quote("AAA", "99.99", "100.00")
        jobs = await jobs_of(desk, there, MANY)
        there.stub.latency_s = 0.5
        await carried(desk, jobs)
        orders = await Order.filter(portfolio_id=there.id)
        assert there.stub.most_at_once > module.QUESTIONS + module.CANCELS
        assert there.stub.most_at_once <= module.SENDS + module.CANCELS + module.QUESTIONS
        assert there.stub.requests.count(POST) == len(there.stub.books[KEY].working()) == len(orders) == MANY
        assert all(each.attempts == 1 and each.sent_at and each.acked_at for each in orders)
        assert not await Outbox.filter(kind=OutboxKind.JOB, topic="submit_order", done_at=None).exists()


async def test_the_cancels_of_a_stop_wait_behind_no_order(
    desk: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SENDS", 1)  # so that nearly all of them wait for their turn
    async with at_alpaca(desk, tmp_path) as there, asyncio.timeout(WITHIN_S):
        there.stub.quote("AAA", "99.99", "100.00")
        jobs = await jobs_of(desk, there, FEW)
        there.stub.latency_s = 0.2
        sending = asyncio.create_task(carried(desk, jobs))
        while not there.stub.books[KEY].working():
            await asyncio.sleep(0.01)
        await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, there.id, StopLevel.STOP, "enough")
        while not await desk.stop_round() or not sending.done():
            desk.later(seconds=1)  # after which another look is due at what was given up for lost on a busy machine
        asked = [(method, path[: len(DELETE[1])]) for method, path in there.stub.requests]
        assert asked.index(DELETE) < len(asked) - 1 - asked[::-1].index(POST)
        while await Order.filter(portfolio_id=there.id, open=True).exists():
            desk.later(seconds=1)
            await desk.stop_round()
        await sending
        assert there.stub.books[KEY].working() == []
        assert 0 < there.stub.requests.count(POST) <= FEW
        receipt = await StopReceipt.get(portfolio_id=there.id)
        assert (receipt.orders_still_open, receipt.orders_unknown) == (0, 0)
