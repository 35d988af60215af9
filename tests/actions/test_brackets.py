"""Exits protect what an entry has filled, never more than is held, and give way to a sale: with a real venue."""

from dataclasses import replace
from decimal import Decimal
from unittest.mock import AsyncMock

import pytest

from actions import brackets, orders, releases, replaces, sending, stops
from actions.executions import book
from actions.unit import Unit
from adapters.brokers.alpaca import AlpacaBroker
from db.engine import transaction
from db.models import Alert, Order, Outbox, OutboxKind, Position, Stop
from db.reads.facts import order_status
from tests.desks import LOOSE, Stage, buy, executions, sell, sqlite_only
from trading.errors import Conflict, DenialCode, InvalidInput, Rejected
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import OrderOrigin, OrderSide, OrderStatus, OrderType, Terms, TimeInForce
from trading.ports import BrokerEvent, BrokerEventKind
from trading.stop import StopLevel, StopScope, TradingState
from workers import orders as jobs

D = Decimal
FILLED, CANCELED, WORKING, DENIED = (
    OrderStatus.FILLED,
    OrderStatus.CANCELED,
    OrderStatus.WORKING,
    OrderStatus.DENIED,
)
LIMIT, STOP = OrderType.LIMIT, OrderType.STOP


@pytest.fixture(autouse=True)
async def loose(desk: Stage) -> None:
    """Limits that are in nobody's way, and a market in which a tick fills at most 100."""
    desk.market.volume = 1000
    portfolio = await desk.portfolio()
    portfolio.limits = LOOSE
    await portfolio.save()
    await desk.tick()


def bracket(quantity: str = "100", stop_loss: str | None = "90", take_profit: str | None = "120") -> Terms:
    terms = buy("AAA", quantity)
    return replace(
        terms, stop_loss=D(stop_loss) if stop_loss else None, take_profit=D(take_profit) if take_profit else None
    )


async def exits(entry: Order) -> list[Order]:
    return await Order.filter(parent_id=entry.id).order_by("sequence")


async def working(entry: Order) -> list[tuple[OrderType, Decimal]]:
    """Return the exits that the broker has, by kind and quantity."""
    return [(each.type, each.quantity) for each in await exits(entry) if order_status(each) is WORKING]


async def protected(desk: Stage, terms: Terms | None = None) -> Order:
    """Return an entry that has filled and whose exits the broker has."""
    entry = await desk.trade(terms or bracket())
    await desk.work()
    return entry


async def test_a_filled_entry_has_a_take_profit_and_a_stop_loss_at_the_broker(desk: Stage) -> None:
    entry = await protected(desk)
    assert order_status(entry) is FILLED
    target, stop = await exits(entry)
    assert (target.type, target.limit_price, target.quantity) == (LIMIT, D(120), D(100))
    assert (stop.type, stop.stop_price, stop.quantity) == (STOP, D(90), D(100))
    for each in (target, stop):
        assert order_status(each) is WORKING
        assert (each.side, each.time_in_force, each.reducing) == (OrderSide.SELL, TimeInForce.GTC, True)
        assert (each.origin, each.requested_by_id) == (OrderOrigin.MANUAL, entry.requested_by_id)
        assert each.reserved == 0
    assert (target.pair_id, stop.pair_id) == (stop.id, target.id)
    await desk.sound()


@pytest.mark.parametrize(("price", "winner"), [("89", STOP), ("121", LIMIT)])
async def test_one_exit_cancels_the_other(desk: Stage, price: str, winner: OrderType) -> None:
    entry = await protected(desk)
    await desk.tick(AAA=price)
    assert {each.type: order_status(each) for each in await exits(entry)} == {
        winner: FILLED,
        ({LIMIT, STOP} - {winner}).pop(): CANCELED,
    }
    assert await desk.held("AAA") == 0
    await desk.tick(AAA="89")
    await desk.tick(AAA="121")
    assert await desk.held("AAA") == 0
    assert await desk.alerts() == []
    await desk.sound()


@pytest.mark.parametrize(("levels", "kind"), [(("90", None), STOP), ((None, "120"), LIMIT)])
@sqlite_only
async def test_one_level_makes_one_exit(desk: Stage, levels: tuple[str | None, str | None], kind: OrderType) -> None:
    entry = await protected(desk, bracket("10", *levels))
    assert await working(entry) == [(kind, D(10))]
    (only,) = await exits(entry)
    assert only.pair_id is None
    await desk.tick(AAA="89" if kind is STOP else "121")
    assert await desk.held("AAA") == 0


async def test_every_partial_fill_is_protected_at_once(desk: Stage) -> None:
    entry = await desk.trade(bracket("150"))
    await desk.work()
    assert entry.filled == D(100)
    assert await working(entry) == [(LIMIT, D(100)), (STOP, D(100))]
    await orders.cancel(desk.desk, desk.owner, entry.id)
    await desk.work()
    assert await desk.status(entry.id) is CANCELED
    assert await working(entry) == [(LIMIT, D(100)), (STOP, D(100))]
    await desk.sound()


@sqlite_only
async def test_the_rest_of_an_entry_gets_exits_of_its_own(desk: Stage) -> None:
    entry = await desk.trade(replace(bracket("150"), time_in_force=TimeInForce.GTC))
    await desk.work()
    await desk.tick()
    await desk.work()
    assert [quantity for _, quantity in await working(entry)] == [D(100), D(100), D(50), D(50)]
    await desk.tick(AAA="80")
    await desk.tick(AAA="80")
    assert await desk.held("AAA") == 0
    await desk.sound()


async def test_exits_that_end_by_other_hands_are_told_to_a_person(desk: Stage) -> None:
    entry = await protected(desk)
    await desk.broker.cancel(desk.portfolio_id, (await exits(entry))[0].client_order_id)
    await jobs.drain(desk.crew, desk.broker, desk.portfolio_id)
    assert await working(entry) == []
    (alert,) = await Alert.filter(code="UNPROTECTED")
    assert alert.order_id == entry.id
    assert alert.message.startswith("100 AAA")


async def test_what_one_exit_fills_the_other_loses(desk: Stage) -> None:
    entry = await protected(desk)
    desk.market.volume = 300
    await desk.tick(AAA="121")
    target, stop = await exits(entry)
    assert (target.filled, stop.quantity) == (D(30), D(70))
    assert [order_status(each) for each in (target, stop)] == [OrderStatus.PARTIALLY_FILLED, WORKING]
    for price in ("80", "121", "80", "80"):
        await desk.tick(AAA=price)
    target, stop = await exits(entry)
    assert [order_status(each) for each in (target, stop)] == [CANCELED, FILLED]
    assert (target.filled, stop.filled) == (D(30), D(70))
    assert await desk.held("AAA") == 0
    assert await desk.alerts() == []
    await desk.sound()


async def test_a_sale_by_hand_makes_the_exits_give_way_and_leaves_the_rest_protected(desk: Stage) -> None:
    entry = await protected(desk)
    sale = await desk.place(sell("AAA", "40"))
    assert sale.order.denial is None
    await desk.work()
    assert await desk.status(sale.order.id) is FILLED
    assert await desk.held("AAA") == 60
    await desk.work()
    assert await working(entry) == [(LIMIT, D(60)), (STOP, D(60))]
    await desk.tick(AAA="80")
    assert await desk.held("AAA") == 0
    assert await desk.alerts() == []
    await desk.sound()


async def test_a_sale_by_hand_of_everything_leaves_no_exit(desk: Stage) -> None:
    entry = await protected(desk)
    sale = await desk.trade(sell("AAA", "100"))
    await desk.work()
    assert await desk.status(sale.id) is FILLED
    assert await working(entry) == []
    assert (await Order.get(id=entry.id)).exits_due is None
    await desk.tick(AAA="80")
    assert await desk.held("AAA") == 0
    await desk.sound()


async def test_exits_that_fire_before_a_sale_by_hand_leave_it_nothing_to_sell(desk: Stage) -> None:
    await protected(desk)
    sale = await desk.place(sell("AAA", "40"))
    await desk.tick(AAA="80")  # the stop loss is faster than its cancel
    await desk.work()
    denied = await Order.get(id=sale.order.id)
    assert (order_status(denied), denied.denial) == (DENIED, DenialCode.INSUFFICIENT_QTY)
    assert await desk.held("AAA") == 0
    await desk.sound()


@sqlite_only
async def test_a_sale_that_is_canceled_gives_its_shares_back_to_the_exits(desk: Stage) -> None:
    entry = await protected(desk)
    sale = await desk.trade(sell("AAA", "40", limit="110", gtc=True))
    await desk.work()
    assert await working(entry) == [(LIMIT, D(60)), (STOP, D(60))]
    await orders.cancel(desk.desk, desk.owner, sale.id)
    await desk.work()
    assert sorted(await working(entry)) == [(LIMIT, D(40)), (LIMIT, D(60)), (STOP, D(40)), (STOP, D(60))]
    await desk.tick(AAA="80")
    assert await desk.held("AAA") == 0


@pytest.mark.parametrize("kind", [LIMIT, STOP])
async def test_a_person_who_cancels_one_exit_keeps_the_other(desk: Stage, kind: OrderType) -> None:
    entry = await protected(desk)
    mine = next(each for each in await exits(entry) if each.type is kind)
    await orders.cancel(desk.desk, desk.owner, mine.id)
    await desk.work()
    assert await working(entry) == [(({LIMIT, STOP} - {kind}).pop(), D(100))]
    (left,) = [each for each in await exits(entry) if order_status(each) is WORKING]
    await orders.cancel(desk.desk, desk.owner, left.id)
    await desk.work()
    assert await working(entry) == []
    assert await desk.alerts() == []
    assert await desk.held("AAA") == 100


@sqlite_only
async def test_a_person_may_cancel_one_exit_before_it_was_sent(desk: Stage) -> None:
    entry = await desk.place(bracket())
    waiting = await Outbox.get(topic="submit_order", done_at=None)
    await jobs.submit_order({"crew": desk.crew}, {**waiting.payload, "outbox_id": waiting.id})
    target, stop = await exits(entry.order)
    assert order_status(target) is OrderStatus.NEW
    await orders.cancel(desk.desk, desk.owner, target.id)
    await desk.work()
    assert await working(entry.order) == [(STOP, D(100))]
    assert await desk.status(stop.id) is WORKING
    await desk.tick(AAA="80")
    assert await desk.held("AAA") == 0


async def test_a_stop_cancels_the_exits_and_a_flatten_closes(desk: Stage) -> None:
    entry = await protected(desk)
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.FLATTEN, "Enough.")
    await desk.stop_round()
    await desk.work()
    assert [order_status(each) for each in await exits(entry)] == [CANCELED, CANCELED]
    assert await desk.held("AAA") == 0
    await desk.sound()


async def test_a_pause_leaves_the_exits_and_lets_new_ones_out(desk: Stage) -> None:
    entry = await desk.trade(replace(bracket("150"), time_in_force=TimeInForce.GTC))
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.PAUSE, "Wait.")
    await desk.stop_round()
    await desk.work()
    assert await working(entry) == [(LIMIT, D(100)), (STOP, D(100))]
    await desk.tick(AAA="80")
    assert (await desk.held("AAA")) < 101


async def test_a_halt_denies_unsent_exits_and_says_that_the_position_is_unprotected(desk: Stage) -> None:
    entry = await desk.trade(bracket())
    for row in await Outbox.filter(kind=OutboxKind.JOB, done_at=None):
        await row.delete()
    await Order.filter(parent_id=entry.id).update(sent_at=None, acked_at=None)
    unsent = [each for each in await exits(entry) if each.open]
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "Stop.")
    assert [order_status(each) for each in await exits(entry)] == [DENIED] * len(unsent)
    assert "UNPROTECTED" in await desk.alerts()


async def stopped(desk: Stage, level: StopLevel = StopLevel.STOP) -> None:
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, level, "Enough.")
    await desk.stop_round()
    await desk.work()


async def release(desk: Stage, to: TradingState) -> None:
    desk.later(minutes=6)
    target = (StopScope.PORTFOLIO, desk.portfolio_id)
    await releases.release(desk.desk, desk.owner, *target, to, "All is well.", "Main")
    await desk.work()


async def test_exits_that_a_stop_canceled_are_written_anew_after_the_release(desk: Stage) -> None:
    entry = await protected(desk)
    await stopped(desk)
    assert await working(entry) == []
    assert await Order.filter(parent_id=entry.id).count() == 2
    assert await desk.alerts() == ["STOP_ENGAGED", "UNPROTECTED"]
    await release(desk, TradingState.REDUCING)
    assert await working(entry) == [(LIMIT, D(100)), (STOP, D(100))]
    await release(desk, TradingState.ACTIVE)
    assert await working(entry) == [(LIMIT, D(100)), (STOP, D(100))]
    assert (await Order.get(id=entry.id)).exits_due is None
    await desk.tick(AAA="80")
    assert await desk.held("AAA") == 0
    await desk.sound()


async def test_after_a_flatten_there_is_nothing_to_protect(desk: Stage) -> None:
    entry = await protected(desk)
    await stopped(desk, StopLevel.FLATTEN)
    assert await desk.held("AAA") == 0
    assert (await Order.get(id=entry.id)).exits_due is None
    await release(desk, TradingState.REDUCING)
    assert await Order.filter(parent_id=entry.id).count() == 2
    await desk.sound()


@sqlite_only
async def test_what_was_closed_under_the_stop_is_not_protected_again(desk: Stage) -> None:
    """A person sells some at the broker meanwhile; a level that a person has canceled stays away."""
    entry = await protected(desk)
    target = (await exits(entry))[0]
    await stopped(desk)
    await Order.filter(id=entry.id).update(take_profit=None)
    await Position.filter(symbol="AAA").update(quantity=D(30))
    portfolio = await desk.portfolio()
    u = Unit(desk.desk, desk.owner, portfolio, await desk.desk.market_clock.now())
    await Stop.filter(target=desk.portfolio_id).update(state=TradingState.REDUCING)
    async with transaction():
        await brackets.released(u)
        await u.write()
    unsent = [each for each in await exits(entry) if each.open]
    assert [(each.type, each.quantity) for each in unsent] == [(STOP, D(30))]
    assert target.id not in {each.id for each in unsent}


async def test_what_fills_while_trading_is_stopped_is_protected_after_the_release(desk: Stage) -> None:
    entry = await desk.trade(replace(bracket("150"), time_in_force=TimeInForce.GTC))
    await desk.work()
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "Enough.")
    await desk.tick()  # the rest fills before the cancel comes through
    await desk.work()
    await desk.stop_round()
    await desk.work()
    assert await desk.held("AAA") == 150
    assert await working(entry) == []
    assert "UNPROTECTED" in await desk.alerts()
    await release(desk, TradingState.REDUCING)
    assert sum(quantity for kind, quantity in await working(entry) if kind is STOP) == 150
    await desk.sound()


async def test_a_split_restates_the_exits(desk: Stage) -> None:
    entry = await protected(desk)
    split = CorporateAction("split", "AAA", desk.tomorrow, CorporateActionKind.SPLIT, ratio=D(2))
    await desk.close()
    await desk.tick(split, AAA="50")
    target, stop = await exits(entry)
    assert (target.quantity, target.limit_price) == (D(200), D(60))
    assert (stop.quantity, stop.stop_price) == (D(200), D(45))
    after = await Order.get(id=entry.id)
    assert (after.stop_loss, after.take_profit) == (D(45), D(60))
    await desk.trade(sell("AAA", "50"))
    await desk.work()
    assert await working(entry) == [(LIMIT, D(150)), (STOP, D(150))]
    await desk.tick(AAA="44")
    await desk.tick(AAA="44")
    assert await desk.held("AAA") == 0
    await desk.sound()


@sqlite_only
async def test_an_exit_cannot_be_replaced(desk: Stage) -> None:
    entry = await protected(desk)
    with pytest.raises(Conflict):
        await replaces.ask(desk.desk, desk.owner, (await exits(entry))[0].id, replaces.NewTerms(limit_price=D(130)))


async def test_a_replaced_entry_keeps_its_levels_and_protects_what_it_fills(desk: Stage) -> None:
    entry = (await desk.place(replace(bracket("10"), type=LIMIT, limit_price=D(95)))).order
    await desk.work()
    for field, levels in (
        ("stopLoss", replaces.NewTerms(quantity=D(20), stop_loss=D(91))),
        ("takeProfit", replaces.NewTerms(take_profit=D(119))),
    ):
        with pytest.raises(InvalidInput, match="cannot be replaced") as refused:
            await replaces.ask(desk.desk, desk.owner, entry.id, levels)
        assert [each.path for each in refused.value.fields] == [(field,)]
    assert await desk.status(entry.id) is WORKING
    await replaces.ask(desk.desk, desk.owner, entry.id, replaces.NewTerms(quantity=D(20), limit_price=D(101)))
    await desk.work()
    await desk.work()
    after = await Order.get(id=entry.id)
    assert (order_status(after), after.quantity, after.stop_loss, after.take_profit) == (FILLED, D(20), D(90), D(120))
    assert await working(entry) == [(LIMIT, D(20)), (STOP, D(20))]
    assert [(each.limit_price, each.stop_price) for each in await exits(entry)] == [(D(120), None), (None, D(90))]
    await desk.tick(AAA="89")
    assert await desk.held("AAA") == 0
    await desk.sound()


async def unsent(desk: Stage) -> tuple[Order, Order, Order]:
    """Return an entry that has filled, and its exits as they were written: nobody has claimed them yet."""
    entry = await desk.place(bracket())
    waiting = await Outbox.get(topic="submit_order", done_at=None)
    await jobs.submit_order({"crew": desk.crew}, {**waiting.payload, "outbox_id": waiting.id})
    target, stop = await exits(entry.order)
    return entry.order, target, stop


@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize("first", [0, 1])
async def test_exits_of_unknown_outcome_are_looked_up_and_never_doubled(desk: Stage, arrived: bool, first: int) -> None:
    entry, *pair = await unsent(desk)
    claim = await sending.claim(desk.desk, desk.crew.viewer, pair[first].id)
    assert claim is not None
    assert list(claim.orders) == [each.id for each in pair]
    if arrived:
        await desk.broker.submit_oco(*claim.orders.values())  # and the worker is gone
    assert await sending.claim(desk.desk, desk.crew.viewer, pair[1 - first].id) is None
    desk.later(seconds=7)
    await desk.work()
    assert await working(entry) == [(LIMIT, D(100)), (STOP, D(100))]
    theirs = (await desk.broker.account(desk.portfolio_id)).open_orders
    assert {report.client_order_id for report in theirs} == {each.client_order_id for each in pair}
    await desk.tick(AAA="80")
    assert await desk.held("AAA") == 0
    await desk.sound()


async def test_exits_that_the_broker_refuses_are_told_to_a_person(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, *_ = await unsent(desk)
    refusing = AsyncMock(side_effect=Rejected("not today"))
    monkeypatch.setattr(desk.broker, "submit_oco", refusing)
    await desk.work()
    assert [order_status(each) for each in await exits(entry)] == [OrderStatus.REJECTED] * 2
    assert await desk.alerts() == ["UNPROTECTED"]
    assert refusing.await_count == 1


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        (bracket("1.5"), "quantity", "multiples of 1 only"),
        (bracket(stop_loss="90.001"), "stopLoss", "steps of 0.01"),
        (bracket(stop_loss="0.50001"), "stopLoss", "steps of 0.0001"),
    ],
)
async def test_exits_that_alpaca_could_not_take_are_refused_with_the_entry(
    desk: Stage, monkeypatch: pytest.MonkeyPatch, asked: Terms, field: str, words: str
) -> None:
    monkeypatch.setattr(desk.broker, "capabilities", AlpacaBroker.capabilities)
    with pytest.raises(InvalidInput, match=words) as refused:
        await desk.place(asked)
    assert [each.path for each in refused.value.fields] == [("terms", field)]
    assert await Order.all().count() == 0
    await desk.place(bracket(stop_loss="0.5001", take_profit="120.01"))


async def stubborn(desk: Stage, monkeypatch: pytest.MonkeyPatch, refusals: int) -> tuple[Order, AsyncMock]:
    """Return a sale by hand that waits for exits, at a broker that refuses so many cancels before it gives in."""
    cancel = desk.broker.cancel
    answers = iter([Rejected("not today")] * refusals)

    async def refuse(account: str, client_order_id: str) -> None:
        for no in answers:
            raise no
        await cancel(account, client_order_id)

    asked = AsyncMock(side_effect=refuse)
    monkeypatch.setattr(desk.broker, "cancel", asked)
    sale = (await desk.place(sell("AAA", "40"))).order
    for _ in range(12):
        desk.later(seconds=12)
        await desk.work()
    return sale, asked


async def test_a_broker_that_will_not_cancel_exits_is_asked_again(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = await protected(desk)
    sale, asked = await stubborn(desk, monkeypatch, brackets.REFUSALS_MAX - 1)
    assert await desk.status(sale.id) is FILLED
    assert asked.await_count == brackets.REFUSALS_MAX
    assert await working(entry) == [(LIMIT, D(60)), (STOP, D(60))]
    assert await desk.alerts() == []
    await desk.sound()


async def test_a_sale_does_not_wait_for_ever_for_exits_that_cannot_be_canceled(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await protected(desk)
    sale, asked = await stubborn(desk, monkeypatch, 10**6)
    denied = await Order.get(id=sale.id)
    assert (order_status(denied), denied.denial) == (DENIED, DenialCode.INSUFFICIENT_QTY)
    assert asked.await_count == brackets.REFUSALS_MAX
    assert await desk.alerts() == ["EXITS_STUCK"]
    assert await working(entry) == [(LIMIT, D(100)), (STOP, D(100))]
    await desk.tick()
    again = (await desk.place(sell("AAA", "40"))).order
    assert again.denial is None
    await desk.work()
    assert await desk.status(again.id) is OrderStatus.NEW  # it may wait for another five
    assert asked.await_count == brackets.REFUSALS_MAX + 1
    await desk.tick(AAA="80")
    await desk.work()
    assert await desk.held("AAA") == 0
    await desk.sound()


async def test_a_broker_that_refuses_a_cancel_by_an_event_is_not_asked_for_ever(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await protected(desk)
    asked = AsyncMock()
    monkeypatch.setattr(desk.broker, "cancel", asked)
    sale = (await desk.place(sell("AAA", "40"))).order
    for number in range(1, brackets.REFUSALS_MAX + 4):
        await desk.work()
        await refuse_to_cancel(desk, (await exits(entry))[0], number)
    assert asked.await_count == brackets.REFUSALS_MAX
    assert await desk.status(sale.id) is DENIED
    assert await desk.alerts() == ["EXITS_STUCK"]


async def refuse_to_cancel(desk: Stage, order: Order, number: int) -> None:
    portfolio = await desk.portfolio()
    no = BrokerEvent(
        cursor=portfolio.broker_cursor + 1,
        account=desk.portfolio_id,
        kind=BrokerEventKind.CANCEL_REJECTED,
        client_order_id=order.client_order_id,
        broker_order_id=order.broker_order_id or "",
        at=desk.clock.now(),
        reason=f"no {number}",
        raw={},
    )
    await book(desk.desk, desk.owner, desk.portfolio_id, [no])


async def test_a_bust_of_the_entry_takes_its_exits_back(desk: Stage) -> None:
    entry = await protected(desk)
    (fill,) = await executions(entry.id)
    portfolio = await desk.portfolio()
    bust = BrokerEvent(
        cursor=portfolio.broker_cursor + 1,
        account=desk.portfolio_id,
        kind=BrokerEventKind.BUST,
        client_order_id=entry.client_order_id,
        broker_order_id="",
        at=portfolio.created_at,
        execution_id=fill.broker_execution_id,
        symbol="AAA",
        live=False,
    )
    await book(desk.desk, desk.crew.viewer, desk.portfolio_id, [bust])
    assert await desk.held("AAA") == 0
    asked = [each for each in await exits(entry) if each.cancel_pending]
    assert len(asked) == 1
    await jobs.cancel_order({"crew": desk.crew}, {"order_id": asked[0].id, "outbox_id": "none"})
    theirs = await desk.broker.account(desk.portfolio_id)
    assert theirs.open_orders == ()
