"""The audit trail of a portfolio: one hash chain."""

import json
from datetime import datetime
from typing import Any

import strawberry

import db.models as rows
from graph.context import Info
from graph.shapes import Node, derived
from graph.types.risk import RiskCheck, checks_of
from graph.types.users import ApiKey


async def _actor(root: rows.AuditEntry, info: Info) -> str:
    user = await info.context.loaders.one(rows.User).load(root.actor_id)
    return user.name if user else root.actor_id


async def _api_key(root: rows.AuditEntry, info: Info) -> Any:
    """Show a key to its owner only."""
    viewer = info.context.viewer
    if root.api_key_id is None or viewer is None or root.actor_id != viewer.user_id:
        return None
    return await info.context.loaders.one(rows.ApiKey).load(root.api_key_id)


def _text(value: object) -> str | None:
    return None if value is None else json.dumps(value, sort_keys=True)


@strawberry.type(description="One link of the chain: `hash` covers every other field and the hash before it.")
class AuditEntry(Node):
    row = rows.AuditEntry
    sequence: str = derived(lambda root: str(root.sequence), "Its place in the chain, from 1, without a gap.")
    at: datetime = strawberry.field(description="When, as the clock said.")
    latest_at: datetime = strawberry.field(description="The latest time of the chain so far.")
    clock_back: bool = strawberry.field(description="The clock was set back: the sequence tells the order, not `at`.")
    actor: str = derived(_actor, "Who did it.")
    actor_kind: str = strawberry.field(description="USER, KEY or SYSTEM.")
    api_key: ApiKey | None = derived(_api_key, "The key that was used, if it is the viewer's own.")
    action: str = strawberry.field(description="What was done.")
    object_type: str | None = strawberry.field(description="To what kind of thing.")
    object_id: str | None = strawberry.field(description="To which one, by the id that the desk uses inside.")
    summary: str = strawberry.field(description="The whole of it in one sentence.")
    reason: str | None = strawberry.field(description="Why, in the actor's words.")
    before: str | None = derived(lambda root: _text(root.before), "What was, as JSON.")
    after: str | None = derived(lambda root: _text(root.after), "What is, as JSON.")
    checks: list[RiskCheck] = derived(checks_of, "The risk checks behind it.")
    halt_epoch: int = strawberry.field(description="The epoch of the stop that applied.")
    hash: str = strawberry.field(description="SHA-256 of this entry.")
    previous_hash: str = strawberry.field(description="SHA-256 of the entry before.")
