"""Brings the database up to date, creating the data folder where it lives in one, or says that it is of others."""

import asyncio
from contextlib import suppress

from api.embedded import StartError
from db.engine import OUTAGES, NotADatabase
from db.migrate import migrate as run_migrations
from db.migrate import pending
from settings import Settings


def migrate(settings: Settings) -> list[str]:
    """Create the data folder where the database needs it and run the pending migrations. StartError when it is away."""
    if not settings.database_url:
        try:
            settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StartError(
                f"The data folder {settings.data_dir} cannot be written to ({error.strerror}); "
                "choose another with PLIMSOLL_DATA_DIR."
            ) from None
    try:
        return asyncio.run(run_migrations(settings.database))
    except NotADatabase:
        raise
    except OUTAGES as error:
        raise StartError(f"The database cannot be reached: {error}") from error


def recognize(settings: Settings) -> None:
    """Raise NewerDatabase or OtherTables for a database of another version; one that is away may yet come."""
    with suppress(*OUTAGES):
        asyncio.run(pending(settings.database))
