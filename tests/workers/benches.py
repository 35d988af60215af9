"""A crew on real bars whose market has just closed, and what tests ask of the runs that it carries out."""

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from redis.asyncio import Redis

from actions import analyses, marks, setup
from actions.portfolios import create_demo
from actions.viewer import ALL, Viewer
from adapters.arq_jobs import queue_key
from adapters.llm.openai_chat import OpenAiChat
from adapters.llm.stub import DeepSeekStub, Reply, says
from adapters.registry import FEED
from adapters.system import SimulatedClock
from db.models import Analysis, Decision, DecisionOutcome, Order, Outbox, OutboxKind, Recommendation, Signal
from settings import Settings
from trading.ports import Venue
from workers.analysis import run_analysis
from workers.desk import Crew
from workers.main import WorkerClass, crew, run
from workers.models import Models
from workers.opening import desk

DAY = date(2012, 6, 1)  # Facebook was listed two weeks before
SYMBOLS = ["AAPL", "FB", "GOOG", "IBM", "MSFT"]
KNOWN = ["AAPL", "GOOG", "IBM", "MSFT"]
QUEUES = {WorkerClass.ANALYSIS, WorkerClass.ORDERS}
ON_SQLITE = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)


@dataclass
class Bench:
    """A crew whose market has just closed, and a portfolio that trades by itself."""

    crew: Crew
    clock: SimulatedClock
    owner: Viewer
    portfolio_id: str
    redis_url: str
    chats: list[OpenAiChat] = field(default_factory=list)

    async def request(self, symbols: list[str] | None = None) -> Analysis:
        return await analyses.request(self.crew.desk, self.owner, self.portfolio_id, symbols)

    async def carry_out(self, analysis: Analysis, crew: Crew | None = None) -> Analysis:
        """Do what the queue's worker does with the job, and return the run as it then stands."""
        job = await self.job(analysis)
        await run_analysis({"crew": crew or self.crew}, {**job.payload, "outbox_id": job.id})
        return await Analysis.get(id=analysis.id)

    async def analysed(self) -> Analysis:
        return await self.carry_out(await self.request())

    async def job(self, analysis: Analysis) -> Outbox:
        jobs = await Outbox.filter(kind=OutboxKind.JOB, topic="run_analysis")
        return next(job for job in jobs if job.payload["analysis_id"] == analysis.id)

    async def step(self, index: int, day: date = DAY) -> None:
        """Let the venue and the desk live through one step, without the analyses that a close asks for."""
        step = self.crew.desk.market.steps(day)[index]
        self.clock.set(step.at)
        for broker in self.crew.desk.brokers.values():
            assert isinstance(broker, Venue)
            await broker.on_step(step)
        await marks.apply(self.crew.desk, self.crew.viewer, FEED, step)

    def with_model(self, stub: DeepSeekStub, **more: Any) -> Crew:
        """Return the crew with a client of the stub; the bench closes it."""
        chat = OpenAiChat(
            base_url=stub.url, api_key="sk-test", model=stub.model, clock=self.clock, rng=random.Random(1), **more
        )
        self.chats.append(chat)
        return replace(self.crew, desk=replace(self.crew.desk, llm=chat))


@asynccontextmanager
async def bench(settings: Settings, redis_url: str, models: Models, day: date = DAY) -> AsyncIterator[Bench]:
    """Build a desk over an empty, migrated database and play the day's open and close."""
    clock = SimulatedClock(datetime.combine(day, datetime.min.time(), UTC))
    async with desk(settings, redis_url, clock=clock) as built, crew(built, settings) as hands:
        await setup.prepare(built, FEED, day)
        owner, _ = await setup.owner(built)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        portfolio = await create_demo(built, viewer, Decimal(100_000))
        made = Bench(replace(hands, models=models), clock, viewer, portfolio.id, redis_url)
        for index in (0, -1):
            await made.step(index, day)
        try:
            yield made
        finally:
            for chat in made.chats:
                await chat.close()
            async with Redis.from_url(redis_url) as redis:
                await redis.delete(*map(queue_key, QUEUES))  # what was carried out by hand is still queued


async def plimsoll(settings: Settings, *words: str) -> tuple[int | None, str, str]:
    """Run the command beside the bench's database; return its exit code, what it prints, and its errors."""
    environment = {"PLIMSOLL_DATA_DIR": str(settings.data_dir), "PLIMSOLL_DATABASE_URL": settings.database_url}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api.cli", *words,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=environment,
    )  # fmt: skip
    said, wrong = await running.communicate()
    return running.returncode, said.decode(), wrong.decode()


def opinion(**chances: float) -> Reply:
    """Return an answer with these chances of a rise."""
    reasons = ["So it says."]
    stated = [{"symbol": name, "probability_up": up, "reasons": reasons} for name, up in chances.items()]
    return says(json.dumps({"views": stated, "outlook": "Fair."}))


async def signals(analysis: Analysis) -> dict[str, Signal]:
    return {signal.symbol: signal for signal in await Signal.filter(analysis_id=analysis.id)}


async def decisions(analysis: Analysis) -> dict[str, Decision]:
    return {decision.symbol: decision for decision in await Decision.filter(analysis_id=analysis.id)}


def score(signal: Signal, source: str) -> dict[str, Any]:
    [found] = [score for score in signal.scores if score["source"] == source]
    return found


def model_process(pool: Models) -> int:
    """Return the id of the pool's one process, 0 before there is one."""
    processes = pool._pool._processes if pool._pool else {}
    return next(iter(processes), 0)


@asynccontextmanager
async def held(pool: Models) -> AsyncIterator[int]:
    """Stop the pool's process, so that a run can be looked at half-way, and let it go at the end."""
    await pool.warm()
    process = model_process(pool)
    os.kill(process, signal.SIGSTOP)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGCONT)


async def until(analysis: Analysis, **wanted: Any) -> Analysis:
    """Wait until the run's row has these values, and return it."""
    async with asyncio.timeout(60):
        while not await Analysis.exists(id=analysis.id, **wanted):
            await asyncio.sleep(0.005)
    return await Analysis.get(id=analysis.id)


@asynccontextmanager
async def at_work(made: Bench) -> AsyncIterator[None]:
    """Run the workers of both queues, with their loops, as `plimsoll worker` does, until nothing is queued."""
    working = asyncio.create_task(run(made.crew, made.redis_url, QUEUES))
    try:
        yield
        async with asyncio.timeout(60), Redis.from_url(made.redis_url) as redis:
            while sum([await redis.zcard(queue_key(queue)) for queue in QUEUES]):
                await asyncio.sleep(0.01)
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


async def sent(made: Bench) -> list[Order]:
    """Wait until the broker has every order, and return them."""
    async with asyncio.timeout(60):
        while await Order.exists(acked_at=None, open=True):
            await asyncio.sleep(0.01)
    return await Order.filter(portfolio_id=made.portfolio_id).order_by("sequence")


async def decides_everything(done: Analysis, placed: list[Order]) -> None:
    """Each symbol has its decision; what was ordered is at the broker; Facebook is too young for an opinion."""
    found = await decisions(done)
    assert sorted(found) == SYMBOLS
    assert found["FB"].outcome is DecisionOutcome.ABSTAINED
    assert "FB has 10 of the 252 bars" in found["FB"].explanation
    assert found["FB"].signal_id is None
    assert await ordered(done) == {order.id: order.symbol for order in placed} != {}
    for order in placed:
        recommendation = await Recommendation.get(id=order.recommendation_id)
        assert (order.symbol, order.side, order.quantity) == (
            recommendation.symbol, recommendation.side, recommendation.quantity,
        )  # fmt: skip
        assert order.filled == 0  # the market is closed
    for each in found.values():
        assert each.explanation
        assert (each.stopped_by is None) == (each.outcome is DecisionOutcome.ORDERED)


async def ordered(done: Analysis) -> dict[str | None, str]:
    """Return the ids of the orders that the decisions name, with their symbols."""
    found = (await decisions(done)).items()
    return {each.order_id: name for name, each in found if each.outcome is DecisionOutcome.ORDERED}
