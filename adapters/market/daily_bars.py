"""Read a file of daily bars: raw prices, volume and the vendor's adjusted close."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path

from trading.errors import Rejected, Unavailable
from trading.units import PRICE_MAX, TICK, to_price

COLUMNS = ("Ticker", "Date", "Open", "High", "Low", "Close", "Volume", "Adj Close")
BUNDLED = files(__package__) / "data" / "daily_bars_wiki.csv.gz"
GZIP_MAGIC = b"\x1f\x8b"


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


def read(path: Path | None = None) -> dict[str, tuple[DailyRow, ...]]:
    """Return the rows of every symbol by day, symbols in alphabetical order; None reads the bundled file.

    The file is CSV, plain or gzipped, with the columns of COLUMNS. Raises Unavailable when it cannot be
    read and Rejected, with the line, when it does not say what a bar is.
    """
    try:
        content = BUNDLED.read_bytes() if path is None else path.read_bytes()
        if content.startswith(GZIP_MAGIC):
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise Unavailable(f"{path or BUNDLED} cannot be read: {what}.") from error
    try:
        return _parse(io.StringIO(content.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Rejected(f"The daily bars are not UTF-8 in line {line}; save the file as UTF-8.") from error
    except csv.Error as error:
        raise Rejected(f"The daily bars are not CSV: {error}") from error


def _parse(lines: Iterable[str]) -> dict[str, tuple[DailyRow, ...]]:
    reader = csv.reader(lines)
    header = next(reader, [])
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise Rejected(f"The daily bars lack the columns {', '.join(missing)}.")
    places = [header.index(column) for column in COLUMNS]
    history: dict[str, dict[date, DailyRow]] = {}
    for cells in reader:
        if not cells:
            continue
        try:
            if len(cells) != len(header):
                raise ValueError(f"{len(cells)} columns instead of {len(header)}")
            symbol, *values = (cells[place].strip() for place in places)
            row = _row(values)
            if not symbol or row.day in history.get(symbol, {}):
                raise ValueError(f"{symbol or 'a nameless symbol'} has a second bar on {row.day}")
        except ValueError as error:
            raise Rejected(f"The daily bars are wrong in line {reader.line_num}: {error}") from error
        history.setdefault(symbol, {})[row.day] = row
    return {symbol: tuple(rows[day] for day in sorted(rows)) for symbol, rows in sorted(history.items())}


def _row(values: list[str]) -> DailyRow:
    day, *prices, volume, adjusted = values
    opened, high, low, close = (_price(text) for text in prices)
    if high < low:  # an open beyond them is a vendor's rounding; this is another column
        raise ValueError(f"the high {high} lies below the low {low}")
    scaled, shares = _number(adjusted), _number(volume)
    if not (scaled.is_finite() and scaled > 0 and shares.is_finite() and shares >= 0):
        raise ValueError(f"volume {volume} or adjusted close {adjusted} is out of range")
    return DailyRow(
        day=date.fromisoformat(day),
        open=opened,
        high=max(opened, high, low, close),
        low=min(opened, high, low, close),
        close=close,
        volume=int(shares),
        adjusted=scaled,
    )


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
