"""Proves that a process with Alpaca configured loads alpaca-py before it serves or works, and no other loads it."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.brokers import alpaca_rest
from api import up
from settings import Settings
from tests.desks import stage


@pytest.fixture
def dialect() -> str:
    return "sqlite"


async def test_alpaca_is_loaded_before_anything_is_served_and_only_where_it_is_configured(
    database: str, tmp_path: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(alpaca_rest, "load", lambda: loaded.append("alpaca-py"))
    settings = Settings(data_dir=tmp_path)
    async with stage(tmp_path, redis_url) as desk:
        await up._prepare(settings, desk.desk)
        assert loaded == []
        await up._prepare(replace(settings, alpaca_key_id="AK", alpaca_secret="a secret"), desk.desk)
        assert loaded == ["alpaca-py"]
