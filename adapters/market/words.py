"""A vendor's JSON as prices: what makes no sense is refused or left out, and never guessed."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final

from adapters.door import number
from adapters.market.daily_bars import SHARES_MAX
from adapters.news.words import line
from trading.errors import Unavailable
from trading.market import Bar, CorporateAction, CorporateActionKind, Quote, Tick
from trading.units import PRICE_MAX, TICK, ZERO, shares_per, to_price

EARLY: Final = timedelta(seconds=5)  # clocks differ; what is later than that is no time of a price
KEY_MAX: Final = 60
RATIO_MAX: Final = Decimal(10_000)
NANOSECONDS: Final = 10**9
MILLISECONDS: Final = 10**3


def price(value: Any) -> Decimal | None:
    """Return a price that came as a number or text, None for what cannot be one."""
    found = number(value)
    return to_price(found) if found is not None and TICK <= found <= PRICE_MAX else None


def shares(value: Any) -> int | None:
    """Return whole shares, rounded down; None for what cannot be a volume."""
    found = number(value)
    return int(found.to_integral_value(ROUND_DOWN)) if found is not None and ZERO <= found <= SHARES_MAX else None


def since_epoch(value: Any, per_second: int) -> datetime | None:
    """Return the instant of whole milli- or nanoseconds since 1970."""
    found = number(value)
    if found is None or not 0 < found < 10**10 * per_second:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(found * 1_000_000 / per_second))


def spread(bid: Any, ask: Any) -> tuple[Decimal | None, Decimal | None]:
    """Return bid and ask, both None where one is missing or they are crossed."""
    low, high = price(bid), price(ask)
    return (low, high) if low is not None and high is not None and low <= high else (None, None)


def quote(
    source: str, symbol: str, now: datetime, *, last: Any, at: datetime | None, bid: Any, ask: Any
) -> Quote | None:
    """Return one quote; None without a price or a time that can be."""
    found = price(last)
    if found is None or at is None or at > now + EARLY:
        return None
    return Quote(symbol, *spread(bid, ask), found, min(at, now), source)


def bar(vendor: str, day: date, opened: Any, high: Any, low: Any, close: Any, volume: Any) -> Bar:
    """Return one day. Raise Unavailable for figures that cannot be: leaving the day out would be a wrong past."""
    prices, traded = [price(each) for each in (opened, high, low, close)], shares(volume)
    first, most, least, last = prices
    if first is None or most is None or least is None or last is None or traded is None:
        raise Unavailable(f"{vendor} sent a bar of {day} without all its figures.")
    if not least <= min(first, last) <= max(first, last) <= most:
        raise Unavailable(f"{vendor} sent a bar of {day} whose prices contradict each other.")
    return Bar(day, first, most, least, last, traded)


def day_of(value: Any) -> date | None:
    """Return a day that came as 2026-01-31."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def dividend(vendor: str, key: Any, symbol: str, day: date, paid: Any) -> CorporateAction:
    """Return a dividend, in dollars a share. Raise Unavailable for what cannot be: to leave it out were wrong too."""
    name, amount = line(key, KEY_MAX), number(paid)
    if not name or amount is None or not ZERO < amount <= PRICE_MAX:
        raise Unavailable(f"{vendor} sent a dividend of {symbol} on {day} without its id or an amount that can be.")
    return CorporateAction(f"{vendor}:{name}", symbol, day, CorporateActionKind.DIVIDEND, amount=amount)


def split(vendor: str, key: Any, symbol: str, day: date, new: Any, old: Any) -> CorporateAction:
    """Return a split of so many new shares for old ones; raise as `dividend` does."""
    name, after, before = line(key, KEY_MAX), number(new), number(old)
    if not name or after is None or before is None or after <= 0 or before <= 0:
        raise Unavailable(f"{vendor} sent a split of {symbol} on {day} without its id or its shares.")
    if not 1 / RATIO_MAX <= after / before <= RATIO_MAX:
        raise Unavailable(f"{vendor} sent a split of {symbol} on {day} of {after} for {before}, which cannot be.")
    return CorporateAction(f"{vendor}:{name}", symbol, day, CorporateActionKind.SPLIT, ratio=shares_per(after, before))


def in_order(actions: Iterable[CorporateAction]) -> list[CorporateAction]:
    """Return events by day and symbol; a dividend of a split's day is one of the new shares."""
    return sorted(actions, key=lambda each: (each.day, each.symbol, each.kind is CorporateActionKind.DIVIDEND, each.id))


class Tape:
    """What a stream has told of each symbol, so that a trade has a bid and an ask, and a quote has a last price."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._spreads: dict[str, tuple[Decimal, Decimal]] = {}
        self._lasts: dict[str, Decimal] = {}

    def traded(self, symbol: str, at: datetime | None, paid: Any, size: Any) -> Tick | None:
        """Take a trade. Without a spread, or outside of it, its own price is bid and ask."""
        last, volume = price(paid), shares(size)
        if last is None or volume is None or at is None:
            return None
        self._lasts[symbol] = last
        bid, ask = self._spreads.get(symbol, (last, last))
        return Tick(symbol, at, min(bid, last), max(ask, last), last, volume, self._source)

    def quoted(self, symbol: str, at: datetime | None, bid: Any, ask: Any) -> Tick | None:
        """Take a quote. It is a tick only once something was traded."""
        low, high = spread(bid, ask)
        if low is None or high is None or at is None:
            return None
        self._spreads[symbol] = low, high
        last = self._lasts.get(symbol)
        return None if last is None else Tick(symbol, at, low, high, last, 0, self._source)
