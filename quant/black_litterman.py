"""Returns that the market implies, and what views do to them: Black-Litterman.

He & Litterman (1999), The intuition behind Black-Litterman model portfolios; Idzorek (2005), A step-by-step guide.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, covariance_matrix, floats, invertible, positive, table, vector
from trading.errors import InvalidInput


class ViewRisk(StrEnum):
    """How uncertain views are where nothing is said: tau P Sigma P', whole or only its diagonal."""

    FULL = "FULL"
    DIAGONAL = "DIAGONAL"


@dataclass(frozen=True, slots=True)
class Views:
    """k views on n assets: portfolios (k, n), the returns they are expected to have (k,), their covariance (k, k)."""

    portfolios: Floats
    returns: Floats
    uncertainty: Floats

    def __post_init__(self) -> None:
        portfolios = table(self.portfolios, "view portfolios", least=1)
        vector(self.returns, "view returns", size=len(portfolios))
        table(self.uncertainty, "view uncertainty", least=len(portfolios), columns=len(portfolios))
        if not np.abs(portfolios).sum(axis=1).all():
            raise InvalidInput("A view names no asset: give each at least one weight that is not zero.")


@dataclass(frozen=True, slots=True)
class Posterior:
    """(n,) expected returns after the views; the (n, n) covariance of returns, that of the mean included."""

    returns: Floats
    covariance: Floats

    def weights(self, aversion: float) -> Floats:
        """Return the (n,) weights of the unconstrained optimum; without views they sum to 1 / (1 + tau)."""
        return optimal(self.returns, self.covariance, aversion)


def optimal(returns: ArrayLike, covariance: ArrayLike, aversion: float) -> Floats:
    """Return the (n,) unconstrained weights for (n,) excess returns: the inverse of aversion x covariance times them.

    Idzorek (2005) takes the prior's covariance here, He & Litterman (1999) the posterior's.
    """
    expected = vector(returns, "returns")
    known = invertible(covariance, size=len(expected))
    return floats(np.linalg.solve(positive(aversion, "aversion") * known, expected))


def equilibrium(covariance: ArrayLike, weights: ArrayLike, aversion: float) -> Floats:
    """Return the (n,) excess returns at which (n,) market weights are optimal: aversion x covariance x weights."""
    held = vector(weights, "weights")
    return positive(aversion, "aversion") * covariance_matrix(covariance, size=len(held)) @ held


def aversion(market_return: float, variance: float, risk_free: float = 0.0) -> float:
    """Return the price of risk of a market: excess return over variance."""
    return positive(market_return - risk_free, "the market's excess return") / positive(variance, "variance")


def view_uncertainty(
    covariance: ArrayLike, portfolios: ArrayLike, tau: float, shape: ViewRisk = ViewRisk.DIAGONAL
) -> Floats:
    """Return the (k, k) uncertainty of views as large as the prior's: tau P Sigma P'. He & Litterman (1999)."""
    picked = table(portfolios, "view portfolios", least=1)
    known = covariance_matrix(covariance, size=picked.shape[1])
    whole = floats(positive(tau, "tau") * picked @ known @ picked.T)
    return whole if shape is ViewRisk.FULL else np.diag(np.diag(whole))


def idzorek_uncertainty(covariance: ArrayLike, portfolios: ArrayLike, confidences: ArrayLike, tau: float) -> Floats:
    """Return the (k, k) diagonal uncertainty of views held with confidences above 0 up to 1 (certain).

    Walters (2007) in closed form, (1 - c) / c x tau p Sigma p': each view alone then tilts the weights by c of what
    certainty would. Idzorek (2005).
    """
    picked = table(portfolios, "view portfolios", least=1)
    sure = vector(confidences, "confidences", size=len(picked))
    if ((sure <= 0) | (sure > 1)).any():
        raise InvalidInput("confidences must be above 0 and at most 1: leave out a view that nobody holds.")
    base = np.diag(view_uncertainty(covariance, picked, tau))
    return np.diag(base * (1 - sure) / sure)


def posterior(covariance: ArrayLike, prior: ArrayLike, views: Views, tau: float) -> Posterior:
    """Return what (n,) prior returns become with the views, by the update that needs no inverse of certain views."""
    before = vector(prior, "prior returns")
    known = covariance_matrix(covariance, size=len(before))
    if views.portfolios.shape[1] != len(before):
        raise InvalidInput(f"Views on {views.portfolios.shape[1]} assets do not fit {len(before)} of them.")
    spread = positive(tau, "tau") * known
    seen = views.portfolios @ spread
    middle = seen @ views.portfolios.T + views.uncertainty
    if np.linalg.cond(middle) > 1e12:
        raise InvalidInput("Views repeat or contradict each other for certain: drop one, or be less sure.")
    gain = np.linalg.solve(middle, seen)
    returns = before + gain.T @ (views.returns - views.portfolios @ before)
    mean_covariance = spread - gain.T @ seen
    return Posterior(returns, known + (mean_covariance + mean_covariance.T) / 2)


def view_tilts(weights: ArrayLike, market: ArrayLike, views: Views, tau: float) -> Floats:
    """Return the (k,) weights on the view portfolios in (n,) optimal weights: w* = (w_market + P' tilts) / (1 + tau).

    He & Litterman (1999), their lambda: a positive tilt says the view is stronger than prior and other views imply.
    """
    best, base = vector(weights, "weights"), vector(market, "market weights")
    tilt, *_ = np.linalg.lstsq(views.portfolios.T, best * (1 + tau) - base, rcond=None)
    return floats(tilt)
