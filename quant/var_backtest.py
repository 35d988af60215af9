"""Whether a value at risk was right: exceptions, Kupiec's and Christoffersen's tests, Basel's traffic light."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, chdtri, xlogy

from quant.arrays import Floats, probability, vector, whole
from trading.errors import InvalidInput

PLUS: Final = (0.0, 0.0, 0.0, 0.0, 0.0, 0.40, 0.50, 0.65, 0.75, 0.85, 1.00)  # Basel (1996), by exceptions in 250 days


class Zone(StrEnum):
    GREEN = "GREEN"
    YELLOW = "YELLOW"
    RED = "RED"


@dataclass(frozen=True, slots=True)
class Transitions:
    """How often a day without (0) or with (1) an exception was followed by one without or with."""

    n00: int
    n01: int
    n10: int
    n11: int

    @property
    def cluster(self) -> bool:
        """Whether an exception follows an exception more often than it follows a day without one."""
        return self.n11 * (self.n00 + self.n01) > self.n01 * (self.n10 + self.n11)

    @classmethod
    def of(cls, exceptions: ArrayLike) -> Self:
        """Count them in (t,) days, true where the loss was beyond the forecast."""
        given = vector(exceptions, "exceptions")
        if not np.isin(given, (0, 1)).all():
            raise InvalidInput("exceptions must be true or false for each day.")
        hits = given.astype(np.bool_)
        if len(hits) < 2:
            raise InvalidInput("exceptions must be one row of at least two days.")
        pairs = np.bincount(2 * hits[:-1] + hits[1:], minlength=4)
        return cls(*map(int, pairs))


def exceptions(returns: ArrayLike, forecasts: ArrayLike) -> NDArray[np.bool_]:
    """Return (t,) whether each return lost more than its value at risk (positive) foretold."""
    happened = vector(returns, "returns")
    result: NDArray[np.bool_] = -happened > vector(forecasts, "forecasts", size=len(happened))
    return result


def rolling_historical(returns: ArrayLike, window: int, confidence: float) -> Floats:
    """Return (t - window,) values at risk, each from the `window` returns before its day (linear quantile)."""
    checked = vector(returns, "returns", least=whole(window, "window", least=2) + 1)
    windows = np.lib.stride_tricks.sliding_window_view(checked[:-1], window)
    result: Floats = -np.quantile(windows, 1 - probability(confidence, "confidence"), axis=1)
    return result


def kupiec(exceptions: int, days: int, probability_of_exception: float) -> float:
    """Return the likelihood ratio of Kupiec (1995), proportion of failures; chi-squared with 1 degree of freedom."""
    p, seen, count = _trial(exceptions, days, probability_of_exception)
    return max(0.0, -2 * (_likelihood(p, count - seen, seen) - _likelihood(seen / count, count - seen, seen)))


def independence(transitions: Transitions) -> float:
    """Return the likelihood ratio of Christoffersen (1998) that exceptions do not cluster; 1 degree of freedom."""
    calm, hit = transitions.n00 + transitions.n01, transitions.n10 + transitions.n11
    total = calm + hit
    if total < 1:
        raise InvalidInput("There is no pair of days to compare.")
    overall = (transitions.n01 + transitions.n11) / total
    apart = _likelihood(transitions.n01 / calm if calm else 0.0, transitions.n00, transitions.n01)
    apart += _likelihood(transitions.n11 / hit if hit else 0.0, transitions.n10, transitions.n11)
    together = _likelihood(overall, transitions.n00 + transitions.n10, transitions.n01 + transitions.n11)
    return max(0.0, -2 * (together - apart))


def conditional_coverage(unconditional: float, independent: float) -> float:
    """Return the joint ratio, the sum of both; chi-squared with 2 degrees of freedom. Christoffersen (1998)."""
    return unconditional + independent


def critical(level: float = 0.95, freedom: int = 1) -> float:
    """Return the ratio above which a test at this level rejects: 3.84 for one degree of freedom at 95%."""
    return float(chdtri(whole(freedom, "freedom"), 1 - probability(level, "level")))


def accepted_range(days: int, probability_of_exception: float, level: float = 0.95) -> tuple[int, int]:
    """Return the fewest and the most exceptions in `days` that Kupiec's test does not reject."""
    limit = critical(level)
    fine = [x for x in range(days + 1) if kupiec(x, days, probability_of_exception) <= limit]
    return fine[0], fine[-1]


def chance_of_at_most(exceptions: int, days: int, probability_of_exception: float) -> float:
    """Return the binomial probability of that many exceptions or fewer under a right model."""
    p, seen, count = _trial(exceptions, days, probability_of_exception)
    return float(bdtr(seen, count, p))


def zone(exceptions: int, days: int = 250, probability_of_exception: float = 0.01) -> Zone:
    """Return Basel's zone: yellow from a cumulative probability of 95%, red from 99.99%. Basel Committee (1996)."""
    below = chance_of_at_most(exceptions, days, probability_of_exception)
    if below < 0.95:
        return Zone.GREEN
    return Zone.YELLOW if below < 0.9999 else Zone.RED


def plus_factor(exceptions: int) -> float:
    """Return what Basel (1996) adds to the multiplier of 3 for the exceptions of 250 days at 99%."""
    return PLUS[min(whole(exceptions, "exceptions", least=0), len(PLUS) - 1)]


def _likelihood(p: float, misses: int, hits: int) -> float:
    return float(xlogy(misses, 1 - p) + xlogy(hits, p))


def _trial(exceptions: int, days: int, p: float) -> tuple[float, int, int]:
    count, seen = whole(days, "days"), whole(exceptions, "exceptions", least=0)
    if seen > count:
        raise InvalidInput(f"There cannot be {seen} exceptions in {count} days.")
    return probability(p, "probability_of_exception"), seen, count
