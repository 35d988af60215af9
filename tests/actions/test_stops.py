"""Proves the emergency stop: one transaction halts, the loop cancels and verifies, only the right person releases."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from actions import sending, stopping
from actions.releases import release
from actions.stops import engage
from actions.viewer import Viewer
from db.models import Alert, AuditEntry, Order, Outbox, OutboxKind, Portfolio, Role, Stop, StopReceipt
from tests.desks import LOOSE, Stage, buy, changes, crew, executions, sell, sqlite_only, tables
from trading.errors import Conflict, DenialCode, InvalidInput, NotAllowed, NotFound, Permission, Unavailable
from trading.orders import OrderOrigin, OrderStatus
from trading.ports import Broker
from trading.stop import StopLevel, StopReason, StopScope, TradingState
from workers import stop as stop_loop

D = Decimal
PORTFOLIO, GLOBAL = StopScope.PORTFOLIO, StopScope.GLOBAL
PAUSE, STOP, FLATTEN = StopLevel
ACTIVE, REDUCING, HALTED = TradingState


async def stop(desk: Stage, level: StopLevel = STOP, *, scope: StopScope = PORTFOLIO, **more: Any) -> Stop:
    target = desk.portfolio_id if scope is PORTFOLIO else None
    viewer = more.pop("viewer", desk.owner)
    engaged = await engage(desk.desk, viewer, scope, more.pop("portfolio_id", target), level, "a test", **more)
    return engaged.stops[0]


async def release_to(desk: Stage, to: TradingState, viewer: Viewer, **more: Any) -> Stop:
    scope = more.pop("scope", PORTFOLIO)
    target = desk.portfolio_id if scope is PORTFOLIO else None
    return await release(desk.desk, viewer, scope, target, to, more.pop("note", "all is well"), **more)


async def state(desk: Stage, target: str | None = None) -> tuple[TradingState, StopReason | None]:
    row = await Stop.get(target=target or desk.portfolio_id)
    return row.state, row.reason


async def receipt(desk: Stage, portfolio_id: str | None = None) -> StopReceipt:
    found = await StopReceipt.filter(portfolio_id=portfolio_id or desk.portfolio_id).order_by("-epoch").first()
    assert found is not None
    return found


# ---------------------------------------------------------------- engage


@pytest.mark.parametrize("scope", [PORTFOLIO, GLOBAL])
async def test_a_stop_denies_what_was_not_sent_and_cancels_what_was(desk: Stage, scope: StopScope) -> None:
    working = await desk.trade(buy("AAA", "10", limit="90", gtc=True))
    unsent = (await desk.place(buy("BBB", "10"))).order
    engaged = await stop(desk, scope=scope)
    assert (engaged.state, engaged.epoch, engaged.pending) == (HALTED, 1, True)
    assert await desk.status(unsent.id) is OrderStatus.DENIED  # within the stop's own transaction
    assert (await desk.portfolio()).reserved == working.reserved
    await desk.work()
    assert await desk.broker.lookup(desk.portfolio_id, unsent.client_order_id) is None
    assert await desk.stop_round() == 1
    assert await desk.status(working.id) is OrderStatus.CANCELED
    assert (await desk.portfolio()).reserved == 0
    done = await receipt(desk)
    assert (done.orders_denied, done.orders_canceled, done.orders_still_open, done.orders_unknown) == (1, 1, 0, 0)
    assert None not in (done.halt_committed_ms, done.first_cancel_ms, done.all_confirmed_ms)
    assert [step["name"] for step in done.steps] == ["halt", "first cancel", "verified", "done"]
    assert (await Stop.get(target=engaged.target)).pending is False
    assert await desk.stop_round() == 0
    await desk.sound()


@sqlite_only
async def test_under_a_stop_everything_is_denied_in_its_name(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    engaged = await stop(desk)
    for terms in (buy("AAA", "1"), sell("AAA", "1")):
        order = (await desk.place(terms)).order
        assert (order.denial, order.halt_epoch) == (DenialCode.TRADING_HALTED, engaged.epoch)
    await desk.sound()


@sqlite_only
async def test_a_pause_leaves_what_works_and_refuses_only_what_opens(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    working = await desk.trade(buy("BBB", "10", limit="40"))
    closing = (await desk.place(sell("AAA", "4"))).order
    opening = (await desk.place(buy("AAA", "1"))).order
    assert (await stop(desk, PAUSE)).state is REDUCING
    assert await desk.status(opening.id) is OrderStatus.DENIED
    await desk.work()
    await desk.stop_round()
    assert await desk.status(closing.id) is OrderStatus.FILLED
    assert await desk.status(working.id) is OrderStatus.WORKING
    assert (await desk.place(buy("AAA", "1"))).order.denial == DenialCode.TRADING_HALTED
    assert (await desk.place(sell("AAA", "1"))).order.denial is None


async def test_engaging_again_changes_nothing_and_needs_no_key(desk: Stage) -> None:
    await stop(desk)
    for level in (STOP, PAUSE):
        before = await tables()
        again = await stop(desk, level)
        assert (again.state, again.epoch, again.level) == (HALTED, 1, STOP)
        assert changes(before, await tables()) == {}
    stricter = await stop(desk, FLATTEN)
    assert (stricter.epoch, stricter.level) == (2, FLATTEN)
    assert await StopReceipt.all().count() == 2


async def test_ten_at_once_are_one_stop(desk: Stage) -> None:
    engaged = await asyncio.gather(*(stop(desk) for _ in range(10)))
    assert {each.epoch for each in engaged} == {1}
    assert await StopReceipt.all().count() == 1
    assert await AuditEntry.filter(action="engage_stop").count() == 1


@sqlite_only
async def test_a_persons_pause_outlives_the_daily_loss_that_it_joins(desk: Stage) -> None:
    await stop(desk, PAUSE, reason=StopReason.DAILY_LOSS, viewer=desk.crew.viewer)
    await stop(desk, PAUSE)
    assert await state(desk) == (REDUCING, StopReason.MANUAL)
    await desk.close()
    await desk.tick()
    assert await state(desk) == (REDUCING, StopReason.MANUAL)


@sqlite_only
async def test_a_stop_works_with_the_broker_down_and_goes_on_when_it_is_back(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = await desk.trade(buy("AAA", "10", limit="90"))

    async def down(*_: object) -> Any:
        raise Unavailable("down")

    with monkeypatch.context() as broken:
        for name in ("events", "cancel", "lookup"):
            broken.setattr(desk.broker, name, down)
        assert (await stop(desk)).state is HALTED
        assert await desk.stop_round() == 0
    assert await desk.status(working.id) is OrderStatus.WORKING
    assert (await Stop.get(target=desk.portfolio_id)).pending
    desk.later(seconds=2)
    assert await desk.stop_round() == 1
    assert await desk.status(working.id) is OrderStatus.CANCELED


@sqlite_only
async def test_the_loop_is_woken_while_events_still_leave(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    woken = asyncio.Event()

    async def publish(channel: str, _: object) -> bool:
        woken.set()
        return channel == stop_loop.WAKE

    async def announce(_: object) -> bool:
        await woken.wait()  # a Redis that is slow to take them
        return True

    monkeypatch.setattr(desk.desk.bus, "publish", publish)
    monkeypatch.setattr(desk.desk.bus, "announce", announce)
    async with asyncio.timeout(20):
        assert (await stop(desk)).state is HALTED


async def test_the_desk_can_be_stopped_without_any_portfolio_and_says_so_in_its_chain(desk: Stage) -> None:
    await Portfolio.all().update(archived_at=desk.clock.now())
    await stop(desk, scope=GLOBAL)
    entry = await AuditEntry.get(chain="desk", action="engage_stop")
    assert (entry.object_id, entry.actor_id, entry.reason) == ("desk", desk.owner.user_id, "a test")
    await desk.sound()


async def test_a_global_stop_reaches_every_portfolio(desk: Stage) -> None:
    other = await desk.another_portfolio()
    mine = await desk.trade(buy("AAA", "10", limit="90"))
    theirs = await desk.trade(buy("AAA", "10", limit="90"), portfolio_id=other)
    await stop(desk, scope=GLOBAL)
    await desk.stop_round()
    assert {await desk.status(each.id) for each in (mine, theirs)} == {OrderStatus.CANCELED}
    assert (await receipt(desk, other)).orders_canceled == 1
    assert (await desk.place(buy("AAA", "1"), portfolio_id=other)).order.denial == DenialCode.TRADING_HALTED


async def test_an_order_of_unknown_outcome_is_looked_up_and_ended(desk: Stage) -> None:
    arrived = (await desk.place(buy("AAA", "10", limit="90"))).order
    lost = (await desk.place(buy("BBB", "10", limit="40"))).order
    for order in (arrived, lost):
        claim = await sending.claim(desk.desk, desk.crew.viewer, order.id)
        assert claim is not None
        if order is arrived:
            await desk.broker.submit(claim.orders[order.id])  # and nobody heard the answer
    await stop(desk)
    desk.later(seconds=7)
    assert await desk.stop_round() == 1
    assert await desk.status(arrived.id) is OrderStatus.CANCELED
    assert await desk.status(lost.id) is OrderStatus.REJECTED
    await desk.work()
    assert await desk.broker.lookup(desk.portfolio_id, lost.client_order_id) is None
    assert not await Outbox.filter(kind=OutboxKind.JOB, done_at=None)
    await desk.sound()


# ---------------------------------------------------------------- who may


@sqlite_only
async def test_who_may_stop(desk: Stage) -> None:
    other = await desk.another_portfolio()
    stranger = await desk.person("Sam", None)
    onlooker = await desk.person("Vera", Role.VIEWER)
    trader = replace(await desk.person("Tess", Role.TRADER), permissions=frozenset({Permission.STOP, Permission.READ}))
    bound = replace(desk.owner, portfolio_ids=frozenset({other}))
    before = await tables()
    with pytest.raises(NotFound):
        await stop(desk, viewer=stranger)
    with pytest.raises(NotFound):
        await stop(desk, portfolio_id="f" * 32)
    with pytest.raises(NotFound):
        await stop(desk, viewer=bound)
    with pytest.raises(NotAllowed):
        await stop(desk, viewer=onlooker)
    for viewer in (trader, bound):
        with pytest.raises(NotAllowed):
            await stop(desk, scope=GLOBAL, viewer=viewer)
    with pytest.raises(InvalidInput):
        await engage(desk.desk, desk.owner, PORTFOLIO, None, STOP, "a test")
    for note in ("", " ", "x" * 501):
        with pytest.raises(InvalidInput):
            await engage(desk.desk, desk.owner, PORTFOLIO, desk.portfolio_id, STOP, note)
    assert changes(before, await tables()) == {}
    assert (await stop(desk, viewer=trader)).by_id == trader.user_id


# ---------------------------------------------------------------- the loop, interrupted


@pytest.mark.parametrize("canceled", [False, True])
async def test_a_killed_workers_stop_is_taken_up_by_another(
    desk: Stage, tmp_path: Any, redis_url: str, monkeypatch: pytest.MonkeyPatch, canceled: bool
) -> None:
    first = await desk.trade(buy("AAA", "10", limit="90"))
    second = await desk.trade(buy("BBB", "10", limit="40"))
    await stop(desk, FLATTEN)

    async def dies(broker: Broker, portfolio_id: str) -> bool:
        if canceled:
            await broker.cancel_all(portfolio_id)
        raise KeyboardInterrupt  # nothing in the loop catches this

    with monkeypatch.context() as killed:
        killed.setattr(stop_loop, "_in_one_call", dies)
        killed.setattr(asyncio, "gather", _one_by_one)
        with pytest.raises(KeyboardInterrupt):
            await desk.stop_round()
    async with crew(tmp_path, redis_url, desk.clock) as fresh:
        assert await desk.stop_round(fresh) == 0  # the dead one's lease still runs
        desk.later(seconds=11)
        assert await desk.stop_round(fresh) == 1
    assert {await desk.status(order.id) for order in (first, second)} == {OrderStatus.CANCELED}
    done = await receipt(desk)
    assert (done.orders_canceled, done.orders_still_open, done.orders_unknown) == (2, 0, 0)


async def _one_by_one(*coroutines: Any) -> list[Any]:
    """asyncio.gather for one task, so that a death ends it at once."""
    done = []
    for each in coroutines:
        try:
            done.append(await each)
        except KeyboardInterrupt:
            for left in coroutines:
                left.close()
            raise
    return done


async def test_two_loops_at_once_carry_it_out_once(desk: Stage, tmp_path: Any, redis_url: str) -> None:
    working = await desk.trade(buy("AAA", "10", limit="90"))
    await stop(desk)
    async with crew(tmp_path, redis_url, desk.clock) as second:
        assert sum(await asyncio.gather(desk.stop_round(), desk.stop_round(second))) == 1
    assert await desk.status(working.id) is OrderStatus.CANCELED
    assert len((await receipt(desk)).steps) == 4


# ---------------------------------------------------------------- flatten


# ---------------------------------------------------------------- release


async def test_release_takes_two_steps_and_another_person(desk: Stage) -> None:
    colleague = await desk.person("Rita", Role.RISK_OFFICER)
    await stop(desk)
    before = await tables()
    with pytest.raises(Conflict) as refused:
        await release_to(desk, REDUCING, desk.owner, confirmation="Main")
    assert refused.value.code is DenialCode.SECOND_PERSON_REQUIRED
    with pytest.raises(Conflict, match="REDUCING first"):
        await release_to(desk, ACTIVE, colleague)
    with pytest.raises(InvalidInput):
        await release_to(desk, REDUCING, colleague, note=" ")
    with pytest.raises(InvalidInput):
        await release_to(desk, REDUCING, colleague, note="x" * 501)
    assert changes(before, await tables()) == {}
    assert (await release_to(desk, REDUCING, colleague)).state is REDUCING
    with pytest.raises(Conflict):
        await release_to(desk, REDUCING, colleague)
    assert (await release_to(desk, ACTIVE, colleague)).state is ACTIVE
    with pytest.raises(Conflict):
        await release_to(desk, ACTIVE, colleague)
    assert (await desk.place(buy("AAA", "1"))).order.denial is None
    assert await AuditEntry.filter(action="release_stop").count() == 2
    assert await Alert.filter(code="STOP_RELEASED").count() == 2
    await desk.sound()


@sqlite_only
async def test_alone_at_the_desk_the_name_is_typed_after_five_minutes(desk: Stage) -> None:
    await stop(desk)
    with pytest.raises(Conflict, match="Type 'Main'"):
        await release_to(desk, REDUCING, desk.owner)
    desk.later(minutes=5, microseconds=-1)
    with pytest.raises(Conflict, match="five minutes"):
        await release_to(desk, REDUCING, desk.owner, confirmation="Main")
    desk.later(microseconds=1)
    assert (await release_to(desk, REDUCING, desk.owner, confirmation="Main")).state is REDUCING
    with pytest.raises(Conflict):
        await release_to(desk, ACTIVE, desk.owner, confirmation="main")
    assert (await release_to(desk, ACTIVE, desk.owner, confirmation="Main")).state is ACTIVE


@sqlite_only
async def test_the_whole_desk_is_released_by_its_name(desk: Stage) -> None:
    await stop(desk, scope=GLOBAL)
    desk.later(minutes=5)
    await release_to(desk, REDUCING, desk.owner, scope=GLOBAL, confirmation="desk")
    assert await state(desk, "desk") == (REDUCING, StopReason.MANUAL)


@sqlite_only
async def test_who_may_release(desk: Stage) -> None:
    stranger = await desk.person("Sam", None)
    trader = await desk.person("Tess", Role.TRADER)
    await stop(desk)
    await stop(desk, scope=GLOBAL)
    bound = replace(desk.owner, portfolio_ids=frozenset({desk.portfolio_id}))
    before = await tables()
    with pytest.raises(NotFound):
        await release_to(desk, REDUCING, stranger)
    with pytest.raises(NotAllowed):
        await release_to(desk, REDUCING, trader)
    with pytest.raises(NotAllowed):
        await release_to(desk, REDUCING, bound, scope=GLOBAL)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_books_that_differ_from_the_brokers_keep_the_stop(desk: Stage) -> None:
    colleague = await desk.person("Rita", Role.RISK_OFFICER)
    working = await desk.trade(buy("AAA", "10", limit="90"))
    await stop(desk)
    await desk.stop_round()
    assert await desk.status(working.id) is OrderStatus.CANCELED
    await desk.broker.adjust_cash(desk.portfolio_id, "unknown", D("0.01"))
    with pytest.raises(Conflict) as refused:
        await release_to(desk, REDUCING, colleague)
    assert refused.value.code is DenialCode.NOT_RECONCILED
    await desk.broker.adjust_cash(desk.portfolio_id, "known", D("-0.01"))
    await release_to(desk, REDUCING, colleague)


@sqlite_only
async def test_after_a_release_halfway_the_stop_can_be_engaged_again(desk: Stage) -> None:
    colleague = await desk.person("Rita", Role.RISK_OFFICER)
    await stop(desk)
    await desk.stop_round()
    await release_to(desk, REDUCING, colleague)
    again = await stop(desk)
    assert (again.state, again.epoch, again.pending) == (HALTED, 2, True)
    assert (await desk.place(sell("AAA", "1"))).order.denial == DenialCode.TRADING_HALTED


# ---------------------------------------------------------------- what trips by itself


async def _invest(desk: Stage) -> None:
    """Hold 1,000 AAA at 100.01: all of the cash, so that prices move equity one to one."""
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    await desk.trade(buy("AAA", "900"))
    await desk.close()
    await desk.tick()


async def test_a_daily_loss_reduces_until_the_next_session(desk: Stage) -> None:
    await _invest(desk)
    worth = D(100_000) - 9 - D("4.50")  # slippage and fee
    price = 100 - (worth * D("0.02")) / 900
    await desk.tick(AAA=str(price.quantize(D("0.000001")) + D("0.0001")))
    assert not await Stop.exists(target=desk.portfolio_id)
    await desk.tick(AAA=str(price.quantize(D("0.000001")) - D("0.0001")))
    assert await state(desk) == (REDUCING, StopReason.DAILY_LOSS)
    assert (await desk.place(buy("BBB", "1"))).order.denial == DenialCode.DAILY_LOSS_LIMIT
    assert (await desk.place(sell("AAA", "1"))).order.denial is None
    await desk.close()
    assert await state(desk) == (REDUCING, StopReason.DAILY_LOSS)
    await desk.tick()
    assert await state(desk) == (ACTIVE, None)
    assert (await desk.place(buy("BBB", "1"))).order.denial is None
    assert await AuditEntry.filter(action="release_stop").count() == 1
    await desk.work()
    await desk.sound()


async def test_a_drawdown_halts_for_good_and_cancels_everything(desk: Stage) -> None:
    await _invest(desk)
    working = await desk.trade(buy("BBB", "10", limit="40", gtc=True))
    colleague = await desk.person("Rita", Role.RISK_OFFICER)
    await desk.tick(AAA="94")
    assert await state(desk) == (HALTED, StopReason.DRAWDOWN)
    alert = await Alert.get(code="STOP_ENGAGED", portfolio_id=desk.portfolio_id)
    assert alert.check is not None
    assert (alert.check["code"], alert.check["passed"], alert.check["limit"]) == ("TRADING_HALTED", False, "0.05")
    assert D(str(alert.check["observed"])) >= D("0.05")
    assert await desk.stop_round() == 1
    assert await desk.status(working.id) is OrderStatus.CANCELED
    await desk.close()
    await desk.tick(AAA="101")
    assert await state(desk) == (HALTED, StopReason.DRAWDOWN)  # latched
    await desk.tick(AAA="94")
    await release_to(desk, REDUCING, colleague)
    assert (await desk.place(sell("AAA", "1"))).order.denial is None  # from a new peak
    await desk.work()
    await desk.tick(AAA="93.9")
    assert (await Stop.get(target=desk.portfolio_id)).state is REDUCING  # the old peak is forgotten
    await release_to(desk, ACTIVE, colleague)
    peak = await desk.portfolio()
    assert peak.peak_equity < D(96_000)
    await desk.tick(AAA="88")
    assert await state(desk) == (HALTED, StopReason.DRAWDOWN)
    await desk.work()
    await desk.sound()


@sqlite_only
async def test_a_drawdown_counts_from_the_highest_nav(desk: Stage) -> None:
    await _invest(desk)
    await Portfolio.filter(id=desk.portfolio_id).update(limits={**LOOSE, "max_daily_loss_ratio": "0.9"})
    await desk.tick(AAA="120")
    await desk.tick(AAA="114")  # 4.6% below the peak
    assert not await Stop.exists(target=desk.portfolio_id)
    await desk.tick(AAA="113")  # 5.3% below it, and well above where it began
    assert await state(desk) == (HALTED, StopReason.DRAWDOWN)


@sqlite_only
async def test_a_drawdown_during_a_persons_pause_still_halts(desk: Stage) -> None:
    await _invest(desk)
    await stop(desk, PAUSE)
    await desk.tick(AAA="94")
    assert await state(desk) == (HALTED, StopReason.DRAWDOWN)


@sqlite_only
async def test_a_manual_halt_is_not_relabelled_by_a_drawdown(desk: Stage) -> None:
    await _invest(desk)
    await stop(desk, FLATTEN)
    await desk.tick(AAA="94")
    assert await state(desk) == (HALTED, StopReason.MANUAL)


@sqlite_only
async def test_fills_of_a_flatten_are_not_stopped_by_the_drawdown_that_asked_for_it(desk: Stage) -> None:
    await _invest(desk)
    await desk.tick(AAA="94")
    await stop(desk, FLATTEN)
    await desk.stop_round()
    await desk.work()
    assert await desk.held("AAA") == 0
    [order] = await Order.filter(origin=OrderOrigin.STOP)
    assert len(await executions(order.id)) == 1
    await desk.sound()


@sqlite_only
async def test_a_new_portfolio_is_under_the_desks_stop_from_the_start(desk: Stage) -> None:
    await stop(desk, scope=GLOBAL)
    late = await desk.another_portfolio()
    assert (await desk.place(buy("AAA", "1"), portfolio_id=late)).order.denial == DenialCode.TRADING_HALTED


@sqlite_only
async def test_leases_are_per_epoch(desk: Stage) -> None:
    engaged = await stop(desk)
    assert await stopping.lease(desk.desk, engaged, "one")
    assert not await stopping.lease(desk.desk, engaged, "two")
    assert await stopping.lease(desk.desk, engaged, "one")  # renewed
    stricter = await stop(desk, FLATTEN)
    assert not await stopping.lease(desk.desk, engaged, "one")  # that stop is no more
    assert await stopping.lease(desk.desk, stricter, "two")
    await stopping.carried_out(engaged.target, engaged.epoch)
    assert (await Stop.get(target=engaged.target)).pending


# ---------------------------------------------------------------- brokers that do not speak, stops that do not end


@sqlite_only
async def test_a_stop_goes_on_for_as_long_as_the_broker_is_mute_and_a_person_is_told_once(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = await desk.trade(buy("AAA", "10", limit="90"))

    async def silence(*_: object) -> tuple[()]:
        return ()  # as of a broker whose journal goes on answering while nobody else there does

    async def away(*_: object) -> Any:
        desk.later(seconds=1)
        raise Unavailable("away")

    await stop(desk)
    with monkeypatch.context() as mute:
        mute.setattr(desk.broker, "events", silence)
        mute.setattr(desk.broker, "cancel", away)
        mute.setattr(desk.broker, "lookup", away)
        mute.setattr(stop_loop, "ROUND_S", 0.0)
        for _ in range(100):
            assert await desk.stop_round() == 0
            desk.later(seconds=6)
    assert (await Stop.get(target=desk.portfolio_id)).pending
    halfway = await receipt(desk)
    assert (halfway.orders_still_open, halfway.all_confirmed_ms) == (1, None)
    assert halfway.first_cancel_ms is None  # none was answered
    assert [step["name"] for step in halfway.steps] == ["halt", "still open"]
    assert (await desk.alerts()).count("STOP_INCOMPLETE") == 1
    assert await desk.stop_round() in (0, 1)  # late as it is, it looks again in a moment
    desk.later(seconds=6)
    await desk.stop_round()
    assert await desk.status(working.id) is OrderStatus.CANCELED
    done = await receipt(desk)
    assert (done.orders_canceled, done.orders_still_open, done.orders_unknown) == (1, 0, 0)
    assert not (await Stop.get(target=desk.portfolio_id)).pending
    assert [step["name"] for step in done.steps] == ["halt", "still open", "first cancel", "verified", "done"]


@sqlite_only
async def test_a_stop_cancels_at_a_broker_that_cannot_be_heard_and_is_not_over_before_it_is(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = await desk.trade(buy("AAA", "10", limit="90"))

    async def down(*_: object) -> Any:
        raise Unavailable("no news")

    await stop(desk)
    with monkeypatch.context() as deaf:
        deaf.setattr(desk.broker, "events", down)
        assert await desk.stop_round() == 0
        there = await desk.broker.lookup(desk.portfolio_id, working.client_order_id)
        assert there is not None
        assert not there.open
        assert [step["name"] for step in (await receipt(desk)).steps] == ["halt", "first cancel"]
    desk.later(seconds=2)
    assert await desk.stop_round() == 1


@sqlite_only
async def test_a_release_ends_the_receipt_of_a_flatten_that_is_not_over(desk: Stage) -> None:
    colleague = await desk.person("Rita", Role.RISK_OFFICER)
    await desk.trade(buy("AAA", "10"))
    await stop(desk, FLATTEN)
    await release_to(desk, REDUCING, colleague, note="we keep it")
    ended = (await receipt(desk)).steps
    assert [step["name"] for step in ended] == ["halt", "released"]
    assert ended[1]["note"] == "we keep it"
    await release_to(desk, ACTIVE, colleague)
    assert (await receipt(desk)).steps == ended
    assert await desk.stop_round() == 0


# ---------------------------------------------------------------- the lease bounds the call


def claims_take(desk: Stage, patch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the commit of each claim take so long."""
    real = sending.claim_all

    async def slow(*args: Any) -> Any:
        claims = await real(*args)
        desk.later(seconds=seconds)
        return claims

    patch.setattr(sending, "claim_all", slow)


@sqlite_only
async def test_a_claim_whose_commit_took_the_lease_calls_nobody(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    placed = (await desk.place(buy("AAA", "10"))).order
    called = list[object]()
    with monkeypatch.context() as late:
        claims_take(desk, late, 5.6)
        late.setattr(desk.broker, "submit", called.append)
        await desk.work()
    assert not called
    assert await desk.status(placed.id) is OrderStatus.SUBMITTED
    desk.later(seconds=1)
    await desk.work()
    assert await desk.broker.lookup(desk.portfolio_id, placed.client_order_id) is not None
    await desk.sound()


@sqlite_only
async def test_a_call_is_over_before_its_lease_is(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    placed = (await desk.place(buy("AAA", "10"))).order
    bounds = list[float]()

    def timeout(seconds: float | None) -> asyncio.Timeout:
        bounds.append(seconds or 60.0)
        return asyncio.Timeout(None)

    claims_take(desk, monkeypatch, 4)
    monkeypatch.setattr(asyncio, "timeout", timeout)
    await desk.work()
    assert pytest.approx(1.5) in bounds  # the others are of the database and of Redis
    assert (await Order.get(id=placed.id)).acked_at is not None
