"""The desk that tests of actions work at: on SQLite and on PostgreSQL, each test with its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desks import Stage, stage


@pytest.fixture
async def desk(database: str, tmp_path: Path, redis_url: str) -> AsyncIterator[Stage]:
    """A desk with one portfolio of 100,000 on the first morning of its market."""
    async with stage(tmp_path, redis_url) as built:
        yield built
