"""How large a bet may be: Kelly for bets and for assets, the growth it brings, and volatility targets."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from quant.arrays import Floats, finite, floats, invertible, positive, probability, vector
from trading.errors import InvalidInput


def kelly_bet(chance: float, odds: float, loss: float = 1.0) -> float:
    """Return the fraction of capital for a bet that wins `odds` or loses `loss` per unit; 0 without an edge.

    f = p / loss - (1 - p) / odds. Kelly (1956), Thorp (1997).
    """
    p = probability(chance, "chance")
    return max(0.0, p / positive(loss, "loss") - (1 - p) / positive(odds, "odds"))


def bet_growth(fraction: float, chance: float, odds: float, loss: float = 1.0) -> float:
    """Return the expected log growth of capital per bet at a fraction that cannot ruin."""
    p, won, lost = probability(chance, "chance"), positive(odds, "odds"), positive(loss, "loss")
    if not 0 <= fraction < 1 / lost:
        raise InvalidInput(f"fraction must be from 0 to below {1 / lost:g}, or one loss takes everything.")
    return float(p * np.log1p(fraction * won) + (1 - p) * np.log1p(-fraction * lost))


def kelly_asset(mean: float, deviation: float, risk_free: float = 0.0) -> float:
    """Return the share of capital in an asset with this yearly mean and deviation: (m - r) / s^2. Thorp (1997)."""
    return (finite(mean, "mean") - finite(risk_free, "risk_free")) / positive(deviation, "deviation") ** 2


def asset_growth(share: float, mean: float, deviation: float, risk_free: float = 0.0) -> float:
    """Return the growth rate of capital with `share` in the asset: r + f (m - r) - f^2 s^2 / 2. Ibid., eq. 7.3."""
    excess = finite(mean, "mean") - finite(risk_free, "risk_free")
    return risk_free + finite(share, "share") * excess - (share * positive(deviation, "deviation")) ** 2 / 2


def kelly_assets(means: ArrayLike, covariance: ArrayLike, risk_free: float = 0.0) -> Floats:
    """Return the (n,) shares of capital that grow fastest: inverse covariance x excess means. Thorp (2006)."""
    excess = vector(means, "means") - finite(risk_free, "risk_free")
    return floats(np.linalg.solve(invertible(covariance, size=len(excess)), excess))


def volatility_target(target: float, forecast: float, most: float = 1.0) -> float:
    """Return the exposure that has the target volatility, at most `most`; both volatilities per year."""
    return min(positive(most, "most"), positive(target, "target") / positive(forecast, "forecast"))


def from_probability(chance: float, classes: int = 2) -> float:
    """Return the size, -1 to 1, of a bet on an outcome held probable. Lopez de Prado (2018), 10.3."""
    p = probability(chance, "chance")
    z = (p - 1 / classes) / np.sqrt(p * (1 - p))
    return float(2 * ndtr(z) - 1)


def fixed_risk(capital: float, share: float, entry: float, stop: float) -> float:
    """Return how many units lose `share` of capital between entry and stop."""
    distance = abs(positive(entry, "entry") - positive(stop, "stop"))
    if distance == 0:
        raise InvalidInput(
            "The stop lies at the entry: a position of any size would lose nothing, and none can be sized."
        )
    return positive(capital, "capital") * probability(share, "share") / distance
