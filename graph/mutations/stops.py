"""Engage and release the emergency stop."""

from typing import Annotated

import strawberry

import db.models as rows
from actions import drills, releases
from actions import stops as actions
from db.reads.facts import DESK
from db.reads.stops import Standstill
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.enums import ReleaseTo
from graph.problems import (
    ConflictProblem,
    IdempotencyProblem,
    Usual,
)
from graph.shapes import known
from graph.types.stops import StopReceipt, StopState
from trading.stop import StopLevel, StopScope, TradingState


@strawberry.input(description="What to stop, and how far.")
class EngageStopInput:
    scope: StopScope = strawberry.field(default=StopScope.PORTFOLIO, description="What to stop.")
    portfolio_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The portfolio, for that scope."
    )
    strategy_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The strategy, for that scope."
    )
    level: StopLevel = strawberry.field(default=StopLevel.STOP, description="How far.")
    note: str = strawberry.field(description="Why, for the record.")
    idempotency_key: str | None = strawberry.field(
        default=strawberry.UNSET, description="Not needed: stopping twice is stopping once."
    )


@strawberry.input(description="What to release, and how far.")
class ReleaseStopInput:
    scope: StopScope = strawberry.field(default=StopScope.PORTFOLIO, description="What to release.")
    portfolio_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The portfolio, for that scope."
    )
    strategy_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The strategy, for that scope."
    )
    to: ReleaseTo = strawberry.field(description="One step back: HALTED to REDUCING, REDUCING to ACTIVE.")
    note: str = strawberry.field(description="Why, for the record.")
    confirmation: str | None = strawberry.field(
        default=strawberry.UNSET, description="A single-user desk types the portfolio's name."
    )


@strawberry.input(description="Whose stop to try.")
class DrillStopInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio whose people want to know.")


@strawberry.type(description="Trading is stopped; orders are being canceled.")
class StopEngaged:
    stops: list[Standstill] = strawberry.field(graphql_type=list[StopState], description="The stops as they stand.")
    receipts: list[rows.StopReceipt] = strawberry.field(
        graphql_type=list[StopReceipt], description="One for each portfolio; they fill in while the stop runs."
    )


@strawberry.type(description="The stop was released by one step.")
class StopReleased:
    stop: Standstill = strawberry.field(graphql_type=StopState, description="The stop as it stands.")


EngageStopResult = Annotated[
    StopEngaged | Usual | IdempotencyProblem,
    strawberry.union("EngageStopResult", description="What came of stopping."),
]
ReleaseStopResult = Annotated[
    StopReleased | Usual | ConflictProblem,
    strawberry.union("ReleaseStopResult", description="What came of releasing."),
]
Engage = Annotated[EngageStopInput, strawberry.argument(name="input", description="What to stop.")]
Drill = Annotated[DrillStopInput, strawberry.argument(name="input", description="Whose stop to try.")]
Release = Annotated[ReleaseStopInput, strawberry.argument(name="input", description="What to release.")]


async def engage(info: Info, asked: Engage) -> StopEngaged:
    viewer = acting(info)
    engaged = await actions.engage(
        info.context.desk,
        viewer,
        asked.scope,
        _portfolio(asked),
        asked.level,
        asked.note,
        strategy_id=_strategy(asked),
    )
    return StopEngaged(stops=[_seen(stop) for stop in engaged.stops], receipts=engaged.receipts)


async def drill(info: Info, asked: Drill) -> StopEngaged:
    engaged = await drills.run(info.context.desk, acting(info), ids.decode("Portfolio", asked.portfolio_id))
    return StopEngaged(stops=[_seen(stop) for stop in engaged.stops], receipts=engaged.receipts)


async def release(info: Info, asked: Release) -> StopReleased:
    viewer = acting(info)
    stop = await releases.release(
        info.context.desk,
        viewer,
        asked.scope,
        _portfolio(asked),
        TradingState(asked.to.value),
        asked.note,
        known(asked.confirmation),
        strategy_id=_strategy(asked),
    )
    return StopReleased(stop=_seen(stop))


def _portfolio(asked: EngageStopInput | ReleaseStopInput) -> str | None:
    given = known(asked.portfolio_id)
    return None if given is None else ids.decode("Portfolio", given)


def _strategy(asked: EngageStopInput | ReleaseStopInput) -> str | None:
    given = known(asked.strategy_id)
    return None if given is None else ids.decode("Strategy", given)


def _seen(stop: rows.Stop) -> Standstill:
    return Standstill(stop, None if stop.target == DESK else stop.portfolio_id or stop.target)
