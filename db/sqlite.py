"""Tortoise's SQLite engine made safe for many writers: one connection a process, BEGIN IMMEDIATE, nothing left open."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import Any, Final

import aiosqlite
from tortoise.backends.base.client import ConnectionWrapper, NestedTransactionContext, TransactionalDBClient
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError, TransactionManagementError

from db.line import Line, Lines

ITERATED: Final = 64  # rows that a cursor fetches at a time; nothing here iterates
STATEMENTS: Final = 512  # are kept as they were prepared: an order, the feed and a page of reads have more than 128
NOT_OURS: Final = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})


class NotADatabase(Exception):
    """The file is there, but it is no SQLite database, or a broken one."""


class Connection(aiosqlite.Connection):
    """The connection and its thread, which the statements of an open transaction are spared.

    The way to the thread and back costs ten times what most of them do, on a busy loop a hundred times, and the
    transaction keeps everyone else waiting meanwhile. They are few and small by our rules. What may take long stays
    with the thread: beginning while another process writes, committing for the disk, and reads from outside look at
    as much as they like. (Short reads on the loop made a page of orders a sixth cheaper, and the slowest of fifty
    orders a second four times slower.)
    """

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._sent = self._done = 0  # what the thread was given, counted by the loop, and what it has done, by itself

    def begins_at_once(self) -> bool:
        """Begin to write unless another process does, or who left did not wait for the thread; then False, and it is
        to be waited for on the thread."""
        raw = self._conn
        if self._sent != self._done:
            return False
        [(patience_ms,)] = raw.execute("PRAGMA busy_timeout").fetchall()
        raw.execute("PRAGMA busy_timeout = 0")
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        finally:
            raw.execute(f"PRAGMA busy_timeout = {patience_ms}")
        return True

    def at_once(self, statement: str, values: Sequence[Any]) -> tuple[int, list[sqlite3.Row]] | None:
        """Carry out a statement of the open transaction; None where none is open. Return what it changed or found, and
        the rows. On its way through Tortoise and aiosqlite it would cost twice as much."""
        raw = self._connection
        if raw is None or not raw.in_transaction:
            return None
        changes = raw.total_changes
        rows = raw.execute(statement, values).fetchall()
        return raw.total_changes - changes or len(rows), rows

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        raw = self._connection
        if raw is None:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        if raw.in_transaction and fn not in (raw.commit, raw.rollback, raw.close):
            return fn(*args, **kwargs)
        self._sent += 1
        return await super()._execute(self._counted, fn, *args, **kwargs)  # type: ignore[no-untyped-call]

    def _counted(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return fn(*args, **kwargs)
        finally:
            self._done += 1


class Client(SqliteClient):
    """The process's one connection. A transaction holds it; every other task waits for its turn.

    `turns` are those of this process at what has a name.
    """

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._lock: Any = Line()  # where Tortoise has a plain lock
        self.turns = Lines()

    async def create_connection(self, with_db: bool) -> None:  # Tortoise's signature
        """Open the file; a failure leaves nothing half open, so that the next statement may try again."""
        if self._connection:
            return
        opened = partial(
            sqlite3.connect,
            self.filename,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
        connection = Connection(opened, ITERATED)
        connection._thread.daemon = True  # else a program that fails before closing never ends
        try:
            await connection
            connection.row_factory = sqlite3.Row
            for name, value in self.pragmas.items():
                await connection.execute_fetchall(f"PRAGMA {name}={value}")
        except BaseException as error:
            await connection.close()
            await asyncio.to_thread(connection._thread.join)  # it reports to the loop once more
            if isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode in NOT_OURS:
                raise NotADatabase(f"{self.filename} cannot be used as the database: {error}.") from error
            raise
        self._connection = connection
        await self._post_connect()

    def acquire_connection(self) -> ConnectionWrapper[aiosqlite.Connection]:
        return _Turn(self._lock, self)

    def _in_transaction(self) -> SqliteTransactionContext:
        return _Scope(Transaction(self), self._lock)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """All or nothing; Tortoise's own stays open when the caller is cancelled."""
        async with self._in_transaction() as transaction:
            await transaction.execute_many(query, values)


class Transaction(SqliteTransactionWrapper):
    """What the task that opened a transaction talks to. Other tasks, and itself afterwards, are refused.

    A task started inside a transaction inherits it. It would write into the open transaction, or
    later into whichever one is open then, so the mistake is made loud.
    """

    def __init__(self, connection: SqliteClient) -> None:
        super().__init__(connection)
        self._owner = asyncio.current_task()

    def acquire_connection(self) -> ConnectionWrapper[aiosqlite.Connection]:
        self._check_owner()
        return ConnectionWrapper(self._lock, self)

    def _in_transaction(self) -> NestedTransactionContext:
        self._check_owner()
        return NestedTransactionContext(Transaction(self))

    def _check_owner(self) -> None:
        if self._finalized or asyncio.current_task() is not self._owner:
            raise TransactionManagementError("This transaction has ended, or belongs to another task.")

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        """Return how many rows a statement has changed or found, and the rows."""
        self._check_owner()
        connection = self._connection
        if isinstance(connection, Connection):
            self.log.debug("%s: %s", query, values)
            with _translated():
                done = connection.at_once(query, values or ())
            if done is not None:
                return done
        found: tuple[int, Sequence[Any]] = await super().execute_query(query, values)
        return found

    async def begin(self) -> None:
        """Take the write lock at once, so that what is read next cannot change before it is written."""
        connection = self._connection
        with _translated():
            try:
                if not isinstance(connection, Connection) or not connection.begins_at_once():
                    await connection.execute("BEGIN IMMEDIATE")
            except BaseException:
                await self._connection.rollback()  # a cancelled wait may still have begun
                raise

    async def commit(self) -> None:
        """Commit; a refusal (a deferred foreign key) or a cancelled wait leaves no transaction open."""
        with _translated():
            try:
                await super().commit()
            except BaseException:
                await self.rollback()
                raise

    async def savepoint(self) -> None:
        with _translated():
            await super().savepoint()

    async def savepoint_rollback(self) -> None:
        with _translated():
            await super().savepoint_rollback()

    async def release_savepoint(self) -> None:
        with _translated():
            await super().release_savepoint()

    async def execute_script(self, query: str) -> None:
        """Run the statements one by one: sqlite3's executescript would commit first."""
        for statement in statements(query):
            await self.execute_query(statement)


@contextmanager
def _translated() -> Iterator[None]:
    """Raise Tortoise's own for what SQLite refuses, as it does for every other statement."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise IntegrityError(error) from error
    except sqlite3.OperationalError as error:
        raise OperationalError(error) from error


class _Turn(ConnectionWrapper[aiosqlite.Connection]):
    """The connection for one statement."""

    _lock: Any

    async def __aenter__(self) -> aiosqlite.Connection:
        await self._lock.connection()
        try:
            await self.ensure_connection()
        except BaseException:
            self._lock.release()
            raise
        return self.connection


class _Scope(SqliteTransactionContext):
    """The connection for one transaction."""

    _trxlock: Any

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.connection()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        transaction: TransactionalDBClient = self.connection
        return transaction

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self.connection._finalized:
                await (self.connection.commit() if kind is None else self.connection.rollback())
        finally:
            get_connections().reset(self.token)
            self._trxlock.release()


def statements(script: str) -> Iterator[str]:
    """Split a script at the semicolons that end a line and a statement; those inside of triggers do not."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"The script ends in the middle of a statement: {statement.strip()}")


client_class = Client
