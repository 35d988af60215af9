"""The emergency stop: how it stands, and what it did."""

from datetime import datetime
from typing import Any

import strawberry

import db.models as rows
from db.reads.portfolios import open_orders
from db.reads.stops import Standstill, last_receipt
from graph import ids
from graph.context import Info
from graph.shapes import Node, derived, linked
from graph.types.orders import PORTFOLIOS, portfolio_of
from trading.stop import StopLevel, StopReason, StopScope, TradingState


@strawberry.type(description="One step of a stop.")
class StopStep:
    name: str = strawberry.field(description="What was done.")
    at_ms: int = strawberry.field(description="Milliseconds after the stop was engaged.")
    note: str | None = strawberry.field(description="What came of it.")


def _steps(root: rows.StopReceipt) -> list[StopStep]:
    stored: list[dict[str, Any]] = root.steps
    return [StopStep(name=step["name"], at_ms=step["at_ms"], note=step.get("note")) for step in stored]


@strawberry.type(
    description="What the stop did, step by step; filled in while it runs, kept for ever. "
    "A drill runs the same against the paper broker."
)
class StopReceipt(Node):
    row = rows.StopReceipt
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that was stopped.", optional=True)
    level: StopLevel = strawberry.field(description="How far it went.")
    drill: bool = strawberry.field(description="Whether it was only a drill.")
    engaged_at: datetime = strawberry.field(description="When it was engaged.")
    halt_committed_ms: int = strawberry.field(description="Milliseconds until nothing could be sent any more.")
    first_cancel_ms: int | None = strawberry.field(description="Milliseconds until the first cancel.")
    all_confirmed_ms: int | None = strawberry.field(description="Milliseconds until no order was open.")
    orders_canceled: int | None = strawberry.field(description="Orders that were canceled.")
    orders_still_open: int | None = strawberry.field(description="Orders that are still open.")
    orders_unknown: int | None = strawberry.field(description="Orders whose fate is not known.")
    orders_denied: int | None = strawberry.field(description="Orders that were denied before they were sent.")
    positions_closed: int | None = strawberry.field(description="Positions that were closed.")
    steps: list[StopStep] = derived(_steps, "What was done, in order.")


async def _by(root: Standstill, info: Info) -> str | None:
    if root.row.by_id is None:
        return None
    user = await info.context.loaders.one(rows.User).load(root.row.by_id)
    return user.name if user else None


def _portfolio_id(root: Standstill) -> str | None:
    portfolio = root.row.target if root.row.scope is StopScope.PORTFOLIO else None
    return ids.encode("Portfolio", portfolio) if portfolio else None


def _strategy_id(root: Standstill) -> str | None:
    return ids.encode("Strategy", root.row.target) if root.row.scope is StopScope.STRATEGY else None


async def _open(root: Standstill) -> int:
    return await open_orders(root.portfolio_id)


async def _last_receipt(root: Standstill) -> Any:
    return await last_receipt(root.portfolio_id) if root.portfolio_id else None


@strawberry.type(description="What may be traded, and since when. The strictest stop of all scopes applies.")
class StopState(Node):
    row = Standstill
    key = "target"
    scope: StopScope = derived(lambda root: root.row.scope, "What it applies to.")
    portfolio_id: strawberry.ID | None = derived(_portfolio_id, "The portfolio, for that scope.")
    strategy_id: strawberry.ID | None = derived(_strategy_id, "The strategy, for that scope.")
    state: TradingState = derived(lambda root: root.row.state, "What may be traded.")
    reason: StopReason | None = derived(lambda root: root.row.reason, "Why it was stopped.")
    note: str | None = derived(lambda root: root.row.note, "What the person wrote.")
    since: datetime | None = derived(lambda root: root.row.since, "Since when.")
    by: str | None = derived(_by, "Who stopped it.")
    epoch: int = derived(lambda root: root.row.epoch, "Rises with every engagement.")
    open_orders_left: int = derived(_open, "Orders that are still open under it.")
    last_receipt: StopReceipt | None = derived(
        _last_receipt, "What the last stop of this portfolio did; null for the whole desk."
    )
