"""What tests of workers share: a process of models, a desk after the close, and ground for processes that die."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from adapters.system import SystemClock
from settings import Settings
from tests.desks import Stage, stage
from tests.servers import PrivateRedis, private_redis
from tests.workers.benches import Bench, bench
from tests.workers.crashes import Ground
from workers.models import Models


@pytest.fixture(scope="package")
def models() -> Iterator[Models]:
    """One process for all tests, so that the models of the month are fitted once."""
    pool = Models(1)
    yield pool
    pool.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url=database_url, durability="off")


@pytest.fixture
async def closed(settings: Settings, redis_url: str, models: Models) -> AsyncIterator[Bench]:
    async with bench(settings, redis_url, models) as made:
        yield made


@pytest.fixture
def redis() -> Iterator[PrivateRedis]:
    with private_redis() as redis:
        yield redis


@pytest.fixture
def ground(database: str, redis: PrivateRedis, tmp_path: Path) -> Ground:
    return Ground(database, redis, tmp_path)


@pytest.fixture
async def live(ground: Ground) -> AsyncIterator[Stage]:
    """A desk in real time, whose workers are processes."""
    async with stage(ground.folder, ground.redis.url, clock=SystemClock()) as built:
        yield built
