"""Proves that headlines come over a stream as they appear: none is lost or kept twice over a lost line, a mute line is
found out by asking, and without a line the vendors are asked."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from adapters.local_server import LocalServer
from adapters.news.stub import KEY, Item, NewsStub, Reply
from adapters.patience import end
from adapters.registry import vendors
from db.models import NewsItem
from settings import Settings
from tests.workers.benches import ON_SQLITE, Bench, bench
from workers import wire
from workers.models import Models
from workers.wire import Wire

pytestmark = ON_SQLITE
TITLES = (
    "Apple shares slip after supplier cuts forecast", "Microsoft raises its dividend", "IBM wins a contract in Ohio",
    "Google opens a data center", "Apple recalls chargers in Europe", "Microsoft names a new finance chief",
)  # fmt: skip


@dataclass
class Desk:
    """A bench that listens to a stub."""

    bench: Bench
    stub: NewsStub
    wire: Wire
    vendor: str
    published: int = 0

    async def publish(self) -> str:
        """Let the next article appear now, and return its key."""
        key = str(self.published)
        title = TITLES[self.published]
        self.published += 1
        symbol = {"A": "AAPL", "M": "MSFT", "I": "IBM", "G": "GOOG"}[title[0]]
        await self.stub.publish(Item(key, title, self.bench.clock.now(), (symbol,)))
        return key if self.vendor == "alpaca" else f"https://news.example/{key}"

    async def kept(self, *keys: str) -> None:
        """Wait until just these are kept."""
        async with asyncio.timeout(60):
            while sorted([item.key for item in await NewsItem.all()]) != sorted(keys):
                await asyncio.sleep(0.02)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.02)


@pytest.fixture(params=["alpaca"])
async def desk(
    settings: Settings, redis_url: str, models: Models, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> AsyncIterator[Desk]:
    monkeypatch.setattr(wire, "FLUSH_S", 0.02)
    monkeypatch.setattr(wire, "RETRY_MOST_S", 0.1)
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
    stub = NewsStub([], page=50)
    async with bench(settings, redis_url, models) as made, LocalServer(stub.app) as server:
        line = server.url.replace("http", "ws")
        own = replace(
            settings, news_vendors=request.param, alpaca_key_id="id", alpaca_secret=KEY, alpaca_data_url=server.url,
            alpaca_news_stream_url=f"{line}/v1beta1/news", finlight_key=KEY, finlight_url=server.url,
            finlight_stream_url=f"{line}/finlight", finlight_daily=100_000,
        )  # fmt: skip
        told, streams = vendors.news_vendors(own, redis_url, made.clock), vendors.news_streams(own, made.clock)
        hands = replace(made.crew, desk=replace(made.crew.desk, news=told, wires=streams))
        following = asyncio.create_task(Wire(hands).follow())
        try:
            yield Desk(made, stub, Wire(hands), request.param)
        finally:
            await end(following)
            for each in (*told, *streams):
                await each.close()
            if not following.cancelled():
                following.result()


BOTH = pytest.mark.parametrize("desk", ["alpaca", "finlight"], indirect=True)


@BOTH
async def test_headlines_are_kept_as_they_appear_with_what_they_say(desk: Desk) -> None:
    await until(lambda: desk.stub.listeners == 1)
    asked = len(desk.stub.received)
    first = await desk.publish()
    await desk.kept(first)
    [item] = await NewsItem.all()
    assert (item.source, item.symbols, item.headline) == (desk.vendor, ["AAPL"], TITLES[0])
    assert item.score < 0
    second = await desk.publish()
    await desk.kept(first, second)
    assert len(desk.stub.received) <= asked + 1  # the fill-in of the beginning: nobody was asked for them


@BOTH
async def test_what_appears_while_the_line_is_down_is_filled_in_once(desk: Desk) -> None:
    await until(lambda: desk.stub.listeners == 1)
    keys = [await desk.publish()]
    await desk.kept(*keys)
    await desk.stub.drop()
    keys += [await desk.publish(), await desk.publish()]
    await until(lambda: desk.stub.listeners == 1)
    keys.append(await desk.publish())
    await desk.kept(*keys)
    assert len(set(keys)) == 4
    for key in keys:
        assert await NewsItem.filter(key=key).count() == 1


async def test_what_could_not_be_filled_in_at_once_is_no_gap_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vendor does not answer as the line is back, and what the line tells then is hours later."""
    monkeypatch.setattr(wire, "CHECK_S", 0.3)
    await until(lambda: desk.stub.listeners == 1 and len(desk.stub.received) >= 1)
    first = await desk.publish()
    await desk.kept(first)
    desk.stub.script.extend([Reply(503, "{}")] * 3)
    desk.stub.mute = True
    await desk.stub.drop()
    missed = await desk.publish()
    await until(lambda: desk.stub.listeners == 1)
    desk.bench.clock.set(desk.bench.clock.now() + timedelta(hours=3))
    desk.stub.mute = False
    later = await desk.publish()
    await desk.kept(first, missed, later)


async def test_a_mute_line_is_found_out_and_what_it_did_not_tell_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(wire, "CHECK_S", 0.3)
    await until(lambda: desk.stub.listeners == 1 and len(desk.stub.received) == 1)
    await desk.stub.drop()
    await until(lambda: desk.stub.listeners == 1 and len(desk.stub.received) == 3)  # asked meanwhile, and filled in
    desk.stub.mute = True
    key = await desk.publish()
    await asyncio.sleep(0.7)
    assert await NewsItem.all().count() == 0  # a minute's grace: the line may be about to tell it
    desk.bench.clock.set(desk.bench.clock.now() + timedelta(seconds=61))
    await desk.kept(key)
    await until(lambda: "was mute while 1 headlines appeared" in caplog.text)
    desk.stub.mute = False
    await until(lambda: desk.stub.listeners == 1)
    other = await desk.publish()
    await desk.kept(key, other)


async def test_a_quiet_line_is_not_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "CHECK_S", 0.1)
    await desk.stub.drop()
    await until(lambda: desk.stub.listeners == 1)
    asked = len(desk.stub.received)
    await until(lambda: len(desk.stub.received) >= asked + 3)
    assert desk.stub.listeners == 1


async def test_who_is_not_let_in_asks(desk: Desk) -> None:
    await until(lambda: desk.stub.listeners == 1)
    hands = replace(
        desk.wire.crew,
        desk=replace(
            desk.wire.crew.desk,
            wires=vendors.news_streams(
                replace(
                    Settings(), news_vendors="alpaca", alpaca_secret="wrong", alpaca_news_stream_url="ws://127.0.0.1:1"
                ),
                desk.bench.clock,
            ),
        ),
    )
    await desk.stub.drop()
    desk.stub.mute = True
    key = await desk.publish()
    following = asyncio.create_task(Wire(hands).follow())
    try:
        await desk.kept(key)
    finally:
        await end(following)
        for each in hands.desk.wires:
            await each.close()  # type: ignore[attr-defined]
