"""The arithmetic of a blend is exact, and a blend that does not add up cannot be made."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.views import Blend, Score, ScoreSource, SignalAction, log_odds, probability

PROBABILITIES = st.decimals(min_value="0.02", max_value="0.98", places=6)


@given(PROBABILITIES)
def test_log_odds_and_probability_are_inverse(chance: Decimal) -> None:
    assert abs(probability(log_odds(chance)) - chance) <= Decimal("0.000001")


def test_log_odds_of_known_values() -> None:
    assert log_odds(Decimal("0.5")) == 0
    assert log_odds(Decimal("0.75")) == Decimal("1.098612")  # ln 3
    assert probability(Decimal("-1.098612")) == Decimal("0.250000")


def test_a_blend_must_add_up() -> None:
    score = Score(ScoreSource.REGIME, Decimal("0.6"), Decimal("0.1"), Decimal("0.25"), False, ())
    blend = Blend(
        symbol="IBM", horizon_days=5, base_rate=Decimal("0.5"), log_odds=Decimal("0.1"),
        probability_up=Decimal("0.524979"), action=SignalAction.BUY, confidence=Decimal("0.524979"), scores=(score,),
        expected_return=Decimal("0.002"), volatility=Decimal("0.2"), atr=Decimal(3), close=Decimal(160), summary="",
    )  # fmt: skip
    with pytest.raises(ValueError, match="do not sum"):
        replace(blend, scores=(replace(score, contribution=Decimal("0.100001")),))
    with pytest.raises(ValueError, match="do not sum"):
        replace(blend, probability_up=Decimal("0.524980"))
