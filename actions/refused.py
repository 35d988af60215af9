"""What somebody tried and was not allowed: in the desk's audit chain, so that a thief is seen at work.

Whoever tries all the time is recorded so often, and then no more for a while: the trail tells, and is not filled.
"""

from datetime import timedelta
from typing import Final

from actions.audit import Deed
from actions.setup import SYSTEM
from actions.tries import Origin
from actions.unit import unit
from actions.viewer import Viewer
from db.models import AuditEntry, User
from db.reads.facts import DESK
from trading.errors import NotAllowed, NotFound
from trading.ports import Desk

ACTION: Final = "refused"
LOOKED_AT: Final = 60
MINE_MAX: Final = 30
WITHIN: Final = timedelta(minutes=1)
SIGN_IN: Final = "refused_sign_in"
HOURLY_MAX: Final = 60
LOOKED_BACK: Final = 300
ADDRESS_MAX: Final = 60


async def record(desk: Desk, viewer: Viewer, operation: str, no: NotFound | NotAllowed) -> None:
    """Record an attempt, of one person at most thirty a minute."""
    last = await AuditEntry.filter(chain=DESK).order_by("-sequence").limit(LOOKED_AT)
    since = desk.clock.now() - WITHIN
    mine = [row for row in last if (row.action, row.actor_id) == (ACTION, viewer.user_id) and row.at > since]
    if len(mine) >= MINE_MAX:
        return
    missing = no.object_id[:64] if isinstance(no, NotFound) and no.object_id else None
    async with unit(desk, viewer) as u:
        u.record(Deed(action=ACTION, object_id=missing, summary=f"{operation}: {no.message}"))


async def record_sign_in(desk: Desk, person: User | None, origin: Origin) -> None:
    """Record that a password was wrong: for whom, if that is anybody, and from where; at most sixty an hour."""
    since = desk.clock.now() - timedelta(hours=1)
    last = AuditEntry.filter(chain=DESK).order_by("-sequence").limit(LOOKED_BACK)
    told = sum(action == SIGN_IN and at > since for action, at in await last.values_list("action", "at"))
    if told >= HOURLY_MAX:
        return
    whom = person.name if person else "an address that nobody here has"
    place = "".join(each for each in origin.address if each.isprintable())[:ADDRESS_MAX] or "an unknown place"
    more = "; more of this hour are not recorded" if told == HOURLY_MAX - 1 else ""
    async with unit(desk, SYSTEM) as u:
        summary = f"A wrong password for {whom} from {place}{more}"
        u.record(Deed(action=SIGN_IN, object_type="User", object_id=person.id if person else None, summary=summary))
