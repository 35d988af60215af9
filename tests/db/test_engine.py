"""Proves that no update is lost, no reader sees half a change, and no failure leaves the connection unusable."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import pytest
from tortoise.exceptions import IntegrityError, OperationalError, TransactionManagementError

from db import engine, line, sqlite
from db.models import Instrument
from tests.db.processes import run_three
from tests.servers import private_postgres

INCREMENT = """
import asyncio, sys
from db import engine
from db.models import AuditHead
async def main(url):
    await engine.connect(url)
    for _ in range(300):
        async with engine.transaction():
            head = await AuditHead.select_for_update().get(chain="desk")
            await asyncio.sleep(0.001)  # as long as a decision takes
            head.sequence += 1
            await head.save(update_fields=["sequence"])
    await engine.close()
"""
only_sqlite = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
only_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)


async def _add(symbol: str) -> None:
    await Instrument.create(symbol=symbol, name=symbol, currency="USD")


async def _together(*steps: Callable[[], Awaitable[object]]) -> None:
    async with engine.transaction():
        for step in steps:
            await step()


async def _symbols() -> set[str]:
    return {row.symbol for row in await Instrument.all()}


async def test_three_processes_lose_no_update(database: str) -> None:
    await engine.connection().execute_query("INSERT INTO audit_heads (chain, sequence, hash) VALUES ('desk', 0, '')")
    await run_three(INCREMENT, database)
    rows = await engine.connection().execute_query_dict("SELECT sequence FROM audit_heads")
    assert rows == [{"sequence": 900}]


async def test_dialect_and_ping(database: str, dialect: str) -> None:
    await engine.ping()
    assert await engine.dialect() == dialect


async def test_every_task_reaches_the_database_whoever_connected(database_url: str) -> None:
    await asyncio.create_task(engine.connect(database_url))
    await asyncio.create_task(_add("AAPL"))
    assert await _symbols() == {"AAPL"}
    await asyncio.create_task(engine.close())
    with pytest.raises(RuntimeError, match="No TortoiseContext"):
        await engine.ping()


async def test_connects_again_after_closing(database_url: str) -> None:
    for _ in range(2):
        await engine.connect(database_url)
        await engine.close()
    await engine.close()


@pytest.mark.parametrize("failure", [ValueError, asyncio.CancelledError])
async def test_a_failed_transaction_leaves_nothing(database: str, failure: type[BaseException]) -> None:
    async def fail() -> None:
        raise failure

    with pytest.raises(failure):
        await _together(lambda: _add("AAPL"), fail)
    assert await _symbols() == set()
    async with engine.transaction():
        await _add("MSFT")
    assert await _symbols() == {"MSFT"}


async def test_a_savepoint_survives_a_refused_row(database: str) -> None:
    async with engine.transaction():
        await _add("AAPL")
        with pytest.raises(IntegrityError):
            await _together(lambda: _add("MSFT"), lambda: _add("AAPL"))
        await _add("IBM")
    assert await _symbols() == {"AAPL", "IBM"}


async def test_others_never_see_half_a_transaction(database: str) -> None:
    written, looked = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with engine.transaction():
            await _add("AAPL")
            written.set()
            await asyncio.sleep(0.05)
            await _add("MSFT")

    async def look() -> set[str]:
        await written.wait()
        looked.set()
        return await _symbols()

    reader = asyncio.create_task(look())
    await asyncio.gather(write(), reader)
    assert looked.is_set()
    assert reader.result() in (set(), {"AAPL", "MSFT"})


async def test_many_tasks_take_turns(database: str) -> None:
    async def step(symbol: str) -> None:
        async with engine.transaction():
            before = await Instrument.all().count()
            await _add(symbol)
            assert await Instrument.all().count() > before

    await asyncio.gather(*(step(f"S{number}") for number in range(20)))
    assert await Instrument.all().count() == 20


async def test_a_task_that_outlives_its_transaction_is_refused(database: str) -> None:
    ended = asyncio.Event()

    async def late() -> None:
        await ended.wait()
        await _add("LATE")

    async with engine.transaction():
        await _add("AAPL")
        inherited = asyncio.create_task(late())
    ended.set()
    with pytest.raises((TransactionManagementError, *engine.OUTAGES)):
        await inherited
    assert await _symbols() == {"AAPL"}


@only_sqlite
async def test_a_task_started_inside_a_transaction_is_refused(database: str) -> None:
    with pytest.raises(TransactionManagementError):
        async with engine.transaction():
            await asyncio.create_task(_add("AAPL"))
    assert await _symbols() == set()
    await _add("MSFT")
    assert await _symbols() == {"MSFT"}


@only_sqlite
async def test_waiting_for_one_that_waits_for_us_ends(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "TURN_S", 0.05)
    inside, seen = asyncio.Event(), asyncio.Event()

    async def read() -> set[str]:
        await inside.wait()
        seen.set()
        return await _symbols()

    other = asyncio.create_task(read())
    async with engine.transaction():
        await _add("AAPL")
        inside.set()
        with pytest.raises(OperationalError, match="busy"):
            await other
    assert await _symbols() == {"AAPL"}


@pytest.fixture
async def second(database_url: str) -> AsyncIterator[sqlite.Client]:
    """A second connection to the same SQLite file, as another process would have."""
    client = sqlite.Client(database_url.removeprefix("sqlite://").partition("?")[0], connection_name="second")
    await client.create_connection(with_db=True)
    yield client
    await client.close()


@only_sqlite
async def test_a_writer_that_stays_too_long_is_an_outage_and_no_more(database: str, second: sqlite.Client) -> None:
    await engine.connection().execute_query("PRAGMA busy_timeout = 20")
    await second.execute_query("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(OperationalError, match="locked"):
            async with engine.transaction():
                await _add("AAPL")
    assert await _symbols() == set()
    await second.execute_query("ROLLBACK")
    async with engine.transaction():
        await _add("MSFT")
    assert await _symbols() == {"MSFT"}


@only_sqlite
async def test_cancelled_while_beginning_leaves_nothing_open(database: str, second: sqlite.Client) -> None:
    await second.execute_query("BEGIN IMMEDIATE")

    async def write() -> None:
        async with engine.transaction():
            await _add("AAPL")

    waiting = asyncio.create_task(write())
    await asyncio.sleep(0.05)
    waiting.cancel()
    await second.execute_query("ROLLBACK")
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await second.execute_query("BEGIN IMMEDIATE")  # would wait for a transaction left open, and fail
    await second.execute_query("ROLLBACK")
    async with engine.transaction():
        await _add("MSFT")
    assert await _symbols() == {"MSFT"}


COUNT: Final = """WITH RECURSIVE counted(n) AS (VALUES(1) UNION ALL SELECT n + 1 FROM counted WHERE n < {})
    SELECT count(*) AS n FROM counted"""


class Traced:
    """Which statements a connection ran on the loop's own thread, and which on the connection's."""

    def __init__(self) -> None:
        self.inside, self.outside = list[str](), list[str]()
        self._here = threading.get_ident()

    def __call__(self, statement: str) -> None:
        if not statement.startswith("PRAGMA"):
            told = self.inside if threading.get_ident() == self._here else self.outside
            told.append(statement.split(maxsplit=1)[0])


@pytest.fixture
async def traced(second: sqlite.Client) -> AsyncIterator[Traced]:
    connection, told = second._connection, Traced()
    assert connection is not None
    await connection.set_trace_callback(told)
    yield told
    await connection.set_trace_callback(None)  # type: ignore[arg-type]  # None is how it ends


@only_sqlite
async def test_a_transaction_asks_at_once_and_leaves_its_waiting_to_the_thread(
    database: str, second: sqlite.Client, traced: Traced
) -> None:
    async with second._in_transaction() as transaction:
        await transaction.execute_query("SELECT 2")
        async with transaction._in_transaction() as savepoint:
            await savepoint.execute_query("SELECT 3")
    with pytest.raises(ZeroDivisionError):
        async with second._in_transaction():
            raise ZeroDivisionError
    assert traced.inside == ["BEGIN", "SELECT", "SAVEPOINT", "SELECT", "RELEASE", "BEGIN"]
    assert traced.outside == ["COMMIT", "ROLLBACK"]
    [pragma] = await second.execute_query_dict("PRAGMA busy_timeout")
    assert pragma == {"timeout": 5000}


@only_sqlite
async def test_what_is_given_up_on_the_thread_is_not_waited_for_by_the_loop(
    database: str, second: sqlite.Client, traced: Traced
) -> None:
    reading = asyncio.create_task(second.execute_query(f"SELECT n FROM ({COUNT.format(10**9)})"))
    while not traced.outside:
        await asyncio.sleep(0.001)
    reading.cancel()
    next_one = asyncio.create_task(_began(second))
    for _ in range(50):
        await asyncio.sleep(0)  # the loop goes on, as it could not if that one were waiting for SQLite itself
    assert not next_one.done()
    connection = second._connection
    assert connection is not None
    await connection.interrupt()
    await next_one
    assert traced.outside[:2] == ["SELECT", "BEGIN"]


async def _began(client: sqlite.Client) -> None:
    async with client._in_transaction():
        pass


@only_sqlite
async def test_pragmas_are_the_safe_ones(database_url: str) -> None:
    url = database_url.partition("?")[0]
    for database, durable, level in ((url, True, 2), (url, False, 0), (f"{url}?synchronous=off", True, 0)):
        await engine.connect(database, durable)
        client = engine.connection()
        found = {
            name: (await client.execute_query(f"PRAGMA {name}"))[1][0][0]
            for name in ("synchronous", "journal_mode", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
        await engine.close()
        assert found == {
            "synchronous": level,
            "journal_mode": "wal",
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "busy_timeout": 5000,
        }


@only_postgres
async def test_a_connection_comes_back_without_another_question_to_the_server(database: str) -> None:
    pool: Any = cast(Any, engine.connection())._pool
    await engine.connection().execute_query("SELECT 42")
    async with pool.acquire() as same, pool.acquire() as other:
        last = "SELECT query FROM pg_stat_activity WHERE pid = $1"
        assert await other.fetchval(last, same.get_server_pid()) == "SELECT 42"


@only_postgres
async def test_durability_can_be_turned_off_on_postgres(database_url: str) -> None:
    await engine.connect(database_url, durable=False)
    assert await engine.connection().execute_query_dict("SHOW synchronous_commit") == [{"synchronous_commit": "off"}]
    await engine.close()


@only_sqlite
@pytest.mark.parametrize("statement", ["BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK TO"])
async def test_a_disk_that_fails_is_an_outage_at_every_step(
    database: str, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    async def refused() -> None:
        raise IntegrityError

    execute = sqlite.Connection.execute

    async def failing(self: sqlite.Connection, sql: str, *values: Any) -> Any:
        if sql.startswith(statement):
            raise sqlite3.OperationalError("disk I/O error")
        return await execute(self, sql, *values)

    monkeypatch.setattr(sqlite.Connection, "begins_at_once", lambda _: False)
    monkeypatch.setattr(sqlite.Connection, "execute", failing)
    inside = refused if statement == "ROLLBACK TO" else partial(_add, "A")
    with pytest.raises(engine.OUTAGES, match="disk I/O error"):
        await _together(partial(_together, inside))
    monkeypatch.undo()
    assert await _symbols() == set()


@only_postgres
async def test_whoever_is_canceled_while_a_transaction_begins_leaves_the_connection_to_others(database: str) -> None:
    async def all_at_once() -> None:
        together = asyncio.Barrier(5)  # as many as the pool has
        await asyncio.gather(*(_together(together.wait) for _ in range(5)))

    async def begin_and_cancel(turns: int) -> None:
        waiting = asyncio.create_task(_together())
        for _ in range(turns):  # of the loop: from before the connection is taken until the transaction has begun
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])

    async with asyncio.timeout(60):
        await all_at_once()
        for turns in range(60):
            await begin_and_cancel(turns)
        await all_at_once()


async def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    file = tmp_path / "plimsoll.db"
    file.write_text("Dear diary, " * 100)
    with pytest.raises(engine.NotADatabase, match=r"plimsoll\.db cannot be used as the database"):
        await engine.connect(f"sqlite://{file}")
    file.unlink()
    await engine.connect(f"sqlite://{file}")  # nothing of the failure is left
    await engine.close()


async def test_a_missing_folder_is_an_outage(tmp_path: Path) -> None:
    with pytest.raises(engine.OUTAGES, match="The database cannot be reached: unable to open"):
        await engine.connect(f"sqlite://{tmp_path}/nowhere/plimsoll.db")


def test_only_two_kinds_of_database() -> None:
    with pytest.raises(ValueError, match="mysql"):
        engine.config("mysql://user@host/name")
    credentials = engine.config("asyncpg://user@/name?host=/run/pg&port=6543")["connections"]["postgres"]["credentials"]
    assert {name: credentials[name] for name in ("user", "host", "database")} == {
        "user": "user",
        "host": "/run/pg",
        "database": "name",
    }
    assert int(credentials["port"]) == 6543
    odd = engine.config("sqlite:///a folder/#1/100%.db")["connections"]["sqlite"]["credentials"]
    assert odd["file_path"] == "/a folder/#1/100%.db"


async def test_a_restarted_server_is_found_again() -> None:
    with private_postgres() as server:
        await engine.connect(server.create_database())
        try:
            server.kill()
            with pytest.raises(engine.OUTAGES):
                await engine.ping()
            server.restart()
            await engine.ping()
        finally:
            await engine.close()
