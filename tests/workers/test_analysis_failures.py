"""Proves that a run which breaks comes again or fails, keeps what it paid, and never trades twice."""

import asyncio
import os
import signal
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from actions import analyses, jobs
from adapters.llm.stub import DeepSeekStub
from ai import views
from ai.facts import Facts
from db.models import Analysis, Decision, DecisionOutcome, JobState, Order, Recommendation, Signal
from tests.workers.benches import (
    DAY,
    KNOWN,
    ON_SQLITE,
    SYMBOLS,
    Bench,
    at_work,
    decides_everything,
    decisions,
    held,
    model_process,
    ordered,
    sent,
    signals,
    until,
)
from workers.analysis import run_analysis
from workers.models import Models


@pytest.mark.slow
@ON_SQLITE
async def test_a_run_whose_model_process_is_killed_comes_again_and_trades_once(closed: Bench) -> None:
    requested = await closed.request()
    async with at_work(closed):
        async with held(closed.crew.models) as killed:
            await until(requested, stage="models")
            os.kill(killed, signal.SIGKILL)
        interrupted = await until(requested, stage="interrupted")
        assert (interrupted.state, interrupted.claimed_until) == (JobState.RUNNING, None)
        assert not await Decision.exists()
        closed.clock.set(closed.clock.now() + timedelta(seconds=5))  # the sweeper's turn
        done = await until(requested, state=JobState.SUCCEEDED)
        placed = await sent(closed)
    assert done.attempts == 2
    assert model_process(closed.crew.models) != killed
    await decides_everything(done, placed)
    job = await closed.job(done)
    await run_analysis({"crew": closed.crew}, {**job.payload, "outbox_id": job.id})  # a delivery that comes late
    await decides_everything(done, await Order.all())


@ON_SQLITE
async def test_after_three_lost_processes_a_run_is_given_up_and_what_it_paid_is_kept(closed: Bench) -> None:
    pool = Models(1)
    async with DeepSeekStub() as stub:
        hands = replace(closed.with_model(stub), models=pool)
        requested = await closed.request()
        for attempt in range(1, jobs.ATTEMPTS_MAX + 1):
            running = asyncio.create_task(closed.carry_out(requested, hands))
            await until(requested, stage="models", attempts=attempt)
            while not model_process(pool):
                await asyncio.sleep(0.001)
            os.kill(model_process(pool), signal.SIGKILL)
            after = await running
            assert (after.state, after.stage, after.attempts) == (JobState.RUNNING, "interrupted", attempt)
            assert (await closed.job(requested)).done_at is None
        done = await closed.carry_out(requested, hands)
        whole = await closed.carry_out(await closed.request(), closed.with_model(stub))
        assert len(stub.received) == 1
    assert (done.state, done.failure) == (
        JobState.FAILED,
        "Given up after 3 attempts. The model process died; the run comes again.",
    )
    assert (await closed.job(requested)).done_at is not None
    assert done.answers == whole.answers * 3
    assert [bool(call["prompt_tokens"]) for call in done.calls] == [True, False, False]  # asked and paid once
    assert (done.prompt_tokens, done.completion_tokens) == (100, done.calls[0]["completion_tokens"])
    assert done.cost == Decimal(done.calls[0]["cost"]) > 0 == whole.cost
    assert not await signals(done)
    await decided_nothing(done)
    assert await Order.all().count() == len(await ordered(whole))


async def test_a_lost_process_breaks_the_runs_that_it_had_and_not_the_next() -> None:
    nothing = Facts(as_of=DAY, histories={}, symbols=("AAPL",), seed=7)
    pool = Models(1)

    async def insist() -> tuple[int, views.Analysis]:
        try:
            return 1, await pool.analyse(nothing)
        except BrokenProcessPool:
            return 2, await pool.analyse(nothing)

    both = asyncio.gather(insist(), insist())
    while not model_process(pool):
        await asyncio.sleep(0.001)
    os.kill(model_process(pool), signal.SIGKILL)
    for attempt, found in await both:
        assert attempt == 2
        assert isinstance(found.blends[0], views.Abstention)
    pool.close()


class Broken(Models):
    """Models whose arithmetic fails."""

    async def analyse(self, facts: Facts) -> views.Analysis:
        raise ArithmeticError("a number is no number")


@ON_SQLITE
async def test_a_run_that_cannot_be_computed_fails_says_why_and_trades_nothing(closed: Bench) -> None:
    done = await closed.carry_out(await closed.request(), replace(closed.crew, models=Broken(1)))
    assert (done.state, done.failure) == (JobState.FAILED, "ArithmeticError: a number is no number")
    assert (await closed.job(done)).done_at is not None
    await decided_nothing(done)
    for table in (Signal, Recommendation, Order):
        assert not await table.exists()


@ON_SQLITE
async def test_a_run_that_is_canceled_leaves_a_record_of_every_symbol(closed: Bench) -> None:
    requested = await closed.request()
    for _ in range(2):
        await jobs.cancel(closed.crew.desk, closed.owner, Analysis, requested.id)
    await closed.carry_out(requested)
    found = await decisions(requested)
    assert sorted(found) == SYMBOLS
    assert {(each.outcome, each.stopped_by) for each in found.values()} == {(DecisionOutcome.ABSTAINED, "RUN_CANCELED")}


async def decided_nothing(done: Analysis) -> None:
    """Each symbol has a record that says why nothing was decided: the run failed."""
    found = await decisions(done)
    assert sorted(found) == SYMBOLS
    for each in found.values():
        said = (each.outcome, each.stopped_by, each.explanation, each.signal_id)
        assert said == (DecisionOutcome.ABSTAINED, "RUN_FAILED", done.failure, None)


async def test_two_workers_on_one_run_make_one_set_of_signals(closed: Bench) -> None:
    requested = await closed.request()
    await asyncio.gather(*(closed.carry_out(requested) for _ in range(3)))
    done = await Analysis.get(id=requested.id)
    assert (done.state, done.attempts) == (JobState.SUCCEEDED, 1)
    assert sorted(each.symbol for each in await Signal.all()) == KNOWN
    await decides_everything(done, await Order.all())


async def test_a_worker_that_comes_back_after_its_lease_changes_nothing(closed: Bench) -> None:
    requested = await closed.request()
    desk_, viewer = closed.crew.desk, closed.crew.viewer
    late = await analyses.claim(desk_, viewer, requested.id)
    assert late is not None
    assert (await closed.carry_out(requested)).state is JobState.RUNNING  # another keeps away while the lease holds
    closed.clock.set(closed.clock.now() + jobs.LEASE + timedelta(seconds=1))
    again = await analyses.claim(desk_, viewer, requested.id)
    assert again is not None
    await jobs.progress(desk_, viewer, late, "facts", Decimal("0.1"), "too late")
    await jobs.release(desk_, viewer, late, "too late")
    await jobs.fail(desk_, viewer, late, "too late")
    assert not await analyses.record(desk_, viewer, late, analyses.Findings(each=()))
    now = await Analysis.get(id=requested.id)
    assert (now.state, now.stage, now.claim) == (JobState.RUNNING, None, again.claim)
    assert now.claimed_until is not None
    finding = analyses.Finding(symbol="FB", action=None, summary="", reasons=("too young",))
    assert await analyses.record(desk_, viewer, again, analyses.Findings(each=(finding,)))
    await jobs.fail(desk_, viewer, late, "too late")
    assert (await Analysis.get(id=requested.id)).state is JobState.SUCCEEDED
