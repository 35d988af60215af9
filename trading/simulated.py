"""What a simulated account is made of: orders at work, fills, journal entries, trips."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from trading.book import Fall
from trading.condition import Condition
from trading.errors import DenialCode
from trading.ledger import Cause, Leg
from trading.matching import Resting
from trading.orders import Ended, Terms
from trading.stop import StopReason
from trading.units import ZERO

UNKNOWN: Final = Condition(average_volume=None, volatility=None, previous_close=None)


@dataclass(slots=True)  # not frozen: a year of minutes makes thousands of them
class Quoted:
    """The last price of a symbol, when it was, and how its market had been before the session."""

    price: Decimal
    at: datetime
    condition: Condition = UNKNOWN


@dataclass(slots=True, kw_only=True)
class Work:
    """An order that was asked for. `resting` is what is left of it at the venue; `opening` what it may open.

    An exit belongs to an entry and passes no gate; of a `pair` one cancels the other.
    """

    number: int
    terms: Terms
    at: datetime
    day: date | None
    resting: Resting
    opening: Decimal = ZERO
    reference_price: Decimal = ZERO
    reserved: Decimal = ZERO
    filled: Decimal = ZERO
    filled_value: Decimal = ZERO
    fills: int = 0
    denial: DenialCode | None = None
    ended: Ended | None = None
    exit: bool = False
    pair: "Work | None" = None

    @property
    def open(self) -> bool:
        return self.denial is None and self.ended is None and bool(self.resting.left)


class Fill(NamedTuple):
    """One execution as it was booked. Money in the account's currency; `realized` before the fee."""

    work: Work
    at: datetime
    quantity: Decimal
    price: Decimal
    fee: Decimal
    realized: Decimal


class Entry(NamedTuple):
    """One balanced entry of the journal."""

    at: datetime
    cause: Cause
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Tripped:
    """A loss limit that was reached: `amount` of `whole` was lost."""

    at: datetime
    reason: StopReason
    fall: Fall
