"""Target weights computed from the past; it loads skfolio and runs in a process of its own."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, assert_never

import numpy as np
from scipy.special import ndtri
from skfolio.moments import ShrunkMu

from ai.facts import History
from quant import black_litterman, components, covariance, hrp, optimisation, risk_budget
from quant.arrays import Floats
from quant.constraints import Constraints as Limits
from quant.constraints import Group, capped
from quant.optimisation import Moments
from quant.optimisation import Optimum as Found
from quant.returns import TRADING_DAYS
from trading.errors import InvalidInput
from trading.optimisation import (
    RATIO,
    CovarianceMethod,
    OptimizationMethod,
    Optimum,
    Point,
    Target,
    Wish,
)
from trading.units import ZERO
from workers.measuring import shared_past

OBSERVATIONS_MIN: Final = 60
HOLDING_DAYS: Final = 63  # over which what trading costs is spread: a quarter
AVERSION: Final = 2.5
TAU: Final = 0.05
POINTS: Final = 10
FRONTIER_OF: Final = 100  # assets; of more the frontier takes longer than anybody waits
BUDGET_MIN: Final = 0.01
EDGE_MIN: Final = 1e-4
CHANCE_MIN: Final = 1e-6  # what a signal can tell from 0


def optimised(wish: Wish, histories: Mapping[str, History]) -> Optimum:
    """Return the target weights of a wish, by the past of its symbols.

    InvalidInput names the symbol that has no past or too short a one, or says which constraint cannot hold.
    """
    _, returns = shared_past(wish.symbols, histories, OBSERVATIONS_MIN)
    returns = returns[-wish.constraints.lookback_days :]
    still = [symbol for symbol, moved in zip(wish.symbols, np.ptp(returns, axis=0) > 0, strict=True) if not moved]
    if still:
        raise InvalidInput(f"The price of {', '.join(still)} has not moved in {len(returns)} days: leave it out.")
    moments = _moments(wish, returns)
    budget, limits = _within(wish)
    found = _weights(wish, moments, limits)
    free = _weights(wish, moments, optimisation.unconstrained(limits))
    frontier = _frontier(moments, limits)
    risk = components.volatility(found, moments.covariance).shares
    return Optimum(
        targets=tuple(
            Target(
                symbol=symbol,
                current=wish.current.get(symbol, ZERO).quantize(RATIO),
                target=_decimal(weight * budget),
                risk=_decimal(share),
            )
            for symbol, weight, share in zip(wish.symbols, found, risk, strict=True)
        ),
        point=_point(moments, found, budget),
        free=_point(moments, free, 1 - float(wish.constraints.cash) - _others(wish)),
        frontier=tuple(_point(moments, each.weights, budget) for each in frontier),
    )


def _moments(wish: Wish, returns: Floats) -> Moments:
    """Return means drawn to what all earned alike (James-Stein), the covariance asked for, and the days themselves."""
    match wish.constraints.covariance:
        case CovarianceMethod.LEDOIT_WOLF:
            known, _ = covariance.ledoit_wolf(returns)
        case CovarianceMethod.EWMA:
            known = covariance.ewma(returns)
        case _:
            assert_never(wish.constraints.covariance)
    means = np.asarray(ShrunkMu().fit(returns).mu_, np.float64) if returns.shape[1] > 3 else returns.mean(axis=0)
    return Moments(means, known, returns)


def _frontier(moments: Moments, limits: Limits) -> list[Found]:
    """Return the frontier within the constraints; none of many assets, or where only one set of weights is left."""
    if len(moments.mean) > FRONTIER_OF:
        return []
    try:
        return optimisation.frontier(moments, limits, POINTS)
    except InvalidInput:
        return []


def _others(wish: Wish) -> float:
    """Return the weight of what is held and not named: it stays."""
    return float(sum((weight for symbol, weight in wish.current.items() if symbol not in wish.symbols), ZERO))


def _within(wish: Wish) -> tuple[float, Limits]:
    """Return the share of equity to divide, and the constraints on its parts: they sum to 1 of that share."""
    asked, place = wish.constraints, {symbol: index for index, symbol in enumerate(wish.symbols)}
    least, most = np.full(len(place), float(asked.least)), np.full(len(place), float(asked.most))
    groups = []
    for bound in asked.bounds:
        if len(bound.symbols) == 1:
            index = place[bound.symbols[0]]
            least[index] = max(least[index], float(bound.least))
            most[index] = min(most[index], float(bound.most))
        else:
            groups.append(bound)
    held = np.array([float(wish.current.get(symbol, ZERO)) for symbol in wish.symbols])
    budget = min(1 - float(asked.cash) - _others(wish), float(most.sum()))
    if asked.turnover is not None:  # half of it may go into or out of cash, the other half moves weights
        budget = float(np.clip(budget, held.sum() - float(asked.turnover) / 2, held.sum() + float(asked.turnover) / 2))
    if budget < BUDGET_MIN:
        raise InvalidInput(
            "Nothing is left to divide: lower the cash, raise the greatest weight, or name what is held as well."
        )
    return budget, Limits(
        least=least / budget,
        most=np.minimum(most / budget, 1.0),
        groups=tuple(
            Group(
                tuple(place[symbol] for symbol in each.symbols), float(each.least) / budget, float(each.most) / budget
            )
            for each in groups
        ),
        held=held / budget if asked.turnover is not None or asked.cost else None,
        turnover=None if asked.turnover is None else float(asked.turnover) / budget,
        cost=float(asked.cost) / HOLDING_DAYS,
        min_return=None if asked.min_return is None else float(asked.min_return) / TRADING_DAYS / budget,
    )


def _weights(wish: Wish, moments: Moments, limits: Limits) -> Floats:
    match wish.method:
        case OptimizationMethod.MIN_VARIANCE:
            return optimisation.min_variance(moments, limits).weights
        case OptimizationMethod.MAX_SHARPE:
            return optimisation.max_sharpe(moments, limits).weights
        case OptimizationMethod.MEAN_CVAR:
            return optimisation.min_shortfall(moments, limits).weights
        case OptimizationMethod.RISK_PARITY:
            return capped(risk_budget.equal(moments.covariance), limits)
        case OptimizationMethod.HRP:
            return capped(hrp.weights(moments.covariance), limits)
        case OptimizationMethod.BLACK_LITTERMAN:
            return optimisation.max_utility(_with_views(wish, moments), AVERSION, limits).weights
        case _:
            assert_never(wish.method)


def _with_views(wish: Wish, moments: Moments) -> Moments:
    """Return what an equal share of everything implies, changed by the signals: each is as sure as its edge.

    A probability p of a rise over h days is, of a normal return, a mean of sigma sqrt(h) z(p), hence
    sigma z(p) / sqrt(h) a day; the confidence of the view is 2 |p - 1/2| (Idzorek 2005). What is said for certain
    counts as the last probability before that, since no mean makes a rise certain.
    """
    known, spread = moments.covariance, np.sqrt(np.diag(moments.covariance))
    prior = black_litterman.equilibrium(known, np.full(len(known), 1 / len(known)), AVERSION)
    rows, expected, sure = [], [], []
    for place, symbol in enumerate(wish.symbols):
        said, days = wish.views.get(symbol, (Decimal("0.5"), 1))
        chance = min(max(float(said), CHANCE_MIN), 1 - CHANCE_MIN)
        if (edge := 2 * abs(chance - 0.5)) > EDGE_MIN:
            rows.append(np.eye(len(known))[place])
            expected.append(spread[place] * float(ndtri(chance)) / np.sqrt(days))
            sure.append(edge)
    if not rows:
        raise InvalidInput("No signal of these symbols says anything now: ask for an analysis first.")
    picked = np.array(rows)
    doubt = black_litterman.idzorek_uncertainty(known, picked, sure, TAU)
    after = black_litterman.posterior(known, prior, black_litterman.Views(picked, np.array(expected), doubt), TAU)
    return Moments(after.returns, after.covariance, moments.scenarios)


def _point(moments: Moments, weights: Floats, budget: float) -> Point:
    """Return a year's figures of weights on a share of equity; the rest is cash."""
    spread = float(np.sqrt(weights @ moments.covariance @ weights) * np.sqrt(TRADING_DAYS))
    mean = float(moments.mean @ weights) * TRADING_DAYS
    return Point(expected_return=_decimal(mean * budget), volatility=_decimal(spread * budget))


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(RATIO)
