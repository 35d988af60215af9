"""Orders with their executions, and what an order would do if it were placed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from db.reads.facts import order_leaves, order_status
from db.reads.risk_reports import held_outlook
from graph import ids
from graph.context import Info
from graph.shapes import Money, Node, derived, linked, money
from graph.types.market import Instrument, instrument_of
from graph.types.risk import RiskCheck, checks_of
from graph.types.users import User
from trading.after import After, after
from trading.book import PreviewDecision, Verdict
from trading.errors import DenialCode
from trading.orders import OrderOrigin, OrderSide, OrderStatus, OrderType, TimeInForce
from trading.units import ZERO, to_cents, to_price

PORTFOLIOS = "graph.types.portfolios"


async def portfolio_of(root: Any, info: Info) -> Any:
    """Resolve the portfolio that something belongs to; who may see the one may see the other."""
    if root.portfolio_id is None:
        return None
    return await info.context.loaders.one(rows.Portfolio).load(root.portfolio_id)


async def _currency(root: Any, info: Info) -> str:
    return str((await portfolio_of(root, info)).currency)


async def _order(root: rows.Execution, info: Info) -> Any:
    return await info.context.loaders.one(rows.Order).load(root.order_id)


async def _fee(root: rows.Execution, info: Info) -> Money:
    return money(root.fee, await _currency(root, info))


async def _realized(root: rows.Execution, info: Info) -> Money:
    return money(root.realized, await _currency(root, info))


@strawberry.type(description="A fill that was booked.")
class Execution(Node):
    row = rows.Execution
    order: Any = linked("Order", "graph.types.orders", _order, "The order that was filled.")
    broker_execution_id: str = strawberry.field(description="The broker's id of the fill.")
    busted: bool = strawberry.field(description="Whether the broker took it back.")
    quantity: Decimal = strawberry.field(description="How much was filled.")
    price: Decimal = strawberry.field(description="At what price.")
    fee: Money = derived(_fee, "What it cost.", reads="fee portfolio_id")
    realized: Money = derived(_realized, "Profit that it realised, before fees.", reads="realized portfolio_id")
    executed_at: datetime = strawberry.field(description="When, in market time.")


async def _fees(root: rows.Order, info: Info) -> Money:
    fills = await _executions(root, info)
    return money(sum((fill.fee for fill in fills if not fill.busted), ZERO), await _currency(root, info))


async def _executions(root: rows.Order, info: Info) -> Any:
    return await info.context.loaders.many(rows.Execution, "order_id").load(root.id)


async def _parent(root: rows.Order, info: Info) -> Any:
    return await info.context.loaders.one(rows.Order).load(root.parent_id) if root.parent_id else None


async def _children(root: rows.Order, info: Info) -> Any:
    return await info.context.loaders.many(rows.Order, "parent_id").load(root.id)


async def _requested_by(root: rows.Order, info: Info) -> Any:
    return await info.context.loaders.one(rows.User).load(root.requested_by_id)


async def _decided_by(root: rows.Order, info: Info) -> Any:
    return await info.context.loaders.one(rows.User).load(root.decided_by_id) if root.decided_by_id else None


async def _recommendation(root: rows.Order, info: Info) -> Any:
    if root.recommendation_id is None:
        return None
    return await info.context.loaders.one(rows.Recommendation).load(root.recommendation_id)


def _status(root: rows.Order) -> OrderStatus:
    return order_status(root)


def _leaves(root: rows.Order) -> Decimal:
    return order_leaves(root)


def _average(root: rows.Order) -> Decimal | None:
    return to_price(root.filled_value / root.filled) if root.filled else None


def _denial(root: rows.Order) -> DenialCode | None:
    return DenialCode(root.denial) if root.denial else None


def _strategy(root: rows.Order) -> str | None:
    return ids.encode("Strategy", root.strategy_id) if root.strategy_id else None


FACTS = "quantity filled sent_at acked_at ended gone cancel_pending replace_pending approval_pending"


@strawberry.type(description="An order. Prices and quantities are positive; the side says which way.")
class Order(Node):
    row = rows.Order
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that it is for.")
    instrument: Instrument = derived(instrument_of, "What is traded.", reads="symbol")
    side: OrderSide = strawberry.field(description="Which way it goes.")
    type: OrderType = strawberry.field(description="How it is priced.")
    quantity: Decimal = strawberry.field(description="How much was ordered.")
    limit_price: Decimal | None = strawberry.field(description="The worst price of a limit order.")
    stop_price: Decimal | None = strawberry.field(description="The price that sets a stop order off.")
    time_in_force: TimeInForce = strawberry.field(description="How long it works.")
    status: OrderStatus = derived(_status, "Where it stands.", reads=FACTS)
    origin: OrderOrigin = strawberry.field(description="Who or what wanted it.")
    filled_quantity: Decimal = derived(lambda root: root.filled, "How much was filled.", reads="filled")
    average_fill_price: Decimal | None = derived(_average, "Average price of the fills.", reads="filled filled_value")
    fees: Money = derived(_fees, "What its fills cost.", reads="portfolio_id")
    checks: list[RiskCheck] = derived(
        checks_of, "Every risk check of the decision, with what it saw and what it allows."
    )
    denial: DenialCode | None = derived(_denial, "The first check that said no; null unless DENIED.", reads="denial")
    trail_by: Decimal | None = strawberry.field(description="The trail of a trailing stop.")
    stop_loss: Decimal | None = strawberry.field(description="Where a loss would be cut.")
    take_profit: Decimal | None = strawberry.field(description="Where a gain would be taken.")
    client_order_id: str = strawberry.field(description="The id under which the broker knows it.")
    leaves_quantity: Decimal = derived(_leaves, "How much may still be filled.", reads=FACTS)
    rejection: str | None = strawberry.field(description="The broker's own words when it rejected.")
    idempotency_key: str = strawberry.field(description="The key that it was placed with.")
    parent: Any = linked("Order", "graph.types.orders", _parent, "The order that it belongs to.", optional=True)
    children: Any = linked("Order", "graph.types.orders", _children, "The orders that belong to it.", many=True)
    strategy_id: strawberry.ID | None = derived(_strategy, "The strategy that wanted it.")
    requested_by: User | None = derived(_requested_by, "Who placed it.")
    decided_by: User | None = derived(_decided_by, "Who approved or rejected it.")
    approval_expires_at: datetime | None = strawberry.field(description="Until when it waits for approval.")
    overfilled_quantity: Decimal = derived(
        lambda root: max(ZERO, root.filled - root.quantity), "What was filled beyond the quantity."
    )
    broker_order_id: str | None = strawberry.field(description="The broker's id, once it has the order.")
    recommendation: Any = linked(
        "Recommendation", "graph.types.signals", _recommendation, "The recommendation it came from.", optional=True
    )
    executions: list[Execution] = derived(_executions, "Its fills, oldest first.", reads="")
    placed_at: datetime = strawberry.field(description="When it was placed, in market time.")
    updated_at: datetime = strawberry.field(description="When it last changed, in market time.")


@dataclass(frozen=True, slots=True)
class Preview:
    """The gate's answer, what the order would leave behind, and the currency of the amounts."""

    verdict: Verdict
    after: After
    currency: str
    portfolio_id: str


def preview_of(info: Info, verdict: Verdict, home: rows.Portfolio) -> Preview:
    """Return the preview of an order in a portfolio, at the fees of its broker."""
    fee = info.context.desk.brokers[home.broker].capabilities.fee_per_share
    return Preview(verdict, after(verdict.ask, fee), home.currency, home.id)


def _fees_before(root: Preview) -> Money | None:
    return None if root.after.fees is None else money(root.after.fees, root.currency)


def _cash_after(root: Preview) -> Money | None:
    return None if root.after.cash is None else money(root.after.cash, root.currency)


async def _value_at_risk_after(root: Preview, info: Info) -> Money | None:
    found = await info.context.loaders.scenarios.load(root.portfolio_id)
    ask = root.verdict.ask
    if found is None or ask.mark is None:
        return None
    changed = ask.terms.side.sign * ask.terms.quantity * ask.mark.price
    tail = held_outlook(ask.book, found).tail(ask.terms.symbol, changed)
    return None if tail is None else money(to_cents(tail.value_at_risk), root.currency)


def _cost(root: Preview) -> Money | None:
    return None if root.verdict.cost is None else money(root.verdict.cost, root.currency)


@strawberry.type(description="What would happen, without placing anything.")
class OrderPreview:
    decision: PreviewDecision = derived(lambda root: root.verdict.decision, "What the gate would answer.")
    denial: DenialCode | None = derived(lambda root: root.verdict.denial, "The first check that would say no.")
    checks: list[RiskCheck] = derived(lambda root: root.verdict.checks, "Every risk check.")
    largest_quantity_now: Decimal = derived(
        lambda root: root.verdict.largest_quantity, "Would pass every check at this moment; zero when none would."
    )
    estimated_price: Decimal | None = derived(
        lambda root: root.verdict.reference_price, "The price that risk reckons with, its buffer included."
    )
    estimated_cost: Money | None = derived(_cost, "The cash that would be reserved.")
    estimated_fees: Money | None = derived(
        _fees_before, "The broker's fees if it fills whole; null where they are not known beforehand."
    )
    weight_after: Decimal | None = derived(
        lambda root: root.after.weight, "The signed share of equity that the position would have, at the mark."
    )
    cash_after: Money | None = derived(
        _cash_after,
        "Cash if it fills whole, after fees: a purchase at the estimated price, a sale at its limit or else as far "
        "below the mark as a purchase is reckoned above it.",
    )
    value_at_risk_after: Money | None = derived(
        _value_at_risk_after,
        "Value at risk of a day if it fills whole at the mark, without other working orders, by the days of the last "
        "risk report; null where there is none or it knows not all of the symbols.",
    )
