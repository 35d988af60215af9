"""Optimisations: target weights, what they are expected to do, and the trades that lead there."""

from datetime import date
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from graph.context import Info
from graph.shapes import derived, linked
from graph.types.jobs import Job
from graph.types.orders import PORTFOLIOS, portfolio_of
from graph.types.signals import Recommendation
from trading.optimisation import OptimizationMethod

ZERO = Decimal(0)


@strawberry.type(description="A symbol's weight, as a fraction of equity.")
class TargetWeight:
    symbol: str = strawberry.field(description="Whose.")
    current: Decimal = strawberry.field(description="What it was when the search began.")
    target: Decimal = strawberry.field(description="What it should be.")
    risk_contribution: Decimal = strawberry.field(
        description="Its share of the target portfolio's volatility; all of them sum to 1."
    )


@strawberry.type(description="What weights are expected to do in a year, by the past; cash earns nothing.")
class ExpectedPoint:
    expected_return: Decimal = strawberry.field(description="Means of the past, drawn to what all earned alike.")
    expected_volatility: Decimal = strawberry.field(description="Annualised standard deviation.")


@strawberry.type(description="What the constraints cost: figures within them less those without any but no shorts.")
class ConstraintCost:
    expected_return: Decimal = strawberry.field(description="Negative: return given up.")
    expected_volatility: Decimal = strawberry.field(description="Positive: risk added; cash takes some away.")


def _weights(root: rows.Optimization) -> list[TargetWeight]:
    return [
        TargetWeight(
            symbol=each["symbol"],
            current=Decimal(each["current"]),
            target=Decimal(each["target"]),
            risk_contribution=Decimal(each["risk"]),
        )
        for each in root.weights
    ]


def _point(stored: dict[str, str]) -> ExpectedPoint:
    return ExpectedPoint(
        expected_return=Decimal(stored["expected_return"]), expected_volatility=Decimal(stored["volatility"])
    )


def _expected_return(root: rows.Optimization) -> Decimal | None:
    return _point(root.point).expected_return if root.point else None


def _expected_volatility(root: rows.Optimization) -> Decimal | None:
    return _point(root.point).expected_volatility if root.point else None


def _frontier(root: rows.Optimization) -> list[ExpectedPoint]:
    return [_point(each) for each in root.frontier]


def _cost(root: rows.Optimization) -> ConstraintCost | None:
    if root.point is None or root.free is None:
        return None
    found, free = _point(root.point), _point(root.free)
    return ConstraintCost(
        expected_return=found.expected_return - free.expected_return,
        expected_volatility=found.expected_volatility - free.expected_volatility,
    )


def _turnover(root: rows.Optimization) -> Decimal | None:
    if root.point is None:
        return None
    return sum((abs(each.target - each.current) for each in _weights(root)), ZERO)


async def _rebalance(root: rows.Optimization, info: Info) -> Any:
    return await info.context.loaders.many(rows.Recommendation, "optimization_id").load(root.id)


@strawberry.type(description="A search for target weights.")
class Optimization(Job):
    row = rows.Optimization
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that it is for.")
    method: OptimizationMethod = strawberry.field(description="What makes weights the best.")
    symbols: list[str] = strawberry.field(description="Among what.")
    as_of: date = strawberry.field(description="The last day of the past that it was made from.")
    weights: list[TargetWeight] = derived(_weights, "The weights, empty until they are found; the rest is cash.")
    expected_return: Decimal | None = derived(_expected_return, "In a year, by the past: no promise.")
    expected_volatility: Decimal | None = derived(_expected_volatility, "In a year, by the past.")
    turnover: Decimal | None = derived(_turnover, "The sum of the absolute changes of weights.")
    frontier: list[ExpectedPoint] = derived(
        _frontier, "The efficient frontier within the constraints, least risk first; empty above 100 symbols."
    )
    constraint_cost: ConstraintCost | None = derived(_cost, "What the constraints cost.")
    rebalance: list[Recommendation] = derived(_rebalance, "The trades that lead there, as recommendations.")
