"""Who holds a token, and whether it still holds: API keys and the tokens of sessions alike."""

from collections.abc import Iterable
from typing import Final

from tortoise.expressions import Q

from actions import keys, sessions
from actions.viewer import Viewer
from db.models import ApiKey, Session
from trading.ports import Desk

IDS_MAX: Final = 500


async def authenticate(desk: Desk, token: str) -> Viewer | None:
    """Return who holds this token, None when it is unknown, expired or revoked, or its person is kept out."""
    if token.startswith(keys.PREFIX):
        return await keys.authenticate(desk, token)
    return await sessions.recognise(desk, token)


async def ended(desk: Desk, viewers: Iterable[Viewer]) -> set[Viewer]:
    """Return those whose token has been revoked or has expired since, or who are kept out; at most 500 a query."""
    now, asked = desk.clock.now(), set(viewers)
    late = {viewer for viewer in asked if viewer.until is not None and viewer.until <= now}
    live = Q(user__disabled_at=None)
    keys_left = await _left(
        ApiKey, {v.api_key_id for v in asked if v.api_key_id}, live, Q(expires_at=None) | Q(expires_at__gt=now)
    )
    sessions_left = await _left(Session, {v.session_id for v in asked if v.session_id}, live, Q(expires_at__gt=now))
    return late | {
        viewer
        for viewer in asked
        if (viewer.api_key_id and viewer.api_key_id not in keys_left)
        or (viewer.session_id and viewer.session_id not in sessions_left)
    }


async def _left(model: type[ApiKey] | type[Session], wanted: set[str], *conditions: Q) -> set[str]:
    """Return those of some ids that are live still."""
    ordered, found = sorted(wanted), set[str]()
    for start in range(0, len(ordered), IDS_MAX):
        some = model.filter(*conditions, id__in=ordered[start : start + IDS_MAX], revoked_at=None)
        found.update(each.id for each in await some.only("id"))
    return found
