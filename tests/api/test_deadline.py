"""Proves that a request is answered within its time: a query is given up, and a change goes on to its end."""

import asyncio
from typing import Any

import httpx
import pytest

from actions import keys, portfolios
from api import graphql
from db.models import Portfolio
from graph import ids
from graph.auth import CHANGING
from tests.api import test_sockets as sockets
from tests.api.test_sockets import Door
from trading.errors import Permission

desk, dialect, world, door = sockets.desk, sockets.dialect, sockets.world, sockets.door
RENAME = """mutation($id: ID!) { updatePortfolio(input: {portfolioId: $id, name: "Renamed"}) { __typename } }"""


async def post(door: Door, document: str, token: str = "") -> httpx.Response:
    async with httpx.AsyncClient(timeout=60) as client:
        body = {"query": document, "variables": {"id": ids.encode("Portfolio", door.world.portfolio.id)}}
        headers = {"authorization": f"Bearer {token or door.token}"}
        return await client.post(f"http://127.0.0.1:{door.port}/graphql", json=body, headers=headers)


def late(answer: httpx.Response) -> None:
    assert answer.status_code == 504, answer.text
    assert answer.json()["errors"][0]["extensions"]["code"] == "DEADLINE_EXCEEDED"
    assert answer.json()["data"] is None


async def test_a_query_is_given_up(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = asyncio.Event()

    async def slow(*_: Any, **__: Any) -> Any:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    monkeypatch.setattr(graphql, "DEADLINE_S", 0.2)
    with monkeypatch.context() as patched:
        patched.setattr(door.view, "run", slow)
        late(await post(door, "{ viewer { id } }"))
    assert ended.is_set()
    assert (await post(door, "{ viewer { id } }")).status_code == 200


async def test_a_change_goes_on_to_its_end(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await keys.create(door.world.desk, door.world.owner, "all", list(Permission))
    update, begun, go = portfolios.update, asyncio.Event(), asyncio.Event()

    async def slow(*args: Any, **more: Any) -> Any:
        begun.set()
        await go.wait()
        return await update(*args, **more)

    monkeypatch.setattr(graphql, "DEADLINE_S", 0.2)
    monkeypatch.setattr(portfolios, "update", slow)
    late(await post(door, RENAME, made.secret))
    assert begun.is_set()
    go.set()
    await asyncio.gather(*CHANGING)
    assert (await Portfolio.get(id=door.world.portfolio.id)).name == "Renamed"
