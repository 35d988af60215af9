"""Answers for views, risk budgets, mean and variance, shortfall and trees."""

from typing import Any

import numpy as np

from quant import black_litterman, components, covariance, hrp, optimisation, risk_budget
from quant.black_litterman import ViewRisk, Views
from quant.constraints import Constraints
from quant.optimisation import Moments, Optimum
from quant.value_at_risk import normal
from tests.conformance.quant.vocabulary import Answers, Floats, Given

YEAR = 252.0


# ------------------------------------------------------------------ views


def _prior(given: Given) -> Floats:
    if "pi" in given or "pi_pct" in given:
        return np.array(given.first("pi"), np.float64)
    return black_litterman.equilibrium(given.covariance, given["w_mkt"], _aversion(given))


def _aversion(given: Given) -> float:
    if "delta" in given or "risk_aversion" in given or "lambda" in given:
        return float(given.first("delta", "risk_aversion", "lambda"))
    spread = float(given.first("market_var", default=0) or given.first("market_vol", "vol", "sigma") ** 2)
    return black_litterman.aversion(given.first("market_return", "mu", "r_m"), spread, given.risk_free)


def _views(given: Given) -> Views:
    return Views(np.array(given["P"], np.float64), np.array(given.first("Q"), np.float64), _omega(given))


def _omega(given: Given) -> Floats:
    said, tau = given.inputs.get("omega"), given["tau"]
    if said is not None and not isinstance(said, str):
        matrix = np.array(said, np.float64)
        return np.diag(matrix) if matrix.ndim == 1 else matrix
    for name in ("confidence", "confidences", "view_confidences"):
        if name in given or f"{name}_pct" in given:
            return black_litterman.idzorek_uncertainty(given.covariance, given["P"], given.first(name), tau)
    shape = ViewRisk.DIAGONAL if said is None or "diag" in said else ViewRisk.FULL
    return black_litterman.view_uncertainty(given.covariance, given["P"], tau, shape)


def _posterior(given: Given) -> black_litterman.Posterior:
    return black_litterman.posterior(given.covariance, _prior(given), _views(given), given["tau"])


def _viewed_weights(given: Given) -> Floats:
    after = _posterior(given)
    if given.says("idzorek") and not given.says("posterior covariance"):
        return black_litterman.optimal(after.returns, given.covariance, _aversion(given))
    return after.weights(_aversion(given))


def _tilts(given: Given) -> Floats:
    weights = _posterior(given).weights(_aversion(given))
    return black_litterman.view_tilts(weights, given["w_mkt"], _views(given), given["tau"])


# ------------------------------------------------------------------ risk shares


def _contributions(given: Given) -> components.Contributions:
    held = given.first("w", "weights", "positions", default=False) or _weights(given)
    return components.volatility(held, given.covariance)


def _budgeted(given: Given) -> Floats:
    if "budget" in given or "budgets" in given or "b" in given:
        return risk_budget.budgeted(given.covariance, given.first("budget", "budgets", "b"))
    return risk_budget.equal(given.covariance)


# ------------------------------------------------------------------ best weights


def _moments(given: Given) -> tuple[Moments, float]:
    """Return the moments and the periods of a year that their figures are to be told in."""
    if "dataset" not in given:
        mean = np.array(given.first("mean", "mu", "expected_returns", default=0) or np.zeros(len(given.covariance)))
        scenarios = given.table if "scenarios" in given or "returns" in given else None
        return Moments(mean.astype(np.float64), given.covariance, scenarios), 1.0
    table = given.table
    known = ~np.isnan(table)
    if "stock_prices" in given["dataset"]:  # compound means of unequal histories, a year of 252 days
        grown = np.prod(np.where(known, 1 + table, 1.0), axis=0)
        mean = grown ** (YEAR / known.sum(axis=0)) - 1
        common = table[known.all(axis=1)]
        return Moments(mean, given.covariance * YEAR, common), 1.0
    return Moments(table.mean(axis=0), given.covariance, table), given.per_year


def _bounds(given: Given) -> Constraints:
    low, high = given.first("bounds", "weight_bounds", default=(None, None))
    least = given.first("min_weight", "lower", default=-1.0 if given.says("short allowed", "long/short") else 0.0)
    most = given.first("max_weight", "upper", default=1.0)
    target = given.inputs.get("min_return", given.inputs.get("target_return"))
    return Constraints(least=least if low is None else low, most=most if high is None else high, min_return=target)


def _best(given: Given) -> Optimum:
    moments, _ = _moments(given)
    constraints = _bounds(given)
    if given.topic == "cvar" or given.says("min cvar", "mean-cvar", "minimum cvar", "min-cvar"):
        level = float(given.first("beta", "alpha", "confidence", default=0.95))
        return optimisation.min_shortfall(moments, constraints, max(level, 1 - level))
    if given.says("sharpe ratio", "max sharpe", "maxsharpe", "maximum sharpe", "tangency"):
        return optimisation.max_sharpe(moments, constraints, given.risk_free)
    if "risk_aversion" in given or given.says("quadratic utility"):
        return optimisation.max_utility(moments, float(given.first("risk_aversion", default=1)), constraints)
    if "target_vol" in given or "target_risk" in given:
        return optimisation.max_return(moments, float(given.first("target_vol", "target_risk")), constraints)
    return optimisation.min_variance(moments, constraints)


def _weights(given: Given) -> Floats:
    match given.topic:
        case "black-litterman":
            return _viewed_weights(given)
        case "risk-parity":
            return _budgeted(given)
        case "hrp":
            return _tree(given)
    return _best(given).weights


def _figures(given: Given) -> tuple[float, float, float]:
    """Return the yearly return, volatility and Sharpe ratio."""
    weights = _weights(given)
    if given.topic == "hrp":
        table = given.table
        mean, spread, years = np.nanmean(table, axis=0), given.covariance, YEAR
    else:
        moments, years = _moments(given)
        mean, spread = moments.mean, moments.covariance
    gain = float(mean @ weights) * years
    risk = components.volatility(weights, spread).total * float(np.sqrt(years))
    free = given.risk_free or (0.02 if "stock_prices" in str(given.inputs.get("dataset")) else 0.0)
    return gain, risk, (gain - free) / risk


def _performance(given: Given) -> Any:
    gain, risk, ratio = _figures(given)
    if given.topic == "cvar" and len(given.case["expected"].get("perf", [])) == 2:
        return gain, _shortfall(given)
    return gain, risk, ratio


def _shortfall(given: Given) -> float:
    moments, _ = _moments(given)
    level = float(given.first("beta", "alpha", "confidence", default=0.95))
    return optimisation.shortfall(moments, _weights(given), max(level, 1 - level))


def _normal_tails(given: Given) -> dict[str, tuple[float, float]]:
    best = _best(given)
    levels = ("0.9", "0.95", "0.99")
    tails = {level: normal(float(level), best.expected_return, best.volatility) for level in levels}
    return {level: (tail.value_at_risk, tail.expected_shortfall) for level, tail in tails.items()}


def _frontier(given: Given) -> Any:
    targets = given.first("targets", "target_returns")
    moments, _ = _moments(given)
    return [optimisation.min_variance(moments, Constraints(min_return=target)).volatility for target in targets]


# ------------------------------------------------------------------ trees


def _distance(given: Given) -> hrp.Distance:
    """Libraries measure two assets alone; the paper's code measures their distances to all others."""
    paper = given.says("paper", "lopez de prado", "distance of distance", "lópez de prado")
    library = given.says("pyportfolioopt hrp", "pypfopt")
    return hrp.Distance.PAPER if paper and not library else hrp.Distance.DIRECT


def _linkage(given: Given) -> str:
    named = [name for name in ("single", "ward", "average", "complete") if given.says(name)]
    return str(given.first("linkage", default=named[0] if named else "single"))


def _tree(given: Given) -> Floats:
    return hrp.weights(given.covariance, _distance(given), _linkage(given), _alike(given), turned=_turned(given))


def _turned(given: Given) -> bool:
    """Two of the libraries turn branches until neighbours are alike."""
    checked = str(given.case.get("verified_by", "")).lower()
    return given.says("optimal leaf", "leaf order") or "riskfolio" in checked or "skfolio" in checked


def _alike(given: Given) -> Floats | None:
    """Correlations of unequal histories are not those of their covariance."""
    gaps = "dataset" in given and np.isnan(given.table).any()
    return covariance.pairwise_correlation(given.table) if gaps else None


def _top(given: Given, count: int) -> list[float]:
    return [float(each) for each in _weights(given)[:count]]


def _lowest(given: Given) -> Optimum:
    return optimisation.min_variance(_moments(given)[0], _bounds(given))


def _steepest(given: Given) -> Optimum:
    return optimisation.max_sharpe(_moments(given)[0], _bounds(given), given.risk_free)


SHARED: Answers = {
    **dict.fromkeys(("w_minvar", "w_min_var", "w_mv", "w_min"), lambda given: _lowest(given).weights),
    **dict.fromkeys(("vol_minvar", "minvar_vol", "min_vol"), lambda given: _lowest(given).volatility),
    **dict.fromkeys(("w_maxsharpe", "w_max_sharpe", "w_msr", "w_tan"), lambda given: _steepest(given).weights),
    **dict.fromkeys(("max_sharpe", "sharpe_max", "msr"), lambda given: _steepest(given).sharpe(given.risk_free)),
    "w": _weights,
    "weights": _weights,
    "w5": lambda given: _top(given, 5),
    "w3": lambda given: _top(given, 3),
    "w10": lambda given: _top(given, 10),
    "wmax": lambda given: float(np.max(_weights(given))),
    "wmin": lambda given: float(np.min(_weights(given))),
    "perf": _performance,
    "ret": lambda given: _figures(given)[0],
    "mean": lambda given: _figures(given)[0],
    "sharpe": lambda given: _figures(given)[2],
    "variance": lambda given: _figures(given)[1] ** 2,
    "var_cvar": _normal_tails,
    "cvar": _shortfall,
}
ANSWERS: dict[str, Answers] = {
    "black-litterman": {
        **SHARED,
        "pi": _prior,
        "mu": lambda given: _posterior(given).returns,
        "mu_post": lambda given: _posterior(given).returns,
        "cov_post": lambda given: _posterior(given).covariance,
        "posterior_cov": lambda given: _posterior(given).covariance,
        "sigma_post": lambda given: _posterior(given).covariance,
        "w_star": lambda given: _posterior(given).weights(_aversion(given)),
        "w_opt": _viewed_weights,
        "omega": _omega,
        "omega_diag": lambda given: np.diag(_omega(given)),
        "lambda": _tilts,
        "lam": _tilts,
        "tilt": _tilts,
        "delta": _aversion,
        "dw": lambda given: _viewed_weights(given) - np.array(given["w_mkt"]),
    },
    "risk-parity": {
        **SHARED,
        "vol": lambda given: _contributions(given).total,
        "mrc": lambda given: _contributions(given).marginal,
        "rc": lambda given: _contributions(given).parts,
        "rc_rel": lambda given: _contributions(given).shares,
    },
    "markowitz": {
        **SHARED,
        **dict.fromkeys(("vol", "vol_ann"), lambda given: _figures(given)[1]),
        **dict.fromkeys(("frontier", "vols"), _frontier),
    },
    "cvar": {**SHARED, "vol": lambda given: _figures(given)[1]},
    "hrp": {
        **SHARED,
        "vol": lambda given: _figures(given)[1],
        "order": lambda given: hrp.order(
            given.covariance, _distance(given), _linkage(given), _alike(given), turned=_turned(given)
        ),
    },
}
