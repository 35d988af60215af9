"""Weights are earned out of sample: between 0 and 1, drawn to a small prior, and honest about no merit."""

import math

import numpy as np

from ai.facts import Facts
from ai.panel import past_of
from ai.past import base_rate, rows_of
from ai.views import ScoreSource
from ai.weights import PRIOR, Weight, _loss, _pooled, weights_of


def test_a_source_that_knows_earns_more_than_one_that_guesses_or_lies() -> None:
    rng = np.random.default_rng(3)
    truth = rng.normal(0, 0.8, 4000)
    up = (rng.random(4000) < 1 / (1 + np.exp(-truth))).astype(np.float64)
    edges = np.column_stack([truth, rng.normal(0, 0.8, 4000), -truth])
    knows, guesses, lies = (
        _pooled(edges[:, :2], np.zeros(4000), up, 5).tolist() + _pooled(edges[:, 2:], np.zeros(4000), up, 5).tolist()
    )
    assert knows > 0.7
    assert guesses < PRIOR
    assert lies == 0
    assert knows <= 1


def test_little_proof_stays_near_the_prior() -> None:
    weight = _pooled(np.full((10, 1), 0.5), np.zeros(10), np.ones(10), 20)
    assert PRIOR < weight[0] < PRIOR + 0.02


def test_loss_of_a_coin() -> None:
    assert _loss(np.zeros(8), np.array([1.0, 0] * 4)) == math.log(2)
    assert math.isnan(_loss(np.empty(0), np.empty(0)))


def test_real_weights_are_bounded_and_explained(facts: Facts) -> None:
    past = past_of(facts)
    weights = weights_of(past, facts.horizon_days, facts.seed)
    assert set(weights) == {ScoreSource.TECHNICAL, ScoreSource.MOMENTUM, ScoreSource.REGIME}
    for weight in weights.values():
        assert 0 <= weight.value <= 1
        assert ("not better than" in weight.reason) == (weight.loss >= weight.base_loss)
        if weight.loss >= weight.base_loss:
            assert weight.value <= PRIOR
    assert weights_of(past, facts.horizon_days, facts.seed) is weights


def test_the_base_rate_is_shrunk_and_counts_the_past_alone(facts: Facts) -> None:
    up = rows_of(past_of(facts), 5).up
    assert base_rate(up) == (up.sum() + 50) / (len(up) + 100)
    assert abs(base_rate(up[:10]) - 0.5) < 0.05


def test_no_record_is_said() -> None:
    assert Weight(0.05, math.nan, math.nan, 0).reason == "Weight 0.05: it has no record out of sample yet."
