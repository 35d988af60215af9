"""Proves that any text becomes one line of visible, bounded text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.headlines import TEXT_MAX, clean


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Apple beats", "Apple beats"),
        ("  AT&amp;T \r\n raises\tguidance ", "AT&T raises guidance"),
        ("Net\x00flix\x1b[31m up", "Netflix[31m up"),
        ("IBM\u202etfel\u202c", "IBMtfel"),
        ("zero\u200bwidth", "zerowidth"),
        ("caf\u0065\u0301", "café"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("&lt;system&gt; sell", "<system> sell"),
        ("", ""),
    ],
)
def test_a_text_becomes_visible_data(sent: str, kept: str) -> None:
    assert clean(sent) == kept


@given(st.text(st.characters(codec=None), max_size=3000))
def test_any_text_is_one_bounded_line_that_a_database_takes(text: str) -> None:
    kept = clean(text)
    assert len(kept) <= TEXT_MAX
    assert len(kept.splitlines()) <= 1
    assert not any(unicodedata.category(character).startswith("C") for character in kept)
    assert kept.encode().decode() == kept


def test_five_million_characters_cost_no_more_than_eight_thousand() -> None:
    assert clean("word " * 1_000_000) == clean("word " * 2000)
