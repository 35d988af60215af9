"""Proves that reading many portfolios at once shows a viewer exactly those that asking for each alone does."""

from dataclasses import replace

from actions.access import portfolio_for, readable, unread
from actions.setup import SYSTEM
from actions.viewer import Viewer
from db.models import Member, Portfolio, Role, User
from tests.desks import Stage
from trading.errors import NotFound, Permission


async def alone(viewer: Viewer, portfolio_ids: list[str]) -> set[str]:
    found = set()
    for each in portfolio_ids:
        try:
            found.add((await portfolio_for(viewer, each, Permission.READ)).id)
        except NotFound:
            continue
    return found


async def another(desk: Stage, **values: object) -> str:
    """Copy the desk's portfolio, without its members."""
    row = await Portfolio.get(id=desk.portfolio_id)
    made = {name: getattr(row, name) for name in row._meta.fields_db_projection} | {"id": desk.desk.ids.new(), **values}
    await Portfolio(**made).save(force_create=True)
    return str(made["id"])


async def test_many_at_once_are_those_that_may_be_read_alone(desk: Stage) -> None:
    own = desk.portfolio_id
    drill, foreign = await another(desk, name="drill", drill_of=own), await another(desk, name="foreign")
    foreign_drill = await another(desk, name="theirs", drill_of=foreign)
    guest = User(id=desk.desk.ids.new(), name="guest", created_at=desk.clock.now())
    await guest.save(force_create=True)
    since = desk.clock.now()
    await Member(id=desk.desk.ids.new(), portfolio_id=drill, user_id=guest.id, role=Role.VIEWER, since=since).save(
        force_create=True
    )
    member = replace(desk.owner, user_id=guest.id)
    asked = [own, drill, foreign, foreign_drill, "none"]
    wanted = {
        desk.owner: {own, drill},
        member: {drill},
        SYSTEM: {own, drill, foreign, foreign_drill},
        replace(desk.owner, user_id="nobody"): set(),
        replace(desk.owner, permissions=frozenset()): set(),
        replace(desk.owner, portfolio_ids=frozenset({own})): {own, drill},
        replace(desk.owner, portfolio_ids=frozenset({drill})): set(),
        replace(desk.owner, portfolio_ids=frozenset({foreign})): set(),
    }
    for viewer, expected in wanted.items():
        together = await readable(viewer, asked)
        assert set(together) == await alone(viewer, asked) == expected
        assert all(row.id == name for name, row in together.items())


async def test_who_may_read_no_longer_is_found_among_many_people_and_many_portfolios(desk: Stage) -> None:
    own, owner = desk.portfolio_id, desk.owner.user_id
    drill, foreign = await another(desk, name="drill", drill_of=own), await another(desk, name="foreign")
    foreign_drill = await another(desk, name="theirs", drill_of=foreign)
    lost = {(owner, foreign), (owner, foreign_drill), (owner, "none"), ("nobody", own), ("nobody", drill)}
    second = await another(desk, name="second", drill_of=own)
    mine = {(owner, own), (owner, drill), (owner, second)}
    few_people = mine | lost
    assert await unread(few_people) == lost
    many_people = {*few_people, *((f"nobody {each}", own) for each in range(600))}
    assert await unread(many_people) == many_people - mine
    many_portfolios = {*few_people, *((owner, f"none {each}") for each in range(600))}
    assert await unread(many_portfolios) == many_portfolios - mine
    assert await unread({(owner, own)}) == set() == await unread(set())
