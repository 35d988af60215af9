"""Whose risk it is: what each position adds to volatility, value at risk and expected shortfall, summing to the whole.

Euler: a risk that doubles with the book is the sum of each position's exposure times the risk's slope in it.
Tasche (1999), Risk contributions and performance measurement.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, covariance_matrix, floats, table, vector
from quant.value_at_risk import Tail, historical, normal, tail_scenarios
from trading.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Contributions:
    """`total` risk, and for each of n positions the slope of the risk in it and its part; the parts sum to `total`."""

    total: float
    marginal: Floats
    parts: Floats

    @property
    def shares(self) -> Floats:
        """The parts as fractions of the whole."""
        return self.parts / self.total


def volatility(weights: ArrayLike, covariance: ArrayLike) -> Contributions:
    """Return what each of (n,) weights or amounts adds to the volatility under an (n, n) covariance."""
    held = vector(weights, "weights")
    moves = covariance_matrix(covariance, size=len(held)) @ held
    variance = float(held @ moves)
    if variance <= 0:
        raise InvalidInput("The positions have no risk: nothing is held, or it cancels out.")
    total = float(np.sqrt(variance))
    return Contributions(total, moves / total, held * moves / total)


def normal_value_at_risk(weights: ArrayLike, covariance: ArrayLike, confidence: float = 0.95) -> Contributions:
    """Return what each position adds to the parametric value at risk, mean zero. Jorion (2007), 7.2."""
    spread = volatility(weights, covariance)
    z = normal(confidence).value_at_risk
    return Contributions(spread.total * z, spread.marginal * z, spread.parts * z)


@dataclass(frozen=True, slots=True)
class TailContributions:
    """A portfolio's tail and the (n,) parts of value at risk and expected shortfall; each sums to its whole."""

    tail: Tail
    value_at_risk: Floats
    expected_shortfall: Floats


def historical_tail(exposures: ArrayLike, returns: ArrayLike, confidence: float = 0.95) -> TailContributions:
    """Return the tail of (n,) exposures over (t, n) scenarios of returns, and each exposure's parts of it.

    A part of the shortfall is the position's mean loss in the tail's scenarios, which is exactly Euler's. Value at
    risk rests on one scenario or two, too few to divide well, so it is divided in the proportions of a shortfall
    centred on it: scenarios are weighted by how near their loss lies to the value at risk. Epperlein & Smillie
    (2006), Cracking VAR with kernels.
    """
    held = vector(exposures, "exposures")
    scenarios = table(returns, "returns", least=2, columns=len(held))
    losses = -(scenarios @ held)
    whole = historical(-losses, confidence)
    shortfall = -held * (tail_scenarios(losses, confidence) @ scenarios)
    near = -held * (_nearness(losses, whole.value_at_risk) @ scenarios)
    near_total = float(near.sum())
    fair = near_total * whole.value_at_risk > 0
    value_at_risk = near * (whole.value_at_risk / near_total) if fair else near
    value_at_risk = value_at_risk + (whole.value_at_risk - value_at_risk.sum()) * _split(held)
    return TailContributions(whole, value_at_risk, shortfall)


def _nearness(losses: Floats, level: float) -> Floats:
    """Return weights, summing to 1, of a normal kernel with Silverman's width around a loss."""
    width = 1.06 * np.std(losses) * len(losses) ** -0.2
    if width <= 0:
        return np.full(len(losses), 1 / len(losses))
    weights = np.exp(-(((losses - level) / width) ** 2) / 2)
    total = weights.sum()
    if total <= 0:
        return floats(np.eye(1, len(losses), int(np.abs(losses - level).argmin()))[0])
    return floats(weights / total)


def _split(held: Floats) -> Floats:
    """Return how a rest of rounding is spread: by the size of what is held."""
    size = np.abs(held)
    return floats(size / size.sum()) if size.any() else np.full(len(held), 1 / len(held))


def incremental(exposures: ArrayLike, change: ArrayLike, returns: ArrayLike, confidence: float = 0.95) -> Tail:
    """Return how much a (n,) change of the exposures adds to (or takes from) value at risk and shortfall."""
    held = vector(exposures, "exposures")
    moved = vector(change, "change", size=len(held))
    scenarios = table(returns, "returns", least=2, columns=len(held))
    before, after = (historical(scenarios @ each, confidence) for each in (held, held + moved))
    return Tail(after.value_at_risk - before.value_at_risk, after.expected_shortfall - before.expected_shortfall)
