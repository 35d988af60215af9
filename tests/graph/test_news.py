"""Proves what clients see of the news: pages, symbols, sentiment, indicators, the market, and a stream without gaps."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import conditions, news
from actions.setup import SYSTEM
from db.models import NewsItem
from db.reads.market import last_closed_day
from graph import ids
from tests.actions.test_news import story
from tests.graph.conftest import START, World
from tests.graph.test_subscriptions import following
from trading.indicators import WARMUP_BARS, IndicatorName, indicator

AT = datetime(2011, 2, 28, 15, tzinfo=UTC)  # the day before the market's first
NEWS = """query ($symbols: [String!], $first: Int! = 20, $after: String) {
    news(symbols: $symbols, first: $first, after: $after) {
        nodes { id headline url publisher publishedAt symbols sentiment { score confidence scorer at } }
        pageInfo { hasNextPage endCursor } totalCount } }"""
STREAM = """subscription ($symbols: [String!], $after: String) {
    newsUpdates(symbols: $symbols, after: $after) { kind sequence cursor items { headline symbols } } }"""


async def keep(world: World, *keys_and_symbols: str, at: datetime = AT) -> None:
    stories = [story(key, *symbols, at=at) for key, *symbols in (each.split() for each in keys_and_symbols)]
    await news.record(world.desk, SYSTEM, stories)


async def test_the_news_in_pages(world: World) -> None:
    for number in range(5):
        await keep(world, f"{number} AAPL MSFT", at=AT + timedelta(minutes=number))
    await keep(world, "x IBM")

    first = (await world.data(NEWS, symbols=["AAPL", "MSFT"], first=3))["news"]
    rest = (await world.data(NEWS, symbols=["MSFT", "AAPL"], first=3, after=first["pageInfo"]["endCursor"]))["news"]

    assert [node["headline"][-1] for node in first["nodes"] + rest["nodes"]] == ["4", "3", "2", "1", "0"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (5, True, False)
    node = first["nodes"][0]
    said = {"score": "0.5", "confidence": "0.8", "scorer": "a model", "at": node["publishedAt"]}
    assert (node["sentiment"], node["symbols"], node["publisher"]) == (said, ["AAPL", "MSFT"], "Example")
    assert (await world.data(NEWS))["news"]["totalCount"] == 6
    again = await world.data("query ($id: ID!) { node(id: $id) { ... on NewsItem { headline } } }", id=node["id"])
    assert again["node"]["headline"] == node["headline"]


async def test_more_symbols_than_a_page_are_refused(world: World) -> None:
    result = await world.ask(NEWS, symbols=[f"S{number}" for number in range(101)])
    assert result.errors
    assert "At most 100" in result.errors[0].message


async def test_what_is_said_of_an_instrument(world: World) -> None:
    now = await world.desk.market_clock.now()
    await keep(world, "1 AAPL", at=now)
    await keep(world, "2 AAPL", at=now + timedelta(days=30))  # of a time that the market has not reached
    asked = """{ instrument(symbol: "AAPL") { sentiment { score confidence scorer at }
        news(first: 1) { nodes { headline } totalCount } }
        other: instrument(symbol: "IBM") { sentiment { score } news { totalCount } } }"""
    seen = await world.data(asked)
    found = seen["instrument"]["sentiment"]
    assert (found["score"], found["confidence"], found["scorer"]) == ("0.222222", "0.444444", "a model")
    assert datetime.fromisoformat(found["at"]) == now
    assert seen["instrument"]["news"]["totalCount"] == 2
    assert seen["other"] == {"sentiment": None, "news": {"totalCount": 0}}


async def test_lines_over_the_bars(world: World) -> None:
    asked = """query ($names: [IndicatorName!]!) { instrument(symbol: "IBM") {
        bars(period: ONE_YEAR) { at } indicators(names: $names, period: ONE_YEAR) { name points { at value } } } }"""
    names = [name.value for name in IndicatorName]
    seen = (await world.data(asked, names=names))["instrument"]
    last = await last_closed_day(world.desk.market.name, await world.desk.market_clock.now())
    assert last < START
    bars = world.desk.market.bars("IBM", until=last)
    first = datetime.fromisoformat(seen["bars"][0]["at"]).date()
    shown = sum(bar.day >= first for bar in bars)
    expected = [line for name in IndicatorName for line in indicator(name, bars[-shown - WARMUP_BARS :], first)]
    assert [line["name"] for line in seen["indicators"]] == [line.name for line in expected]
    for line, own in zip(seen["indicators"], expected, strict=True):
        assert [point["at"] for point in line["points"]] == [bar["at"] for bar in seen["bars"]]
        assert Decimal(line["points"][-1]["value"]) == own.points[-1].value

    many = await world.ask(asked, names=["SMA"] * 11)
    assert many.errors
    twice = await world.data(asked, names=["SMA", "SMA"])
    assert len(twice["instrument"]["indicators"]) == 1


async def test_the_market_as_the_models_found_it(world: World) -> None:
    asked = "{ marketCondition { regime volatility trend summary at } }"
    assert (await world.data(asked))["marketCondition"] is None
    said: dict[str, Any] = {
        "regime": "CALM",
        "volatility": Decimal("0.2"),
        "trend": Decimal("0.05"),
        "summary": "Calm.",
    }
    await conditions.record(AT.date(), AT, **said)
    seen = (await world.data(asked))["marketCondition"]
    assert seen == {"regime": "CALM", "volatility": "0.2", "trend": "0.05", "summary": "Calm.", "at": seen["at"]}
    assert datetime.fromisoformat(seen["at"]) == AT


@pytest.mark.parametrize("symbols", [None, ["AAPL"]])
async def test_a_stream_of_headlines(world: World, symbols: list[str] | None) -> None:
    await keep(world, "before AAPL", "aside IBM")
    async with following(world, STREAM, symbols=symbols) as updates:
        snapshot = await updates.next()
        assert snapshot["kind"] == "SNAPSHOT"
        assert len(snapshot["items"]) == (1 if symbols else 2)
        await keep(world, "of-ibm IBM")
        await keep(world, "of-apple AAPL IBM")
        changes = [await updates.next() for _ in range(1 if symbols else 2)]
    assert [change["kind"] for change in changes] == ["CHANGE"] * len(changes)
    assert [item["headline"] for item in changes[-1]["items"]] == ["headline of-apple"]
    assert changes[-1]["sequence"] > snapshot["sequence"]


async def test_a_stream_goes_on_where_it_was(world: World) -> None:
    async with following(world, STREAM, symbols=["AAPL"]) as updates:
        cursor = (await updates.next())["cursor"]
    await keep(world, "aside IBM")
    await keep(world, "missed AAPL")
    async with following(world, STREAM, symbols=["AAPL"], after=cursor) as updates:
        update = await updates.next()
    assert (update["kind"], [item["headline"] for item in update["items"]]) == ("CHANGE", ["headline missed"])


async def test_everybody_who_is_signed_in_sees_the_news(world: World) -> None:
    await keep(world, "1 AAPL")
    item = await NewsItem.first()
    assert item is not None
    seen = await world.ask(NEWS, viewer=world.stranger)
    assert seen.data is not None
    assert seen.data["news"]["nodes"][0]["id"] == ids.encode("NewsItem", item.id)
