"""Proves that two exits at Alpaca are sent once and known by our names, also while its answers do not show them."""

import asyncio
from dataclasses import replace

import pytest

from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_stub_faults import FAULTS, StreamMood
from tests.adapters.alpaca_world import WAIT_S, AlpacaWorld, D, wire
from tests.adapters.broker_contract import (
    ACK,
    CANCELED,
    DESK,
    FILL,
    buy,
    limit,
    sell,
    stop,
)
from trading.errors import Rejected, Unavailable
from trading.orders import OrderType, TimeInForce
from trading.ports import BrokerEventKind, BrokerOrder


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
