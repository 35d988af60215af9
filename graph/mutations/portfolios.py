"""Create and change portfolios, move their cash, say who belongs to them, clear what differed from the broker."""

from decimal import Decimal
from typing import Annotated

import strawberry

import db.models as rows
from actions import cash, credentials, members, reconcile
from actions import portfolios as actions
from db.models import Autonomy, LotMethod, Role, TradingMode
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import (
    ConflictProblem,
    IdempotencyProblem,
    LimitReachedProblem,
    Usual,
)
from graph.scalars import Currency
from graph.shapes import known
from graph.types.portfolios import Portfolio
from trading.errors import FieldProblem, InvalidInput


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


@strawberry.input(description="What to change of a portfolio; what is left out stays.")
class UpdatePortfolioInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio.")
    name: str | None = strawberry.field(default=strawberry.UNSET, description="Its new name.")
    autonomy: Autonomy | None = strawberry.field(
        default=strawberry.UNSET, description="What may happen without a person."
    )
    lot_method: LotMethod | None = strawberry.field(
        default=strawberry.UNSET, description="Which lots a sale relieves; changes only while nothing is held."
    )
    benchmark: str | None = strawberry.field(
        default=strawberry.UNSET, description="The symbol that performance is held against; null for none."
    )
    archived: bool | None = strawberry.field(
        default=strawberry.UNSET,
        description="What is archived trades no more and can still be read; nothing may be open or held in it.",
    )

    def changes(self) -> dict[str, str | bool | None]:
        """Return what was given, an explicit null as None."""
        names = ("name", "autonomy", "lot_method", "benchmark", "archived")
        given = {name: getattr(self, name) for name in names}
        return {name: value for name, value in given.items() if value is not strawberry.UNSET}


@strawberry.input(description="Money that comes into a portfolio or goes out of it.")
class RecordCashInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio.")
    amount: Decimal = strawberry.field(description="Positive in, negative out; whole cents.")
    note: str = strawberry.field(description="Why, for the record.")
    idempotency_key: str = strawberry.field(description="Same key, same flow: safe to retry.")


@strawberry.input(description="A person and what they are to be in a portfolio.")
class SetMemberInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio.")
    email: str = strawberry.field(description="The person's mail address.")
    role: Role | None = strawberry.field(default=strawberry.UNSET, description="The role; null removes the person.")


@strawberry.input(description="Another login at the portfolio's account at its broker.")
class SetBrokerCredentialsInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio.")
    key_id: str = strawberry.field(description="The broker's name of the key.")
    secret: str = strawberry.field(description="Its secret; no answer ever shows it.")


@strawberry.type(description="The portfolio was created or changed.")
class PortfolioChanged:
    portfolio: rows.Portfolio = strawberry.field(graphql_type=Portfolio, description="The portfolio as it is now.")
    replayed: bool = strawberry.field(description="True when the key was seen before.")


PortfolioResult = Annotated[
    PortfolioChanged | Usual | ConflictProblem | LimitReachedProblem | IdempotencyProblem,
    strawberry.union("PortfolioResult", description="What came of a change of a portfolio."),
]
Create = Annotated[CreatePortfolioInput, strawberry.argument(name="input", description="The portfolio.")]
Clear = Annotated[ClearBreakInput, strawberry.argument(name="input", description="The break.")]
Update = Annotated[UpdatePortfolioInput, strawberry.argument(name="input", description="The changes.")]
RecordCash = Annotated[RecordCashInput, strawberry.argument(name="input", description="The money.")]
SetCredentials = Annotated[SetBrokerCredentialsInput, strawberry.argument(name="input", description="The login.")]
SetMember = Annotated[SetMemberInput, strawberry.argument(name="input", description="Who, and what they are to be.")]


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


async def update(info: Info, asked: Update) -> PortfolioChanged:
    viewer, portfolio_id = acting(info), ids.decode("Portfolio", asked.portfolio_id)
    changed = await actions.update(info.context.desk, viewer, portfolio_id, asked.changes())
    return PortfolioChanged(portfolio=changed, replayed=False)


async def record_cash(info: Info, asked: RecordCash) -> PortfolioChanged:
    viewer, portfolio_id = acting(info), ids.decode("Portfolio", asked.portfolio_id)
    key = asked.idempotency_key
    done = await cash.record(info.context.desk, viewer, portfolio_id, asked.amount, asked.note, key=key)
    return PortfolioChanged(portfolio=done.portfolio, replayed=done.replayed)


async def set_member(info: Info, asked: SetMember) -> PortfolioChanged:
    viewer, portfolio_id = acting(info), ids.decode("Portfolio", asked.portfolio_id)
    if asked.role is strawberry.UNSET:  # forgetting it must not remove anybody
        raise InvalidInput("Name the role.", FieldProblem(("role",), "A role; null removes the person."))
    changed = await members.set_role(info.context.desk, viewer, portfolio_id, asked.email, asked.role)
    return PortfolioChanged(portfolio=changed, replayed=False)


async def set_credentials(info: Info, asked: SetCredentials) -> PortfolioChanged:
    viewer, portfolio_id = acting(info), ids.decode("Portfolio", asked.portfolio_id)
    changed = await credentials.put(info.context.desk, viewer, portfolio_id, asked.key_id, asked.secret)
    return PortfolioChanged(portfolio=changed, replayed=False)
