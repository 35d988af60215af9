"""How much each source counts: earned by its log loss on a past that it had not seen, year by year."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ai.models import Source, Untrained, fitted, kept, odds
from ai.panel import Panel
from ai.past import base_rate, outcomes_of
from ai.sources import ENSEMBLE, LINEUPS
from ai.views import ScoreSource

Floats = NDArray[np.float64]
YEARS: Final = 4
PRIOR: Final = 0.2  # of a source that has proved nothing
PRIOR_PRECISION: Final = 16.0  # a standard deviation of 0.25 around it
WEIGHT_MAX: Final = 1.0


@dataclass(frozen=True, slots=True)
class Weight:
    """A source's weight and why. `loss` and `base_loss` are mean log losses out of sample; NaN if unproved."""

    value: float
    loss: float
    base_loss: float
    since: int

    @property
    def reason(self) -> str:
        if np.isnan(self.loss):
            return f"Weight {self.value:.2f}: it has no record out of sample yet."
        verdict = "better than" if self.loss < self.base_loss else "not better than"
        return (
            f"Weight {self.value:.2f}: out of sample since {self.since} its log loss was {self.loss:.4f}, "
            f"{verdict} {self.base_loss:.4f} of the base rate."
        )


def sources(lineup: str = ENSEMBLE) -> tuple[Source, ...]:
    """Return the sources of a line-up, loading their modules on first use."""
    return tuple(cast(Source, import_module(f"ai.sources.{name}")) for name in LINEUPS[lineup])


def weights_of(past: Panel, horizon: int, seed: int, lineup: str = ENSEMBLE) -> dict[ScoreSource, Weight]:
    """Return each source's weight, found from `past` (not empty) alone and kept until it changes, monthly."""
    return kept(("weights", lineup, horizon, seed, past.digest), lambda: _earned(past, horizon, seed, lineup))


def _earned(past: Panel, horizon: int, seed: int, lineup: str) -> dict[ScoreSource, Weight]:
    """Walk forward: for each of the last years, fit on what came before it and forecast it."""
    last = date.fromordinal(past.last_day).year
    folds = [_fold(past, year, horizon, seed, lineup) for year in range(last - YEARS + 1, last + 1)]
    edges, bases, ups = (np.concatenate(parts) for parts in zip(*folds, strict=True))
    independent = horizon * len(past.series)  # outcomes that overlap or share their days count as one
    joint = _pooled(edges, bases, ups, independent)
    result = {}
    for column, source in enumerate(sources(lineup)):
        known = np.isfinite(edges[:, column])
        loss = _loss(bases[known] + edges[known, column], ups[known])
        base_loss = _loss(bases[known], ups[known])
        value = float(joint[column]) if loss < base_loss else min(float(joint[column]), PRIOR)
        result[source.SOURCE] = Weight(round(value, 4), loss, base_loss, last - YEARS + 1)
    return result


def _fold(past: Panel, year: int, horizon: int, seed: int, lineup: str = ENSEMBLE) -> tuple[Floats, Floats, Floats]:
    """Forecast one year with models of the time before it.

    Returns, for n outcomes known within `past`: each source's log-odds less those of the base rate (n, sources),
    NaN where it abstained; the log-odds of the base rate (n,); and whether the symbol rose (n,).
    """
    before = past.until(date(year, 1, 1).toordinal())
    base = float(odds(np.array(base_rate(outcomes_of(before, horizon).up))))
    models = [(source, fitted(source, before, horizon, seed)) for source in sources(lineup)]
    parts = [_symbol_fold(past, symbol, year, horizon, models) for symbol in past.series]
    edges = np.concatenate([edge for edge, _ in parts]) - base
    ups = np.concatenate([up for _, up in parts])
    return edges, np.full(len(ups), base), ups


def _symbol_fold(
    past: Panel, symbol: str, year: int, horizon: int, models: list[tuple[Source, Any]]
) -> tuple[Floats, Floats]:
    series = past.series[symbol]
    outcome = series.forward_returns(horizon)
    since, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    first, end = np.searchsorted(series.days, [since, after])
    asked = np.zeros(len(series), np.bool_)
    asked[first:end] = np.isfinite(outcome[first:end])
    columns = [
        np.full(len(series), np.nan)
        if isinstance(model, Untrained)
        else odds(source.chances(model, past, symbol, since, after))
        for source, model in models
    ]
    return np.column_stack(columns)[asked], (outcome[asked] > 0).astype(np.float64)


def _loss(log_odds: Floats, up: Floats) -> float:
    """Return the mean log loss; NaN of nothing."""
    return float(np.mean(np.logaddexp(0, log_odds) - up * log_odds)) if len(up) else float("nan")


def _pooled(edges: Floats, bases: Floats, ups: Floats, independent: int) -> Floats:
    """Return the weights with the least log loss of the pool, from 0 to 1, drawn to PRIOR (a ridge around it)."""
    seen = np.nan_to_num(edges, nan=0.0)

    def cost(weights: Floats) -> tuple[float, Floats]:
        log_odds, off = bases + seen @ weights, weights - PRIOR
        loss = np.sum(np.logaddexp(0, log_odds) - ups * log_odds) / independent
        slope = seen.T @ (1 / (1 + np.exp(-log_odds)) - ups) / independent
        return float(loss + PRIOR_PRECISION * off @ off / 2), slope + PRIOR_PRECISION * off

    start = np.full(edges.shape[1], PRIOR)
    found: Floats = minimize(cost, start, jac=True, method="L-BFGS-B", bounds=[(0.0, WEIGHT_MAX)] * len(start)).x
    return found
