"""Proves how what headlines said of a symbol fades: halves, order, bounds, and nothing from the future."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trading.news import FADES_AFTER, HALF_LIFE, Impact, Mention, impact

NOW = datetime(2011, 6, 15, 20, tzinfo=UTC)
D = Decimal
RATIOS = st.decimals(0, 1, places=6)
MENTIONS = st.lists(
    st.builds(
        Mention,
        st.decimals(-1, 1, places=6),
        RATIOS,
        st.integers(0, 13).map(lambda days: NOW - timedelta(days=days)),
        st.just("m"),
    ),
    min_size=1,
    max_size=8,
)


def test_one_sure_headline_counts_half() -> None:
    assert impact([Mention(D("0.8"), D(1), NOW, "m")], NOW) == Impact(D("0.4"), D("0.5"), 1, NOW, "m")


def test_after_a_half_life_half_is_left() -> None:
    old = impact([Mention(D("0.8"), D(1), NOW - HALF_LIFE, "m")], NOW)
    assert old is not None
    assert (old.score, old.confidence) == (D("0.266667"), D("0.333333"))


def test_a_neutral_headline_draws_towards_nothing() -> None:
    alone = impact([Mention(D("0.8"), D("0.9"), NOW, "m")], NOW)
    both = impact([Mention(D("0.8"), D("0.9"), NOW, "m"), Mention(D(0), D("0.9"), NOW, "m")], NOW)
    assert alone is not None
    assert both is not None
    assert 0 < both.score < alone.score
    assert both.confidence > alone.confidence


def test_the_future_is_not_seen_and_the_distant_past_is_gone() -> None:
    later = Mention(D(1), D(1), NOW + timedelta(seconds=1), "m")
    gone = Mention(D(1), D(1), NOW - FADES_AFTER - timedelta(seconds=1), "m")
    assert impact([later, gone], NOW) is None
    now = Mention(D("-0.5"), D(1), NOW, "m")
    assert impact([later, now, gone], NOW) == impact([now], NOW)


@given(MENTIONS)
def test_an_impact_stays_within_what_was_said(mentions: list[Mention]) -> None:
    found = impact(mentions, NOW)
    assert found is not None
    said = [mention.score for mention in mentions]
    assert min(D(0), *said) <= found.score <= max(D(0), *said)
    assert 0 <= found.confidence < 1
    assert impact(list(reversed(mentions)), NOW) == found


@given(MENTIONS)
def test_bad_news_is_good_news_turned_round(mentions: list[Mention]) -> None:
    turned = [Mention(-mention.score, mention.confidence, mention.at, mention.scorer) for mention in mentions]
    one, other = impact(mentions, NOW), impact(turned, NOW)
    assert one is not None
    assert other is not None
    assert one.score == -other.score
