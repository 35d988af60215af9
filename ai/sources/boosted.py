"""TECHNICAL with the trees of XGBoost in place of scikit-learn's: the challenger of the extra `ml`."""

import sys
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.extras import missing
from ai.facts import Facts
from ai.models import Untrained
from ai.panel import Panel
from ai.sources import technical
from ai.sources.technical import Model, Trees
from ai.views import ScoreSource, View

Floats = NDArray[np.float64]
SOURCE: Final = ScoreSource.TECHNICAL
chances = technical.chances


def _trees(standard: Floats, up: NDArray[np.bool_], seed: int) -> Trees:
    """Grow trees as deep and as many as scikit-learn's are here; one thread, so that sums keep their order."""
    from xgboost import XGBClassifier

    grown: Trees = XGBClassifier(
        n_estimators=50, learning_rate=0.05, max_leaves=6, max_depth=0, grow_policy="lossguide", tree_method="hist",
        min_child_weight=25, reg_lambda=1.0, subsample=0.8, colsample_bytree=0.8, n_jobs=1, random_state=seed,
    ).fit(standard, up)  # fmt: skip
    return grown


def fit(past: Panel, horizon: int, seed: int) -> Model | Untrained:
    """Train as TECHNICAL does, with XGBoost's trees; Untrained, with the command to install it, where it is missing."""
    absent = missing("ml")
    return Untrained(absent) if absent else technical.fit(past, horizon, seed, _trees)


def view(facts: Facts, symbol: str) -> View:
    """Return the chance of a rise as TECHNICAL does, by the model of the month."""
    return technical.view(facts, symbol, sys.modules[__name__])
