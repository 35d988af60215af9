"""Accept and dismiss recommendations."""

from decimal import Decimal
from typing import Annotated

import strawberry

import db.models as rows
from actions import recommendations as actions
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.mutations.orders import OrderPlaced, answer
from graph.problems import (
    ConflictProblem,
    OrderDeniedProblem,
    StoppedProblem,
    Usual,
)
from graph.shapes import known
from graph.types.signals import Recommendation


@strawberry.input(description="A recommendation to accept.")
class AcceptRecommendationInput:
    recommendation_id: strawberry.ID = strawberry.field(description="The recommendation.")
    quantity: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="Defaults to the recommended quantity."
    )
    idempotency_key: str = strawberry.field(description="Same key, same order: safe to retry.")


@strawberry.input(description="A recommendation to put aside.")
class DismissRecommendationInput:
    recommendation_id: strawberry.ID = strawberry.field(description="The recommendation.")
    reason: str | None = strawberry.field(default=strawberry.UNSET, description="Why, for the record.")


@strawberry.type(description="The recommendation was put aside.")
class RecommendationDismissed:
    recommendation: rows.Recommendation = strawberry.field(
        graphql_type=Recommendation, description="The recommendation as it is now."
    )


DismissRecommendationResult = Annotated[
    RecommendationDismissed | Usual | ConflictProblem,
    strawberry.union("DismissRecommendationResult", description="What came of putting it aside."),
]
Accept = Annotated[AcceptRecommendationInput, strawberry.argument(name="input", description="Which recommendation.")]
Dismiss = Annotated[DismissRecommendationInput, strawberry.argument(name="input", description="Which recommendation.")]


async def accept(info: Info, asked: Accept) -> OrderPlaced | OrderDeniedProblem | StoppedProblem:
    viewer = acting(info)
    placed = await actions.accept(
        info.context.desk,
        viewer,
        ids.decode("Recommendation", asked.recommendation_id),
        quantity=known(asked.quantity),
        key=asked.idempotency_key,
    )
    return await answer(info, placed)


async def dismiss(info: Info, asked: Dismiss) -> RecommendationDismissed:
    viewer = acting(info)
    raw = ids.decode("Recommendation", asked.recommendation_id)
    dismissed = await actions.dismiss(info.context.desk, viewer, raw, known(asked.reason))
    return RecommendationDismissed(recommendation=dismissed)
