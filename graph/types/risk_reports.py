"""Risk reports: what today's positions could lose, whose risk it is, and how good such forecasts have been."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import strawberry

import db.models as rows
from graph.context import Info
from graph.shapes import Money, Node, derived, money
from trading.risk_reports import VarMethod


@strawberry.type(description="One position's part of the portfolio's risk; the parts sum to the whole.")
class RiskComponent:
    symbol: str = strawberry.field(description="Whose part it is.")
    component_var: Money = strawberry.field(description="Of value at risk; negative where it hedges.")
    component_shortfall: Money = strawberry.field(description="Of expected shortfall; negative where it hedges.")


@strawberry.type(description="What today's positions would lose in a scenario; a gain is negative.")
class StressResult:
    scenario: str = strawberry.field(description="What happens.")
    loss: Money = strawberry.field(description="What it takes.")
    ratio: Decimal = strawberry.field(description="The same, of equity.")


@strawberry.type(description="How alike two symbols move from day to day.")
class CorrelationPair:
    a: str = strawberry.field(description="One symbol.")
    b: str = strawberry.field(description="The other.")
    value: Decimal = strawberry.field(description="From -1 to 1.")


@strawberry.type(description="Exceptions seen against expected, with the Kupiec and Christoffersen statistics.")
class VarBacktest:
    days: int = strawberry.field(description="Days on which today's positions were held against that day's forecast.")
    exceptions: int = strawberry.field(description="Days that lost more than was forecast.")
    expected: Decimal = strawberry.field(description="How many there should be.")
    kupiec: Decimal = strawberry.field(description="Likelihood ratio of their number: no chance above 3.84.")
    christoffersen: Decimal = strawberry.field(description="Likelihood ratio of their clustering, likewise.")
    verdict: str = strawberry.field(description="Both in a sentence.")


async def _currency(root: rows.RiskReport, info: Info) -> str:
    portfolio = await info.context.loaders.one(rows.Portfolio).load(root.portfolio_id)
    return str(portfolio.currency)


async def _value_at_risk(root: rows.RiskReport, info: Info) -> Money:
    return money(root.value_at_risk, await _currency(root, info))


async def _expected_shortfall(root: rows.RiskReport, info: Info) -> Money:
    return money(root.expected_shortfall, await _currency(root, info))


async def _components(root: rows.RiskReport, info: Info) -> Sequence[RiskComponent]:
    currency = await _currency(root, info)
    return [
        RiskComponent(
            symbol=each["symbol"],
            component_var=money(Decimal(each["component_var"]), currency),
            component_shortfall=money(Decimal(each["component_shortfall"]), currency),
        )
        for each in root.components
    ]


async def _stress(root: rows.RiskReport, info: Info) -> Sequence[StressResult]:
    currency = await _currency(root, info)
    return [
        StressResult(
            scenario=each["scenario"], loss=money(Decimal(each["loss"]), currency), ratio=Decimal(each["ratio"])
        )
        for each in root.stress
    ]


def _correlation(root: rows.RiskReport) -> Sequence[CorrelationPair]:
    return [CorrelationPair(a=each["a"], b=each["b"], value=Decimal(each["value"])) for each in root.correlation]


def _backtest(root: rows.RiskReport) -> VarBacktest | None:
    told = root.backtest
    if told is None:
        return None
    return VarBacktest(
        days=int(told["days"]),
        exceptions=int(told["exceptions"]),
        expected=Decimal(told["expected"]),
        kupiec=Decimal(told["kupiec"]),
        christoffersen=Decimal(told["christoffersen"]),
        verdict=told["verdict"],
    )


@strawberry.type(description="What today's positions could lose, by the past up to a close. Losses are positive.")
class RiskReport(Node):
    row = rows.RiskReport
    as_of: datetime = strawberry.field(description="When it was made, in market time.")
    confidence: Decimal = strawberry.field(description="How sure one is to lose no more than value at risk.")
    horizon_days: int = strawberry.field(description="Over how many days.")
    method: VarMethod = strawberry.field(description="How it was found.")
    value_at_risk: Money = derived(_value_at_risk, "The loss that is not exceeded with that confidence.")
    expected_shortfall: Money = derived(_expected_shortfall, "The mean of the losses beyond it.")
    components: list[RiskComponent] = derived(_components, "Whose risk it is, by symbol.")
    stress: list[StressResult] = derived(_stress, "Losses if it came again.")
    correlation: list[CorrelationPair] = derived(_correlation, "Between the 15 largest positions, two by two.")
    backtest: VarBacktest | None = derived(
        _backtest, "How such forecasts of these positions would have done; null where the past is too short."
    )
