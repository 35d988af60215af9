"""Ask for a backtest, and keep what came of it: its figures, and that it was tried."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from actions import jobs, trials
from actions.access import permissions_anywhere
from actions.analyses import last_closed_day
from actions.unit import fingerprint, unit
from actions.viewer import Viewer
from db.models import Backtest, BacktestFill, Instrument, JobState
from db.reads.backtests import waiting
from trading import sweeps
from trading.errors import FieldProblem, InvalidInput, LimitReached, NotAllowed, Permission
from trading.orders import OrderSide
from trading.performance import Figures
from trading.ports import Desk, Json
from trading.strategies import CATALOG, ENSEMBLE, Rules, of_json, to_json
from trading.sweeps import Choice
from trading.terms import SYMBOL
from trading.units import CENT, plain

QUEUE: Final = "backtests"
SYMBOLS_MAX: Final = 50
DAYS_LEAST: Final = 30
WAITING_MAX: Final = 5
CASH_MAX: Final = Decimal(1_000_000_000)
CURRENCY: Final = "USD"
FILLS_MAX: Final = 10_000  # kept of one run
AT_ONCE: Final = 500  # rows in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A backtest as it is asked for. Without `rules` the strategy is one of the catalog, or the desk's own models."""

    strategy: str
    symbols: Sequence[str]
    first: date
    last: date
    opening_cash: Decimal = Decimal(100_000)
    rules: Rules | None = None
    vary: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """One fill of a run, in the shares and prices of its day."""

    at: datetime
    symbol: str
    side: OrderSide
    quantity: Decimal
    price: Decimal
    fee: Decimal
    realized: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of one. `details` is plain JSON, `equity` pairs of day and amount, `ratios` the Sharpe ratio per
    session of each variant as text, in their order; None for what never moved. `fills` are the first FILLS_MAX."""

    figures: Figures
    details: Json
    equity: list[list[str]]
    trades: int
    ratios: Sequence[str | None]
    fills: Sequence[Filled] = ()


async def request(desk: Desk, viewer: Viewer, wanted: Wanted) -> Backtest:
    """Queue a backtest. InvalidInput names what is wrong with it; LimitReached when too many wait already."""
    if Permission.TRADE not in await permissions_anywhere(viewer):
        raise NotAllowed(f"This needs the permission {Permission.TRADE} in some portfolio.", Permission.TRADE)
    rules = _rules(wanted)
    choices = _choices(wanted, rules)
    symbols = await _symbols(wanted.symbols)
    check_cash(wanted.opening_cash)
    await _period(desk, wanted, sweeps.bars(rules, choices) if rules else 0)
    stored = None if rules is None else to_json(rules)
    async with unit(desk, viewer) as u:
        if await waiting(viewer.user_id) >= WAITING_MAX:
            raise LimitReached(f"{WAITING_MAX} backtests of yours have not ended; wait for one, or cancel it.")
        backtest = Backtest(
            id=desk.ids.new(),
            strategy=wanted.strategy,
            rules=stored,
            vary=sweeps.to_json(choices) or None,
            symbols=symbols,
            first_day=wanted.first,
            last_day=wanted.last,
            opening_cash=wanted.opening_cash,
            currency=CURRENCY,
            scope=trials.scope(symbols),
            fingerprint="",
        )
        tried = fingerprints(backtest)
        backtest.fingerprint = fingerprint(*tried) if choices else tried[0]
        kind = f"Sweep of {len(tried)} variants" if choices else "Backtest"
        summary = f"{kind} of {wanted.strategy} on {', '.join(symbols)}, {wanted.first} to {wanted.last}"
        await jobs.enter(u, backtest, summary, queue=QUEUE, name="run_backtest")
        return backtest


async def record(desk: Desk, viewer: Viewer, backtest: Backtest, found: Found) -> bool:
    """Keep what came of a run, and register it as tried; False when it was canceled or taken meanwhile."""
    async with unit(desk, viewer) as u:
        current = await jobs.mine(backtest)
        if current is None:
            return False
        current.figures, current.details = found.figures.kept(), found.details
        current.equity, current.trades = found.equity, found.trades
        await _keep_fills(desk, current, found.fills[:FILLS_MAX])
        tried = dict(zip(fingerprints(current), found.ratios, strict=True))
        await trials.enter(u, current.requested_by_id, current.scope, tried)
        result = {"total_return": plain(found.figures.total_return), "hash": str(found.details.get("hash", ""))}
        await jobs.finish(u, current, JobState.SUCCEEDED, after=dict[str, object](result))
        return True


def variants(backtest: Backtest) -> list[Rules | None]:
    """Return what a backtest tries: its rules, or all combinations of a sweep; None are the desk's models."""
    if backtest.rules is None:
        return [None]
    rules = of_json(backtest.rules)
    if backtest.vary is None:
        return [rules]
    return [each.rules for each in sweeps.variants(rules, sweeps.of_json(backtest.vary, rules))]


def fingerprints(backtest: Backtest) -> list[str]:
    """Return what makes each of its variants the trial that it is, whatever it is called."""
    over = backtest.first_day, backtest.last_day, backtest.opening_cash
    return [trials.trial(backtest.strategy if rules is None else rules, *over) for rules in variants(backtest)]


async def _keep_fills(desk: Desk, backtest: Backtest, fills: Sequence[Filled]) -> None:
    rows = [
        BacktestFill(
            id=desk.ids.new(),
            backtest_id=backtest.id,
            place=place,
            at=fill.at,
            symbol=fill.symbol,
            side=fill.side,
            quantity=fill.quantity,
            price=fill.price,
            fee=fill.fee,
            realized=fill.realized,
        )
        for place, fill in enumerate(fills, start=1)
    ]
    await BacktestFill.bulk_create(rows, batch_size=AT_ONCE)


def _choices(wanted: Wanted, rules: Rules | None) -> list[Choice]:
    """Return what varies; nothing of the desk's own models can."""
    if not wanted.vary:
        return []
    if rules is None:
        raise _wrong("vary", "The desk's own models have no numbers that vary: name another strategy, or give rules.")
    return sweeps.of_json(wanted.vary, rules)


def _rules(wanted: Wanted) -> Rules | None:
    """Return the rules that are meant, None for the desk's models."""
    if wanted.rules is not None or wanted.strategy == ENSEMBLE:
        return wanted.rules
    if wanted.strategy not in CATALOG:
        known = ", ".join([*CATALOG, ENSEMBLE])
        raise _wrong("strategy", f"There is no strategy {wanted.strategy!r}: give rules, or name one of {known}.")
    return CATALOG[wanted.strategy]


async def _symbols(symbols: Sequence[str]) -> list[str]:
    wanted = sorted(set(symbols))
    if not 1 <= len(wanted) <= SYMBOLS_MAX:
        raise _wrong("symbols", f"Name 1 to {SYMBOLS_MAX} symbols.")
    known = {i.symbol for i in await Instrument.filter(symbol__in=[s for s in wanted if SYMBOL.fullmatch(s)])}
    if unknown := [symbol for symbol in wanted if symbol not in known]:
        raise _wrong("symbols", f"The desk does not know {', '.join(unknown)[:200]}.")
    return wanted


def check_cash(cash: Decimal) -> None:
    """Refuse an amount that no account opens with."""
    if not cash.is_finite() or not 1 <= cash <= CASH_MAX or cash % CENT:
        raise _wrong("openingCash", f"The opening cash is 1 to {plain(CASH_MAX)}, in whole cents.")


async def _period(desk: Desk, wanted: Wanted, bars: int) -> None:
    """Refuse a period that is upside down, too short for so many bars before a first decision, or not over yet: what is
    to come is nobody's to test on."""
    if wanted.first >= wanted.last:
        raise _wrong("from", f"The period begins on {wanted.first} and ends before: on {wanted.last}.")
    closed = await last_closed_day(desk)
    if wanted.last > closed:
        raise _wrong("to", f"The market has closed on {closed} last; later days are not known yet.")
    days = desk.market.days()
    count = bisect_right(days, wanted.last) - bisect_left(days, wanted.first)
    least = max(DAYS_LEAST, bars + 1)
    if count < least:
        raise _wrong("from", f"The period has {count} trading days; {wanted.strategy} needs at least {least}.")


def _wrong(name: str, message: str) -> InvalidInput:
    return InvalidInput(message, FieldProblem((name,), message))
