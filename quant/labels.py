"""What a bar turned out to be good for: triple-barrier labels, how unique they are, and events worth labelling.

Lopez de Prado (2018), Advances in Financial Machine Learning, chapters 2 to 5.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, Indices, positive, vector, whole
from trading.errors import InvalidInput


class Label(NamedTuple):
    """1 the upper barrier came first, -1 the lower, 0 neither within the horizon; and the index where it ended."""

    sign: int
    end: int


def triple_barrier(prices: ArrayLike, up: float, down: float, horizon: int) -> list[Label]:
    """Return the label of each start in (t,) closes that has `horizon` closes after it: t - horizon of them.

    A barrier is touched by a close at or beyond start x (1 + up) or start x (1 - down).
    """
    path = _above_zero(prices, horizon + 1)
    steps = whole(horizon, "horizon")
    top, bottom = positive(up, "up"), positive(down, "down")
    windows = np.lib.stride_tricks.sliding_window_view(path, steps + 1)
    moves = windows[:, 1:] / windows[:, :1] - 1
    return [_first_touch(row, start, top, bottom) for start, row in enumerate(moves)]


def _first_touch(moves: Floats, start: int, up: float, down: float) -> Label:
    rounding = 1e-12
    touched = np.flatnonzero((moves >= up - rounding) | (moves <= -down + rounding))
    if not len(touched):
        return Label(0, start + len(moves))
    first = int(touched[0])
    return Label(1 if moves[first] > 0 else -1, start + 1 + first)


def concurrency(starts: ArrayLike, ends: ArrayLike, length: int) -> Indices:
    """Return (length,) how many labels, from their (n,) start to their (n,) end inclusive, are open at each bar."""
    first, last = _spans(starts, ends, length)
    steps = np.zeros(length + 1, np.intp)
    np.add.at(steps, first, 1)
    np.add.at(steps, last + 1, -1)
    return np.cumsum(steps[:-1])


def uniqueness(starts: ArrayLike, ends: ArrayLike, length: int) -> Floats:
    """Return the (n,) average uniqueness of labels: the mean over their bars of 1 / concurrency."""
    first, last = _spans(starts, ends, length)
    shared = concurrency(starts, ends, length)
    return np.array([float(np.mean(1 / shared[a : b + 1])) for a, b in zip(first, last, strict=True)])


def _spans(starts: ArrayLike, ends: ArrayLike, length: int) -> tuple[Indices, Indices]:
    first = vector(starts, "starts").astype(np.intp)
    last = vector(ends, "ends", size=len(first)).astype(np.intp)
    if (first < 0).any() or (last < first).any() or (last >= whole(length, "length")).any():
        raise InvalidInput(f"Labels must start before they end, within {length} bars.")
    return first, last


def cusum_events(values: ArrayLike, threshold: float) -> list[int]:
    """Return the bars of (t,) values at which their moves since the last event sum to `threshold` up or down."""
    limit = positive(threshold, "threshold")
    above = below = 0.0
    events = []
    for index, move in enumerate(np.diff(vector(values, "values", least=2)), 1):
        above, below = max(0.0, above + move), min(0.0, below + move)
        if below <= -limit:
            below = 0.0
            events.append(index)
        elif above >= limit:
            above = 0.0
            events.append(index)
    return events


def fractional_weights(order: float, size: int) -> Floats:
    """Return the first (size,) weights of a difference of fractional `order`, the newest first: 1, -d, ..."""
    steps = np.arange(1, whole(size, "size"))
    return np.concatenate([[1.0], np.cumprod((steps - 1 - order) / steps)])


def _above_zero(prices: ArrayLike, least: int) -> Floats:
    path = vector(prices, "prices", least=least)
    if (path <= 0).any():
        raise InvalidInput(f"prices must be above zero; the one at {int(path.argmin())} is {path.min()}.")
    return path
