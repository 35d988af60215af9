"""Proves that an order whose outcome is unknown ends only when the broker has not known it for long enough."""

from dataclasses import replace

import pytest

from actions import executions, sending
from db.models import Order, Outbox, OutboxKind
from tests.desks import Stage, buy
from trading.orders import OrderStatus
from trading.ports import BrokerEvent, BrokerEventKind


@pytest.fixture
async def lost(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> Order:
    """An order whose worker died before the call, at a broker that is slow to know and would take it twice."""
    slow = replace(desk.broker.capabilities, finds_at_once=False, dedupes_client_id=False)
    monkeypatch.setattr(desk.broker, "capabilities", slow)
    placed = await desk.place(buy("AAA", "10"))
    await sending.claim(desk.desk, desk.crew.viewer, placed.order.id)
    return placed.order


async def look(desk: Stage, order: Order) -> OrderStatus:
    """Let the lease end and the worker look the order up."""
    desk.later(seconds=7)
    await desk.work()
    return await desk.status(order.id)


async def test_it_takes_three_lookups_and_a_minute(desk: Stage, lost: Order) -> None:
    assert {await look(desk, lost) for _ in range(8)} == {OrderStatus.SUBMITTED}  # 56 s
    assert (await desk.portfolio()).reserved == lost.reserved
    assert await look(desk, lost) is OrderStatus.REJECTED
    assert await desk.alerts() == ["NOT_RECEIVED"]
    assert (await desk.portfolio()).reserved == 0
    assert not await Outbox.filter(kind=OutboxKind.JOB, done_at=None)
    await desk.sound()


async def test_a_long_silence_before_the_first_lookup_is_no_proof(desk: Stage, lost: Order) -> None:
    desk.later(seconds=300)
    assert await look(desk, lost) is OrderStatus.SUBMITTED
    assert await look(desk, lost) is OrderStatus.SUBMITTED
    assert await look(desk, lost) is OrderStatus.REJECTED


async def test_an_order_that_turns_up_is_acknowledged(desk: Stage, lost: Order) -> None:
    assert await look(desk, lost) is OrderStatus.SUBMITTED
    await desk.broker.submit(sending.broker_order(lost))
    assert await look(desk, lost) is OrderStatus.FILLED
    assert await desk.alerts() == []
    await desk.sound()


async def test_an_order_that_turns_up_after_its_end_is_open_again(desk: Stage, lost: Order) -> None:
    desk.later(seconds=60)
    for _ in range(3):
        await look(desk, lost)
    acked = BrokerEvent(
        cursor=1,
        account=desk.portfolio_id,
        kind=BrokerEventKind.ACK,
        client_order_id=lost.client_order_id,
        broker_order_id="b1",
        at=desk.clock.now(),
    )
    await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, [acked])
    assert await desk.status(lost.id) is OrderStatus.WORKING
    assert (await desk.portfolio()).reserved == lost.reserved
