"""Orders as values: terms, facts, and the status that follows from facts."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from trading.units import ZERO


class OrderSide(StrEnum):
    BUY = "BUY"
    SELL = "SELL"

    @property
    def sign(self) -> int:
        """+1 for BUY, -1 for SELL."""
        return 1 if self is OrderSide.BUY else -1

    @property
    def opposite(self) -> "OrderSide":
        return OrderSide.SELL if self is OrderSide.BUY else OrderSide.BUY


class OrderType(StrEnum):
    MARKET = "MARKET"
    LIMIT = "LIMIT"
    STOP = "STOP"
    STOP_LIMIT = "STOP_LIMIT"
    TRAILING_STOP = "TRAILING_STOP"


class TimeInForce(StrEnum):
    DAY = "DAY"
    GTC = "GTC"
    IOC = "IOC"
    FOK = "FOK"
    OPG = "OPG"
    CLS = "CLS"


class OrderOrigin(StrEnum):
    MANUAL = "MANUAL"
    RECOMMENDATION = "RECOMMENDATION"
    STRATEGY = "STRATEGY"
    REBALANCE = "REBALANCE"
    COPY = "COPY"
    STOP = "STOP"
    PARTNER = "PARTNER"
    EXTERNAL = "EXTERNAL"


class OrderStatus(StrEnum):
    """Derived from facts, first match wins. DENIED is ours (risk), REJECTED is the broker's."""

    DENIED = "DENIED"
    PENDING_APPROVAL = "PENDING_APPROVAL"
    FILLED = "FILLED"
    CANCELED = "CANCELED"
    EXPIRED = "EXPIRED"
    REJECTED = "REJECTED"
    PENDING_CANCEL = "PENDING_CANCEL"
    PENDING_REPLACE = "PENDING_REPLACE"
    PARTIALLY_FILLED = "PARTIALLY_FILLED"
    WORKING = "WORKING"
    SUBMITTED = "SUBMITTED"
    NEW = "NEW"


class Ended(StrEnum):
    """How an order came to its end other than by being filled."""

    CANCELED = "CANCELED"
    EXPIRED = "EXPIRED"
    REJECTED = "REJECTED"
    DENIED = "DENIED"


CLIENT_ORDER_ID_MAX = 40
VERSION_MAX = 9999


def client_order_id(stem: str, version: int) -> str:
    """Return the id under which a broker gets a version of an order; 1 is the order as it was placed."""
    return f"{stem}-{version}"


def stem_and_version(name: str) -> tuple[str, int]:
    """Take a client order id apart; one that ends in no version is a stem of version 1."""
    stem, _, version = name.rpartition("-")
    if stem and version.isascii() and version.isdigit() and 1 <= len(version) <= len(str(VERSION_MAX)):
        return stem, int(version)
    return name, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a client asks for. Quantity is positive; the side says which way."""

    symbol: str
    side: OrderSide
    type: OrderType = OrderType.MARKET
    quantity: Decimal
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    stop_loss: Decimal | None = None
    take_profit: Decimal | None = None
    time_in_force: TimeInForce = TimeInForce.DAY


class Known(Protocol):
    """Whatever has the facts of an order, as `Facts` tells them."""

    @property
    def quantity(self) -> Decimal: ...
    @property
    def filled(self) -> Decimal: ...
    @property
    def sent_at(self) -> datetime | None: ...
    @property
    def acked_at(self) -> datetime | None: ...
    @property
    def ended(self) -> Ended | None: ...
    @property
    def gone(self) -> bool: ...
    @property
    def cancel_pending(self) -> bool: ...
    @property
    def replace_pending(self) -> bool: ...
    @property
    def approval_pending(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about an order; its status is never stored, it follows from these.

    `gone`: a busted or corrected execution left it no longer at the broker, so what is left of it is canceled.
    """

    quantity: Decimal
    filled: Decimal = ZERO
    sent_at: datetime | None = None
    acked_at: datetime | None = None
    ended: Ended | None = None
    gone: bool = False
    cancel_pending: bool = False
    replace_pending: bool = False
    approval_pending: bool = False


TERMINAL = frozenset(
    {
        OrderStatus.DENIED,
        OrderStatus.FILLED,
        OrderStatus.CANCELED,
        OrderStatus.EXPIRED,
        OrderStatus.REJECTED,
    }
)


OVER: Final = {Ended.CANCELED: OrderStatus.CANCELED, Ended.EXPIRED: OrderStatus.EXPIRED}


def status(facts: Known) -> OrderStatus:
    """Return the status that follows from facts (02-trading: first match wins)."""
    ended = facts.ended
    if ended is Ended.DENIED:
        return OrderStatus.DENIED
    if facts.approval_pending:
        return OrderStatus.PENDING_APPROVAL
    if facts.filled >= facts.quantity:
        return OrderStatus.FILLED
    if ended is Ended.CANCELED or ended is Ended.EXPIRED:
        return OVER[ended]
    if ended is Ended.REJECTED and facts.filled == 0:
        return OrderStatus.REJECTED
    return OrderStatus.CANCELED if facts.gone else _open_status(facts)


def _open_status(facts: Known) -> OrderStatus:
    if facts.cancel_pending:
        return OrderStatus.PENDING_CANCEL
    if facts.replace_pending:
        return OrderStatus.PENDING_REPLACE
    if facts.filled > 0:
        return OrderStatus.PARTIALLY_FILLED
    if facts.acked_at is not None:
        return OrderStatus.WORKING
    return OrderStatus.SUBMITTED if facts.sent_at is not None else OrderStatus.NEW


def leaves(facts: Known) -> Decimal:
    """Quantity still to be filled: zero once the order is terminal, never negative."""
    if status(facts) in TERMINAL:
        return ZERO
    return max(ZERO, facts.quantity - facts.filled)
