"""The market as the database knows it: the last closed day and quotes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from db.models import Feed, Quote
from trading.market import Phase


async def last_closed_day(feed: str, now: datetime) -> date:
    """Return the last day whose session is over: its bar may be shown, a later one never."""
    row = await Feed.get_or_none(name=feed)
    if row is None or row.day is None:
        return now.date() - timedelta(days=1)
    return row.day if row.phase == Phase.CLOSE else row.day - timedelta(days=1)


async def quotes(symbols: Sequence[str]) -> list[Quote]:
    """Return the quotes of those symbols that have one, in alphabetical order."""
    return await Quote.filter(symbol__in=list(symbols)).order_by("symbol")


async def newest_quote() -> Quote | None:
    """Return the quote that was told last of all symbols, None on a desk that has none yet."""
    return await Quote.all().order_by("-at").first()
