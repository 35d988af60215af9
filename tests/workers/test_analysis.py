"""Proves an analysis from its request to its orders: with the real crew, real models on real bars, and a language
model's stub; whatever breaks on the way, nothing is traded that should not be, and nothing twice.
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from actions import analyses, marks, orders, setup
from actions.portfolios import create_demo
from actions.viewer import ALL, Viewer
from adapters.llm.openai_chat import OpenAiChat
from adapters.llm.stub import MODEL, DeepSeekStub, Reply, fails, says, shows_html
from adapters.registry import FEED
from adapters.system import SimulatedClock
from ai import views
from ai.facts import Facts
from ai.sources.analyst import prompt_hash
from db.models import (
    Analysis,
    Decision,
    DecisionOutcome,
    JobState,
    Order,
    Outbox,
    OutboxKind,
    Position,
    Recommendation,
    Signal,
)
from settings import Settings
from trading.orders import OrderSide, OrderType, Terms
from trading.ports import Venue
from workers.analysis import run_analysis
from workers.desk import Crew
from workers.main import WorkerClass, crew, desk, run
from workers.models import Models
from workers.orders import submit_order

DAY = date(2012, 6, 1)  # Facebook was listed two weeks before
SYMBOLS = ["AAPL", "FB", "GOOG", "IBM", "MSFT"]
KNOWN = ["AAPL", "GOOG", "IBM", "MSFT"]
STAGES = ["queued", "started", "facts", "analyst", "models", "succeeded"]
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

    async def request(self) -> Analysis:
        return await analyses.request(self.crew.desk, self.owner, self.portfolio_id)

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
        """Return the crew with an impatient client of the stub."""
        chat = OpenAiChat(
            base_url=stub.url, api_key="sk-test", model=MODEL, clock=self.clock, rng=random.Random(1), **more
        )
        self.chats.append(chat)
        return replace(self.crew, desk=replace(self.crew.desk, llm=chat))


@pytest.fixture(scope="module")
def models() -> Iterator[Models]:
    """One process for all tests, so that the models of the month are fitted once."""
    pool = Models(1)
    yield pool
    pool.close()


@asynccontextmanager
async def bench(settings: Settings, redis_url: str, models: Models, day: date = DAY) -> AsyncIterator[Bench]:
    clock = SimulatedClock(datetime.combine(day, datetime.min.time(), UTC))
    async with desk(settings, redis_url, clock=clock) as built, crew(built, settings) as hands:
        await setup.prepare(built, FEED, day)
        owner, _ = await setup.owner(built)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        portfolio = await create_demo(built, viewer, Decimal(100_000))
        made = Bench(replace(hands, models=models), clock, viewer, portfolio.id, redis_url)
        for index in (0, -1):
            await made.step(index, day)
        yield made
        for chat in made.chats:
            await chat.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url=database_url, durability="off")


@pytest.fixture
async def closed(settings: Settings, redis_url: str, models: Models) -> AsyncIterator[Bench]:
    async with bench(settings, redis_url, models) as made:
        yield made


def opinion(**chances: float) -> Reply:
    stated = [{"symbol": name, "probability_up": chance, "reasons": ["So it says."]} for name, chance in chances.items()]
    return says(json.dumps({"views": stated, "outlook": "Fair."}))


async def signals(analysis: Analysis) -> dict[str, Signal]:
    return {signal.symbol: signal for signal in await Signal.filter(analysis_id=analysis.id)}


async def decisions(analysis: Analysis) -> dict[str, Decision]:
    return {decision.symbol: decision for decision in await Decision.filter(analysis_id=analysis.id)}


def score(signal: Signal, source: str) -> dict[str, Any]:
    [found] = [score for score in signal.scores if score["source"] == source]
    return found


def own_terms(found: dict[str, Signal]) -> dict[str, Decimal]:
    """Return each symbol's log-odds without the analyst's term."""
    return {name: s.log_odds - Decimal(score(s, "ANALYST")["contribution"]) for name, s in found.items()}


def model_process(pool: Models) -> int:
    """Return the id of the pool's one process, 0 before there is one."""
    processes = pool._pool._processes if pool._pool else {}
    return next(iter(processes), 0)


async def until(analysis: Analysis, **wanted: object) -> Analysis:
    async with asyncio.timeout(60):
        while not await Analysis.exists(id=analysis.id, **wanted):
            await asyncio.sleep(0.005)
    return await Analysis.get(id=analysis.id)


@asynccontextmanager
async def at_work(made: Bench) -> AsyncIterator[None]:
    """Run the workers of both queues, with their loops, as `plimsoll worker` does."""
    working = asyncio.create_task(run(made.crew, made.redis_url, {WorkerClass.ANALYSIS, WorkerClass.ORDERS}))
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


# ---------------------------------------------------------------- the whole way


async def test_a_request_becomes_signals_decisions_and_orders_at_the_broker(
    settings: Settings, redis_url: str, models: Models
) -> None:
    script = opinion(AAPL=0.9, GOOG=0.2, IBM=0.5, MSFT=0.55, FB=0.99)
    async with DeepSeekStub(script) as stub:
        settings = replace(settings, deepseek_api_key="sk-test", llm_base_url=stub.url)
        async with bench(settings, redis_url, models) as made, made.crew.desk.bus.subscribe(_jobs(made)) as news:
            await models.warm()
            os.kill(model_process(models), signal.SIGSTOP)  # holds the run where it can be looked at
            requested = await made.request()
            assert (requested.state, requested.progress, requested.as_of) == (JobState.QUEUED, 0, DAY)
            async with at_work(made):
                running = await until(requested, stage="models")
                assert (running.state, running.progress) == (JobState.RUNNING, Decimal("0.8"))
                os.kill(model_process(models), signal.SIGCONT)
                done = await until(requested, state=JobState.SUCCEEDED)
                heard = [await anext(news) for _ in STAGES]
                placed = await _sent(made)
            assert (done.progress, done.attempts, done.failure) == (1, 1, None)
            assert [each["data"]["payload"]["stage"] for each in heard] == STAGES
            sequences = [each["data"]["sequence"] for each in heard]
            assert sequences == sorted(set(sequences))
            await _explains_itself(done, stub)
            await _decides_everything(done, placed)
            assert (await made.job(done)).done_at is not None


def _jobs(made: Bench) -> str:
    return f"plimsoll:{made.portfolio_id}:job"


async def _sent(made: Bench) -> list[Order]:
    """Wait until the broker has every order, and return them."""
    async with asyncio.timeout(30):
        while await Order.exists(acked_at=None, open=True):
            await asyncio.sleep(0.01)
    return await Order.filter(portfolio_id=made.portfolio_id).order_by("sequence")


async def _explains_itself(done: Analysis, stub: DeepSeekStub) -> None:
    """The signals' terms sum exactly, the analyst's among them; what it was asked and said is kept."""
    found = await signals(done)
    assert sorted(found) == KNOWN
    said = {"AAPL": "0.9", "GOOG": "0.2", "IBM": "0.5", "MSFT": "0.55"}
    for name, signal_ in found.items():
        base = views.log_odds(signal_.base_rate)
        terms = [Decimal(each["contribution"]) for each in signal_.scores]
        assert signal_.log_odds == base + sum(terms)
        assert signal_.probability_up == views.probability(signal_.log_odds)
        assert {each["source"] for each in signal_.scores} == {"TECHNICAL", "MOMENTUM", "REGIME", "ANALYST"}
        analyst = score(signal_, "ANALYST")
        assert (analyst["abstained"], analyst["weight"], analyst["reasons"][0]) == (False, "0.05", "So it says.")
        assert Decimal(analyst["probability_up"]) == Decimal(said[name])
        own = Decimal("0.05") * (views.log_odds(Decimal(said[name])) - base)
        assert Decimal(analyst["contribution"]) == own.quantize(views.MICRO)
    [asked] = stub.received
    answer = json.loads(done.answers[0])
    assert [view["symbol"] for view in answer["views"]] == ["AAPL", "GOOG", "IBM", "MSFT", "FB"]
    assert done.prompt_hash == prompt_hash(MODEL, asked.body["messages"][-1]["content"])
    assert (done.model, done.outlook, len(done.answers), done.prompt_tokens) == (MODEL, "Fair.", 1, 100)
    assert done.completion_tokens == len(done.answers[0].split())
    assert done.cost == (Decimal("0.000028") + done.completion_tokens * Decimal("0.00000042")).quantize(
        views.MICRO, "ROUND_CEILING"
    )
    assert done.market_condition


async def _decides_everything(done: Analysis, placed: list[Order]) -> None:
    """Each symbol has its decision; what was ordered is at the broker; Facebook is too young for an opinion."""
    found = await decisions(done)
    assert sorted(found) == SYMBOLS
    assert found["FB"].outcome is DecisionOutcome.ABSTAINED
    assert "FB has 10 of the 252 bars" in found["FB"].explanation
    assert found["FB"].signal_id is None
    ordered = {name: each for name, each in found.items() if each.outcome is DecisionOutcome.ORDERED}
    assert ordered
    assert {order.id: order.symbol for order in placed} == {each.order_id: name for name, each in ordered.items()}
    for order in placed:
        recommendation = await Recommendation.get(id=order.recommendation_id)
        assert (order.symbol, order.side, order.quantity) == (
            recommendation.symbol, recommendation.side, recommendation.quantity,
        )  # fmt: skip
        assert order.broker_order_id
        assert order.filled == 0  # the market is closed
    for each in found.values():
        assert each.explanation
        assert (each.stopped_by is None) == (each.outcome is DecisionOutcome.ORDERED)


# ---------------------------------------------------------------- the analyst abstains


@ON_SQLITE
async def test_without_a_key_the_analyst_abstains_and_says_so(closed: Bench) -> None:
    done = await closed.analysed()
    assert done.state is JobState.SUCCEEDED
    found = await signals(done)
    assert sorted(found) == KNOWN
    for signal_ in found.values():
        analyst = score(signal_, "ANALYST")
        assert (analyst["abstained"], analyst["probability_up"], analyst["contribution"]) == (True, None, "0")
        assert analyst["reasons"] == ["No language model is configured."]
    assert (done.model, done.answers, done.prompt_tokens, done.cost) == (None, [], 0, 0)
    assert sorted(await decisions(done)) == SYMBOLS


FAILURES = {
    "401": ([fails(401, "Authentication Fails")], "401: the key was not accepted", 0),
    "402": ([fails(402, "Insufficient Balance")], "402: the account has no balance left", 0),
    "429": ([fails(429, "Rate limit reached")] * 3, "answered 429: Rate limit reached", 0),
    "500": ([fails(500, "Server error")] * 3, "answered 500: Server error", 0),
    "502, a proxy's page": ([shows_html()] * 3, "answered 502", 0),
    "hangs": ([Reply(hang=True)] * 3, "did not answer within 0.1 s", 0),
    "trickles": ([Reply(trickle=True)], "did not answer within 0.3 s", 0),
    "empty": ([says("")] * 3, "empty content", 0),
    "broken JSON": ([says('{"views": [')] * 2, "not one JSON object", 2),
    "a stranger": ([opinion(TSLA=0.9)] * 2, "on what was not asked: TSLA", 2),
    "out of range": ([opinion(AAPL=1.5)] * 2, "less than or equal to 0.99", 2),
}


@ON_SQLITE
async def test_whatever_the_model_does_wrong_it_abstains_with_the_reason_and_the_run_succeeds(closed: Bench) -> None:
    alone = await signals(await closed.analysed())
    for name, (script, reason, paid) in FAILURES.items():
        async with DeepSeekStub(*script) as stub:
            hands = closed.with_model(stub, timeout_s=0.1, budget_s=0.3 if script[0].trickle else 60, pause=_at_once)
            done = await closed.carry_out(await closed.request(), hands)
            assert not stub.script, name  # all of it was heard
        assert done.state is JobState.SUCCEEDED, name
        found = await signals(done)
        for signal_ in found.values():
            analyst = score(signal_, "ANALYST")
            assert analyst["abstained"], name
            assert reason in analyst["reasons"][0], name
        assert {key: s.log_odds for key, s in found.items()} == {key: s.log_odds for key, s in alone.items()}, name
        assert sorted(await decisions(done)) == SYMBOLS
        assert len(done.answers) == paid, name
        assert (done.cost > 0) == (paid > 0), name


async def _at_once(_: float) -> None:
    pass


@ON_SQLITE
async def test_a_model_that_answers_ever_again_too_late_is_not_waited_for(
    closed: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.analysis.ANALYST_S", 0.2)
    async with DeepSeekStub(Reply(trickle=True)) as stub:
        hands = closed.with_model(stub)
        done = await closed.carry_out(await closed.request(), hands)
    assert done.state is JobState.SUCCEEDED
    reasons = {score(s, "ANALYST")["reasons"][0] for s in (await signals(done)).values()}
    assert reasons == {"The language model took longer than the 0.2 s of a run."}


@ON_SQLITE
async def test_the_daily_budget_stops_the_model_until_the_next_day(closed: Bench) -> None:
    closed.crew = replace(closed.crew, settings=replace(closed.crew.settings, llm_daily_budget="0.00005"))
    async with DeepSeekStub() as stub:
        hands = closed.with_model(stub)
        first = await closed.carry_out(await closed.request(), hands)
        second = await closed.carry_out(await closed.request(), hands)
        assert len(stub.received) == 1
        closed.clock.set(closed.clock.now() + timedelta(days=1))
        third = await closed.carry_out(await closed.request(), hands)
        assert len(stub.received) == 2
    assert [run.state for run in (first, second, third)] == [JobState.SUCCEEDED] * 3
    assert first.cost > Decimal("0.00005")
    assert (second.cost, second.answers, second.model) == (0, [], None)
    reasons = {score(s, "ANALYST")["reasons"][0] for s in (await signals(second)).values()}
    assert reasons == {"The language model's budget of the day is spent: 0.00 of 0.00 US dollars."}


# ---------------------------------------------------------------- everybody abstains


@ON_SQLITE
async def test_when_every_source_abstains_nothing_is_ordered_and_positions_stay(
    settings: Settings, redis_url: str, models: Models
) -> None:
    day = date(2000, 6, 1)  # three months after the history begins
    async with bench(settings, redis_url, models, day) as made, DeepSeekStub() as stub:
        stub.script = [opinion(**dict.fromkeys(["AAPL", "IBM", "MSFT"], 0.01))]
        following = made.crew.desk.market.days()[made.crew.desk.market.days().index(day) + 1]
        await made.step(0, following)
        terms = Terms(symbol="MSFT", side=OrderSide.BUY, type=OrderType.MARKET, quantity=Decimal(10))
        bought = (await orders.place(made.crew.desk, made.owner, made.portfolio_id, terms, key="mine")).order
        [job] = await Outbox.filter(topic="submit_order")
        await submit_order({"crew": made.crew}, {**job.payload, "outbox_id": job.id})
        await made.step(-1, following)
        done = await made.carry_out(await made.request(), made.with_model(stub))
        assert len(stub.received) == 1  # the analyst had a view, and that alone is not enough
        assert done.state is JobState.SUCCEEDED
        found = await decisions(done)
        assert sorted(found) == SYMBOLS
        for name, decision in found.items():
            assert (decision.outcome, decision.stopped_by) == (DecisionOutcome.ABSTAINED, "ABSTAINED")
            assert "bars" in decision.explanation, name
        assert not await signals(done)
        assert not await Recommendation.exists()
        assert [order.id for order in await Order.all()] == [bought.id]
        assert [(p.symbol, p.quantity) for p in await Position.all()] == [("MSFT", 10)]


# ---------------------------------------------------------------- what breaks


@ON_SQLITE
async def test_a_run_whose_model_process_is_killed_comes_again_and_trades_once(closed: Bench) -> None:
    pool = closed.crew.models
    await pool.warm()
    killed = model_process(pool)
    os.kill(killed, signal.SIGSTOP)
    requested = await closed.request()
    async with at_work(closed):
        await until(requested, stage="models")
        os.kill(killed, signal.SIGKILL)
        interrupted = await until(requested, stage="interrupted")
        assert (interrupted.state, interrupted.claimed_until) == (JobState.RUNNING, None)
        assert not await Decision.exists()
        closed.clock.set(closed.clock.now() + timedelta(seconds=5))  # the sweeper's turn
        done = await until(requested, state=JobState.SUCCEEDED)
        placed = await _sent(closed)
    assert done.attempts == 2
    assert model_process(pool) != killed
    await _decides_everything(done, placed)
    job = await closed.job(done)
    await run_analysis({"crew": closed.crew}, {**job.payload, "outbox_id": job.id})  # a delivery that comes late
    await _decides_everything(done, await Order.all())


@ON_SQLITE
async def test_after_three_lost_processes_a_run_is_given_up_and_what_it_paid_is_kept(closed: Bench) -> None:
    requested = await closed.request()
    pool = Models(1)
    async with DeepSeekStub() as stub:
        hands = replace(closed.with_model(stub), models=pool)
        for attempt in range(1, analyses.ATTEMPTS_MAX + 1):
            running = asyncio.create_task(closed.carry_out(requested, hands))
            await until(requested, stage="models", attempts=attempt)
            while not model_process(pool):
                await asyncio.sleep(0.001)
            os.kill(model_process(pool), signal.SIGKILL)
            after = await running
            assert (after.state, after.stage, after.attempts) == (JobState.RUNNING, "interrupted", attempt)
            assert (await closed.job(requested)).done_at is None
        done = await closed.carry_out(requested, hands)
    assert (done.state, done.failure) == (JobState.FAILED, "Given up after 3 attempts.")
    assert (await closed.job(requested)).done_at is not None
    assert (len(done.answers), done.prompt_tokens) == (3, 300)
    assert done.cost == 3 * Decimal("0.000028") + 3 * _words_cost(done)
    for table in (Signal, Decision, Recommendation, Order):
        assert not await table.exists()


def _words_cost(done: Analysis) -> Decimal:
    return Decimal(0)


class Broken(Models):
    """Models whose arithmetic fails."""

    async def analyse(self, facts: Facts) -> views.Analysis:
        raise ArithmeticError("a number is no number")


@ON_SQLITE
async def test_a_run_that_cannot_be_computed_fails_says_why_and_trades_nothing(closed: Bench) -> None:
    done = await closed.carry_out(await closed.request(), replace(closed.crew, models=Broken(1)))
    assert (done.state, done.failure) == (JobState.FAILED, "ArithmeticError: a number is no number")
    assert (await closed.job(done)).done_at is not None
    for table in (Signal, Decision, Recommendation, Order):
        assert not await table.exists()


async def test_two_workers_on_one_run_make_one_set_of_signals(closed: Bench) -> None:
    requested = await closed.request()
    await asyncio.gather(*(closed.carry_out(requested) for _ in range(3)))
    done = await Analysis.get(id=requested.id)
    assert (done.state, done.attempts) == (JobState.SUCCEEDED, 1)
    assert sorted(signal_.symbol for signal_ in await Signal.all()) == KNOWN
    await _decides_everything(done, await Order.all())


async def test_a_worker_that_comes_back_after_its_lease_changes_nothing(closed: Bench) -> None:
    requested = await closed.request()
    desk_, viewer = closed.crew.desk, closed.crew.viewer
    late = await analyses.claim(desk_, viewer, requested.id)
    assert late is not None
    assert (await closed.carry_out(requested)).state is JobState.RUNNING  # another keeps away while the lease holds
    closed.clock.set(closed.clock.now() + analyses.LEASE + timedelta(seconds=1))
    again = await analyses.claim(desk_, viewer, requested.id)
    assert again is not None
    await analyses.progress(desk_, viewer, late, "facts", Decimal("0.1"), "too late")
    await analyses.release(desk_, viewer, late, "too late")
    await analyses.fail(desk_, viewer, late, "too late")
    assert not await analyses.record(desk_, viewer, late, analyses.Findings(each=()))
    now = await Analysis.get(id=requested.id)
    assert (now.state, now.stage, now.claim) == (JobState.RUNNING, None, again.claim)
    assert now.claimed_until is not None
    finding = analyses.Finding(symbol="FB", action=None, summary="", reasons=("too young",))
    assert await analyses.record(desk_, viewer, again, analyses.Findings(each=(finding,)))
    await analyses.fail(desk_, viewer, late, "too late")
    assert (await Analysis.get(id=requested.id)).state is JobState.SUCCEEDED


# ---------------------------------------------------------------- who does the work


@ON_SQLITE
async def test_the_event_loop_goes_on_while_models_are_fitted(closed: Bench) -> None:
    hands = replace(closed.crew, settings=replace(closed.crew.settings, seed=8))  # a seed that nothing is kept of
    requested = await closed.request()
    await closed.crew.models.warm()
    gaps: list[float] = []

    async def tick() -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.01)
            gaps.append(time.monotonic() - last)
            last += gaps[-1]

    ticking = asyncio.create_task(tick())
    began = time.monotonic()
    done = await closed.carry_out(requested, hands)
    spent = time.monotonic() - began
    ticking.cancel()
    assert done.state is JobState.SUCCEEDED
    print("gap", max(gaps), "spent", spent)
    assert max(gaps) < spent / 2


@pytest.mark.parametrize("module", ["workers.main", "workers.demo", "api.app"])
def test_the_science_libraries_stay_out_of_every_process_but_the_models(module: str) -> None:
    heavy = ("numpy", "scipy", "sklearn", "statsmodels", "talib", "pandas", "openai")
    code = f"import sys, {module}; print(*[name for name in {heavy} if name in sys.modules])"
    outcome = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert outcome.stdout.split() == []
