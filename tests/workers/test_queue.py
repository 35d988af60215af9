"""Proves that a job runs soon after it is enqueued, and that neither Redis nor a cancel loses the worker."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from decimal import Decimal

import pytest

from adapters.arq_jobs import ArqJobs
from tests.servers import PrivateRedis, private_redis
from trading.ports import Jobs, Json
from workers import queue
from workers.queue import JobContext, work


@pytest.fixture
def redis() -> Iterator[PrivateRedis]:
    with private_redis() as redis:
        yield redis


@pytest.fixture
async def jobs(redis: PrivateRedis) -> AsyncIterator[ArqJobs]:
    jobs = ArqJobs(redis.url)
    yield jobs
    await jobs.close()


class Desk:
    """Notes what was run; `hold` jobs wait until released."""

    def __init__(self) -> None:
        self.begun = asyncio.Queue[Json]()
        self.done = asyncio.Queue[Json]()
        self.released = asyncio.Event()
        self.running = 0
        self.running_max = 0

    async def note(self, ctx: JobContext, payload: Json) -> None:
        await self.done.put({**payload, "ctx": ctx["who"]})

    async def hold(self, ctx: JobContext, payload: Json) -> None:
        self.running += 1
        self.running_max = max(self.running, self.running_max)
        try:
            await self.begun.put(payload)
            await self.released.wait()
            await self.done.put(payload)
        finally:
            self.running -= 1

    async def fail(self, ctx: JobContext, payload: Json) -> None:
        raise ValueError("a job may be wrong")

    @asynccontextmanager
    async def at_work(self, url: str, max_jobs: int = 4, drain_s: float = 10) -> AsyncIterator[asyncio.Task[None]]:
        functions = {"note": self.note, "hold": self.hold, "fail": self.fail}
        task = asyncio.create_task(
            work(url, "q", functions, max_jobs=max_jobs, job_timeout_s=60, ctx={"who": "me"}, drain_s=drain_s)
        )
        try:
            yield task
        finally:
            if not task.cancelling():
                task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def soon(happened: "asyncio.Queue[Json]") -> Json:
    async with asyncio.timeout(60):
        return await happened.get()


async def test_a_job_arrives_with_its_payload_and_the_context(redis: PrivateRedis, jobs: ArqJobs) -> None:
    described: Jobs = jobs
    desk = Desk()
    async with desk.at_work(redis.url):
        assert await described.enqueue("q", "note", "k", {"quantity": "1.50"})
        assert await soon(desk.done) == {"quantity": "1.50", "ctx": "me"}


async def test_the_nudge_brings_a_job_long_before_the_poll_would(
    redis: PrivateRedis, jobs: ArqJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "POLL_S", 3600)
    desk = Desk()
    async with desk.at_work(redis.url):
        for number in range(20):
            await jobs.enqueue("q", "note", f"k{number}", {"number": number})
            assert (await soon(desk.done))["number"] == number


async def test_a_long_queue_is_worked_off_without_waiting_for_the_poll_and_within_the_limit(
    redis: PrivateRedis, jobs: ArqJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "POLL_S", 3600)
    desk = Desk()
    desk.released.set()
    for number in range(30):
        await jobs.enqueue("q", "hold", f"k{number}", {"number": number})
    async with desk.at_work(redis.url, max_jobs=3):
        assert sorted([(await soon(desk.done))["number"] for _ in range(30)]) == list(range(30))
    assert desk.running_max <= 3


async def test_a_key_runs_once_while_it_is_queued_or_running_and_again_afterwards(
    redis: PrivateRedis, jobs: ArqJobs
) -> None:
    desk = Desk()
    async with desk.at_work(redis.url):
        for _ in range(3):
            assert await jobs.enqueue("q", "hold", "same", {"round": 1})
        await soon(desk.begun)
        assert await jobs.enqueue("q", "hold", "same", {"round": 2})
        desk.released.set()
        assert await soon(desk.done) == {"round": 1}
        async with asyncio.timeout(60):
            while desk.done.empty():
                await jobs.enqueue("q", "hold", "same", {"round": 3})
                await asyncio.sleep(0.01)
        assert await soon(desk.done) == {"round": 3}


async def test_a_wrong_or_unknown_job_does_not_stop_the_next(redis: PrivateRedis, jobs: ArqJobs) -> None:
    desk = Desk()
    async with desk.at_work(redis.url):
        await jobs.enqueue("q", "fail", "k1", {})
        await jobs.enqueue("q", "nobody knows this", "k2", {})
        await jobs.enqueue("q", "note", "k3", {"third": True})
        assert (await soon(desk.done))["third"] is True


async def test_a_redis_restart_neither_breaks_a_running_job_nor_the_worker(redis: PrivateRedis, jobs: ArqJobs) -> None:
    desk = Desk()
    async with desk.at_work(redis.url, max_jobs=2) as worker:
        await jobs.enqueue("q", "hold", "held", {"held": True})
        await soon(desk.begun)
        for number in range(3):  # as often as there are slots, and once more: none may get lost
            redis.kill()
            assert not await jobs.enqueue("q", "note", "lost", {})
            await asyncio.sleep(0.7)  # longer than the poll: the worker notices
            redis.restart()
            assert await jobs.enqueue("q", "note", f"k{number}", {"number": number})
            assert (await soon(desk.done))["number"] == number
        desk.released.set()
        assert await soon(desk.done) == {"held": True}
        assert not worker.done()


async def test_a_worker_may_start_before_redis(redis: PrivateRedis, jobs: ArqJobs) -> None:
    desk = Desk()
    redis.kill()
    async with desk.at_work(redis.url):
        await asyncio.sleep(0.2)
        redis.restart()
        assert await jobs.enqueue("q", "note", "k", {"late": True})
        assert (await soon(desk.done))["late"] is True


async def test_a_cancelled_worker_lets_running_jobs_end(redis: PrivateRedis, jobs: ArqJobs) -> None:
    desk = Desk()
    async with desk.at_work(redis.url) as worker:
        await jobs.enqueue("q", "hold", "k", {"held": True})
        await soon(desk.begun)
        worker.cancel()
        await jobs.enqueue("q", "note", "next", {})
        await asyncio.sleep(0.1)
        assert desk.done.empty()
        desk.released.set()
        assert await soon(desk.done) == {"held": True}
    assert desk.done.empty()


async def test_a_job_that_outlasts_the_drain_is_cancelled_and_run_by_the_next_worker(
    redis: PrivateRedis, jobs: ArqJobs
) -> None:
    desk = Desk()
    async with desk.at_work(redis.url, drain_s=0.1):
        await jobs.enqueue("q", "hold", "k", {"held": True})
        await soon(desk.begun)
    assert desk.running == 0
    assert desk.done.empty()
    desk.released.set()
    async with desk.at_work(redis.url):
        assert await soon(desk.done) == {"held": True}


async def test_enqueueing_never_raises(redis: PrivateRedis, jobs: ArqJobs) -> None:
    assert not await jobs.enqueue("q", "note", "k1", {"amount": Decimal(1)})
    redis.pause()
    assert not await jobs.enqueue("q", "note", "k2", {})
    redis.resume()
    redis.kill()
    assert not await jobs.enqueue("q", "note", "k3", {})
    redis.restart()
    assert await jobs.enqueue("q", "note", "k4", {})
