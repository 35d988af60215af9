"""A vendor's JSON as figures: absent is absent, and what is no number is no answer."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, Final

from adapters.door import number
from adapters.market.words import day_of
from trading.errors import Unavailable
from trading.figures import Figures
from trading.units import TICK

ABSENT: Final = frozenset({"None", "-", ""})
RATIO_MAX: Final = Decimal(100_000)
EXACT: Final = Context(prec=34)


def ratio(vendor: str, name: str, value: Any) -> Decimal | None:
    """Return a ratio that came as a number or text, 6 places; None where the vendor has none (None, "None", "-").

    Raise Unavailable for what is neither, or out of any range.
    """
    if value is None or (isinstance(value, str) and value.strip() in ABSENT):
        return None
    found = number(value)
    if found is None or abs(found) > RATIO_MAX:
        raise Unavailable(f"{vendor} sent a {name} that is no ratio.")
    return found.quantize(TICK, ROUND_HALF_UP, EXACT)


def inverse(multiple: Decimal | None) -> Decimal | None:
    """Return the yield of a multiple of the price: a quarter is four times; None of what is lost or not told."""
    if multiple is None or multiple <= 0:
        return None
    return EXACT.divide(Decimal(1), multiple).quantize(TICK, ROUND_HALF_UP, EXACT)


def figures(source: str, symbol: str, now: datetime, ended: Any, **ratios: Decimal | None) -> Figures | None:
    """Return what was told now, None without any ratio."""
    if all(each is None for each in ratios.values()):
        return None
    return Figures(symbol=symbol, source=source, told_at=now, seen_at=now, period_end=day_of(ended), **ratios)
