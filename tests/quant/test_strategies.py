"""Proves that rules mean what they say, in the shares of the day, and that a user's class sees nothing but the past."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import numpy as np
import pytest

from quant.backtest import LATER, Setup, run
from quant.strategies import Past, StrategyFailed, Written, of_chances, of_rules, of_weights
from tests.quant.grids import LOOSE, crossover, grid, walk, weekdays
from trading.errors import InvalidInput
from trading.market import CorporateAction, CorporateActionKind
from trading.simulation import Simulation
from trading.strategies import All, Any, Compare, Comparison, Condition, Indicator, Measure, Not, Rules

D = Decimal
CLOSE = Indicator(Measure.CLOSE)
ABOVE_10 = Compare(CLOSE, Comparison.ABOVE, D(10))
BELOW_12 = Compare(CLOSE, Comparison.BELOW, D(12))


def weights(enter: Condition, closes: list[float], leave: Condition | None = None, **more: D) -> list[float]:
    return [
        float(each)
        for each in of_rules(Rules(name="r", enter=enter, exit=leave, **more)).plan(grid(closes)).weights[:, 0]
    ]


def test_without_an_exit_what_is_no_longer_so_is_sold() -> None:
    found = weights(ABOVE_10, [9, 9, 9, 11, 12, 9], weight=D("0.5"))
    assert found[2:] == [0.0, 0.5, 0.5, 0.0]


def test_all_any_and_not() -> None:
    closes: list[float] = [9, 9, 9, 11, 13, 9]
    assert weights(All((ABOVE_10, BELOW_12)), closes, weight=D(1))[2:] == [0, 1, 0, 0]
    assert weights(Any((ABOVE_10, BELOW_12)), closes, weight=D(1))[2:] == [1, 1, 1, 1]
    assert weights(Not(ABOVE_10), closes, weight=D(1))[2:] == [1, 0, 0, 1]


def test_a_cross_is_the_bar_at_which_it_happens() -> None:
    up = Compare(CLOSE, Comparison.CROSSES_ABOVE, D(10))
    down = Compare(CLOSE, Comparison.CROSSES_BELOW, D(10))
    found = weights(up, [9, 9, 9, 11, 12, 9, 8], down, weight=D(1))
    assert np.isnan(found[2])
    assert found[3] == 1
    assert np.isnan(found[4])
    assert found[5] == 0


def test_the_unknown_is_neither_true_nor_false() -> None:
    long = Compare(Indicator(Measure.SMA, 4), Comparison.ABOVE, D(0))
    assert np.isnan(weights(Not(long), [10] * 9, long, weight=D(1))[:4]).all()


def test_a_price_is_in_the_shares_of_its_day_and_a_split_crosses_nothing() -> None:
    split = CorporateAction("s", "AAA", weekdays(40)[30], CorporateActionKind.SPLIT, ratio=D(2))
    halved = grid([100.0] * 30 + [50.0] * 10, split)
    plan = of_rules(crossover(3, 10)).plan(halved)
    assert np.nansum(plan.weights) == 0  # the averages are equal all the time
    low = Rules(name="low", enter=Compare(Indicator(Measure.SMA, 5), Comparison.BELOW, D(60)))
    assert np.flatnonzero(of_rules(low).plan(halved).weights[:, 0] > 0).tolist() == list(range(30, 40))


def test_days_on_which_a_rule_was_true_are_counted() -> None:
    active = of_rules(Rules(name="r", enter=All((ABOVE_10, BELOW_12)))).active(grid([9, 9, 11, 11, 13]))
    assert active == {
        "enter: (CLOSE is above 10 and CLOSE is below 12)": 2,
        "enter: CLOSE is above 10": 3,
        "enter: CLOSE is below 12": 4,
    }


def test_too_short_a_past_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="AAA has 20 bars in this period; SMA 5/30 needs 32"):
        of_rules(crossover(5, 30)).plan(grid([100.0] * 20))


def test_only_changes_of_a_weight_are_wishes_and_closes_come_first() -> None:
    table = np.array([[0.0, 0.1], [np.nan, 0.1], [0.2, 0.0], [0.2, np.nan]])
    decider = of_weights("w", table).decider(walk(4, 2, 1))
    account = Simulation(cash=D(1))
    assert [decider.next_row(row) for row in range(4)] == [0, 2, 2, LATER]
    assert [
        (wish.column, wish.weight) for wish in of_weights("w", table).decider(walk(4, 2, 1)).wishes(2, account)
    ] == [
        (1, 0.0),
        (0, 0.2),
    ]


def test_forecasts_hold_what_is_likelier_to_rise_than_usual() -> None:
    chances, base = np.array([[np.nan], [0.6], [0.5], [0.4]]), np.full((4, 1), 0.5)
    plan = of_chances("c", chances, base, 0.3).plan(walk(4, 1, 1))
    assert np.array_equal(plan.weights[:, 0], [np.nan, 0.3, np.nan, 0.0], equal_nan=True)


class Momentum:
    """Holds what is higher than ten bars ago."""

    def decide(self, past: Past) -> Mapping[str, float]:
        return {symbol: 0.1 * (past.closes(symbol, 10)[-1] > past.closes(symbol, 10)[0]) for symbol in past.symbols}


def test_a_class_is_asked_at_every_bar_and_gives_the_same_as_its_table() -> None:
    bars = walk(300, 3, 7)
    live = run(bars, Written("m", Momentum).decider(bars), Setup(limits=LOOSE))
    close = bars.close
    table = np.full(close.shape, np.nan)
    for row in range(len(close)):
        table[row] = 0.1 * (close[row] > close[max(0, row - 9)])
    assert live.hash() == run(bars, of_weights("m", table).decider(bars), Setup(limits=LOOSE)).hash()
    assert live.end.executions


def test_the_past_is_a_copy_without_a_way_to_what_comes() -> None:
    bars = walk(50, 1, 1)
    past = Past(bars, 20, Simulation(cash=D(1)), np.ones((50, 1)))
    seen = past.closes("S00", 2_000)
    assert len(seen) == len(past) == 21
    assert seen.base is None
    seen[:] = 0
    assert bars.close[20, 0] > 0


def test_a_class_sees_prices_in_the_shares_of_its_day() -> None:
    split = CorporateAction("s", "AAA", weekdays(40)[30], CorporateActionKind.SPLIT, ratio=D(2))
    bars, seen = grid([100.0] * 30 + [50.0] * 10, split), dict[int, list[float]]()

    class Looking:
        def decide(self, past: Past) -> Mapping[str, float]:
            seen[len(past) - 1] = past.closes("AAA", 3).tolist() + past.volumes("AAA", 3).tolist()[:1]
            return {}

    run(bars, Written("looking", Looking).decider(bars), Setup())
    assert seen[29] == [100, 100, 100, 1_000_000]
    assert seen[30] == [50, 50, 50, 2_000_000]


def raising(past: Past) -> Mapping[str, float]:
    raise ZeroDivisionError("no")


@pytest.mark.parametrize(
    ("decide", "said"),
    [
        (raising, "ZeroDivisionError: no"),
        (lambda past: {"ZZZ": 0.5}, "ZZZ, which is not tested"),
        (lambda past: {"S00": 2}, "wants 2 of S00"),
        (lambda past: {"S00": float("nan")}, "wants nan of S00"),
        (lambda past: {"S00": 10**400}, r"wants 10{79}\.\.\. of S00"),
        (lambda past: {"Z" * 400: 0.5}, r"wants Z{80}\.\.\., which is not tested"),
        (lambda past: None, "AttributeError"),
        (lambda past: {"S00": float(past.closes("S00", 0)[0])}, "1 to 2000 bars"),
    ],
)
def test_a_class_that_misbehaves_is_told_on_which_day(decide: Callable[[Past], object], said: str) -> None:
    class Bad:
        def decide(self, past: Past) -> object:
            return decide(past)

    bars = walk(40, 1, 1)
    with pytest.raises(StrategyFailed, match=f"bad.*2012-01-02.*{said}|bad on 2012-01-02.*{said}"):
        run(bars, Written("bad", Bad).decider(bars), Setup())  # type: ignore[arg-type]
