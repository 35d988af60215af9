"""Begins work at once, so that what waits for nothing needs no task. From Python 3.12 on asyncio does it itself."""

import asyncio
from collections.abc import Coroutine, Generator
from contextvars import Context
from types import coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def begin(work: Coroutine[Any, Any, T]) -> T | asyncio.Task[T]:
    """Return what the work gives when it never waits, else the task that goes on with it. Raise what it raises.

    Until it waits it runs in no task: neither may it enter an asyncio.timeout first, nor ask which task it is.
    """
    own = Context()
    try:
        waited = own.run(work.send, None)
    except StopIteration as end:
        found: T = end.value
        return found
    return asyncio.get_running_loop().create_task(_rest(work, waited), context=own)


@coroutine
def _rest(work: Coroutine[Any, Any, T], waited: Any) -> Generator[Any, Any, T]:
    """Go on with work that waits for a future already; a cancellation is the work's to hear."""
    while True:
        try:
            try:
                yield waited
            except BaseException as error:
                waited = work.throw(error)
            else:
                waited = work.send(None)
        except StopIteration as end:
            found: T = end.value
            return found
