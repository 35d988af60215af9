"""Proves that covariances can bear risk: symmetric, never negative, drawn between sample and target."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.covariance import ledoit_wolf

from quant import covariance
from quant.arrays import covariance_matrix
from tests.quant.samples import SEEDS, Floats, covariances, history
from trading.errors import InvalidInput


@given(SEEDS, st.integers(2, 12))
def test_every_estimate_is_a_covariance(seed: int, assets: int) -> None:
    returns = history(seed, 40, assets)
    shrunk, amount = covariance.ledoit_wolf(returns)
    alike, other = covariance.constant_correlation(returns)
    for found in (covariance.sample(returns), covariance.ewma(returns), shrunk, alike):
        covariance_matrix(found, size=assets)
    assert 0 <= amount <= 1
    assert 0 <= other <= 1
    assert shrunk == pytest.approx(ledoit_wolf(returns)[0])
    assert np.diag(alike) == pytest.approx(np.var(returns, axis=0, ddof=1))


def test_shrinkage_makes_what_can_be_inverted_of_too_short_a_history() -> None:
    returns = history(1, 10, 30)
    assert np.linalg.matrix_rank(covariance.sample(returns)) < 30
    assert np.linalg.cond(covariance.ledoit_wolf(returns)[0]) < 1e6


def test_young_returns_count_for_more() -> None:
    calm, wild = history(1, 200, 2), history(2, 30, 2) * 4
    assert covariance.ewma(np.vstack([calm, wild]))[0, 0] > 3 * covariance.sample(np.vstack([calm, wild]))[0, 0]
    level, weights = history(3, 50, 2), 0.94 ** np.arange(49, -1, -1)
    expected = sum(w * np.outer(row, row) for w, row in zip(weights / weights.sum(), level, strict=True))
    assert covariance.ewma(level) == pytest.approx(np.array(expected))


@given(covariances(2, 8))
def test_volatilities_and_correlations_make_the_covariance_again(known: Floats) -> None:
    joint = covariance.correlation(known)
    assert (np.diag(joint) == 1).all()
    assert covariance.of(np.sqrt(np.diag(known)), joint) == pytest.approx(known)


def test_unequal_histories_use_what_each_pair_shares() -> None:
    returns = history(5, 200, 3)
    gaps = returns.copy()
    gaps[:120, 1] = np.nan
    found = covariance.pairwise(gaps)
    assert found[0, 2] == pytest.approx(np.cov(returns[:, 0], returns[:, 2])[0, 1])
    assert found[0, 1] == pytest.approx(np.cov(returns[120:, 0], returns[120:, 1])[0, 1])
    joint = covariance.pairwise_correlation(gaps)
    assert joint[0, 1] == pytest.approx(np.corrcoef(returns[120:, 0], returns[120:, 1])[0, 1])
    gaps[:190, 1] = np.nan
    with pytest.raises(InvalidInput, match=r"Assets 0 and 1 share 10|Assets 1 and 1 share 10|Assets 1 and 0 share 10"):
        covariance.pairwise(gaps)
    with pytest.raises(InvalidInput, match="nan"):
        covariance.sample(gaps)
    with pytest.raises(InvalidInput, match="at least two"):
        covariance.constant_correlation(history(1, 30, 1))
