"""Proves that a worker signs a checkpoint when it starts and leaves one when it ends, and ends also without."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.notary import FileNotary
from tests.desks import sqlite_only, stage
from workers import checkpoints

pytestmark = sqlite_only


async def test_the_first_and_the_last_thing_is_a_checkpoint(database: str, tmp_path: Path, redis_url: str) -> None:
    async with stage(tmp_path, redis_url) as desk:
        notary = desk.desk.notary
        loop = asyncio.create_task(checkpoints.keep(desk.crew))
        while not await notary.lines():
            await asyncio.sleep(0.01)
        loop.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loop
        assert len(await notary.lines()) == 2


async def test_the_end_does_not_wait_for_a_file_that_cannot_be_written(
    database: str, tmp_path: Path, redis_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path, redis_url) as desk:
        loop = asyncio.create_task(checkpoints.keep(desk.crew))
        while not await desk.desk.notary.lines():
            await asyncio.sleep(0.01)
        broken = replace(desk.desk, notary=FileNotary(tmp_path, b"key"))
        object.__setattr__(desk.crew, "desk", broken)
        loop.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loop
        assert "no checkpoint at the end" in caplog.text
