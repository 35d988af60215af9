"""What is said of all work that is asked for, and the way to cancel it."""

from typing import Annotated

import strawberry

from actions import jobs as actions
from db.models import jobs as rows
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import (
    ConflictProblem,
    IdempotencyProblem,
    LimitReachedProblem,
    StoppedProblem,
    Usual,
)
from graph.shapes import SHAPES
from graph.types.jobs import Job
from trading.errors import NotFound


@strawberry.type(description="The work was queued.")
class JobAccepted:
    job: rows.Job = strawberry.field(graphql_type=Job, description="The work.")


@strawberry.type(description="The work was canceled: it stops within seconds, and what it had found is not kept.")
class JobCanceled:
    job: rows.Job = strawberry.field(graphql_type=Job, description="The work.")


RequestJobResult = Annotated[
    JobAccepted | Usual | LimitReachedProblem | IdempotencyProblem | StoppedProblem | ConflictProblem,
    strawberry.union("RequestJobResult", description="What came of asking for work."),
]
CancelJobResult = Annotated[
    JobCanceled | Usual | ConflictProblem,
    strawberry.union("CancelJobResult", description="What came of canceling work."),
]


@strawberry.input(description="Work to cancel.")
class CancelJobInput:
    job_id: strawberry.ID = strawberry.field(description="Which.")


Cancel = Annotated[CancelJobInput, strawberry.argument(name="input", description="What to cancel.")]


async def cancel(info: Info, asked: Cancel) -> JobCanceled:
    viewer = acting(info)
    type_name, raw = ids.split(asked.job_id)
    model = next((row for row, shape in SHAPES.items() if shape.__name__ == type_name), None)
    if model is None or not issubclass(model, rows.Job):
        raise NotFound("There is no such job.", asked.job_id)
    return JobCanceled(job=await actions.cancel(info.context.desk, viewer, model, raw))
