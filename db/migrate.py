"""Bring a database up to date, and say what is missing. Migrations live beside this file, wherever it is installed."""

from pathlib import Path
from typing import Final

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import TortoiseContext, get_current_context

from db.engine import APP, config, connection, transaction

MIGRATIONS: Final = Path(__file__).parent / "migrations" / APP
LOCK: Final = 0x504C494D  # "PLIM", the number of the advisory lock
HAS_RECORD: Final = {
    "postgres": "SELECT 1 WHERE to_regclass('aerich') IS NOT NULL",
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'aerich'",
}


class NewerDatabase(Exception):
    """The database was migrated by a later version of Plimsoll than this one."""


def migrations(folder: Path = MIGRATIONS) -> list[Path]:
    """Return the migration files in the order in which they run: `<number>_<name>.py`."""
    return sorted(folder.glob("[0-9]*_*.py"), key=lambda file: int(file.name.split("_")[0]))


async def migrate(database_url: str) -> list[str]:
    """Run what is pending and return the names; all of it happens or none.

    Several callers may try at once: one works, the others wait and find nothing to do. Raises
    NewerDatabase, NotADatabase or one of db.engine.OUTAGES.
    """
    async with TortoiseContext() as context:
        await context.init(config(database_url))
        async with transaction() as opened:  # on SQLite, beginning it is the lock
            if opened.capabilities.dialect == "postgres":
                await opened.execute_query(f"SELECT pg_advisory_xact_lock({LOCK})")
            return await _run_pending(opened)


async def pending(database_url: str) -> list[str]:
    """Return the names of the migrations that still have to run; asks the open connection if there is one."""
    if get_current_context():
        return await _pending(connection())
    async with TortoiseContext() as context:
        await context.init(config(database_url, migrating=False))
        return await _pending(connection())


async def _run_pending(opened: BaseDBAsyncClient) -> list[str]:
    from aerich.models import Aerich  # loads numpy, so only where there is something to migrate
    from aerich.utils import decompress_dict, import_py_file

    names = await _pending(opened)
    for file in migrations():
        if file.stem in names:
            migration = import_py_file(file)
            await opened.execute_script(await migration.upgrade(opened))
            await Aerich.create(version=file.name, app=APP, content=decompress_dict(migration.MODELS_STATE))
    return names


async def _pending(client: BaseDBAsyncClient) -> list[str]:
    known = [file.stem for file in migrations()]
    done = await _done(client)
    if later := done.difference(known):
        raise NewerDatabase(f"The database holds migrations that this version does not know: {sorted(later)}.")
    return [name for name in known if name not in done]


async def _done(client: BaseDBAsyncClient) -> set[str]:
    if not await client.execute_query_dict(HAS_RECORD[client.capabilities.dialect]):
        return set()
    rows = await client.execute_query_dict("SELECT version FROM aerich")
    return {row["version"].removesuffix(".py") for row in rows}
