"""The book that the risk gate looks at, read in one go under the portfolio's lock."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from db.models import Instrument, Order, Portfolio, Position, Quote
from db.reads.facts import halt_of, order_leaves, stops_for, terms
from trading.book import Book, Mark, Resting
from trading.limits import Limits
from trading.orders import Terms
from trading.valuation import Holding


async def book(portfolio: Portfolio, symbols: Iterable[str], now: datetime) -> Book:
    """Return the portfolio's book at market time `now`, with marks for what it holds and for `symbols`."""
    positions = {p.symbol: p.quantity for p in await Position.filter(portfolio_id=portfolio.id)}
    wanted = {*positions, *symbols}
    quotes = await Quote.filter(symbol__in=wanted)
    known = await Instrument.filter(symbol__in=wanted, tradable=True).values_list("symbol", flat=True)
    limits = Limits.of(portfolio.limits)
    return Book(
        cash=portfolio.cash,
        reserved=portfolio.reserved,
        units=portfolio.units,
        open_equity=portfolio.open_equity,
        open_units=portfolio.open_units,
        peak_equity=portfolio.peak_equity,
        peak_units=portfolio.peak_units,
        positions=positions,
        marks={q.symbol: Mark(price=q.price, age_seconds=age_seconds(q, now)) for q in quotes},
        resting=tuple([_resting(o) for o in await Order.filter(portfolio_id=portfolio.id, open=True)]),
        recent=await _recent(portfolio.id, now - timedelta(seconds=limits.duplicate_window_seconds)),
        limits=limits,
        halt=halt_of(await stops_for(portfolio.id)),
        known=frozenset(str(symbol) for symbol in known),
        now=now,
    )


def age_seconds(quote: Quote, now: datetime) -> Decimal:
    """Age of a quote in market time, exact to the microsecond; never negative."""
    age = max(timedelta(0), now - quote.at)
    return Decimal(age.days * 86_400 + age.seconds) + Decimal(age.microseconds).scaleb(-6)


def _resting(order: Order) -> Resting:
    return Resting(
        symbol=order.symbol,
        side=order.side,
        leaves=order_leaves(order),
        reference_price=order.reference_price or Decimal(0),
        reducing=order.reducing,
    )


async def _recent(portfolio_id: str, since: datetime) -> tuple[Terms, ...]:
    accepted = await Order.filter(portfolio_id=portfolio_id, placed_at__gte=since, denial=None)
    return tuple(terms(order) for order in accepted)


async def holdings(portfolio_id: str) -> list[Holding]:
    """Return what a portfolio holds, flat positions left out, with the last prices."""
    return (await holdings_of([portfolio_id]))[portfolio_id]


async def holdings_of(portfolio_ids: Sequence[str]) -> dict[str, list[Holding]]:
    """Return the same for several portfolios, in two queries for all of them."""
    held: dict[str, list[Holding]] = {portfolio_id: [] for portfolio_id in portfolio_ids}
    positions = await Position.filter(portfolio_id__in=list(held)).exclude(quantity=0).order_by("symbol")
    quotes = {q.symbol: q for q in await Quote.filter(symbol__in={p.symbol for p in positions})} if positions else {}
    for p in positions:
        quote = quotes.get(p.symbol)
        price, previous = (quote.price, quote.previous_close) if quote else (None, None)
        held[p.portfolio_id].append(Holding(p.symbol, p.quantity, p.basis, price, previous))
    return held
