"""The product's SQLite engine on the loop's own thread: every statement is a place to fail, to wait or to die."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat
from typing import Any, TypeVar

from db import sqlite
from tests.simulation.process import Process, current

Answer = TypeVar("Answer")
BUSY_S = 5.0
# How long SQLite itself waits before each try for a lock; the last goes on.
TRIES_S = (0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.025, 0.025, 0.025, 0.05, 0.05, 0.1)
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_LOCKED})


def connect(file: str) -> sqlite3.Connection:
    """Open a run's database. Its locks are kept within this one process, which costs half of what the system's do."""
    return sqlite3.connect(
        f"file:{file}?vfs=unix-excl", uri=True, timeout=0, isolation_level=None, cached_statements=500
    )


class Inline:
    """What Tortoise uses of aiosqlite.Connection, without its thread."""

    def __init__(self, file: str, process: Process) -> None:
        self._raw = connect(file)
        self._raw.row_factory = sqlite3.Row
        self._process = process
        self._faulty = process.world.database
        process.closers.append(self._die)

    @property
    def total_changes(self) -> int:
        return self._raw.total_changes

    @property
    def in_transaction(self) -> bool:
        return self._raw.in_transaction

    async def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return await self._run(sql, values, lambda: self._raw.execute(sql, values))

    async def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        listed = list(rows)
        return await self._run(sql, listed, lambda: self._raw.executemany(sql, listed))

    async def execute_insert(self, sql: str, values: Sequence[Any] = ()) -> tuple[int | None]:
        cursor = await self.execute(sql, values)
        return (cursor.lastrowid,)

    async def execute_fetchall(self, sql: str, values: Sequence[Any] | None = None) -> list[sqlite3.Row]:
        return await self._run(sql, values, lambda: self._raw.execute(sql, values or ()).fetchall())

    async def commit(self) -> None:
        await self._run("COMMIT", (), self._raw.commit)
        self._process.world.committed(self._process)

    async def rollback(self) -> None:
        """Never fails: a connection that is lost has rolled back too."""
        self._process.check()
        self._process.world.forgotten(self._process)
        self._raw.rollback()
        await asyncio.sleep(0)

    async def close(self) -> None:
        self._die()

    def _die(self) -> None:
        """What was not committed is rolled back; closing alone would wait for cursors that tracebacks still hold."""
        self._process.world.forgotten(self._process)
        if self._raw.in_transaction:
            self._raw.rollback()
        self._raw.close()

    async def _run(self, sql: str, values: object, work: Callable[[], Answer]) -> Answer:
        """One statement: perhaps it fails before or after its work, perhaps the process dies there."""
        world, process = self._process.world, self._process
        process.check()
        world.trace.count(process.name, sql, values)
        after = await self._faulty.before(process, sql)
        process.check()
        answer = await self._patiently(work)
        if self._raw.in_transaction or sql == "COMMIT":
            world.wrote(process, sql)
        await self._faulty.after(process, sql, after)
        process.check()
        return answer

    async def _patiently(self, work: Callable[[], Answer]) -> Answer:
        """Wait for another process's transaction as busy_timeout does, without blocking the one thread."""
        loop = self._process.world.loop
        deadline = loop.time() + BUSY_S
        for pause_s in chain(TRIES_S, repeat(TRIES_S[-1])):
            try:
                return work()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode not in BUSY or loop.time() > deadline:
                    raise
            await asyncio.sleep(pause_s)
            self._process.check()
        raise AssertionError("unreachable")


class Client(sqlite.Client):
    """The product's own client but for how its connection is made."""

    async def create_connection(self, with_db: bool) -> None:
        if self._connection:
            return
        process = current()
        assert process is not None, "only a simulated process has a connection"
        process.check()
        connection = Inline(self.filename, process)
        for name, value in self.pragmas.items():
            if name != "busy_timeout":
                connection._raw.execute(f"PRAGMA {name}={value}")
        self._connection = connection  # type: ignore[assignment]  # as much of it as Tortoise uses
        await self._post_connect()


class Faulty:
    """Decides by the seed what happens at a statement."""

    def __init__(self, world: Any) -> None:
        self._world = world
        self._rng = world.stream("database")

    async def before(self, process: Process, sql: str) -> bool:
        """Pass some time, perhaps fail; return whether to fail after the work is done."""
        world, rng, faults = self._world, self._rng, self._world.faults
        await world.point(process, sql)
        drawn = rng.random()
        if drawn < 0.1:
            await asyncio.sleep(rng.random() * 0.01)
        elif drawn > 1 - faults.database_slow:
            await asyncio.sleep(rng.choice((0.3, 1.5, 3.0)))
        chance = faults.commit_unknown if sql == "COMMIT" else faults.database_error
        if not chance or rng.random() >= chance:
            return False
        if rng.random() < 0.5:
            world.note(process.name, f"database fails before {sql[:60]}")
            raise sqlite3.OperationalError("disk I/O error")
        return True

    async def after(self, process: Process, sql: str, fails: bool) -> None:
        await self._world.point(process, f"after {sql}")
        if fails:
            self._world.note(process.name, f"database fails after {sql[:60]}")
            raise sqlite3.OperationalError("disk I/O error")


client_class = Client
