"""Proves that the gate's exact tail is the one that numpy finds, whatever is held and whatever is added."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import value_at_risk
from tests.quant.samples import SEEDS
from trading.tails import MILLION, outlook

D = Decimal


@given(SEEDS, st.integers(40, 400), st.sampled_from(["0.9", "0.95", "0.975"]), st.decimals(-5000, 5000, places=2))
def test_the_tail_is_that_of_numpy(seed: int, days: int, confidence: str, more: Decimal) -> None:
    rng = np.random.default_rng(seed)
    moves = {name: [int(each) for each in rng.normal(0, 20_000, days)] for name in ("AAA", "BBB", "CCC")}
    held = [("AAA", D("1234.56")), ("BBB", D("-789.01")), ("AAA", D("10.00"))]
    found = outlook(held, moves, D(confidence)).tail("CCC", more)
    assert found is not None
    money = 1244.56 * np.array(moves["AAA"]) - 789.01 * np.array(moves["BBB"]) + float(more) * np.array(moves["CCC"])
    expected = value_at_risk.historical(money / MILLION, float(confidence))
    assert float(found.value_at_risk) == pytest.approx(expected.value_at_risk, abs=0.0051)
    assert float(found.expected_shortfall) == pytest.approx(expected.expected_shortfall, abs=0.0051)
    assert found.expected_shortfall >= found.value_at_risk


def test_what_has_no_days_is_not_known() -> None:
    moves = {"AAA": [1, 2, 3]}
    assert outlook([("ZZZ", D(1))], moves, D("0.95")).tail("AAA", D(1)) is None
    assert outlook([("ZZZ", D(0))], moves, D("0.95")).tail("AAA", D(1)) is not None
    assert outlook([], moves, D("0.95")).tail("ZZZ", D(1)) is None
    assert outlook([], {}, D("0.95")).tail("AAA", D(1)) is None
    nothing = outlook([], moves, D("0.95")).tail()
    assert nothing is not None
    assert nothing.value_at_risk == nothing.expected_shortfall == 0
