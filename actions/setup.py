"""The first things on a new desk: the desk's own user, its owner, the instruments, the feed."""

from datetime import date
from typing import Final

from actions.audit import Deed
from actions.feeds import place_before
from actions.unit import unit
from actions.viewer import ALL, Viewer
from db.models import Feed, Instrument, User
from trading.ports import Desk

SYSTEM_ID: Final = "0" * 31 + "1"
SYSTEM: Final = Viewer(user_id=SYSTEM_ID, name="desk", permissions=ALL, is_system=True)


async def prepare(desk: Desk, feed: str, start: date) -> None:
    """Make sure that the desk's user, the market's instruments and the feed's row are there. Idempotent."""
    async with unit(desk, SYSTEM) as u:
        await User.bulk_create(
            [User(id=SYSTEM_ID, name="desk", is_system=True, created_at=u.now)], ignore_conflicts=True
        )
        await Instrument.bulk_create(
            [Instrument(symbol=each.symbol, name=each.name, currency=each.currency) for each in desk.market.listings()],
            ignore_conflicts=True,
        )
        if not await Feed.exists(name=feed):
            await place_before(desk, feed, start)


async def owner(desk: Desk) -> tuple[User, bool]:
    """Return the owner of this desk, and whether it was made just now."""
    async with unit(desk, SYSTEM) as u:
        found = await User.get_or_none(is_owner=True)
        if found is not None:
            return found, False
        made = User(id=desk.ids.new(), name="owner", is_owner=True, created_at=u.now)
        await made.save(force_create=True)
        u.record(Deed(action="create_owner", object_type="User", object_id=made.id, summary="The desk has an owner"))
        return made, True
