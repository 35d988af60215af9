"""What is asked of every array before a number is made of it: shape, finite values, enough of them, names once."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trading.errors import InvalidInput

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
SYMMETRY: Final = 1e-8  # of the largest entry
CONDITION_MAX: Final = 1e12


def floats(values: ArrayLike) -> Floats:
    """Return values as an array of float64, unchecked."""
    return np.asarray(values, np.float64)


def vector(values: ArrayLike, name: str, *, least: int = 1, size: int | None = None) -> Floats:
    """Return values as a finite (n,) array; InvalidInput says which entry is wrong, or how many there should be."""
    array = _numbers(values, name)
    if array.ndim != 1:
        raise InvalidInput(f"{name} must be one row of numbers, not an array of shape {array.shape}.")
    if size is not None and len(array) != size:
        raise InvalidInput(f"{name} has {len(array)} entries where {size} are needed: one for each asset or period.")
    if len(array) < least:
        raise InvalidInput(f"{name} has {len(array)} entries and needs at least {least}: ask for a longer history.")
    return array


def table(values: ArrayLike, name: str, *, least: int = 2, columns: int | None = None) -> Floats:
    """Return values as a finite (t, n) array of t periods and n assets; InvalidInput as for `vector`."""
    array = _numbers(values, name)
    if array.ndim != 2 or not array.shape[1]:
        raise InvalidInput(f"{name} must have a row for each period and a column for each asset, not {array.shape}.")
    if columns is not None and array.shape[1] != columns:
        raise InvalidInput(f"{name} has {array.shape[1]} columns where {columns} are needed, one for each asset.")
    if len(array) < least:
        raise InvalidInput(f"{name} has {len(array)} periods and needs at least {least}: ask for a longer history.")
    return array


def covariance_matrix(values: ArrayLike, name: str = "covariance", *, size: int | None = None) -> Floats:
    """Return values as a symmetric (n, n) array with positive variances and no negative risk in any direction."""
    array = _square(values, name, size)
    if (np.diag(array) <= 0).any():
        asset = int(np.argmin(np.diag(array)))
        raise InvalidInput(f"{name} gives asset {asset} no variance: leave out what does not move.")
    if np.linalg.eigvalsh(array)[0] < -1e-8 * np.trace(array):
        raise InvalidInput(f"{name} gives some portfolios a negative variance: use shrinkage or a common history.")
    return array


def invertible(values: ArrayLike, name: str = "covariance", *, size: int | None = None) -> Floats:
    """Return a covariance that can be inverted without losing its digits."""
    array = covariance_matrix(values, name, size=size)
    if np.linalg.cond(array) > CONDITION_MAX:
        raise InvalidInput(f"{name} is singular: drop assets that repeat others, or shrink it (Ledoit-Wolf).")
    return array


def correlation_matrix(values: ArrayLike, name: str = "correlation", *, size: int | None = None) -> Floats:
    """Return values as a symmetric (n, n) array with ones on the diagonal and nothing beyond -1 and 1."""
    array = _square(values, name, size)
    if not np.allclose(np.diag(array), 1, atol=1e-9) or np.abs(array).max() > 1 + 1e-9:
        raise InvalidInput(f"{name} must have ones on its diagonal and lie between -1 and 1.")
    return array


def _square(values: ArrayLike, name: str, size: int | None) -> Floats:
    array = table(values, name, least=1, columns=size)
    if array.shape[0] != array.shape[1]:
        raise InvalidInput(f"{name} must be square, not of shape {array.shape}.")
    if np.abs(array - array.T).max() > SYMMETRY * np.abs(array).max():
        raise InvalidInput(f"{name} is not symmetric.")
    return (array + array.T) / 2


def probability(value: float, name: str) -> float:
    """Return a number strictly between 0 and 1."""
    if not 0 < value < 1:
        raise InvalidInput(f"{name} must lie between 0 and 1, both excluded, not {value}.")
    return float(value)


def confidence_level(value: float) -> float:
    """Return a level of confidence from 0.5 to below 1: a loss is asked for, not a gain."""
    if not 0.5 <= value < 1:
        raise InvalidInput(f"confidence must be at least 0.5 and below 1 (0.95 is usual), not {value}.")
    return float(value)


def positive(value: float, name: str) -> float:
    """Return a finite number above zero."""
    if not (np.isfinite(value) and value > 0):
        raise InvalidInput(f"{name} must be above zero, not {value}.")
    return float(value)


def finite(value: float, name: str) -> float:
    """Return a number that is neither NaN nor infinite."""
    if not np.isfinite(value):
        raise InvalidInput(f"{name} must be a finite number, not {value}.")
    return float(value)


def whole(value: int, name: str, *, least: int = 1) -> int:
    """Return a whole number of at least `least`."""
    if value != int(value) or value < least:
        raise InvalidInput(f"{name} must be a whole number of at least {least}, not {value}.")
    return int(value)


def distinct(names: Sequence[str], size: int) -> tuple[str, ...]:
    """Return the names of `size` assets, each once."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InvalidInput(f"{', '.join(twice)} is named twice: every asset must have its own name.")
    if len(names) != size:
        raise InvalidInput(f"There are {len(names)} names for {size} assets.")
    return tuple(names)


def _numbers(values: ArrayLike, name: str) -> Floats:
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidInput(f"{name} must be numbers in rows of equal length.") from None
    if not np.isfinite(array).all():
        where = tuple(int(each[0]) for each in np.nonzero(~np.isfinite(array)))
        place = where[0] if len(where) == 1 else where
        raise InvalidInput(f"{name} holds {array[where]} at {place}: fill the gap or leave that part out.")
    return array
