"""Performance over a period: returns, risk, what it is held against, and where it came from."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

import db.models as rows
from db.reads import performance as reads
from graph.context import Info
from graph.shapes import Money, derived, known, money
from graph.types.market import PeriodArgument
from trading.errors import FieldProblem, InvalidInput
from trading.performance import AttributionBy, Figures, Period

Division = Annotated[AttributionBy, strawberry.argument(description="By what the return is divided.")]
Benchmark = Annotated[
    str | None,
    strawberry.argument(
        description="A symbol. Null: the portfolio's own benchmark, without one an equal share of every symbol of its "
        "universe, bought at the start and held."
    ),
]


@strawberry.type(description="What a part added. The parts of a division sum to the whole, to the last digit.")
class Attribution:
    label: str = strawberry.field(description="The symbol, sector or source; CASH is what none of them earned.")
    profit: Money = strawberry.field(description="In money; all of them sum to the ledger's profit.")
    contribution: Decimal = strawberry.field(description="To the total return, linked over the days.")
    allocation: Decimal | None = strawberry.field(
        description="Brinson-Fachler: what another weight of the sector than the benchmark's has brought. Sectors only."
    )
    selection: Decimal | None = strawberry.field(
        description="What other holdings within the sector have brought, interaction included. Sectors only."
    )


def _attribution(root: "Performance", by: Division = AttributionBy.SECTOR) -> list[Attribution]:
    parts = [part for part in root._figures.attribution if part.by is by]
    return [
        Attribution(
            label=part.label,
            profit=money(part.profit, root._currency),
            contribution=part.contribution,
            allocation=part.allocation,
            selection=part.selection,
        )
        for part in sorted(parts, key=lambda part: (-part.contribution, part.label))
    ]


@strawberry.type(
    description="Figures over a period, from nav at the closes: deposits do not count. Ratios are fractions, at a "
    "risk-free rate of zero. A worker computes them after every close; null is too little known, or no such figure."
)
class Performance:
    _figures: strawberry.Private[Figures]
    _currency: strawberry.Private[str]
    from_: date = strawberry.field(name="from", description="The close that returns count from; first the morning.")
    to: date = strawberry.field(description="The last close.")
    profit: Money = strawberry.field(description="What equity has changed by, deposits and withdrawals left out.")
    total_return: Decimal = strawberry.field(description="Time-weighted, with a value at every flow.")
    money_weighted_return: Decimal | None = strawberry.field(
        description="What the money itself has earned over the period: the internal rate of its flows."
    )
    annual_return: Decimal | None = strawberry.field(description="As a rate for 252 days; null for less than a year.")
    volatility: Decimal | None = strawberry.field(description="Annualised standard deviation of daily returns.")
    sharpe: Decimal | None = strawberry.field(description="Annual mean over volatility.")
    sortino: Decimal | None = strawberry.field(description="Annual mean over the deviation of losses alone.")
    calmar: Decimal | None = strawberry.field(description="Annual return over the deepest fall.")
    max_drawdown: Decimal = strawberry.field(description="The deepest fall from a peak within the period.")
    win_rate: Decimal | None = strawberry.field(description="Share of closing fills that gained, net of their fee.")
    turnover: Decimal | None = strawberry.field(description="The lesser of purchases and sales over mean equity.")
    costs: Money | None = strawberry.field(description="Fees paid within the period.")
    probabilistic_sharpe: Decimal | None = strawberry.field(
        description="The probability that the true Sharpe ratio is above zero."
    )
    deflated_sharpe: Decimal | None = strawberry.field(
        description="The same above the best that as many trials reach by luck; null without trials."
    )
    backtest_overfit: Decimal | None = strawberry.field(
        description="The probability that the best of the trials is below their median later; null without trials."
    )
    benchmark_return: Decimal | None = strawberry.field(
        description="Of the benchmark, dividends included, nothing paid for trading it."
    )
    beta: Decimal | None = strawberry.field(description="How much it moves with the benchmark.")
    alpha: Decimal | None = strawberry.field(description="What is left without the benchmark's moves, for a year.")
    tracking_error: Decimal | None = strawberry.field(
        description="Annualised deviation of the returns above the benchmark's."
    )

    attribution: list[Attribution] = derived(_attribution, "Where the return came from, the largest part first.")


def told(figures: Figures, currency: str) -> Performance:
    """Return figures as the API tells them."""
    return Performance(
        _figures=figures,
        _currency=currency,
        from_=figures.first,
        to=figures.last,
        profit=money(figures.profit, currency),
        total_return=figures.total_return,
        money_weighted_return=figures.money_weighted_return,
        annual_return=figures.annual_return,
        volatility=figures.volatility,
        sharpe=figures.sharpe,
        sortino=figures.sortino,
        calmar=figures.calmar,
        max_drawdown=figures.max_drawdown,
        win_rate=figures.win_rate,
        turnover=figures.turnover,
        costs=money(figures.costs, currency),
        probabilistic_sharpe=figures.probabilistic_sharpe,
        deflated_sharpe=figures.deflated_sharpe,
        backtest_overfit=figures.backtest_overfit,
        benchmark_return=figures.benchmark_return,
        beta=figures.beta,
        alpha=figures.alpha,
        tracking_error=figures.tracking_error,
    )


async def performance_of(
    root: rows.Portfolio,
    info: Info,
    period: PeriodArgument = Period.ONE_YEAR,
    benchmark: Benchmark = strawberry.UNSET,
) -> Performance | None:
    """Resolve a portfolio's performance; InvalidInput for a benchmark that the desk does not know."""
    asked = known(benchmark)
    if asked is not None and await info.context.loaders.one(rows.Instrument, "symbol").load(asked) is None:
        message = f"The desk does not know {asked}."
        raise InvalidInput(message, FieldProblem(("benchmark",), message))
    figures = await reads.performance(root.id, period, asked or root.benchmark or "")
    return None if figures is None else told(figures, root.currency)
