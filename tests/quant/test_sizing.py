"""Proves that Kelly's bets grow fastest, that without an edge nothing is bet, and that targets are met."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import sizing
from tests.quant.samples import Floats, covariances
from trading.errors import InvalidInput


@given(st.floats(0.05, 0.95), st.floats(0.2, 5))
def test_no_other_bet_grows_faster(chance: float, odds: float) -> None:
    best = sizing.kelly_bet(chance, odds)
    assert 0 <= best < 1
    growth = sizing.bet_growth(best, chance, odds)
    for other in np.linspace(0, 0.99, 34):
        assert sizing.bet_growth(float(other), chance, odds) <= growth + 1e-12
    assert (best == 0) == (chance * odds <= 1 - chance + 1e-15) or best < 1e-12


@given(covariances(1, 5))
def test_one_asset_is_a_case_of_many(covariance: Floats) -> None:
    means = np.linspace(0.05, 0.15, len(covariance))
    shares = sizing.kelly_assets(means, covariance, 0.02)
    assert covariance @ shares == pytest.approx(means - 0.02, rel=1e-6)
    assert sizing.kelly_asset(0.1, 0.2, 0.02) == pytest.approx(2.0)
    assert sizing.kelly_assets([0.1], [[0.04]], 0.02) == pytest.approx([2.0])


def test_growth_falls_beyond_kelly_and_turns_at_twice_of_it() -> None:
    assert sizing.asset_growth(2.0, 0.1, 0.2, 0.02) == pytest.approx(0.1)
    assert sizing.asset_growth(4.0, 0.1, 0.2, 0.02) == pytest.approx(0.02)


def test_targets_and_stops() -> None:
    assert sizing.volatility_target(0.1, 0.2) == pytest.approx(0.5)
    assert sizing.volatility_target(0.1, 0.05) == 1.0
    assert sizing.fixed_risk(100_000, 0.01, 50, 48) == pytest.approx(500)
    assert sizing.from_probability(0.5) == 0
    assert -1 < sizing.from_probability(0.1) < 0 < sizing.from_probability(0.9) < 1


def test_what_would_ruin_is_refused() -> None:
    with pytest.raises(InvalidInput, match="takes everything"):
        sizing.bet_growth(1.0, 0.6, 1)
    with pytest.raises(InvalidInput, match="stop lies at the entry"):
        sizing.fixed_risk(1000, 0.01, 50, 50)
    with pytest.raises(InvalidInput, match="chance"):
        sizing.kelly_bet(1.0, 2)
