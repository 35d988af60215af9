"""PostgreSQL through asyncpg, whose connections all come back: also those of a transaction canceled as it began."""

from typing import Any, Final

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    PoolConnectionWrapper,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections

from db.line import Line, Lines

__all__: Final = ["Client", "Connection", "client_class"]

CONNECTIONS: Final = 10  # of one process, where the URL has no `maxsize`
FOR_HASTE: Final = 2  # of them, which nobody else is given: a stop waits behind no order


class Connection(asyncpg.Connection):  # type: ignore[misc]  # the package says little of its types
    """A connection that is given back as it is, once what was open on it is rolled back.

    asyncpg's own asks the server each time to forget settings, listeners, cursors and locks of the session, a second
    turn for every statement. Nothing here makes any: settings come with the connection, locks end with a transaction.
    """

    def get_reset_query(self) -> str:
        return ""


class Client(AsyncpgDBClient):
    """A pool of connections, with a line in front of it. `turns` are those of this process at what has a name."""

    connection_class = Connection

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **{"maxsize": CONNECTIONS, **options})
        self.line = Line(self.pool_maxsize, kept=min(FOR_HASTE, self.pool_maxsize - 1))
        self.turns = Lines()

    def acquire_connection(self) -> PoolConnectionWrapper[Any]:
        return _Turn(self, self._pool_init_lock)

    def _in_transaction(self) -> TransactionContext:
        return _Scope(TransactionWrapper(self), self._pool_init_lock)


class _Turn(PoolConnectionWrapper[Any]):
    """One connection for one statement."""

    client: Client

    async def __aenter__(self) -> Any:
        await self.client.line.connection()
        try:
            return await super().__aenter__()
        except BaseException:
            self.client.line.release()
            raise

    async def __aexit__(self, *error: Any) -> None:
        try:
            await super().__aexit__(*error)
        finally:
            self.client.line.release()


class _Scope(TransactionContextPooled):
    """One connection for one transaction.

    Tortoise's own takes the connection and begins in the same breath: whoever is canceled during the BEGIN, as one
    who has waited too long for a portfolio is, never leaves what he has not entered. The connection was then lost
    to the pool, and after five of them the process answered nobody.
    """

    @property
    def _line(self) -> Line:
        pooled: Any = self.client._parent
        line: Line = pooled.line
        return line

    async def __aenter__(self) -> TransactionalDBClient:
        await self._line.connection()
        self.token = None  # type: ignore[assignment]  # what `reset` takes for: there was none
        try:
            opened: TransactionalDBClient = await super().__aenter__()
        except BaseException:
            pool: Any = self.client._parent._pool
            if self.client._connection is not None:
                await pool.release(self.client._connection)  # its reset rolls back what may have begun
            get_connections().reset(self.token)
            self._line.release()
            raise
        return opened

    async def __aexit__(self, *error: Any) -> None:
        try:
            await super().__aexit__(*error)
        finally:
            self._line.release()


client_class = Client
