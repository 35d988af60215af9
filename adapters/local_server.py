"""A server inside somebody else's process, on this machine only: what stubs of vendors stand on."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import uvicorn


class LocalServer:
    """Serves an ASGI app while it is entered; `url` is where, on a free port unless told."""

    def __init__(self, app: Any, port: int = 0) -> None:
        self._app, self._port = app, port
        self.url = ""

    async def __aenter__(self) -> Self:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen()  # from here on a client may connect, even before the server accepts
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            self._app, log_level="warning", lifespan="off", ws="websockets-sansio", timeout_graceful_shutdown=1
        )
        self._server = _Guest(config)
        self._serving = asyncio.create_task(self._server.serve([listener]))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        await self._serving


class _Guest(uvicorn.Server):
    """A server whose process keeps its own signal handlers."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
