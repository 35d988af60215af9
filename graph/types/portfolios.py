"""Portfolios: what they are worth, what they hold, and everything that happened in them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import strawberry

import db.models as rows
from db.models import Autonomy, LotMethod, RecommendationState, TradingMode
from db.reads import alerts as alert_reads
from db.reads import orders as order_reads
from db.reads import performance as curves
from db.reads import portfolios as reads
from db.reads.pages import Page, page
from db.reads.standings import Result
from db.reads.stops import Standstill
from graph.columns import columns
from graph.context import Info
from graph.enums import Direction, OrderOrderField
from graph.scalars import Currency
from graph.shapes import After, Connection, First, Money, Node, derived, known, money
from graph.types.alerts import Alert
from graph.types.analyses import Analysis
from graph.types.audit import AuditEntry
from graph.types.ledger import JournalEntry, LedgerProof, told
from graph.types.market import PeriodArgument
from graph.types.optimizations import Optimization
from graph.types.orders import Execution, Order
from graph.types.performance import Performance, performance_of
from graph.types.positions import Pnl, Position, amount
from graph.types.reports import Report
from graph.types.risk import RiskStatus, Seen
from graph.types.risk_reports import RiskReport
from graph.types.signals import Decision, Recommendation, Signal
from graph.types.stops import StopState
from graph.types.users import Member
from trading.optimisation import OptimizationMethod, Plan
from trading.orders import OrderSide, OrderStatus
from trading.performance import Period
from trading.reports import ReportKind

Symbol = Annotated[str | None, strawberry.argument(description="Only what is about this symbol.")]


# ---------------------------------------------------------------- what is asked for


@strawberry.input(description="Which orders; what is left out does not matter.")
class OrderFilter:
    status: list[OrderStatus] | None = strawberry.field(default=strawberry.UNSET, description="One of these.")
    symbol: str | None = strawberry.field(default=strawberry.UNSET, description="Of this symbol.")
    side: OrderSide | None = strawberry.field(default=strawberry.UNSET, description="Of this side.")
    placed_after: datetime | None = strawberry.field(default=strawberry.UNSET, description="Placed after this instant.")
    placed_before: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="Placed before this instant."
    )


@strawberry.input(description="How to sort orders.")
class OrderOrder:
    field: OrderOrderField = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(description="Which end first.")


NEWEST = OrderOrder(field=OrderOrderField.PLACED_AT, direction=Direction.DESC)
COLUMNS = {
    OrderOrderField.PLACED_AT: ("sequence",),
    OrderOrderField.UPDATED_AT: ("updated_at", "sequence"),
    OrderOrderField.SYMBOL: ("symbol", "sequence"),
}
Filter = Annotated[OrderFilter | None, strawberry.argument(name="filter", description="Which orders.")]
Sorting = Annotated[OrderOrder | None, strawberry.argument(description="In which order.")]
UnreadOnly = Annotated[bool | None, strawberry.argument(description="Leave out what was read.")]
Kind = Annotated[ReportKind | None, strawberry.argument(description="Only reports of this kind.")]
State = Annotated[RecommendationState | None, strawberry.argument(description="Only those in this state.")]


async def _members(root: rows.Portfolio, info: Info) -> Any:
    return await info.context.loaders.many(rows.Member, "portfolio_id").load(root.id)


async def _equity(root: rows.Portfolio, info: Info) -> Money:
    standing = await info.context.loaders.standing.load(root)
    return money(standing.valuation.equity, root.currency)


async def _pnl(root: rows.Portfolio, info: Info) -> Result:
    return (await info.context.loaders.standing.load(root)).result


async def _position(
    root: rows.Portfolio, symbol: Annotated[str, strawberry.argument(description="The instrument's symbol.")]
) -> rows.Position | None:
    return await reads.positions(root.id).get_or_none(symbol=symbol)


async def _positions(
    root: rows.Portfolio, info: Info, first: First = 50, after: After = strawberry.UNSET
) -> Page[rows.Position]:
    only = columns(info, rows.Position)
    return await page(reads.positions(root.id), first, known(after), "symbol", descending=False, only=only)


async def _orders(
    root: rows.Portfolio,
    info: Info,
    first: First = 50,
    after: After = strawberry.UNSET,
    asked: Filter = strawberry.UNSET,
    order_by: Sorting = NEWEST,
) -> Page[rows.Order]:
    matching, sorting = known(asked) or OrderFilter(), order_by or NEWEST
    wanted = order_reads.OrderFilter(
        status=known(matching.status),
        symbol=known(matching.symbol),
        side=known(matching.side),
        placed_after=known(matching.placed_after),
        placed_before=known(matching.placed_before),
    )
    descending = sorting.direction is Direction.DESC
    query = order_reads.orders(root.id, wanted)
    only = columns(info, rows.Order)
    return await page(query, first, known(after), *COLUMNS[sorting.field], descending=descending, only=only)


async def _executions(
    root: rows.Portfolio, info: Info, first: First = 50, after: After = strawberry.UNSET
) -> Page[rows.Execution]:
    return await page(reads.executions(root.id), first, known(after), only=columns(info, rows.Execution))


async def _signals(
    root: rows.Portfolio,
    info: Info,
    first: First = 50,
    after: After = strawberry.UNSET,
    symbol: Symbol = strawberry.UNSET,
) -> Page[rows.Signal]:
    query = reads.signals(root.id, known(symbol))
    return await page(query, first, known(after), only=columns(info, rows.Signal))


async def _recommendations(
    root: rows.Portfolio,
    info: Info,
    first: First = 50,
    after: After = strawberry.UNSET,
    state: State = strawberry.UNSET,
) -> Page[rows.Recommendation]:
    now = await info.context.loaders.now()
    return await page(reads.recommendations(root.id, known(state), now), first, known(after))


async def _analyses(root: rows.Portfolio, first: First = 20, after: After = strawberry.UNSET) -> Page[rows.Analysis]:
    return await page(reads.analyses(root.id), first, known(after))


async def _optimizations(
    root: rows.Portfolio, first: First = 20, after: After = strawberry.UNSET
) -> Page[rows.Optimization]:
    return await page(reads.optimizations(root.id), first, known(after))


async def _ledger(root: rows.Portfolio, first: First = 50, after: After = strawberry.UNSET) -> Page[rows.JournalEntry]:
    return await page(reads.journal(root.id), first, known(after))


async def _decisions(
    root: rows.Portfolio, first: First = 50, after: After = strawberry.UNSET, symbol: Symbol = strawberry.UNSET
) -> Page[rows.Decision]:
    return await page(reads.decisions(root.id, known(symbol)), first, known(after))


async def _alerts(
    root: rows.Portfolio,
    info: Info,
    first: First = 50,
    after: After = strawberry.UNSET,
    unread_only: UnreadOnly = False,
) -> Page[rows.Alert]:
    viewer = info.context.viewer
    whole_desk = viewer is not None and viewer.runs_the_desk
    query = alert_reads.alerts(root.id, whole_desk=whole_desk, unread_only=bool(unread_only))
    return await page(query, first, known(after), *alert_reads.ORDER)


async def _audit(root: rows.Portfolio, first: First = 50, after: After = strawberry.UNSET) -> Page[rows.AuditEntry]:
    return await page(reads.audit(root.id), first, known(after))


async def _reports(
    root: rows.Portfolio,
    info: Info,
    first: First = 50,
    after: After = strawberry.UNSET,
    kind: Kind = strawberry.UNSET,
) -> Page[rows.Report]:
    return await page(reads.reports(root.id, known(kind)), first, known(after), only=columns(info, rows.Report))


async def _proof(root: rows.Portfolio, info: Info) -> LedgerProof:
    return told(await info.context.loaders.proof.load(root.id), info.context.desk.clock.now(), root.currency)


async def _risk_report(root: rows.Portfolio, info: Info) -> rows.RiskReport | None:
    return await info.context.loaders.risk_report.load(root.id)


def _risk(root: rows.Portfolio) -> Seen:
    return Seen(root)


async def _stop(root: rows.Portfolio, info: Info) -> Standstill:
    return await info.context.loaders.stop.load(root.id)


# ---------------------------------------------------------------- curves


@strawberry.type(description="Equity at a close.")
class EquityPoint:
    at: datetime = strawberry.field(description="When, in market time.")
    equity: Decimal = strawberry.field(description="Cash and market value.")
    drawdown: Decimal = strawberry.field(description="How far nav lay below its peak, as a fraction.")


@strawberry.type(description="When a portfolio looks for new target weights by itself, after a close.")
class Rebalancing:
    method: OptimizationMethod = strawberry.field(description="What makes weights the best.")
    every_days: int | None = strawberry.field(description="After so many calendar days; null: not by the calendar.")
    drift_ratio: Decimal | None = strawberry.field(
        description="When a symbol's weight lies further from its target; null: however far it drifts."
    )


def _rebalancing(root: rows.Portfolio) -> Rebalancing | None:
    if root.rebalancing is None:
        return None
    plan = Plan.of(root.rebalancing)
    return Rebalancing(method=plan.method, every_days=plan.every_days, drift_ratio=plan.drift)


async def _equity_curve(root: rows.Portfolio, period: PeriodArgument = Period.ONE_MONTH) -> list[curves.Point]:
    return await curves.curve(root.id, period.days)


# ---------------------------------------------------------------- the portfolio


@strawberry.type(description="One book of account at one broker.")
class Portfolio(Node):
    row = rows.Portfolio
    name: str = strawberry.field(description="Its name.")
    members: list[Member] = derived(_members, "Who belongs to it.")
    autonomy: Autonomy = strawberry.field(description="What may happen without a person.")
    mode: TradingMode = strawberry.field(description="Whether money is real.")
    broker: str = strawberry.field(description="Adapter name: paper, alpaca, ibkr, schwab.")
    currency: Currency = strawberry.field(description="What its money is in.")
    lot_method: LotMethod = strawberry.field(description="Which lots a sale relieves.")
    benchmark: str | None = strawberry.field(description="The symbol that performance is held against.")
    rebalancing: Rebalancing | None = derived(
        _rebalancing, "When it looks for new target weights by itself; null: never.", reads="rebalancing"
    )
    created_at: datetime = strawberry.field(description="When it was created.")
    archived_at: datetime | None = strawberry.field(description="When it was archived: it trades no more.")
    cash: Money = derived(amount("cash"), "Cash, what is reserved included.")
    reserved_cash: Money = derived(amount("reserved"), "What open orders may still need.")
    buying_power: Money = derived(
        lambda root: money(root.cash - root.reserved, root.currency), "Cash that is not reserved."
    )
    equity: Money = derived(_equity, "Cash and market value; what has no price counts at its basis.")
    pnl: Pnl = derived(_pnl, "Profit and loss.")
    position: Position | None = derived(_position, "What is held of one symbol, null when nothing is.")
    positions: Connection[Position] = derived(_positions, "What is held, by symbol.")
    orders: Connection[Order] = derived(_orders, "Orders.")
    executions: Connection[Execution] = derived(_executions, "Fills, newest first.")
    signals: Connection[Signal] = derived(_signals, "Opinions, newest first.")
    recommendations: Connection[Recommendation] = derived(_recommendations, "Proposed trades, newest first.")
    analyses: Connection[Analysis] = derived(_analyses, "Runs of the models, newest first.")
    optimizations: Connection[Optimization] = derived(_optimizations, "Searches for target weights, newest first.")
    ledger: Connection[JournalEntry] = derived(
        _ledger, "Every posting, newest first; the figures of this portfolio follow from these."
    )
    proof: LedgerProof | None = derived(_proof, "Its figures recomputed from the postings alone, now.")
    decisions: Connection[Decision] = derived(_decisions, "Why things were traded or not, newest first.")
    risk: RiskStatus = derived(_risk, "How it stands against its limits.")
    risk_report: RiskReport | None = derived(
        _risk_report, "What it could lose, newest; null until it has held something over a close.", reads=""
    )
    stop: StopState = derived(_stop, "The strictest stop that applies.")
    equity_curve: list[EquityPoint] = derived(
        _equity_curve, "Equity at the closes, oldest first; at most 600, thinned, the last one exact."
    )
    performance: Performance | None = derived(
        performance_of, "Figures over a period; null until a worker has measured the first close."
    )
    alerts: Connection[Alert] = derived(
        _alerts, "What a person should know, newest first; with what concerns the whole desk for who runs it."
    )
    reports: Connection[Report] = derived(_reports, "What was reported of days that have closed, made last first.")
    audit: Connection[AuditEntry] = derived(_audit, "Who did what, newest first.")
