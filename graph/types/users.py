"""People and keys: users, members, the viewer with sessions and preferences, and API keys."""

from datetime import datetime
from typing import Any

import strawberry

import db.models as rows
from actions import preferences, sessions
from actions.preferences import RiskTolerance
from actions.viewer import Viewer as Asking
from db.models import Autonomy, Role
from graph import ids
from graph.context import Info
from graph.documents import COST_PER_MINUTE
from graph.scalars import Currency
from graph.shapes import Node, derived, linked
from trading.alerts import Severity
from trading.errors import NotFound, Permission


@strawberry.type(description="A person, or the desk itself. Members of a portfolio see each other's name only.")
class User(Node):
    row = rows.User
    name: str = strawberry.field(description="The name.")


async def _user(root: rows.Member, info: Info) -> Any:
    return await info.context.loaders.one(rows.User).load(root.user_id)


@strawberry.type(description="Somebody who belongs to a portfolio.")
class Member:
    user: User = derived(_user, "Who it is.")
    role: Role = strawberry.field(description="What the person may do there.")
    since: datetime = strawberry.field(description="Member since.")


def _granted(root: rows.ApiKey) -> list[Permission]:
    return [Permission(name) for name in root.permissions]


async def _bound(root: rows.ApiKey, info: Info) -> Any:
    found = await info.context.loaders.readable.load_many(root.portfolio_ids)
    return [portfolio for portfolio in found if not isinstance(portfolio, NotFound)]


@strawberry.type(description="A partner's bearer secret; only a digest of it is stored.")
class ApiKey(Node):
    row = rows.ApiKey
    name: str = strawberry.field(description="What it is for.")
    prefix: str = strawberry.field(description="How the secret begins, so that it can be recognised.")
    permissions: list[Permission] = derived(_granted, "What it may do, never more than its maker.")
    portfolios: Any = linked(
        "Portfolio", "graph.types.portfolios", _bound, "The portfolios it is bound to; empty means all.", many=True
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    expires_at: datetime | None = strawberry.field(description="When it ends, null for never.")
    last_used_at: datetime | None = strawberry.field(description="When it was last used, to the minute.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked.")


def _session_id(root: rows.Session) -> strawberry.ID:
    return strawberry.ID(ids.encode("SessionInfo", root.id))


@strawberry.type(description="A place where the viewer is signed in.")
class SessionInfo:
    id: strawberry.ID = derived(_session_id, "Opaque; give it to `revokeSession`.")
    created_at: datetime = strawberry.field(description="When the password was given.")
    last_seen_at: datetime = strawberry.field(description="When it was last refreshed.")
    agent: str | None = strawberry.field(description="What the client called itself.")


@strawberry.type(description="What a person prefers.")
class Preferences:
    risk_tolerance: RiskTolerance = strawberry.field(description="How much risk the person likes.")
    watchlist: list[str] = strawberry.field(description="Symbols that the person watches.")
    currency: Currency = strawberry.field(description="What the person reckons in.")
    time_zone: str = strawberry.field(description="Where the person's day begins.")
    notify_by_severity: Severity = strawberry.field(description="From which severity on the person is told.")
    autonomy: Autonomy = strawberry.field(description="The default for new portfolios.")


async def _sessions(root: Asking, info: Info) -> Any:
    return await sessions.mine(info.context.desk, root.user_id)


async def _preferences(root: Asking) -> Any:
    return await preferences.of(root.user_id)


async def _email(root: Asking, info: Info) -> str | None:
    user = await info.context.loaders.one(rows.User).load(root.user_id)
    return user.email if user else None


def _permissions(root: Asking) -> list[Permission]:
    return sorted(root.permissions, key=list(Permission).index)


def _cost_left(root: Asking, info: Info) -> int:
    budgets = info.context.budgets
    return COST_PER_MINUTE if budgets is None else budgets.left(info.context.principal)


async def _keys(root: Asking, info: Info) -> Any:
    return await info.context.loaders.many(rows.ApiKey, "user_id").load(root.user_id)


@strawberry.type(description="Who is asking.")
class Viewer(Node):
    row = Asking
    key = "user_id"
    name: str = strawberry.field(description="The name.")
    email: str | None = derived(_email, "The mail address, if one is known.")
    permissions: list[Permission] = derived(
        _permissions, "What this viewer may do at most; a portfolio may grant less."
    )
    sessions: list[SessionInfo] = derived(_sessions, "Where the viewer is signed in, the latest first.")
    preferences: Preferences = derived(_preferences, "What the viewer prefers.")
    api_keys: list[ApiKey] = derived(_keys, "The viewer's own keys, oldest first, revoked ones too.")
    cost_left: int = derived(_cost_left, "What may be spent on operations now, of 20,000 a minute.")
