"""Whether probabilities mean what they say: Brier score, log loss, reliability and expected calibration error."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, vector, whole
from trading.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about one size: their mean, how often it came true, and how many there were."""

    forecast: float
    frequency: float
    count: int


def brier(outcomes: ArrayLike, forecasts: ArrayLike) -> float:
    """Return the mean squared error of (n,) probabilities of (n,) outcomes 0 or 1. Brier (1950)."""
    happened, said = _pair(outcomes, forecasts)
    return float(np.mean((said - happened) ** 2))


def log_loss(outcomes: ArrayLike, forecasts: ArrayLike) -> float:
    """Return the mean of -log of the probability given to what happened.

    InvalidInput when certainty was wrong: that loss is infinite.
    """
    happened, said = _pair(outcomes, forecasts)
    given = np.where(happened == 1, said, 1 - said)
    if (given == 0).any():
        raise InvalidInput(f"Forecast {int(given.argmin())} was certain and wrong: its loss is infinite, cut it first.")
    return float(-np.mean(np.log(given)))


def skill(outcomes: ArrayLike, forecasts: ArrayLike) -> float:
    """Return the Brier skill score: 1 is perfect, 0 no better than always saying the base rate."""
    happened, _ = _pair(outcomes, forecasts)
    base = float(np.mean((happened - happened.mean()) ** 2))
    if base == 0:
        raise InvalidInput("The outcomes are all the same: there is no base rate to beat.")
    return 1 - brier(outcomes, forecasts) / base


def decomposition(outcomes: ArrayLike, forecasts: ArrayLike) -> tuple[float, float, float]:
    """Return (reliability, resolution, uncertainty), grouped by equal forecasts: Brier = rel - res + unc.

    Murphy (1973).
    """
    happened, said = _pair(outcomes, forecasts)
    base = happened.mean()
    reliability = resolution = 0.0
    for value in np.unique(said):
        hits = happened[said == value]
        share = len(hits) / len(said)
        reliability += share * (value - hits.mean()) ** 2
        resolution += share * (hits.mean() - base) ** 2
    return float(reliability), float(resolution), float(base * (1 - base))


def bins_of_equal_count(outcomes: ArrayLike, forecasts: ArrayLike, bins: int = 10) -> list[Bin]:
    """Return the reliability of (n,) forecasts in order of size, cut into groups of about equal count, n >= bins.

    Equal forecasts cannot be told apart: which of them fall into which group is left to a fixed shuffle, the one of
    the desk's scorecards. In the order of the array, which is that of time, a group would be a span of years.
    """
    happened, said = _pair(outcomes, forecasts)
    if len(said) < whole(bins, "bins"):
        raise InvalidInput(f"{len(said)} forecasts cannot fill {bins} bins.")
    order = np.lexsort((np.arange(len(said)) * 7919 % 10007, said))
    return [_bin(happened[part], said[part]) for part in np.array_split(order, bins)]


def bins_of_equal_width(outcomes: ArrayLike, forecasts: ArrayLike, bins: int = 10) -> list[Bin]:
    """Return the reliability of (n,) forecasts in equal steps from 0 to 1; empty bins are left out."""
    happened, said = _pair(outcomes, forecasts)
    place = np.clip(np.ceil(said * whole(bins, "bins")) - 1, 0, bins - 1)
    return [_bin(happened[place == each], said[place == each]) for each in range(bins) if (place == each).any()]


def expected_error(reliability: list[Bin]) -> float:
    """Return the expected calibration error: mean distance of forecast and frequency, weighted by count."""
    total = sum(each.count for each in reliability)
    if not total:
        raise InvalidInput("There are no forecasts.")
    return sum(each.count * abs(each.forecast - each.frequency) for each in reliability) / total


def pooled(forecasts: ArrayLike, weights: ArrayLike) -> float:
    """Return the logarithmic opinion pool of (n,) probabilities strictly between 0 and 1 with (n,) weights."""
    said = vector(forecasts, "forecasts")
    counted = vector(weights, "weights", size=len(said))
    if ((said <= 0) | (said >= 1)).any():
        raise InvalidInput(
            "A pool takes forecasts between 0 and 1, both excluded: a certain one would silence the rest."
        )
    return float(1 / (1 + np.exp(-(counted @ np.log(said / (1 - said))))))


def _bin(happened: Floats, said: Floats) -> Bin:
    return Bin(float(said.mean()), float(happened.mean()), len(said))


def _pair(outcomes: ArrayLike, forecasts: ArrayLike) -> tuple[Floats, Floats]:
    happened = vector(outcomes, "outcomes")
    said = vector(forecasts, "forecasts", size=len(happened))
    if not np.isin(happened, (0, 1)).all():
        raise InvalidInput("outcomes must be 0 or 1.")
    if ((said < 0) | (said > 1)).any():
        raise InvalidInput("forecasts must be probabilities from 0 to 1.")
    return happened, said
