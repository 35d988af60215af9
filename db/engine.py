"""The way to the database: its configuration, the connection of the process, and the one way to open a transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, Literal, cast
from urllib.parse import parse_qsl

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient, TransactionalDBClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext, get_current_context, require_context
from tortoise.exceptions import DBConnectionError, IntegrityError, OperationalError
from tortoise.transactions import in_transaction

from db.sqlite import NotADatabase

__all__ = [
    "OUTAGES",
    "NotADatabase",
    "close",
    "config",
    "connect",
    "connection",
    "dialect",
    "ping",
    "refuses",
    "transaction",
    "turn",
]

Dialect = Literal["sqlite", "postgres"]
APP: Final = "plimsoll"
POSTGRES: Final = ("asyncpg", "postgres", "postgresql")
# So long after its last word in a transaction a process counts as frozen or cut off, and PostgreSQL rolls back for it:
# it would else keep everybody, a stop too, from the portfolio that it has locked.
FROZEN_MS: Final = 5000
# What a statement or a transaction raises when the database cannot do its work now: nothing was changed.
OUTAGES: Final[tuple[type[Exception], ...]] = (
    NotADatabase,
    OSError,
    OperationalError,
    DBConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection whose server died in the middle of an operation
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
)


def refuses(error: Exception) -> bool:
    """Whether the database is there and will not keep what it was given; Tortoise calls that an outage as well."""
    return isinstance(error, IntegrityError) or unfit(error)


def unfit(error: Exception) -> bool:
    """Whether a value that PostgreSQL was given can be none of its column's, such as a text with a NUL."""
    return isinstance(error.__cause__, asyncpg.DataError)


def config(database_url: str, durable: bool = True, *, migrating: bool = True) -> dict[str, Any]:
    """Return Tortoise's configuration for sqlite:///absolute/path or asyncpg://user:password@host:port/name.

    `durable` off lets a power cut take the last commits. `?synchronous=off` says the same in a SQLite
    URL; `?host=/folder&port=5432` reaches PostgreSQL through a unix socket. `migrating` brings aerich's own
    table along, and with aerich numpy, which a desk at work has no use for.
    """
    scheme, _, rest = database_url.partition("://")
    if scheme == "sqlite" and rest:
        alias, database = "sqlite", _sqlite(rest, durable)
    elif scheme in POSTGRES:
        alias, database = "postgres", _postgres(rest, durable)
    else:
        raise ValueError(f"The database must be sqlite:///path or asyncpg://..., not {scheme}://.")
    models = ["db.models", "aerich.models"] if migrating else ["db.models"]
    return {
        # Tortoise keeps SQL by alias for the life of the process, so each dialect has its own
        "connections": {alias: database},
        "apps": {APP: {"models": models, "default_connection": alias}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _sqlite(rest: str, durable: bool) -> dict[str, Any]:
    path, _, query = rest.partition("?")
    pragmas = {
        "busy_timeout": 5000,
        "journal_mode": "WAL",
        "synchronous": "FULL" if durable else "OFF",
        "foreign_keys": "ON",
        "recursive_triggers": "ON",  # else INSERT OR REPLACE deletes unseen by the triggers that forbid it
        **dict(parse_qsl(query)),
    }
    return {"engine": "db.sqlite", "credentials": {"file_path": path, **pragmas}}


def _postgres(rest: str, durable: bool) -> dict[str, Any]:
    database = {**expand_db_url(f"asyncpg://{rest}"), "engine": "db.postgres"}
    settings = {"idle_in_transaction_session_timeout": str(FROZEN_MS)}
    if not durable:
        settings["synchronous_commit"] = "off"
    database["credentials"]["server_settings"] = settings
    return database


async def connect(database_url: str, durable: bool = True) -> None:
    """Open the database for every task of this process.

    Raises NotADatabase for a file that is none, ConfigurationError when one is open, else DBConnectionError.
    """
    with TortoiseContext() as context:  # current for this block only: afterwards all tasks share the fallback
        await context.init(config(database_url, durable, migrating=False), _enable_global_fallback=True)
    try:
        await ping()
    except BaseException as error:
        await close()
        if isinstance(error, OUTAGES) and not isinstance(error, NotADatabase):
            raise DBConnectionError(f"The database cannot be reached: {str(error) or type(error).__name__}") from error
        raise


async def close() -> None:
    """Close what `connect` opened; harmless when nothing is open."""
    if context := get_current_context():
        await context.close_connections()


async def ping() -> None:
    """Ask the database for a sign of life; raises one of OUTAGES."""
    await connection().execute_query("SELECT 1")


def connection() -> BaseDBAsyncClient:
    """Return the current connection: the transaction's inside of one."""
    return require_context().db()


async def dialect() -> Dialect:
    return cast("Dialect", connection().capabilities.dialect)


@asynccontextmanager
async def transaction() -> AsyncIterator[BaseDBAsyncClient]:
    """Everything inside happens, or nothing; inside of another transaction it is a savepoint.

    On SQLite it holds the one connection, so never wait in it for another task, and start none.
    IntegrityError may also come from the commit: a deferred foreign key that leads nowhere.
    """
    try:
        async with in_transaction() as opened:
            yield opened
    except asyncpg.IntegrityConstraintViolationError as error:
        raise IntegrityError(error) from error


@asynccontextmanager
async def turn(name: str) -> AsyncIterator[None]:
    """Be the only one in this process at what has this name; take it before a connection, so that few wait with one.

    Inside of a transaction it is nothing: the locks of rows hold others off there, and its connection must not wait.
    """
    opened: Any = connection()
    if isinstance(opened, TransactionalDBClient):
        yield
        return
    async with opened.turns.of(name):
        yield
