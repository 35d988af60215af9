"""How far a Sharpe ratio can be believed: probabilistic, deflated for trials, and how long a record must be.

All ratios are per period of the record, never annualised; kurtosis is 3 for a normal distribution.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from quant.arrays import finite, positive, probability, vector, whole
from trading.errors import InvalidInput

EULER: Final = 0.5772156649015329


def moments(returns: ArrayLike) -> tuple[float, float, float]:
    """Return (Sharpe ratio per period, skewness, kurtosis) of (t,) returns, t >= 3, deviation with n - 1."""
    checked = vector(returns, "returns", least=3)
    off = checked - checked.mean()
    variance = float(np.mean(off**2))
    if variance <= 1e-24 * float(np.max(checked**2) + 1e-300):
        raise InvalidInput("The returns never differ: they have no Sharpe ratio.")
    ratio = checked.mean() / np.std(checked, ddof=1)
    return float(ratio), float(np.mean(off**3) / variance**1.5), float(np.mean(off**4) / variance**2)


def standard_error(ratio: float, observations: int, skewness: float = 0.0, kurtosis: float = 3.0) -> float:
    """Return a Sharpe ratio's standard error from n observations. Mertens (2002), Bailey & Lopez de Prado (2012)."""
    return float(np.sqrt(_shape(ratio, skewness, kurtosis) / (whole(observations, "observations", least=2) - 1)))


def probabilistic(
    ratio: float, observations: int, skewness: float = 0.0, kurtosis: float = 3.0, benchmark: float = 0.0
) -> float:
    """Return the probability that the true Sharpe ratio exceeds `benchmark`. Bailey & Lopez de Prado (2012)."""
    error = standard_error(ratio, observations, skewness, kurtosis)
    return float(ndtr((ratio - finite(benchmark, "benchmark")) / error))


def least_observations(
    ratio: float, benchmark: float = 0.0, skewness: float = 0.0, kurtosis: float = 3.0, confidence: float = 0.95
) -> float:
    """Return how many observations a record needs for `confidence` that it beats `benchmark` (MinTRL, ibid.)."""
    edge = finite(ratio, "ratio") - finite(benchmark, "benchmark")
    if edge <= 0:
        raise InvalidInput("The ratio does not exceed the benchmark: no record is long enough.")
    z = ndtri(probability(confidence, "confidence"))
    return float(1 + _shape(ratio, skewness, kurtosis) * (z / edge) ** 2)


def expected_best(trials: int, variance: float = 1.0) -> float:
    """Return the best Sharpe ratio to expect of N independent trials without skill.

    `variance` is that of the trials' ratios. Bailey & Lopez de Prado (2014), The deflated Sharpe ratio, eq. 1.
    """
    count = whole(trials, "trials")
    if not (np.isfinite(variance) and variance >= 0):
        raise InvalidInput(f"variance of the trials' ratios must not be negative, and it is {variance}.")
    if count == 1:
        return 0.0
    return float(np.sqrt(variance) * _expected_maximum(count))


def deflated(
    ratio: float, observations: int, trials: int, variance: float, skewness: float = 0.0, kurtosis: float = 3.0
) -> float:
    """Return the probability that a Sharpe ratio, the best of `trials`, is more than the best luck (DSR, ibid.)."""
    return probabilistic(ratio, observations, skewness, kurtosis, expected_best(trials, variance))


def backtest_years(trials: int, best: float = 1.0) -> float:
    """Return the years below which the best of N trials without skill reaches a yearly Sharpe ratio of `best`.

    Minimum backtest length. Bailey, Borwein, Lopez de Prado & Zhu (2014), Pseudo-mathematics, theorem 1.
    """
    return float((_expected_maximum(whole(trials, "trials", least=2)) / positive(best, "best")) ** 2)


def _expected_maximum(count: int) -> float:
    """Return the expected largest of N standard normal numbers, by extreme value theory."""
    return float((1 - EULER) * ndtri(1 - 1 / count) + EULER * ndtri(1 - 1 / (count * np.e)))


def _shape(ratio: float, skewness: float, kurtosis: float) -> float:
    shape = (
        1 - finite(skewness, "skewness") * finite(ratio, "ratio") + (finite(kurtosis, "kurtosis") - 1) / 4 * ratio**2
    )
    if kurtosis < 1 + skewness**2 - 1e-9:
        raise InvalidInput("No returns have this skewness and kurtosis: kurtosis is at least 1 + skewness squared.")
    if shape <= 0:
        raise InvalidInput("The ratio, skewness and kurtosis do not go together: its standard error would be zero.")
    return shape
