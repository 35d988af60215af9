"""What lies in the paper broker's book: its tables, and how rows become values and values rows."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from trading.market import Phase, Tick
from trading.matching import Resting
from trading.orders import OrderSide, OrderType, TimeInForce
from trading.units import plain

# Quantities are in 1e-9, money in cents, prices are decimal text: sums are exact in SQL, prices are never summed.
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS accounts (account TEXT PRIMARY KEY, cents INTEGER NOT NULL, cursor INTEGER NOT NULL)",
    # Accounts for drills trade at the last price also while the market is closed.
    "CREATE TABLE IF NOT EXISTS drills (account TEXT PRIMARY KEY REFERENCES accounts)",
    # Every change of an account that is no execution, once per key: cash from outside, dividends, splits (0 cents).
    "CREATE TABLE IF NOT EXISTS adjustments (account TEXT NOT NULL REFERENCES accounts, key TEXT NOT NULL,"
    " cents INTEGER NOT NULL, PRIMARY KEY (account, key))",
    "CREATE TABLE IF NOT EXISTS positions (account TEXT NOT NULL REFERENCES accounts, symbol TEXT NOT NULL,"
    " nanos INTEGER NOT NULL, PRIMARY KEY (account, symbol))",
    "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " account TEXT NOT NULL REFERENCES accounts, client_order_id TEXT NOT NULL, terms TEXT NOT NULL,"
    " symbol TEXT NOT NULL, side TEXT NOT NULL, type TEXT NOT NULL, time_in_force TEXT NOT NULL,"
    " filled INTEGER NOT NULL, left INTEGER NOT NULL, limit_price TEXT, stop_price TEXT, trail_by TEXT,"
    " triggered INTEGER NOT NULL, executions INTEGER NOT NULL, eligible_at TEXT, state TEXT NOT NULL, reason TEXT,"
    " pair TEXT,"
    " UNIQUE (account, client_order_id))",
    # Every replace that was asked for, once per version; `reason` is set where it was refused.
    "CREATE TABLE IF NOT EXISTS replaces (account TEXT NOT NULL, client_order_id TEXT NOT NULL,"
    " version INTEGER NOT NULL, terms TEXT NOT NULL, reason TEXT, PRIMARY KEY (account, client_order_id, version),"
    " FOREIGN KEY (account, client_order_id) REFERENCES orders (account, client_order_id))",
    "CREATE INDEX IF NOT EXISTS orders_open ON orders (id) WHERE state = 'OPEN'",
    "CREATE TABLE IF NOT EXISTS events (account TEXT NOT NULL REFERENCES accounts, cursor INTEGER NOT NULL,"
    " raw TEXT NOT NULL, PRIMARY KEY (account, cursor))",
    # `session` is the day in which a tick is current, `day` that of the last step: null once the market is sought.
    "CREATE TABLE IF NOT EXISTS ticks (symbol TEXT PRIMARY KEY, session TEXT, at TEXT NOT NULL,"
    " bid TEXT NOT NULL, ask TEXT NOT NULL, last TEXT NOT NULL, volume INTEGER NOT NULL, source TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS market (one INTEGER PRIMARY KEY CHECK (one = 1), day TEXT,"
    " step INTEGER NOT NULL, phase TEXT NOT NULL, at TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOrder:
    """An order in the book. `state` is OPEN, FILLED, CANCELED, EXPIRED or REJECTED.

    `pair` is the client order id of the other one of two for the same shares: they are open together or not at all.
    """

    id: int
    account: str
    client_order_id: str
    terms: str
    symbol: str
    time_in_force: TimeInForce
    resting: Resting
    filled: Decimal
    executions: int
    eligible_at: datetime | None
    state: str
    reason: str | None
    pair: str | None = None

    @property
    def broker_order_id(self) -> str:
        return f"paper-{self.id}"


@dataclass(frozen=True, slots=True)
class Marker:
    """The last step that the book has applied; `day` (ISO) is None once it was forgotten."""

    day: str | None
    index: int
    phase: Phase
    at: datetime


def cents(amount: Decimal) -> int:
    return int(amount.scaleb(2))


def money(stored: int) -> Decimal:
    return Decimal(stored).scaleb(-2)


def nanos(shares: Decimal) -> int:
    return int(shares.scaleb(9))


def quantity(stored: int) -> Decimal:
    return Decimal(stored).scaleb(-9)


def _price(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def tick_of(row: sqlite3.Row) -> Tick:
    bid, ask, last = (Decimal(row[name]) for name in ("bid", "ask", "last"))
    return Tick(row["symbol"], datetime.fromisoformat(row["at"]), bid, ask, last, row["volume"], row["source"])


def order_of(row: sqlite3.Row) -> BookOrder:
    time_in_force = TimeInForce(row["time_in_force"])
    resting = Resting(
        side=OrderSide(row["side"]),
        type=OrderType(row["type"]),
        left=quantity(row["left"]),
        limit_price=_price(row["limit_price"]),
        stop_price=_price(row["stop_price"]),
        trail_by=_price(row["trail_by"]),
        triggered=bool(row["triggered"]),
        all_or_none=time_in_force is TimeInForce.FOK,
    )
    waits = row["eligible_at"]
    return BookOrder(
        **{name: row[name] for name in ("id", "account", "client_order_id", "terms", "symbol", "executions")},
        time_in_force=time_in_force,
        resting=resting,
        filled=quantity(row["filled"]),
        eligible_at=None if waits is None else datetime.fromisoformat(waits),
        state=row["state"],
        reason=row["reason"],
        pair=row["pair"],
    )


def columns(order: BookOrder) -> dict[str, Any]:
    prices = ("limit_price", "stop_price", "trail_by")
    values = {name: getattr(order.resting, name) for name in prices}
    return {
        **{name: None if value is None else plain(value) for name, value in values.items()},
        **{name: getattr(order, name) for name in ("id", "account", "client_order_id", "terms", "symbol")},
        **{name: getattr(order, name) for name in ("time_in_force", "executions", "state", "reason", "pair")},
        **{name: getattr(order.resting, name) for name in ("side", "type", "triggered")},
        "filled": nanos(order.filled),
        "left": nanos(order.resting.left),
        "eligible_at": None if order.eligible_at is None else order.eligible_at.isoformat(),
    }
