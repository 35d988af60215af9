"""Answers for records: performance, backtests, returns with flows, sizing, attribution, calibration, labels, tax."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from quant import attribution, calibration, labels, overfit, performance, returns, sharpe, sizing
from quant.attribution import Effects, Linking
from tests.conformance.quant.vocabulary import Answers, Floats, Given
from trading.units import repriced, restated
from trading.wash import Purchase, Washed, wash

# ------------------------------------------------------------------ performance


def _target(given: Given) -> Any:
    return given.first("target", "mar", default=0)


def _beaten(given: Given) -> Any:
    """The rate to beat per period; a required return is a year's."""
    if "required_return" in given:
        return (1 + float(given["required_return"])) ** (1 / given.per_year) - 1
    return _target(given)


def _as_told(given: Given) -> Floats:
    """The returns in the unit of the case: what comes in percent is told in percent."""
    return np.array(given["returns_pct"], np.float64) if "returns_pct" in given else given.returns


def _plain_ratio(given: Given) -> float:
    """The Sortino ratio in the periods of the case: yearly returns are not made yearly once more."""
    yearly = given.says("annual returns", "annual return ")
    return performance.sortino(_as_told(given), _target(given), 1 if yearly else given.per_year)


def _short(given: Given) -> float:
    yearly = given.says("annual returns", "tdd")
    return performance.downside_deviation(_as_told(given), _target(given), 1 if yearly else given.per_year)


def _line(given: Given) -> performance.Market:
    return performance.market(given.returns, given.benchmark, given.risk_free, given.per_year)


def _benchmarked(figure: Callable[..., float]) -> Callable[[Given], float]:
    return lambda given: figure(given.returns, given.benchmark, per_year=given.per_year)


def _sharpe_numbers(given: Given, *, normal: bool = False) -> tuple[float, int, float, float]:
    """Return ratio per period, observations, skewness and kurtosis."""
    if "sr" not in given and "sr_ann" not in given:
        ratio, skewness, kurtosis = sharpe.moments(given.returns)
        return ratio, len(given.returns), skewness, kurtosis
    ratio = float(given.first("sr", default=0)) or float(given["sr_ann"]) / float(np.sqrt(given.per_year))
    length = int(given.first("n", "T", "n_obs"))
    shape = (0.0, 3.0) if normal else (given.first("skew", default=0.0), given.first("kurt", default=3.0))
    return ratio, length, float(shape[0]), float(shape[1])


def _probabilistic(given: Given, *, normal: bool = False) -> float:
    base = given.first("bench", "benchmark", "sr_star", "sr0", default=0)
    return sharpe.probabilistic(*_sharpe_numbers(given, normal=normal), benchmark=float(base))


def _record(given: Given) -> Any:
    """The least record: observations for a ratio per period, years at several frequencies for a yearly one."""
    shape = (float(given.first("skew", default=0.0)), float(given.first("kurt", default=3.0)))
    level = float(given.first("p", "confidence", default=0.95))
    if "sr" in given:
        return sharpe.least_observations(given["sr"], given.first("bench", "sr_star", default=0.0), *shape, level)
    ratio, base = float(given["sr_ann"]), float(given.first("bench_ann", default=0.0))
    found = []
    for count in given.first("frequencies", "periods", default=[252, 52, 12]):
        root = float(np.sqrt(count))
        found.append(sharpe.least_observations(ratio / root, base / root, *shape, level) / count)
    return found


def _trials(given: Given) -> tuple[int, float]:
    """Return the number of trials and the variance of their ratios per period."""
    count = int(given.first("N", "trials", "n_trials"))
    if "var_sr" in given or "variance" in given or "V" in given:  # in the unit of the ratio
        unit = given.per_year if "sr_ann" in given else 1.0
        return count, float(given.first("var_sr", "variance", "V")) / unit
    if "var_sr_ann" in given or "V_ann" in given:
        return count, float(given.first("var_sr_ann", "V_ann")) / given.per_year
    spread = float(given.first("std_sr", "sigma_sr", default=1))
    return count, spread**2


def _deflated(given: Given) -> float:
    ratio, length, skewness, kurtosis = _sharpe_numbers(given)
    return sharpe.deflated(ratio, length, *_trials(given), skewness, kurtosis)


def _overfit(given: Given) -> overfit.Overfit:
    return overfit.backtest_overfit(given.first("M", "returns", "matrix"), int(given.first("S", "blocks", default=16)))


PERFORMANCE: Answers = {
    "downside": _short,
    "tdd": _short,
    "sortino": _plain_ratio,
    "calmar": lambda given: performance.calmar(given.periods, given.per_year),
    "maxdd": lambda given: -performance.max_drawdown(given.returns),
    "max_drawdown": lambda given: -performance.max_drawdown(given.returns),
    "drawdowns": lambda given: -performance.drawdowns(given.returns),
    "cagr": lambda given: returns.annual(given.periods, given.per_year),
    "annual_return": lambda given: returns.annual(given.periods, given.per_year),
    "total": lambda given: returns.linked(given.returns),
    "total_return": lambda given: returns.linked(given.returns),
    "cum": lambda given: returns.linked(given.returns),
    "vol": lambda given: performance.volatility(given.returns, given.per_year),
    "volatility": lambda given: performance.volatility(given.returns, given.per_year),
    "annual_volatility": lambda given: performance.volatility(given.returns, given.per_year),
    "annual_vol": lambda given: performance.volatility(given.returns, given.per_year),
    "sharpe": lambda given: performance.sharpe(given.returns, given.risk_free, given.per_year),
    "omega": lambda given: performance.omega(given.returns, _beaten(given)),
    "tail_ratio": lambda given: performance.tail_ratio(given.returns),
    "stability": lambda given: performance.stability(given.returns),
    "ulcer": lambda given: performance.ulcer_index(given.returns),
    "win_rate": lambda given: performance.win_rate(given.returns),
    "profit_factor": lambda given: performance.profit_factor(given.returns),
    "beta": lambda given: _line(given).beta,
    "alpha": lambda given: _line(given).alpha,
    "te": _benchmarked(performance.tracking_error),
    "tracking_error": _benchmarked(performance.tracking_error),
    "ir": _benchmarked(performance.information_ratio),
    "information_ratio": _benchmarked(performance.information_ratio),
    "excess_sharpe": lambda given: performance.information_ratio(given.returns, given.benchmark, 1),
    "treynor": _benchmarked(performance.treynor),
    "m2": _benchmarked(performance.modigliani),
    "up_capture": lambda given: performance.capture(given.returns, given.benchmark, given.per_year)[0],
    "down_capture": lambda given: performance.capture(given.returns, given.benchmark, given.per_year)[1],
    "skew": lambda given: sharpe.moments(given.returns)[1],
    "kurt": lambda given: sharpe.moments(given.returns)[2],
    "psr": _probabilistic,
    "psr_normal": lambda given: _probabilistic(given, normal=True),
    "se": lambda given: sharpe.standard_error(*_sharpe_numbers(given)),
    "years": _record,
    "mintrl": _record,
    "min_trl": _record,
    "dsr": _deflated,
    "sr0": lambda given: sharpe.expected_best(*_trials(given)),
    "sr0_ann": lambda given: sharpe.expected_best(*_trials(given)) * float(np.sqrt(given.per_year)),
    **dict.fromkeys(("emax", "e_max", "expected_max"), lambda given: sharpe.expected_best(*_trials(given))),
}
BACKTEST: Answers = {
    "splits": lambda given: overfit.split_count(int(given["N"]), int(given["k"])),
    "paths": lambda given: overfit.path_count(int(given["N"]), int(given["k"])),
    "pbo": lambda given: _overfit(given).probability,
    "logits": lambda given: _overfit(given).logits,
    "minbtl": lambda given: sharpe.backtest_years(
        int(given.first("N", "trials")), given.first("sr", "emax", default=1)
    ),
    **{name: PERFORMANCE[name] for name in ("dsr", "sr0", "sr0_ann", "emax", "expected_max", "psr")},
}


# ------------------------------------------------------------------ returns with flows


def _flow_weight(given: Given) -> Any:
    if any(name in given for name in ("flow_weight", "flow_weights", "weights")):
        return np.atleast_1d(given.first("flow_weight", "flow_weights", "weights"))
    days = np.atleast_1d(given.first("flow_day", "flow_days"))
    return returns.flow_weights(days, given.first("days", "period_days"), at_end=not given.says("start of day"))


def _dietz(given: Given) -> float:
    start, end = given.first("start", "begin", "bmv", "V0"), given.first("end", "emv", "V1")
    flows = given.first("flow", "flows")
    if isinstance(flows, list) and isinstance(flows[0], list):  # [day, amount]
        days, amounts = zip(*flows, strict=True)
        shares = returns.flow_weights(days, given.first("days", "T"), at_end=not given.says("start of day"))
        return returns.modified_dietz(start, end, amounts, shares)
    return returns.modified_dietz(start, end, np.atleast_1d(flows), _flow_weight(given))


def _dated(given: Given) -> tuple[list[date], list[float]]:
    if "dates" in given:
        return [date.fromisoformat(each) for each in given["dates"]], given.first("amounts", "flows", "values")
    rows = given.first("flows", "cashflows", "amounts")
    return [date.fromisoformat(row[0]) for row in rows], [row[1] for row in rows]


def _periodic(given: Given) -> float:
    if "amounts" in given or "cashflows" in given:
        return returns.internal_rate(given.first("amounts", "cashflows"))
    middle = np.atleast_1d(given.first("flow", "flows"))
    return returns.internal_rate([-given["start"], *(-middle), given["end"]])


def _time_weighted(given: Given) -> float:
    return returns.linked(_sub_periods(given))


def _sub_periods(given: Given) -> Floats:
    """Return the returns between valuations: of periods told one by one, or of values taken before each flow."""
    if "periods" in given and isinstance(given["periods"], list):
        return np.array([_one_period(each) for each in given["periods"]])
    for name in ("returns", "subperiod_returns", "sub_returns"):
        if name in given or f"{name}_pct" in given:
            return np.array(given.first(name), np.float64)
    if "end" in given and isinstance(given["end"], list):
        flows = given.first("flows", "flow", default=[0.0] * len(given["end"]))
        rows = zip(given.first("start", "begin"), flows, given["end"], strict=True)
        return np.array([_one_period(row) for row in rows])
    values = given.first("values", "values_before", "values_before_flow", "valuations")
    if isinstance(values[0], list):  # [day, value, flow]
        return returns.time_weighted([row[-2] for row in values], [row[-1] for row in values])
    flows = list(given.first("flows"))
    return returns.time_weighted(values, flows + [0.0] * (len(values) - len(flows)))


def _one_period(told: Any) -> float:
    if isinstance(told, dict):
        start = next(told[name] for name in ("start", "begin", "bmv") if name in told)
        flow, end = told.get("flow", 0), next(told[name] for name in ("end", "emv") if name in told)
    else:
        start, flow, end = told
    return float(returns.time_weighted([start, end], [flow, 0])[0])


RETURNS: Answers = {
    "moddietz": _dietz,
    "modified_dietz": _dietz,
    "dietz": _dietz,
    "md": _dietz,
    "irr": _periodic,
    "mwr": lambda given: returns.money_weighted(*_dated(given)) if "dates" in given else _periodic(given),
    "xirr": lambda given: returns.money_weighted(*_dated(given)),
    "twr": _time_weighted,
    "linked": _time_weighted,
    "sub": _sub_periods,
    "subperiods": _sub_periods,
    "twr_ann": lambda given: (1 + _time_weighted(given)) ** (1 / float(given.first("years"))) - 1,
    "cagr": lambda given: returns.annual(_sub_periods(given), float(given.first("per_year", default=1))),
    "simple": lambda given: returns.simple(given["prices"]),
    "log": lambda given: returns.logarithmic(given["prices"]),
}


# ------------------------------------------------------------------ sizing


def _each(figure: Callable[..., float], *columns: Any) -> Any:
    if isinstance(columns[0], list):
        return [figure(*row) for row in zip(*columns, strict=True)]
    return figure(*columns)


def _market_share(given: Given) -> float:
    return sizing.kelly_asset(*_asset(given))


def _asset(given: Given) -> tuple[float, float, float]:
    return (
        float(given.first("m", "mu", "mean")),
        float(given.first("s", "sigma", "vol")),
        float(given.first("r", "rf", default=0)),
    )


def _growth(given: Given) -> float:
    if "p" in given and "m" not in given:
        p, b = given["p"], given["b"]
        return sizing.bet_growth(float(given.first("f", default=sizing.kelly_bet(p, b))), p, b)
    return sizing.asset_growth(float(given.first("fraction", default=_market_share(given))), *_asset(given))


def _shares_of(given: Given) -> Any:
    if "p" in given:
        return _each(sizing.kelly_bet, given["p"], given["b"])
    if "cov" in given or "corr" in given:
        return sizing.kelly_assets(
            given.first("mu", "m", "mean"), given.covariance, float(given.first("r", "rf", default=0))
        )
    return _market_share(given)


def _exposure(given: Given) -> float:
    target, forecast = given.first("target_vol", "target"), given.first("vol", "forecast")
    return sizing.volatility_target(float(target), float(forecast), float(given.first("cap", "max", default=1e9)))


SIZING: Answers = {
    "f": _shares_of,
    "f_cont": _market_share,
    "g": _growth,
    "growth": _growth,
    "exposure": _exposure,
    "m": lambda given: _each(sizing.from_probability, given["p"]),
    "bet": lambda given: _each(sizing.from_probability, given["p"]),
    "size": lambda given: _each(sizing.from_probability, given["p"]),
    "qty": lambda given: sizing.fixed_risk(given["equity"], given["risk"], given["entry"], given["stop"]),
}


# ------------------------------------------------------------------ attribution


def _effects(given: Given) -> Effects:
    numbers = tuple(given.first(name, f"{name[0]}_{name[1]}") for name in ("wp", "wb", "rp", "rb"))
    if given.says("geometric"):
        return attribution.geometric(*numbers)
    hood = given.says("hood", "bhb", "beebower") and not given.says("fachler")
    return (attribution.brinson_hood_beebower if hood else attribution.brinson_fachler)(*numbers)


def _linked(given: Given, by: Linking | None = None) -> Floats:
    """Return linked effects; the case tells each period's effects, or only its two returns."""
    own = given.first("rp", "portfolio_returns", "R")
    base = given.first("rb", "benchmark_returns", "B", default=np.zeros(len(own)).tolist())
    parts = given.first("effects", "contributions", default=[[a - b] for a, b in zip(own, base, strict=True)])
    named = by or next((each for each in Linking if given.says(each.value.lower())), Linking.CARINO)
    return attribution.linked_effects(parts, own, base, named)


def _totals(given: Given) -> list[float]:
    found = _effects(given)
    return [found.portfolio_return, found.benchmark_return, found.active_return]


ATTRIBUTION: Answers = {
    **dict.fromkeys(("alloc", "allocation"), lambda given: _effects(given).allocation),
    **dict.fromkeys(("sel", "selection"), lambda given: _effects(given).selection),
    **dict.fromkeys(("inter", "interaction"), lambda given: _effects(given).interaction),
    "total": _totals,
    "effects": lambda given: _effects(given).total,
    "active": lambda given: _effects(given).active_return,
    "alloc_total": lambda given: float(_effects(given).allocation.sum()),
    "sel_total": lambda given: float(_effects(given).selection.sum()),
    "inter_total": lambda given: float(_effects(given).interaction.sum()),
    **{each.value.lower(): partial(_linked, by=each) for each in Linking},
    "linked": _linked,
    "linked_sum": lambda given: float(_linked(given).sum()),
    "contrib": lambda given: attribution.contributions(given.first("w", "wp"), given.first("r", "rp")),
}


# ------------------------------------------------------------------ calibration and labels


def _said(given: Given) -> tuple[Any, Any]:
    return given.first("y", "outcomes"), given.first("p", "forecasts", "prob")


def _bins(given: Given) -> list[calibration.Bin]:
    count = int(given.first("bins", "n_bins", default=10))
    by_count = given.says("equal-count", "equal count", "quantile")
    return (calibration.bins_of_equal_count if by_count else calibration.bins_of_equal_width)(*_said(given), count)


def _barriers(given: Given) -> Any:
    found = labels.triple_barrier(given["prices"], given.first("up", "pt"), given.first("dn", "down", "sl"), given["h"])
    return [list(each) for each in found]


def _spans(given: Given) -> tuple[Any, Any, int]:
    pairs = given.first("spans", "events", "intervals")
    starts, ends = [each[0] for each in pairs], [each[1] for each in pairs]
    return starts, ends, int(given.first("length", "T", default=max(ends) + 1))


CALIBRATION: Answers = {
    "brier": lambda given: calibration.brier(*_said(given)),
    "logloss": lambda given: calibration.log_loss(*_said(given)),
    "log_loss": lambda given: calibration.log_loss(*_said(given)),
    "bss": lambda given: calibration.skill(*_said(given)),
    "ece": lambda given: calibration.expected_error(_bins(given)),
    "reliability": lambda given: calibration.decomposition(*_said(given))[0],
    "resolution": lambda given: calibration.decomposition(*_said(given))[1],
    "uncertainty": lambda given: calibration.decomposition(*_said(given))[2],
    "pool": lambda given: calibration.pooled(given["p"], given.first("w", "weights")),
}
LABELS: Answers = {
    "labels": _barriers,
    "concurrency": lambda given: labels.concurrency(*_spans(given)).tolist(),
    "uniqueness": lambda given: labels.uniqueness(*_spans(given)),
    "events": lambda given: labels.cusum_events(given.first("prices", "values"), given.first("h", "threshold")),
    "weights": lambda given: labels.fractional_weights(given["d"], int(given.first("n", "size"))),
    "w": lambda given: labels.fractional_weights(given["d"], int(given.first("n", "size"))),
}


# ------------------------------------------------------------------ tax


def _washed(given: Given) -> Washed:
    lots = [Purchase(date.fromisoformat(day), Decimal(str(n)), Decimal(str(cost))) for day, n, cost in given["lots"]]
    day, quantity, proceeds = given["sale"]
    return wash(lots, date.fromisoformat(day), Decimal(str(quantity)), Decimal(str(proceeds)))


def _bases(given: Given) -> list[Decimal]:
    """Return the basis of what is left of each purchase; a split leaves it as it was."""
    if "lots" not in given:
        told = given.first("basis", default=0) or given["qty"] * given["price"]
        return [Decimal(str(told))]
    kept = _washed(given).kept
    days = list(dict.fromkeys(lot.day for lot in kept))
    return [sum((lot.basis for lot in kept if lot.day == day), Decimal(0)) for day in days]


def _after_split(given: Given) -> Decimal:
    return restated(Decimal(str(given["qty"])), Fraction(given["num"], given["den"]))


TAX: Answers = {
    "loss": lambda given: _washed(given).loss,
    "gain": lambda given: -_washed(given).loss,
    "disallowed": lambda given: _washed(given).disallowed,
    "deductible": lambda given: _washed(given).deductible,
    "allowed": lambda given: _washed(given).deductible,
    "basis": _bases,
    "bases": _bases,
    "held_since": lambda given: [lot.held_since.isoformat() for lot in _washed(given).kept if lot.held_since],
    "shares": lambda given: int(_after_split(given)),
    "fraction": lambda given: _after_split(given) % 1,
    "basis_per_share": lambda given: _bases(given)[0] / _after_split(given),
    "price": lambda given: repriced(Decimal(str(given["price"])), Decimal(given["num"]) / Decimal(given["den"])),
}
ANSWERS: dict[str, Answers] = {
    "performance": PERFORMANCE,
    "backtest": BACKTEST,
    "returns": RETURNS,
    "sizing": SIZING,
    "attribution": ATTRIBUTION,
    "calibration": CALIBRATION,
    "labels": LABELS,
    "tax": TAX,
}
