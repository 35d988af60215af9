"""How a market has been lately: volume and volatility over 20 days, and the move of the day."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_UP, Context, Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from trading.market import Bar
from trading.units import EXACT, TICK, ZERO, to_price

DAYS: Final = 20
SESSIONS: Final = Decimal(252)  # a year's
SHOWN: Final = Decimal("1e-9")
LOGARITHM: Final = Context(prec=34)


class Condition(NamedTuple):
    """What 20 days of bars say: shares a day, annualised volatility as a fraction, and the last close."""

    average_volume: Decimal | None
    volatility: Decimal | None
    previous_close: Decimal | None


def condition(bars: Sequence[Bar], split: Decimal = Decimal(1)) -> Condition:
    """Return the condition after the last of some bars (ascending, 21 are used), in shares after a split that
    takes effect next (new shares per old one). What there are too few bars for is None."""
    last = bars[-DAYS - 1 :]
    close = to_price(last[-1].close / split) if last else None
    if len(last) <= DAYS:
        return Condition(average_volume=None, volatility=None, previous_close=close)
    return Condition(average_volume=_volume(last[1:], split), volatility=_volatility(last), previous_close=close)


def _volume(bars: Sequence[Bar], split: Decimal) -> Decimal:
    """Average shares a day, each day in today's shares; cut to 6 places, never above the exact value."""
    ratio, total = split, ZERO
    for bar in reversed(bars):
        total += bar.volume * ratio
        ratio *= bar.split
    return (total / len(bars)).quantize(TICK, ROUND_DOWN)


def _volatility(bars: Sequence[Bar]) -> Decimal:
    """Sample deviation of daily log returns, dividends included, times the root of a year's sessions; rounded up."""
    gains = [EXACT.divide((bar.close + bar.dividend) * bar.split, before.close) for before, bar in pairwise(bars)]
    returns = [gain.ln(LOGARITHM) for gain in gains]
    mean = EXACT.divide(sum(returns, ZERO), Decimal(len(returns)))
    squares = sum((EXACT.power(each - mean, 2) for each in returns), ZERO)
    variance = EXACT.divide(squares, Decimal(len(returns) - 1))
    return EXACT.sqrt(variance * SESSIONS).quantize(SHOWN, ROUND_UP)


def day_move(price: Decimal, previous_close: Decimal | None) -> Decimal | None:
    """Return the change since the previous close as a fraction, rounded away from zero: it never looks calmer."""
    if previous_close is None or previous_close <= 0:
        return None
    return EXACT.divide(price - previous_close, previous_close).quantize(SHOWN, ROUND_UP)
