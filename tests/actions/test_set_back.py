"""Proves that a clock that is set back an hour holds up no order, no stop, no job and no person."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from actions import outbox, sending, stopping, stops
from adapters.system import SystemClock
from db.models import Order, Outbox, OutboxKind, Portfolio, Stop
from tests.desks import LOOSE, Stage, buy, changes, sqlite_only, tables
from trading.errors import DenialCode, Unavailable
from trading.orders import OrderStatus
from trading.stop import StopLevel, StopReason, StopScope, TradingState
from workers.watch import Watch

HOUR = timedelta(hours=1)


def an_hour_back(desk: Stage) -> None:
    desk.clock._now -= HOUR  # what no simulated clock does by itself


@pytest.fixture(autouse=True)
async def loose(desk: Stage) -> None:
    await Portfolio.all().update(limits=LOOSE | {"max_quote_age_seconds": 7200})


@sqlite_only
async def test_an_order_whose_worker_was_killed_goes_out_all_the_same(desk: Stage) -> None:
    order = (await desk.place(buy("AAA", "1"))).order
    await sending.claim(desk.desk, desk.crew.viewer, order.id)  # and dies
    an_hour_back(desk)
    await outbox.recall(desk.desk)
    await desk.work()
    assert await desk.status(order.id) is OrderStatus.FILLED
    assert len(await Order.all()) == 1
    await desk.sound()


@sqlite_only
async def test_an_order_of_unknown_outcome_is_looked_up(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def mute(*_: object) -> None:
        raise Unavailable("nobody there")

    order = (await desk.place(buy("AAA", "1"))).order
    with monkeypatch.context() as away:
        away.setattr(desk.broker, "submit", mute)
        await desk.work()
    assert (await Order.get(id=order.id)).next_lookup_at is not None
    an_hour_back(desk)
    await outbox.recall(desk.desk)
    await desk.work()
    assert await desk.status(order.id) is OrderStatus.FILLED


@sqlite_only
async def test_a_stop_that_rested_or_whose_worker_was_killed_is_taken_up(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "1", limit="90"))
    engaged = await stops.engage(
        desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "enough"
    )
    assert await stopping.lease(desk.desk, engaged.stops[0], "who dies")
    an_hour_back(desk)
    assert await desk.stop_round() == 1
    assert await desk.status(order.id) is OrderStatus.CANCELED
    assert not (await Stop.get(target=desk.portfolio_id)).pending


@sqlite_only
async def test_an_order_whose_lease_is_of_another_time_is_looked_up_by_the_stop(desk: Stage) -> None:
    order = (await desk.place(buy("AAA", "1"))).order
    await sending.claim(desk.desk, desk.crew.viewer, order.id)
    an_hour_back(desk)
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "enough")
    assert await desk.stop_round() == 1
    assert await desk.status(order.id) is OrderStatus.REJECTED


@sqlite_only
async def test_messages_of_the_hour_to_come_throttle_nobody(desk: Stage) -> None:
    await Portfolio.all().update(limits=LOOSE | {"orders_per_minute": 3, "max_quote_age_seconds": 7200})
    placed = [(await desk.place(buy("AAA", "1"), allow_duplicate=True)).order for _ in range(4)]
    assert [order.denial for order in placed] == [None, None, None, DenialCode.RATE_LIMITED]
    an_hour_back(desk)
    assert (await desk.place(buy("AAA", "1"), allow_duplicate=True)).order.denial is None


@sqlite_only
async def test_only_what_waits_for_another_time_is_called_back(desk: Stage) -> None:
    await desk.place(buy("AAA", "1"))
    [job] = await Outbox.filter(kind=OutboxKind.JOB, done_at=None)
    await outbox.postpone(job.id, desk.clock.now() + outbox.POSTPONED_MAX)
    before = await tables()
    await outbox.recall(desk.desk)
    assert changes(before, await tables()) == {}


# ---------------------------------------------------------------- who notices


class Stepping(SystemClock):
    """Real time, which somebody sets; the steady time stays."""

    by = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.by


def watched(desk: Stage) -> tuple[Watch, Stepping]:
    clock = Stepping()
    return Watch(replace(desk.crew, desk=replace(desk.desk, clock=clock))), clock


@sqlite_only  # PostgreSQL's own clock tells there
async def test_a_clock_that_is_set_back_reduces_the_desk(desk: Stage) -> None:
    watch, clock = watched(desk)
    await watch.look()
    clock.by = -HOUR
    await watch.look()
    stop = await Stop.get(target="desk")
    assert (stop.state, stop.reason) == (TradingState.REDUCING, StopReason.CLOCK_SKEW)
    await Stop.filter(target="desk").update(state=TradingState.ACTIVE, level=None)
    await watch.look()
    assert (await Stop.get(target="desk")).state is TradingState.ACTIVE  # one step is told once


@sqlite_only
@pytest.mark.parametrize("by", [timedelta(seconds=-2), HOUR])
async def test_a_clock_that_is_corrected_a_little_or_was_asleep_changes_nothing(desk: Stage, by: timedelta) -> None:
    watch, clock = watched(desk)
    await watch.look()
    before = await tables()
    clock.by = by
    await watch.look()
    assert changes(before, await tables()) == {}
