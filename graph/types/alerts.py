"""Alerts: what a person should know."""

from datetime import datetime
from typing import Any

import strawberry

import db.models as rows
from graph.context import Info
from graph.shapes import Node, derived, linked
from graph.types.market import Instrument
from graph.types.orders import PORTFOLIOS, Order, portfolio_of
from graph.types.risk import RiskCheck, recorded
from trading import book
from trading.alerts import AlertCode, Severity


async def _order(root: rows.Alert, info: Info) -> Any:
    return await info.context.loaders.one(rows.Order).load(root.order_id) if root.order_id else None


async def _instrument(root: rows.Alert, info: Info) -> Any:
    """Return null also for a symbol that only the broker knows."""
    return await info.context.loaders.one(rows.Instrument, "symbol").load(root.symbol) if root.symbol else None


def _check(root: rows.Alert) -> book.RiskCheck | None:
    return recorded([root.check])[0] if root.check else None


@strawberry.type(description="Something that a person should know; it stays until it is read, and after.")
class Alert(Node):
    row = rows.Alert
    severity: Severity = strawberry.field(description="How soon to look.")
    code: AlertCode = strawberry.field(description="What happened.")
    title: str = strawberry.field(description="What happened, in a few words.")
    message: str = strawberry.field(description="What is known about it.")
    portfolio: Any = linked(
        "Portfolio", PORTFOLIOS, portfolio_of, "Where; null when it concerns the whole desk.", optional=True
    )
    order: Order | None = derived(_order, "The order it is about.")
    instrument: Instrument | None = derived(_instrument, "The instrument it is about.")
    check: RiskCheck | None = derived(_check, "The risk check behind it.")
    created_at: datetime = strawberry.field(description="When it was raised, in real time.")
    read_at: datetime | None = strawberry.field(description="When somebody marked it as read, in real time.")
