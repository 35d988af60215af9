"""Proves that NEWS abstains without headlines, leans as far as they do, cannot see tomorrow, and counts for little."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from ai.ensemble import analyse
from ai.sources.news import LEAN, view
from ai.views import Blend, ScoreSource, log_odds
from tests.ai.conftest import DAY, FactsOn
from trading.news import Impact

D = Decimal
BASE = D("0.55")
AT = datetime.combine(DAY, datetime.min.time(), UTC)


def impact(score: str, at: datetime = AT) -> Impact:
    return Impact(D(score), D("0.6"), 3, at, "a model")


def test_without_headlines_it_abstains_and_says_why(facts_on: FactsOn) -> None:
    facts = facts_on()
    assert view(facts, "AAPL", BASE).reasons == (
        "No headline of the last two weeks names any symbol that is analysed.",
    )
    other = view(replace(facts, news={"IBM": impact("0.5")}), "AAPL", BASE)
    assert other.abstained
    assert other.reasons == ("No headline of the last two weeks names AAPL.",)


@pytest.mark.parametrize("score", ["-1", "-0.25", "0", "0.25", "1"])
def test_it_leans_as_far_as_the_headlines(facts_on: FactsOn, score: str) -> None:
    said = view(replace(facts_on(), news={"AAPL": impact(score)}), "AAPL", BASE)
    assert said.probability_up is not None
    assert abs(log_odds(said.probability_up) - log_odds(BASE) - LEAN * D(score)) < D("0.00001")
    assert "3 headlines" in said.reasons[0]


def test_a_headline_of_tomorrow_is_refused(facts_on: FactsOn) -> None:
    with pytest.raises(ValueError, match="later than"):
        replace(facts_on(), news={"AAPL": impact("1", AT + timedelta(days=1))})


def test_the_best_headlines_move_an_opinion_by_little_and_exactly(facts_on: FactsOn) -> None:
    plain = analyse(facts_on())
    told = analyse(replace(facts_on(), news={"AAPL": impact("1")}))
    before, after = plain.blends[0], told.blends[0]
    assert isinstance(before, Blend)
    assert isinstance(after, Blend)
    [score] = [score for score in after.scores if score.source is ScoreSource.NEWS]
    [silent] = [score for score in before.scores if score.source is ScoreSource.NEWS]
    assert (silent.abstained, silent.contribution) == (True, D(0))
    assert after.log_odds - before.log_odds == score.contribution
    assert D(0) < score.contribution <= D("0.02")
    assert told.blends[1:] == plain.blends[1:] or all(
        isinstance(one, Blend) and isinstance(other, Blend) and one.log_odds == other.log_odds
        for one, other in zip(told.blends[1:], plain.blends[1:], strict=True)
    )
