"""Proves risk reports on real bars: measured after a close or a trade, summing to the cent, and never half made."""

import asyncio
import os
import signal
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

import actions.risk_reports
from actions import limits, orders
from adapters.patience import end
from db.models import Alert, AuditEntry, Outbox, OutboxKind, Position, Quote, RiskReport
from db.reads import risk_reports as reads
from quant import value_at_risk
from tests.workers.benches import DAY, ON_SQLITE, Bench, held
from trading.orders import OrderSide, Terms
from trading.risk_reports import RiskReport as RiskReportFound
from trading.risk_reports import VarBacktest, VarMethod
from trading.tails import outlook
from workers import risk_reports
from workers.main import WorkerClass, run
from workers.measuring import shared_past
from workers.risk_reports import ask, measure_risk

pytestmark = ON_SQLITE
D = Decimal


async def hold(made: Bench, **quantities: int) -> None:
    for symbol, quantity in quantities.items():
        await Position.filter(portfolio_id=made.portfolio_id, symbol=symbol).delete()
        await Position(
            id=made.crew.desk.ids.new(),
            portfolio_id=made.portfolio_id,
            symbol=symbol,
            quantity=D(quantity),
            basis=D(1000) if quantity else D(0),
        ).save(force_create=True)


async def measured(made: Bench) -> RiskReport | None:
    """Do what the queue's worker does with the jobs that are asked for."""
    asked: dict[str, tuple[date, str]] = {}
    await ask(made.crew, made.portfolio_id, asked)
    jobs = Outbox.filter(kind=OutboxKind.JOB, topic="measure_risk", done_at=None)
    for job in await jobs:
        await measure_risk({"crew": made.crew}, {**job.payload, "outbox_id": job.id})
    assert not await jobs.exists()
    [last] = await reads.latest([made.portfolio_id])
    return last


def total(rows: list[dict[str, str]], name: str) -> Decimal:
    return sum((D(row[name]) for row in rows), D(0))


async def test_a_book_is_measured_on_what_it_holds(closed: Bench) -> None:
    await hold(closed, AAPL=20, IBM=50, MSFT=300)
    kept = await measured(closed)
    assert kept is not None
    assert (kept.day, kept.confidence, kept.method) == (DAY, D("0.95"), VarMethod.FILTERED_HISTORICAL)
    assert [row["symbol"] for row in kept.components] == ["AAPL", "IBM", "MSFT"]
    assert total(kept.components, "component_var") == kept.value_at_risk > 0
    assert total(kept.components, "component_shortfall") == kept.expected_shortfall > kept.value_at_risk
    assert {row["scenario"] for row in kept.stress} >= {"Financial crisis 2008", "Worst day of the past"}
    assert len(kept.correlation) == 3
    assert kept.backtest is not None
    assert int(kept.backtest["days"]) == 500
    assert kept.backtest["verdict"]


async def test_the_figure_is_that_of_the_bars(closed: Bench) -> None:
    await hold(closed, IBM=100)
    kept = await measured(closed)
    assert kept is not None
    bars = closed.crew.desk.market.bars("IBM", until=DAY)
    prices, factor = [float(bars[0].close)], 1.0
    for before, bar in pairwise(bars):
        factor *= float((bar.close + bar.dividend) * bar.split / before.close)
        prices.append(float(bars[0].close) * factor)
    moves = np.array(prices[1:]) / np.array(prices[:-1]) - 1
    worth = 100 * float((await Quote.get(symbol="IBM")).price)
    expected = value_at_risk.tail(moves * worth, VarMethod.FILTERED_HISTORICAL)
    assert float(kept.value_at_risk) == pytest.approx(expected.value_at_risk, abs=0.02)
    assert float(kept.expected_shortfall) == pytest.approx(expected.expected_shortfall, abs=0.02)


async def test_a_book_is_measured_once_a_day_and_again_when_it_changes(closed: Bench) -> None:
    assert await measured(closed) is None  # nothing was ever held
    await hold(closed, IBM=100)
    first = await measured(closed)
    assert first is not None
    assert (await measured(closed)) == first
    await hold(closed, IBM=200)
    second = await measured(closed)
    assert second is not None
    assert second.sequence > first.sequence
    assert float(second.value_at_risk) == pytest.approx(2 * float(first.value_at_risk), rel=1e-3)
    await hold(closed, IBM=0)
    flat = await measured(closed)
    assert flat is not None
    assert not any((flat.value_at_risk, flat.components, flat.stress))
    assert await AuditEntry.filter(chain=closed.portfolio_id, action="measure_risk").count() == 3


async def test_what_cannot_be_measured_keeps_the_last_report_and_is_asked_once(
    closed: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    await hold(closed, IBM=100)
    first = await measured(closed)
    await hold(closed, FB=10)
    assert await measured(closed) == first
    assert "FB has traded for 10 days" in caplog.text
    asked: dict[str, tuple[date, str]] = {}
    await ask(closed.crew, closed.portfolio_id, asked)
    jobs = Outbox.filter(kind=OutboxKind.JOB, topic="measure_risk", done_at=None)
    assert await jobs.count() == 1
    await jobs.update(done_at=closed.clock.now())
    await ask(closed.crew, closed.portfolio_id, asked)
    assert not await jobs.exists()
    await Quote.filter(symbol="IBM").delete()
    await hold(closed, FB=0, IBM=120)
    assert await measured(closed) == first
    assert "no price of IBM" in caplog.text


async def test_a_research_worker_measures_by_itself(closed: Bench) -> None:
    await hold(closed, IBM=100)
    working = asyncio.create_task(run(closed.crew, closed.redis_url, {WorkerClass.RESEARCH}))
    try:
        async with asyncio.timeout(60):
            while not await RiskReport.exists(portfolio_id=closed.portfolio_id):
                await asyncio.sleep(0.02)
    finally:
        await end(working)
    [kept] = await reads.latest([closed.portfolio_id])
    assert kept is not None
    assert kept.value_at_risk > 0


async def test_nothing_of_a_day_that_has_not_closed_is_known(closed: Bench) -> None:
    assert await risk_reports.last_close(closed.crew) == DAY
    after = next(day for day in closed.crew.desk.market.days() if day > DAY)
    await closed.step(0, after)
    assert await risk_reports.last_close(closed.crew) == DAY
    days, moves = shared_past(("AAPL", "IBM"), closed.crew.library.until(DAY), 20)
    assert days[-1] == DAY
    assert moves.shape == (len(days), 2)
    assert days == sorted(set(days))


async def test_a_forecast_that_is_broken_too_often_is_told_once(closed: Bench) -> None:
    verdict = VarBacktest(500, 60, D(25), D(40), D(1), "Too many: a test says so.", broken=True)
    report = RiskReportFound(
        day=DAY, book="b", confidence=D("0.95"), horizon_days=1, method=VarMethod.HISTORICAL, backtest=verdict
    )
    for each in (report, report, replace(report, backtest=replace(verdict, broken=False)), report):
        await actions.risk_reports.record(closed.crew.desk, closed.crew.viewer, closed.portfolio_id, each)
    alerts = await Alert.filter(code="RISK_FORECAST_BROKEN")
    assert [alert.message for alert in alerts] == ["Too many: a test says so."] * 2


async def test_no_more_are_kept_than_may_be(closed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.risk_reports, "KEPT_MAX", 2)
    blank = RiskReportFound(
        day=DAY, book="b", confidence=D("0.95"), horizon_days=1, method=VarMethod.HISTORICAL, value_at_risk=D(1)
    )
    for amount in (1, 2, 3):
        report = replace(blank, value_at_risk=D(amount))
        await actions.risk_reports.record(closed.crew.desk, closed.crew.viewer, closed.portfolio_id, report)
    kept = await RiskReport.filter(portfolio_id=closed.portfolio_id).order_by("sequence")
    assert [row.value_at_risk for row in kept] == [2, 3]


async def test_a_measuring_process_that_dies_keeps_the_last_report(closed: Bench) -> None:
    await hold(closed, IBM=100)
    first = await measured(closed)
    await hold(closed, IBM=150)
    async with held(closed.crew.models) as process:
        measuring = asyncio.create_task(measured(closed))
        await asyncio.sleep(0.2)
        os.kill(process, signal.SIGKILL)
        assert await measuring == first
    await hold(closed, IBM=151)
    assert await measured(closed) != first


async def test_scenarios_give_the_tail_of_the_report_and_of_an_order_before_it_is_placed(closed: Bench) -> None:
    await hold(closed, IBM=50)
    kept = await measured(closed)
    assert kept is not None
    [known] = await reads.scenarios([closed.portfolio_id])
    assert known is not None
    assert set(known.returns) == {"AAPL", "GOOG", "IBM", "MSFT"}  # Facebook is too young
    assert {len(moves) for moves in known.returns.values()} == {1000}
    price = (await Quote.get(symbol="IBM")).price
    now = outlook([("IBM", 50 * price)], known.returns, known.confidence).tail()
    twice = outlook([("IBM", 50 * price)], known.returns, known.confidence).tail("IBM", 50 * price)
    assert now is not None
    assert twice is not None
    assert float(now.value_at_risk) == pytest.approx(float(kept.value_at_risk), rel=0.1)  # of 1,000 days, not of all
    assert twice.value_at_risk == pytest.approx(2 * now.value_at_risk, abs=D("0.02"))


async def test_a_limited_tail_is_measured_before_anything_is_held_and_then_kept(closed: Bench) -> None:
    desk, owner = closed.crew.desk, closed.owner
    await limits.change(desk, owner, closed.portfolio_id, {"max_value_at_risk_ratio": D("0.001")}, "a test")
    terms = Terms(symbol="IBM", side=OrderSide.BUY, quantity=D(20))
    unknown = await orders.preview(desk, owner, closed.portfolio_id, terms)
    assert unknown.denial == "VALUE_AT_RISK"
    assert await measured(closed) is not None
    known = await orders.preview(desk, owner, closed.portfolio_id, terms)
    check = next(each for each in known.checks if each.code == "VALUE_AT_RISK")
    assert check.observed is not None
    assert check.observed > 0
    assert (known.denial == "VALUE_AT_RISK") is (check.observed > D("0.001"))
    assert known.largest_quantity > 0
    await limits.change(desk, owner, closed.portfolio_id, {"max_value_at_risk_ratio": None}, "lifted")
    assert not [
        each
        for each in (await orders.preview(desk, owner, closed.portfolio_id, terms)).checks
        if each.code == "VALUE_AT_RISK"
    ]
