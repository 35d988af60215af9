"""Draw a seeded path of ticks inside one daily bar: made up between open and close, bounded by what was real."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from trading.market import Bar, Tick
from trading.units import CENT, TICK, to_cents

SOURCE: Final = "replay: simulated path inside a real daily bar"
NEW_YORK: Final = ZoneInfo("America/New_York")
OPENS_AT: Final = time(9, 30)
STEP: Final = timedelta(minutes=30)
STEPS: Final = 14  # 9:30, 10:00 ... 16:00
BASIS_POINT: Final = Decimal("0.0001")
# Shares of the day's volume per step before jitter: the opening auction, the lull at noon, the closing auction.
VOLUME_SHAPE: Final = (8, 13, 10, 8, 7, 6, 5, 5, 5, 6, 6, 7, 9, 14)
# Whole millionths of a dollar: integers give the same path on every machine.
MICROS: Final = 1_000_000
MICROS_PER_CENT: Final = 10_000
DRAW_BITS: Final = 32


def times(day: date) -> tuple[datetime, ...]:
    """Return the instants of the session in UTC, 9:30 to 16:00 in New York."""
    opened = datetime.combine(day, OPENS_AT, NEW_YORK).astimezone(UTC)
    return tuple(opened + STEP * index for index in range(STEPS))


def ticks(symbol: str, bar: Bar, seed: int) -> tuple[Tick, ...]:
    """Return the session of one symbol, one tick a step.

    `last` starts at the open, ends at the close, touches high and low once each in between, and never
    leaves them; the volumes sum to the bar's. The same seed, symbol and day give the same path.
    """
    draws = _draws(f"{seed}:{symbol}:{bar.day}")
    prices = _path(bar, draws)
    volumes = _split(bar.volume, draws)
    return tuple(_tick(symbol, *values) for values in zip(times(bar.day), prices, volumes, strict=True))


def _draws(key: str) -> Iterator[int]:
    """Yield 32-bit numbers that depend on the key alone, not on the process or the Python version."""
    counter = 0
    while True:
        digest = hashlib.sha256(f"{key}:{counter}".encode()).digest()
        yield from (int.from_bytes(digest[at : at + 4], "big") for at in range(0, len(digest), 4))
        counter += 1


def _path(bar: Bar, draws: Iterator[int]) -> list[Decimal]:
    opened, high, low, close = (int(price * MICROS) for price in (bar.open, bar.high, bar.low, bar.close))
    first, second = _two_steps(draws)
    # Days that rise mostly make their low before their high, and the other way round.
    low_first = (next(draws) % 4 > 0) == (close >= opened)
    turns = ((first, low), (second, high)) if low_first else ((first, high), (second, low))
    anchors = ((0, opened), *turns, (STEPS - 1, close))
    path = [opened]
    for (start, price), (end, target) in pairwise(anchors):
        path += _bridge(price, target, end - start, (low, high), draws)
    return [Decimal(price) / MICROS for price in path]


def _two_steps(draws: Iterator[int]) -> tuple[int, int]:
    """Return two different steps between open and close, the earlier first."""
    inner = STEPS - 2
    one = next(draws) % inner
    other = (one + 1 + next(draws) % (inner - 1)) % inner
    return min(one, other) + 1, max(one, other) + 1


def _bridge(price: int, target: int, steps: int, bounds: tuple[int, int], draws: Iterator[int]) -> Iterator[int]:
    """Yield a random walk in whole cents that arrives at the target and turns back at the bounds."""
    low, high = bounds
    swing = (high - low) * 2 // 5  # two summed uniforms this wide: 14 steps roam about one day's range
    for left in range(steps, 1, -1):
        shock = (next(draws) + next(draws) - (1 << DRAW_BITS)) * swing >> DRAW_BITS
        drifted = price + (target - price) // left + shock
        mirrored = low + abs(drifted - low) if drifted < high else high - (drifted - high)
        in_cents = (mirrored + MICROS_PER_CENT // 2) // MICROS_PER_CENT * MICROS_PER_CENT
        price = min(high, max(low, in_cents))
        yield price
    yield target


def _split(volume: int, draws: Iterator[int]) -> list[int]:
    """Split a day's shares over the steps without losing one: U-shaped, each share halved to 1.5-fold."""
    weights = [shape * (512 + next(draws) % 1024) for shape in VOLUME_SHAPE]
    total, running, parts = sum(weights), 0, []
    for weight in weights:
        parts.append(volume * (running + weight) // total - volume * running // total)
        running += weight
    return parts


def _tick(symbol: str, at: datetime, last: Decimal, volume: int) -> Tick:
    half = max(CENT, to_cents(last * BASIS_POINT))
    return Tick(symbol, at, bid=max(TICK, last - half), ask=last + half, last=last, volume=volume, source=SOURCE)
