"""Backtests: what was tested, how it did, what held it back."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

import strawberry

import db.models as rows
from actions.backtests import CURRENCY
from db.reads.backtests import fills
from db.reads.pages import Page, page
from db.reads.performance import drawdowns, thin
from graph.context import Info
from graph.shapes import After, Connection, First, Money, derived, known, money
from graph.types.jobs import Job
from graph.types.performance import Performance, told
from graph.types.portfolios import EquityPoint
from trading.orders import OrderSide
from trading.performance import Figures
from trading.strategies import of_json

TRIALS_SHOWN: Final = 100


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


@strawberry.type(description="One fill of a backtest, in the shares and prices of its day.")
class BacktestFill:
    at: datetime = strawberry.field(description="When, in market time; of a daily bar its close.")
    symbol: str = strawberry.field(description="Of what.")
    side: OrderSide = strawberry.field(description="Bought or sold.")
    quantity: Decimal = strawberry.field(description="How much.")
    price: Decimal = strawberry.field(description="At what price.")
    fee: Money = derived(lambda root: money(root.fee, CURRENCY), "What it cost.")
    realized: Money = derived(lambda root: money(root.realized, CURRENCY), "Profit that it realised, before fees.")


@strawberry.type(description="One combination of a sweep.")
class SweepTrial:
    values: list[Decimal] = strawberry.field(description="What the varied were, in their order.")
    sharpe: Decimal | None = strawberry.field(description="Its Sharpe ratio of a year; null when it never moved.")
    final_equity: Money = strawberry.field(description="What it ended with.")


@strawberry.type(description="A part of the period, traded by the combination that was best in all before it.")
class WalkForwardPart:
    from_: date = strawberry.field(name="from", description="Its first day.")
    to: date = strawberry.field(description="Its last one.")
    values: list[Decimal] = strawberry.field(description="What the varied were.")
    total_return: Decimal = strawberry.field(description="What it earned, as a fraction.")


@strawberry.type(description="What a sweep tried. The backtest's own figures are those of the best combination.")
class Sweep:
    varied: list[str] = strawberry.field(description="What varies.")
    combinations: int = strawberry.field(description="How many were tried; each is a trial.")
    trials: list[SweepTrial] = strawberry.field(description="The best, at most 100, by their Sharpe ratio.")
    walk_forward_return: Decimal = strawberry.field(
        description="What five parts of the period earned, each by what was best before it, as a fraction."
    )
    walk_forward_sharpe: Decimal | None = strawberry.field(description="The Sharpe ratio of a year of the same.")
    walk_forward: list[WalkForwardPart] = strawberry.field(description="The parts.")


async def _fills(
    root: rows.Backtest, info: Info, first: First = 50, after: After = strawberry.UNSET
) -> Page[rows.BacktestFill]:
    return await page(fills(root.id), first, known(after), "place", descending=False)


def _decimals(texts: list[str]) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def _optional(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _sweep(root: rows.Backtest) -> Sweep | None:
    told: Any = (root.details or {}).get("sweep")
    if told is None:
        return None
    best = sorted(told["trials"], key=lambda trial: Decimal(trial["sharpe"] or "-Infinity"), reverse=True)
    return Sweep(
        varied=told["varied"],
        combinations=len(told["trials"]),
        trials=[
            SweepTrial(
                values=_decimals(trial["values"]),
                sharpe=_optional(trial["sharpe"]),
                final_equity=money(Decimal(trial["final_equity"]), root.currency),
            )
            for trial in best[:TRIALS_SHOWN]
        ],
        walk_forward_return=Decimal(told["walked"]["total_return"]),
        walk_forward_sharpe=_optional(told["walked"]["sharpe"]),
        walk_forward=[
            WalkForwardPart(
                from_=date.fromisoformat(part["first"]),
                to=date.fromisoformat(part["last"]),
                values=_decimals(part["values"]),
                total_return=Decimal(part["total_return"]),
            )
            for part in told["walked"]["parts"]
        ],
    )


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
    fills: Connection[BacktestFill] = derived(_fills, "The fills in their order, the first 10,000.")
    sweep: Sweep | None = derived(_sweep, "What was tried; null where nothing varies, and until it has succeeded.")
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
