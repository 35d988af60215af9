"""Steer the replayed market: seek, pause, speed. A live one cannot be steered."""

from bisect import bisect_left
from datetime import date
from decimal import Decimal

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Feed
from trading.errors import Conflict, FieldProblem, InvalidInput, NotAllowed, Permission
from trading.ports import Desk

SPEED_MAX = Decimal(1000)


async def steer(
    desk: Desk,
    viewer: Viewer,
    name: str,
    *,
    seek: date | None = None,
    paused: bool | None = None,
    speed: Decimal | None = None,
) -> Feed:
    """Change what the feed worker does next. Seeking goes forward only: what is booked cannot be unlived.

    Raise Conflict on a live market: nobody can pause, move or hurry that one.
    """
    if Permission.ADMIN not in viewer.permissions:
        raise NotAllowed("Steering the market needs the permission ADMIN.", Permission.ADMIN)
    if desk.prices is not None:
        raise Conflict(
            "The market is live (PLIMSOLL_PRICE_VENDORS): nobody can pause, move or hurry it. "
            "To stop trading use `plimsoll halt`; to replay the past start a desk without live prices."
        )
    if speed is not None and not 0 < speed <= SPEED_MAX:
        raise InvalidInput(f"The speed lies between 0 and {SPEED_MAX}.", FieldProblem(("speed",), "Out of range."))
    async with unit(desk, viewer) as u:
        feed = await Feed.select_for_update().get_or_none(name=name)
        if feed is None:
            raise Conflict("The market has not been set up yet; start the desk first.")
        if seek is not None:
            _check_seek(desk, feed, seek)
            feed.seek_day = seek
        feed.paused = feed.paused if paused is None else paused
        feed.speed = feed.speed if speed is None else speed
        await feed.save(update_fields=["seek_day", "paused", "speed"])
        u.record(
            Deed(
                action="steer_market",
                object_type="Feed",
                object_id=name,
                summary=f"seek {seek}, paused {feed.paused}, speed {feed.speed}",
            )
        )
        return feed


def _check_seek(desk: Desk, feed: Feed, day: date) -> None:
    days = desk.market.days()
    if not days or not days[0] <= day <= days[-1]:
        raise InvalidInput(f"The history runs from {days[0]} to {days[-1]}.", FieldProblem(("day",), "Outside of it."))
    if feed.day is not None and day <= feed.day:
        raise Conflict(f"The replay stands at {feed.day} and only goes forward; use a fresh data folder to go back.")


async def place_before(desk: Desk, name: str, day: date) -> None:
    """Set a feed, made when absent, to just before the close of the last trading day before `day`.

    Its next step is that close, which gives the prices that the first session is judged by.
    """
    days = desk.market.days()
    before = days[max(0, bisect_left(days, day) - 1)]
    step = desk.market.steps(before)[-2]
    await Feed.update_or_create(
        name=name,
        defaults={
            "day": step.day,
            "index": step.index,
            "at": step.at,
            "phase": step.phase.value,
            "seek_day": None,
            "ended": False,
            "beat_at": desk.clock.now(),
        },
    )


async def beat(desk: Desk, name: str) -> None:
    """Give a sign of life while nothing moves."""
    await Feed.filter(name=name).update(beat_at=desk.clock.now())


async def finish(name: str) -> None:
    """Note that the history is over."""
    await Feed.filter(name=name).update(ended=True)
