"""Walk-forward evaluation: each year is forecast by models and weights of the years before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ai.ensemble import COST, choice
from ai.models import Untrained, fitted, odds, one_thread
from ai.panel import WARMUP_BARS, Panel
from ai.past import Moves, base_rate, moves_of, outcomes_of
from ai.sources import ENSEMBLE
from ai.weights import YEARS, sources, weights_of

Floats = NDArray[np.float64]
POOL: Final = "POOL"
YEARS_BEFORE: Final = YEARS + 1  # what the weights of the first year are earned on


class TooShort(ValueError):
    """There are not enough years to walk through; the message says how many are needed."""


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What the desk would have said: `action` 1 BUY, -1 SELL, 0 HOLD, and its `confidence` in it; tables as in Walk."""

    action: Floats
    confidence: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Tables of days by symbols, (t, n), NaN where nothing was said.

    `chances` of a rise over `horizon` bars by each source and by the pool, `base` rates as they were known, `gained`
    the total return over the horizon (NaN where the end is not known), and that of the `next` day; what was `decided`,
    None where nothing is.
    """

    symbols: tuple[str, ...]
    days: NDArray[np.int64]
    horizon: int
    chances: Mapping[str, Floats]
    base: Floats
    gained: Floats
    next: Floats
    decided: Decided | None = None

    @property
    def up(self) -> Floats:
        """Whether it rose: 1, 0, NaN where the end is not known."""
        return np.where(np.isfinite(self.gained), self.gained > 0, np.nan)


def walk(panel: Panel, horizon: int, seed: int, lineup: str = ENSEMBLE) -> Walk:
    """Forecast every year that has enough years before it. Raise TooShort without any.

    Models are refitted at the start of each year (the desk refits each month), with the horizon purged. Nothing of a
    year is seen by what forecasts it: the panel is cut off at its start for fits and at its end for forecasts.
    """
    starts = [int(series.days[0]) for series in panel.series.values()]
    last = date.fromordinal(panel.last_day).year if starts else 0
    first = date.fromordinal(min(starts)).year + YEARS_BEFORE if starts else 1
    if first > last:
        raise TooShort(f"A walk forward needs bars of more than {YEARS_BEFORE} calendar years.")
    names = (*(str(source.SOURCE) for source in sources(lineup)), POOL)
    days = np.unique(np.concatenate([series.days for series in panel.series.values()]))
    days = days[days >= date(first, 1, 1).toordinal()]
    shape = len(days), len(panel.series)
    chances = {name: np.full(shape, np.nan) for name in names}
    base, gained, following = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, np.nan)
    decided = Decided(np.full(shape, np.nan), np.full(shape, np.nan))
    for year in range(first, last + 1):
        past, known = panel.until(date(year, 1, 1).toordinal()), panel.until(date(year + 1, 1, 1).toordinal())
        found = forecasts(past, known, date(year, 1, 1).toordinal(), horizon, seed, lineup)
        moves = moves_of(past, horizon)
        for column, symbol in enumerate(panel.series):
            if symbol not in found:
                continue
            series, (rows, said) = panel.series[symbol], found[symbol]
            place = np.searchsorted(days, series.days[rows])
            for name in names:
                chances[name][place, column] = said[name]
            base[place, column] = said["base"]
            gained[place, column] = series.forward_returns(horizon)[rows]
            following[place, column] = series.forward_returns(1)[rows]
            if moves:
                over_horizon = series.volatility[rows] * np.sqrt(horizon)
                found_there = decisions(said[POOL], said["base"], moves, over_horizon)
                decided.action[place, column] = found_there.action
                decided.confidence[place, column] = found_there.confidence
    return Walk(tuple(panel.series), days, horizon, chances, base, gained, following, decided)


def decisions(chance: Floats, base_rate: Floats, moves: Moves, over_horizon: Floats) -> Decided:
    """Decide as the desk does, and to its 6 places, on (n,) chances of a rise and volatilities over the horizon."""
    up, base = np.round(chance, 6), np.round(base_rate, 6)
    expected = np.round(moves.expected_return(up, over_horizon) - COST, 6)
    buys, sells = choice(up, base, expected, COST)
    within = moves.chance_within(COST, over_horizon)
    return Decided(
        np.where(buys, 1.0, np.where(sells, -1.0, 0.0)),
        np.where(buys, up, np.where(sells, 1 - up, np.round(within, 6))),
    )


def forecasts(
    past: Panel, known: Panel, since: int, horizon: int, seed: int, lineup: str = ENSEMBLE
) -> dict[str, tuple[NDArray[np.int64], dict[str, Floats]]]:
    """Return for each symbol the rows from the ordinal `since` on at which a source spoke, and what each said.

    Models and weights are of `past` alone, which is not empty; what they are asked about is in `known`.
    """
    base = base_rate(outcomes_of(past, horizon).up)
    with one_thread():
        weights = weights_of(past, horizon, seed, lineup)
        models = [(source, fitted(source, past, horizon, seed)) for source in sources(lineup)]
        found = {}
        for symbol, series in known.series.items():
            each = {str(source.SOURCE): _chances(source, model, known, symbol, since) for source, model in models}
            spoken = np.asarray(np.isfinite(np.column_stack(list(each.values()))).any(axis=1))
            spoken[: WARMUP_BARS - 1] = False  # the desk abstains as a whole until then
            rows = np.flatnonzero(spoken & (series.days >= since))
            pool = np.full(len(series), odds(np.array(base)))
            for source, _ in models:
                edge = odds(each[str(source.SOURCE)]) - odds(np.array(base))
                pool = pool + weights[source.SOURCE].value * np.nan_to_num(edge, nan=0.0)
            said = {name: chance[rows] for name, chance in each.items()}
            said |= {POOL: 1 / (1 + np.exp(-pool[rows])), "base": np.full(len(rows), base)}
            found[symbol] = rows, said
    return found


def _chances(source: Any, model: Any, panel: Panel, symbol: str, since: int) -> Floats:
    if isinstance(model, Untrained):
        return np.full(len(panel.series[symbol]), np.nan)
    return np.asarray(source.chances(model, panel, symbol, since))


def returns(walked: Walk, name: str) -> Floats:
    """Return the daily returns, net of cost, of owning what a source finds likelier to rise than usual.

    Each day's choice is held for the horizon: a horizon's worth of sleeves, each with an equal share of every symbol
    that is forecast that day; the rest is cash without interest. Half of a round trip's cost is paid for what is
    bought or sold. The last day, whose next return is not known, is left out.
    """
    said = walked.chances[name]
    chosen = np.where(np.isfinite(said), said > walked.base, False).astype(np.float64)
    return _net(walked, _held(chosen, walked.horizon))


def equal_weight(walked: Walk) -> Floats:
    """Return the daily returns of owning everything that is forecast, with the same cost."""
    return _net(walked, np.isfinite(walked.base).astype(np.float64))


def _held(chosen: Floats, horizon: int) -> Floats:
    """The mean of the last `horizon` choices; before there are as many, the missing ones are none."""
    whole = np.vstack([np.zeros((horizon, chosen.shape[1])), np.cumsum(chosen, axis=0)])
    return np.asarray((whole[horizon:] - whole[:-horizon]) / horizon)


def _net(walked: Walk, held: Floats) -> Floats:
    there = np.isfinite(walked.base)
    weight = np.where(there, held, 0.0) / np.maximum(there.sum(axis=1, keepdims=True), 1)
    traded = np.abs(np.diff(weight, axis=0, prepend=0.0)).sum(axis=1)
    gained = (weight * np.nan_to_num(walked.next, nan=0.0)).sum(axis=1)
    return np.asarray(gained - traded * COST / 2)[:-1]
