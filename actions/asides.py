"""Put aside what a broker has said and cannot be booked, so that it keeps nothing behind it waiting."""

import logging
from typing import Final

from actions.audit import Deed
from actions.trips import trip
from actions.unit import unit
from actions.viewer import Viewer
from db.engine import OUTAGES, refuses
from db.models import UnbookedEvent
from trading.alerts import AlertCode
from trading.errors import AdapterError, Refusal
from trading.ports import BrokerEvent, Desk
from trading.stop import StopReason

ASIDE_MAX: Final = 100  # of one portfolio; where everything fails nothing more is passed over
WORDS_MAX: Final = 300
BODY_MAX: Final = 20_000
NOT_ITS_FAULT: Final = (*OUTAGES, AdapterError, Refusal)

log = logging.getLogger(__name__)


class Unreadable(Exception):
    """A broker's adapter could make nothing of what the broker has said."""


def at_fault(error: Exception) -> bool:
    """Whether it is the event that cannot be booked: the database and the desk are there, and it fails all the same."""
    return refuses(error) or not isinstance(error, NOT_ITS_FAULT)


async def put(desk: Desk, viewer: Viewer, event: BrokerEvent, error: Exception) -> int:
    """Keep an event that fails alone, move the cursor past it, and tell people; return how many were new.

    What opens is stopped first, as after any break: a crash in between leaves the portfolio stopped and the event to
    be booked. Raise the error where too much is aside already.
    """
    why = _written(f"{type(error).__name__}: {error}", WORDS_MAX)
    named = _written(event.client_order_id or event.activity_id or "no order", WORDS_MAX)
    log.error("%s for %s of portfolio %s cannot be booked", event.kind, named, event.account, exc_info=error)
    await trip(desk, viewer, event.account, StopReason.RECONCILE_BREAK, f"{event.kind} for {named} was not booked.")
    async with unit(desk, viewer, event.account) as u:
        if event.cursor <= u.portfolio.broker_cursor:
            return 0
        if await UnbookedEvent.filter(account=event.account).count() >= ASIDE_MAX:
            raise error
        row = UnbookedEvent(
            id=desk.ids.new(),
            account=event.account,
            cursor=event.cursor,
            body=_written(repr(event.raw), BODY_MAX),
            why=why,
            at=u.now,
        )
        await row.save(force_create=True)
        u.portfolio.broker_cursor = event.cursor
        message = f"{event.kind} for {named}: {why}. It is kept and tried again; the books lack it until then."
        await u.alert(AlertCode.EVENT_NOT_BOOKED, message)
        u.record(
            Deed(
                action="put_aside_event",
                object_type="BrokerEvent",
                object_id=row.id,
                summary=f"{event.kind} for {named} could not be booked",
                reason=why,
                after={"cursor": event.cursor, "body": row.body},
            )
        )
        return 1


async def given_up(portfolio_id: str) -> list[str]:
    """Forget what is aside, within the transaction of a cleared break, and return what it was: the books are right."""
    rows = await UnbookedEvent.filter(account=portfolio_id).order_by("cursor")
    await UnbookedEvent.filter(id__in=[row.id for row in rows]).delete()
    return [f"{row.cursor}: {row.why}" for row in rows]


def _written(text: str, most: int) -> str:
    """Return a text that every database can keep, whatever is in it."""
    return text.encode("unicode_escape").decode()[:most]
