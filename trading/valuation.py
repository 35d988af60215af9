"""What a book is worth at given prices: equity, profit and loss, weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trading.units import ZERO, gross, prorated


@dataclass(frozen=True, slots=True)
class Holding:
    """A signed quantity with its basis (positive; for a short the proceeds) and the last price, if any."""

    symbol: str
    quantity: Decimal
    basis: Decimal
    price: Decimal | None
    previous_close: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """Signed market value in cents, None without a price."""
        return None if self.price is None else gross(self.quantity, self.price)

    @property
    def signed_basis(self) -> Decimal:
        return self.basis if self.quantity >= 0 else -self.basis

    @property
    def counted(self) -> Decimal:
        """What it counts for in equity: its value, without a price its basis."""
        return self.signed_basis if self.value is None else self.value

    @property
    def unrealized(self) -> Decimal | None:
        return None if self.value is None else self.value - self.signed_basis


@dataclass(frozen=True, slots=True)
class Valuation:
    """`equity` is cash plus market value; a holding without a price counts at its basis and shows in `unpriced`."""

    equity: Decimal
    market_value: Decimal
    unrealized: Decimal
    unpriced: tuple[str, ...]


def value(cash: Decimal, holdings: Sequence[Holding]) -> Valuation:
    """Value a book to the cent."""
    market_value = unrealized = ZERO
    for holding in holdings:
        market_value += holding.counted
        unrealized += holding.unrealized or ZERO
    unpriced = tuple(h.symbol for h in holdings if h.price is None and h.quantity != 0)
    return Valuation(cash + market_value, market_value, unrealized, unpriced)


def day_result(equity: Decimal, units: Decimal, open_equity: Decimal, open_units: Decimal) -> tuple[Decimal, Decimal]:
    """Return the day's profit in money and as a fraction of nav at the open.

    Both compare nav (equity per unit), so a deposit is no profit: money = equity - nav at open x units.
    """
    if open_units == 0 or open_equity == 0:
        return ZERO, ZERO
    start = open_equity if units == open_units else prorated(open_equity, units, open_units)
    return equity - start, (equity - start) / start if start else ZERO
