"""Proves that every stream can be followed over plain HTTP, as events or in parts, and ends when its client leaves."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from actions import keys
from api import streams
from graph.hub import asked
from tests.api import test_sockets as sockets
from tests.api.test_sockets import ALERTS, ORDERS, Door
from trading.errors import Permission

desk, dialect, world, door = sockets.desk, sockets.dialect, sockets.world, sockets.door


@asynccontextmanager
async def streaming(door: Door, accept: str, document: str = ORDERS, **headers: str) -> AsyncIterator[httpx.Response]:
    body = {"query": document, "variables": {"id": door.world.portfolio_id}}
    sent = {"accept": accept, "authorization": f"Bearer {door.token}", **headers}
    async with httpx.AsyncClient(timeout=60) as client:
        url = f"http://127.0.0.1:{door.port}/graphql"
        async with client.stream("POST", url, json=body, headers=sent) as answer, asyncio.timeout(60):
            yield answer


async def events(answer: httpx.Response) -> AsyncIterator[dict[str, str]]:
    event: dict[str, str] = {}
    async for line in answer.aiter_lines():
        if not line and event:  # after a comment alone, which keeps a line open, there is none
            yield event
            event = {}
        elif line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            event[name] = value


async def test_events_carry_the_cursor_as_their_id_and_a_change_follows_the_snapshot(door: Door) -> None:
    async with streaming(door, "text/event-stream") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = events(answer)
        kinds = []
        for _ in range(2):
            event = await anext(told)
            [update] = json.loads(event["data"])["data"].values()
            assert (event["event"], event["id"]) == ("next", update["cursor"])
            kinds.append(update["kind"])
            if len(kinds) == 1:
                await door.announce()
        assert kinds[0] == "SNAPSHOT"
        while kinds[-1] == "HEARTBEAT":
            [update] = json.loads((await anext(told))["data"])["data"].values()
            kinds.append(update["kind"])
        assert kinds[-1] == "CHANGE"


async def next_update(told: AsyncIterator[dict[str, str]]) -> dict[str, Any]:
    event = await anext(told)
    assert event["event"] == "next", event
    [update] = json.loads(event["data"])["data"].values()
    assert isinstance(update, dict)
    return update


async def test_who_comes_back_with_the_last_event_hears_what_was_missed_once_without_any_variable(door: Door) -> None:
    async with streaming(door, "text/event-stream", ALERTS) as answer:
        last = (await next_update(events(answer)))["cursor"]
    raised = [await door.raise_alert(str(number)) for number in range(3)]
    async with streaming(door, "text/event-stream", ALERTS, **{"last-event-id": last}) as answer:
        told = events(answer)
        updates = [await next_update(told) for _ in range(4)]
        assert [update["kind"] for update in updates] == ["CHANGE", "CHANGE", "CHANGE", "HEARTBEAT"]
        assert [alert["id"] for update in updates[:3] for alert in update["alerts"]] == raised
    async with streaming(door, "text/event-stream", ALERTS, **{"last-event-id": "x"}) as answer:
        [error] = json.loads((await anext(events(answer)))["data"])["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_streams_over_http_share_a_group_with_sockets_and_leave_it(door: Door) -> None:
    hub = door.view.hub
    async with (
        door.client() as socket,
        streaming(door, "text/event-stream") as first,
        streaming(door, 'multipart/mixed;subscriptionSpec="1.0"') as second,
    ):
        await door.follow(socket, "1")
        assert (await next_update(events(first)))["kind"] == "SNAPSHOT"
        await anext(line async for line in second.aiter_lines() if line.startswith('{"payload"'))
        assert (len(hub), hub.figures()["seats"]) == (1, 3)
    await sockets.until(lambda: len(hub) == 0 and not hub.readers)


async def test_who_reads_a_stream_slowly_is_bounded_and_told_everything_in_order(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "BACKLOG_MAX", 2000)
    world, hub = door.world, door.view.hub
    wanted = asked(ALERTS, {"id": world.portfolio_id}, None)
    assert wanted is not None
    reader = streams.Listener(hub, world.context(world.owner), wanted)
    results = reader.results()
    updates = [(await anext(results)).data["riskAlerts"]]
    raised, most = [], 0
    for number in range(60):
        raised.append(await door.raise_alert(str(number)))
        await asyncio.sleep(0)
        most = max(most, reader.buffered)
    await sockets.until(lambda: reader.slow)
    while len([alert for update in updates[1:] for alert in update["alerts"]]) < len(raised):
        updates.append((await anext(results)).data["riskAlerts"])
    assert [alert["id"] for update in updates[1:] for alert in update["alerts"]] == raised
    assert [update["kind"] for update in updates].count("SNAPSHOT") == 1
    assert most <= 2000
    await results.aclose()
    assert (len(hub), hub.readers) == (0, set())


async def test_who_stops_reading_a_stream_is_cut_off(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LAG_S", 0.3)
    body = json.dumps({"query": ALERTS, "variables": {"id": door.world.portfolio_id}})
    head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{door.port}\r\nContent-Type: application/json\r\n"
    head += f"Accept: text/event-stream\r\nAuthorization: Bearer {door.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    hub = door.view.hub
    with socket.socket() as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        raw.connect(("127.0.0.1", door.port))
        raw.sendall((head + body).encode())
        await sockets.until(lambda: len(hub.readers) == 1)
        async with streaming(door, "text/event-stream", ALERTS) as answer, asyncio.timeout(60):
            told = events(answer)
            assert (await next_update(told))["kind"] == "SNAPSHOT"
            while len(hub.readers) == 2:
                await door.raise_alert("x" * 400)
                await next_update(told)  # who reads goes on


async def test_only_so_many_may_follow_over_http_in_one_process(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LISTENERS_MAX", 1)
    async with streaming(door, "text/event-stream") as first:
        await anext(events(first))
        async with streaming(door, "text/event-stream") as second:
            body = json.loads(await second.aread())
            assert (second.status_code, body["errors"][0]["extensions"]["code"]) == (503, "LIMIT_REACHED")


async def test_parts_carry_the_same_updates(door: Door) -> None:
    async with streaming(door, 'multipart/mixed;subscriptionSpec="1.0"') as answer:
        assert answer.headers["content-type"].startswith("multipart/mixed")
        async for line in answer.aiter_lines():
            if line.startswith('{"payload"'):
                assert json.loads(line)["payload"]["data"]["orderUpdates"]["kind"] == "SNAPSHOT"
                break


async def test_events_end_with_the_key_and_without_one_there_are_none(door: Door) -> None:
    made = await keys.create(door.world.desk, door.world.owner, "short", [Permission.READ])
    async with streaming(door, "text/event-stream", authorization=f"Bearer {made.secret}") as answer:
        told = events(answer)
        await anext(told)
        await keys.revoke(door.world.desk, door.world.owner, made.key.id)
        rest = [event async for event in told]
    codes = [
        e["extensions"]["code"] for each in rest if each["data"] for e in json.loads(each["data"]).get("errors", [])
    ]
    assert codes == ["UNAUTHENTICATED"]
    assert rest[-1]["event"] == "complete"
    async with streaming(door, "text/event-stream", authorization="Bearer nonsense") as answer:
        assert answer.status_code == 401


async def test_a_stream_is_asked_for_by_post_only(door: Door) -> None:
    async with httpx.AsyncClient() as client:
        url = f"http://127.0.0.1:{door.port}/graphql"
        answer = await client.get(url, params={"query": ORDERS}, headers={"accept": "text/event-stream"})
        assert answer.status_code == 405
