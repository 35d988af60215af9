"""Splits and dividends of daily bars: derived from their adjusted closes, reviewed, or told by vendors, as a table."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Final

from adapters.market.daily_bars import DailyRow
from trading.errors import Rejected, Unavailable
from trading.market import CorporateAction, CorporateActionKind
from trading.units import plain, shares_per

TABLE = files(__package__) / "data" / "corporate_actions.csv"
COLUMNS = ("id", "symbol", "day", "kind", "amount", "ratio")
# What an event's id begins with: the bundled bars, or a file of the user's.
BUNDLED_SOURCE: Final = "wiki"
FILE_SOURCE: Final = "file"
ONE: Final = Decimal(1)
NOISE_MIN: Final = Decimal("1e-9")  # relative; vendors carry 14 significant digits or fewer
SPLIT_MIN: Final = Decimal("1.2")  # smaller steps are read as cash, a stock dividend too
DENOMINATOR_MAX: Final = 20
DIVIDEND_MAX: Final = Decimal("0.5")  # of the close; what lies above is a broken file


def derive_all(source: str, history: Mapping[str, Sequence[DailyRow]]) -> tuple[CorporateAction, ...]:
    """Return the events of every symbol, symbol by symbol; see `derive`."""
    return tuple(action for symbol, rows in history.items() for action in derive(source, symbol, rows))


def derive(source: str, symbol: str, rows: Sequence[DailyRow]) -> tuple[CorporateAction, ...]:
    """Return the splits and dividends that explain every step of adjusted / raw close, by day.

    With growth = factor(ex day) / factor(day before), a split of r new shares per old one has growth r,
    and a dividend d has growth 1 + d / close(ex day): this vendor divides by the close *on* the ex day,
    and the textbook's previous close would give wrong cents. Steps within the rounding of the adjusted
    close are no events. A day's events depend on no later row. Raises Rejected for a step that is
    neither a split nor a dividend.
    """
    found: list[CorporateAction] = []
    quantum = ONE
    for before, row in pairwise(rows):
        quantum = min(quantum, _quantum(before.adjusted), _quantum(row.adjusted))
        noise = NOISE_MIN + quantum / before.adjusted + quantum / row.adjusted
        growth = (row.adjusted * before.close) / (row.close * before.adjusted)
        if abs(growth - 1) > noise:
            found += _explain(source, symbol, row, growth, noise)
    return tuple(found)


def _quantum(value: Decimal) -> Decimal:
    """Half of the last decimal place; the finest seen so far counts, as trailing zeros are not written."""
    decimals = len(value.as_tuple().digits) - 1 - value.adjusted()
    return ONE.scaleb(-decimals) / 2


def _explain(source: str, symbol: str, row: DailyRow, growth: Decimal, noise: Decimal) -> Iterable[CorporateAction]:
    day, ratio = row.day, _split_ratio(growth, noise)
    if ratio != 1:
        yield CorporateAction(f"{source}:{symbol}:{day}:SPLIT", symbol, day, CorporateActionKind.SPLIT, ratio=ratio)
    rest = growth / ratio - 1
    if abs(rest) <= noise:
        return
    if not 0 < rest < DIVIDEND_MAX:
        raise Rejected(f"{symbol} on {day}: a step of {growth:.6f} is neither a split nor a dividend.")
    amount = _shortest(row.close * rest, row.close * noise)
    yield CorporateAction(f"{source}:{symbol}:{day}:DIVIDEND", symbol, day, CorporateActionKind.DIVIDEND, amount)


def _split_ratio(growth: Decimal, noise: Decimal) -> Decimal:
    """Return new shares per old one: 1 without a split, a whole number when a dividend fell on the same day."""
    if 1 / SPLIT_MIN < growth < SPLIT_MIN:
        return ONE
    for denominator in range(1, DENOMINATOR_MAX + 1):
        ratio = round(growth * denominator) / Decimal(denominator)
        if abs(growth - ratio) <= noise * growth:
            return Decimal(plain(shares_per(ratio, ONE)))
    return max(ONE, Decimal(int(growth)))


def _shortest(amount: Decimal, tolerance: Decimal) -> Decimal:
    """Round to the fewest decimals, two to six, that lie within the tolerance."""
    for places in range(2, 6):
        rounded = round(amount, places)
        if abs(rounded - amount) <= tolerance:
            return rounded
    return round(amount, 6)


def to_csv(actions: Iterable[CorporateAction]) -> str:
    """Return the table as text, one event a line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((a.id, a.symbol, a.day, a.kind, plain(a.amount), plain(a.ratio)) for a in actions)
    return text.getvalue()


def reviewed() -> tuple[CorporateAction, ...]:
    """Return the reviewed table of the bundled bars."""
    return from_csv(TABLE.read_text("utf-8"))


def told(path: Path) -> tuple[CorporateAction, ...]:
    """Return the table of a file, nothing without one. Raise Unavailable or, where it makes no sense, Rejected."""
    try:
        return from_csv(path.read_text("utf-8")) if path.exists() else ()
    except OSError as error:
        raise Unavailable(f"The splits and dividends cannot be read: {error.strerror}.") from None
    except (ValueError, ArithmeticError, LookupError, TypeError, csv.Error) as error:
        raise Rejected(f"{path.name} is no table of splits and dividends: {error}.") from error


def from_csv(text: str) -> tuple[CorporateAction, ...]:
    """Return the events of a table as `to_csv` writes it."""
    rows = csv.DictReader(io.StringIO(text))
    return tuple(
        CorporateAction(
            id=row["id"],
            symbol=row["symbol"],
            day=date.fromisoformat(row["day"]),
            kind=CorporateActionKind(row["kind"]),
            amount=Decimal(row["amount"]),
            ratio=Decimal(row["ratio"]),
        )
        for row in rows
    )
