"""Two regimes: likelihood, gradient and the likeliest parameters are statsmodels', for any number of values."""

import numpy as np
import pytest
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

from quant.switching import STRIDE, Floats, Switching, likeliest, likelihood

PARAMS = np.array([0.97, 0.05, 0.1, -0.2, 0.8, 7.0])


def values(count: int) -> Floats:
    rng = np.random.default_rng(7)
    drawn = rng.normal(0.05, 1.0, count)
    drawn[count // 4 : count // 2] *= 3
    return np.asarray(drawn)


def theirs(drawn: Floats) -> MarkovRegression:
    return MarkovRegression(drawn, k_regimes=2, trend="c", switching_variance=True)


def model(params: Floats) -> Switching:
    return Switching(params[0], params[1], params[2:4], params[4:])


@pytest.mark.parametrize("count", [STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE, 500])
@pytest.mark.parametrize("params", [PARAMS, [0.2, 0.999, 0.0, 3.0, 0.01, 0.5], [0.999, 1e-3, -1, 1, 30, 2]])
def test_likelihood_and_gradient_are_those_of_statsmodels(count: int, params: list[float]) -> None:
    drawn, at = values(count), np.array(params)
    said, slopes = likelihood(drawn, model(at))
    assert said == pytest.approx(theirs(drawn).loglike(at), rel=1e-10)
    np.testing.assert_allclose(slopes, theirs(drawn).score(at), rtol=1e-6, atol=1e-6)


def test_one_value_is_a_series_too() -> None:
    said, slopes = likelihood(np.array([1.0]), model(PARAMS))
    share = model(PARAMS).long_run
    normal = np.exp(-((1.0 - PARAMS[2:4]) ** 2) / (2 * PARAMS[4:])) / np.sqrt(2 * np.pi * PARAMS[4:])
    assert said == pytest.approx(float(np.log(share @ normal)))
    assert np.isfinite(slopes).all()


def test_a_value_far_out_underflows_nothing() -> None:
    """In both regimes its density is below the smallest float; the logarithm is not."""
    said, slopes = likelihood(np.append(values(100), 4000.0), model(PARAMS))
    assert -2e6 < said < -1e6
    assert np.isfinite(slopes).all()


def test_the_search_ends_where_that_of_statsmodels_ends() -> None:
    drawn = values(1500)
    expected = theirs(drawn).fit(disp=False, cov_type="none")
    start = np.asarray(theirs(drawn).start_params)
    found = likeliest(drawn, start)
    assert found is not None
    assert theirs(drawn).loglike(found) == pytest.approx(expected.llf, abs=1e-3)
    np.testing.assert_allclose(found, expected.params, atol=2e-3)


def test_what_cannot_be_found_is_nothing() -> None:
    assert likeliest(np.zeros(600), np.array([0.9, 0.1, 0.0, 0.0, 0.0, 0.0])) is None
