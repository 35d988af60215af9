"""Proves that bars which make no sense are refused by symbol and day, and that a part of a grid knows no more."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from quant.grid import of_bars
from tests.quant.grids import bars, grid, weekdays
from trading.errors import InvalidInput
from trading.market import Bar, CorporateAction, CorporateActionKind

D = Decimal
GOOD = bars([100] * 60)
DAYS = weekdays(60)


def changed(row: int, **values: object) -> list[Bar]:
    return [replace(bar, **values) if at == row else bar for at, bar in enumerate(GOOD)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "no bars of AAA"),
        (changed(7, close=D("NaN")), f"AAA on {DAYS[7]}: .*NaN are not all prices"),
        (changed(7, low=D("Infinity")), f"AAA on {DAYS[7]}"),
        (changed(7, open=D(0)), f"AAA on {DAYS[7]}: 0/.* are not all prices above zero"),
        (changed(7, low=D(101)), f"AAA on {DAYS[7]}: open or close lies outside of low 101"),
        (changed(7, volume=-1), f"AAA on {DAYS[7]}: a volume of -1"),
        ([*GOOD[:8], *GOOD[7:]], f"AAA has two bars on {DAYS[7]}"),
        ([*GOOD[:7], GOOD[8], GOOD[7], *GOOD[9:]], f"out of order: {DAYS[7]} comes after {DAYS[8]}"),
        ([*GOOD[:10], *GOOD[40:]], f"AAA has no bar between {DAYS[9]} and {DAYS[40]}"),
    ],
)
def test_bars_that_make_no_sense_are_named(found: list[Bar], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        of_bars({"AAA": found})


def test_nothing_to_test_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at least one symbol"):
        of_bars({})


def test_an_action_needs_a_bar_of_its_day_and_one_outside_of_the_period_is_nobodys() -> None:
    split = CorporateAction("s", "AAA", DAYS[20], CorporateActionKind.SPLIT, ratio=D(2))
    with pytest.raises(InvalidInput, match=f"AAA has a SPLIT on {DAYS[20]}, but no bar"):
        of_bars({"AAA": [bar for bar in GOOD if bar.day != DAYS[20]]}, [split])
    assert grid([100] * 60, split).actions == {20: (split,)}
    assert not grid([100] * 60, replace(split, day=DAYS[0]), replace(split, symbol="ZZZ")).actions
    assert not grid([100] * 20, split).actions


def test_a_price_is_exact_and_carried_over_days_without_a_bar() -> None:
    some = [bar for bar in bars(["100.123456"] * 5) if bar.day != DAYS[2]]
    found = of_bars({"AAA": some, "BBB": bars([50] * 5)})
    assert found.close[:, 0].tolist() == [100_123_456] * 5
    assert found.traded[:, 0].tolist() == [True, True, False, True, True]
    assert found.bars == 9


def test_a_part_of_a_grid_is_a_copy_that_knows_no_more() -> None:
    split = CorporateAction("s", "AAA", DAYS[40], CorporateActionKind.SPLIT, ratio=D(2))
    whole = grid([100] * 60, split)
    part = whole.until(30)
    assert (len(part.at), part.actions) == (30, {})
    assert not np.shares_memory(part.close, whole.close)
    assert part.splits(0).tolist() == [1.0] * 30
    assert whole.splits(0).tolist() == [1.0] * 40 + [2.0] * 20
