"""Proves that the Alpaca broker passes the contract against a stub of Alpaca, and loses and doubles nothing.

The stub is a real server on loopback that speaks Alpaca's wire format; most cases tell it to misbehave.
"""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters import registry
from adapters.brokers import alpaca_journal, alpaca_rest
from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import AlpacaLogin
from adapters.brokers.alpaca_stub_book import StubBook
from adapters.brokers.alpaca_stub_faults import FAULTS, Fault, StreamMood
from adapters.system import SystemClock
from settings import Settings, SettingsError
from tests.adapters.alpaca_world import KEY, QUICK, SECRET, WAIT_S, AlpacaWorld, D, opened, sums, until, wire
from tests.adapters.broker_contract import (
    ACK,
    CANCELED,
    CASH,
    DESK,
    FILL,
    ExitsContract,
    buy,
    limit,
    sell,
)
from trading.errors import Rejected, Unavailable
from trading.orders import OrderType, TimeInForce
from trading.ports import BrokerEventKind


class TestAlpacaContract(ExitsContract):
    """The account at Alpaca may sell short."""


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


@pytest.mark.parametrize(("field", "words"), [("qty", "NaN"), ("price", None)])
async def test_a53_a_fill_and_an_order_that_cannot_be_read_hide_nothing_else(
    venue: AlpacaWorld, field: str, words: str | None
) -> None:
    await venue.alpaca.close()
    for name in ("odd", "a", "b"):
        venue.book.place(wire(name, "10"))
    venue.book.place(wire("c", "10") | {"type": "limit", "limit_price": "90"}).wanted["side"] = None
    venue.book.activities[0][field] = words
    venue.alpaca = venue.open()
    for _ in range(2):
        said = await venue.alpaca.events(DESK, 0)
        assert [event.client_order_id for event in said if event.kind is FILL] == ["a", "b"]
        unread = [event for event in said if event.unread is not None]
        assert {event.kind for event in unread} == {BrokerEventKind.UNKNOWN}
        assert ["c" in event.client_order_id for event in unread] == [False, True]
        venue.alpaca._lines[DESK].worry()
    venue.book.activities[0] |= {"qty": "10", "price": "100.01"}
    venue.book.named("c").wanted["side"] = "buy"
    venue.alpaca._lines[DESK].next_sync = 0.0
    names = {event.client_order_id for event in await venue.alpaca.events(DESK, 0) if event.unread is None}
    assert names == {"odd", "a", "b", "c"}


async def test_a54_an_answer_to_an_order_that_makes_no_sense_leaves_the_outcome_unknown(venue: AlpacaWorld) -> None:
    venue.stub.misbehave(Fault(processed=True, status=200, body='{"id": "x"}'), method="POST", path="/v2/orders")
    with pytest.raises(Unavailable):
        await venue.broker.submit(buy("a", "10"))
    found = await venue.broker.lookup(DESK, "a")
    assert found is not None
    assert found.filled == 10


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
