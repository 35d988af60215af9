"""What tests of Alpaca share: the broker with an account that is open, and its trade stream up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.alpaca_world import AlpacaWorld, opened


@pytest.fixture
async def venue(tmp_path: Path) -> AsyncIterator[AlpacaWorld]:
    async with opened(tmp_path) as world:
        yield world
