"""Proves that an answer which leaves in one write is what two writes would have sent, in its turn and to its end; and
that who never ends a request is cut off, and nobody else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from adapters.patience import end
from api import wire
from api.wire import Connection, Head, arrived, send_whole

KIND: Final = ((b"content-type", b"text/x"), (b"x-frame-options", b"DENY"))
OWN: Final = ((b"x-request-id", b"1"),)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the path: at once, or after the others have had their turn."""
    body = await _both(scope, receive) if scope["path"] == "/body" else scope["path"].encode()
    if scope["path"].startswith("/late"):
        await asyncio.sleep(0.05)
    if scope["path"] == "/later":
        await asyncio.sleep(2 * wire.REQUEST_S)
    if "two" in scope["path"]:
        length = (b"content-length", b"%d" % len(body))
        await send({"type": "http.response.start", "status": 404, "headers": [length, *OWN, *KIND]})
        await send({"type": "http.response.body", "body": body})
    else:
        await send_whole(scope, send, 404, Head.of(*KIND), OWN, body)


async def _both(scope: Scope, receive: Receive) -> bytes:
    """The body as it is there before it is received, and as it is received."""
    there, parts, more = arrived(scope), list[bytes](), True
    while more:
        message = await receive()
        parts.append(message["body"])
        more = message["more_body"]
    return (b"later" if there is None else there) + b" " + b"".join(parts)


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    config = uvicorn.Config(
        app, port=0, log_config=None, access_log=False, server_header=False, lifespan="off", http=Connection
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(60):
            while not server.started:
                await asyncio.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await running
        await end(running)


async def told(port: int, *requests: str, method: str = "GET", version: str = "1.1", body: str = "") -> bytes:
    """Send requests at once, the last of which ends the connection, and return all that is answered, dates left out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"{method} {path} HTTP/{version}\r\nhost: x\r\n" for path in requests]
    length = f"content-length: {len(body)}\r\n" if body else ""
    writer.write(("\r\n".join(lines) + f"{length}connection: close\r\n\r\n{body}").encode())
    async with asyncio.timeout(60):
        answer = await reader.read()  # to the end: the server closes
    writer.close()
    await writer.wait_closed()
    return b"\r\n".join(line for line in answer.split(b"\r\n") if not line.startswith(b"date:"))


@pytest.mark.parametrize(("method", "version"), [("GET", "1.1"), ("GET", "1.0"), ("POST", "1.1"), ("HEAD", "1.1")])
async def test_one_write_says_what_two_say(method: str, version: str) -> None:
    async with served() as port:
        for number in (1, 2):  # on a connection that stays, and on one that ends
            one = await told(port, *["/one"] * number, method=method, version=version)
            two = await told(port, *["/two"] * number, method=method, version=version)
            assert one == two.replace(b"/two", b"/one")
            assert one.startswith(b"HTTP/1.1 404 Not Found\r\n")
            assert one.endswith(b"\r\n\r\n" if method == "HEAD" else b"\r\n\r\n/one")
            assert one.count(b"x-request-id: 1\r\n") == (1 if version == "1.0" else number)


async def test_a_body_that_is_there_is_told_and_can_still_be_received() -> None:
    async with served() as port:
        for body in ("", "x", "x" * 100_000):
            answer = await told(port, "/body", method="POST", body=body)
            there, _, received = answer.rpartition(b"\r\n")[2].partition(b" ")
            assert received == body.encode()
            assert there == received if len(body) < 2 else there in (b"later", received)


async def test_requests_that_come_together_are_answered_in_their_turn() -> None:
    async with served() as port:
        answer = await told(port, "/late1", "/one", "/two", "/late2", "/one")
        bodies = [part.partition(b"HTTP/1.1")[0] for part in answer.split(b"\r\n\r\n")[1:]]
        assert bodies == [b"/late1", b"/one", b"/two", b"/late2", b"/one"]


@pytest.mark.parametrize(
    "begun",
    ["", "GET / HT", "GET /late HTTP/1.1\r\nhost: a\r\n\r\nGET", "POST /body HTTP/1.1\r\ncontent-length: 9\r\n\r\nx"],
)
async def test_a_request_that_never_ends_is_cut_off(begun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "REQUEST_S", 0.5)
    async with served() as port, asyncio.timeout(60):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun.encode())
        assert (await reader.read()).count(b"HTTP/1.1 404") == begun.count("late")
        writer.close()


async def test_an_answer_may_take_longer_than_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "REQUEST_S", 0.5)
    async with served() as port:
        assert b"/later" in await told(port, "/later")
