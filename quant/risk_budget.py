"""Weights whose shares of the risk are as asked: equal risk contribution, or any budget."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, floats, invertible, vector
from trading.errors import InvalidInput

ROUNDS: Final = 100
NEAR: Final = 1e-12


def budgeted(covariance: ArrayLike, budget: ArrayLike) -> Floats:
    """Return (n,) positive weights, sum 1, of which each adds its share of `budget` to the variance.

    Budgets are above zero and are scaled to sum to 1. The one solution is that of the convex problem
    min x'Cx / 2 - sum b log x, by damped Newton steps. Spinu (2013), An algorithm for computing risk parity weights.
    """
    shares = vector(budget, "budget")
    if (shares <= 0).any():
        raise InvalidInput("budget must be above zero for every asset: leave out what may bear no risk.")
    known = invertible(covariance, size=len(shares))
    spread = np.sqrt(np.diag(known))
    scaled = known / np.outer(spread, spread)
    shares = shares / shares.sum()
    found = _solve(scaled, shares) / spread
    return floats(found / found.sum())


def equal(covariance: ArrayLike) -> Floats:
    """Return (n,) weights that all add the same to the risk. Maillard, Roncalli & Teiletche (2010)."""
    return budgeted(covariance, np.ones(len(np.asarray(covariance))))


def _solve(correlations: Floats, shares: Floats) -> Floats:
    at = np.sqrt(shares) / np.sqrt(max(1e-12, float(correlations.mean() * len(shares))))
    size = np.inf
    for _ in range(ROUNDS):
        slope = correlations @ at - shares / at
        step = np.linalg.solve(correlations + np.diag(shares / at**2), slope)
        size = float(np.sqrt(slope @ step))  # Newton decrement
        if size < NEAR:
            return floats(at)
        far = float(np.max(step / at))
        stride = 1.0 if far <= 0 else min(1.0, 0.95 / far)
        at = at - (stride if size < 0.1 else min(stride, 1 / (1 + size / np.sqrt(shares.min())))) * step
    if size < 1e-8:
        return floats(at)
    raise InvalidInput("No weights with this budget were found: the covariance is close to singular, shrink it.")
