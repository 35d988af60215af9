"""Who belongs to a portfolio, and in which role."""

from datetime import timedelta

from actions.audit import Deed
from actions.orders import LOCK
from actions.people import access_changed, mail_address
from actions.unit import Unit, unit
from actions.viewer import ROLE_PERMISSIONS, Viewer
from db.models import AuditEntry, Member, Portfolio, Role, User
from db.reads.facts import DESK
from trading.errors import Conflict, LimitReached, NotFound, Permission
from trading.ports import Desk

MEMBERS_MAX = 100
UNKNOWN = "ask_for_unknown_person"
UNKNOWN_MAX = 10
UNKNOWN_WITHIN = timedelta(hours=1)


async def add(desk: Desk, viewer: Viewer, portfolio_id: str, name: str, role: Role) -> Viewer:
    """Make a person with a role in one portfolio; return who they are from now on. Needs ADMIN there."""
    async with unit(desk, viewer, portfolio_id, needs=Permission.ADMIN) as u:
        person = User(id=desk.ids.new(), name=name, created_at=u.now)
        await person.save(force_create=True)
        await _join(u, person, role)
        u.event("pnl", symbols=[])
        u.record(Deed(action="add_member", object_type="User", object_id=person.id, summary=f"{name} is {role}"))
    return Viewer(user_id=person.id, name=name, permissions=ROLE_PERMISSIONS[role])


async def set_role(desk: Desk, viewer: Viewer, portfolio_id: str, email: str, role: Role | None) -> Portfolio:
    """Give the person with this address a role in the portfolio; None takes it away. Needs ADMIN there.

    Addresses are kept in lower case. Whether an address is known can be found out this way, so what is not found is
    written to the desk's chain, and after ten within an hour nothing is answered. Raise NotFound for an address that
    no person has, LimitReached, or Conflict where nobody would own the portfolio any more.
    """
    address = mail_address(email)
    async with unit(desk, viewer, portfolio_id, needs=Permission.ADMIN, wait=LOCK) as u:
        await _may_ask(u)
        person = await User.get_or_none(email=address, is_system=False)
        if person is not None:
            await _set(u, person, role)
            return u.portfolio
        summary = "Asked for a person whom the desk does not know"
        u.record(Deed(action=UNKNOWN, object_type="Portfolio", object_id=portfolio_id, summary=summary), desk=True)
    raise NotFound("The desk knows nobody with this address.", email)


async def _may_ask(u: Unit) -> None:
    missed = AuditEntry.filter(chain=DESK, actor_id=u.viewer.user_id, action=UNKNOWN, at__gt=u.now - UNKNOWN_WITHIN)
    if await missed.count() >= UNKNOWN_MAX:
        raise LimitReached("Too many addresses that nobody has; try again later.", u.now + UNKNOWN_WITHIN)


async def _set(u: Unit, person: User, role: Role | None) -> None:
    """Write the membership, within the portfolio's lock: two owners cannot remove each other at once."""
    member = await Member.get_or_none(portfolio_id=u.portfolio.id, user_id=person.id)
    before = member.role if member else None
    if before is role:
        return
    if before is Role.OWNER and await Member.filter(portfolio_id=u.portfolio.id, role=Role.OWNER).count() == 1:
        raise Conflict("Nobody would own the portfolio any more; make another person OWNER first.")
    if member is None and role is not None:
        if await Member.filter(portfolio_id=u.portfolio.id).count() >= MEMBERS_MAX:
            raise Conflict(f"A portfolio has at most {MEMBERS_MAX} members.")
        await _join(u, person, role)
    elif member is not None and role is not None:
        member.role = role
        await member.save(update_fields=["role"])
    elif member is not None:
        await member.delete()
    u.event("pnl", symbols=[])
    access_changed(u)
    u.record(
        Deed(
            action="set_member",
            object_type="User",
            object_id=person.id,
            summary=f"{person.name} is {role}" if role else f"{person.name} belongs to it no more",
            before={"role": before},
            after={"role": role},
        )
    )


async def _join(u: Unit, person: User, role: Role) -> None:
    row = Member(id=u.desk.ids.new(), portfolio_id=u.portfolio.id, user_id=person.id, role=role, since=u.now)
    await row.save(force_create=True)
