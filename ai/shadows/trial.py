"""Tries a shadow on a year that it has not seen, every seed of it, and says what stands against believing it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.facts import Facts
from ai.models import Untrained, one_thread, ratio
from ai.panel import Panel, panel_of
from ai.shadows.lessons import fit
from ai.shadows.networks import Shadow, pack
from ai.trials import SeedTrial, ShadowTrial, Trial
from ai.verdict import overfit
from ai.walk import POOL, Walk, equal_weight, returns
from quant.calibration import log_loss
from quant.performance import sharpe
from quant.sharpe import deflated, moments

Floats = NDArray[np.float64]
TEST_BARS: Final = 252
FORECASTS_MIN: Final = 100
DEFLATED_MIN: Final = 0.95
OVERFIT_MAX: Final = 0.2
PLACES: Final = 9  # a network that says the base rate must not be above it by its last bit


def try_shadow(facts: Facts, kind: str, rounds: int, trials_before: int) -> ShadowTrial | str:
    """Train on all but the last TEST_BARS days and try every seed on them; a sentence where there is too little past.

    Purged and embargoed as the desk's own versions are. `trials_before` are the seeds of all shadows that were tried
    before: the luckier the best of many is, the more a Sharpe ratio has to show.
    """
    panel, horizon = panel_of(facts), facts.horizon_days
    days = np.unique(np.concatenate([np.empty(0, np.int64), *(series.days for series in panel.series.values())]))
    if len(days) <= TEST_BARS + horizon:
        return f"{len(days)} of the {TEST_BARS + horizon + 1} days that a trial needs."
    until, since = int(days[-TEST_BARS]), int(days[-TEST_BARS + horizon])
    past = panel.until(until)
    with one_thread():
        shadow = fit(past, horizon, facts.seed, kind, rounds)
    if isinstance(shadow, Untrained):
        return shadow.reason
    walked = walk_of(shadow, panel, days[days >= since], horizon)
    losses = {name: _loss(walked, said) for name, said in walked.chances.items()}
    known = np.isfinite(walked.up) & np.isfinite(walked.chances[POOL])
    if known.sum() < FORECASTS_MIN:
        return f"{known.sum()} of the {FORECASTS_MIN} forecasts that a trial needs."
    when = np.broadcast_to(walked.days[:, None], known.shape)[known]
    trial = Trial(
        trained_until=date.fromordinal(until),
        tested_from=date.fromordinal(int(when.min())),
        tested_until=date.fromordinal(int(when.max())),
        data_hash=past.digest,
        forecasts=int(known.sum()),
        loss=ratio(losses[POOL]),
        base_loss=ratio(_loss(walked, walked.base)),
        champion_loss=None,
        weights={},
    )
    return _judged(trial, walked, losses, pack(shadow), facts.seed, trials_before)


def walk_of(shadow: Shadow, panel: Panel, days: NDArray[np.int64], horizon: int) -> Walk:
    """Return what each seed and all together (POOL) said on some days, and what came of it."""
    names = [*(f"seed {number}" for number in range(len(shadow.networks))), POOL]
    shape = len(days), len(panel.series)
    chances = {name: np.full(shape, np.nan) for name in names}
    base, gained, following = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, np.nan)
    for column, series in enumerate(panel.series.values()):
        said = np.vstack([shadow.each(series.features), shadow.chances(series.features)])
        rows = np.flatnonzero(np.isfinite(said).all(axis=0) & np.isin(series.days, days))
        place = np.searchsorted(days, series.days[rows])
        for name, chance in zip(names, said, strict=True):
            chances[name][place, column] = np.round(chance[rows], PLACES)
        base[place, column] = round(shadow.base_rate, PLACES)
        gained[place, column] = series.forward_returns(horizon)[rows]
        following[place, column] = series.forward_returns(1)[rows]
    return Walk(tuple(panel.series), days, horizon, chances, base, gained, following)


def _loss(walked: Walk, said: Floats) -> float:
    known = np.isfinite(walked.up) & np.isfinite(said)
    return log_loss(walked.up[known], said[known]) if known.any() else float("nan")


def _judged(
    trial: Trial, walked: Walk, losses: Mapping[str, float], artifact: bytes, seed: int, trials_before: int
) -> ShadowTrial:
    gains = {name: returns(walked, name) for name in walked.chances}
    passive = equal_weight(walked)
    trials = trials_before + len(gains) - 1
    certain = _deflated(gains, trials)
    luck = overfit([*(gain for name, gain in gains.items() if name != POOL), passive])
    return ShadowTrial(
        trial=trial,
        artifact=artifact,
        seeds=tuple(
            SeedTrial(seed + number, ratio(losses[name]), _ratio_of(gains[name]))
            for number, name in enumerate(name for name in gains if name != POOL)
        ),
        sharpe=_ratio_of(gains[POOL]),
        sharpe_of_equal_weight=sharpe(passive),
        trials=trials,
        deflated=certain,
        overfit=luck,
        objections=objections(trial, certain, luck),
    )


def _ratio_of(gain: Floats) -> float | None:
    return sharpe(gain) if gain.any() else None


def _deflated(gains: Mapping[str, Floats], trials: int) -> float | None:
    """Return the deflated Sharpe ratio of all seeds together; None where they or all but one seed never traded."""
    traded = [moments(gain)[0] for name, gain in gains.items() if name != POOL and gain.any()]
    if not gains[POOL].any() or len(traded) < 2:
        return None
    own, skewness, kurtosis = moments(gains[POOL])
    return deflated(own, len(gains[POOL]), trials, float(np.var(traded, ddof=1)), skewness, kurtosis)


def objections(trial: Trial, certain: float | None, luck: float | None) -> tuple[str, ...]:
    """Say what stands against a shadow, nothing where it passes; it trades in neither case."""
    found = []
    if trial.loss >= trial.base_loss:
        found.append("its log loss is not below that of the base rate")
    if certain is None or certain < DEFLATED_MIN:
        found.append(f"its deflated Sharpe ratio is {_figure(certain)}, below {DEFLATED_MIN}")
    if luck is None or luck > OVERFIT_MAX:
        found.append(f"its probability of overfitting is {_figure(luck)}, above {OVERFIT_MAX}")
    return tuple(found)


def _figure(value: float | None) -> str:
    return "not to be had" if value is None else f"{value:.2f}"
