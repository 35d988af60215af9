"""Proves that what says the same in nearly the same words is told once, and what differs in what counts is not lost."""

import random

import pytest

from ai.duplicates import Print, fresh, prints

FIRST = "Apple said to plan a cheaper phone for markets in Asia next spring, suppliers say"


def seen_again(*texts: str, about: tuple[str, ...] = ("AAPL",)) -> list[bool]:
    return [not new for new in fresh(prints(texts, [about] * len(texts)), [])]


@pytest.mark.parametrize(
    "again",
    [
        FIRST,
        FIRST.upper(),
        FIRST + " https://t.co/abc123",
        FIRST.replace(",", " -"),
        FIRST + " - Newswire",
        FIRST + " \u2013 Seeking Alpha",
        "UPDATE 2-" + FIRST,
        FIRST.replace("next spring", "in spring"),
    ],
)
def test_nearly_the_same_words_are_told_once(again: str) -> None:
    assert seen_again(FIRST, again) == [False, True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Q2 EPS of $1.20 beats by $0.10", "Acme Q2 EPS of $1.30 beats by $0.10"),
        ("Acme sues Bolt over patent", "Bolt sues Acme over patent"),
        ("Acme shares rise in early trading", "Oil falls as stockpiles build again"),
        ("Acme upgraded to buy at Jefferies", "Acme downgraded to sell at a rival"),
        (
            "Fed raises rates by a quarter point as expected by markets",
            "Fed cuts rates by a quarter point as expected by markets",
        ),
        (
            "The board of the company will sell its oldest plant in Ohio, chairman says",
            "The board of the company will not sell its oldest plant in Ohio, chairman says",
        ),
    ],
)
def test_what_differs_in_what_counts_is_kept(one: str, other: str) -> None:
    assert seen_again(one, other) == [False, False]


def test_the_same_words_of_another_company_are_another_headline() -> None:
    both = prints(
        ["Shares of $AAPL fall in heavy trading", "Shares of $MSFT fall in heavy trading"], [["AAPL"], ["MSFT"]]
    )
    assert both[0].words == both[1].words
    assert fresh(both, []) == [True, True]


def test_what_came_before_counts() -> None:
    [before] = prints([FIRST], [["AAPL"]])
    assert fresh(prints([FIRST + " now"], [["AAPL"]]), [before]) == [False]


def test_a_chain_of_small_changes_is_measured_from_what_was_kept() -> None:
    """What was left out is nobody's measure: else one headline could drift through all of them."""
    chain = [Print(0, 1), Print((1 << 6) - 1, 1), Print((1 << 12) - 1, 1)]
    assert fresh(chain, []) == [True, False, True]


def test_a_print_does_not_depend_on_the_batch() -> None:
    dice = random.Random(1)
    words = [f"word{number}" for number in range(300)]
    texts = [" ".join(dice.choices(words, k=12)) for _ in range(1200)]
    together = prints(texts, [()] * len(texts))
    assert together[::100] == [prints([text], [()])[0] for text in texts[::100]]
    assert all(0 <= each.words < 1 << 63 and 0 <= each.matter < 1 << 63 for each in together)
    assert all(fresh(together, []))  # numbers tell them apart, and so do their words


def test_nothing_is_no_trouble() -> None:
    assert fresh(prints([], []), []) == []
