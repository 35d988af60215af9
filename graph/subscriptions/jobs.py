"""How far a job has come."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

import db.models as rows
from graph import ids, nodes
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, updates
from graph.types.analyses import Analysis
from graph.types.updates import JobUpdate
from trading.ports import Json

JobId = Annotated[strawberry.ID, strawberry.argument(description="Which job.")]


async def progress(info: Info, job_id: JobId, after: After = strawberry.UNSET) -> AsyncGenerator[JobUpdate]:
    """Stream the stages of a job; it goes on with heartbeats when the job is done."""
    analysis: rows.Analysis = await nodes.load(info, job_id, Analysis)

    async def tell(kind: UpdateKind, _portfolio: rows.Portfolio, payloads: list[Json]) -> Content | None:
        job = await info.context.loaders.one(rows.Analysis).load(analysis.id)
        if kind is not UpdateKind.CHANGE:
            return {"job": job, "stage": job.stage, "note": job.failure}
        news = next((payload for payload in payloads if payload["id"] == analysis.id), None)
        return None if news is None else {"job": job, "stage": news["stage"], "note": news["note"]}

    portfolio_id = ids.encode("Portfolio", analysis.portfolio_id)
    async with aclosing(updates(info, portfolio_id, "job", tell, after, only=analysis.id)) as stream:
        async for content in stream:
            yield JobUpdate(**content)
