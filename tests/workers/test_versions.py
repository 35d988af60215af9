"""Proves that a month's training is registered by a worker, and that runs from then on use the champion and say so."""

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions import outbox, versions
from actions.versions import HORIZON_DAYS
from ai.facts import Facts
from ai.trials import Champion, Trial
from db.models import Evidence, ModelKind, ModelVersion, Outbox, VersionState
from settings import Settings
from tests.ai.extras import require
from tests.workers.benches import DAY, ON_SQLITE, Bench, plimsoll
from trading.errors import Conflict
from workers.evidence import rerun
from workers.models import Models
from workers.versions import train, train_models


@ON_SQLITE
async def test_a_month_is_trained_and_what_is_best_decides(closed: Bench) -> None:
    assert await versions.request(closed.crew.desk, closed.crew.viewer, DAY)
    [job] = await Outbox.filter(topic=versions.JOB)
    await train_models({"crew": closed.crew}, {**job.payload, "outbox_id": job.id})
    await job.refresh_from_db()
    assert job.done_at is not None
    [first] = await ModelVersion.all()
    assert (first.state, first.as_of, first.champion_loss) == (VersionState.CHAMPION, DAY, None)
    assert first.trained_until < first.tested_from < first.tested_until < DAY
    assert sorted(first.weights) == ["MOMENTUM", "REGIME", "TECHNICAL"]

    done = await closed.analysed()
    body = json.loads((await Evidence.get(hash=done.evidence)).body)
    assert body["trained_until"] == str(first.trained_until)
    again = await rerun(closed.crew.models, closed.crew.desk.notary, done.id)
    assert not [each for each in again if each.differences]


class Slow(Models):
    """Models whose training begins when it is asked for and ends when it is told to."""

    def __init__(self) -> None:
        super().__init__(1)
        self.trainings, self.may_end = 0, asyncio.Event()

    async def train(self, facts: Facts, champion: Champion | None) -> Trial | None:
        self.trainings += 1
        await self.may_end.wait()
        return None


@ON_SQLITE
async def test_a_training_that_is_delivered_anew_happens_once_and_comes_again_when_its_worker_dies(
    closed: Bench,
) -> None:
    slow = Slow()
    crew = replace(closed.crew, models=slow)
    assert await versions.request(crew.desk, crew.viewer, DAY)
    [job] = await Outbox.filter(topic=versions.JOB)
    context, payload = {"crew": crew}, {**job.payload, "outbox_id": job.id}

    async def begun(count: int) -> "asyncio.Task[None]":
        made = asyncio.create_task(train_models(context, payload))
        async with asyncio.timeout(60):
            while slow.trainings < count:
                await asyncio.sleep(0.001)
        return made

    killed = await begun(1)
    for _ in range(3):
        closed.clock.set(closed.clock.now() + timedelta(seconds=3))
        await outbox.sweep(crew.desk)
        await train_models(context, payload)  # it is under way: nothing is done
    killed.cancel()
    await asyncio.wait([killed])
    assert slow.trainings == 1
    closed.clock.set(closed.clock.now() + outbox.HELD)
    running = await begun(2)
    slow.may_end.set()
    await running
    await train_models(context, payload)  # it was queued meanwhile
    assert slow.trainings == 2
    await job.refresh_from_db()
    assert job.done_at is not None


@ON_SQLITE
async def test_a_later_training_is_tried_beside_the_champion(closed: Bench) -> None:
    first = await train(closed.crew, date(2011, 12, 1))
    second = await train(closed.crew, DAY)
    assert first is not None
    assert second is not None
    assert second.champion_number == first.number
    assert second.champion_loss is not None
    better = second.loss < second.champion_loss
    ruling = await versions.champion(HORIZON_DAYS)
    assert ruling is not None
    assert ruling.number == (second.number if better else first.number)
    if better:
        assert (await versions.rollback(closed.crew.desk, closed.owner)).number == first.number
    else:
        with pytest.raises(Conflict, match="not less than the champion's"):
            await versions.promote(closed.crew.desk, closed.owner, second.number)


@ON_SQLITE
async def test_the_command_shows_them(closed: Bench, settings: Settings) -> None:
    made = await train(closed.crew, DAY)
    assert made is not None
    code, words, _ = await plimsoll(settings, "models", "list")
    assert code == 0
    assert f"   1  CHAMPION   ENSEMBLE  {DAY}  {made.trained_until}" in words
    code, words, wrong = await plimsoll(settings, "models", "rollback")
    assert (code, words, wrong) == (1, "", "plimsoll: There is no earlier champion to go back to.\n")


@ON_SQLITE
async def test_the_command_trains_a_challenger_that_runs_then_use(closed: Bench, settings: Settings) -> None:
    require("ml")
    code, words, wrong = await plimsoll(settings, "models", "train", "--source", "XGBOOST")
    assert (code, wrong.startswith(f"training XGBOOST on the bars up to {DAY}: 0 s\n")) == (0, True), wrong
    assert f"   1  CHAMPION   XGBOOST   {DAY}" in words
    done = await closed.analysed()
    body = json.loads((await Evidence.get(hash=done.evidence)).body)
    assert body["lineup"] == "XGBOOST"
    assert {"xgboost", "xgboost-cpu"} & body["versions"].keys()
    again = await rerun(closed.crew.models, closed.crew.desk.notary, done.id)
    assert not [each for each in again if each.differences]
    monthly = await train(closed.crew, max(DAY, date(2012, 2, 1)))
    assert monthly is not None
    assert monthly.kind is ModelKind.XGBOOST  # the champion's


@ON_SQLITE
async def test_a_training_that_cannot_be_is_one_sentence(closed: Bench, settings: Settings) -> None:
    unknown = await plimsoll(settings, "models", "train", "--source", "ORACLE")
    assert unknown[0] == 1
    assert unknown[2].startswith("plimsoll: There are no models of the kind 'ORACLE'; choose one of ENSEMBLE, ")
    hasty = await plimsoll(settings, "models", "train", "--seconds", "1")
    assert hasty[0] == 1
    assert hasty[2].endswith("plimsoll: The training took longer than 1 s; --seconds gives it more.\n")
    assert not await ModelVersion.all()
