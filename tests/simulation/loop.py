"""An event loop for one thread and no clock: the seed picks what runs next, and time jumps to the next timer."""

import asyncio
import heapq
import random
from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any, TypeVar

Result = TypeVar("Result")
CALLBACKS_MAX = 3_000_000


class Runaway(Exception):
    """So many callbacks ran that the program must be going round in circles."""


class SeededLoop(asyncio.BaseEventLoop):
    """Runs ready callbacks in an order drawn from `rng`; `time` is seconds of simulated time since 0.

    No files, no sockets, no threads: what needs them fails. `born` is told of every task that begins.
    """

    def __init__(self, rng: random.Random, born: Callable[[asyncio.Task[Any]], None]) -> None:
        super().__init__()
        self._rng = rng
        self._now = 0.0
        self._left = CALLBACKS_MAX
        self._born = born
        self.set_task_factory(self._make)  # type: ignore[arg-type]  # a task of any coroutine

    def time(self) -> float:
        return self._now

    def _make(
        self, loop: asyncio.AbstractEventLoop, coro: Coroutine[Any, Any, Any], *, context: Context | None = None
    ) -> asyncio.Task[Any]:
        task = asyncio.Task(coro, loop=loop, context=context)
        (context.run(self._born, task) if context else self._born(task))
        return task

    def _run_once(self) -> None:
        """Run one ready callback; with none, let time pass until the next timer. asyncio's own name for a turn."""
        ready: Any = self._ready  # type: ignore[attr-defined]
        if not ready:
            self._pass_time(ready)
        count = len(ready)
        if count > 1:
            ready.rotate(-self._rng.randrange(count))
        handle = ready.popleft()
        if not handle._cancelled:
            self._left -= 1
            if not self._left:
                raise Runaway(f"{CALLBACKS_MAX} callbacks have run by {self._now:.3f} s")
            handle._run()
        handle = None

    def _pass_time(self, ready: Any) -> None:
        timers: list[asyncio.TimerHandle] = self._scheduled  # type: ignore[attr-defined]
        while timers:
            timer = heapq.heappop(timers)
            timer._scheduled = False  # type: ignore[attr-defined]
            if timer._cancelled:
                continue
            self._now = max(self._now, timer.when())
            ready.append(timer)
            while timers and timers[0].when() <= self._now:
                due = heapq.heappop(timers)
                due._scheduled = False  # type: ignore[attr-defined]
                if not due._cancelled:
                    ready.append(due)
            return
        raise Runaway("nothing is left that could ever run: a deadlock")

    def _write_to_self(self) -> None:
        """Nobody sleeps in a selector here."""

    def finish(self) -> None:
        """Cancel what is left and close."""
        for _ in range(20):
            left = [task for task in asyncio.all_tasks(self) if not task.done()]
            if not left:
                break
            for task in left:
                task.cancel()
            self.run_until_complete(asyncio.sleep(0.01))
        self.run_until_complete(self.shutdown_asyncgens())
        self.close()
