"""Proves that migrating gives the schema of the models plus the named extras, whole or not at all, once only."""

import re
from pathlib import Path

import pytest
from aerich import Command
from aerich.utils import decompress_dict, get_formatted_compressed_data, import_py_file
from tortoise.context import TortoiseContext
from tortoise.exceptions import OperationalError

from db import engine, migrate, sqlite
from db.constraints import CONSTRAINTS
from db.makemigration import write
from db.triggers import TRIGGERS
from tests.db.processes import run_three
from tests.db.schemas import Schema, read_schema
from tests.servers import PrivatePostgres

MIGRATE = """
import asyncio, sys
from db.migrate import migrate
async def main(url):
    print(await migrate(url))
"""
NAMES = [file.stem for file in migrate.migrations()]
CONSTRAINT_NAMES = {name for named in CONSTRAINTS.values() for name in named}


@pytest.fixture
def empty_url(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if dialect == "sqlite":
        return f"sqlite://{tmp_path}/empty.db"
    server: PrivatePostgres = request.getfixturevalue("postgres_server")
    return server.create_database()


async def _schema(url: str, *, from_models: bool = False) -> Schema:
    async with TortoiseContext() as context:
        await context.init(engine.config(url))
        if from_models:
            await context.generate_schemas(safe=False)
        return await read_schema(engine.connection())


async def test_migrated_equals_models_but_for_the_named_extras(database_url: str, empty_url: str) -> None:
    migrated = await _schema(database_url)
    assert migrated.without(CONSTRAINT_NAMES) == await _schema(empty_url, from_models=True)
    assert len(migrated.columns) > 300  # neither side is empty


async def test_the_extras_are_all_there(database_url: str, dialect: str) -> None:
    migrated = await _schema(database_url)
    assert {(table, name) for table, name, _ in migrated.constraints if name in CONSTRAINT_NAMES} == {
        (table, name) for table, named in CONSTRAINTS.items() for name in named
    }
    assert set(migrated.triggers) == set(re.findall(r"CREATE TRIGGER (\w+)", TRIGGERS[dialect]))


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_the_extras_say_what_is_written(database_url: str) -> None:
    """SQLite keeps the text; on PostgreSQL the tests of the ledger show what the extras do."""
    migrated = await _schema(database_url)
    assert {(table, name, text) for table, name, text in migrated.constraints if name in CONSTRAINT_NAMES} == {
        (table, name, re.sub(r"\s+", " ", text)) for table, named in CONSTRAINTS.items() for name, text in named.items()
    }
    assert {f"{text};" for text in migrated.triggers.values()} == {
        text.strip() for text in sqlite.statements(TRIGGERS["sqlite"])
    }


async def test_nothing_is_deleted_with_its_parent(database_url: str) -> None:
    references = [row for row in (await _schema(database_url)).constraints if "REFERENCES" in row[2]]
    assert len(references) > 20
    assert [row for row in references if "ON DELETE RESTRICT" not in row[2]] == []
    assert [row[0] for row in references if row[2].endswith("DEFERRABLE INITIALLY DEFERRED")] == ["postings"]


def test_both_databases_have_the_same_triggers_but_for_truncate() -> None:
    here, there = (set(re.findall(r"CREATE TRIGGER (\w+)", TRIGGERS[name])) for name in ("sqlite", "postgres"))
    assert {name for name in there if not name.endswith("_truncate")} == here


# ---------------------------------------------------------------- running them


async def test_migrates_once(empty_url: str) -> None:
    assert await migrate.pending(empty_url) == NAMES
    assert await migrate.migrate(empty_url) == NAMES
    assert await migrate.migrate(empty_url) == []
    assert await migrate.pending(empty_url) == []


async def test_pending_asks_the_open_connection(database: str) -> None:
    assert await migrate.pending("sqlite:///nowhere/at/all.db") == []


async def test_three_processes_at_once_do_it_once(empty_url: str) -> None:
    said = await run_three(MIGRATE, empty_url)
    assert sorted(said) == sorted([str(NAMES), "[]", "[]"])


async def test_a_failing_migration_leaves_nothing_at_all(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "99_broken.py"
    broken.write_text(
        "async def upgrade(db):\n    return 'CREATE TABLE half (id INT);\\nINSERT INTO nowhere VALUES (1);'\n"
    )
    real = migrate.migrations()
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "migrations", lambda: [*real, broken])
        with pytest.raises(OperationalError, match="nowhere"):
            await migrate.migrate(empty_url)
    assert (await _schema(empty_url)).columns == frozenset()
    assert await migrate.migrate(empty_url) == NAMES


async def test_a_later_version_of_the_database_is_refused(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "migrations", list)
    for ask in (migrate.migrate, migrate.pending):
        with pytest.raises(migrate.NewerDatabase, match=NAMES[-1]):
            await ask(database_url)


@pytest.mark.parametrize("content", ['{"plimsoll.Order": {}}', '{"sql": "0"}', "[]"])
async def test_tables_of_an_unreleased_version_are_refused_and_left_alone(empty_url: str, content: str) -> None:
    await migrate.migrate(empty_url)
    async with TortoiseContext() as context:
        await context.init(engine.config(empty_url))
        await engine.connection().execute_query(f"UPDATE aerich SET content = '{content}'")
    before = await _schema(empty_url)
    for ask in (migrate.migrate, migrate.pending):
        with pytest.raises(migrate.OtherTables, match=NAMES[0]):
            await ask(empty_url)
    assert await _schema(empty_url) == before


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "diary.db"
    file.write_text("Dear diary, " * 100)
    with pytest.raises(engine.NotADatabase, match=r"diary\.db"):
        await migrate.migrate(f"sqlite://{file}")
    assert file.read_text().startswith("Dear diary")


async def test_aerich_itself_finds_nothing_to_do(database_url: str) -> None:
    command = Command(engine.config(database_url), app=engine.APP, location=str(migrate.MIGRATIONS.parent))
    async with TortoiseContext(), command:
        assert await command.history() == [f"{name}.py" for name in NAMES]
        assert await command.heads() == []


# ---------------------------------------------------------------- writing them


async def test_the_models_have_not_moved_since_the_last_migration(tmp_path: Path) -> None:
    """Who sees this fail runs `make migration name=what_changed`."""
    written = import_py_file(await write("nothing", _copied(tmp_path)))
    assert {dialect: script.strip() for dialect, script in written.UP.items()} == {"postgres": "", "sqlite": ""}


async def test_writes_the_difference_for_both_databases(tmp_path: Path) -> None:
    folder = _copied(tmp_path)
    last = migrate.migrations(folder)[-1]
    before = decompress_dict(import_py_file(last).MODELS_STATE)
    del before["plimsoll.Lot"], before["plimsoll.Position"]
    fields = before["plimsoll.Stop"]["data_fields"]
    before["plimsoll.Stop"]["data_fields"] = [field for field in fields if field["name"] != "note"]
    last.write_text(
        last.read_text().split("MODELS_STATE = (")[0]
        + f"MODELS_STATE = (\n{get_formatted_compressed_data(before)}\n)\n"
    )
    written = await write("more", folder)
    assert written.name == f"{len(NAMES)}_more.py"
    for script in import_py_file(written).UP.values():
        assert set(re.findall(r'CREATE TABLE (?:IF NOT EXISTS )?"(\w+)"', script)) == {"lots", "positions"}
        assert re.findall(r'ALTER TABLE "(\w+)" ADD "(\w+)"', script) == [("stops", "note")]
        assert f'CONSTRAINT "positions_basis" {CONSTRAINTS["positions"]["positions_basis"]}' in script


async def test_a_name_is_an_identifier(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="letters"):
        await write("../evil", tmp_path)


def _copied(tmp_path: Path) -> Path:
    for file in migrate.migrations():
        (tmp_path / file.name).write_text(file.read_text())
    return tmp_path
