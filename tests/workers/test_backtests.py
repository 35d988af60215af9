"""Proves the life of a backtest on real bars: judged as one of all trials, cancelled in mid-run, never left running."""

import asyncio
import os
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from actions import backtests, jobs
from actions.backtests import Wanted
from actions.viewer import ALL, Viewer
from db.models import Backtest, BacktestFill, JobState, Outbox, OutboxKind, Trial
from tests.workers.benches import DAY, ON_SQLITE, Bench
from tests.workers.labours import die, refuse, sleep
from trading.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound
from trading.orders import OrderSide
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


def own_processes() -> set[int]:
    """Return the ids of this process' descendants that live."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended since
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(path.parent.name)] = int(parent)
    found = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


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


VARY: list[Json] = [
    {"indicator": {"measure": "SMA", "length": 50}, "values": ["20", "30", "50"]},
    {"indicator": {"measure": "SMA", "length": 200}, "values": ["100", "200"]},
]


async def test_every_variant_of_a_sweep_is_a_trial_and_the_best_is_judged_as_the_best_of_them(made: Bench) -> None:
    alone = await carried_out(made, await asked(made))  # it is one of the variants
    assert await Trial.all().count() == 1
    [own] = await Trial.all()
    swept = await carried_out(made, await asked(made, vary=VARY))
    assert (swept.state, swept.failure) == (JobState.SUCCEEDED, None)
    assert swept.details is not None
    assert swept.figures is not None
    assert swept.details["trials"] == await Trial.all().count() == 6
    assert await Trial.get(fingerprint=own.fingerprint) == own
    told = swept.details["sweep"]
    assert told["varied"] == ["SMA(50)", "SMA(200)"]
    same = next(trial for trial in told["trials"] if trial["values"] == ["50", "200"])
    assert alone.details is not None
    assert D(same["final_equity"]) == D(alone.details["final_equity"])
    best = max(told["trials"], key=lambda trial: D(trial["sharpe"]))
    assert D(best["sharpe"]) == D(swept.figures["sharpe"])
    assert D(best["final_equity"]) == D(swept.details["final_equity"]) == D(swept.equity[-1][1])
    assert 0 <= D(swept.figures["deflated_sharpe"]) <= 1
    assert 0 <= D(swept.figures["backtest_overfit"]) <= 1
    parts = told["walked"]["parts"]
    assert [part["last"] for part in parts][-1] == "2011-12-30"
    assert len(parts) == 5
    assert all(part["values"] in [trial["values"] for trial in told["trials"]] for part in parts)
    again = await carried_out(made, await asked(made, vary=VARY))
    assert again.details is not None
    assert again.details["trials"] == await Trial.all().count() == 6  # the same thing tried twice is one trial
    wider = await carried_out(made, await asked(made, vary=[{**VARY[0], "values": ["20", "40"]}]))
    assert wider.details is not None
    assert wider.details["trials"] == await Trial.all().count() == 7


async def test_the_fills_of_a_run_are_kept_in_their_order_and_add_up(made: Bench) -> None:
    done = await carried_out(made, await asked(made))
    fills = await BacktestFill.filter(backtest_id=done.id).order_by("place")
    assert done.figures is not None
    assert [fill.place for fill in fills] == list(range(1, (done.trades or 0) + 1))
    assert [fill.at for fill in fills] == sorted(fill.at for fill in fills)
    assert {fill.symbol for fill in fills} == {"AAPL", "MSFT"}
    assert sum(fill.fee for fill in fills) == D(done.figures["costs"])
    bought = sum(fill.quantity for fill in fills if fill.side is OrderSide.BUY and fill.symbol == "MSFT")
    assert bought >= sum(fill.quantity for fill in fills if fill.side is OrderSide.SELL and fill.symbol == "MSFT") > 0


async def test_no_more_fills_are_kept_than_there_may_be(made: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtests, "FILLS_MAX", 2)
    done = await carried_out(made, await asked(made))
    assert (done.trades or 0) > 2
    assert await BacktestFill.filter(backtest_id=done.id).count() == 2


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
        ({"vary": [{"value": "7", "values": ["8"]}]}, "vary.0: 7 does not stand in the rules"),
        ({"vary": VARY, "strategy": "ensemble"}, "own models have no numbers that vary"),
        ({"vary": [{**VARY[0], "values": ["20", "500"]}], "first": date(2010, 6, 1)}, "needs at least 502"),
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
    assert "Given up after 3 attempts. The process of the work ended with code" in (given_up.failure or "")
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


async def test_a_sweep_spreads_over_processes_and_a_cancelled_one_leaves_none(made: Bench) -> None:
    many: list[Json] = [{**VARY[0], "values": [str(length) for length in range(20, 32)]}]
    spread = await carried_out(made, await asked(made, vary=many), backtest_cpu=2)
    alone = await carried_out(made, await asked(made, vary=many))
    assert spread.state is alone.state is JobState.SUCCEEDED
    assert spread.details is not None
    assert spread.details == alone.details
    backtest = await asked(made, vary=[{**VARY[0], "values": [str(length) for length in range(2, 42)]}])
    crew = replace(made.crew, settings=replace(made.crew.settings, backtest_cpu=2))
    before = own_processes()
    running = asyncio.create_task(run_backtest({"crew": crew}, await payload(backtest)))
    async with asyncio.timeout(120):
        while not await Backtest.exists(id=backtest.id, stage="sweep"):
            await asyncio.sleep(0.05)
        assert len(own_processes() - before) >= 1
        await jobs.cancel(made.crew.desk, made.owner, Backtest, backtest.id)
        await running
        while own_processes() - before:
            await asyncio.sleep(0.05)
    assert (await Backtest.get(id=backtest.id)).state is JobState.CANCELED
    assert await Trial.all().count() == 12
