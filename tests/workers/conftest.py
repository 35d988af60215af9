"""What tests of analyses share: one model process for all of them, and a desk after the close for each."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from settings import Settings
from tests.workers.benches import Bench, bench
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
