"""What an analysis says: each source's view, the blend of them, and the arithmetic that makes it exact."""

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from typing import Final

MICRO: Final = Decimal("0.000001")
_EXACT: Final = Context(prec=34)


class ScoreSource(StrEnum):
    TECHNICAL = "TECHNICAL"
    MOMENTUM = "MOMENTUM"
    NEWS = "NEWS"
    FUNDAMENTAL = "FUNDAMENTAL"
    ANALYST = "ANALYST"
    REGIME = "REGIME"


class SignalAction(StrEnum):
    BUY = "BUY"
    SELL = "SELL"
    HOLD = "HOLD"


def log_odds(probability: Decimal) -> Decimal:
    """Return ln(p / (1 - p)) to 6 places, for 0 < p < 1."""
    ratio = _EXACT.divide(probability, 1 - probability)
    return _EXACT.ln(ratio).quantize(MICRO)


def probability(odds: Decimal) -> Decimal:
    """Return 1 / (1 + exp(-odds)) to 6 places: the inverse of `log_odds`."""
    return _EXACT.divide(Decimal(1), 1 + _EXACT.exp(-odds)).quantize(MICRO)


@dataclass(frozen=True, slots=True)
class View:
    """One source's probability that the symbol's total return over the horizon is positive (6 places).

    None means that the source abstained; `reasons` then say why.
    """

    source: ScoreSource
    symbol: str
    probability_up: Decimal | None
    reasons: tuple[str, ...]

    @property
    def abstained(self) -> bool:
        return self.probability_up is None


@dataclass(frozen=True, slots=True)
class Score:
    """A view as it entered the blend. `contribution` = weight x (log-odds of the view - log-odds of the base
    rate), rounded to 6 places; zero when the source abstained."""

    source: ScoreSource
    probability_up: Decimal | None
    contribution: Decimal
    weight: Decimal
    abstained: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blend:
    """The pooled opinion on one symbol.

    Exact by construction, and checked (ValueError): log_odds = log_odds(base_rate) + the sum of the scores'
    contributions, all with 6 places, and probability_up = probability(log_odds).
    `confidence` is the probability of `action`; for HOLD, that the move stays within cost. `expected_return`
    is that of owning the share over the horizon, net of a round trip's cost. `volatility` is the annualised
    forecast; `atr` and `close` are in raw price units on the last day.
    """

    symbol: str
    horizon_days: int
    base_rate: Decimal
    log_odds: Decimal
    probability_up: Decimal
    action: SignalAction
    confidence: Decimal
    scores: tuple[Score, ...]
    expected_return: Decimal
    volatility: Decimal
    atr: Decimal
    close: Decimal
    summary: str

    def __post_init__(self) -> None:
        terms = sum((score.contribution for score in self.scores), log_odds(self.base_rate))
        if terms != self.log_odds or probability(terms) != self.probability_up:
            raise ValueError(f"The contributions of {self.symbol} do not sum to its log-odds.")


@dataclass(frozen=True, slots=True)
class Abstention:
    """Nobody has an opinion on this symbol: no new order, and positions stay."""

    symbol: str
    reasons: tuple[str, ...]


class Regime(StrEnum):
    CALM = "CALM"
    TURBULENT = "TURBULENT"


@dataclass(frozen=True, slots=True)
class MarketCondition:
    """The universe as one market. `volatility` is annualised; `trend` is its distance from its 200-day average."""

    regime: Regime
    volatility: Decimal
    trend: Decimal
    summary: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """One run: an opinion or an abstention per symbol asked for, in that order, and the market's state."""

    as_of: date
    horizon_days: int
    blends: tuple[Blend | Abstention, ...]
    market: MarketCondition | None
