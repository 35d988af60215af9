"""Proves that the Alpaca broker passes the contract against a stub of Alpaca, and loses and doubles nothing.

The stub is a real server on loopback that speaks Alpaca's wire format; the second half tells it to misbehave.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters import registry
from adapters.brokers import alpaca_journal, alpaca_rest
from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import AlpacaLogin
from adapters.brokers.alpaca_stream import Patience
from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.brokers.alpaca_stub_book import StubBook
from adapters.brokers.alpaca_stub_faults import FAULTS, Fault, StreamMood
from adapters.brokers.alpaca_words import of_activity
from adapters.system import SystemClock
from settings import Settings, SettingsError
from tests.adapters.broker_contract import (
    ACK,
    CANCELED,
    CASH,
    DESK,
    FILL,
    REPLACE_REJECTED,
    REPLACED,
    ExitsContract,
    Venue,
    buy,
    limit,
    sell,
    stop,
)
from trading.errors import Rejected, Unavailable
from trading.market import Tick
from trading.orders import OrderType, TimeInForce
from trading.ports import Broker, BrokerEvent, BrokerEventKind, BrokerOrder

D = Decimal
KEY, SECRET = "key-of-the-desk", "secret-of-the-desk"
WAIT_S = 20.0
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


@pytest.fixture
async def venue(tmp_path: Path) -> AsyncIterator[AlpacaWorld]:
    async with opened(tmp_path) as world:
        yield world


class TestAlpacaContract(ExitsContract):
    """The account at Alpaca may sell short."""


def sums(events: list[BrokerEvent]) -> list[tuple[BrokerEventKind, Decimal | None]]:
    return [(event.kind, event.quantity if event.kind is FILL else None) for event in events]


# ---------------------------------------------------------------- REST misbehaves


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - {"reject"}))
async def test_a01_an_unknown_outcome_is_sent_once_and_resent_as_the_same_order(venue: AlpacaWorld, fault: str) -> None:
    venue.stub.misbehave(fault)
    with pytest.raises(Unavailable):
        await venue.broker.submit(buy("a", "10"))
    assert venue.stub.requests.count(("POST", "/v2/orders")) == 1  # alpaca-py would send again after 429 and 504
    arrived = FAULTS[fault].processed
    found = await venue.broker.lookup(DESK, "a")
    assert (found is not None) == arrived == bool(venue.book.orders)
    again = await venue.broker.submit(buy("a", "10"))
    if found is not None:
        assert again == found
    await venue.heard()
    assert sums(await venue.said()) == [(ACK, None), (FILL, D(10))]
    assert len(venue.book.orders) == 1
    assert (await venue.broker.account(DESK)).positions == {"AAPL": D(10)}


async def test_a02_a_business_no_is_definite(venue: AlpacaWorld) -> None:
    venue.stub.misbehave("reject")
    with pytest.raises(Rejected, match="insufficient buying power"):
        await venue.broker.submit(buy("a", "10"))
    assert venue.stub.requests.count(("POST", "/v2/orders")) == 1
    assert (venue.book.orders, await venue.said()) == ({}, [])


async def test_a03_wrong_keys_are_no_verdict_on_an_order(venue: AlpacaWorld) -> None:
    venue.stub.keys[KEY] = "another"
    with pytest.raises(Unavailable, match="401"):
        await venue.broker.submit(buy("a", "10"))


@pytest.mark.parametrize("fault", ["time-out-before", "time-out-after", "429", "502", "504-after"])
async def test_a04_a_cancel_without_an_answer_can_be_asked_again(venue: AlpacaWorld, fault: str) -> None:
    await venue.broker.submit(buy("a", "10", **limit("90")))
    venue.stub.misbehave(fault, method="DELETE")
    with pytest.raises(Unavailable):
        await venue.broker.cancel(DESK, "a")
    if FAULTS[fault].processed:
        with pytest.raises(Rejected, match="CANCELED"):
            await venue.broker.cancel(DESK, "a")
    else:
        await venue.broker.cancel(DESK, "a")
    await venue.heard()
    assert await venue.kinds() == [ACK, CANCELED]


async def test_a05_a_lookup_without_an_answer_is_not_a_no(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a", "10", **limit("90")))
    gone = Fault(status=404, body="<html>not here</html>")
    for fault in ("502", "html", gone):
        venue.stub.misbehave(fault, method="GET", path="/v2/orders:by_client_order_id")
        with pytest.raises(Unavailable):
            await venue.broker.lookup(DESK, "a")
    assert await venue.broker.lookup(DESK, "a") is not None


async def test_a06_a_taken_id_whose_order_cannot_be_seen_stays_unknown(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a", "10", **limit("90")))
    venue.stub.misbehave("502", method="GET", path="/v2/orders:by_client_order_id")
    with pytest.raises(Unavailable):
        await venue.broker.submit(buy("a", "10", **limit("90")))
    assert len(venue.book.orders) == 1
    taken = Fault(status=422, body='{"code":40010001,"message":"client_order_id must be unique"}')
    venue.stub.misbehave(taken)
    with pytest.raises(Unavailable, match="does not show"):
        await venue.broker.submit(buy("b", "10", **limit("90")))


async def test_a07_what_is_known_is_told_while_alpaca_is_away(venue: AlpacaWorld) -> None:
    await venue.hold("10")
    before = await venue.said()
    venue.stub.misbehave("502", method="GET", path="/v2/", times=1000)
    with pytest.raises(Unavailable):
        await venue.broker.account(DESK)
    with pytest.raises(Unavailable):
        await venue.broker.cancel(DESK, "b")
    assert await venue.said() == before
    assert await venue.broker.accounts_with_events({}) == [DESK]


# ---------------------------------------------------------------- the stream misbehaves


@pytest.mark.parametrize("mood", [StreamMood.DUPLICATE, StreamMood.REORDERED])
async def test_a08_doubled_and_reordered_updates_are_told_once(venue: AlpacaWorld, mood: StreamMood) -> None:
    venue.stub.set_mood(mood)
    await venue.broker.submit(buy("a", "1500"))
    await venue.quote("99.98", "100.00")
    await venue.broker.submit(buy("b", "10", **limit("90")))
    await venue.broker.cancel(DESK, "b")
    await venue.heard()
    said = sums(await venue.said("a"))
    assert said[0] == (ACK, None)
    assert sorted(said[1:]) == [(FILL, D(500)), (FILL, D(1000))]
    assert await venue.kinds("b") == [ACK, CANCELED]
    cursors = [event.cursor for event in await venue.said()]
    assert cursors == sorted(set(cursors))


@pytest.mark.parametrize("mood", [StreamMood.UNKNOWN, StreamMood.GARBLED])
async def test_a09_news_without_a_meaning_is_kept_and_stops_nothing(venue: AlpacaWorld, mood: StreamMood) -> None:
    venue.stub.set_mood(mood)
    await venue.broker.submit(buy("a", "10"))
    async with asyncio.timeout(WAIT_S):
        while not (odd := [event for event in await venue.said() if event.kind is BrokerEventKind.UNKNOWN]):
            await asyncio.sleep(0.01)
    assert all(event.raw and event.reason for event in odd)
    venue.stub.set_mood(StreamMood.WELL)
    await venue.broker.submit(buy("b", "5"))
    await venue.heard()
    rest = [event for event in await venue.said() if event.kind is not BrokerEventKind.UNKNOWN]
    assert sums(rest) == [(ACK, None), (FILL, D(10)), (ACK, None), (FILL, D(5))]
    assert venue.stub.connections == 1


async def test_a10_an_order_status_that_is_new_to_us_is_alive_and_told(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a", "10", **limit("90")))
    venue.book.named("a").status = "in_orbit"
    report = await venue.broker.lookup(DESK, "a")
    assert report is not None
    assert report.open
    venue.book.named("a").status = "new"
    await venue.quote("89.98", "90.00")
    assert (await venue.kinds("a"))[-1] is FILL


@pytest.mark.parametrize("mood", [StreamMood.MUTE, StreamMood.HALF_OPEN])
async def test_a11_a_dead_connection_is_noticed_replaced_and_made_good(venue: AlpacaWorld, mood: StreamMood) -> None:
    venue.stub.set_mood(mood)
    if mood is StreamMood.MUTE:  # REST tells it, the stream does not; a half-open one is told by its pings alone
        await venue.broker.submit(buy("a", "10"))
        await venue.heard()
    venue.stub.set_mood(StreamMood.WELL)  # for new connections
    await until(lambda: venue.stub.connections == 2)
    assert await venue.kinds() == ([ACK, FILL] if mood is StreamMood.MUTE else [])
    posted = len(venue.stub.requests)
    venue.book.place(wire("b", "7"))  # nobody here knows of it: only the stream can tell
    batch = venue.stub.said[KEY][-2:]
    venue.stub._listeners[-1].queue.put_nowait(batch)
    async with asyncio.timeout(WAIT_S):
        while [event.quantity for event in await venue.said("b") if event.kind is FILL] != [D(7)]:
            await asyncio.sleep(0.01)
    assert len(venue.stub.requests) == posted


async def test_a12_a_stream_that_has_nothing_to_say_is_left_in_peace(venue: AlpacaWorld) -> None:
    await venue.hold("10")
    await asyncio.sleep(3 * QUICK.mute_s)
    assert venue.stub.connections == 1


async def test_a13_reconnecting_has_patience(venue: AlpacaWorld) -> None:
    """A stream that is refused at the door is not tried in a tight loop, and comes back when it may."""
    venue.stub.keys[KEY] = "another"
    for line in list(venue.stub._lines):
        line.transport.abort()
    await asyncio.sleep(1.0)
    await until(lambda: venue.stub.refusals > 0)
    assert venue.stub.refusals < 100  # 100 a second is what alpaca-py does
    venue.stub.keys[KEY] = SECRET
    await until(lambda: venue.stub.connections == 2)


# ---------------------------------------------------------------- stream and REST together


async def test_a14_what_happened_while_nobody_listened_is_told_once(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a", "1500"))
    await venue.broker.submit(buy("b", "10", **limit("90")))
    await venue.heard()
    last = (await venue.said())[-1].cursor
    await venue.alpaca.close()
    venue.stub.quote("AAPL", "99.98", "100.00")
    venue.book.cancel(venue.book.named("b"))
    venue.alpaca = venue.open()
    missed = await venue.alpaca.events(DESK, last)
    assert sums(list(missed)) == [(FILL, D(500)), (CANCELED, None)]
    await venue.listening()
    assert await venue.alpaca.events(DESK, missed[-1].cursor) == []


async def test_a15_an_ending_waits_for_the_fills_before_it(tmp_path: Path) -> None:
    async with opened(tmp_path, poll_s=0.05) as venue:
        venue.stub.set_mood(StreamMood.MUTE)
        lagging = Fault(status=200, body="[]")  # Alpaca's list of fills comes some time after the fills
        venue.stub.misbehave(lagging, method="GET", path="/v2/account/activities", times=1000)
        await venue.broker.submit(buy("a", "1500"))
        await venue.broker.cancel(DESK, "a")
        for _ in range(5):
            assert await venue.kinds() == [ACK]
            await asyncio.sleep(0.05)
        venue.stub.forgive()
        await venue.heard()
        assert sums(await venue.said()) == [(ACK, None), (FILL, D(1000)), (CANCELED, None)]


async def test_a16_two_processes_share_one_journal(venue: AlpacaWorld) -> None:
    other = venue.open()
    try:
        await other.accounts_with_events({})
        await until(lambda: venue.stub.connections == 2)
        for number in range(5):
            await (other if number % 2 else venue.alpaca).submit(buy(f"order{number}", "1"))
        await venue.heard()
        assert sums(list(await other.events(DESK, 0))).count((FILL, D(1))) == 5
        assert await other.events(DESK, 0) == await venue.said()
    finally:
        await other.close()


async def test_a17_pages_of_fills_and_orders_are_read_to_the_end(
    venue: AlpacaWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alpaca_rest, "FILLS_PAGE", 2)
    monkeypatch.setattr(alpaca_rest, "ORDERS_PAGE", 2)
    venue.stub.set_mood(StreamMood.MUTE)
    for number in range(5):
        await venue.broker.submit(buy(f"fill{number}", "1"))
        await venue.broker.submit(buy(f"rest{number}", "1", **limit("90")))
    await venue.heard()
    assert (await venue.kinds()).count(FILL) == 5
    assert [each.client_order_id for each in (await venue.broker.account(DESK)).open_orders] == [
        f"rest{number}" for number in range(5)
    ]


async def test_a18_orders_of_other_hands_are_told_too(venue: AlpacaWorld) -> None:
    venue.stub.set_mood(StreamMood.MUTE)
    await venue.broker.submit(buy("a", "10", **limit("90")))
    theirs = venue.book.place(wire("by-hand", "3"))
    new = venue.book.replace(venue.book.named("a"), {"limit_price": "91"})
    venue.alpaca._lines[DESK].worry()
    await venue.heard()
    assert sums(await venue.said("by-hand")) == [(ACK, None), (FILL, D(3))]
    ended = (await venue.said("a"))[-1]
    assert (ended.kind, new.id in str(ended.reason)) == (CANCELED, True)
    assert await venue.kinds(new.wanted["client_order_id"]) == [ACK]
    assert {event.broker_order_id for event in await venue.said("by-hand")} == {theirs.id}


async def test_a19_one_execution_id_with_two_contents_reaches_the_desk(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a", "2500"))
    await venue.heard()
    fill = next(event for event in venue.stub.said[KEY] if event["event"] == "partial_fill")
    venue.stub._listeners[0].queue.put_nowait([fill | {"price": "1.23"}])
    async with asyncio.timeout(WAIT_S):
        while len(fills := [event for event in await venue.said() if event.kind is FILL]) < 2:
            await asyncio.sleep(0.01)
    assert fills[0].execution_id == fills[1].execution_id
    assert [event.price for event in fills] == [D("100.01"), D("1.23")]
    venue.stub.quote("AAPL", "99.98", "100.00")
    async with asyncio.timeout(WAIT_S):
        while [event.quantity for event in await venue.said() if event.kind is FILL] != [D(1000)] * 3:
            await asyncio.sleep(0.01)


# ---------------------------------------------------------------- orders and accounts


async def test_a20_numbers_travel_as_text_under_our_id(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a", "0.123456789", **limit("90.10")))
    trailing = {"type": OrderType.TRAILING_STOP, "trail_by": D("2.50")}
    await venue.broker.submit(sell("b", "1", **trailing))
    posted = [order.wanted for order in venue.book.orders.values()]
    common = {"symbol": "AAPL", "time_in_force": "day"}
    assert posted == [
        common | {"client_order_id": "a", "side": "buy", "type": "limit", "qty": "0.123456789", "limit_price": "90.1"},
        common | {"client_order_id": "b", "side": "sell", "type": "trailing_stop", "qty": "1", "trail_price": "2.5"},
    ]


@pytest.mark.parametrize(
    "terms",
    [
        {"time_in_force": TimeInForce.GTC, **limit("90")},
        {"type": OrderType.TRAILING_STOP, "trail_by": D(1)},
        {"quantity": D(1), "type": OrderType.TRAILING_STOP, "trail_by": D(1), "stop_price": D(90)},
    ],
    ids=str,
)
async def test_a21_what_alpaca_cannot_take_is_not_sent(venue: AlpacaWorld, terms: dict[str, Any]) -> None:
    wanted = replace(buy("a", "0.5"), **terms)
    with pytest.raises(Rejected, match="at Alpaca"):
        await venue.broker.submit(wanted)
    assert ("POST", "/v2/orders") not in venue.stub.requests


async def test_a22_a_short_sale_is_taken_and_its_position_is_negative(venue: AlpacaWorld) -> None:
    await venue.broker.submit(sell("a", "10"))
    await venue.heard()
    assert (await venue.broker.account(DESK)).positions == {"AAPL": D(-10)}


async def test_a23_the_login_of_the_settings_belongs_to_the_first_portfolio(venue: AlpacaWorld) -> None:
    venue.stub.keys["second"] = SECRET
    venue.stub.said["second"] = []
    venue.stub.books["second"] = StubBook("PA-second", CASH, venue.stub.said["second"].append)
    login = AlpacaLogin(key_id="second", secret=SECRET, url=venue.stub.url, stream_url=venue.stub.stream_url)
    path = venue.path.with_name("other.db")
    desk = AlpacaBroker(path, {}, clock=SystemClock(), unclaimed=login, durable=False, patience=QUICK)
    venue.stub.quote("AAPL", "99.98", "100.00")
    try:
        with pytest.raises(Rejected, match=r"holds 100000 in cash, 0 positions"):
            await desk.open_account("one", D(500))
        await desk.open_account("abandoned", CASH)  # nothing ever came of it
        await desk.open_account("one", CASH)
        with pytest.raises(Rejected, match="no account abandoned"):
            await desk.submit(replace(buy("a", "1"), account="abandoned"))
        await desk.submit(replace(buy("a", "1"), account="one"))
        await desk.open_account("one", CASH)
        with pytest.raises(Rejected, match="1 positions"):
            await desk.open_account("two", CASH)
        venue.stub.books["second"].positions.clear()
        venue.stub.books["second"].cash = CASH
        with pytest.raises(Rejected, match="belongs to portfolio one"):
            await desk.open_account("two", CASH)
        assert await desk.accounts_with_events({}) == ["one"]
        with pytest.raises(Rejected, match="adjusted"):
            await desk.adjust_cash("one", "key", D(1))
    finally:
        await desk.close()
    with pytest.raises(Unavailable):
        await desk.lookup("one", "a")
    first = AlpacaLogin(key_id=KEY, secret=SECRET, url=venue.stub.url, stream_url=venue.stub.stream_url)
    other_keys = AlpacaBroker(path, {}, clock=SystemClock(), unclaimed=first, durable=False, patience=QUICK)
    try:
        with pytest.raises(Rejected, match="no account one"):
            await other_keys.submit(replace(buy("b", "1"), account="one"))
    finally:
        await other_keys.close()


async def test_a24_the_settings_give_a_desk_its_account_at_alpaca(venue: AlpacaWorld) -> None:
    keys = Settings(data_dir=venue.path.parent / "data", alpaca_key_id=KEY, alpaca_secret=SECRET)
    assert registry.alpaca_broker(Settings(), SystemClock()) is None
    for wrong in (replace(keys, alpaca_secret=""), replace(keys, alpaca_url="https://api.alpaca.markets/")):
        with pytest.raises(SettingsError, match="PLIMSOLL_ALPACA"):
            registry.alpaca_broker(wrong, SystemClock())
    desk = registry.alpaca_broker(replace(keys, alpaca_url=venue.stub.url), SystemClock())
    assert desk is not None
    try:
        await desk.open_account("portfolio", CASH)
        await desk.submit(replace(buy("a", "1"), account="portfolio"))
        assert await desk.accounts_with_events({}) == ["portfolio"]
        await until(lambda: venue.stub.connections == 2)
    finally:
        await desk.close()


async def test_a25_a_journal_that_cannot_be_written_leaves_the_outcome_unknown(
    venue: AlpacaWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alpaca_journal, "BUSY_S", 0.1)
    await venue.restart()
    blocker = sqlite3.connect(venue.path, isolation_level=None)
    try:
        blocker.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable, match="journal"):
            await venue.broker.submit(buy("a", "10"))
    finally:
        blocker.close()
    assert await venue.broker.lookup(DESK, "a") is not None
    await venue.heard()
    assert sums(await venue.said()) == [(ACK, None), (FILL, D(10))]


async def test_a26_the_stub_can_be_told_from_outside(venue: AlpacaWorld) -> None:
    async with httpx.AsyncClient(base_url=venue.stub.url) as outside:
        quote = {"symbol": "MSFT", "bid": "9.99", "ask": "10.00"}
        assert (await outside.post("/stub/quote", json=quote)).status_code == 204
        assert (await outside.post("/stub/misbehave", json={"fault": "502"})).status_code == 204
        assert (await outside.post("/stub/stream", json={"mood": "duplicate"})).status_code == 204
        with pytest.raises(Unavailable, match="502"):
            await venue.broker.submit(buy("a", "10", symbol="MSFT"))
        await venue.broker.submit(buy("a", "10", symbol="MSFT"))
        await venue.broker.submit(buy("b", "10", **limit("90")))
        assert (await outside.post("/stub/session", json={"open": False})).status_code == 204
        headers = {"APCA-API-KEY-ID": KEY, "APCA-API-SECRET-KEY": SECRET}
        assert (await outside.delete("/v2/orders", headers=headers)).status_code == 207
    await venue.heard()
    assert await venue.kinds("b") == [ACK, BrokerEventKind.EXPIRED]


def wire(client_order_id: str, quantity: str) -> dict[str, str]:
    """Return the body of a market order as somebody else would post it."""
    order = {"symbol": "AAPL", "side": "buy", "type": "market", "time_in_force": "day"}
    return order | {"client_order_id": client_order_id, "qty": quantity}


# ---------------------------------------------------------------- replaces


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - {"reject"}))
async def test_a27_a_replace_without_an_answer_is_looked_up_and_never_doubled(venue: AlpacaWorld, fault: str) -> None:
    await venue.broker.submit(buy("a-1", "10", **limit("90")))
    venue.stub.misbehave(fault, method="PATCH")
    with pytest.raises(Unavailable):
        await venue.broker.replace(buy("a-1", "20", **limit("91")), 2)
    arrived = FAULTS[fault].processed
    assert sum(method == "PATCH" for method, _ in venue.stub.requests) == 1
    assert (await venue.broker.lookup(DESK, "a-2") is not None) == arrived
    await venue.broker.replace(buy("a-1", "20", **limit("91")), 2)
    await venue.heard()
    assert await venue.news("a-1") == [REPLACED]
    assert len(venue.book.orders) == 2
    assert sum(method == "PATCH" for method, _ in venue.stub.requests) == (1 if arrived else 2)


async def test_a28_what_alpaca_cannot_replace_without_doubt_is_refused_before_it_is_asked(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("part-1", "2500", **limit("100")))
    await venue.broker.submit(buy("fraction-1", "0.5", **limit("90")))
    for wanted, words in (
        (buy("part-1", "3000", **limit("100")), "partly filled"),
        (buy("fraction-1", "0.5", **limit("91")), "whole shares"),
        (buy("fraction-1", "1", **limit("91")), "whole shares"),
    ):
        with pytest.raises(Rejected, match=words):
            await venue.broker.replace(wanted, 2)
    assert not [path for method, path in venue.stub.requests if method == "PATCH"]


async def test_a29_a_fill_that_wins_leaves_the_old_terms(venue: AlpacaWorld) -> None:
    venue.book.slow = True
    await venue.broker.submit(buy("a-1", "10", **limit("90")))
    await venue.broker.replace(buy("a-1", "10", **limit("80")), 2)
    with pytest.raises(Unavailable):
        await venue.broker.cancel(DESK, "a-1")  # a later cancel may come through
    old = venue.book.named("a-1")
    old.status = "new"  # the venue is still at the old terms
    await venue.quote("89.98", "90.00")
    venue.book.decide(venue.book.named("a-2"))
    venue.alpaca._lines[DESK].worry()
    await venue.heard()
    assert await venue.news("a-1") == [FILL, REPLACE_REJECTED]
    (refused,) = [event for event in await venue.said("a-1") if event.kind is REPLACE_REJECTED]
    assert (refused.version, refused.client_order_id) == (2, "a-1")
    report = await venue.broker.lookup(DESK, "a-2")
    assert report is not None
    assert (report.open, report.filled) == (False, D(10))


@pytest.mark.parametrize("mood", [StreamMood.WELL, StreamMood.REORDERED, StreamMood.MUTE])
async def test_a30_a_fill_that_crosses_a_replace_counts_towards_the_order(venue: AlpacaWorld, mood: StreamMood) -> None:
    """Alpaca's new order is as large as was asked for, whatever the old one filled: the desk is told the sum."""
    venue.stub.set_mood(mood)
    venue.book.slow = True
    await venue.broker.submit(buy("a-1", "2000", **limit("90")))
    await venue.broker.replace(buy("a-1", "2000", **limit("91")), 2)
    old, new = venue.book.named("a-1"), venue.book.named("a-2")
    old.status = "new"
    with venue.stub._speaking(KEY):
        venue.book.tick(Tick("AAPL", datetime.now(UTC), D("89.98"), D("90.00"), D("90.00"), 10_000, "stub"))
        venue.book.decide(new)
    venue.alpaca._lines[DESK].worry()
    await venue.heard()
    said = await venue.said("a-1")
    assert [event.kind for event in said if event.kind is not ACK][:2] == [FILL, REPLACED]
    (replaced,) = [event for event in said if event.kind is REPLACED]
    assert replaced.quantity == D(3000)
    assert {event.client_order_id for event in said} == {event.client_order_id for event in await venue.said()}
    (report,) = (await venue.broker.account(DESK)).open_orders
    assert (report.client_order_id, report.quantity) == ("a-1", D(3000))
    fills = [event.quantity or D(0) for event in said if event.kind is FILL]
    assert report.filled == sum(fills)


async def test_a31_a_desk_that_lost_its_journal_hears_one_order_again(venue: AlpacaWorld, tmp_path: Path) -> None:
    await venue.broker.submit(buy("a-1", "10", **limit("90")))
    await venue.broker.replace(buy("a-1", "20", **limit("91")), 2)
    await venue.broker.replace(buy("a-1", "30", **limit("92")), 3)
    assert await venue.news("a-1") == [REPLACED, REPLACED]
    await venue.alpaca.close()
    venue.path = tmp_path / "new.db"
    venue.alpaca = venue.open()
    with sqlite3.connect(venue.path) as empty:
        alpaca_journal.AlpacaJournal(venue.path, durable=False).close()
        empty.execute(
            "INSERT INTO accounts VALUES (?, ?, ?, ?)", (DESK, f"PA-{KEY}", *["2020-01-01T00:00:00+00:00"] * 2)
        )
    empty.close()
    await venue.quote("91.98", "92.00")
    async with asyncio.timeout(WAIT_S):
        while FILL not in await venue.news("a-1"):
            await asyncio.sleep(0.01)
    assert await venue.news("a-1") == [REPLACED, REPLACED, FILL]
    assert [event.version for event in await venue.said("a-1") if event.kind is REPLACED] == [2, 3]
    assert {event.client_order_id for event in await venue.said()} == {"a-1"}


async def test_a32_a_late_fill_of_the_old_id_is_the_orders(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a-1", "10", **limit("90")))
    await venue.broker.replace(buy("a-1", "20", **limit("91")), 2)
    old = venue.book.named("a-1")
    late = {"event": "partial_fill", "execution_id": "late", "timestamp": "2026-01-05T15:00:00Z", "qty": "3"}
    body = old.body() | {"filled_qty": "3", "filled_avg_price": "90"}
    venue.stub._listeners[0].queue.put_nowait([late | {"price": "90", "order": body}])
    async with asyncio.timeout(WAIT_S):
        while await venue.fills("a-1") != [(D(3), D(90))]:
            await asyncio.sleep(0.01)
    report = await venue.broker.lookup(DESK, "a-2")
    assert report is not None
    assert (report.client_order_id, report.quantity, report.filled) == ("a-1", D(23), D(3))


# ---------------------------------------------------------------- two exits


def two(quantity: str = "10", limit_price: str = "110", stop_price: str = "90") -> tuple[BrokerOrder, BrokerOrder]:
    gtc = TimeInForce.GTC
    target = sell("a-target", quantity, time_in_force=gtc, **limit(limit_price))
    return target, sell("a-stop", quantity, time_in_force=gtc, **stop(stop_price))


async def names(venue: AlpacaWorld) -> set[str]:
    return {event.client_order_id for event in await venue.said()} - {"hold"}


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - {"reject"}))
@pytest.mark.parametrize("restarted", [False, True])
async def test_a33_two_exits_of_unknown_outcome_are_looked_up_and_never_doubled(
    venue: AlpacaWorld, fault: str, restarted: bool
) -> None:
    await venue.hold("10")
    venue.stub.misbehave(fault)
    with pytest.raises(Unavailable):
        await venue.broker.submit_oco(*two())
    assert venue.stub.requests.count(("POST", "/v2/orders")) == 2  # the entry, and both exits once
    arrived = FAULTS[fault].processed
    if restarted:
        await venue.restart()
    for name in ("a-stop", "a-target"):
        found = await venue.broker.lookup(DESK, name)
        assert (found is not None) == arrived
        assert found is None or (found.client_order_id, found.quantity, found.open) == (name, D(10), True)
    await venue.broker.submit_oco(*two())
    await venue.broker.submit_oco(*two())
    assert len(venue.book.orders) == 3
    assert {each.client_order_id for each in (await venue.broker.account(DESK)).open_orders} == {"a-target", "a-stop"}
    await venue.quote("89.98", "90.00")
    await venue.heard()
    assert await venue.kinds("a-target") == [ACK, CANCELED]
    assert await venue.kinds("a-stop") == [ACK, FILL]
    assert await names(venue) == {"a-target", "a-stop"}


@pytest.mark.parametrize("mood", [StreamMood.WELL, StreamMood.REORDERED, StreamMood.DUPLICATE, StreamMood.MUTE])
async def test_a34_a_leg_that_fills_before_it_has_a_name_is_told_under_ours(
    venue: AlpacaWorld, mood: StreamMood
) -> None:
    venue.stub.set_mood(mood)
    await venue.hold("10")
    venue.book.shy = True
    with pytest.raises(Unavailable, match="does not show the stop loss"):
        await venue.broker.submit_oco(*two())
    venue.stub.quote("AAPL", "80.00", "80.02")
    venue.alpaca._lines[DESK].worry()
    await asyncio.sleep(0.05)
    assert await names(venue) <= {"a-target"}
    await venue.restart()
    venue.book.shy = False
    venue.alpaca._lines[DESK].worry()
    await venue.heard()
    assert await venue.fills("a-stop") == [(D(10), D("79.99"))]
    assert await names(venue) == {"a-target", "a-stop"}
    stop_loss = await venue.broker.lookup(DESK, "a-stop")
    assert stop_loss is not None
    assert (stop_loss.open, stop_loss.filled) == (False, D(10))


async def test_a35_a_stop_loss_is_smaller_by_what_the_take_profit_fills(venue: AlpacaWorld) -> None:
    await venue.hold("1000")
    await venue.broker.submit(buy("hold2", "500"))
    await venue.quote("99.98", "100.00")
    await venue.broker.submit_oco(*two("1500"))
    await venue.quote("110.00", "110.02")
    async with asyncio.timeout(WAIT_S):
        while len(await venue.said("a-stop")) < 2:
            await asyncio.sleep(0.01)
    assert await venue.kinds("a-stop") == [ACK, BrokerEventKind.RESTATED]
    assert (await venue.said("a-stop"))[-1].quantity == D(500)
    await venue.restart()
    assert await venue.broker.submit_oco(*two("1500")) == (
        await venue.broker.lookup(DESK, "a-target"),
        await venue.broker.lookup(DESK, "a-stop"),
    )
    await venue.quote("80.00", "80.02")
    assert await venue.kinds("a-target") == [ACK, FILL, CANCELED]
    assert await venue.kinds("a-stop") == [ACK, BrokerEventKind.RESTATED, FILL]
    assert await venue.fills("a-stop") == [(D(500), D("79.99"))]
    account = await venue.broker.account(DESK)
    assert (dict(account.positions), account.open_orders) == ({}, ())


@pytest.mark.parametrize(
    "wanted", [two("1.5"), (two()[0], replace(two()[1], type=OrderType.LIMIT, stop_price=None, limit_price=D(90)))]
)
async def test_a36_exits_that_alpaca_cannot_take_are_not_sent(
    venue: AlpacaWorld, wanted: tuple[BrokerOrder, BrokerOrder]
) -> None:
    with pytest.raises(Rejected):
        await venue.broker.submit_oco(*wanted)
    assert ("POST", "/v2/orders") not in venue.stub.requests


@pytest.mark.parametrize("prices", [("110.001", "90"), ("110", "90.001"), ("0.50001", "0.4")])
async def test_a37_exits_that_alpaca_refuses_leave_nothing_behind(venue: AlpacaWorld, prices: tuple[str, str]) -> None:
    await venue.hold("10")
    with pytest.raises(Rejected, match="sub-penny"):
        await venue.broker.submit_oco(*two("10", *prices))
    theirs = venue.book.place(
        wire("by-hand", "10")
        | {"side": "sell", "type": "limit", "time_in_force": "gtc", "order_class": "oco"}
        | {"take_profit": {"limit_price": "110"}, "stop_loss": {"stop_price": "90"}}
    )
    venue.alpaca._lines[DESK].worry()
    venue.stub.quote("AAPL", "80.00", "80.02")
    await venue.heard()
    assert await names(venue) == {"by-hand", theirs.leg.wanted["client_order_id"]}
    assert await venue.broker.lookup(DESK, "a-target") is None
    assert await venue.broker.lookup(DESK, "a-stop") is None


async def test_a38_one_of_two_exits_is_not_replaced(venue: AlpacaWorld) -> None:
    await venue.hold("10")
    await venue.broker.submit_oco(*two())
    for wanted in two(limit_price="111", stop_price="91"):
        with pytest.raises(Rejected, match="one of two exits"):
            await venue.broker.replace(wanted, 2)
    await venue.broker.cancel(DESK, "a-stop")
    assert await venue.kinds("a-target") == await venue.kinds("a-stop") == [ACK, CANCELED]
    with pytest.raises(Rejected, match="CANCELED"):
        await venue.broker.cancel(DESK, "a-stop")


@pytest.mark.parametrize("fault", ["time-out-before", "time-out-after"])
async def test_a39_a_cancel_of_exits_without_an_answer_can_be_asked_again(venue: AlpacaWorld, fault: str) -> None:
    await venue.hold("10")
    await venue.broker.submit_oco(*two())
    venue.stub.misbehave(fault, method="DELETE")
    with pytest.raises(Unavailable):
        await venue.broker.cancel(DESK, "a-stop")
    if not FAULTS[fault].processed:
        await venue.broker.cancel(DESK, "a-stop")
    await venue.heard()
    assert await venue.kinds("a-target") == await venue.kinds("a-stop") == [ACK, CANCELED]


def test_a40_exits_are_in_whole_shares_and_steps_of_a_cent() -> None:
    """What the desk refuses at placing goes by these figures."""
    able = AlpacaBroker.capabilities
    assert (able.bracket, able.exit_step, able.exit_tick) == (True, D(1), D("0.01"))


# ---------------------------------------------------------------- what changes an execution, and cash without an order


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


def again(venue: AlpacaWorld) -> None:
    """Let the stream say its last message once more."""
    venue.stub._listeners[0].queue.put_nowait([venue.stub.said[KEY][-1]])


async def test_a41_a_bust_names_the_execution_and_is_told_once(venue: AlpacaWorld) -> None:
    fill = await one_fill(venue)
    venue.stub.bust(str(fill.execution_id))
    again(venue)
    (bust,) = await told(venue, BrokerEventKind.BUST)
    assert (bust.execution_id, bust.client_order_id, bust.live) == (fill.execution_id, "a", False)
    await venue.broker.submit(buy("b", "1"))
    await venue.heard()
    assert await venue.kinds("a") == [ACK, FILL, BrokerEventKind.BUST]


async def test_a42_a_correction_of_a_correction_is_told_of_the_first_execution(venue: AlpacaWorld) -> None:
    fill = await one_fill(venue)
    venue.stub.correct(str(fill.execution_id), "8", "99.50")
    again(venue)
    await told(venue, BrokerEventKind.CORRECT)
    venue.stub.correct(venue.stub.said[KEY][-1]["execution_id"], "7", "99.40")
    said = await told(venue, BrokerEventKind.CORRECT, 2)
    assert {event.execution_id for event in said} == {fill.execution_id}
    assert [(event.quantity, event.price) for event in said] == [(D(8), D("99.50")), (D(7), D("99.40"))]
    venue.stub.bust(venue.stub.said[KEY][-1]["execution_id"])
    (bust,) = await told(venue, BrokerEventKind.BUST)
    assert bust.execution_id == fill.execution_id


async def test_a43_an_order_that_is_partly_busted_ends_when_it_is_canceled(venue: AlpacaWorld) -> None:
    await venue.broker.submit(buy("a", "2500", **limit("100")))
    await venue.heard()
    (fill,) = await told(venue, FILL)
    venue.stub.bust(str(fill.execution_id))
    (bust,) = await told(venue, BrokerEventKind.BUST)
    assert bust.live
    (report,) = (await venue.broker.account(DESK)).open_orders
    assert report.filled == 0
    await venue.broker.cancel(DESK, "a")
    await told(venue, CANCELED)


async def test_a44_fees_and_dividends_are_told_once_also_by_a_new_journal(venue: AlpacaWorld, tmp_path: Path) -> None:
    venue.stub.move_cash("FEE", "-0.03")
    venue.stub.move_cash("DIV", "2.40", "AAPL")
    await venue.broker.account(DESK)
    said = await told(venue, BrokerEventKind.CASH, 2)
    assert [(str(event.cause), event.amount, event.symbol) for event in said] == [
        ("FEE", D("-0.03"), None),
        ("DIVIDEND", D("2.40"), "AAPL"),
    ]
    assert [event.activity_id for event in said] == [row["id"] for row in venue.book.moved]
    await venue.broker.submit(buy("a", "1"))
    await venue.heard()
    assert len(await told(venue, BrokerEventKind.CASH, 2)) == 2
    await venue.alpaca.close()
    venue.path = tmp_path / "new.db"
    venue.alpaca = venue.open()
    alpaca_journal.AlpacaJournal(venue.path, durable=False).close()
    with sqlite3.connect(venue.path) as empty:
        row = (DESK, f"PA-{KEY}", *[datetime.now(UTC).isoformat()] * 2)
        empty.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", row)
    empty.close()
    anew = await told(venue, BrokerEventKind.CASH, 2)
    assert [(event.activity_id, event.amount) for event in anew] == [(e.activity_id, e.amount) for e in said]


async def test_a49_every_kind_of_money_without_an_order_is_told_by_its_cause(venue: AlpacaWorld) -> None:
    kinds = {
        **dict.fromkeys(("CSD", "CSW", "JNLC", "ACATC"), "FLOW"),
        "INT": "INTEREST",
        **dict.fromkeys(("DIVNRA", "INTNRA"), "WITHHOLDING"),
        "PTC": "FEE",
        "DIVCGL": "DIVIDEND",
    }
    for kind in kinds:
        venue.stub.move_cash(kind, "1.00")
    await venue.broker.account(DESK)
    said = await told(venue, BrokerEventKind.CASH, len(kinds))
    assert [str(event.cause) for event in said] == list(kinds.values())


async def test_a50_money_that_comes_while_an_account_is_opened_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the cash that is asked for and the activities that count as part of it."""
    async with AlpacaStub({KEY: SECRET}).serving() as stub:
        world = AlpacaWorld(stub, tmp_path / "alpaca.db")
        honest = alpaca_rest.AlpacaRest.cash

        def crossed(rest: alpaca_rest.AlpacaRest, after: str) -> Any:
            stub.move_cash("CSD", "5.00")
            return honest(rest, after)

        monkeypatch.setattr(alpaca_rest.AlpacaRest, "cash", crossed)
        try:
            with pytest.raises(Rejected, match=r"holds 100005 in cash"):
                await world.alpaca.open_account(DESK, CASH)
        finally:
            await world.alpaca.close()


async def test_a45_what_was_in_the_cash_at_the_opening_is_not_told(tmp_path: Path) -> None:
    async with AlpacaStub({KEY: SECRET}).serving() as stub:
        stub.quote("AAPL", "99.98", "100.00")
        stub.move_cash("FEE", "-0.03")
        world = AlpacaWorld(stub, tmp_path / "alpaca.db")
        try:
            await world.alpaca.open_account(DESK, CASH - D("0.03"))
            stub.move_cash("FEE", "-0.04")
            await world.listening()
            (fee,) = await told(world, BrokerEventKind.CASH)
            assert fee.amount == D("-0.04")
        finally:
            await world.alpaca.close()


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"status": "canceled"}, "not plainly done"),
        ({"created_at": "soon"}, "recordCash"),
        ({"net_amount": "much"}, "recordCash"),
        ({"activity_type": "DIVROC"}, "recordCash"),
        ({"activity_type": "MISC"}, "recordCash"),
        ({"activity_type": "REORG", "symbol": "AAPL", "qty": "-10"}, "moves shares"),
    ],
)
async def test_a46_an_activity_that_is_not_known_or_not_plainly_done_is_kept_for_a_person(
    venue: AlpacaWorld, change: dict[str, str], advice: str
) -> None:
    venue.stub.move_cash("FEE", "-0.03")
    venue.book.moved[0] |= change
    await venue.broker.account(DESK)
    (odd,) = await told(venue, BrokerEventKind.UNKNOWN)
    assert odd.raw == venue.book.moved[0]
    assert odd.reason is not None
    assert advice in odd.reason
    assert change.get("activity_type", "FEE") in odd.reason
    assert (await one_fill(venue)).quantity == 10  # and orders go on


async def test_a47_fills_are_told_though_fees_are_not_answered(
    venue: AlpacaWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_: object, after: str) -> Any:
        raise Unavailable("no answer")

    monkeypatch.setattr(alpaca_rest.AlpacaRest, "cash", lost)
    venue.stub.set_mood(StreamMood.MUTE)
    assert (await one_fill(venue)).quantity == 10


def test_a48_an_activity_that_takes_an_execution_back_is_no_fill() -> None:
    order = {"id": "o", "client_order_id": "a", "status": "filled", "filled_qty": "0", "symbol": "AAPL", "side": "buy"}
    at = {"transaction_time": "2026-01-05T15:00:00Z", "order_id": "o", "qty": "10", "price": "100", "cum_qty": "10"}
    kinds = {
        what: of_activity(at | {"id": "2026::e", "type": what, "previous_execution_id": "f"}, order)
        for what in ("fill", "trade_bust", "trade_correct", "trade_moved")
    }
    said = [(fact.kind.value, fact.execution_id) for fact in kinds.values()]
    assert said == [("FILL", "e"), ("BUST", "f"), ("CORRECT", "f"), ("UNKNOWN", None)]


# ---------------------------------------------------------------- a no that is none, and orders of one instant


async def test_a51_a_resend_that_is_refused_for_what_the_first_one_holds_is_the_first_one(venue: AlpacaWorld) -> None:
    """Alpaca may look at the buying power before it looks whether it knows the client order id."""
    venue.stub.misbehave("504-after")
    with pytest.raises(Unavailable):
        await venue.broker.submit(buy("a", "10", **limit("90")))
    venue.stub.misbehave("reject")
    report = await venue.broker.submit(buy("a", "10", **limit("90")))
    assert (report.client_order_id, report.open) == ("a", True)
    await venue.hold("10")
    venue.stub.misbehave("504-after")
    with pytest.raises(Unavailable):
        await venue.send("b")
    venue.stub.misbehave("reject")
    target, cut = await venue.send("b")
    assert (target.open, cut.open) == (True, True)
    venue.stub.misbehave("reject")
    with pytest.raises(Rejected, match="insufficient buying power"):
        await venue.broker.submit(buy("c", "1"))
    assert len(venue.book.orders) == 4


async def test_a52_open_orders_of_one_instant_are_all_seen_on_whichever_page_they_are(
    venue: AlpacaWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcde":
        await venue.broker.submit(buy(name, "1", **limit("90")))
    placed = list(venue.book.orders.values())
    for order in placed[1:3]:
        order.stamps["created_at"] = placed[1].stamps["created_at"]
    monkeypatch.setattr(alpaca_rest, "ORDERS_PAGE", 2)
    seen = (await venue.broker.account(DESK)).open_orders
    assert sorted(each.client_order_id for each in seen) == list("abcde")
