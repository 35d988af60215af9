"""How far a job has come."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

import db.models as rows
from db.models.jobs import Job as JobRow
from graph import ids, nodes
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, desk_updates, updates
from graph.types.jobs import Job, note
from graph.types.updates import JobUpdate
from trading.ports import Json

JobId = Annotated[strawberry.ID, strawberry.argument(description="Which job.")]


async def progress(info: Info, job_id: JobId, after: After = strawberry.UNSET) -> AsyncGenerator[JobUpdate]:
    """Stream the stages of a job; it goes on with heartbeats when the job is done."""
    followed: JobRow = await nodes.load(info, job_id, Job)

    async def tell(kind: UpdateKind, _owner: rows.Portfolio | None, payloads: list[Json]) -> Content | None:
        job = await info.context.loaders.one(type(followed)).load(followed.id)
        if kind is not UpdateKind.CHANGE:
            return {"job": job, "stage": job.stage, "note": note(info, job)}
        news = next((payload for payload in payloads if payload["id"] == followed.id), None)
        return None if news is None else {"job": job, "stage": news["stage"], "note": news["note"]}

    if followed.home is None:
        found = desk_updates(info, JobUpdate, "job", tell, after, only=followed.id)
    else:
        found = updates(info, JobUpdate, ids.encode("Portfolio", followed.home), "job", tell, after, only=followed.id)
    async with aclosing(found) as stream:
        async for update in stream:
            yield update
