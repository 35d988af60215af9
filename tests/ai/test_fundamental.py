"""Proves that FUNDAMENTAL ranks what was known, abstains where nothing was, and never sees what is told later."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from ai.ensemble import UNPROVED, analyse
from ai.evidence import pack, unpack
from ai.sources.fundamental import ALONE, LEAN, NOTHING, view
from ai.views import Blend, ScoreSource, log_odds
from tests.ai.conftest import DAY, FactsOn
from trading.figures import Figures

D = Decimal
BASE = D("0.55")
AT = datetime.combine(DAY, datetime.min.time(), UTC)


def told(symbol: str, earnings: str, growth: str | None = None, at: datetime = AT) -> Figures:
    return Figures(
        symbol=symbol, source="vendor", told_at=at, seen_at=at, period_end=None,
        earnings_yield=D(earnings), earnings_growth=None if growth is None else D(growth),
    )  # fmt: skip


def known(*figures: Figures) -> dict[str, Figures]:
    return {each.symbol: each for each in figures}


THREE = known(told("AAPL", "0.05"), told("IBM", "0.04"), told("MSFT", "0.03"))


def test_without_figures_it_abstains_and_says_why(facts_on: FactsOn) -> None:
    assert view(facts_on(), "AAPL", BASE).reasons == (NOTHING,)
    assert view(replace(facts_on(), figures=THREE), "GOOG", BASE).reasons == (NOTHING,)
    two = known(told("AAPL", "0.05"), told("IBM", "0.04"))
    assert view(replace(facts_on(), figures=two), "AAPL", BASE).reasons == (ALONE,)


@pytest.mark.parametrize(("symbol", "rank"), [("AAPL", "1"), ("IBM", "0"), ("MSFT", "-1")])
def test_it_leans_by_the_rank_and_says_it(facts_on: FactsOn, symbol: str, rank: str) -> None:
    said = view(replace(facts_on(), figures=THREE), symbol, BASE)
    assert said.probability_up is not None
    assert abs(log_odds(said.probability_up) - log_odds(BASE) - LEAN * D(rank)) < D("0.00001")
    assert f"number {2 - int(rank)} of 3 companies" in said.reasons[0]
    assert said.reasons[-1] == f"Told by vendor on {DAY}."


def test_equal_figures_are_equal_and_each_ratio_counts_as_much_as_the_other(facts_on: FactsOn) -> None:
    same = known(told("AAPL", "0.05"), told("IBM", "0.05"), told("MSFT", "0.05"))
    assert view(replace(facts_on(), figures=same), "IBM", BASE).probability_up == BASE
    torn = known(told("AAPL", "0.05", "-1"), told("IBM", "0.04", "0"), told("MSFT", "0.03", "1"))
    assert view(replace(facts_on(), figures=torn), "AAPL", BASE).probability_up == BASE


def test_figures_that_were_told_later_are_refused(facts_on: FactsOn) -> None:
    with pytest.raises(ValueError, match="later than"):
        replace(facts_on(), figures=known(told("AAPL", "0.05", at=AT + timedelta(days=1))))
    with pytest.raises(ValueError, match="are those of IBM"):
        replace(facts_on(), figures={"AAPL": told("IBM", "0.05")})


def test_the_best_figures_move_an_opinion_by_little_and_can_be_proved(facts_on: FactsOn) -> None:
    facts = replace(facts_on(), figures=THREE)
    before, after = analyse(facts_on()).blends[0], analyse(facts).blends[0]
    assert isinstance(before, Blend)
    assert isinstance(after, Blend)
    [score] = [score for score in after.scores if score.source is ScoreSource.FUNDAMENTAL]
    assert after.log_odds - before.log_odds == score.contribution
    assert (score.weight, score.contribution > 0) == (D(str(UNPROVED.value)), True)
    bundle = pack(facts, None, {}, None)
    assert unpack(bundle).figures == THREE
    assert analyse(unpack(bundle)).blends[0] == after
    assert "figures" not in pack(facts_on(), None, {}, None).body  # the bundles of desks without are as they were
