"""The stop that applies, whenever it changes."""

from collections.abc import AsyncGenerator

import strawberry

import db.models as rows
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, PortfolioId, updates
from graph.types.updates import StopUpdate
from trading.ports import Json


def stops(info: Info, portfolio_id: PortfolioId, after: After = strawberry.UNSET) -> AsyncGenerator[StopUpdate]:
    """Stream the stop of a portfolio, be it its own or the whole desk's."""

    async def tell(_kind: UpdateKind, portfolio: rows.Portfolio, _payloads: list[Json]) -> Content:
        return {"stop": await info.context.loaders.stop.load(portfolio.id)}

    return updates(info, StopUpdate, portfolio_id, "stop", tell, after)
