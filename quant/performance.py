"""How well and how roughly a series of returns has done, alone and against a benchmark."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, finite, vector
from quant.returns import TRADING_DAYS, annual, wealth_returns
from trading.errors import InvalidInput

FLAT = 1e-15  # a deviation below this is rounding


def volatility(returns: ArrayLike, per_year: float = TRADING_DAYS) -> float:
    """Return the yearly sample standard deviation (n - 1) of (t,) returns, t >= 2."""
    return float(np.std(vector(returns, "returns", least=2), ddof=1) * np.sqrt(per_year))


def sharpe(returns: ArrayLike, risk_free: ArrayLike = 0.0, per_year: float = TRADING_DAYS) -> float:
    """Return mean over sample deviation (n - 1) of (t,) returns less `risk_free` per period, times sqrt(per_year).

    Sharpe (1994). InvalidInput when the returns never differ: nothing would be divided by nothing.
    """
    excess = _excess(returns, risk_free)
    return float(excess.mean() / _moving(float(np.std(excess, ddof=1)), excess) * np.sqrt(per_year))


def downside_deviation(returns: ArrayLike, target: ArrayLike = 0.0, per_year: float = TRADING_DAYS) -> float:
    """Return the yearly root mean square of what (t,) returns fall short of `target` per period, over all t."""
    short = np.minimum(_excess(returns, target), 0)
    return float(np.sqrt(np.mean(short**2)) * np.sqrt(per_year))


def sortino(returns: ArrayLike, target: ArrayLike = 0.0, per_year: float = TRADING_DAYS) -> float:
    """Return the yearly mean above `target` over the downside deviation. Rollinger & Hoffman (2013).

    InvalidInput when no return falls short: the ratio has no upper end.
    """
    excess = _excess(returns, target)
    risk = downside_deviation(returns, target, per_year)
    if risk <= FLAT:
        raise InvalidInput("No return falls short of the target: a Sortino ratio needs at least one that does.")
    return float(excess.mean() * per_year / risk)


def omega(returns: ArrayLike, target: ArrayLike = 0.0) -> float:
    """Return the sum of what (t,) returns exceed `target` by over the sum of what they fall short of it."""
    excess = _excess(returns, target)
    short = -np.minimum(excess, 0).sum()
    if short <= FLAT:
        raise InvalidInput("No return falls short of the target: an omega ratio needs at least one that does.")
    return float(np.maximum(excess, 0).sum() / short)


def drawdowns(returns: ArrayLike) -> Floats:
    """Return for each of (t,) returns the fraction, 0 to 1, that wealth then lies below its highest, the start too."""
    wealth = np.cumprod(1 + wealth_returns(returns))
    return 1 - wealth / np.maximum(1, np.maximum.accumulate(wealth))


def max_drawdown(returns: ArrayLike) -> float:
    """Return the deepest drawdown as a fraction from 0 to 1."""
    return float(drawdowns(returns).max())


def calmar(returns: ArrayLike, per_year: float = TRADING_DAYS) -> float:
    """Return the yearly compound return over the deepest drawdown. Every period counts, one without a move too."""
    deepest = max_drawdown(returns)
    if deepest <= FLAT:
        raise InvalidInput("The returns never draw down: a Calmar ratio needs a loss.")
    return annual(returns, per_year) / deepest


def ulcer_index(returns: ArrayLike) -> float:
    """Return the root mean square of the drawdowns as a fraction. Martin & McCann (1989)."""
    return float(np.sqrt(np.mean(drawdowns(returns) ** 2)))


def win_rate(gains: ArrayLike) -> float:
    """Return the share of (n,) returns or profits above zero among those that are not zero; 0 to 1."""
    decided = vector(gains, "gains")
    decided = decided[decided != 0]
    if not len(decided):
        raise InvalidInput("Nothing was won or lost: there is no win rate.")
    return float(np.mean(decided > 0))


def profit_factor(gains: ArrayLike) -> float:
    """Return the sum of gains over the sum of losses of (n,) returns or profits."""
    return omega(gains)


def tail_ratio(returns: ArrayLike) -> float:
    """Return the 95th percentile of (t,) returns over the size of the 5th (linear between observations)."""
    low, high = np.percentile(vector(returns, "returns", least=2), [5, 95])
    if abs(low) <= FLAT:
        raise InvalidInput("The lower tail is empty: there is no tail ratio.")
    return float(abs(high) / abs(low))


def stability(returns: ArrayLike) -> float:
    """Return R squared of the line through the cumulative log returns of (t,) returns, t >= 3."""
    checked = wealth_returns(returns, least=3)
    if (checked == -1).any():
        raise InvalidInput("returns lose everything: no line goes through what follows.")
    path = np.cumsum(np.log1p(checked))
    return float(np.corrcoef(np.arange(len(path)), path)[0, 1] ** 2)


@dataclass(frozen=True, slots=True)
class Market:
    """How a series moves with its benchmark: `alpha` is yearly and compounded, `residual` the yearly deviation."""

    beta: float
    alpha: float
    correlation: float
    residual: float


def market(
    returns: ArrayLike, benchmark: ArrayLike, risk_free: ArrayLike = 0.0, per_year: float = TRADING_DAYS
) -> Market:
    """Return the least-squares line of (t,) excess returns on the benchmark's, t >= 3. Jensen (1968).

    alpha = (1 + intercept) ** per_year - 1.
    """
    own, other = _pair(returns, benchmark, risk_free)
    spread = _moving(float(np.std(other, ddof=1)), other)
    covariance = np.cov(own, other, ddof=1)[0, 1]
    beta = covariance / spread**2
    intercept = own.mean() - beta * other.mean()
    left = own - intercept - beta * other
    deviation = np.std(own, ddof=1)
    return Market(
        beta=float(beta),
        alpha=float((1 + intercept) ** per_year - 1),
        correlation=float(covariance / (spread * deviation)) if deviation > FLAT else 0.0,
        residual=float(np.sqrt(left @ left / (len(left) - 2) * per_year)),
    )


def tracking_error(returns: ArrayLike, benchmark: ArrayLike, per_year: float = TRADING_DAYS) -> float:
    """Return the yearly sample deviation (n - 1) of (t,) returns less the benchmark's."""
    own, other = _pair(returns, benchmark)
    return float(np.std(own - other, ddof=1) * np.sqrt(per_year))


def information_ratio(returns: ArrayLike, benchmark: ArrayLike, per_year: float = TRADING_DAYS) -> float:
    """Return the yearly mean active return over the tracking error. Grinold & Kahn (1999)."""
    own, other = _pair(returns, benchmark)
    return sharpe(own - other, per_year=per_year)


def treynor(
    returns: ArrayLike, benchmark: ArrayLike, risk_free: ArrayLike = 0.0, per_year: float = TRADING_DAYS
) -> float:
    """Return the yearly mean excess return over beta. Treynor (1965)."""
    beta = market(returns, benchmark, risk_free, per_year).beta
    if abs(beta) <= FLAT:
        raise InvalidInput("Beta is zero: a Treynor ratio has no meaning.")
    return float(_excess(returns, risk_free).mean() * per_year / beta)


def modigliani(
    returns: ArrayLike, benchmark: ArrayLike, risk_free: float = 0.0, per_year: float = TRADING_DAYS
) -> float:
    """Return M squared: the yearly return at the benchmark's volatility. Modigliani & Modigliani (1997)."""
    own, other = _pair(returns, benchmark)
    return sharpe(own, risk_free, per_year) * volatility(other, per_year) + finite(risk_free, "risk_free") * per_year


def capture(returns: ArrayLike, benchmark: ArrayLike, per_year: float = TRADING_DAYS) -> tuple[float, float]:
    """Return (up, down): yearly compound return over the benchmark's, in its rising and in its falling periods."""
    own, other = _pair(returns, benchmark)
    up, down = other > 0, other < 0
    if not up.any() or not down.any():
        raise InvalidInput("The benchmark must both rise and fall in the period.")
    gains, losses = (annual(own[part], per_year) / annual(other[part], per_year) for part in (up, down))
    return gains, losses


def _excess(returns: ArrayLike, base: ArrayLike) -> Floats:
    checked = vector(returns, "returns", least=2)
    level = np.asarray(base, np.float64)
    return checked - (
        vector(base, "the rate to beat", size=len(checked)) if level.ndim else finite(float(level), "rate")
    )


def _pair(returns: ArrayLike, benchmark: ArrayLike, risk_free: ArrayLike = 0.0) -> tuple[Floats, Floats]:
    own = vector(returns, "returns", least=3)
    other = vector(benchmark, "benchmark", size=len(own))
    return _excess(own, risk_free), _excess(other, risk_free)


def _moving(deviation: float, values: Floats) -> float:
    if deviation <= FLAT + 1e-12 * np.abs(values).max():
        raise InvalidInput("The returns never differ: their risk is zero and a ratio to it has no meaning.")
    return float(deviation)
