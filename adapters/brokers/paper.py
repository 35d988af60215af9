"""The paper broker: another party with its own book, filled from the feed."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from adapters.brokers.paper_book import PaperBook
from adapters.brokers.paper_venue import CAPABILITIES, PaperParams, PaperVenue
from adapters.brokers.reading import kept
from trading.errors import Unavailable
from trading.market import Step
from trading.orders import OrderSide, TimeInForce
from trading.ports import BrokerAccount, BrokerEvent, BrokerEventKind, BrokerOrder, BrokerReport, Json

ANSWER_S = 5.0
Answer = TypeVar("Answer")


class PaperBroker:
    """Implements trading.ports.Broker on `path`, which other processes may have open at the same time.

    `durable` False lets a power cut (not a kill) take the last commits. After a time-out the outcome is unknown, but
    what is not in the book by then never will be. Nothing is kept in memory.
    """

    name = "paper"
    capabilities = CAPABILITIES

    def __init__(self, path: Path, *, seed: int, durable: bool = True, params: PaperParams | None = None) -> None:
        self._path = path
        self._seed = seed
        self._durable = durable
        self._params = params or PaperParams()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="paper")
        self._venue: PaperVenue | None = None
        self._closed = False

    async def open_account(self, account: str, cash: Decimal) -> None:
        """Open an account with whole cents of cash; one that is there stays as it is."""
        await self._ask(lambda venue: venue.open_account(account, cash))

    async def open_drill_account(self, account: str, cash: Decimal) -> None:
        """Open an account that trades at the last price also while the market is closed."""
        await self._ask(lambda venue: venue.open_account(account, cash, drill=True))

    async def adjust_cash(self, account: str, key: str, amount: Decimal) -> None:
        """Book whole cents once per key; the same key with another amount is Rejected."""
        await self._ask(lambda venue: venue.adjust_cash(account, key, amount))

    async def submit(self, order: BrokerOrder) -> BrokerReport:
        """Take an order; a known client order id answers what became of it, or Rejected if the terms differ."""
        return await self._ask(lambda venue: venue.submit(order))

    async def submit_oco(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BrokerReport, BrokerReport]:
        """Take two of which one cancels the other, or answer what became of them."""
        return await self._ask(lambda venue: venue.submit_oco(target, stop))

    async def cancel(self, account: str, client_order_id: str) -> None:
        """Cancel an open order and its pair; unknown or ended: Rejected."""
        await self._ask(lambda venue: venue.cancel(account, client_order_id))

    async def cancel_all(self, account: str) -> None:
        """Cancel every open order of the account."""
        await self._ask(lambda venue: venue.cancel_all(account))

    async def replace(self, wanted: BrokerOrder, version: int) -> None:
        """Give an open order other terms; an order that is unknown, ended or filled as far: Rejected."""
        await self._ask(lambda venue: venue.replace(wanted, version))

    async def lookup(self, account: str, client_order_id: str) -> BrokerReport | None:
        return await self._ask(lambda venue: venue.lookup(account, client_order_id))

    async def events(self, account: str, after: int, limit: int = 500) -> Sequence[BrokerEvent]:
        """Return what was said after the cursor, oldest first."""
        said = await self._ask(lambda venue: venue.book.events(account, after, limit))
        return [kept(account, cursor, text, _event) for cursor, text in said]

    async def accounts_with_events(self, after: Mapping[str, int]) -> Sequence[str]:
        return await self._ask(lambda venue: venue.book.accounts_with_events(after))

    async def account(self, account: str) -> BrokerAccount:
        """Return cash, positions and open orders at one instant; unknown account: Rejected."""
        return await self._ask(lambda venue: venue.account(account))

    async def on_step(self, step: Step) -> list[str]:
        """Apply one step of the market exactly once; return the accounts that got new events."""
        return await self._ask(lambda venue: venue.step(step))

    async def reset_market(self) -> None:
        """Forget the last step, so that steps of an earlier day can be applied; open orders stay."""
        await self._ask(lambda venue: venue.reset_market())

    async def close(self) -> None:
        """Close the book; later calls are Unavailable."""
        if not self._closed:
            self._closed = True
            await asyncio.get_running_loop().run_in_executor(self._thread, self._shut)
            self._thread.shutdown(wait=False)

    async def _ask(self, question: Callable[[PaperVenue], Answer]) -> Answer:
        """Ask on the broker's one thread, in the order of the calls."""
        if self._closed:
            raise Unavailable("the paper broker is closed")
        until = time.monotonic() + ANSWER_S
        answer = asyncio.get_running_loop().run_in_executor(self._thread, lambda: question(self._open(until)))
        try:
            return await asyncio.wait_for(answer, ANSWER_S)
        except TimeoutError:
            raise Unavailable(f"the paper broker did not answer within {ANSWER_S} s") from None
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(f"the paper broker's book: {error}") from error

    def _open(self, until: float) -> PaperVenue:
        if self._venue is None:
            book = PaperBook(self._path, durable=self._durable)
            self._venue = PaperVenue(book, seed=self._seed, params=self._params)
        self._venue.book.until = until
        return self._venue

    def _shut(self) -> None:
        if self._venue is not None:
            self._venue.book.close()


def _event(account: str, cursor: int, raw: Json) -> BrokerEvent:
    return BrokerEvent(
        cursor=cursor,
        account=account,
        kind=BrokerEventKind(raw["event"]),
        client_order_id=raw["client_order_id"],
        broker_order_id=raw["order_id"],
        at=datetime.fromisoformat(raw["at"]),
        execution_id=raw.get("execution_id"),
        symbol=raw["symbol"],
        side=OrderSide(raw["side"]),
        quantity=_number(raw, "quantity"),
        price=_number(raw, "price"),
        fee=_number(raw, "fee"),
        limit_price=_number(raw, "limit_price"),
        stop_price=_number(raw, "stop_price"),
        trail_by=_number(raw, "trail_by"),
        time_in_force=TimeInForce(raw["time_in_force"]) if "time_in_force" in raw else None,
        version=raw.get("version"),
        reason=raw.get("reason"),
        raw=raw,
    )


def _number(raw: Json, name: str) -> Decimal | None:
    return Decimal(raw[name]) if name in raw else None
