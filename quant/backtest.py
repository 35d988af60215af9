"""The event engine: walks a strategy over a grid of bars through the same gate, matching and ledger as the desk.

Where nothing works and nothing is wanted it skips ahead, valuing the book in whole cents at once. An order that is
asked for at a bar's close can fill at the next bar's prices, never at those that it was decided by.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from quant.course import CENT as CENT_MICROS
from quant.course import Course
from quant.grid import Grid, Whole, price_of
from quant.inside import Inside
from trading.limits import Limits
from trading.matching import FillParams
from trading.orders import OrderSide, OrderType, Terms, TimeInForce
from trading.simulated import Tripped, Work
from trading.simulation import Simulation
from trading.stop import StopReason, TradingState
from trading.units import CENT, ZERO, plain, to_cents

PACE: Final = timedelta(seconds=2)  # between two orders of one bar: thirty a minute, as many as the throttle lets pass
ONE: Final = Decimal(1)
LATER: Final = 1 << 62
SKIPPED_LEAST: Final = 3  # fewer rows are quicker lived through than skipped
SHARES_MAX: Final = 1_000_000  # times a price of up to a million dollars in millionths: it fits 64 bits


class AfterDrawdown(StrEnum):
    """What becomes of a run whose drawdown has halted it: a second person releases it by a step at each later close
    (as in the demo), it stays as it is, or everything is closed and it stays so."""

    RELEASE = "RELEASE"
    HOLD = "HOLD"
    FLATTEN = "FLATTEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a run is carried out with. `half_spread_bp` is of the price, at least a cent unless it is zero; `impact_bp`
    is what the whole volume of a bar would move the price by, so a share of it moves it by that share."""

    cash: Decimal = Decimal(100_000)
    limits: Limits = field(default_factory=Limits)
    fills: FillParams = field(default_factory=FillParams)
    half_spread_bp: Decimal = ONE
    impact_bp: Decimal = Decimal(100)
    average: bool = False
    after_drawdown: AfterDrawdown = AfterDrawdown.RELEASE


@dataclass(frozen=True, slots=True)
class Wish:
    """What a strategy wants of a symbol: a share of equity from 0 to 1, with exits for what it opens."""

    column: int
    weight: float
    stop_loss: float | None = None
    take_profit: float | None = None


class Decider(Protocol):
    """A strategy at work. Rows are asked for in order, each at most once."""

    def next_row(self, after: int) -> int:
        """Return the next row from `after` on at which something may be wanted; LATER when none is."""
        ...

    def wishes(self, row: int, account: Simulation) -> Sequence[Wish]:
        """Return what is wanted anew at the close of a row; it must not look at any later one."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What came of it. `equity` (t,) is in cents at each bar's end; `end` is how the account stood last."""

    grid: Grid
    setup: Setup
    equity: Whole
    end: Simulation
    too_small: int

    @property
    def returns(self) -> NDArray[np.float64]:
        """The return of each session, from the opening cash on."""
        return returns_of(self.equity[np.flatnonzero(np.append(np.diff(self.grid.day) != 0, True))], self.setup.cash)

    @property
    def days(self) -> list[date]:
        """The sessions, in the order of `returns`."""
        return [date.fromordinal(int(day)) for day in np.unique(self.grid.day)]

    @property
    def final(self) -> Decimal:
        return Decimal(int(self.equity[-1])).scaleb(-2)

    @property
    def trips(self) -> list[Tripped]:
        return self.end.trips

    def hash(self) -> str:
        """SHA-256 over journal, orders and executions in their order: equal runs have equal hashes."""
        content = hashlib.sha256()
        for line in _lines(self.end):
            content.update("|".join(plain(v) if isinstance(v, Decimal) else str(v) for v in line).encode() + b"\n")
        return content.hexdigest()


def returns_of(closes: Whole, cash: Decimal) -> NDArray[np.float64]:
    """Return the return of each session, from the opening cash on, of the equity in cents at each close."""
    worth = np.concatenate(([float(cash) * 100], closes.astype(np.float64)))
    return np.asarray(worth[1:] / worth[:-1] - 1)


def _lines(end: Simulation) -> Iterator[tuple[object, ...]]:
    for entry in end.journal:
        for leg in entry.legs:
            yield entry.at.isoformat(), entry.cause, leg.account, leg.symbol, leg.amount, leg.quantity
    for work in end.orders:
        terms = work.terms
        yield work.at.isoformat(), terms.symbol, terms.side, terms.type, terms.quantity, work.filled, work.denial
    for fill in end.executions:
        yield fill.at.isoformat(), fill.work.number, fill.quantity, fill.price, fill.fee, fill.realized


def run(
    grid: Grid | Course, decider: Decider, setup: Setup, heard: Callable[[int, int], None] = lambda done, total: None
) -> Run:
    """Walk the strategy over the grid; `heard` is told rows done and in all, about a hundred times.

    Who walks over the same grid again and again makes its course once. Raises whatever the strategy raises.
    """
    return _Walk(grid if isinstance(grid, Course) else Course(grid), decider, setup).whole(heard)


def lived(grid: Grid | Course, decider: Decider, setup: Setup) -> Iterator[tuple[int, int]]:
    """Live through every row, one by one: yield it with the equity in cents at its close. Only when the next one is
    asked for is the strategy asked what it wants at this close, so that who listens can steer it."""
    walk = _Walk(grid if isinstance(grid, Course) else Course(grid), decider, setup)
    for row in range(walk.rows):
        walk.reach(row)
        yield row, int(walk.equity[row])
        walk.decide(row)


class _Held(NamedTuple):
    """What is held, by column, in shares, or where there are parts of one in 1e-9; a cent is so many of a price in
    millionths times a count."""

    columns: list[int]
    counts: list[int]
    unit: int

    @classmethod
    def of(cls, held: Mapping[str, Decimal], column: Mapping[str, int]) -> "_Held":
        columns, quantities = [column[symbol] for symbol in held], list(held.values())
        shares = [int(each) for each in quantities]
        if shares == quantities:
            return cls(columns, shares, CENT_MICROS)
        return cls(columns, [int(each.scaleb(9)) for each in quantities], CENT_MICROS * 10**9)


class _Walk:
    """One run under way."""

    def __init__(self, course: Course, decider: Decider, setup: Setup) -> None:
        self.course, self.grid, self.decider, self.setup = course, course.grid, decider, setup
        self.account = Simulation(
            cash=setup.cash,
            limits=setup.limits,
            fills=setup.fills,
            average=setup.average,
            known=frozenset(course.grid.symbols),
        )
        self.rows = course.rows
        self.equity = np.zeros(self.rows, np.int64)
        self.exits: set[int] = set()  # columns whose closing order was denied or did not fill: asked for again
        self.holding = -1, _Held([], [], CENT_MICROS)  # up to which entry of the journal
        self.quoted = (-1, -1)
        limits = setup.limits
        self.limits = [each.as_integer_ratio() for each in (limits.max_drawdown_ratio, limits.max_daily_loss_ratio)]
        self.levels: dict[str, Terms] = {}  # the entry whose exits protect a symbol
        self.halted_at = -1
        self.inside = Inside(course.grid, setup.fills, setup.half_spread_bp, setup.impact_bp)
        self.too_small = 0

    def whole(self, heard: Callable[[int, int], None] | None) -> Run:
        step = max(1, self.rows // 100)
        row = told = 0
        while row < self.rows:
            if (skipped := self._skip(row)) > row:
                row = skipped
            else:
                self.reach(row)
                self.decide(row)
                row += 1
            if heard is not None and row - told >= step:
                told = row
                heard(row, self.rows)
        return Run(self.grid, self.setup, self.equity, self.account, self.too_small)

    # where nothing happens

    def _skip(self, row: int) -> int:
        """Value the rows in which nothing can happen, at once; return the first that must be lived through."""
        account = self.account
        if account.working or self.exits or account.halt.state is not TradingState.ACTIVE:
            return row
        end = min(self.decider.next_row(row), self._next_action(row), self.rows)
        if end - row < SKIPPED_LEAST:
            return row
        worth = self._worths(row, end)
        end = row + self._before_trip(row, worth)
        worth = worth[: end - row]
        if not len(worth):
            return row
        self.equity[row:end] = worth
        self._remember(row, end, worth)
        return end

    def _remember(self, row: int, end: int, worth: Whole) -> None:
        """Leave the account as if it had lived through some rows: its peak, its last close, its session's open."""
        account, before = self.account, self.account.last_equity
        account.peak_equity = max(account.peak_equity, _money(int(worth.max())))
        opened = int(self.course.start[end - 1])
        closed = end - 1 if self.course.last[end - 1] else opened - 1
        if closed >= row:
            account.last_equity = _money(int(worth[closed - row]))
        if opened >= row:
            account.open_session(self.course.day(opened))
            account.open_equity = _money(int(worth[opened - 1 - row])) if opened > row else before

    def _next_action(self, row: int) -> int:
        if not self.account.held:
            return LATER
        rows = self.course.action_rows
        place = bisect_left(rows, row)
        return rows[place] if place < len(rows) else LATER

    def _held(self) -> _Held:
        version = len(self.account.journal)
        if self.holding[0] != version:
            self.holding = version, _Held.of(self.account.held, self.course.column)
        return self.holding[1]

    def _worth(self, row: int) -> int:
        """Return the equity in cents at a bar's end, each holding rounded half up to the cent."""
        columns, counts, unit = self._held()
        closes, half = self.course.closes(row), unit // 2
        values = [(closes[column] * count + half) // unit for column, count in zip(columns, counts, strict=True)]
        return int(self.account.cash.scaleb(2)) + sum(values)

    def _worths(self, row: int, end: int) -> Whole:
        """Return the same at several bars' ends."""
        columns, counts, unit = self._held()
        cash = int(self.account.cash.scaleb(2))
        if unit != CENT_MICROS or max(counts, default=0) >= SHARES_MAX:
            exact = (self.grid.close[row:end, columns].astype(object) * counts + unit // 2) // unit
            return np.asarray(exact.sum(axis=1) + cash, np.int64)
        held = np.zeros(len(self.grid.symbols), np.int64)
        held[columns] = counts
        cents = self.course.cents(row, end)
        if cents is not None:  # there is nothing to round
            return np.asarray(cents.dot(held) + cash)
        worth: Whole = ((self.grid.close[row:end] * held + CENT_MICROS // 2) // CENT_MICROS).sum(axis=1) + cash
        return worth

    def _before_trip(self, row: int, worth: Whole) -> int:
        """Return how many of the rows come before the first that trips a loss limit."""
        account = self.account
        peak, opened = int(account.peak_equity.scaleb(2)), int(account.open_equity.scaleb(2))
        last = int(account.last_equity.scaleb(2))
        highest, lowest = max(peak, opened, last, int(worth.max())), int(worth.min())
        if all((highest - lowest) * whole < highest * part for part, whole in self.limits):
            return len(worth)  # not even from the highest of all to the lowest
        start = self.course.start[row : row + len(worth)] - row
        opening = np.where(start > 0, worth[np.maximum(start - 1, 0)], np.where(start < 0, opened, last))
        fallen = self._fallen(worth, np.maximum(np.maximum.accumulate(worth), peak), *self.limits[0])
        fallen |= self._fallen(worth, opening, *self.limits[1])
        first = int(fallen.argmax())
        return first if fallen[first] else len(worth)

    @staticmethod
    def _fallen(worth: Whole, since: Whole, part: int, whole: int) -> NDArray[np.bool_]:
        if max(part, whole) < 1 << 16:
            fallen: NDArray[np.bool_] = (since - worth) * whole >= since * part
        else:
            exact = (since.astype(object) - worth.astype(object)) * whole >= since.astype(object) * part
            fallen = exact.astype(np.bool_)
        return fallen & (since > 0)

    # where something happens

    def reach(self, row: int) -> None:
        """Live through a row up to its close."""
        self._open(row)
        for work in list(self.account.working.values()):
            if work.open:
                self._trade(work, row)
        self._close(row)

    def _open(self, row: int) -> None:
        """Begin a session, and book what splits and dividends bring to who held before the bar."""
        account = self.account
        if self.course.first[row]:
            account.open_session(self.course.day(row))
        if actions := self.grid.actions.get(row):
            for action in actions:
                account.act(action, self.grid.at[row])

    def _close(self, row: int) -> None:
        """Value the book at the bar's close, trip what is to be tripped, let the second person look at a stop."""
        account, at = self.account, self.grid.at[row]
        worth = self._worth(row)
        self.equity[row] = worth
        equity = _money(worth)
        tripped = account.take(equity, at)
        if self.course.last[row]:
            account.last_equity = equity
        if tripped is not None and tripped.reason is StopReason.DRAWDOWN:
            self._halted(row)
        elif self.halted_at >= 0 and self.course.last[row]:
            self._looked_at(row)

    def _quote(self, row: int) -> None:
        """Bring the prices of what is held to a bar's close, once a bar."""
        if self.quoted != (row, len(self.account.journal)):
            self.quoted = row, len(self.account.journal)
            at, closes = self.grid.at[row], self.course.closes(row)
            for symbol in self.account.held:
                self.account.quote(symbol, price_of(closes[self.course.column[symbol]]), at)

    def _halted(self, row: int) -> None:
        self.halted_at = row
        if self.setup.after_drawdown is AfterDrawdown.FLATTEN:
            self.exits = {self.course.column[symbol] for symbol in self.account.held}

    def _looked_at(self, row: int) -> None:
        """A later close: the second person takes the stop back by one step."""
        if self.setup.after_drawdown is AfterDrawdown.RELEASE:
            self._quote(row)
            self.account.release()
            for symbol in self.account.held.keys() & self.levels.keys():
                self._protect(symbol, row)
            if self.account.halt.state is TradingState.ACTIVE:
                self.halted_at = -1

    def decide(self, row: int) -> None:
        """Ask for what the strategy wants anew, and again for what it wanted closed and still is not."""
        wished = self.decider.wishes(row, self.account) if self.decider.next_row(row) == row else ()
        flattening = self.setup.after_drawdown is AfterDrawdown.FLATTEN and self.halted_at >= 0
        again: list[Wish] = []
        if self.exits and (flattening or self.account.halt.state is not TradingState.HALTED):
            again = [Wish(column, 0.0) for column in sorted(self.exits - {wish.column for wish in wished})]
        at = self.grid.at[row]
        for wish in (*again, *wished):
            self._ask(wish, row, at, flattening=flattening)
            at += PACE

    def _ask(self, wish: Wish, row: int, at: datetime, *, flattening: bool) -> None:
        account, symbol = self.account, self.grid.symbols[wish.column]
        micros = self.course.closes(row)[wish.column]
        if not micros:
            return  # not listed yet
        if account.working and self._withdraw(symbol, closing=not wish.weight):
            return  # it is being closed already
        price, held = price_of(micros), account.held.get(symbol, ZERO)
        self._quote(row)
        account.quote(symbol, price, self.grid.at[row], self.course.conditions.at(row, wish.column))
        terms = self._terms(symbol, wish, price, held, row)
        if terms is None:
            self.exits.discard(wish.column)
            return
        account.place(terms, at, closing_out=flattening)
        if terms.side is OrderSide.SELL and not wish.weight:
            self.exits.add(wish.column)

    def _withdraw(self, symbol: str, *, closing: bool) -> bool:
        """Cancel what works in a symbol against what is wanted now; exits give way to a close. Whether a close that
        is wanted again works already: it is left alone."""
        closes = False
        for work in [work for work in self.account.working.values() if work.terms.symbol == symbol]:
            if closing and not work.exit and work.terms.side is OrderSide.SELL:
                closes = True
            elif closing or not work.exit:
                self.account.cancel(work)
        return closes

    def _terms(self, symbol: str, wish: Wish, price: Decimal, held: Decimal, row: int) -> Terms | None:
        """Return the order that brings a position to its weight, in whole shares; None when there is nothing to do."""
        if not wish.weight:
            return self._order(symbol, OrderSide.SELL, held) if held else None
        self.exits.discard(wish.column)
        equity = _money(int(self.equity[row]))
        reckoned = price * (1 + self.account.limits.market_buffer_ratio)
        wanted = (Decimal(repr(wish.weight)) * equity / reckoned).quantize(ONE, ROUND_DOWN)
        change = wanted - held
        if not change or (held and abs(change) < 1):
            self.too_small += not held
            return None
        side = OrderSide.BUY if change > 0 else OrderSide.SELL
        if side is OrderSide.SELL:
            return self._order(symbol, side, -change)
        return self._order(symbol, side, change, _level(price, wish.stop_loss, -1), _level(price, wish.take_profit, 1))

    @staticmethod
    def _order(
        symbol: str, side: OrderSide, quantity: Decimal, stop: Decimal | None = None, target: Decimal | None = None
    ) -> Terms:
        return Terms(
            symbol=symbol,
            side=side,
            quantity=quantity,
            stop_loss=stop,
            take_profit=target,
            time_in_force=TimeInForce.GTC,
        )

    # one order against one bar

    def _trade(self, work: Work, row: int) -> None:
        """Hold an order against the ticks that the bar gives it: open, the level it waits for, low, high, close."""
        column = self.course.column[work.terms.symbol]
        if not self.grid.open[row, column]:
            return  # no bar: nothing traded
        if work.pair is not None:
            if work.number < work.pair.number:
                self._trade_pair(work, work.pair, row, column)
            return
        if self._meets(work, row, column):
            self._filled(work, row)

    def _trade_pair(self, target: Work, stop: Work, row: int, column: int) -> None:
        """Of two exits that were both reached in a bar the stop loss wins: who knows which came first."""
        account = self.account
        if self._meets(stop, row, column) or stop.resting.triggered:
            account.cancel(target)
        elif self._meets(target, row, column):
            if target.open:
                stop.resting = stop.resting._replace(left=target.resting.left)
            else:
                account.cancel(stop)

    def _meets(self, work: Work, row: int, column: int) -> bool:
        """Hold an order against its ticks until it fills: at most once a bar, whose volume is there once."""
        at, volume = self.grid.at[row], int(self.grid.volume[row, column])
        fills = self.inside.costs(work.resting.left, volume)
        for tick in self.inside.ticks(work.resting, row, column, volume):  # quicker than any() of a generator
            if self.account.meet(work, tick, at, fills):
                return True
        return False

    def _filled(self, work: Work, row: int) -> None:
        """After a fill: a closed symbol is no longer to be closed, an opened one has its exits."""
        terms, account = work.terms, self.account
        if terms.symbol not in account.held:
            self.exits.discard(self.course.column[terms.symbol])
        if terms.side is OrderSide.BUY and (terms.stop_loss or terms.take_profit):
            self.levels[terms.symbol] = terms
            self._protect(terms.symbol, row)

    def _protect(self, symbol: str, row: int) -> None:
        """Let the exits of a symbol's entry work for all that is held, as the desk does after each fill."""
        account, entry, at = self.account, self.levels[symbol], self.grid.at[row]
        for other in [each for each in account.working.values() if each.exit and each.terms.symbol == symbol]:
            account.cancel(other)
        exit_ = replace(
            entry,
            side=OrderSide.SELL,
            quantity=account.held[symbol],
            stop_loss=None,
            take_profit=None,
            time_in_force=TimeInForce.GTC,
        )
        account.place_exits(
            replace(exit_, type=OrderType.LIMIT, limit_price=entry.take_profit) if entry.take_profit else None,
            replace(exit_, type=OrderType.STOP, stop_price=entry.stop_loss) if entry.stop_loss else None,
            at,
        )


def _level(price: Decimal, share: float | None, sign: int) -> Decimal | None:
    """Return the price that lies a share beyond another, to the cent."""
    return None if share is None else max(CENT, to_cents(price * (1 + sign * Decimal(repr(share)))))


def _money(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
