"""Proves the way of headlines through the workers: vendors in turn, from when on, what is new, and what is kept."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from db.models import NewsItem, NewsMention
from settings import Settings
from tests.workers.benches import DAY, ON_SQLITE, Bench, bench
from trading.errors import Rejected, Unavailable
from trading.news import Headline
from trading.ports import News
from workers import news
from workers.desk import Crew
from workers.models import Models

AT = datetime.combine(DAY, datetime.min.time(), UTC) - timedelta(hours=3)
pytestmark = ON_SQLITE


@dataclass
class Vendor:
    """Implements trading.ports.News by what it is told to say."""

    name: str = "stub"
    sent: Sequence[Headline] = ()
    fails: Exception | None = None
    asked: list[tuple[Sequence[str], datetime]] = field(default_factory=list)

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        self.asked.append((symbols, since))
        if self.fails:
            raise self.fails
        return self.sent


def headline(key: str, text: str, *symbols: str, source: str = "stub") -> Headline:
    return Headline(source=source, key=key, text=text, url="", publisher="P", published_at=AT, symbols=symbols)


def with_vendors(crew: Crew, *vendors: News) -> Crew:
    return replace(crew, desk=replace(crew.desk, news=vendors))


@pytest.fixture
async def closed(settings: Settings, redis_url: str, models: Models) -> AsyncIterator[Bench]:
    async with bench(settings, redis_url, models) as made:
        yield made


async def test_what_a_vendor_says_is_kept_with_its_symbols_and_its_mood(closed: Bench) -> None:
    vendor = Vendor(
        sent=[
            headline("1", "Apple shares plunge after profit warning"),
            headline("2", "Apple shares plunge after PROFIT warning! https://example.test/2"),
            headline("3", "Oil steady ahead of meeting", "XOM"),
        ]
    )
    crew = with_vendors(closed.crew, vendor)
    assert await news.look(crew) == 2
    assert await news.look(crew) == 0

    first, other = await NewsItem.all().order_by("key")
    assert (first.key, first.symbols, other.symbols) == ("1", ["AAPL"], ["XOM"])
    assert first.score < 0
    assert {each.symbol for each in await NewsMention.all()} == {"AAPL", "XOM"}
    [(symbols, since), (_, again)] = vendor.asked
    assert "MSFT" in symbols
    assert since == closed.clock.now() - news.FIRST_LOOK
    assert again == AT - news.OVERLAP


async def test_the_next_vendor_is_asked_when_one_fails(closed: Bench) -> None:
    first, second = Vendor("first", fails=Unavailable("down")), Vendor("second", fails=Rejected("no key"))
    third = Vendor("third", [headline("1", "Microsoft raises its dividend", source="third")])
    fourth = Vendor("fourth")
    assert await news.look(with_vendors(closed.crew, first, second, third, fourth)) == 1
    assert not fourth.asked


async def test_when_all_fail_nothing_happens(closed: Bench) -> None:
    assert await news.look(with_vendors(closed.crew, Vendor(fails=Unavailable("down")))) == 0
    assert await NewsItem.all().count() == 0


async def test_without_a_vendor_nobody_waits(closed: Bench) -> None:
    await news.follow(closed.crew)


async def test_more_than_a_batch_is_kept_whole(closed: Bench) -> None:
    many = [headline(str(number), f"Company {number} raises its dividend to {number} cents") for number in range(2500)]
    assert await news.take_in(closed.crew, many) == 2500
    assert await news.take_in(closed.crew, many[::-1]) == 0


async def test_an_analysis_leaves_the_state_of_the_market(closed: Bench) -> None:
    from db.reads.news import market_state

    assert await market_state(closed.clock.now()) is None
    await closed.analysed()
    state = await market_state(closed.clock.now())
    assert state is not None
    assert (state.day, state.at) == (DAY, closed.crew.desk.market.steps(DAY)[-1].at)
    assert state.regime in {"CALM", "TURBULENT"}
