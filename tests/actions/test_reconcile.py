"""Proves that books which differ from the broker's stop what opens until a person clears it, and work in flight not."""

import asyncio
import sqlite3
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from actions import checks, reconcile, replaces
from actions import executions as executing
from actions.reconcile import clear
from actions.releases import release
from actions.replaces import NewTerms
from actions.stops import engage
from actions.viewer import Viewer
from db.models import Alert, AuditEntry, Order, Portfolio, ReconcileBreak, Role, Stop
from tests.desks import Stage, buy, changes, executions, sell, sqlite_only, tables
from trading.errors import Conflict, DenialCode, InvalidInput, NotAllowed, NotFound, Unavailable, Unreachable
from trading.orders import OrderOrigin, OrderStatus
from trading.ports import BrokerAccount, BrokerOrder
from trading.stop import StopLevel, StopReason, StopScope, TradingState
from workers import reconcile as loop

D = Decimal
PORTFOLIO = StopScope.PORTFOLIO
ACTIVE, REDUCING, HALTED = TradingState
QUICK = (timedelta(0), timedelta(0))


async def look(desk: Stage) -> None:
    await loop.look(desk.crew, QUICK)


async def state(desk: Stage) -> tuple[TradingState, StopReason | None]:
    row = await Stop.get_or_none(target=desk.portfolio_id)
    return (row.state, row.reason) if row else (ACTIVE, None)


def tamper(desk: Stage, statement: str, *values: object) -> None:
    """Change the paper broker's book behind everybody's back."""
    book = sqlite3.connect(desk.crew.settings.data_dir / "paper.db")
    with book:
        book.execute(statement, values)
    book.close()


def take(desk: Stage, cents: int) -> None:
    tamper(desk, "UPDATE accounts SET cents = cents - ? WHERE account = ?", cents, desk.portfolio_id)


async def denial(desk: Stage, terms: Any) -> str | None:
    return (await desk.place(terms)).order.denial


# ---------------------------------------------------------------- books that agree


async def test_a_desk_that_trades_agrees_with_its_broker_and_nothing_is_written(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.trade(buy("BBB", "10", limit="40"))
    await desk.tick(AAA="101")
    await desk.trade(sell("AAA", "4"))
    before = await tables()
    await look(desk)
    assert changes(before, await tables()) == {}
    assert await state(desk) == (ACTIVE, None)


@sqlite_only
async def test_what_the_broker_said_and_nobody_booked_is_booked_first(desk: Stage) -> None:
    working = await desk.trade(buy("AAA", "10", limit="90", gtc=True))
    step = desk.market.step(desk.day, 1)
    cheap = [tick if tick.symbol != "AAA" else type(tick)("AAA", tick.at, D(89), D(89), D(89), tick.volume, "hand")
             for tick in step.ticks]  # fmt: skip
    await desk.broker.on_step(type(step)(step.day, step.index, step.at, step.phase, tuple(cheap)))
    assert await desk.status(working.id) is OrderStatus.WORKING
    await look(desk)
    assert await desk.status(working.id) is OrderStatus.FILLED
    assert len(await executions(working.id)) == 1
    assert await state(desk) == (ACTIVE, None)
    assert await desk.alerts() == []
    await desk.sound()


@sqlite_only
async def test_an_order_that_was_sent_and_not_answered_is_no_break(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object) -> Any:
        raise Unavailable("no answer")

    with monkeypatch.context() as broken:
        broken.setattr(desk.broker, "submit", lost)
        order = await desk.trade(buy("AAA", "10"))
    assert (order.sent_at is not None, order.acked_at) == (True, None)
    await look(desk)
    assert await state(desk) == (ACTIVE, None)


@sqlite_only
async def test_an_order_that_is_replaced_is_no_break_before_nor_after(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10", limit="90", gtc=True))
    await replaces.ask(desk.desk, desk.owner, order.id, NewTerms(quantity=D(20), limit_price=D(95)))
    await look(desk)
    await desk.work()
    assert (await Order.get(id=order.id)).quantity == 20
    await look(desk)
    assert await state(desk) == (ACTIVE, None)


@sqlite_only
async def test_a_difference_that_is_gone_when_it_is_taken_again_is_no_break(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, answers = desk.broker.account, [D("0.01"), D(0)]

    async def settling(account: str) -> BrokerAccount:
        theirs = await honest(account)
        off = answers.pop(0) if answers else D(0)
        return BrokerAccount(cash=theirs.cash - off, positions=theirs.positions, open_orders=theirs.open_orders)

    monkeypatch.setattr(desk.broker, "account", settling)
    await look(desk)
    assert answers == []
    assert await state(desk) == (ACTIVE, None)


@sqlite_only
async def test_books_that_move_while_the_broker_answers_are_taken_again(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, asked = desk.broker.account, []

    async def busy(account: str) -> BrokerAccount:
        theirs = await honest(account)
        asked.append(account)
        if len(asked) <= 2:
            await desk.trade(buy("AAA", "1"), allow_duplicate=True)  # after the broker's word
        return theirs

    monkeypatch.setattr(desk.broker, "account", busy)
    await look(desk)
    assert len(asked) == 3
    assert await state(desk) == (ACTIVE, None)
    await desk.sound()


@sqlite_only
async def test_books_that_never_rest_and_a_broker_that_is_away_tell_nothing(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(desk, 1)
    honest = desk.broker.account

    async def restless(account: str) -> BrokerAccount:
        await Portfolio.filter(id=account).update(cash=(await desk.portfolio()).cash + 1)
        return await honest(account)

    async def away(_: str) -> BrokerAccount:
        raise Unavailable("down")

    for word in (restless, away):
        with monkeypatch.context() as broken:
            broken.setattr(desk.broker, "account", word)
            with pytest.raises(Unreachable):
                await reconcile.differing(desk.desk, desk.crew.viewer, desk.portfolio_id, QUICK)
            await look(desk)
        assert await state(desk) == (ACTIVE, None)


# ---------------------------------------------------------------- a break


async def test_a_missing_cent_reduces_until_it_is_repaired_and_cleared(desk: Stage) -> None:
    rita = await desk.person("Rita", Role.RISK_OFFICER)
    await desk.trade(buy("AAA", "10"))
    unsent = (await desk.place(buy("BBB", "1"))).order
    take(desk, 1)
    for _ in range(3):
        await look(desk)
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)
    assert await desk.alerts() == ["STOP_ENGAGED", "RECONCILE_BREAK"]
    ours = (await desk.portfolio()).cash
    (row,) = await ReconcileBreak.all()
    assert row.differences == [
        {
            "subject": "CASH",
            "name": "",
            "ours": f"{ours.normalize():f}",
            "theirs": f"{(ours - D('0.01')).normalize():f}",
        }
    ]
    assert await AuditEntry.filter(action="find_break", object_id=row.id).count() == 1
    assert await AuditEntry.filter(action="engage_stop").count() == 1
    assert (await Order.get(id=unsent.id)).denial == DenialCode.NOT_RECONCILED
    assert await denial(desk, buy("CCC", "1")) == DenialCode.NOT_RECONCILED
    closing = await desk.trade(sell("AAA", "4"))
    assert await desk.status(closing.id) is OrderStatus.FILLED

    before = await tables()
    with pytest.raises(Conflict) as refused:
        await clear(desk.desk, rita, desk.portfolio_id, "looked at it")
    assert refused.value.code is DenialCode.NOT_RECONCILED
    assert "cash" in refused.value.message
    assert changes(before, await tables()) == {}

    take(desk, -1)
    await look(desk)
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)  # a person has to look at it
    cleared = await clear(desk.desk, rita, desk.portfolio_id, "the broker has put it right")
    assert cleared.id == desk.portfolio_id
    assert await state(desk) == (ACTIVE, None)
    kept = await ReconcileBreak.get(id=row.id)
    assert (kept.differences, kept.note, kept.cleared_by_id) == (
        row.differences,
        "the broker has put it right",
        rita.user_id,
    )
    assert await AuditEntry.filter(action="clear_break", object_id=row.id).count() == 1
    assert await denial(desk, buy("CCC", "1")) is None
    before = await tables()
    await clear(desk.desk, rita, desk.portfolio_id, "once more")
    assert changes(before, await tables()) == {}
    await desk.work()
    await desk.sound()


TAMPERED = [
    ("INSERT INTO positions VALUES (:account, 'CCC', 5000000000)", "POSITION", "CCC", "0", "5"),
    ("UPDATE positions SET nanos = nanos + 1 WHERE symbol = 'AAA'", "POSITION", "AAA", "10", "10.000000001"),
    ("DELETE FROM positions WHERE symbol = 'AAA'", "POSITION", "AAA", "10", "0"),
    ("UPDATE orders SET state = 'FILLED' WHERE state = 'OPEN'", "ORDER_OPEN", None, "10", None),
    ("UPDATE orders SET left = left - 1000000000 WHERE state = 'OPEN'", "ORDER_QUANTITY", None, "10", "9"),
]


@sqlite_only
@pytest.mark.parametrize(("statement", "subject", "name", "ours", "theirs"), TAMPERED)
async def test_whatever_differs_is_named_with_its_numbers(
    desk: Stage, statement: str, subject: str, name: str | None, ours: str, theirs: str | None
) -> None:
    await desk.trade(buy("AAA", "10"))
    working = await desk.trade(buy("BBB", "10", limit="40", gtc=True))
    tamper(desk, statement.replace(":account", "?"), *([desk.portfolio_id] if ":account" in statement else []))
    await look(desk)
    (row,) = await ReconcileBreak.all()
    wanted = {"subject": subject, "name": name or working.client_order_id, "ours": ours, "theirs": theirs}
    assert row.differences == [wanted]
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)


@sqlite_only
@pytest.mark.parametrize("ended", ["CANCELED", "EXPIRED"])
async def test_an_order_that_ended_at_the_broker_without_a_word_is_asked_about(desk: Stage, ended: str) -> None:
    working = await desk.trade(buy("BBB", "10", limit="40", gtc=True))
    assert (await desk.portfolio()).reserved > 0
    tamper(desk, "UPDATE orders SET state = ? WHERE state = 'OPEN'", ended)
    await look(desk)
    assert (await desk.status(working.id), await desk.alerts()) == (OrderStatus(ended), [])
    assert (await desk.portfolio()).reserved == 0
    assert await ReconcileBreak.all().count() == 0
    assert await state(desk) == (ACTIVE, None)
    row = await AuditEntry.filter(action=f"{ended.lower()}_order").get()
    assert row.object_id == working.id
    before = await tables()
    await look(desk)
    assert changes(before, await tables()) == {}
    await desk.sound()


@sqlite_only
@pytest.mark.parametrize("question", ["account", "lookup"])
async def test_nobody_waits_for_ever_for_a_broker_that_is_silent(
    desk: Stage, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    await desk.trade(buy("AAA", "10", limit="90", gtc=True))
    tamper(desk, "UPDATE orders SET state = 'CANCELED'")

    async def silence(*_: object) -> Any:
        await asyncio.Event().wait()

    monkeypatch.setattr(desk.broker, question, silence)
    monkeypatch.setattr(reconcile, "answered", partial(executing.answered, within=timedelta(milliseconds=50)))
    with pytest.raises(Unreachable, match="has not answered"):
        await reconcile.differing(desk.desk, desk.crew.viewer, desk.portfolio_id, QUICK)


@sqlite_only
async def test_what_an_ended_order_has_filled_unheard_is_never_booked_from_a_sum(desk: Stage) -> None:
    working = await desk.trade(buy("BBB", "10", limit="40", gtc=True))
    statement = "UPDATE orders SET state = 'CANCELED', left = left - 1000000000, filled = filled + 1000000000"
    tamper(desk, f"{statement} WHERE state = 'OPEN'")
    await look(desk)
    assert await desk.status(working.id) is OrderStatus.WORKING
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)
    assert await executions(working.id) == []


async def test_an_account_that_the_broker_has_lost_is_a_break(desk: Stage) -> None:
    tamper(desk, "UPDATE accounts SET account = 'another'")
    await look(desk)
    (row,) = await ReconcileBreak.all()
    assert [each["subject"] for each in row.differences] == ["ACCOUNT"]
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)


@sqlite_only
async def test_what_comes_to_differ_later_belongs_to_the_same_break_and_is_told(desk: Stage) -> None:
    take(desk, 1)
    await look(desk)
    take(desk, 1)  # the same figure again: no news
    await look(desk)
    tamper(desk, "INSERT INTO positions VALUES (?, 'CCC', 1000000000)", desk.portfolio_id)
    await look(desk)
    (row,) = await ReconcileBreak.all()
    assert [each["subject"] for each in row.differences] == ["CASH", "POSITION"]
    told = await Alert.filter(code="RECONCILE_BREAK").order_by("sequence")
    assert [("cash" in each.message, "CCC" in each.message) for each in told] == [(True, False), (False, True)]


@sqlite_only
async def test_a_portfolio_of_another_is_left_alone(desk: Stage) -> None:
    other = await desk.another_portfolio()
    take(desk, 1)
    await look(desk)
    assert not await Stop.exists(target=other)
    assert (await desk.place(buy("AAA", "1"), portfolio_id=other)).order.denial is None


async def test_an_order_of_someone_else_at_the_broker_is_booked_as_external(desk: Stage) -> None:
    """Somebody trades at the broker by hand: its own words make it an order and an execution here, no break."""
    theirs = buy("AAA", "3")
    await desk.broker.submit(
        BrokerOrder(
            account=desk.portfolio_id,
            client_order_id="by-hand",
            symbol="AAA",
            side=theirs.side,
            type=theirs.type,
            quantity=theirs.quantity,
        )
    )
    await look(desk)
    order = await Order.get(client_order_id="by-hand")
    assert order.origin is OrderOrigin.EXTERNAL
    (execution,) = await executions(order.id)
    assert not execution.broker_execution_id.startswith("INFERRED")
    assert await desk.held("AAA") == 3
    assert await state(desk) == (ACTIVE, None)
    assert "EXTERNAL_ORDER" in await desk.alerts()
    await desk.sound()


# ---------------------------------------------------------------- with other stops


async def engaged(desk: Stage, level: StopLevel, viewer: Viewer) -> None:
    await engage(desk.desk, viewer, PORTFOLIO, desk.portfolio_id, level, "a person")


async def test_a_persons_stop_stays_and_is_not_released_over_a_break(desk: Stage) -> None:
    rita = await desk.person("Rita", Role.RISK_OFFICER)
    await engaged(desk, StopLevel.PAUSE, desk.owner)
    take(desk, 1)
    await look(desk)
    assert await state(desk) == (REDUCING, StopReason.MANUAL)
    take(desk, -1)
    with pytest.raises(Conflict) as refused:
        await release(desk.desk, rita, PORTFOLIO, desk.portfolio_id, ACTIVE, "fine")
    assert refused.value.code is DenialCode.NOT_RECONCILED
    await clear(desk.desk, rita, desk.portfolio_id, "repaired")
    assert await state(desk) == (REDUCING, StopReason.MANUAL)
    await release(desk.desk, rita, PORTFOLIO, desk.portfolio_id, ACTIVE, "fine")
    assert await state(desk) == (ACTIVE, None)


@sqlite_only
async def test_a_break_outlives_the_daily_loss_that_it_joins(desk: Stage) -> None:
    await engage(
        desk.desk, desk.crew.viewer, PORTFOLIO, desk.portfolio_id, StopLevel.PAUSE, "loss", reason=StopReason.DAILY_LOSS
    )
    take(desk, 1)
    await look(desk)
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)
    await desk.close()
    await desk.tick()
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)


@sqlite_only
async def test_a_stop_joins_a_break(desk: Stage) -> None:
    take(desk, 1)
    await look(desk)
    await engaged(desk, StopLevel.STOP, desk.owner)
    await desk.stop_round()
    assert await state(desk) == (HALTED, StopReason.MANUAL)
    take(desk, -1)
    rita = await desk.person("Rita", Role.RISK_OFFICER)
    await clear(desk.desk, rita, desk.portfolio_id, "repaired")
    assert await state(desk) == (HALTED, StopReason.MANUAL)


# ---------------------------------------------------------------- who clears


@sqlite_only
async def test_who_may_clear_a_break(desk: Stage) -> None:
    trader, stranger = await desk.person("Tess", Role.TRADER), await desk.person("Sam", None)
    take(desk, 1)
    await look(desk)
    take(desk, -1)
    before = await tables()
    with pytest.raises(NotAllowed):
        await clear(desk.desk, trader, desk.portfolio_id, "fine")
    with pytest.raises(NotFound):
        await clear(desk.desk, stranger, desk.portfolio_id, "fine")
    for note in ("", "  ", "x" * 501):
        with pytest.raises(InvalidInput):
            await clear(desk.desk, desk.owner, desk.portfolio_id, note)
    assert changes(before, await tables()) == {}


async def test_two_who_clear_at_once_clear_once(desk: Stage) -> None:
    take(desk, 1)
    await look(desk)
    take(desk, -1)
    await asyncio.gather(*(clear(desk.desk, desk.owner, desk.portfolio_id, "fine") for _ in range(5)))
    assert await AuditEntry.filter(action="clear_break").count() == 1
    assert await state(desk) == (ACTIVE, None)


async def test_rounds_that_find_a_break_at_once_find_one(desk: Stage) -> None:
    take(desk, 1)
    await asyncio.gather(*(look(desk) for _ in range(5)))
    assert await ReconcileBreak.all().count() == 1
    assert await desk.alerts() == ["STOP_ENGAGED", "RECONCILE_BREAK"]


@sqlite_only
async def test_a_ledger_that_does_not_add_up_is_not_cleared(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(reserved=D("1"))
    await checks.check(desk.desk, desk.crew.viewer, desk.portfolio_id)
    assert await state(desk) == (REDUCING, StopReason.RECONCILE_BREAK)
    with pytest.raises(Conflict, match="L6"):
        await clear(desk.desk, desk.owner, desk.portfolio_id, "the broker agrees")
    await Portfolio.filter(id=desk.portfolio_id).update(reserved=D("0"))
    await clear(desk.desk, desk.owner, desk.portfolio_id, "put right")
    assert await state(desk) == (ACTIVE, None)
