"""Proves that losses under stress are those of the shocks, and that scenarios of strangers are refused."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given

from quant import stress
from quant.stress import EPISODES, Episode
from tests.quant.samples import Floats, covariances, history
from trading.errors import InvalidInput

DAYS = [date(2020, 1, 1) + timedelta(days=each) for each in range(100)]


def test_a_loss_is_what_the_shocks_take() -> None:
    assert stress.loss([1000, -500], [-0.1, -0.2]) == pytest.approx(0)
    assert stress.loss([1000, 500], [-0.1, 0.04]) == pytest.approx(80)
    with pytest.raises(InvalidInput, match="more than everything"):
        stress.loss([1000], [-1.5])


def test_an_episode_is_replayed_from_the_close_before_its_first_day() -> None:
    returns = history(1, 100, 3)
    episode = Episode("a bad week", DAYS[10], DAYS[14])
    assert stress.replay(returns, DAYS, episode) == pytest.approx(np.prod(1 + returns[10:15], axis=0) - 1)
    with pytest.raises(InvalidInput, match="does not hold"):
        stress.replay(returns, DAYS, EPISODES[0])
    with pytest.raises(InvalidInput, match="rise"):
        stress.replay(returns, DAYS[::-1], episode)


def test_the_catalogue_is_in_order_and_named_once() -> None:
    assert len({each.name for each in EPISODES}) == len(EPISODES)
    assert all(each.first <= each.last for each in EPISODES)
    assert [each.first for each in EPISODES] == sorted(each.first for each in EPISODES)


def test_a_scenario_names_what_is_held() -> None:
    assert stress.scenario(["A", "B"], {"B": -0.2}).tolist() == [0, -0.2]
    with pytest.raises(InvalidInput, match="moves C, D"):
        stress.scenario(["A", "B"], {"D": 0.1, "C": 0.1})
    with pytest.raises(InvalidInput, match="named twice"):
        stress.scenario(["A", "A"], {})


@given(covariances(2, 6))
def test_what_follows_a_shock_follows_its_beta(covariance: Floats) -> None:
    shocks = stress.propagated(covariance, {0: -0.1})
    assert shocks == pytest.approx(covariance[:, 0] / covariance[0, 0] * -0.1)
    assert shocks[0] == -0.1
    everything = stress.propagated(covariance, {index: 0.01 * index for index in range(len(covariance))})
    assert everything == pytest.approx(0.01 * np.arange(len(covariance)))


def test_a_shock_needs_somebody() -> None:
    with pytest.raises(InvalidInput, match="which of the 2"):
        stress.propagated(np.eye(2), {})
    with pytest.raises(InvalidInput, match="repeat each other"):
        stress.propagated(np.ones((2, 2)), {0: 0.1, 1: 0.2})
