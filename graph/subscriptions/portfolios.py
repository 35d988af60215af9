"""Profit and loss as it moves."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import strawberry

import db.models as rows
from db.reads.portfolios import changed_positions
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, PortfolioId, updates
from graph.types.updates import PnlUpdate
from trading.ports import Json


async def pnl(info: Info, portfolio_id: PortfolioId, after: After = strawberry.UNSET) -> AsyncGenerator[PnlUpdate]:
    """Stream a portfolio's profit and loss; `after` needs no replay, since every update is the full state."""
    async with aclosing(updates(info, portfolio_id, "pnl", _tell, after, latest=True)) as stream:
        async for content in stream:
            yield PnlUpdate(**content)


async def _tell(kind: UpdateKind, portfolio: rows.Portfolio, payloads: list[Json]) -> Content:
    positions: list[rows.Position] = []
    if kind is UpdateKind.SNAPSHOT:
        positions = await changed_positions(portfolio.id, set())
    elif kind is UpdateKind.CHANGE:  # one trade moves equity, and by that the weight of all that is held
        symbols = {symbol for payload in payloads for symbol in payload["symbols"]}
        positions = await changed_positions(portfolio.id, symbols)
    return {"portfolio": portfolio, "positions": positions}
