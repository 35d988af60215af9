"""Proves that an order whose outcome is unknown ends only when the broker has not known it for long enough."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import pytest

from actions import executions, orders, sending, stops
from db.models import Order, Outbox, OutboxKind
from tests.desks import Stage, buy
from trading.errors import Unavailable
from trading.orders import OrderStatus
from trading.ports import BrokerEvent, BrokerEventKind
from trading.stop import StopLevel, StopScope

Happening = Callable[[Stage, Order], Awaitable[object]]


@pytest.fixture
async def lost(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> Order:
    """An order whose worker died before the call, at a broker that is slow to know and would take it twice."""
    slow = replace(desk.broker.capabilities, finds_at_once=False, dedupes_client_id=False)
    monkeypatch.setattr(desk.broker, "capabilities", slow)
    placed = await desk.place(buy("AAA", "10"))
    await sending.claim(desk.desk, desk.crew.viewer, placed.order.id)
    return placed.order


async def look(desk: Stage, order: Order, seconds: float = 0) -> OrderStatus:
    """Let the lease end, or so many seconds pass, and the worker look the order up if that is due."""
    desk.later(seconds=seconds or 7)
    await desk.work()
    return await desk.status(order.id)


async def test_it_takes_three_lookups_and_a_minute_from_the_first(desk: Stage, lost: Order) -> None:
    assert await look(desk, lost) is OrderStatus.SUBMITTED  # the first
    assert {await look(desk, lost, 29) for _ in range(2)} == {OrderStatus.SUBMITTED}
    assert (await Order.get(id=lost.id)).misses == 2
    assert (await desk.portfolio()).reserved == lost.reserved
    assert await look(desk, lost, 2) is OrderStatus.REJECTED
    assert await desk.alerts() == ["NOT_RECEIVED"]
    assert (await desk.portfolio()).reserved == 0
    assert not await Outbox.filter(kind=OutboxKind.JOB, done_at=None)
    await desk.sound()


async def test_a_long_silence_before_the_first_lookup_is_no_proof(desk: Stage, lost: Order) -> None:
    desk.later(seconds=300)
    assert {await look(desk, lost, 20) for _ in range(3)} == {OrderStatus.SUBMITTED}  # 40 s since the first of them
    assert await look(desk, lost, 20) is OrderStatus.REJECTED


async def test_lookups_are_made_in_their_time_and_no_sooner(
    desk: Stage, lost: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []

    async def unreachable(_account: str, _client_order_id: str) -> None:
        asked.append(desk.clock.now())
        raise Unavailable("the broker is away")

    monkeypatch.setattr(desk.broker, "lookup", unreachable)
    desk.later(seconds=6)
    for _ in range(400):
        await desk.work()
        desk.later(milliseconds=250)
    assert [(at - asked[0]).total_seconds() for at in asked] == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 29.5, 59.5, 89.5]


async def test_a_lookup_without_an_answer_starts_the_count_anew(
    desk: Stage, lost: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        assert await look(desk, lost, 20) is OrderStatus.SUBMITTED
    assert (await Order.get(id=lost.id)).misses == 2

    async def unreachable(_account: str, _client_order_id: str) -> None:
        raise Unavailable("the broker is away")

    with monkeypatch.context() as broken:
        broken.setattr(desk.broker, "lookup", unreachable)
        assert await look(desk, lost, 30) is OrderStatus.SUBMITTED
    assert {await look(desk, lost, 30) for _ in range(2)} == {OrderStatus.SUBMITTED}
    assert await look(desk, lost, 31) is OrderStatus.REJECTED


async def test_an_order_that_turns_up_is_acknowledged(desk: Stage, lost: Order) -> None:
    assert await look(desk, lost) is OrderStatus.SUBMITTED
    await desk.broker.submit(sending.broker_order(lost))
    assert await look(desk, lost) is OrderStatus.FILLED
    assert await desk.alerts() == []
    await desk.sound()


async def test_an_order_that_turns_up_after_its_end_is_open_again(desk: Stage, lost: Order) -> None:
    for _ in range(4):
        await look(desk, lost, 30)
    assert await desk.status(lost.id) is OrderStatus.REJECTED
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


@pytest.fixture
async def unsent(desk: Stage) -> Order:
    """An order whose worker died before the call, at a broker that knows at once and takes no order twice."""
    placed = await desk.place(buy("AAA", "10"))
    await sending.claim(desk.desk, desk.crew.viewer, placed.order.id)
    return placed.order


async def nothing(_desk: Stage, _order: Order) -> None:
    pass


async def stop(desk: Stage, _order: Order) -> None:
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "enough")


async def cancel(desk: Stage, order: Order) -> None:
    await orders.cancel(desk.desk, desk.owner, order.id)


async def restate(_desk: Stage, order: Order) -> None:
    await Order.filter(id=order.id).update(quantity=order.quantity * 4)


@pytest.mark.parametrize(
    ("meanwhile", "becomes"),
    [
        (nothing, OrderStatus.FILLED),
        (stop, OrderStatus.REJECTED),
        (cancel, OrderStatus.CANCELED),
        (restate, OrderStatus.REJECTED),
    ],
)
async def test_what_came_during_a_lookup_decides_whether_an_order_is_sent_again(
    desk: Stage, unsent: Order, monkeypatch: pytest.MonkeyPatch, meanwhile: Happening, becomes: OrderStatus
) -> None:
    """A stop, a cancel, or the booking of a split: what was claimed before is not what may go out now."""
    ask = desk.broker.lookup

    async def slow(account: str, client_order_id: str) -> object:
        answer = await ask(account, client_order_id)
        await meanwhile(desk, unsent)
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(desk.broker, "lookup", slow)
        assert await look(desk, unsent) is becomes
    assert bool(await desk.broker.lookup(desk.portfolio_id, unsent.client_order_id)) is (meanwhile is nothing)
