"""Headlines of a file, for those without a vendor: CSV with exact errors by line."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from adapters.news.words import EARLY, KEY_MAX, headline, instant
from trading.errors import Rejected, Unavailable
from trading.news import Headline
from trading.terms import SYMBOL

SOURCE: Final = "file"
NEEDED: Final = ("published_at", "headline")
OPTIONAL: Final = ("url", "publisher", "symbols", "key")
FILE_MAX: Final = 500_000_000  # bytes
FIELD_MAX: Final = 1_000_000


def read(path: Path, now: datetime) -> list[Headline]:
    """Return the headlines of a file in its order; a headline without a key gets one by its time and words.

    The columns are published_at (ISO 8601 with a zone), headline and, where they are known, url, publisher, symbols
    (with blanks between) and key. Raise Unavailable for a file that cannot be read, Rejected for the first line that
    is wrong.
    """
    try:
        if path.stat().st_size > FILE_MAX:
            raise Rejected(f"{path} is larger than {FILE_MAX // 1_000_000} MB; split it.")
        with path.open(newline="", encoding="utf-8-sig") as file:
            found = list(_read(path, file, now))
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Rejected(f"{path}, line {_line_of_no_utf8(path)} is not UTF-8; save the file as UTF-8.") from error
    if not found:
        raise Rejected(f"{path} has no headlines below its header.")
    return found


def _line_of_no_utf8(path: Path) -> int:
    """Return the first line that cannot be decoded; the decoder itself only knows a place in its buffer."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.decode(errors="ignore").encode() != line:
                return number
    raise Unavailable(f"{path} was changed while it was read; try again.")


def _read(path: Path, lines: Iterator[str], now: datetime) -> Iterator[Headline]:
    csv.field_size_limit(FIELD_MAX)
    reader, line = csv.reader(lines, strict=True), 1  # where a row begins: a headline may have several lines
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in NEEDED if name not in columns]:
            raise Rejected(f"{path} lacks the columns {', '.join(missing)}; it may also have {', '.join(OPTIONAL)}.")
        if twice := sorted({name for name in (*NEEDED, *OPTIONAL) if columns.count(name) > 1}):
            raise Rejected(f"{path} has the columns {', '.join(twice)} twice; keep one of them.")
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                place = f"{path}, line {line}"
                if len(cells) != len(columns):
                    raise Rejected(f"{place} has {len(cells)} columns instead of {len(columns)}; quote commas.")
                yield _row(place, dict(zip(columns, cells, strict=True)), now)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Rejected(f"{path}, the row that begins at line {line}: {error}; look for a quote.") from error


def _row(place: str, row: Mapping[str, str], now: datetime) -> Headline:
    at, words = instant(row["published_at"].strip()), row["headline"]
    if at is None:
        raise Rejected(f"{place}: {row['published_at']!r} is no time like 2011-03-01T15:30:00Z.")
    if at > now + EARLY:
        raise Rejected(f"{place}: {row['published_at']} has not come yet.")
    if not words.strip():
        raise Rejected(f"{place} has no headline.")
    symbols = [each.removeprefix("$").upper() for each in row.get("symbols", "").split()]
    if odd := next((each for each in symbols if not SYMBOL.fullmatch(each)), None):
        raise Rejected(f"{place}: {odd!r} is no symbol like AAPL or BRK.B; put blanks between several.")
    own = hashlib.sha256(f"{at.isoformat()} {words}".encode("utf-8", "replace")).hexdigest()[:32]
    found = headline(
        SOURCE,
        now,
        key=row.get("key", "").strip() or own,
        text=words,
        url=row.get("url", "").strip(),
        publisher=row.get("publisher", "").strip(),
        at=at,
        symbols=symbols,
    )
    if found is None:
        raise Rejected(f"{place} has a key of more than {KEY_MAX} characters; shorten it.")
    return found
