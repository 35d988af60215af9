"""One account at a venue of its own, in memory: the desk's gate, matching and ledger without a desk around them.

Backtests and replays of paper sessions drive it. Times come in from outside, so whoever calls sets both clocks.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, cast

from trading.book import Book, Fall, Mark, Strategy, Verdict, order_risk
from trading.book import Resting as Reserving
from trading.condition import Condition, day_move
from trading.errors import DenialCode
from trading.ledger import Account, Cause, Leg, Stock, Trade, book_dividend, book_split, book_trade
from trading.limits import Limits
from trading.market import CorporateAction, CorporateActionKind, Phase, Tick
from trading.matching import FillParams, Resting, ending, match, split, takes_part
from trading.orders import Ended, OrderSide, Terms, TimeInForce
from trading.risk import check
from trading.simulated import UNKNOWN, Entry, Fill, Quoted, Tripped, Work
from trading.stop import Halt, StopReason, TradingState
from trading.units import EXACT, ZERO, cost_up, gross, repriced, restated
from trading.valuation import Holding, value

ONE: Final = Decimal(1)
SECOND, MINUTE = timedelta(seconds=1), timedelta(seconds=60)


@dataclass(slots=True, kw_only=True)
class Simulation:
    """The account. Whoever drives it tells of sessions, actions, ticks and prices in the order in which they come."""

    cash: Decimal
    limits: Limits = field(default_factory=Limits)
    fills: FillParams = field(default_factory=FillParams)
    average: bool = False
    known: frozenset[str] = frozenset()
    automatic: bool = True
    stocks: dict[str, Stock] = field(default_factory=dict)
    held: dict[str, Decimal] = field(default_factory=dict)
    quotes: dict[str, Quoted] = field(default_factory=dict)
    working: dict[int, Work] = field(default_factory=dict)
    orders: list[Work] = field(default_factory=list)
    executions: list[Fill] = field(default_factory=list)
    journal: list[Entry] = field(default_factory=list)
    trips: list[Tripped] = field(default_factory=list)
    halt: Halt = field(default_factory=Halt)
    enabled: bool = True
    day: date | None = None
    reserved: Decimal = ZERO
    fees: Decimal = ZERO
    dividends: Decimal = ZERO
    traded: Decimal = ZERO
    open_equity: Decimal = field(init=False)
    peak_equity: Decimal = field(init=False)
    last_equity: Decimal = field(init=False)
    _today: list[Work] = field(default_factory=list)
    _messages: deque[datetime] = field(default_factory=deque)
    _recent: deque[tuple[datetime, Terms]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.open_equity = self.peak_equity = self.last_equity = self.cash

    # the calendar

    def open_session(self, day: date) -> None:
        """Begin a day: its loss counts from the equity of the last close, and a daily loss is over."""
        self.day, self.open_equity = day, self.last_equity
        self._today.clear()
        if self.halt.reason is StopReason.DAILY_LOSS:
            self.halt = Halt(epoch=self.halt.epoch)

    def quote(self, symbol: str, price: Decimal, at: datetime, condition: Condition | None = None) -> None:
        """Take a price; how its market has been stays as it was unless it is told."""
        known = self.quotes.get(symbol)
        if known is None:
            self.quotes[symbol] = Quoted(price, at, condition or UNKNOWN)
            return
        known.price, known.at = price, at
        if condition is not None:
            known.condition = condition

    def mark(self, at: datetime, *, close: bool = False) -> Decimal:
        """Value the book at the last prices, raise the peak, trip the loss limits; return the equity."""
        equity = self.equity()
        self.take(equity, at)
        if close:
            self.last_equity = equity
        return equity

    def take(self, equity: Decimal, at: datetime) -> Tripped | None:
        """Hold an equity against the peak and the day; return the limit that it tripped."""
        self.peak_equity = max(self.peak_equity, equity)
        tripped = self._reached(equity, at)
        if tripped is None:
            return None
        self.trips.append(tripped)
        drawdown = tripped.reason is StopReason.DRAWDOWN
        state = TradingState.HALTED if drawdown else TradingState.REDUCING
        self.halt = Halt(state, tripped.reason, self.halt.epoch + 1)
        if drawdown:
            self.cancel_all()
        return tripped

    def release(self) -> None:
        """Take a drawdown's stop back by one step; drawdown counts from the equity of now."""
        self.peak_equity = self.equity()
        halted = self.halt.state is TradingState.HALTED
        after = TradingState.REDUCING if halted else TradingState.ACTIVE
        self.halt = Halt(after, self.halt.reason if halted else None, self.halt.epoch)

    def equity(self) -> Decimal:
        """Cash and what is held at the last prices, each to the cent."""
        holdings = [
            Holding(symbol, quantity, ZERO, self.quotes[symbol].price) for symbol, quantity in self.held.items()
        ]
        return value(self.cash, holdings).equity

    def _reached(self, equity: Decimal, at: datetime) -> Tripped | None:
        """Return the limit that this equity trips, by the gate's own measure; nothing is divided or rounded."""
        state, limits = self.halt.state, self.limits
        if state is TradingState.HALTED:
            return None
        if _trips(equity, self.peak_equity, limits.max_drawdown_ratio):
            return Tripped(at, StopReason.DRAWDOWN, Fall(self.peak_equity - equity, self.peak_equity))
        if state is TradingState.ACTIVE and _trips(equity, self.open_equity, limits.max_daily_loss_ratio):
            return Tripped(at, StopReason.DAILY_LOSS, Fall(self.open_equity - equity, self.open_equity))
        return None

    # orders

    def place(self, terms: Terms, at: datetime, *, closing_out: bool = False, alike: bool = True) -> Work:
        """Ask the gate and let an accepted order work; a denied one is kept. Times never go back.

        `closing_out` is what flattens after a stop: it passes the halt and the throttle, if it reduces. `alike` off:
        no look-alikes are sought.
        """
        self._forget(at)
        verdict = check(terms, self._book(terms, at, closing_out, alike), search=False)
        work = self._enter(terms, at)
        work.denial = verdict.denial
        if verdict.denial is not None:
            self.enabled = self.enabled and verdict.denial is not DenialCode.AUTO_EXEC_LIMIT
            return work
        self._accept(work, verdict, at, closing_out)
        return work

    def place_exits(self, target: Terms | None, stop: Terms | None, at: datetime) -> list[Work]:
        """Let a take profit, a stop loss, or both for the same shares work; of two one cancels the other."""
        exits = [self._enter(terms, at) for terms in (target, stop) if terms is not None]
        for work in exits:
            work.exit = True
            self.working[work.number] = work
        if len(exits) > 1:
            exits[0].pair, exits[1].pair = exits[1], exits[0]
        return exits

    def cancel(self, work: Work, how: Ended = Ended.CANCELED) -> None:
        """End what is left of an order and give back what it reserved; twice is once."""
        if not work.open:
            return
        work.ended = how
        self._settle_reserve(work)
        self.working.pop(work.number, None)

    def cancel_all(self) -> None:
        """End everything that works."""
        for work in list(self.working.values()):
            self.cancel(work)

    def _enter(self, terms: Terms, at: datetime) -> Work:
        resting = Resting(
            side=terms.side,
            type=terms.type,
            left=terms.quantity,
            limit_price=terms.limit_price,
            stop_price=terms.stop_price,
            trail_by=terms.trail_by,
            all_or_none=terms.time_in_force is TimeInForce.FOK,
        )
        work = Work(number=len(self.orders), terms=terms, at=at, day=self.day, resting=resting)
        self.orders.append(work)
        return work

    def _accept(self, work: Work, verdict: Verdict, at: datetime, closing_out: bool) -> None:
        work.opening, work.reference_price = verdict.opening, verdict.reference_price or ZERO
        work.reserved = verdict.cost or ZERO
        self.reserved += work.reserved
        self.working[work.number] = work
        if work.opening:
            self._today.append(work)
        if not closing_out:
            self._messages.append(at)
            self._recent.append((at, work.terms))

    def _forget(self, at: datetime) -> None:
        """Drop what lies outside every window of the gate."""
        while self._messages and self._messages[0] <= at - MINUTE:
            self._messages.popleft()
        if not self._recent:
            return
        window = max(self.limits.duplicate_window_seconds, self.limits.auto_execution_window_seconds)
        while self._recent and self._recent[0][0] < at - timedelta(seconds=window):
            self._recent.popleft()

    def _book(self, terms: Terms, at: datetime, closing_out: bool, look: bool) -> Book:
        marks: dict[str, Mark | Quoted] = {**self.quotes}  # of the others only the price counts
        if terms.symbol in marks:
            marks[terms.symbol] = self._mark(terms.symbol, at)
        alike, acted = self._lately(terms.symbol, at)
        return Book(
            cash=self.cash,
            reserved=self.reserved,
            units=ONE,
            open_equity=self.open_equity,
            open_units=ONE,
            peak_equity=ZERO if closing_out else self.peak_equity,
            peak_units=ONE,
            positions=self.held,
            marks=cast("Mapping[str, Mark]", marks),
            resting=tuple([_reserving(work) for work in self.working.values() if not work.exit]),
            recent=alike if look else (),
            messages_second=0 if closing_out else self._lively(at),
            messages_minute=0 if closing_out else len(self._messages),
            risk_today=self._risk_today(),
            strategy=Strategy(enabled=self.enabled, executions=acted) if self.automatic and not closing_out else None,
            limits=self.limits,
            halt=Halt(TradingState.REDUCING) if closing_out else self.halt,
            known=self.known,
            now=at,
        )

    def _mark(self, symbol: str, at: datetime) -> Mark:
        quoted = self.quotes[symbol]
        age, been = at - quoted.at, quoted.condition
        seconds = Decimal(age.days * 86_400 + age.seconds)
        return Mark(
            price=quoted.price,
            age_seconds=seconds + Decimal(age.microseconds).scaleb(-6) if age.microseconds else seconds,
            average_volume=been.average_volume,
            volatility=been.volatility,
            day_move=day_move(quoted.price, been.previous_close),
        )

    def _lively(self, at: datetime) -> int:
        """Count the messages of the last second."""
        since = at - SECOND
        return sum([each > since for each in self._messages])

    def _lately(self, symbol: str, at: datetime) -> tuple[tuple[Terms, ...], int]:
        """Return the orders alike that may be meant by a slip, and how often the strategy acted in the symbol."""
        if not self._recent:
            return (), 0
        own = [(when, terms) for when, terms in self._recent if terms.symbol == symbol]
        acted = at - timedelta(seconds=self.limits.auto_execution_window_seconds)
        alike = at - timedelta(seconds=self.limits.duplicate_window_seconds)
        return tuple(terms for when, terms in own if when >= alike), sum(1 for when, _ in own if when > acted)

    def _risk_today(self) -> Decimal:
        """Sum what the session's opening orders may lose: the working ones whole, of all others what was filled."""
        total, loss = ZERO, self.limits.default_loss_ratio
        for work in self._today:
            opened = work.opening
            if not work.open:
                opened = max(ZERO, work.filled - (work.terms.quantity - work.opening))
            total += order_risk(opened, work.reference_price, work.terms.stop_loss, work.terms.side, loss)
        return total

    def _settle_reserve(self, work: Work) -> None:
        """Bring what an order reserves in line with what is left of it."""
        reserved = ZERO
        if work.open and work.terms.side is OrderSide.BUY:
            reserved = cost_up(min(work.resting.left, work.opening), work.reference_price)
        self.reserved += reserved - work.reserved
        work.reserved = reserved

    # the market

    def visit(self, ticks: Mapping[str, Sequence[Tick]], phase: Phase, at: datetime) -> list[Fill]:
        """Hold every working order against its symbol's ticks of one step, and end those whose time is over."""
        before = len(self.executions)
        for work in list(self.working.values()):
            if work.pair is None:
                self.hold(work, ticks.get(work.terms.symbol, ()), phase, at)
            elif work.number < work.pair.number:
                self.hold_pair(work, work.pair, ticks.get(work.terms.symbol, ()), phase, at)
        return self.executions[before:]

    def hold(self, work: Work, ticks: Iterable[Tick], phase: Phase, at: datetime) -> None:
        """Hold one order against ticks, and end it if its time is over."""
        if not work.open:
            return
        time_in_force, had_tick = work.terms.time_in_force, False
        if takes_part(time_in_force, phase):
            for tick in ticks:
                had_tick = True
                self.meet(work, tick, at)
                if not work.resting.left:
                    return
        how = ending(time_in_force, phase, had_tick=had_tick)
        if how is not None:
            self.cancel(work, how)

    def hold_pair(self, target: Work, stop: Work, ticks: Sequence[Tick], phase: Phase, at: datetime) -> None:
        """Hold a take profit and a stop loss against a step; where both were reached the stop wins."""
        self.hold(stop, ticks, phase, at)
        if not stop.open or stop.resting.triggered:
            self.cancel(target)
            return
        self.hold(target, ticks, phase, at)
        if not target.open:
            self.cancel(stop)
        elif target.resting.left != stop.resting.left:
            stop.resting = stop.resting._replace(left=target.resting.left)

    def meet(self, work: Work, tick: Tick, at: datetime, fills: FillParams | None = None) -> bool:
        """Match an order with one tick and book what comes of it; whether something did."""
        work.resting, execution = match(work.resting, tick, fills or self.fills)
        if execution is None:
            return False
        terms, stock = work.terms, self.stocks.get(work.terms.symbol, Stock())
        trade = Trade(
            symbol=terms.symbol,
            side=terms.side,
            quantity=execution.quantity,
            price=execution.price,
            fee=execution.fee,
            at=at,
        )
        booking = book_trade(stock, trade, average=self.average)
        self._keep(terms.symbol, booking.stock)
        self._post(at, Cause.EXECUTION, booking.legs)
        work.filled += execution.quantity
        work.filled_value += execution.quantity * execution.price
        work.fills += 1
        self.fees += execution.fee
        self.traded += gross(execution.quantity, execution.price)
        self.executions.append(Fill(work, at, execution.quantity, execution.price, execution.fee, booking.realized))
        self._settle_reserve(work)
        if not work.resting.left:
            self.working.pop(work.number, None)
        return True

    def act(self, action: CorporateAction, at: datetime) -> None:
        """Book a split or a dividend for who held at the last close, and restate what works."""
        stock = self.stocks.get(action.symbol, Stock())
        if action.kind is CorporateActionKind.DIVIDEND:
            legs = book_dividend(action.symbol, stock.quantity, action.amount)
            if legs:
                self.dividends += legs[0].amount or ZERO
                self._post(at, Cause.DIVIDEND, legs)
            return
        if action.symbol in self.quotes:
            self.quotes[action.symbol].price = repriced(self.quotes[action.symbol].price, action.ratio)
        if stock.lots:
            booking = book_split(stock, action.symbol, action.ratio)
            self._keep(action.symbol, booking.stock)
            self._post(at, Cause.SPLIT, booking.legs)
        for work in [work for work in self.working.values() if work.terms.symbol == action.symbol]:
            self._restate(work, action.ratio)

    def _restate(self, work: Work, ratio: Decimal) -> None:
        """Bring a working order to the shares after a split, as the desk does: quantities are cut to 9 places."""
        after = split(work.resting, ratio)
        if not after.left:
            self.cancel(work)
            return
        closing = restated(work.terms.quantity - work.opening, ratio)
        filled = restated(work.filled, ratio)
        quantity = filled + after.left
        work.opening = max(ZERO, quantity - closing) if work.opening else ZERO
        work.filled, work.resting = filled, after
        work.reference_price = repriced(work.reference_price, ratio)
        terms = work.terms
        work.terms = replace(
            terms,
            quantity=quantity,
            limit_price=_repriced(terms.limit_price, ratio),
            stop_price=_repriced(terms.stop_price, ratio),
            trail_by=_repriced(terms.trail_by, ratio),
            stop_loss=_repriced(terms.stop_loss, ratio),
            take_profit=_repriced(terms.take_profit, ratio),
        )
        self._settle_reserve(work)

    def _keep(self, symbol: str, stock: Stock) -> None:
        self.stocks[symbol] = stock
        quantity = stock.quantity
        if quantity:
            self.held[symbol] = quantity
        else:
            self.held.pop(symbol, None)

    def _post(self, at: datetime, cause: Cause, legs: tuple[Leg, ...]) -> None:
        for leg in legs:
            if leg.account is Account.CASH and leg.amount is not None:
                self.cash += leg.amount
        self.journal.append(Entry(at, cause, legs))

    # what came of it

    def denials(self) -> Counter[str]:
        """Count the denied orders by the rule that said no."""
        return Counter(work.denial.value for work in self.orders if work.denial is not None)


def _trips(equity: Decimal, since: Decimal, ratio: Decimal) -> bool:
    """Whether equity has fallen by so large a part of what it was."""
    return since > 0 and EXACT.subtract(since, equity) >= EXACT.multiply(since, ratio)


def _reserving(work: Work) -> Reserving:
    left = work.resting.left
    return Reserving(
        symbol=work.terms.symbol,
        side=work.terms.side,
        leaves=left,
        opening=min(left, work.opening),
        reference_price=work.reference_price,
    )


def _repriced(price: Decimal | None, ratio: Decimal) -> Decimal | None:
    return None if price is None else repriced(price, ratio)
