"""What forecasts turned out to be worth: each judged when its horizon has passed, many summed up to a scorecard."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import pairwise
from math import prod
from typing import Final

from trading.market import Bar
from trading.units import TICK, ZERO

MILLION: Final = 1_000_000
MONTHS_MIN: Final = 6  # fewer do not say how far a mean may be off
SURE: Final = Decimal("1.959964")  # standard errors on either side of a mean, for 95%
WITHIN_COST: Final = Decimal("0.001")  # a move that a round trip would eat up
HALF: Final = Decimal("0.5")
ONE: Final = Decimal(1)
_EXACT: Final = Context(prec=34)
_BITS: Final = Decimal("1e-12")  # an unchanged price is no move, whatever a division left behind


@dataclass(frozen=True, slots=True)
class Judged:
    """One forecast of a rise against what happened, beside that of the base rate; all in millionths but `up`, `edge`.

    `brier` is the squared error, `loss` minus the logarithm of the probability that was given to what happened. `edge`
    is 1 where the forecast was right and "always up" wrong, -1 the other way round, else 0.
    """

    up: int
    brier: int
    base_brier: int
    loss: int
    base_loss: int
    edge: int


def total_return(bars: Sequence[Bar]) -> Decimal:
    """Return what a share gained from the first close to the last, dividends and splits included, to 12 places."""
    growth = (_EXACT.divide((bar.close + bar.dividend) * bar.split, before.close) for before, bar in pairwise(bars))
    return (prod(growth, start=ONE) - 1).quantize(_BITS)


def due(bars: Sequence[Bar], made_on: object, horizon: int) -> Sequence[Bar] | None:
    """Return the bars from the day of a forecast to its end, None while the end is not known or the day has no bar."""
    start = next((place for place, bar in enumerate(bars) if bar.day == made_on), None)
    known = start is not None and start + horizon < len(bars)
    return bars[start : start + horizon + 1] if known and start is not None else None


def judge(chance: Decimal, base_rate: Decimal, gained: Decimal) -> Judged:
    """Judge a probability of a rise, and the base rate, both between 0 and 1 excluded."""
    up = int(gained > 0)
    right = int((chance > HALF) == bool(up))
    return Judged(up, brier(chance, up), brier(base_rate, up), _loss(chance, up), _loss(base_rate, up), right - up)


def brier(chance: Decimal, up: int) -> int:
    return _millionths((chance - up) ** 2)


def _loss(chance: Decimal, up: int) -> int:
    return _millionths(-_EXACT.ln(chance if up else 1 - chance))


def _millionths(value: Decimal) -> int:
    return int((value * MILLION).to_integral_value())


def came_true(action: str, gained: Decimal) -> bool:
    """Tell whether BUY was followed by a rise, SELL by none, HOLD by a move that a round trip would have eaten up."""
    if action == "HOLD":
        return abs(gained) <= WITHIN_COST
    return (gained > 0) is (action == "BUY")


# ---------------------------------------------------------------- many


@dataclass(frozen=True, slots=True)
class Month:
    """The sums of what was judged of one month's forecasts: `Judged`, added up."""

    count: int
    brier: int
    base_brier: int
    loss: int
    base_loss: int
    edge: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about one size: the least and the greatest, how many, their mean, and how often it came true."""

    low: Decimal
    high: Decimal
    count: int
    predicted: Decimal
    observed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """How good a source has been on forecasts that are due. Means with 6 places, None without any.

    `edge` is how much more often it was right than always saying "up", between `edge_low` and `edge_high` with 95%:
    whole months count as one, since outcomes overlap and shares move together; None with fewer than 6 months.
    """

    source: str
    horizon_days: int
    forecasts: int
    brier: Decimal | None
    base_brier: Decimal | None
    loss: Decimal | None
    base_loss: Decimal | None
    edge: Decimal | None
    edge_low: Decimal | None
    edge_high: Decimal | None
    weight: Decimal
    months: int
    reliability: tuple[Bin, ...]


def scorecard(
    source: str, horizon: int, weight: Decimal, months: Sequence[Month], reliability: Sequence[Bin]
) -> Scorecard:
    """Sum up what is known of a source over one horizon."""
    count = sum(month.count for month in months)
    edge = _mean(sum(month.edge for month in months) * MILLION, count)
    off = _uncertainty(months, count)
    return Scorecard(
        source=source,
        horizon_days=horizon,
        forecasts=count,
        brier=_mean(sum(month.brier for month in months), count),
        base_brier=_mean(sum(month.base_brier for month in months), count),
        loss=_mean(sum(month.loss for month in months), count),
        base_loss=_mean(sum(month.base_loss for month in months), count),
        edge=edge,
        edge_low=None if edge is None or off is None else edge - off,
        edge_high=None if edge is None or off is None else edge + off,
        weight=weight,
        months=len(months),
        reliability=tuple(reliability),
    )


def _mean(total: int, count: int) -> Decimal | None:
    return (Decimal(total) / (count * MILLION)).quantize(TICK) if count else None


def _uncertainty(months: Sequence[Month], count: int) -> Decimal | None:
    """Return 1.96 standard errors of the mean edge with months as clusters (Liang and Zeger, 1986)."""
    if len(months) < MONTHS_MIN:
        return None
    mean = Decimal(sum(month.edge for month in months)) / count
    squares = sum(((month.edge - mean * month.count) ** 2 for month in months), ZERO)
    variance = squares * len(months) / (len(months) - 1) / count**2
    return (SURE * variance.sqrt(_EXACT)).quantize(TICK)
