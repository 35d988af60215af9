"""Orders and fills as they change."""

from collections.abc import AsyncGenerator

import strawberry

import db.models as rows
from db.reads.orders import snapshot
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, PortfolioId, existing, named, updates
from graph.types.updates import OrderUpdate
from trading.ports import Json


def orders(info: Info, portfolio_id: PortfolioId, after: After = strawberry.UNSET) -> AsyncGenerator[OrderUpdate]:
    """Stream a portfolio's orders and fills."""

    async def tell(kind: UpdateKind, portfolio: rows.Portfolio, payloads: list[Json]) -> Content:
        if kind is UpdateKind.SNAPSHOT:
            open_ones, fills = await snapshot(portfolio)
            return {"orders": open_ones, "executions": fills}
        return {
            "orders": await existing(info, rows.Order, [portfolio.id], named(payloads, "orders")),
            "executions": await existing(info, rows.Execution, [portfolio.id], named(payloads, "executions")),
        }

    return updates(info, OrderUpdate, portfolio_id, "orders", tell, after)
