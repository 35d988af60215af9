"""What a scenario has for an outside: a broker that acknowledges at once and then waits to be told what it says."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from db.models import Portfolio, Position
from trading.market import Bar, CorporateAction, Listing, Step
from trading.orders import OrderType, TimeInForce
from trading.ports import (
    BrokerAccount,
    BrokerEvent,
    BrokerEventKind,
    BrokerOrder,
    BrokerReport,
    Capabilities,
    Clock,
    Json,
)

ENDS = frozenset({BrokerEventKind.CANCELED, BrokerEventKind.EXPIRED, BrokerEventKind.REJECTED})


class Venue:
    """Implements trading.ports.Broker. `again` is set by a cancel that is asked for a second time.

    Its books agree with ours unless `reconciled` is false: then it shows an order that nobody knows.
    """

    name = "venue"
    capabilities = Capabilities(
        dedupes_client_id=True,
        fractional=True,
        short=True,
        replace=True,
        bracket=True,
        order_types=frozenset(OrderType),
        times_in_force=frozenset(TimeInForce),
    )

    def __init__(self) -> None:
        self.reconciled = True
        self.again = asyncio.Event()
        self.canceling: dict[str, None] = {}
        self._open: dict[str, BrokerReport] = {}

    def event(self, client_order_id: str, kind: BrokerEventKind, cursor: int, at: datetime, **more: Any) -> BrokerEvent:
        """Return what the broker says about one of its orders; its own book follows."""
        if kind in ENDS:
            self._open.pop(client_order_id, None)
        known = self._open.get(client_order_id)
        if known is not None and kind is BrokerEventKind.FILL:
            filled = known.filled + more["quantity"]
            report = BrokerReport(
                client_order_id=client_order_id,
                broker_order_id=client_order_id,
                open=filled < known.quantity,
                quantity=known.quantity,
                filled=filled,
            )
            self._open |= {client_order_id: report}
            if not report.open:
                del self._open[client_order_id]
        return BrokerEvent(
            cursor=cursor,
            account="",
            kind=kind,
            client_order_id=client_order_id,
            broker_order_id=client_order_id,
            at=at,
            raw={"cursor": cursor},
            **more,
        )

    async def open_account(self, account: str, cash: Decimal) -> None:
        return None

    async def adjust_cash(self, account: str, key: str, amount: Decimal) -> None:
        return None

    async def submit(self, order: BrokerOrder) -> BrokerReport:
        report = BrokerReport(
            client_order_id=order.client_order_id,
            broker_order_id=order.client_order_id,
            open=True,
            quantity=order.quantity,
            filled=Decimal(0),
        )
        self._open[order.client_order_id] = report
        return report

    async def submit_oco(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BrokerReport, BrokerReport]:
        return await self.submit(target), await self.submit(stop)

    async def replace(self, wanted: BrokerOrder, version: int) -> None:
        return None

    async def cancel(self, account: str, client_order_id: str) -> None:
        if client_order_id in self.canceling:
            self.again.set()
        self.canceling[client_order_id] = None

    async def cancel_all(self, account: str) -> None:
        for client_order_id in self._open:
            await self.cancel(account, client_order_id)

    async def lookup(self, account: str, client_order_id: str) -> BrokerReport | None:
        return self._open.get(client_order_id)

    async def events(self, account: str, after: int, limit: int = 500) -> Sequence[BrokerEvent]:
        return ()

    async def accounts_with_events(self, after: Mapping[str, int]) -> Sequence[str]:
        return ()

    async def account(self, account: str) -> BrokerAccount:
        ours = await Portfolio.get(id=account)
        held = {p.symbol: p.quantity for p in await Position.filter(portfolio_id=account).exclude(quantity=0)}
        stray = BrokerReport(
            client_order_id="nobody's", broker_order_id="1", open=True, quantity=Decimal(1), filled=Decimal(0)
        )
        reports = (*self._open.values(), *(() if self.reconciled else (stray,)))
        return BrokerAccount(cash=ours.cash, positions=held, open_orders=reports)


class Quiet:
    """The ports that a scenario has no use for: no Redis, no queue, no bars; market time is the clock's."""

    name = "none"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def now(self) -> datetime:
        return self._clock.now()

    async def publish(self, channel: str, message: Json) -> bool:
        return False

    async def announce(self, events: Sequence[tuple[str, Json]]) -> bool:
        return not events

    async def kept(self, channel: str, after: int, limit: int) -> Sequence[Json]:
        return ()

    async def count(self, amounts: Mapping[str, int], keep_s: int) -> None:
        return None

    async def ping(self) -> bool:
        return False

    @asynccontextmanager
    async def subscribe(self, *channels: str) -> AsyncIterator[Any]:
        yield _nothing()

    async def enqueue(self, queue: str, name: str, key: str, payload: Json) -> bool:
        return False

    def listings(self) -> Sequence[Listing]:
        return ()

    def days(self) -> Sequence[date]:
        return ()

    def bars(self, symbol: str, *, until: date, count: int | None = None) -> Sequence[Bar]:
        return ()

    def actions(self, day: date) -> Sequence[CorporateAction]:
        return ()

    def steps(self, day: date) -> Sequence[Step]:
        return ()


async def _nothing() -> AsyncIterator[Json]:
    messages: tuple[Json, ...] = ()
    for message in messages:
        yield message
