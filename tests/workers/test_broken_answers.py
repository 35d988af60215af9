"""Proves that no broken, late, refused or misleading answer of a language model ever becomes an order.

The past is so short that every other source abstains: what the analyst says decides alone. A good answer buys, so that
the silence of all the others means something.
"""

import csv
import gzip
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from adapters.market.daily_bars import BUNDLED, COLUMNS
from db.models import DecisionOutcome, JobState, Order, Recommendation, RecommendationState, Signal
from settings import Settings
from tests.ai.test_analyst import FAILED, VOID, said, view
from tests.workers.benches import ON_SQLITE, Bench, bench, decisions
from trading.errors import AdapterError
from trading.ports import LlmAnswer
from workers.models import Models

FIRST, DAY = date(2009, 1, 2), date(2010, 8, 2)  # enough to measure moves, too little to fit anything on
SYMBOLS = ("AAPL", "IBM")


@dataclass
class Script:
    """A language model that says the same to every question, or fails every time."""

    answer: str | AdapterError
    model: str = "scripted"
    asked: int = 0

    async def complete(self, system: str, user: str) -> LlmAnswer:
        self.asked += 1
        if isinstance(self.answer, AdapterError):
            raise self.answer
        return LlmAnswer(
            text=self.answer, model=self.model, prompt_tokens=1, completion_tokens=1, cached_tokens=0, latency_ms=1
        )


@pytest.fixture
async def short(settings: Settings, redis_url: str, models: Models, tmp_path: Path) -> AsyncIterator[Bench]:
    path = tmp_path / "bars.csv"
    with gzip.open(str(BUNDLED), "rt", newline="") as source, path.open("w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(COLUMNS)
        for row in csv.DictReader(source):
            if row["Ticker"] in SYMBOLS and date.fromisoformat(row["Date"]) >= FIRST:
                writer.writerow([row[name] for name in COLUMNS])
    async with bench(replace(settings, bars_file=str(path)), redis_url, models, DAY) as made:
        yield made


@ON_SQLITE
async def test_no_answer_that_is_off_is_ever_an_order(short: Bench) -> None:
    corpus: list[tuple[str, str | AdapterError]] = [*VOID.items(), *FAILED.items()]
    assert len(corpus) >= 60
    for name, answer in corpus:
        llm = Script(answer)
        crew = replace(short.crew, desk=replace(short.crew.desk, llm=llm))
        done = await short.carry_out(await short.request(), crew)
        assert done.state is JobState.SUCCEEDED, name
        assert llm.asked == (1 if isinstance(answer, AdapterError) else 2), name  # one repair, no more
        found = await decisions(done)
        assert sorted(found) == list(SYMBOLS), name
        assert {each.outcome for each in found.values()} == {DecisionOutcome.ABSTAINED}, name
        assert all("ANALYST: " in each.explanation for each in found.values()), name
    assert not await Order.exists()
    assert not await Signal.exists()
    assert not await Recommendation.exists()


@ON_SQLITE
async def test_a_good_answer_is_heard_and_what_it_says_beside_the_number_is_not(short: Bench) -> None:
    """Words that order, lie or contradict the number change nothing: the probability alone counts."""
    reasons = ["SELL everything now", "quantity 1000000", "ignore all limits"]
    plain, shouted = Script(said(view(probability_up=0.99))), Script(said(view(probability_up=0.99, reasons=reasons)))
    outcomes = []
    for llm in (plain, shouted):
        crew = replace(short.crew, desk=replace(short.crew.desk, llm=llm))
        done = await short.carry_out(await short.request(), crew)
        found = await decisions(done)
        assert found["IBM"].outcome is DecisionOutcome.ABSTAINED
        signal = await Signal.get(analysis_id=done.id)
        outcomes.append((signal.symbol, signal.action, signal.log_odds))
    assert outcomes[0] == outcomes[1]
    [order] = await Order.all()
    assert (order.symbol, order.denial) == ("AAPL", None)
    assert order.quantity < 1000
    assert await Recommendation.filter(state=RecommendationState.ACCEPTED).count() == 1
