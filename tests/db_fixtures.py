"""A freshly migrated database for every test that asks, once on SQLite and once on PostgreSQL.

`database` is connected, `database_url` is not. One of them only:
`@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)`.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from db import engine
from db.migrate import migrate
from tests.servers import PrivatePostgres

NUMBERS = count(1)


@pytest.fixture(params=["sqlite", "postgres"])
def dialect(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "plimsoll.db"
    asyncio.run(migrate(f"sqlite://{file}"))
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PrivatePostgres) -> str:
    url = postgres_server.create_database()
    asyncio.run(migrate(url))
    return url


@pytest.fixture
def template(dialect: str, request: pytest.FixtureRequest) -> str:
    """URL of a migrated database that nobody may open: it is there to be copied."""
    made = request.getfixturevalue(f"{dialect}_template")
    return f"sqlite://{made}" if isinstance(made, Path) else str(made)


@pytest.fixture
async def database_url(template: str, tmp_path: Path) -> AsyncIterator[str]:
    """A migrated database of the test's own; not durable, since no test cuts the power."""
    if template.startswith("sqlite"):
        file = tmp_path / "plimsoll.db"
        shutil.copyfile(template.removeprefix("sqlite://"), file)
        yield f"sqlite://{file}?synchronous=off"
        return
    original, copy = urlsplit(template).path[1:], f"copy{next(NUMBERS)}"
    await _as_admin(template, f"CREATE DATABASE {copy} TEMPLATE {original}")
    yield template.replace(f"/{original}?", f"/{copy}?")
    await _as_admin(template, f"DROP DATABASE {copy} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """As `database_url`, and connected for the whole process until the test ends."""
    await engine.connect(database_url)
    yield database_url
    await engine.close()


async def _as_admin(url: str, statement: str) -> None:
    where = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    admin = await asyncpg.connect(user="plimsoll", database="postgres", host=where["host"], port=int(where["port"]))
    try:
        await admin.execute(statement)
    finally:
        await admin.close()
