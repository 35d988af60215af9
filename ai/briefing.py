"""What the analyst is told: facts and headlines summed up exactly, and put into one question."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal, localcontext
from itertools import pairwise
from math import prod
from typing import Final, Self

from trading.market import Bar
from trading.units import TICK, plain

YEAR_DAYS: Final = 252
VOLATILITY_DAYS: Final = 20
HEADLINES_MAX: Final = 40
HEADLINE_CHARACTERS_MAX: Final = 2000
ONE: Final = Decimal(1)
_UNWANTED: Final = frozenset({"Cc", "Cf", "Cn", "Cs", "Co", "Zl", "Zp"})  # categories of characters that nobody sees


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolFacts:
    """What the model is told about a symbol. Ratios are fractions with 6 places; None where bars are too few.

    Returns are total (dividends and splits included) over trading days, `volatility_20d` is the yearly
    standard deviation of the last 20 daily returns, `drawdown_252d` how far the close is below its highest.
    """

    symbol: str
    as_of: date | None
    close: Decimal | None
    return_5d: Decimal | None
    return_21d: Decimal | None
    return_63d: Decimal | None
    return_252d: Decimal | None
    volatility_20d: Decimal | None
    drawdown_252d: Decimal | None

    @classmethod
    def of(cls, symbol: str, bars: Sequence[Bar]) -> Self:
        """Summarise raw daily bars, oldest first; the last YEAR_DAYS + 1 of them count."""
        recent = bars[-YEAR_DAYS - 1 :]
        with localcontext(Context(prec=28)):
            growth = [(bar.close + bar.dividend) * bar.split / before.close for before, bar in pairwise(recent)]
            return cls(
                symbol=symbol,
                as_of=recent[-1].day if recent else None,
                close=recent[-1].close if recent else None,
                return_5d=_total_return(growth, 5),
                return_21d=_total_return(growth, 21),
                return_63d=_total_return(growth, 63),
                return_252d=_total_return(growth, YEAR_DAYS),
                volatility_20d=_volatility(growth),
                drawdown_252d=_drawdown(growth),
            )


def _total_return(growth: Sequence[Decimal], days: int) -> Decimal | None:
    return (prod(growth[-days:], start=ONE) - 1).quantize(TICK) if len(growth) >= days else None


def _volatility(growth: Sequence[Decimal]) -> Decimal | None:
    if len(growth) < VOLATILITY_DAYS:
        return None
    last = growth[-VOLATILITY_DAYS:]
    mean = sum(last, Decimal(0)) / VOLATILITY_DAYS
    variance = sum(((one - mean) ** 2 for one in last), Decimal(0)) / (VOLATILITY_DAYS - 1)
    return (variance * YEAR_DAYS).sqrt().quantize(TICK)


def _drawdown(growth: Sequence[Decimal]) -> Decimal | None:
    level = peak = ONE
    for factor in growth:
        level *= factor
        peak = max(peak, level)
    return (1 - level / peak).quantize(TICK) if growth else None


@dataclass(frozen=True, slots=True)
class Headline:
    """A piece of news: the symbols it is about, when and where it appeared, and its text as it came."""

    symbols: tuple[str, ...]
    at: datetime
    source: str
    text: str


def question(
    facts: Sequence[SymbolFacts],
    headlines: Sequence[Headline] = (),
    *,
    horizon_days: int,
    problem: str | None = None,
) -> str:
    """Build the user message: compact JSON, the same for the same facts in any order.

    The newest HEADLINES_MAX headlines count; as JSON strings they cannot leave their place.
    `problem` says what was off in a former answer.
    """
    ordered = sorted(facts, key=lambda one: one.symbol)
    newest = sorted(headlines, key=lambda one: (one.at, one.source, one.text), reverse=True)[:HEADLINES_MAX]
    message = {
        "task": "Judge the symbols and answer with one json object as described.",
        "horizon_trading_days": horizon_days,
        "symbols": [one.symbol for one in ordered],
        "facts": [_stated(one) for one in ordered],
        "headlines": [
            {
                "symbols": sorted(one.symbols),
                "at": one.at.isoformat(),
                "source": clean(one.source, 100),
                "text": clean(one.text, HEADLINE_CHARACTERS_MAX),
            }
            for one in newest
        ],
    }
    if problem is not None:
        message["problem"] = problem
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def _stated(facts: SymbolFacts) -> dict[str, str | None]:
    values = ((name, getattr(facts, name)) for name in SymbolFacts.__slots__)
    return {name: plain(value) if isinstance(value, Decimal) else value and str(value) for name, value in values}


def clean(text: str, characters_max: int) -> str:
    """Normalise strangers' text (NFKC): one line, without control, format or surrogate characters or what is none."""
    normal = unicodedata.normalize("NFKC", text)
    kept = "".join(" " if unicodedata.category(c) in _UNWANTED else c for c in normal)
    return " ".join(kept.split())[:characters_max]
