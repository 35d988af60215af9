"""What can be asked for at the root."""

from asyncio import gather
from typing import Annotated, Any

import strawberry

import db.models as rows
from actions import evidence
from actions import orders as actions
from actions.evidence import EvidenceCheck
from actions.viewer import Viewer as Asking
from db.reads import backtests as backtests_read
from db.reads import forecasts as forecasts_read
from db.reads import market, portfolios
from db.reads import news as news_read
from db.reads import orders as orders_read
from db.reads.pages import FIRST_MAX, Page, page
from graph import nodes
from graph.auth import signed_in
from graph.context import Info
from graph.mutations.orders import OrderTermsInput
from graph.shapes import After, First, known
from graph.types.jobs import Job
from graph.types.news import Symbols as NewsSymbols
from graph.types.orders import Order, Preview, preview_of
from graph.types.portfolios import Portfolio
from graph.types.signals import Signal
from trading.errors import FieldProblem, InvalidInput, NotFound
from trading.forecasts import Scorecard

Id = Annotated[strawberry.ID, strawberry.argument(name="id", description="Its global id.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(name="ids", description="Their global ids, at most 100.")]
Symbol = Annotated[str, strawberry.argument(description="Its symbol.")]
Symbols = Annotated[list[str], strawberry.argument(description="Their symbols, at most 100.")]
OwnerId = Annotated[strawberry.ID, strawberry.argument(description="The portfolio.")]
Key = Annotated[str, strawberry.argument(description="The key that the viewer used.")]
Archived = Annotated[bool, strawberry.argument(description="Those that are archived instead of the others.")]
Horizon = Annotated[int, strawberry.argument(description="Trading days that the forecasts look ahead.")]
Terms = Annotated[OrderTermsInput, strawberry.argument(description="What to trade and how.")]


def viewer(info: Info) -> Asking:
    return signed_in(info)


async def node(info: Info, global_id: Id) -> Any:
    return await nodes.load(info, global_id)


async def some_nodes(info: Info, global_ids: Ids) -> list[Any]:
    """Return a row for each id, and the refusal itself where there is none: it becomes null with an error."""
    signed_in(info)
    at_most("ids", len(global_ids))
    return await gather(*(nodes.load(info, each) for each in global_ids), return_exceptions=True)


async def portfolio(info: Info, global_id: Id) -> Any:
    return await nodes.load(info, global_id, Portfolio)


async def some_portfolios(
    info: Info, first: First = 20, after: After = strawberry.UNSET, archived: Archived = False
) -> Page[rows.Portfolio]:
    asking = signed_in(info)
    everything = asking.is_system
    mine = portfolios.visible(asking.user_id, asking.portfolio_ids, everything=everything, archived=archived)
    return await page(mine, first, known(after), "id", descending=False)


async def order(info: Info, global_id: Id) -> Any:
    return await nodes.load(info, global_id, Order)


async def order_by_key(info: Info, portfolio_id: OwnerId, idempotency_key: Key) -> rows.Order | None:
    asking = signed_in(info)
    home = await nodes.load(info, portfolio_id, Portfolio)
    return await orders_read.by_key(asking.user_id, home.id, idempotency_key)


async def instrument(info: Info, symbol: Symbol) -> Any:
    signed_in(info)
    found = await info.context.loaders.one(rows.Instrument, "symbol").load(symbol)
    if found is None:
        raise NotFound("The desk does not know this symbol.", symbol)
    return found


async def quotes(info: Info, symbols: Symbols) -> list[rows.Quote]:
    signed_in(info)
    at_most("symbols", len(symbols))
    return await market.quotes(symbols)


async def news(
    info: Info, first: First = 20, after: After = strawberry.UNSET, symbols: NewsSymbols = strawberry.UNSET
) -> Page[rows.NewsItem]:
    signed_in(info)
    return await page(news_read.items(some_symbols(symbols)), first, known(after), *news_read.ORDER)


def some_symbols(symbols: list[str] | None) -> list[str] | None:
    """Return a choice of symbols in one order, None for everything. Raise InvalidInput for more than a page."""
    chosen = known(symbols)
    if chosen is None:
        return None
    at_most("symbols", len(chosen))
    return sorted(set(chosen))


async def some_backtests(info: Info, first: First = 20, after: After = strawberry.UNSET) -> Page[rows.Backtest]:
    mine = backtests_read.of_user(signed_in(info).user_id)
    return await page(mine, first, known(after), "requested_at", "id")


async def market_condition(info: Info) -> rows.MarketState | None:
    signed_in(info)
    return await news_read.market_state(await info.context.loaders.now())


async def scorecards(info: Info, horizon_days: Horizon = 5) -> list[Scorecard]:
    signed_in(info)
    return await forecasts_read.scorecards(horizon_days)


async def verify_signal(info: Info, global_id: Id) -> EvidenceCheck:
    signal = await nodes.load(info, global_id, Signal)
    return await evidence.recompute(info.context.desk, signal.id)


async def job(info: Info, global_id: Id) -> Any:
    return await nodes.load(info, global_id, Job)


async def preview_order(info: Info, terms: Terms) -> Preview:
    asking = signed_in(info)
    home = await nodes.load(info, terms.portfolio_id, Portfolio)
    verdict = await actions.preview(info.context.desk, asking, home.id, terms.read()[1])
    return preview_of(info, verdict, home)


def at_most(name: str, count: int) -> None:
    """Raise InvalidInput for a list that is longer than a page."""
    if count > FIRST_MAX:
        message = f"At most {FIRST_MAX} at once."
        raise InvalidInput(message, FieldProblem((name,), message))
