"""Proves that the watch reduces a desk whose feed, broker, clients or clock misbehave, once, and no other."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from actions.orders import Placed
from actions.releases import release
from adapters.registry import FEED
from adapters.system import SystemClock
from db.models import Alert, Feed, Order, OrderMessage, Portfolio, Role, Stop, StopReceipt
from tests.desks import LOOSE, Stage, buy, changes, sell, sqlite_only, tables
from trading.alerts import AlertCode
from trading.errors import DenialCode, IdempotencyRefused, Rejected
from trading.market import Phase
from trading.stop import StopReason, StopScope, TradingState
from workers.watch import Watch

ACTIVE, REDUCING, _ = TradingState


async def state(desk: Stage, target: str | None = None) -> tuple[TradingState, StopReason | None]:
    row = await Stop.get_or_none(target=target or desk.portfolio_id)
    return (row.state, row.reason) if row else (ACTIVE, None)


async def looks(desk: Stage, watch: Watch, seconds: int) -> None:
    for _ in range(seconds):
        desk.later(seconds=1)
        await watch.look()


# ---------------------------------------------------------------- the feed


async def test_thirty_silent_seconds_in_session_reduce_who_has_orders_at_work(desk: Stage) -> None:
    idle = await desk.another_portfolio()
    await desk.trade(buy("AAA", "10", limit="90"))
    watch = Watch(desk.crew)
    await watch.look()
    await looks(desk, watch, 29)
    assert await state(desk) == (ACTIVE, None)
    await looks(desk, watch, 1)
    assert await state(desk) == (REDUCING, StopReason.FEED_SILENT)
    assert await desk.alerts() == ["STOP_ENGAGED", "FEED_SILENT"]
    assert await state(desk, idle) == (ACTIVE, None)
    await looks(desk, watch, 5)
    await desk.tick()  # prices are back: a person looks first
    await watch.look()
    assert await state(desk) == (REDUCING, StopReason.FEED_SILENT)
    assert len(await desk.alerts()) == 2


@sqlite_only
@pytest.mark.parametrize("change", [{"phase": Phase.CLOSE.value}, {"paused": True}, {"ended": True}])
async def test_a_market_that_is_closed_or_paused_owes_no_prices(desk: Stage, change: dict[str, Any]) -> None:
    await desk.trade(buy("AAA", "10", limit="90"))
    await Feed.filter(name=FEED).update(**change)
    watch = Watch(desk.crew)
    await looks(desk, watch, 40)
    assert await state(desk) == (ACTIVE, None)


@sqlite_only
async def test_a_clock_that_is_set_from_step_to_step_is_no_silence(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10", limit="90"))
    watch = Watch(desk.crew)
    for _ in range(8):
        desk.later(hours=1)
        await watch.look()
    assert await state(desk) == (ACTIVE, None)


# ---------------------------------------------------------------- rejects and denials


async def refuse(desk: Stage, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    async def no(_: object) -> Any:
        raise Rejected("no")

    with monkeypatch.context() as broken:
        broken.setattr(desk.broker, "submit", no)
        for _ in range(times):
            await desk.trade(buy("BBB", "1"), allow_duplicate=True)


async def test_the_fifth_reject_among_ten_orders_reduces_until_a_person_has_looked(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    watch = Watch(desk.crew)
    await refuse(desk, monkeypatch, 4)
    for _ in range(5):
        await desk.trade(buy("AAA", "1"), allow_duplicate=True)
    await watch.look()
    assert await state(desk) == (ACTIVE, None)
    await refuse(desk, monkeypatch, 1)
    await watch.look()
    assert await state(desk) == (REDUCING, StopReason.REJECT_RATE)
    assert await desk.alerts() == ["STOP_ENGAGED", "LIMIT_TRIPPED"]
    assert (await desk.place(buy("CCC", "1"))).order.denial == DenialCode.TRADING_HALTED
    assert (await desk.trade(sell("AAA", "1"))).filled == 1

    rita = await desk.person("Rita", Role.RISK_OFFICER)
    await release(desk.desk, rita, StopScope.PORTFOLIO, desk.portfolio_id, ACTIVE, "the broker is well again")
    await watch.look()
    assert await state(desk) == (ACTIVE, None)  # the same five count no more
    desk.later(seconds=1)
    await refuse(desk, monkeypatch, 5)
    await watch.look()
    assert await state(desk) == (REDUCING, StopReason.REJECT_RATE)


async def test_the_twentieth_throttle_denial_in_a_minute_reduces(desk: Stage) -> None:
    async def hammer(times: int) -> None:
        for _ in range(times):
            await desk.place(buy("AAA", "1"), allow_duplicate=True)

    watch = Watch(desk.crew)
    await hammer(5 + 19)
    assert await OrderMessage.filter(denied=True).count() == 19
    await watch.look()
    assert await state(desk) == (ACTIVE, None)
    await hammer(1)
    await watch.look()
    assert await state(desk) == (REDUCING, StopReason.THROTTLE)
    assert await Order.filter(denial=DenialCode.RATE_LIMITED).count() == 20


@sqlite_only
async def test_denials_that_are_a_minute_old_count_no_more(desk: Stage) -> None:
    for _ in range(5 + 19):
        await desk.place(buy("AAA", "1"), allow_duplicate=True)
    desk.later(seconds=60)
    for _ in range(5 + 1):
        await desk.place(buy("AAA", "1"), allow_duplicate=True)
    await Watch(desk.crew).look()
    assert await state(desk) == (ACTIVE, None)


async def test_fifty_orders_against_the_watch_end_without_a_deadlock(desk: Stage) -> None:
    """Placing holds the portfolio and then reads its stop; engaging holds the stop and then the portfolio."""
    watch = Watch(desk.crew)

    async def many() -> None:
        for _ in range(20):
            await watch.look()

    fifty = [desk.place(buy("AAA", "1"), allow_duplicate=True) for _ in range(50)]
    done = await asyncio.gather(*fifty, many(), return_exceptions=True)
    assert {type(each) for each in done} <= {Placed, type(None), IdempotencyRefused}  # a busy lock is a clean no
    for _ in range(25):
        await desk.place(buy("AAA", "1"), allow_duplicate=True)
    await watch.look()
    assert await state(desk) == (REDUCING, StopReason.THROTTLE)
    assert await Alert.filter(code=AlertCode.STOP_ENGAGED).count() == 1
    assert [receipt.reason for receipt in await StopReceipt.all()] == [StopReason.THROTTLE]


# ---------------------------------------------------------------- the clock


class Off(SystemClock):
    """Real time, but this machine's clock is off."""

    def __init__(self, by: timedelta) -> None:
        self._by = by

    def now(self) -> datetime:
        return super().now() + self._by


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
@pytest.mark.parametrize("seconds", [-60, 60])
async def test_a_clock_that_is_off_the_databases_reduces_the_desk(desk: Stage, seconds: int) -> None:
    own = replace(desk.crew, desk=replace(desk.desk, clock=Off(timedelta(seconds=seconds))))
    await Watch(own).look()
    assert await state(desk, "desk") == (REDUCING, StopReason.CLOCK_SKEW)
    assert (await desk.place(buy("AAA", "1"))).order.denial == DenialCode.TRADING_HALTED


async def test_a_clock_that_is_right_or_simulated_changes_nothing(desk: Stage) -> None:
    before = await tables()
    await Watch(desk.crew).look()
    await Watch(replace(desk.crew, desk=replace(desk.desk, clock=SystemClock()))).look()
    assert changes(before, await tables()) == {}
