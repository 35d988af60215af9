"""Proves that a drill runs the real stop on a scratch portfolio of its own, and leaves every other as it was."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest

from actions import drills
from actions.access import permissions_in
from actions.stops import Engaged, engage
from actions.viewer import Viewer
from adapters.patience import end
from api.drill import judged
from db.models import Alert, Member, Order, Portfolio, Position, Role, Stop, StopReceipt
from db.reads import portfolios as reads
from db.reads.facts import order_status
from tests.desks import Stage, buy, sqlite_only, tables
from trading.errors import Conflict, NotAllowed, NotFound, Permission, Unreachable
from trading.orders import OrderStatus
from trading.stop import StopLevel, StopScope, TradingState


@asynccontextmanager
async def a_worker(desk: Stage) -> AsyncIterator[None]:
    """Let the queue and the stop's loop be worked off, as a worker does."""

    async def work() -> None:
        while True:
            await desk.work()
            await desk.stop_round()
            await asyncio.sleep(0.01)

    working = asyncio.create_task(work())
    try:
        yield
    finally:
        await end(working)
        with suppress(asyncio.CancelledError):
            working.result()


async def drilled(desk: Stage, viewer: Viewer | None = None) -> StopReceipt:
    """Run a drill to its end and return its receipt."""
    async with a_worker(desk), asyncio.timeout(60):
        [receipt] = (await drills.run(desk.desk, viewer or desk.owner, desk.portfolio_id)).receipts
        while await Stop.filter(pending=True).exists():
            desk.later(milliseconds=600)
            await asyncio.sleep(0.02)
        await receipt.refresh_from_db()
    return receipt


async def untouched(desk: Stage) -> dict[str, Any]:
    """What belongs to the portfolio that the drill is for, but for when events were marked as gone: many at once."""
    rows = await tables()
    for event in rows["outbox"].values():
        del event["done_at"]
    mine = {
        name: {k: v for k, v in table.items() if v.get("portfolio_id") == desk.portfolio_id}
        for name, table in rows.items()
    }
    return mine | {"portfolio": rows["portfolios"][desk.portfolio_id]}


async def test_a_drill_cancels_and_closes_everything_and_touches_nothing_else(desk: Stage) -> None:
    working = await desk.trade(buy("AAA", "10", limit="90", gtc=True))
    await desk.trade(buy("BBB", "10"))
    before = await untouched(desk)
    receipt = await drilled(desk)
    assert await untouched(desk) == before
    assert await desk.status(working.id) is OrderStatus.WORKING
    assert not await Stop.exists(target=desk.portfolio_id)
    assert (receipt.drill, receipt.level) == (True, StopLevel.FLATTEN)
    assert (receipt.orders_canceled, receipt.orders_still_open, receipt.orders_unknown) == (6, 0, 0)
    assert receipt.positions_closed == 1
    assert None not in (receipt.first_cancel_ms, receipt.all_confirmed_ms)
    scratch = await Portfolio.get(id=receipt.portfolio_id)
    assert scratch.drill_of == desk.portfolio_id
    assert not await Position.filter(portfolio_id=scratch.id).exclude(quantity=0).exists()
    assert not await Order.filter(portfolio_id=scratch.id, open=True).exists()
    await desk.sound()


@sqlite_only
async def test_drills_do_not_grow_the_lists(desk: Stage) -> None:
    listed = [each.id for each in await reads.visible(desk.owner.user_id, None)]
    epochs = [(await drilled(desk)).epoch for _ in range(3)]
    assert epochs == [1, 2, 3]
    assert await Portfolio.exclude(drill_of=None).count() == 1
    assert [each.id for each in await reads.visible(desk.owner.user_id, None)] == listed
    assert [each.id for each in await reads.visible("", None, everything=True)] == listed
    assert await Member.all().count() == 1
    assert await Alert.filter(portfolio_id=desk.portfolio_id).count() == 0
    await desk.sound()


async def test_with_the_market_closed_it_trades_at_the_last_price(desk: Stage) -> None:
    await desk.close()
    held = await desk.trade(buy("AAA", "1"))
    receipt = await drilled(desk)
    assert (receipt.orders_canceled, receipt.positions_closed) == (6, 1)
    assert await desk.status(held.id) is OrderStatus.WORKING  # for everybody else the market is closed
    await desk.sound()


@sqlite_only
async def test_two_at_once_are_no_half_drill(desk: Stage) -> None:
    async with a_worker(desk), asyncio.timeout(60):
        outcomes = await asyncio.gather(
            *(drills.run(desk.desk, desk.owner, desk.portfolio_id) for _ in range(2)), return_exceptions=True
        )
        assert any(isinstance(each, Engaged) for each in outcomes)
        assert all(isinstance(each, Engaged | Unreachable) for each in outcomes), outcomes
        while await Stop.filter(pending=True).exists():
            desk.later(milliseconds=600)
            await asyncio.sleep(0.02)
    assert not await Order.filter(open=True).exists()
    await desk.sound()


# ---------------------------------------------------------------- what it needs


@sqlite_only
async def test_without_a_worker_it_says_so_and_leaves_nothing_behind(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drills, "LOOKS_MAX", 2)
    with pytest.raises(Unreachable, match="No worker"):
        await drills.run(desk.desk, desk.owner, desk.portfolio_id)
    assert {order_status(order) for order in await Order.all()} == {OrderStatus.CANCELED}
    assert not await StopReceipt.exists()
    await desk.work()
    await desk.sound()
    monkeypatch.undo()
    assert (await drilled(desk)).orders_canceled == 6


@sqlite_only
async def test_under_a_stop_of_the_whole_desk_there_is_no_drill(desk: Stage) -> None:
    await engage(desk.desk, desk.owner, StopScope.GLOBAL, None, StopLevel.STOP, "a test")
    with pytest.raises(Unreachable, match="whole desk"):
        await drills.run(desk.desk, desk.owner, desk.portfolio_id)
    assert (await Stop.get(target="desk")).state is TradingState.HALTED


@sqlite_only
async def test_it_needs_the_right_to_stop(desk: Stage) -> None:
    onlooker, stranger = await desk.person("Vera", Role.VIEWER), await desk.person("Sam", None)
    before = await tables()
    with pytest.raises(NotAllowed):
        await drills.run(desk.desk, onlooker, desk.portfolio_id)
    with pytest.raises(NotFound):
        await drills.run(desk.desk, stranger, desk.portfolio_id)
    assert await tables() == before


@sqlite_only
async def test_the_scratch_portfolio_is_seen_by_whom_it_stands_for_and_traded_by_nobody(desk: Stage) -> None:
    bound = replace(desk.owner, portfolio_ids=frozenset({desk.portfolio_id}))
    scratch = (await drilled(desk, bound)).portfolio_id
    onlooker, stranger = await desk.person("Vera", Role.VIEWER), await desk.person("Sam", None)
    assert await permissions_in(bound, scratch) == desk.owner.permissions
    assert await permissions_in(onlooker, scratch) == {Permission.READ}
    assert await permissions_in(stranger, scratch) == frozenset()
    elsewhere = replace(desk.owner, portfolio_ids=frozenset({await desk.another_portfolio()}))
    assert await permissions_in(elsewhere, scratch) == frozenset()
    with pytest.raises(Conflict, match="archived"):
        await desk.place(buy("AAA", "1"), portfolio_id=scratch)


# ---------------------------------------------------------------- the verdict at the terminal


@sqlite_only
async def test_the_verdict_knows_what_was_left_and_what_was_slow(desk: Stage) -> None:
    receipt = await drilled(desk)
    receipt.halt_committed_ms, receipt.first_cancel_ms, receipt.all_confirmed_ms = 199, 499, 4999
    holds, words = judged(receipt)
    assert (holds, "The stop works." in words) == (True, True)
    worse: list[tuple[str, Any, str]] = [
        ("halt_committed_ms", 200, "halt committed took 200 ms"),
        ("first_cancel_ms", 500, "first cancel took"),
        ("all_confirmed_ms", None, "for ever"),
        ("orders_still_open", 1, "left open"),
        ("orders_unknown", 1, "unknown"),
        ("positions_closed", 0, "no position closed"),
        ("steps", [], "not carried out"),
    ]
    for name, value, said in worse:
        good = getattr(receipt, name)
        setattr(receipt, name, value)
        holds, words = judged(receipt)
        assert (holds, said in words) == (False, True), (name, words)
        setattr(receipt, name, good)
