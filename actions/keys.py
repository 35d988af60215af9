"""API keys, the owner's token and one-time sign-in codes: made, exchanged, revoked, recognised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.access import permissions_anywhere, permissions_in
from actions.audit import Deed
from actions.digests import digest
from actions.people import access_changed
from actions.unit import Unit, unit
from actions.viewer import ALL, Viewer
from db.lookup import get, one
from db.models import ApiKey, SignInCode, User
from trading.errors import Conflict, FieldProblem, InvalidInput, NotAllowed, NotFound, Permission
from trading.ports import Desk

PREFIX = "plk_"
PREFIX_SHOWN = 8
OWNER_TOKEN = "owner token"  # noqa: S105 - a name, not a secret
PAGE = "page"
PAGE_LIFE = timedelta(days=7)
CODE_LIFE = timedelta(minutes=15)
OVERLAP = timedelta(days=1)
USED_EVERY = timedelta(minutes=1)
KEYS_MAX = 100


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key and its secret, which is shown this once."""

    key: ApiKey
    secret: str


async def authenticate(desk: Desk, secret: str) -> Viewer | None:
    """Return who holds this token, None when it is unknown, expired or revoked."""
    key = await one(ApiKey, digest=digest(desk, secret))
    now = desk.clock.now()
    if key is None or key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now):
        return None
    user = await get(User, id=key.user_id)
    if user.disabled_at is not None:
        return None
    if key.last_used_at is None or now - key.last_used_at > USED_EVERY:
        await ApiKey.filter(id=key.id).update(last_used_at=now)
    return Viewer(
        user_id=key.user_id,
        name=user.name,
        permissions=frozenset(Permission(p) for p in key.permissions),
        portfolio_ids=frozenset(key.portfolio_ids) if key.portfolio_ids else None,
        api_key_id=key.id,
        guest=not user.is_owner,
        until=key.expires_at,
        proven_at=key.created_at if user.is_owner and key.name in (OWNER_TOKEN, PAGE) else None,
    )


async def create(
    desk: Desk,
    viewer: Viewer,
    name: str,
    permissions: Sequence[Permission],
    portfolio_ids: Sequence[str] = (),
    expires_at: datetime | None = None,
) -> NewKey:
    """Make a key that may do no more than its maker, who is asked again whenever it is used: a role that is taken
    away is taken from the key. The secret is returned once and never stored. Raise InvalidInput, NotFound, NotAllowed.
    """
    wanted = frozenset(permissions)
    _validate(name, wanted, expires_at, desk.clock.now())
    if Permission.ADMIN not in viewer.permissions:
        raise NotAllowed("Making API keys needs the permission ADMIN.", Permission.ADMIN)
    await _no_more_than_maker(viewer, wanted, portfolio_ids)
    bound = list(portfolio_ids) or sorted(viewer.portfolio_ids or ())
    async with unit(desk, viewer) as u:
        if await ApiKey.filter(user_id=viewer.user_id, revoked_at=None).count() >= KEYS_MAX:
            raise InvalidInput(f"There are {KEYS_MAX} keys already; revoke one first.")
        return await _make(u, viewer.user_id, name, wanted, bound, expires_at)


async def _no_more_than_maker(viewer: Viewer, wanted: frozenset[Permission], portfolio_ids: Sequence[str]) -> None:
    """Hold a key against what its maker may do: in each portfolio that it is bound to, else in any of theirs."""
    granted = viewer.permissions
    for portfolio_id in portfolio_ids:
        inside = await permissions_in(viewer, portfolio_id)
        if Permission.READ not in inside:
            raise NotFound("There is no such portfolio.", portfolio_id)
        granted &= inside
    if not portfolio_ids and not viewer.runs_the_desk:
        granted &= await permissions_anywhere(viewer)
    if missing := sorted(wanted - granted):
        raise NotAllowed(f"A key may do no more than its maker: {', '.join(missing)}.", missing[0])


def _validate(name: str, permissions: frozenset[Permission], expires_at: datetime | None, now: datetime) -> None:
    problems = []
    if not 1 <= len(name.strip()) <= 100 or not name.isprintable():
        problems.append(FieldProblem(("name",), "A name has 1 to 100 printable characters."))
    if not permissions:
        problems.append(FieldProblem(("permissions",), "Name at least one permission."))
    if expires_at is not None and expires_at <= now:
        problems.append(FieldProblem(("expiresAt",), "Must lie in the future."))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


async def _make(
    u: Unit,
    user_id: str,
    name: str,
    permissions: frozenset[Permission],
    portfolio_ids: list[str],
    expires_at: datetime | None,
) -> NewKey:
    secret = f"{PREFIX}{u.desk.ids.secret()}"
    key = ApiKey(
        id=u.desk.ids.new(),
        user_id=user_id,
        name=name,
        prefix=secret[:PREFIX_SHOWN],
        digest=digest(u.desk, secret),
        permissions=sorted(permissions),
        portfolio_ids=portfolio_ids,
        created_at=u.now,
        expires_at=expires_at,
    )
    await key.save(force_create=True)
    u.record(Deed(action="create_key", object_type="ApiKey", object_id=key.id, summary=f"Key {name!r} {key.prefix}"))
    return NewKey(key, secret)


async def revoke(desk: Desk, viewer: Viewer, key_id: str) -> ApiKey:
    """Revoke one of the viewer's own keys at once; repeating it is harmless."""
    if Permission.ADMIN not in viewer.permissions:
        raise NotAllowed("Revoking API keys needs the permission ADMIN.", Permission.ADMIN)
    async with unit(desk, viewer) as u:
        key = await ApiKey.select_for_update().get_or_none(id=key_id, user_id=viewer.user_id)
        if key is None:
            raise NotFound("There is no such key.", key_id)
        if key.revoked_at is None:
            await _revoke(u, key)
        return key


async def _revoke(u: Unit, key: ApiKey) -> None:
    key.revoked_at = u.now
    await key.save(update_fields=["revoked_at"])
    access_changed(u)
    u.record(Deed(action="revoke_key", object_type="ApiKey", object_id=key.id, summary=f"Key {key.name!r} revoked"))


async def rotate(desk: Desk, viewer: Viewer, key_id: str) -> NewKey:
    """Make the successor of one of the viewer's own keys: it may do the same, and both work for another day.

    A key that it has itself replaced ends now, so no more than two are live. Raise NotFound, NotAllowed, or Conflict
    for a key that has ended or has a successor.
    """
    if Permission.ADMIN not in viewer.permissions:
        raise NotAllowed("Rotating API keys needs the permission ADMIN.", Permission.ADMIN)
    async with unit(desk, viewer) as u:
        old = await ApiKey.select_for_update().get_or_none(id=key_id, user_id=viewer.user_id)
        if old is None:
            raise NotFound("There is no such key.", key_id)
        if old.revoked_at is not None or (old.expires_at is not None and old.expires_at <= u.now):
            raise Conflict("This key has ended; make a new one.")
        if old.successor_id is not None:
            raise Conflict("This key was rotated already; rotate its successor.")
        permissions = frozenset(Permission(each) for each in old.permissions)
        if missing := sorted(permissions - viewer.permissions):
            raise NotAllowed(f"A key may do no more than its maker: {', '.join(missing)}.", missing[0])
        for older in await ApiKey.filter(successor_id=old.id, revoked_at=None):
            await _revoke(u, older)
        made = await _make(u, old.user_id, old.name, permissions, old.portfolio_ids, old.expires_at)
        old.successor_id, until = made.key.id, u.now + OVERLAP
        old.expires_at = until if old.expires_at is None else min(old.expires_at, until)
        await old.save(update_fields=["successor_id", "expires_at"])
        access_changed(u)
        return made


async def owner_token(desk: Desk, viewer: Viewer, owner: User) -> NewKey:
    """Make the owner's token; the one before it ends."""
    async with unit(desk, viewer) as u:
        for key in await ApiKey.filter(user_id=owner.id, name=OWNER_TOKEN, revoked_at=None):
            await _revoke(u, key)
        return await _make(u, owner.id, OWNER_TOKEN, ALL, [], None)


async def sign_in_code(desk: Desk, viewer: Viewer, owner: User) -> str:
    """Make a code for the page: good once, for 15 minutes."""
    code = desk.ids.secret()
    async with unit(desk, viewer) as u:
        await SignInCode.filter(expires_at__lt=u.now).delete()
        await SignInCode(digest=digest(desk, code), user_id=owner.id, expires_at=u.now + CODE_LIFE).save(
            force_create=True
        )
        u.record(
            Deed(action="create_sign_in_code", object_type="User", object_id=owner.id, summary="Sign-in link made")
        )
    return code


async def exchange(desk: Desk, code: str) -> NewKey | None:
    """Exchange a sign-in code for a key of the page, None when it is unknown, used or too old."""
    found = await SignInCode.get_or_none(digest=digest(desk, code)).select_related("user")
    if found is None:
        return None
    viewer = Viewer(user_id=found.user_id, name=found.user.name, permissions=ALL)
    async with unit(desk, viewer) as u:
        taken = await SignInCode.filter(digest=found.digest, used_at=None, expires_at__gt=u.now).update(used_at=u.now)
        if not taken:
            return None
        return await _make(u, found.user_id, PAGE, ALL, [], u.now + PAGE_LIFE)
