"""One stream that many follow: executed once, encoded once, and everybody comes in without a gap."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from contextvars import Context as Variables
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from strawberry.types import ExecutionResult

from graph.completers import Function
from graph.context import Context
from graph.durations import Durations
from graph.enums import UpdateKind
from graph.loaders import Turn
from graph.place import Place
from graph.pump import Pump, Watch
from graph.schema import DeskSchema
from graph.seats import Frame, Key, Seat, frame_of

KEPT_MAX: Final = 1000  # frames that are kept for those whose snapshot is being read
CROWD_S: Final = 1 / 20  # between two snapshots for those who come one after the other
REPLAYED_MAX: Final = 1100  # sequences that are left free for what a reader missed

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Landing:
    """Those who are being told what they missed, and what the group was told meanwhile.

    It is `stale` when that cannot be set against their snapshot, being too much or without a sequence. `told` ends when
    the group is told something more.
    """

    seats: set[Seat]
    kept: list[Frame] = field(default_factory=list)
    stale: bool = False
    told: asyncio.Future[None] | None = None

    def keep(self, frame: Frame) -> None:
        if self.told is not None and not self.told.done():
            self.told.set_result(None)
        if frame.kind is UpdateKind.HEARTBEAT:
            return
        if frame.kind is UpdateKind.SNAPSHOT or frame.event is None or len(self.kept) >= KEPT_MAX:
            self.stale = True
            self.kept.clear()
        if not self.stale:
            self.kept.append(frame)


@dataclass(slots=True)
class Counts:
    """What was done since the process began; `lag` is how long each change took from being heard to being told."""

    delivered: int = 0
    coalesced: int = 0
    fell_behind: int = 0
    lag: Durations = field(default_factory=Durations)

    def add(self, place: Place, delivered: int, behind: int) -> None:
        """Count one update that was told."""
        self.delivered += delivered
        self.fell_behind += behind
        self.coalesced += place.coalesced
        place.coalesced = 0
        if place.kind is UpdateKind.CHANGE:
            self.lag.add(round((asyncio.get_running_loop().time() - place.heard_at) * 10**6))


class Group:
    """Everybody who asked for the same within the same scope.

    Coming in is authorised by the ordinary field itself: whoever comes is told a snapshot (or what came after
    their cursor) by an execution as themselves, shared only with the same viewer, and joins once the group is as far,
    with what it was told meanwhile. `ended` hears of the end, with those who were followed on others' behalf.
    """

    def __init__(
        self,
        schema: DeskSchema,
        first: Seat,
        turn: Turn,
        pump: Pump,
        counts: Counts,
        ended: Callable[["Group", set[Seat]], None],
    ) -> None:
        self._schema = schema
        self._turn = turn
        self._pump = pump
        self._counts = counts
        self._asked = first.asked
        self._viewer = first.viewer
        self._ended = ended
        self._place = Place()
        self._told = False
        self._ends: dict[str, str] = {}  # of the chains, as everybody was told them
        self._waiting: dict[Key, set[Seat]] = {}
        self._landings: dict[Key, Landing] = {}
        self.seats: dict[Seat, None] = {}  # as they came: who came together lies together in memory
        self.over = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._begin(self._follow(replace(first.reader.context, place=self._place)))

    def everybody(self) -> set[Seat]:
        """Those who follow, those who come in and those who wait."""
        comings = (landing.seats for landing in self._landings.values())
        return set(self.seats).union(*self._waiting.values(), *comings)

    def join(self, seat: Seat) -> None:
        """Let a seat in; it is told where things stand first."""
        seat.group = self
        self._place.sent = max(self._place.sent, seat.sent)
        self._waiting.setdefault(seat.key, set()).add(seat)
        if self._told:
            self._land(seat.key)

    def leave(self, seat: Seat) -> None:
        """Let a seat go; the last one ends the group."""
        seat.group = None
        self.seats.pop(seat, None)
        for some in (*self._waiting.values(), *(landing.seats for landing in self._landings.values())):
            some.discard(seat)
        self._end_if_empty()

    def stop(self) -> set[asyncio.Task[None]]:
        """Cancel all that runs; return it, so that it can be waited for."""
        self.over = True
        for task in self._tasks:
            task.cancel()
        return self._tasks

    def _begin(self, work: Any) -> None:
        # an empty set of context variables: it outlives the message that happened to start it
        task = asyncio.create_task(work, context=Variables())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ---------------------------------------------------------------- the live stream

    async def _follow(self, context: Context) -> None:
        """Tell everybody what the stream says until it ends."""
        last = None
        try:
            results = await self._results(context)
            async with aclosing(results):
                async for result in results:
                    if self._place.open:
                        self._deliver(frame_of(result, self._place))
                        await self._tell_plain()
                    else:
                        last = result
        except Exception:
            log.exception("a stream failed")
        if not self.over:
            self._end(last)

    async def _tell_plain(self) -> None:
        """Tell what comes with no task around it, until the ordinary stream must go on."""
        if self._place.source is not None:
            data_of = self._schema.plain_event(self._asked.query)
            await Watch(self._pump, self._place.source, partial(self._tell, data_of)).run()

    def _tell(self, data_of: Function | None, update: Any) -> bool:
        """Tell an update that one compiled function completes, with nothing around it; False where none can."""
        data = None if data_of is None else data_of(update)
        if data is not None:
            self._deliver(frame_of(ExecutionResult(data=data, errors=None), self._place))
        return data is not None

    def _deliver(self, frame: Frame) -> None:
        self._ends = dict(self._place.at or {})
        if not self._told:
            self._told = True
            for seat in self._waiting.pop((self._viewer, None), ()):
                self._seat(seat, self._place)
        for landing in self._landings.values():
            landing.keep(frame)
        behind = [seat for seat in self.seats if not seat.take(frame)]
        self._counts.add(self._place, len(self.seats) - len(behind), len(behind))
        for seat in behind:
            self.leave(seat)
        for key in list(self._waiting):
            self._land(key)

    def _seat(self, seat: Seat, place: Place) -> None:
        seat.portfolio_id, seat.latest = place.portfolio_id, place.latest
        self.seats[seat] = None

    def _end(self, last: Any) -> None:
        """End for those as whom the stream was followed; the others go on in a group of their own."""
        everybody = self.everybody()
        mine = {seat for seat in everybody if seat.viewer == self._viewer}
        for seat in everybody:
            seat.group = None
        self.stop()
        self._ended(self, everybody - mine)
        for seat in mine:
            seat.reader.finish(seat, last)

    def _end_if_empty(self) -> None:
        comings = (landing.seats for landing in self._landings.values())
        if not self.over and not any((self.seats, *self._waiting.values(), *comings)):
            self.stop()
            self._ended(self, set())

    # ---------------------------------------------------------------- coming in

    def _land(self, key: Key) -> None:
        """Begin to tell those who wait where things stand, unless others alike are being told: then they are next."""
        seats = self._waiting.get(key)
        if seats and key not in self._landings:
            landing = self._landings[key] = Landing(self._waiting.pop(key))
            context = next(iter(seats)).reader.context
            self._begin(self._bring_in(landing, key, context))

    async def _bring_in(self, landing: Landing, key: Key, context: Context) -> None:
        last = None
        try:
            last = await self._catch_up(landing, key[1], context)
        except Exception:
            log.exception("a snapshot failed")
        left, landing.seats = landing.seats, set()
        for seat in left:
            if landing.stale:  # it goes on from what it was told
                self._waiting.setdefault(seat.key, set()).add(seat)
            else:  # whoever has not joined by now never will
                seat.group = None
                seat.reader.finish(seat, last)
        if self._waiting:
            await asyncio.sleep(CROWD_S)
        del self._landings[key]
        for waiting in list(self._waiting):
            self._land(waiting)
        self._end_if_empty()

    async def _catch_up(self, landing: Landing, after: str | None, context: Context) -> Any:
        """Tell what they missed and let them join; return the last result when the stream ended instead."""
        place, last = Place(sent=self._place.sent), None
        self._place.sent += 1 if after is None else REPLAYED_MAX  # what is kept meanwhile comes after this
        results = await self._results(replace(context, place=place, resume=after))
        async with aclosing(results):
            async for result in results:
                if not place.open:
                    last = result
                    continue
                frame = frame_of(result, place)
                for seat in [seat for seat in landing.seats if not seat.take(frame)]:
                    self.leave(seat)
                if not place.replaying:
                    await self._level(landing, place)
                    self._join(landing, place)
                    break
        return last

    async def _level(self, landing: Landing, place: Place) -> None:
        """Wait until everybody was told what they were: before that the group's cursors would lead them back."""
        while not landing.stale and not place.within(self._ends):
            self._place.behind = True
            landing.told = asyncio.get_running_loop().create_future()
            await landing.told
            self._place.behind = False

    def _join(self, landing: Landing, place: Place) -> None:
        """From here on they hear what everybody hears; nothing is awaited in here."""
        if landing.stale:
            return
        self._place.sent = max(self._place.sent, place.sent)  # so that their sequences rise too
        for seat in list(landing.seats):
            seat.floor = place.highest
            if all(seat.take(frame) for frame in landing.kept):
                self._seat(seat, place)
            else:
                self.leave(seat)
        landing.seats.clear()

    async def _results(self, context: Context) -> Any:
        return await self._schema.stream(
            self._asked.query,
            variable_values=self._asked.variables,
            context_value=replace(context, turn=self._turn),
            operation_name=self._asked.operation,
        )
