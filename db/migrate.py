"""Bring a database up to date, and say what is missing. Migrations live beside this file, wherever it is installed."""

import json
from functools import cache
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

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


class OtherTables(Exception):
    """A migration has run on the database that is not the one which this version has under its name."""


OTHER: Final = (
    "The tables of this database are not those of this version: {names} was another one when it ran, as it may be "
    "between versions before the first release. Nothing was changed. Run the version that made the database, or "
    "begin with a new data folder (PLIMSOLL_DATA_DIR) or an empty PostgreSQL database, and keep the old one."
)


def migrations(folder: Path = MIGRATIONS) -> list[Path]:
    """Return the migration files in the order in which they run: `<number>_<name>.py`."""
    return sorted(folder.glob("[0-9]*_*.py"), key=lambda file: int(file.name.split("_")[0]))


async def migrate(database_url: str) -> list[str]:
    """Run what is pending and return the names; all of it happens or none.

    Several callers may try at once: one works, the others wait and find nothing to do. Raises
    NewerDatabase, OtherTables, NotADatabase or one of db.engine.OUTAGES.
    """
    async with TortoiseContext() as context:
        await context.init(config(database_url))
        async with transaction() as opened:  # on SQLite, beginning it is the lock
            if opened.capabilities.dialect == "postgres":
                await opened.execute_query(f"SELECT pg_advisory_xact_lock({LOCK})")
            return await _run_pending(opened)


async def pending(database_url: str) -> list[str]:
    """Return the names of the migrations that still have to run; asks the open connection if there is one.

    Raises as migrate does.
    """
    if get_current_context():
        return await _pending(connection())
    async with TortoiseContext() as context:
        await context.init(config(database_url, migrating=False))
        return await _pending(connection())


async def _run_pending(opened: BaseDBAsyncClient) -> list[str]:
    names = await _pending(opened)
    if not names:
        return []
    from aerich.models import Aerich  # loads numpy, so only where there is something to migrate

    for file in migrations():
        if file.stem in names:
            sql = await _read(file).upgrade(opened)
            await opened.execute_script(sql)
            await Aerich.create(version=file.name, app=APP, content={"sql": _digest(sql)})
    return names


async def _pending(client: BaseDBAsyncClient) -> list[str]:
    files = {file.stem: file for file in migrations()}
    done = await _done(client)
    if later := done.keys() - files.keys():
        raise NewerDatabase(f"The database holds migrations that this version does not know: {sorted(later)}.")
    other = [name for name, ran in done.items() if ran != _digest(await _read(files[name]).upgrade(client))]
    if other:
        raise OtherTables(OTHER.format(names=", ".join(other)))
    return [name for name in files if name not in done]


async def _done(client: BaseDBAsyncClient) -> dict[str, str | None]:
    """Return the digest of each migration that has run, by name; None where none was written."""
    if not await client.execute_query_dict(HAS_RECORD[client.capabilities.dialect]):
        return {}
    rows = await client.execute_query_dict("SELECT version, content FROM aerich ORDER BY id")
    return {row["version"].removesuffix(".py"): _kept(row["content"]) for row in rows}


def _kept(content: Any) -> str | None:
    said = json.loads(content) if isinstance(content, str) else content
    return said.get("sql") if isinstance(said, dict) else None


def _digest(sql: str) -> str:
    return sha256(sql.encode()).hexdigest()


@cache
def _read(file: Path) -> Any:
    """Return the module that a migration is."""
    spec = spec_from_file_location(f"{APP}_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no migration")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
