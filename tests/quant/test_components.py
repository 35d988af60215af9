"""Proves that parts of a risk sum to the whole, that they are slopes, and what a change of the book adds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import components
from quant.value_at_risk import historical
from tests.quant.samples import SEEDS, Floats, covariances, history
from trading.errors import InvalidInput


@given(covariances(1, 8), SEEDS)
def test_parts_of_volatility_sum_and_are_slopes(covariance: Floats, seed: int) -> None:
    held = np.random.default_rng(seed).uniform(-1, 2, len(covariance))
    found = components.volatility(held, covariance)
    assert found.parts.sum() == pytest.approx(found.total)
    assert found.shares.sum() == pytest.approx(1)
    for asset in range(len(held)):
        nudge = np.zeros(len(held))
        nudge[asset] = 1e-5
        up, down = (components.volatility(held + sign * nudge, covariance).total for sign in (1, -1))
        assert found.marginal[asset] == pytest.approx((up - down) / 2e-5, rel=1e-3, abs=1e-6)
    var = components.normal_value_at_risk(held, covariance, 0.99)
    assert var.parts.sum() == pytest.approx(var.total)
    assert var.total == pytest.approx(2.3263478740408408 * found.total)


@given(SEEDS, st.integers(1, 6), st.floats(0.5, 0.99))
def test_parts_of_a_historical_tail_sum_to_it(seed: int, assets: int, level: float) -> None:
    returns = history(seed, 250, assets)
    held = np.random.default_rng(seed).uniform(-1e5, 2e5, assets)
    found = components.historical_tail(held, returns, level)
    whole = historical(returns @ held, level)
    assert found.tail == whole
    size = abs(whole.expected_shortfall) + 1e-9 * np.abs(held).sum()
    assert found.expected_shortfall.sum() == pytest.approx(whole.expected_shortfall, abs=1e-9 * size + 1e-6)
    assert found.value_at_risk.sum() == pytest.approx(whole.value_at_risk, abs=1e-9 * size + 1e-6)


def test_a_hedge_takes_risk_away_and_what_is_not_held_has_none() -> None:
    returns = history(3, 500, 3)
    hedged = np.column_stack([returns, returns[:, 0]])
    found = components.historical_tail([100.0, 100.0, 0.0, -60.0], hedged)
    assert found.expected_shortfall[2] == found.value_at_risk[2] == 0
    assert found.expected_shortfall[3] < 0 < found.expected_shortfall[0]


def test_flat_books_have_a_tail_of_nothing() -> None:
    found = components.historical_tail([0.0, 0.0], history(3, 100, 2))
    assert found.tail.value_at_risk == 0
    assert not found.value_at_risk.any()
    with pytest.raises(InvalidInput, match="no risk"):
        components.volatility([0.0], [[0.04]])


@given(SEEDS)
def test_what_a_change_adds_is_after_less_before(seed: int) -> None:
    returns = history(seed, 250, 3)
    added = components.incremental([100, 50, 0], [0, 0, 80], returns, 0.95)
    before, after = (historical(returns @ np.array(held), 0.95) for held in ([100, 50, 0], [100, 50, 80]))
    assert added.value_at_risk == pytest.approx(after.value_at_risk - before.value_at_risk)
    assert added.expected_shortfall == pytest.approx(after.expected_shortfall - before.expected_shortfall)
    assert components.incremental([100, 50, 0], [0, 0, 0], returns).value_at_risk == 0


def test_shapes_must_fit() -> None:
    with pytest.raises(InvalidInput, match="3 columns where 2"):
        components.historical_tail([1.0, 2.0], history(1, 50, 3))
    with pytest.raises(InvalidInput, match="1 entries where 2"):
        components.incremental([1.0, 2.0], [1.0], history(1, 50, 2))
