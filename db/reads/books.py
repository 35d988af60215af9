"""The book that the risk gate looks at, read in one go under the portfolio's lock."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Final

from tortoise.queryset import QuerySet

from db.lookup import ask, many, one, some
from db.models import Autonomy, Instrument, Order, Portfolio, Position, Quote, RiskScenarios, Stop
from db.reads.facts import halt_of, stops_for, terms
from trading import leases
from trading.book import Book, Mark, Resting, Strategy, order_risk
from trading.limits import Limits
from trading.orders import OrderSide, Terms
from trading.stop import TradingState, engaged
from trading.tails import Outlook, outlook
from trading.units import EXACT, NANO, ZERO
from trading.valuation import Holding

# What is read of orders that work and of those lately placed: the rest of a row is long and costs more than its use.
PLACED: Final = (
    "id",
    "symbol",
    "side",
    "type",
    "quantity",
    "limit_price",
    "stop_price",
    "trail_by",
    "stop_loss",
    "take_profit",
    "time_in_force",
    "placed_quantity",
    "placed_limit_price",
    "placed_stop_price",
)
WORKING: Final = (
    "id",
    "symbol",
    "side",
    "quantity",
    "stop_loss",
    "open",
    "opening",
    "filled",
    "reference_price",
    "session_day",
    "denial",
    "replace_pending",
    "replace_quantity",
    "replace_opening",
    "replace_reference_price",
)

STILL_OPEN: Final = 'portfolio_id = $1 AND "open" = $2 AND parent_id IS NULL'
LATELY: Final = "portfolio_id = $1 AND symbol = $2 AND placed_at >= $3 AND denial IS NULL AND parent_id IS NULL"
MESSAGES: Final = """SELECT count(CASE WHEN at > $3 THEN 1 END), count(*) FROM order_messages
    WHERE portfolio_id = $1 AND NOT denied AND at > $2 AND at < $5 AND order_id <> $4"""
OPENED: Final = """SELECT side, stop_loss, reference_price, sum(filled - quantity + opening) FROM orders
    WHERE portfolio_id = $1 AND session_day {day} AND NOT "open" AND denial IS NULL AND opening > 0
    AND filled > quantity - opening GROUP BY side, stop_loss, reference_price"""


async def book(
    portfolio: Portfolio,
    symbols: Iterable[str],
    now: datetime,
    real_now: datetime,
    *,
    strategy_id: str | None = None,
    without: str | None = None,
    replacing: bool = False,
    alike: bool = True,
) -> Book:
    """Return the portfolio's book at market time `now`, with marks for what it holds and for `symbols`.

    An automatic order in one symbol names its strategy; `without` leaves out an order that is judged again,
    its message too unless it is `replacing` one. `alike` off: no look-alikes are sought.
    """
    positions = {p.symbol: p.quantity for p in await many(Position, portfolio_id=portfolio.id)}
    asked = list(symbols)
    wanted = {*positions, *asked}
    quotes = await many(Quote, symbol=wanted)
    known = [instrument.symbol for instrument in await many(Instrument, symbol=wanted, tradable=True)]
    limits = Limits.of(portfolio.limits)
    # Exits are left out: they give way to what closes the same shares, and open nothing.
    working = await some(Order, WORKING, STILL_OPEN, portfolio.id, True)
    second, minute = await _messages(portfolio.id, real_now, None if replacing else without)
    marks = {q.symbol: _mark(q, now) for q in quotes}
    resting = tuple(reserving(order) for order in working if order.id != without)
    return Book(
        cash=portfolio.cash,
        reserved=portfolio.reserved,
        units=portfolio.units,
        open_equity=portfolio.open_equity,
        open_units=portfolio.open_units,
        peak_equity=portfolio.peak_equity,
        peak_units=portfolio.peak_units,
        positions=positions,
        marks=marks,
        resting=resting,
        recent=await _recent(portfolio.id, asked, now, limits, without) if alike else (),
        messages_second=second,
        messages_minute=minute,
        risk_today=await _risk_today(portfolio, limits, working, without),
        strategy=await _strategy(portfolio.id, strategy_id, asked, now, limits, without) if strategy_id else None,
        outlook=await _outlook(portfolio.id, limits, positions, marks, resting),
        approve_automatic=portfolio.autonomy is Autonomy.APPROVE,
        limits=limits,
        halt=halt_of(await stops_for(portfolio.id, strategy_id)),
        known=frozenset(known),
        now=now,
    )


async def _outlook(
    portfolio_id: str,
    limits: Limits,
    positions: Mapping[str, Decimal],
    marks: Mapping[str, Mark],
    resting: Sequence[Resting],
) -> Outlook | None:
    """Return what the book, its working orders filled, would do on the days of the last report, if that is limited."""
    if limits.max_value_at_risk_ratio is None and limits.max_expected_shortfall_ratio is None:
        return None
    known = await one(RiskScenarios, portfolio_id=portfolio_id)
    if known is None or any(quantity and symbol not in marks for symbol, quantity in positions.items()):
        return None
    held = [(symbol, quantity * marks[symbol].price) for symbol, quantity in positions.items() if quantity]
    opened = [(each.symbol, each.side.sign * each.opening * each.reference_price) for each in resting if each.opening]
    return outlook([*held, *opened], known.returns, known.confidence)


def _mark(quote: Quote, now: datetime) -> Mark:
    return Mark(
        price=quote.price,
        age_seconds=age_seconds(quote, now),
        average_volume=quote.average_volume,
        volatility=quote.volatility,
        day_move=quote.day_move,
    )


def age_seconds(quote: Quote, now: datetime) -> Decimal:
    """Age of a quote in market time, exact to the microsecond; never negative."""
    age = max(timedelta(0), now - quote.at)
    return Decimal(age.days * 86_400 + age.seconds) + Decimal(age.microseconds).scaleb(-6)


def reserving(order: Order) -> Resting:
    """Return what an order reserves: its leaves, and while a replace is under way the dearer of old and new."""
    old = _part(order, order.quantity, order.opening, order.reference_price)
    if not order.replace_pending or order.replace_quantity is None:
        return old
    new = _part(order, order.replace_quantity, order.replace_opening or ZERO, order.replace_reference_price)
    dearer = max(old, new, key=lambda each: each.opening * each.reference_price)
    return dearer._replace(leaves=max(old.leaves, new.leaves))


def _part(order: Order, quantity: Decimal, opening: Decimal, reference_price: Decimal | None) -> Resting:
    left = max(ZERO, quantity - order.filled) if order.open else ZERO
    return Resting(
        symbol=order.symbol,
        side=order.side,
        leaves=left,
        opening=min(left, opening),
        reference_price=reference_price or ZERO,
    )


async def _recent(
    portfolio_id: str, symbols: list[str], now: datetime, limits: Limits, without: str | None
) -> tuple[Terms, ...]:
    since = now - timedelta(seconds=limits.duplicate_window_seconds)
    found = [order for symbol in symbols for order in await some(Order, PLACED, LATELY, portfolio_id, symbol, since)]
    return tuple(_as_placed(order) for order in found if order.id != without)


def _as_placed(order: Order) -> Terms:
    """A look-alike is held against what was asked for, not against what a replace made of it."""
    if not order.placed_quantity:
        return terms(order)
    return replace(
        terms(order),
        quantity=order.placed_quantity,
        limit_price=order.placed_limit_price,
        stop_price=order.placed_stop_price,
    )


async def _messages(portfolio_id: str, now: datetime, without: str | None) -> tuple[int, int]:
    """Count what was accepted within the last second and minute; what is exactly that old counts no more."""
    minute_ago, second_ago = now - timedelta(seconds=60), now - timedelta(seconds=1)
    astray = leases.latest(now, timedelta(0))  # from before the clock was set back
    [(second, minute)] = await ask(MESSAGES, portfolio_id, minute_ago, second_ago, without or "", astray)
    return second, minute


async def _risk_today(portfolio: Portfolio, limits: Limits, working: Sequence[Order], without: str | None) -> Decimal:
    """Sum what the session's opening orders may lose: the working ones whole, of all others what was filled."""
    day, loss = portfolio.session_day, limits.default_loss_ratio
    today = [o for o in working if o.session_day == day and o.denial is None and (o.opening or o.replace_opening)]
    with localcontext(EXACT):
        over = [
            order_risk(opened, price, stop_loss, side, loss)
            for side, stop_loss, price, opened in await _opened(portfolio.id, day)
        ]
        return sum((*over, *(_risk(order, loss, order.id != without) for order in today)), ZERO)


async def _opened(portfolio_id: str, day: date | None) -> list[tuple[OrderSide, Decimal | None, Decimal, Decimal]]:
    """Return what the day's orders that are over have opened, by side, stop loss and reference price."""
    rows = await ask(OPENED.format(day="= $2" if day else "IS NULL"), portfolio_id, *([day] if day else []))
    return [
        (OrderSide(side), stop_loss and Decimal(stop_loss), Decimal(price or 0), Decimal(opened) * NANO)
        for side, stop_loss, price, opened in rows
    ]


def _risk(order: Order, default_loss: Decimal, working: bool) -> Decimal:
    def risk(opening: Decimal, reference: Decimal | None) -> Decimal:
        return order_risk(opening, reference or ZERO, order.stop_loss, order.side, default_loss)

    filled = risk(max(ZERO, order.filled - (order.quantity - order.opening)), order.reference_price)
    if not working:
        return filled
    whole = risk(order.opening, order.reference_price)
    if order.replace_pending and order.replace_opening is not None:
        return max(whole, risk(order.replace_opening, order.replace_reference_price))
    return whole


async def _strategy(
    portfolio_id: str, strategy_id: str, symbols: list[str], now: datetime, limits: Limits, without: str | None
) -> Strategy:
    """Return how a strategy stands; what is exactly as old as the window counts no more."""
    stop = await one(Stop, target=strategy_id)
    acted = _automatic(portfolio_id, now, limits).filter(
        strategy_id=strategy_id, symbol__in=symbols, sequence__gt=stop.after_sequence if stop else 0
    )
    acted = acted.exclude(id=without) if without else acted
    enabled = stop is None or stop.state is TradingState.ACTIVE or engaged(stop.level)
    return Strategy(enabled=enabled, executions=await acted.count())


def _automatic(portfolio_id: str, now: datetime, limits: Limits) -> QuerySet[Order]:
    """Return what strategies placed within the window and was accepted."""
    since = now - timedelta(seconds=limits.auto_execution_window_seconds)
    return Order.filter(portfolio_id=portfolio_id, strategy_id__isnull=False, denial=None, placed_at__gt=since)


async def busiest(portfolio_id: str, now: datetime, limits: Limits) -> int:
    """Count the automatic orders in the window of the strategy that acted most in one instrument, as the gate does."""
    forgotten = dict(await Stop.filter(portfolio_id=portfolio_id).values_list("target", "after_sequence"))
    counts: Counter[tuple[str, str]] = Counter()
    for order in await _automatic(portfolio_id, now, limits).only("id", "strategy_id", "symbol", "sequence"):
        strategy_id = order.strategy_id or ""
        if order.sequence > forgotten.get(strategy_id, 0):
            counts[strategy_id, order.symbol] += 1
    return max(counts.values(), default=0)


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
