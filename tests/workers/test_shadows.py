"""Proves that shadows are asked at a close, kept and scored, and that nothing is ever sized, recommended or traded on
what they say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from actions import shadows, versions
from actions.versions import HORIZON_DAYS
from ai.shadows.networks import pack
from db.models import (
    SHADOWS,
    Analysis,
    EvidencePart,
    Forecast,
    ModelKind,
    ModelVersion,
    Order,
    Outbox,
    Recommendation,
    Signal,
    VersionState,
)
from db.reads.forecasts import scorecards
from settings import Settings
from tests.actions.test_versions import FIRST
from tests.ai.extras import require
from tests.ai.shadows import handmade
from tests.workers.benches import DAY, ON_SQLITE, Bench, plimsoll
from trading.errors import Conflict
from workers.shadows import ask, ask_shadows, teach

pytestmark = ON_SQLITE


async def registered(made: Bench, kind: ModelKind, as_of: date = DAY, seed: int = 5) -> ModelVersion:
    trained = replace(FIRST, kind=kind, as_of=as_of, artifact=pack(handmade(kind.value, seed)), figures={"seeds": []})
    return await versions.register(made.crew.desk, made.crew.viewer, trained)


async def test_at_a_close_they_are_asked_once_and_nothing_comes_of_it_but_forecasts(closed: Bench) -> None:
    desk, viewer = closed.crew.desk, closed.crew.viewer
    assert not await shadows.request(desk, viewer, DAY)  # there is none
    for kind in SHADOWS:
        await registered(closed, kind)
    assert not await shadows.request(desk, viewer, date(2011, 6, 1))  # a replay that began again has none yet
    assert await shadows.request(desk, viewer, DAY)
    assert not await shadows.request(desk, viewer, DAY)
    [job] = await Outbox.filter(topic=shadows.JOB)
    for _ in range(2):
        await ask_shadows({"crew": closed.crew}, {**job.payload, "outbox_id": job.id})
    await job.refresh_from_db()
    assert job.done_at is not None
    await Outbox.filter(topic=shadows.JOB).delete()  # pruned long ago
    assert not await shadows.request(desk, viewer, DAY)

    said = await Forecast.all()
    assert {row.source for row in said} == {kind.value for kind in SHADOWS}
    assert {row.symbol for row in said} >= {"AAPL", "IBM", "MSFT"}
    assert len(said) == len({(row.source, row.symbol) for row in said})
    assert {(row.weight, row.made_on, row.horizon_days, row.base_rate) for row in said} == {
        (0, DAY, HORIZON_DAYS, 550_000)
    }
    assert all(20_000 <= row.chance <= 980_000 for row in said)
    for table in (Analysis, Signal, Recommendation, Order):
        assert not await table.all().count()
    cards = {card.source: card for card in await scorecards(HORIZON_DAYS)}
    assert all(cards[kind.value].weight == 0 for kind in SHADOWS)


async def test_a_run_of_the_desk_is_the_same_with_and_without_them(closed: Bench) -> None:
    before = await closed.analysed()
    for kind in SHADOWS:
        await registered(closed, kind)
    await ask(closed.crew, DAY)
    after = await closed.analysed()
    mine, theirs = [
        [(row.symbol, row.action, row.log_odds, row.scores) for row in await Signal.filter(analysis_id=run.id)]
        for run in (before, after)
    ]
    assert sorted(mine, key=str) == sorted(theirs, key=str) != []
    assert not {score["source"] for *_, scores in theirs for score in scores} & {kind.value for kind in SHADOWS}
    assert await versions.champion(HORIZON_DAYS) is None


async def test_the_newest_of_a_kind_is_asked(closed: Bench) -> None:
    await registered(closed, ModelKind.LSTM, date(2011, 1, 3), seed=6)
    newest = await registered(closed, ModelKind.LSTM, date(2011, 2, 1), seed=7)
    await registered(closed, ModelKind.LSTM, date(2030, 1, 2), seed=8)
    assert [row.id for row in await shadows.newest(DAY)] == [newest.id]


async def test_what_was_changed_since_says_nothing(closed: Bench, caplog: pytest.LogCaptureFixture) -> None:
    version = await registered(closed, ModelKind.LSTM)
    other = await registered(closed, ModelKind.LSTM, date(2011, 1, 3), seed=9)
    swapped = await EvidencePart.get(hash=other.artifact)
    await EvidencePart.filter(hash=version.artifact).update(content=swapped.content)
    await registered(closed, ModelKind.PPO)
    assert await shadows.request(closed.crew.desk, closed.crew.viewer, DAY)
    [job] = await Outbox.filter(topic=shadows.JOB)
    await ask_shadows({"crew": closed.crew}, {**job.payload, "outbox_id": job.id})
    assert f"What version {version.number} learned is missing or was changed" in caplog.text
    assert {row.source for row in await Forecast.all()} == {"PPO"}  # whose own is as it was
    await job.refresh_from_db()
    assert job.done_at is not None


async def test_one_is_taught_tried_and_registered(closed: Bench, settings: Settings) -> None:
    require("deep")
    code, words, wrong = await plimsoll(settings, "models", "train", "--source", "LSTM", "--rounds", "1")
    assert code == 0, wrong
    assert f"   1  SHADOW     LSTM      {DAY}" in words
    assert "of 5 trials" in words
    assert "It never trades." in words
    [version] = await ModelVersion.all()
    assert (version.state, version.kind, version.champion_loss) == (VersionState.SHADOW, ModelKind.LSTM, None)
    assert version.trained_until < version.tested_from < version.tested_until < DAY
    assert len(version.figures["seeds"]) == 5
    assert all(Decimal(each["loss"]) > 0 for each in version.figures["seeds"])
    with pytest.raises(Conflict, match="it is version 1"):
        await teach(closed.crew, DAY, ModelKind.LSTM, 1)
    await ask(closed.crew, DAY)
    assert await Forecast.filter(source="LSTM").count() >= 4
    refused = await plimsoll(settings, "models", "promote", "1")
    assert (refused[0], "is a shadow" in refused[2]) == (1, True)
