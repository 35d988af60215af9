"""Proves that a key does no more than its maker, is never stored, ends when it should, and that codes work once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from actions import keys
from actions.viewer import ALL
from db.models import ApiKey, AuditEntry, Role, SignInCode, User
from tests.desks import Stage, changes, sqlite_only, tables
from trading.errors import Conflict, InvalidInput, NotAllowed, NotFound, Permission

READ, TRADE, ADMIN = Permission.READ, Permission.TRADE, Permission.ADMIN


async def test_a_key_is_recognised_by_its_secret_alone(desk: Stage) -> None:
    made = await keys.create(desk.desk, desk.owner, "robot", [READ, TRADE], [desk.portfolio_id])
    viewer = await keys.authenticate(desk.desk, made.secret)
    assert viewer is not None
    assert (viewer.user_id, viewer.permissions) == (desk.owner.user_id, frozenset({READ, TRADE}))
    assert (viewer.portfolio_ids, viewer.api_key_id) == (frozenset({desk.portfolio_id}), made.key.id)
    for wrong in ("", "plk_", made.secret[:-1], made.secret + "x", made.key.digest, made.key.prefix):
        assert await keys.authenticate(desk.desk, wrong) is None


@sqlite_only
async def test_no_secret_lies_in_the_database(desk: Stage) -> None:
    made = await keys.create(desk.desk, desk.owner, "robot", [READ])
    code = await keys.sign_in_code(desk.desk, desk.owner, await User.get(id=desk.owner.user_id))
    everything = repr(await tables())
    assert made.key.digest in everything
    assert made.secret not in everything
    assert code not in everything


@sqlite_only
async def test_a_key_does_no_more_than_its_maker(desk: Stage) -> None:
    other = await desk.another_portfolio()
    stranger = await desk.person("Sam", None)
    limited = replace(desk.owner, permissions=frozenset({READ, ADMIN}))
    trader = replace(desk.owner, permissions=frozenset({READ, TRADE}))
    bound = replace(desk.owner, portfolio_ids=frozenset({other}))
    before = await tables()
    with pytest.raises(NotAllowed) as refused:
        await keys.create(desk.desk, limited, "robot", [READ, TRADE])
    assert refused.value.needs is TRADE
    with pytest.raises(NotAllowed):
        await keys.create(desk.desk, trader, "robot", [READ])
    for viewer in (stranger, bound):
        with pytest.raises(NotFound):
            await keys.create(desk.desk, viewer, "robot", [READ], [desk.portfolio_id])
    assert changes(before, await tables()) == {}
    made = await keys.create(desk.desk, bound, "robot", [READ])
    assert made.key.portfolio_ids == [other]  # not all of the user's


@sqlite_only
async def test_what_makes_no_key(desk: Stage) -> None:
    now = desk.clock.now()
    before = await tables()
    for name, permissions, expires_at in (
        ("", [READ], None),
        ("x" * 101, [READ], None),
        ("x", [], None),
        ("x", [READ], now),
    ):
        with pytest.raises(InvalidInput) as refused:
            await keys.create(desk.desk, desk.owner, name, permissions, (), expires_at)
        assert len(refused.value.fields) == 1
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_key_ends_at_its_time(desk: Stage) -> None:
    made = await keys.create(
        desk.desk, desk.owner, "robot", [READ], expires_at=desk.clock.now() + timedelta(seconds=10)
    )
    desk.later(seconds=10, microseconds=-1)
    assert await keys.authenticate(desk.desk, made.secret) is not None
    desk.later(microseconds=1)
    assert await keys.authenticate(desk.desk, made.secret) is None


async def test_a_revoked_key_ends_at_once_and_only_its_owner_revokes_it(desk: Stage) -> None:
    made = await keys.create(desk.desk, desk.owner, "robot", [READ])
    rita = await desk.person("Rita", Role.OWNER)
    before = await tables()
    with pytest.raises(NotFound):
        await keys.revoke(desk.desk, rita, made.key.id)
    with pytest.raises(NotAllowed):
        await keys.revoke(desk.desk, replace(desk.owner, permissions=ALL - {ADMIN}), made.key.id)
    assert changes(before, await tables()) == {}
    await keys.revoke(desk.desk, desk.owner, made.key.id)
    assert await keys.authenticate(desk.desk, made.secret) is None
    before = await tables()
    await keys.revoke(desk.desk, desk.owner, made.key.id)
    assert changes(before, await tables()) == {}
    assert [
        row.action for row in await AuditEntry.filter(chain="desk", object_id=made.key.id).order_by("sequence")
    ] == [
        "create_key",
        "revoke_key",
    ]
    await desk.sound()


async def test_while_a_key_is_rotated_two_work_and_never_three(desk: Stage) -> None:
    first = await keys.create(desk.desk, desk.owner, "robot", [READ, TRADE], [desk.portfolio_id])
    second = await keys.rotate(desk.desk, desk.owner, first.key.id)
    assert second.secret != first.secret
    viewers = [await keys.authenticate(desk.desk, each.secret) for each in (first, second)]
    assert [v and (v.permissions, v.portfolio_ids) for v in viewers] == [
        (frozenset({READ, TRADE}), frozenset({desk.portfolio_id}))
    ] * 2
    with pytest.raises(Conflict):
        await keys.rotate(desk.desk, desk.owner, first.key.id)
    third = await keys.rotate(desk.desk, desk.owner, second.key.id)
    live = [await keys.authenticate(desk.desk, each.secret) is not None for each in (first, second, third)]
    assert live == [False, True, True]
    desk.later(seconds=keys.OVERLAP.total_seconds())
    live = [await keys.authenticate(desk.desk, each.secret) is not None for each in (second, third)]
    assert live == [False, True]
    with pytest.raises(Conflict):
        await keys.rotate(desk.desk, desk.owner, second.key.id)
    with pytest.raises(NotFound):
        await keys.rotate(desk.desk, await desk.person("Eve", Role.TRADER), third.key.id)


@sqlite_only
async def test_rotating_never_makes_a_key_live_longer(desk: Stage) -> None:
    ends = desk.clock.now() + timedelta(hours=1)
    first = await keys.create(desk.desk, desk.owner, "robot", [READ], expires_at=ends)
    second = await keys.rotate(desk.desk, desk.owner, first.key.id)
    assert (second.key.expires_at, (await ApiKey.get(id=first.key.id)).expires_at) == (ends, ends)


@sqlite_only
@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        (Role.VIEWER, READ, True),
        (Role.VIEWER, TRADE, False),
        (Role.TRADER, TRADE, True),
        (Role.TRADER, Permission.RISK, False),
        (Role.RISK_OFFICER, Permission.RISK, True),
        (Role.RISK_OFFICER, TRADE, False),
        (Role.OWNER, Permission.RISK, True),
    ],
)
async def test_a_guest_makes_keys_for_their_role_only(
    desk: Stage, role: Role, permission: Permission, allowed: bool
) -> None:
    guest = replace(await desk.person("Ann", role), guest=True)
    for bound in ([], [desk.portfolio_id]):
        if allowed:
            assert await keys.create(desk.desk, guest, "robot", [permission], bound)
            continue
        with pytest.raises(NotAllowed, match=permission):
            await keys.create(desk.desk, guest, "robot", [permission], bound)


@sqlite_only
async def test_a_new_owner_token_ends_the_one_before(desk: Stage) -> None:
    owner = await User.get(id=desk.owner.user_id)
    first = await keys.owner_token(desk.desk, desk.crew.viewer, owner)
    second = await keys.owner_token(desk.desk, desk.crew.viewer, owner)
    assert await keys.authenticate(desk.desk, first.secret) is None
    viewer = await keys.authenticate(desk.desk, second.secret)
    assert viewer is not None
    assert viewer.permissions == ALL


@sqlite_only
async def test_the_last_use_is_kept_by_the_minute(desk: Stage) -> None:
    made = await keys.create(desk.desk, desk.owner, "robot", [READ])
    began = desk.clock.now()
    for seconds, expected in ((0, began), (60, began), (1, began + timedelta(seconds=61))):
        desk.later(seconds=seconds)
        await keys.authenticate(desk.desk, made.secret)
        assert (await ApiKey.get(id=made.key.id)).last_used_at == expected


async def test_a_code_works_once_even_for_ten_at_once(desk: Stage) -> None:
    code = await keys.sign_in_code(desk.desk, desk.owner, await User.get(id=desk.owner.user_id))
    given = [each for each in await asyncio.gather(*(keys.exchange(desk.desk, code) for _ in range(10))) if each]
    assert len(given) == 1
    assert await keys.authenticate(desk.desk, given[0].secret) is not None
    assert await keys.exchange(desk.desk, "another code") is None


@sqlite_only
async def test_a_code_lives_for_a_quarter_of_an_hour(desk: Stage) -> None:
    owner = await User.get(id=desk.owner.user_id)
    code = await keys.sign_in_code(desk.desk, desk.owner, owner)
    desk.later(minutes=15)
    assert await keys.exchange(desk.desk, code) is None
    desk.later(microseconds=1)
    await keys.sign_in_code(desk.desk, desk.owner, owner)
    assert await SignInCode.all().count() == 1  # old ones are cleared away
