"""A simulated process: its tasks, its connection to the database, and how it dies."""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from typing import TYPE_CHECKING, Any, TypeVar

from tortoise import context as tortoise_context
from tortoise.connection import ConnectionHandler
from tortoise.context import TortoiseContext

from db.engine import config

if TYPE_CHECKING:
    from tests.simulation.world import World

Result = TypeVar("Result")
CURRENT: ContextVar["Process | None"] = ContextVar("simulated process", default=None)
ENGINE = "tests.simulation.database"


class NoAnswer(Exception):
    """The process died while a client waited: what it did, nobody knows."""


class Process:
    """One process of the desk. `kill` ends it at once: no code of it touches the outside again."""

    def __init__(self, world: "World", name: str) -> None:
        self.world = world
        self.name = name
        self.alive = True
        self.tasks: dict[asyncio.Task[Any], None] = {}
        self.closers: list[Callable[[], None]] = []
        self._context: Context = copy_context()
        self._context.run(CURRENT.set, self)
        self._context.run(tortoise_context._current_context.set, _connections(world.database_file))

    def spawn(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Start a task of this process."""
        return self.world.loop.create_task(work, context=self._context.copy())

    async def ask(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Let a task of this process do something for someone outside; raise NoAnswer when the process dies."""
        if not self.alive:
            work.close()
            raise NoAnswer(self.name)
        task = self.spawn(work)
        await asyncio.wait([task])
        if task.cancelled() or not self.alive:
            if not task.cancelled():
                task.exception()
            raise NoAnswer(self.name)
        return task.result()

    def kill(self) -> None:
        """Lose the memory; what was not committed is rolled back. The caller, if it is one of ours, must end too."""
        if not self.alive:
            return
        self.alive = False
        for close in self.closers:
            close()
        for task in list(self.tasks):
            task.cancel()

    def check(self) -> None:
        """Let nothing of a dead process reach the outside."""
        if not self.alive:
            raise asyncio.CancelledError


def born(task: asyncio.Task[Any]) -> None:
    """Note to which process a task belongs."""
    process = CURRENT.get()
    if process is not None:
        process.tasks[task] = None
        task.add_done_callback(lambda done: process.tasks.pop(done, None))


def current() -> Process | None:
    return CURRENT.get()


def _connections(file: str) -> TortoiseContext:
    """Return a context with connections of its own; what Tortoise knows of the models is the same for all."""
    made, settings = TortoiseContext(), config(f"sqlite://{file}?synchronous=off", migrating=False)
    settings["connections"]["sqlite"]["engine"] = ENGINE
    made._connections = ConnectionHandler()
    made._connections._init_config(settings["connections"])
    made._inited = True
    made._default_connection = "sqlite"
    return made
