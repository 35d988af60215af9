"""Histories that the tests of numbers draw from: seeded, with fat tails and common moves."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def history(seed: int, periods: int = 300, assets: int = 4) -> Floats:
    """Return (periods, assets) daily returns of about 1.5% volatility that move together."""
    rng = np.random.default_rng(seed)
    common = rng.standard_t(5, (periods, 1)) * 0.006
    own = rng.standard_t(5, (periods, assets)) * 0.008
    return np.clip(0.0004 + common * rng.uniform(0.5, 1.5, assets) + own, -0.5, 0.5)


def covariances(least: int = 1, most: int = 8) -> st.SearchStrategy[Floats]:
    """Covariances of returns that can be inverted."""
    return st.builds(_covariance, st.integers(0, 10**6), st.integers(least, most))


def _covariance(seed: int, assets: int) -> Floats:
    rng = np.random.default_rng(seed)
    mixed = rng.normal(size=(assets + 5, assets)) * rng.uniform(0.05, 0.5, assets)
    result: Floats = mixed.T @ mixed / (assets + 5) + np.eye(assets) * 1e-4
    return result


def returns_lists(least: int = 3, most: int = 60) -> st.SearchStrategy[Any]:
    """Plausible returns of a period, as lists."""
    value = st.floats(-0.3, 0.3, allow_nan=False).map(lambda x: round(x, 6))
    return st.lists(value, min_size=least, max_size=most)


SEEDS = st.integers(0, 10**6)
