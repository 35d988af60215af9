"""Sign up, sign in, go on, sign out: sessions of people, each a family of tokens of which the newest alone counts."""

import base64
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from actions import people, refused, tries
from actions.audit import Deed
from actions.digests import digest
from actions.people import access_changed, end_sessions, fresh_password, hashed, mail_address, matches, plain_password
from actions.tries import Origin
from actions.unit import Unit, unit
from actions.viewer import ALL, Viewer
from db.models import Session, User
from trading.errors import InvalidInput, NotAllowed, NotFound
from trading.ports import Desk

TOKEN_LIFE: Final = timedelta(minutes=15)
SESSION_LIFE: Final = timedelta(days=30)
LEEWAY: Final = timedelta(seconds=30)
SESSIONS_MAX: Final = 50
AGENT_MAX: Final = 200
REFRESH: Final = "plr_"
WRONG: Final = "The mail address or the password is wrong."
ENDED: Final = "This session has ended; sign in again."


@dataclass(frozen=True, slots=True)
class Opened:
    """What a person is given: tokens, which are shown this once, and who they are."""

    access_token: str
    expires_at: datetime
    refresh_token: str
    viewer: Viewer


# ---------------------------------------------------------------- coming in


async def sign_up(desk: Desk, origin: Origin, email: str, name: str, password: str) -> Opened:
    """Make an account and sign in. Raise InvalidInput, Conflict for a known address, LimitReached, or NotAllowed
    where accounts come from invitations alone."""
    if not desk.sign_up_open:
        raise NotAllowed("Accounts of this desk are made by invitation: ask its owner for one.")
    address, called = mail_address(email), people.person_name(name)
    kept = fresh_password(password, address)
    account, place = tries.subjects(desk, address, origin, None)
    await tries.count(desk, (account, place))
    secret = await hashed(desk, kept)
    async with unit(desk, Viewer(user_id=desk.ids.new(), name=called, guest=True)) as u:
        person = await people.add(u, address, called, secret)
        u.viewer = viewer_of(person)
        u.record(_deed("sign_up", person, f"{called} signed up"))
        opened = await _open(u, person, origin)
    await tries.forgive((account,))  # the place keeps its count: nobody makes accounts by the dozen
    return opened


async def sign_in(desk: Desk, origin: Origin, email: str, password: str, asking: Viewer | None = None) -> Opened:
    """Begin a session. `asking` is who already is signed in there, whom a lock from elsewhere does not concern.

    Raise InvalidInput, LimitReached while too much was tried, or NotAllowed with the same words, after the same time,
    for an unknown address, a wrong password and an account that is closed.
    """
    address = mail_address(email)
    person = await User.get_or_none(email=address, is_system=False)
    known = asking is not None and person is not None and asking.user_id == person.id
    tried = tries.subjects(desk, address, origin, asking.session_id if asking and known else None)
    await tries.count(desk, tried)
    usable = person is not None and person.disabled_at is None
    right = await matches(desk, person.password_hash if person and usable else None, plain_password(password))
    if person is None or not right:
        await refused.record_sign_in(desk, person, origin)
        raise NotAllowed(WRONG)
    await tries.forgive(tried)
    async with unit(desk, viewer_of(person)) as u:
        u.record(_deed("sign_in", person, f"{person.name} signed in"))
        return await _open(u, person, origin)


async def _open(u: Unit, person: User, origin: Origin) -> Opened:
    """Begin a session; the oldest ends when there are too many. What ended long ago is forgotten."""
    live = Session.filter(user_id=person.id, revoked_at=None, expires_at__gt=u.now)
    for old in (await live.order_by("-created_at", "-id"))[SESSIONS_MAX - 1 :]:
        await Session.filter(id=old.id).update(revoked_at=u.now)
    await Session.filter(user_id=person.id, expires_at__lt=u.now - SESSION_LIFE).delete()
    agent = "".join(each for each in origin.agent if each.isprintable())[:AGENT_MAX] if origin.agent else None
    session = Session(
        id=u.desk.ids.new(),
        user_id=person.id,
        agent=agent,
        created_at=u.now,
        last_seen_at=u.now,
        expires_at=u.now + SESSION_LIFE,
    )
    await session.save(force_create=True)
    return _given(u.desk, person, session, u.now)


def _given(desk: Desk, person: User, session: Session, now: datetime) -> Opened:
    ends = min(now + TOKEN_LIFE, session.expires_at)
    claims = {
        "sub": person.id,
        "sid": session.id,
        "jti": desk.ids.new(),
        "iat": int(now.timestamp()),
        "nbf": int(now.timestamp()),
        "exp": int(ends.timestamp()),
        "auth_time": int(session.created_at.timestamp()),
    }
    viewer = viewer_of(person, session, ends)
    return Opened(desk.vault.sign(claims), ends, _refresh_token(desk, session), viewer)


def viewer_of(person: User, session: Session | None = None, until: datetime | None = None) -> Viewer:
    """Return who a person is; what they may do follows from their roles."""
    return Viewer(
        user_id=person.id,
        name=person.name,
        permissions=ALL,
        guest=not person.is_owner,
        session_id=session.id if session else None,
        until=until,
        proven_at=session.created_at if session else None,
    )


# ---------------------------------------------------------------- the access token


async def recognise(desk: Desk, token: str) -> Viewer | None:
    """Return who holds this access token, None when it is not ours, not of this time, or its session has ended."""
    claims, now = desk.vault.claims(token), desk.clock.now()
    if claims is None:
        return None
    try:
        begins, issued, ends = (datetime.fromtimestamp(claims[name], UTC) for name in ("nbf", "iat", "exp"))
    except (ValueError, OverflowError, OSError):
        return None
    timely = max(begins, issued) <= now + LEEWAY and now < ends + LEEWAY and ends - issued <= TOKEN_LIFE
    session = await Session.get_or_none(id=claims["sid"]).select_related("user") if timely else None
    if session is None or session.user_id != claims["sub"] or not _live(session, now):
        return None
    return viewer_of(session.user, session, ends + LEEWAY)


def _live(session: Session, now: datetime) -> bool:
    return session.revoked_at is None and session.expires_at > now and session.user.disabled_at is None


# ---------------------------------------------------------------- the refresh token


def _refresh_token(desk: Desk, session: Session) -> str:
    """Name session and generation, under a seal that nobody else can make: nothing of it need be kept."""
    said = f"{session.id}{session.generation:08x}"
    sealed = bytes.fromhex(said + digest(desk, f"refresh {said}"))
    return REFRESH + base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _read(desk: Desk, token: str) -> tuple[str, int] | None:
    """Return session and generation that a refresh token names, None for one that is not ours."""
    body = token.removeprefix(REFRESH)
    if not token.startswith(REFRESH) or len(body) != 70 or not body.isascii():
        return None
    try:
        said = base64.b64decode(body + "==", altchars=b"-_", validate=True).hex()
    except ValueError:
        return None
    named, seal = said[:40], said[40:]
    return (named[:32], int(named[32:], 16)) if hmac.compare_digest(seal, digest(desk, f"refresh {named}")) else None


async def refresh(desk: Desk, token: str) -> Opened:
    """Exchange a refresh token for fresh tokens. Used a second time it ends the whole session: one of two was a thief.

    Raise NotAllowed when it is not ours, was used before, or the session has ended.
    """
    named = _read(desk, token)
    session = await Session.get_or_none(id=named[0]).select_related("user") if named else None
    if named is None or session is None or not _live(session, desk.clock.now()):
        raise NotAllowed(ENDED)
    async with unit(desk, viewer_of(session.user)) as u:
        mine = Session.filter(id=session.id, generation=named[1], revoked_at=None)
        renewed = await mine.update(generation=named[1] + 1, last_seen_at=u.now)
        if renewed:
            session.generation = named[1] + 1
            return _given(desk, session.user, session, u.now)
        await Session.filter(id=session.id).update(revoked_at=u.now)
        access_changed(u)
        summary = "A refresh token was used twice: the session has ended"
        u.record(Deed(action="end_session", object_type="Session", object_id=session.id, summary=summary))
    raise NotAllowed(ENDED)


# ---------------------------------------------------------------- going out, and the password


async def sign_out(desk: Desk, viewer: Viewer, *, everywhere: bool = False) -> None:
    """End the session that the viewer came in by, or all of theirs. Raise InvalidInput for who came by a key."""
    if viewer.session_id is None and not everywhere:
        raise InvalidInput("You came in with an API key, not a session: revoke the key instead.")
    async with unit(desk, viewer) as u:
        if everywhere:
            await end_sessions(u, viewer.user_id)
        else:
            await Session.filter(id=viewer.session_id, revoked_at=None).update(revoked_at=u.now)
            access_changed(u)
        where = "everywhere" if everywhere else "of one session"
        u.record(
            Deed(action="sign_out", object_type="User", object_id=viewer.user_id, summary=f"{viewer.name} out {where}")
        )


async def revoke(desk: Desk, viewer: Viewer, session_id: str) -> None:
    """End one of the viewer's own sessions; repeating it is harmless. Raise NotFound."""
    async with unit(desk, viewer) as u:
        mine = Session.filter(id=session_id, user_id=viewer.user_id)
        if not await mine.exists():
            raise NotFound("There is no such session.", session_id)
        if await mine.filter(revoked_at=None).update(revoked_at=u.now):
            access_changed(u)
            summary = f"{viewer.name} ended a session"
            u.record(Deed(action="revoke_session", object_type="Session", object_id=session_id, summary=summary))


async def change_password(desk: Desk, viewer: Viewer, origin: Origin, current: str, wanted: str) -> Opened:
    """Set a new password, end every session and begin a new one.

    Raise NotAllowed when the current one is wrong or a key asks, LimitReached after too many tries, InvalidInput.
    """
    if viewer.session_id is None:
        raise NotAllowed("Sign in with mail address and password to change it; an API key cannot.")
    person = await User.get(id=viewer.user_id)
    kept = fresh_password(wanted, person.email, "next")
    tried = tries.subjects(desk, person.email or "", origin, viewer.session_id)
    await tries.count(desk, tried)
    if not await matches(desk, person.password_hash, plain_password(current)):
        raise NotAllowed("The current password is wrong.")
    await tries.forgive(tried)
    secret = await hashed(desk, kept)
    async with unit(desk, viewer) as u:
        await User.filter(id=person.id).update(password_hash=secret)
        await end_sessions(u, person.id)
        u.record(_deed("change_password", person, f"{person.name} has a new password"))
        return await _open(u, person, origin)


async def mine(desk: Desk, user_id: str) -> list[Session]:
    """Return a person's live sessions, the newest first."""
    live = Session.filter(user_id=user_id, revoked_at=None, expires_at__gt=desk.clock.now())
    return await live.order_by("-last_seen_at", "-id").limit(SESSIONS_MAX)


def _deed(action: str, person: User, summary: str) -> Deed:
    return Deed(action=action, object_type="User", object_id=person.id, summary=summary)
