"""Bounds on what a language model's server may send: an answer that has no end, or that unpacks to gigabytes, would
take the worker with it. Imported late: httpx2 is slow to load."""

from collections.abc import AsyncIterator
from typing import Final, cast

from httpx2 import AsyncByteStream, AsyncClient, RequestError, Response, Timeout
from openai import DefaultAsyncHttpxClient

BODY_MAX: Final = 1024 * 1024  # ten times what fits into the most tokens that are asked for


class OutOfBounds(RequestError):
    """An answer that is not read; the message says why."""


class _Bounded(AsyncByteStream):
    def __init__(self, stream: AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > BODY_MAX:
                raise OutOfBounds(f"sent more than {BODY_MAX // 1024} KiB")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bind(response: Response) -> None:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise OutOfBounds("sent a packed answer that was not asked for")
    response.stream = _Bounded(cast(AsyncByteStream, response.stream))


def bounded_client(timeout: Timeout) -> AsyncClient:
    """Return the client that openai would make, but one that raises OutOfBounds for what is packed or has no end."""
    return DefaultAsyncHttpxClient(
        timeout=timeout, headers={"accept-encoding": "identity"}, event_hooks={"response": [_bind]}
    )
