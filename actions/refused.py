"""What somebody tried and was not allowed: in the desk's audit chain, so that a thief is seen at work."""

from datetime import timedelta
from typing import Final

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import AuditEntry
from db.reads.facts import DESK
from trading.errors import NotAllowed, NotFound
from trading.ports import Desk

ACTION: Final = "refused"
LOOKED_AT: Final = 60
MINE_MAX: Final = 30
WITHIN: Final = timedelta(minutes=1)


async def record(desk: Desk, viewer: Viewer, operation: str, no: NotFound | NotAllowed) -> None:
    """Record an attempt. Whoever tries all the time is recorded thirty times a minute: the trail tells, and is not
    filled."""
    last = await AuditEntry.filter(chain=DESK).order_by("-sequence").limit(LOOKED_AT)
    since = desk.clock.now() - WITHIN
    mine = [row for row in last if (row.action, row.actor_id) == (ACTION, viewer.user_id) and row.at > since]
    if len(mine) >= MINE_MAX:
        return
    missing = no.object_id[:64] if isinstance(no, NotFound) and no.object_id else None
    async with unit(desk, viewer) as u:
        u.record(Deed(action=ACTION, object_id=missing, summary=f"{operation}: {no.message}"))
