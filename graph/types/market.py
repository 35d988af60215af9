"""The market: instruments, their last quote, their daily bars, what is drawn over them and what is said of them."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Annotated, Any

import strawberry

import db.models as rows
from db.reads import news as news_read
from db.reads.market import last_closed_day
from db.reads.pages import Page, page
from db.reads.performance import since, thin
from db.reads.standings import is_stale
from graph.context import Info
from graph.scalars import Currency
from graph.shapes import After, Connection, First, Node, derived, known
from graph.types.figures import CompanyFigures
from graph.types.news import NewsItem, Sentiment, sentiment_of
from trading import indicators as drawn
from trading.errors import FieldProblem, InvalidInput
from trading.indicators import WARMUP_BARS, IndicatorName, indicator
from trading.market import Bar as DailyBar
from trading.performance import Period

Names = Annotated[list[IndicatorName], strawberry.argument(description="Which, at most 10.")]
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


def _at(root: drawn.IndicatorPoint) -> datetime:
    return datetime.combine(root.day, time.min, UTC)


@strawberry.type(description="A value of an indicator.")
class IndicatorPoint:
    at: datetime = derived(_at, "The day, as its midnight in UTC.")
    value: Decimal = strawberry.field(description="The value at its close.")


def _points(root: drawn.IndicatorSeries) -> list[drawn.IndicatorPoint]:
    return thin(root.points)


@strawberry.type(description="One line of an indicator; some have several.")
class IndicatorSeries:
    name: str = strawberry.field(description="Which line, with its length in days.")
    points: list[IndicatorPoint] = derived(_points, "At most 600, thinned; the last one exact.")


async def _quote(root: rows.Instrument, info: Info) -> Any:
    return await info.context.loaders.one(rows.Quote, "symbol").load(root.symbol)


async def _history(symbol: str, info: Info) -> list[DailyBar]:
    """Return the daily bars of closed sessions."""
    market = info.context.desk.market
    last = await last_closed_day(market.name, await info.context.loaders.now())
    return list(market.bars(symbol, until=last))


async def _bars(root: rows.Instrument, info: Info, period: PeriodArgument = Period.ONE_MONTH) -> list[DailyBar]:
    bars = await _history(root.symbol, info)
    start = since(bars[-1].day, period.days) if bars else None
    return thin([bar for bar in bars if start is None or bar.day >= start])


async def _indicators(
    root: rows.Instrument, info: Info, names: Names, period: PeriodArgument = Period.ONE_MONTH
) -> list[drawn.IndicatorSeries]:
    if len(names) > len(IndicatorName):
        message = f"At most {len(IndicatorName)} at once."
        raise InvalidInput(message, FieldProblem(("names",), message))
    bars = await _history(root.symbol, info)
    if not bars:
        return []
    first = since(bars[-1].day, period.days) or bars[0].day
    shown = sum(bar.day >= first for bar in bars)
    seen = bars[-shown - WARMUP_BARS :]
    return [line for name in dict.fromkeys(names) for line in indicator(name, seen, first)]


async def _sentiment(root: rows.Instrument, info: Info) -> Sentiment | None:
    found = await info.context.loaders.impact.load(root.symbol)
    return sentiment_of(found) if found else None


async def _figures(root: rows.Instrument, info: Info) -> Any:
    return await info.context.loaders.figures.load(root.symbol)


async def _news(
    root: rows.Instrument, _info: Info, first: First = 20, after: After = strawberry.UNSET
) -> Page[rows.NewsItem]:
    return await page(news_read.items([root.symbol]), first, known(after), *news_read.ORDER)


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
    indicators: list[IndicatorSeries] = derived(
        _indicators, "Lines over the bars, in the shares of the last one: restated for splits, unlike the bars."
    )
    sentiment: Sentiment | None = derived(
        _sentiment, "What the headlines of two weeks say, the later the more; null when there are none."
    )
    figures: CompanyFigures | None = derived(
        _figures, "Its company's figures as they were known at this time of the market; null when none were."
    )
    news: Connection[NewsItem] = derived(_news, "Headlines that name it, the latest first.")


async def instrument_of(root: Any, info: Info) -> Any:
    """Resolve the instrument of anything that has a symbol; what the desk does not know has a name all the same."""
    found = await info.context.loaders.one(rows.Instrument, "symbol").load(root.symbol)
    return found or rows.Instrument(symbol=root.symbol, name=root.symbol, currency="USD", tradable=False)
