"""Ask for analyses."""

from typing import Annotated

import strawberry

from actions import analyses as actions
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.mutations.jobs import JobAccepted
from graph.shapes import known


@strawberry.input(description="An analysis to run.")
class RequestAnalysisInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio that it is for.")
    symbols: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Null means every held and watched symbol."
    )
    idempotency_key: str | None = strawberry.field(
        default=strawberry.UNSET, description="Same key, same run: safe to retry."
    )


Request = Annotated[RequestAnalysisInput, strawberry.argument(name="input", description="What to analyse.")]


async def request(info: Info, asked: Request) -> JobAccepted:
    viewer = acting(info)
    portfolio_id = ids.decode("Portfolio", asked.portfolio_id)
    analysis = await actions.request(
        info.context.desk, viewer, portfolio_id, known(asked.symbols), known(asked.idempotency_key)
    )
    return JobAccepted(job=analysis)
