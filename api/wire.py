"""uvicorn's HTTP connection as the app may take hold of it: a stream whose reader has stopped is cut off."""

import asyncio
import socket
from typing import Any, Final, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.line import HIGH_WATER, SEND_BUFFER

EXTENSION: Final = "plimsoll.connection"


class Connection(HttpToolsProtocol):
    """Puts its transport into the scope of every request."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        cast(dict[str, Any], self.scope)["extensions"] = {EXTENSION: self.transport}


def narrowed(scope: Scope) -> asyncio.Transport | None:
    """Return the connection of a stream, which from now on holds little for a slow reader; None under another server.

    By default the kernel alone would hide minutes of stale news.
    """
    found: asyncio.Transport | None = scope.get("extensions", {}).get(EXTENSION)
    if found is not None:
        raw = found.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        found.set_write_buffer_limits(high=HIGH_WATER)
    return found
