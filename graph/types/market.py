"""The market: instruments, their last quote and their daily bars."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Annotated, Any

import strawberry

import db.models as rows
from db.reads.market import last_closed_day
from db.reads.performance import since, thin
from db.reads.standings import is_stale
from graph.context import Info
from graph.enums import Period
from graph.scalars import Currency
from graph.shapes import Node, derived
from trading.market import Bar as DailyBar

PeriodArgument = Annotated[Period, strawberry.argument(description="How far back.")]


async def _stale(root: rows.Quote, info: Info) -> bool:
    return is_stale(root, None, await info.context.loaders.now())


@strawberry.type(description="The last known price of an instrument. Times are market time.")
class Quote:
    symbol: str = strawberry.field(description="The instrument's symbol.")
    bid: Decimal | None = strawberry.field(description="What buyers offer.")
    ask: Decimal | None = strawberry.field(description="What sellers want.")
    last: Decimal = derived(lambda root: root.price, "The last price.")
    at: datetime = strawberry.field(description="When it was the price.")
    source: str = strawberry.field(description="Where it came from.")
    stale: bool = derived(_stale, "Whether it is more than 60 seconds old in market time.")


@strawberry.type(description="One trading day on prices as they were, not adjusted for splits.")
class Bar:
    at: datetime = derived(lambda root: datetime.combine(root.day, time.min, UTC), "The day, as its midnight in UTC.")
    open: Decimal = strawberry.field(description="The first price.")
    high: Decimal = strawberry.field(description="The highest price.")
    low: Decimal = strawberry.field(description="The lowest price.")
    close: Decimal = strawberry.field(description="The last price.")
    volume: Decimal = derived(lambda root: Decimal(root.volume), "Shares traded.")


async def _quote(root: rows.Instrument, info: Info) -> Any:
    return await info.context.loaders.one(rows.Quote, "symbol").load(root.symbol)


async def _bars(root: rows.Instrument, info: Info, period: PeriodArgument = Period.ONE_MONTH) -> list[DailyBar]:
    market = info.context.desk.market
    last = await last_closed_day(market.name, await info.context.loaders.now())
    bars = market.bars(root.symbol, until=last)
    start = since(bars[-1].day, period.days) if bars else None
    return thin([bar for bar in bars if start is None or bar.day >= start])


@strawberry.type(description="Something that can be traded.")
class Instrument(Node):
    row = rows.Instrument
    key = "symbol"
    symbol: str = strawberry.field(description="Its symbol, which identifies it.")
    name: str = strawberry.field(description="Its name.")
    currency: Currency = strawberry.field(description="What it is traded in.")
    tradable: bool = strawberry.field(description="Whether orders are taken.")
    quote: Quote | None = derived(_quote, "The last known price, null when there is none.")
    bars: list[Bar] = derived(_bars, "Daily bars of closed sessions. At most 600, thinned; the last one exact.")


async def instrument_of(root: Any, info: Info) -> Any:
    """Resolve the instrument of anything that has a symbol."""
    return await info.context.loaders.one(rows.Instrument, "symbol").load(root.symbol)
