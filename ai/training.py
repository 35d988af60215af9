"""A new version of all models: trained on the past but for its last months, tried on those beside the champion."""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.facts import Facts
from ai.models import one_thread, ratio
from ai.panel import Panel, panel_of
from ai.past import moves_of
from ai.sources import ENSEMBLE
from ai.trials import Champion, Trial
from ai.walk import POOL, forecasts
from ai.weights import weights_of
from quant.calibration import log_loss

Floats = NDArray[np.float64]
TEST_BARS: Final = 63
FORECASTS_MIN: Final = 100


def try_out(facts: Facts, champion: Champion | None) -> Trial | None:
    """Train on all but the last TEST_BARS days, and try it on them; None where there is too little of either.

    Purged: no label of the training reaches beyond its end. Embargoed: the first `horizon_days` days after it are not
    tested, since what leads to them overlaps. What is trained is the line-up of the facts.
    """
    panel, horizon = panel_of(facts), facts.horizon_days
    days = np.unique(np.concatenate([np.empty(0, np.int64), *(series.days for series in panel.series.values())]))
    if len(days) <= TEST_BARS + horizon:
        return None
    until, since = int(days[-TEST_BARS]), int(days[-TEST_BARS + horizon])
    past = panel.until(until)
    if moves_of(past, horizon) is None:
        return None
    with one_thread():
        said, base, up, when = _said(past, panel, since, facts, facts.lineup)
        if len(up) < FORECASTS_MIN:
            return None
        rival = None if champion is None else _rival(champion, panel, since, facts)
        weights = weights_of(past, horizon, facts.seed, facts.lineup)
    return Trial(
        trained_until=date.fromordinal(until),
        tested_from=date.fromordinal(int(when.min())),
        tested_until=date.fromordinal(int(when.max())),
        data_hash=past.digest,
        forecasts=len(up),
        loss=ratio(log_loss(up, said)),
        base_loss=ratio(log_loss(up, base)),
        champion_loss=None if rival is None or len(rival) != len(up) else ratio(log_loss(up, rival)),
        weights={str(source): str(weight.value) for source, weight in weights.items()},
    )


def _rival(champion: Champion, panel: Panel, since: int, facts: Facts) -> Floats:
    return _said(panel.until(champion.trained_until.toordinal()), panel, since, facts, champion.lineup)[0]


def _said(
    past: Panel, known: Panel, since: int, facts: Facts, lineup: str = ENSEMBLE
) -> tuple[Floats, Floats, Floats, NDArray[np.int64]]:
    """Return the pool's chances, base rates, outcomes and days of all forecasts since a day whose end is known."""
    parts = []
    for symbol, (rows, said) in forecasts(past, known, since, facts.horizon_days, facts.seed, lineup).items():
        gained = known.series[symbol].forward_returns(facts.horizon_days)[rows]
        there = np.isfinite(gained) & np.isfinite(said[POOL])
        up = (gained[there] > 0).astype(np.float64)
        parts.append((said[POOL][there], said["base"][there], up, known.series[symbol].days[rows][there]))
    if not parts:
        return np.empty(0), np.empty(0), np.empty(0), np.empty(0, np.int64)
    said_all, base_all, up_all, when_all = (np.concatenate(column) for column in zip(*parts, strict=True))
    return said_all, base_all, up_all, when_all
