"""PostgreSQL through asyncpg, whose connections all come back: also those of a transaction canceled as it began."""

from typing import Any, Final

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections

__all__: Final = ["Client", "Connection", "client_class"]


class Connection(asyncpg.Connection):  # type: ignore[misc]  # the package says little of its types
    """A connection that is given back as it is, once what was open on it is rolled back.

    asyncpg's own asks the server each time to forget settings, listeners, cursors and locks of the session, a second
    turn for every statement. Nothing here makes any: settings come with the connection, locks end with a transaction.
    """

    def get_reset_query(self) -> str:
        return ""


class Client(AsyncpgDBClient):
    """A pool of connections."""

    connection_class = Connection

    def _in_transaction(self) -> TransactionContext:
        return _Scope(TransactionWrapper(self), self._pool_init_lock)


class _Scope(TransactionContextPooled):
    """One connection for one transaction.

    Tortoise's own takes the connection and begins in the same breath: whoever is canceled during the BEGIN, as one
    who has waited too long for a portfolio is, never leaves what he has not entered. The connection was then lost
    to the pool, and after five of them the process answered nobody.
    """

    async def __aenter__(self) -> TransactionalDBClient:
        self.token = None  # type: ignore[assignment]  # what `reset` takes for: there was none
        try:
            opened: TransactionalDBClient = await super().__aenter__()
        except BaseException:
            pool: Any = self.client._parent._pool
            if self.client._connection is not None:
                await pool.release(self.client._connection)  # its reset rolls back what may have begun
            get_connections().reset(self.token)
            raise
        return opened


client_class = Client
