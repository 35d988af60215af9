"""A symbol's tape: its executions and splits in the order of their time, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from trading.ledger import Account, Leg, Stock, Trade, book_split, book_trade
from trading.orders import OrderSide
from trading.units import ZERO, gross


@dataclass(frozen=True, slots=True)
class Said:
    """What a broker said of an execution. A fee that is None is not known yet."""

    quantity: Decimal
    price: Decimal
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One execution by the broker's id. `number` is its place in the order of booking, `said` what was said first."""

    id: str
    order: str
    symbol: str
    side: OrderSide
    now: Said
    said: Said
    at: datetime
    number: int
    busted: bool = False
    version: int | None = None

    @property
    def cash(self) -> Decimal:
        """What it moves: gross and fee."""
        return -self.side.sign * gross(self.now.quantity, self.now.price) - self.fee

    @property
    def fee(self) -> Decimal:
        return self.now.fee or ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """`ratio` new shares per old one; with `lieu_price` the fractional part of the position is paid out at it."""

    symbol: str
    ratio: Fraction
    at: datetime
    number: int
    lieu_price: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """What a tape comes to: its stock, and what it moved since its opening. `realized` is by execution id."""

    stock: Stock
    cash: Decimal = ZERO
    fees: Decimal = ZERO
    lieu: Decimal = ZERO
    split_quantity: Decimal = ZERO
    realized: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def total_realized(self) -> Decimal:
        return sum(self.realized.values(), self.lieu)


@dataclass(frozen=True, slots=True)
class Tape:
    """Entries in the order of (time, booking) after an opening stock; `fold` is always theirs."""

    entries: tuple[Execution | Split, ...]
    average: bool
    opening: Stock
    fold: Fold

    @classmethod
    def of(cls, *entries: Execution | Split, average: bool, opening: Stock | None = None) -> "Tape":
        """Sort the entries and replay them from the opening stock."""
        start = opening or Stock()
        ordered = tuple(sorted(entries, key=_place))
        fold = Fold(stock=start)
        for entry in ordered:
            fold = _play(fold, entry, average=average)
        return cls(ordered, average, start, fold)

    def add(self, entry: Execution | Split) -> "Tape":
        """Put an entry in its place; only one that comes before others makes them be replayed."""
        if self.entries and _place(entry) < _place(self.entries[-1]):
            return Tape.of(*self.entries, entry, average=self.average, opening=self.opening)
        fold = _play(self.fold, entry, average=self.average)
        return Tape((*self.entries, entry), self.average, self.opening, fold)

    def put(self, changed: Execution) -> "Tape":
        """Let a changed execution, known by its number, stand for what it was, and replay."""
        entries = [changed if entry.number == changed.number else entry for entry in self.entries]
        return Tape.of(*entries, average=self.average, opening=self.opening)

    def charge(self, changed: Execution, fee: Decimal) -> "Tape":
        """Add to what an execution costs, which moves no lot: nothing is replayed, and it need not be on the tape."""
        entries = tuple(changed if entry.number == changed.number else entry for entry in self.entries)
        fold = replace(self.fold, cash=self.fold.cash - fee, fees=self.fold.fees + fee)
        return replace(self, entries=entries, fold=fold)


def _place(entry: Execution | Split) -> tuple[datetime, int]:
    return entry.at, entry.number


def _play(fold: Fold, entry: Execution | Split, *, average: bool) -> Fold:
    match entry:
        case Split():
            return _split(fold, entry, average=average)
        case Execution(busted=True):
            return fold
        case Execution():
            return _execute(fold, entry, average=average)
        case _:
            assert_never(entry)


def _execute(fold: Fold, entry: Execution, *, average: bool) -> Fold:
    booking = book_trade(fold.stock, _trade(entry.symbol, entry.side, entry.now, entry.at), average=average)
    return replace(
        fold,
        stock=booking.stock,
        cash=fold.cash + entry.cash,
        fees=fold.fees + entry.fee,
        realized={**fold.realized, entry.id: booking.realized},
    )


def _split(fold: Fold, entry: Split, *, average: bool) -> Fold:
    booking = book_split(fold.stock, entry.symbol, entry.ratio)
    stock, lieu, cash = booking.stock, booking.realized, ZERO
    fraction = abs(stock.quantity % 1)
    if entry.lieu_price is not None and fraction:
        side = OrderSide.SELL if stock.quantity > 0 else OrderSide.BUY
        paid = Said(fraction, entry.lieu_price)
        sale = book_trade(stock, _trade(entry.symbol, side, paid, entry.at), average=average)
        cash = -side.sign * gross(fraction, entry.lieu_price)
        stock, lieu = sale.stock, lieu + sale.realized
    return replace(
        fold,
        stock=stock,
        cash=fold.cash + cash,
        lieu=fold.lieu + lieu,
        split_quantity=fold.split_quantity + stock.quantity - fold.stock.quantity,
    )


def _trade(symbol: str, side: OrderSide, said: Said, at: datetime) -> Trade:
    return Trade(symbol=symbol, side=side, quantity=said.quantity, price=said.price, fee=ZERO, at=at)


def money_legs(symbol: str, before: Fold, after: Fold) -> tuple[Leg, ...]:
    """Return what must be posted in money so that the books say `after`; legs that are zero are left out."""
    realized = after.total_realized - before.total_realized
    legs = (
        Leg(account=Account.CASH, amount=after.cash - before.cash),
        Leg(account=Account.POSITION, symbol=symbol, amount=after.stock.signed_basis - before.stock.signed_basis),
        Leg(account=Account.REALIZED, symbol=symbol, amount=-realized),
        Leg(account=Account.FEES, amount=after.fees - before.fees),
    )
    return tuple(leg for leg in legs if leg.amount)


def quantity_legs(symbol: str, change: Decimal) -> tuple[Leg, ...]:
    """Return a change of quantity, balanced by the market; nothing for no change."""
    if not change:
        return ()
    return (
        Leg(account=Account.POSITION, symbol=symbol, quantity=change),
        Leg(account=Account.MARKET, symbol=symbol, quantity=-change),
    )
