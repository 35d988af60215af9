"""Orders and fills as they change."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import strawberry

import db.models as rows
from db.reads import rows as by
from db.reads.orders import snapshot
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, PortfolioId, named, updates
from graph.types.updates import OrderUpdate
from trading.ports import Json


async def orders(info: Info, portfolio_id: PortfolioId, after: After = strawberry.UNSET) -> AsyncGenerator[OrderUpdate]:
    """Stream a portfolio's orders and fills."""
    async with aclosing(updates(info, portfolio_id, "orders", _tell, after)) as stream:
        async for content in stream:
            yield OrderUpdate(**content)


async def _tell(kind: UpdateKind, portfolio: rows.Portfolio, payloads: list[Json]) -> Content:
    if kind is UpdateKind.SNAPSHOT:
        open_ones, fills = await snapshot(portfolio)
        return {"orders": open_ones, "executions": fills}
    return {
        "orders": await by.existing(rows.Order, portfolio.id, named(payloads, "orders")),
        "executions": await by.existing(rows.Execution, portfolio.id, named(payloads, "executions")),
    }
