"""Let a further person into a portfolio."""

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import ROLE_PERMISSIONS, Viewer
from db.models import Member, Role, User
from trading.errors import Permission
from trading.ports import Desk


async def add(desk: Desk, viewer: Viewer, portfolio_id: str, name: str, role: Role) -> Viewer:
    """Make a person with a role in one portfolio; return who they are from now on. Needs ADMIN there."""
    async with unit(desk, viewer, portfolio_id, needs=Permission.ADMIN) as u:
        person = User(id=desk.ids.new(), name=name, created_at=u.now)
        await person.save(force_create=True)
        await Member(id=desk.ids.new(), portfolio_id=portfolio_id, user_id=person.id, role=role, since=u.now).save(
            force_create=True
        )
        u.record(Deed(action="add_member", object_type="User", object_id=person.id, summary=f"{name} is {role}"))
    return Viewer(user_id=person.id, name=name, permissions=ROLE_PERMISSIONS[role])
