"""Proves the life of a backtest on real bars: judged as one of all trials, cancelled in mid-run, never left running."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import backtests, jobs
from actions.backtests import Wanted
from actions.viewer import ALL, Viewer
from db.models import Backtest, JobState, Outbox, OutboxKind, Trial
from tests.workers.benches import DAY, ON_SQLITE, Bench
from tests.workers.labours import die, refuse, sleep
from trading.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound
from trading.ports import Json
from trading.strategies import CATALOG, of_json, to_json
from workers import backtests as worker
from workers.backtests import LEASE, run_backtest

pytestmark = ON_SQLITE
D = Decimal
WANTED = Wanted(strategy="sma-crossover", symbols=["MSFT", "AAPL"], first=date(2009, 1, 2), last=date(2011, 12, 30))


@pytest.fixture
def made(closed: Bench) -> Bench:
    return closed


async def asked(made: Bench, **other: Any) -> Backtest:
    return await backtests.request(made.crew.desk, made.owner, replace(WANTED, **other))


async def payload(backtest: Backtest) -> Json:
    rows = await Outbox.filter(kind=OutboxKind.JOB, topic="run_backtest")
    job = next(row for row in rows if row.payload["backtest_id"] == backtest.id)
    return {**job.payload, "outbox_id": job.id}


async def carried_out(made: Bench, backtest: Backtest, **settings: Any) -> Backtest:
    crew = replace(made.crew, settings=replace(made.crew.settings, **settings))
    await run_backtest({"crew": crew}, await payload(backtest))
    return await Backtest.get(id=backtest.id)


async def test_a_run_keeps_its_figures_and_is_judged_as_one_of_all_that_was_tried(made: Bench) -> None:
    first = await carried_out(made, await asked(made))
    assert (first.state, first.failure, first.progress) == (JobState.SUCCEEDED, None, D(1))
    assert first.figures is not None
    assert first.details is not None
    assert first.details["trials"] == 1
    assert first.figures["deflated_sharpe"] is first.figures["backtest_overfit"] is None
    assert [day for day, _ in first.equity][::756] == ["2009-01-02"]
    assert first.equity[-1][0] == "2011-12-30"
    assert D(first.equity[-1][1]) - 100_000 == D(first.figures["profit"])
    assert first.trades
    assert await Outbox.filter(topic="run_backtest", done_at=None).count() == 0
    again = await carried_out(made, await asked(made))
    assert again.details is not None
    assert again.details["hash"] == first.details["hash"]
    assert await Trial.all().count() == 1  # the same thing tried twice is one trial
    faster = of_json({**to_json(CATALOG["sma-crossover"]), "name": "quick", "weight": "0.05"})
    second = await carried_out(made, await asked(made, strategy="quick", rules=faster))
    assert second.figures is not None
    assert second.details is not None
    assert second.details["trials"] == await Trial.all().count() == 2
    assert 0 <= D(second.figures["deflated_sharpe"]) <= 1
    assert 0 <= D(second.figures["backtest_overfit"]) <= 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"strategy": "luck"}, "no strategy 'luck': give rules, or name one of sma-crossover"),
        ({"symbols": []}, "Name 1 to 50"),
        ({"symbols": ["AAPL", "NOPE"]}, "does not know NOPE"),
        ({"symbols": ["AAPL", "\x00"]}, "does not know"),
        ({"first": date(2011, 12, 30), "last": date(2009, 1, 2)}, "ends before"),
        ({"last": date(2012, 6, 4)}, "closed on 2012-06-01 last"),
        ({"first": date(2011, 9, 1)}, "has 84 trading days; sma-crossover needs at least 202"),
        ({"opening_cash": D("NaN")}, "opening cash"),
        ({"opening_cash": D("0.001")}, "opening cash"),
        ({"opening_cash": D(10**10)}, "opening cash"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_nothing_is_kept(made: Bench, wrong: Json, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        await asked(made, **wrong)
    assert not await Backtest.exists()
    assert not await Outbox.exists(topic="run_backtest")


async def test_who_trades_nowhere_tests_nothing_and_sees_nothing_of_others(made: Bench) -> None:
    stranger = Viewer(user_id="0" * 32, name="stranger", permissions=ALL)
    with pytest.raises(NotAllowed):
        await backtests.request(made.crew.desk, stranger, WANTED)
    own = await asked(made)
    with pytest.raises(NotFound):
        await jobs.cancel(made.crew.desk, stranger, Backtest, own.id)


async def test_only_so_many_wait_at_once(made: Bench) -> None:
    waiting = [await asked(made) for _ in range(backtests.WAITING_MAX)]
    with pytest.raises(LimitReached):
        await asked(made)
    await jobs.cancel(made.crew.desk, made.owner, Backtest, waiting[0].id)
    await asked(made)


async def test_a_symbol_that_is_too_young_fails_the_run_by_name(made: Bench) -> None:
    failed = await carried_out(made, await asked(made, symbols=["AAPL", "FB"], last=DAY))
    assert (failed.state, failed.figures, failed.equity) == (JobState.FAILED, None, [])
    assert failed.failure == "FB has 10 bars in this period; sma-crossover needs 202."
    assert not await Trial.exists()


async def test_a_run_that_takes_too_long_is_ended_and_says_so(made: Bench) -> None:
    failed = await carried_out(made, await asked(made), backtest_s=0.2)
    assert failed.state is JobState.FAILED
    assert "longer than 0.2 s" in (failed.failure or "")


async def test_a_run_that_is_cancelled_in_the_middle_ends_its_process_and_leaves_nothing(
    made: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_compute", sleep)
    monkeypatch.setattr(worker, "EVERY_S", 0.05)
    backtest = await asked(made)
    running = asyncio.create_task(run_backtest({"crew": made.crew}, await payload(backtest)))
    async with asyncio.timeout(60):
        while not await Backtest.exists(id=backtest.id, stage="asleep"):
            await asyncio.sleep(0.02)
        cancelled = await jobs.cancel(made.crew.desk, made.owner, Backtest, backtest.id)
        await running
    kept = await Backtest.get(id=backtest.id)
    assert kept.state is cancelled.state is JobState.CANCELED
    assert (kept.figures, kept.trades, kept.equity) == (None, None, [])
    assert await Outbox.filter(topic="run_backtest", done_at=None).count() == 0
    with pytest.raises(Conflict):
        await jobs.cancel(made.crew.desk, made.owner, Backtest, (await _ended(made, monkeypatch)).id)


async def _ended(made: Bench, monkeypatch: pytest.MonkeyPatch) -> Backtest:
    monkeypatch.setattr(worker, "_compute", refuse)
    return await carried_out(made, await asked(made))


async def test_a_run_whose_process_dies_comes_again_and_is_given_up_in_the_end(
    made: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_compute", die)
    backtest = await asked(made)
    for attempt in range(1, jobs.ATTEMPTS_MAX + 1):
        lost = await carried_out(made, backtest)
        assert (lost.state, lost.attempts, lost.stage) == (JobState.RUNNING, attempt, "interrupted")
        assert await Outbox.filter(topic="run_backtest", done_at=None).count() == 1
    given_up = await carried_out(made, backtest)
    assert given_up.state is JobState.FAILED
    assert "Given up after 3 attempts" in (given_up.failure or "")
    assert await Outbox.filter(topic="run_backtest", done_at=None).count() == 0


async def test_a_run_of_a_killed_worker_is_taken_up_by_the_next(made: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_compute", refuse)
    backtest = await asked(made)
    assert await jobs.claim(made.crew.desk, made.crew.viewer, Backtest, backtest.id, lease=LEASE)  # and was killed
    still = await carried_out(made, backtest)
    assert still.state is JobState.RUNNING  # its lease may be held by somebody alive
    made.clock.set(made.clock.now() + LEASE + timedelta(seconds=1))
    taken = await carried_out(made, backtest)
    assert (taken.state, taken.failure, taken.attempts) == (JobState.FAILED, "It is no use.", 2)
