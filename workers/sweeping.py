"""A sweep computed from bars: every variant tried, which was best, and what walking forward would have earned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from signal import SIGKILL
from typing import Final

import numpy as np

from adapters.process import die_with_parent
from quant import sweeps
from quant.arrays import Floats
from quant.backtest import Setup
from quant.grid import Grid
from quant.outcomes import overfitted, per_session, yearly_sharpe
from trading.ports import Json
from trading.strategies import Rules
from trading.sweeps import Choice, Variant, variants
from trading.units import plain
from workers.labour import Said

SWEPT: Final = 0.7  # of the whole; then the best is tested
RATIO: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found: its best variant, the Sharpe ratio per session of each (None: it never moved), the
    probability of overfitting among them, and what is told of it, as JSON."""

    best: Rules
    ratios: Sequence[float | None]
    overfit: Decimal | None
    details: Json


def sweep(rules: Rules, choices: Sequence[Choice], grid: Grid, setup: Setup, processes: int, said: Said) -> Swept:
    """Try every variant; InvalidInput for a symbol or a period that is too short for one of them."""
    tried = variants(rules, choices)
    said("sweep", 0.01, f"{len(tried)} variants of {rules.name}")
    found = sweeps.sweep(
        [each.rules for each in tried],
        grid,
        setup,
        processes=processes,
        heard=_told(said),
        bound=partial(die_with_parent, SIGKILL),
    )
    walked = sweeps.walk_forward(found)
    moving = found.returns[:, found.returns.any(axis=0)]
    return Swept(
        best=tried[found.best].rules,
        ratios=[per_session(returns) for returns in found.returns.T],
        overfit=overfitted(moving) if moving.shape[1] > 1 else None,
        details={
            "varied": [choice.title for choice in choices],
            "trials": [_trial(found, place, variant) for place, variant in enumerate(tried)],
            "walked": _walked(walked, tried, grid),
        },
    )


def after(said: Said) -> Said:
    """Return what tells of the test of the best, in the share that the sweep leaves."""
    return lambda stage, share, note: said(stage, SWEPT + (1 - SWEPT) * share, note)


def _told(said: Said) -> Callable[[int, int], None]:
    def heard(done: int, total: int) -> None:
        if done * 100 // total != (done - 1) * 100 // total:
            said("sweep", SWEPT * done / total, f"{done} of {total} variants")

    return heard


def _trial(found: sweeps.Sweep, place: int, variant: Variant) -> Json:
    ratio = yearly_sharpe(found.returns[:, place])
    return {
        "values": [plain(value) for value in variant.values],
        "sharpe": None if ratio is None else plain(ratio),
        "final_equity": plain(Decimal(repr(float(found.finals[place])))),
    }


def _walked(walked: sweeps.WalkForward, tried: Sequence[Variant], grid: Grid) -> Json:
    days = np.unique(grid.day)
    ratio, start = yearly_sharpe(walked.returns), walked.parts[0][0]
    return {
        "total_return": _earned(walked.returns),
        "sharpe": None if ratio is None else plain(ratio),
        "parts": [
            {
                "first": date.fromordinal(int(days[first])).isoformat(),
                "last": date.fromordinal(int(days[end - 1])).isoformat(),
                "values": [plain(value) for value in tried[chosen].values],
                "total_return": _earned(walked.returns[first - start : end - start]),
            }
            for chosen, (first, end) in zip(walked.chosen, walked.parts, strict=True)
        ],
    }


def _earned(returns: Floats) -> str:
    return plain(Decimal(repr(float(np.prod(1 + returns) - 1))).quantize(RATIO))
