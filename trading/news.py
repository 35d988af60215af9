"""Headlines as vendors bring them, and how what they said of a symbol fades."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Context, Decimal, localcontext
from typing import Final

from trading.units import ZERO

HALF_LIFE: Final = timedelta(days=2)
FADES_AFTER: Final = timedelta(days=14)  # 1/128 is left: what is older does not count
MICRO: Final = Decimal("0.000001")
PRECISE: Final = Context(prec=34)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One item of a vendor: `key` is its own name for it, the same whenever it is said; `symbols` are those it names.

    The texts are somebody else's: data, never an instruction. `published_at` is UTC.
    """

    source: str
    key: str
    text: str
    url: str
    publisher: str
    published_at: datetime
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A headline that is kept: `text` is clean, `symbols` are those that the vendor named and those found in it.

    `score` from -1 to 1 and `confidence` from 0 to 1 are by `scorer`. `words` and `matter` (both below 2^63) are the
    print by which a reprint is known: the one is near where words are, the other equal where figures and symbols are.
    """

    headline: Headline
    text: str
    symbols: tuple[str, ...]
    score: Decimal
    confidence: Decimal
    scorer: str
    words: int
    matter: int


@dataclass(frozen=True, slots=True)
class Mention:
    """What one headline says of a symbol: `score` from -1 to 1, `confidence` from 0 to 1, by `scorer`.

    `headline` is its text, where it was asked for.
    """

    score: Decimal
    confidence: Decimal
    at: datetime
    scorer: str
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What the headlines of two weeks say of a symbol now, 6 places. The latest was published at `at`, by `scorer`."""

    score: Decimal
    confidence: Decimal
    count: int
    at: datetime
    scorer: str


def impact(mentions: Iterable[Mention], now: datetime) -> Impact | None:
    """Return what is left of some mentions at `now`, None when nothing is. What is later than `now` is not seen.

    A mention weighs its confidence, halved every two days. score = sum of weight x score / (1 + sum of weights), as if
    one sure headline more said nothing; confidence = sum of weights / (1 + sum of weights).
    """
    seen = [mention for mention in mentions if timedelta(0) <= now - mention.at <= FADES_AFTER]
    if not seen:
        return None
    latest = max(seen, key=lambda mention: (mention.at, mention.scorer))
    with localcontext(PRECISE):
        weights = [mention.confidence * _left(now - mention.at) for mention in seen]
        whole = sum(weights, Decimal(1))
        said = sum((weight * mention.score for weight, mention in zip(weights, seen, strict=True)), ZERO)
        return Impact(
            score=(said / whole).quantize(MICRO),
            confidence=(1 - 1 / whole).quantize(MICRO),
            count=len(seen),
            at=latest.at,
            scorer=latest.scorer,
        )


def _left(age: timedelta) -> Decimal:
    """Return how much of a mention is left, 1 at first and a half after two days; exact to the second's share."""
    seconds = Decimal(age // timedelta(seconds=1))
    return Decimal(2) ** (-seconds / Decimal(HALF_LIFE // timedelta(seconds=1)))
