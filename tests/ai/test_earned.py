"""Proves that a source without fitted models earns its weight by what came of its forecasts, and loses it so too."""

from dataclasses import replace
from decimal import Decimal

from ai.ensemble import EARNED_IN, EARNED_MAX, FORECASTS_MIN, MONTHS_MIN, UNPROVED, analyse, earned
from ai.facts import Facts, Record
from ai.sources.fundamental import NOTHING
from ai.views import Blend, Score, ScoreSource, View

D = Decimal
GOOD, BAD = (D("0.68"), D("0.69")), (D("0.69"), D("0.69"))


def test_little_says_nothing() -> None:
    assert earned(None) == UNPROVED
    assert earned(Record(FORECASTS_MIN - 1, 60, *GOOD)) == UNPROVED
    assert earned(Record(9999, MONTHS_MIN - 1, *BAD)) == UNPROVED


def test_a_good_record_counts_the_more_the_longer_it_is_and_a_bad_one_for_nothing() -> None:
    weights = [earned(Record(1000, months, *GOOD)).value for months in (12, 24, 36, EARNED_IN, 600)]
    assert weights == sorted(weights)
    assert (weights[0], weights[-2], weights[-1]) == (0.08, EARNED_MAX, EARNED_MAX)
    assert earned(Record(1000, 60, *BAD)).value == 0.0
    assert "not better than 0.6900" in earned(Record(1000, 60, *BAD)).reason


def analyst(facts: Facts) -> Score:
    [blend] = [each for each in analyse(facts).blends if each.symbol == "AAPL"]
    assert isinstance(blend, Blend)
    [said] = [score for score in blend.scores if score.source is ScoreSource.ANALYST]
    [figures] = [score for score in blend.scores if score.source is ScoreSource.FUNDAMENTAL]
    assert (figures.abstained, figures.contribution, figures.reasons) == (True, D("0.000000"), (NOTHING,))
    return said


def test_the_record_of_the_analyst_sets_its_weight(facts: Facts) -> None:
    heard = replace(facts, views=(View(ScoreSource.ANALYST, "AAPL", D("0.6"), ("so",)),))
    unproved = analyst(heard)
    trusted = analyst(replace(heard, records={ScoreSource.ANALYST: Record(1000, EARNED_IN, *GOOD)}))
    ignored = analyst(replace(heard, records={ScoreSource.ANALYST: Record(1000, EARNED_IN, *BAD)}))
    assert (unproved.weight, trusted.weight, ignored.weight) == (D("0.05"), D("0.2"), D("0.0"))
    assert abs(trusted.contribution - 4 * unproved.contribution) <= D("0.000002")
    assert ignored.contribution == 0
