"""Proves that optima obey their constraints, that nothing feasible beats them, and that the impossible is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import minimize
from skfolio import RiskMeasure
from skfolio.optimization import MeanRisk

from quant import components, optimisation
from quant.constraints import FREE, Constraints, Group, capped
from quant.optimisation import Moments, Optimum
from tests.quant.samples import SEEDS, Floats, covariances, history
from trading.errors import InvalidInput

HELD = np.array([0.4, 0.3, 0.2, 0.1])
TIGHT = Constraints(least=0.05, most=0.6, groups=(Group((0, 1), 0.2, 0.5),), held=HELD, turnover=0.4)


def _moments(seed: int = 1) -> Moments:
    return Moments.of(history(seed, 400, 4))


def _obeys(best: Optimum, limits: Constraints) -> None:
    weights = best.weights
    assert weights.sum() == pytest.approx(1)
    assert (weights >= np.asarray(limits.least) - 1e-6).all()
    assert (weights <= np.asarray(limits.most) + 1e-6).all()
    for group in limits.groups:
        assert group.least - 1e-6 <= weights[list(group.members)].sum() <= group.most + 1e-6
    if limits.turnover is not None and limits.held is not None:
        assert np.abs(weights - limits.held).sum() <= limits.turnover + 1e-6


@given(covariances(2, 6), SEEDS)
@settings(max_examples=15, deadline=None)
def test_no_other_weights_have_less_variance(covariance: Floats, seed: int) -> None:
    best = optimisation.min_variance(Moments(np.zeros(len(covariance)), covariance))
    _obeys(best, FREE)
    assert best.risk.parts.sum() == pytest.approx(best.volatility)
    for other in np.random.default_rng(seed).dirichlet(np.ones(len(covariance)), 200):
        assert best.volatility <= components.volatility(other, covariance).total + 1e-7


@pytest.mark.parametrize("seed", range(3))
def test_constraints_hold_for_every_method(seed: int) -> None:
    moments = _moments(seed)
    for best in (
        optimisation.min_variance(moments, TIGHT),
        optimisation.max_sharpe(moments, TIGHT),
        optimisation.min_shortfall(moments, TIGHT),
        optimisation.max_utility(moments, 3.0, TIGHT),
    ):
        _obeys(best, TIGHT)


def test_the_best_ratio_is_that_of_a_second_solver() -> None:
    moments = _moments(5)
    best = optimisation.max_sharpe(moments)

    def loss(weights: Floats) -> float:
        return float(-(moments.mean @ weights) / np.sqrt(weights @ moments.covariance @ weights))

    whole = {"type": "eq", "fun": lambda weights: weights.sum() - 1}
    found = minimize(loss, np.full(4, 0.25), bounds=[(0, 1)] * 4, constraints=[whole], tol=1e-14)
    assert best.sharpe() == pytest.approx(-found.fun, rel=1e-6)


def test_the_least_shortfall_is_less_than_that_of_other_weights() -> None:
    moments = _moments(3)
    best = optimisation.min_shortfall(moments, confidence=0.9)
    least = optimisation.shortfall(moments, best.weights, 0.9)
    for other in np.random.default_rng(1).dirichlet(np.ones(4), 500):
        assert least <= optimisation.shortfall(moments, other, 0.9) + 1e-9


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_the_tail_of_many_scenarios_is_solved_as_all_of_them_are(confidence: float) -> None:
    moments = Moments.of(history(9, 1500, 8))
    best = optimisation.min_shortfall(moments, Constraints(most=0.4), confidence)
    model = MeanRisk(risk_measure=RiskMeasure.CVAR, cvar_beta=confidence, max_weights=0.4)
    whole = model.fit(moments.scenarios).weights_
    least = optimisation.shortfall(moments, whole, confidence)
    assert optimisation.shortfall(moments, best.weights, confidence) == pytest.approx(least, rel=1e-5)


def test_the_frontier_rises_from_the_least_variance() -> None:
    moments = _moments(2)
    line = optimisation.frontier(moments, points=8)
    risks, gains = [each.volatility for each in line], [each.expected_return for each in line]
    assert risks == sorted(risks)
    assert gains == sorted(gains)
    assert risks[0] == pytest.approx(optimisation.min_variance(moments).volatility, rel=1e-4)
    assert gains[-1] == pytest.approx(moments.mean.max(), rel=1e-3)


def test_constraints_cost_and_relaxing_them_never_hurts() -> None:
    moments = _moments(4)
    free = optimisation.min_variance(moments, optimisation.unconstrained(TIGHT))
    assert free.volatility <= optimisation.min_variance(moments, TIGHT).volatility + 1e-9


def test_costs_keep_one_where_one_is() -> None:
    moments = _moments(6)
    dear = Constraints(held=HELD, cost=0.05)
    assert np.abs(optimisation.max_utility(moments, 2.0, dear).weights - HELD).sum() < 1e-3
    assert np.abs(optimisation.max_utility(moments, 2.0).weights - HELD).sum() > 0.1


def test_units_of_returns_do_not_change_weights() -> None:
    returns = history(8, 300, 4)
    small, large = (optimisation.max_sharpe(Moments.of(returns * scale)) for scale in (1e-3, 10.0))
    assert small.weights == pytest.approx(large.weights, abs=1e-4)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Constraints(most=0.2), "less than everything"),
        (Constraints(least=0.3), "more than everything"),
        (Constraints(least=[0.5, 0, 0, 0], most=[0.4, 1, 1, 1]), "Asset 0"),
        (Constraints(groups=(Group((0, 9)),)), "name some of the 4"),
        (Constraints(groups=(Group((0, 1), 0.8), Group((2, 3), 0.8))), "No weights"),
        (Constraints(turnover=0.1), "weights held now"),
        (Constraints(min_return=9.0), "No weights"),
        (Constraints(most=[0.5, 0.5]), "2 entries where 4"),
        (Constraints(least=float("nan")), "nan"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(limits: Constraints, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        optimisation.min_variance(_moments(), limits)


def test_moments_must_fit_and_scenarios_be_there() -> None:
    with pytest.raises(InvalidInput, match="2 columns where 3"):
        Moments(np.zeros(3), np.eye(2))
    with pytest.raises(InvalidInput, match="needs scenarios"):
        optimisation.min_shortfall(Moments(np.zeros(2), np.eye(2)))
    with pytest.raises(InvalidInput, match="hold cash"):
        optimisation.max_sharpe(Moments(np.array([-0.1, -0.2]), np.eye(2)))
    with pytest.raises(InvalidInput, match="expected to earn anything"):  # half of each is all that is allowed
        optimisation.max_sharpe(Moments(np.array([0.01, -0.02]), np.eye(2) * 1e-4), Constraints(most=0.5))
    with pytest.raises(InvalidInput, match="No weights satisfy"):
        optimisation.max_sharpe(Moments(np.array([0.01, 0.02]), np.eye(2) * 1e-4), Constraints(min_return=1.0))
    with pytest.raises(InvalidInput, match="at least 20"):
        Moments.of(history(1, 19, 2))


@given(SEEDS)
def test_capped_weights_are_one_multiple_of_those_given(seed: int) -> None:
    wanted = np.random.default_rng(seed).dirichlet(np.ones(6))
    found = capped(wanted, Constraints(least=0.05, most=0.3))
    assert found.sum() == pytest.approx(1)
    assert (found >= 0.05 - 1e-9).all()
    assert (found <= 0.3 + 1e-9).all()
    loose = (found > 0.05 + 1e-7) & (found < 0.3 - 1e-7)
    assert np.ptp(found[loose] / wanted[loose]) < 1e-6 if loose.sum() > 1 else True
    assert capped(wanted, FREE) == pytest.approx(wanted)


def test_bounds_that_cannot_hold_are_refused_when_capping() -> None:
    with pytest.raises(InvalidInput, match="less than everything"):
        capped([0.5, 0.5], Constraints(most=0.4))
    with pytest.raises(InvalidInput, match="above zero"):
        capped([1.0, 0.0], FREE)
    assert capped([0.9, 0.1], Constraints(most=0.5)) == pytest.approx([0.5, 0.5])
