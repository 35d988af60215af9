"""Proves reports of a day that has closed: figures of the ledger, words of others escaped, made once and when due."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from actions import approvals, limits, reports
from actions.reports import Paper
from db.models import EquityPoint, LotMethod, Outbox, OutboxKind, Portfolio, Position, Report, RiskReport, Role
from db.reads.performance import curve
from tests.desks import LOOSE, Stage, buy, sell, stage
from tests.workers.benches import ON_SQLITE
from trading.errors import InvalidInput, NotFound
from trading.reports import ReportKind
from trading.risk_reports import VarMethod
from workers.models import Models
from workers.reporting import EVERY_SESSION, Timetable, make, make_report

pytestmark = ON_SQLITE
D = Decimal


@pytest.fixture
async def desk(database: str, redis_url: str, tmp_path: Path, models: Models) -> AsyncIterator[Stage]:
    async with stage(tmp_path, redis_url) as built:
        built.crew = replace(built.crew, models=models)
        await Portfolio.filter(id=built.portfolio_id).update(limits=LOOSE)
        yield built


async def day(desk: Stage, **prices: str) -> date:
    """Play a day to its close and return it; real time passes too."""
    await desk.tick(**prices)
    await desk.work()
    await desk.close()
    await desk.work()
    desk.later(seconds=30)
    return desk.day


def tables(report: Report) -> dict[str, list[list[str]]]:
    """Return the rows of each section of the CSV."""
    found: dict[str, list[list[str]]] = {}
    for heading, *values in csv.reader(io.StringIO(report.csv)):
        if heading != "section":
            found.setdefault(heading, []).append(values)
    return found


async def test_the_daily_report_has_the_figures_of_the_ledger(desk: Stage) -> None:
    await desk.trade(buy("AAA", "33.333"))
    first = await day(desk, AAA="101.37")
    second = await day(desk, AAA="99.11")
    made = await make(desk.crew, desk.portfolio_id, ReportKind.DAILY, second)
    points = {point.day: point for point in await EquityPoint.filter(portfolio_id=desk.portfolio_id)}
    told = tables(made)
    close = {name: D(amount) for name, amount in told["At the close"]}
    assert close["Equity at the close"] == points[second].equity
    assert close["Profit of the day"] == points[second].equity - points[first].equity
    assert close["Cash"] == points[second].cash
    holdings = {name: (D(worth), D(profit)) for name, worth, _, profit in told["Holdings"]}
    assert sum(worth for worth, _ in holdings.values()) == points[second].equity
    assert sum(profit for _, profit in holdings.values()) == close["Profit of the day"]
    returns = {period: (D(change), D(profit)) for period, _, change, profit in told["Returns"]}
    assert returns["Since the beginning"][1] == points[second].equity - 100000
    assert "Orders placed" not in told  # none on the second day
    earlier = await make(desk.crew, desk.portfolio_id, ReportKind.DAILY, first)
    [order] = tables(earlier)["Orders placed"]
    assert order[:4] == ["AAA", "BUY", "33.333", "33.333"]
    assert len(await curve(desk.portfolio_id, None)) == 2


async def test_every_kind_is_a_page_that_needs_nothing_else(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(name="<script>alert(1)</script> | =cmd")
    await desk.trade(buy("AAA", "10"))
    closed = await day(desk, AAA="101")
    for kind in ReportKind:
        made = await make(desk.crew, desk.portfolio_id, kind, closed)
        assert "<script" not in made.html
        assert "&lt;script&gt;" in made.html
        for outside in ("http:", "https:", "src=", "@import", "url("):
            assert outside not in made.html
        body = made.html.partition("<body>")[2].partition("</body>")[0]
        ET.fromstring(f"<body>{body}</body>")  # well formed
        assert made.markdown.startswith("# \\<script\\>")
        assert made.day == closed
        assert made.title.startswith("<script>")
    assert await Report.filter(portfolio_id=desk.portfolio_id).count() == len(ReportKind)


async def test_the_tax_report_sums_to_the_ledger_and_puts_a_wash_sale_off(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.trade(buy("BBB", "7.5"))
    await day(desk, AAA="101.37", BBB="210")
    await desk.trade(sell("AAA", "4"))
    await desk.trade(sell("BBB", "2.5"))
    await day(desk, AAA="90.55", BBB="215")
    await desk.trade(buy("AAA", "3"))
    await desk.trade(sell("AAA", "1"))
    closed = await day(desk, AAA="95")
    made = await make(desk.crew, desk.portfolio_id, ReportKind.TAX, closed)
    told = tables(made)
    against = {name: D(amount) for name, amount in told["Against the ledger"]}
    portfolio = await Portfolio.get(id=desk.portfolio_id)
    assert against["Realised in the ledger"] == against["Gain of the sales"] == portfolio.realized != 0
    assert against["Difference"] == 0
    assert against["Fees"] == portfolio.fees
    terms = {term: [D(figure) for figure in figures] for term, *figures in told["What counts"]}
    assert [a + b for a, b in zip(terms["Short term"], terms["Long term"], strict=True)] == terms["All"]
    sales = [[D(figure) for figure in row[5:]] for row in told["Sales"]]
    assert [sum(column) for column in zip(*sales, strict=True)] == terms["All"]
    proceeds, cost, gain, carried, put_off, counts = terms["All"]
    assert (proceeds - cost, gain - carried + put_off) == (gain, counts)
    left = told["Lots that are left"]
    assert put_off == carried + sum(D(row[-1]) for row in left) > 0
    assert sum(D(row[-2]) for row in left) == sum([each.basis for each in await Position.all()])
    await Portfolio.filter(id=desk.portfolio_id).update(realized=portfolio.realized + D("0.01"))
    with pytest.raises(InvalidInput, match="do not add up"):
        await make(desk.crew, desk.portfolio_id, ReportKind.TAX, closed)


async def test_averaged_costs_are_told_apart_from_first_in_first_out(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(lot_method=LotMethod.AVERAGE)
    await desk.trade(buy("AAA", "2"))
    await day(desk, AAA="110")
    await desk.trade(buy("AAA", "2"))
    await day(desk, AAA="120")
    await desk.trade(sell("AAA", "2"))
    closed = await day(desk, AAA="120")
    told = tables(await make(desk.crew, desk.portfolio_id, ReportKind.TAX, closed))
    against = {name: D(amount) for name, amount in told["Against the ledger"]}
    assert against["Realised in the ledger"] == (await Portfolio.get(id=desk.portfolio_id)).realized
    assert against["Difference"] > 9  # the dearer lot stays


async def test_compliance_tells_breaches_approvals_and_changes_of_limits(desk: Stage) -> None:
    before = await day(desk)
    await limits.change(desk.desk, desk.owner, desk.portfolio_id, {"max_order_value": D(500)}, "a test")
    denied = (await desk.place(buy("AAA", "10"))).order
    assert denied.denial == "MAX_ORDER_VALUE"
    closed = await day(desk)
    await limits.change(desk.desk, desk.owner, desk.portfolio_id, {"max_order_value": D(900)}, "the day after")
    made = await make(desk.crew, desk.portfolio_id, ReportKind.COMPLIANCE, closed)
    told = tables(made)
    assert told["Breaches"] == [["BUY 10 AAA", "MAX_ORDER_VALUE", "1020", "500", "MANUAL"]]
    [change] = told["Changes of settings and people"]
    assert change[3] == "a test"
    assert ["max order value", "900", "set"] in told["Limits"]
    assert ["max volatility", "0.8", "default"] in told["Limits"]
    assert "Breaches" not in tables(await make(desk.crew, desk.portfolio_id, ReportKind.COMPLIANCE, before))


async def test_compliance_counts_what_it_does_not_list(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.reports.compliance.LISTED_MAX", 2)
    await limits.change(desk.desk, desk.owner, desk.portfolio_id, {"max_order_value": D(500)}, "a test")
    for quantity in ("10", "11", "12"):
        assert (await desk.place(buy("AAA", quantity))).order.denial == "MAX_ORDER_VALUE"
    looser = LOOSE | {"approval_above_ratio": "0.001"}
    await Portfolio.filter(id=desk.portfolio_id).update(limits=looser)
    waiting = (await desk.place(buy("AAA", "13"))).order
    officer = await desk.person("Olga", Role.OWNER)
    await approvals.decide(desk.desk, officer, waiting.id, approve=False, note="not today")
    made = await make(desk.crew, desk.portfolio_id, ReportKind.COMPLIANCE, await day(desk))
    assert len(tables(made)["Breaches"]) == 2
    assert made.summary.startswith("3 orders denied, 1 decided by people")
    assert "The first 2 of 3" in made.html
    assert [row[3] for row in tables(made)["Approvals and overrides"]] == ["not today"]


async def test_what_people_decided_is_told(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE | {"approval_above_ratio": "0.001"})
    waiting = (await desk.place(buy("AAA", "10"))).order
    assert waiting.approval_pending
    officer = await desk.person("Olga", Role.OWNER)
    await approvals.decide(desk.desk, officer, waiting.id, approve=False, note="not today")
    made = await make(desk.crew, desk.portfolio_id, ReportKind.COMPLIANCE, await day(desk))
    [decided] = tables(made)["Approvals and overrides"]
    assert (decided[1], decided[3]) == ("Olga", "not today")


async def test_risk_tells_the_last_measurement_and_how_old_it_is(desk: Stage) -> None:
    first = await day(desk)
    second = await day(desk)
    empty = await make(desk.crew, desk.portfolio_id, ReportKind.RISK, second)
    assert empty.summary == "Nothing has been measured yet."
    await RiskReport(
        id="r" * 32,
        portfolio_id=desk.portfolio_id,
        sequence=10**6,
        day=first,
        as_of=desk.clock.now(),
        book="b",
        confidence=D("0.95"),
        horizon_days=1,
        method=VarMethod.HISTORICAL,
        value_at_risk=D("123.45"),
        expected_shortfall=D("234.56"),
        components=[{"symbol": "AAA", "component_var": "123.45", "component_shortfall": "234.56"}],
    ).save(force_create=True)
    late = await make(desk.crew, desk.portfolio_id, ReportKind.RISK, second)
    assert late.summary.endswith(f"Measured on {first}: nothing newer is known.")
    assert tables(late)["Whose risk it is"] == [["AAA", "123.45", "234.56"]]
    assert "Measured on" not in (await make(desk.crew, desk.portfolio_id, ReportKind.RISK, first)).summary


async def test_a_day_without_a_close_has_no_report(desk: Stage) -> None:
    with pytest.raises(NotFound, match="no close of 1999-01-04"):
        await make(desk.crew, desk.portfolio_id, ReportKind.DAILY, date(1999, 1, 4))
    assert not await Report.exists()


async def test_making_again_replaces_and_the_oldest_go(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = await day(desk)
    first = await make(desk.crew, desk.portfolio_id, ReportKind.DAILY, closed)
    again = await make(desk.crew, desk.portfolio_id, ReportKind.DAILY, closed)
    assert [row.id for row in await Report.all()] == [again.id] != [first.id]
    monkeypatch.setattr(reports, "KEPT_MAX", 2)
    for number in range(3):
        sheet = Paper(
            kind=ReportKind.DAILY,
            day=date(2020, 1, 1 + number),
            title="t",
            summary="s",
            markdown="m",
            html="h",
            csv="c",
        )
        await reports.record(desk.desk, desk.crew.viewer, desk.portfolio_id, sheet)
    assert sorted(row.day for row in await Report.all()) == [date(2020, 1, 2), date(2020, 1, 3)]


async def test_reports_are_due_a_round_after_the_close_and_once(desk: Stage) -> None:
    timetable, jobs = Timetable(desk.crew), Outbox.filter(kind=OutboxKind.JOB, topic="make_report", done_at=None)
    await timetable.ask(desk.portfolio_id)
    closed = await day(desk)
    await timetable.ask(desk.portfolio_id)
    assert not await jobs.exists()
    await timetable.ask(desk.portfolio_id)
    assert [row.payload["kind"] for row in await jobs.order_by("id")] == [kind.value for kind in EVERY_SESSION]
    await timetable.ask(desk.portfolio_id)
    for job in await jobs:
        await make_report({"crew": desk.crew}, {**job.payload, "outbox_id": job.id})
    assert await Report.filter(day=closed).count() == len(EVERY_SESSION)
    await Timetable(desk.crew).ask(desk.portfolio_id)
    await timetable.ask(desk.portfolio_id)
    assert not await jobs.exists()


async def test_the_exchange_says_what_is_due(desk: Stage) -> None:
    timetable = Timetable(desk.crew)
    assert await timetable.due(date(2011, 5, 27)) == EVERY_SESSION
    assert ReportKind.ATTRIBUTION in await timetable.due(date(2011, 5, 31))  # Memorial Day was the 30th
    assert await timetable.due(date(2011, 5, 30)) == ()
    assert await timetable.due(date(2010, 12, 31)) == (*EVERY_SESSION, ReportKind.ATTRIBUTION, ReportKind.TAX)
    assert await timetable.due(date(2011, 7, 2)) == ()
    for short in (date(2010, 11, 26), date(2012, 7, 3), date(2012, 12, 24)):  # the exchange shuts at one
        assert await timetable.due(short) == EVERY_SESSION
    assert await timetable.due(date(2010, 11, 25)) == ()
    assert ReportKind.ATTRIBUTION in await timetable.due(date(2013, 11, 29))  # a short day that ends a month
    assert await timetable.due(date(2012, 10, 29)) == ()  # a hurricane
    assert ReportKind.ATTRIBUTION in await timetable.due(date(2012, 10, 31))
