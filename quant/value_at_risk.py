"""What can be lost: value at risk and expected shortfall by four methods, as positive fractions of the value.

Losses are positive throughout: a value at risk of 0.02 says that a loss beyond 2% has the probability
1 - confidence. A negative figure is a gain that even bad days bring. For h days everything is multiplied by the
root of h (returns independent from day to day, their mean near zero), as Basel (1996) allows up to ten days.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri, stdtrit

from quant.arrays import Floats, confidence_level, finite, floats, positive, vector, whole
from quant.volatility import LAMBDA, ewma_path
from trading.errors import InvalidInput
from trading.risk_reports import VarMethod

FILTER_MIN: Final = 20
HORIZON_MAX: Final = 21


class Quantile(StrEnum):
    """LINEAR between observations (numpy, pandas); ORDER takes the loss itself: P(loss <= it) >= confidence."""

    LINEAR = "linear"
    ORDER = "inverted_cdf"


@dataclass(frozen=True, slots=True)
class Tail:
    """Value at risk and expected shortfall, fractions of the value, losses positive."""

    value_at_risk: float
    expected_shortfall: float

    def over(self, days: int) -> "Tail":
        """Return the figures of a horizon of 1 to 21 days."""
        if not 1 <= whole(days, "horizon_days") <= HORIZON_MAX:
            raise InvalidInput(f"horizon_days must be from 1 to {HORIZON_MAX}: the root of time holds no further.")
        root = float(np.sqrt(days))
        return Tail(self.value_at_risk * root, self.expected_shortfall * root)


def tail(
    returns: ArrayLike,
    method: VarMethod = VarMethod.FILTERED_HISTORICAL,
    confidence: float = 0.95,
    horizon_days: int = 1,
    decay: float = LAMBDA,
) -> Tail:
    """Return the tail of (t,) daily returns of today's portfolio, oldest first.

    InvalidInput when t is so small that not one loss lies beyond the level: 20 are needed at 95%, 100 at 99%.
    """
    checked = vector(returns, "returns", least=observations_least(confidence))
    match method:
        case VarMethod.HISTORICAL:
            return historical(checked, confidence).over(horizon_days)
        case VarMethod.FILTERED_HISTORICAL:
            return historical(filtered(checked, decay), confidence).over(horizon_days)
        case VarMethod.PARAMETRIC:
            return normal(confidence, float(checked.mean()), _deviation(checked)).over(horizon_days)
        case VarMethod.CORNISH_FISHER:
            return _fitted_cornish_fisher(checked, confidence).over(horizon_days)
        case _:
            assert_never(method)


def observations_least(confidence: float) -> int:
    """Return how many returns a tail at this level asks for: as many as make one loss beyond it likely."""
    return max(FILTER_MIN, int(np.ceil(1 / (1 - confidence_level(confidence)) - 1e-9)))


def historical(returns: ArrayLike, confidence: float = 0.95, quantile: Quantile = Quantile.LINEAR) -> Tail:
    """Return the tail of (t,) returns as they were, t >= 2.

    Expected shortfall is the mean of the worst (1 - confidence) x t losses, the last of them in part: it is
    coherent and never below the value at risk. Acerbi & Tasche (2002); Rockafellar & Uryasev (2002), eq. 8.
    """
    level = confidence_level(confidence)
    losses = 0.0 - vector(returns, "returns", least=2)
    count = len(losses)
    size = (1 - level) * count
    keep = min(count, int(size) + 2)
    worst = np.sort(np.partition(losses, count - keep)[count - keep :])[::-1]
    return Tail(_quantile(worst, count, level, quantile), float(_tail_weights(size, keep) @ worst))


def _quantile(worst: Floats, count: int, level: float, quantile: Quantile) -> float:
    """Read the quantile of `count` losses from the worst of them, the largest first."""
    if quantile is Quantile.ORDER:
        return float(worst[min(len(worst) - 1, int((1 - level) * count * (1 + 1e-12) + 1e-9))])
    place = (count - 1) * (1 - level)
    low = int(place)
    part = place - low
    return float(worst[low] * (1 - part) + worst[min(low + 1, len(worst) - 1)] * part)


def _tail_weights(size: float, keep: int) -> Floats:
    """Return the share of each of the worst losses in their mean over `size` observations, summing to 1."""
    weights = np.clip(size - np.arange(keep), 0, 1)
    return floats(weights / weights.sum() if size >= 1 else np.eye(1, keep)[0])


def tail_scenarios(losses: ArrayLike, confidence: float = 0.95) -> Floats:
    """Return (t,) weights, summing to 1, with which scenarios of loss enter the expected shortfall of `historical`.

    Equal losses at the edge of the tail are taken in the order of time.
    """
    checked = vector(losses, "losses", least=2)
    size = (1 - confidence_level(confidence)) * len(checked)
    order = np.argsort(-checked, kind="stable")
    weights = np.zeros(len(checked))
    keep = min(len(checked), int(size) + 2)
    weights[order[:keep]] = _tail_weights(size, keep)
    return weights


def filtered(returns: ArrayLike, decay: float = LAMBDA) -> Floats:
    """Return (t,) returns rescaled from the volatility of their day to the one forecast for tomorrow.

    Filtered historical simulation with an EWMA: Hull & White (1998), Barone-Adesi et al. (1999).
    """
    checked = vector(returns, "returns", least=FILTER_MIN)
    return checked * filter_scales(checked, decay)


def filter_scales(returns: ArrayLike, decay: float = LAMBDA) -> Floats:
    """Return the (t,) factors of `filtered`: tomorrow's volatility over what was forecast for each day."""
    path = ewma_path(returns, decay)
    return floats(np.sqrt(path[-1] / path[:-1]))


def normal(confidence: float, mean: float = 0.0, deviation: float = 1.0) -> Tail:
    """Return the tail of a normal distribution of returns. McNeil, Frey & Embrechts (2005), 2.2."""
    level = confidence_level(confidence)
    z = float(ndtri(level))
    spread, centre = positive(deviation, "deviation"), finite(mean, "mean")
    return Tail(z * spread - centre, _density(z) / (1 - level) * spread - centre)


def student(confidence: float, freedom: float, mean: float = 0.0, scale: float = 1.0) -> Tail:
    """Return the tail of Student's t with more than one degree of freedom; `scale` is not the deviation. Ibid."""
    level = confidence_level(confidence)
    if freedom <= 1:
        raise InvalidInput(
            f"With {freedom} degrees of freedom there is no mean, so no expected shortfall: use more than 1."
        )
    from scipy.stats import t as student_t

    q = float(stdtrit(freedom, level))
    shortfall = student_t.pdf(q, freedom) / (1 - level) * (freedom + q * q) / (freedom - 1)
    spread, centre = positive(scale, "scale"), finite(mean, "mean")
    return Tail(q * spread - centre, float(shortfall) * spread - centre)


def cornish_fisher(
    confidence: float, skewness: float, excess_kurtosis: float, mean: float = 0.0, deviation: float = 1.0
) -> Tail:
    """Return the tail of a normal distribution bent by skewness and excess kurtosis. Zangari (1996).

    InvalidInput outside the domain in which the bent quantiles still rise: there a worse loss would be called
    more likely than a lesser one. Maillard (2012), A user's guide to the Cornish Fisher expansion.
    """
    level = confidence_level(confidence)
    third, fourth = finite(skewness, "skewness"), finite(excess_kurtosis, "excess_kurtosis")
    _in_domain(third, fourth)
    z = float(ndtri(1 - level))
    ratio = _density(z) / (1 - level)
    first, second, cube = -ratio, 1 - z * ratio, -(z * z + 2) * ratio  # moments of a normal number below z
    spread, centre = positive(deviation, "deviation"), finite(mean, "mean")
    var = -_bent(z, z * z, z**3, third, fourth)
    shortfall = -_bent(first, second, cube, third, fourth)
    return Tail(var * spread - centre, shortfall * spread - centre)


def _bent(z: float, square: float, cube: float, skewness: float, kurtosis: float) -> float:
    return z + (square - 1) * skewness / 6 + (cube - 3 * z) * kurtosis / 24 - (2 * cube - 5 * z) * skewness**2 / 36


def _in_domain(skewness: float, kurtosis: float) -> None:
    """The slope of the bent quantile, a z^2 + b z + c, must be positive for every z."""
    a = kurtosis / 8 - skewness**2 / 6
    b = skewness / 3
    c = 1 - kurtosis / 8 + 5 * skewness**2 / 36
    rises = (a > 0 and b * b < 4 * a * c) or (a == 0 == b and c > 0)
    if not rises:
        raise InvalidInput(
            f"Skewness {skewness:.2f} with excess kurtosis {kurtosis:.2f} lies outside the domain of Cornish-Fisher: "
            "use the historical or the filtered historical method."
        )


def _fitted_cornish_fisher(checked: Floats, confidence: float) -> Tail:
    spread = _deviation(checked)
    off = checked - checked.mean()
    variance = np.mean(off**2)
    skewness, kurtosis = np.mean(off**3) / variance**1.5, np.mean(off**4) / variance**2 - 3
    return cornish_fisher(confidence, float(skewness), float(kurtosis), float(checked.mean()), spread)


def _deviation(checked: Floats) -> float:
    deviation = float(np.std(checked, ddof=1))
    if deviation <= 1e-15:
        raise InvalidInput("The returns never differ: there is no risk to measure, so the data must be wrong.")
    return deviation


def _density(z: float) -> float:
    return float(np.exp(-z * z / 2) / np.sqrt(2 * np.pi))
