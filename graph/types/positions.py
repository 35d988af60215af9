"""What is held, and what came of it: positions with their profit and loss."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from db.reads.standings import Result
from graph.context import Info
from graph.shapes import Money, Node, derived, money
from graph.types.market import Instrument, instrument_of
from graph.types.orders import portfolio_of
from trading.units import to_price


def amount(name: str) -> Any:
    """Return a resolver of an amount that lies beside its currency."""
    return lambda root: money(getattr(root, name), root.currency)


@strawberry.type(
    description="Profit and loss, marked to the last known prices; `stale` when any price is older than the limit."
)
class Pnl:
    day: Money = derived(amount("day"), "Since the last close.")
    day_ratio: Decimal = strawberry.field(description="The same as a fraction.")
    unrealized: Money = derived(amount("unrealized"), "On what is held.")
    realized: Money = derived(amount("realized"), "On what was sold, before fees.")
    total: Money = derived(amount("total"), "Realised and unrealised, less fees, plus dividends.")
    marked_at: datetime = strawberry.field(description="The newest price, in market time.")
    stale: bool = strawberry.field(description="Whether a price is too old or missing.")


async def _quote(root: rows.Position, info: Info) -> Any:
    return await info.context.loaders.one(rows.Quote, "symbol").load(root.symbol)


async def _market_price(root: rows.Position, info: Info) -> Decimal | None:
    quote = await _quote(root, info)
    return quote.price if quote else None


async def _market_value(root: rows.Position, info: Info) -> Money | None:
    portfolio = await portfolio_of(root, info)
    standing = await info.context.loaders.standing.load(portfolio)
    holding = standing.holdings.get(root.symbol)
    return money(holding.value, portfolio.currency) if holding and holding.value is not None else None


async def _weight(root: rows.Position, info: Info) -> Decimal | None:
    standing = await info.context.loaders.standing.load(await portfolio_of(root, info))
    return standing.weight(root.symbol)


async def _result(root: rows.Position, info: Info) -> Result | None:
    return await info.context.loaders.result.load(root)


def _average_cost(root: rows.Position) -> Decimal:
    return to_price(root.basis / abs(root.quantity)) if root.quantity else Decimal(0)


@strawberry.type(description="What is held of an instrument.")
class Position(Node):
    row = rows.Position
    instrument: Instrument = derived(instrument_of, "What is held.", reads="symbol")
    quantity: Decimal = strawberry.field(description="Negative when short.")
    average_cost: Decimal = derived(_average_cost, "Basis per unit, fees not included.", reads="basis quantity")
    market_price: Decimal | None = derived(_market_price, "Null while no price is known.")
    market_value: Money | None = derived(_market_value, "Quantity times price; null while no price is known.")
    weight: Decimal | None = derived(_weight, "Share of equity; null while no price is known.")
    pnl: Pnl | None = derived(_result, "Profit and loss of this instrument; null while no price is known.")
