"""Long work in a process of its own, which can be told to stop at any moment and never outlives its worker."""

import asyncio
import os
import pickle
import resource
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

from adapters.process import begin
from trading.errors import InvalidInput

T = TypeVar("T")
Said = Callable[[str, float, str], None]
LOOK_S: Final = 0.1
END_S: Final = 2.0
SAID_MAX: Final = 1_000  # words of one look; a process that says more has to wait


class Stopped(Exception):
    """Nobody wants the work any more: it was canceled, or another worker has it."""


class Lost(Exception):
    """The process died; the message says of what."""


class TooLong(Exception):
    """The work took longer than it may."""


class Labour(Generic[T]):
    """One piece of work: `function(*given, said)` in a fresh process. Its result comes back, its InvalidInput too."""

    def __init__(self, function: Callable[..., T], *given: object, memory_max: int | None = None) -> None:
        """`memory_max` bytes are all that its process gets; who asks for more has a MemoryError."""
        self._function, self._given, self._memory_max = function, given, memory_max

    async def carried_out(
        self, wanted: Callable[[str | None, float, str], Awaitable[bool]], *, limit_s: float, every_s: float
    ) -> T:
        """Carry it out. `wanted` is asked every `every_s` seconds, with what was said last (None: nothing new), whether
        to go on. Raise Stopped, Lost, TooLong, or InvalidInput as the work did."""
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=_work, args=(os.getpid(), theirs, self._function, self._given, self._memory_max)
        )
        process.start()
        theirs.close()
        try:
            async with asyncio.timeout(limit_s):
                return await self._followed(process, ours, wanted, every_s)
        except TimeoutError:
            raise TooLong(f"It took longer than {limit_s:g} s.") from None
        finally:
            await _end(process)
            ours.close()

    async def _followed(
        self,
        process: BaseProcess,
        ours: "Connection[Any, Any]",
        wanted: Callable[[str | None, float, str], Awaitable[bool]],
        every_s: float,
    ) -> T:
        loop = asyncio.get_running_loop()
        asked, last = loop.time() - every_s, None
        while True:
            alive = process.is_alive()
            for kind, value in _heard(ours):
                if kind == "done":
                    return value  # type: ignore[no-any-return]  # what the function returned
                if kind == "wrong":
                    raise value
                last = value
            if not alive:
                raise Lost(f"The process of the work ended with code {process.exitcode}.")
            if loop.time() - asked >= every_s:
                asked = loop.time()
                stage, share, note = last or (None, 0.0, "")
                if not await wanted(stage, share, note):
                    raise Stopped
                last = None
            await asyncio.sleep(LOOK_S)


def _heard(ours: "Connection[Any, Any]") -> list[tuple[str, Any]]:
    """Return what the process has said, at most SAID_MAX words."""
    found: list[tuple[str, Any]] = []
    with suppress(EOFError, OSError):
        while len(found) < SAID_MAX and ours.poll():
            found.append(ours.recv())
    return found


async def _end(process: BaseProcess) -> None:
    """End the process now, if it has not ended."""
    for how in (process.terminate, process.kill):
        until = asyncio.get_running_loop().time() + END_S
        while process.is_alive() and asyncio.get_running_loop().time() < until:
            how()
            await asyncio.sleep(0.01)
    process.join(END_S)
    process.close()


def _work(
    parent: int,
    theirs: "Connection[Any, Any]",
    function: Callable[..., object],
    given: tuple[object, ...],
    memory_max: int | None,
) -> None:
    """Do the work; runs in the new process."""
    begin(signal.SIGKILL, parent)
    if memory_max is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory_max, memory_max))

    def said(stage: str, share: float, note: str) -> None:
        theirs.send(("said", (stage, share, note)))

    try:
        result = function(*given, said)
    except InvalidInput as error:
        theirs.send(("wrong", InvalidInput(error.message, *error.fields)))
        return
    pickle.dumps(result)  # what cannot be sent fails here, where it is told
    theirs.send(("done", result))
