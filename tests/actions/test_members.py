"""Proves that owners say who belongs to a portfolio, that one always remains, and that addresses are not fished for."""

import asyncio
from datetime import timedelta

import pytest

from actions.access import permissions_in
from actions.members import MEMBERS_MAX, UNKNOWN_MAX, set_role
from actions.setup import SYSTEM_ID
from actions.viewer import ALL, ROLE_PERMISSIONS, Viewer
from db.models import AuditEntry, Member, Role, User
from tests.desks import Stage, changes, sqlite_only, tables
from trading.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound


async def someone(desk: Stage, name: str) -> Viewer:
    """Return a user with an address who belongs to nothing."""
    user = await User.create(id=desk.desk.ids.new(), name=name, email=f"{name}@desk.test", created_at=desk.clock.now())
    return Viewer(user_id=user.id, name=name, permissions=ALL)


async def appoint(desk: Stage, name: str, role: Role | None, by: Viewer | None = None) -> None:
    await set_role(desk.desk, by or desk.owner, desk.portfolio_id, f"{name}@desk.test", role)


async def test_a_role_is_given_changed_and_taken_with_its_rights(desk: Stage) -> None:
    ann = await someone(desk, "ann")
    for role in (Role.VIEWER, Role.TRADER, Role.OWNER, Role.RISK_OFFICER):
        await appoint(desk, "ann", role)
        assert await permissions_in(ann, desk.portfolio_id) == ROLE_PERMISSIONS[role]
    await appoint(desk, "ann", None)
    assert await permissions_in(ann, desk.portfolio_id) == frozenset()
    rows = await AuditEntry.filter(action="set_member").order_by("sequence")
    assert [(row.before, row.after) for row in rows][:2] == [
        ({"role": None}, {"role": "VIEWER"}),
        ({"role": "VIEWER"}, {"role": "TRADER"}),
    ]
    assert rows[-1].summary == "ann belongs to it no more"
    before = await tables()
    await appoint(desk, "ann", None)
    assert changes(before, await tables()) == {}
    await desk.sound()


@sqlite_only
async def test_an_address_is_the_same_in_capitals_and_must_be_one(desk: Stage) -> None:
    await someone(desk, "ann")
    await set_role(desk.desk, desk.owner, desk.portfolio_id, " Ann@Desk.TEST ", Role.VIEWER)
    assert await Member.filter(role=Role.VIEWER).count() == 1
    for wrong in ("", "ann", "@desk.test", "ann@", "a\n@b.c", "x" * 250 + "@b.cd"):
        with pytest.raises(InvalidInput) as refused:
            await set_role(desk.desk, desk.owner, desk.portfolio_id, wrong, Role.VIEWER)
        assert [field.path for field in refused.value.fields] == [("email",)]


async def test_the_last_owner_stays(desk: Stage) -> None:
    await User.filter(id=desk.owner.user_id).update(email="own@desk.test")
    await someone(desk, "ann")
    for role in (None, Role.TRADER):
        with pytest.raises(Conflict, match="own the portfolio"):
            await appoint(desk, "own", role)
    await appoint(desk, "ann", Role.OWNER)
    await appoint(desk, "own", None)
    assert [member.role for member in await Member.filter(portfolio_id=desk.portfolio_id)] == [Role.OWNER]


async def test_two_owners_cannot_remove_each_other_at_once(desk: Stage) -> None:
    await User.filter(id=desk.owner.user_id).update(email="own@desk.test")
    ann = await someone(desk, "ann")
    await appoint(desk, "ann", Role.OWNER)
    both = (appoint(desk, "ann", None), appoint(desk, "own", None, by=ann))
    done = await asyncio.gather(*both, return_exceptions=True)
    assert [result for result in done if result is None] == [None]
    assert await Member.filter(portfolio_id=desk.portfolio_id, role=Role.OWNER).count() == 1


async def test_only_an_owner_says_who_belongs(desk: Stage) -> None:
    await someone(desk, "ann")
    for role, refusal in ((Role.TRADER, NotAllowed), (Role.RISK_OFFICER, NotAllowed), (None, NotFound)):
        viewer = await desk.person(f"{role}", role)
        before = await tables()
        with pytest.raises(refusal):
            await appoint(desk, "ann", Role.OWNER, by=viewer)
        assert changes(before, await tables()) == {}


async def test_who_is_not_there_and_the_desk_itself_are_the_same_answer_and_fishing_ends(desk: Stage) -> None:
    await User.filter(id=SYSTEM_ID).update(email="desk@desk.test")
    answers = set()
    for number in range(UNKNOWN_MAX):
        with pytest.raises(NotFound) as missing:
            await appoint(desk, "desk" if number % 2 else f"nobody{number}", Role.VIEWER)
        answers.add(missing.value.message)
    assert len(answers) == 1
    assert await AuditEntry.filter(chain="desk", actor_id=desk.owner.user_id).count() == UNKNOWN_MAX
    await someone(desk, "ann")
    for name in ("ann", "nobody"):
        with pytest.raises(LimitReached):
            await appoint(desk, name, Role.VIEWER)
    desk.clock.set(desk.clock.now() + timedelta(hours=1, seconds=1))
    await appoint(desk, "ann", Role.VIEWER)
    await desk.sound()


@sqlite_only
async def test_a_portfolio_has_so_many_members_and_no_more(desk: Stage) -> None:
    for number in range(MEMBERS_MAX - 1):
        await desk.person(f"{number}", Role.VIEWER)
    await someone(desk, "ann")
    with pytest.raises(Conflict, match="at most"):
        await appoint(desk, "ann", Role.VIEWER)
