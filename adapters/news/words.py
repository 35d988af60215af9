"""A vendor's JSON as headlines: what cannot be read is left out, row by row, and never guessed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from adapters.door import number
from trading.errors import Unavailable
from trading.news import Headline

TEXT_MAX, KEY_MAX, URL_MAX, PUBLISHER_MAX, SYMBOL_MAX = 8000, 200, 1000, 200, 20
SYMBOLS_MAX: Final = 100
EARLY: Final = timedelta(hours=1)  # clocks differ; what is later than that is no date of a headline


def headline(
    source: str,
    now: datetime,
    *,
    key: Any,
    text: Any,
    url: Any,
    publisher: Any,
    at: datetime | None,
    symbols: Iterable[Any],
) -> Headline | None:
    """Return one headline; None without a key, words or a time that can be."""
    name, words = line(key, KEY_MAX), text[:TEXT_MAX] if isinstance(text, str) else ""
    if not name or not words.strip() or at is None or at > now + EARLY:
        return None
    address = line(url, URL_MAX)
    return Headline(
        source=source,
        key=name,
        text=words,
        url=address if address.startswith(("https://", "http://")) else "",
        publisher=line(publisher, PUBLISHER_MAX) or source,
        published_at=at,
        symbols=tuple(found for each in list(symbols)[:SYMBOLS_MAX] if (found := line(each, SYMBOL_MAX).upper())),
    )


def line(value: Any, most: int) -> str:
    """Return text or a whole number as one printable line; empty for anything else, and for what is too long."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = "".join(letter for letter in str(value)[: most + 1] if letter.isprintable()).strip()
    return text if len(text) <= most else ""


def instant(value: Any) -> datetime | None:
    """Read an ISO 8601 instant with a zone, as UTC."""
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def rows(vendor: str, answer: Any, name: str) -> list[dict[str, Any]]:
    """Return the list of objects under a name; Unavailable when the answer has none."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise Unavailable(f"{vendor} sent an answer without {name!r}.")
    return [row for row in found if isinstance(row, dict)]


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of what should be a list of them."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def meant(value: Any, name: str, score: str, least: Decimal) -> list[Any]:
    """Return the names of those objects of a list whose score, a number or text, is at least so much."""
    scored = ((each.get(name), number(each.get(score))) for each in objects(value))
    return [found for found, scores in scored if scores is not None and scores >= least]
