"""How assets move together: covariances from histories, shrunk or weighted by age, and correlations."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, correlation_matrix, covariance_matrix, floats, probability, table, vector
from quant.volatility import LAMBDA
from trading.errors import InvalidInput

OVERLAP_MIN: Final = 20  # periods that two assets must share


def sample(returns: ArrayLike) -> Floats:
    """Return the (n, n) sample covariance (t - 1) per period of (t, n) returns."""
    return np.atleast_2d(np.cov(table(returns, "returns"), rowvar=False, ddof=1))


def pairwise(returns: ArrayLike) -> Floats:
    """Return the (n, n) covariance of (t, n) returns in which NaN marks periods an asset did not trade.

    Each pair uses the periods that both have, so the result may not be positive: InvalidInput then, or when a pair
    shares fewer than 20 periods.
    """
    return covariance_matrix(_shared(returns)[0], "the covariance of unequal histories")


def pairwise_correlation(returns: ArrayLike) -> Floats:
    """Return the (n, n) correlations of (t, n) returns with gaps, each over the periods that the pair shares."""
    joint, own = _shared(returns)
    if (own <= 0).any():
        raise InvalidInput("An asset does not move while another trades: leave it out.")
    return correlation_matrix(np.clip(joint / np.sqrt(own * own.T), -1, 1), "the correlation of unequal histories")


def _shared(returns: ArrayLike) -> tuple[Floats, Floats]:
    """Return covariances of pairs, and variances of the row's asset over the periods that the column's shares."""
    array = floats(returns)
    if array.ndim != 2 or np.isinf(array).any():
        raise InvalidInput("returns must have a row for each period and a column for each asset, and be finite.")
    known = ~np.isnan(array)
    there = known.astype(np.float64)
    count = there.T @ there
    if count.min() < OVERLAP_MIN:
        a, b = np.unravel_index(int(count.argmin()), count.shape)
        raise InvalidInput(
            f"Assets {a} and {b} share {count.min():.0f} periods and need {OVERLAP_MIN}: drop one of them."
        )
    off = np.where(known, array - np.nanmean(array, axis=0), 0.0)
    sums = off.T @ there
    joint = (off.T @ off - sums * sums.T / count) / (count - 1)
    own = ((off**2).T @ there - sums**2 / count) / (count - 1)
    return (joint + joint.T) / 2, own


def ewma(returns: ArrayLike, decay: float = LAMBDA) -> Floats:
    """Return the (n, n) covariance of (t, n) returns with weights that fall by `decay` a period, mean zero.

    Weights are scaled to sum to 1. RiskMetrics (1996), 5.2.
    """
    checked = table(returns, "returns")
    weights = probability(decay, "decay") ** np.arange(len(checked) - 1, -1, -1.0)
    return floats((checked * (weights / weights.sum())[:, None]).T @ checked)


def ledoit_wolf(returns: ArrayLike) -> tuple[Floats, float]:
    """Return the (n, n) covariance of (t, n) returns drawn to a multiple of the identity, and by how much (0 to 1).

    Ledoit & Wolf (2004), A well-conditioned estimator; deviations are divided by t.
    """
    from sklearn.covariance import LedoitWolf

    fitted = LedoitWolf().fit(table(returns, "returns"))
    return np.asarray(fitted.covariance_, np.float64), float(fitted.shrinkage_)


def constant_correlation(returns: ArrayLike) -> tuple[Floats, float]:
    """Return the (n, n) covariance of (t, n) returns drawn to equal correlations, and by how much (0 to 1).

    Ledoit & Wolf (2004), Honey, I shrunk the sample covariance matrix, appendix B, with the sample's
    covariance divided by t - 1.
    """
    checked = table(returns, "returns")
    periods, count = checked.shape
    if count < 2:
        raise InvalidInput("One asset has no correlation: give at least two.")
    off = checked - checked.mean(axis=0)
    plain = off.T @ off / periods
    found = covariance_matrix(plain * periods / (periods - 1), "the covariance of these returns")
    spread = np.sqrt(np.diag(found))
    mean_correlation = ((found / np.outer(spread, spread)).sum() - count) / (count * (count - 1))
    target = mean_correlation * np.outer(spread, spread)
    np.fill_diagonal(target, np.diag(found))
    squares = off**2
    noise = squares.T @ squares / periods - 2 * plain * found + found**2
    drift = (off**3).T @ off / periods - np.diag(plain)[:, None] * found
    drift += (found - plain) * np.diag(found)[:, None]
    np.fill_diagonal(drift, 0)
    rho = np.trace(noise) + mean_correlation * (np.outer(1 / spread, spread) * drift).sum()
    distance = ((found - target) ** 2).sum()
    shrinkage = 0.0 if distance == 0 else float(np.clip((noise.sum() - rho) / distance / periods, 0, 1))
    return shrinkage * target + (1 - shrinkage) * found, shrinkage


def of(volatilities: ArrayLike, correlations: ArrayLike) -> Floats:
    """Return the (n, n) covariance of assets with these (n,) volatilities and (n, n) correlations."""
    spread = vector(volatilities, "volatilities")
    return covariance_matrix(np.outer(spread, spread) * correlation_matrix(correlations, size=len(spread)))


def correlation(covariance: ArrayLike) -> Floats:
    """Return the (n, n) correlations of a covariance, ones on the diagonal."""
    checked = covariance_matrix(covariance)
    spread = np.sqrt(np.diag(checked))
    result = np.clip(checked / np.outer(spread, spread), -1, 1)
    np.fill_diagonal(result, 1)
    return floats(result)
