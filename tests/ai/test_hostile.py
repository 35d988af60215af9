"""Proves that an article can move its symbol's news view within its small weight, and nothing else whatever it says."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ai.briefing import Headline as Told
from ai.briefing import SymbolFacts, question
from ai.ensemble import UNPROVED, analyse
from ai.facts import Facts
from ai.news import stories
from ai.sources.news import LEAN
from ai.views import Blend, Score
from tests.ai.hostile import ARTICLES
from trading.news import Headline, Mention, impact
from trading.units import TICK

AT = datetime(2011, 6, 15, 12, tzinfo=UTC)
MOST = Decimal(str(UNPROVED.value)) * LEAN + TICK


def scores(facts: Facts) -> Mapping[str, Mapping[str, Score]]:
    blends = [each for each in analyse(facts).blends if isinstance(each, Blend)]
    return {each.symbol: {score.source.value: score for score in each.scores} for each in blends}


@pytest.fixture(scope="module")
def alone(facts: Facts) -> Mapping[str, Mapping[str, Score]]:
    """What is said without any article."""
    return scores(facts)


def test_there_are_fifty() -> None:
    assert len(set(ARTICLES.values())) >= 50


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_moves_its_own_view_and_no_further(
    name: str, facts: Facts, alone: Mapping[str, Mapping[str, Score]]
) -> None:
    headline = Headline(
        source="hostile", key=name[:100], text=ARTICLES[name], url="", publisher="", published_at=AT, symbols=("AAPL",)
    )
    [story] = stories([headline], [], frozenset(facts.symbols))
    assert len(story.text) <= 2000
    assert "\n" not in story.text
    assert "\x00" not in story.text
    left = impact([Mention(story.score, story.confidence, AT, story.scorer)], AT)
    assert left is not None
    with_it = scores(replace(facts, news={"AAPL": left}))
    for symbol, said in with_it.items():
        for source, score in said.items():
            if (symbol, source) != ("AAPL", "NEWS"):
                assert score.contribution == alone[symbol][source].contribution, (symbol, source)
    assert abs(with_it["AAPL"]["NEWS"].contribution) <= MOST


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_stays_a_text_within_the_question(name: str) -> None:
    briefs = [SymbolFacts.of("AAPL", [])]
    bare = json.loads(question(briefs, horizon_days=5))
    asked = question(briefs, [Told(("AAPL",), AT, "news", ARTICLES[name])], horizon_days=5)
    read = json.loads(asked)
    assert {key: value for key, value in read.items() if key != "headlines"} == {
        key: value for key, value in bare.items() if key != "headlines"
    }
    [only] = read["headlines"]
    assert sorted(only) == ["at", "source", "symbols", "text"]
    assert only["symbols"] == ["AAPL"]
    assert asked.isprintable()
