"""What the risk gate looks at and answers with: the book, one order against it, checks and verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, getcontext, setcontext
from enum import StrEnum
from typing import NamedTuple

from trading.errors import DenialCode
from trading.limits import Limits
from trading.orders import OrderSide, OrderType, Terms
from trading.stop import Halt
from trading.tails import Outlook
from trading.units import EXACT, ZERO, share, to_cents_up


class Mark(NamedTuple):
    """The price that risk reckons with, its age in market time, and how its market has been.

    `average_volume` is in shares a day over 20 days, `volatility` annualised over 20 days as a fraction,
    `day_move` the change since the previous close as a fraction; None is unknown.
    """

    price: Decimal
    age_seconds: Decimal
    average_volume: Decimal | None = None
    volatility: Decimal | None = None
    day_move: Decimal | None = None


class Resting(NamedTuple):
    """What a non-terminal order still reserves: its leaves at the reference price of its acceptance.

    `opening` is the part of the leaves that opens or grows a position; what closes one is filled first.
    """

    symbol: str
    side: OrderSide
    leaves: Decimal
    opening: Decimal
    reference_price: Decimal


class Strategy(NamedTuple):
    """What stands behind an automatic order: is it enabled, and how often has it acted lately.

    `executions` counts its accepted orders in this instrument within the window.
    """

    enabled: bool
    executions: int


class Fall(NamedTuple):
    """The fall of nav = equity / units and the nav it fell from, both multiplied out by the units of then and now.

    Nothing is divided, so equality is exact. A gain is a negative fall; without a nav to fall from `whole` is None.
    """

    amount: Decimal
    whole: Decimal | None

    def trips(self, limit: Decimal) -> bool:
        """Nav now <= nav then x (1 - limit). Within the context EXACT."""
        return self.whole is not None and self.amount >= self.whole * limit


def fall(equity: Decimal, units: Decimal, then_equity: Decimal, then_units: Decimal) -> Fall:
    """Return how far nav is below what it was. Within the context EXACT."""
    if then_equity <= 0 or then_units <= 0 or units <= 0:
        return Fall(ZERO, None)
    whole = then_equity * units
    return Fall(whole - equity * then_units, whole)


@dataclass(slots=True, kw_only=True)  # not frozen: every order makes one, in a third of the time
class Book:
    """Everything the gate may look at, read under the portfolio's lock; nobody changes it.

    `units`, `open_*` and `peak_*` give nav = equity / units now, at the session's open and at its
    highest. `recent` are the terms accepted within the look-alike window; `known` the symbols that the
    desk knows at all. `messages_second` and `messages_minute` count the orders and replaces accepted within
    the last second and minute of real time. `risk_today` is what today's opening orders, working or filled,
    may lose. `strategy` is set for an automatic order, and `approve_automatic` sends such orders to a person.
    `outlook` is set where the tail of the book has a limit.
    `equity` is cash plus positions at their marks, None when a held symbol has no mark. It and how far nav has
    fallen are reckoned once, when the book is made.
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
    outlook: Outlook | None = None
    approve_automatic: bool = False
    limits: Limits
    halt: Halt
    known: frozenset[str]
    now: datetime
    equity: Decimal | None = field(init=False)
    fall_today: Fall = field(init=False)
    fall_from_peak: Fall = field(init=False)

    def __post_init__(self) -> None:
        before = getcontext()
        setcontext(EXACT)  # localcontext would copy it, which costs as much as all the rest
        try:
            self.equity = equity = _equity(self)
            self.fall_today = fall(equity or ZERO, self.units, self.open_equity, self.open_units)
            self.fall_from_peak = fall(equity or ZERO, self.units, self.peak_equity, self.peak_units)
        finally:
            setcontext(before)


def _equity(book: Book) -> Decimal | None:
    """Cash plus positions at their marks; None when a held symbol has no mark (fail closed)."""
    total = book.cash
    for symbol, quantity in book.positions.items():
        if quantity:
            mark = book.marks.get(symbol)
            if mark is None:
                return None
            total += quantity * mark.price
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCheck:
    """One rule's answer as people read it: what it saw and what it allows. Ratios are fractions."""

    code: DenialCode
    passed: bool
    observed: Decimal | None = None
    limit: Decimal | None = None
    message: str


class PreviewDecision(StrEnum):
    ACCEPT = "ACCEPT"
    NEEDS_APPROVAL = "NEEDS_APPROVAL"
    DENY = "DENY"


@dataclass(slots=True)  # not frozen: every order makes one, in a third of the time
class Ask:
    """One order against one book, with the figures that several rules need; nobody changes it.

    `closable` is how much of the position this side can still close: |position| less what other orders of this side
    close of it; `opening` the part of the quantity that opens or grows a position. `reference_price` is that at which
    cash and exposure are reserved, None without a mark, and `value` the opening part at that price.
    """

    terms: Terms
    book: Book
    mark: Mark | None
    held: Decimal
    closable: Decimal
    opening: Decimal
    reducing: bool
    reference_price: Decimal | None
    value: Decimal

    @property
    def cost(self) -> Decimal:
        """Cash that the opening part may need, rounded up to the cent; a sale needs none."""
        return to_cents_up(self.value) if self.terms.side is OrderSide.BUY else ZERO

    @property
    def risk(self) -> Decimal:
        """What the opening part may lose: down to its stop loss, else a fixed share of its value."""
        terms, price = self.terms, self.reference_price or ZERO
        return order_risk(self.opening, price, terms.stop_loss, terms.side, self.book.limits.default_loss_ratio)


def ask_of(terms: Terms, book: Book) -> Ask:
    """Reckon the figures of one order against one book."""
    mark, held = book.marks.get(terms.symbol), book.positions.get(terms.symbol, ZERO)
    closable = _closable(terms, book, held)
    reducing = terms.quantity <= closable
    opening = ZERO if reducing else terms.quantity - closable
    price = reference_price(terms, mark.price, book.limits.market_buffer_ratio) if mark else None
    value = opening * price if price else ZERO
    return Ask(terms, book, mark, held, closable, opening, reducing, price, value)


def _closable(terms: Terms, book: Book, held: Decimal) -> Decimal:
    if held >= 0 if terms.side is OrderSide.BUY else held <= 0:
        return ZERO
    left = abs(held)
    for resting in book.resting:
        if resting.symbol == terms.symbol and resting.side is terms.side:
            left -= resting.leaves - resting.opening
    return max(ZERO, left)


# One rule's answer as the gate reckons with it: code, passed, observed, limit, message, whole. With a `whole` what was
# observed is a share of it, divided out only when it is read; the message is a template over the ask.
Answer = tuple[DenialCode, bool, Decimal | int | None, Decimal | int | None, str, Decimal | None]


def written(answer: Answer, ask: Ask) -> RiskCheck:
    """Return an answer as people read it, shares to 12 decimal places."""
    code, passed, observed, limit, message, whole = answer
    seen = None if observed is None else Decimal(observed)
    return RiskCheck(
        code=code,
        passed=passed,
        observed=seen if seen is None or whole is None else share(seen, whole),
        limit=None if limit is None else Decimal(limit),
        message=message.format(terms=ask.terms, book=ask.book),
    )


class Verdict(NamedTuple):
    """The gate's answer. `largest_quantity` would pass every check now; zero when none would.

    `waived` are the failed checks that an override let pass.
    """

    ask: Ask
    answers: Sequence[Answer]
    decision: PreviewDecision
    denial: DenialCode | None
    largest_quantity: Decimal
    waived: frozenset[DenialCode] = frozenset()

    @property
    def checks(self) -> tuple[RiskCheck, ...]:
        """Every answer with its numbers, in the order of the rules; made anew at each reading."""
        return tuple(written(answer, self.ask) for answer in self.answers)

    @property
    def reference_price(self) -> Decimal | None:
        return self.ask.reference_price

    @property
    def cost(self) -> Decimal | None:
        """Cash to reserve; None without a mark."""
        return self.ask.cost if self.ask.mark else None

    @property
    def opening(self) -> Decimal:
        """The part of the quantity that opens or grows a position."""
        return self.ask.opening

    @property
    def reducing(self) -> bool:
        return self.ask.reducing


def order_risk(
    opening: Decimal, reference: Decimal, stop_loss: Decimal | None, side: OrderSide, default_loss: Decimal
) -> Decimal:
    """Return what an order may lose: opening quantity x (reference - stop loss), else x reference x default loss."""
    if stop_loss is None:
        return opening * reference * default_loss
    return opening * (reference - stop_loss) * side.sign


def reference_price(terms: Terms, mark: Decimal, buffer: Decimal) -> Decimal:
    """Return the price an order is reckoned at before it has filled."""
    limit = terms.limit_price or ZERO
    if terms.side is OrderSide.SELL:
        return max(limit, mark * (1 + buffer))
    match terms.type:
        case OrderType.MARKET:
            return mark * (1 + buffer)
        case OrderType.LIMIT | OrderType.STOP_LIMIT:
            return max(limit, mark)
        case OrderType.STOP | OrderType.TRAILING_STOP:
            return max(trigger(terms, mark) or ZERO, mark) * (1 + buffer)


def trigger(terms: Terms, mark: Decimal) -> Decimal | None:
    """Return the price at which an order wakes, None for one that does not sleep; a trailing stop begins at the mark.

    It follows the market towards the customer only, so a buy's never rises above that.
    """
    return terms.stop_price if terms.trail_by is None else mark + terms.side.sign * terms.trail_by
