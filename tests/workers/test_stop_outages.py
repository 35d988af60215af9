"""Proves that a stop is carried out whole though its worker or the API is killed, or Redis or PostgreSQL go away."""

import asyncio
from pathlib import Path

import pytest

from actions.stops import engage
from adapters.system import SystemClock
from db import engine
from db.migrate import migrate
from db.models import Order, Portfolio, Stop, StopReceipt
from tests import crash_runner
from tests.desks import LOOSE, Stage, buy, sell, stage
from tests.servers import PrivateRedis, private_postgres
from tests.workers.crashes import Ground
from trading.orders import OrderOrigin
from trading.stop import StopLevel, StopScope, TradingState

WITHIN_S = 120  # the lease of a dead worker's stop is 10 s, and the machine may be busy


@pytest.fixture
async def desk(live: Stage) -> Stage:
    return await with_orders(live)


async def with_orders(desk: Stage) -> Stage:
    """A position with its resting exit, and orders that wait."""
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE | {"max_quote_age_seconds": 3600})
    await desk.trade(buy("AAA", "10"))
    await desk.trade(sell("AAA", "10", stop="95", gtc=True))
    for price in ("90", "91", "92"):
        await desk.trade(buy("AAA", "1", limit=price, gtc=True))
    return desk


async def flatten(desk: Stage) -> None:
    await engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.FLATTEN, "a test")


async def pending() -> bool:
    try:
        return await Stop.filter(pending=True).exists()
    except engine.OUTAGES:
        return True  # nobody can tell


async def is_over(desk: Stage, canceled: int = 4) -> None:
    """Wait until the stop is carried out; nothing is left, nothing was done twice, and the receipt says so."""
    async with asyncio.timeout(WITHIN_S):
        while await pending():
            await asyncio.sleep(0.1)
    assert (await Stop.get(target=desk.portfolio_id)).state is TradingState.HALTED
    assert await desk.held("AAA") == 0
    assert not await Order.filter(open=True).exists()
    there = await desk.broker.account(desk.portfolio_id)
    assert (there.open_orders, dict(there.positions)) == ((), {})
    assert await Order.filter(origin=OrderOrigin.STOP).count() == 1
    receipt = await StopReceipt.get(portfolio_id=desk.portfolio_id)
    assert (receipt.orders_canceled, receipt.orders_still_open, receipt.orders_unknown) == (canceled, 0, 0)
    assert receipt.positions_closed == 1
    names = [step["name"] for step in receipt.steps]
    assert names[-1] == "done"
    assert len(names) == len(set(names))
    await desk.sound()


@pytest.mark.parametrize(
    ("dialect", "point"),
    [
        pytest.param("sqlite", crash_runner.STOP_BEFORE_CANCEL, marks=pytest.mark.slow),
        pytest.param("sqlite", crash_runner.STOP_BEFORE_BOOKING, marks=pytest.mark.slow),
        ("postgres", crash_runner.STOP_BEFORE_BOOKING),
        pytest.param("sqlite", crash_runner.STOP_BEFORE_SENDING, marks=pytest.mark.slow),
        pytest.param("sqlite", crash_runner.STOP_AFTER_SENDING, marks=pytest.mark.slow),
    ],
    indirect=["dialect"],
)
async def test_the_worker_may_die(desk: Stage, ground: Ground, point: str) -> None:
    await flatten(desk)
    await ground.dies_at(point)
    assert (await Stop.get(target=desk.portfolio_id)).pending
    async with ground.process():
        await is_over(desk)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_the_api_may_die_between_the_halt_and_its_announcement(desk: Stage, ground: Ground) -> None:
    await ground.dies_at(crash_runner.STOP_BEFORE_ANNOUNCING)
    assert (await Stop.get(target=desk.portfolio_id)).state is TradingState.HALTED
    async with ground.process():
        await is_over(desk)


async def at_work(desk: Stage) -> None:
    """Wait until a worker is there: it takes one more order to the broker."""
    order = (await desk.place(buy("CCC", "1", limit="17", gtc=True))).order
    async with asyncio.timeout(WITHIN_S):
        while not await Order.exclude(acked_at=None).filter(id=order.id).exists():
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("fault", ["kill", "pause", "flush"])
async def test_redis_may_be_away(desk: Stage, ground: Ground, fault: str) -> None:
    async with ground.process():
        await at_work(desk)
        getattr(ground.redis, fault)()
        await flatten(desk)
        await is_over(desk, canceled=5)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_redis_may_be_gone_before_the_worker_comes(desk: Stage, ground: Ground) -> None:
    ground.redis.kill()
    await flatten(desk)
    async with ground.process():
        await is_over(desk)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_mute_redis_does_not_keep_the_answer(desk: Stage, redis: PrivateRedis) -> None:
    for _ in range(30):
        await desk.place(buy("BBB", "1", limit="45"), allow_duplicate=True)
    redis.pause()
    async with asyncio.timeout(40):  # a second for each of more than sixty announcements would not do
        await flatten(desk)
    receipt = await StopReceipt.get(portfolio_id=desk.portfolio_id)
    assert receipt.orders_denied == 30


@pytest.mark.slow
async def test_postgres_may_be_restarted_under_the_stop(tmp_path: Path, redis: PrivateRedis) -> None:
    with private_postgres(durable=True) as postgres:
        url = postgres.create_database()
        await migrate(url)
        await engine.connect(url)
        try:
            async with stage(tmp_path, redis.url, clock=SystemClock()) as made:
                desk = await with_orders(made)
                async with Ground(url, redis, tmp_path).process():
                    await at_work(desk)
                    await flatten(desk)
                    postgres.restart()  # not in a thread: the server would end with it
                    await is_over(desk, canceled=5)
        finally:
            await engine.close()
