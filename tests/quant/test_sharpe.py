"""Proves that luck is deflated: more trials, shorter records and fatter tails never make a ratio more credible."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from quant import sharpe
from trading.errors import InvalidInput

RATIOS = st.floats(-0.3, 0.3)


@given(RATIOS, st.integers(10, 5000))
def test_the_probability_is_one_and_grows_with_a_good_record(ratio: float, count: int) -> None:
    short, long = (sharpe.probabilistic(ratio, n) for n in (count, count * 2))
    assert 0 <= short <= 1
    assert (long >= short) if ratio > 0 else (long <= short)
    assert sharpe.probabilistic(ratio, count, benchmark=ratio) == pytest.approx(0.5)


@given(st.floats(0.02, 0.3), st.floats(0.55, 0.999))
def test_the_least_record_gives_just_the_confidence(ratio: float, confidence: float) -> None:
    length = sharpe.least_observations(ratio, 0.0, -0.5, 5.0, confidence)
    exact = sharpe.standard_error(ratio, 2, -0.5, 5.0) / np.sqrt(length - 1)
    assert ratio / exact == pytest.approx(norm.ppf(confidence), rel=1e-9)


@given(st.integers(1, 10_000))
def test_more_trials_ask_for_more(trials: int) -> None:
    assert sharpe.expected_best(trials + 1, 0.5) >= sharpe.expected_best(trials, 0.5)
    assert sharpe.deflated(0.1, 1000, trials + 1, 0.001) <= sharpe.deflated(0.1, 1000, trials, 0.001)


def test_one_trial_is_not_deflated_and_the_best_of_many_is_what_simulation_says() -> None:
    assert sharpe.deflated(0.1, 500, 1, 0.5) == sharpe.probabilistic(0.1, 500)
    draws = np.random.default_rng(3).normal(size=(4000, 50)).max(axis=1)
    assert sharpe.expected_best(50) == pytest.approx(draws.mean(), rel=0.02)


def test_impossible_shapes_are_refused() -> None:
    with pytest.raises(InvalidInput, match="kurtosis is at least"):
        sharpe.probabilistic(0.1, 100, 3.0, 2.0)
    with pytest.raises(InvalidInput, match="does not exceed"):
        sharpe.least_observations(0.1, 0.2)
    with pytest.raises(InvalidInput, match="never differ"):
        sharpe.moments([0.01] * 10)
    with pytest.raises(InvalidInput, match="trials"):
        sharpe.expected_best(0)


def test_moments_of_a_normal_record() -> None:
    ratio, skewness, kurtosis = sharpe.moments(np.random.default_rng(1).normal(0.1, 1, 100_000))
    assert (ratio, skewness, kurtosis) == pytest.approx((0.1, 0, 3), abs=0.05)
