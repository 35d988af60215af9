"""What the risk gate looks at and answers with: the book, one order against it, checks and verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from trading.errors import DenialCode
from trading.limits import Limits
from trading.orders import OrderSide, OrderType, Terms
from trading.stop import Halt
from trading.units import ZERO, to_cents_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The price that risk reckons with, and its age in market time."""

    price: Decimal
    age_seconds: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """What a non-terminal order still reserves: its leaves at the reference price of its acceptance."""

    symbol: str
    side: OrderSide
    leaves: Decimal
    reference_price: Decimal
    reducing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything the gate may look at, read under the portfolio's lock.

    `units`, `open_*` and `peak_*` give nav = equity / units now, at the session's open and at its
    highest. `recent` are the terms accepted within the look-alike window; `known` the symbols that the
    desk knows at all.
    """

    cash: Decimal
    reserved: Decimal
    units: Decimal
    open_equity: Decimal
    open_units: Decimal
    peak_equity: Decimal
    peak_units: Decimal
    positions: Mapping[str, Decimal]
    marks: Mapping[str, Mark]
    resting: tuple[Resting, ...]
    recent: tuple[Terms, ...] = ()
    limits: Limits
    halt: Halt
    known: frozenset[str]
    now: datetime

    @property
    def equity(self) -> Decimal | None:
        """Cash plus positions at their marks; None when a held symbol has no mark (fail closed)."""
        total = self.cash
        for symbol, quantity in self.positions.items():
            mark = self.marks.get(symbol)
            if mark is None and quantity:
                return None
            total += quantity * mark.price if mark else ZERO
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCheck:
    """One rule's answer: what it saw and what it allows. Ratios are fractions."""

    code: DenialCode
    passed: bool
    observed: Decimal | None = None
    limit: Decimal | None = None
    message: str


class PreviewDecision(StrEnum):
    ACCEPT = "ACCEPT"
    NEEDS_APPROVAL = "NEEDS_APPROVAL"
    DENY = "DENY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The gate's answer. `largest_quantity` would pass every check now; zero when none would."""

    decision: PreviewDecision
    denial: DenialCode | None
    checks: tuple[RiskCheck, ...]
    largest_quantity: Decimal
    reference_price: Decimal | None
    cost: Decimal | None
    reducing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One order against one book, with the figures that several rules need."""

    terms: Terms
    book: Book
    mark: Mark | None

    @property
    def held(self) -> Decimal:
        return self.book.positions.get(self.terms.symbol, ZERO)

    @property
    def closable(self) -> Decimal:
        """How much of the position this side can still close: |position| less the leaves of other reducing orders."""
        if self.held * self.terms.side.sign >= 0:
            return ZERO
        taken = sum(
            (r.leaves for r in self.book.resting if r.reducing and r.symbol == self.terms.symbol),
            ZERO,
        )
        return max(ZERO, abs(self.held) - taken)

    @property
    def reducing(self) -> bool:
        return self.terms.quantity <= self.closable

    @property
    def opening(self) -> Decimal:
        """The part of the quantity that opens or grows a position."""
        return ZERO if self.reducing else self.terms.quantity - self.closable

    @property
    def reference_price(self) -> Decimal:
        """The price at which cash and exposure are reserved (02-trading, reference price). Needs a mark."""
        if self.mark is None:
            raise ValueError("an order without a mark has no reference price")
        return reference_price(self.terms, self.mark.price, self.book.limits.market_buffer_ratio)

    @property
    def cost(self) -> Decimal:
        """Cash that the opening part may need, rounded up to the cent; a sale needs none."""
        return to_cents_up(self.opening * self.reference_price) if self.terms.side is OrderSide.BUY else ZERO


def reference_price(terms: Terms, mark: Decimal, buffer: Decimal) -> Decimal:
    """Return the price an order is reckoned at before it has filled."""
    buffered = mark * (1 + buffer)
    limit = terms.limit_price or ZERO
    if terms.side is OrderSide.SELL:
        return max(limit, buffered)
    match terms.type:
        case OrderType.LIMIT | OrderType.STOP_LIMIT:
            return max(limit, mark)
        case OrderType.STOP | OrderType.TRAILING_STOP:
            return max(terms.stop_price or ZERO, mark) * (1 + buffer)
        case OrderType.MARKET:
            return buffered
