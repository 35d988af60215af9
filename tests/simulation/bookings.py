"""What must hold of the transaction that books a split: nothing changes its worth, and each figure its unit once."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.simulation.venue import cut

BOOKED = 'INSERT INTO "splits"'
ZERO, NANO, TICK = Decimal(0), Decimal("1e-9"), Decimal("0.000001")
CENTS = 2  # what rounding a price and a reservation can come to
LEVELS = ("stop_loss", "take_profit")
PRICES = ("limit_price", "stop_price", "trail_by")
SINCE = """
    SELECT order_id, side, quantity FROM executions
    WHERE portfolio_id = ? AND symbol = ? AND NOT busted AND executed_at >= ?"""
HELD = "SELECT coalesce(sum(quantity), 0) FROM positions WHERE portfolio_id = ? AND symbol = ?"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """What was committed when somebody began to write: orders by id, cash and positions, and the splits of then."""

    orders: dict[str, Row]
    cash: dict[str, int]
    held: dict[tuple[str, str], int]
    splits: frozenset[str]


class Bookings:
    """Holds what a commit has made of a portfolio against what there was before it."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._before: dict[str, Picture] = {}

    def wrote(self, process: str, sql: str) -> None:
        """Remember what is committed, as this connection still sees it."""
        if sql.startswith(BOOKED) and process not in self._before:
            self._before[process] = self._picture()

    def forget(self, process: str) -> None:
        self._before.pop(process, None)

    def committed(self, process: str) -> list[str]:
        """Return what is wrong with the splits that this process has booked."""
        before = self._before.pop(process, None)
        if before is None:
            return []
        after, wrong = self._picture(), list[str]()
        for split in self._rows("SELECT * FROM splits"):
            if split["id"] not in before.splits:
                wrong += self._booking(split, before, after)
        return wrong

    def _booking(self, split: Row, before: Picture, after: Picture) -> list[str]:
        portfolio, symbol, ratio = split["portfolio_id"], split["symbol"], Decimal(split["ratio"])
        new = self._sql.execute(SINCE, (portfolio, symbol, split["at"])).fetchall()
        wrong = []
        if before.cash[portfolio] != after.cash[portfolio]:
            wrong.append(f"cash was {before.cash[portfolio]} and is {after.cash[portfolio]}")
        bought = sum((1 if row["side"] == "BUY" else -1) * _shares(row["quantity"]) for row in new)
        was, held = (_shares(each.held.get((portfolio, symbol), 0)) for each in (before, after))
        if held != cut((was - bought) * ratio) + bought:
            wrong.append(f"{was} were held, {bought} of them bought since, and are {held}")
        for name, old in before.orders.items():
            if (old["portfolio_id"], old["symbol"]) == (portfolio, symbol):
                since = sum((_shares(row["quantity"]) for row in new if row["order_id"] == name), ZERO)
                mixed = {row["order_id"] for row in new}
                wrong += _order(old, after.orders[name], split, since, waits=old["parent_id"] in mixed)
                exits = [each for each in before.orders.values() if each["parent_id"] == name and each["open"]]
                if _written(old, _time(split["at"])) and (exits or old["open"] or old["exits_due"]):
                    wrong += _prices(old, after.orders[name], ratio, LEVELS)
        return [f"split {ratio} of {symbol}: {each}" for each in wrong]

    def _picture(self) -> Picture:
        return Picture(
            {row["id"]: row for row in self._rows("SELECT * FROM orders")},
            {row["id"]: row["cash"] for row in self._rows("SELECT id, cash FROM portfolios")},
            {(row["portfolio_id"], row["symbol"]): row["quantity"] for row in self._rows("SELECT * FROM positions")},
            frozenset(row["id"] for row in self._rows("SELECT id FROM splits")),
        )

    def _rows(self, sql: str) -> list[Row]:
        return [dict(row) for row in self._sql.execute(sql)]


def _order(old: Row, new: Row, split: Row, since: Decimal, *, waits: bool) -> list[str]:
    """Return what is wrong with an order; `since` of it was filled after the split, and its entry `waits` for more."""
    ex, ratio = _time(split["at"]), Decimal(split["ratio"])
    named = old["terms_at"] is not None and _time(old["terms_at"]) >= ex
    before = _time(old["taken_at"]) < ex if old["taken_at"] else _written(old, ex)
    gives_way = old["parent_id"] is not None and old["sent_at"] is None and waits
    if old["open"] and not new["open"]:
        return []
    moved = before and (old["open"] or since or named) and not gives_way
    wrong: list[str] = []
    told = old["origin"] == "EXTERNAL" or old["told_quantity"] is not None
    filled = _shares(old["filled"])
    now = cut((filled - since) * ratio) + since if moved else filled
    if _shares(new["filled"]) != now:
        wrong.append(f"of {_words(old)} {filled} were filled and are {_shares(new['filled'])}, not {now}")
    times = ratio if moved and not named else Decimal(1)
    size, after = _shares(old["quantity"]), _shares(new["quantity"])
    whole = size if times == 1 else cut((filled - since) * ratio) + cut((size - filled + since) * ratio)
    if after != whole and not told:
        wrong.append(f"{_words(old)} is for {after}, not {whole}")
    wrong += _prices(old, new, times) + _reference(old, new, ratio if moved else Decimal(1), named=named)
    if old["replace_pending"] and new["replace_pending"]:
        asked = moved and (old["replace_sent_at"] is None or _time(old["replace_sent_at"]) < ex)
        wrong += _asked(old, new, ratio if asked else Decimal(1))
    worth = times != 1 and not since and old["opening"] and not told and not old["replace_pending"]
    if worth and abs(old["reserved"] - new["reserved"]) > CENTS:
        wrong.append(f"{_words(old)} reserved {old['reserved']} and reserves {new['reserved']}")
    return wrong


def _written(order: Row, ex: datetime) -> bool:
    """Whether an order was written in shares of before, as far as the desk can know."""
    return order["sent_at"] is None or _time(order["sent_at"]) < ex


def _prices(old: Row, new: Row, times: Decimal, names: Iterable[str] = PRICES) -> list[str]:
    wrong = []
    for name in names:
        was, now = (None if row[name] is None else Decimal(row[name]) for row in (old, new))
        if (was is None) != (now is None) or (was and now and abs(now * times - was) > TICK * times):
            wrong.append(f"{_words(old)} had the {name} {was} and has {now}")
    return wrong


def _reference(old: Row, new: Row, times: Decimal, *, named: bool) -> list[str]:
    """Return what is wrong with the price that is reserved at: it is never below a limit that was named since."""
    was, now = (None if row["reference_price"] is None else Decimal(row["reference_price"]) for row in (old, new))
    if was is None or now is None:
        return []
    least = Decimal(old["limit_price"] or 0) if named and times != 1 and old["side"] == "BUY" else ZERO
    fair = max(was / times, least)
    return [] if abs(now - fair) <= TICK else [f"{_words(old)} reserved at {was}, and at {now} instead of {fair}"]


def _asked(old: Row, new: Row, times: Decimal) -> list[str]:
    """Return what is wrong with the replace under way."""
    was, now = (_shares(row["replace_quantity"] or 0) for row in (old, new))
    wrong = [] if abs(now - was * times) <= 2 * NANO else [f"{_words(old)} was to be for {was}, and now for {now}"]
    return wrong + _prices(old, new, times, [f"replace_{each}" for each in PRICES])


def _words(row: Row) -> str:
    return f"{row['client_order_id'][-8:]} {row['side']} {_shares(row['quantity'])}"


def _shares(units: int) -> Decimal:
    """Return a quantity from the units that the database keeps."""
    return Decimal(units) / 10**9


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
