"""Proves that a token is looked up once however many bring it at the same time, again before it is needed while it is
in use, and that nothing that was read before a change of access lets anybody in after it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.exceptions import OperationalError

from actions import admission, keys
from actions.viewer import Viewer
from adapters.patience import end
from api import guests
from api.guests import Guests
from tests.desks import Stage, sqlite_only, stage
from trading.errors import Permission
from trading.ports import Desk

pytestmark = sqlite_only
MANY = 50


class Lookups:
    """Counts lookups, which do not read before they may and do not answer before they may."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = 0
        self.may_read, self.may_answer = asyncio.Event(), asyncio.Event()
        self.may_read.set()
        self.may_answer.set()
        self.fails = False
        self._real = admission.authenticate
        monkeypatch.setattr(admission, "authenticate", self._authenticate)

    async def _authenticate(self, desk: Desk, token: str) -> Viewer | None:
        self.begun += 1
        await self.may_read.wait()
        if self.fails:
            raise OperationalError("the database is away")
        found = await self._real(desk, token)
        await self.may_answer.wait()
        return found


@pytest.fixture
async def desk(database: str, tmp_path: Path, redis_url: str) -> AsyncIterator[Stage]:
    async with stage(tmp_path, redis_url) as built:
        yield built


@pytest.fixture
async def token(desk: Stage) -> str:
    return (await keys.create(desk.desk, desk.owner, "A key", [Permission.READ])).secret


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch) -> Lookups:
    return Lookups(monkeypatch)


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0.002)


async def test_many_with_the_same_token_are_one_lookup_and_one_who_leaves_takes_it_from_nobody(
    desk: Stage, token: str, lookups: Lookups
) -> None:
    known = Guests(desk.desk)
    lookups.may_read.clear()
    asking = [asyncio.create_task(known.recognise(token)) for _ in range(MANY)]
    await settled()
    await end(asking[0])
    lookups.may_read.set()
    found = await asyncio.gather(*asking[1:])
    assert {viewer.user_id for viewer in found if viewer} == {desk.owner.user_id}
    assert None not in found
    assert lookups.begun == 1
    assert await known.recognise("plk_another") is None
    assert lookups.begun == 2


async def test_a_token_in_use_is_looked_up_again_while_it_still_serves(
    desk: Stage, token: str, lookups: Lookups, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Guests(desk.desk)
    assert await known.recognise(token) is not None
    monkeypatch.setattr(guests, "FRESH_S", -1.0)
    lookups.may_read.clear()
    for _ in range(MANY):
        assert await known.recognise(token) is not None  # nobody waits
    await settled()
    assert lookups.begun == 2
    lookups.fails = True
    lookups.may_read.set()
    await settled()
    assert known.known(token) is not None  # it serves for as long as it would have without
    monkeypatch.setattr(guests, "HELD_S", -1.0)
    with pytest.raises(OperationalError):
        await known.recognise(token)


async def test_a_key_that_was_revoked_is_refused_as_soon_as_it_was_looked_up_again(
    desk: Stage, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Guests(desk.desk)
    viewer = await known.recognise(token)
    assert viewer is not None
    assert viewer.api_key_id is not None
    await keys.revoke(desk.desk, desk.owner, viewer.api_key_id)
    monkeypatch.setattr(guests, "FRESH_S", -1.0)
    await known.recognise(token)  # nobody has told of the change, as while Redis is away
    await settled()
    assert await known.recognise(token) is None


async def test_what_was_read_before_a_change_of_access_lets_nobody_in_who_comes_after_it(
    desk: Stage, token: str, lookups: Lookups
) -> None:
    known = Guests(desk.desk)
    lookups.may_answer.clear()
    before = asyncio.create_task(known.recognise(token))
    await settled()
    viewer = await keys.authenticate(desk.desk, token)
    assert viewer is not None
    assert viewer.api_key_id is not None
    await keys.revoke(desk.desk, desk.owner, viewer.api_key_id)
    known.forget()
    after = asyncio.create_task(known.recognise(token))
    await settled()
    assert lookups.begun == 2
    lookups.may_answer.set()
    assert await after is None
    await before
    assert known.known(token) is None


async def test_a_lookup_that_takes_too_long_is_joined_no_more(
    desk: Stage, token: str, lookups: Lookups, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Guests(desk.desk)
    lookups.may_answer.clear()
    first = asyncio.create_task(known.recognise(token))
    await settled()
    monkeypatch.setattr(guests, "HELD_S", 0.0)
    second = asyncio.create_task(known.recognise(token))
    await settled()
    assert lookups.begun == 2
    lookups.may_answer.set()
    assert await first is not None
    assert await second is not None
