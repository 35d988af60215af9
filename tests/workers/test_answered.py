"""Proves that the same question to a language model is paid once a day, that nothing else is taken for the same one,
and that a run which waits for another's answer is never stuck."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from actions import analyses, news
from actions.portfolios import create_demo
from actions.setup import SYSTEM
from adapters.llm.stub import DeepSeekStub, Reply, fails, says
from db.models import Analysis, Evidence, JobState, Signal
from tests.actions.test_news import story
from tests.workers.benches import KNOWN, ON_SQLITE, SYMBOLS, Bench, decisions, opinion, score, signals
from trading.units import ZERO
from workers.desk import Crew
from workers.evidence import rerun
from workers.stability import reask

TOLD = opinion(AAPL=0.7, GOOG=0.4, IBM=0.5, MSFT=0.55)
OTHER = opinion(AAPL=0.2)
FREE = {"prompt_tokens": 0, "completion_tokens": 0, "cached_tokens": 0, "cost": "0"}


async def asks(closed: Bench, stub: DeepSeekStub, hands: Crew, symbols: list[str] | None = None) -> int:
    """Carry out a run, and return how many questions it put to the server."""
    before = len(stub.received)
    done = await closed.carry_out(await closed.request(symbols), hands)
    assert done.state is JobState.SUCCEEDED
    return len(stub.received) - before


def same(one: dict[str, Signal], two: dict[str, Signal]) -> bool:
    """Whether two runs found the same of the same symbols."""
    found = [{name: (s.action, s.log_odds, s.confidence, s.scores) for name, s in each.items()} for each in (one, two)]
    return found[0] == found[1]


async def test_another_portfolio_with_the_same_question_pays_nothing_even_without_a_budget(closed: Bench) -> None:
    async with DeepSeekStub(TOLD, OTHER) as stub:
        hands = closed.with_model(stub)
        paid = await closed.carry_out(await closed.request(), hands)
        theirs = await create_demo(closed.crew.desk, closed.owner, Decimal(100_000))
        requested = await analyses.request(closed.crew.desk, closed.owner, theirs.id)
        poor = replace(hands, settings=replace(hands.settings, llm_daily_budget="0"))
        free = await closed.carry_out(requested, poor)
        assert len(stub.received) == 1
    assert (paid.cost > ZERO, free.cost, free.reserved, free.prompt_tokens, free.asked_at) == (
        True,
        ZERO,
        ZERO,
        0,
        None,
    )
    assert free.calls == [{"model": paid.model, **FREE}]
    assert (free.answers, free.outlook, free.model) == (paid.answers, paid.outlook, paid.model)
    assert same(await signals(paid), await signals(free))
    ours, other = await decisions(paid), await decisions(free)
    assert {name: (each.outcome, each.stopped_by) for name, each in other.items()} == {
        name: (each.outcome, each.stopped_by) for name, each in ours.items()
    }
    assert free.evidence == paid.evidence  # made from the same to the last byte
    assert await Evidence.all().count() == 1
    again = await rerun(closed.crew.models, closed.crew.desk.notary, free.id)
    assert [(each.symbol, each.differences) for each in again] == [(symbol, ()) for symbol in SYMBOLS]


@ON_SQLITE
async def test_another_headline_choice_of_symbols_or_model_is_another_question(closed: Bench) -> None:
    async with DeepSeekStub() as stub:
        hands = closed.with_model(stub)
        assert [await asks(closed, stub, hands) for _ in range(2)] == [1, 0]
        assert [await asks(closed, stub, hands, KNOWN) for _ in range(2)] == [1, 0]
        at = (await closed.crew.desk.market_clock.now()).replace(hour=12)
        await news.record(closed.crew.desk, SYSTEM, [story("1", "AAPL", at=at)])
        assert [await asks(closed, stub, hands) for _ in range(2)] == [1, 0]
        stub.model = "another-model"
        assert [await asks(closed, stub, closed.with_model(stub)) for _ in range(2)] == [1, 0]


@ON_SQLITE
async def test_an_answer_serves_a_day_from_when_it_was_given_and_not_from_when_it_was_taken(closed: Bench) -> None:
    async with DeepSeekStub() as stub:
        hands = closed.with_model(stub)
        began = closed.clock.now()
        assert await asks(closed, stub, hands) == 1
        closed.clock.set(began + timedelta(hours=24))
        assert await asks(closed, stub, hands) == 0
        closed.clock.set(began + timedelta(hours=24, seconds=1))
        assert await asks(closed, stub, hands) == 1


USELESS = {
    "cannot be read": [says("no"), says("no")],
    "names a stranger": [opinion(TSLA=0.9), opinion(TSLA=0.9)],
    "was cut off, though it can be read": [says('{"views": [], "outlook": ""}', finish="length")],
    "could not be repaired": [says("no"), fails(402, "Insufficient Balance")],
    "never came": [fails(402, "Insufficient Balance")],
}


@ON_SQLITE
async def test_what_a_run_could_not_use_serves_no_other(closed: Bench) -> None:
    for name, script in USELESS.items():
        stub = DeepSeekStub(*script)
        stub.model = name
        async with stub:
            hands = closed.with_model(stub, pause=_at_once)
            failed = await closed.carry_out(await closed.request(), hands)
            assert not stub.script, name
            assert all(score(each, "ANALYST")["abstained"] for each in (await signals(failed)).values()), name
            stub.script = [TOLD]
            assert [await asks(closed, stub, hands) for _ in range(2)] == [1, 0], name


async def _at_once(_: float) -> None:
    pass


@ON_SQLITE
async def test_a_repaired_answer_serves_and_a_kept_one_that_cannot_be_read_any_more_does_not(closed: Bench) -> None:
    async with DeepSeekStub(says("no"), TOLD, OTHER) as stub:
        hands = closed.with_model(stub)
        repaired = await closed.carry_out(await closed.request(), hands)
        free = await closed.carry_out(await closed.request(), hands)
        assert len(stub.received) == 2
        assert free.answers == repaired.answers[1:]
        assert same(await signals(repaired), await signals(free))
        await Analysis.filter(id=repaired.id).update(answers=["no", "no more"])
        asked = await closed.carry_out(await closed.request(), hands)
    assert len(asked.answers) == 1
    assert "0.2" in asked.answers[0]


async def test_runs_at_once_ask_once_and_one_pays(closed: Bench) -> None:
    async with DeepSeekStub(TOLD, OTHER, OTHER) as stub:
        hands = closed.with_model(stub)
        requested = [await closed.request() for _ in range(3)]
        done = await asyncio.gather(*(closed.carry_out(run, hands) for run in requested))
        assert len(stub.received) == 1
    assert [run.state for run in done] == [JobState.SUCCEEDED] * 3
    assert sorted(run.cost > ZERO for run in done) == [False, False, True]
    assert {tuple(run.answers) for run in done} == {tuple(done[0].answers)}


@ON_SQLITE
async def test_where_the_first_of_them_fails_the_next_asks_for_all(closed: Bench) -> None:
    async with DeepSeekStub(fails(402, "Insufficient Balance"), TOLD, OTHER) as stub:
        hands = closed.with_model(stub)
        requested = [await closed.request() for _ in range(3)]
        done = await asyncio.gather(*(closed.carry_out(run, hands) for run in requested))
        assert len(stub.received) == 2
    assert sorted(len(run.answers) for run in done) == [0, 1, 1]
    assert sorted(run.cost > ZERO for run in done) == [False, False, True]


@ON_SQLITE
async def test_a_run_that_is_ended_while_it_asks_leaves_its_turn(closed: Bench) -> None:
    async with DeepSeekStub(Reply(hang=True), TOLD) as stub:
        hands = closed.with_model(stub)
        one, two = [await closed.request() for _ in range(2)]
        first = asyncio.create_task(closed.carry_out(one, hands))
        async with asyncio.timeout(60):
            while not stub.received:
                await asyncio.sleep(0.001)
        second = asyncio.create_task(closed.carry_out(two, hands))
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first
        done = await second
    assert (done.state, len(done.answers)) == (JobState.SUCCEEDED, 1)


@ON_SQLITE
async def test_nobody_waits_longer_for_another_run_than_for_the_model(
    closed: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with DeepSeekStub(Reply(hang=True)) as stub:
        hands = closed.with_model(stub)
        one, two = [await closed.request() for _ in range(2)]
        first = asyncio.create_task(closed.carry_out(one, hands))
        async with asyncio.timeout(60):
            while not stub.received:
                await asyncio.sleep(0.001)
        monkeypatch.setattr("workers.analysis.ANALYST_S", 0.05)
        done = await closed.carry_out(two, hands)
        assert not first.done()
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first
        assert len(stub.received) == 1
    assert (done.state, done.cost, done.reserved) == (JobState.SUCCEEDED, ZERO, ZERO)
    assert {score(each, "ANALYST")["reasons"][0] for each in (await signals(done)).values()} == {
        "Other runs were asking the language model the same until this one's time was over."
    }


@ON_SQLITE
async def test_a_run_that_comes_again_does_not_pay_again_and_its_answer_still_serves(closed: Bench) -> None:
    async with DeepSeekStub(TOLD, OTHER) as stub:
        hands = closed.with_model(stub)
        done = await closed.carry_out(await closed.request(), hands)
        await Analysis.filter(id=done.id).update(
            answers=done.answers * 2, calls=[*done.calls, {"model": done.model, **FREE}]
        )
        assert await asks(closed, stub, hands) == 0
        await Analysis.filter(id=done.id).update(calls=[done.calls[0] | FREE] * 2)  # it was older than the question
        assert await asks(closed, stub, hands) == 1


@ON_SQLITE
async def test_how_stable_an_answer_is_takes_asking_again(closed: Bench) -> None:
    async with DeepSeekStub(TOLD, TOLD, OTHER) as stub:
        hands = closed.with_model(stub)
        await closed.carry_out(await closed.request(), hands)
        free = await closed.carry_out(await closed.request(), hands)
        row = await reask(hands, free.id, 2)
        assert len(stub.received) == 3
    assert (row.usable, row.cost > ZERO) == (2, True)
    assert row.symbols["AAPL"]["lowest"] == "-0.6"
