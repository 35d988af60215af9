"""REGIME: calm or turbulent, from a two-state Markov switching model of the equal-weight market.

After Hamilton (1989). Only filtered probabilities are used: a smoothed one knows the future.
"""

import sys
import warnings
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
import talib
from numpy.typing import NDArray
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

from ai.facts import Facts
from ai.models import EVER, PROBABILITY_MIN, Untrained, fitted, ratio
from ai.panel import EWMA_BARS, TRADING_DAYS, Panel, panel_of, past_of, short_of_bars
from ai.past import base_rate
from ai.views import MarketCondition, Regime, ScoreSource, View
from quant.switching import likeliest

Floats = NDArray[np.float64]
SOURCE: Final = ScoreSource.REGIME
DAYS_MIN: Final = 504
TREND_BARS: Final = 200
PRIOR_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """`params` in statsmodels' order: P(0 to 0), P(1 to 0), two means, two variances (returns in percent).

    `turbulent` is the regime with the larger variance. `up_calm` and `up_turbulent` are how often a symbol
    rose over the horizon after days of each, in the past.
    """

    params: Floats
    turbulent: int
    base_rate: float
    up_calm: float
    up_turbulent: float
    last_day: date

    def chances(self, turbulence: Floats) -> Floats:
        """Return P(up) for the probability of turbulence: the two frequencies, mixed."""
        mixed = self.up_calm + turbulence * (self.up_turbulent - self.up_calm)
        return np.clip(mixed, PROBABILITY_MIN, 1 - PROBABILITY_MIN)


def fit(past: Panel, horizon: int, _seed: int) -> Model | Untrained:
    """Fit by EM and maximum likelihood from fixed starting values. Nothing here is random."""
    days, returns = past.market
    if len(returns) < DAYS_MIN:
        return Untrained(f"{len(returns)} of the {DAYS_MIN} market days that the regime model needs.")
    try:
        params = likeliest(returns * 100, _start(returns))
    except (np.linalg.LinAlgError, ValueError) as error:
        return Untrained(f"The regime model could not be fitted: {error}.")
    if params is None:
        return Untrained(f"The regime model did not converge on {len(returns)} market days.")
    turbulent = int(params[5] > params[4])
    frequencies = _frequencies(past, horizon, filtered(params, returns)[:, turbulent])
    return Model(params, turbulent, *frequencies, date.fromordinal(int(days[-1])))


def _start(returns: Floats) -> Floats:
    """Return where the search begins: a few rounds of EM from statsmodels' own starting values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(_markov(returns).fit(method="stay", extra_fit_funcs={"stay": _stay}, return_params=True))


def _stay(_cost: Any, _slopes: Any, start: Floats, *_values: Any, **_options: Any) -> tuple[Floats, None]:
    """Search no further: no round of statsmodels' own search is wanted, nor what the first one costs."""
    return start, None


def _markov(returns: Floats) -> MarkovRegression:
    return MarkovRegression(returns * 100, k_regimes=2, trend="c", switching_variance=True)


ROUNDING = 1e-6


def filtered(params: Floats, returns: Floats) -> Floats:
    """Return P(regime | returns up to that day), shape (n, 2), from the regimes' long-run shares.

    NaN where a return is so far out that its likelihood underflows: the filter then has no probability.
    """
    with np.errstate(all="ignore"):
        found = np.asarray(_markov(returns).filter(params, cov_type="none").filtered_marginal_probabilities)
    return np.where((found > -ROUNDING) & (found < 1 + ROUNDING), found, np.nan)


@lru_cache(maxsize=4)
def _turbulence(panel: Panel, model: Model) -> Floats:
    """Return P(turbulent) per market day: computed once per panel, since each symbol asks."""
    return filtered(model.params, panel.market[1])[:, model.turbulent]


def _on_days(panel: Panel, turbulence: Floats, days: NDArray[np.int64]) -> Floats:
    """Return the market's turbulence on a symbol's days, NaN on days without a market return."""
    market = panel.market[0]
    place = np.minimum(np.searchsorted(market, days), len(market) - 1)
    return np.where(market[place] == days, turbulence[place], np.nan)


def _frequencies(past: Panel, horizon: int, turbulence: Floats) -> tuple[float, float, float]:
    """Return how often symbols rose: in all, after calm, after turbulence (weighed by probability).

    The last two are drawn to the first as by PRIOR_ROUNDS independent outcomes; outcomes that overlap or
    share their days count as one.
    """
    weights, ups = [], []
    for series in past.series.values():
        outcome, weight = series.forward_returns(horizon), _on_days(past, turbulence, series.days)
        known = np.isfinite(outcome) & np.isfinite(weight)
        weights.append(weight[known])
        ups.append(outcome[known] > 0)
    weight, up = np.concatenate(weights), np.concatenate(ups)
    base = base_rate(up)
    prior = PRIOR_ROUNDS * horizon * len(past.series)
    calm, turbulent = (float((w @ up + prior * base) / (w.sum() + prior)) for w in (1 - weight, weight))
    return base, calm, turbulent


def chances(model: Model, panel: Panel, symbol: str, _since: int = 0, _until: int = EVER) -> Floats:
    return model.chances(_on_days(panel, _turbulence(panel, model), panel.series[symbol].days))


def view(facts: Facts, symbol: str) -> View:
    """Return the market's chance of a rise, the same for each symbol; abstain in warm-up or without a model."""
    panel = panel_of(facts)
    short = short_of_bars(panel, symbol)
    if short:
        return View(SOURCE, symbol, None, (short,))
    model = _model(facts)
    if isinstance(model, Untrained):
        return View(SOURCE, symbol, None, (model.reason,))
    turbulence = float(_turbulence(panel, model)[-1])
    if not np.isfinite(turbulence):
        return View(
            SOURCE, symbol, None, ("The market's last returns are further out than the regime model can judge.",)
        )
    reasons = (
        f"The market is turbulent with a probability of {turbulence:.0%}.",
        f"Symbols rose over {facts.horizon_days} days in {model.up_calm:.1%} of cases after calm days and in "
        f"{model.up_turbulent:.1%} after turbulent ones, up to {model.last_day}.",
    )
    return View(SOURCE, symbol, ratio(float(model.chances(np.array(turbulence)))), reasons)


def market_condition(facts: Facts) -> MarketCondition | None:
    """Return the state of the market on the last day, or None when the regime is not known."""
    model = _model(facts)
    if isinstance(model, Untrained):
        return None
    panel = panel_of(facts)
    returns = panel.market[1]
    turbulence = float(_turbulence(panel, model)[-1])
    if not np.isfinite(turbulence):
        return None
    regime = Regime.TURBULENT if turbulence > 0.5 else Regime.CALM
    volatility = float(np.sqrt(talib.EMA(returns**2, EWMA_BARS)[-1] * TRADING_DAYS))
    level = np.exp(np.cumsum(returns))
    trend = float(level[-1] / level[-TREND_BARS:].mean() - 1)
    summary = (
        f"The market is {regime.lower()} (turbulent with a probability of {turbulence:.0%}), with a volatility of "
        f"{volatility:.1%} a year, {abs(trend):.1%} {'above' if trend >= 0 else 'below'} its 200-day average."
    )
    return MarketCondition(regime, ratio(volatility), ratio(trend), summary)


def _model(facts: Facts) -> Model | Untrained:
    model: Model | Untrained = fitted(sys.modules[__name__], past_of(facts), facts.horizon_days, facts.seed)
    return model
