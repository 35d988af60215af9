"""Fitted models kept by what they were fitted on, and what every source offers to the ensemble."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol, SupportsFloat, TypeVar

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from threadpoolctl import ThreadpoolController

from ai.facts import Facts
from ai.panel import Panel
from ai.views import MICRO, ScoreSource, View

Floats = NDArray[np.float64]
KEPT_MAX: Final = 96
EVER: Final = date.max.toordinal()
PROBABILITY_MIN: Final = 0.02
SHRINKAGE: Final = 0.5

T = TypeVar("T")
_threads = ThreadpoolController()
_kept: OrderedDict[Hashable, Any] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Untrained:
    """There was not enough past to fit on, or the fit failed."""

    reason: str


class Source(Protocol):
    """What a module in `ai/sources` offers. Models are opaque to everybody but their own source."""

    SOURCE: ScoreSource

    def fit(self, past: Panel, horizon: int, seed: int, /) -> Any:
        """Return a model of everything in `past`, or Untrained. No label may need a bar after it."""
        ...

    def chances(self, model: Any, panel: Panel, symbol: str, since: int = 0, until: int = EVER) -> Floats:
        """Return P(return over the horizon > 0) for each bar of the symbol, from bars up to it; NaN where unknown.

        Nobody looks at days before the ordinal `since`, nor from `until` on: they may be NaN.
        """
        ...

    def view(self, facts: Facts, symbol: str) -> View: ...


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """Return what was made for this key before, or make it; the KEPT_MAX least recently used are kept."""
    if key not in _kept:
        _kept[key] = make()
        if len(_kept) > KEPT_MAX:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    made: T = _kept[key]
    return made


def one_thread() -> AbstractContextManager[Any]:
    """Keep OpenMP and BLAS to one thread: sums in one order, and no threads that wait for a busy core."""
    limit: AbstractContextManager[Any] = _threads.limit(limits=1)
    return limit


def fitted(source: Source, past: Panel, horizon: int, seed: int) -> Any:
    """Return the source's model of this past, fitted once: the same bits in every process."""

    def fit() -> Any:
        with one_thread():
            return source.fit(past, horizon, seed)

    return kept((source, horizon, seed, past.digest), fit)


def logistic(features: Floats, up: NDArray[np.bool_], independent: float) -> tuple[Floats, float]:
    """Return the coefficients and intercept of a logistic regression with a unit normal prior on each coefficient.

    `independent`: how many rows count as one outcome, because they overlap or share their days.
    """
    model = LogisticRegression(C=1 / independent, max_iter=500).fit(features, up)
    return model.coef_[0], float(model.intercept_[0])


def calibration(raw: Floats, up: NDArray[np.bool_], independent: float, base_rate: float) -> tuple[float, float]:
    """Return slope and intercept that make (n,) raw log-odds, held out from their model, those of a rise. Platt (1999).

    They learn how much the model tells, and no more: on these days its log-odds are on average those of the base rate,
    since how often shares rose in this part of the past says less than how often they did in all of it. A slope below
    zero (the days contradict the model) becomes zero: it then says the base rate.
    """
    (found,), _ = logistic(raw[:, None], up, independent)
    slope = max(float(found), 0.0)
    return slope, float(odds(np.array(base_rate)) - slope * raw.mean())


def odds(chance: Floats) -> Floats:
    """Return log-odds; NaN stays NaN."""
    result: Floats = np.log(chance / (1 - chance))
    return result


def chance(log_odds: Floats, base_rate: float) -> Floats:
    """Turn calibrated log-odds into probabilities, drawn half-way back to the base rate and kept off 0 and 1."""
    base = np.log(base_rate / (1 - base_rate))
    shrunk = base + SHRINKAGE * (log_odds - base)
    result: Floats = np.clip(1 / (1 + np.exp(-shrunk)), PROBABILITY_MIN, 1 - PROBABILITY_MIN)
    return result


def ratio(value: SupportsFloat) -> Decimal:
    """Return a model's number as a Decimal with 6 places."""
    return Decimal(repr(float(value))).quantize(MICRO)
