"""Proves that killed processes and failing servers lose no order under load, double none, and heal by themselves.

Real processes, a real PostgreSQL with fsync, a real Redis, the paper broker; the clients repeat what was not answered.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desks import Socket
from tests.e2e.rigs import WITHIN_S, Rig, loaded, rig
from tests.e2e.test_up import UPDATES

BACK_S = 60.0  # a desk serves again long before that after its database does


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    with rig(Path(tmp_path_factory.mktemp("outages"))) as built:
        yield built


@pytest.mark.parametrize(
    "kills", [pytest.param(5, marks=pytest.mark.slow), pytest.param(50, marks=pytest.mark.overnight)]
)
async def test_workers_and_apis_die_in_turns(desk: Rig, kills: int) -> None:
    async with loaded(desk) as load:
        for number in range(kills):
            name = ("orders", "serve")[number % 2]
            desk.kill(name)
            desk.start(name)
            await load.more(3)


async def test_postgres_is_stopped_at_once_and_comes_back(desk: Rig) -> None:
    async with loaded(desk) as load:
        await asyncio.to_thread(desk.postgres.stop_at_once)
        async with asyncio.timeout(BACK_S):
            while not load.answers["UnavailableProblem"] + load.answers["UNAVAILABLE"]:
                await asyncio.sleep(0.05)
        desk.postgres.restart()  # not in a thread: the server would end with it
        await load.more(5, within_s=BACK_S)


@pytest.mark.parametrize("fault", ["flush", "pause", "kill"])
async def test_redis_fails_and_orders_go_on(desk: Rig, fault: str) -> None:
    async with loaded(desk) as load, desk.api.socket() as stream, asyncio.timeout(3 * WITHIN_S):
        await stream.subscribe("o", UPDATES, {"id": desk.portfolio_id})
        assert (await stream.next("o"))["orderUpdates"]["kind"] == "SNAPSHOT"
        getattr(desk.redis, fault)()
        await load.more(3)  # from the database
        if fault == "pause":
            desk.redis.resume()
        elif fault == "kill":
            desk.redis.restart()
        await load.more(3)
        await _hears_of(stream, load.latest)


async def _hears_of(stream: Socket, order_id: str) -> None:
    """Read on until the stream tells that this order is filled, as news or in a fresh snapshot."""
    while True:
        update = (await stream.next("o"))["orderUpdates"]
        if any((each["id"], each["status"]) == (order_id, "FILLED") for each in update["orders"]):
            return
