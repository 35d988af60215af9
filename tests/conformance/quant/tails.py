"""Answers for value at risk and expected shortfall, and for whether they were right."""

from functools import partial
from typing import Any

import numpy as np

from quant import components, stress, value_at_risk, var_backtest
from quant.value_at_risk import Quantile, Tail
from quant.var_backtest import Transitions, Zone
from tests.conformance.quant.vocabulary import Answers, Given
from trading.risk_reports import VarMethod

LEVELS = (0.95, 0.975, 0.99)


# ------------------------------------------------------------------ tails


def _level(given: Given) -> float:
    """Return the confidence; cases give it, or the chance of what is worse."""
    level = float(given.first("confidence", "alpha", "level", "cl", "p", "cutoff", default=0.95))
    return max(level, 1 - level)


def _tail(given: Given) -> Tail:
    """Return the tail by the method that the inputs are those of."""
    level = _level(given)
    if "nu" in given or "df" in given:
        scale = float(given.first("scale", "sigma", default=1))
        return value_at_risk.student(level, given.first("nu", "df"), float(given.first("mu", "mean", default=0)), scale)
    if "skew" in given:
        shape = (given["skew"], given.first("ex_kurt", "excess_kurtosis", "kurt"))
        return value_at_risk.cornish_fisher(level, *shape, *_normal_numbers(given))
    if "returns" in given or "returns_pct" in given or "dataset" in given or "losses" in given:
        return _historical(given, level)
    if "w" in given or "positions" in given or "weights" in given:
        spread = components.volatility(given.first("w", "positions", "weights"), given.covariance).total
        return _rounded(given, value_at_risk.normal(level, 0.0, spread * float(np.sqrt(_days(given)))))
    return value_at_risk.normal(level, *_normal_numbers(given))


def _rounded(given: Given, tail: Tail) -> Tail:
    """Old books round the quantile, 1.65: where a case gives `z`, theirs takes the place of the exact one."""
    scale = float(given.first("z", default=1)) / (
        value_at_risk.normal(_level(given)).value_at_risk if "z" in given else 1
    )
    return Tail(tail.value_at_risk * scale, tail.expected_shortfall * scale)


def _days(given: Given) -> float:
    return float(given.first("horizon", "h", "days", default=1))


def _normal_numbers(given: Given) -> tuple[float, float]:
    days = _days(given)
    mean, spread = given.first("mu", "mean", default=0), given.first("sigma", "vol", "std", default=1)
    value = float(given.first("value", "V", "position", "notional", default=1))
    return float(mean) * days * value, float(spread) * float(np.sqrt(days)) * value


def _historical(given: Given, level: float) -> Tail:
    returns = -np.array(given["losses"], np.float64) if "losses" in given else given.returns
    if given.says("filtered", "fhs"):
        return value_at_risk.tail(returns, VarMethod.FILTERED_HISTORICAL, level, decay=given.first("lam", default=0.94))
    if given.says("modified var", "cornish"):
        return value_at_risk.tail(returns, VarMethod.CORNISH_FISHER, level)
    if given.says("normal", "gaussian", "parametric"):
        return value_at_risk.tail(returns, VarMethod.PARAMETRIC, level)
    order = given.says("order statistic", "worst loss", "inverted_cdf", "discrete")
    return value_at_risk.historical(returns, level, Quantile.ORDER if order else Quantile.LINEAR)


def _signed(given: Given, figure: float) -> float:
    """Libraries of returns tell losses as negative numbers; the product's losses are positive."""
    return -figure if given.says("empyrical", "quantstats") else figure


def _multipliers(given: Given) -> list[Tail]:
    levels = given.first("levels", "alphas", "confidences", default=LEVELS)
    return [value_at_risk.normal(max(each, 1 - each)) for each in levels]


def _quantile(given: Given) -> float:
    """The bent quantile of the lower tail."""
    return -_tail(given).value_at_risk


def _book(given: Given) -> float:
    return components.volatility(given.first("w", "positions", "weights"), given.covariance).total


def _parts(given: Given) -> components.Contributions:
    held = given.first("w", "positions", "weights")
    exact = components.normal_value_at_risk(held, given.covariance, _level(given))
    scale = _rounded(given, Tail(1.0, 1.0)).value_at_risk
    return components.Contributions(exact.total * scale, exact.marginal * scale, exact.parts * scale)


def _undiversified(given: Given) -> list[float]:
    held, spread = given.first("w", "positions", "weights"), np.sqrt(np.diag(given.covariance))
    amounts = np.abs(np.array(held)) * spread
    return [value_at_risk.normal(_level(given), 0.0, float(each)).value_at_risk for each in amounts]


def _loss(given: Given) -> float:
    return stress.loss(given.first("positions", "exposures", "w"), given.first("shocks", "shock"))


TAILS: Answers = {
    "z": lambda given: [each.value_at_risk for each in _multipliers(given)],
    **dict.fromkeys(("var", "value_at_risk", "mvar"), lambda given: _signed(given, _tail(given).value_at_risk)),
    "z_cf": _quantile,
    "component": lambda given: _parts(given).parts,
    "component_var": lambda given: _parts(given).parts,
    "cvar_components": lambda given: _parts(given).parts,
    "marginal": lambda given: _parts(given).marginal,
    "marginal_var": lambda given: _parts(given).marginal,
    "share": lambda given: _parts(given).shares,
    "undiversified": lambda given: sum(_undiversified(given)),
    "individual": _undiversified,
    "loss": _loss,
}


def _shortfall(given: Given) -> Any:
    """One shortfall, or the multipliers of several levels where the case gives no distribution."""
    if not given.inputs or "levels" in given or "alphas" in given:
        return [each.expected_shortfall for each in _multipliers(given)]
    return _signed(given, _tail(given).expected_shortfall)


# ------------------------------------------------------------------ were they right?


def _chance(given: Given) -> float:
    level = float(given.first("p", "alpha", default=0.01))
    return min(level, 1 - level)


def _hits(given: Given) -> Any:
    if "hits" in given or "exceptions_series" in given or "violations" in given:
        return np.array(given.first("hits", "exceptions_series", "violations"), np.bool_)
    window, chance = int(given["window"]), _chance(given)
    foretold = var_backtest.rolling_historical(given.returns, window, 1 - chance)
    return var_backtest.exceptions(given.returns[window:], foretold)


def _counts(given: Given) -> tuple[int, int]:
    """Return (exceptions, days)."""
    if "x" in given or "N" in given or "exceptions" in given:
        return int(given.first("x", "N", "exceptions")), int(given.first("T", "n", "days", default=250))
    if "n00" in given or "transitions" in given:
        moves = _transitions(given)
        return moves.n01 + moves.n11, moves.n00 + moves.n01 + moves.n10 + moves.n11
    hits = _hits(given)
    return int(hits.sum()), len(hits)


def _transitions(given: Given) -> Transitions:
    if "n00" in given:
        return Transitions(*(int(given[name]) for name in ("n00", "n01", "n10", "n11")))
    if "transitions" in given:
        (n00, n01), (n10, n11) = given["transitions"]
        return Transitions(n00, n01, n10, n11)
    return Transitions.of(_hits(given))


def _kupiec(given: Given) -> float:
    return var_backtest.kupiec(*_counts(given), _chance(given))


def _independence(given: Given) -> float:
    return var_backtest.independence(_transitions(given))


def _joint(given: Given) -> float:
    return var_backtest.conditional_coverage(_kupiec(given), _independence(given))


def _test_level(given: Given) -> float:
    level = float(given.first("test_level", default=0.95))
    return max(level, 1 - level)


def _ranges(given: Given) -> dict[str, list[int]]:
    days = given.first("Ts", "T", default=0) or given.case["expected"]["ranges"]
    several = days if isinstance(days, list | dict) else [days]
    return {
        str(each): list(var_backtest.accepted_range(int(each), _chance(given), _test_level(given))) for each in several
    }


def _at_most(given: Given, count: int) -> float:
    return var_backtest.chance_of_at_most(count, int(given["T"]), _chance(given))


def _zone_end(given: Given, zone: Zone) -> int:
    days = int(given["T"])
    return max(x for x in range(days) if var_backtest.zone(x, days, _chance(given)) is zone)


def _zone(given: Given) -> Any:
    count, days = _counts(given)
    return var_backtest.zone(count, days, _chance(given)).value


def _plus(given: Given) -> Any:
    count = given.first("x", "exceptions", default=list(range(11)))
    return (
        [var_backtest.plus_factor(each) for each in count]
        if isinstance(count, list)
        else var_backtest.plus_factor(count)
    )


TESTS: Answers = {
    "ranges": _ranges,
    "lr": _kupiec,
    "lr_uc": _kupiec,
    "lr_pof": _kupiec,
    "lr_ind": _independence,
    "lr_cc": _joint,
    "reject": lambda given: _kupiec(given) > var_backtest.critical(_test_level(given)),
    "reject_ind": lambda given: _independence(given) > var_backtest.critical(_test_level(given)),
    "reject_cc": lambda given: _joint(given) > var_backtest.critical(_test_level(given), 2),
    "critical": lambda given: var_backtest.critical(_test_level(given)),
    **{f"cum{count}": partial(_at_most, count=count) for count in range(31)},
    "green_max": lambda given: _zone_end(given, Zone.GREEN),
    "yellow_max": lambda given: _zone_end(given, Zone.YELLOW),
    "zone": _zone,
    "plus": _plus,
    "t": lambda given: _counts(given)[1],
    "exceptions": lambda given: _counts(given)[0],
    "n00": lambda given: _transitions(given).n00,
    "n01": lambda given: _transitions(given).n01,
    "n10": lambda given: _transitions(given).n10,
    "n11": lambda given: _transitions(given).n11,
}
ANSWERS: dict[str, Answers] = {
    "var-es": {
        **TAILS,
        **dict.fromkeys(("es", "cvar", "expected_shortfall", "conditional_value_at_risk"), _shortfall),
        "vol": _book,
    },
    "var-backtest": TESTS,
}
