"""What portfolios and positions are worth now: equity, profit and loss, weights, many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from db.models import Execution, JournalEntry, Portfolio, Position, Posting, Quote
from db.reads.books import age_seconds
from trading.ledger import Account, Cause
from trading.limits import Limits
from trading.units import ZERO, gross, to_cents
from trading.valuation import Holding, Valuation, day_result, value

RATIO = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Profit and loss in the portfolio's currency; `day_ratio` is a fraction of what the day began with."""

    day: Decimal
    day_ratio: Decimal
    unrealized: Decimal
    realized: Decimal
    total: Decimal
    marked_at: datetime
    stale: bool
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A portfolio at the last known prices. `drawdown` is the fraction that nav lies below its peak."""

    valuation: Valuation
    holdings: dict[str, Holding]
    drawdown: Decimal
    result: Result

    def weight(self, symbol: str) -> Decimal | None:
        """Signed share of equity, None without a price."""
        worth = self.holdings[symbol].value if symbol in self.holdings else None
        equity = self.valuation.equity
        return None if worth is None or equity <= 0 else ratio(worth / equity)


def ratio(exact: Decimal) -> Decimal:
    """Round a ratio for people: 6 places."""
    return exact.quantize(RATIO)


async def standings(portfolios: Sequence[Portfolio], now: datetime) -> list[Standing]:
    """Value some portfolios at market time `now`, in two queries for all of them."""
    held: dict[str, list[Position]] = {portfolio.id: [] for portfolio in portfolios}
    for position in await Position.filter(portfolio_id__in=list(held)).exclude(quantity=0).order_by("symbol"):
        held[position.portfolio_id].append(position)
    symbols = {position.symbol for positions in held.values() for position in positions}
    quotes = {quote.symbol: quote for quote in await Quote.filter(symbol__in=symbols)}
    return [_standing(portfolio, held[portfolio.id], quotes, now) for portfolio in portfolios]


def _standing(portfolio: Portfolio, positions: Sequence[Position], quotes: dict[str, Quote], now: datetime) -> Standing:
    holdings = [holding(position, quotes.get(position.symbol)) for position in positions]
    worth = value(portfolio.cash, holdings)
    day, day_ratio = day_result(worth.equity, portfolio.units, portfolio.open_equity, portfolio.open_units)
    marks = [quotes[position.symbol] for position in positions if position.symbol in quotes]
    return Standing(
        valuation=worth,
        holdings={each.symbol: each for each in holdings},
        drawdown=_drawdown(portfolio, worth.equity),
        result=Result(
            day=day,
            day_ratio=ratio(day_ratio),
            unrealized=worth.unrealized,
            realized=portfolio.realized,
            total=portfolio.realized + worth.unrealized - portfolio.fees + portfolio.dividends + portfolio.interest,
            marked_at=max((mark.at for mark in marks), default=now),
            stale=bool(worth.unpriced) or any(is_stale(mark, portfolio, now) for mark in marks),
            currency=portfolio.currency,
        ),
    )


def holding(position: Position, quote: Quote | None) -> Holding:
    """Return a position with its last price, as valuation wants it."""
    return Holding(
        symbol=position.symbol,
        quantity=position.quantity,
        basis=position.basis,
        price=quote.price if quote else None,
        previous_close=quote.previous_close if quote else None,
    )


def is_stale(quote: Quote, portfolio: Portfolio | None, now: datetime) -> bool:
    """Tell whether a quote is older than the portfolio's limit, or the desk's default, in market time."""
    limits = Limits.of(portfolio.limits) if portfolio else Limits()
    return age_seconds(quote, now) > limits.max_quote_age_seconds


def _drawdown(portfolio: Portfolio, equity: Decimal) -> Decimal:
    if not portfolio.peak_equity or not portfolio.peak_units or not portfolio.units:
        return ZERO
    share = equity * portfolio.peak_units / (portfolio.peak_equity * portfolio.units)
    return max(ZERO, ratio(1 - share))


# ---------------------------------------------------------------- one position


async def position_results(
    positions: Sequence[Position], portfolios: dict[str, Portfolio], now: datetime
) -> list[Result | None]:
    """Return profit and loss by position, None where no price is known; `portfolios` by id.

    The day compares with the previous close: what is held now, less what was held then, less what
    this session's executions cost. Fees count in day and total, dividends, less taxes on them, in total.
    """
    ids, symbols = [p.portfolio_id for p in positions], [p.symbol for p in positions]
    trades: dict[tuple[str, str], list[Execution]] = {}
    for execution in await Execution.filter(portfolio_id__in=set(ids), symbol__in=set(symbols), busted=False):
        trades.setdefault((execution.portfolio_id, execution.symbol), []).append(execution)
    quotes = {quote.symbol: quote for quote in await Quote.filter(symbol__in=set(symbols))}
    dividends = await _dividends(ids)
    results: list[Result | None] = []
    for position in positions:
        key, quote = (position.portfolio_id, position.symbol), quotes.get(position.symbol)
        portfolio = portfolios[position.portfolio_id]
        done = trades.get(key, [])
        results.append(
            _position_result(position, portfolio, quote, done, dividends.get(key, ZERO), now) if quote else None
        )
    return results


async def _dividends(portfolio_ids: Sequence[str]) -> dict[tuple[str, str], Decimal]:
    causes = [Cause.DIVIDEND, Cause.WITHHOLDING]
    entries = await JournalEntry.filter(portfolio_id__in=set(portfolio_ids), cause__in=causes)
    owner = {entry.id: entry.portfolio_id for entry in entries}
    sums: dict[tuple[str, str], Decimal] = {}
    for posting in await Posting.filter(entry_id__in=list(owner), account=Account.DIVIDENDS):
        key = (owner[posting.entry_id], posting.symbol or "")
        sums[key] = sums.get(key, ZERO) - (posting.amount or ZERO)
    return sums


def _position_result(
    position: Position, portfolio: Portfolio, quote: Quote, done: Sequence[Execution], dividends: Decimal, now: datetime
) -> Result:
    unrealized = holding(position, quote).unrealized or ZERO
    realized = sum((execution.realized for execution in done), ZERO)
    fees = sum((execution.fee for execution in done), ZERO)
    day, start = _day(position, portfolio, quote, done)
    return Result(
        day=day,
        day_ratio=ratio(day / start) if start else ZERO,
        unrealized=unrealized,
        realized=realized,
        total=realized + unrealized - fees + dividends,
        marked_at=quote.at,
        stale=is_stale(quote, portfolio, now),
        currency=portfolio.currency,
    )


def _day(position: Position, portfolio: Portfolio, quote: Quote, done: Sequence[Execution]) -> tuple[Decimal, Decimal]:
    """Return the day's result and the amount at stake: the position at the previous close and what was added."""
    opened = datetime.combine(portfolio.session_day, time.min, UTC) if portfolio.session_day else None
    today = [e for e in done if opened is not None and e.executed_at >= opened]
    bought = sum((e.side.sign * e.quantity for e in today), ZERO)
    spent = sum((e.side.sign * gross(e.quantity, e.price) + e.fee for e in today), ZERO)
    before = to_cents((position.quantity - bought) * (quote.previous_close or quote.price))
    day = to_cents(position.quantity * quote.price) - before - spent
    return day, abs(before) + max(ZERO, spent)
