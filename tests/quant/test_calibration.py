"""Proves that scores are proper, that bins hold every forecast once, and that wrong certainty is not averaged away."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as reference_log_loss

from quant import calibration
from trading.errors import InvalidInput

PAIRS = st.lists(st.tuples(st.integers(0, 1), st.floats(0.01, 0.99)), min_size=10, max_size=80)


@given(PAIRS)
def test_scores_are_those_of_a_second_library(pairs: list[tuple[int, float]]) -> None:
    outcomes, said = zip(*pairs, strict=True)
    assert calibration.brier(outcomes, said) == pytest.approx(brier_score_loss(outcomes, said))
    assert calibration.log_loss(outcomes, said) == pytest.approx(reference_log_loss(outcomes, said, labels=[0, 1]))


@given(PAIRS)
def test_the_score_is_made_of_its_parts(pairs: list[tuple[int, float]]) -> None:
    outcomes, said = (np.array(each) for each in zip(*pairs, strict=True))
    tenths = np.round(said, 1)
    reliability, resolution, uncertainty = calibration.decomposition(outcomes, tenths)
    assert reliability - resolution + uncertainty == pytest.approx(calibration.brier(outcomes, tenths))


@given(PAIRS, st.integers(1, 10))
def test_bins_hold_every_forecast_once(pairs: list[tuple[int, float]], count: int) -> None:
    outcomes, said = zip(*pairs, strict=True)
    for bins in (
        calibration.bins_of_equal_count(outcomes, said, count),
        calibration.bins_of_equal_width(outcomes, said, count),
    ):
        assert sum(each.count for each in bins) == len(pairs)
        assert sum(each.count * each.forecast for each in bins) == pytest.approx(sum(said))
        assert sum(each.count * each.frequency for each in bins) == pytest.approx(sum(outcomes))
        assert 0 <= calibration.expected_error(bins) <= 1
    equal = [each.count for each in calibration.bins_of_equal_count(outcomes, said, count)]
    assert max(equal) - min(equal) <= 1


def test_equal_forecasts_are_shared_out_among_the_groups_whatever_their_order() -> None:
    """A rate that is right on the whole shows no error, though all the rises came in the first years."""
    bins = calibration.bins_of_equal_count([1] * 500 + [0] * 500, [0.5] * 1000)
    assert [each.count for each in bins] == [100] * 10
    assert calibration.expected_error(bins) < 0.02
    first, *_, last = calibration.bins_of_equal_count([1, 0, 1, 0], [0.4, 0.6, 0.4, 0.6], 2)
    assert (first.frequency, last.frequency) == (1, 0)  # what differs is still told apart


def test_the_base_rate_has_no_skill_and_foresight_has_all() -> None:
    outcomes = [1, 0, 0, 1]
    assert calibration.skill(outcomes, [0.5] * 4) == 0
    assert calibration.skill(outcomes, outcomes) == 1


def test_a_pool_of_one_is_itself_and_weights_draw() -> None:
    assert calibration.pooled([0.7], [1.0]) == pytest.approx(0.7)
    assert calibration.pooled([0.7, 0.7], [0.5, 0.5]) == pytest.approx(0.7)
    assert calibration.pooled([0.9, 0.1], [1, 1]) == pytest.approx(0.5)


def test_what_is_no_forecast_is_refused() -> None:
    with pytest.raises(InvalidInput, match="certain and wrong"):
        calibration.log_loss([1, 0], [0.5, 1.0])
    with pytest.raises(InvalidInput, match="0 or 1"):
        calibration.brier([2], [0.5])
    with pytest.raises(InvalidInput, match="probabilities"):
        calibration.brier([1], [1.5])
    with pytest.raises(InvalidInput, match="cannot fill"):
        calibration.bins_of_equal_count([1, 0], [0.5, 0.5], 3)
    with pytest.raises(InvalidInput, match="both excluded"):
        calibration.pooled([1.0], [1.0])
