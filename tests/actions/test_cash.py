"""Proves that money comes in and goes out once, here and at the broker, and that no loss hides behind it."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from actions import portfolios, reconcile
from actions.cash import Recorded, record
from db.models import AuditEntry, JournalEntry, Outbox, Portfolio, Position, ReconcileBreak, Role, Stop
from db.reads.performance import curve
from db.reads.reconcile import ADJUST
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
from trading.stop import StopReason, TradingState

D = Decimal


async def pay(desk: Stage, amount: str, key: str = "pay", **more: str) -> Recorded:
    portfolio_id = more.get("portfolio_id", desk.portfolio_id)
    return await record(desk.desk, desk.owner, portfolio_id, D(amount), more.get("note", "a test"), key=key)


async def refuses(desk: Stage, code: DenialCode | None, amount: str, match: str) -> None:
    """The flow is a conflict, and nothing was written."""
    async with unchanged():
        with pytest.raises(Conflict, match=match) as refused:
            await pay(desk, amount)
    assert refused.value.code is code


async def test_a_deposit_is_booked_here_at_once_and_at_the_broker_by_the_worker(desk: Stage) -> None:
    done = await pay(desk, "250.50", note="savings")
    assert (done.replayed, done.portfolio.cash, done.portfolio.flows) == (False, D("100250.50"), D("100250.50"))
    assert (await desk.broker.account(desk.portfolio_id)).cash == D(100000)
    await desk.work()
    assert (await desk.broker.account(desk.portfolio_id)).cash == D("100250.50")
    assert not await Outbox.filter(topic="adjust_cash", done_at=None).exists()
    row = await AuditEntry.get(action="record_cash")
    assert (row.summary, row.reason) == ("Deposit of 250.5 USD", "savings")
    assert row.before == {"cash": "100000", "fees": "0", "flows": "100000", "units": "100000"}
    assert row.after == {"cash": "100250.5", "fees": "0", "flows": "100250.5", "units": "100250.5"}
    await desk.sound()


async def test_the_same_key_is_the_same_flow_for_ever(desk: Stage) -> None:
    await pay(desk, "-10")
    before = await tables()
    again = await pay(desk, "-10.00")
    assert (again.replayed, again.portfolio.cash) == (True, D(99990))
    for other in ({"amount": "-11"}, {"amount": "-10", "note": "other"}):
        with pytest.raises(IdempotencyRefused) as refused:
            await pay(desk, **other)
        assert refused.value.code is DenialCode.IDEMPOTENCY_MISMATCH
    assert changes(before, await tables()) == {}
    await desk.work()
    await desk.sound()


async def test_a_job_that_comes_twice_moves_the_brokers_cash_once(desk: Stage) -> None:
    await pay(desk, "100")
    job = await Outbox.get(topic="adjust_cash")
    await desk.work()
    await Outbox.filter(id=job.id).update(done_at=None)
    await desk.work()
    await desk.sound()


async def test_a_broker_that_is_away_is_told_later(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise Unavailable("no answer")

    await pay(desk, "100")
    with monkeypatch.context() as broken:
        broken.setattr(desk.broker, "adjust_cash", away)
        await desk.work()
    assert await Outbox.filter(topic="adjust_cash", done_at=None).exists()
    await desk.work()
    await desk.sound()


async def test_a_flow_on_its_way_is_no_break_and_a_lost_one_is(desk: Stage) -> None:
    await pay(desk, "100")
    assert await reconcile.differing(desk.desk, desk.owner, desk.portfolio_id) == ()
    await Outbox.filter(topic=ADJUST).update(done_at=desk.clock.now())
    [difference] = await reconcile.differing(desk.desk, desk.owner, desk.portfolio_id)
    assert (difference.ours, difference.theirs) == (D(100100), D(100000))


async def test_a_broker_that_refuses_a_flow_stops_what_opens(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def no(*_: object) -> None:
        raise Rejected("this account is closed")

    await pay(desk, "100")
    with monkeypatch.context() as broken:
        broken.setattr(desk.broker, "adjust_cash", no)
        await desk.work()
    stop = await Stop.get(target=desk.portfolio_id)
    assert (stop.state, stop.reason) == (TradingState.REDUCING, StopReason.RECONCILE_BREAK)
    assert "this account is closed" in (stop.note or "")
    assert "RECONCILE_BREAK" in await desk.alerts()
    assert (await desk.place(buy("AAA", "1"))).order.denial is not None


# ---------------------------------------------------------------- what a flow may not do


@pytest.mark.parametrize("amount", ["0", "0.001", "-0.005", "1000000000.01", "NaN", "Infinity"])
@sqlite_only
async def test_only_whole_cents_that_are_something(desk: Stage, amount: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await pay(desk, amount)
    assert [field.path for field in refused.value.fields] == [("amount",)]


@sqlite_only
async def test_the_note_says_why_and_the_key_is_needed(desk: Stage) -> None:
    for wrong in ({"note": " "}, {"note": "x" * 501}, {"key": ""}):
        with pytest.raises(InvalidInput):
            await pay(desk, "1", **wrong)


async def test_what_orders_need_stays(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10", limit="90"))
    reserved = (await desk.portfolio()).reserved
    assert reserved > 0
    await refuses(desk, DenialCode.INSUFFICIENT_CASH, str(-(100000 - reserved) - D("0.01")), "no order needs")
    await pay(desk, str(-(100000 - reserved)))
    await desk.work()
    await desk.sound()


async def test_only_an_owner_moves_money_and_strangers_see_nothing(desk: Stage) -> None:
    before = await tables()
    for role, refusal in ((Role.TRADER, NotAllowed), (Role.RISK_OFFICER, NotAllowed), (None, NotFound)):
        viewer = await desk.person(f"{role}", role)
        with pytest.raises(refusal):
            await record(desk.desk, viewer, desk.portfolio_id, D(1), "mine", key="k")
    assert set(changes(before, await tables())) == {"users", "members"}


async def test_an_archived_portfolio_takes_no_money(desk: Stage) -> None:
    await portfolios.update(desk.desk, desk.owner, desk.portfolio_id, {"archived": True})
    await refuses(desk, None, "1", "archived")


async def test_a_price_that_is_missing_or_old_is_not_guessed(desk: Stage) -> None:
    await loose(desk)
    await desk.trade(buy("AAA", "10"))
    await desk.tick()
    desk.later(minutes=10)  # the feed is silent
    await refuses(desk, DenialCode.STALE_PRICE, "1", "too old")


async def test_all_equity_cannot_leave_while_shares_are_sold_short(desk: Stage) -> None:
    """Cash counts what a short sale brought, equity does not; the paper broker sells nothing short."""
    short = Position(id="0", portfolio_id=desk.portfolio_id, symbol="AAA", quantity=D(-10), basis=D(1000))
    await short.save(force_create=True)
    await Portfolio.filter(id=desk.portfolio_id).update(cash=D(101000))
    await refuses(desk, DenialCode.INSUFFICIENT_CASH, "-100000", "some equity must stay")
    await pay(desk, "-99999.99")


# ---------------------------------------------------------------- returns and loss limits


async def loose(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE | {"max_daily_loss_ratio": "0.02"})


async def test_a_deposit_hides_no_loss_from_the_daily_limit(desk: Stage) -> None:
    """A tenth of the way to the limit is lost, the money doubled, and the limit still trips at 2% of nav."""
    await loose(desk)
    await desk.trade(buy("AAA", "500"))
    await desk.tick()
    held = await desk.held("AAA")
    await desk.tick(AAA="97")
    equity = (await desk.portfolio()).cash + held * 97
    await pay(desk, "1000000")
    await desk.work()
    await desk.tick(AAA="97")
    assert not await Stop.filter(target=desk.portfolio_id).exists()
    portfolio = await desk.portfolio()
    lost = 1 - (portfolio.cash + held * 97) / portfolio.units
    assert abs(lost - (1 - equity / 100000)) < D("1e-9")
    # What is left to the limit is now 2% of eleven times the money.
    price = 97 - (D("0.0201") - lost) * portfolio.units / held
    await desk.tick(AAA=f"{price:.2f}")
    assert (await Stop.get(target=desk.portfolio_id)).reason is StopReason.DAILY_LOSS
    await desk.sound()


async def test_a_withdrawal_is_no_loss(desk: Stage) -> None:
    await pay(desk, "-90000")
    await desk.tick()
    await desk.close()
    await desk.work()
    assert not await Stop.all().exists()
    await desk.tick()
    await desk.close()
    assert [point.drawdown for point in await curve(desk.portfolio_id, None)] == [D(0), D(0)]
    await desk.sound()


async def test_an_empty_portfolio_starts_with_its_first_deposit_and_its_limits_with_it(desk: Stage) -> None:
    empty = await desk.another_portfolio(cash="0", name="Empty")
    await desk.tick()
    await pay(desk, "1000", portfolio_id=empty)
    portfolio = await Portfolio.get(id=empty)
    assert (portfolio.units, portfolio.open_units, portfolio.peak_units) == (D(1000), D(1000), D(1000))
    assert (portfolio.open_equity, portfolio.peak_equity) == (D(1000), D(1000))
    await desk.work()
    await desk.sound()


async def test_taking_everything_out_and_coming_back_hides_no_loss(desk: Stage) -> None:
    await loose(desk)
    await desk.close()
    await desk.tick()
    await desk.trade(buy("AAA", "100"))
    await desk.tick()
    await desk.tick(AAA="95")
    await desk.trade(sell("AAA", "100"))
    await desk.tick(AAA="95")
    before = await desk.portfolio()
    assert await desk.held("AAA") == 0
    assert before.cash < 100000
    await pay(desk, str(-before.cash), "out")
    out = await desk.portfolio()
    assert (out.cash, out.units, out.left_equity, out.left_units) == (D(0), D(0), before.cash, before.units)
    await desk.close()
    await pay(desk, "5000", "in")
    back = await desk.portfolio()
    assert abs(back.cash / back.units - before.cash / before.units) < D("1e-8")
    await desk.work()
    await desk.tick()
    await desk.close()
    points = await curve(desk.portfolio_id, None)
    assert [point.equity for point in points] == [D(100000), D(0), D(5000)]
    assert D(0) == points[0].drawdown < points[1].drawdown == points[2].drawdown < D("0.01")
    await desk.sound()


async def test_money_does_not_come_to_what_has_lost_everything(desk: Stage) -> None:
    await pay(desk, "-99999.99")
    await Portfolio.filter(id=desk.portfolio_id).update(cash=D(0))
    with pytest.raises(Conflict, match="hide what was lost"):
        await pay(desk, "10", "more")


# ---------------------------------------------------------------- brokers that move their own money


async def test_where_money_moves_at_the_broker_it_is_recorded_once_it_is_there(desk: Stage) -> None:
    desk.broker.capabilities = replace(desk.broker.capabilities, adjusts_cash=False)
    await refuses(desk, DenialCode.NOT_RECONCILED, "500", "at the broker itself")
    await desk.broker.adjust_cash(desk.portfolio_id, "a transfer", D(500))
    await refuses(desk, DenialCode.NOT_RECONCILED, "499", "at the broker itself")
    done = await pay(desk, "500")
    assert done.portfolio.cash == D(100500)
    assert not await Outbox.filter(topic=ADJUST).exists()
    assert (await pay(desk, "500")).replayed
    await desk.sound()


async def test_such_a_broker_must_answer(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise Unavailable("no answer")

    desk.broker.capabilities = replace(desk.broker.capabilities, adjusts_cash=False)
    monkeypatch.setattr(desk.broker, "account", away)
    with pytest.raises(Unreachable):
        await pay(desk, "500")


async def test_a_race_for_the_last_cash_has_one_winner(desk: Stage) -> None:
    results = await asyncio.gather(
        *(pay(desk, "-60000", f"race-{number}") for number in range(5)), return_exceptions=True
    )
    assert [type(result) for result in results].count(Recorded) == 1
    assert await JournalEntry.filter(portfolio_id=desk.portfolio_id).count() == 2
    await desk.work()
    await desk.sound()


# ---------------------------------------------------------------- books that differ


async def test_no_money_moves_while_a_break_is_open(desk: Stage) -> None:
    """What the break is about may be a loss: new money would share it, old money leave without it."""
    row = ReconcileBreak(id="b", portfolio_id=desk.portfolio_id, found_at=desk.clock.now(), differences=[])
    await row.save(force_create=True)
    for amount in ("500", "-500"):
        await refuses(desk, DenialCode.NOT_RECONCILED, amount, "clear the break")
    await ReconcileBreak.filter(id="b").update(cleared_at=desk.clock.now())
    await pay(desk, "500")
    await desk.work()
    await desk.sound()


async def test_a_flow_on_its_way_clears_no_break(desk: Stage) -> None:
    """While a flow is under way cash is not compared: a break on cash must not be cleared meanwhile."""
    await pay(desk, "500")
    await desk.broker.adjust_cash(desk.portfolio_id, "stolen", D(-1))
    with pytest.raises(Conflict, match="on its way") as refused:
        await reconcile.clear(desk.desk, desk.owner, desk.portfolio_id, "looks fine")
    assert refused.value.code is DenialCode.NOT_RECONCILED
    await desk.work()
    with pytest.raises(Conflict, match="cash"):
        await reconcile.clear(desk.desk, desk.owner, desk.portfolio_id, "looks fine")
    await desk.broker.adjust_cash(desk.portfolio_id, "given back", D(1))
    units = (await desk.portfolio()).units
    await reconcile.clear(desk.desk, desk.owner, desk.portfolio_id, "given back")
    assert (await desk.portfolio()).units == units
    await desk.sound()
