"""Proves that a stop of one strategy stops its orders and no others, beside those of the portfolio and the desk."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest

from actions.releases import release
from actions.stops import Engaged, engage
from actions.strategies import enable, recommender
from actions.viewer import Viewer
from db.models import Order, Portfolio, Role, Stop, StopReceipt
from tests.desks import LOOSE, Stage, buy, changes, sell, sqlite_only, tables
from trading.errors import Conflict, DenialCode, InvalidInput, NotAllowed, NotFound
from trading.orders import OrderStatus, Terms
from trading.stop import StopLevel, StopReason, StopScope, TradingState

STRATEGY = StopScope.STRATEGY
ACTIVE, REDUCING, HALTED = TradingState
PAUSE, STOP, FLATTEN = StopLevel


async def stop(desk: Stage, level: StopLevel = STOP, viewer: Viewer | None = None, **more: Any) -> Engaged:
    target = more.pop("strategy_id", recommender(desk.portfolio_id))
    return await engage(desk.desk, viewer or desk.owner, STRATEGY, None, level, "a test", strategy_id=target)


async def release_to(desk: Stage, to: TradingState, viewer: Viewer) -> Stop:
    strategy_id = recommender(desk.portfolio_id)
    return await release(desk.desk, viewer, STRATEGY, None, to, "all is well", strategy_id=strategy_id)


async def automatic(desk: Stage, terms: Terms) -> Order:
    return (await desk.place(terms, strategy_id=recommender(desk.portfolio_id), allow_duplicate=True)).order


async def test_a_stop_denies_and_cancels_what_is_the_strategys_and_nothing_else(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    mine = await desk.trade(buy("BBB", "10", limit="40", gtc=True))
    working = [await automatic(desk, buy("AAA", "10", limit=price, gtc=True)) for price in ("90", "91")]
    await desk.work()
    unsent, my_unsent = await automatic(desk, buy("CCC", "1")), (await desk.place(buy("CCC", "2"))).order
    engaged = await stop(desk)
    assert (engaged.stops[0].state, engaged.stops[0].portfolio_id) == (HALTED, desk.portfolio_id)
    assert await desk.status(unsent.id) is OrderStatus.DENIED
    await desk.work()
    assert await desk.stop_round() == 1
    assert [await desk.status(each.id) for each in working] == [OrderStatus.CANCELED] * 2
    assert await desk.status(mine.id) is OrderStatus.WORKING
    assert await desk.status(my_unsent.id) is OrderStatus.FILLED
    receipt = await StopReceipt.get(target=recommender(desk.portfolio_id))
    assert (receipt.orders_denied, receipt.orders_canceled, receipt.orders_still_open) == (1, 2, 0)
    assert (await automatic(desk, buy("CCC", "1"))).denial == DenialCode.TRADING_HALTED
    assert (await desk.place(buy("AAA", "1"))).order.denial is None
    await desk.work()
    await desk.sound()


async def test_an_order_that_was_accepted_just_before_is_not_claimed(desk: Stage) -> None:
    order = await automatic(desk, buy("AAA", "1"))
    await Order.filter(id=order.id).update(open=False)  # as if the stop had not seen it
    await stop(desk)
    await Order.filter(id=order.id).update(open=True)
    await desk.work()
    found = await Order.get(id=order.id)
    assert (found.sent_at, found.denial) == (None, DenialCode.TRADING_HALTED)


@sqlite_only
async def test_a_paused_strategy_may_still_close(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await stop(desk, PAUSE)
    assert (await automatic(desk, buy("AAA", "1"))).denial == DenialCode.TRADING_HALTED
    closing = await automatic(desk, sell("AAA", "4"))
    await desk.work()
    assert await desk.status(closing.id) is OrderStatus.FILLED


@sqlite_only
async def test_the_strictest_scope_applies(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await stop(desk, PAUSE)
    await engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, STOP, "all")
    assert (await automatic(desk, sell("AAA", "1"))).denial == DenialCode.TRADING_HALTED


async def test_a_release_takes_two_steps_and_another_person_and_moves_no_peak(desk: Stage) -> None:
    rita = await desk.person("Rita", Role.RISK_OFFICER)
    await stop(desk)
    await desk.stop_round()
    await Portfolio.filter(id=desk.portfolio_id).update(peak_equity=Decimal(123456))
    with pytest.raises(Conflict):
        await release_to(desk, REDUCING, desk.owner)
    with pytest.raises(Conflict):
        await release_to(desk, ACTIVE, rita)
    assert (await release_to(desk, REDUCING, rita)).state is REDUCING
    assert (await release_to(desk, ACTIVE, rita)).state is ACTIVE
    assert (await desk.portfolio()).peak_equity == 123456
    await Portfolio.filter(id=desk.portfolio_id).update(peak_equity=Decimal(100000))
    assert (await automatic(desk, buy("AAA", "1"))).denial is None


@sqlite_only
async def test_a_disabled_strategy_is_not_loosened_by_a_pause_nor_a_stop_undone_by_enabling(desk: Stage) -> None:
    denials = [(await automatic(desk, buy("AAA", "1"))).denial for _ in range(4)]
    assert denials == [None, None, None, DenialCode.AUTO_EXEC_LIMIT]
    row = await Stop.get(target=recommender(desk.portfolio_id))
    assert (row.state, row.reason) == (HALTED, StopReason.THROTTLE)
    assert (await automatic(desk, buy("BBB", "1"))).denial == DenialCode.STRATEGY_DISABLED
    await stop(desk, PAUSE)
    row = await Stop.get(target=row.target)
    assert (row.state, row.reason) == (HALTED, StopReason.MANUAL)
    with pytest.raises(Conflict):
        await enable(desk.desk, desk.owner, row.target, "go on")
    assert (await automatic(desk, buy("BBB", "1"))).denial == DenialCode.TRADING_HALTED


@sqlite_only
async def test_who_may_stop_which_strategy(desk: Stage) -> None:
    stranger, viewer = await desk.person("Sam", None), await desk.person("Vera", Role.VIEWER)
    before = await tables()
    with pytest.raises(NotFound):
        await stop(desk, viewer=stranger)
    with pytest.raises(NotFound):
        await stop(desk, strategy_id="0" * 32)
    with pytest.raises(NotAllowed):
        await stop(desk, viewer=viewer)
    with pytest.raises(InvalidInput):
        await stop(desk, strategy_id=None)
    with pytest.raises(InvalidInput):
        await stop(desk, FLATTEN)
    assert changes(before, await tables()) == {}


async def test_stops_of_strategy_and_portfolio_do_not_lock_each_other_out(desk: Stage) -> None:
    async def disable() -> None:
        for _ in range(4):
            await automatic(desk, buy("AAA", "1"))

    portfolio = engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, PAUSE, "all")
    await asyncio.gather(*(stop(desk) for _ in range(5)), disable(), portfolio)
    assert (await Stop.get(target=recommender(desk.portfolio_id))).state is HALTED
