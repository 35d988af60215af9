"""Proves that orders of a portfolio that wait together are claimed and booked together, each by the rules for one."""

import asyncio
from collections import Counter

import pytest

from actions import orders, sending, stops
from actions.sending import Errand
from db.models import Execution, Order, Outbox, OutboxKind, Portfolio, Stop
from tests.desks import LOOSE, Stage, buy, sell, sqlite_only
from trading.errors import Unavailable
from trading.orders import OrderStatus
from trading.stop import StopLevel, StopScope
from workers.orders import submit_order

MANY = 20


@pytest.fixture(autouse=True)
async def loose(desk: Stage) -> None:
    await Portfolio.all().update(limits=LOOSE)


async def placed(desk: Stage, count: int) -> list[Order]:
    return [(await desk.place(buy("AAA", "1"), allow_duplicate=True)).order for _ in range(count)]


async def at_once(desk: Stage) -> None:
    """Let the worker have all jobs in the same moment."""
    rows = await Outbox.filter(kind=OutboxKind.JOB, topic="submit_order", done_at=None)
    jobs = [{**row.payload, "outbox_id": row.id} for row in rows]
    await asyncio.gather(*(submit_order({"crew": desk.crew}, job) for job in jobs))


async def stop(desk: Stage, level: StopLevel = StopLevel.STOP) -> None:
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, level, "enough")


async def test_what_waits_goes_out_together_and_is_filled_once_each(desk: Stage) -> None:
    mine = await placed(desk, MANY)
    before = (await desk.portfolio()).sequence
    await at_once(desk)
    now = await Order.filter(id__in=[order.id for order in mine])
    assert {order.id: await desk.status(order.id) for order in now} == {o.id: OrderStatus.FILLED for o in mine}
    assert {order.attempts for order in now} == {1}
    assert await Execution.all().count() == MANY
    assert len({order.claim for order in now}) <= 3  # transactions in which they were claimed
    events = Outbox.filter(kind=OutboxKind.EVENT, topic="orders", sequence__gt=before)
    assert await events.count() <= 8
    assert not await Outbox.filter(kind=OutboxKind.JOB, done_at=None)
    assert await desk.held("AAA") == MANY
    await desk.sound()


async def test_orders_from_before_a_stop_are_never_claimed_after_it(desk: Stage) -> None:
    mine = await placed(desk, MANY)
    await asyncio.gather(at_once(desk), stop(desk))
    halted = await Stop.get(target=desk.portfolio_id)
    fates = Counter[bool]()
    for order in await Order.filter(id__in=[order.id for order in mine]):
        sent = order.sent_at is not None
        assert sent != (order.denial == "TRADING_HALTED")
        assert order.sent_at is None or (halted.since is not None and order.sent_at <= halted.since)
        assert not sent or order.claim_epoch == 0
        fates[sent] += 1
    assert fates.total() == MANY
    claims = await sending.claim_all(
        desk.desk, desk.crew.viewer, desk.portfolio_id, [order.id for order in mine if order.open]
    )
    assert [claim for claim in claims if claim is not None and claim.errand is Errand.SEND] == []
    await desk.sound()


@sqlite_only
async def test_under_a_pause_of_those_claimed_together_only_what_reduces_goes_out(desk: Stage) -> None:
    await desk.trade(buy("AAA", "5"))
    opening, closing = (await desk.place(buy("BBB", "1"))).order, (await desk.place(sell("AAA", "2"))).order
    pausing = Stop(target=desk.portfolio_id, scope=StopScope.PORTFOLIO, state="REDUCING", epoch=3, level="PAUSE")
    await pausing.save(force_create=True)
    both = [opening.id, closing.id]
    first, second = await sending.claim_all(desk.desk, desk.crew.viewer, desk.portfolio_id, both)
    assert first is None
    assert second is not None
    assert (second.errand, set(second.orders)) == (Errand.SEND, {closing.id})
    assert (await Order.get(id=closing.id)).claim_epoch == 3
    assert (await Order.get(id=opening.id)).denial == "TRADING_HALTED"


@sqlite_only
async def test_a_pair_is_claimed_once_whichever_of_it_comes_first(desk: Stage) -> None:
    entry = (await desk.place(buy("AAA", "5", limit="100"))).order
    await Order.filter(id=entry.id).update(stop_loss="90", take_profit="120")
    await submit_order({"crew": desk.crew}, await _job(entry))
    assert await desk.status(entry.id) is OrderStatus.FILLED
    exits = [order.id for order in await Order.filter(parent_id=entry.id).order_by("-sequence")]
    first, second = await sending.claim_all(desk.desk, desk.crew.viewer, desk.portfolio_id, exits)
    assert first is not None
    assert set(first.orders) == set(exits)
    assert second is None


async def _job(order: Order) -> dict[str, object]:
    rows = await Outbox.filter(kind=OutboxKind.JOB, topic="submit_order", done_at=None)
    return next({**row.payload, "outbox_id": row.id} for row in rows if row.payload["order_id"] == order.id)


@sqlite_only
async def test_one_that_was_sent_before_is_looked_up_and_its_neighbours_are_sent(desk: Stage) -> None:
    lost, *others = await placed(desk, 3)
    assert await sending.claim(desk.desk, desk.crew.viewer, lost.id) is not None  # and the worker is gone
    desk.later(seconds=7)
    ids = [order.id for order in (lost, *others)]
    claims = await sending.claim_all(desk.desk, desk.crew.viewer, desk.portfolio_id, ids)
    assert [claim and claim.errand for claim in claims] == [Errand.RESOLVE, Errand.SEND, Errand.SEND]
    again = await Order.get(id=lost.id)
    fresh = await Order.get(id=others[0].id)
    assert again.sent_at is not None
    assert fresh.sent_at is not None
    assert (again.attempts, fresh.attempts, again.sent_at < fresh.sent_at) == (2, 1, True)


@sqlite_only
async def test_one_that_cannot_be_claimed_takes_no_other_along(desk: Stage) -> None:
    mine = await placed(desk, 3)
    jobs = [await _job(order) for order in mine]
    unknown = {**jobs[0], "order_id": mine[0].id}
    account = desk.crew.claims.ask(
        desk.portfolio_id, "0" * 32, lambda ids: sending.claim_all(desk.desk, desk.crew.viewer, desk.portfolio_id, ids)
    )
    done = await asyncio.gather(
        account, *(submit_order({"crew": desk.crew}, job) for job in [unknown, *jobs[1:]]), return_exceptions=True
    )
    assert isinstance(done[0], KeyError)
    assert [await desk.status(order.id) for order in mine] == [OrderStatus.FILLED] * 3


@sqlite_only
async def test_answers_are_booked_also_where_the_broker_says_nothing_more(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: object) -> list[object]:
        raise Unavailable("no news")

    mine = await placed(desk, 3)
    with monkeypatch.context() as mute:
        mute.setattr(desk.broker, "events", silent)
        await at_once(desk)
    assert {await desk.status(order.id) for order in mine} == {OrderStatus.WORKING}
    assert not await Outbox.filter(kind=OutboxKind.JOB, done_at=None)
    await orders.cancel(desk.desk, desk.owner, mine[0].id)
    await desk.work()
    assert {await desk.status(order.id) for order in mine} == {OrderStatus.FILLED}
    await desk.sound()


@sqlite_only
async def test_an_order_is_claimed_under_the_lock_of_its_own_portfolio_alone(desk: Stage) -> None:
    other = await desk.another_portfolio(name="Other")
    [order] = await placed(desk, 1)
    job = await Outbox.get(kind=OutboxKind.JOB, topic="submit_order")
    assert job.payload == {"order_id": order.id, "portfolio_id": desk.portfolio_id}
    with pytest.raises(KeyError):
        await submit_order({"crew": desk.crew}, {**job.payload, "portfolio_id": other, "outbox_id": job.id})
    assert (await Order.get(id=order.id)).sent_at is None
    await submit_order({"crew": desk.crew}, {"order_id": order.id, "outbox_id": job.id})  # as an older desk queued it
    assert await desk.status(order.id) == "FILLED"
    assert await desk.held("AAA") == 1
