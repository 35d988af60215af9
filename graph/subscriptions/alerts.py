"""Alerts as they are raised and read."""

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

import db.models as rows
from db.reads import alerts as reads
from graph.auth import signed_in
from graph.context import Info
from graph.enums import UpdateKind
from graph.subscriptions.stream import After, Content, PortfolioId, existing, named, updates
from graph.types.updates import AlertUpdate
from trading.alerts import Severity
from trading.ports import Json

MinSeverity = Annotated[Severity | None, strawberry.argument(description="Only alerts of at least this severity.")]


def alerts(
    info: Info,
    portfolio_id: PortfolioId,
    min_severity: MinSeverity = Severity.WARNING,
    after: After = strawberry.UNSET,
) -> AsyncGenerator[AlertUpdate]:
    """Stream a portfolio's alerts, with those of the whole desk for who runs it."""
    whole_desk, least = signed_in(info).runs_the_desk, min_severity or Severity.INFO

    async def tell(kind: UpdateKind, portfolio: rows.Portfolio, payloads: list[Json]) -> Content | None:
        if kind is UpdateKind.SNAPSHOT:
            return {"alerts": await reads.snapshot(portfolio.id, least, whole_desk=whole_desk)}
        owners = [portfolio.id, None] if whole_desk else [portfolio.id]
        found = await existing(info, rows.Alert, owners, named(payloads, "alerts"))
        raised = reads.newest_first(alert for alert in found if alert.severity in least.and_worse)
        return {"alerts": raised} if raised or kind is UpdateKind.HEARTBEAT else None

    return updates(info, AlertUpdate, portfolio_id, "alerts", tell, after, only=least.value, whole_desk=whole_desk)
