"""Proves that a risk report is told as it was kept, newest first in line, one query for many portfolios."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import db.models as rows
from actions import portfolios, risk_reports
from actions.setup import SYSTEM
from tests.graph.conftest import World
from trading.risk_reports import CorrelationPair, RiskComponent, RiskReport, StressResult, VarBacktest, VarMethod
from trading.units import plain, to_cents

D = Decimal
ASKED = """query ($id: ID!) { portfolio(id: $id) { riskReport {
    id asOf confidence horizonDays method valueAtRisk { amount currency } expectedShortfall { amount }
    components { symbol componentVar { amount } componentShortfall { amount } }
    stress { scenario loss { amount } ratio } correlation { a b value }
    backtest { days exceptions expected kupiec christoffersen verdict }
} } }"""
MANY = "{ portfolios(first: 50) { nodes { name riskReport { valueAtRisk { amount } } } } }"


def report(value_at_risk: str, *, tested: bool = True) -> RiskReport:
    amount = D(value_at_risk)
    return RiskReport(
        day=date(2011, 2, 28),
        book="b" * 64,
        confidence=D("0.95"),
        horizon_days=1,
        method=VarMethod.FILTERED_HISTORICAL,
        value_at_risk=amount,
        expected_shortfall=amount + 100,
        components=(RiskComponent("AAPL", amount + 1, amount + 101), RiskComponent("IBM", D("-1.00"), D("-1.00"))),
        stress=(StressResult("Financial crisis 2008", D("30000.00"), D("0.3")),),
        correlation=(CorrelationPair("AAPL", "IBM", D("0.512345")),),
        backtest=VarBacktest(500, 27, D(25), D("0.163"), D("1.2"), "As foretold.", broken=False) if tested else None,
    )


async def test_a_report_is_told_as_it_was_kept(world: World) -> None:
    assert (await world.data(ASKED, id=world.portfolio_id))["portfolio"]["riskReport"] is None
    await risk_reports.record(world.desk, SYSTEM, world.portfolio.id, report("1000.00", tested=False))
    await risk_reports.record(world.desk, SYSTEM, world.portfolio.id, report("1234.56"))
    told = (await world.data(ASKED, id=world.portfolio_id))["portfolio"]["riskReport"]
    assert D(told["valueAtRisk"]["amount"]) == D("1234.56")
    assert (told["valueAtRisk"]["currency"], told["method"]) == ("USD", "FILTERED_HISTORICAL")
    parts = [D(each["componentVar"]["amount"]) for each in told["components"]]
    assert sum(parts) == D(told["valueAtRisk"]["amount"])
    assert [each["symbol"] for each in told["components"]] == ["AAPL", "IBM"]
    assert [D(told["stress"][0]["ratio"]), D(told["stress"][0]["loss"]["amount"])] == [D("0.3"), D(30000)]
    assert told["correlation"][0]["a"] == "AAPL"
    assert D(told["correlation"][0]["value"]) == D("0.512345")
    assert (told["backtest"]["exceptions"], told["backtest"]["verdict"]) == (27, "As foretold.")


async def test_it_is_a_node_for_members_only(world: World) -> None:
    await risk_reports.record(world.desk, SYSTEM, world.portfolio.id, report("1000.00", tested=False))
    told = (await world.data(ASKED, id=world.portfolio_id))["portfolio"]["riskReport"]
    assert told["backtest"] is None
    node = "query ($id: ID!) { node(id: $id) { ... on RiskReport { valueAtRisk { amount } } } }"
    assert D((await world.data(node, id=told["id"]))["node"]["valueAtRisk"]["amount"]) == 1000
    refused = await world.ask(node, viewer=world.stranger, id=told["id"])
    assert not refused.data or refused.data["node"] is None


async def test_many_portfolios_cost_as_many_queries_as_one(world: World, queries: Callable[[], Any]) -> None:
    await risk_reports.record(world.desk, SYSTEM, world.portfolio.id, report("1000.00"))
    with queries() as one:
        await world.data(MANY)
    for number in range(3):
        made = await portfolios.create(
            world.desk, world.owner, name=f"P{number}", opening_cash=D(1000), key=f"key-{number}"
        )
        await risk_reports.record(world.desk, SYSTEM, made.portfolio.id, report(f"{number + 1}.00"))
    with queries() as many:
        told = (await world.data(MANY))["portfolios"]["nodes"]
    assert len(many) == len(one)
    amounts = {each["name"]: D(each["riskReport"]["valueAtRisk"]["amount"]) for each in told}
    assert amounts == {"Main": 1000, "P0": 1, "P1": 2, "P2": 3}


async def test_a_preview_tells_the_value_at_risk_after_the_order(world: World) -> None:
    asked = "query ($t: OrderTermsInput!) { previewOrder(terms: $t) { valueAtRiskAfter { amount currency } } }"
    terms = {"portfolioId": world.portfolio_id, "symbol": "IBM", "side": "BUY", "quantity": "10"}
    assert (await world.data(asked, t=terms))["previewOrder"]["valueAtRiskAfter"] is None
    days = replace(report("1.00"), scenarios={"IBM": [-20_000] * 40, "AAPL": [0] * 40})
    await risk_reports.record(world.desk, SYSTEM, world.portfolio.id, days)
    told = (await world.data(asked, t=terms))["previewOrder"]["valueAtRiskAfter"]
    price = (await rows.Quote.get(symbol="IBM")).price
    assert told == {"amount": plain(to_cents(price / 5)), "currency": "USD"}
    assert (await world.data(asked, t={**terms, "symbol": "MSFT"}))["previewOrder"]["valueAtRiskAfter"] is None
