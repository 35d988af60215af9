"""Profit and loss as it moves."""

from collections.abc import AsyncGenerator

import strawberry

import db.models as rows
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, PortfolioId, updates
from graph.types.updates import PnlUpdate
from trading.ports import Json


def pnl(info: Info, portfolio_id: PortfolioId, after: After = strawberry.UNSET) -> AsyncGenerator[PnlUpdate]:
    """Stream a portfolio's profit and loss; `after` needs no replay, since every update is the full state."""

    async def tell(kind: UpdateKind, portfolio: rows.Portfolio, payloads: list[Json]) -> Content:
        positions: list[rows.Position] = []
        if kind is not UpdateKind.HEARTBEAT:  # one trade moves equity, and by that the weight of all that is held
            symbols = frozenset(symbol for payload in payloads for symbol in payload["symbols"])
            positions = await info.context.loaders.changed.load((portfolio.id, symbols))
        return {"portfolio": portfolio, "positions": positions}

    return updates(info, PnlUpdate, portfolio_id, "pnl", tell, after, latest=True)
