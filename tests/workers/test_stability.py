"""Proves that a language model's question can be asked again: what wanders is told, what it costs counts, and nothing
is traded on it."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from adapters.llm.openai_chat import cost_at_most
from adapters.llm.stub import DeepSeekStub, fails, says
from db.models import Analysis, AuditEntry, Decision, JournalEntry, Order, Recommendation, Signal, Stability
from db.reads.research import spent_since
from settings import Settings
from tests.workers.benches import KNOWN, ON_SQLITE, Bench, opinion, plimsoll, signals
from trading.errors import Conflict, InvalidInput
from workers import stability
from workers.evidence import rerun
from workers.stability import reask

D = Decimal
EVEN = opinion(AAPL=0.7, GOOG=0.4, IBM=0.5, MSFT=0.55)


async def counted() -> list[int]:
    return [await each.all().count() for each in (Analysis, Signal, Decision, Recommendation, Order, JournalEntry)]


async def test_the_same_question_is_asked_again_and_what_wanders_is_told(closed: Bench) -> None:
    lower = opinion(AAPL=0.6, GOOG=0.4, IBM=0.5)  # and nothing of MSFT
    async with DeepSeekStub(EVEN, EVEN, lower, says("no")) as stub:
        hands = closed.with_model(stub)
        done = await closed.carry_out(await closed.request(), hands)
        before = await counted()
        row = await reask(hands, done.id, 3)
        first, *others = [each.body["messages"] for each in stub.received]
        assert others == [first] * 3
    assert (row.times, row.usable, len(row.answers), row.failure) == (3, 2, 3, None)
    assert sorted(row.symbols) == KNOWN
    assert row.symbols["AAPL"] == {"same_action": "1", "lowest": "0.2", "highest": "0.4"}
    assert row.symbols["MSFT"] == {"same_action": "0.5", "lowest": "0.1", "highest": "0.1"}  # silence tips it
    assert await counted() == before
    kept = await Stability.get(analysis_id=done.id)
    assert (kept.cost, kept.prompt_tokens) == (row.cost, 300)
    assert kept.cost > 0
    midnight = closed.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    assert await spent_since(closed.portfolio_id, midnight) == done.cost + kept.cost
    assert not [each for each in await rerun(hands.models, hands.desk.notary, done.id) if each.differences]
    assert await AuditEntry.filter(action="ask_again").count() == 1


@ON_SQLITE
async def test_an_action_that_hangs_on_the_model_is_found_out(closed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held against signals of another action, none of the answers gives the same."""
    async with DeepSeekStub(EVEN, EVEN, EVEN) as stub:
        hands = closed.with_model(stub)
        done = await closed.carry_out(await closed.request(), hands)
        told = (await signals(done))["AAPL"]
        other = {"BUY": "SELL", "SELL": "HOLD", "HOLD": "BUY"}[told.action]
        await Signal.filter(id=told.id).update(action=other)
        row = await reask(hands, done.id, 2)
    assert {symbol: each["same_action"] for symbol, each in row.symbols.items()} == {
        "AAPL": "0", "GOOG": "1", "IBM": "1", "MSFT": "1",
    }  # fmt: skip


@ON_SQLITE
async def test_the_budget_of_the_day_ends_it_and_what_was_answered_is_kept(closed: Bench) -> None:
    async with DeepSeekStub(EVEN, EVEN, EVEN, EVEN) as stub:
        hands = closed.with_model(stub)
        done = await closed.carry_out(await closed.request(), hands)
        system, user = (message["content"] for message in stub.received[0].body["messages"])
        budget = done.cost + cost_at_most(system, user, D("0.28"), D("0.42"))  # once answered, too little is left
        poor = replace(hands, settings=replace(hands.settings, llm_daily_budget=str(budget)))
        row = await reask(poor, done.id, 5)
        assert len(stub.received) == 2
    assert (row.usable, len(row.answers)) == (1, 1)
    assert "budget of the day is too little" in str(row.failure)
    assert row.reserved == 0
    assert await Stability.get(id=row.id) == row


@ON_SQLITE
async def test_nobody_is_asked_who_would_say_nothing_of_the_run(closed: Bench) -> None:
    alone = await closed.analysed()
    with pytest.raises(Conflict, match="No language model is configured"):
        await reask(closed.crew, alone.id, 2)
    async with DeepSeekStub(EVEN) as stub:
        hands = closed.with_model(stub)
        done = await closed.carry_out(await closed.request(), hands)
        for times in (0, stability.TIMES_MAX + 1):
            with pytest.raises(InvalidInput, match="Ask 1 to 10 times"):
                await reask(hands, done.id, times)
        assert hands.desk.llm is not None
        hands.desk.llm.model = "another"
        with pytest.raises(Conflict, match="or its instructions are others now"):
            await reask(hands, done.id, 2)
        assert len(stub.received) == 1
    assert not await Stability.exists()


@ON_SQLITE
async def test_the_terminal_says_in_one_sentence_why_nobody_is_asked(closed: Bench, settings: Settings) -> None:
    await closed.analysed()
    code, said, wrong = await plimsoll(settings, "evidence", "stability", "last", "--times", "2")
    assert (code, said) == (1, "")
    assert "No language model is configured." in wrong
    assert "Traceback" not in wrong


@ON_SQLITE
async def test_a_server_that_fails_ends_it(closed: Bench) -> None:
    async with DeepSeekStub(EVEN, fails(402, "Insufficient Balance")) as stub:
        hands = closed.with_model(stub)
        done = await closed.carry_out(await closed.request(), hands)
        row = await reask(hands, done.id, 4)
    assert (row.usable, row.answers, row.symbols) == (0, [], {})
    assert "402: the account has no balance left" in str(row.failure)
    assert json.dumps(row.symbols) == "{}"
