"""Proves that a replace at Alpaca is asked for once, and that its order stays one, whatever is lost or crosses it."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.brokers import alpaca_journal
from adapters.brokers.alpaca_stub_faults import FAULTS, StreamMood
from tests.adapters.alpaca_world import KEY, WAIT_S, AlpacaWorld, D
from tests.adapters.broker_contract import (
    ACK,
    DESK,
    FILL,
    REPLACE_REJECTED,
    REPLACED,
    buy,
    limit,
)
from trading.errors import Rejected, Unavailable
from trading.market import Tick


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
