"""What a company's figures say, as a vendor told them: what counts is when the desk was told, not what they are of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

STALE: Final = timedelta(days=30)  # ratios to a price: after a month they are those of another one
RATIOS: Final = ("earnings_yield", "book_yield", "return_on_equity", "profit_margin", "earnings_growth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A company's ratios as fractions, 6 places, None where they are not told.

    `earnings_yield` and `book_yield` are earnings and book value per share over its price; `earnings_growth` is that of
    the last quarter over a year. `told_at` is when the desk was first told exactly these, `seen_at` when last (UTC).
    """

    symbol: str
    source: str
    told_at: datetime
    seen_at: datetime
    period_end: date | None
    earnings_yield: Decimal | None = None
    book_yield: Decimal | None = None
    return_on_equity: Decimal | None = None
    profit_margin: Decimal | None = None
    earnings_growth: Decimal | None = None

    def __post_init__(self) -> None:
        if self.seen_at < self.told_at:
            raise ValueError(f"The figures of {self.symbol} cannot be seen before they are told.")

    @property
    def ratios(self) -> dict[str, Decimal]:
        """Those that are told, by name."""
        told = ((name, getattr(self, name)) for name in RATIOS)
        return {name: value for name, value in told if value is not None}

    def counts(self, at: datetime) -> bool:
        """Whether they were known at an instant and not stale then."""
        return self.told_at <= at and at - self.seen_at <= STALE
