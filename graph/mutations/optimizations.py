"""Ask for target weights."""

from decimal import Decimal
from typing import Annotated

import strawberry

from actions import optimizations as actions
from actions import rebalancing
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.mutations.jobs import JobAccepted
from graph.mutations.portfolios import PortfolioChanged
from graph.shapes import known
from trading.errors import FieldProblem, InvalidInput
from trading.optimisation import Bound, Constraints, CovarianceMethod, OptimizationMethod, Plan

BOUNDS_MAX = 100


@strawberry.input(description="What some symbols may weigh together; one symbol: by itself. Fractions of equity.")
class WeightBoundInput:
    symbols: list[str] | None = strawberry.field(default=strawberry.UNSET, description="Which; or name a sector.")
    sector: str | None = strawberry.field(default=strawberry.UNSET, description="All symbols of it among those asked.")
    min_weight: Decimal = strawberry.field(default=Decimal(0), description="At least.")
    max_weight: Decimal = strawberry.field(default=Decimal(1), description="At most.")


@strawberry.input(description="What target weights must satisfy, as fractions of equity.")
class OptimizationConstraintsInput:
    min_weight: Decimal = strawberry.field(default=Decimal(0), description="Of every symbol.")
    max_weight: Decimal = strawberry.field(default=Decimal(1), description="Of every symbol.")
    bounds: list[WeightBoundInput] | None = strawberry.field(
        default=strawberry.UNSET, description="Of single symbols and of groups, at most 100."
    )
    cash: Decimal = strawberry.field(default=Decimal("0.02"), description="What stays in cash at least.")
    max_turnover: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The most that the sum of absolute changes may be, 0 to 2."
    )
    cost: Decimal = strawberry.field(
        default=Decimal(0), description="What trading takes of what is traded; it is spread over a quarter."
    )
    min_return: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The least expected return of a year."
    )
    covariance: CovarianceMethod = strawberry.field(
        default=CovarianceMethod.LEDOIT_WOLF, description="How the covariance is estimated."
    )
    lookback_days: int = strawberry.field(default=504, description="Trading days of the past, 60 to 2520.")


@strawberry.input(description="Target weights to find.")
class RequestOptimizationInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio that it is for.")
    method: OptimizationMethod = strawberry.field(description="What makes weights the best.")
    symbols: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="2 to 500. Null means every held and watched symbol."
    )
    constraints: OptimizationConstraintsInput | None = strawberry.field(
        default=strawberry.UNSET, description="Null: no symbol above 95% of the portfolio's limit on one name."
    )
    idempotency_key: str | None = strawberry.field(
        default=strawberry.UNSET, description="Same key, same search: safe to retry."
    )


@strawberry.input(description="When a portfolio looks for new target weights by itself.")
class SetRebalancingInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio.")
    method: OptimizationMethod | None = strawberry.field(
        default=strawberry.UNSET, description="What makes weights the best; null: it does not any more."
    )
    every_days: int | None = strawberry.field(
        default=strawberry.UNSET, description="After so many calendar days, 1 to 366."
    )
    drift_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="When the weight of a symbol lies further from its target, 0.005 to 1."
    )


Planned = Annotated[SetRebalancingInput, strawberry.argument(name="input", description="When.")]
Request = Annotated[RequestOptimizationInput, strawberry.argument(name="input", description="What to find.")]


async def request(info: Info, asked: Request) -> JobAccepted:
    viewer, wish = acting(info), known(asked.constraints)
    optimization = await actions.request(
        info.context.desk,
        viewer,
        ids.decode("Portfolio", asked.portfolio_id),
        asked.method,
        symbols=known(asked.symbols),
        constraints=None if wish is None else constraints_of(wish),
        key=known(asked.idempotency_key),
    )
    return JobAccepted(job=optimization)


async def set_rebalancing(info: Info, asked: Planned) -> PortfolioChanged:
    viewer, portfolio_id = acting(info), ids.decode("Portfolio", asked.portfolio_id)
    if asked.method is strawberry.UNSET:  # forgetting it must not end anything
        raise InvalidInput("Name the method.", FieldProblem(("method",), "A method; null ends rebalancing."))
    wanted = None
    if asked.method is not None:
        wanted = Plan(method=asked.method, every_days=known(asked.every_days), drift=known(asked.drift_ratio))
    changed = await rebalancing.plan(info.context.desk, viewer, portfolio_id, wanted)
    return PortfolioChanged(portfolio=changed, replayed=False)


def constraints_of(wish: OptimizationConstraintsInput) -> Constraints:
    """Return constraints as the desk keeps them."""
    bounds = known(wish.bounds) or []
    if len(bounds) > BOUNDS_MAX:
        message = f"At most {BOUNDS_MAX} bounds."
        raise InvalidInput(message, FieldProblem(("constraints", "bounds"), message))
    return Constraints(
        least=wish.min_weight,
        most=wish.max_weight,
        cash=wish.cash,
        bounds=tuple(
            Bound(
                symbols=tuple(dict.fromkeys(known(each.symbols) or ())),
                sector=known(each.sector) or "",
                least=each.min_weight,
                most=each.max_weight,
            )
            for each in bounds
        ),
        turnover=known(wish.max_turnover),
        cost=wish.cost,
        min_return=known(wish.min_return),
        covariance=wish.covariance,
        lookback_days=wish.lookback_days,
    )
