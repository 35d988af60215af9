"""A risk report as it is kept and told: exact amounts, losses positive, whoever has computed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from trading.units import ZERO, to_cents


class VarMethod(StrEnum):
    """How the tail of today's portfolio is found from the past."""

    HISTORICAL = "HISTORICAL"
    FILTERED_HISTORICAL = "FILTERED_HISTORICAL"
    PARAMETRIC = "PARAMETRIC"
    CORNISH_FISHER = "CORNISH_FISHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What is held, in money by symbol (short negative), the equity behind it, and a hash of the positions."""

    exposures: Mapping[str, Decimal]
    equity: Decimal
    hash: str


@dataclass(frozen=True, slots=True)
class RiskComponent:
    """One position's parts of value at risk and expected shortfall, money; all of them sum to the portfolio's."""

    symbol: str
    component_var: Decimal
    component_shortfall: Decimal


@dataclass(frozen=True, slots=True)
class StressResult:
    """What today's positions would lose in a scenario, money, and as a fraction of equity; a gain is negative."""

    scenario: str
    loss: Decimal
    ratio: Decimal


@dataclass(frozen=True, slots=True)
class CorrelationPair:
    """The correlation, -1 to 1, of the daily returns of two symbols."""

    a: str
    b: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class VarBacktest:
    """How often in `days` the loss of today's positions would have been beyond the forecast of that day.

    `kupiec` and `christoffersen` are likelihood ratios: above 3.84 the count, or its clustering, is no chance.
    """

    days: int
    exceptions: int
    expected: Decimal
    kupiec: Decimal
    christoffersen: Decimal
    verdict: str
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReport:
    """All of it for one book at the close of a day. `book` tells positions apart: it changes when they do.

    `scenarios` are what symbols, those held and others, would do tomorrow by each of some days: returns in millionths.
    """

    day: date
    book: str
    confidence: Decimal
    horizon_days: int
    method: VarMethod
    value_at_risk: Decimal = ZERO
    expected_shortfall: Decimal = ZERO
    components: tuple[RiskComponent, ...] = ()
    stress: tuple[StressResult, ...] = ()
    correlation: tuple[CorrelationPair, ...] = ()
    backtest: VarBacktest | None = None
    scenarios: Mapping[str, Sequence[int]] = field(default_factory=dict)


def to_cents_that_sum(parts: Sequence[Decimal]) -> list[Decimal]:
    """Round parts to cents so that they sum to the rounded sum: each takes what the running total has moved on."""
    total, told, rounded = ZERO, ZERO, []
    for part in parts:
        total += part
        rounded.append(to_cents(total) - told)
        told += rounded[-1]
    return rounded
