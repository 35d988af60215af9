"""Which shares a headline is about: cashtags, tickers and names of companies, and none of what only looks like them."""

import csv
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "data" / "aliases.csv"
SYMBOLS_MAX: Final = 20  # a list of movers is about the market, not about each


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Tickers that are also words, initials or units: alone they name nobody.
COMMON: Final = _words(
    "A AA AI ALL AM AN ANY ARE AS AT B BABY BE BEST BIG BIT BY C CAN CAR CARE CASH CAT CEO CFO COST CS D DAY DB DD DO E"
    " EAT EL EPS ES ET EU EV F FAST FOR FUN G GAP GAS GO GOLD GOOD GPS GROW H HAS HD HE HER HOLD HOPE HOT I ICE IPO IQ"
    " IT J JOB K KEY L LIFE LIVE LOAN LOVE LOW M MA MAIN MAN MAR MAX MET MO MOD MS N NEW NEWS NEXT NICE NO NOW O OF OIL"
    " ON ONE OPEN OR OUT P PAY PG PLAY PLAN PM POST Q R RACE REAL RIDE ROCK RUN S SAFE SEE SHE SITE SKY SNAP SO STAR"
    " SUN T TEAM TECH TELL TM TO TOWN TRUE TV TWO U UK UN UP US USA V VERY W WE WELL WIN WORK X Y YOU Z"
)
# Words that speak of companies: near them a word that is also a name is meant as one.
CONTEXT: Final = _words(
    "analyst analysts beats buyback ceo cfo dividend downgrade downgraded downgrades earnings eps forecast guidance inc"
    " investors layoffs misses outlook overweight profit profits q1 q2 q3 q4 quarter quarterly recall recalls results"
    " revenue revenues sales share shareholders shares stock stocks underweight upgrade upgraded upgrades corp motor"
    " retailer carmaker automaker chipmaker"
)
ANALYST_BEFORE: Final = _words("at by from")
ANALYST_AFTER: Final = _words(
    "analyst analysts cuts downgrades initiates keeps lifts lowers on raises recommends reiterates says sees starts"
    " strategist strategists upgrades upgrade downgrade warns"
)

_TAG: Final = re.compile(r"(?<![\w$])\$([A-Za-z]{1,5}(?:\.[A-Za-z])?)(?![\w$])")
_LISTED: Final = re.compile(
    r"\(\s*(?:(NASDAQ|NYSE|AMEX|NYSEARCA|NYSE American)\s*:\s*)?([A-Z]{1,5}(?:\.[A-Z])?)\s*\)", re.IGNORECASE
)
_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:['&.\-][A-Za-z0-9]+)*|&")


@dataclass(frozen=True, slots=True)
class Alias:
    """A name in `words`, and the symbols that it may stand for; none for a name of something else.

    `kind`: "name" is one wherever it stands, "word" only in context, "broker" only where it is not the one who judges.
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


def symbols(text: str, known: Set[str] = frozenset()) -> tuple[str, ...]:
    """Return the symbols that a clean headline is about, in the order of the alphabet; none when they are too many.

    `known` are those that the desk trades: of several symbols of a company it is theirs that counts.
    """
    everything = known | named()
    found = {tag.upper() for tag in _TAG.findall(text) if tag.upper() in everything}
    words = _WORD.findall(_TAG.sub(" ", text))
    called = list(_called(words, known))
    found |= {symbol for symbol, broker in called if not broker}
    found |= set(_listed(text, everything, {symbol for symbol, _ in called}))
    found |= set(_tickers(words, everything))
    if not found:
        found = {symbol for symbol, broker in called if broker and not _judges(words)}
    return tuple(sorted(found)) if len(found) <= SYMBOLS_MAX else ()


def _called(words: list[str], known: Set[str]) -> Iterator[tuple[str, bool]]:
    """Yield the symbols of names, the longest name first at each place, and whether the name is a broker's."""
    table, bare, at = aliases(), [_bare(word) for word in words], 0
    in_context = not CONTEXT.isdisjoint(word.lower() for word in bare)
    while at < len(words):
        alias = _longest(table, words, bare, at)
        if alias is None:
            at += 1
            continue
        if alias.symbols and (alias.kind != "word" or in_context):
            symbol = next((each for each in alias.symbols if each in known), alias.symbols[0])
            yield symbol, alias.kind == "broker"
        at += len(alias.words)


def _longest(table: dict[str, tuple[Alias, ...]], words: list[str], bare: list[str], at: int) -> Alias | None:
    candidates = table.get(words[at]) or table.get(bare[at]) or ()
    for alias in candidates:
        end = at + len(alias.words)
        said = (*words[at : end - 1], words[end - 1]) if end <= len(words) else ()
        if said and (said == alias.words or (*said[:-1], bare[end - 1]) == alias.words):
            return alias
    return None


def _bare(word: str) -> str:
    """Return a word without the ending of a genitive or the stop that ends a sentence."""
    return word.removesuffix("'s").removesuffix("'").rstrip(".")


def _listed(text: str, everything: Set[str], called: set[str]) -> Iterator[str]:
    """Yield tickers in parentheses: any with its exchange, a word only beside the name that it belongs to."""
    for exchange, ticker in _LISTED.findall(text):
        if ticker in everything and (exchange or ticker not in COMMON or ticker in called):
            yield ticker


def _tickers(words: list[str], everything: Set[str]) -> Iterator[str]:
    """Yield tickers that stand alone and are no names, unless the headline shouts; a word only before "stock"."""
    letters = "".join(words)
    if sum(letter.isupper() for letter in letters) * 2 > sum(letter.isalpha() for letter in letters):
        return
    for place, word in enumerate(words):
        ticker = _bare(word)
        if ticker not in everything or not ticker.isupper() or ticker in aliases():
            continue
        after = words[place + 1].lower() if place + 1 < len(words) else ""
        if ticker not in COMMON or after in ("stock", "shares"):
            yield ticker


def _judges(words: list[str]) -> bool:
    """Whether a broker in the headline is the one who judges, and not who it is about."""
    table = aliases()
    for place, word in enumerate(words):
        alias = _longest(table, words, [_bare(each) for each in words], place) if _bare(word) in table else None
        if alias is None or alias.kind != "broker":
            continue
        end = place + len(alias.words)
        before = words[place - 1].lower() if place else ""
        after = words[end].lower() if end < len(words) else ""
        if before in ANALYST_BEFORE or after in ANALYST_AFTER:
            return True
    return False
