"""Proves what people do about the gate: approvals, overrides, limits, strategies and replaces, with their rights."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import approvals, limits, orders, overrides, sending, stops, strategies
from actions.unit import unit
from db.models import AuditEntry, Order, Override, Portfolio, Quote, Role, Stop
from db.reads.facts import order_status
from tests.desks import LOOSE, Stage, buy, changes, sell, sqlite_only, tables
from trading.errors import Conflict, DenialCode, IdempotencyRefused, InvalidInput, NotAllowed, NotFound
from trading.orders import OrderStatus
from trading.stop import StopLevel, StopScope

D = Decimal


async def waiting(desk: Stage, quantity: str = "50") -> Order:
    """An order that waits for approval, asked for by the owner."""
    await Portfolio.filter(id=desk.portfolio_id).update(limits={"approval_above_ratio": "0.02"})
    order = (await desk.place(buy("AAA", quantity, limit="100"))).order
    assert order_status(order) is OrderStatus.PENDING_APPROVAL
    return order


# ---------------------------------------------------------------- approvals


async def test_an_order_that_waits_reserves_and_is_not_sent(desk: Stage) -> None:
    order = await waiting(desk)
    assert (await desk.portfolio()).reserved == order.reserved == D(5000)
    await desk.work()
    assert await sending.claim(desk.desk, desk.crew.viewer, order.id) is None
    assert await desk.status(order.id) is OrderStatus.PENDING_APPROVAL


async def test_another_person_approves_and_it_trades(desk: Stage) -> None:
    order, colleague = await waiting(desk), await desk.person("Tess", Role.TRADER)
    with pytest.raises(Conflict) as own:
        await approvals.decide(desk.desk, desk.owner, order.id, approve=True)
    assert own.value.code is DenialCode.SELF_APPROVAL
    row = await AuditEntry.filter(action="approve_order").get()
    assert (row.object_id, row.actor_id) == (order.id, desk.owner.user_id)
    assert "SELF_APPROVAL" in row.summary
    decided = await approvals.decide(desk.desk, colleague, order.id, approve=True, note="fine")
    assert (decided.denial, decided.decided_by_id) == (None, colleague.user_id)
    await desk.work()
    await desk.tick(AAA="99")
    assert await desk.status(order.id) is OrderStatus.FILLED
    with pytest.raises(Conflict):
        await approvals.decide(desk.desk, colleague, order.id, approve=False)
    assert await AuditEntry.filter(action="approve_order", reason="fine").count() == 1
    await desk.sound()


@sqlite_only
async def test_rejected_and_expired_orders_are_denied_and_give_back_their_cash(desk: Stage) -> None:
    colleague = await desk.person("Tess", Role.TRADER)
    rejected = await waiting(desk)
    assert (await approvals.decide(desk.desk, colleague, rejected.id, approve=False)).denial == "APPROVAL_REJECTED"
    expired = await waiting(desk, "51")
    desk.later(seconds=900)
    assert await approvals.sweep(desk.desk, desk.crew.viewer) == 0
    desk.later(seconds=0.001)
    assert await approvals.sweep(desk.desk, desk.crew.viewer) == 1
    after = await Order.get(id=expired.id)
    assert (order_status(after), after.denial) == (OrderStatus.DENIED, "APPROVAL_EXPIRED")
    assert (await desk.portfolio()).reserved == 0
    with pytest.raises(Conflict) as late:
        await approvals.decide(desk.desk, colleague, expired.id, approve=True)
    assert late.value.code is DenialCode.APPROVAL_EXPIRED


@sqlite_only
async def test_the_price_may_drift_by_its_limit(desk: Stage) -> None:
    order, colleague = await waiting(desk), await desk.person("Tess", Role.TRADER)
    await desk.tick(AAA="102.01")
    with pytest.raises(Conflict) as drift:
        await approvals.decide(desk.desk, colleague, order.id, approve=True)
    assert drift.value.code is DenialCode.PRICE_DRIFT
    assert await desk.status(order.id) is OrderStatus.PENDING_APPROVAL
    await desk.tick(AAA="102")
    approved = await approvals.decide(desk.desk, colleague, order.id, approve=True)
    assert (approved.denial, approved.reserved) == (None, D(5100))
    await desk.sound()


@sqlite_only
async def test_all_checks_are_made_again(desk: Stage) -> None:
    order, colleague = await waiting(desk), await desk.person("Tess", Role.TRADER)
    await Quote.filter(symbol="AAA").update(volatility=D("0.9"))
    denied = await approvals.decide(desk.desk, colleague, order.id, approve=True)
    assert (order_status(denied), denied.denial) == (OrderStatus.DENIED, "MARKET_CONDITION")
    assert (await desk.portfolio()).reserved == 0


@sqlite_only
async def test_a_stop_denies_and_a_cancel_ends_what_waits(desk: Stage) -> None:
    first = await waiting(desk)
    assert order_status(await orders.cancel(desk.desk, desk.owner, first.id)) is OrderStatus.CANCELED
    second = await waiting(desk, "51")
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "enough")
    assert await desk.status(second.id) is OrderStatus.DENIED
    assert (await desk.portfolio()).reserved == 0
    await desk.sound()


@sqlite_only
async def test_who_may_not_approve_changes_nothing(desk: Stage) -> None:
    order = await waiting(desk)
    viewer, stranger = await desk.person("Vera", Role.VIEWER), await desk.person("Sam", None)
    before = await tables()
    with pytest.raises(NotAllowed):
        await approvals.decide(desk.desk, viewer, order.id, approve=True)
    with pytest.raises(NotFound):
        await approvals.decide(desk.desk, stranger, order.id, approve=True)
    assert changes(before, await tables()) == {}


# ---------------------------------------------------------------- overrides


async def test_an_override_is_used_up_by_the_order_that_needs_it(desk: Stage) -> None:
    officer, wanted = await desk.person("Rita", Role.RISK_OFFICER), buy("AAA", "110", limit="100")
    codes = [DenialCode.CONCENTRATION]
    granted = await overrides.grant(desk.desk, officer, desk.portfolio_id, wanted, codes, "index rebalance")
    placed = await desk.place(wanted, override_id=granted.id)
    assert (placed.order.denial, placed.order.override_id) == (None, granted.id)
    assert (await Override.get(id=granted.id)).used_by_id == placed.order.id
    with pytest.raises(Conflict) as again:
        await desk.place(wanted, override_id=granted.id, allow_duplicate=True)
    assert again.value.code is DenialCode.OVERRIDE_REFUSED


@sqlite_only
async def test_an_override_is_for_one_order_another_person_and_a_while(desk: Stage) -> None:
    officer, wanted = await desk.person("Rita", Role.RISK_OFFICER), buy("AAA", "110", limit="100")
    codes = [DenialCode.CONCENTRATION]
    own = await overrides.grant(desk.desk, desk.owner, desk.portfolio_id, wanted, codes, "mine")
    other = await overrides.grant(desk.desk, officer, desk.portfolio_id, buy("BBB", "1"), codes, "other terms")
    old = await overrides.grant(desk.desk, officer, desk.portfolio_id, wanted, codes, "too late")
    desk.later(minutes=15, seconds=1)
    for refused in (own.id, other.id, old.id, "unknown"):
        with pytest.raises(Conflict) as no:
            await desk.place(wanted, override_id=refused)
        assert no.value.code is DenialCode.OVERRIDE_REFUSED
    assert not await Order.exists()


@sqlite_only
async def test_who_and_what_may_be_overridden(desk: Stage) -> None:
    trader, wanted = await desk.person("Tess", Role.TRADER), buy("AAA", "1")
    grant = overrides.grant
    before = await tables()
    with pytest.raises(NotAllowed):
        await grant(desk.desk, trader, desk.portfolio_id, wanted, [DenialCode.CONCENTRATION], "please")
    with pytest.raises(Conflict):
        await grant(desk.desk, desk.owner, desk.portfolio_id, wanted, [DenialCode.TRADING_HALTED], "please")
    for codes, reason in (([], "why"), ([DenialCode.CONCENTRATION], " ")):
        with pytest.raises(InvalidInput):
            await grant(desk.desk, desk.owner, desk.portfolio_id, wanted, codes, reason)
    assert changes(before, await tables()) == {}


# ---------------------------------------------------------------- limits


async def test_limits_change_for_a_reason_and_apply_at_once(desk: Stage) -> None:
    asked: dict[str, limits.Value] = {"max_position_ratio": D("0.01"), "orders_per_second": 2}
    changed = await limits.change(desk.desk, desk.owner, desk.portfolio_id, asked, "calmer")
    assert changed.limits == {"max_position_ratio": "0.01", "orders_per_second": 2}
    assert (await desk.place(buy("AAA", "11", limit="100"))).order.denial == "CONCENTRATION"
    [row] = await AuditEntry.filter(action="set_risk_limits")
    assert (row.reason, row.before, row.after) == (
        "calmer",
        {"max_position_ratio": "0.1", "orders_per_second": 5},
        {"max_position_ratio": "0.01", "orders_per_second": 2},
    )


@sqlite_only
@pytest.mark.parametrize(
    "asked",
    [
        {"max_position_ratio": D(-1)},
        {"max_position_ratio": D("NaN")},
        {"max_position_ratio": None},
        {"max_position_ratio": 1},
        {"orders_per_second": True},
        {"orders_per_second": -1},
        {"allow_short": 1},
        {"no_such_limit": 1},
    ],
)
async def test_limits_that_make_no_sense_are_refused(desk: Stage, asked: dict[str, limits.Value]) -> None:
    tess = await desk.person("Tess", Role.TRADER)
    before = await tables()
    with pytest.raises(InvalidInput):
        await limits.change(desk.desk, desk.owner, desk.portfolio_id, asked, "why not")
    with pytest.raises(NotAllowed):
        await limits.change(desk.desk, tess, desk.portfolio_id, {"allow_short": True}, "because")
    assert changes(before, await tables()) == {}


# ---------------------------------------------------------------- strategies and pace


async def test_a_strategy_that_acts_too_often_waits_for_a_person(desk: Stage) -> None:
    officer, trader = await desk.person("Rita", Role.RISK_OFFICER), await desk.person("Tess", Role.TRADER)
    wanted: dict[str, Any] = {"strategy_id": "s1", "allow_duplicate": True}
    denials = [(await desk.place(buy("AAA", "1"), **wanted)).order.denial for _ in range(5)]
    assert denials == [None, None, None, "AUTO_EXEC_LIMIT", "STRATEGY_DISABLED"]
    assert (await desk.place(buy("BBB", "1"), **wanted)).order.denial == "STRATEGY_DISABLED"
    assert (await desk.place(buy("BBB", "1"), strategy_id="s2")).order.denial is None
    with pytest.raises(NotAllowed):
        await strategies.enable(desk.desk, trader, "s1", "go on")
    await strategies.enable(desk.desk, officer, "s1", "looked at it")
    desk.later(seconds=2)
    assert (await desk.place(buy("AAA", "1"), **wanted)).order.denial is None
    assert (await Stop.get(target="s1")).reason is None
    assert "LIMIT_TRIPPED" in await desk.alerts()
    await desk.sound()


@sqlite_only
async def test_denied_orders_and_cancels_are_no_messages(desk: Stage) -> None:
    placed = [(await desk.place(buy("AAA", "1"), allow_duplicate=True)).order for _ in range(7)]
    assert [order.denial for order in placed] == [None] * 5 + ["RATE_LIMITED"] * 2
    for order in placed[:5]:
        await orders.cancel(desk.desk, desk.owner, order.id)
    desk.later(seconds=1)
    assert (await desk.place(buy("AAA", "1"), allow_duplicate=True)).order.denial is None


@sqlite_only
async def test_an_order_does_not_wait_for_ever(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    held, done = asyncio.Event(), asyncio.Event()

    async def other() -> None:
        async with unit(desk.desk, desk.owner, desk.portfolio_id):
            held.set()
            await done.wait()

    holding = asyncio.create_task(other())
    await held.wait()
    try:
        with monkeypatch.context() as impatient:
            impatient.setattr(orders, "LOCK", timedelta(milliseconds=10))
            with pytest.raises(IdempotencyRefused) as refused:
                await desk.place(buy("AAA", "1"), key="k")
    finally:
        done.set()
        await holding
    assert refused.value.code is DenialCode.IDEMPOTENCY_IN_PROGRESS
    assert (await desk.place(buy("AAA", "1"), key="k")).replayed is False


# ---------------------------------------------------------------- the day's risk


async def test_the_days_risk_counts_what_works_or_was_filled(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits={**LOOSE, "daily_risk_budget_ratio": "0.02"})
    filled = await desk.trade(buy("AAA", "200"))
    await desk.tick()
    assert await desk.status(filled.id) is OrderStatus.FILLED
    working = await desk.trade(buy("BBB", "300", limit="45"))  # 1,020 + 750 of 2,000
    assert (await desk.place(buy("BBB", "93", limit="49"))).order.denial == "DAILY_RISK_BUDGET"
    await orders.cancel(desk.desk, desk.owner, working.id)
    await desk.work()
    assert (await desk.place(buy("BBB", "93", limit="49"), allow_duplicate=True)).order.denial is None
    assert (await desk.place(sell("AAA", "200"))).order.denial is None
