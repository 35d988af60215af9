"""A freshly migrated database for every test that asks, once on SQLite and once on PostgreSQL.

`database` is connected, `database_url` is not. One of them only:
`@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)`.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from db import engine
from db.migrate import migrate
from tests.servers import PrivatePostgres

# Who alters a table, a constraint, a trigger or a function leaves its transaction's number in the catalogue's rows.
CATALOGUE = ("class", "attribute", "attrdef", "index", "constraint", "trigger", "proc", "namespace")
SHAPE = "SELECT " + " || ".join(
    f"(SELECT (count(*), sum(xmin::text::int8))::text FROM pg_{each})" for each in CATALOGUE
)
ALONE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid != pg_backend_pid()"""
EMPTY = """DO $$ DECLARE each text; BEGIN
  SET LOCAL session_replication_role = replica; -- no trigger that forbids it
  FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename != 'aerich' LOOP
    EXECUTE format('DELETE FROM %I', each);
  END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences
    WHERE schemaname = 'public' AND sequencename NOT LIKE 'aerich%';
END $$"""


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


@dataclass
class Copies:
    """Copies of a migrated PostgreSQL database, which cost more to make than most tests.

    One that comes back with nothing changed but its rows is emptied and lent again; another is dropped.
    """

    template: str
    shape: str = ""
    free: list[str] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))

    async def lend(self) -> str:
        if self.free:
            return self.free.pop()
        name = f"copy{next(self.numbers)}"
        await self._run("postgres", f"CREATE DATABASE {name} TEMPLATE {urlsplit(self.template).path[1:]}")
        self.shape = self.shape or await self._run(name, SHAPE)
        return name

    async def take_back(self, name: str) -> None:
        if await self._run(name, ALONE, EMPTY, SHAPE) == self.shape:
            self.free.append(name)
        else:
            await self._run("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    async def _run(self, name: str, *statements: str) -> Any:
        """Return what the last statement answers."""
        where = {key: values[0] for key, values in parse_qs(urlsplit(self.template).query).items()}
        admin = await asyncpg.connect(user="plimsoll", database=name, host=where["host"], port=int(where["port"]))
        try:
            return [await admin.fetchval(each) for each in statements][-1]
        finally:
            await admin.close()


@pytest.fixture(scope="session")
def postgres_copies(postgres_template: str) -> Copies:
    return Copies(postgres_template)


@pytest.fixture
def template(dialect: str, request: pytest.FixtureRequest) -> str:
    """URL of a migrated database that nobody may open: it is there to be copied."""
    made = request.getfixturevalue(f"{dialect}_template")
    return f"sqlite://{made}" if isinstance(made, Path) else str(made)


@pytest.fixture
async def database_url(template: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """A migrated database of the test's own; not durable, since no test cuts the power."""
    if template.startswith("sqlite"):
        file = tmp_path / "plimsoll.db"
        shutil.copyfile(template.removeprefix("sqlite://"), file)
        yield f"sqlite://{file}?synchronous=off"
        return
    copies: Copies = request.getfixturevalue("postgres_copies")
    name = await copies.lend()
    yield template.replace(f"{urlsplit(template).path}?", f"/{name}?")
    await copies.take_back(name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """As `database_url`, and connected for the whole process until the test ends."""
    await engine.connect(database_url)
    yield database_url
    await engine.close()
