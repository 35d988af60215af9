"""Proves that tails are those of the definitions, that a shortfall is never below its value at risk, and its domain."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, stats

from quant import value_at_risk as var
from quant.value_at_risk import Quantile
from tests.quant.samples import SEEDS, Floats, history, returns_lists
from trading.errors import InvalidInput
from trading.risk_reports import VarMethod

LEVELS = st.floats(0.5, 0.995)


@given(returns_lists(2, 200), LEVELS)
def test_a_shortfall_is_never_below_its_value_at_risk(moves: list[float], level: float) -> None:
    for quantile in Quantile:
        found = var.historical(moves, level, quantile)
        assert found.expected_shortfall >= found.value_at_risk - 1e-12
        assert found.expected_shortfall <= -min(moves) + 1e-12


@given(returns_lists(2, 200), LEVELS)
def test_the_quantile_is_that_of_numpy(moves: list[float], level: float) -> None:
    losses = -np.array(moves)
    assert var.historical(moves, level).value_at_risk == pytest.approx(np.quantile(losses, level), abs=1e-12)
    taken = var.historical(moves, 0.9, Quantile.ORDER).value_at_risk
    assert taken in losses
    assert np.mean(losses <= taken) >= 0.9 > np.mean(losses < taken)


@given(returns_lists(2, 200), LEVELS)
def test_the_shortfall_is_the_least_of_rockafellar_and_uryasev(moves: list[float], level: float) -> None:
    """ES = min over a of a + mean(max(loss - a, 0)) / (1 - level), which is reached at one of the losses."""
    losses = -np.array(moves)
    least = min(a + np.mean(np.maximum(losses - a, 0)) / (1 - level) for a in losses)
    assert var.historical(moves, level).expected_shortfall == pytest.approx(least, abs=1e-9)


@given(returns_lists(2, 200), LEVELS)
def test_the_scenarios_of_the_tail_weigh_one_and_make_the_shortfall(moves: list[float], level: float) -> None:
    losses = -np.array(moves)
    weights = var.tail_scenarios(losses, level)
    assert weights.sum() == pytest.approx(1)
    assert weights @ losses == pytest.approx(var.historical(moves, level).expected_shortfall, abs=1e-12)


def test_an_order_statistic_is_a_loss_that_happened() -> None:
    moves = -np.arange(1, 101) / 1000
    assert var.historical(moves, 0.95, Quantile.ORDER).value_at_risk == pytest.approx(0.095)
    assert var.historical(moves, 0.95).value_at_risk == pytest.approx(0.09505)
    assert var.historical(moves, 0.95).expected_shortfall == pytest.approx(0.098)


@given(SEEDS, LEVELS, st.sampled_from(list(VarMethod)))
def test_every_method_orders_its_figures_and_scales_with_the_root_of_time(
    seed: int, level: float, method: VarMethod
) -> None:
    moves = history(seed, 300, 1)[:, 0]
    assume(level <= 0.99)
    if method is VarMethod.CORNISH_FISHER and not _in_domain(moves):
        with pytest.raises(InvalidInput, match="outside the domain"):
            var.tail(moves, method, level)
        return
    day, fortnight = var.tail(moves, method, level), var.tail(moves, method, level, 10)
    assert day.expected_shortfall >= day.value_at_risk - 1e-12
    assert fortnight.value_at_risk == pytest.approx(day.value_at_risk * np.sqrt(10))


def _in_domain(moves: Floats) -> bool:
    """Whether the bent quantile rises over a fine grid that reaches far."""
    skewness, kurtosis = stats.skew(moves), stats.kurtosis(moves)
    z = np.linspace(-20, 20, 40001)
    bent = z + (z**2 - 1) * skewness / 6 + (z**3 - 3 * z) * kurtosis / 24 - (2 * z**3 - 5 * z) * skewness**2 / 36
    return bool((np.diff(bent) > 0).all())


@given(SEEDS, st.floats(0.01, 100))
def test_a_position_twice_as_large_risks_twice_as_much(seed: int, size: float) -> None:
    moves = history(seed, 200, 1)[:, 0]
    one, many = var.tail(moves), var.tail(moves * size)
    assert many.value_at_risk == pytest.approx(one.value_at_risk * size)


def test_filtering_lifts_calm_days_to_the_volatility_of_now() -> None:
    rng = np.random.default_rng(1)
    stormy = np.concatenate([rng.normal(0, 0.005, 400), rng.normal(0, 0.03, 60)])
    plain, filtered = (var.tail(stormy, method) for method in (VarMethod.HISTORICAL, VarMethod.FILTERED_HISTORICAL))
    assert filtered.value_at_risk > 1.5 * plain.value_at_risk
    assert var.tail(stormy[::-1], VarMethod.FILTERED_HISTORICAL).value_at_risk < plain.value_at_risk


def test_a_level_asks_for_as_many_observations_as_one_loss_beyond_it_needs() -> None:
    moves = history(1, 99, 1)[:, 0]
    assert var.observations_least(0.99) == 100
    with pytest.raises(InvalidInput, match="99 entries and needs at least 100"):
        var.tail(moves, VarMethod.HISTORICAL, 0.99)
    with pytest.raises(InvalidInput, match="nan at 5"):
        var.tail(np.where(np.arange(99) == 5, np.nan, moves))
    with pytest.raises(InvalidInput, match="all zero"):
        var.tail(np.zeros(100))
    with pytest.raises(InvalidInput, match="horizon_days"):
        var.tail(moves, horizon_days=22)


@given(LEVELS, st.floats(-0.01, 0.01), st.floats(0.001, 0.1))
def test_normal_and_student_are_integrals_of_their_tails(level: float, mean: float, spread: float) -> None:
    found = var.normal(level, mean, spread)
    assert found.value_at_risk == pytest.approx(-stats.norm.ppf(1 - level, mean, spread), abs=1e-9)
    area = integrate.quad(lambda move: move * stats.norm.pdf(move), -40, stats.norm.ppf(1 - level))[0]
    assert found.expected_shortfall == pytest.approx(-(mean + spread * area / (1 - level)), rel=1e-5, abs=1e-7)


def test_student_comes_near_the_normal_and_needs_a_mean() -> None:
    assert var.student(0.99, 1e6).expected_shortfall == pytest.approx(var.normal(0.99).expected_shortfall, abs=1e-4)
    with pytest.raises(InvalidInput, match="degrees of freedom"):
        var.student(0.99, 1)


@given(LEVELS)
def test_cornish_fisher_without_a_bend_is_normal(level: float) -> None:
    bent, straight = var.cornish_fisher(level, 0, 0), var.normal(level)
    assert bent.value_at_risk == pytest.approx(straight.value_at_risk, abs=1e-12)
    assert bent.expected_shortfall == pytest.approx(straight.expected_shortfall, abs=1e-9)


@given(st.floats(0.9, 0.99), st.floats(-0.8, 0.8), st.floats(0, 6))
def test_inside_its_domain_quantiles_rise_and_the_shortfall_is_their_mean(
    level: float, skewness: float, kurtosis: float
) -> None:
    try:
        found = var.cornish_fisher(level, skewness, kurtosis)
    except InvalidInput:
        assume(False)
        raise
    worse = [var.cornish_fisher(each, skewness, kurtosis).value_at_risk for each in (level, 0.992, 0.995, 0.999)]
    assert worse == sorted(worse)
    mean = integrate.quad(lambda p: var.cornish_fisher(1 - p, skewness, kurtosis).value_at_risk, 1e-9, 1 - level)[0]
    assert found.expected_shortfall == pytest.approx(mean / (1 - level), rel=1e-3)


@pytest.mark.parametrize(("skewness", "kurtosis"), [(-3, 0), (0, -1), (0, 9), (2, 3), (float("nan"), 0)])
def test_outside_its_domain_cornish_fisher_refuses(skewness: float, kurtosis: float) -> None:
    with pytest.raises(InvalidInput, match=r"Cornish-Fisher|finite"):
        var.cornish_fisher(0.99, skewness, kurtosis)
