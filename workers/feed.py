"""The replayed market: plays real daily history step by step, through the venue and onto the desk."""

import asyncio
import logging
from bisect import bisect_left, bisect_right
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from actions import analyses, corporate, feeds, forecasts, marks, setup, shadows, versions
from actions.portfolios import create_demo
from actions.viewer import ALL, Viewer
from adapters.market.hours import ex_date
from db.models import Feed, Portfolio
from trading.errors import Refusal
from trading.market import Phase, Step
from trading.ports import Market, Venue
from workers.desk import Crew
from workers.orders import drain, drain_all

IDLE_S = 0.5
BEAT_S = 2.0

log = logging.getLogger(__name__)
Pace = Callable[[Crew, Feed, Step], Awaitable[None]]


async def replay(crew: Crew, name: str, pace: Pace) -> None:
    """Play the market until cancelled. `pace` waits after each step.

    Where the replay stands is in the database: after a crash the step that was under way comes again,
    and everything it touches bears that.
    """
    stands = await Feed.get(name=name)
    if stands.phase == Phase.CLOSE and stands.day is not None:
        await after_close(crew, stands.day)  # a crash may have come between the close and this
    while True:
        feed = await Feed.get(name=name)
        if feed.seek_day is not None:
            await _seek(crew, feed)
            continue
        step = None if feed.paused or feed.ended else next_step(crew.desk.market, feed.day, feed.index)
        if step is None:
            await _rest(crew, feed)
            continue
        await play(crew, name, step)
        await pace(crew, feed, step)


def next_step(market: Market, day: date | None, index: int) -> Step | None:
    """Return the step after a place in the history (None: before it began), None at its end."""
    days = market.days()
    if day is not None:
        later = [step for step in market.steps(day) if step.index > index]
        if later:
            return later[0]
    place = 0 if day is None else bisect_right(days, day)
    return market.steps(days[place])[0] if place < len(days) else None


async def play(crew: Crew, name: str, step: Step, *, analyse: bool = True) -> None:
    """Carry one step through the house: corporate actions, the venue's fills, marks, after the close the analyses."""
    if step.actions:
        await drain_all(crew)  # who held at the last close is entitled
        for action in step.actions:
            await corporate.apply(crew.desk, crew.viewer, action, step.at, ex_date(action.day))
    for broker in crew.desk.brokers.values():
        if isinstance(broker, Venue):
            for account in await broker.on_step(step):
                await drain(crew, broker, account)  # what the step filled is booked before it is valued
    await marks.apply(crew.desk, crew.viewer, name, step)
    if step.phase is Phase.CLOSE:
        await after_close(crew, step.day)


async def after_close(crew: Crew, day: date) -> None:
    """Score what was forecast and has come to its end, have models trained at a month's first close, then ask for new
    opinions, and last what shadows would say; all of it bears a repeated close."""
    await forecasts.score(crew.desk, crew.viewer, day)
    await versions.request(crew.desk, crew.viewer, day)
    await request_analyses(crew, day)
    await shadows.request(crew.desk, crew.viewer, day)


async def request_analyses(crew: Crew, day: date) -> None:
    """Ask for the day's analysis of every portfolio; the key makes a repeated close harmless."""
    for portfolio in await Portfolio.filter(archived_at=None).order_by("id"):
        try:
            await analyses.request(crew.desk, crew.viewer, portfolio.id, None, key=f"daily-{portfolio.id}-{day}")
        except Refusal as refusal:
            log.warning("no analysis of %s on %s: %s", portfolio.name, day, refusal)


async def _seek(crew: Crew, feed: Feed) -> None:
    """Go on just before the open of a later day; the splits and dividends of the skipped days are booked."""
    day = feed.seek_day or date.min
    days = crew.desk.market.days()
    passed = bisect_right(days, feed.day) if feed.day else 0
    for skipped in days[passed : bisect_left(days, day)]:
        if actions := crew.desk.market.actions(skipped):
            opening = crew.desk.market.steps(skipped)[0]
            await play(crew, feed.name, replace(opening, ticks=(), actions=tuple(actions)))
    await feeds.place_before(crew.desk, feed.name, day)
    log.info("the replay goes on at %s", day)


async def _rest(crew: Crew, feed: Feed) -> None:
    """Nothing to play: paused, or at the end of history, which is said once."""
    if not feed.paused and not feed.ended:
        await feeds.finish(feed.name)
        log.warning("the replay has reached the end of its history")
        if crew.settings.replay_loop:
            await _start_over(crew, feed.name)
    await feeds.beat(crew.desk, feed.name)
    await asyncio.sleep(IDLE_S)


async def _start_over(crew: Crew, name: str) -> None:
    """Begin again at the first day with a fresh portfolio."""
    for venue in venues(crew):
        await venue.reset_market()
    await feeds.place_before(crew.desk, name, date.fromisoformat(crew.settings.replay_start))
    owner, _ = await setup.owner(crew.desk)
    viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
    await create_demo(crew.desk, viewer, Decimal(crew.settings.opening_cash))


def venues(crew: Crew) -> list[Venue]:
    """The brokers that are their own market."""
    return [broker for broker in crew.desk.brokers.values() if isinstance(broker, Venue)]


def daily_pace(day_s: float) -> Pace:
    """Return a pace at which one trading day takes `day_s` seconds at speed 1."""

    async def pace(crew: Crew, feed: Feed, step: Step) -> None:
        steps = len(crew.desk.market.steps(step.day))
        left_s = day_s / steps / float(feed.speed)
        while left_s > BEAT_S:
            await asyncio.sleep(BEAT_S)
            await feeds.beat(crew.desk, feed.name)  # a slow replay is not a silent one
            left_s -= BEAT_S
        await asyncio.sleep(left_s)

    return pace
