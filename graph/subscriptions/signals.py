"""Opinions and proposed trades as they come."""

from collections.abc import AsyncGenerator
from decimal import Decimal
from typing import Annotated

import strawberry

import db.models as rows
from db.reads.signals import snapshot
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, PortfolioId, existing, named, updates
from graph.types.updates import SignalUpdate
from trading.ports import Json

MinConfidence = Annotated[Decimal | None, strawberry.argument(description="Only signals of at least this confidence.")]


def signals(
    info: Info,
    portfolio_id: PortfolioId,
    min_confidence: MinConfidence = Decimal(0),
    after: After = strawberry.UNSET,
) -> AsyncGenerator[SignalUpdate]:
    """Stream a portfolio's signals and recommendations."""

    async def tell(kind: UpdateKind, portfolio: rows.Portfolio, payloads: list[Json]) -> Content:
        if kind is UpdateKind.SNAPSHOT:
            opinions, proposals = await snapshot(portfolio, await info.context.loaders.now())
        else:
            opinions = await existing(info, rows.Signal, [portfolio.id], named(payloads, "signals"))
            proposals = await existing(info, rows.Recommendation, [portfolio.id], named(payloads, "recommendations"))
        sure = [signal for signal in opinions if signal.confidence >= (min_confidence or 0)]
        return {"signals": sure, "recommendations": proposals}

    return updates(info, SignalUpdate, portfolio_id, "signals", tell, after, only=min_confidence or 0)
