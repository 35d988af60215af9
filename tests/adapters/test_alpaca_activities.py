"""Proves that what changes an execution, and what moves cash without an order, is told once and as what it is."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.brokers import alpaca_journal, alpaca_rest
from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.brokers.alpaca_stub_faults import StreamMood
from adapters.brokers.alpaca_words import of_activity
from tests.adapters.alpaca_world import KEY, SECRET, AlpacaWorld, D, one_fill, told
from tests.adapters.broker_contract import (
    ACK,
    CANCELED,
    CASH,
    DESK,
    FILL,
    buy,
    limit,
)
from trading.errors import Rejected, Unavailable
from trading.ports import BrokerEventKind


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
