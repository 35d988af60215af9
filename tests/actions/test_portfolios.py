"""Proves that portfolios are created once, that LIVE means real money, and that changes are audited or refused."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import orders, portfolios, stops
from actions.portfolios import Created, create, update
from db.models import AuditEntry, LotMethod, Order, Portfolio, Role, Stop, TradingMode
from tests.desks import LOOSE, Stage, buy, changes, sell, sqlite_only, tables, unchanged
from trading.errors import (
    Conflict,
    DenialCode,
    IdempotencyRefused,
    InvalidInput,
    NotAllowed,
    NotFound,
    Rejected,
    Unavailable,
    Unreachable,
)
from trading.stop import StopLevel, StopScope

D = Decimal


async def make(desk: Stage, **more: Any) -> Created:
    wanted = {"name": "Second", "opening_cash": D(500), "key": "second", **more}
    return await create(desk.desk, desk.owner, **wanted)


async def fields(desk: Stage, **more: Any) -> list[tuple[str, ...]]:
    """Return the fields that are refused; nothing is written, nor any account opened."""
    async with unchanged():
        with pytest.raises(InvalidInput) as refused:
            await make(desk, **more)
    return [field.path for field in refused.value.fields]


# ---------------------------------------------------------------- creating


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"broker": "nobody"}, "broker"),
        ({"currency": "EUR"}, "currency"),
        ({"opening_cash": D("-0.01")}, "openingCash"),
        ({"opening_cash": D("0.001")}, "openingCash"),
        ({"opening_cash": D("1e9") + 1}, "openingCash"),
        ({"opening_cash": D("NaN")}, "openingCash"),
        ({"mode": TradingMode.LIVE, "confirmation": "Second"}, "mode"),
    ],
)
@sqlite_only
async def test_what_is_wrong_is_named_by_its_field(desk: Stage, wrong: dict[str, Any], path: str) -> None:
    assert await fields(desk, **wrong) == [(path,)]


@sqlite_only
async def test_real_money_takes_a_broker_that_trades_it_and_the_name_typed_again(desk: Stage) -> None:
    desk.broker.capabilities = replace(desk.broker.capabilities, real_money=True)
    assert await fields(desk) == [("mode",)]  # a PAPER portfolio must never trade real money
    for typed in (None, "", "second", "Second "):
        assert await fields(desk, mode=TradingMode.LIVE, confirmation=typed) == [("confirmation",)]
    for proven in (None, desk.clock.now() - timedelta(minutes=16)):
        desk.owner = replace(desk.owner, proven_at=proven)
        with pytest.raises(NotAllowed, match="sign in again"):
            await make(desk, mode=TradingMode.LIVE, confirmation="Second")
    desk.owner = replace(desk.owner, proven_at=desk.clock.now() - timedelta(minutes=14))
    live = await make(desk, mode=TradingMode.LIVE, confirmation="Second")
    assert live.portfolio.mode is TradingMode.LIVE
    row = await AuditEntry.get(action="create_portfolio", object_id=live.portfolio.id)
    assert row.summary == "LIVE portfolio 'Second' at paper with 500 USD"


async def test_the_same_key_at_the_same_moment_makes_one_portfolio(desk: Stage) -> None:
    made = await asyncio.gather(*(make(desk) for _ in range(5)))
    assert len({each.portfolio.id for each in made}) == 1
    assert sorted(each.replayed for each in made) == [False, True, True, True, True]
    with pytest.raises(IdempotencyRefused):
        await make(desk, opening_cash=D(501))
    await desk.sound()


@sqlite_only
async def test_a_crash_before_the_commit_leaves_no_account_with_other_cash(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account was opened, the portfolio never written; the same key then comes with other cash."""

    async def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(portfolios, "_join", crash)
        with pytest.raises(RuntimeError):
            await make(desk)
    assert (await make(desk, opening_cash=D(700))).portfolio.cash == 700
    await desk.sound()


@pytest.mark.parametrize(("said", "refusal"), [(Rejected("not yours"), Conflict), (Unavailable("away"), Unreachable)])
@sqlite_only
async def test_a_broker_may_refuse_or_be_away(
    desk: Stage, monkeypatch: pytest.MonkeyPatch, said: Exception, refusal: type[Exception]
) -> None:
    async def answer(*_: object) -> None:
        raise said

    monkeypatch.setattr(desk.broker, "open_account", answer)
    with pytest.raises(refusal, match=str(said)):
        await make(desk)


@sqlite_only
async def test_a_key_that_is_bound_to_portfolios_makes_no_other(desk: Stage) -> None:
    bound = replace(desk.owner, portfolio_ids=frozenset({desk.portfolio_id}))
    with pytest.raises(NotAllowed):
        await create(desk.desk, bound, name="Second", opening_cash=D(1), key="k")


# ---------------------------------------------------------------- changing


async def change(desk: Stage, **wanted: str | bool | None) -> Portfolio:
    return await update(desk.desk, desk.owner, desk.portfolio_id, wanted)


async def test_a_change_is_kept_with_what_was_before(desk: Stage) -> None:
    changed = await change(desk, name="Main", autonomy="APPROVE", benchmark="BBB")
    assert (changed.name, changed.autonomy, changed.benchmark) == ("Main", "APPROVE", "BBB")
    row = await AuditEntry.get(action="update_portfolio")
    assert (row.summary, row.before, row.after) == (
        "Changed: autonomy, benchmark",
        {"autonomy": "OBSERVE", "benchmark": None},
        {"autonomy": "APPROVE", "benchmark": "BBB"},
    )
    assert (await change(desk, benchmark=None)).benchmark is None
    before = await tables()
    await change(desk, name="Main", autonomy="APPROVE")
    assert changes(before, await tables()) == {}
    await desk.sound()


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({}, None),
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"lot_method": None}, "lotMethod"),
        ({"archived": None}, "archived"),
        ({"benchmark": "NOPE"}, "benchmark"),
        ({"benchmark": ""}, "benchmark"),
    ],
)
@sqlite_only
async def test_nothing_and_nonsense_are_invalid(desk: Stage, wrong: dict[str, Any], path: str | None) -> None:
    before = await tables()
    with pytest.raises(InvalidInput) as refused:
        await change(desk, **wrong)
    assert [field.path for field in refused.value.fields] == ([(path,)] if path else [])
    assert changes(before, await tables()) == {}


async def test_only_an_owner_changes_and_strangers_see_nothing(desk: Stage) -> None:
    for role, refusal in ((Role.TRADER, NotAllowed), (Role.RISK_OFFICER, NotAllowed), (None, NotFound)):
        viewer = await desk.person(f"{role}", role)
        with pytest.raises(refusal):
            await update(desk.desk, viewer, desk.portfolio_id, {"name": "Mine"})
    assert (await desk.portfolio()).name == "Main"


async def test_the_lot_method_changes_only_while_nothing_is_held(desk: Stage) -> None:
    """Then realised profit stays what it was, and what comes after is reckoned the new way."""
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    await desk.trade(buy("AAA", "10"))
    await desk.tick()
    with pytest.raises(Conflict, match="nothing is held"):
        await change(desk, lot_method="AVERAGE")
    await desk.trade(sell("AAA", "10"))
    await desk.tick()
    realized = (await desk.portfolio()).realized
    assert realized < 0
    changed = await change(desk, lot_method="AVERAGE")
    assert (changed.lot_method, changed.realized) == (LotMethod.AVERAGE, realized)
    await desk.trade(buy("AAA", "10"))
    await desk.tick(AAA="104")
    await desk.trade(buy("AAA", "10"))
    await desk.trade(sell("AAA", "10"))
    gained = (await desk.portfolio()).realized - realized
    assert D(15) < gained < D(20)  # half of the rise: the average, not the oldest
    await desk.sound()


async def test_what_is_open_or_held_is_not_archived(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "1", limit="90", gtc=True))
    with pytest.raises(Conflict, match="Orders are open"):
        await change(desk, archived=True)
    await orders.cancel(desk.desk, desk.owner, order.id)
    await desk.work()
    await desk.trade(buy("AAA", "1"))
    await desk.tick()
    with pytest.raises(Conflict, match="Positions are open"):
        await change(desk, archived=True)
    await desk.trade(sell("AAA", "1"))
    await desk.tick()
    archived = await change(desk, archived=True)
    since = archived.archived_at
    assert since is not None
    desk.later(minutes=1)
    assert (await change(desk, archived=True)).archived_at == since
    with pytest.raises(Conflict, match="archived"):
        await desk.place(buy("AAA", "1"))
    assert (await change(desk, archived=False)).archived_at is None
    assert (await desk.place(buy("BBB", "1"))).order.denial is None
    await desk.sound()


@sqlite_only
async def test_a_flatten_closes_what_an_archived_demo_still_holds(desk: Stage) -> None:
    """A refusal here would have ended the loop that carries out every stop."""
    await desk.trade(buy("AAA", "3"))
    await desk.tick()
    await Portfolio.filter(id=desk.portfolio_id).update(archived_at=desk.clock.now())
    await stops.engage(desk.desk, desk.owner, StopScope.GLOBAL, None, StopLevel.FLATTEN, "a test")
    assert await desk.stop_round() == 1
    closing = await Order.get(portfolio_id=desk.portfolio_id, side="SELL")
    assert (closing.quantity, closing.denial) == (D(3), None)
    assert (await Stop.get(target="desk")).pending is False


@sqlite_only
async def test_a_fresh_demo_archives_the_demos_before_it_and_nothing_of_yours(desk: Stage) -> None:
    mine = await make(desk, name="Demo trading")
    first = await portfolios.create_demo(desk.desk, desk.owner, D(1000))
    second = await portfolios.create_demo(desk.desk, desk.owner, D(1000))
    archived = {p.id: p.archived_at is not None for p in await Portfolio.all()}
    assert archived == {desk.portfolio_id: False, mine.portfolio.id: False, first.id: True, second.id: False}
    assert await AuditEntry.filter(chain=first.id, action="update_portfolio").count() == 1


@sqlite_only
async def test_a_replayed_key_is_a_mismatch_for_other_content(desk: Stage) -> None:
    await make(desk)
    with pytest.raises(IdempotencyRefused) as refused:
        await make(desk, name="Third")
    assert refused.value.code is DenialCode.IDEMPOTENCY_MISMATCH
