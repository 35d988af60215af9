"""Proves that a sweep puts numbers wherever they are meant, tries each combination once, and names what is wrong."""

from decimal import Decimal
from typing import Any

import pytest

from trading import sweeps
from trading.errors import InvalidInput
from trading.strategies import CATALOG, Compare, Comparison, Indicator, Measure, Not, Rules, of_json, to_json

D = Decimal
CROSSOVER = CATALOG["sma-crossover"]
FAST = {"indicator": {"measure": "SMA", "length": 50}}
RSI = Indicator(Measure.RSI, 14)
DIPS = Rules(name="dips", enter=Compare(RSI, Comparison.BELOW, D(30)), exit=Not(Compare(RSI, Comparison.BELOW, D(60))))


def choices(rules: Rules, *stored: dict[str, Any]) -> list[sweeps.Choice]:
    return sweeps.of_json(stored, rules)


def test_a_number_varies_wherever_it_stands() -> None:
    found = sweeps.variants(CROSSOVER, choices(CROSSOVER, {**FAST, "values": ["20", "30"]}))
    assert [each.rules.sentence for each in found] == [
        CROSSOVER.sentence.replace("SMA(50)", f"SMA({length})") for length in (20, 30)
    ]
    assert [each.rules.name for each in found] == ["sma-crossover: SMA(50) 20", "sma-crossover: SMA(50) 30"]
    found = sweeps.variants(DIPS, choices(DIPS, {"value": "30", "values": ["10", "25.5"]}))
    assert [each.rules.sentence.split(" when ")[1] for each in found] == [
        "RSI(14) is below 10; sell",
        "RSI(14) is below 25.5; sell",
    ]


def test_every_combination_is_tried_once_and_nothing_is_put_in_twice() -> None:
    slow = {"indicator": {"measure": "SMA", "length": 200}, "values": ["50", "100"]}
    found = sweeps.variants(CROSSOVER, choices(CROSSOVER, {**FAST, "values": ["20", "200"]}, slow))
    assert [each.values for each in found] == [(D(20), D(50)), (D(20), D(100)), (D(200), D(50)), (D(200), D(100))]
    assert "SMA(200) is above SMA(50)" in found[2].rules.sentence
    assert len({str(to_json(each.rules)["enter"]) for each in found}) == 4
    assert all(of_json(to_json(each.rules)) == each.rules for each in found)


def test_the_longest_combination_says_how_many_bars_are_needed() -> None:
    assert sweeps.bars(CROSSOVER, choices(CROSSOVER, {**FAST, "values": ["300", "20"]})) == 301
    assert sweeps.bars(CROSSOVER, []) == CROSSOVER.bars


def test_choices_are_kept_as_they_were_given() -> None:
    given = choices(DIPS, {"value": "30", "values": ["10", "25.50"]})
    assert sweeps.of_json(sweeps.to_json(given), DIPS) == given


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ([], "vary: 1 to 4 numbers can vary, not 0"),
        ([{**FAST, "values": ["1"]}] * 5, "vary: 1 to 4 numbers"),
        ([{**FAST, "values": ["20"]}, {**FAST, "values": ["30"]}], "the same thing varies twice"),
        ([{"indicator": {"measure": "SMA", "length": 51}, "values": ["20"]}], r"vary.0: SMA\(51\) does not stand"),
        ([{"value": "50", "values": ["20"]}], "vary.0: 50 does not stand in the rules"),
        ([{"values": ["20"]}], "vary.0: is exactly one of indicator, value"),
        ([{**FAST, "value": "1", "values": ["20"]}], "vary.0: is exactly one of indicator, value"),
        ([{**FAST, "values": []}], "vary.0.values: is a list of 1 to 1000"),
        ([FAST], "vary.0.values: is a list of 1 to 1000"),
        ([{**FAST, "values": ["20", "20.0"]}], "vary.0.values: names a number twice"),
        ([{**FAST, "values": ["20.5"]}], "vary.0.values.0.*length: is a whole number from 1 to 500"),
        ([{**FAST, "values": ["501"]}], "vary.0.values.0.*length: is a whole number from 1 to 500"),
        ([{**FAST, "values": ["NaN"]}], "vary.0.values.0.value: is a decimal number"),
        (
            [
                {**FAST, "values": [str(each) for each in range(1, 40)]},
                {"indicator": {"measure": "SMA", "length": 200}, "values": [str(each) for each in range(1, 40)]},
            ],
            "these are 1521 combinations; at most 1000",
        ),
    ],
)
def test_what_makes_no_sense_is_named_by_its_path(stored: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as caught:
        choices(CROSSOVER, *stored)
    assert caught.value.fields[0].path[0] == "vary"
