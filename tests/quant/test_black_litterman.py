"""Proves that views move returns and weights as far as they are believed, and no other way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import black_litterman as bl
from quant.black_litterman import ViewRisk, Views
from tests.quant.samples import SEEDS, Floats, covariances
from trading.errors import InvalidInput

TAU = 0.05


def _market(covariance: Floats, seed: int) -> tuple[Floats, Floats]:
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(covariance)))
    return weights, bl.equilibrium(covariance, weights, 2.5)


def _view(covariance: Floats, row: list[float], returns: float, sure: float) -> Views:
    uncertainty = bl.idzorek_uncertainty(covariance, [row], [sure], TAU)
    return Views(np.array([row]), np.array([returns]), uncertainty)


@given(covariances(2, 6), SEEDS)
def test_a_view_that_says_what_is_implied_changes_no_return(covariance: Floats, seed: int) -> None:
    weights, prior = _market(covariance, seed)
    row = [1.0, -1.0, *[0.0] * (len(covariance) - 2)]
    after = bl.posterior(covariance, prior, _view(covariance, row, float(prior[0] - prior[1]), 0.5), TAU)
    assert after.returns == pytest.approx(prior)
    assert bl.optimal(after.returns, covariance, 2.5) == pytest.approx(weights, abs=1e-6)


@given(covariances(2, 6), SEEDS, st.floats(-0.2, 0.2))
def test_a_certain_view_comes_true_and_a_half_believed_one_half(covariance: Floats, seed: int, gain: float) -> None:
    weights, prior = _market(covariance, seed)
    row = [1.0, *[0.0] * (len(covariance) - 1)]
    certain = bl.posterior(covariance, prior, _view(covariance, row, gain, 1.0), TAU)
    half = bl.posterior(covariance, prior, _view(covariance, row, gain, 0.5), TAU)
    assert certain.returns[0] == pytest.approx(gain, abs=1e-9)
    assert half.returns[0] == pytest.approx((gain + prior[0]) / 2, abs=1e-9)
    tilts = [bl.optimal(each.returns, covariance, 2.5) - weights for each in (half, certain)]
    assert tilts[0] * 2 == pytest.approx(tilts[1], abs=1e-6 * (1 + np.abs(tilts[1]).max()))


@given(covariances(3, 6), SEEDS)
def test_weights_without_a_view_only_shrink(covariance: Floats, seed: int) -> None:
    weights, prior = _market(covariance, seed)
    row = [1.0, -1.0, *[0.0] * (len(covariance) - 2)]
    views = _view(covariance, row, 0.1, 0.6)
    after = bl.posterior(covariance, prior, views, TAU)
    best = after.weights(2.5)
    assert best[2:] == pytest.approx(weights[2:] / (1 + TAU), abs=1e-6)
    tilt = bl.view_tilts(best, weights, views, TAU)
    assert (weights + views.portfolios.T @ tilt) / (1 + TAU) == pytest.approx(best, abs=1e-6)


@given(covariances(2, 6))
def test_the_update_is_that_of_the_textbook(covariance: Floats) -> None:
    size = len(covariance)
    prior, picked = np.linspace(0.01, 0.08, size), np.eye(size)[:2]
    omega = bl.view_uncertainty(covariance, picked, TAU, ViewRisk.DIAGONAL)
    after = bl.posterior(covariance, prior, Views(picked, np.array([0.05, 0.02]), omega), TAU)
    inverse = np.linalg.inv(TAU * covariance) + picked.T @ np.linalg.inv(omega) @ picked
    seen = np.linalg.inv(TAU * covariance) @ prior + picked.T @ np.linalg.inv(omega) @ [0.05, 0.02]
    assert after.returns == pytest.approx(np.linalg.solve(inverse, seen), rel=1e-5, abs=1e-8)
    assert after.covariance == pytest.approx(covariance + np.linalg.inv(inverse), rel=1e-4, abs=1e-9)


def test_views_that_make_no_sense_are_refused() -> None:
    known = np.diag([0.04, 0.09])
    with pytest.raises(InvalidInput, match="names no asset"):
        Views(np.array([[0.0, 0.0]]), np.array([0.1]), np.array([[0.1]]))
    views = Views(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0.1, 0.2]), np.zeros((2, 2)))
    with pytest.raises(InvalidInput, match="repeat or contradict"):
        bl.posterior(known, [0.05, 0.06], views, TAU)
    with pytest.raises(InvalidInput, match="confidences"):
        bl.idzorek_uncertainty(known, [[1.0, 0.0]], [0.0], TAU)
    with pytest.raises(InvalidInput, match="2 assets do not fit 3"):
        bl.posterior(np.eye(3), [0.1, 0.1, 0.1], Views(np.eye(2), np.ones(2), np.eye(2)), TAU)
    with pytest.raises(InvalidInput, match="excess return"):
        bl.aversion(0.02, 0.04, 0.03)
