"""What shadows learn from, and how all of them are fitted: taught on early days, calibrated on late ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ai.models import Untrained, calibration
from ai.panel import Panel
from ai.past import base_rate, rows_of
from ai.shadows import SEEDS, SHADOWS
from ai.shadows.networks import CLIP, FORWARD, Arrays, Shadow

Floats = NDArray[np.float64]
ROWS_MIN: Final = 1000
CALIBRATION_SHARE: Final = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """The early days: their `panel`, and for each of its symbols the standard features (n, k) and whether it rose.

    `rose` (n,) is 0 or 1, NaN where features or outcome are not known; no outcome reaches into the late days.
    """

    panel: Panel
    features: Mapping[str, Floats]
    rose: Mapping[str, Floats]


def fit(past: Panel, horizon: int, seed: int, kind: str, rounds: int, seeds: int = SEEDS) -> Shadow | Untrained:
    """Teach a network for each seed on the first four fifths of the days and calibrate it on the last, the horizon
    purged between. `rounds` say how long: passes over the bars, or thousands of steps of an agent."""
    rows = rows_of(past, horizon)
    if len(rows.days) < ROWS_MIN:
        return Untrained(f"{len(rows.days)} of the {ROWS_MIN} past bars that a shadow needs.")
    days = np.unique(rows.days)
    border = int(len(days) * (1 - CALIBRATION_SHARE))
    early = rows.days < days[border - horizon]
    mean, scale = rows.features[early].mean(axis=0), rows.features[early].std(axis=0)
    scale[scale == 0] = 1.0
    lesson = _lesson(past, horizon, int(days[border - horizon]), mean, scale)
    teacher: Any = import_module(f"ai.shadows.{SHADOWS[kind]}")
    own = [teacher.learn(lesson, kind, seed + number, rounds) for number in range(seeds)]
    shadow = Shadow(kind, mean, scale, base_rate(rows.up), tuple(own))
    return _calibrated(shadow, past, horizon, int(days[border]))


def _lesson(past: Panel, horizon: int, border: int, mean: Floats, scale: Floats) -> Lesson:
    panel, features, rose = past.until(border), {}, {}
    for symbol, series in panel.series.items():
        outcome = past.series[symbol].forward_returns(horizon)[: len(series)]
        known = np.isfinite(outcome) & np.isfinite(series.features).all(axis=1)
        features[symbol] = np.clip((series.features - mean) / scale, -CLIP, CLIP)
        rose[symbol] = np.where(known, outcome > 0, np.nan)
    return Lesson(panel, features, rose)


def _calibrated(shadow: Shadow, past: Panel, horizon: int, since: int) -> Shadow:
    """Give each network the slope and intercept that its preferences need."""
    own = []
    for arrays in shadow.networks:
        raws, ups = [], []
        for series in past.series.values():
            raw, outcome = (
                FORWARD[shadow.kind](arrays, shadow.standard(series.features)),
                series.forward_returns(horizon),
            )
            known = np.isfinite(raw) & np.isfinite(outcome) & (series.days >= since)
            raws.append(raw[known])
            ups.append(outcome[known] > 0)
        own.append({**arrays, **_platt(np.concatenate(raws), np.concatenate(ups), shadow, horizon * len(past.series))})
    return Shadow(shadow.kind, shadow.mean, shadow.scale, shadow.base_rate, tuple(own))


def _platt(raw: Floats, up: NDArray[np.bool_], shadow: Shadow, independent: int) -> Arrays:
    """Scale preferences to one deviation first: the prior of the slope means the same for networks of any loudness."""
    nothing = {"slope": np.array(0.0), "intercept": np.array(np.log(shadow.base_rate / (1 - shadow.base_rate)))}
    spread = raw.std() if len(raw) else 0.0
    if spread < 1e-9 or up.all() or not up.any():
        return nothing
    slope, intercept = calibration(raw / spread, up, independent, shadow.base_rate)
    return {"slope": np.array(slope / spread), "intercept": np.array(intercept)}
