"""Works off one arq queue: woken by a nudge, patient with Redis, gentle with running jobs at the end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import orjson
from arq.constants import in_progress_key_prefix
from arq.utils import timestamp_ms
from arq.worker import Worker, func

from adapters.arq_jobs import arq_redis, nudge_channel, queue_key
from adapters.patience import backoff_s, end
from adapters.redis_bus import RedisBus
from trading.ports import Json

POLL_S = 0.5  # the safety net under the nudge
REDIS_TIMEOUT_S = 5.0
DRAIN_S = 10.0
CANCEL_S = 2.0

# Takes the first of these jobs, as many as there are slots for, that are due and run nowhere; returns each with its
# score. arq asks for each job four times, one job after the other.
TAKE = """
local taken = {}
for place = 4, #ARGV do
  if #taken == 2 * ARGV[1] then break end
  local score = redis.call('ZSCORE', KEYS[1], ARGV[place])
  if score and tonumber(score) <= tonumber(ARGV[2])
      and redis.call('SET', KEYS[2] .. ARGV[place], '1', 'PX', ARGV[3], 'NX') then
    table.insert(taken, ARGV[place])
    table.insert(taken, score)
  end
end
return taken
"""

JobContext = dict[Any, Any]
JobFunction = Callable[[JobContext, Json], Awaitable[None]]

log = logging.getLogger(__name__)


class NudgedWorker(Worker):
    """arq's worker with another main loop: it sleeps until nudged and outlives Redis.

    arq's own loop dies of the first lost connection and polls every half second. Relies on arq 0.28's
    `_poll_iteration`, the accounting (`sem`, `job_counter`) of `start_jobs`, `run_job` and `tasks`.
    """

    def __init__(
        self,
        url: str,
        queue: str,
        functions: Mapping[str, JobFunction],
        *,
        max_jobs: int,
        job_timeout_s: float,
        ctx: JobContext,
        drain_s: float = DRAIN_S,
    ) -> None:
        super().__init__(
            [func(function, name=name) for name, function in functions.items()],  # type: ignore[arg-type]
            queue_name=queue_key(queue),
            redis_pool=arq_redis(url, connections_max=max_jobs + 2, timeout_s=REDIS_TIMEOUT_S),
            handle_signals=False,
            max_jobs=max_jobs,
            job_timeout=job_timeout_s,
            keep_result=0,
            poll_delay=POLL_S,
            ctx=ctx,
            job_serializer=orjson.dumps,
            job_deserializer=orjson.loads,
        )
        self._bus = RedisBus(url)
        self._channel = nudge_channel(queue)
        self._drain_s = drain_s
        self._wake = asyncio.Event()
        self._take = self.pool.register_script(TAKE)

    async def main(self) -> None:
        """Work until cancelled."""
        async with self._bus.subscribe(self._channel) as nudges:
            tasks = [asyncio.create_task(self._listen(nudges)), asyncio.create_task(self._serve())]
            try:
                await asyncio.gather(*tasks)
            finally:
                await end(*tasks)

    async def close(self) -> None:
        """Let running jobs end, cancel what is left after `drain_s` (arq queues it again), disconnect."""
        jobs = list(self.tasks.values())
        if jobs:
            _, late = await asyncio.wait(jobs, timeout=self._drain_s)
            for job in late:
                job.cancel()
            if late:
                await asyncio.wait(late, timeout=CANCEL_S)
        for job in jobs:
            if job.done() and not job.cancelled() and (error := job.exception()):
                log.warning("a job of %s could not be signed off: %r", self.queue_name, error)
        await self._bus.close()
        await self.pool.aclose(close_connection_pool=True)

    async def start_jobs(self, job_ids: list[bytes]) -> None:
        """Start what is due and runs nowhere, as many as there are slots for, in one question to Redis."""
        waiting = [job_id for job_id in job_ids if job_id.decode() not in self.tasks]
        slots = self.max_jobs - self.job_counter
        if not waiting or slots < 1:
            return
        lasts_ms = int(self.in_progress_timeout_s * 1000)
        values: list[int | bytes] = [slots, timestamp_ms(), lasts_ms, *waiting]
        taken = await self._take([self.queue_name, in_progress_key_prefix], values)
        for job_id, score in zip(taken[::2], taken[1::2], strict=True):
            await self.sem.acquire()  # one is free: so many run
            self.job_counter += 1
            name = job_id.decode()
            job = self.loop.create_task(self.run_job(name, int(float(score))))
            job.add_done_callback(lambda _: self._release_sem_dec_counter_on_complete())
            self.tasks[name] = job

    async def _listen(self, nudges: AsyncIterator[Json]) -> None:
        async for _ in nudges:
            self._wake.set()

    async def _serve(self) -> None:
        failures = 0
        while True:
            self._wake.clear()
            try:
                await self._poll_iteration()
                failures = 0
            except Exception as error:  # this loop has no one above it to start it again
                failures += 1
                log.warning("the worker of %s stumbled (%d): %r", self.queue_name, failures, error)
                await self._recount()
                await asyncio.sleep(backoff_s(failures))
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self.poll_delay_s):
                    await self._wake.wait()

    async def _recount(self) -> None:
        """Take back the slot that arq loses when Redis goes away between taking it and starting the job."""
        await asyncio.sleep(0)  # done callbacks of ended jobs have now run
        running = sum(not job.done() for job in self.tasks.values())
        self.job_counter = running
        self.sem = asyncio.BoundedSemaphore(self.max_jobs + 1)
        for _ in range(running):
            await self.sem.acquire()

    def _release_sem_dec_counter_on_complete(self) -> None:
        super()._release_sem_dec_counter_on_complete()
        self._wake.set()  # a slot is free: there may be more to do


async def work(
    url: str,
    queue: str,
    functions: Mapping[str, JobFunction],
    *,
    max_jobs: int,
    job_timeout_s: float,
    ctx: JobContext,
    drain_s: float = DRAIN_S,
) -> None:
    """Work off a queue until cancelled; a function is called with (ctx + arq's job_id and job_try, payload).

    Redis may go and come back as it likes. A job that cannot be signed off because Redis is away, or
    whose worker was killed, runs again after job_timeout_s + 10 s: jobs must bear that.
    """
    worker = NudgedWorker(
        url, queue, functions, max_jobs=max_jobs, job_timeout_s=job_timeout_s, ctx=ctx, drain_s=drain_s
    )
    try:
        await worker.main()
    finally:
        await worker.close()
