"""People: their mail addresses, passwords and what they prefer; invited, disabled and let in again."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from actions.audit import Deed
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Session, User
from trading.errors import Conflict, FieldProblem, InvalidInput, LimitReached, NotFound, Unavailable
from trading.ports import Desk

EMAIL_MAX: Final = 254
NAME_MAX: Final = 100
PASSWORD_MIN, PASSWORD_MAX = 12, 200


def mail_address(email: str) -> str:
    """Return an address as it is kept, in lower case. Raise InvalidInput for what is none."""
    address = email.strip().lower()
    if not 3 <= len(address) <= EMAIL_MAX or not address.isprintable() or "@" not in address[1:-1]:
        message = "A mail address, such as ann@example.org."
        raise InvalidInput(message, FieldProblem(("email",), message))
    return address


def person_name(name: str) -> str:
    """Return a name without spaces around it. Raise InvalidInput for what is none."""
    trimmed = name.strip()
    if not 1 <= len(trimmed) <= NAME_MAX or not trimmed.isprintable():
        message = f"A name has 1 to {NAME_MAX} printable characters."
        raise InvalidInput(message, FieldProblem(("name",), message))
    return trimmed


def fresh_password(password: str, email: str | None, path: str = "password") -> str:
    """Return a password that may be set. Raise InvalidInput when it is too short, too long or the address itself."""
    said = plain_password(password)
    if not PASSWORD_MIN <= len(said) <= PASSWORD_MAX or len(set(said)) < 5 or said.lower() == email:
        message = f"A password has {PASSWORD_MIN} to {PASSWORD_MAX} characters, at least 5 different ones."
        raise InvalidInput(message, FieldProblem((path,), message))
    return said


def plain_password(password: str) -> str:
    """Return a password in one form, however a keyboard composes its letters; cut where none can be as long."""
    return unicodedata.normalize("NFKC", password[: 2 * PASSWORD_MAX])


async def hashed(desk: Desk, password: str) -> str:
    """Return the hash of a password. Raise LimitReached when too many are being looked at."""
    try:
        return await desk.passwords.hash(password)
    except Unavailable as error:
        raise LimitReached("Too many people sign in at this moment; try again in a few seconds.") from error


async def matches(desk: Desk, kept: str | None, password: str) -> bool:
    """Tell whether a password is right, as slowly for nobody's. Raise LimitReached when too many are looked at."""
    try:
        return await desk.passwords.matches(kept, password)
    except Unavailable as error:
        raise LimitReached("Too many people sign in at this moment; try again in a few seconds.") from error


async def add(u: Unit, email: str, name: str, password_hash: str) -> User:
    """Make a person within a unit. Raise Conflict when the address has an account."""
    if await User.exists(email=email):
        raise Conflict("There is an account with this address already.")
    person = User(id=u.desk.ids.new(), name=name, email=email, password_hash=password_hash, created_at=u.now)
    await person.save(force_create=True)
    return person


async def known(email: str) -> User:
    """Return the person with an address. Raise NotFound."""
    person = await User.get_or_none(email=mail_address(email), is_system=False)
    if person is None:
        raise NotFound("The desk knows nobody with this address.", email)
    return person


# ---------------------------------------------------------------- from the command line


async def invite(desk: Desk, viewer: Viewer, email: str, name: str) -> str:
    """Make an account; return its first password, which is shown this once. Raise InvalidInput or Conflict."""
    address, called, password = mail_address(email), person_name(name), desk.ids.secret()
    kept = await hashed(desk, password)
    async with unit(desk, viewer) as u:
        person = await add(u, address, called, kept)
        u.record(_deed("invite_user", person, f"{called} was invited"))
    return password


async def reset_password(desk: Desk, viewer: Viewer, email: str) -> str:
    """Give a person a new password, which is shown this once, and end their sessions. Raise NotFound."""
    person, password = await known(email), desk.ids.secret()
    kept = await hashed(desk, password)
    async with unit(desk, viewer) as u:
        await User.filter(id=person.id).update(password_hash=kept)
        await end_sessions(u, person.id)
        u.record(_deed("reset_password", person, f"{person.name} has a new password"))
    return password


async def disable(desk: Desk, viewer: Viewer, email: str, *, back: bool = False) -> User:
    """Keep a person out, their keys and sessions too; `back` lets them in again. Raise NotFound, Conflict."""
    person = await known(email)
    if person.is_owner:
        raise Conflict("The owner of the desk cannot be disabled.")
    async with unit(desk, viewer) as u:
        person.disabled_at = None if back else u.now
        await person.save(update_fields=["disabled_at"])
        if not back:
            await end_sessions(u, person.id)
        word = "let in again" if back else "disabled"
        u.record(_deed("enable_user" if back else "disable_user", person, f"{person.name} was {word}"))
    return person


async def end_sessions(u: Unit, user_id: str, *, but: str | None = None) -> None:
    """End a person's sessions, all or all but one, and say so to every process."""
    ended = Session.filter(user_id=user_id, revoked_at=None)
    await (ended.exclude(id=but) if but else ended).update(revoked_at=u.now)
    access_changed(u)


def access_changed(u: Unit) -> None:
    """Say to every process that it must look again at who may come in."""
    u.desk_event("access")


def _deed(action: str, person: User, summary: str, **more: Mapping[str, object]) -> Deed:
    return Deed(action=action, object_type="User", object_id=person.id, summary=summary, **more)  # type: ignore[arg-type]
