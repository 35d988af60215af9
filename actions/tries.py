"""Passwords that were tried: ten in a quarter of an hour lock an account and an address, each time for longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from actions.digests import digest
from db.engine import transaction
from db.models import SignInTally
from trading.errors import LimitReached
from trading.ports import Desk

TRIES_MAX: Final = 10
WINDOW: Final = timedelta(minutes=15)
LOCK_FIRST: Final = timedelta(minutes=1)
LOCK_MAX: Final = timedelta(hours=1)
KEPT: Final = timedelta(hours=3)
LOCKED: Final = "Too many passwords were tried; try again later."


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from: the address and what the client calls itself, as far as they are known."""

    address: str = ""
    agent: str | None = None


def subjects(desk: Desk, email: str, origin: Origin, session_id: str | None) -> tuple[str, ...]:
    """Return what a try counts for: account and address, or alone the session of who is already signed in to it.

    So whoever locks an account from elsewhere does not keep its person out of a place where they are signed in.
    """
    if session_id is not None:
        return (digest(desk, f"tries of session {session_id}"),)
    return digest(desk, f"tries of account {email}"), digest(desk, f"tries from address {origin.address}")


async def count(desk: Desk, tried: Sequence[str]) -> None:
    """Count a try before it is looked at, so that many at once are many. Raise LimitReached while one is locked.

    The tenth locks: it may still be right, the next is refused unseen. What is locked does not grow by asking.
    """
    now = desk.clock.now()
    async with transaction():
        await SignInTally.filter(last_at__lt=now - KEPT).delete()
        await SignInTally.bulk_create([SignInTally(subject=s, last_at=now) for s in tried], ignore_conflicts=True)
        found = await SignInTally.filter(subject__in=tried).order_by("subject").select_for_update()
        locks = [each.locked_until for each in found if each.locked_until is not None and each.locked_until > now]
        if locks:
            raise LimitReached(LOCKED, max(locks))
        for each in found:
            _count(each, now)
            await each.save(update_fields=["tries", "last_at", "locked_until"])


def _count(tally: SignInTally, now: datetime) -> None:
    quiet_since = max(tally.last_at, tally.locked_until or tally.last_at)
    tally.tries = 1 if now - quiet_since > WINDOW else tally.tries + 1
    tally.last_at = now
    over = tally.tries - TRIES_MAX
    tally.locked_until = now + min(LOCK_MAX, LOCK_FIRST * 2 ** min(over, 10)) if over >= 0 else None


async def forgive(tried: Sequence[str]) -> None:
    """Forget what was tried: the password was right. An address keeps the count of its other tries."""
    account, *address = tried
    async with transaction():
        await SignInTally.filter(subject=account).delete()
        for tally in await SignInTally.filter(subject__in=address).select_for_update():
            tally.tries = max(0, tally.tries - 1)
            tally.locked_until = None if tally.tries < TRIES_MAX else tally.locked_until
            await tally.save(update_fields=["tries", "locked_until"])
