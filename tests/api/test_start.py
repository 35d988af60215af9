"""Proves what a process does before it serves or works: it loads what its brokers need, and tells of another secret."""

from dataclasses import replace
from pathlib import Path

import pytest

from actions import keys
from adapters import secret_mark
from adapters.brokers import alpaca_rest
from api import operator, people, up
from api.embedded import StartError
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


async def test_another_secret_is_told_at_the_start_and_a_terminal_that_lacks_it_makes_and_ends_no_token(
    database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = Settings(data_dir=tmp_path, database_url=database_url, durability="off", secret="a" * 32)
    other, bare = replace(first, secret="b" * 32), replace(first, secret="")

    async def told_at_the_start(settings: Settings) -> list[str]:
        caplog.clear()
        async with operator.beside(settings) as opened:
            await up._prepare(settings, opened)
        return [record.getMessage() for record in caplog.records if record.name == up.__name__]

    assert await told_at_the_start(first) == await told_at_the_start(first) == []
    token = await operator.owner_token(first)
    for elsewhere in (other, bare):
        with pytest.raises(StartError, match=r"last started with another PLIMSOLL_SECRET.*nothing was changed"):
            await operator.owner_token(elsewhere)
        with pytest.raises(StartError):
            await operator.sign_in_link(elsewhere)
        with pytest.raises(StartError):
            await people.create_key(elsewhere, "robot", people.OWNER, ["READ"], [], None)
    async with operator.beside(first) as opened:
        assert await keys.authenticate(opened, token) is not None  # as before: nothing was ended
    assert await told_at_the_start(other) == [up.ANOTHER_KEY]
    assert await told_at_the_start(other) == []
    assert await operator.owner_token(other)
    assert (tmp_path / secret_mark.NAME).stat().st_mode & 0o777 == 0o600
