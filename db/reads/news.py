"""The news: what came in, newest first, and what it says of a symbol now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from db.models import MarketState, NewsItem, NewsMention
from trading.news import FADES_AFTER, Impact, Mention, impact

ORDER = ("published_at", "id")
SNAPSHOT_MAX = 50
MENTIONS_MAX = 500  # of a symbol; what is left out is the oldest, which counts least
PRINTS_MAX = 20_000
REPRINTED = timedelta(days=3)


def items(symbols: Sequence[str] | None) -> QuerySet[NewsItem]:
    """Return the headlines that name one of the symbols; all without any."""
    if symbols is None:
        return NewsItem.all()
    naming = NewsMention.filter(symbol__in=list(symbols)).values("item_id")
    return NewsItem.filter(id__in=Subquery(naming))


async def snapshot(symbols: Sequence[str] | None) -> list[NewsItem]:
    """Return the last headlines, newest first, at most 50."""
    return await items(symbols).order_by("-published_at", "-id").limit(SNAPSHOT_MAX)


async def named(ids: Sequence[str], symbols: Sequence[str] | None) -> list[NewsItem]:
    """Return those of some headlines that name one of the symbols, newest first."""
    return await items(symbols).filter(id__in=list(ids)).order_by("-published_at", "-id")


async def mentions(symbols: Sequence[str], now: datetime) -> dict[str, list[Mention]]:
    """Return what still counts of each symbol at `now`, newest first; nothing that is later."""
    found: dict[str, list[Mention]] = {}
    for symbol in dict.fromkeys(symbols):
        recent = NewsMention.filter(symbol=symbol, published_at__lte=now, published_at__gte=now - FADES_AFTER)
        columns = recent.order_by("-published_at", "-item_id").limit(MENTIONS_MAX)
        said = await columns.values_list("score", "confidence", "published_at", "scorer")
        found[symbol] = [Mention(*row) for row in said]
    return found


async def told(symbols: Sequence[str], now: datetime) -> dict[str, list[Mention]]:
    """Return what `mentions` does with the text of each headline, for the symbols of which anything is said."""
    found: dict[str, list[Mention]] = {}
    for symbol in dict.fromkeys(symbols):
        recent = NewsMention.filter(symbol=symbol, published_at__lte=now, published_at__gte=now - FADES_AFTER)
        columns = recent.order_by("-published_at", "-item_id").limit(MENTIONS_MAX)
        said = await columns.values_list("score", "confidence", "published_at", "scorer", "item__headline")
        if said:
            found[symbol] = [Mention(*row) for row in said]
    return found


async def impacts(symbols: Sequence[str], now: datetime) -> list[Impact | None]:
    """Return the impact of each symbol, in their order; None where nothing counts any more."""
    found = await mentions(symbols, now)
    return [impact(found[symbol], now) for symbol in symbols]


async def prints(first: datetime, last: datetime) -> list[tuple[int, int]]:
    """Return the prints of what was published around a span of time, at most 20,000, the latest."""
    around = NewsItem.filter(published_at__gte=first - REPRINTED, published_at__lte=last + REPRINTED)
    latest = around.order_by("-published_at", "-id").limit(PRINTS_MAX)
    return [(int(words), int(matter)) for words, matter in await latest.values_list("words", "matter")]


async def market_state(now: datetime) -> MarketState | None:
    """Return the last state of the market that was known at `now`."""
    return await MarketState.filter(at__lte=now).order_by("-day").first()


async def newest(source: str) -> datetime | None:
    """Return when the last headline of a vendor was published, None when there is none."""
    item = await NewsItem.filter(source=source).order_by("-published_at", "-id").first()
    return item.published_at if item else None
