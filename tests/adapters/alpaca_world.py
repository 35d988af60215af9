"""The Alpaca broker in front of a stub that speaks Alpaca's wire format, and what tests ask of the two."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import AlpacaLogin
from adapters.brokers.alpaca_stream import Patience
from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.system import SystemClock
from tests.adapters.broker_contract import (
    ACK,
    CASH,
    DESK,
    FILL,
    Venue,
    buy,
)
from trading.ports import Broker, BrokerEvent, BrokerEventKind

D = Decimal
KEY, SECRET = "key-of-the-desk", "secret-of-the-desk"
WAIT_S = 60.0
QUICK = Patience(answer_s=2.0, ping_s=0.3, mute_s=0.4, first_s=0.02, most_s=0.1)


class AlpacaWorld(Venue):
    """The Alpaca broker in front of the stub; the stub's market is in the test's hand."""

    def __init__(self, stub: AlpacaStub, path: Path, *, poll_s: float = 30.0) -> None:
        self.stub = stub
        self.path = path
        self.poll_s = poll_s
        self.touch = ("99.98", "100.00", "100.00", 10_000)
        self.alpaca = self.open()

    @property
    def broker(self) -> Broker:  # type: ignore[override] # the same object, seen as the contract sees it
        return self.alpaca

    @property
    def book(self) -> Any:
        return self.stub.books[KEY]

    def open(self) -> AlpacaBroker:
        login = AlpacaLogin(key_id=KEY, secret=SECRET, url=self.stub.url, stream_url=self.stub.stream_url)
        return AlpacaBroker(
            self.path,
            {DESK: login},
            clock=SystemClock(),
            durable=False,
            read_s=1.0,
            poll_s=self.poll_s,
            patience=QUICK,
        )

    async def quote(self, bid: str, ask: str, *, last: str | None = None, volume: int = 10_000) -> None:
        self.touch = (bid, ask, last or ask, volume)
        self.stub.quote("AAPL", bid, ask, last=last, volume=volume)
        await self.heard()

    async def end_session(self) -> None:
        self.stub.close_session()
        await self.heard()

    async def start_session(self) -> None:
        self.stub.open_session()
        await self.heard()

    async def restart(self) -> None:
        await self.alpaca.close()
        self.alpaca = self.open()
        await self.listening()

    async def listening(self) -> None:
        """Wait until the trade stream is up."""
        before = self.stub.connections
        await self.alpaca.accounts_with_events({})
        await until(lambda: self.stub.connections > before)

    async def heard(self) -> None:
        """Wait until the journal has every fill and every ending that the stub has said."""
        async with asyncio.timeout(WAIT_S):
            while len(await self.tellable()) < self.told():
                await asyncio.sleep(0.01)

    def told(self) -> int:
        endings = {"fill", "partial_fill", "canceled", "expired", "replaced", "rejected"}
        said = sum(event["event"] in endings for event in self.stub.said[KEY])
        return said + int(self.book.unsaid)

    async def tellable(self) -> list[BrokerEvent]:
        return [event for event in await self.alpaca.events(DESK, 0) if event.kind is not ACK]


async def until(there: Callable[[], Any]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not there():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def opened(path: Path, **settings: Any) -> AsyncIterator[AlpacaWorld]:
    async with AlpacaStub({KEY: SECRET}).serving() as stub:
        stub.quote("AAPL", "99.98", "100.00")
        world = AlpacaWorld(stub, path / "alpaca.db", **settings)
        try:
            await world.alpaca.open_account(DESK, CASH)
            await world.listening()
            yield world
        finally:
            await world.alpaca.close()


def sums(events: list[BrokerEvent]) -> list[tuple[BrokerEventKind, Decimal | None]]:
    return [(event.kind, event.quantity if event.kind is FILL else None) for event in events]


async def told(venue: AlpacaWorld, kind: BrokerEventKind, count: int = 1) -> list[BrokerEvent]:
    """Wait until so many events of a kind were said, and return them."""
    async with asyncio.timeout(WAIT_S):
        while len(found := [event for event in await venue.said() if event.kind is kind]) < count:
            await asyncio.sleep(0.01)
    return found


async def one_fill(venue: AlpacaWorld) -> BrokerEvent:
    await venue.broker.submit(buy("a", "10"))
    await venue.heard()
    (fill,) = await told(venue, FILL)
    return fill


def wire(client_order_id: str, quantity: str) -> dict[str, str]:
    """Return the body of a market order as somebody else would post it."""
    order = {"symbol": "AAPL", "side": "buy", "type": "market", "time_in_force": "day"}
    return order | {"client_order_id": client_order_id, "qty": quantity}
