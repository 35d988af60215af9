"""What a walk forward comes to: accuracy against always-up, calibration, and returns against equal weight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from ai.walk import POOL, Walk, equal_weight, returns
from quant.calibration import Bin, bins_of_equal_count, brier, expected_error
from quant.overfit import backtest_overfit
from quant.performance import max_drawdown, sharpe
from quant.sharpe import deflated, moments

Floats = NDArray[np.float64]
DRAWS: Final = 2000
BLOCKS: Final = 16
SPOKEN_MIN: Final = 10  # a forecast for each bin
TAIL: Final = 2.5  # percent on either side
LIVES: Final = 200


@dataclass(frozen=True, slots=True)
class Forecast:
    """How often right, and how sure. `edge` is the accuracy less that of always saying up, with its 95% interval.

    `error_if_true` is the calibration error that these very probabilities would show on average if they were true, and
    `error_if_true_high` what it would stay below in 95 of 100 cases: outcomes overlap and shares move together, so that
    a few hundred weeks show an error even of a perfect forecaster. `sharpe` is None for a source that never chose to
    own anything.
    """

    name: str
    forecasts: int
    accuracy: float
    always_up: float
    edge: float
    edge_low: float
    edge_high: float
    brier: float
    brier_of_base: float
    calibration_error: float
    error_if_true: float
    error_if_true_high: float
    sharpe: float | None
    max_drawdown: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`each` source that spoke, the pool last. `deflated` is the probability that the pool's Sharpe ratio is more than
    the best luck of so many trials, None where it never traded;
    `overfit` that the best trial of one half is below the median in the other, None where fewer than two traded
    throughout."""

    first: date
    last: date
    symbols: tuple[str, ...]
    horizon: int
    each: tuple[Forecast, ...]
    reliability: tuple[Bin, ...]
    sharpe_of_equal_weight: float
    drawdown_of_equal_weight: float
    trials: int
    deflated: float | None
    overfit: float | None


def verdict(walked: Walk, seed: int) -> Verdict:
    """Judge a walk. The same walk and seed give the same figures."""
    spoke = [name for name in walked.chances if len(_known(walked, name)[0]) >= SPOKEN_MIN]
    gains = {name: returns(walked, name) for name in spoke}
    passive = equal_weight(walked)
    each = tuple(_forecast(walked, name, gains[name], seed) for name in spoke)
    happened, said = _known(walked, POOL)[:2]
    return Verdict(
        first=date.fromordinal(int(walked.days[0])),
        last=date.fromordinal(int(walked.days[-1])),
        symbols=walked.symbols,
        horizon=walked.horizon,
        each=each,
        reliability=tuple(bins_of_equal_count(happened, said)),
        sharpe_of_equal_weight=sharpe(passive),
        drawdown_of_equal_weight=max_drawdown(passive),
        trials=len(gains),
        deflated=_deflated(gains),
        overfit=overfit([*gains.values(), passive]),
    )


def _deflated(gains: Mapping[str, Floats]) -> float | None:
    traded = [gain for gain in gains.values() if gain.any()]
    if not gains[POOL].any() or len(traded) < 2:
        return None
    ratio, skewness, kurtosis = moments(gains[POOL])
    luck = float(np.var([moments(gain)[0] for gain in traded], ddof=1))
    return deflated(ratio, len(gains[POOL]), len(traded), luck, skewness, kurtosis)


def overfit(trials: Sequence[Floats]) -> float | None:
    """Leave out trials that stood still for a block: they have no Sharpe ratio there."""
    length = len(trials[0]) // BLOCKS
    alive = [each for each in trials if length and (each[-length * BLOCKS :].reshape(BLOCKS, -1).std(axis=1) > 0).all()]
    return backtest_overfit(np.column_stack(alive), BLOCKS).probability if len(alive) > 1 else None


def _known(walked: Walk, name: str) -> tuple[Floats, Floats, Floats, NDArray[np.int64]]:
    """Return outcome, chance, base rate and month of each forecast whose end is known."""
    there = np.isfinite(walked.chances[name]) & np.isfinite(walked.up)
    months = np.array([date.fromordinal(int(day)).year * 12 + date.fromordinal(int(day)).month for day in walked.days])
    month = np.broadcast_to(months[:, None], there.shape)
    return walked.up[there], walked.chances[name][there], walked.base[there], month[there]


def _forecast(walked: Walk, name: str, gain: Floats, seed: int) -> Forecast:
    happened, said, base, month = _known(walked, name)
    right = (said > 0.5) == (happened == 1)
    better = right.astype(np.float64) - happened
    low, high = _interval(better, month, seed)
    usual, most = _error_if_true(walked, name, seed)
    return Forecast(
        name=name,
        forecasts=len(said),
        accuracy=float(right.mean()),
        always_up=float(happened.mean()),
        edge=float(better.mean()),
        edge_low=low,
        edge_high=high,
        brier=brier(happened, said),
        brier_of_base=brier(happened, base),
        calibration_error=expected_error(bins_of_equal_count(happened, said)),
        error_if_true=usual,
        error_if_true_high=most,
        sharpe=sharpe(gain) if gain.any() else None,
        max_drawdown=max_drawdown(gain),
    )


def _interval(values: Floats, months: NDArray[np.int64], seed: int) -> tuple[float, float]:
    """Return the 95% interval of a mean by drawing whole months: outcomes overlap, and symbols share their days."""
    _, place = np.unique(months, return_inverse=True)
    sums, counts = np.bincount(place, values), np.bincount(place).astype(np.float64)
    drawn = np.random.default_rng(seed).integers(0, len(sums), (DRAWS, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [TAIL, 100 - TAIL])
    return float(low), float(high)


def _error_if_true(walked: Walk, name: str, seed: int) -> tuple[float, float]:
    """Return mean and 95th percentile of the calibration error over lives in which the forecasts are true.

    In each, daily moves are drawn normal with the correlations that the symbols have, summed over the horizon, and a
    share rises where its sum is among the lowest `chance` of all: outcomes overlap and hang together as the real ones.
    """
    said, rng = walked.chances[name], np.random.default_rng(seed)
    there = np.isfinite(said) & np.isfinite(walked.up)
    shared, horizon, (days, count) = _factor(walked.next), walked.horizon, said.shape
    errors = []
    for _ in range(LIVES):
        moves = rng.standard_normal((days + horizon - 1, count)) @ shared
        sums = np.cumsum(np.vstack([np.zeros((1, count)), moves]), axis=0)
        ranks = ndtr((sums[horizon:] - sums[:-horizon]) / np.sqrt(horizon))[there]
        errors.append(expected_error(bins_of_equal_count((ranks < said[there]).astype(np.float64), said[there])))
    return float(np.mean(errors)), float(np.percentile(errors, 95))


def _factor(returns: Floats) -> Floats:
    """Return (n, n) by which independent moves become moves of variance 1 with the correlations of (t, n) returns.

    A day on which either of two symbols has no return says nothing of the two.
    """
    known = np.isfinite(returns)
    filled = np.where(known, returns, 0.0)
    moves = filled - np.where(known, filled.sum(axis=0) / np.maximum(known.sum(axis=0), 1), 0.0)
    overlaps = known.T.astype(np.float64) @ known
    covariance = moves.T @ moves / np.maximum(overlaps, 1)
    scale = np.sqrt(np.maximum(np.diag(covariance), 1e-18))
    values, vectors = np.linalg.eigh(covariance / np.outer(scale, scale))
    shared = (vectors * np.sqrt(np.maximum(values, 0))).T  # few common days may leave no proper correlations
    lengths = np.linalg.norm(shared, axis=0)
    return np.asarray(np.where(lengths > 1e-6, shared, np.eye(len(scale))) / np.where(lengths > 1e-6, lengths, 1.0))
