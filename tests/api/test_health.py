"""Proves that a full disk and other tables are not ready, and that the log tells once what was turned away since."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from adapters.patience import end
from api import database, health
from db.migrate import OtherTables
from settings import Settings
from trading.errors import LimitReached
from trading.intake import OWN_MAX, Intake

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


def refuse(intake: Intake, times: int) -> None:
    """Turn away so many orders of a portfolio that has all that it may."""
    intake._under_way["one"] = OWN_MAX
    for _ in range(times):
        with pytest.raises(LimitReached), intake.taken("one", NOW):
            pass


async def test_a_disk_that_is_nearly_full_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=tmp_path)
    assert await health._disk(settings) == "ok"
    monkeypatch.setattr(health, "FREE_MIN", 2**80)
    assert (await health._disk(settings)).endswith(" MB left in the data folder")
    with pytest.raises(health.BROKEN):
        await health._disk(Settings(data_dir=tmp_path / "missing"))


async def test_tables_of_another_version_are_not_ready_and_nothing_starts_on_them(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    await asyncio.to_thread(database.recognize, settings)  # none is there yet, which `migrate` will change
    await asyncio.to_thread(database.migrate, settings)
    assert await health._migrations(settings) == "ok"
    await asyncio.to_thread(database.recognize, settings)
    with sqlite3.connect(tmp_path / "plimsoll.db") as raw:
        raw.execute("""UPDATE aerich SET content = '{"sql": "of another day"}'""")
    raw.close()
    assert "0_tables was another one" in await health._migrations(settings)
    for start in (database.recognize, database.migrate):
        with pytest.raises(OtherTables):
            await asyncio.to_thread(start, settings)


async def test_what_was_turned_away_is_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "TOLD_S", 0.001)
    intake = Intake()
    telling = asyncio.create_task(health.tell_refused(cast(Any, SimpleNamespace(intake=intake))))
    try:
        await asyncio.sleep(0.02)
        assert caplog.messages == []
        for times in (3, 2):
            refuse(intake, times)
            async with asyncio.timeout(60):
                while not caplog.messages:
                    await asyncio.sleep(0.001)
            await asyncio.sleep(0.02)
            assert caplog.messages == [f"{times} orders turned away, {OWN_MAX} being placed"]
            caplog.clear()
    finally:
        await end(telling)
