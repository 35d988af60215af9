"""Proves that what brokers say is booked once, in whatever order it comes, and that oddities are alerted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count, permutations
from typing import Any

import pytest

from actions import executions
from db.models import BrokerMessage, Execution, Order, Portfolio
from db.reads.facts import order_status
from db.reads.proof import prove
from tests.desks import Stage, buy, changes, sell, sqlite_only, tables
from trading.orders import Ended, OrderStatus
from trading.ports import BrokerEvent, BrokerEventKind

D = Decimal
ACK, FILL, CANCELED, EXPIRED, REJECTED, CANCEL_REJECTED = (
    BrokerEventKind(name) for name in ("ACK", "FILL", "CANCELED", "EXPIRED", "REJECTED", "CANCEL_REJECTED")
)
OPENING = datetime(2011, 3, 2, 14, 30, tzinfo=UTC)


class Broker:
    """A broker whose words are put into its mouth: every event gets the next cursor."""

    def __init__(self, desk: Stage) -> None:
        self.desk = desk
        self.cursors = count(1)
        self.names = count(1)

    def event(self, order: Order, kind: BrokerEventKind, **details: Any) -> BrokerEvent:
        number = next(self.names)
        said: dict[str, Any] = {
            "cursor": 0,
            "account": order.portfolio_id,
            "kind": kind,
            "client_order_id": order.client_order_id,
            "broker_order_id": "b1",
            "at": OPENING + timedelta(seconds=number),
            "raw": {"number": number},
        }
        return BrokerEvent(**(said | details))

    def fill(self, order: Order, filled: str, at: str = "100", **details: Any) -> BrokerEvent:
        name = f"e{next(self.names)}"
        figures = {"quantity": D(filled), "price": D(at), "fee": D("0.05"), "execution_id": name}
        return self.event(order, FILL, **(figures | details))

    async def say(self, *events: BrokerEvent) -> Order:
        """Deliver events one by one; return the order that they speak of."""
        for event in events:
            said = replace(event, cursor=next(self.cursors))
            assert await executions.book(self.desk.desk, self.desk.crew.viewer, event.account, [said]) == 1
        assert (await prove(await self.desk.portfolio())).failures == ()
        return await Order.get(client_order_id=events[-1].client_order_id)


@pytest.fixture
def broker(desk: Stage) -> Broker:
    return Broker(desk)


@pytest.fixture
async def order(desk: Stage) -> Order:
    """A limit order for 10 AAA that nobody sends."""
    return (await desk.place(buy("AAA", "10", limit="100"))).order


async def money(desk: Stage) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Cash, fees, position and reservation."""
    portfolio = await desk.portfolio()
    return portfolio.cash, portfolio.fees, await desk.held("AAA"), portfolio.reserved


# ---------------------------------------------------------------- once


async def test_a_cursor_is_booked_once(desk: Stage, broker: Broker, order: Order) -> None:
    events = [replace(broker.event(order, ACK), cursor=1), replace(broker.fill(order, "4"), cursor=2)]
    book = executions.book
    assert await book(desk.desk, desk.crew.viewer, desk.portfolio_id, events) == 2
    before = await tables()
    assert await book(desk.desk, desk.crew.viewer, desk.portfolio_id, events) == 0
    assert changes(before, await tables()) == {}
    assert await money(desk) == (D("99599.95"), D("0.05"), D(4), D(600))


async def test_the_same_execution_again_is_no_news(desk: Stage, broker: Broker, order: Order) -> None:
    fill = broker.fill(order, "4")
    await broker.say(broker.event(order, ACK), fill)
    once = await money(desk)
    await broker.say(fill, fill)
    assert await money(desk) == once
    assert await desk.alerts() == []
    assert await BrokerMessage.all().count() == 4  # kept all the same


@pytest.mark.parametrize("other", [{"quantity": D(5)}, {"price": D(101)}])
@sqlite_only
async def test_the_same_id_with_other_content_is_a_conflict(
    desk: Stage, broker: Broker, order: Order, other: dict[str, Any]
) -> None:
    fill = broker.fill(order, "4")
    await broker.say(fill)
    once = await money(desk)
    after = await broker.say(replace(fill, **other))
    assert (after.filled, await money(desk)) == (D(4), once)
    assert await desk.alerts() == ["EXEC_CONFLICT"]


@sqlite_only
async def test_the_same_id_for_another_order_is_a_conflict(desk: Stage, broker: Broker, order: Order) -> None:
    second = (await desk.place(buy("AAA", "5", limit="100"))).order
    fill = broker.fill(order, "4")
    await broker.say(fill)
    after = await broker.say(replace(fill, client_order_id=second.client_order_id))
    assert after.filled == 0
    assert await desk.alerts() == ["EXEC_CONFLICT"]


@sqlite_only
async def test_a_batch_is_booked_whole_or_not_at_all(
    desk: Stage, broker: Broker, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [replace(broker.fill(order, "4"), cursor=1), replace(broker.fill(order, "6"), cursor=2)]
    before = await tables()
    original = executions._fill

    async def stumbles(u: Any, given: Order, event: BrokerEvent) -> Any:
        if event.cursor == 2:
            raise RuntimeError("in the middle")
        return await original(u, given, event)

    monkeypatch.setattr(executions, "_fill", stumbles)
    with pytest.raises(RuntimeError):
        await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, events)
    assert changes(before, await tables()) == {}
    monkeypatch.setattr(executions, "_fill", original)
    await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, events)
    assert await desk.status(order.id) is OrderStatus.FILLED


# ---------------------------------------------------------------- in any order


@sqlite_only
@pytest.mark.parametrize(
    ("quantities", "status"), [(("4", "6"), OrderStatus.FILLED), (("4", "3"), OrderStatus.CANCELED)]
)
async def test_every_order_of_events_ends_the_same(
    desk: Stage, broker: Broker, quantities: tuple[str, str], status: OrderStatus
) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits={"max_position_ratio": "1"})
    outcomes = set()
    for events in permutations(range(4)):
        order = (await desk.place(buy("AAA", "10", limit="100"), allow_duplicate=True)).order
        cash, fees, held, reserved = await money(desk)
        said = [
            broker.event(order, ACK),
            broker.fill(order, quantities[0], "99.99"),
            broker.fill(order, quantities[1], "99.985"),
            broker.event(order, CANCELED),
        ]
        await broker.say(*(said[number] for number in events), *(said[number] for number in reversed(events)))
        after = await Order.get(id=order.id)
        now = await money(desk)
        outcomes.add(
            (
                now[0] - cash,
                now[1] - fees,
                now[2] - held,
                now[3] - reserved,
                order_status(after),
                after.filled,
                after.filled_value,
                after.open,
                after.reserved,
            )
        )
    [(cash, fees, held, reserved, *rest)] = outcomes
    assert cash == -fees - (D("399.96") + D("599.91") if status is OrderStatus.FILLED else D("399.96") + D("299.96"))
    assert (fees, held, reserved) == (D("0.10"), sum(map(D, quantities)), D(-1000))
    assert rest[0] is status
    assert rest[3:] == [False, D(0)]
    assert await Execution.all().count() == 48


@sqlite_only
async def test_a_fill_before_the_acknowledgement_acknowledges(broker: Broker, order: Order) -> None:
    after = await broker.say(broker.fill(order, "4"))
    assert after.acked_at is not None
    assert order_status(after) is OrderStatus.PARTIALLY_FILLED
    again = await broker.say(broker.event(order, ACK))
    assert again.acked_at == after.acked_at


# ---------------------------------------------------------------- oddities are booked and alerted


@pytest.mark.parametrize("how", [CANCELED, EXPIRED])
@sqlite_only
async def test_a_late_fill_is_booked(desk: Stage, broker: Broker, order: Order, how: BrokerEventKind) -> None:
    after = await broker.say(broker.event(order, ACK), broker.event(order, how), broker.fill(order, "4"))
    assert order_status(after) is OrderStatus(how.value)
    assert after.filled == 4
    assert await money(desk) == (D("99599.95"), D("0.05"), D(4), D(0))
    assert await desk.alerts() == ["LATE_FILL"]


@sqlite_only
async def test_a_fill_of_a_refused_order_is_booked(desk: Stage, broker: Broker, order: Order) -> None:
    after = await broker.say(broker.event(order, REJECTED, reason="no"), broker.fill(order, "4"))
    assert (order_status(after), after.filled) == (OrderStatus.PARTIALLY_FILLED, D(4))
    assert await desk.alerts() == ["FILL_AFTER_REJECT"]


@sqlite_only
async def test_more_than_was_ordered_is_booked_and_alerted_once(desk: Stage, broker: Broker, order: Order) -> None:
    after = await broker.say(broker.fill(order, "8"), broker.fill(order, "3"), broker.fill(order, "1"))
    assert (order_status(after), after.filled) == (OrderStatus.FILLED, D(12))
    assert await money(desk) == (D("98799.85"), D("0.15"), D(12), D(0))
    assert await desk.alerts() == ["OVERFILL"]


@sqlite_only
async def test_an_overfilled_sale_crosses_zero(desk: Stage, broker: Broker) -> None:
    bought = (await desk.place(buy("AAA", "10", limit="100"))).order
    await broker.say(broker.fill(bought, "10"))
    sold = (await desk.place(sell("AAA", "10"))).order
    await broker.say(broker.fill(sold, "15", "90"))
    assert await desk.held("AAA") == -5
    assert (await desk.portfolio()).realized == D("-100.00")


@pytest.mark.parametrize(
    "figures",
    [
        {"quantity": D("NaN")},
        {"quantity": D(0)},
        {"quantity": D(-4)},
        {"price": D("Infinity")},
        {"price": D(0)},
        {"quantity": D("1e40")},
        {"quantity": D("1e-12")},
        {"price": D("100.0000001")},
        {"fee": D("0.001")},
        {"fee": D("NaN")},
        {"execution_id": None},
        {"quantity": None},
    ],
)
@sqlite_only
async def test_a_fill_that_makes_no_sense_is_not_booked_and_stops_nothing(
    desk: Stage, broker: Broker, order: Order, figures: dict[str, Any]
) -> None:
    cash = await money(desk)
    after = await broker.say(broker.fill(order, "4", raw={"text": "x" * 5000}, **figures))
    assert (after.filled, await money(desk)) == (D(0), cash)
    assert await desk.alerts() == ["INVALID_FILL"]
    after = await broker.say(broker.fill(order, "10"))
    assert order_status(after) is OrderStatus.FILLED


async def test_an_order_that_is_not_ours_is_alerted_and_stops_nothing(
    desk: Stage, broker: Broker, order: Order
) -> None:
    other = await desk.another_portfolio()
    theirs = (await desk.place(buy("AAA", "1"), portfolio_id=other)).order
    foreign = replace(broker.fill(order, "1"), client_order_id="x" * 2000)
    misdirected = replace(broker.fill(theirs, "1"), account=desk.portfolio_id)
    for event in (foreign, misdirected):
        said = replace(event, cursor=next(broker.cursors))
        await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, [said])
    assert await desk.alerts() == ["EXTERNAL_ORDER", "EXTERNAL_ORDER"]
    assert (await Order.get(id=theirs.id)).filled == 0
    assert order_status(await broker.say(broker.fill(order, "10"))) is OrderStatus.FILLED


@sqlite_only
async def test_a_refused_cancel_leaves_the_order_working(desk: Stage, broker: Broker, order: Order) -> None:
    await broker.say(broker.event(order, ACK))
    await Order.filter(id=order.id).update(cancel_pending=True)
    after = await broker.say(broker.event(order, CANCEL_REJECTED, reason="too late"))
    assert order_status(after) is OrderStatus.WORKING
    assert after.reserved == (await desk.portfolio()).reserved == D(1000)


@sqlite_only
async def test_the_end_of_an_ended_order_is_no_news(broker: Broker, order: Order) -> None:
    after = await broker.say(broker.event(order, CANCELED), broker.event(order, EXPIRED), broker.event(order, REJECTED))
    assert (after.ended, after.rejection) == (Ended.CANCELED, None)
