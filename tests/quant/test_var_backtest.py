"""Proves the tests of a value at risk: right models pass, wrong ones fail, and the counts are those of the days."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from quant import var_backtest
from quant.var_backtest import Transitions, Zone
from tests.quant.samples import history
from trading.errors import InvalidInput


@given(st.integers(1, 2000), st.floats(0.001, 0.5), st.data())
def test_kupiec_is_the_likelihood_ratio_and_nothing_where_all_is_as_expected(
    days: int, p: float, data: st.DataObject
) -> None:
    seen = data.draw(st.integers(0, days))
    ratio = var_backtest.kupiec(seen, days, p)
    best = stats.binom.logpmf(seen, days, seen / days)
    assert ratio == pytest.approx(-2 * (stats.binom.logpmf(seen, days, p) - best), rel=1e-6, abs=1e-6)
    assert ratio >= 0
    assert var_backtest.kupiec(50, 1000, 0.05) == pytest.approx(0)


@given(st.lists(st.booleans(), min_size=2, max_size=300))
def test_every_pair_of_days_is_counted_once(hits: list[bool]) -> None:
    moves = Transitions.of(hits)
    assert moves.n00 + moves.n01 + moves.n10 + moves.n11 == len(hits) - 1
    assert moves.n01 + moves.n11 == sum(hits[1:])
    assert var_backtest.independence(moves) >= 0


def test_clusters_are_seen_and_a_fair_coin_is_not_one() -> None:
    clustered = np.zeros(500, bool)
    clustered[200:225] = True
    assert var_backtest.independence(Transitions.of(clustered)) > var_backtest.critical()
    fair = np.random.default_rng(11).random(5000) < 0.05
    assert var_backtest.independence(Transitions.of(fair)) < var_backtest.critical()
    assert var_backtest.critical() == pytest.approx(3.841459, abs=1e-6)
    assert var_backtest.critical(0.95, 2) == pytest.approx(5.991465, abs=1e-6)


@given(st.integers(100, 1500), st.sampled_from([0.01, 0.025, 0.05]))
def test_the_accepted_range_ends_where_the_test_rejects(days: int, p: float) -> None:
    low, high = var_backtest.accepted_range(days, p)
    limit = var_backtest.critical()
    assert var_backtest.kupiec(low, days, p) <= limit < var_backtest.kupiec(high + 1, days, p)
    assert low == 0 or var_backtest.kupiec(low - 1, days, p) > limit


def test_the_traffic_light_and_what_it_costs() -> None:
    zones = [var_backtest.zone(count) for count in (0, 4, 5, 9, 10, 25)]
    assert zones == [Zone.GREEN, Zone.GREEN, Zone.YELLOW, Zone.YELLOW, Zone.RED, Zone.RED]
    assert [var_backtest.plus_factor(count) for count in (4, 5, 7, 9, 10, 99)] == [0, 0.4, 0.65, 0.85, 1, 1]


def test_a_forecast_knows_only_what_came_before_its_day() -> None:
    moves = history(2, 700, 1)[:, 0]
    foretold = var_backtest.rolling_historical(moves, 500, 0.99)
    assert len(foretold) == 200
    assert foretold[0] == pytest.approx(-np.quantile(moves[:500], 0.01))
    shaken = np.concatenate([moves[:600], moves[600:] * 5])
    assert (var_backtest.rolling_historical(shaken, 500, 0.99)[:101] == foretold[:101]).all()
    assert var_backtest.exceptions([-0.03, -0.02, 0.05], [0.02, 0.02, 0.02]).tolist() == [True, False, False]


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(InvalidInput, match="cannot be 11 exceptions"):
        var_backtest.kupiec(11, 10, 0.01)
    with pytest.raises(InvalidInput, match="no pair"):
        var_backtest.independence(Transitions(0, 0, 0, 0))
    with pytest.raises(InvalidInput, match="true or false"):
        Transitions.of([0.5, 1.0])
    with pytest.raises(InvalidInput, match="two days"):
        Transitions.of([True])
