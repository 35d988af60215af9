"""Work that outlives the request, whatever it is."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

import strawberry

import db.models as rows
from db.models import JobState
from db.models.jobs import Job as JobRow
from graph.context import Info
from graph.shapes import Node, derived

PROMPT: Final = timedelta(seconds=15)  # by then a worker that is free has begun


def note(info: Info, job: JobRow) -> str | None:
    """Return what is to be known of a job besides its state: what went wrong, or that nobody takes it."""
    waited = info.context.desk.clock.now() - job.requested_at
    if job.state is not JobState.QUEUED or waited < PROMPT:
        return job.failure
    kind = "analysis" if isinstance(job, rows.Analysis) else "research"
    return (
        f"No worker has taken it for {waited // timedelta(seconds=1)} s: each is busy, or none runs. "
        f"`plimsoll worker {kind}` is one; `plimsoll up` has one unless PLIMSOLL_ANALYSIS_CPU is 0."
    )


async def _note(root: JobRow, info: Info) -> str | None:
    return note(info, root)


@strawberry.interface(description="Work that outlives the request.")
class Job(Node):
    state: JobState = strawberry.field(description="How far it has come.")
    progress: Decimal = strawberry.field(description="From 0 to 1.")
    requested_at: datetime = strawberry.field(description="When it was asked for.")
    finished_at: datetime | None = strawberry.field(description="When it ended, however it did.")
    failure: str | None = strawberry.field(description="Why it was given up, or had to begin again.")
    note: str | None = derived(_note, "What its state does not say: its failure, or that no worker has taken it yet.")
