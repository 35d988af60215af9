"""Ask for a portfolio's risk to be measured, and keep what a worker has measured."""

from dataclasses import fields
from typing import Any

from actions.audit import Deed
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Outbox, OutboxKind
from db.models import RiskReport as Kept
from db.models import RiskScenarios as Scenarios
from db.reads.risk_reports import latest
from trading.alerts import AlertCode
from trading.errors import Permission
from trading.ports import Desk
from trading.risk_reports import RiskReport
from trading.units import plain

JOB = "measure_risk"
QUEUE = "research"
KEPT_MAX = 500  # two years of closes


async def request(desk: Desk, viewer: Viewer, portfolio_id: str) -> None:
    """Queue a measurement unless one is already waiting."""
    async with unit(desk, viewer, portfolio_id, needs=Permission.READ) as u:
        if not await Outbox.exists(kind=OutboxKind.JOB, topic=JOB, portfolio_id=portfolio_id, done_at=None):
            u.job(QUEUE, JOB, portfolio_id=portfolio_id)


async def record(desk: Desk, viewer: Viewer, portfolio_id: str, report: RiskReport) -> Kept:
    """Keep a report, and no more than 500.

    A person is told when its forecasts turn out to be broken too often, once until they are not.
    """
    async with unit(desk, viewer, portfolio_id) as u:
        [before] = await latest([portfolio_id])
        kept = Kept(
            id=desk.ids.new(),
            portfolio_id=portfolio_id,
            sequence=u.next_sequence(),
            day=report.day,
            as_of=u.market_now,
            book=report.book,
            confidence=report.confidence,
            horizon_days=report.horizon_days,
            method=report.method,
            value_at_risk=report.value_at_risk,
            expected_shortfall=report.expected_shortfall,
            components=[_texts(each) for each in report.components],
            stress=[_texts(each) for each in report.stress],
            correlation=[_texts(each) for each in report.correlation],
            backtest=_texts(report.backtest) if report.backtest else None,
        )
        await kept.save(force_create=True)
        old = Kept.filter(portfolio_id=portfolio_id).order_by("-sequence").offset(KEPT_MAX)
        await Kept.filter(id__in=[row.id for row in await old.only("id")]).delete()
        await Scenarios.filter(portfolio_id=portfolio_id).delete()
        scenarios = Scenarios(
            id=desk.ids.new(),
            portfolio_id=portfolio_id,
            day=report.day,
            confidence=report.confidence,
            returns={symbol: list(moves) for symbol, moves in report.scenarios.items()},
        )
        await scenarios.save(force_create=True)
        await _warn(u, report, before)
        u.record(
            Deed(
                action="measure_risk",
                object_type="RiskReport",
                object_id=kept.id,
                summary=f"Value at risk {plain(kept.value_at_risk)} at {plain(report.confidence)}",
            )
        )
        return kept


async def _warn(u: Unit, report: RiskReport, before: Kept | None) -> None:
    known = before is not None and before.backtest is not None and before.backtest["broken"] == "True"
    if report.backtest is not None and report.backtest.broken and not known:
        await u.alert(AlertCode.RISK_FORECAST_BROKEN, report.backtest.verdict)


def _texts(value: Any) -> dict[str, str]:
    """Return a value's fields as text: decimals keep their digits."""
    return {each.name: str(getattr(value, each.name)) for each in fields(value)}
