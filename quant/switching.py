"""The likelihood of a series that switches between two normal regimes (a hidden Markov chain), and its gradient."""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]

STRIDE: Final = 32  # steps of a stretch, a power of two
ROUNDS_MAX: Final = 100
SLOPE_MAX: Final = 1e-5  # of the mean log likelihood, where the search ends


class Switching(NamedTuple):
    """`stay` = P(0 to 0), `leave` = P(1 to 0), then the mean and the variance of each regime (2,)."""

    stay: float
    leave: float
    means: Floats
    variances: Floats

    @property
    def moves(self) -> Floats:
        """P(to row, from column), (2, 2)."""
        return np.array([[self.stay, self.leave], [1 - self.stay, 1 - self.leave]])

    @property
    def long_run(self) -> Floats:
        """How often each regime is there in the long run, (2,)."""
        back = self.leave / (1 - self.stay + self.leave)
        return np.array([back, 1 - back])


def likeliest(values: Floats, start: Floats) -> Floats | None:
    """Return the six parameters, in the order of `Switching`, under which (n,) values are likeliest; None if not found.

    The search (BFGS) goes uphill from `start` over the log-odds of the moves, the means and the standard deviations.
    """

    def cost(free: Floats) -> tuple[float, Floats]:
        params = _params(free)
        said, slopes = likelihood(values, Switching(params[0], params[1], params[2:4], params[4:]))
        inner = np.concatenate([params[:2] * (1 - params[:2]), np.ones(2), 2 * free[4:]])
        return -said / len(values), -slopes * inner / len(values)

    free = np.concatenate([np.log(start[:2] / (1 - start[:2])), start[2:4], np.sqrt(start[4:])])
    with np.errstate(all="ignore"):  # at a step that the search then rejects
        found = minimize(cost, free, jac=True, method="BFGS", options={"maxiter": ROUNDS_MAX, "gtol": SLOPE_MAX})
        params = _params(found.x)
    return params if found.success and np.isfinite(params).all() else None


def _params(free: Floats) -> Floats:
    return np.concatenate([1 / (1 + np.exp(-free[:2])), free[2:4], free[4:] ** 2])


def likelihood(values: Floats, model: Switching) -> tuple[float, Floats]:
    """Return the log likelihood of (n,) values and its slopes along the six parameters in their order, (6,).

    The chain begins with the long-run shares (Hamilton, 1994, chapter 22). The gradient is that of the complete data,
    weighed by what the series says of the regimes (Fisher's identity): exact, for the price of one pass there and back.
    NaN where a parameter is none.
    """
    off = values - model.means[:, None]
    density = -(off**2 / model.variances[:, None] + np.log(2 * np.pi * model.variances)[:, None]) / 2
    level = density.max(axis=0)
    steps = np.exp(density - level)[:, None] * model.moves[:, :, None]
    before, after = _passes(steps, model.long_run)
    pairs = steps * before
    total = float(np.log(pairs.sum(axis=(0, 1))).sum() + level.sum())
    pairs *= after[:, None]
    pairs /= pairs.sum(axis=(0, 1))
    return total, _slopes(pairs, off, model)


def _passes(steps: Floats, first: Floats) -> tuple[Floats, Floats]:
    """Return the shares of the regimes before each of the (2, 2, n) steps, and what comes after it says of them.

    Both are (2, n) and sum to 1. The series is cut into stretches: what each does as a whole is multiplied out, then
    all of them are walked through at once, a step of each at a time, there and back together.
    """
    count = steps.shape[2]
    stretches = -(-count // STRIDE)
    whole = np.repeat(np.eye(2)[:, :, None], stretches * STRIDE, axis=2)
    whole[:, :, :count] = steps
    whole = whole.reshape(2, 2, stretches, STRIDE)
    ways = np.empty((STRIDE, 2, 2, 2, stretches))  # a step of each stretch: there or back, from, to
    ways[:, 0] = whole.transpose(3, 1, 0, 2)
    ways[:, 1] = whole.transpose(3, 0, 1, 2)[::-1]
    shares = np.empty((STRIDE, 2, 2, stretches))
    shares[0] = _borders(ways[:, 0], first)
    _walk(ways, shares)
    return _in_order(shares[:, 0], count), _in_order(shares[::-1, 1], count)


def _walk(ways: Floats, shares: Floats) -> None:
    """Fill in the shares from the second step on; what is needed for each step is laid out once."""
    parts, reached, whole = np.empty_like(ways[0]), np.empty_like(shares[0]), np.empty_like(shares[0, :, :1])
    from_zero, from_one, zero, one = parts[:, 0], parts[:, 1], reached[:, :1], reached[:, 1:]
    for way, share, following in zip(ways, shares[:, :, :, None], shares[1:], strict=False):
        np.multiply(way, share, out=parts)
        np.add(from_zero, from_one, out=reached)
        np.add(zero, one, out=whole)
        np.divide(reached, whole, out=following)


def _in_order(side: Floats, count: int) -> Floats:
    """Return the (STRIDE, 2, stretches) shares as (2, n)."""
    return side.transpose(1, 2, 0).reshape(2, -1)[:, :count]


def _borders(steps: Floats, first: Floats) -> tuple[Floats, Floats]:
    """Return the shares at the beginning of each stretch, and what comes after its end says of them, each (2, s).

    `steps` are (STRIDE, from, to, s).
    """
    while len(steps) > 1:
        early, late = steps[::2], steps[1::2]
        product = early[:, :, :1] * late[:, None, 0] + early[:, :, 1:] * late[:, None, 1]
        steps = product / (product[:, 0, 0] + product[:, 1, 0] + product[:, 0, 1] + product[:, 1, 1])[:, None, None]
    products = steps.reshape(4, -1).T.tolist()
    starts, ends = [(float(first[0]), float(first[1]))], [(0.5, 0.5)]
    zero, one = starts[0]
    for stay0, leave0, leave1, stay1 in products[:-1]:
        zero, one = stay0 * zero + leave1 * one, leave0 * zero + stay1 * one
        there = zero + one or math.nan
        zero, one = zero / there, one / there
        starts.append((zero, one))
    zero, one = ends[0]
    for stay0, leave0, leave1, stay1 in products[:0:-1]:
        zero, one = stay0 * zero + leave0 * one, leave1 * zero + stay1 * one
        there = zero + one or math.nan
        zero, one = zero / there, one / there
        ends.append((zero, one))
    return np.array(starts).T, np.array(ends[::-1]).T


def _slopes(pairs: Floats, off: Floats, model: Switching) -> Floats:
    """Weigh the slopes of the complete data; `pairs` are P(to, from | all values) of each step, (2, 2, n)."""
    moved, there, first = pairs.sum(axis=2), pairs.sum(axis=1), pairs[:, :, 0].sum(axis=0)
    stay, leave = model.stay, model.leave
    gone = 1 - stay + leave
    return np.array(
        [
            moved[0, 0] / stay - moved[1, 0] / (1 - stay) + first[0] / gone - first[1] * leave / ((1 - stay) * gone),
            moved[0, 1] / leave - moved[1, 1] / (1 - leave) + first[0] * (1 - stay) / (leave * gone) - first[1] / gone,
            *((there * off).sum(axis=1) / model.variances),
            *(((there * off**2).sum(axis=1) / model.variances - there.sum(axis=1)) / (2 * model.variances)),
        ]
    )
