"""Everything a risk report says of one book, from its exposures and the past of what it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

import numpy as np
from numpy.typing import ArrayLike, NDArray

from quant import components, covariance, stress, value_at_risk, var_backtest
from quant.arrays import Floats, distinct, table, vector
from quant.value_at_risk import Tail
from quant.var_backtest import Transitions
from quant.volatility import ewma_path
from trading.errors import InvalidInput
from trading.risk_reports import VarMethod

WINDOW: Final = 250  # days that a forecast in the backtest is made from
BACKTEST_MIN: Final = 100
BACKTEST_MAX: Final = 500
FALL: Final = -0.2


@dataclass(frozen=True, slots=True)
class Tested:
    """How forecasts for today's book would have done: `verdict` says it in a sentence.

    `broken`: losses beyond them came more often, or more at a time, than chance lets them.
    """

    days: int
    exceptions: int
    expected: float
    kupiec: float
    christoffersen: float
    verdict: str
    broken: bool


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The tail in money and each of n positions' parts of it; losses by scenario; (n, n) correlations."""

    tail: Tail
    value_at_risk: Floats
    expected_shortfall: Floats
    losses: Mapping[str, float]
    correlation: Floats
    tested: Tested | None


def measure(
    symbols: Sequence[str],
    exposures: ArrayLike,
    returns: ArrayLike,
    days: Sequence[date],
    *,
    method: VarMethod = VarMethod.FILTERED_HISTORICAL,
    confidence: float = 0.95,
    horizon_days: int = 1,
) -> Measured:
    """Measure n `exposures` (money, short negative) over (t, n) daily `returns` on (t,) `days`, oldest first.

    InvalidInput when the common past is too short for the level, or a symbol does not move at all.
    """
    held = vector(exposures, "exposures")
    distinct(symbols, len(held))
    past = table(returns, "returns", least=value_at_risk.observations_least(confidence), columns=len(held))
    still = [symbol for symbol, moved in zip(symbols, np.ptp(past, axis=0) > 0, strict=True) if not moved]
    if still:
        raise InvalidInput(f"The price of {', '.join(still)} has not moved in {len(past)} days: it shows no risk.")
    profit = past @ held
    parts = _parts(held, past, profit, method, confidence)
    scale = parts.tail.over(horizon_days).value_at_risk / parts.tail.value_at_risk if parts.tail.value_at_risk else 1.0
    return Measured(
        tail=parts.tail.over(horizon_days),
        value_at_risk=parts.value_at_risk * scale,
        expected_shortfall=parts.expected_shortfall * scale,
        losses=_losses(held, past, days),
        correlation=covariance.correlation(covariance.sample(past)),
        tested=_tested(profit, method, confidence),
    )


def _parts(
    held: Floats, past: Floats, profit: Floats, method: VarMethod, confidence: float
) -> components.TailContributions:
    match method:
        case VarMethod.HISTORICAL:
            return components.historical_tail(held, past, confidence)
        case VarMethod.FILTERED_HISTORICAL:
            scales = value_at_risk.filter_scales(profit)
            return components.historical_tail(held, past * scales[:, None], confidence)
        case VarMethod.PARAMETRIC | VarMethod.CORNISH_FISHER:  # by the shares of volatility
            whole = value_at_risk.tail(profit, method, confidence)
            shares = components.volatility(held, covariance.sample(past)).shares
            return components.TailContributions(whole, shares * whole.value_at_risk, shares * whole.expected_shortfall)
        case _:
            assert_never(method)


def _losses(held: Floats, past: Floats, days: Sequence[date]) -> dict[str, float]:
    """Return losses in the episodes that the past reaches over, in the worst day and week of it, and in a fall."""
    found = {}
    for episode in stress.EPISODES:
        if days[0] <= episode.first and episode.last <= days[-1]:
            found[episode.name] = stress.loss(held, stress.replay(past, days, episode))
    profit = past @ held
    found["Worst day of the past"] = max(0.0, float(-profit.min()))
    weeks = np.lib.stride_tricks.sliding_window_view(past, min(5, len(past)), axis=0)
    found["Worst week of the past"] = max(0.0, float(-((np.prod(1 + weeks, axis=2) - 1) @ held).min()))
    found["Every price falls by a fifth"] = stress.loss(held, np.full(len(held), FALL))
    return found


def _tested(profit: Floats, method: VarMethod, confidence: float) -> Tested | None:
    """Forecast each of the last days from the 250 before it; None when there are fewer than 100 such days."""
    days = min(BACKTEST_MAX, len(profit) - WINDOW)
    if days < BACKTEST_MIN or method is VarMethod.CORNISH_FISHER:
        return None
    last = profit[-days - WINDOW :]
    return judged(var_backtest.exceptions(last[WINDOW:], _forecasts(last, method, confidence)), 1 - confidence)


def _forecasts(profit: Floats, method: VarMethod, confidence: float) -> Floats:
    """Return the values at risk of all but the first 250 days, each from what came before its day."""
    if method is VarMethod.HISTORICAL:
        return var_backtest.rolling_historical(profit, WINDOW, confidence)
    windows = np.lib.stride_tricks.sliding_window_view(profit[:-1], WINDOW)
    if method is VarMethod.PARAMETRIC:
        z = value_at_risk.normal(confidence).value_at_risk
        result: Floats = z * windows.std(axis=1, ddof=1) - windows.mean(axis=1)
        return result
    spread = np.sqrt(ewma_path(profit)[:-1])
    return var_backtest.rolling_historical(profit / spread, WINDOW, confidence) * spread[WINDOW:]


def judged(hits: NDArray[np.bool_], chance: float) -> Tested:
    """Judge (t,) days, true where the loss was beyond its forecast, each with this chance of it.

    Kupiec tests how many there were, Christoffersen whether one follows another, and both together what neither sees
    alone, each at 95%. Fewer than foretold, or further apart than chance puts them, breaks nothing.
    """
    count, days, moves = int(hits.sum()), len(hits), Transitions.of(hits)
    expected = days * chance
    kupiec, clustering = var_backtest.kupiec(count, days, chance), var_backtest.independence(moves)
    off, apart = kupiec > var_backtest.critical(), clustering > var_backtest.critical()
    both = var_backtest.conditional_coverage(kupiec, clustering) > var_backtest.critical(freedom=2)
    many, together = count > expected, moves.cluster
    told = f"{count} exceptions in {days} days where {expected:.1f} are expected"
    match off and many, apart and together, both and many and together:
        case (True, True, _):
            verdict = f"Too many, and they come together: {told}."
        case (True, False, _):
            verdict = f"Too many: {told}."
        case (False, True, _):
            verdict = f"{'Too few' if off else 'As many as may be'}, but they come together: {told}."
        case (False, False, True):
            verdict = f"More, and nearer to each other, than chance lets them: {told}."
        case _:
            verdict = f"{'Too few' if off else 'As foretold'}: {told}."
    broken = (off and many) or (apart and together) or (both and many and together)
    return Tested(days, count, expected, kupiec, clustering, verdict, broken)
