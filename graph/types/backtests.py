"""Backtests: what was tested, how it did, what held it back."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from db.reads.performance import drawdowns, thin
from graph.shapes import Money, derived, money
from graph.types.jobs import Job
from graph.types.performance import Performance, told
from graph.types.portfolios import EquityPoint
from trading.performance import Figures
from trading.strategies import of_json


@strawberry.type(description="How often something happened.")
class Count:
    name: str = strawberry.field(description="What.")
    count: int = strawberry.field(description="How often.")


def _performance(root: rows.Backtest) -> Performance | None:
    return None if root.figures is None else told(Figures.of(root.figures), root.currency)


def _equity_curve(root: rows.Backtest) -> list[EquityPoint]:
    equity = [Decimal(each) for _, each in root.equity]
    points = [
        EquityPoint(at=datetime.combine(date.fromisoformat(day), time(21), UTC), equity=worth, drawdown=fall)
        for (day, _), worth, fall in zip(root.equity, equity, drawdowns(equity), strict=True)
    ]
    return thin(points)


def _detail(root: rows.Backtest, name: str) -> Any:
    return None if root.details is None else root.details[name]


def _counts(root: rows.Backtest, name: str) -> list[Count]:
    return [Count(name=each, count=count) for each, count in (_detail(root, name) or {}).items()]


def _sentence(root: rows.Backtest) -> str | None:
    return None if root.rules is None else of_json(root.rules).sentence


def _final(root: rows.Backtest) -> Money | None:
    final = _detail(root, "final_equity")
    return None if final is None else money(Decimal(final), root.currency)


def _lagged(root: rows.Backtest) -> Decimal | None:
    lagged = _detail(root, "lagged_sharpe")
    return None if lagged is None else Decimal(lagged)


@strawberry.type(
    description="A strategy on the past, through the same gate, matching and ledger as the desk, its limits at their "
    "defaults. What looks ahead fails."
)
class Backtest(Job):
    row = rows.Backtest
    strategy: str = strawberry.field(description="The name of the strategy.")
    sentence: str | None = derived(_sentence, "What it does, in words; null for the desk's own models.")
    from_: date = strawberry.field(
        name="from", resolver=lambda root: root.first_day, description="The first day that counts."
    )
    to: date = derived(lambda root: root.last_day, "The last one.")
    symbols: list[str] = strawberry.field(description="What may be traded.")
    opening_cash: Money = derived(lambda root: money(root.opening_cash, root.currency), "What it began with.")
    final_equity: Money | None = derived(_final, "What it ended with; null until it has succeeded.")
    performance: Performance | None = derived(_performance, "How it did; null until it has succeeded.")
    equity_curve: list[EquityPoint] = derived(_equity_curve, "Equity at the closes, at most 600, the last one exact.")
    trades: int | None = strawberry.field(description="Fills; null until it has succeeded.")
    orders: int | None = derived(lambda root: _detail(root, "orders"), "Orders asked for, denied ones too.")
    denials: list[Count] = derived(lambda root: _counts(root, "denials"), "Denied orders by the rule that said no.")
    stops: list[Count] = derived(lambda root: _counts(root, "stops"), "Loss limits that tripped, by cause.")
    rule_days: list[Count] = derived(
        lambda root: _counts(root, "rule_days"), "On how many days of a symbol each rule was true."
    )
    lagged_sharpe: Decimal | None = derived(_lagged, "The Sharpe ratio with every decision one bar late.")
    trials: int | None = derived(
        lambda root: _detail(root, "trials"), "What the viewer has tried on these symbols, this included."
    )
    run_hash: str | None = derived(
        lambda root: _detail(root, "hash"), "SHA-256 over orders, fills and ledger: equal runs have equal hashes."
    )
