"""The paper broker's book: one SQLite file that several processes write, one transaction at a time."""

import json
import math
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from adapters.brokers.paper_rows import (
    SCHEMA,
    BookOrder,
    Marker,
    cents,
    columns,
    money,
    nanos,
    order_of,
    quantity,
    tick_of,
)
from trading.market import Phase, Step, Tick
from trading.ports import Json
from trading.units import ZERO, plain

BUSY_MS = 4000
RETRY_MS = 10


class PaperBook:
    """Rows in and out, no rules. Not for several threads; sqlite3.Error passes through.

    Nothing is written after `until` (of the monotonic clock), when whoever asked has stopped waiting.
    """

    until = math.inf

    def __init__(self, path: Path, *, durable: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row
        self._sql = self.connection.execute
        try:
            self._prepare(durable)
        except sqlite3.Error:
            self.close()
            raise

    def _prepare(self, durable: bool) -> None:
        self._enter_wal()
        self._sql(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        self._sql("PRAGMA foreign_keys = ON")
        with self.writing():
            for statement in SCHEMA:
                self._sql(statement)

    def _enter_wal(self) -> None:
        # SQLite may refuse at once when another process does the same to a new file, so the waiting is ours.
        deadline = time.monotonic() + BUSY_MS / 1000
        while True:
            try:
                self._sql("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(RETRY_MS / 1000)

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that no other writer can come into; undone by any exception. TimeoutError after `until`.

        A process that was frozen in a call would else send, when it goes on, what has long been given up for lost.
        """
        self._sql("BEGIN IMMEDIATE")
        with self._ending():
            if time.monotonic() > self.until:
                raise TimeoutError("nobody waits for this any more")
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One unchanging view of the book."""
        self._sql("BEGIN")
        with self._ending():
            yield

    @contextmanager
    def _ending(self) -> Iterator[None]:
        try:
            yield
            self._sql("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self._sql("ROLLBACK")
            raise

    # accounts

    def open_account(self, account: str, cash: Decimal) -> None:
        self._sql("INSERT OR IGNORE INTO accounts VALUES (?, ?, 0)", (account, cents(cash)))

    def mark_as_drill(self, account: str) -> None:
        self._sql("INSERT OR IGNORE INTO drills VALUES (?)", (account,))

    def cash(self, account: str) -> Decimal | None:
        """Return the account's money, None when there is no such account."""
        row = self._one("SELECT cents FROM accounts WHERE account = ?", account)
        return None if row is None else money(row["cents"])

    def positions(self, account: str) -> dict[str, Decimal]:
        rows = self._sql("SELECT symbol, nanos FROM positions WHERE account = ? ORDER BY symbol", (account,))
        return {row["symbol"]: quantity(row["nanos"]) for row in rows}

    def holders(self, symbol: str) -> dict[str, Decimal]:
        """Return the position of each account that has one."""
        rows = self._sql("SELECT account, nanos FROM positions WHERE symbol = ? ORDER BY account", (symbol,))
        return {row["account"]: quantity(row["nanos"]) for row in rows}

    def move(self, account: str, *, cash: Decimal = ZERO, symbol: str = "", shares: Decimal = ZERO) -> None:
        """Add to the cash and to one position of an account; a flat position leaves the book."""
        self._sql("UPDATE accounts SET cents = cents + ? WHERE account = ?", (cents(cash), account))
        if shares:
            self._sql(
                "INSERT INTO positions VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET nanos = nanos + excluded.nanos",
                (account, symbol, nanos(shares)),
            )
            self._sql("DELETE FROM positions WHERE account = ? AND nanos = 0", (account,))

    def adjust(self, account: str, key: str, cash: Decimal) -> bool:
        """Book a change of cash once per key; False when the key is already there."""
        new = "INSERT OR IGNORE INTO adjustments VALUES (?, ?, ?)"
        if self._sql(new, (account, key, cents(cash))).rowcount == 0:
            return False
        self.move(account, cash=cash)
        return True

    def adjustment(self, account: str, key: str) -> Decimal | None:
        row = self._one("SELECT cents FROM adjustments WHERE account = ? AND key = ?", account, key)
        return None if row is None else money(row["cents"])

    # orders

    def order(self, account: str, client_order_id: str) -> BookOrder | None:
        row = self._one("SELECT * FROM orders WHERE account = ? AND client_order_id = ?", account, client_order_id)
        return None if row is None else order_of(row)

    def order_by_id(self, order_id: int) -> BookOrder | None:
        row = self._one("SELECT * FROM orders WHERE id = ?", order_id)
        return None if row is None else order_of(row)

    def open_orders(self, *, account: str | None = None, symbol: str | None = None) -> list[BookOrder]:
        """Return open orders in the order in which they came."""
        rows = self._sql(
            "SELECT * FROM orders WHERE state = 'OPEN' AND account = ifnull(?, account)"
            " AND symbol = ifnull(?, symbol) ORDER BY id",
            (account, symbol),
        )
        return [order_of(row) for row in rows]

    def add(self, order: BookOrder) -> int:
        """Insert an order and return the id that the book gives it."""
        names = [name for name in columns(order) if name != "id"]
        marks = ", ".join(f":{name}" for name in names)
        # S608: column names come from the code above, values are bound.
        self._sql(f"INSERT INTO orders ({', '.join(names)}) VALUES ({marks})", columns(order))  # noqa: S608
        return int(self._one("SELECT last_insert_rowid() AS id")["id"])

    def save(self, order: BookOrder) -> None:
        """Write what changes in an order's life."""
        self._sql(
            "UPDATE orders SET filled = :filled, left = :left, limit_price = :limit_price, stop_price = :stop_price,"
            " trail_by = :trail_by, time_in_force = :time_in_force, triggered = :triggered,"
            " executions = :executions, state = :state, reason = :reason WHERE id = :id",
            columns(order),
        )

    def replaced(self, account: str, client_order_id: str, version: int) -> tuple[str, str | None] | None:
        """Return the terms of a replace and why it was refused, None when it was never asked for."""
        row = self._one(
            "SELECT terms, reason FROM replaces WHERE account = ? AND client_order_id = ? AND version = ?",
            account, client_order_id, version,
        )  # fmt: skip
        return None if row is None else (row["terms"], row["reason"])

    def add_replace(self, order: BookOrder, version: int, terms: str, reason: str | None) -> None:
        row = (order.account, order.client_order_id, version, terms, reason)
        self._sql("INSERT INTO replaces VALUES (?, ?, ?, ?, ?)", row)

    # events

    def say(self, account: str, message: Json) -> None:
        """Add a message to the account's events under the next cursor."""
        self._sql("UPDATE accounts SET cursor = cursor + 1 WHERE account = ?", (account,))
        self._sql(
            "INSERT INTO events SELECT account, cursor, ? FROM accounts WHERE account = ?",
            (json.dumps(message), account),
        )

    def events(self, account: str, after: int, limit: int) -> list[tuple[int, str]]:
        """Return the messages as they were written, each with its cursor."""
        rows = self._sql(
            "SELECT cursor, raw FROM events WHERE account = ? AND cursor > ? ORDER BY cursor LIMIT ?",
            (account, after, limit),
        )
        return [(row["cursor"], row["raw"]) for row in rows]

    def cursors(self) -> dict[str, int]:
        """Return the last cursor of every account."""
        return {row["account"]: row["cursor"] for row in self._sql("SELECT account, cursor FROM accounts")}

    def accounts_with_events(self, after: Mapping[str, int]) -> list[str]:
        return sorted(account for account, cursor in self.cursors().items() if cursor > after.get(account, 0))

    # market

    def marker(self) -> Marker | None:
        """Return the last step, None before the first one ever."""
        row = self._one("SELECT * FROM market")
        return row and Marker(row["day"], row["step"], Phase(row["phase"]), datetime.fromisoformat(row["at"]))

    def keep_step(self, step: Step) -> None:
        day = step.day.isoformat()
        marker = (day, step.index, step.phase, step.at.isoformat())
        self._sql("INSERT OR REPLACE INTO market VALUES (1, ?, ?, ?, ?)", marker)
        self.connection.executemany(
            "INSERT OR REPLACE INTO ticks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (t.symbol, day, t.at.isoformat(), plain(t.bid), plain(t.ask), plain(t.last), t.volume, t.source)
                for t in step.ticks
            ],
        )

    def forget_step(self) -> None:
        """Drop the marker's day, the currency of all ticks, and waits that end in a future that is no more."""
        self._sql("UPDATE market SET day = NULL")
        self._sql("UPDATE ticks SET session = NULL")
        self._sql("UPDATE orders SET eligible_at = NULL WHERE state = 'OPEN'")

    def current_tick(self, symbol: str) -> Tick | None:
        """Return the last tick of the session that is open now."""
        row = self._one(
            "SELECT ticks.* FROM ticks JOIN market ON day = session WHERE symbol = ? AND phase <> ?",
            symbol,
            Phase.CLOSE,
        )
        return None if row is None else tick_of(row)

    def tick_for(self, account: str, symbol: str) -> Tick | None:
        """Return the tick that a new order meets: the current one, for a drill the last one there was."""
        drill = self._one("SELECT 1 FROM drills WHERE account = ?", account) is not None
        row = self._one("SELECT * FROM ticks WHERE symbol = ?", symbol) if drill else None
        return self.current_tick(symbol) if row is None else tick_of(row)

    def lists(self, symbol: str) -> bool:
        """Whether the symbol has had a tick; while nothing has, every symbol may be listed."""
        statement = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ticks) OR EXISTS (SELECT 1 FROM ticks WHERE symbol = ?)"
        return self._one(statement, symbol) is not None

    def _one(self, statement: str, *values: object) -> Any:
        return self._sql(statement, values).fetchone()
