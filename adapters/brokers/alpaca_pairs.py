"""Which orders at Alpaca are our two exits: it takes a name from us for the take profit only, the stop is its leg."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from adapters.brokers.alpaca_words import Fact, is_pair, number
from trading.ports import BrokerEventKind, Json
from trading.units import plain

# So long after sending two exits an order of such a kind may be the leg of ours; after that it is of other hands.
ARRIVING_US: Final = 600_000_000
# `target` and `stop` are client order ids, `leg` is Alpaca's id of the stop, `size` the quantity last told of it.
SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS pairs (account TEXT NOT NULL, target TEXT NOT NULL, stop TEXT NOT NULL,"
    " size TEXT NOT NULL, sent_us INTEGER NOT NULL, leg TEXT, PRIMARY KEY (account, target))",
    "CREATE UNIQUE INDEX IF NOT EXISTS pairs_stop ON pairs (account, stop)",
    "CREATE INDEX IF NOT EXISTS pairs_leg ON pairs (account, leg)",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A take profit and a stop loss by our ids; `leg` is Alpaca's id of the stop, None until it has been seen."""

    target: str
    stop: str
    leg: str | None


class AlpacaPairs:
    """The part of the journal that outlives a restart between sending two exits and hearing of them."""

    def __init__(self, sql: Callable[[str, Sequence[object]], sqlite3.Cursor]) -> None:
        self._sql = sql

    def add(self, account: str, target: str, stop: str, size: Decimal, now_us: int) -> bool:
        """Write two exits down before they are sent, or sent again; False where a name belongs to another pair."""
        row = [account, target, stop, plain(size), now_us]
        self._sql("INSERT OR IGNORE INTO pairs VALUES (?, ?, ?, ?, ?, NULL)", row)
        known = self.of(account, target)
        if known is None or known.stop != stop:
            return False
        self._sql("UPDATE pairs SET sent_us = ? WHERE account = ? AND target = ?", [now_us, account, target])
        return True

    def part(self, account: str, target: str) -> None:
        """Forget two exits that Alpaca did not take."""
        self._sql("DELETE FROM pairs WHERE account = ? AND target = ? AND leg IS NULL", [account, target])

    def of(self, account: str, client_order_id: str) -> Pair | None:
        """Return the pair that an order of ours belongs to."""
        query = "SELECT target, stop, leg FROM pairs WHERE account = ? AND ? IN (target, stop)"
        found = self._sql(query, [account, client_order_id]).fetchone()
        return None if found is None else Pair(*found)

    def match(self, account: str, target: str, leg: str) -> None:
        self._sql("UPDATE pairs SET leg = ? WHERE account = ? AND target = ?", [leg, account, target])

    def arriving(self, account: str, now_us: int) -> list[str]:
        """Return the take profits that were sent a while ago at most and whose legs have not been seen."""
        query = "SELECT target FROM pairs WHERE account = ? AND leg IS NULL AND sent_us > ? ORDER BY target"
        return [target for (target,) in self._sql(query, [account, now_us - ARRIVING_US])]

    def living(self, account: str) -> list[str]:
        """Return the legs of which more may be said: while they are held Alpaca does not list them as open."""
        query = (
            "SELECT leg FROM pairs LEFT JOIN orders ON orders.account = pairs.account AND orders.id = leg"
            " WHERE pairs.account = ? AND leg IS NOT NULL AND coalesce(over, 0) = 0 ORDER BY leg"
        )
        return [leg for (leg,) in self._sql(query, [account])]

    def named(self, account: str, order: Json) -> Json:
        """Return an order under our name where it is a leg."""
        query = "SELECT stop FROM pairs WHERE account = ? AND leg = ?"
        found = self._sql(query, [account, order["id"]]).fetchone()
        return order if found is None else order | {"client_order_id": found[0]}

    def is_nameless(self, account: str, order: Json, now_us: int) -> bool:
        """Whether an order may be a leg of ours that has not been matched yet."""
        if not is_pair(order) or not (arriving := self.arriving(account, now_us)):
            return False
        query = "SELECT 1 FROM pairs WHERE account = ? AND leg = ?"
        return order["client_order_id"] not in arriving and not self._sql(query, [account, order["id"]]).fetchone()

    def restated(self, account: str, fact: Fact) -> Iterator[Fact]:
        """Yield that a leg is smaller than was told: Alpaca says so nowhere else when the take profit fills in part."""
        order = fact.order
        row = self._sql("SELECT size FROM pairs WHERE account = ? AND leg = ?", [account, order["id"]]).fetchone()
        if row is None or order.get("qty") is None or Decimal(order["qty"]) >= Decimal(row[0]):
            return
        size = Decimal(order["qty"])
        self._sql("UPDATE pairs SET size = ? WHERE account = ? AND leg = ?", [plain(size), account, order["id"]])
        yield Fact(
            kind=BrokerEventKind.RESTATED,
            keys=(f"size:{order['id']}:{plain(size)}",),
            order=order,
            at=order["updated_at"],
            quantity=size,
            limit_price=number(order.get("limit_price")),
            stop_price=number(order.get("stop_price")),
            raw=fact.raw,
        )
