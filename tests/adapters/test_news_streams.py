"""Proves that finlight's stream is entered, kept alive and left as the vendor wants, and that what cannot be read in it
is left out."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters import stream
from adapters.local_server import LocalServer
from adapters.news.finlight import SHUT_OUT, FinlightWire
from adapters.news.stub import KEY, Item, NewsStub
from adapters.patience import end
from adapters.registry import vendors
from adapters.stream import Resting, VendorStream
from adapters.system import SimulatedClock
from settings import Settings
from trading.errors import Unavailable
from trading.news import Headline

NOW = datetime(2026, 1, 16, tzinfo=UTC)
ITEM = Item("1", "Apple shares slip after supplier cuts forecast", NOW)
WANTED = frozenset({"AAPL", "MSFT"})


@pytest.fixture
def stub() -> NewsStub:
    return NewsStub([])


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)


@pytest.fixture
async def line(stub: NewsStub, clock: SimulatedClock) -> AsyncIterator[VendorStream[Headline]]:
    async with LocalServer(stub.app) as server:
        url = f"{server.url.replace('http', 'ws')}/finlight"
        settings = Settings(news_vendors="marketaux, finlight", finlight_key=KEY, finlight_stream_url=url)
        [made] = vendors.news_streams(settings, clock)
        yield made
        await made.close()


async def heard(line: VendorStream[Headline], stub: NewsStub, *messages: object) -> list[Headline]:
    """Listen until a headline of AAPL comes, or the line ends, after the vendor said something."""
    async with asyncio.timeout(60), line.listen(sorted(WANTED)) as headlines:
        for message in messages:
            await stub.tell(message)
        await stub.publish(ITEM)
        return [await anext(headlines)]


async def dropped(line: VendorStream[Headline], stub: NewsStub, code: int) -> None:
    """Listen until the vendor closes the line with a code."""
    async with asyncio.timeout(60), line.listen(["AAPL"]) as headlines:
        await stub.drop(code)
        await anext(headlines)


async def test_what_is_asked_for_and_what_is_told(line: VendorStream[Headline], stub: NewsStub) -> None:
    await stub.publish(ITEM)  # before anybody listens: it is asked for, not told
    [found] = await heard(line, stub)
    assert (found.source, found.key, found.text, found.symbols) == (
        "finlight", "https://news.example/1", ITEM.title, ("AAPL",),
    )  # fmt: skip
    asked = stub.heard[0]
    nonce = asked.pop("clientNonce")
    assert asked == {"tickers": ["AAPL", "MSFT"], "language": "en", "includeEntities": True}
    assert len(nonce) == 36


async def test_the_stub_for_people_tells_one_new_headline_after_the_other(
    line: VendorStream[Headline], stub: NewsStub, clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.news.stub.EVERY_S", 0.01)
    wandering = asyncio.create_task(stub.wander(clock.now))
    try:
        async with asyncio.timeout(60), line.listen(sorted(WANTED)) as headlines:
            told = [await anext(headlines) for _ in range(3)]
    finally:
        await end(wandering)
    assert len({each.key for each in told}) == len({each.text for each in told}) == 3
    assert {symbol for each in told for symbol in each.symbols} <= WANTED


async def test_it_says_again_and_again_that_it_is_there(
    line: VendorStream[Headline], stub: NewsStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BEAT_S", 0.02)
    async with asyncio.timeout(60), line.listen(["AAPL"]):
        while sum(said.get("action") == "ping" for said in stub.heard) < 4:
            await asyncio.sleep(0.01)
    assert {said["t"] for said in stub.heard if "action" in said} == {int(NOW.timestamp() * 1000)}


@pytest.mark.parametrize(
    "noise",
    [
        {"action": "somethingNew", "data": {"link": "x"}},
        {"action": "sendArticle", "data": "none"},
        {"action": "sendArticle", "data": {"title": 5}},
        {"action": "sendArticle"},
        {"action": ["sendArticle"]},
        [],
        7,
    ],
)
async def test_what_cannot_be_read_is_left_out(line: VendorStream[Headline], stub: NewsStub, noise: object) -> None:
    assert len(await heard(line, stub, noise)) == 1


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        ({"action": "admin_kick", "retryAfter": 400_000}, timedelta(seconds=400)),
        ({"action": "admin_kick"}, timedelta(minutes=15)),
        ({"action": "admin_kick", "retryAfter": -1}, timedelta(minutes=15)),
        ({"action": "preempted", "reason": "new connection"}, timedelta(minutes=15)),
        ({"action": "error", "data": "Connection limit exceeded"}, timedelta(minutes=1)),
        ({"action": "error", "error": "User blocked"}, timedelta(hours=1)),
    ],
)
async def test_it_leaves_when_told_and_does_not_come_back_too_soon(
    line: VendorStream[Headline], stub: NewsStub, clock: SimulatedClock, message: object, rest: timedelta
) -> None:
    with pytest.raises(Unavailable):
        await heard(line, stub, message)
    met = len(stub.heard)
    clock.set(NOW + rest - timedelta(seconds=1))
    with pytest.raises(Unavailable, match="left alone until"):
        await heard(line, stub)
    assert len(stub.heard) == met  # nobody connected
    clock.set(NOW + rest)
    assert len(await heard(line, stub)) == 1


async def test_who_is_shut_out_stays_away_for_an_hour(
    line: VendorStream[Headline], stub: NewsStub, clock: SimulatedClock
) -> None:
    with pytest.raises(Unavailable, match="shut us out"):
        await dropped(line, stub, 1008)
    clock.set(NOW + SHUT_OUT - timedelta(seconds=1))
    with pytest.raises(Unavailable, match="left alone"):
        await heard(line, stub)


async def test_who_is_to_come_later_comes_a_minute_later(
    line: VendorStream[Headline], stub: NewsStub, clock: SimulatedClock
) -> None:
    with pytest.raises(Unavailable, match="come again later"):
        await dropped(line, stub, 1013)
    with pytest.raises(Unavailable, match="left alone"):
        await heard(line, stub)
    clock.set(NOW + timedelta(minutes=1))
    assert len(await heard(line, stub)) == 1


async def test_a_line_that_is_lost_may_be_entered_at_once(line: VendorStream[Headline], stub: NewsStub) -> None:
    with pytest.raises(Unavailable):
        await dropped(line, stub, 1011)
    assert len(await heard(line, stub)) == 1


async def test_a_wrong_key_is_refused_and_not_told(stub: NewsStub, clock: SimulatedClock) -> None:
    async with LocalServer(stub.app) as server:
        url = f"{server.url.replace('http', 'ws')}/finlight"
        settings = Settings(news_vendors="finlight", finlight_key="s3cret", finlight_stream_url=url)
        [made] = vendors.news_streams(settings, clock)
        with pytest.raises(Unavailable) as refused:
            await heard(made, stub)
        assert "s3cret" not in str(refused.value)
        await made.close()


@pytest.mark.parametrize("asked", [True, "100", None, Decimal("NaN"), 10**30])
def test_a_rest_that_is_none_is_a_quarter_of_an_hour_and_a_long_one_a_day(clock: SimulatedClock, asked: Any) -> None:
    with pytest.raises(Resting) as left:
        FinlightWire(clock).read({"action": "admin_kick", "retryAfter": asked}, WANTED)
    assert left.value.rest == (timedelta(days=1) if asked == 10**30 else timedelta(minutes=15))
