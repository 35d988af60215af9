"""Proves an analysis from its request to its orders, with the real crew, real models and a language model's stub."""

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from adapters.llm.stub import MODEL, DeepSeekStub
from ai import views
from ai.sources.analyst import prompt_hash
from db.models import Analysis, JobState
from settings import Settings
from tests.workers.benches import (
    DAY,
    KNOWN,
    ON_SQLITE,
    Bench,
    at_work,
    bench,
    decides_everything,
    held,
    opinion,
    score,
    sent,
    signals,
    until,
)
from trading.units import ZERO
from workers.models import Models

ALL_SOURCES = {"TECHNICAL", "MOMENTUM", "REGIME", "NEWS", "FUNDAMENTAL", "ANALYST"}

STAGES = ["queued", "started", "facts", "analyst", "models", "succeeded"]


async def test_a_request_becomes_signals_decisions_and_orders_at_the_broker(
    settings: Settings, redis_url: str, models: Models
) -> None:
    script = opinion(AAPL=0.9, GOOG=0.2, IBM=0.5, MSFT=0.55, FB=0.99)
    async with DeepSeekStub(script) as stub:
        settings = replace(settings, deepseek_api_key="sk-test", llm_base_url=stub.url)
        async with bench(settings, redis_url, models) as made, made.crew.desk.bus.subscribe(_jobs(made)) as news:
            requested = await made.request()
            assert (requested.state, requested.progress, requested.as_of) == (JobState.QUEUED, ZERO, DAY)
            async with at_work(made):
                async with held(models):
                    running = await until(requested, stage="models")
                    assert (running.state, running.progress) == (JobState.RUNNING, Decimal("0.8"))
                done = await until(requested, state=JobState.SUCCEEDED)
                heard = [await anext(news) for _ in STAGES]
                placed = await sent(made)
            assert (done.progress, done.attempts, done.failure) == (Decimal(1), 1, None)
            assert [each["data"]["payload"]["stage"] for each in heard] == STAGES
            sequences = [each["data"]["sequence"] for each in heard]
            assert sequences == sorted(set(sequences))
            await _explains_itself(done, stub)
            await decides_everything(done, placed)
            assert all(order.broker_order_id for order in placed)
            assert (await made.job(done)).done_at is not None


def _jobs(made: Bench) -> str:
    return f"plimsoll:{made.portfolio_id}:job"


async def _explains_itself(done: Analysis, stub: DeepSeekStub) -> None:
    """The signals' terms sum exactly, the analyst's among them; what it was asked and said is kept."""
    found = await signals(done)
    assert sorted(found) == KNOWN
    said = {"AAPL": "0.9", "GOOG": "0.2", "IBM": "0.5", "MSFT": "0.55"}
    for name, signal in found.items():
        base = views.log_odds(signal.base_rate)
        terms = [Decimal(str(each["contribution"])) for each in signal.scores]
        assert signal.log_odds == base + sum(terms)
        assert signal.probability_up == views.probability(signal.log_odds)
        assert {each["source"] for each in signal.scores} == ALL_SOURCES
        analyst = score(signal, "ANALYST")
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
    assert max(gaps) < spent / 2


@pytest.mark.parametrize("module", ["workers.main", "workers.demo", "api.app"])
def test_the_science_libraries_stay_out_of_every_process_but_the_models(module: str) -> None:
    heavy = ("numpy", "scipy", "sklearn", "statsmodels", "talib", "pandas", "openai")
    code = f"import sys, {module}; print(*[name for name in {heavy} if name in sys.modules])"
    outcome = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert outcome.stdout.split() == []
