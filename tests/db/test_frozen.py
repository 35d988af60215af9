"""Proves that a process that is frozen or cut off in a transaction keeps nobody from what it locked, and goes on."""

import asyncio
from contextvars import Context
from typing import Any

import pytest

from db import engine
from db.models import Instrument


@pytest.fixture
def dialect() -> str:
    return "postgres"


@pytest.fixture
async def impatient(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(engine, "FROZEN_MS", 300)
    await engine.connect(database_url)
    yield
    await engine.close()


async def renamed(name: str) -> None:
    async with engine.transaction():
        row = await Instrument.select_for_update().get(symbol="AAA")
        row.name = name
        await row.save()


@pytest.mark.parametrize("speaks", [True, False])
async def test_its_transaction_is_undone_and_what_it_does_next_is_done(impatient: None, speaks: bool) -> None:
    await Instrument.create(symbol="AAA", name="before", currency="USD")
    with pytest.raises(engine.OUTAGES):
        await frozen(speaks)
    assert (await Instrument.get(symbol="AAA")).name == "of the other"
    for turn in range(20):  # every connection of the pool
        await renamed(f"turn {turn}")
    assert (await Instrument.get(symbol="AAA")).name == "turn 19"


async def frozen(speaks: bool) -> None:
    """Be silent in a transaction until another has what it locked; then speak once more, or end it at once."""
    async with engine.transaction():
        row = await Instrument.select_for_update().get(symbol="AAA")
        row.name = "of the frozen"
        await row.save()
        async with asyncio.timeout(20):  # far longer than the other waits
            await asyncio.create_task(renamed("of the other"), context=Context())
        if speaks:
            await row.refresh_from_db()
