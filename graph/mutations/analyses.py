"""Ask for analyses."""

from typing import Annotated

import strawberry

import db.models as rows
from actions import analyses as actions
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import (
    ConflictProblem,
    IdempotencyProblem,
    InvalidInputProblem,
    LimitReachedProblem,
    NotAllowedProblem,
    NotFoundProblem,
    StoppedProblem,
    UnavailableProblem,
)
from graph.shapes import known
from graph.types.analyses import Job


@strawberry.input(description="An analysis to run.")
class RequestAnalysisInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio that it is for.")
    symbols: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Null means every held and watched symbol."
    )
    idempotency_key: str | None = strawberry.field(
        default=strawberry.UNSET, description="Same key, same run: safe to retry."
    )


@strawberry.type(description="The work was queued.")
class JobAccepted:
    job: rows.Analysis = strawberry.field(graphql_type=Job, description="The work.")


RequestJobResult = Annotated[
    JobAccepted
    | InvalidInputProblem
    | NotFoundProblem
    | NotAllowedProblem
    | LimitReachedProblem
    | IdempotencyProblem
    | StoppedProblem
    | ConflictProblem
    | UnavailableProblem,
    strawberry.union("RequestJobResult", description="What came of asking for work."),
]
Request = Annotated[RequestAnalysisInput, strawberry.argument(name="input", description="What to analyse.")]


async def request(info: Info, asked: Request) -> JobAccepted:
    viewer = acting(info)
    portfolio_id = ids.decode("Portfolio", asked.portfolio_id)
    analysis = await actions.request(
        info.context.desk, viewer, portfolio_id, known(asked.symbols), known(asked.idempotency_key)
    )
    return JobAccepted(job=analysis)
