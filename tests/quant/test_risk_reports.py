"""Proves that a report's parts sum to its whole by every method, and that its backtest only knows the past."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import risk_reports, value_at_risk
from quant.risk_reports import measure
from quant.volatility import ewma_path
from tests.quant.samples import SEEDS, history
from trading.errors import InvalidInput
from trading.risk_reports import VarMethod

SYMBOLS = ("A", "B", "C")
DAYS = [date(2008, 1, 1) + timedelta(days=number) for number in range(1000)]
HELD = [50_000.0, 30_000.0, -10_000.0]


@given(SEEDS, st.sampled_from([each for each in VarMethod if each is not VarMethod.CORNISH_FISHER]), st.integers(1, 10))
def test_parts_sum_to_the_whole(seed: int, method: VarMethod, days: int) -> None:
    past = history(seed, 400, 3)
    found = measure(SYMBOLS, HELD, past, DAYS[:400], method=method, horizon_days=days)
    whole = value_at_risk.tail(past @ HELD, method, 0.95, days)
    assert found.tail.value_at_risk == pytest.approx(whole.value_at_risk)
    assert found.value_at_risk.sum() == pytest.approx(whole.value_at_risk, abs=1e-6)
    assert found.expected_shortfall.sum() == pytest.approx(whole.expected_shortfall, abs=1e-6)
    assert found.correlation == pytest.approx(np.corrcoef(past, rowvar=False))


def test_episodes_are_those_that_the_past_reaches_over() -> None:
    past = history(1, 1000, 3)
    found = measure(SYMBOLS, HELD, past, DAYS)
    assert "Financial crisis 2008" in found.losses
    assert "Pandemic crash 2020" not in found.losses
    assert found.losses["Every price falls by a fifth"] == pytest.approx(14_000)
    assert found.losses["Worst day of the past"] == pytest.approx(-(past @ HELD).min())


@pytest.mark.parametrize("method", [VarMethod.HISTORICAL, VarMethod.FILTERED_HISTORICAL, VarMethod.PARAMETRIC])
def test_forecasts_are_made_before_their_day(method: VarMethod) -> None:
    """Each forecast, recomputed with nothing but what came before it, judges its day alike."""
    past = history(4, 420, 3)
    found = measure(SYMBOLS, HELD, past, DAYS[:420], method=method).tested
    assert found is not None
    profit = past @ np.array(HELD)
    hits = 0
    for day in range(250, 420):
        before = profit[:day]
        match method:
            case VarMethod.HISTORICAL:
                foretold = -np.quantile(before[-250:], 0.05)
            case VarMethod.PARAMETRIC:
                foretold = value_at_risk.normal(0.95, before[-250:].mean(), before[-250:].std(ddof=1)).value_at_risk
            case _:
                path = ewma_path(before)
                foretold = -np.quantile((before / np.sqrt(path[:-1]))[-250:], 0.05) * np.sqrt(path[-1])
        hits += -profit[day] > foretold
    assert (found.days, found.exceptions) == (170, hits)
    assert found.expected == pytest.approx(8.5)


def test_a_book_that_grew_wild_breaks_its_plain_forecast_and_is_told() -> None:
    calm, wild = history(5, 600, 3) * 0.3, history(6, 60, 3) * 5
    found = measure(SYMBOLS, [1e5, 1e5, 1e5], np.vstack([calm, wild]), DAYS[:660], method=VarMethod.PARAMETRIC).tested
    assert found is not None
    assert found.broken
    assert found.verdict.startswith("Too many: ")
    assert found.kupiec > 3.84


def _days(pattern: list[int], days: int = 500) -> risk_reports.Tested:
    hits = np.zeros(days, np.bool_)
    hits[pattern] = True
    return risk_reports.judged(hits, 0.05)


@pytest.mark.parametrize(
    ("pattern", "says", "broken"),
    [
        (range(0, 500, 20), "As foretold: 25 ", False),  # never two in a row
        (range(0, 480, 10), "Too many: 48 ", True),
        ([*range(100, 124)], "As many as may be, but they come together: 24 ", True),
        ([*range(100, 110)], "Too few, but they come together: 10 ", True),
        ([*range(100, 160)], "Too many, and they come together: 60 ", True),
        ([*range(0, 420, 14), *range(1, 71, 14)], "More, and nearer to each other", True),  # 3.77 and 2.45
        ([], "Too few: 0 ", False),
    ],
)
def test_too_many_exceptions_break_a_forecast_and_so_do_those_that_come_together(
    pattern: list[int], says: str, broken: bool
) -> None:
    found = _days(list(pattern))
    assert found.verdict.startswith(says)
    assert found.broken is broken


def test_exceptions_further_apart_than_chance_puts_them_break_nothing() -> None:
    found = _days(list(range(0, 490, 14)))  # 35, never two in a row: as many as Kupiec lets pass
    assert found.christoffersen > 3.84 > found.kupiec
    assert found.verdict.startswith("As foretold: 35 ")
    assert not found.broken


def test_a_short_past_has_figures_and_no_backtest_and_a_shorter_one_nothing() -> None:
    assert measure(SYMBOLS, HELD, history(1, 60, 3), DAYS[:60]).tested is None
    with pytest.raises(InvalidInput, match="at least 20"):
        measure(SYMBOLS, HELD, history(1, 19, 3), DAYS[:19])


def test_what_does_not_move_or_is_there_twice_is_named() -> None:
    past = history(1, 300, 3)
    past[:, 1] = 0
    with pytest.raises(InvalidInput, match="price of B has not moved"):
        measure(SYMBOLS, HELD, past, DAYS[:300])
    with pytest.raises(InvalidInput, match="A is named twice"):
        measure(("A", "A", "B"), HELD, history(1, 300, 3), DAYS[:300])
    with pytest.raises(InvalidInput, match="2 columns where 3"):
        measure(SYMBOLS, HELD, history(1, 300, 2), DAYS[:300])
