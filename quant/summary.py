"""The figures of one series of returns at once, each None where it has no meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from quant import performance, sharpe
from quant.arrays import vector
from quant.performance import Market
from quant.returns import annual, linked
from trading.errors import InvalidInput

YEAR_LEAST: Final = 240  # daily returns; the rate of a shorter time is not told as a year's (GIPS 2020, 2.A.28)
PAIRS_LEAST: Final = 20  # returns beside the benchmark's, for a line through them


@dataclass(frozen=True, slots=True)
class Trials:
    """How many ways were tried before this one was chosen, and the variance of their ratios per period."""

    count: int
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Fractions, yearly where there is a year. `alpha` and `tracking_error` are against the benchmark."""

    total_return: float
    max_drawdown: float
    annual_return: float | None
    volatility: float | None
    sharpe: float | None
    sortino: float | None
    calmar: float | None
    probabilistic_sharpe: float | None
    deflated_sharpe: float | None
    benchmark_return: float | None
    beta: float | None
    alpha: float | None
    tracking_error: float | None


def summary(returns: ArrayLike, benchmark: ArrayLike | None = None, trials: Trials | None = None) -> Summary:
    """Return the figures of (t,) daily returns, at a risk-free rate of zero, beside a (t,) benchmark's if given.

    `deflated_sharpe` needs the trials. A rate of less than a year is no yearly rate, and is None.
    """
    own = vector(returns, "returns")
    other = None if benchmark is None else vector(benchmark, "benchmark", size=len(own))
    year = len(own) >= YEAR_LEAST
    line = None if other is None or len(own) < PAIRS_LEAST else _line(own, other)
    return Summary(
        total_return=linked(own),
        max_drawdown=performance.max_drawdown(own),
        annual_return=_known(lambda: annual(own)) if year else None,
        volatility=_known(lambda: performance.volatility(own)),
        sharpe=_known(lambda: performance.sharpe(own)),
        sortino=_known(lambda: performance.sortino(own)),
        calmar=_known(lambda: performance.calmar(own)) if year else None,
        probabilistic_sharpe=_known(lambda: _probabilistic(own)),
        deflated_sharpe=None if trials is None else _known(lambda: _deflated(own, trials)),
        benchmark_return=None if other is None else linked(other),
        beta=line.beta if line else None,
        alpha=line.alpha if line else None,
        tracking_error=None if other is None else _known(lambda: performance.tracking_error(own, other)),
    )


def _probabilistic(own: ArrayLike) -> float:
    ratio, skewness, kurtosis = sharpe.moments(own)
    return sharpe.probabilistic(ratio, len(np.asarray(own)), skewness, kurtosis)


def _deflated(own: ArrayLike, trials: Trials) -> float:
    ratio, skewness, kurtosis = sharpe.moments(own)
    return sharpe.deflated(ratio, len(np.asarray(own)), trials.count, trials.variance, skewness, kurtosis)


def _line(own: ArrayLike, other: ArrayLike) -> Market | None:
    try:
        return performance.market(own, other)
    except InvalidInput:
        return None


def _known(figure: Callable[[], float]) -> float | None:
    """Return a figure, None where it is refused or is no number."""
    try:
        found = figure()
    except InvalidInput:
        return None
    return found if np.isfinite(found) else None
