"""The small ports of a simulated desk: clock, bus and queue, each as unreliable as the seed says."""

import asyncio
import hashlib
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.simulation.process import Process
from trading.ports import Json, Messages

if TYPE_CHECKING:
    from tests.simulation.world import World

START = datetime(2026, 1, 5, 15, tzinfo=UTC)
REDELIVERY_S = 25.0  # what arq takes to bring back the job of a killed worker
RESYNC: Json = {"channel": "", "data": {"resync": True}}


class LoopClock:
    """Implements trading.ports.Clock: the loop's time since START."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def now(self) -> datetime:
        return START + timedelta(seconds=self._loop.time())


# ---------------------------------------------------------------- bus


class Subscription:
    """The messages of one subscriber; a dead process hears nothing."""

    def __init__(self, process: Process, channels: tuple[str, ...]) -> None:
        self.channels = channels
        self._process = process
        self._messages: deque[Json] = deque()
        self._news = asyncio.Event()
        self._call: Callable[[], None] | None = None

    def __aiter__(self) -> AsyncIterator[Json]:
        return self

    async def __anext__(self) -> Json:
        while not self._messages:
            self._news.clear()
            await self._news.wait()
        self._process.check()
        return self._messages.popleft()

    def take(self) -> Json | None:
        return self._messages.popleft() if self._messages else None

    def call(self, news: Callable[[], None] | None) -> None:
        self._call = news

    def hear(self, message: Json) -> None:
        if self._process.alive:
            self._messages.append(message)
            self._news.set()
            if self._call is not None:
                self._call()


class Airwaves:
    """What Redis is for the bus: it knows who listens."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.rng = world.stream("bus")
        self.listening: list[Subscription] = []

    def carry(self, channel: str, message: Json) -> bool:
        """Bring a message to those who listen, or not, or twice, or late; False when it certainly does not leave."""
        faults, rng = self.world.faults, self.rng
        if rng.random() < faults.bus_drop:
            return rng.random() < 0.5
        for _ in range(2 if rng.random() < faults.bus_double else 1):
            delay_s = rng.random() * (3.0 if rng.random() < faults.bus_late else 0.01)
            for each in self.listening:
                if channel in each.channels:
                    self.world.loop.call_later(delay_s, each.hear, {"channel": channel, "data": message})
        return True


class SimBus:
    """Implements trading.ports.Bus for one process."""

    def __init__(self, air: Airwaves, process: Process) -> None:
        self._air = air
        self._process = process

    async def publish(self, channel: str, message: Json) -> bool:
        self._process.check()
        await self._air.world.point(self._process, f"publish {channel}")
        return self._air.carry(channel, message)

    async def announce(self, events: Sequence[tuple[str, Json]]) -> bool:
        return all([await self.publish(channel, message) for channel, message in events])

    async def kept(self, channel: str, after: int, limit: int) -> Sequence[Json]:
        return ()

    async def count(self, amounts: Mapping[str, int], keep_s: int) -> None:
        return None

    async def ping(self) -> bool:
        return True

    @asynccontextmanager
    async def subscribe(self, *channels: str) -> AsyncIterator[Messages]:
        mine = Subscription(self._process, channels)
        self._air.listening.append(mine)
        try:
            yield mine
        finally:
            self._air.listening.remove(mine)


# ---------------------------------------------------------------- notary


class SimNotary:
    """Implements trading.ports.Notary for one process; the lines are the world's and outlive it."""

    def __init__(self, lines: list[str], process: Process) -> None:
        self._lines = lines
        self._process = process

    def sign(self, body: str) -> str:
        return hashlib.sha256(body.encode()).hexdigest()

    async def lines(self) -> Sequence[str]:
        self._process.check()
        await self._process.world.point(self._process, "read the notary's lines")
        return tuple(self._lines)

    async def add(self, make: Callable[[Sequence[str]], str]) -> str:
        self._process.check()
        await self._process.world.point(self._process, "add a line at the notary")
        self._lines.append(make(tuple(self._lines)))
        return self._lines[-1]


# ---------------------------------------------------------------- queue


@dataclass(frozen=True, slots=True)
class Job:
    queue: str
    name: str
    key: str
    payload: Json


class Queues:
    """What Redis is for arq: jobs that wait, and the keys that are not enqueued twice meanwhile."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.rng = world.stream("jobs")
        self.waiting: list[Job] = []
        self._known: set[str] = set()
        self._news: dict[asyncio.Future[None], None] = {}

    def put(self, job: Job) -> bool:
        """Queue a job, or lose it, or deliver it twice or late; False when it certainly was not queued."""
        faults, rng = self.world.faults, self.rng
        if rng.random() < faults.jobs_away:
            return False
        if job.key in self._known or rng.random() < faults.jobs_lost:
            return True
        self._known.add(job.key)
        for _ in range(2 if rng.random() < faults.jobs_double else 1):
            delay_s = rng.random() * (8.0 if rng.random() < faults.jobs_late else 0.005)
            self.world.loop.call_later(delay_s, self._arrive, job)
        return True

    def _arrive(self, job: Job) -> None:
        self.waiting.append(job)
        for each in list(self._news):
            if not each.done():
                each.set_result(None)

    async def take(self, process: Process) -> Job:
        """Wait for a job, any of those that are there."""
        while not self.waiting:
            news = self.world.loop.create_future()
            self._news[news] = None
            try:
                await news
            finally:
                del self._news[news]
        process.check()
        return self.waiting.pop(self.rng.randrange(len(self.waiting)))

    def release(self, job: Job, *, done: bool) -> None:
        """Forget the key of a job that has ended; bring back one whose worker died."""
        if done:
            self._known.discard(job.key)
        else:
            self.world.loop.call_later(REDELIVERY_S, self._arrive, job)


class SimJobs:
    """Implements trading.ports.Jobs for one process."""

    def __init__(self, queues: Queues, process: Process) -> None:
        self._queues = queues
        self._process = process

    async def enqueue(self, queue: str, name: str, key: str, payload: Json) -> bool:
        self._process.check()
        await self._queues.world.point(self._process, f"enqueue {name}")
        return self._queues.put(Job(queue, name, key, payload))


async def work(
    process: Process,
    queues: Queues,
    functions: Mapping[str, Any],
    *,
    max_jobs: int,
    job_timeout_s: float,
    ctx: dict[str, Any],
) -> None:
    """Take the place of workers.queue.work: as many jobs at a time, a time-out, a failed job is over."""
    slots = asyncio.Semaphore(max_jobs)
    while True:
        await slots.acquire()
        job = await queues.take(process)
        task = process.spawn(_carry_out(process, queues, job, functions[job.name], job_timeout_s, ctx))
        task.add_done_callback(lambda _: slots.release())


async def _carry_out(
    process: Process, queues: Queues, job: Job, function: Any, job_timeout_s: float, ctx: dict[str, Any]
) -> None:
    try:
        async with asyncio.timeout(job_timeout_s):
            await function(ctx, job.payload)
    except Exception as error:  # arq logs what a job raises and goes on
        process.world.job_failed(process, job.name, error)
    finally:
        queues.release(job, done=process.alive)
