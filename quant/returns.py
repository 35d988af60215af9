"""What money has earned: returns of prices, time-weighted with a value at every flow, and money-weighted."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, finite, positive, table, vector
from trading.errors import InvalidInput

TRADING_DAYS: Final = 252.0
GROWTH: Final = np.linspace(np.log(1e-3), np.log(1e3), 4001)  # logarithms of 1 + rate


def simple(prices: ArrayLike) -> Floats:
    """Return (t-1,) or (t-1, n) returns as fractions of (t,) or (t, n) prices, oldest first, all above zero."""
    checked = _prices(prices)
    return checked[1:] / checked[:-1] - 1


def logarithmic(prices: ArrayLike) -> Floats:
    """Return log returns in the shape of `simple`."""
    return np.diff(np.log(_prices(prices)), axis=0)


def _prices(prices: ArrayLike) -> Floats:
    many = np.ndim(prices) == 2
    checked = table(prices, "prices") if many else vector(prices, "prices", least=2)
    if (checked <= 0).any():
        where = np.argwhere(checked <= 0)[0]
        raise InvalidInput(
            f"prices must be above zero; the one at {tuple(map(int, where))} is {checked[tuple(where)]}."
        )
    return checked


def linked(returns: ArrayLike) -> float:
    """Return the return over all periods of (t,) returns: their product, so that gains earn gains."""
    return float(np.prod(1 + wealth_returns(returns)) - 1)


def annual(returns: ArrayLike, per_year: float = TRADING_DAYS) -> float:
    """Return the yearly return that compounds to the same end (CAGR). InvalidInput when everything was lost."""
    checked = wealth_returns(returns)
    end = float(np.prod(1 + checked))
    if end <= 0:
        raise InvalidInput("returns lose everything: there is no yearly return of nothing.")
    return float(end ** (positive(per_year, "per_year") / len(checked)) - 1)


def wealth_returns(returns: ArrayLike, *, least: int = 1) -> Floats:
    """Return (t,) returns as fractions, none below -1: more than all cannot be lost."""
    checked = vector(returns, "returns", least=least)
    if (checked < -1).any():
        raise InvalidInput(
            f"returns lose more than everything at {int(np.argmin(checked))}: use fractions, not percent."
        )
    return checked


def time_weighted(values: ArrayLike, flows: ArrayLike) -> Floats:
    """Return the (t-1,) returns between t valuations; `linked` makes one of them.

    `values` (t,) are taken just before each flow, `flows` (t,) are what came in (positive) or went out right after;
    the first value may be 0 when the first flow opens the account, the last flow does not count. With a value at
    every external flow this is the true time-weighted return of the GIPS standards (2020, 2.A.20 to 2.A.32).
    """
    before = vector(values, "values", least=2)
    moved = vector(flows, "flows", size=len(before))
    began = before[:-1] + moved[:-1]
    if (began <= 0).any():
        raise InvalidInput(f"Nothing is invested after the flow at {int(np.argmin(began))}: start anew from there.")
    return wealth_returns(before[1:] / began - 1)


def modified_dietz(start: float, end: float, flows: ArrayLike, weights: ArrayLike) -> float:
    """Return the modified Dietz return of one period.

    `flows` (n,) are money in (positive) or out, `weights` (n,) the share of the period that each was there, 0 to 1.
    It stands in for a time-weighted return where no value was taken at a flow.
    """
    moved = vector(flows, "flows", least=0)
    shares = vector(weights, "weights", least=0, size=len(moved))
    if ((shares < 0) | (shares > 1)).any():
        raise InvalidInput("weights must be the share of the period that each flow was there, from 0 to 1.")
    invested = finite(start, "start") + float(shares @ moved)
    if invested <= 0:
        raise InvalidInput("On average nothing was invested in the period: it has no return.")
    return float((finite(end, "end") - start - moved.sum()) / invested)


def flow_weights(days: ArrayLike, length: float, *, at_end: bool = True) -> Floats:
    """Return for flows on (n,) days of a period of `length` days (1 is the first) the share that each was there.

    `at_end`: a flow comes at the end of its day, so one on the last day has no weight; else at its start.
    """
    when = vector(days, "days", least=0)
    left = positive(length, "length") - when + (0 if at_end else 1)
    if ((left < 0) | (left > length)).any():
        raise InvalidInput(f"A flow lies outside the {length:g} days of its period.")
    return left / length


def money_weighted(days: Sequence[date], amounts: ArrayLike) -> float:
    """Return the yearly internal rate of dated flows (actual/365), what the investor himself has earned.

    Money put in is negative, money taken out and the value at the end positive. InvalidInput when there is no
    rate, or when it is not the only one.
    """
    import pyxirr

    moved = _both_ways(amounts)
    if len(days) != len(moved):
        raise InvalidInput(f"There are {len(days)} days for {len(moved)} amounts.")
    when = np.array([(day - days[0]).days / 365 for day in days])
    _one_rate(when, moved)
    return _rate(pyxirr.xirr(list(days), moved.tolist()))


def money_weighted_over(days: Sequence[date], amounts: ArrayLike) -> float:
    """Return the internal rate of dated flows over the whole time from the first rising day to the last, not a year's.

    A bad day's rate of a year is so near to a loss of all that nothing tells it from one: no root of it leads back.
    Signs and errors as `money_weighted`.
    """
    from scipy.optimize import brentq

    moved, span = _both_ways(amounts), (days[-1] - days[0]).days
    if len(days) != len(moved) or span < 1:
        raise InvalidInput(f"There are {len(days)} days, {span} from first to last, for {len(moved)} amounts.")
    when = np.array([(day - days[0]).days / span for day in days])
    _one_rate(when, moved)

    def worth(growth: float) -> float:
        return float(moved @ np.exp(-growth * when))

    if worth(GROWTH[0]) * worth(GROWTH[-1]) > 0:
        return _rate(None)
    return float(np.expm1(brentq(worth, GROWTH[0], GROWTH[-1], xtol=1e-15)))


def internal_rate(amounts: ArrayLike) -> float:
    """Return the internal rate per period of (n,) flows at equal distances; signs and errors as `money_weighted`."""
    import pyxirr

    moved = _both_ways(amounts)
    _one_rate(np.arange(len(moved), dtype=np.float64), moved)
    return _rate(pyxirr.irr(moved.tolist()))


def _both_ways(amounts: ArrayLike) -> Floats:
    moved = vector(amounts, "amounts", least=2)
    if moved.min() >= 0 or moved.max() <= 0:
        raise InvalidInput("amounts all go one way: put money in as negative and the end value as positive.")
    return moved


def _one_rate(when: Floats, moved: Floats) -> None:
    """Refuse flows whose worth today is zero at several rates, looked for from a loss of 99.9% to a thousandfold."""
    worth = moved @ np.exp(-np.outer(when, GROWTH))
    if np.count_nonzero(np.diff(np.sign(worth[worth != 0]))) > 1:
        raise InvalidInput("These flows have several internal rates: use the time-weighted return.")


def _rate(rate: float | None) -> float:
    if rate is None or not np.isfinite(rate):
        raise InvalidInput("No rate makes these flows worth nothing today: use the time-weighted return.")
    return float(rate)
