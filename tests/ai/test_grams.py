"""Proves that n-grams are found as by plain Python, the same alone or in a batch, and never across two texts."""

import re
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ai.grams import CHARACTERS, WORDS, grams
from ai.headlines import clean

TEXTS = st.lists(st.text(st.sampled_from("abc AB19$+%-.,:é\u2019/"), max_size=40).map(clean), min_size=1, max_size=6)


def keys_of(texts: list[str], place: int) -> Counter[int]:
    owner, key = grams(texts)
    return Counter(key[owner == place].tolist())


@given(TEXTS)
def test_a_text_has_the_same_grams_in_any_company(texts: list[str]) -> None:
    for place, text in enumerate(texts):
        assert keys_of(texts, place) == keys_of([text], 0)


@given(st.lists(st.text(st.sampled_from("abcd"), min_size=1, max_size=8), min_size=1, max_size=8))
def test_as_many_distinct_grams_as_plain_python_finds(words: list[str]) -> None:
    line = f" {' '.join(words)} "
    expected = Counter(line[at : at + size] for size in CHARACTERS for at in range(len(line) - size + 1))
    spoken = Counter((size, *words[at : at + size]) for size in WORDS for at in range(len(words) - size + 1))

    found = keys_of([" ".join(words)], 0)

    assert sorted(found.values()) == sorted([*expected.values(), *spoken.values()])


def test_who_and_how_much_are_one_word() -> None:
    one = "$AAPL up 5% to 1,234.50 https://t.co/abc"
    other = "$BRK.B UP 17% to 9"
    assert keys_of([one], 0) == keys_of([other], 0)
    assert keys_of(["$AAPL down 5%"], 0) != keys_of(["$AAPL up 5%"], 0)


def test_the_sign_of_a_number_stays() -> None:
    assert keys_of(["Shares +5%"], 0) != keys_of(["Shares -5%"], 0)


def test_nothing_has_no_grams() -> None:
    owner, _ = grams(["", "a rise", ""])
    assert set(owner.tolist()) == {1}


def test_keys_fit_their_table() -> None:
    _, key = grams([re.sub(r"\s", " ", str(np.arange(500)))])
    assert key.min() >= 0
    assert key.max() < 1 << 22
