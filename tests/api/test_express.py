"""Proves that the short way in gives up what it cannot answer with nothing done, and is bounded like the long one."""

import asyncio
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
import strawberry
from starlette.applications import Starlette
from starlette.types import Message, Scope

import tests.graph.conftest as graph
from api import express, wire
from api import graphql as door
from api.middleware import BODY_MAX
from settings import Settings
from tests.api.test_operations import opened
from tests.graph.conftest import World

desk, dialect, world = graph.desk, graph.dialect, graph.world
CALLED: list[str] = []  # what the fields of Slow were asked


@strawberry.type
class Slow:
    @strawberry.field
    async def late(self) -> str:
        CALLED.append("late")
        await asyncio.sleep(60)
        return "late"

    @strawberry.field
    def now(self) -> str:
        CALLED.append("now")
        return "now"


@pytest.fixture
async def app(world: World) -> AsyncIterator[Starlette]:
    async with opened(world.desk, Settings(), query=Slow) as apps:
        CALLED.clear()
        yield apps[-1]


def said(text: str) -> bytes:
    return json.dumps({"query": text}).encode()


async def ask(
    app: Starlette, *parts: Message, headers: tuple[tuple[bytes, bytes], ...] = (), there: bool = False
) -> tuple[int, Any]:
    """Send a request in these parts; what comes after them never comes. `there`: the server has all of it already."""
    left, sent = list(parts), list[Message]()

    async def receive() -> Message:
        if not left:
            await asyncio.sleep(60)
        return left.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    given = ((b"host", b"127.0.0.1"), (b"content-type", b"application/json"), *headers)
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "headers": list(given),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "extensions": {wire.CYCLE: _cycle(*parts)} if there else {},
    }
    await app(scope, receive, send)
    names = [name for name, _ in sent[0]["headers"]]
    assert {b"x-request-id", b"content-security-policy", b"x-frame-options"} <= set(names)
    assert len(names) == len(set(names))
    return sent[0]["status"], json.loads(sent[1]["body"] or b"null")


def _cycle(*parts: Message) -> SimpleNamespace:
    """What uvicorn has of a request that came whole; that its answer has begun leaves the answer to `send`."""
    body = b"".join(each["body"] for each in parts)
    return SimpleNamespace(more_body=False, disconnected=False, body=body, response_started=True)


def part(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


async def known(app: Starlette, text: str) -> None:
    for _ in range(2):
        assert (await ask(app, part(said(text))))[0] == 200


async def test_a_body_may_come_in_parts(app: Starlette) -> None:
    await known(app, "{ now }")
    body = said("{ now }")
    for size in (1, 7, len(body)):  # in more than the short way looks at, in some, in one
        cut = [part(body[at : at + size], more=at + size < len(body)) for at in range(0, len(body), size)]
        assert (len(cut) > express.PARTS_MAX) == (size == 1)
        assert await ask(app, *cut) == (200, {"data": {"now": "now"}})


@pytest.mark.parametrize("name", [b"host", b"origin"])
async def test_two_hosts_are_none(app: Starlette, name: bytes) -> None:
    await known(app, "{ now }")
    before, own = len(CALLED), b"http://127.0.0.1" if name == b"origin" else b"127.0.0.1"
    given = ((name, own), (name, own)) if name == b"origin" else ((name, b"evil.test"),)
    status, answer = await ask(app, part(said("{ now }")), headers=given)
    assert (status, answer["errors"][0]["extensions"]["code"]) == (400, "BAD_HOST")
    assert len(CALLED) == before


async def test_a_body_that_is_too_large_is_refused(app: Starlette) -> None:
    await known(app, "{ now }")
    before = len(CALLED)
    large = part(b" " * (BODY_MAX // 4 + 1), more=True)
    status, answer = await ask(app, large, large, large, large, part(said("{ now }")))
    assert (status, answer["errors"][0]["extensions"]["code"]) == (413, "BODY_TOO_LARGE")
    assert len(CALLED) == before


async def test_who_leaves_before_the_end_of_the_body_asked_for_nothing(app: Starlette) -> None:
    await known(app, "{ now }")
    before = len(CALLED)
    assert (await ask(app, part(said("{ now }"), more=True), {"type": "http.disconnect"}))[0] == 400
    assert len(CALLED) == before


async def test_a_body_that_does_not_come_is_not_waited_for(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "DEADLINE_S", 0.1)
    status, answer = await ask(app, part(b"{", more=True))
    assert (status, answer["errors"][0]["extensions"]["code"]) == (504, "DEADLINE_EXCEEDED")


@pytest.mark.parametrize("there", [False, True])
async def test_a_known_query_is_given_up_after_its_time(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(door, "DEADLINE_S", 0.1)
    for asked in (1, 2, 3):
        status, answer = await ask(app, part(said("{ late }")), there=there)
        assert (status, answer["errors"][0]["extensions"]["code"]) == (504, "DEADLINE_EXCEEDED")
        assert len(CALLED) == asked


async def test_a_body_that_is_there_but_not_plain_is_read_once_more_the_long_way(app: Starlette) -> None:
    for text in ("{ now }", "query A { now } query B { now }", "{ nothing }", "{ now", "", "subscription { now }"):
        assert await ask(app, part(said(text)), there=True) == await ask(app, part(said(text)))
    large = part(b'{"query": "{ now }"' + b" " * BODY_MAX + b"}")
    assert (await ask(app, large, there=True))[0] == 413


async def test_a_crash_is_masked(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    await known(app, "{ now }")

    def crash(*_: Any) -> None:
        raise RuntimeError("the inside of the desk")

    monkeypatch.setattr(express.Short, "_begun", crash)
    status, answer = await ask(app, part(said("{ now }")))
    assert (status, answer["errors"][0]["extensions"]["code"]) == (500, "INTERNAL")
    assert "inside" not in json.dumps(answer)


async def test_an_origin_that_is_no_address_is_foreign(app: Starlette) -> None:
    status, answer = await ask(app, part(said("{ now }")), headers=((b"origin", b"http://["),))
    assert (status, answer["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN_ORIGIN")
