"""Alpaca's stub in a thread of its own, beside desks that are other processes."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.brokers.alpaca_stub import AlpacaStub


@contextmanager
def stubbed(stub: AlpacaStub) -> Iterator[AlpacaStub]:
    """Serve until the end of the block."""
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve() -> None:
        async with stub.serving():
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        assert ready.wait(20)
        yield stub
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(20)
        loop.close()
