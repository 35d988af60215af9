"""Proves that a stop stays a stop: what works or is held again after it was carried out is cancelled and closed too."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from actions import executions, feeds, releases
from actions.sending import broker_order
from actions.stops import engage
from adapters.brokers.paper import PaperBroker
from adapters.registry import FEED
from db.models import Order, Role, Stop, StopReceipt
from db.reads.facts import order_status
from tests.desks import Stage, buy, sell, sqlite_only
from trading.errors import Unavailable
from trading.orders import OrderOrigin, OrderSide, OrderStatus, OrderType
from trading.ports import BrokerEvent, BrokerEventKind, BrokerOrder
from trading.stop import StopLevel, StopScope, TradingState

PORTFOLIO, GLOBAL = StopScope.PORTFOLIO, StopScope.GLOBAL
STOP, FLATTEN = StopLevel.STOP, StopLevel.FLATTEN


async def engaged(desk: Stage, level: StopLevel, scope: StopScope = PORTFOLIO) -> None:
    target = desk.portfolio_id if scope is PORTFOLIO else None
    await engage(desk.desk, desk.owner, scope, target, level, "a test")


async def rounds(desk: Stage, count: int) -> int:
    """Let the loop look so often, with time enough between; return how many stops were carried out."""
    done = 0
    for _ in range(count):
        desk.later(seconds=31)
        await feeds.beat(desk.desk, FEED)
        done += await desk.stop_round()
    return done


async def heard(desk: Stage) -> None:
    await executions.drain(desk.desk, desk.crew.viewer, desk.broker, desk.portfolio_id)


async def steps(desk: Stage) -> list[str]:
    receipt = await StopReceipt.get(portfolio_id=desk.portfolio_id)
    return [str(step["name"]) for step in receipt.steps]


def of_other_hands(desk: Stage) -> BrokerOrder:
    return BrokerOrder(
        account=desk.portfolio_id,
        client_order_id="by hand",
        symbol="AAA",
        side=OrderSide.BUY,
        type=OrderType.MARKET,
        quantity=Decimal(3),
    )


async def lost(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> Order:
    """An order whose call is on its way for so long that it counts as never received."""

    async def on_its_way(_order: BrokerOrder) -> Any:
        raise Unavailable("no answer")

    with monkeypatch.context() as slow:
        slow.setattr(desk.broker, "submit", on_its_way)
        return await desk.trade(buy("AAA", "10", limit="90"))


@pytest.mark.parametrize("scope", [PORTFOLIO, GLOBAL])
async def test_a_call_that_arrives_when_the_stop_is_over_is_stopped_as_well(
    desk: Stage, monkeypatch: pytest.MonkeyPatch, scope: StopScope
) -> None:
    unsure = replace(desk.broker.capabilities, finds_at_once=False, dedupes_client_id=False)
    monkeypatch.setattr(PaperBroker, "capabilities", unsure)
    order = await lost(desk, monkeypatch)
    await engaged(desk, STOP, scope)
    with monkeypatch.context() as slow:
        lookup = desk.broker.lookup

        async def takes_its_time(account: str, name: str) -> Any:
            desk.later(seconds=31)
            return await lookup(account, name)

        slow.setattr(desk.broker, "lookup", takes_its_time)
        assert await rounds(desk, 6) == 1
    assert await desk.status(order.id) is OrderStatus.REJECTED
    before = await steps(desk)

    await desk.broker.submit(broker_order(order))  # now it is there
    await heard(desk)
    assert await desk.status(order.id) is OrderStatus.WORKING
    assert await rounds(desk, 1) == 0
    assert (await StopReceipt.get(portfolio_id=desk.portfolio_id)).all_confirmed_ms is None
    assert await rounds(desk, 1) == 1
    assert await desk.status(order.id) is OrderStatus.CANCELED
    there = await desk.broker.account(desk.portfolio_id)
    assert there.open_orders == ()
    assert await steps(desk) == [*before, "taken up again", "first cancel", "verified", "done"]
    assert (await StopReceipt.get(portfolio_id=desk.portfolio_id)).all_confirmed_ms is not None
    assert await rounds(desk, 2) == 0
    await desk.sound()


async def test_what_is_held_again_after_a_flatten_is_closed_again(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await engaged(desk, FLATTEN)
    assert await rounds(desk, 1) == 1
    await desk.broker.submit(of_other_hands(desk))
    await heard(desk)
    assert await desk.held("AAA") == 3
    assert await rounds(desk, 2) == 1
    assert await desk.held("AAA") == 0
    assert await Order.filter(origin=OrderOrigin.STOP).count() == 2
    assert await rounds(desk, 2) == 0
    await desk.sound()


@sqlite_only
async def test_what_other_hands_place_under_a_halt_is_left_alone(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await engaged(desk, STOP)
    await rounds(desk, 1)
    acked = BrokerEvent(
        cursor=(await desk.portfolio()).broker_cursor + 1,
        account=desk.portfolio_id,
        kind=BrokerEventKind.ACK,
        client_order_id="by hand",
        broker_order_id="b1",
        at=desk.clock.now(),
        symbol="AAA",
        side=OrderSide.BUY,
        quantity=Decimal(3),
    )
    await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, [acked])
    assert await rounds(desk, 3) == 0
    [theirs] = await Order.filter(origin=OrderOrigin.EXTERNAL)
    assert order_status(theirs) is OrderStatus.WORKING
    assert await desk.held("AAA") == 10


@sqlite_only
async def test_what_is_released_is_not_taken_up_again(desk: Stage) -> None:
    colleague = await desk.person("Rita", Role.RISK_OFFICER)
    await desk.trade(buy("AAA", "10"))
    await engaged(desk, STOP)
    await rounds(desk, 1)
    await releases.release(desk.desk, colleague, PORTFOLIO, desk.portfolio_id, TradingState.REDUCING, "all is well")
    exit_ = await desk.trade(sell("AAA", "10", limit="110"))
    assert await rounds(desk, 3) == 0
    assert await desk.status(exit_.id) is OrderStatus.WORKING
    assert not (await Stop.get(target=desk.portfolio_id)).pending
