"""Make, rotate and revoke API keys."""

from datetime import datetime
from typing import Annotated

import strawberry

import db.models as rows
from actions import keys as actions
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import ConflictProblem, LimitReachedProblem, Usual
from graph.shapes import known
from graph.types.users import ApiKey
from trading.errors import Permission


@strawberry.input(description="A key to make.")
class CreateApiKeyInput:
    name: str = strawberry.field(description="What it is for.")
    permissions: list[Permission] = strawberry.field(description="What it may do; no more than you may.")
    portfolio_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Empty means every portfolio of the viewer."
    )
    expires_at: datetime | None = strawberry.field(default=strawberry.UNSET, description="When it ends.")


@strawberry.input(description="A key to revoke.")
class RevokeApiKeyInput:
    api_key_id: strawberry.ID = strawberry.field(description="The key.")


@strawberry.input(description="A key to rotate.")
class RotateApiKeyInput:
    api_key_id: strawberry.ID = strawberry.field(description="The key; it works for another day.")


@strawberry.type(description="The key was made.")
class ApiKeyCreated:
    api_key: rows.ApiKey = strawberry.field(graphql_type=ApiKey, description="The key.")
    secret: str = strawberry.field(description="Shown once.")


@strawberry.type(description="The key was revoked.")
class ApiKeyRevoked:
    api_key: rows.ApiKey = strawberry.field(graphql_type=ApiKey, description="The key as it is now.")


CreateApiKeyResult = Annotated[
    ApiKeyCreated | Usual | LimitReachedProblem | ConflictProblem,
    strawberry.union("CreateApiKeyResult", description="What came of making a key."),
]
RevokeApiKeyResult = Annotated[
    ApiKeyRevoked | Usual,
    strawberry.union("RevokeApiKeyResult", description="What came of revoking a key."),
]
Create = Annotated[CreateApiKeyInput, strawberry.argument(name="input", description="The key.")]
Rotate = Annotated[RotateApiKeyInput, strawberry.argument(name="input", description="Which key.")]
Revoke = Annotated[RevokeApiKeyInput, strawberry.argument(name="input", description="Which key.")]


async def create(info: Info, asked: Create) -> ApiKeyCreated:
    viewer = acting(info)
    made = await actions.create(
        info.context.desk,
        viewer,
        asked.name,
        asked.permissions,
        [ids.decode("Portfolio", each) for each in asked.portfolio_ids],
        known(asked.expires_at),
    )
    return ApiKeyCreated(api_key=made.key, secret=made.secret)


async def revoke(info: Info, asked: Revoke) -> ApiKeyRevoked:
    viewer = acting(info)
    key = await actions.revoke(info.context.desk, viewer, ids.decode("ApiKey", asked.api_key_id))
    return ApiKeyRevoked(api_key=key)


async def rotate(info: Info, asked: Rotate) -> ApiKeyCreated:
    viewer = acting(info)
    made = await actions.rotate(info.context.desk, viewer, ids.decode("ApiKey", asked.api_key_id))
    return ApiKeyCreated(api_key=made.key, secret=made.secret)
