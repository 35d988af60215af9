"""TECHNICAL: logistic regression and gradient-boosted trees on 25 scale-free features, pooled over symbols."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from ai.facts import Facts
from ai.features import FEATURES
from ai.models import EVER, Untrained, calibration, chance, fitted, logistic, odds, ratio
from ai.panel import Panel, panel_of, past_of, short_of_bars
from ai.past import Rows, base_rate, outcomes_of, rows_of
from ai.views import ScoreSource, View

Floats = NDArray[np.float64]
SOURCE: Final = ScoreSource.TECHNICAL
ROWS_MIN: Final = 500
CALIBRATION_SHARE: Final = 0.2
CLIP: Final = 5.0


class Trees(Protocol):
    """A fitted classifier: (n, k) features to the (n, 2) chances of a fall and of a rise."""

    def predict_proba(self, features: Floats, /) -> Any: ...


Growing = Callable[[Floats, NDArray[np.bool_], int], Trees]  # standard features, whether up, seed


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """`mean`, `scale` and `weights` are (k,): the logistic half. `slope` and `intercept` calibrate (Platt)."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float
    trees: Trees
    slope: float
    intercept: float
    base_rate: float
    rows: int
    last_day: date

    def standard(self, features: Floats) -> Floats:
        return np.clip((features - self.mean) / self.scale, -CLIP, CLIP)

    def linear(self, features: Floats) -> Floats:
        """Return the log-odds of the logistic half. The last bits of a row hang on where it stands among the others."""
        return np.asarray(self.standard(features) @ self.weights + self.bias)

    def judged(self, features: Floats) -> Floats:
        """Return the log-odds of the trees, which judge each row alone."""
        return odds(np.asarray(self.trees.predict_proba(self.standard(features))[:, 1], np.float64))

    def chances(self, linear: Floats, judged: Floats) -> Floats:
        """Return the calibrated chances of a rise by the two halves."""
        return chance(self.intercept + self.slope * ((linear + judged) / 2), self.base_rate)


def _trees(standard: Floats, up: NDArray[np.bool_], seed: int) -> Trees:
    grown: Trees = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=50, max_leaf_nodes=6, min_samples_leaf=100,
        l2_regularization=1.0, early_stopping=False, random_state=seed,
    ).fit(np.asfortranarray(standard), up)  # fmt: skip  # the same numbers, a feature at a time as it reads them
    return grown


def fit(past: Panel, horizon: int, seed: int, grow: Growing = _trees) -> Model | Untrained:
    """Train on the first four fifths of the days and calibrate on the last, with the horizon purged between.

    With a slope of zero (the late days contradict the model) it says the base rate.
    """
    rows, everything = rows_of(past, horizon), outcomes_of(past, horizon)
    if len(rows.days) < ROWS_MIN:
        return Untrained(f"{len(rows.days)} of the {ROWS_MIN} past bars that training needs.")
    days = np.unique(rows.days)
    border = int(len(days) * (1 - CALIBRATION_SHARE))
    early, late = rows.days < days[border - horizon], rows.days >= days[border]
    if any(up.all() or not up.any() for up in (rows.up[early], rows.up[late])):
        return Untrained("The past bars all moved in one direction.")
    independent = horizon * len(past.series) * len(rows.days) / len(everything.days)
    model = _trained(rows, early, independent, base_rate(everything.up), seed, grow)
    return _calibrated(model, rows, late, independent)


def _trained(rows: Rows, early: NDArray[np.bool_], independent: float, base: float, seed: int, grow: Growing) -> Model:
    standard, up = rows.features[early], rows.up[early]  # a copy, and the only one: it is large
    mean = standard.mean(axis=0)
    standard -= mean
    scale = np.sqrt(np.square(standard).mean(axis=0))
    scale[scale == 0] = 1.0
    standard /= scale
    np.clip(standard, -CLIP, CLIP, out=standard)
    weights, bias = logistic(standard, up, independent)
    trees = grow(standard, up, seed)
    last_day = date.fromordinal(int(rows.days.max()))
    return Model(mean, scale, weights, bias, trees, 1.0, 0.0, base, len(rows.days), last_day)


def _calibrated(model: Model, rows: Rows, late: NDArray[np.bool_], independent: float) -> Model:
    features = rows.features[late]
    raw = (model.linear(features) + model.judged(features)) / 2
    slope, intercept = calibration(raw, rows.up[late], independent, model.base_rate)
    return replace(model, slope=slope, intercept=intercept)


def chances(model: Model, panel: Panel, symbol: str, since: int = 0, until: int = EVER) -> Floats:
    series = panel.series[symbol]
    result = np.full(len(series), np.nan)
    known = np.flatnonzero(series.complete)
    first, end = np.searchsorted(series.days[known], [since, until])
    if first < end:
        linear = model.linear(series.features[known])[first:end]
        result[known[first:end]] = model.chances(linear, _judged(model, panel, since, until)[symbol])
    return result


@lru_cache(maxsize=2)
def _judged(model: Model, panel: Panel, since: int, until: int = EVER) -> dict[str, Floats]:
    """Ask the trees about the known rows of all symbols in a time at once: a question costs more than its rows."""
    asked = [each.complete & (each.days >= since) & (each.days < until) for each in panel.series.values()]
    parts = [each.features[rows] for each, rows in zip(panel.series.values(), asked, strict=True)]
    whole = np.concatenate(parts)
    said = model.judged(whole) if len(whole) else np.empty(0)
    return dict(zip(panel.series, np.split(said, np.cumsum([len(part) for part in parts])[:-1]), strict=True))


def view(facts: Facts, symbol: str, source: Any = sys.modules[__name__]) -> View:
    """Return the chance of a rise from the bars up to `as_of`, by the model of the month; abstain in warm-up.

    `source` is who fits the model: this module, or one that grows other trees.
    """
    panel = panel_of(facts)
    short = short_of_bars(panel, symbol)
    if short:
        return View(SOURCE, symbol, None, (short,))
    model = fitted(source, past_of(facts), facts.horizon_days, facts.seed)
    if isinstance(model, Untrained):
        return View(SOURCE, symbol, None, (model.reason,))
    series = panel.series[symbol]
    if not series.complete[-1]:
        return View(SOURCE, symbol, None, (f"{symbol} has features without a value on {facts.as_of}.",))
    today = series.features[-1:]
    up = float(model.chances(model.linear(today), _judged(model, panel, panel.last_day)[symbol])[0])
    return View(SOURCE, symbol, ratio(up), _reasons(model, today))


def _reasons(model: Model, today: Floats) -> tuple[str, ...]:
    """Name the three features that move the logistic half most, and what the model was trained on."""
    standard = model.standard(today)[0]
    effects = standard * model.weights
    drivers = np.argsort(-np.abs(effects), kind="stable")[:3]
    told = [
        f"{FEATURES[i]} is {standard[i]:+.1f} standard deviations from usual, which speaks "
        f"{'for a rise' if effects[i] > 0 else 'against a rise'}."
        for i in drivers
    ]
    if model.slope == 0:
        told.append("On later days of the past the model told nothing, so it says the base rate.")
    return *told, f"Learned from {model.rows} bars up to {model.last_day}."
