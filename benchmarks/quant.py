"""Risk numbers and portfolios of 500 assets, on one core: `python -m benchmarks.quant`.

A portfolio's tail needs its returns of every day, one product of 2,520 x 500 numbers, and the worst of them. The
ratio is against the same in plain numpy, sorting all days, in alternating rounds of the same run: it says what the
checks of input and the exact shortfall cost. Time is the process's own and the best round counts.
"""

import sys
import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.table import Figure, show
from quant import components, covariance, hrp, optimisation, risk_budget, value_at_risk
from quant.optimisation import Moments
from trading.risk_reports import VarMethod

DAYS, ASSETS, ROUNDS = 2520, 500, 60
Floats = NDArray[np.float64]


def history() -> Floats:
    """Return (days, assets) returns with five common factors and fat tails."""
    rng = np.random.default_rng(7)
    factors = rng.standard_t(5, (DAYS, 5)) * 0.008
    loadings = rng.normal(0.5, 0.5, (5, ASSETS))
    own: Floats = rng.standard_t(5, (DAYS, ASSETS)) * 0.015
    return 0.0004 + factors @ loadings + own


def best_seconds(works: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """Return the least time of the process that each took; they take turns."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for place, work in enumerate(works):
            began = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - began)
    return best


def plain(returns: Floats, held: Floats) -> tuple[float, float]:
    """Value at risk and shortfall as one writes them first: sort every day's loss."""
    losses = np.sort(-(returns @ held))
    return float(np.quantile(losses, 0.95)), float(losses[-DAYS // 20 :].mean())


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    returns = history()
    held = np.random.default_rng(1).dirichlet(np.ones(ASSETS))
    with threadpool_limits(1):
        return show([*_tails(returns, held), *_portfolios(returns)])


def _tails(returns: Floats, held: Floats) -> list[Figure]:
    works = [
        lambda: value_at_risk.tail(returns @ held, VarMethod.HISTORICAL),
        lambda: plain(returns, held),
        lambda: value_at_risk.tail(returns @ held, VarMethod.FILTERED_HISTORICAL),
        lambda: components.historical_tail(held, returns),
    ]
    historical, numpy, filtered, parts = best_seconds(works)
    return [
        Figure(name="value at risk and shortfall, historical", value=historical * 1e3, unit="ms", goal=0.5),
        Figure(name="the same, filtered", value=filtered * 1e3, unit="ms", goal=0.5),
        Figure(name="plain numpy, sorting, over ours", value=numpy / historical, unit="x", goal=1.0, better="more"),
        Figure(name="with every asset's part", value=parts * 1e3, unit="ms", goal=5),
    ]


def _portfolios(returns: Floats) -> list[Figure]:
    moments = Moments.of(returns)
    shrunk, _ = covariance.ledoit_wolf(returns)
    variance, tree, budget, shortfall = best_seconds(
        [
            lambda: optimisation.min_variance(moments),
            lambda: hrp.weights(shrunk),
            lambda: risk_budget.equal(shrunk),
            lambda: optimisation.min_shortfall(moments),
        ],
        rounds=2,
    )
    return [
        Figure(name="least variance of 500 assets", value=variance, unit="s", goal=2),
        Figure(name="hierarchical risk parity", value=tree, unit="s", goal=2),
        Figure(name="equal risk", value=budget, unit="s"),
        Figure(name="least shortfall over 2,520 days", value=shortfall, unit="s", goal=1.5),
    ]


if __name__ == "__main__":
    sys.exit(main())
