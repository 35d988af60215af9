"""Tells what comes on many streams without a task for each: all in which something has come are looked at in one turn.

A stream of its own costs a task that wakes up, and a time-out that is set and put off, for every event.
"""

import asyncio
from collections.abc import Callable
from contextvars import Context
from functools import partial
from typing import Any, Final

from graph.eager import begin
from graph.place import Source

AT_ONCE_MAX: Final = 10  # updates of one stream before it is the others' turn


class Pump:
    """The streams of a hub in which something has come."""

    def __init__(self) -> None:
        self._ready: dict[Watch, None] = {}

    def soon(self, watch: "Watch") -> None:
        """Look at a stream in the next turn of the loop."""
        if not self._ready:
            asyncio.get_running_loop().call_soon(self._look, context=Context())
        self._ready[watch] = None

    def _look(self) -> None:
        ready, self._ready = self._ready, {}
        for watch in ready:
            watch.look()


class Watch:
    """One stream that tells by itself: `tell` says an update, False where only the ordinary stream can."""

    __slots__ = ("_alarm", "_alarm_at", "_over", "_pump", "_source", "_task", "_tell")

    def __init__(self, pump: Pump, source: Source, tell: Callable[[Any], bool]) -> None:
        self._pump = pump
        self._source = source
        self._tell = tell
        self._over = asyncio.get_running_loop().create_future()
        self._task: asyncio.Task[Any] | None = None  # an update for which something is being read
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at: Any = 0  # in seconds of the event loop

    async def run(self) -> None:
        """Tell until the ordinary stream must go on. Raise what `tell` raises."""
        self._source.call(partial(self._pump.soon, self))
        self.look()
        try:
            await self._over
        finally:
            self._source.call(None)
            if self._alarm is not None:
                self._alarm.cancel()
            if self._task is not None:  # what is being read for it is read to the end: nobody closes a database before
                await asyncio.wait({self._task})

    def look(self) -> None:
        """Tell what is due, and see to being called when something will be."""
        for _ in range(AT_ONCE_MAX):
            if self._over.done() or self._task is not None:
                return
            try:
                work = self._source.next_now()
                outcome = None if work is None else begin(work)
            except (Exception, asyncio.CancelledError) as error:
                self._fail(error)
                return
            if work is None:
                self._wait()
                return
            if isinstance(outcome, asyncio.Task):
                self._task = outcome
                outcome.add_done_callback(self._read)
                return
            self._say(outcome)
        self._pump.soon(self)

    def _wait(self) -> None:
        """Look again when something is due; one alarm that is early serves many updates."""
        due = self._source.due
        if due is None:
            self._end()
        elif self._alarm is None or self._alarm_at > due:
            if self._alarm is not None:
                self._alarm.cancel()
            self._alarm, self._alarm_at = asyncio.get_running_loop().call_at(due, self._ring), due

    def _ring(self) -> None:
        self._alarm = None
        self.look()

    def _read(self, task: "asyncio.Task[Any]") -> None:
        self._task = None
        if task.cancelled():
            self._fail(asyncio.CancelledError())
        elif (error := task.exception()) is not None:
            self._fail(error)
        elif not self._over.done():
            self._say(task.result())
            self._pump.soon(self)

    def _say(self, update: Any) -> None:
        try:
            if update is not None and not self._tell(update):
                self._give_back(update)
        except Exception as error:
            if not self._over.done():
                self._over.set_exception(error)

    def _fail(self, error: BaseException) -> None:
        """Let the ordinary stream word it, and end: what was to be told is told to who comes back with their cursor."""
        self._give_back(error if isinstance(error, Exception) else RuntimeError("an update was given up"))

    def _give_back(self, update: Any) -> None:
        self._source.give_back(update)
        self._end()

    def _end(self) -> None:
        if not self._over.done():
            self._over.set_result(None)
