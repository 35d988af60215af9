"""Answers for covariances and for forecasts of volatility."""

from typing import Any

import numpy as np

from quant import covariance, volatility
from quant.volatility import Garch
from tests.conformance.quant.vocabulary import Answers, Floats, Given


def _decay(given: Given) -> float:
    return float(given.first("lam", "lambda", "decay", default=volatility.LAMBDA))


def _next_variance(given: Given) -> float:
    if "returns" in given or "dataset" in given or "returns_pct" in given:
        return volatility.ewma_variance(given.returns, _decay(given))
    now = float(given.first("sigma", "vol", default=0)) ** 2 or float(given.first("var", "variance"))
    return volatility.ewma_step(now, float(given.first("r", "ret", "return", "u")) ** 2, _decay(given))


def _pair(given: Given) -> tuple[float, float, float]:
    """Return tomorrow's covariance and both variances of two assets."""
    (a, b), (x, y) = given.first("sigma", "sigmas", "vol"), given.first("r", "returns", "u")
    before = float(given.inputs.get("cov", given.first("rho", "corr", default=0) * a * b))
    decay = _decay(given)
    steps = ((before, x * y), (a * a, x * x), (b * b, y * y))
    joint, first, second = (volatility.ewma_step(now, news, decay) for now, news in steps)
    return joint, first, second


def _pair_correlation(given: Given) -> float:
    joint, first, second = _pair(given)
    return float(joint / np.sqrt(first * second))


def _ewma_covariance(given: Given) -> Any:
    return _pair(given)[0] if "sigma" in given or "sigmas" in given else covariance.ewma(given.table, _decay(given))


def _garch(given: Given) -> Garch:
    if "omega" in given:
        return Garch(given["omega"], given["alpha"], given["beta"])
    if "V_L" in given or "lr_vol" in given or "lr_var" in given:
        steady = float(given.first("V_L", "lr_var", default=0)) or float(given["lr_vol"]) ** 2
        rest = 1 - given["alpha"] - given["beta"]
        return Garch(steady * rest, given["alpha"], given["beta"])
    scale = float(given.first("scale", default=1))
    return volatility.garch(given.returns * scale)


def _parameters(given: Given) -> Any:
    """The fitted numbers, under the names that the case gives them, else in their usual order."""
    model = _garch(given)
    found = {"mu": model.mean, "omega": model.omega, "alpha": model.alpha, "beta": model.beta}
    named = given.case["expected"]["params"]
    return (
        {name: found[name.removesuffix("[1]")] for name in named} if isinstance(named, dict) else list(found.values())
    )


def _variance_now(given: Given) -> float:
    return float(given.first("sigma", "vol", default=0)) ** 2 or float(given.first("var", "variance", "sigma2"))


def _garch_next(given: Given) -> float:
    model = _garch(given)
    if "sigma" not in given and "var" not in given and "variance" not in given:
        return model.variance
    return model.after(_variance_now(given), float(given.first("r", "ret", "return", "u")))


def _garch_ahead(given: Given) -> Any:
    """The expected variance after one or several numbers of periods."""
    model, now = _garch(given), _variance_now(given)
    days = given.first("n", "days", "horizon", "t", "k")
    return [model.ahead(now, each) for each in days] if isinstance(days, list) else model.ahead(now, int(days))


def _shrunk(given: Given) -> float:
    return covariance.ledoit_wolf(given.table)[1]


def _correlation(given: Given) -> Floats:
    return covariance.correlation(given.covariance)


def _long_variance(given: Given) -> float:
    return _garch(given).long_run_variance


ANSWERS: dict[str, Answers] = {
    "ewma": {
        "sigma": lambda given: np.sqrt(_next_variance(given)),
        "vol": lambda given: np.sqrt(_next_variance(given)),
        "var": _next_variance,
        "variance": _next_variance,
        "cov": _ewma_covariance,
        "corr": _pair_correlation,
        "rho": _pair_correlation,
        "sigmas": lambda given: [np.sqrt(each) for each in _pair(given)[1:]],
    },
    "garch": {
        "lr_var": _long_variance,
        "lr_vol": lambda given: np.sqrt(_long_variance(given)),
        "var": _garch_next,
        "variance": _garch_next,
        "sigma": lambda given: np.sqrt(_garch_next(given)),
        "ahead": _garch_ahead,
        "forecast": _garch_ahead,
        "forecast_var": _garch_ahead,
        "forecast_vol": lambda given: np.sqrt(_garch_ahead(given)),
        "mu": lambda given: _garch(given).mean,
        "omega": lambda given: _garch(given).omega,
        **dict.fromkeys(("alpha", "alpha[1]", "alpha1"), lambda given: _garch(given).alpha),
        **dict.fromkeys(("beta", "beta[1]", "beta1"), lambda given: _garch(given).beta),
        "params": _parameters,
        "persistence": lambda given: _garch(given).persistence,
        "loglik": lambda given: _garch(given).log_likelihood,
        "loglikelihood": lambda given: _garch(given).log_likelihood,
    },
    "covariance": {
        "shrinkage": _shrunk,
        "delta": lambda given: covariance.constant_correlation(given.table)[1],
        "cov": lambda given: given.covariance,
        "ewma_cov": lambda given: covariance.ewma(given.table, _decay(given)),
        "corr": _correlation,
    },
}
