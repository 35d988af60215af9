"""Proves that what is no number, too short, of another shape or singular is named and never computed with."""

from typing import Any

import numpy as np
import pytest

from quant import arrays
from trading.errors import InvalidInput


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([0.01, np.nan, 0.02], "nan at 1"),
        ([0.01, np.inf], "inf at 1"),
        ([[0.1, 0.2]], "one row"),
        ([], "at least 1"),
        (["a", "b"], "numbers"),
        ([[1.0], [1.0, 2.0]], "equal length"),
    ],
)
def test_a_row_that_is_none_is_refused(values: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        arrays.vector(values, "returns")


def test_a_gap_in_a_table_is_named_by_row_and_column() -> None:
    with pytest.raises(InvalidInput, match=r"returns holds nan at \(1, 0\)"):
        arrays.table([[0.1, 0.2], [np.nan, 0.1]], "returns")


@pytest.mark.parametrize(
    ("matrix", "says"),
    [
        ([[1.0, 0.2], [0.3, 1.0]], "not symmetric"),
        ([[1.0, 0.2]], "square"),
        ([[1.0, 0.0], [0.0, 0.0]], "asset 1 no variance"),
        ([[1.0, 2.0], [2.0, 1.0]], "negative variance"),
        ([[1.0, np.nan], [np.nan, 1.0]], "nan"),
    ],
)
def test_what_is_no_covariance_is_refused(matrix: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        arrays.covariance_matrix(matrix)


def test_a_singular_covariance_is_no_use_where_it_must_be_inverted() -> None:
    twice = np.array([[1.0, 1.0], [1.0, 1.0]])
    arrays.covariance_matrix(twice)
    with pytest.raises(InvalidInput, match="singular"):
        arrays.invertible(twice)


def test_names_must_be_there_once() -> None:
    with pytest.raises(InvalidInput, match="IBM is named twice"):
        arrays.distinct(["IBM", "T", "IBM"], 3)
    with pytest.raises(InvalidInput, match="2 names for 3 assets"):
        arrays.distinct(["IBM", "T"], 3)


@pytest.mark.parametrize("level", [0.0, 0.49, 1.0, 1.5, float("nan")])
def test_a_level_of_confidence_asks_for_a_loss(level: float) -> None:
    with pytest.raises(InvalidInput, match="confidence"):
        arrays.confidence_level(level)
