"""Proves that each asset bears the risk that it was given."""

import numpy as np
import pytest
from hypothesis import given

from quant import components, risk_budget
from tests.quant.samples import SEEDS, Floats, covariances, history
from trading.errors import InvalidInput


@given(covariances(1, 8), SEEDS)
def test_shares_of_the_risk_are_the_budget(covariance: Floats, seed: int) -> None:
    budget = np.random.default_rng(seed).dirichlet(np.ones(len(covariance))) + 0.01
    weights = risk_budget.budgeted(covariance, budget)
    assert weights.sum() == pytest.approx(1)
    assert (weights > 0).all()
    assert components.volatility(weights, covariance).shares == pytest.approx(budget / budget.sum(), abs=1e-8)


@given(covariances(1, 8))
def test_equal_shares_are_equal_and_fewer_assets_of_the_like_get_less(covariance: Floats) -> None:
    shares = components.volatility(risk_budget.equal(covariance), covariance).shares
    assert shares == pytest.approx(np.full(len(covariance), 1 / len(covariance)), abs=1e-8)


def test_without_correlation_weights_go_by_the_inverse_volatility() -> None:
    weights = risk_budget.equal(np.diag([0.01, 0.04, 0.16]))
    assert weights == pytest.approx(np.array([4, 2, 1]) / 7)


def test_many_assets_are_solved_too() -> None:
    known = np.cov(history(2, 800, 200), rowvar=False)
    shares = components.volatility(risk_budget.equal(known), known).shares
    assert shares == pytest.approx(np.full(200, 1 / 200), abs=1e-9)


def test_nobody_bears_nothing() -> None:
    with pytest.raises(InvalidInput, match="above zero"):
        risk_budget.budgeted(np.eye(2), [1.0, 0.0])
    with pytest.raises(InvalidInput, match="singular"):
        risk_budget.equal(np.ones((2, 2)))
