"""Headlines that say the same in nearly the same words: fingerprints of 63 bits and how far apart they are."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.grams import word_grams
from ai.vocabulary import DOWN, NOT, UP

BITS: Final = 63  # what a database keeps with a sign
NEAR: Final = 7  # of them: one word more or less in a dozen
BATCH: Final = 512
_NO_WORDS: Final = re.compile(r"https?:\S*|\bwww\.\S+|[^\w$%+.,-]+|[.,](?!\d)")
# What agencies put before a headline that they tell again, and publishers after it.
_AGAIN: Final = re.compile(r"^(?:UPDATE|RPT|REFILE|BREAKING|WRAPUP)(?: \d+)?\s*[-:]\s*")
_TOLD_BY: Final = re.compile(
    r"\s+[-|\u2013\u2014]\s+(?:Reuters|Bloomberg|CNBC|WSJ|AP|CNN|Forbes|Benzinga|Barron's|MarketWatch|TheStreet|Zacks"
    r"|Yahoo Finance|Seeking Alpha|The Motley Fool|Financial Times|Investing\.com|Business Insider)\.?$"
)
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")

Prints = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Print:
    """`words` is near for near texts (Charikar's simhash); `matter` is equal where figures, symbols and directions are.

    Both are below 2^63, as databases want it.
    """

    words: int
    matter: int


def prints(texts: Sequence[str], about: Iterable[Sequence[str]]) -> list[Print]:
    """Return the fingerprints of clean texts, which are about those symbols."""
    plain = [_NO_WORDS.sub(" ", _TOLD_BY.sub("", _AGAIN.sub("", text))) for text in texts]
    matters = [_matter(text, symbols) for text, symbols in zip(plain, about, strict=True)]
    parts = [_words(plain[at : at + BATCH]) for at in range(0, len(plain), BATCH)]
    near = [int(value) for part in parts for value in part]
    return [Print(words, matter) for words, matter in zip(near, matters, strict=True)]


def _words(texts: Sequence[str]) -> Prints:
    """Return a bit for each of BITS directions in which most words and pairs of words of a text point."""
    owner, key = word_grams(texts)
    spread = (key.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    spread = (spread ^ (spread >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    spread ^= spread >> np.uint64(27)
    found = np.zeros(len(texts), np.uint64)
    size = np.bincount(owner, minlength=len(texts))
    for bit in range(BITS):
        points = (spread >> np.uint64(bit)) & np.uint64(1)
        most = 2 * np.bincount(owner, points, len(texts)) > size
        found |= most.astype(np.uint64) << np.uint64(bit)
    return found


def _matter(text: str, symbols: Sequence[str]) -> int:
    words = set(text.lower().split())
    ways = [name for name, way in (("up", UP), ("down", DOWN), ("not", NOT)) if not way.isdisjoint(words)]
    said = " ".join([*_FIGURE.findall(text), "|", *sorted(symbols), "|", *ways])
    return int.from_bytes(hashlib.blake2b(said.encode(), digest_size=8).digest()) >> 1


def fresh(found: Sequence[Print], before: Sequence[Print]) -> list[bool]:
    """Tell of each print whether it is near to none of those before it, be they from earlier or from this batch."""
    everything = [*before, *found]
    by_matter: dict[int, list[int]] = {}
    for place, each in enumerate(everything):
        by_matter.setdefault(each.matter, []).append(place)
    words = np.array([each.words for each in everything], np.uint64)
    again = np.zeros(len(everything), np.bool_)
    for places in by_matter.values():
        if places[-1] >= len(before) and len(places) > 1:
            _mark(words, places, len(before), again)
    return [not each for each in again[len(before) :].tolist()]


def _mark(words: Prints, places: list[int], first_new: int, again: NDArray[np.bool_]) -> None:
    """Mark those of one matter that are near to one before them which is not marked itself."""
    mine = words[places]
    for order, place in enumerate(places):
        if place >= first_new and order:
            apart = np.bitwise_count(mine[:order] ^ mine[order])
            again[place] = bool(((apart <= NEAR) & ~again[places[:order]]).any())
