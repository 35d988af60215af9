"""What an operator does about people, keys and secrets from the terminal, beside a running desk or without one."""

from datetime import timedelta

from actions import credentials, keys, members, people, setup
from actions.sessions import viewer_of
from actions.viewer import Viewer
from api.embedded import StartError
from api.operator import beside, beside_the_same
from db.models import ApiKey, Member, Portfolio, Role, User
from settings import Settings
from trading.errors import Permission
from trading.ports import Desk

OWNER = "owner"


async def list_people(settings: Settings) -> str:
    """Return everybody with an account, and their roles."""
    async with beside(settings):
        names = {row.id: row.name for row in await Portfolio.filter(drill_of=None)}
        roles: dict[str, list[str]] = {}
        for row in await Member.all():
            if row.portfolio_id in names:
                roles.setdefault(row.user_id, []).append(f"{row.role} of {names[row.portfolio_id]}")
        lines = []
        for person in await User.filter(is_system=False).order_by("created_at"):
            state = "disabled" if person.disabled_at else "owner of the desk" if person.is_owner else "active"
            inside = ", ".join(sorted(roles.get(person.id, []))) or "in no portfolio"
            lines.append(f"{person.email or '-'}  {person.name}  {state}  {inside}")
        return "\n".join(lines) or "There is nobody yet."


async def invite(settings: Settings, email: str, name: str) -> str:
    """Make an account."""
    async with beside(settings) as opened:
        password = await people.invite(opened, setup.SYSTEM, email, name)
        return f"{email} can sign in with the password {password} (shown this once) and change it then."


async def reset_password(settings: Settings, email: str) -> str:
    """Give a person a new password."""
    async with beside(settings) as opened:
        password = await people.reset_password(opened, setup.SYSTEM, email)
        return f"{email} can sign in with the password {password} (shown this once); every session has ended."


async def disable(settings: Settings, email: str, *, back: bool) -> str:
    """Keep a person out, or let them in again."""
    async with beside(settings) as opened:
        person = await people.disable(opened, setup.SYSTEM, email, back=back)
        return f"{person.name} can sign in again." if back else f"{person.name} is out, with every key and session."


async def set_role(settings: Settings, email: str, portfolio: str, role: str) -> str:
    """Give a person a role in every portfolio of a name, or take it away."""
    if role != "none" and role not in set(Role):
        raise StartError(f"There is no role {role!r}; choose one of {', '.join(Role)}, or none.")
    wanted = None if role == "none" else Role(role)
    async with beside(settings) as opened:
        for each in await _named(portfolio):
            await members.set_role(opened, setup.SYSTEM, each, email, wanted)
        return f"{email} is {role} in {portfolio}." if wanted else f"{email} belongs to {portfolio} no more."


# ---------------------------------------------------------------- keys


async def rotate_secrets(settings: Settings) -> str:
    """Make new keys for what is sealed and signed, and drop the old ones."""
    async with beside(settings) as opened:
        count = await credentials.rotate(opened, setup.SYSTEM)
        return f"The desk has new keys; {count} broker credentials were sealed anew, and the old key opens nothing."


async def create_key(
    settings: Settings, name: str, email: str, permissions: list[str], portfolios: list[str], days: int | None
) -> str:
    """Make a key for a person, which may do no more than they."""
    if unknown := [each for each in permissions if each not in set(Permission)]:
        raise StartError(f"There is no permission {unknown[0]!r}; there are {', '.join(Permission)}.")
    async with beside_the_same(settings) as opened:
        bound = [each for name_ in portfolios for each in await _named(name_)]
        expires = None if days is None else opened.clock.now() + timedelta(days=days)
        wanted = [Permission(each) for each in permissions]
        made = await keys.create(opened, await _maker(opened, email), name, wanted, bound, expires)
        return f"{made.secret}   (shown this once)"


async def list_keys(settings: Settings) -> str:
    """Return every key, without its secret."""
    async with beside(settings):
        names = {row.id: row.name for row in await Portfolio.all()}
        lines = []
        for key in await ApiKey.all().order_by("created_at").select_related("user"):
            where = ", ".join(names.get(each, each) for each in key.portfolio_ids) or "every portfolio"
            ends = f"until {key.expires_at:%Y-%m-%d %H:%M}" if key.expires_at else "for ever"
            state = "revoked" if key.revoked_at else ends
            used = f"used {key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never used"
            may = " ".join(key.permissions)
            lines.append(
                f"{key.prefix}...  {key.name}  of {key.user.name}  {may}  {where}  {state}  {used}  id {key.id}"
            )
        return "\n".join(lines) or "There is no key yet."


async def rotate_key(settings: Settings, which: str) -> str:
    """Make the successor of a key."""
    async with beside_the_same(settings) as opened:
        key = await _key(which)
        made = await keys.rotate(opened, viewer_of(key.user), key.id)
        return f"{made.secret}   (shown this once; {key.prefix}... works for another day)"


async def revoke_key(settings: Settings, which: str) -> str:
    """Revoke a key."""
    async with beside(settings) as opened:
        key = await _key(which)
        await keys.revoke(opened, viewer_of(key.user), key.id)
        return f"{key.prefix}... ({key.name}) has ended."


async def _maker(opened: Desk, email: str) -> Viewer:
    if email == OWNER:
        return viewer_of((await setup.owner(opened))[0])
    return viewer_of(await people.known(email))


async def _key(which: str) -> ApiKey:
    """Find a key by its id, or by how its secret begins where that says which."""
    found = await ApiKey.filter(id=which).select_related("user")
    found = found or await ApiKey.filter(prefix=which.rstrip(".")[: keys.PREFIX_SHOWN], revoked_at=None).select_related(
        "user"
    )
    if len(found) != 1:
        raise StartError(
            f"{'No key' if not found else 'More than one key'} is {which!r}; `plimsoll key list` names them."
        )
    return found[0]


async def _named(name: str) -> list[str]:
    """Return the ids of the portfolios of a name."""
    found = [row.id for row in await Portfolio.filter(name=name, drill_of=None).order_by("id")]
    if not found:
        raise StartError(f"There is no portfolio {name!r}.")
    return found
