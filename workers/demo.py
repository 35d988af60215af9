"""The main job, headless and at full speed: the same crew, queue and broker as always, on simulated clocks."""

import asyncio
import logging
import time
from bisect import bisect_left
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from actions import feeds, members, releases, setup
from actions.portfolios import create_demo
from actions.viewer import ALL, Viewer
from adapters.registry import FEED
from adapters.system import SeededIds, SimulatedClock
from db.models import Feed, Portfolio, Role, Stop
from db.reads.idle import at_rest
from settings import Settings
from trading.errors import Refusal
from trading.market import Phase, Step
from trading.ports import Desk, Market
from trading.stop import StopReason, StopScope, TradingState
from workers.desk import Crew
from workers.feed import next_step
from workers.main import WorkerClass, crew, run
from workers.opening import desk
from workers.outcome import DemoResult, outcome

CLASSES = frozenset({WorkerClass.ORDERS, WorkerClass.ANALYSIS, WorkerClass.FEED})
POLLS_S = (0.001, 0.002, 0.004, 0.008)
LOST_S = 5.0
EARLIER = timedelta(days=14)
SWEEP_AFTER = timedelta(seconds=3)
NEXT_STATE = {TradingState.HALTED: TradingState.REDUCING, TradingState.REDUCING: TradingState.ACTIVE}

Progress = Callable[[date, int, int], None]
log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class SecondPerson:
    """The risk officer of the script: takes a drawdown's stop back by one step at each later close."""

    desk: Desk
    viewer: Viewer
    portfolio_id: str
    released: int = 0

    async def at_close(self, step: Step) -> None:
        """Release by the real rules; what they refuse is tried again at the next close."""
        stop = await Stop.get_or_none(target=self.portfolio_id)
        if stop is None or stop.reason is not StopReason.DRAWDOWN or stop.since is None or stop.since >= step.at:
            return  # a daily loss ends by itself, and a stop of this very close is looked at at the next one
        to = NEXT_STATE[stop.state]
        try:
            note = f"Looked at on {step.day}: the script of the demo goes on."
            await releases.release(self.desk, self.viewer, StopScope.PORTFOLIO, self.portfolio_id, to, note)
        except Refusal as refusal:
            log.warning("the stop stays on %s: %s", step.day, refusal)
            return
        self.released += to is TradingState.ACTIVE


@dataclass(slots=True, kw_only=True)
class Script:
    """The demo's pace: each step is played when everything that the one before it caused is done."""

    clock: SimulatedClock
    person: SecondPerson
    last: date
    progress: Callable[[date], None]
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def pace(self, hands: Crew, _: Feed, step: Step) -> None:
        """Wait until the desk has settled, let the second person act at a close, and set the clock to the next step."""
        await self._settled(hands, step.phase)
        if step.phase is Phase.CLOSE:
            await self.person.at_close(step)
            self.progress(step.day)
            if step.day >= self.last:
                self.over.set()
                await asyncio.Event().wait()
        self.clock.set(_following(hands.desk.market, step.day, step.index))

    async def _settled(self, hands: Crew, phase: Phase) -> None:
        """Ask again and again, soon at first. What Redis lost is due for the sweeper once the clock has moved a bit:
        the feed gives a sign of life then, so that market time stands still."""
        asked, polls = time.monotonic(), 0
        while not await settled(hands, phase):
            await asyncio.sleep(POLLS_S[min(polls, len(POLLS_S) - 1)])
            polls += 1
            if time.monotonic() - asked > LOST_S:
                asked = time.monotonic()
                self.clock.set(self.clock.now() + SWEEP_AFTER)
                await feeds.beat(hands.desk, FEED)


async def settled(hands: Crew, phase: Phase) -> bool:
    """Whether nothing is under way: no job, no stop, and at the close nothing that a broker said and nobody booked.

    Feed, jobs and stops book what they cause before they are done, so within the session there is nothing to ask.
    """
    if not await at_rest():
        return False
    if phase is not Phase.CLOSE:
        return True
    cursors = {row.id: row.broker_cursor for row in await Portfolio.all().only("id", "broker_cursor")}
    said = [await broker.accounts_with_events(cursors) for broker in hands.desk.brokers.values()]
    return not any(said)


async def run_demo(
    settings: Settings,
    redis_url: str,
    *,
    days: int | None = None,
    progress: Progress,
    classes: frozenset[WorkerClass] = CLASSES,
) -> DemoResult:
    """Replay `days` trading days (None: all) into a fresh, migrated database and return what came of it.

    `progress` hears each day that is done. The language model is not asked: it may have read about these
    days. Raises ValueError when the history has none of them.
    """
    settings = replace(settings, deepseek_api_key="")
    start = date.fromisoformat(settings.replay_start)
    clock, began = SimulatedClock(datetime.combine(start - EARLIER, datetime.min.time(), UTC)), time.monotonic()
    async with (
        desk(settings, redis_url, clock=clock, ids=SeededIds(settings.seed)) as built,
        crew(built, settings) as hands,
    ):
        played = trading_days(built.market, start, days)
        person = await _prepare(built, settings, start)
        done = {day: number for number, day in enumerate(played, 1)}
        script = Script(
            clock=clock,
            person=person,
            last=played[-1],
            progress=lambda day: progress(day, done.get(day, 0), len(played)),
        )
        feed = await Feed.get(name=FEED)
        clock.set(_following(built.market, feed.day, feed.index))
        await _until(script.over, run(hands, redis_url, set(classes), pace=script.pace, jobs_max=1))
        spent = time.monotonic() - began
        return await outcome(
            built.market, person.portfolio_id, seed=settings.seed, seconds=spent, released=person.released
        )


def trading_days(market: Market, start: date, count: int | None) -> Sequence[date]:
    """Return the first `count` trading days (None: all) from `start` on. Raises ValueError when there are none."""
    days = market.days()
    chosen = days[bisect_left(days, start) :][:count]
    if not chosen:
        raise ValueError(f"The history has no trading day to play from {start} on.")
    return chosen


def _following(market: Market, day: date | None, index: int) -> datetime:
    step = next_step(market, day, index)
    if step is None:
        raise ValueError(f"The history ends on {day}.")
    return step.at


async def _prepare(built: Desk, settings: Settings, start: date) -> SecondPerson:
    """Set up what `plimsoll up` does on its first start, and a risk officer beside the owner."""
    await setup.prepare(built, FEED, start)
    owner, _ = await setup.owner(built)
    viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
    portfolio = await create_demo(built, viewer, Decimal(settings.opening_cash))
    officer = await members.add(built, viewer, portfolio.id, "risk officer", Role.RISK_OFFICER)
    return SecondPerson(desk=built, viewer=officer, portfolio_id=portfolio.id)


async def _until(over: asyncio.Event, workers: Coroutine[None, None, None]) -> None:
    """Run the workers until it is over; what they raise is raised."""
    working, waiting = asyncio.create_task(workers), asyncio.create_task(over.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
