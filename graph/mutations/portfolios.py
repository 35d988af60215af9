"""Create portfolios, and clear their breaks with the broker."""

from decimal import Decimal
from typing import Annotated

import strawberry

import db.models as rows
from actions import portfolios as actions
from actions import reconcile
from db.models import TradingMode
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import (
    ConflictProblem,
    IdempotencyProblem,
    InvalidInputProblem,
    NotAllowedProblem,
    NotFoundProblem,
    UnavailableProblem,
)
from graph.scalars import Currency
from graph.shapes import known
from graph.types.portfolios import Portfolio


@strawberry.input(description="A portfolio to create; the viewer becomes its owner.")
class CreatePortfolioInput:
    name: str = strawberry.field(description="Its name.")
    mode: TradingMode = strawberry.field(default=TradingMode.PAPER, description="Whether money is real.")
    broker: str = strawberry.field(default="paper", description="Adapter name.")
    currency: Currency = strawberry.field(default=Currency("USD"), description="What its money is in.")
    opening_cash: Decimal = strawberry.field(description="Cash to begin with, in whole cents.")
    confirmation: str | None = strawberry.field(
        default=strawberry.UNSET, description="LIVE needs the portfolio's name typed again."
    )
    idempotency_key: str | None = strawberry.field(
        default=strawberry.UNSET, description="Same key, same portfolio: safe to retry."
    )


@strawberry.input(description="A break with the broker that has been looked into.")
class ClearBreakInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio.")
    note: str = strawberry.field(description="What it was, for the record.")


@strawberry.type(description="The portfolio was created or changed.")
class PortfolioChanged:
    portfolio: rows.Portfolio = strawberry.field(graphql_type=Portfolio, description="The portfolio as it is now.")
    replayed: bool = strawberry.field(description="True when the key was seen before.")


PortfolioResult = Annotated[
    PortfolioChanged
    | InvalidInputProblem
    | ConflictProblem
    | NotFoundProblem
    | NotAllowedProblem
    | IdempotencyProblem
    | UnavailableProblem,
    strawberry.union("PortfolioResult", description="What came of a change of a portfolio."),
]
Create = Annotated[CreatePortfolioInput, strawberry.argument(name="input", description="The portfolio.")]
Clear = Annotated[ClearBreakInput, strawberry.argument(name="input", description="The break.")]


async def create(info: Info, asked: Create) -> PortfolioChanged:
    viewer, desk, key = acting(info), info.context.desk, known(asked.idempotency_key)
    created = await actions.create(
        desk,
        viewer,
        name=asked.name,
        mode=asked.mode,
        broker=asked.broker,
        currency=asked.currency,
        opening_cash=asked.opening_cash,
        confirmation=known(asked.confirmation),
        key=desk.ids.new() if key is None else key,
    )
    return PortfolioChanged(portfolio=created.portfolio, replayed=created.replayed)


async def clear_break(info: Info, asked: Clear) -> PortfolioChanged:
    viewer = acting(info)
    portfolio_id = ids.decode("Portfolio", asked.portfolio_id)
    cleared = await reconcile.clear(info.context.desk, viewer, portfolio_id, asked.note)
    return PortfolioChanged(portfolio=cleared, replayed=False)
