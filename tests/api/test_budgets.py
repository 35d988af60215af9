"""Proves that several API processes allow together what one would, and that none of them opens when Redis is away."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from redis.asyncio import Redis

from adapters.redis_bus import RedisBus
from adapters.system import SimulatedClock
from api.budgets import Shared
from graph.documents import ANONYMOUS_PER_MINUTE, COST_PER_MINUTE, SIGNED_IN_PER_MINUTE, Budgets

NOW = datetime(2026, 1, 16, 15, 0, 5, tzinfo=UTC)


@dataclass
class Payer:
    principal: str = "ann"
    anonymous: bool = False


def spend(budgets: Budgets, times: int, cost: int = 1, payer: Payer | None = None) -> int:
    """Ask so many times; return how many were allowed."""
    return sum(not budgets.objections(payer or Payer(), cost) for _ in range(times))


@pytest.fixture
async def bus(redis_url: str) -> AsyncIterator[RedisBus]:
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
    made = RedisBus(redis_url)
    yield made
    await made.close()


def process(bus: RedisBus, clock: SimulatedClock) -> tuple[Budgets, Shared]:
    budgets = Budgets(lambda: 0)  # no time passes, so nothing comes back
    return budgets, Shared(budgets, bus, clock)


async def test_two_processes_allow_what_one_would(bus: RedisBus) -> None:
    clock = SimulatedClock(NOW)
    (first, sharing), (second, also) = process(bus, clock), process(bus, clock)
    assert (spend(first, 200), spend(second, 200)) == (200, 200)
    for _ in range(2):  # what was told once is charged once
        await sharing.share()
        await also.share()
    assert spend(first, 1) == spend(second, 1) == 1
    await sharing.share()
    await also.share()
    assert first.left("ann") == COST_PER_MINUTE - 401  # the last one was told after it had asked
    assert second.left("ann") == COST_PER_MINUTE - 402
    assert spend(second, SIGNED_IN_PER_MINUTE) == SIGNED_IN_PER_MINUTE - 402
    await also.share()
    spend(first, 1)
    await sharing.share()
    assert spend(first, 5) == 0
    stranger = Payer("203.0.113.1", anonymous=True)
    assert spend(first, 100, payer=stranger) == ANONYMOUS_PER_MINUTE  # others have their own


async def test_without_redis_each_goes_by_what_it_has_seen() -> None:
    bus = RedisBus("redis://127.0.0.1:1")
    budgets, shared = process(bus, SimulatedClock(NOW))
    assert spend(budgets, 10) == 10
    await shared.share()
    assert spend(budgets, SIGNED_IN_PER_MINUTE) == SIGNED_IN_PER_MINUTE - 10
    assert spend(budgets, 1) == 0
    await bus.close()


async def test_who_comes_by_the_thousand_fills_no_memory(bus: RedisBus) -> None:
    budgets, shared = process(bus, SimulatedClock(NOW))
    for number in range(3_000):
        budgets.objections(Payer(str(number)), 1)
    assert len(budgets.told()) == 1_000
    await shared.share()
