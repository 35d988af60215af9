"""Proves that labels see their horizon and no further, and that what overlaps counts less."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import labels
from tests.quant.samples import returns_lists
from trading.errors import InvalidInput


@given(returns_lists(6, 40), st.integers(1, 5))
def test_labels_are_the_first_touch(moves: list[float], horizon: int) -> None:
    path = 100 * np.cumprod(1 + np.array(moves))
    found = labels.triple_barrier(path, 0.05, 0.05, horizon)
    assert len(found) == len(path) - horizon
    for start, (sign, end) in enumerate(found):
        moved = path[start + 1 : end + 1] / path[start] - 1
        assert start < end <= start + horizon
        assert (np.abs(moved[:-1]) < 0.05).all()
        assert sign == (0 if abs(moved[-1]) < 0.05 - 1e-12 else np.sign(moved[-1]))


def test_what_comes_after_the_horizon_is_not_seen() -> None:
    path = [100, 101, 100, 101, 200]
    assert labels.triple_barrier(path, 0.1, 0.1, 2)[0] == (0, 2)
    assert labels.triple_barrier(path, 0.1, 0.1, 4) == [(1, 4)]


def test_overlap_is_shared() -> None:
    assert labels.concurrency([0, 1], [2, 1], 4).tolist() == [1, 2, 1, 0]
    assert labels.uniqueness([0, 1], [2, 1], 4) == pytest.approx([5 / 6, 0.5])
    with pytest.raises(InvalidInput, match="within 3 bars"):
        labels.uniqueness([0], [3], 3)


def test_events_come_when_moves_add_up() -> None:
    assert labels.cusum_events([0, 1, 2, 3, 2, 1, 0], 2) == [2, 5]
    assert labels.cusum_events([0, 0.5, 0, 0.5], 2) == []


def test_fractional_weights_are_binomial() -> None:
    assert labels.fractional_weights(1, 4) == pytest.approx([1, -1, 0, 0])
    assert labels.fractional_weights(0.5, 4) == pytest.approx([1, -0.5, -0.125, -0.0625])
    assert labels.fractional_weights(0.5, 1) == pytest.approx([1])


def test_too_short_or_impossible_paths_are_refused() -> None:
    with pytest.raises(InvalidInput, match="at least 5"):
        labels.triple_barrier([100, 101], 0.1, 0.1, 4)
    with pytest.raises(InvalidInput, match="above zero"):
        labels.triple_barrier([100, -1, 5], 0.1, 0.1, 1)
