"""How much will move: EWMA and GARCH forecasts of variance, and the range estimators."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.signal import lfilter

from quant.arrays import Floats, finite, positive, probability, vector, whole
from trading.errors import InvalidInput

LAMBDA: Final = 0.94  # RiskMetrics, daily
WARMING: Final = 20  # observations whose mean square starts the average
GARCH_MIN: Final = 100


def ewma_step(variance: float, squared: float, decay: float = LAMBDA) -> float:
    """Return tomorrow's variance: decay x today's + (1 - decay) x today's squared return. RiskMetrics (1996).

    With a product of two returns in place of the square, and a covariance, it updates the covariance.
    """
    return probability(decay, "decay") * finite(variance, "variance") + (1 - decay) * finite(squared, "squared")


def ewma_path(returns: ArrayLike, decay: float = LAMBDA) -> Floats:
    """Return (t + 1,) variances: entry i is the forecast for return i, made from what came before it; the last is
    tomorrow's. It starts from the mean square of the first 20 returns (the mean is taken as zero).
    """
    checked = vector(returns, "returns", least=2)
    squares = checked**2
    start = float(squares[:WARMING].mean())
    if start <= 0:
        raise InvalidInput("The first returns are all zero: start the history where the price begins to move.")
    keep = probability(decay, "decay")
    path, _ = lfilter([1 - keep], [1, -keep], squares, zi=[keep * start])
    return np.concatenate([[start], np.asarray(path, np.float64)])


def ewma_variance(returns: ArrayLike, decay: float = LAMBDA) -> float:
    """Return the variance forecast for the period after (t,) returns."""
    return float(ewma_path(returns, decay)[-1])


@dataclass(frozen=True, slots=True)
class Garch:
    """GARCH(1,1) with constant mean: variance' = omega + alpha x (return - mean)^2 + beta x variance.

    Bollerslev (1986). `variance` is the forecast for the next period, `log_likelihood` NaN unless fitted.
    """

    omega: float
    alpha: float
    beta: float
    mean: float = 0.0
    variance: float = float("nan")
    log_likelihood: float = float("nan")

    def __post_init__(self) -> None:
        if not (self.omega > 0 and self.alpha >= 0 and self.beta >= 0):
            raise InvalidInput("GARCH needs omega above zero and alpha and beta not below it.")

    @property
    def persistence(self) -> float:
        return self.alpha + self.beta

    @property
    def long_run_variance(self) -> float:
        """The variance that forecasts return to; InvalidInput when they never do."""
        if self.persistence >= 1:
            raise InvalidInput("alpha + beta is 1 or more: shocks never fade and there is no long-run variance.")
        return self.omega / (1 - self.persistence)

    def after(self, variance: float, value: float) -> float:
        """Return the next variance after one of `variance` and a return of `value`."""
        news = (finite(value, "return") - self.mean) ** 2
        return self.omega + self.alpha * news + self.beta * positive(variance, "variance")

    def ahead(self, variance: float, periods: int) -> float:
        """Return the variance expected `periods` >= 0 after the period whose variance is known."""
        steady = self.long_run_variance
        return steady + self.persistence ** whole(periods, "periods", least=0) * (
            positive(variance, "variance") - steady
        )

    def average_ahead(self, variance: float, periods: int) -> float:
        """Return the mean expected variance of the next `periods` >= 1, the known one being the first."""
        return float(np.mean([self.ahead(variance, step) for step in range(whole(periods, "periods"))]))


def garch(returns: ArrayLike) -> Garch:
    """Return the GARCH(1,1) with the largest normal likelihood for (t,) returns, t >= 100.

    Squares and variances before the sample are the mean square of the residuals, as in the benchmark of Fiorentini,
    Calzolari & Panattoni (1996). InvalidInput when the search does not end at a maximum.
    """
    checked = vector(returns, "returns", least=GARCH_MIN)
    scale = float(np.std(checked))
    if scale <= 1e-15:
        raise InvalidInput("The returns never differ: there is no volatility to fit.")
    scaled = checked / scale
    best = min(
        (_search(scaled, alpha, beta) for alpha, beta in ((0.1, 0.8), (0.05, 0.93), (0.2, 0.5))), key=lambda x: x[1]
    )
    mean, omega, alpha, beta = best[0]
    if not np.isfinite(best[1]) or omega <= 0:
        raise InvalidInput("No GARCH fits these returns: use the EWMA forecast.")
    variances = _variances(best[0], scaled)
    last = omega + alpha * (scaled[-1] - mean) ** 2 + beta * variances[-1]
    likelihood = -best[1] - len(scaled) * np.log(scale)
    return Garch(
        float(omega * scale**2),
        float(alpha),
        float(beta),
        float(mean * scale),
        float(last * scale**2),
        float(likelihood),
    )


def _search(scaled: Floats, alpha: float, beta: float) -> tuple[Floats, float]:
    """Return the parameters and the loss at a minimum near the start: coarse with bounds, then polished."""
    start = np.array([scaled.mean(), 1 - alpha - beta, alpha, beta])
    bounds = [(-5, 5), (1e-8, 10), (0, 1), (0, 1 - 1e-8)]
    found = minimize(_loss, start, args=(scaled,), method="L-BFGS-B", bounds=bounds).x
    options = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 2000}
    polished = minimize(_loss, found, args=(scaled,), method="Nelder-Mead", bounds=bounds, options=options)
    return np.asarray(polished.x, np.float64), float(polished.fun)


def _variances(parameters: Floats, scaled: Floats) -> Floats:
    mean, omega, alpha, beta = parameters
    squares = (scaled - mean) ** 2
    start = squares.mean()
    news = omega + alpha * np.concatenate([[start], squares[:-1]])
    path, _ = lfilter([1], [1, -beta], news, zi=[beta * start])
    return np.asarray(path, np.float64)


def _loss(parameters: Floats, scaled: Floats) -> float:
    """Return minus the log-likelihood; past alpha + beta = 1 there is a wall."""
    if parameters[2] + parameters[3] >= 1 or parameters[1] <= 0:
        return float("inf") if parameters[1] <= 0 else 1e10 * float(parameters[2] + parameters[3])
    variances = _variances(parameters, scaled)
    return float(np.sum(np.log(2 * np.pi * variances) + (scaled - parameters[0]) ** 2 / variances) / 2)


def parkinson(high: ArrayLike, low: ArrayLike, per_year: float = 252.0) -> float:
    """Return the yearly volatility from (t,) daily highs and lows. Parkinson (1980)."""
    ranges = _log_ratio(high, low)
    return float(np.sqrt(np.mean(ranges**2) / (4 * np.log(2)) * positive(per_year, "per_year")))


def garman_klass(open_: ArrayLike, high: ArrayLike, low: ArrayLike, close: ArrayLike, per_year: float = 252.0) -> float:
    """Return the yearly volatility from (t,) daily bars. Garman & Klass (1980)."""
    body = np.log(_prices(close, "close") / _prices(open_, "open"))
    daily = np.mean(_log_ratio(high, low) ** 2 / 2 - (2 * np.log(2) - 1) * body**2)
    return float(np.sqrt(max(0.0, float(daily)) * positive(per_year, "per_year")))


def _log_ratio(high: ArrayLike, low: ArrayLike) -> Floats:
    top, bottom = _prices(high, "high"), _prices(low, "low")
    if len(top) != len(bottom) or (top < bottom).any():
        raise InvalidInput("Every high must have a low that is not above it.")
    return np.log(top / bottom)


def _prices(values: ArrayLike, name: str) -> Floats:
    checked = vector(values, name)
    if (checked <= 0).any():
        raise InvalidInput(f"{name} prices must be above zero.")
    return checked
