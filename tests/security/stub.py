"""Vendors' stubs in a thread of their own, beside desks that are other processes."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager

from adapters.brokers.alpaca_stub import AlpacaStub


@contextmanager
def serving(*stubs: AbstractAsyncContextManager[object]) -> Iterator[None]:
    """Serve until the end of the block."""
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve(left: tuple[AbstractAsyncContextManager[object], ...]) -> None:
        if left:
            async with left[0]:
                await serve(left[1:])
        else:
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve(stubs)))
    thread.start()
    try:
        assert ready.wait(20)
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(20)
        loop.close()


@contextmanager
def stubbed(stub: AlpacaStub) -> Iterator[AlpacaStub]:
    """Serve Alpaca's until the end of the block."""
    with serving(stub.serving()):
        yield stub
