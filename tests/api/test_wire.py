"""Proves that an answer which leaves in one write is what two writes would have sent, in its turn and to its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import Message, Receive, Scope, Send

from adapters.patience import end
from api.wire import Connection, send_whole


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the path: at once, or after the others have had their turn."""
    body = scope["path"].encode()
    if scope["path"].startswith("/late"):
        await asyncio.sleep(0.05)
    head: Message = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-length", b"%d" % len(body))],
    }
    last: Message = {"type": "http.response.body", "body": body}
    if "two" in scope["path"]:
        await send(head)
        await send(last)
    else:
        await send_whole(scope, send, head, last)


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    config = uvicorn.Config(
        app, port=0, log_config=None, access_log=False, server_header=False, lifespan="off", http=Connection
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(20):
            while not server.started:
                await asyncio.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await running
        await end(running)


async def told(port: int, *requests: str) -> bytes:
    """Send requests at once, the last of which ends the connection, and return all that is answered, dates left out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"GET {path} HTTP/1.1\r\nhost: x\r\n" for path in requests]
    writer.write(("\r\n".join(lines) + "connection: close\r\n\r\n").encode())
    async with asyncio.timeout(20):
        answer = await reader.read()  # to the end: the server closes
    writer.close()
    await writer.wait_closed()
    return b"\r\n".join(line for line in answer.split(b"\r\n") if not line.startswith(b"date:"))


async def test_one_write_says_what_two_say() -> None:
    async with served() as port:
        one, two = await told(port, "/one"), await told(port, "/two")
        assert one == two.replace(b"/two", b"/one")
        assert one.endswith(b"\r\n\r\n/one")


async def test_requests_that_come_together_are_answered_in_their_turn() -> None:
    async with served() as port:
        answer = await told(port, "/late1", "/one", "/two", "/late2", "/one")
        bodies = [part.partition(b"HTTP/1.1")[0] for part in answer.split(b"\r\n\r\n")[1:]]
        assert bodies == [b"/late1", b"/one", b"/two", b"/late2", b"/one"]
