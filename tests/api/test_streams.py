"""Proves that every stream can be followed over plain HTTP, as events or in parts, and ends when its client leaves."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from actions import keys
from tests.api import test_sockets as sockets
from tests.api.test_sockets import ORDERS, Door
from trading.errors import Permission

desk, dialect, world, door = sockets.desk, sockets.dialect, sockets.world, sockets.door

RESUMABLE = ORDERS.replace("($id: ID!)", "($id: ID!, $after: String)").replace("$id)", "$id, after: $after)", 1)


@asynccontextmanager
async def streaming(door: Door, accept: str, document: str = ORDERS, **headers: str) -> AsyncIterator[httpx.Response]:
    body = {"query": document, "variables": {"id": door.world.portfolio_id}}
    sent = {"accept": accept, "authorization": f"Bearer {door.token}", **headers}
    async with httpx.AsyncClient(timeout=20) as client:
        url = f"http://127.0.0.1:{door.port}/graphql"
        async with client.stream("POST", url, json=body, headers=sent) as answer, asyncio.timeout(20):
            yield answer


async def events(answer: httpx.Response) -> AsyncIterator[dict[str, str]]:
    event: dict[str, str] = {}
    async for line in answer.aiter_lines():
        if not line:
            yield event
            event = {}
        elif not line.startswith(":"):
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


async def test_the_last_event_is_taken_as_the_place_to_go_on_from(door: Door) -> None:
    heard: list[Any] = []
    schema = door.view.schema
    original = schema.stream

    async def listen(query: str, variable_values: Any = None, **options: Any) -> Any:
        heard.append(variable_values)
        return await original(query, variable_values=variable_values, **options)

    schema.stream = listen  # type: ignore[method-assign, assignment]
    async with streaming(door, "text/event-stream", RESUMABLE, **{"last-event-id": "MTI="}) as answer:
        assert (await anext(events(answer)))["event"] == "next"
    assert heard == [{"id": door.world.portfolio_id, "after": "MTI="}]


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
