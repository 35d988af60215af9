"""What a walk forward comes to: accuracy against always-up, calibration, and returns against equal weight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.reliability import Reliability, of_actions, of_chances
from ai.walk import POOL, TooShort, Walk, equal_weight, returns
from quant.calibration import Bin, bins_of_equal_count, brier
from quant.overfit import backtest_overfit
from quant.performance import max_drawdown, sharpe
from quant.sharpe import deflated, moments

Floats = NDArray[np.float64]
DRAWS: Final = 2000
BLOCKS: Final = 16
SPOKEN_MIN: Final = 10  # a forecast for each bin
TAIL: Final = 2.5  # percent on either side


@dataclass(frozen=True, slots=True)
class Forecast:
    """How often right, and how sure. `edge` is the accuracy less that of always saying up, with its 95% interval.

    `sharpe` is None for a source that never chose to own anything.
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
    calibration: Reliability
    sharpe: float | None
    max_drawdown: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`each` source that spoke, the pool last, and what the `confidence` in each action was worth.

    `deflated` is the probability that the pool's Sharpe ratio is more than the best luck of so many `trials`, those of
    variants `tried` before among them, None where it never traded; `overfit` that the best trial of one half is below
    the median in the other, None where fewer than two traded throughout.
    """

    first: date
    last: date
    symbols: tuple[str, ...]
    horizon: int
    each: tuple[Forecast, ...]
    confidence: tuple[Reliability, ...]
    reliability: tuple[Bin, ...]
    sharpe_of_equal_weight: float
    drawdown_of_equal_weight: float
    trials: int
    tried: int
    deflated: float | None
    overfit: float | None


def verdict(walked: Walk, seed: int, tried: int = 0) -> Verdict:
    """Judge a walk, by models of which `tried` other variants were seen on the same bars before.

    The same walk and seed give the same figures. Raise TooShort where the pool hardly spoke.
    """
    spoke = [name for name in walked.chances if len(_known(walked, name)[0]) >= SPOKEN_MIN]
    if POOL not in spoke:
        raise TooShort(f"A verdict over {walked.horizon} bars needs {SPOKEN_MIN} forecasts whose end is known.")
    gains = {name: returns(walked, name) for name in spoke}
    passive = equal_weight(walked)
    calibrated = of_chances(walked, spoke, seed)
    each = tuple(_forecast(walked, name, gains[name], calibrated[name], seed) for name in spoke)
    happened, said = _known(walked, POOL)[:2]
    return Verdict(
        first=date.fromordinal(int(walked.days[0])),
        last=date.fromordinal(int(walked.days[-1])),
        symbols=walked.symbols,
        horizon=walked.horizon,
        each=each,
        confidence=of_actions(walked, walked.decided, seed) if walked.decided else (),
        reliability=tuple(bins_of_equal_count(happened, said)),
        sharpe_of_equal_weight=sharpe(passive),
        drawdown_of_equal_weight=max_drawdown(passive),
        trials=len(gains) + tried,
        tried=tried,
        deflated=_deflated(gains, tried),
        overfit=overfit([*gains.values(), passive]),
    )


def _deflated(gains: Mapping[str, Floats], tried: int) -> float | None:
    traded = [gain for gain in gains.values() if gain.any()]
    if not gains[POOL].any() or len(traded) < 2:
        return None
    ratio, skewness, kurtosis = moments(gains[POOL])
    luck = float(np.var([moments(gain)[0] for gain in traded], ddof=1))
    return deflated(ratio, len(gains[POOL]), len(traded) + tried, luck, skewness, kurtosis)


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


def _forecast(walked: Walk, name: str, gain: Floats, calibration: Reliability, seed: int) -> Forecast:
    happened, said, base, month = _known(walked, name)
    right = (said > 0.5) == (happened == 1)
    better = right.astype(np.float64) - happened
    low, high = _interval(better, month, seed)
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
        calibration=calibration,
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
