"""Read a file of daily bars: raw prices, volume and the vendor's adjusted close."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path
from typing import Final

from trading.errors import Rejected, Unavailable
from trading.terms import SYMBOL
from trading.units import PRICE_MAX, TICK, to_price

COLUMNS = ("Ticker", "Date", "Open", "High", "Low", "Close", "Volume", "Adj Close")
BUNDLED = files(__package__) / "data" / "daily_bars_wiki.csv.gz"
GZIP_MAGIC = b"\x1f\x8b"
SHARES_MAX: Final = Decimal(10**12)  # traded in a day
FIRST_DAY: Final = date(1900, 1, 1)  # what is earlier is a misread year


@dataclass(frozen=True, slots=True)
class DailyRow:
    """One day of one symbol as the file tells it, with low <= open, close <= high made sure.

    `adjusted` is the vendor's close, scaled for every later dividend and split.
    """

    day: date
    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: int
    adjusted: Decimal


def read(path: Path | None = None, until: date = date.max) -> dict[str, tuple[DailyRow, ...]]:
    """Return the rows of every symbol by day, symbols in alphabetical order; None reads the bundled file.

    The file is CSV, plain or gzipped, with the columns of COLUMNS in any order, capitals or not. Raises Unavailable
    when it cannot be read and Rejected, with the line, when it does not say what a bar is, or one of a day after
    `until`.
    """
    name = str(path or BUNDLED)
    try:
        content = BUNDLED.read_bytes() if path is None else path.read_bytes()
        if content.startswith(GZIP_MAGIC):
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise Unavailable(f"{name} cannot be read: {what}.") from error
    try:
        lines = io.StringIO(content.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Rejected(f"{name}, line {line} is not UTF-8; save the file as UTF-8.") from error
    history: dict[str, dict[date, DailyRow]] = {}
    for line, symbol, row in _parse(name, lines):
        days = history.setdefault(symbol, {})
        if row.day in days:
            raise Rejected(f"{name}, line {line}: {symbol} has a second bar on {row.day}; keep one of them.")
        if row.day > until:
            raise Rejected(f"{name}, line {line}: {row.day} has not closed yet; leave that day out.")
        days[row.day] = row
    return {symbol: tuple(rows[day] for day in sorted(rows)) for symbol, rows in sorted(history.items())}


def _parse(name: str, lines: io.StringIO) -> Iterator[tuple[int, str, DailyRow]]:
    """Yield the rows in the file's order, each with the line on which it begins and its symbol."""
    reader, line = csv.reader(lines, strict=True), 1
    try:
        header = [each.strip().lower() for each in next(reader, [])]
        places = [header.index(column) for column in _sought(name, header)]
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                if len(cells) != len(header):
                    raise ValueError(f"{len(cells)} columns instead of {len(header)}; quote what holds a comma")
                symbol, *values = (cells[place].strip() for place in places)
                if not SYMBOL.fullmatch(symbol):
                    raise ValueError(f"{symbol!r} is no symbol like AAPL or BRK.B; write it in capitals")
                yield line, symbol, _row(values)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Rejected(f"{name}, the row that begins at line {line}: {error}; look for a quote.") from error
    except ValueError as error:
        raise Rejected(f"{name}, line {line}: {error}.") from error


def _sought(name: str, header: list[str]) -> list[str]:
    """Return the columns that are needed, as the header has them. Raise Rejected for one that is not there once."""
    needed = [column.lower() for column in COLUMNS]
    if missing := [column for column in COLUMNS if column.lower() not in header]:
        wanted = ",".join(COLUMNS)
        raise Rejected(f"{name} lacks the columns {', '.join(missing)}; its first line has to name {wanted}.")
    if twice := [column for column in COLUMNS if header.count(column.lower()) > 1]:
        raise Rejected(f"{name} has the columns {', '.join(twice)} twice; keep one of them.")
    return needed


def _row(values: list[str]) -> DailyRow:
    day, *prices, volume, adjusted = values
    opened, high, low, close = (_price(text) for text in prices)
    if high < low:  # an open beyond them is a vendor's rounding; this is another column
        raise ValueError(f"the high {high} lies below the low {low}")
    scaled, shares = _number(adjusted), _number(volume)
    if not (scaled.is_finite() and scaled > 0 and shares.is_finite() and 0 <= shares <= SHARES_MAX):
        raise ValueError(f"volume {volume} or adjusted close {adjusted} is out of range")
    return DailyRow(
        day=_day(day),
        open=opened,
        high=max(opened, high, low, close),
        low=min(opened, high, low, close),
        close=close,
        volume=int(shares),
        adjusted=scaled,
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day like 2024-01-31") from None
    if day < FIRST_DAY:
        raise ValueError(f"{day} lies before {FIRST_DAY}")
    return day


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number") from None


def _price(text: str) -> Decimal:
    price = _number(text)
    if not (price.is_finite() and TICK <= price <= PRICE_MAX):
        raise ValueError(f"{text} is not a price")
    rounded = to_price(price)
    return price if price == rounded else rounded
