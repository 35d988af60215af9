"""What tests of vendors share: Alpaca with an account that is open and its trade stream up; a server of prices."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis.asyncio import Redis

from adapters.market.stub import PriceStub
from tests.adapters.alpaca_world import AlpacaWorld, opened


@pytest.fixture
async def venue(tmp_path: Path) -> AsyncIterator[AlpacaWorld]:
    async with opened(tmp_path) as world:
        yield world


@pytest.fixture
async def stub(redis_url: str) -> PriceStub:
    """Half an hour after the open of a Friday, with nothing counted or cached of what was asked before."""
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
    return PriceStub(datetime(2026, 1, 16, 15, tzinfo=UTC))
