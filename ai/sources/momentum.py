"""MOMENTUM: ranks of 12-1 month momentum and of low volatility among the symbols, calibrated on the past.

After Jegadeesh and Titman (1993) for momentum without the last month, and Ang et al. (2006) for low volatility.
"""

import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import talib
from numpy.typing import NDArray

from ai.facts import Facts
from ai.models import EVER, Untrained, chance, fitted, logistic, ratio
from ai.panel import TRADING_DAYS, Panel, panel_of, past_of, short_of_bars
from ai.past import base_rate
from ai.views import ScoreSource, View

Floats = NDArray[np.float64]
SOURCE: Final = ScoreSource.MOMENTUM
YEAR: Final = 252
MONTH: Final = 21
BARS_MIN: Final = YEAR + 1
SYMBOLS_MIN: Final = 3
ROWS_MIN: Final = 500


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` are for the two ranks, momentum and low volatility, each from -0.5 to 0.5."""

    weights: Floats
    intercept: float
    base_rate: float
    rows: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One symbol, n bars: `measures` (n, 2) as in `measures`; `ranks` (n, 2) from -0.5 (weakest, most volatile)
    to 0.5, NaN with fewer than 3 comparable symbols that day; `peers` (n,) is how many there were."""

    measures: Floats
    ranks: Floats
    peers: NDArray[np.int64]

    def until(self, count: int) -> "Standing":
        """Return the first rows."""
        return Standing(self.measures[:count], self.ranks[:count], self.peers[:count])


def measures(close: Floats) -> Floats:
    """Return (n, 2): close 21 bars ago / close 252 bars ago - 1, and the annualised volatility of 252 returns."""
    result = np.full((len(close), 2), np.nan)
    if len(close) >= BARS_MIN:
        result[YEAR:, 0] = close[YEAR - MONTH : -MONTH] / close[:-YEAR] - 1
        result[YEAR:, 1] = talib.STDDEV(np.diff(np.log(close)), YEAR)[YEAR - 1 :] * np.sqrt(TRADING_DAYS)
    return result


@lru_cache(maxsize=4)
def standings(panel: Panel) -> dict[str, Standing]:
    """Rank the symbols against each other on every day that they share.

    Later days change nothing of earlier ones: a panel that was cut from another one takes the ranks of that.
    """
    if panel.whole is not None:
        whole = standings(panel.whole)
        return {symbol: whole[symbol].until(len(series)) for symbol, series in panel.series.items()}
    days = np.unique(np.concatenate([series.days for series in panel.series.values()]))
    table = np.full((2, len(days), len(panel.series)), np.nan)
    places = [np.searchsorted(days, series.days) for series in panel.series.values()]
    for column, (place, series) in enumerate(zip(places, panel.series.values(), strict=True)):
        table[:, place, column] = measures(series.prices.close).T
    peers = np.isfinite(table[0]).sum(axis=1)
    ranks = np.stack([_ranked(table[0], peers), _ranked(-table[1], peers)])
    return {
        symbol: Standing(table[:, place, column].T, ranks[:, place, column].T, peers[place])
        for column, (symbol, place) in enumerate(zip(panel.series, places, strict=True))
    }


def _ranked(values: Floats, peers: NDArray[np.int64]) -> Floats:
    """Rank each row's finite values from -0.5 to 0.5; equal values keep the order of their symbols."""
    order = np.empty(values.shape, np.int64)
    places = np.broadcast_to(np.arange(values.shape[1]), values.shape)
    np.put_along_axis(order, values.argsort(axis=1, kind="stable"), places, axis=1)  # NaN comes last
    ranks = order / np.maximum(peers - 1, 1)[:, None] - 0.5
    ranks[~np.isfinite(values) | (peers < SYMBOLS_MIN)[:, None]] = np.nan
    return ranks


def fit(past: Panel, horizon: int, _seed: int) -> Model | Untrained:
    """Calibrate the two ranks to outcomes that are known within the past. Nothing here is random."""
    if not past.series:
        return Untrained("There is no past to calibrate on.")
    ranks, outcomes = [], []
    for symbol, standing in standings(past).items():
        outcome = past.series[symbol].forward_returns(horizon)
        known = np.isfinite(outcome) & np.isfinite(standing.ranks[:, 0])
        ranks.append(standing.ranks[known])
        outcomes.append(outcome[known])
    up = np.concatenate(outcomes) > 0
    if len(up) < ROWS_MIN:
        return Untrained(f"{len(up)} of the {ROWS_MIN} past bars that the calibration needs.")
    if up.all() or not up.any():
        return Untrained("The past bars all moved in one direction.")
    weights, intercept = logistic(np.concatenate(ranks), up, horizon * len(past.series))
    return Model(weights, intercept, base_rate(up), len(up))


def chances(model: Model, panel: Panel, symbol: str, _since: int = 0, _until: int = EVER) -> Floats:
    return chance(model.intercept + standings(panel)[symbol].ranks @ model.weights, model.base_rate)


def view(facts: Facts, symbol: str) -> View:
    """Return the chance of a rise from today's ranks; abstain in warm-up or with fewer than 3 comparable symbols."""
    panel = panel_of(facts)
    short = short_of_bars(panel, symbol, BARS_MIN)
    if short:
        return View(SOURCE, symbol, None, (short,))
    standing = standings(panel)[symbol]
    peers = int(standing.peers[-1])
    if peers < SYMBOLS_MIN:
        few = f"{peers} of the {SYMBOLS_MIN} symbols that a ranking needs have a year of bars."
        return View(SOURCE, symbol, None, (few,))
    model = fitted(sys.modules[__name__], past_of(facts), facts.horizon_days, facts.seed)
    if isinstance(model, Untrained):
        return View(SOURCE, symbol, None, (model.reason,))
    return View(SOURCE, symbol, ratio(chances(model, panel, symbol)[-1]), _reasons(model, standing, peers))


def _reasons(model: Model, standing: Standing, peers: int) -> tuple[str, ...]:
    (momentum, volatility), (strength, calm) = standing.measures[-1], standing.ranks[-1]
    place, calm_place = (round((0.5 - rank) * (peers - 1)) + 1 for rank in (strength, calm))
    return (
        f"{momentum:+.1%} over 12 months without the last one: rank {place} of {peers}.",
        f"Volatility of {volatility:.1%} a year: rank {calm_place} of {peers} from the calmest.",
        f"{model.rows} past bars weigh momentum {model.weights[0]:+.2f} and calm {model.weights[1]:+.2f}.",
    )
