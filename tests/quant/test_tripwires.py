"""Proves that who looks ahead is caught, however little, and that who does not is left alone."""

from collections.abc import Mapping

import numpy as np
import pytest

from quant.backtest import Setup, run
from quant.course import Course
from quant.grid import Grid
from quant.strategies import Past, Plan, Planned, Written, of_rules, of_weights
from quant.tripwires import LookedAhead, check_lag, check_prefixes, lagged_sharpe, sharpe_of
from tests.quant.grids import LOOSE, crossover, walk

SETUP = Setup(limits=LOOSE)


def plan_of_tomorrow(grid: Grid) -> Plan:
    tomorrow = np.vstack([grid.close[1:], grid.close[-1:]])
    return Plan(np.where(tomorrow > grid.close, 0.1, 0.0))


def plan_by_the_mean_of_all(grid: Grid) -> Plan:
    return Plan(np.where(grid.close < grid.close.mean(axis=0), 0.1, 0.0))


@pytest.mark.parametrize("plan", [plan_of_tomorrow, plan_by_the_mean_of_all])
def test_a_plan_that_changes_with_what_comes_after_is_caught(plan: object) -> None:
    bars, strategy = walk(400, 3, 2), Planned("peeker", plan)  # type: ignore[arg-type]
    whole = run(bars, strategy.decider(bars), SETUP)
    with pytest.raises(LookedAhead, match="peeker looks ahead: what it decides of S0"):
        check_prefixes(strategy, bars, whole, seed=1)


def test_rules_pass_every_cut() -> None:
    bars, strategy = walk(400, 3, 2), of_rules(crossover(5, 20))
    assert check_prefixes(strategy, bars, run(bars, strategy.decider(bars), SETUP), seed=1) > 20


class Counting:
    """Decides by what other objects of its class have seen: something outside of the past that it is given."""

    lives = 0

    def __init__(self) -> None:
        Counting.lives += 1
        self.life = Counting.lives

    def decide(self, past: Past) -> Mapping[str, float]:
        return {"S00": 0.1 * ((len(past) // 7 + self.life) % 2)}


class Honest:
    def decide(self, past: Past) -> Mapping[str, float]:
        return {"S00": 0.1 * (past.closes("S00", 5)[-1] > past.closes("S00", 5)[0])}


def test_a_class_that_decides_otherwise_on_a_part_of_the_bars_is_caught() -> None:
    bars = walk(200, 1, 4)
    for made, caught in ((Counting, True), (Honest, False)):
        strategy = Written("class", made)
        whole = run(bars, strategy.decider(bars), SETUP)
        if caught:
            with pytest.raises(LookedAhead):
                check_prefixes(strategy, bars, whole, seed=1, cuts=3)
        else:
            assert check_prefixes(strategy, bars, whole, seed=1, cuts=5) == 5


def test_a_result_that_is_gone_a_bar_later_is_caught() -> None:
    bars = walk(500, 4, 3)
    known = of_weights("insider", np.asarray(plan_of_tomorrow(bars).weights))  # a table hides where it is from
    sharpe = sharpe_of(run(bars, known.decider(bars), SETUP))
    lagged = lagged_sharpe(known, Course(bars), SETUP)
    assert sharpe is not None
    if sharpe < 3:  # the next open is not the close that it knows of
        pytest.fail(f"the insider is too modest: {sharpe}")
    with pytest.raises(LookedAhead, match="one bar later"):
        check_lag("insider", sharpe, lagged)


def test_a_lag_is_exactly_one_bar() -> None:
    bars, table = walk(60, 1, 1), np.full((60, 1), np.nan)
    table[10], table[20] = 0.5, 0.0
    shifted = np.vstack([[[np.nan]], table[:-1]])
    late = run(bars, of_weights("late", shifted).decider(bars), SETUP)
    assert lagged_sharpe(of_weights("now", table), Course(bars), SETUP) == sharpe_of(late)


def test_modest_results_are_left_alone() -> None:
    check_lag("honest", 1.0, -1.0)
    check_lag("steady", 4.0, 3.5)
    check_lag("still", None, None)
