"""Proves that a flatten closes every position, tries again within bounds, and claims nothing that is not so."""

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import feeds, releases
from actions.stops import engage
from adapters.registry import FEED
from db.models import Alert, Order, Portfolio, Quote, Stop, StopReceipt
from db.reads.facts import order_status
from tests.desks import LOOSE, Stage, buy, executions, sell, sqlite_only
from trading.alerts import AlertCode, Severity
from trading.closing import FRUITLESS_MAX
from trading.errors import DenialCode, Rejected, Unavailable
from trading.orders import OrderOrigin, OrderStatus, OrderType
from trading.ports import BrokerOrder
from trading.stop import StopLevel, StopScope, TradingState
from workers import orders as order_jobs

D = Decimal
DAYS_BEFORE = datetime(2011, 2, 1, tzinfo=UTC)
PORTFOLIO, GLOBAL = StopScope.PORTFOLIO, StopScope.GLOBAL


async def flatten(desk: Stage, scope: StopScope = PORTFOLIO) -> Stop:
    target = desk.portfolio_id if scope is PORTFOLIO else None
    return (await engage(desk.desk, desk.owner, scope, target, StopLevel.FLATTEN, "a test")).stops[0]


async def rounds(desk: Stage, count: int = 1) -> int:
    """Let the loop look so often, with time enough between; return how many stops were carried out."""
    done = 0
    for _ in range(count):
        desk.later(seconds=11)
        await feeds.beat(desk.desk, FEED)
        done += await desk.stop_round()
    return done


async def closing(desk: Stage, portfolio_id: str | None = None) -> list[Order]:
    mine = Order.filter(portfolio_id=portfolio_id or desk.portfolio_id, origin=OrderOrigin.STOP)
    return await mine.order_by("sequence")


async def receipt(desk: Stage) -> StopReceipt:
    found = await StopReceipt.filter(portfolio_id=desk.portfolio_id).order_by("-epoch").first()
    assert found is not None
    return found


async def steps(desk: Stage) -> list[str]:
    return [str(step["name"]) for step in (await receipt(desk)).steps]


@pytest.mark.parametrize("scope", [PORTFOLIO, GLOBAL])
async def test_it_closes_every_position_of_every_portfolio_without_the_queue(desk: Stage, scope: StopScope) -> None:
    other = await desk.another_portfolio()
    await desk.trade(buy("AAA", "10"))
    await desk.trade(buy("BBB", "4.5"))
    exiting = await desk.trade(sell("AAA", "10", stop="95", gtc=True))  # would still be selling
    await desk.trade(buy("AAA", "3"), portfolio_id=other)
    await flatten(desk, scope)
    assert await desk.stop_round() == 1
    assert await desk.status(exiting.id) is OrderStatus.CANCELED
    assert (await desk.held("AAA"), await desk.held("BBB")) == (D(0), D(0))
    placed = await closing(desk)
    assert {order_status(each) for each in placed} == {OrderStatus.FILLED}
    assert [(each.type, each.limit_price) for each in placed] == [
        (OrderType.LIMIT, D(95)),
        (OrderType.LIMIT, D("47.5")),
    ]
    done = await receipt(desk)
    assert (done.positions_closed, done.orders_canceled) == (2, 1)
    assert await steps(desk) == ["halt", "first cancel", "verified", "closing", "flat", "done"]
    left = (await desk.desk.brokers["paper"].account(other)).positions
    assert left == ({"AAA": D(3)} if scope is PORTFOLIO else {})
    await desk.work()
    await desk.sound()


async def test_again_after_an_earlier_stop_and_a_restart_in_between(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await engage(desk.desk, desk.owner, GLOBAL, None, StopLevel.PAUSE, "the epochs of desk and portfolio add up")
    await releases.release(desk.desk, desk.crew.viewer, GLOBAL, None, TradingState.ACTIVE, "all is well")
    await flatten(desk)
    await desk.stop_round()
    await Stop.filter(target=desk.portfolio_id).update(pending=True)  # it died before it could say so
    await desk.stop_round()
    await desk.work()
    assert [order_status(each) for each in await closing(desk)] == [OrderStatus.FILLED]
    assert await desk.held("AAA") == 0


@sqlite_only
async def test_an_archived_portfolio_is_closed_too(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await Portfolio.filter(id=desk.portfolio_id).update(archived_at=desk.clock.now())
    await flatten(desk, GLOBAL)
    assert await desk.stop_round() == 1
    assert await desk.held("AAA") == 0


# ---------------------------------------------------------------- again


async def test_what_is_refused_or_denied_is_tried_again_and_closed(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.trade(buy("AAA", "10"))
    await flatten(desk)

    async def refuses(_order: BrokerOrder) -> Any:
        raise Rejected("not now")

    with monkeypatch.context() as moody:
        moody.setattr(desk.broker, "submit", refuses)
        assert await rounds(desk) == 0
    quote = await Quote.get(symbol="AAA")
    await Quote.filter(symbol="AAA").delete()
    assert await rounds(desk) == 0
    await Quote.bulk_create([quote])
    assert await rounds(desk) == 1
    tried = await closing(desk)
    assert [order_status(each) for each in tried] == [OrderStatus.REJECTED, OrderStatus.DENIED, OrderStatus.FILLED]
    assert tried[1].denial == DenialCode.NO_PRICE
    assert len({each.idempotency_key for each in tried}) == len({each.client_order_id for each in tried}) == 3
    assert {each.halt_epoch for each in tried} == {1}
    assert await desk.held("AAA") == 0
    assert (await receipt(desk)).positions_closed == 1
    await desk.sound()


@sqlite_only
async def test_it_gives_up_after_so_many_and_tells_a_person_once(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.trade(buy("BBB", "10"))
    await flatten(desk)
    submit = desk.broker.submit

    async def refuses(order: BrokerOrder) -> Any:
        if order.symbol == "AAA":
            raise Rejected("never")
        return await submit(order)

    monkeypatch.setattr(desk.broker, "submit", refuses)
    assert await rounds(desk, FRUITLESS_MAX + 3) == 1
    assert (await desk.held("AAA"), await desk.held("BBB")) == (D(10), D(0))
    assert len(await Order.filter(origin=OrderOrigin.STOP, symbol="AAA")) == FRUITLESS_MAX
    [alert] = await Alert.filter(code=AlertCode.STOP_INCOMPLETE)
    assert (alert.severity, alert.symbol) == (Severity.CRITICAL, "AAA")
    assert "never" in alert.message
    assert (await receipt(desk)).positions_closed == 1
    assert "not flat" in await steps(desk)


@sqlite_only
async def test_between_two_attempts_it_waits_longer_each_time(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.trade(buy("AAA", "10"))
    await flatten(desk)

    async def refuses(_order: BrokerOrder) -> Any:
        raise Rejected("not now")

    monkeypatch.setattr(desk.broker, "submit", refuses)
    for tries, pause_s in enumerate((0.5, 1, 2, 4), start=1):
        await desk.stop_round()
        desk.later(seconds=pause_s - 0.01)
        await desk.stop_round()
        assert len(await closing(desk)) == tries
        desk.later(seconds=0.02)


@sqlite_only
async def test_an_unanswered_closing_order_is_looked_up_and_never_doubled(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.trade(buy("AAA", "10"))
    await flatten(desk)
    submit = desk.broker.submit

    async def loses_the_answer(order: BrokerOrder) -> Any:
        await submit(order)
        raise Unavailable("gone")

    with monkeypatch.context() as moody:
        moody.setattr(desk.broker, "submit", loses_the_answer)
        await desk.stop_round()
    await rounds(desk, 2)
    await desk.work()
    assert len(await closing(desk)) == 1
    assert await desk.held("AAA") == 0
    await desk.sound()


# ---------------------------------------------------------------- the market


@sqlite_only
async def test_with_the_market_closed_the_orders_wait_for_the_open(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.close()
    await flatten(desk)
    assert await rounds(desk, 3) == 0
    [waiting] = await closing(desk)
    assert order_status(waiting) is OrderStatus.WORKING
    assert "waits for the open" in await steps(desk)
    assert (await receipt(desk)).positions_closed == 0
    assert (await Stop.get(target=desk.portfolio_id)).pending
    await desk.tick()
    assert await rounds(desk) == 1
    assert await desk.held("AAA") == 0
    assert (await receipt(desk)).positions_closed == 1
    assert (await steps(desk))[-2:] == ["flat", "done"]
    await desk.sound()


@sqlite_only
async def test_a_price_that_is_too_old_is_waited_for_and_costs_no_attempt(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.trade(buy("BBB", "10"))
    await Quote.filter(symbol="AAA").update(at=DAYS_BEFORE)
    await flatten(desk)
    assert await rounds(desk, FRUITLESS_MAX) == 0
    await Quote.filter(symbol="AAA").update(at=DAYS_BEFORE + timedelta(days=1))  # a feed that lags, and goes on
    assert await rounds(desk, 2) == 0
    assert ([each.symbol for each in await closing(desk)], await desk.held("AAA")) == (["BBB"], D(10))
    [alert] = await Alert.filter(code=AlertCode.STOP_INCOMPLETE)
    assert (alert.severity, alert.symbol) == (Severity.CRITICAL, "AAA")
    assert "waits for a price" in await steps(desk)
    await desk.tick()
    assert await rounds(desk, 2) == 1
    assert (await desk.held("AAA"), (await receipt(desk)).positions_closed) == (D(0), 2)
    await desk.sound()


async def test_an_open_beyond_the_collar_is_met_at_the_collar_of_then(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.close()
    await flatten(desk)
    await rounds(desk)
    await desk.tick(AAA="80")  # 20% lower: the limit of 95 is far above the market
    assert await rounds(desk, 3) == 1
    first, second = await closing(desk)
    assert (order_status(first), first.limit_price) == (OrderStatus.CANCELED, D(95))
    assert (order_status(second), second.limit_price) == (OrderStatus.FILLED, D(76))
    assert await desk.held("AAA") == 0
    await desk.sound()


@sqlite_only
async def test_what_the_market_takes_only_in_parts_is_closed_in_parts(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    await desk.trade(buy("CCC", "4000"))
    await flatten(desk)
    desk.market.volume = 15_000  # a tick takes 1,500
    await desk.tick()
    held = [await desk.held("CCC")]
    for _ in range(3):
        await rounds(desk)
        await desk.tick()
        held.append(await desk.held("CCC"))
    await rounds(desk, 2)
    assert held == sorted(held, reverse=True)
    assert await desk.held("CCC") == 0
    [only] = await closing(desk)  # it stayed at work: no more than one is ever open
    assert len(await executions(only.id)) > 1
    await desk.sound()


@sqlite_only
async def test_what_expires_at_the_close_is_placed_again(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    await desk.trade(buy("CCC", "4000"))
    await flatten(desk)
    desk.market.volume = 2_000
    await desk.tick()
    await rounds(desk)
    await desk.close()
    await rounds(desk)
    first, second = await closing(desk)
    assert order_status(first) is OrderStatus.EXPIRED
    assert (order_status(second), second.quantity) == (OrderStatus.WORKING, await desk.held("CCC"))
    desk.market.volume = 1_000_000
    await desk.tick()
    assert await rounds(desk) == 1
    assert await desk.held("CCC") == 0
    await desk.sound()


# ---------------------------------------------------------------- other brokers, other stops


async def test_one_dead_broker_keeps_no_other_portfolio_waiting(desk: Stage) -> None:
    other = await desk.another_portfolio()
    mine = await desk.trade(buy("AAA", "10", limit="90"))
    await desk.trade(buy("BBB", "3"))
    await Portfolio.filter(id=other).update(broker="gone")
    await flatten(desk, GLOBAL)
    assert await desk.stop_round() == 0
    assert await desk.status(mine.id) is OrderStatus.CANCELED
    assert await desk.held("BBB") == 0
    assert (await Stop.get(target="desk")).pending
    await Portfolio.filter(id=other).update(broker="paper")
    assert await rounds(desk) == 1


@pytest.mark.parametrize("level", [StopLevel.PAUSE, StopLevel.STOP, StopLevel.FLATTEN])
async def test_another_stop_on_top_cancels_the_closing_orders_and_they_are_placed_anew(
    desk: Stage, level: StopLevel
) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.close()
    await flatten(desk)
    await rounds(desk)
    await engage(desk.desk, desk.owner, GLOBAL, None, level, "the whole desk as well")
    await rounds(desk, 2)
    first, second = await closing(desk)
    assert order_status(first) is OrderStatus.CANCELED
    assert (order_status(second), second.halt_epoch) == (OrderStatus.WORKING, 2)
    await desk.tick()
    await rounds(desk, 2)
    assert await desk.held("AAA") == 0
    assert not await Stop.filter(pending=True).exists()
    assert len(await closing(desk)) == 2
    await desk.sound()


@sqlite_only
async def test_a_broker_that_falls_silent_in_the_middle_holds_no_flatten_for_ever(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.trade(buy("AAA", "10"))
    await flatten(desk)
    submit = desk.broker.submit

    async def never(*_: object) -> Any:
        await asyncio.Event().wait()

    with monkeypatch.context() as silent:

        async def last_word(order: BrokerOrder) -> Any:
            silent.setattr(desk.broker, "events", never)
            silent.setattr(order_jobs, "CALL_S", 0.05)
            return await submit(order)

        silent.setattr(desk.broker, "submit", last_word)
        async with asyncio.timeout(60):
            assert await rounds(desk, 3) == 0
    assert await rounds(desk) == 1
    assert await desk.held("AAA") == 0
    await desk.sound()
