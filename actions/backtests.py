"""Ask for a backtest, and keep what came of it: its figures, and that it was tried."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from actions import jobs
from actions.access import permissions_anywhere
from actions.analyses import last_closed_day
from actions.unit import fingerprint, unit
from actions.viewer import Viewer
from db.models import Backtest, Instrument, JobState, Trial
from db.reads.backtests import waiting
from trading.errors import FieldProblem, InvalidInput, LimitReached, NotAllowed, Permission
from trading.performance import Figures
from trading.ports import Desk, Json
from trading.strategies import CATALOG, ENSEMBLE, Rules, to_json
from trading.terms import SYMBOL
from trading.units import CENT, plain

QUEUE: Final = "backtests"
SYMBOLS_MAX: Final = 50
DAYS_LEAST: Final = 30
WAITING_MAX: Final = 5
CASH_MAX: Final = Decimal(1_000_000_000)
CURRENCY: Final = "USD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A backtest as it is asked for. Without `rules` the strategy is one of the catalog, or the desk's own models."""

    strategy: str
    symbols: Sequence[str]
    first: date
    last: date
    opening_cash: Decimal = Decimal(100_000)
    rules: Rules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of one. `details` is plain JSON, `equity` pairs of day and amount, `ratio` the Sharpe ratio per session
    as text."""

    figures: Figures
    details: Json
    equity: list[list[str]]
    trades: int
    ratio: str | None


async def request(desk: Desk, viewer: Viewer, wanted: Wanted) -> Backtest:
    """Queue a backtest. InvalidInput names what is wrong with it; LimitReached when too many wait already."""
    if Permission.TRADE not in await permissions_anywhere(viewer):
        raise NotAllowed(f"This needs the permission {Permission.TRADE} in some portfolio.", Permission.TRADE)
    rules = _rules(wanted)
    symbols = await _symbols(wanted.symbols)
    _cash(wanted.opening_cash)
    await _period(desk, wanted, rules)
    stored = None if rules is None else to_json(rules)
    async with unit(desk, viewer) as u:
        if await waiting(viewer.user_id) >= WAITING_MAX:
            raise LimitReached(f"{WAITING_MAX} backtests of yours have not ended; wait for one, or cancel it.")
        content = {**stored, "name": ""} if stored else wanted.strategy
        backtest = Backtest(
            id=desk.ids.new(),
            strategy=wanted.strategy,
            rules=stored,
            symbols=symbols,
            first_day=wanted.first,
            last_day=wanted.last,
            opening_cash=wanted.opening_cash,
            currency=CURRENCY,
            scope=fingerprint(*symbols),
            fingerprint=fingerprint(content, wanted.first, wanted.last, plain(wanted.opening_cash)),
        )
        summary = f"Backtest of {wanted.strategy} on {', '.join(symbols)}, {wanted.first} to {wanted.last}"
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
        if found.ratio is not None:
            await _register(desk, current, found.ratio)
        result = {"total_return": plain(found.figures.total_return), "hash": str(found.details.get("hash", ""))}
        await jobs.finish(u, current, JobState.SUCCEEDED, after=dict[str, object](result))
        return True


async def _register(desk: Desk, backtest: Backtest, ratio: str) -> None:
    user, scope, trial = backtest.requested_by_id, backtest.scope, backtest.fingerprint
    if not await Trial.exists(user_id=user, scope=scope, fingerprint=trial):
        registered = Trial(id=desk.ids.new(), user_id=user, scope=scope, fingerprint=trial, ratio=ratio)
        registered.created_at = desk.clock.now()
        await registered.save(force_create=True)


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


def _cash(cash: Decimal) -> None:
    if not cash.is_finite() or not 1 <= cash <= CASH_MAX or cash % CENT:
        raise _wrong("openingCash", f"The opening cash is 1 to {plain(CASH_MAX)}, in whole cents.")


async def _period(desk: Desk, wanted: Wanted, rules: Rules | None) -> None:
    """Refuse a period that is upside down, too short, or not over yet: what is to come is nobody's to test on."""
    if wanted.first >= wanted.last:
        raise _wrong("from", f"The period begins on {wanted.first} and ends before: on {wanted.last}.")
    closed = await last_closed_day(desk)
    if wanted.last > closed:
        raise _wrong("to", f"The market has closed on {closed} last; later days are not known yet.")
    days = desk.market.days()
    count = bisect_right(days, wanted.last) - bisect_left(days, wanted.first)
    least = max(DAYS_LEAST, rules.bars + 1 if rules else 0)
    if count < least:
        raise _wrong("from", f"The period has {count} trading days; {wanted.strategy} needs at least {least}.")


def _wrong(name: str, message: str) -> InvalidInput:
    return InvalidInput(message, FieldProblem((name,), message))
