"""What an order would do to the tail of the book: exposures over days that have been, exactly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from typing import Final

from trading.units import EXACT, ZERO

MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Tail:
    """Value at risk and expected shortfall of one day, money and not rounded, losses positive."""

    value_at_risk: Decimal
    expected_shortfall: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What a book has brought on each of some days, in millionths of millionths, and the returns of symbols on them.

    `unknown` are symbols of the book that have no scenarios: then nothing can be said.
    """

    confidence: Decimal
    base: Sequence[int]
    returns: Mapping[str, Sequence[int]]
    unknown: tuple[str, ...] = ()

    def tail(self, symbol: str = "", exposure: Decimal = ZERO) -> Tail | None:
        """Return the tail of the book with another exposure (money, short negative); None where it is not known."""
        moves = self.returns.get(symbol)
        if self.unknown or not self.base or (moves is None and exposure):
            return None
        size = _millionths(exposure)
        profit = (
            self.base if moves is None else [held + size * move for held, move in zip(self.base, moves, strict=True)]
        )
        return _tail(profit, self.confidence)


def outlook(
    exposures: Iterable[tuple[str, Decimal]], returns: Mapping[str, Sequence[int]], confidence: Decimal
) -> Outlook:
    """Return the outlook of exposures (money by symbol, a symbol may come again) over returns in millionths a day."""
    held: dict[str, int] = {}
    for symbol, exposure in exposures:
        held[symbol] = held.get(symbol, 0) + _millionths(exposure)
    known = {symbol: size for symbol, size in held.items() if size}
    unknown = tuple(sorted(symbol for symbol in known if symbol not in returns))
    days = max((len(moves) for moves in returns.values()), default=0)
    base = [0] * days
    for symbol, size in known.items():
        if symbol in returns:
            base = [sum_ + size * move for sum_, move in zip(base, returns[symbol], strict=True)]
    return Outlook(confidence, base, returns, unknown)


def _millionths(amount: Decimal) -> int:
    """Round away from zero: an exposure is never made less."""
    return int(amount.scaleb(6, EXACT).to_integral_value(ROUND_UP))


def _tail(profit: Sequence[int], confidence: Decimal) -> Tail:
    """Read value at risk, linear between observations, and the mean of the worst, the last of them in part."""
    losses = sorted(-each for each in profit)[::-1]
    count, beyond = len(losses), 1 - confidence
    place = (count - 1) * beyond
    low = int(place)
    high = losses[min(low + 1, count - 1)]
    value_at_risk = losses[low] + (place - low) * (high - losses[low])
    size = count * beyond
    whole = min(int(size), count)
    worst = Decimal(sum(losses[:whole]))
    if whole < count and size > whole:
        worst += (size - whole) * losses[whole]
    return Tail(_money(value_at_risk), _money(worst / size))


def _money(amount: Decimal) -> Decimal:
    return amount / (MILLION * MILLION)
