"""Proves performance on a desk that trades: measured after every close, summing to the ledger's profit to the cent."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from actions import cash
from actions.performance import record
from db.models import AccountedDay, EquityPoint, Feed, Outbox, OutboxKind, Performance, Portfolio
from db.reads import attribution
from db.reads import performance as reads
from db.reads.clock import FeedClock
from db.reads.standings import standings
from tests.desks import LOOSE, Stage, buy, sell, stage
from tests.workers.benches import ON_SQLITE
from trading import attribution as rules
from trading.attribution import Booked, DayAccount, days
from trading.errors import InvalidInput
from trading.market import CorporateAction, CorporateActionKind
from trading.performance import AttributionBy, Figures, Part, Period
from workers import performance
from workers.models import Models
from workers.past import CASH, within
from workers.performance import ask, measure_performance

pytestmark = ON_SQLITE
D = Decimal


@pytest.fixture
async def desk(database: str, redis_url: str, tmp_path: Path, models: Models) -> AsyncIterator[Stage]:
    async with stage(tmp_path, redis_url) as built:
        built.crew = replace(built.crew, models=models)
        await Portfolio.filter(id=built.portfolio_id).update(limits=LOOSE)
        yield built


async def measured(desk: Stage, period: Period = Period.ALL, benchmark: str = "") -> Figures | None:
    """Do what the schedule and the queue's worker do."""
    await ask(desk.crew, desk.portfolio_id, {})
    for job in await Outbox.filter(kind=OutboxKind.JOB, topic="measure_performance", done_at=None):
        await measure_performance({"crew": desk.crew}, {**job.payload, "outbox_id": job.id})
    return await reads.performance(desk.portfolio_id, period, benchmark)


async def day(desk: Stage, **prices: str) -> None:
    """Play the rest of the day at these prices, and let the workers keep up."""
    await desk.tick(**prices)
    await desk.work()
    await desk.close()
    await desk.work()


async def profit_of_the_ledger(desk: Stage) -> Decimal:
    portfolio = await desk.portfolio()
    [standing] = await standings([portfolio], await FeedClock(desk.clock, (await Feed.get()).name).now())
    return standing.result.total


def parts(figures: Figures, by: AttributionBy) -> dict[str, Part]:
    return {part.label: part for part in figures.attribution if part.by is by}


async def test_every_division_sums_to_the_ledgers_profit_to_the_cent(desk: Stage) -> None:
    await desk.trade(buy("AAA", "33.333"))
    await day(desk, AAA="101.37")
    await desk.trade(buy("BBB", "77.7"))
    await desk.tick(BBB="51.11")
    await cash.record(desk.desk, desk.owner, desk.portfolio_id, D("12345.67"), "more", key="more")
    await day(desk, AAA="99.99", BBB="52.5")
    dividend = CorporateAction("d1", "AAA", desk.tomorrow, CorporateActionKind.DIVIDEND, amount=D("0.37"))
    split = CorporateAction("s1", "BBB", desk.tomorrow, CorporateActionKind.SPLIT, ratio=D(2))
    await desk.tick(dividend, split, BBB="26")
    await desk.trade(sell("BBB", "100"))
    await day(desk, BBB="26.07", CCC="20.5")
    await day(desk, AAA="103.03")
    found = await measured(desk)
    assert found is not None
    assert found.profit == await profit_of_the_ledger(desk)
    assert found.costs == (await desk.portfolio()).fees
    portfolio = await desk.portfolio()
    point = await EquityPoint.filter(portfolio_id=desk.portfolio_id).order_by("-day").first()
    assert point is not None
    assert found.profit == point.equity - portfolio.flows
    assert found.total_return == (point.equity / point.units - 1).quantize(D("0.000001"))
    for by in AttributionBy:
        divided = parts(found, by).values()
        assert sum((part.profit for part in divided), D(0)) == found.profit
        assert sum((part.contribution for part in divided), D(0)) == found.total_return
    sectors = parts(found, AttributionBy.SECTOR)
    effects = sum(((part.allocation or D(0)) + (part.selection or D(0)) for part in sectors.values()), D(0))
    assert found.benchmark_return is not None
    assert effects == found.total_return - found.benchmark_return
    assert {"MANUAL"} <= set(parts(found, AttributionBy.SOURCE)) <= {"MANUAL", "CASH"}
    assert set(parts(found, AttributionBy.SYMBOL)) >= {"AAA", "BBB"}
    assert found.win_rate is not None
    assert found.turnover is not None
    assert found.turnover > 0
    await desk.sound()


async def test_figures_are_those_of_the_closes(desk: Stage) -> None:
    await desk.close()
    await desk.tick()
    await desk.trade(buy("AAA", "500"))
    for price in ("100", "102", "99.96", "101.9592"):
        await day(desk, AAA=price)
    found = await measured(desk, Period.ALL, "AAA")
    assert found is not None
    points = [point.equity for point in await EquityPoint.filter(portfolio_id=desk.portfolio_id).order_by("day")]
    assert len(points) == 5
    assert found.total_return == (points[-1] / 100000 - 1).quantize(D("0.000001"))
    assert found.benchmark_return == D("0.019592")
    assert found.annual_return is None
    points_days = [point.day for point in await EquityPoint.filter(portfolio_id=desk.portfolio_id).order_by("day")]
    assert (found.first, found.last) == (points_days[0], points_days[-1])
    last = await measured(desk, Period.ONE_DAY, "AAA")
    assert last is not None
    assert last.total_return == (points[-1] / points[-2] - 1).quantize(D("0.000001"))
    assert last.profit == points[-1] - points[-2]
    assert last.benchmark_return == D("0.02")
    unknown = await measured(desk, Period.ALL, "ZZZ")
    assert unknown is not None
    assert (unknown.benchmark_return, unknown.beta, unknown.total_return) == (None, None, found.total_return)


async def test_money_weighted_differs_from_time_weighted_when_the_money_came_late(desk: Stage) -> None:
    await desk.trade(buy("AAA", "900"))
    await day(desk, AAA="110")
    await desk.tick()
    await cash.record(desk.desk, desk.owner, desk.portfolio_id, D(100000), "late", key="late")
    await day(desk)
    await day(desk, AAA="100")
    found = await measured(desk)
    assert found is not None
    assert found.money_weighted_return is not None
    assert abs(found.total_return) < D("0.06")
    assert found.money_weighted_return < found.total_return


async def test_a_close_is_measured_once_and_replaces_what_was_before(desk: Stage) -> None:
    assert await measured(desk) is None
    await desk.close()
    first = await measured(desk)
    assert first is not None
    rows = await Performance.filter(portfolio_id=desk.portfolio_id).count()
    await ask(desk.crew, desk.portfolio_id, {})
    assert not await Outbox.exists(topic="measure_performance", done_at=None)
    await day(desk, AAA="105")
    second = await measured(desk)
    assert second is not None
    assert second.last > first.last
    assert await Performance.filter(portfolio_id=desk.portfolio_id).count() == rows
    await record(desk.desk, desk.crew.viewer, desk.portfolio_id, 1, [(Period.ALL, "", first)], [])
    assert await reads.performance(desk.portfolio_id, Period.ALL, "") == second


async def last_close(desk: Stage) -> EquityPoint:
    found = await EquityPoint.filter(portfolio_id=desk.portfolio_id).order_by("-day").first()
    assert found is not None
    return found


async def read(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> tuple[list[DayAccount], list[tuple[int, int]]]:
    """Measure, and return the accounts of all days, and which stretches of the journal were read for them."""
    stretches: list[tuple[int, int]] = []
    entries = attribution.entries

    async def counted(portfolio_id: str, after: int, until: int) -> list[Booked]:
        stretches.append((after, until))
        return await entries(portfolio_id, after, until)

    with monkeypatch.context() as patched:
        patched.setattr(attribution, "entries", counted)
        await measured(desk)
    return await performance.account(desk.portfolio_id), stretches


async def anew(desk: Stage) -> list[DayAccount]:
    """Return the accounts of all days as the whole journal tells them."""
    closes = await attribution.closes(desk.portfolio_id)
    entries = await attribution.entries(desk.portfolio_id, 0, closes[-1].sequence)
    return [account for account, _ in days(closes, entries, CASH, {})]


async def test_only_new_days_are_told_and_they_are_those_of_the_whole_journal(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.trade(buy("AAA", "33.333"))
    await day(desk, AAA="101.37")
    assert await read(desk, monkeypatch) == (await anew(desk), [(0, (await last_close(desk)).sequence)])
    for moves in ({"AAA": "99.99"}, {"BBB": "52.5"}, {"AAA": "103.03", "BBB": "49.77"}):
        before = (await last_close(desk)).sequence
        await desk.tick(**moves)
        await desk.trade(buy("BBB", "7.7"))
        await desk.trade(sell("AAA", "3.21"))
        await cash.record(desk.desk, desk.owner, desk.portfolio_id, D("123.45"), "more", key=str(before))
        await day(desk, **moves)
        found, stretches = await read(desk, monkeypatch)
        assert found == await anew(desk)
        assert stretches == [(before, (await last_close(desk)).sequence)]
    assert await AccountedDay.filter(portfolio_id=desk.portfolio_id).count() == 4
    kept = await measured(desk)
    await AccountedDay.filter(portfolio_id=desk.portfolio_id).delete()
    await Performance.filter(portfolio_id=desk.portfolio_id).delete()
    assert await measured(desk) == kept


async def test_what_is_booked_after_a_close_is_the_next_days(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.trade(buy("AAA", "10"))
    await day(desk, AAA="101")
    first, _ = await read(desk, monkeypatch)
    await cash.record(desk.desk, desk.owner, desk.portfolio_id, D("50"), "late", key="late")
    again, stretches = await read(desk, monkeypatch)
    assert (again, stretches) == (first, [])
    await day(desk, AAA="102")
    found, _ = await read(desk, monkeypatch)
    assert found == await anew(desk)
    assert found[-1].flow == 50


async def test_a_close_that_is_made_again_lets_all_later_days_be_told_anew(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.trade(buy("AAA", "10"))
    for price in ("101", "102", "103", "104"):
        await day(desk, AAA=price)
    before, _ = await read(desk, monkeypatch)
    points = await EquityPoint.filter(portfolio_id=desk.portfolio_id).order_by("day")
    second = points[1]
    second.values, second.equity = {"AAA": "1030"}, second.equity + 10
    await second.save()
    await day(desk, AAA="105")
    found, stretches = await read(desk, monkeypatch)
    assert found == await anew(desk)
    assert (found[0], found[3]) == (before[0], before[3])
    assert (found[1].total, found[2].total) == (before[1].total + 10, before[2].total - 10)
    assert stretches == [(points[0].sequence, (await last_close(desk)).sequence)]
    monkeypatch.setattr(rules, "RULES", rules.RULES + 1)
    kept, told = await performance.accounted(desk.portfolio_id)
    assert (kept, [each for each, _ in told]) == ([], found)  # what was told by other rules is not taken


async def test_books_that_do_not_add_up_keep_the_last_figures(desk: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await desk.close()
    first = await measured(desk)
    await day(desk)
    point = await EquityPoint.filter(portfolio_id=desk.portfolio_id).order_by("-day").first()
    assert point is not None
    await EquityPoint.filter(id=point.id).update(equity=point.equity + D("0.01"))
    assert await measured(desk) == first
    assert "do not add up" in caplog.text
    with pytest.raises(InvalidInput):
        await performance.account(desk.portfolio_id)


async def test_a_period_has_its_last_day_even_after_a_long_weekend(desk: Stage) -> None:
    for _ in range(3):
        await day(desk)
    accounts = await performance.account(desk.portfolio_id)
    assert [len(within(accounts, period)) for period in (Period.ONE_DAY, Period.ONE_WEEK, Period.ALL)] == [1, 3, 3]
    last = replace(accounts[-1], after=replace(accounts[-1].after, day=accounts[-1].after.day + timedelta(days=3)))
    assert within([*accounts[:-1], last], Period.ONE_DAY) == [last]
