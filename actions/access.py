"""The one function that loads an object for a viewer and an action; what is foreign looks missing."""

from collections.abc import Iterable, Set
from typing import Final, TypeVar

from tortoise.models import Model

from actions.viewer import ROLE_PERMISSIONS, Viewer
from db.lookup import many, one
from db.models import Member, Portfolio, Role
from db.reads.portfolios import homes
from trading.errors import NotAllowed, NotFound, Permission

IDS_MAX: Final = 500
M = TypeVar("M", bound=Model)


async def portfolio_for(viewer: Viewer, portfolio_id: str, needs: Permission) -> Portfolio:
    """Return the portfolio when the viewer belongs to it and may do this.

    Raise NotFound when it is missing or foreign (the same answer for both), NotAllowed when the
    viewer sees it but lacks the permission.
    """
    portfolio, role = (await homes([portfolio_id], viewer.user_id)).get(portfolio_id, (None, None))
    granted = viewer.permissions if viewer.is_system else _cut(viewer, portfolio_id, role)
    if not granted and portfolio is not None and portfolio.drill_of:
        granted = await _granted(viewer, portfolio.drill_of)
    if portfolio is None or Permission.READ not in granted:
        raise NotFound("There is no such portfolio.", portfolio_id)
    if needs not in granted:
        raise NotAllowed(f"This needs the permission {needs} in portfolio {portfolio.name}.", needs)
    return portfolio


async def readable(viewer: Viewer, portfolio_ids: Iterable[str]) -> dict[str, Portfolio]:
    """Return by id those of some portfolios that the viewer may read: what portfolio_for says of each, in one query,
    and one more for the drills of others.

    Ask for at most 1,000.
    """
    found = await homes(set(portfolio_ids), viewer.user_id)
    if viewer.is_system:
        return {name: each for name, (each, _) in found.items() if Permission.READ in viewer.permissions}
    granted = {name: _cut(viewer, name, role) for name, (_, role) in found.items()}
    drills = {name: each.drill_of for name, (each, _) in found.items() if each.drill_of and not granted[name]}
    if drills:
        members = await many(Member, user_id=viewer.user_id, portfolio_id=set(drills.values()))
        roles = {each.portfolio_id: each.role for each in members}
        granted |= {name: _cut(viewer, owner, roles.get(owner)) for name, owner in drills.items()}
    return {name: each for name, (each, _) in found.items() if Permission.READ in granted[name]}


async def permissions_in(viewer: Viewer, portfolio_id: str) -> frozenset[Permission]:
    """Return what the viewer may do in a portfolio: the role's permissions cut to those of the key.

    In the scratch portfolio of a drill it is what the viewer may do in the one that it stands for.
    """
    if viewer.is_system:
        return viewer.permissions
    granted = await _granted(viewer, portfolio_id)
    scratch = None if granted else await Portfolio.get_or_none(id=portfolio_id).only("id", "drill_of")
    return await _granted(viewer, scratch.drill_of) if scratch and scratch.drill_of else granted


async def _granted(viewer: Viewer, portfolio_id: str) -> frozenset[Permission]:
    member = await one(Member, portfolio_id=portfolio_id, user_id=viewer.user_id)
    return _cut(viewer, portfolio_id, member.role if member else None)


def _cut(viewer: Viewer, portfolio_id: str, role: Role | None) -> frozenset[Permission]:
    """Return what a role allows, as far as the viewer's key does."""
    bound = viewer.portfolio_ids is not None and portfolio_id not in viewer.portfolio_ids
    return frozenset() if bound or role is None else ROLE_PERMISSIONS[role] & viewer.permissions


async def permissions_anywhere(viewer: Viewer) -> frozenset[Permission]:
    """Return what the viewer may do in at least one portfolio; anybody may administer what they make themselves."""
    roles = {member.role for member in await Member.filter(user_id=viewer.user_id)}
    granted = frozenset({Permission.READ, Permission.ADMIN}).union(*(ROLE_PERMISSIONS[role] for role in roles))
    return granted & viewer.permissions


async def unread(pairs: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of user and portfolio of which the user may not read the portfolio; at most 500 ids a query.

    A drill's may be read by whoever may read the portfolio that it stands for.
    """
    lost = await _without_role(pairs)
    if not lost:
        return lost
    drills = await many(Portfolio, id={portfolio for _, portfolio in lost})
    stands_for = {each.id: each.drill_of for each in drills if each.drill_of}
    homes_of = {(user, each): (user, stands_for[each]) for user, each in lost if each in stands_for}
    gone = await _without_role(set(homes_of.values()))
    return {pair for pair in lost if pair not in homes_of or homes_of[pair] in gone}


async def _without_role(pairs: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    people, portfolios = {user for user, _ in pairs}, {portfolio for _, portfolio in pairs}
    column, wanted = ("user_id", people) if len(people) < len(portfolios) else ("portfolio_id", portfolios)
    ordered, granted = sorted(wanted), set[tuple[str, str]]()
    roles = [role for role, permissions in ROLE_PERMISSIONS.items() if Permission.READ in permissions]
    for start in range(0, len(ordered), IDS_MAX):
        some = Member.filter(**{f"{column}__in": ordered[start : start + IDS_MAX]}, role__in=roles)
        granted.update(await some.values_list("user_id", "portfolio_id"))
    return set(pairs - granted)


async def object_for(viewer: Viewer, model: type[M], object_id: str, needs: Permission) -> M:
    """Return an object that belongs to a portfolio (it has `portfolio_id`), or raise like portfolio_for."""
    found = await model.get_or_none(pk=object_id)
    if found is None:
        raise NotFound("There is no such object.", object_id)
    try:
        await portfolio_for(viewer, found.portfolio_id, needs)  # type: ignore[attr-defined]
    except NotFound:
        raise NotFound("There is no such object.", object_id) from None
    return found
