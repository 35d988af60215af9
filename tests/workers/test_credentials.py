"""Proves that logins which the desk's keys do not open keep nobody from starting, and lose nothing that was kept."""

import json
import logging
from pathlib import Path

import pytest

from actions import credentials as actions
from adapters import reach
from settings import Settings
from tests.alpaca_desks import KEY, SECRET, at_alpaca
from tests.desks import stage
from workers import credentials


@pytest.fixture
def dialect() -> str:
    return "sqlite"


async def test_without_its_keys_the_desk_starts_with_the_settings_and_forgets_no_login(
    database: str, redis_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path, redis_url) as desk, at_alpaca(desk, tmp_path) as account:
        stub = account.stub
        stub.keys["newer"], stub.books["newer"], stub.said["newer"] = "secret-of-today", stub.books[KEY], stub.said[KEY]
        settings = Settings(data_dir=tmp_path, alpaca_key_id=KEY, alpaca_secret=SECRET, alpaca_url=account.stub.url)
        await actions.put(desk.desk, desk.owner, account.id, "newer", "secret-of-today")
        await credentials.apply(desk.desk, settings)
        kept = json.loads((tmp_path / reach.NAME).read_text())
        assert kept["alpaca"]["key_id"] == "newer"
        assert not caplog.records

        (tmp_path / "keys.json").rename(tmp_path / "keys.old")
        await credentials.apply(desk.desk, settings)
        [told] = caplog.records
        assert told.levelno == logging.ERROR
        assert "portfolio Alpaca cannot be opened: the key" in told.getMessage()
        assert "Put the old keys.json back" in told.getMessage()
        assert "secret-of-today" not in caplog.text
        assert json.loads((tmp_path / reach.NAME).read_text()) == kept
        (tmp_path / reach.NAME).unlink()
        await credentials.apply(desk.desk, settings)
        assert json.loads((tmp_path / reach.NAME).read_text())["alpaca"]["key_id"] == KEY

        (tmp_path / "keys.old").rename(tmp_path / "keys.json")
        caplog.clear()
        await credentials.apply(desk.desk, settings)
        assert json.loads((tmp_path / reach.NAME).read_text()) == kept
        assert not caplog.records
