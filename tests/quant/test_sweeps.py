"""Proves that the trials of a sweep share their work and come, bit for bit, to what each comes to alone."""

from decimal import Decimal
from multiprocessing import active_children

import numpy as np
import pytest

from quant import strategies
from quant.arrays import Floats
from quant.backtest import Setup, run
from quant.grid import Grid, of_bars
from quant.indicators import Bars
from quant.strategies import Readers, of_rules, plan_of
from quant.sweeps import Sweep, sweep, walk_forward
from tests.quant.grids import LOOSE, bars, crossover, walk, weekdays
from trading.errors import InvalidInput
from trading.market import CorporateAction, CorporateActionKind
from trading.strategies import Measure, Rules

D = Decimal
TRIALS = [crossover(fast, slow, weight=D("0.3")) for fast in (3, 5, 8) for slow in (13, 21)]


def eventful() -> Grid:
    """Two symbols, of which one splits, pays, and is listed late."""
    rng = np.random.default_rng(5)
    path = np.round(100 * np.exp(np.cumsum(rng.normal(0, 0.02, (300, 2)), axis=0)), 2)
    path[150:, 0] = np.round(path[150:, 0] / 2, 2)
    first, second = (bars([str(each) for each in path[:, column]], spread="0") for column in (0, 1))
    days = weekdays(300)
    return of_bars(
        {"AAA": first, "BBB": second[40:]},
        [
            CorporateAction("s", "AAA", days[150], CorporateActionKind.SPLIT, ratio=D(2)),
            CorporateAction("d", "AAA", days[90], CorporateActionKind.DIVIDEND, amount=D("0.37")),
            CorporateAction("e", "BBB", days[200], CorporateActionKind.DIVIDEND, amount=D("1.005")),
        ],
    )


def alone(trials: list[Rules], grid: Grid, setup: Setup) -> tuple[list[bytes], list[float]]:
    found = [run(grid, of_rules(rules).decider(grid), setup) for rules in trials]
    assert any(each.end.executions for each in found)
    return [each.returns.tobytes() for each in found], [float(each.final) for each in found]


def together(found: Sweep) -> tuple[list[bytes], list[float]]:
    return [np.ascontiguousarray(each).tobytes() for each in found.returns.T], found.finals.tolist()


@pytest.mark.parametrize("processes", [1, 2])
def test_every_trial_comes_to_what_it_comes_to_alone(processes: int) -> None:
    setup = Setup(limits=LOOSE)
    for grid in (eventful(), walk(1_000, 3, 4, minutes=39)):
        assert together(sweep(TRIALS, grid, setup, processes=processes)) == alone(TRIALS, grid, setup)


def test_an_indicator_is_made_once_for_all_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    plain = strategies.LINES[Measure.SMA]

    def counting(bars: Bars, length: int) -> Floats:
        made.append(length)
        return plain(bars, length)

    monkeypatch.setattr(strategies, "LINES", {**strategies.LINES, Measure.SMA: counting})
    sweep(TRIALS, walk(100, 2, 1), Setup(limits=LOOSE), processes=1)
    assert sorted(made) == sorted([3, 5, 8, 13, 21] * 2)


def test_only_so_many_indicators_are_kept_and_what_was_dropped_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    grid, plans = walk(100, 2, 1), []
    for most in (strategies.LINES_MAX, 600):  # three of a symbol
        monkeypatch.setattr(strategies, "LINES_MAX", most)
        readers = Readers(grid)
        plans.append([plan_of(rules, readers).weights.tobytes() for rules in TRIALS])
    assert plans[0] == plans[1]


def test_each_part_of_a_walk_is_traded_by_what_was_best_in_all_before_it() -> None:
    found = sweep(TRIALS, eventful(), Setup(limits=LOOSE), processes=1)
    walked = walk_forward(found, 3)
    assert walked.parts == ((75, 150), (150, 225), (225, 300))
    for chosen, (first, end) in zip(walked.chosen, walked.parts, strict=True):
        past = found.returns[:first]
        assert chosen == int((past.mean(axis=0) / past.std(axis=0, ddof=1)).argmax())
        assert walked.returns[first - 75 : end - 75].tolist() == found.returns[first:end, chosen].tolist()


def test_nothing_to_try_is_refused() -> None:
    with pytest.raises(InvalidInput, match="nothing to try"):
        sweep([], walk(100, 2, 1), Setup(), processes=1)


@pytest.mark.slow
def test_who_stops_a_sweep_leaves_none_of_its_processes() -> None:
    """As Ctrl-C does: what is left is not carried on, and nobody has to wait for it."""

    def stop(done: int, total: int) -> None:
        assert set(active_children()) - before  # they are at it
        raise KeyboardInterrupt

    before = set(active_children())
    many = [crossover(fast, slow, weight=D("0.3")) for fast in range(2, 20) for slow in range(30, 50)]
    with pytest.raises(KeyboardInterrupt):
        sweep(many, walk(400, 2, 3), Setup(limits=LOOSE), processes=2, fast=False, heard=stop)
    assert set(active_children()) <= before
