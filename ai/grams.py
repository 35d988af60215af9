"""Texts as counted n-grams of words and characters, hashed in whole batches: what the sentiment model sees."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
KEY_BITS: Final = 22
CHARACTERS: Final = (3, 4, 5)
WORDS: Final = (1, 2)
BASE: Final = 0x9E3779B97F4A7C15  # odd, so it has an inverse modulo 2^64
BLANK: Final = ord(" ")
LINE: Final = ord("\n")

_ADDRESS: Final = re.compile(rb"https?:\S*|\bwww\.\S+")
_CASHTAG: Final = re.compile(rb"\$[a-z][a-z.]*")
_NUMBER: Final = re.compile(rb"\d+(?:[.,]\d+)*")
_KEPT: Final = b"abcdefghijklmnopqrstuvwxyz0123456789$%+-#!?:'\n"
_ONLY_KEPT: Final = bytes(byte if byte in _KEPT else BLANK for byte in range(256))
_PLAIN: Final = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2212": "-", "\u2026": " "})


def grams(texts: Sequence[str]) -> tuple[Places, Places]:
    """Return the place of a text and the key of an n-gram (below 2^KEY_BITS) for each n-gram in it, repeats included.

    Each text is one line without a line break. Upper and lower case are one, addresses are dropped, every cashtag is
    the same word and every number the same digit: who and how much are no mood, "+0%" is.
    """
    code = _encoded(texts)
    hashes = _Rolling(code)
    return _owned(code, [*_of_characters(code, hashes), *_of_words(code, hashes)])


def word_grams(texts: Sequence[str]) -> tuple[Places, Places]:
    """Do what `grams` does for words and pairs of words alone."""
    code = _encoded(texts)
    return _owned(code, _of_words(code, _Rolling(code)))


def _owned(code: NDArray[np.uint8], found: list[tuple[Places, Places]]) -> tuple[Places, Places]:
    owner = np.cumsum(code == LINE)
    first = np.concatenate([start for start, _ in found])
    return owner[first], np.concatenate([key for _, key in found])


def _encoded(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Return all texts as bytes: each has a blank before and after every word, and a line break before the next."""
    joined = "\n".join(texts).translate(_PLAIN)
    if not joined.isascii():
        joined = unicodedata.normalize("NFKD", joined)
    plain = _ADDRESS.sub(b" ", joined.encode("ascii", "ignore").lower())
    plain = _NUMBER.sub(b"0", _CASHTAG.sub(b"$", plain)).translate(_ONLY_KEPT)
    code = np.frombuffer(b" " + plain.replace(b"\n", b" \n ") + b" ", np.uint8)
    again = (code[1:] == BLANK) & (code[:-1] == BLANK)
    return np.asarray(code[np.concatenate([[True], ~again])])


class _Rolling:
    """Hashes of any stretch of some bytes: a polynomial modulo 2^64, from its sums up to each place."""

    def __init__(self, code: NDArray[np.uint8]) -> None:
        up, self._down = _powers(1 << len(code).bit_length())
        self._sums = np.zeros(len(code) + 1, np.uint64)
        np.cumsum((code.astype(np.uint64) + np.uint64(1)) * up[: len(code)], out=self._sums[1:])

    def every(self, size: int) -> Hashes:
        """Return the hash of every stretch of a size, in order."""
        count = max(0, len(self._sums) - size)
        return (self._sums[size:] - self._sums[:count]) * self._down[:count]

    def between(self, start: Places, end: Places) -> Hashes:
        return (self._sums[end] - self._sums[start]) * self._down[start]


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Return the powers of BASE from 0 on, and those of its inverse."""
    up, down = np.full(count, BASE, np.uint64), np.full(count, pow(BASE, -1, 1 << 64), np.uint64)
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


def _key(hashes: Hashes, kind: int) -> Places:
    """Return the keys of n-grams; those of different kinds differ although their letters are the same."""
    mixed = hashes + np.uint64(kind * 0xA24BAED4963EE407 % (1 << 64))
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    return (mixed >> np.uint64(64 - KEY_BITS)).astype(np.int64)


def _of_characters(code: NDArray[np.uint8], hashes: _Rolling) -> list[tuple[Places, Places]]:
    lines = np.concatenate([[0], np.cumsum(code == LINE)])
    found = []
    for size in CHARACTERS:
        start = np.flatnonzero(lines[size:] == lines[:-size])
        found.append((start, _key(hashes.every(size)[start], size)))
    return found


def _of_words(code: NDArray[np.uint8], hashes: _Rolling) -> list[tuple[Places, Places]]:
    blank = (code == BLANK) | (code == LINE)
    starts = np.flatnonzero(blank[:-1] & ~blank[1:]) + 1
    ends = np.flatnonzero(~blank[:-1] & blank[1:]) + 1
    line = np.cumsum(code == LINE)
    found = []
    for size in WORDS:
        start, end = starts[: max(0, len(starts) - size + 1)], ends[size - 1 :]
        same = line[start] == line[end - 1]
        start, end = start[same], end[same]
        found.append((start, _key(hashes.between(start, end), 100 + size)))
    return found
