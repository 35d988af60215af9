"""Proves that performance is told as it was kept: by period, benchmark and division, and null where it is not known."""

from datetime import date
from decimal import Decimal
from typing import Any

import db.models as rows
from actions import performance
from actions.setup import SYSTEM
from tests.graph.conftest import World
from trading.performance import AttributionBy, Figures, Part, Period

D = Decimal
ASKED = """query ($id: ID!, $period: Period!, $benchmark: String, $by: AttributionBy! = SECTOR) { portfolio(id: $id) {
    performance(period: $period, benchmark: $benchmark) { from to profit { amount currency } totalReturn
        moneyWeightedReturn annualReturn sharpe deflatedSharpe backtestOverfit costs { amount }
        benchmarkReturn beta alpha trackingError winRate turnover
        attribution(by: $by) { label profit { amount } contribution allocation selection } } } }"""


def figures(benchmark: str | None) -> Figures:
    sector = {"allocation": D("0.01"), "selection": D("-0.02")}
    return Figures(
        first=date(2011, 2, 1),
        last=date(2011, 3, 1),
        profit=D("1234.50"),
        costs=D("3.21"),
        total_return=D("0.012345"),
        max_drawdown=D("0.05"),
        sharpe=D("1.25"),
        win_rate=D("0.5"),
        benchmark_return=D(benchmark) if benchmark else None,
        beta=D("0.9"),
        attribution=(
            Part(by=AttributionBy.SECTOR, label="Technology", profit=D(-1), contribution=D("-0.1"), **sector),
            Part(by=AttributionBy.SECTOR, label="CASH", profit=D("0.50"), contribution=D("0.1"), **sector),
            Part(by=AttributionBy.SOURCE, label="NEWS", profit=D("1234.50"), contribution=D("0.012345")),
        ),
    )


async def asked(world: World, period: Period = Period.ONE_YEAR, **more: object) -> Any:
    return (await world.data(ASKED, id=world.portfolio_id, period=period.value, **more))["portfolio"]["performance"]


async def test_figures_are_told_by_period_benchmark_and_division(world: World) -> None:
    assert await asked(world) is None
    kept = [(Period.ONE_YEAR, "", figures("0.02")), (Period.ONE_YEAR, "IBM", figures("0.03"))]
    await performance.record(world.desk, SYSTEM, world.portfolio.id, 5, kept, [])
    told = await asked(world)
    assert told is not None
    assert (told["from"], told["to"]) == ("2011-02-01", "2011-03-01")
    assert told["profit"] == {"amount": "1234.5", "currency": "USD"}
    assert (told["sharpe"], told["deflatedSharpe"], told["alpha"]) == ("1.25", None, None)
    assert told["benchmarkReturn"] == "0.02"
    [cash, technology] = told["attribution"]
    assert (cash["label"], technology["label"], technology["selection"]) == ("CASH", "Technology", "-0.02")
    [news] = (await asked(world, by="SOURCE"))["attribution"]
    assert (news["label"], news["allocation"]) == ("NEWS", None)
    assert (await asked(world, benchmark="IBM"))["benchmarkReturn"] == "0.03"
    assert await asked(world, Period.ALL) is None


async def test_the_portfolios_own_benchmark_comes_first_and_one_without_figures_has_none(world: World) -> None:
    kept = [(Period.ONE_YEAR, "", figures("0.02")), (Period.ONE_YEAR, "IBM", figures("0.03"))]
    await performance.record(world.desk, SYSTEM, world.portfolio.id, 5, kept, [])
    await rows.Portfolio.filter(id=world.portfolio.id).update(benchmark="IBM")
    assert (await asked(world))["benchmarkReturn"] == "0.03"
    other = await asked(world, benchmark="MSFT")
    assert other is not None
    assert (other["totalReturn"], other["benchmarkReturn"], other["beta"]) == ("0.012345", None, None)
    assert other["attribution"][0]["allocation"] is None


async def test_an_unknown_benchmark_is_refused(world: World) -> None:
    result = await world.ask(ASKED, id=world.portfolio_id, period="ALL", benchmark="NOSUCH")
    [error] = result.errors or []
    assert error.extensions is not None
    assert (error.extensions["code"], "NOSUCH" in error.message) == ("BAD_USER_INPUT", True)
