"""TECHNICAL: logistic regression and gradient-boosted trees on 25 scale-free features, pooled over symbols."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from ai.facts import Facts
from ai.features import FEATURES
from ai.models import Untrained, chance, fitted, logistic, odds, ratio
from ai.panel import Panel, panel_of, past_of, short_of_bars
from ai.past import Rows, base_rate, rows_of
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


@dataclass(frozen=True, slots=True)
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

    def raw_odds(self, features: Floats, first: int = 0) -> Floats:
        """Return the mean log-odds of the two halves, before calibration, of the rows from `first` on.

        The product is of all rows, since its last bits hang on where a row stands; trees judge each row alone.
        """
        standard = self.standard(features)
        linear = (standard @ self.weights + self.bias)[first:]
        trees = np.asarray(self.trees.predict_proba(standard[first:])[:, 1], np.float64)
        return np.asarray((linear + odds(trees)) / 2)


def _trees(standard: Floats, up: NDArray[np.bool_], seed: int) -> Trees:
    grown: Trees = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=50, max_leaf_nodes=6, min_samples_leaf=100,
        l2_regularization=1.0, early_stopping=False, random_state=seed,
    ).fit(np.asfortranarray(standard), up)  # fmt: skip  # the same numbers, a feature at a time as it reads them
    return grown


def fit(past: Panel, horizon: int, seed: int, grow: Growing = _trees) -> Model | Untrained:
    """Train on the first four fifths of the days and calibrate on the last, with the horizon purged between.

    A calibration slope below zero (the past contradicts the model) is set to zero: the model then says
    the base rate.
    """
    rows = rows_of(past, horizon)
    if len(rows.days) < ROWS_MIN:
        return Untrained(f"{len(rows.days)} of the {ROWS_MIN} past bars that training needs.")
    days = np.unique(rows.days)
    border = int(len(days) * (1 - CALIBRATION_SHARE))
    early, late = rows.days < days[border - horizon], rows.days >= days[border]
    if len(set(rows.up[early])) < 2 or len(set(rows.up[late])) < 2:
        return Untrained("The past bars all moved in one direction.")
    independent = horizon * len(past.series)
    return _calibrated(_trained(rows, early, independent, seed, grow), rows, late, independent)


def _trained(rows: Rows, early: NDArray[np.bool_], independent: int, seed: int, grow: Growing) -> Model:
    seen, up = rows.features[early], rows.up[early]
    mean, scale = seen.mean(axis=0), seen.std(axis=0)
    scale[scale == 0] = 1.0
    standard = np.clip((seen - mean) / scale, -CLIP, CLIP)
    weights, bias = logistic(standard, up, independent)
    trees = grow(standard, up, seed)
    last_day = date.fromordinal(int(rows.days.max()))
    return Model(mean, scale, weights, bias, trees, 1.0, 0.0, base_rate(rows.up), len(rows.days), last_day)


def _calibrated(model: Model, rows: Rows, late: NDArray[np.bool_], independent: int) -> Model:
    raw = model.raw_odds(rows.features[late])
    (slope,), intercept = logistic(raw[:, None], rows.up[late], independent)
    if slope <= 0:
        slope, intercept = 0.0, float(odds(np.array(model.base_rate)))
    return replace(model, slope=float(slope), intercept=intercept)


def chances(model: Model, panel: Panel, symbol: str, since: int = 0) -> Floats:
    series = panel.series[symbol]
    return _chances(model, series.features, int(np.searchsorted(series.days, since)))


def _chances(model: Model, features: Floats, first: int = 0) -> Floats:
    """Return the chances of the rows from `first` on, NaN before."""
    result = np.full(len(features), np.nan)
    known = np.flatnonzero(np.isfinite(features).all(axis=1))
    asked = int(np.searchsorted(known, first))
    if asked < len(known):
        calibrated = model.intercept + model.slope * model.raw_odds(features[known], asked)
        result[known[asked:]] = chance(calibrated, model.base_rate)
    return result


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
    today = panel.series[symbol].features[-1:]
    up = float(_chances(model, today)[0])
    if np.isnan(up):
        return View(SOURCE, symbol, None, (f"{symbol} has features without a value on {facts.as_of}.",))
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
