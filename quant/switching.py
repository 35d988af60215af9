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
    all of them are walked through at once, a step of each at a time.
    """
    count = steps.shape[2]
    stretches = -(-count // STRIDE)
    whole = np.repeat(np.eye(2)[:, :, None], stretches * STRIDE, axis=2)
    whole[:, :, :count] = steps
    whole = whole.reshape(2, 2, stretches, STRIDE).transpose(0, 1, 3, 2).copy()
    before, after = np.empty((2, STRIDE, stretches)), np.empty((2, STRIDE, stretches))
    before[:, 0], after[:, -1] = _borders(whole, first)
    for step in range(STRIDE - 1):
        reached = whole[:, 0, step] * before[0, step] + whole[:, 1, step] * before[1, step]
        before[:, step + 1] = reached / (reached[0] + reached[1])
        told = whole[0, :, -1 - step] * after[0, -1 - step] + whole[1, :, -1 - step] * after[1, -1 - step]
        after[:, -2 - step] = told / (told[0] + told[1])
    return _in_order(before, count), _in_order(after, count)


def _in_order(side: Floats, count: int) -> Floats:
    return side.transpose(0, 2, 1).reshape(2, -1)[:, :count]


def _borders(whole: Floats, first: Floats) -> tuple[Floats, Floats]:
    """Return the shares at the beginning of each stretch, and what comes after its end says of them, each (2, s)."""
    while whole.shape[2] > 1:
        early, late = whole[:, :, ::2], whole[:, :, 1::2]
        product = late[:, 0, None] * early[None, 0] + late[:, 1, None] * early[None, 1]
        whole = product / product.sum(axis=(0, 1))
    products = whole.reshape(4, -1).T.tolist()
    starts, ends = [(float(first[0]), float(first[1]))], [(0.5, 0.5)]
    for stay0, leave1, leave0, stay1 in products[:-1]:
        zero, one = starts[-1]
        starts.append(_shares(stay0 * zero + leave1 * one, leave0 * zero + stay1 * one))
    for stay0, leave1, leave0, stay1 in products[:0:-1]:
        zero, one = ends[-1]
        ends.append(_shares(stay0 * zero + leave0 * one, leave1 * zero + stay1 * one))
    return np.array(starts).T, np.array(ends[::-1]).T


def _shares(zero: float, one: float) -> tuple[float, float]:
    whole = zero + one
    return (zero / whole, one / whole) if whole else (math.nan, math.nan)


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
