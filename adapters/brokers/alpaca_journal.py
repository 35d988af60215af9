"""The journal of what Alpaca said: one SQLite file that gives each fact its cursor once, before anybody is told."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from adapters.brokers.alpaca_pairs import SCHEMA as PAIRS
from adapters.brokers.alpaca_pairs import AlpacaPairs
from adapters.brokers.alpaca_words import Fact, first_id, instant, is_version, side
from adapters.brokers.reading import kept
from trading.ledger import Cause
from trading.orders import OrderSide, TimeInForce
from trading.ports import BrokerEvent, BrokerEventKind, Json
from trading.units import ZERO, plain

BUSY_S = 4.0
NUMBERS: Final = ("quantity", "price", "limit_price", "stop_price", "trail_by", "amount")
AMENDED: Final = frozenset({BrokerEventKind.BUST, BrokerEventKind.CORRECT})
# What a later version of an order has to say once the one before it is known to be over.
WAITS: Final = frozenset(
    {
        *(BrokerEventKind.FILL, BrokerEventKind.REPLACED),
        *(BrokerEventKind.CANCELED, BrokerEventKind.EXPIRED),
    }
)
OVERLAP: Final = timedelta(minutes=5)
# A fee is dated by its trade's day and comes later.
CASH_OVERLAP: Final = timedelta(days=14)
# Quantities are decimal text. `over` is 1 once nothing more is to be said of an order.
SCHEMA: Final = (
    # Fills before `opened` are not the desk's; those before `heard` are all in here.
    "CREATE TABLE IF NOT EXISTS accounts (account TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, opened TEXT NOT NULL,"
    " heard TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS orders (account TEXT NOT NULL, id TEXT NOT NULL, client_order_id TEXT NOT NULL,"
    " body TEXT NOT NULL, filled TEXT NOT NULL, over INTEGER NOT NULL, PRIMARY KEY (account, id))",
    "CREATE INDEX IF NOT EXISTS orders_living ON orders (account) WHERE over = 0",
    "CREATE INDEX IF NOT EXISTS orders_named ON orders (account, client_order_id)",
    "CREATE TABLE IF NOT EXISTS events (account TEXT NOT NULL, cursor INTEGER NOT NULL, fact TEXT NOT NULL,"
    " PRIMARY KEY (account, cursor))",
    "CREATE TABLE IF NOT EXISTS known (account TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (account, key))",
    # What a correction is called, and the execution that it changed.
    "CREATE TABLE IF NOT EXISTS heirs (account TEXT NOT NULL, id TEXT NOT NULL, execution TEXT NOT NULL,"
    " PRIMARY KEY (account, id))",
    *PAIRS,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of telling the journal: the facts that were new, and whether fills of their orders are missing."""

    new: tuple[Fact, ...]
    short: bool


class AlpacaJournal:
    """Every method is one transaction. Several processes may have the file open; not for several threads.

    A cursor is the microsecond of the first hearing, or one more than the account's last. So a desk that has lost
    the file hears everything again, with cursors past those that it knows, and leaves out what it has booked.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        self._sql = self._connection.execute
        self.pairs = AlpacaPairs(self._sql)
        try:
            self._sql("PRAGMA journal_mode = WAL")
            self._sql(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
            with self._writing():
                for statement in SCHEMA:
                    self._sql(statement)
        except sqlite3.Error:
            self.close()
            raise

    # accounts

    def claim(self, account: str, number: str, now: datetime) -> str:
        """Tie an account of the desk to one of Alpaca's; return whose it is. A claim of which nothing came yields."""
        with self._writing():
            self._sql("DELETE FROM accounts WHERE number = ? AND account NOT IN (SELECT account FROM events)", [number])
            row = [account, number, now.isoformat(), now.isoformat()]
            self._sql("INSERT OR IGNORE INTO accounts VALUES (?, ?, ?, ?)", row)
            return str(self._one("SELECT account FROM accounts WHERE number = ?", number))

    def number(self, account: str) -> str | None:
        """Return the number at Alpaca of an account that was opened."""
        number = self._one("SELECT number FROM accounts WHERE account = ?", account)
        return None if number is None else str(number)

    def accounts(self) -> list[str]:
        return [account for (account,) in self._sql("SELECT account FROM accounts ORDER BY account")]

    def unheard_since(self, account: str, orders: Iterable[Json]) -> datetime:
        """Return since when fills may not have been heard, of these orders in any case; clocks may differ a little."""
        opened, heard = self._sql("SELECT opened, heard FROM accounts WHERE account = ?", [account]).fetchone()
        short = [order for order in orders if self.filled(account, order["id"]) < Decimal(order["filled_qty"])]
        begun = [instant(order["submitted_at"] or order["created_at"]) for order in short]
        return min([max(instant(opened), instant(heard) - OVERLAP), *begun])

    def cash_since(self, account: str) -> datetime:
        """Return since when money without an order may be dated that has not been heard."""
        return instant(self._one("SELECT heard FROM accounts WHERE account = ?", account)) - CASH_OVERLAP

    def settled(self, account: str, facts: Iterable[Fact]) -> None:
        """Remember what is in the cash already that an account begins with: it is not told."""
        with self._writing():
            for fact in facts:
                self._is_new(account, fact)

    def heard_until(self, account: str, at: datetime) -> None:
        with self._writing():
            self._sql("UPDATE accounts SET heard = ? WHERE account = ?", [at.isoformat(), account])

    # orders

    def living(self, account: str) -> dict[str, Json]:
        """Return the orders of which more may be said, by id, as they were first heard of."""
        rows = self._sql("SELECT id, body FROM orders WHERE account = ? AND over = 0", [account])
        return {order_id: json.loads(body) for order_id, body in rows}

    def orders(self, account: str, ids: Iterable[str]) -> dict[str, Json]:
        """Return those of the orders that are known, by id, as they were first heard of."""
        query = "SELECT body FROM orders WHERE account = ? AND id = ?"
        return {order_id: json.loads(body) for order_id in ids if (body := self._one(query, account, order_id))}

    def order_id(self, account: str, client_order_id: str) -> str | None:
        found = self._one("SELECT id FROM orders WHERE account = ? AND client_order_id = ?", account, client_order_id)
        return None if found is None else str(found)

    def filled(self, account: str, order_id: str) -> Decimal:
        filled = self._one("SELECT filled FROM orders WHERE account = ? AND id = ?", account, order_id)
        return ZERO if filled is None else Decimal(filled)

    def before(self, account: str, order: Json) -> Decimal:
        """Return what the versions before this one have filled."""
        filled, seen = ZERO, {order["id"]}
        while is_version(order) and order["replaces"] not in seen:
            found = self.orders(account, [order["replaces"]])
            if not found:
                break
            order = found[order["replaces"]]
            seen.add(order["id"])
            filled += self.filled(account, order["id"])
        return filled

    def has_ended(self, account: str, order_id: str) -> bool:
        return self._one("SELECT 1 FROM known WHERE account = ? AND key = ?", account, f"end:{order_id}") is not None

    # facts

    def tell(self, account: str, facts: Sequence[Fact], now_us: int) -> Told:
        """Write down what is new, in this order, but for what has to wait for other facts of these or of later."""
        new: list[Fact] = []
        with self._writing():
            waiting = facts = list(self._ours(account, facts))
            while due := [fact for fact in waiting if not self._waits(account, fact, now_us)]:
                for fact in due:
                    if not self._waits(account, fact, now_us) and self._is_new(account, fact):
                        self._write(account, fact, now_us)
                        new.append(fact)
                waiting = [fact for fact in waiting if fact not in due]
            short = any(self.filled(account, fact.order["id"]) < Decimal(fact.order["filled_qty"]) for fact in facts)
        return Told(tuple(new), short or bool(waiting))

    def _ours(self, account: str, facts: Iterable[Fact]) -> Iterator[Fact]:
        """Yield facts under our names; what an acknowledged stop loss has become smaller by comes after it."""
        for fact in facts:
            named = replace(fact, order=self.pairs.named(account, fact.order))
            named = replace(named, execution_id=self._first(account, named.execution_id))
            yield named
            yield from self.pairs.restated(account, named)

    def _waits(self, account: str, fact: Fact, now_us: int) -> bool:
        """An ending waits until the fills before it have been heard, a later version until the earlier one is over."""
        order = fact.order
        if self.pairs.is_nameless(account, order, now_us):
            return True
        if fact.kind in WAITS and is_version(order) and not self.has_ended(account, order["replaces"]):
            return True
        return self.filled(account, order["id"]) < fact.filled

    def _first(self, account: str, execution_id: str | None) -> str | None:
        """Return the id under which an execution was told first, whatever corrections are called."""
        found = self._one("SELECT execution FROM heirs WHERE account = ? AND id = ?", account, execution_id)
        return execution_id if found is None else str(found)

    def events(self, account: str, after: int, limit: int) -> list[BrokerEvent]:
        query = "SELECT cursor, fact FROM events WHERE account = ? AND cursor > ? ORDER BY cursor LIMIT ?"
        return [kept(account, cursor, fact, _event) for cursor, fact in self._sql(query, [account, after, limit])]

    def accounts_with_events(self, after: Mapping[str, int]) -> list[str]:
        rows = self._sql("SELECT account, max(cursor) FROM events GROUP BY account ORDER BY account")
        return [account for account, last in rows if last > after.get(account, 0)]

    def close(self) -> None:
        self._connection.close()

    def _is_new(self, account: str, fact: Fact) -> bool:
        """Remember the fact by all its names; False if one of them was known."""
        marks = ",".join("?" * len(fact.keys))
        known = self._one(f"SELECT 1 FROM known WHERE account = ? AND key IN ({marks})", account, *fact.keys)  # noqa: S608 - question marks only
        self._connection.executemany("INSERT OR IGNORE INTO known VALUES (?, ?)", [(account, key) for key in fact.keys])
        return known is None

    def _write(self, account: str, fact: Fact, now_us: int) -> None:
        if fact.order["id"]:
            self._count(account, fact)
        if fact.kind is BrokerEventKind.REPLACED and fact.quantity is not None:
            whole = fact.quantity + self.before(account, fact.order) + self.filled(account, fact.order["id"])
            fact = replace(fact, quantity=whole)
        if fact.heir is not None:
            self._sql("INSERT OR IGNORE INTO heirs VALUES (?, ?, ?)", [account, fact.heir, fact.execution_id])
        last = self._one("SELECT max(cursor) FROM events WHERE account = ?", account) or 0
        self._sql("INSERT INTO events VALUES (?, ?, ?)", [account, max(last + 1, now_us), json.dumps(_body(fact))])

    def _count(self, account: str, fact: Fact) -> None:
        """Keep what the order has filled, and whether it is over."""
        order = fact.order
        self._sql(
            "INSERT OR IGNORE INTO orders VALUES (?, ?, ?, ?, '0', 0)",
            [account, order["id"], order["client_order_id"], json.dumps(order)],
        )
        filled = self.filled(account, order["id"])
        if fact.kind is BrokerEventKind.FILL and fact.quantity is not None and self._counts(account, fact):
            filled += fact.quantity
        elif fact.kind in AMENDED:
            filled = self._amended(account, fact, filled)
        complete = order.get("qty") is not None and filled >= Decimal(order["qty"])
        ended = fact.keys[0].startswith("end:")
        self._sql(
            "UPDATE orders SET filled = ?, over = max(over, ?) WHERE account = ? AND id = ?",
            [plain(filled), int(complete or ended), account, order["id"]],
        )

    def _amended(self, account: str, fact: Fact, filled: Decimal) -> Decimal:
        """Return what an order has filled after a bust or correction; not less than the order itself says."""
        query = (
            "SELECT json_extract(fact, '$.kind'), json_extract(fact, '$.quantity') FROM events WHERE account = ?"
            " AND json_extract(fact, '$.execution_id') = ? ORDER BY cursor"
        )
        told = [(kind, Decimal(size or 0)) for kind, size in self._sql(query, [account, fact.execution_id])]
        if not told or any(kind == BrokerEventKind.BUST for kind, _ in told):
            return filled
        change = (fact.quantity or ZERO) - told[-1][1]
        return filled + change if change >= 0 else min(filled, max(filled + change, Decimal(fact.order["filled_qty"])))

    def _counts(self, account: str, fill: Fact) -> bool:
        """Whether it is the first content of this execution: a second one is told to the desk, and moves nothing."""
        known = self._sql("INSERT OR IGNORE INTO known VALUES (?, ?)", [account, f"counted:{fill.execution_id}"])
        return known.rowcount == 1

    def _one(self, query: str, *arguments: object) -> Any:
        row = self._sql(query, arguments).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._sql("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._sql("ROLLBACK")
            raise
        self._sql("COMMIT")


def _body(fact: Fact) -> Json:
    numbers = {name: getattr(fact, name) for name in NUMBERS}
    if fact.kind is BrokerEventKind.FILL:
        numbers["fee"] = ZERO  # Alpaca takes no commission; regulatory fees come as activities of their own
    return {
        "kind": fact.kind.value,
        "client_order_id": first_id(fact.order),
        "broker_order_id": fact.order["id"],
        "symbol": fact.order["symbol"],
        "side": side(fact.order).value if fact.order["id"] else None,
        "at": fact.at,
        "execution_id": fact.execution_id,
        "activity_id": fact.activity_id,
        "cause": fact.cause,
        "live": fact.live,
        "reason": fact.reason,
        "unread": fact.unread,
        "version": fact.version,
        "time_in_force": fact.time_in_force,
        "raw": fact.raw,
        **{name: plain(value) for name, value in numbers.items() if value is not None},
    }


def _event(account: str, cursor: int, body: Json) -> BrokerEvent:
    read: Json = {name: Decimal(body[name]) for name in (*NUMBERS, "fee") if name in body}
    way = None if body["side"] is None else OrderSide(body["side"])
    if body.get("time_in_force") is not None:
        read["time_in_force"] = TimeInForce(body["time_in_force"])
    if body.get("cause") is not None:
        read["cause"] = Cause(body["cause"])
    read |= {"kind": BrokerEventKind(body["kind"]), "side": way, "at": instant(body["at"])}
    return BrokerEvent(cursor=cursor, account=account, **(body | read))
