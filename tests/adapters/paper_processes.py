"""Other processes on the paper broker's book, run by test_paper: one that is killed at every statement, and writers.

python paper_processes.py crash TEMPLATE FOLDER   kill a step at statement 1, 2, ... of copies of the template
python paper_processes.py submit BOOK NAME COUNT  submit COUNT orders of its own and COUNT that all writers share
"""

import asyncio
import json
import os
import shutil
import signal
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from adapters.brokers.paper import PaperBroker
from adapters.brokers.paper_book import PaperBook
from adapters.brokers.paper_venue import PaperParams, PaperVenue
from trading.market import CorporateAction, CorporateActionKind, Phase, Step, Tick
from trading.orders import OrderSide, OrderType
from trading.ports import BrokerOrder

AT = datetime(2011, 3, 2, 21, tzinfo=UTC)
# One step with everything in it: a split, a dividend, fills, and the end of a session.
STEP = Step(
    day=date(2011, 3, 2),
    index=0,
    at=AT,
    phase=Phase.CLOSE,
    ticks=(Tick("AAPL", AT, bid=Decimal("49.98"), ask=Decimal(50), last=Decimal(50), volume=10_000, source="test"),),
    actions=(
        CorporateAction("split-1", "AAPL", date(2011, 3, 2), CorporateActionKind.SPLIT, ratio=Decimal(2)),
        CorporateAction("dividend-1", "AAPL", date(2011, 3, 2), CorporateActionKind.DIVIDEND, amount=Decimal("0.25")),
    ),
)


def dump(book: Path) -> dict[str, list[list[Any]]]:
    """Return every row of every table."""
    opened = PaperBook(book, durable=False)
    try:
        with opened.reading():
            tables = ("accounts", "adjustments", "positions", "orders", "events", "ticks", "market")
            rows = {table: opened.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}
            return {table: [list(row) for row in found] for table, found in rows.items()}
    finally:
        opened.close()


def apply(book: Path, *, die_at: int = 0) -> None:
    """Apply STEP; before statement `die_at` of it (1 is its BEGIN), or right after the last one, die by SIGKILL."""
    venue = PaperVenue(PaperBook(book, durable=True), seed=7, params=PaperParams())
    statements = count(1)

    def fatal(_: str) -> None:
        if next(statements) == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    if die_at:
        venue.book.connection.set_trace_callback(fatal)
    venue.step(STEP)
    if die_at:
        os.kill(os.getpid(), signal.SIGKILL)
    venue.book.close()


def crash(template: Path, folder: Path) -> list[dict[str, bool]]:
    """Return for each point of death whether nothing or all was there after, and whether a repeat ends the same."""
    whole = Path(shutil.copy(template, folder / "whole.db"))
    apply(whole)
    nothing, everything = dump(template), dump(whole)
    found = []
    for point in count(1):
        book = Path(shutil.copy(template, folder / f"{point}.db"))
        child = os.fork()
        if child == 0:
            apply(book, die_at=point)
        killed = os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        left = dump(book)
        apply(book)
        repeated = dump(book) == everything
        found.append({"killed": killed, "nothing": left == nothing, "all": left == everything, "repeated": repeated})
        if left == everything:
            return found
    raise AssertionError("the loop above ends when a step comes through")


async def submit(book: Path, name: str, orders: int) -> None:
    """Submit orders, each with an id of its own or one that the other writers use too."""
    broker = PaperBroker(book, seed=7, durable=False)
    for number in range(orders):
        for client_order_id in (f"{name}-{number}", f"shared-{number}"):
            await broker.submit(
                BrokerOrder(
                    account="desk",
                    client_order_id=client_order_id,
                    symbol="AAPL",
                    side=OrderSide.BUY,
                    type=OrderType.MARKET,
                    quantity=Decimal(1),
                )
            )
    await broker.close()


if __name__ == "__main__":
    if sys.argv[1] == "crash":
        sys.stdout.write(json.dumps(crash(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        asyncio.run(submit(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
