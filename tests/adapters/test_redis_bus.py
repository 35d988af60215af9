"""Proves that the bus keeps order, tells its subscribers whenever something was lost, and never raises."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from decimal import Decimal

import pytest
from redis.asyncio import Redis

from adapters import redis_bus
from adapters.redis_bus import RedisBus
from tests.servers import PrivateRedis, private_redis
from trading.ports import Bus, Json

RESYNC = {"channel": "", "data": {"resync": True}}


@pytest.fixture(scope="module")
def own_redis() -> Iterator[PrivateRedis]:
    with private_redis() as redis:
        yield redis


@pytest.fixture
async def bus(redis_url: str) -> AsyncIterator[RedisBus]:
    bus = RedisBus(redis_url)
    yield bus
    await bus.close()


async def soon(messages: AsyncIterator[Json], deadline_s: float = 60) -> Json:
    async with asyncio.timeout(deadline_s):
        return await anext(messages)


async def connections(url: str) -> int:
    async with Redis.from_url(url) as redis:
        return sum(client["sub"] != "0" for client in await redis.client_list())


async def test_it_is_the_bus_that_the_ports_describe(bus: RedisBus) -> None:
    described: Bus = bus
    assert await described.publish("nobody.listens", {"a": 1})


async def test_messages_come_in_order_from_the_moment_of_entering(bus: RedisBus) -> None:
    async with bus.subscribe("a", "b") as messages:
        for number in range(200):
            assert await bus.publish("ab"[number % 2], {"number": number})
        heard = [await soon(messages) for _ in range(200)]
    assert heard == [{"channel": "ab"[number % 2], "data": {"number": number}} for number in range(200)]


async def test_subscribers_share_one_connection_and_hear_only_their_channels(bus: RedisBus, redis_url: str) -> None:
    async with bus.subscribe("a", "b") as first, bus.subscribe("b", "c") as second:
        assert await connections(redis_url) == 1
        for channel in "abc":
            await bus.publish(channel, {"to": channel})
        assert [(await soon(first))["channel"] for _ in "ab"] == ["a", "b"]
        assert [(await soon(second))["channel"] for _ in "bc"] == ["b", "c"]


async def test_a_channel_left_by_the_last_subscriber_is_left_at_the_server_and_can_be_joined_again(
    bus: RedisBus,
) -> None:
    async with bus.subscribe("stays") as stays:
        for number in range(20):
            async with bus.subscribe("comes", "stays") as comes:
                await bus.publish("comes", {"number": number})
                assert (await soon(comes))["data"] == {"number": number}
        async with asyncio.timeout(60):
            while await bus._redis.pubsub_numsub("comes") != [(b"comes", 0)]:
                await asyncio.sleep(0.01)
        await bus.publish("stays", {"still": "here"})
        assert (await soon(stays))["data"] == {"still": "here"}


async def test_a_slow_subscriber_gets_one_resync_instead_of_what_did_not_fit(
    bus: RedisBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_bus, "BACKLOG_MAX", 10)
    async with bus.subscribe("a") as slow, bus.subscribe("a", "end") as quick:
        for number in range(11):
            await bus.publish("a", {"number": number})
            assert (await soon(quick))["data"] == {"number": number}
        assert await soon(slow) == RESYNC
        await bus.publish("a", {"number": 11})
        assert (await soon(slow))["data"] == {"number": 11}


async def test_a_killed_and_restarted_server_ends_in_a_resync_and_the_stream_goes_on(own_redis: PrivateRedis) -> None:
    bus = RedisBus(own_redis.url)
    async with bus.subscribe("a") as first, bus.subscribe("b") as second:
        await bus.publish("a", {"before": True})
        assert (await soon(first))["data"] == {"before": True}
        own_redis.kill()
        assert not await bus.publish("a", {"lost": True})
        assert not await bus.ping()
        own_redis.restart()
        assert await soon(first) == RESYNC
        assert await soon(second) == RESYNC
        assert await bus.publish("a", {"after": True})
        assert (await soon(first))["data"] == {"after": True}
        assert await bus.ping()
    await bus.close()


async def test_entering_while_the_server_is_away_succeeds_and_begins_with_a_resync(own_redis: PrivateRedis) -> None:
    own_redis.kill()
    bus = RedisBus(own_redis.url)
    async with bus.subscribe("a") as early, bus.subscribe("a") as later:
        own_redis.restart()
        assert await soon(early) == RESYNC
        assert await soon(later) == RESYNC
        assert await bus.publish("a", {"after": True})
        assert (await soon(early))["data"] == {"after": True}
        async with bus.subscribe("a") as healthy:
            await bus.publish("a", {"last": True})
            assert (await soon(healthy))["data"] == {"last": True}
    await bus.close()


async def test_a_server_that_stays_connected_but_mute_is_noticed(
    own_redis: PrivateRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_bus, "PING_EVERY_S", 0.1)
    bus = RedisBus(own_redis.url)
    async with bus.subscribe("a") as messages:
        own_redis.pause()
        try:
            assert not await bus.publish("a", {"lost": True})
            async with asyncio.timeout(60):
                while not bus._failures:
                    await asyncio.sleep(0.05)
        finally:
            own_redis.resume()
        assert await soon(messages) == RESYNC
    await bus.close()


async def test_what_is_not_json_is_refused_on_the_way_out_and_passed_over_on_the_way_in(
    bus: RedisBus, redis_url: str
) -> None:
    async with bus.subscribe("a") as messages, Redis.from_url(redis_url) as stranger:
        assert not await bus.publish("a", {"amount": Decimal(1)})
        await stranger.publish("a", b"\xff{")
        await bus.publish("a", {"amount": "1"})
        assert (await soon(messages))["data"] == {"amount": "1"}


async def test_closing_ends_every_subscription(redis_url: str) -> None:
    bus = RedisBus(redis_url)
    async with bus.subscribe("a") as messages:
        await bus.publish("a", {"last": True})
        await soon(messages)
        await bus.close()
        assert [message async for message in messages] == []


# ---------------------------------------------------------------- what is kept


def chained(*numbers: int, history: str = "a") -> list[Json]:
    """Events of one channel, each naming the one before."""
    places = ["", *(f"{number}-{history}{number}" for number in numbers)]
    return [
        {"sequence": number, "id": f"{history}{number}", "previous": before, "payload": {}}
        for number, before in zip(numbers, places, strict=False)
    ]


async def test_what_is_appended_is_told_and_kept(bus: RedisBus) -> None:
    events = chained(3, 7, 8)
    async with bus.subscribe("kept-1") as messages:
        for event in events:
            assert await bus.announce([("kept-1", event)])
        assert [(await soon(messages))["data"] for _ in events] == events
    assert await bus.kept("kept-1", 0, 10) == events
    assert await bus.kept("kept-1", 3, 1) == [events[1]]
    assert await bus.kept("kept-1", 8, 10) == []


async def test_an_event_that_is_appended_again_is_told_again_and_kept_once(bus: RedisBus) -> None:
    events = chained(1, 2)
    async with bus.subscribe("kept-2") as messages:
        for event in [*events, events[0], events[1]]:
            assert await bus.announce([("kept-2", event)])
        assert [(await soon(messages))["data"]["sequence"] for _ in range(4)] == [1, 2, 1, 2]
    assert await bus.kept("kept-2", 0, 10) == events


async def test_what_is_kept_has_no_hole_whatever_the_order(bus: RedisBus) -> None:
    first, second, third, fourth = chained(1, 2, 3, 4)
    for event in (first, third, second, fourth):
        await bus.announce([("kept-3", event)])
    assert await bus.kept("kept-3", 0, 10) == [third, fourth]


async def test_two_histories_are_never_mixed(bus: RedisBus) -> None:
    for event in [*chained(1, 2, 3), *chained(1, 2, 3, 4, history="b")]:
        await bus.announce([("kept-4", event)])
    assert await bus.kept("kept-4", 0, 10) == chained(1, 2, 3, 4, history="b")[-1:]


async def test_no_more_is_kept_than_there_is_room_for(bus: RedisBus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_bus, "KEPT_MAX", 5)
    events = chained(*range(1, 21))
    for event in events:
        await bus.announce([("kept-5", event)])
    assert await bus.kept("kept-5", 0, 100) == events[-5:]
    assert 0 < await bus._redis.ttl("kept-5:kept") <= redis_bus.KEPT_S


async def test_without_redis_nothing_is_kept_and_nothing_raises(own_redis: PrivateRedis) -> None:
    bus = RedisBus(own_redis.url)
    own_redis.kill()
    try:
        assert not await bus.announce([("a", chained(1)[0])])
        assert await bus.kept("a", 0, 10) == []
    finally:
        own_redis.restart()
        await bus.close()
