"""Proves that a language model which fails costs a run one view and nothing else, and that silence trades nothing."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from actions import jobs, orders
from adapters.llm.openai_chat import cost_at_most
from adapters.llm.stub import DeepSeekStub, Reply, fails, says, shows_html
from db.models import Analysis, DecisionOutcome, JobState, Order, Outbox, Position, Recommendation
from settings import Settings
from tests.workers.benches import KNOWN, ON_SQLITE, SYMBOLS, Bench, bench, decisions, opinion, score, signals
from trading.orders import OrderSide, OrderType, Terms
from trading.units import ZERO, plain
from workers.desk import Crew
from workers.models import Models
from workers.orders import submit_order


@ON_SQLITE
async def test_without_a_key_the_analyst_abstains_and_says_so(closed: Bench) -> None:
    done = await closed.analysed()
    assert done.state is JobState.SUCCEEDED
    found = await signals(done)
    assert sorted(found) == KNOWN
    for signal in found.values():
        analyst = score(signal, "ANALYST")
        assert (analyst["abstained"], analyst["probability_up"], analyst["contribution"]) == (True, None, "0")
        assert analyst["reasons"] == ["No language model is configured."]
    assert (done.model, done.prompt_tokens, done.cost) == (None, 0, ZERO)
    assert not done.answers
    assert sorted(await decisions(done)) == SYMBOLS


FAILURES = {
    "401": ([fails(401, "Authentication Fails")], "401: the key was not accepted", 0),
    "402": ([fails(402, "Insufficient Balance")], "402: the account has no balance left", 0),
    "429": ([fails(429, "Rate limit reached")] * 3, "answered 429: Rate limit reached", 0),
    "500": ([fails(500, "Server error")] * 3, "answered 500: Server error", 0),
    "502, a proxy's page": ([shows_html()] * 3, "answered 502", 0),
    "hangs": ([Reply(hang=True)] * 3, "did not answer within 0.1 s", 0),
    "trickles": ([Reply(trickle=True)], "did not answer within 0.3 s", 0),
    "empty": ([says("")] * 3, "empty content", 3),
    "broken JSON": ([says('{"views": [')] * 2, "not one JSON object", 2),
    "a stranger": ([opinion(TSLA=0.9)] * 2, "on what was not asked: TSLA", 2),
    "out of range": ([opinion(AAPL=1.5)] * 2, "less than or equal to 0.99", 2),
}


@ON_SQLITE
async def test_whatever_the_model_does_wrong_it_abstains_with_the_reason_and_the_run_succeeds(closed: Bench) -> None:
    alone = await signals(await closed.analysed())
    for name, (script, reason, paid) in FAILURES.items():
        async with DeepSeekStub(*script) as stub:
            silent, slow = script[0].hang, script[0].trickle
            patience = {"timeout_s": 0.1 if silent else 60, "budget_s": 0.3 if slow else 600}
            done = await closed.carry_out(await closed.request(), closed.with_model(stub, **patience, pause=_at_once))
            assert silent or slow or not stub.script, name  # all of it was heard
        assert done.state is JobState.SUCCEEDED, name
        found = await signals(done)
        for signal in found.values():
            analyst = score(signal, "ANALYST")
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


def with_budget(crew: Crew, budget: Decimal) -> Crew:
    return replace(crew, settings=replace(crew.settings, llm_daily_budget=plain(budget)))


def dearest(stub: DeepSeekStub) -> Decimal:
    """What the first question that was asked may cost at most."""
    system, user = (message["content"] for message in stub.received[0].body["messages"])
    return cost_at_most(system, user, Decimal("0.28"), Decimal("0.42"))


@ON_SQLITE
async def test_the_daily_budget_stops_the_model_until_the_next_day(closed: Bench) -> None:
    async with DeepSeekStub() as stub:
        first = await closed.carry_out(await closed.request(), another_model(closed, stub))
        budget = dearest(stub) + first.cost
        second, third = [
            await closed.carry_out(await closed.request(), with_budget(another_model(closed, stub), budget))
            for _ in range(2)
        ]
        assert len(stub.received) == 2
        hands = another_model(closed, stub)
        spent = await closed.carry_out(await closed.request(), with_budget(hands, first.cost))
        closed.clock.set(closed.clock.now() + timedelta(days=1))
        fourth = await closed.carry_out(await closed.request(), with_budget(hands, budget))
        assert len(stub.received) == 3
    runs = first, second, third, spent, fourth
    assert [run.state for run in runs] == [JobState.SUCCEEDED] * 5
    assert first.cost == second.cost == fourth.cost > ZERO
    assert {run.reserved for run in runs} == {ZERO}
    assert (third.cost, third.model, third.answers, third.calls) == (ZERO, None, [], [])
    assert await said_by_analyst(third) == {
        "What is left of the language model's budget of the day is too little for this question: it may cost "
        f"{plain(dearest(stub))}, and {plain(budget - 2 * first.cost)} of {plain(budget)} US dollars are left."
    }
    words = (
        f"The language model's budget of the day is spent: {plain(2 * first.cost)} of {plain(first.cost)} US dollars."
    )
    assert await said_by_analyst(spent) == {words}


def another_model(closed: Bench, stub: DeepSeekStub) -> Crew:
    """Return a crew whose language model nobody has asked before: another one is another question."""
    stub.model = f"model-{len(closed.chats)}"
    return closed.with_model(stub)


async def said_by_analyst(run: Analysis) -> set[str]:
    return {score(signal, "ANALYST")["reasons"][0] for signal in (await signals(run)).values()}


async def test_runs_at_once_do_not_spend_the_same_money_twice(closed: Bench) -> None:
    async with AsyncExitStack() as running:
        stubs = [await running.enter_async_context(DeepSeekStub()) for _ in range(4)]
        first, *hands = [another_model(closed, stub) for stub in stubs]
        before = await closed.carry_out(await closed.request(), first)
        budget = before.cost + dearest(stubs[0])
        requested = [await closed.request() for _ in hands]
        done = await asyncio.gather(
            *(closed.carry_out(run, with_budget(each, budget)) for run, each in zip(requested, hands, strict=True))
        )
        assert sum(len(stub.received) for stub in stubs) == 2
    assert sorted(run.cost for run in done) == [ZERO, ZERO, before.cost]


@ON_SQLITE
async def test_what_a_dead_worker_was_asking_counts_as_spent(closed: Bench) -> None:
    async with DeepSeekStub(opinion(AAPL=0.5), Reply(hang=True)) as stub:
        before = await closed.carry_out(await closed.request(), another_model(closed, stub))
        budget = before.cost + dearest(stub) * Decimal("1.5")
        hands = another_model(closed, stub)
        requested = await closed.request()
        killed = asyncio.create_task(closed.carry_out(requested, with_budget(hands, budget)))
        async with asyncio.timeout(60):
            while len(stub.received) < 2:
                await asyncio.sleep(0.001)
        killed.cancel()
        await asyncio.wait([killed])
        closed.clock.set(closed.clock.now() + jobs.LEASE + timedelta(seconds=1))
        done = await closed.carry_out(requested, with_budget(hands, budget))
        assert len(stub.received) == 2
    assert (done.state, done.cost, done.reserved) == (JobState.SUCCEEDED, ZERO, dearest(stub))
    [reason] = await said_by_analyst(done)
    assert "too little for this question" in reason


@ON_SQLITE
async def test_each_answer_is_kept_with_what_it_took_and_they_sum_to_the_whole(closed: Bench) -> None:
    async with DeepSeekStub(says(""), says("no"), opinion(AAPL=0.6)) as stub:
        done = await closed.carry_out(await closed.request(), closed.with_model(stub, pause=_at_once))
    assert len(done.calls) == len(done.answers) == 3
    assert {call["cached_tokens"] for call in done.calls} == {8}
    assert done.prompt_tokens == sum(int(call["prompt_tokens"]) for call in done.calls) == 300
    assert done.completion_tokens == sum(int(call["completion_tokens"]) for call in done.calls)
    assert done.cost == sum(Decimal(call["cost"]) for call in done.calls) > ZERO


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
        assert [(p.symbol, p.quantity) for p in await Position.all()] == [("MSFT", Decimal(10))]
