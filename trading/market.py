"""What a market says: listings, daily bars, ticks, quotes and corporate actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from trading.units import ZERO


@dataclass(frozen=True, slots=True)
class Listing:
    """An instrument that a market knows. `first` and `last` are its days of history; "" is a sector nobody told."""

    symbol: str
    name: str
    currency: str
    first: date
    last: date
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One trading day on raw (unadjusted) prices.

    `dividend` is cash per share with this ex day; `split` is new shares per old one effective
    before this day's open (2 for a 2:1 split, 1 otherwise). `volume` is in shares.
    """

    day: date
    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: int
    dividend: Decimal = ZERO
    split: Decimal = Decimal(1)


class CorporateActionKind(StrEnum):
    DIVIDEND = "DIVIDEND"
    SPLIT = "SPLIT"


@dataclass(frozen=True, slots=True)
class CorporateAction:
    """A dividend (cash per share) or a split (`ratio` new shares per old) on its ex day.

    `id` is the source's own id: booking the same id twice is a no-op.
    """

    id: str
    symbol: str
    day: date
    kind: CorporateActionKind
    amount: Decimal = ZERO
    ratio: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Upheaval:
    """What happens to a company's shares and nobody books: a merger, a spin-off, another name; `what` in words.

    `symbol` is of the shares that are held before it, `day` the first on which they are not what they were.
    """

    symbol: str
    day: date
    what: str


class Tick(NamedTuple):
    """A price at an instant of market time. `volume` is the shares traded since the last tick."""

    symbol: str
    at: datetime
    bid: Decimal
    ask: Decimal
    last: Decimal
    volume: int
    source: str


class Phase(StrEnum):
    """Where in its session a step lies. After CLOSE nothing fills until the next OPEN."""

    OPEN = "OPEN"
    OPEN_SESSION = "OPEN_SESSION"
    CLOSE = "CLOSE"


@dataclass(frozen=True, slots=True)
class Step:
    """Everything that happens at one instant of a replayed market.

    `index` counts from 0 (the open) within `day`. `actions` are set at the OPEN step only and
    take effect before its ticks.
    """

    day: date
    index: int
    at: datetime
    phase: Phase
    ticks: tuple[Tick, ...]
    actions: tuple[CorporateAction, ...] = ()

    @property
    def splits(self) -> dict[str, Decimal]:
        """New shares per old by symbol, of all splits that take effect here: a feed that was away brings several."""
        found: dict[str, Decimal] = {}
        for action in self.actions:
            if action.kind is CorporateActionKind.SPLIT:
                found[action.symbol] = found.get(action.symbol, Decimal(1)) * action.ratio
        return found


@dataclass(frozen=True, slots=True)
class Quote:
    """The last price that a vendor knows, and of when it is. `stale` marks one that could not be renewed."""

    symbol: str
    bid: Decimal | None
    ask: Decimal | None
    last: Decimal
    at: datetime
    source: str
    stale: bool = False

    def age(self, now: datetime) -> timedelta:
        """Return how old the price is; never negative, since clocks differ."""
        return max(timedelta(0), now - self.at)
