"""Which weights are best: least variance, most return per risk, least shortfall, and the frontier, within constraints.

The problems are stated here and solved by skfolio: Clarabel for variance, HiGHS for shortfall. Long only unless the
constraints allow otherwise; weights always sum to 1.
"""

import warnings
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from cvxpy.error import SolverError
from numpy.typing import ArrayLike, NDArray
from skfolio import RiskMeasure
from skfolio.exceptions import OptimizationError
from skfolio.optimization import MeanRisk, ObjectiveFunction
from skfolio.prior import BasePrior, ReturnDistribution

from quant.arrays import Floats, confidence_level, covariance_matrix, finite, floats, positive, table, vector, whole
from quant.components import Contributions, volatility
from quant.constraints import FREE, Constraints, feasible, obeyed
from quant.constraints import options as asked
from quant.value_at_risk import historical
from trading.errors import InvalidInput

POINTS_MAX: Final = 100
ROUNDS: Final = 12
SCENARIOS_MIN: Final = 200
MINIMIZE: Final = ObjectiveFunction.MINIMIZE_RISK
MONEY: Final = frozenset({"min_return", "max_standard_deviation", "risk_free_rate", "transaction_costs"})  # per period
BOUND: Final = 1e-7  # a solver's idea of zero
UNSOLVED: Final = (
    "No weights satisfy these constraints: widen the bounds, the groups, the turnover or the least return."
)
LOSING: Final = (
    "No weights within these constraints are expected to earn anything, by the past: there is no best ratio. Take "
    "another method, other symbols or wider bounds, or hold cash."
)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What is expected of n assets per period: mean (n,), covariance (n, n), and scenarios (t, n) for shortfall."""

    mean: Floats
    covariance: Floats
    scenarios: Floats | None = None

    def __post_init__(self) -> None:
        count = len(vector(self.mean, "mean", least=1))
        covariance_matrix(self.covariance, size=count)
        if self.scenarios is not None:
            table(self.scenarios, "scenarios", least=20, columns=count)

    @classmethod
    def of(cls, returns: ArrayLike) -> "Moments":
        """Return the sample's moments of (t, n) returns, t >= 20, with the sample as scenarios."""
        checked = table(returns, "returns", least=20)
        return cls(checked.mean(axis=0), np.atleast_2d(np.cov(checked, rowvar=False)), checked)


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """Weights (n,) that sum to 1, with the return and volatility per period and each asset's part of the risk."""

    weights: Floats
    expected_return: float
    volatility: float
    risk: Contributions = field(repr=False)

    def sharpe(self, risk_free: float = 0.0) -> float:
        return (self.expected_return - risk_free) / self.volatility


def min_variance(moments: Moments, constraints: Constraints = FREE) -> Optimum:
    """Return the weights of least variance, with at least `min_return` when it is set. Markowitz (1952)."""
    return _solve(moments, constraints, objective_function=ObjectiveFunction.MINIMIZE_RISK)


def max_sharpe(moments: Moments, constraints: Constraints = FREE, risk_free: float = 0.0) -> Optimum:
    """Return the weights of the highest return above `risk_free` (per period) for their volatility.

    InvalidInput when no asset, or no weights that are allowed, are expected to beat `risk_free`: hold nothing then.
    """
    if float(np.max(moments.mean)) <= finite(risk_free, "risk_free"):
        raise InvalidInput("No asset is expected to beat the risk-free rate: there is no best ratio, hold cash.")
    options = {"risk_measure": RiskMeasure.STANDARD_DEVIATION, "risk_free_rate": risk_free}
    try:
        return _solve(moments, constraints, objective_function=ObjectiveFunction.MAXIMIZE_RATIO, **options)
    except InvalidInput:
        min_variance(moments, constraints)  # raises where it is the constraints that nothing satisfies
        raise InvalidInput(LOSING) from None


def max_utility(moments: Moments, aversion: float, constraints: Constraints = FREE) -> Optimum:
    """Return the weights of the highest mean less half of `aversion` times the variance."""
    options = {
        "objective_function": ObjectiveFunction.MAXIMIZE_UTILITY,
        "risk_aversion": positive(aversion, "aversion") / 2,
    }
    return _solve(moments, constraints, **options)


def max_return(moments: Moments, volatility_max: float, constraints: Constraints = FREE) -> Optimum:
    """Return the weights of the highest return whose volatility per period is at most `volatility_max`."""
    options = {"objective_function": ObjectiveFunction.MAXIMIZE_RETURN, "max_standard_deviation": volatility_max}
    return _solve(moments, constraints, **options)


def min_shortfall(moments: Moments, constraints: Constraints = FREE, confidence: float = 0.95) -> Optimum:
    """Return the weights of least expected shortfall over the scenarios, by linear programming.

    With `min_return` this is mean-CVaR. Rockafellar & Uryasev (2000), Optimization of conditional value-at-risk.
    """
    if moments.scenarios is None:
        raise InvalidInput("Expected shortfall needs scenarios: give the moments a history of returns.")
    beyond = (1 - confidence_level(confidence)) * len(moments.scenarios)
    chosen = _worst(-(moments.scenarios @ _first_guess(moments.covariance)), beyond)
    for _ in range(ROUNDS):
        best = _tail_solved(moments, constraints, chosen, beyond)
        missed = ~chosen & _beyond(-(moments.scenarios @ best.weights), chosen, beyond)
        if not missed.any():
            return best
        chosen |= missed
    return _tail_solved(moments, constraints, np.ones_like(chosen), beyond)


def shortfall(moments: Moments, weights: ArrayLike, confidence: float = 0.95) -> float:
    """Return the expected shortfall of (n,) weights over the scenarios, the figure that `min_shortfall` makes least."""
    if moments.scenarios is None:
        raise InvalidInput("Expected shortfall needs scenarios: give the moments a history of returns.")
    held = vector(weights, "weights", size=len(moments.mean))
    return historical(moments.scenarios @ held, confidence).expected_shortfall


def frontier(moments: Moments, constraints: Constraints = FREE, points: int = 20) -> list[Optimum]:
    """Return the efficient frontier, from the least variance to the highest return, at most 100 points."""
    if not 2 <= whole(points, "points") <= POINTS_MAX:
        raise InvalidInput(f"points must be from 2 to {POINTS_MAX}, not {points}.")
    options = {"objective_function": ObjectiveFunction.MINIMIZE_RISK, "efficient_frontier_size": points}
    return [_optimum(moments, row) for row in np.atleast_2d(_fitted(moments, constraints, options))]


def unconstrained(constraints: Constraints) -> Constraints:
    """Return the same problem with long-only weights and nothing else: the difference is what constraints cost."""
    return replace(FREE, min_return=constraints.min_return)


def _first_guess(covariance: Floats) -> Floats:
    """Return weights near those of least variance: a little shrunk, what would be short left out."""
    count = len(covariance)
    calmed = covariance + 0.02 * np.mean(np.diag(covariance)) * np.eye(count)
    long = np.clip(np.linalg.solve(calmed, np.ones(count)), 0, None)
    return floats(long / long.sum())


def _worst(losses: Floats, beyond: float) -> NDArray[np.bool_]:
    """Return which scenarios to begin with: four times as many as the tail has, the worst of a first guess."""
    size = min(len(losses), max(SCENARIOS_MIN, int(4 * beyond) + 1))
    chosen = np.zeros(len(losses), np.bool_)
    chosen[np.argsort(-losses, kind="stable")[:size]] = True
    return chosen


def _beyond(losses: Floats, chosen: NDArray[np.bool_], beyond: float) -> NDArray[np.bool_]:
    """Return which losses exceed the value at risk that the chosen scenarios give."""
    place = max(0, int(np.ceil(beyond - 1e-9)) - 1)
    edge = np.sort(losses[chosen])[::-1][place]
    result: NDArray[np.bool_] = losses > edge + 1e-9 * abs(edge)
    return result


def _tail_solved(moments: Moments, constraints: Constraints, chosen: NDArray[np.bool_], beyond: float) -> Optimum:
    """Solve with some of the scenarios, and as many of them beyond the level as of all.

    What is left out adds nothing as long as its loss is below the value at risk: then this is the whole's optimum.
    """
    scenarios = None if moments.scenarios is None else moments.scenarios[chosen]
    options = {"risk_measure": RiskMeasure.CVAR, "cvar_beta": 1 - beyond / int(chosen.sum()), "solver": "HIGHS"}
    found = _fitted(replace(moments, scenarios=scenarios), constraints, {**options, "objective_function": MINIMIZE})
    return _optimum(moments, found)


class _Given(BasePrior):  # type: ignore[misc]  # skfolio ships no types
    """Hands skfolio the moments that it would otherwise estimate."""

    def __init__(self, moments: Any = None) -> None:
        self.moments = moments

    def fit(self, X: Any, y: Any = None, **fit_params: Any) -> "_Given":  # noqa: N803  # scikit-learn's name
        mean, spread = self.moments.mean, self.moments.covariance
        self.return_distribution_ = ReturnDistribution(mu=mean, covariance=spread, returns=np.asarray(X))
        return self


def _scaled(moments: Moments, scale: float) -> Moments:
    """Return the moments in units of a usual volatility: solvers stop at a size of error that is about 1e-8 of one."""
    scenarios = None if moments.scenarios is None else moments.scenarios / scale
    return Moments(moments.mean / scale, moments.covariance / scale**2, scenarios)


def _scenarios(moments: Moments) -> Floats:
    """Return the scenarios, or two rows in their place where only moments count."""
    return np.vstack([moments.mean, moments.mean]) if moments.scenarios is None else moments.scenarios


def _solve(moments: Moments, constraints: Constraints, **options: Any) -> Optimum:
    return _optimum(moments, _fitted(moments, constraints, options))


def _fitted(moments: Moments, constraints: Constraints, options: dict[str, Any]) -> Floats:
    count = len(moments.mean)
    feasible(constraints, count)
    scale = float(np.sqrt(np.mean(np.diag(moments.covariance))))
    told = {**asked(constraints, count), **options}
    for name in MONEY & told.keys():
        told[name] = None if told[name] is None else told[name] / scale
    if "risk_aversion" in told:
        told["risk_aversion"] *= scale
    small = _scaled(moments, scale)
    model = MeanRisk(prior_estimator=_Given(small), **told)
    try:
        with warnings.catch_warnings(record=True):  # a solver that is unsure says so; what it found is checked below
            model.fit(_scenarios(small))
    except (SolverError, OptimizationError, ValueError, ZeroDivisionError):
        raise InvalidInput(UNSOLVED) from None
    found = np.asarray(model.weights_, np.float64)
    if not obeyed(found, constraints, told):
        raise InvalidInput(UNSOLVED)
    return found


def _optimum(moments: Moments, found: NDArray[np.float64]) -> Optimum:
    weights = np.where(np.abs(found) < BOUND, 0.0, found)
    weights = weights / weights.sum()
    risk = volatility(weights, moments.covariance)
    return Optimum(weights, float(moments.mean @ weights), risk.total, risk)
