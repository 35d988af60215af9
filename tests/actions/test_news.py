"""Proves that headlines are kept once, told once, and say of a symbol what is left of them and nothing from later."""

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from actions import conditions, news
from db.models import NewsItem, NewsMention, Outbox, OutboxKind
from db.reads import news as reads
from tests.desks import Stage
from trading.news import FADES_AFTER, Headline, Story

AT = datetime(2011, 3, 1, 15, tzinfo=UTC)
D = Decimal


def story(key: str = "1", *symbols: str, at: datetime = AT, score: str = "0.5", source: str = "stub") -> Story:
    headline = Headline(
        source=source, key=key, text=f"raw {key}", url="", publisher="Example", published_at=at, symbols=symbols
    )
    return Story(
        headline=headline,
        text=f"headline {key}",
        symbols=symbols,
        score=D(score),
        confidence=D("0.8"),
        scorer="a model",
        words=2**63 - 1,
        matter=int(key.encode().hex(), 16),
    )


def named(event: Outbox) -> list[str]:
    items = event.payload["items"]
    assert isinstance(items, list)
    return items


async def keep(desk: Stage, *stories: Story) -> int:
    return await news.record(desk.desk, desk.crew.viewer, stories)


async def test_a_headline_is_kept_as_it_was_found(desk: Stage) -> None:
    assert await keep(desk, story("1", "AAA", "BBB")) == 1
    item = await NewsItem.get(key="1")
    assert (item.headline, item.symbols, item.published_at) == ("headline 1", ["AAA", "BBB"], AT)
    assert (item.score, item.confidence, item.scorer) == (D("0.5"), D("0.8"), "a model")
    assert item.received_at == desk.clock.now()
    assert await reads.prints(AT, AT) == [(2**63 - 1, story("1").matter)]
    mentions = await NewsMention.filter(item_id=item.id).order_by("symbol")
    assert [(each.symbol, each.score) for each in mentions] == [("AAA", D("0.5")), ("BBB", D("0.5"))]


async def test_what_is_there_already_is_not_kept_and_not_told_again(desk: Stage) -> None:
    await keep(desk, story("1", "AAA"))
    assert await keep(desk, story("1", "AAA"), story("2"), story("2"), story("1", source="other")) == 2
    assert await NewsItem.all().count() == 3
    events = await Outbox.filter(kind=OutboxKind.EVENT, topic="news").order_by("sequence")
    told = [each for event in events for each in named(event)]
    assert sorted(told) == sorted(item.id for item in await NewsItem.all())
    assert await keep(desk, story("1", "AAA")) == 0
    assert await Outbox.filter(topic="news").count() == len(events)


async def test_of_two_that_bring_the_same_at_once_one_keeps_it(desk: Stage) -> None:
    same = [story(str(number), "AAA") for number in range(50)]
    both = await asyncio.gather(keep(desk, *same), keep(desk, *same[::-1]), keep(desk, *same))
    assert sorted(both) == [0, 0, 50]
    assert await NewsItem.all().count() == await NewsMention.all().count() == 50


async def test_many_are_told_in_events_of_a_bounded_size(desk: Stage) -> None:
    assert await keep(desk, *(story(str(number), "AAA") for number in range(250))) == 250
    sizes = [len(named(event)) for event in await Outbox.filter(topic="news").order_by("sequence")]
    assert sizes == [100, 100, 50]
    with pytest.raises(ValueError, match="at once"):
        await keep(desk, *(story(str(number)) for number in range(2001)))


async def test_the_news_of_a_symbol(desk: Stage) -> None:
    first, second = story("1", "AAA", "BBB"), story("2", "BBB", at=AT + timedelta(hours=1))
    await keep(desk, first, second, story("3"))

    async def keys(symbols: list[str] | None) -> list[str]:
        return [item.key for item in await reads.snapshot(symbols)]

    assert await keys(["AAA"]) == ["1"]
    assert await keys(["AAA", "BBB"]) == ["2", "1"]
    assert await keys(["CCC"]) == await keys([]) == []
    assert sorted(await keys(None)) == ["1", "2", "3"]


async def test_what_is_said_of_a_symbol_is_what_was_published_by_then(desk: Stage) -> None:
    await keep(
        desk,
        story("1", "AAA", at=AT, score="0.9"),
        story("2", "AAA", at=AT + timedelta(hours=1), score="-0.9"),
        story("3", "AAA", at=AT - FADES_AFTER - timedelta(hours=1), score="-0.9"),
    )
    [then, nobody] = await reads.impacts(["AAA", "CCC"], AT)
    [later] = await reads.impacts(["AAA"], AT + timedelta(hours=1))
    assert nobody is None
    assert then is not None
    assert later is not None
    assert (then.score, then.count, then.at) == (D("0.4"), 1, AT)  # 0.9 x 0.8 / 1.8
    assert later.score < 0 < then.score
    assert await reads.newest("stub") == AT + timedelta(hours=1)
    assert await reads.newest("nobody") is None


async def test_prints_of_other_times_are_not_asked_for(desk: Stage) -> None:
    await keep(desk, story("1"), story("2", at=AT + timedelta(days=30)))
    assert [matter for _, matter in await reads.prints(AT, AT)] == [story("1").matter]


async def test_the_market_of_a_day_is_that_of_the_last_run_and_not_of_tomorrow(desk: Stage) -> None:
    said = {"regime": "CALM", "volatility": D("0.2"), "trend": D("-0.01"), "summary": "x" * 400}
    await conditions.record(AT.date(), AT, **said)  # type: ignore[arg-type]
    await conditions.record(AT.date(), AT, **{**said, "regime": "TURBULENT"})  # type: ignore[arg-type]
    assert await reads.market_state(AT - timedelta(seconds=1)) is None
    state = await reads.market_state(AT)
    assert state is not None
    assert (state.regime, state.volatility, len(state.summary)) == ("TURBULENT", D("0.2"), 300)
