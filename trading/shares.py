"""In which shares an order counts, and how what is said of another time is read in them: across the splits between."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any, Final, TypeVar

from trading.orders import TERMINAL, OrderSide
from trading.ports import BrokerEvent, BrokerEventKind
from trading.state import Change, Life
from trading.tape import Split
from trading.units import ZERO, repriced, restated

Priced = TypeVar("Priced", Life, Change)
# What names an order as a whole; an execution is of its time for ever, and is brought over as it is counted.
TOLD: Final = frozenset(
    {BrokerEventKind.ACK, BrokerEventKind.REPLACED, BrokerEventKind.RESTATED, BrokerEventKind.SNAPSHOT}
)
SIZES: Final = ("quantity", "filled")
PRICES: Final = ("limit_price", "stop_price", "trail_by", "average_price")
PRICED: Final = ("limit_price", "stop_price", "trail_by", "reference_price")


def across(splits: Iterable[Split], after: datetime, until: datetime | None = None) -> Fraction:
    """Return what one share of a time is at a later one, None for now; a split's own moment is in new shares."""
    between = (each.ratio for each in splits if after < each.at and (until is None or each.at <= until))
    return prod(between, start=Fraction(1))


def as_of(*known: datetime | None) -> datetime | None:
    """Return the time in whose shares an order counts, the last at which its broker or a split has named them."""
    return max(filter(None, known), default=None)


def read(event: BrokerEvent, life: Life, splits: Iterable[Split]) -> BrokerEvent:
    """Return what was said of an order in the shares in which the order counts."""
    if event.kind not in TOLD or life.restated_at is None:
        return event
    ratio = across(splits, event.at, life.restated_at)
    if ratio == 1:
        return event
    said: dict[str, Any] = {name: restated(size, ratio) for name in SIZES if (size := getattr(event, name)) is not None}
    said |= {name: repriced(price, ratio) for name in PRICES if (price := getattr(event, name)) is not None}
    return replace(event, **said)


def restate(life: Life, split: Split, since: Decimal = ZERO, *, asked: bool = True) -> Life | None:
    """Bring an order across a split: quantities times the ratio, prices divided by it.

    `since` of what it has filled was executed after the split, and terms that its broker has named since are as named:
    both stay. So does a replace that has not been `asked` in the shares of before. Quantities are cut to 9 decimal
    places, as brokers do; None where that leaves an open order nothing to fill.
    """
    ratio, old = split.ratio, life.facts.filled - since
    named = life.terms_at is not None and life.terms_at >= split.at

    def whole(size: Decimal) -> Decimal:
        return restated(old, ratio) + restated(size - old, ratio)

    filled = restated(old, ratio) + since
    told = life.told if named or life.told is None else whole(life.told)
    quantity = life.facts.quantity if named else whole(life.facts.quantity)
    if told is not None:
        quantity = max(told, filled)
    elif life.external:
        quantity = filled
    if not named and life.status not in TERMINAL and not since and quantity <= filled:
        return None
    closing = restated(life.facts.quantity - life.opening, ratio)
    changes = tuple(_change(each, whole(each.quantity or ZERO), ratio) if asked else each for each in life.changes)
    after = replace(life.know(filled=filled, quantity=quantity), told=told, changes=changes)
    after = _referred(after, ratio) if named else _repriced(after, ratio)
    opening = max(ZERO, quantity - closing) if life.opening else ZERO
    return replace(after, opening=opening, restated_at=split.at)


def _referred(life: Life, ratio: Fraction) -> Life:
    """Reprice what is reserved at, but to no less than a limit that was named since."""
    price = life.reference_price
    if price is None:
        return life
    named = life.limit_price if life.side is OrderSide.BUY else None
    return replace(life, reference_price=max(repriced(price, ratio), named or ZERO))


def _change(change: Change, whole: Decimal, ratio: Fraction) -> Change:
    opening = None if change.opening is None else restated(change.opening, ratio)
    return _repriced(replace(change, quantity=whole, opening=opening), ratio)


def _repriced(terms: Priced, ratio: Fraction) -> Priced:
    prices: dict[str, Any] = {
        name: repriced(price, ratio) for name in PRICED if (price := getattr(terms, name)) is not None
    }
    return replace(terms, **prices)
