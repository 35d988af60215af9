"""Which shares a headline is about: cashtags, tickers and names of companies, and none of what only looks like them."""

import csv
import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from ai.vocabulary import (
    ACTS,
    ANALYST_AFTER,
    ANALYST_BEFORE,
    COMMON,
    CONTEXT,
    ELSEWHERE,
    FORESEEN,
    HOUSEHOLD,
    MOVES,
    MURMURED,
    QUALIFYING,
)

FILE: Final = Path(__file__).parent / "data" / "aliases.csv"
SYMBOLS_MAX: Final = 20  # a list of movers is about the market, not about each
NEAR: Final = 3  # words between
JOINING: Final = frozenset({"and", "&", "or", "vs"})  # between two of a kind


_TAG: Final = re.compile(r"(?<![\w$])\$([A-Za-z]{1,5}(?:\.[A-Za-z])?)(?![\w$])")
_CLASS: Final = re.compile(r"\b([A-Za-z]{1,4})[-/.]([A-Ca-c])\b")
_SEPARATORS: Final = frozenset("-/.")
_RIC: Final = re.compile(r"\b([A-Z]{1,5})\.(?:N|O|OQ|US)\b")  # as Reuters and others write a share of New York
_TICKER: Final = r"([A-Z]{1,5}(?:\.[A-Z])?)"
_LISTED: Final = re.compile(rf"\(\s*{_TICKER}\s*\)", re.IGNORECASE)
_EXCHANGE: Final = r"NASDAQ(?:GS|GM|CM)?|NYSE(?: ?(?:American|Arca|MKT))?|AMEX"
_AT_HOME: Final = re.compile(rf"\b(?:{_EXCHANGE})\s*:\s*{_TICKER}(?![\w.])", re.IGNORECASE)
# What is traded elsewhere, as it is written in parentheses, or after one of the better known exchanges.
_ABROAD: Final = re.compile(
    rf"(?<=[(;,/])\s*(?!(?:{_EXCHANGE})\b)[A-Z][A-Za-z ]{{1,11}}\s*:\s*[\w.\-]+"
    r"|\b(?:AIM|ASX|BME|BSE|CSE|EPA|ETR|FRA|HKEX|HKG|JSE|KRX|LON|LSE|NSE|NZX|OTCMKTS|SGX|SIX|STO|TSE|TSXV?|TYO)"
    r"\s*:\s*[\w.\-]+"
)
_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:['&.\-][A-Za-z0-9]+)*|&")
_ELIDED: Final = re.compile(r"\b[dlDL]'(?=[A-Z])")  # d'Apple


@dataclass(frozen=True, slots=True)
class Alias:
    """A name in `words`, and the symbols that it may stand for; none for a name of something else.

    `kind`: "name" is one wherever it stands, "capital" unless the headline has no capitals, "word" only in context,
    "broker" only where it is not the one who judges.
    """

    words: tuple[str, ...]
    symbols: tuple[str, ...]
    kind: str


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[Alias, ...]]:
    """Return the table of names by their first word, the longest first."""
    found: dict[str, list[Alias]] = {}
    with FILE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            words = tuple(row["alias"].split())
            found.setdefault(words[0], []).append(Alias(words, tuple(row["symbols"].split()), row["kind"]))
    return {first: tuple(sorted(each, key=lambda alias: -len(alias.words))) for first, each in found.items()}


@lru_cache(maxsize=1)
def named() -> frozenset[str]:
    """Return every symbol that the table knows."""
    return frozenset(symbol for each in aliases().values() for alias in each for symbol in alias.symbols)


@lru_cache(maxsize=1)
def shouted() -> dict[str, tuple[Alias, ...]]:
    """Return the table of names in capitals."""
    return _respelled(str.upper)


@lru_cache(maxsize=1)
def murmured() -> dict[str, tuple[Alias, ...]]:
    """Return the table of names in small letters."""
    return _respelled(str.lower)


def _respelled(spell: Callable[[str], str]) -> dict[str, tuple[Alias, ...]]:
    found: dict[str, list[Alias]] = {}
    for alias in sorted((each for known in aliases().values() for each in known), key=lambda each: -len(each.words)):
        words = tuple(spell(word) for word in alias.words)
        found.setdefault(words[0], []).append(Alias(words, alias.symbols, alias.kind))
    return {first: tuple(each) for first, each in found.items()}


@lru_cache(maxsize=1)
def one_word() -> frozenset[str]:
    """Return the names of one word."""
    return frozenset(alias.words[0] for each in aliases().values() for alias in each if len(alias.words) == 1)


@lru_cache(maxsize=1)
def siblings() -> dict[str, tuple[str, ...]]:
    """Return of each symbol all those of its company, if it has several."""
    shared = {alias.symbols for each in aliases().values() for alias in each if len(alias.symbols) > 1}
    return {symbol: both for both in sorted(shared) for symbol in both}


@lru_cache(maxsize=4)
def _everything(known: frozenset[str]) -> frozenset[str]:
    return known | named()


def symbols(text: str, known: Set[str] = frozenset()) -> tuple[str, ...]:
    """Return the symbols that a clean headline is about, in the order of the alphabet; none when they are too many.

    `known` are those that the desk trades: of several symbols of a company it is theirs that counts.
    """
    everything = _everything(frozenset(known))
    text = _spelled(text, everything)
    found = {tag.upper() for tag in _TAG.findall(text) if tag.upper() in everything}
    if ":" in text:
        text = _ABROAD.sub(" ", text)
        found |= {ticker for ticker in _AT_HOME.findall(text) if ticker in everything}
        text = _AT_HOME.sub(" ", text)
    words = _parted(_WORD.findall(_TAG.sub(" ", text)))
    loud, quiet = _shouts(words, everything), _murmurs(words)
    table = murmured() if quiet else shouted() if loud else aliases()
    called = list(_called(words, known, table, quiet=quiet))
    found |= {symbol for symbol, broker in called if not broker}
    found |= set(_listed(text, everything, {symbol for symbol, _ in called}))
    found |= set() if loud else set(_tickers(words, everything))
    found |= set(_small(words, known)) if quiet else set()
    if not found:
        found = {symbol for symbol, broker in called if broker and not _judges(words, table)}
    found = {_own(symbol, known) for symbol in found}
    return tuple(sorted(found)) if len(found) <= SYMBOLS_MAX else ()


def _own(symbol: str, known: Set[str]) -> str:
    """Return the desk's symbol of a company, the symbol itself where it has none or this one."""
    return symbol if symbol in known else next((each for each in siblings().get(symbol, ()) if each in known), symbol)


def _spelled(text: str, everything: Set[str]) -> str:
    """Write a class of shares with a point (BRK-B, BRK/A), and a share of New York without its exchange (IBM.N)."""

    def joined(found: re.Match[str]) -> str:
        symbol = f"{found[1]}.{found[2]}".upper()
        other = f"{symbol[:-1]}B" if symbol.endswith("A") else f"{symbol[:-1]}A"
        return next((each for each in (symbol, other) if each in everything), found[0])

    if "'" in text or "\u2019" in text:
        text = _ELIDED.sub("", text.replace("\u2019", "'"))
    if "." in text:
        text = _RIC.sub(lambda found: found[1] if found[1] in everything else found[0], text)
    return _CLASS.sub(joined, text) if not _SEPARATORS.isdisjoint(text) else text


def _parted(words: list[str]) -> list[str]:
    """Take words with hyphens apart (Apple-Google, Microsoft-backed) that are not a name as they are (Coca-Cola)."""
    parted: list[str] = []
    for word in words:
        whole = "-" not in word or any(_bare(word) in table for table in (aliases(), shouted(), murmured()))
        parted += [word] if whole else word.split("-")
    return parted


def _shouts(words: list[str], everything: Set[str]) -> bool:
    """Whether most letters stand in words of capitals, tickers apart: words are no tickers then."""
    said = [word for word in words if not word.isdigit() and (word not in everything or word in COMMON)]
    return sum(len(word) for word in said if word.isupper()) * 2 > sum(map(len, said))


def _murmurs(words: list[str]) -> bool:
    """Whether nothing but abbreviations (US, Q1, CEO) has a capital."""
    return all(word.islower() or not word[0].isalpha() or (word.isupper() and 1 < len(word) < 4) for word in words)


def _called(
    words: list[str], known: Set[str], table: dict[str, tuple[Alias, ...]], *, quiet: bool
) -> Iterator[tuple[str, bool]]:
    """Yield the symbols of names, the longest name first at each place, and whether the name is a broker's.

    A name that is also a word counts in context, or where it stands beside another name.
    """
    doubtful = {"word", "capital"} if quiet else {"word"}
    # One that begins with an abbreviation may have its capitals as others do: a word is a word then.
    vague = quiet and not all(word.islower() for word in words[:1])
    words = [word.lower() for word in words] if quiet else words
    bare = [_bare(word) for word in words]
    in_context = not quiet and not CONTEXT.isdisjoint(word.lower() for word in bare)
    spans = list(_spans(words, bare, table))
    sure = {place for place, alias in spans if alias.kind not in doubtful}
    ends = {place + len(alias.words) for place, alias in spans if alias.kind not in doubtful}
    sure |= {place - 1 for place in sure if words[place - 1] in JOINING}
    ends |= {end + 1 for end in ends if end < len(words) and words[end] in JOINING}
    for place, alias in spans:
        end = place + len(alias.words)
        meant = in_context or place in ends or end in sure or (quiet and _meant(bare, place, end, alias.kind))
        if alias.kind not in doubtful or (meant and not (vague and alias.kind == "word")):
            symbol = next((each for each in alias.symbols if each in known), alias.symbols[0])
            yield symbol, alias.kind == "broker"


def _meant(bare: list[str], place: int, end: int, kind: str) -> bool:
    """Whether a word without a capital is meant as the name that it may be: near words of business, or as it moves."""
    moves = kind == "capital" and end < len(bare) and bare[end] in MOVES
    return moves or not CONTEXT.isdisjoint((*bare[max(0, place - NEAR) : place], *bare[end : end + NEAR]))


def _spans(words: list[str], bare: list[str], table: dict[str, tuple[Alias, ...]]) -> Iterator[tuple[int, Alias]]:
    """Yield the names of companies with their places."""
    at = 0
    while at < len(words):
        begins = words[at] in table or bare[at] in table
        alias = _longest(table, words, bare, at) if begins else None
        end = at + (len(alias.words) if alias else 1)
        if alias and alias.symbols and (end == len(words) or words[end].lower() not in ELSEWHERE):
            yield at, alias
        at = end


def _longest(table: dict[str, tuple[Alias, ...]], words: list[str], bare: list[str], at: int) -> Alias | None:
    candidates = table.get(words[at]) or table.get(bare[at]) or ()
    for alias in candidates:
        end = at + len(alias.words)
        said = (*words[at : end - 1], words[end - 1]) if end <= len(words) else ()
        if said and (said == alias.words or (*said[:-1], bare[end - 1]) == alias.words):
            return alias
    return None


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    """Return a word without the ending of a genitive or the stop that ends a sentence."""
    return word.removesuffix("'s").removesuffix("'").rstrip(".").removesuffix(".com")


def _listed(text: str, everything: Set[str], called: set[str]) -> Iterator[str]:
    """Yield tickers in parentheses, a word only beside the name that it belongs to."""
    for ticker in _LISTED.findall(text):
        if ticker in everything and (ticker not in COMMON or ticker in called):
            yield ticker


def _tickers(words: list[str], everything: Set[str]) -> Iterator[str]:
    """Yield tickers that stand alone and are no names; a word only before "stock" or "shares"."""
    for place, word in enumerate(words):
        ticker = _bare(word) if word[0].isupper() else ""
        if ticker not in everything or not ticker.isupper() or ticker in one_word():
            continue
        after = words[place + 1].lower() if place + 1 < len(words) else ""
        if ticker not in COMMON or (after in ("stock", "shares") and ticker not in QUALIFYING):
            yield ticker


def _small(words: list[str], known: Set[str]) -> Iterator[str]:
    """Yield tickers in small letters that are no words: the table's, of which that is known; of two only the desk's."""
    for word in map(_bare, words):
        ticker = word.upper()
        told = ticker in named() and (len(ticker) > 2 or ticker in known)
        if told and ticker not in COMMON and word not in MURMURED and word not in murmured():
            yield ticker


def _judges(words: list[str], table: dict[str, tuple[Alias, ...]]) -> bool:
    """Whether a broker in the headline is the one who judges, and not who it is about."""
    for place, word in enumerate(words):
        alias = _longest(table, words, [_bare(each) for each in words], place) if _bare(word) in table else None
        if alias is None or alias.kind != "broker":
            continue
        end = place + len(alias.words)
        before = words[place - 1].lower() if place else ""
        after = words[end].lower() if end < len(words) else ""
        rest = {word.lower() for word in words[end + 1 :]}
        own = after in ACTS and rest & HOUSEHOLD and not rest & FORESEEN
        if before in ANALYST_BEFORE or (after in ANALYST_AFTER and not own):
            return True
    return False
