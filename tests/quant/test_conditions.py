"""Proves that what the gate learns of a market in a backtest is what the desk tells it, splits included."""

from decimal import Decimal

import numpy as np
import pytest

from quant.conditions import Conditions
from quant.grid import of_bars
from tests.quant.grids import bars, weekdays
from trading.condition import condition
from trading.market import Bar, CorporateAction, CorporateActionKind

D = Decimal
DAYS = weekdays(60)
ACTIONS = [
    CorporateAction("s", "AAA", DAYS[30], CorporateActionKind.SPLIT, ratio=D(2)),
    CorporateAction("d", "AAA", DAYS[33], CorporateActionKind.DIVIDEND, amount=D("0.37")),
]


def with_actions(found: list[Bar]) -> list[Bar]:
    """Tell bars of the actions, as a market does."""
    by_day = {action.day: action for action in ACTIONS}
    told = []
    for bar in found:
        action = by_day.get(bar.day)
        dividend, split = (action.amount, action.ratio) if action else (D(0), D(1))
        told.append(Bar(bar.day, bar.open, bar.high, bar.low, bar.close, bar.volume, dividend, split))
    return told


@pytest.mark.parametrize("seed", range(5))
def test_conditions_are_those_of_the_desk(seed: int) -> None:
    rng = np.random.default_rng(seed)
    path = np.round(100 * np.exp(np.cumsum(rng.normal(0, 0.02, 60))), 2)
    path[30:] = np.round(path[30:] / 2, 2)
    own = with_actions(bars([str(each) for each in path], spread="0"))
    grid = of_bars({"AAA": own}, ACTIONS)
    sessions = np.arange(60)
    made = Conditions(grid, sessions, sessions)
    for row in range(60):
        split = own[row].split
        theirs = condition(own[:row], split)
        ours = made.at(row, 0)
        assert ours.average_volume == theirs.average_volume, row
        assert ours.previous_close is None or abs(ours.previous_close - (theirs.previous_close or 0)) <= D("0.000001")
        assert (ours.volatility is None) == (theirs.volatility is None)
        if ours.volatility is not None and theirs.volatility is not None:
            assert abs(ours.volatility - theirs.volatility) <= D("2e-9")
