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
    """The price that risk reckons with, its age in market time, and how its market has been.

    `average_volume` is in shares a day over 20 days, `volatility` annualised over 20 days as a fraction,
    `day_move` the change since the previous close as a fraction; None is unknown.
    """

    price: Decimal
    age_seconds: Decimal
    average_volume: Decimal | None = None
    volatility: Decimal | None = None
    day_move: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """What a non-terminal order still reserves: its leaves at the reference price of its acceptance.

    `opening` is the part of the leaves that opens or grows a position; what closes one is filled first.
    """

    symbol: str
    side: OrderSide
    leaves: Decimal
    opening: Decimal
    reference_price: Decimal

    @property
    def reducing(self) -> bool:
        return not self.opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """What stands behind an automatic order: is it enabled, and how often has it acted lately.

    `executions` counts its accepted orders in this instrument within the window.
    """

    enabled: bool
    executions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything the gate may look at, read under the portfolio's lock.

    `units`, `open_*` and `peak_*` give nav = equity / units now, at the session's open and at its
    highest. `recent` are the terms accepted within the look-alike window; `known` the symbols that the
    desk knows at all. `messages_second` and `messages_minute` count the orders and replaces accepted within
    the last second and minute of real time. `risk_today` is what today's opening orders, working or filled,
    may lose. `strategy` is set for an automatic order, and `approve_automatic` sends such orders to a person.
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
    messages_second: int = 0
    messages_minute: int = 0
    risk_today: Decimal = ZERO
    strategy: Strategy | None = None
    approve_automatic: bool = False
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
    """The gate's answer. `largest_quantity` would pass every check now; zero when none would.

    `waived` are the failed checks that an override let pass; `opening` the part that opens or grows a position.
    """

    decision: PreviewDecision
    denial: DenialCode | None
    checks: tuple[RiskCheck, ...]
    largest_quantity: Decimal
    reference_price: Decimal | None
    cost: Decimal | None
    opening: Decimal
    waived: frozenset[DenialCode] = frozenset()

    @property
    def reducing(self) -> bool:
        return not self.opening


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

    @property
    def risk(self) -> Decimal:
        """What the opening part may lose: down to its stop loss, else a fixed share of its value."""
        return order_risk(self.terms, self.opening, self.reference_price, self.book.limits.default_loss_ratio)


def order_risk(terms: Terms, opening: Decimal, reference: Decimal, default_loss: Decimal) -> Decimal:
    """Return what an order may lose: opening quantity x (reference - stop loss), else x reference x default loss."""
    if terms.stop_loss is None:
        return opening * reference * default_loss
    return opening * (reference - terms.stop_loss) * terms.side.sign


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
