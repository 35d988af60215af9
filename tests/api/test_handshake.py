"""Proves that a WebSocket is opened as RFC 6455 says, and that what is no opening, or no app wanted, is refused."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.utils import accept_key

from api.frames import CLOSE, farewell
from api.handshake import EXTENSION, Handshake, Nobody, Refused, accepted, opening, protocols
from api.wire import Connection

App = Callable[[Any, Any, Any], Awaitable[None]]
GOOD = {
    "Host": "a",
    "Upgrade": "websocket",
    "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Protocol": "one , two",
}


@asynccontextmanager
async def served(app: App) -> AsyncIterator[tuple[uvicorn.Server, int]]:
    options: Any = {"http": Connection, "ws": Handshake, "lifespan": "off", "log_config": None, "port": 0}
    server = uvicorn.Server(uvicorn.Config(app, timeout_graceful_shutdown=1, **options))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server, server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await serving


async def answer(port: int, words: dict[str, str], *more: str, method: str = "GET") -> tuple[int, dict[str, str]]:
    """Ask to upgrade; return status and headers of the answer, by small names."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"{method} /graphql?a=%20b HTTP/1.1", *(f"{name}: {value}" for name, value in words.items()), *more]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    async with asyncio.timeout(60):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    writer.close()
    named = dict(line.lower().split(": ", 1) for line in head[1:] if line)
    return int(head[0].split()[1]), named


async def refuses(scope: Any, receive: Any, send: Any) -> None:
    assert (await receive())["type"] == "websocket.connect"
    await send({"type": "websocket.close", "code": 1008})


async def accepts(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept", "subprotocol": "two", "headers": [(b"x-own", b"1")]})
    await send({"type": "websocket.close", "code": 4406, "reason": "Subprotocol not acceptable"})


async def forgets(scope: Any, receive: Any, send: Any) -> None:
    await receive()


async def crashes(scope: Any, receive: Any, send: Any) -> None:
    raise RuntimeError("secret")


def test_the_example_of_the_standard_is_accepted_as_it_says() -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in GOOD.items()]
    assert accepted(headers) == b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    assert protocols(headers) == ["one", "two"]


@given(st.binary(min_size=16, max_size=16))
def test_any_key_is_accepted_as_the_client_library_expects(raw: bytes) -> None:
    key = b64encode(raw).decode()
    headers = [(b"sec-websocket-key", key.encode()), (b"sec-websocket-version", b"13"), (b"upgrade", b"WebSocket")]
    assert accepted(headers).decode() == accept_key(key)


@given(st.binary(max_size=200))
def test_whatever_is_no_request_is_refused_and_never_more(data: bytes) -> None:
    try:
        _, headers = opening(data)
        accepted(headers)
    except Refused:
        pass


@pytest.mark.parametrize(
    ("changes", "more", "method", "status"),
    [
        ({}, (), "POST", 405),
        ({"Sec-WebSocket-Version": "8"}, (), "GET", 426),
        ({"Sec-WebSocket-Version": None}, (), "GET", 426),
        ({}, ("Sec-WebSocket-Version: 13",), "GET", 426),
        ({"Sec-WebSocket-Key": None}, (), "GET", 400),
        ({"Sec-WebSocket-Key": "c2hvcnQ="}, (), "GET", 400),
        ({"Sec-WebSocket-Key": "not base64!"}, (), "GET", 400),
        ({}, ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",), "GET", 400),
    ],
)
async def test_what_is_no_opening_is_refused_before_the_app_hears_of_it(
    changes: dict[str, str | None], more: tuple[str, ...], method: str, status: int
) -> None:
    heard: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        heard.append(scope)

    words = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    async with served(app) as (server, port):
        found, headers = await answer(port, words, *more, method=method)
        assert found == status
        assert headers["connection"] == "close"
        assert (headers.get("sec-websocket-version") == "13") == (status == 426)
        assert heard == []
        assert not any(isinstance(each, Handshake) for each in server.server_state.connections)


async def test_what_is_accepted_says_so_and_what_the_app_was_told_is_what_was_asked() -> None:
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope)
        await accepts(scope, receive, send)

    async with served(app) as (_, port):
        status, headers = await answer(port, GOOD)
    assert status == 101
    assert headers["sec-websocket-accept"] == "s3ppLmbitxaq9kygzzhzrbk+xoo=".lower()
    assert (headers["sec-websocket-protocol"], headers["x-own"]) == ("two", "1")
    [scope] = seen
    assert (scope["type"], scope["scheme"], scope["path"], scope["query_string"]) == (
        "websocket",
        "ws",
        "/graphql",
        b"a=%20b",
    )
    assert scope["subprotocols"] == ["one", "two"]
    assert (b"host", b"a") in scope["headers"]
    assert scope["client"][0] == "127.0.0.1"


@pytest.mark.parametrize(("app", "status"), [(refuses, 403), (forgets, 500), (crashes, 500)])
async def test_an_app_that_does_not_accept_is_a_refusal(
    app: App, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(app) as (server, port):
        with pytest.raises(InvalidStatus) as refused:
            async with connect(f"ws://127.0.0.1:{port}/"):
                pass
        assert refused.value.response.status_code == status
        assert b"secret" not in (refused.value.response.body or b"")
        assert not any(isinstance(each, Handshake) for each in server.server_state.connections)
    assert ("the app failed" in caplog.text) == (app is crashes)


async def test_a_close_after_accepting_reaches_the_client_with_its_code() -> None:
    async with served(accepts) as (_, port), connect(f"ws://127.0.0.1:{port}/", subprotocols=["two"]) as socket:  # type: ignore[list-item]
        with pytest.raises(ConnectionClosed):
            await socket.recv()
        assert (socket.close_code, socket.close_reason) == (4406, "Subprotocol not acceptable")


async def test_who_speaks_before_it_was_answered_is_heard_after_it() -> None:
    heard: list[str] = []
    may = asyncio.Event()

    class Ear(Nobody):
        def hear(self, text: str) -> None:
            heard.append(text)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await may.wait()
        await send({"type": "websocket.accept"})
        scope["extensions"][EXTENSION].hand_over(Ear())

    async with served(app) as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(("GET / HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in GOOD.items()) + "\r\n").encode())
        await asyncio.sleep(0.1)
        writer.write(Frame(Opcode.TEXT, b"early").serialize(mask=True))
        await asyncio.sleep(0.1)
        assert heard == []
        may.set()
        async with asyncio.timeout(60):
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
            while heard != ["early"]:
                await asyncio.sleep(0.01)
            writer.write(Frame(Opcode.CLOSE, farewell(1000, "")[2:]).serialize(mask=True))
            assert (await reader.read())[0] & 15 == CLOSE
        writer.close()


async def test_a_server_that_ends_refuses_those_who_were_not_answered_yet() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await asyncio.sleep(60)

    async with served(app) as (server, port):
        asking = asyncio.create_task(answer(port, GOOD))
        while not any(isinstance(each, Handshake) for each in server.server_state.connections):
            await asyncio.sleep(0.01)
        server.should_exit = True
        assert (await asking)[0] == 503
