"""Proves that splits and dividends are booked once per event, to those entitled, and as the broker books them."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from actions import corporate, reconcile
from actions.executions import book
from adapters.market.hours import ex_date
from db.models import Alert, AuditEntry, JournalEntry, Lot, Order, Portfolio, Position, Stop
from db.reads.facts import order_status
from db.reads.proof import prove
from tests.actions.test_executions import OPENING, Broker
from tests.alpaca_desks import at_alpaca
from tests.desks import DAYS, LOOSE, Stage, buy, changes, sell, sqlite_only, tables
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import OrderSide, OrderStatus
from trading.ports import BrokerEvent
from trading.ports import BrokerEventKind as K
from workers.orders import carry

D = Decimal


def dividend(amount: str, name: str = "d1") -> CorporateAction:
    return CorporateAction(name, "AAA", DAYS[2], CorporateActionKind.DIVIDEND, amount=D(amount))


def split(ratio: str, name: str = "s1") -> CorporateAction:
    return CorporateAction(name, "AAA", DAYS[2], CorporateActionKind.SPLIT, ratio=D(ratio))


async def test_a_dividend_is_paid_once_to_who_held_at_the_last_close(desk: Stage) -> None:
    other = await desk.another_portfolio()
    await desk.trade(buy("AAA", "10"))
    await desk.close()
    late = (await desk.place(buy("AAA", "7"), portfolio_id=other)).order  # waits for the next open
    cash = (await desk.portfolio()).cash
    step = await desk.tick(dividend("2.65"))
    await desk.work()
    assert await desk.status(late.id) is OrderStatus.FILLED
    portfolio = await desk.portfolio()
    assert (portfolio.cash - cash, portfolio.dividends) == (D("26.50"), D("26.50"))
    assert await JournalEntry.filter(cause="DIVIDEND").count() == 1
    await desk.sound()
    before = await tables()
    await corporate.apply(desk.desk, desk.crew.viewer, dividend("2.65"), step.at)
    await desk.broker.on_step(step)
    assert "journal_entries" not in changes(before, await tables())
    assert (await desk.portfolio()).dividends == D("26.50")


async def test_who_holds_is_told_what_could_not_be_booked(desk: Stage) -> None:
    await desk.another_portfolio()
    await desk.trade(buy("AAA", "10"))
    await corporate.warn(desk.desk, desk.crew.viewer, "BBB", "of another")
    await corporate.warn(desk.desk, desk.crew.viewer, "AAA", "of this")
    await corporate.warn(desk.desk, desk.crew.viewer, None, "of anything")
    alerts = await Alert.filter(code="CORPORATE_ACTION_MISSED").order_by("sequence")
    assert [(each.portfolio_id, each.message, each.severity) for each in alerts] == [
        (desk.portfolio_id, "of this", "CRITICAL"),
        (desk.portfolio_id, "of anything", "CRITICAL"),
    ]


async def test_on_books_that_are_known_to_miss_an_event_nothing_is_opened_until_a_person_clears_them(
    desk: Stage,
) -> None:
    other = await desk.another_portfolio()
    await desk.trade(buy("AAA", "10"))
    await corporate.warn(desk.desk, desk.crew.viewer, None, "of anything")
    assert (await desk.place(buy("AAA", "1"))).order.denial is None
    await corporate.warn(desk.desk, desk.crew.viewer, "AAA", "A split was told late.")
    assert (await desk.place(buy("BBB", "1"))).order.denial == "NOT_RECONCILED"
    assert (await desk.place(sell("AAA", "10"))).order.denial is None
    assert (await desk.place(buy("AAA", "1"), portfolio_id=other)).order.denial is None
    [stop] = await Stop.filter(target=desk.portfolio_id)
    assert stop.note == "The books do not agree. A split was told late."
    await desk.tick()
    await desk.work()
    await reconcile.clear(desk.desk, desk.owner, desk.portfolio_id, "seen to")
    assert (await desk.place(buy("BBB", "1"))).order.denial is None


async def test_one_for_three_leaves_no_billionth_out(desk: Stage) -> None:
    """12 decimal places stand for a third: what is kept of a split gives the same shares as the split did."""
    await desk.trade(buy("AAA", "30"))
    await desk.close()
    await desk.tick(split("0.333333333333"), AAA="300")
    assert (await Position.get(symbol="AAA")).quantity == 10
    await desk.sound()


@sqlite_only
async def test_a_fill_that_was_not_yet_heard_of_is_entitled(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10", limit="95"))
    desk.market.prices["AAA"] = D(94)
    filling = desk.market.step(desk.day, 4)
    await desk.broker.on_step(filling)  # at the broker only
    desk.place_in_history[1] = 4
    await desk.tick(dividend("1"))
    assert await desk.status(order.id) is OrderStatus.FILLED
    assert (await desk.portfolio()).dividends == D("10.00")
    await desk.sound()


async def test_a_split_restates_position_lots_and_open_orders_once(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.tick(AAA="101")
    await desk.trade(buy("AAA", "5"))
    cheap = await desk.trade(buy("AAA", "10", limit="81.2", gtc=True))
    stop = await desk.trade(sell("AAA", "15", stop="84", gtc=True))
    await desk.close()
    cash = (await desk.portfolio()).cash
    step = await desk.tick(split("7"), AAA="14.43")
    assert await desk.held("AAA") == 105
    assert [lot.quantity for lot in await Lot.all().order_by("opened_at")] == [D(70), D(35)]
    cheap, stop = await Order.get(id=cheap.id), await Order.get(id=stop.id)
    assert (cheap.quantity, cheap.limit_price, cheap.reserved) == (D(70), D("11.6"), D("1010.00"))
    assert (stop.quantity, stop.stop_price) == (D(105), D(12))
    assert (await desk.portfolio()).cash == cash
    await desk.sound()
    before = await tables()
    await corporate.apply(desk.desk, desk.crew.viewer, split("7"), step.at)
    await desk.broker.on_step(step)
    assert await desk.held("AAA") == 105
    assert (await Order.get(id=cheap.id)).quantity == 70
    assert "orders" not in changes(before, await tables())
    await desk.tick(AAA="11.9")
    assert await desk.status(stop.id) is OrderStatus.FILLED
    assert await desk.held("AAA") == 0
    await desk.sound()


@sqlite_only
async def test_who_bought_after_a_split_is_not_split_when_the_step_comes_again(desk: Stage) -> None:
    await desk.close()
    today = replace(split("7"), day=desk.tomorrow)
    step = await desk.tick(today, AAA="14")
    await desk.trade(buy("AAA", "1"))
    assert await desk.held("AAA") == 1
    await corporate.apply(desk.desk, desk.crew.viewer, today, step.at, ex_date(today.day))
    assert await desk.held("AAA") == 1
    await desk.sound()


@sqlite_only
async def test_who_trades_while_a_split_is_being_booked_is_split_all_the_same(desk: Stage) -> None:
    """10 are 70, the one bought at the open is in new shares; so is an order of after the step that comes again."""
    await Portfolio.filter(id=desk.portfolio_id).update(limits={**LOOSE, "max_day_move_ratio": "1"})
    await desk.trade(buy("AAA", "10"))
    await desk.close()
    ex = await desk.desk.market_clock.now() + timedelta(hours=1)
    step = await desk.tick(AAA="14")
    await desk.trade(buy("AAA", "1"))
    after = await desk.trade(buy("AAA", "2", limit="13", gtc=True))
    assert await desk.held("AAA") == 11
    for _ in range(2):
        await corporate.apply(desk.desk, desk.crew.viewer, split("7"), step.at, ex)
    assert await desk.held("AAA") == 71
    assert (await Order.get(id=after.id)).quantity == 2
    assert (await prove(await desk.portfolio())).failures == ()


@sqlite_only
async def test_at_a_broker_of_its_own_an_order_sent_since_the_day_began_is_in_new_shares(
    desk: Stage, tmp_path: Path
) -> None:
    async with at_alpaca(desk, tmp_path) as there:
        terms = buy("BBB", "2", limit="45", gtc=True)
        before, since, unsent = [
            (await desk.place(terms, portfolio_id=there.id, allow_duplicate=True)).order for _ in range(3)
        ]
        await carry(desk.crew, before.id)
        await Order.filter(id=before.id).update(taken_at=desk.clock.now())  # Alpaca's part has a clock of its own
        desk.later(hours=1)
        ex = desk.clock.now()
        desk.later(hours=1)
        await carry(desk.crew, since.id)
        await book(desk.desk, desk.crew.viewer, there.id, [await _whole(since, desk.clock.now())])
        action = replace(split("2"), symbol="BBB")
        await corporate.apply(desk.desk, desk.crew.viewer, action, desk.clock.now(), ex)
        found = [(await Order.get(id=each.id)).quantity for each in (before, since, unsent)]
        assert found == [4, 2, 4]
        assert (await Order.get(id=since.id)).filled == 2


async def _whole(order: Order, at: datetime) -> BrokerEvent:
    """Return the news that an order has filled."""
    portfolio = await Portfolio.get(id=order.portfolio_id)
    return BrokerEvent(
        cursor=portfolio.broker_cursor + 1,
        account=portfolio.id,
        kind=K.FILL,
        client_order_id=order.client_order_id,
        broker_order_id="b1",
        at=at,
        execution_id="e1",
        quantity=order.quantity,
        price=D(45),
        raw={},
    )


async def test_a_split_of_a_fraction_is_cut_as_the_broker_cuts_it(desk: Stage) -> None:
    await desk.trade(buy("AAA", "0.123456789"))
    order = await desk.trade(buy("AAA", "0.333333333", limit="90", gtc=True))
    await desk.tick(split("1.5"), AAA="66")
    assert await desk.held("AAA") == D("0.185185183")
    order = await Order.get(id=order.id)
    assert order.quantity == D("0.499999999")
    await desk.sound()
    await desk.tick(AAA="50")
    assert await desk.status(order.id) is OrderStatus.FILLED
    await desk.sound()


@sqlite_only
async def test_of_a_partly_filled_order_both_parts_are_restated(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits={**LOOSE, "max_day_move_ratio": "1"})
    await desk.tick(CCC="0.5")
    order = await desk.trade(buy("CCC", "10003", limit="0.5", gtc=True))
    assert (order_status(order), order.filled) == (OrderStatus.PARTIALLY_FILLED, D(10_000))
    halves = CorporateAction("s2", "CCC", DAYS[2], CorporateActionKind.SPLIT, ratio=D("0.1"))
    await desk.tick(halves, CCC="6")
    order = await Order.get(id=order.id)
    assert (order.quantity, order.filled, order.limit_price) == (D("1000.3"), D(1000), D(5))
    await desk.sound()
    await desk.tick(CCC="5")
    assert await desk.status(order.id) is OrderStatus.FILLED
    await desk.sound()


@sqlite_only
async def test_a_split_that_leaves_nothing_ends_the_order_and_the_position(desk: Stage) -> None:
    await desk.trade(buy("AAA", "0.000000005"))
    order = await desk.trade(buy("AAA", "0.000000004", limit="90", gtc=True))
    await desk.tick(split("0.1"), AAA="1000")
    assert await desk.held("AAA") == 0
    assert await desk.status(order.id) is OrderStatus.CANCELED
    await desk.sound()


@sqlite_only
async def test_who_has_nothing_gets_nothing(desk: Stage) -> None:
    await desk.trade(buy("BBB", "10"))
    before = await tables()
    for action in (dividend("1"), split("2")):
        await corporate.apply(desk.desk, desk.crew.viewer, action, desk.clock.now())
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_each_event_leaves_an_audit_row(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.tick(dividend("1"), replace(split("2"), day=DAYS[2] + timedelta(days=1)), AAA="49")
    rows = await AuditEntry.filter(action="book_corporate_action").order_by("sequence")
    assert [row.object_id for row in rows] == ["d1", "s1"]
    await desk.sound()


# ---------------------------------------------------------------- between a split's day and its booking


EX = OPENING + timedelta(hours=1)  # what is said is of before that, but for what is said to be of `SINCE`
SINCE = EX + timedelta(minutes=1)


@pytest.fixture
def broker(desk: Stage) -> Broker:
    return Broker(desk)


@pytest.fixture
async def order(desk: Stage, broker: Broker) -> Order:
    """A limit order for 10 AAA at 100 that the broker has; it speaks only as it is told."""
    placed = (await desk.place(buy("AAA", "10", limit="100"))).order
    return await broker.say(broker.event(placed, K.ACK))


async def two_for_one(desk: Stage) -> None:
    await corporate.apply(desk.desk, desk.crew.viewer, split("2"), SINCE + timedelta(hours=1), EX)


async def figures(order: Order) -> tuple[Decimal, Decimal, Decimal | None]:
    order = await Order.get(id=order.id)
    return order.quantity, order.filled, order.limit_price


NAMED = {"quantity": D(16), "limit_price": D(45)}


@pytest.mark.parametrize(
    ("kind", "at", "after"),
    [
        (K.RESTATED, SINCE, (D(16), D(8), D(45))),  # 4 of before are 8, the 16 at 45 are new ones
        (K.REPLACED, SINCE, (D(16), D(8), D(45))),
        (K.RESTATED, OPENING, (D(32), D(8), D("22.5"))),
        (K.REPLACED, OPENING, (D(32), D(8), D("22.5"))),
    ],
)
@pytest.mark.parametrize("late", [False, True])
async def test_terms_count_in_the_shares_of_the_time_at_which_they_were_named(
    desk: Stage,
    broker: Broker,
    order: Order,
    kind: K,
    at: datetime,
    after: tuple[Decimal, Decimal, Decimal],
    late: bool,
) -> None:
    await broker.say(broker.fill(order, "4"))
    named = broker.event(order, kind, at=at, **NAMED)
    if late:
        await two_for_one(desk)
        await broker.say(named)
    else:
        await broker.say(named)
        await two_for_one(desk)
    assert await figures(order) == after
    assert (await desk.portfolio()).reserved == (after[0] - after[1]) * 50  # what it was reserved at, in new shares


@pytest.mark.parametrize("known", [False, True])
async def test_an_order_that_was_sent_again_after_a_split_and_before_its_booking_is_canceled_and_told(
    desk: Stage, broker: Broker, known: bool
) -> None:
    """It was meant for 10 shares of before and is for 10 new ones: nothing goes on silently."""
    sent = (await desk.place(buy("AAA", "10", limit="100"))).order
    await Order.filter(id=sent.id).update(sent_at=desk.clock.now())
    taken = broker.event(sent, K.ACK, at=SINCE, quantity=D(10), limit_price=D(100))
    if known:
        await broker.say(taken)
    await two_for_one(desk)
    if not known:
        assert await figures(sent) == (D(20), D(0), D(50))
        await broker.say(taken)
    assert await figures(sent) == (D(10), D(0), D(100))
    assert (await Order.get(id=sent.id)).cancel_pending
    assert await desk.alerts() == ["CORPORATE_ACTION_MISSED"]
    after = await broker.say(broker.event(sent, K.CANCELED, at=SINCE))
    assert (after.open, (await desk.portfolio()).reserved) == (False, D(0))


async def test_what_an_order_fills_on_both_sides_of_a_split_counts_in_new_shares(
    desk: Stage, broker: Broker, order: Order
) -> None:
    """4 and 6 of before, told at once and last of all, and 3 of the 12 new ones; it was canceled in between."""
    first, last = broker.fill(order, "4"), broker.fill(order, "2")
    since = replace(broker.fill(order, "3", "50"), at=SINCE)
    await broker.say(first, broker.event(order, K.CANCELED, at=SINCE))
    await two_for_one(desk)
    assert await figures(order) == (D(10), D(4), D(100))
    await broker.say(since)
    assert await figures(order) == (D(20), D(11), D(50))
    await broker.say(last)
    assert (await figures(order), await desk.held("AAA")) == ((D(20), D(15), D(50)), D(15))


async def test_exits_that_went_out_between_a_split_and_its_booking_are_written_anew_for_what_was_filled(
    desk: Stage, broker: Broker
) -> None:
    """4 of before are 8, as their exits are, one more that was told since is 2, and 5 were filled since: 15."""
    terms = replace(buy("AAA", "10", limit="100"), stop_loss=D(90), take_profit=D(120))
    entry = (await desk.place(terms)).order
    await broker.say(broker.event(entry, K.ACK), broker.fill(entry, "4"))
    for each in await Order.filter(parent_id=entry.id):
        await Order.filter(id=each.id).update(sent_at=desk.clock.now())
        await broker.say(broker.event(each, K.ACK))
    await broker.say(broker.fill(entry, "1"), replace(broker.fill(entry, "5", "50"), at=SINCE))
    fresh = await Order.filter(parent_id=entry.id, acked_at=None)
    for each in fresh:
        await Order.filter(id=each.id).update(sent_at=desk.clock.now())
        await broker.say(broker.event(each, K.ACK, at=SINCE))
    await two_for_one(desk)
    for each in fresh:
        await broker.say(broker.event(each, K.CANCELED, at=SINCE))
    exits = await Order.filter(parent_id=entry.id, open=True).order_by("sequence")
    assert {each.limit_price or each.stop_price for each in exits} == {D(60), D(45)}
    assert [each.quantity for each in exits][:2] == [D(8), D(8)]
    assert sum(each.quantity for each in exits if each.limit_price) == await desk.held("AAA") == D(15)


async def test_a_fill_of_other_hands_from_before_a_split_is_told_after_it(desk: Stage, tmp_path: Path) -> None:
    async with at_alpaca(desk, tmp_path) as there:
        await corporate.apply(desk.desk, desk.crew.viewer, split("2"), SINCE, EX)
        stranger = Order(portfolio_id=there.id, client_order_id="by hand", quantity=D(3))
        told = replace(await _whole(stranger, OPENING), symbol="AAA", side=OrderSide.BUY)
        await book(desk.desk, desk.crew.viewer, there.id, [told])
        assert [(each.symbol, each.quantity) for each in await Position.filter(portfolio_id=there.id)] == [
            ("AAA", D(6))
        ]
        assert (await prove(await Portfolio.get(id=there.id))).failures == ()


@sqlite_only
async def test_nothing_goes_out_between_the_booking_of_a_split_and_the_step_that_brings_it(desk: Stage) -> None:
    await desk.trade(buy("AAA", "1"))
    await desk.close()
    today = replace(split("2"), day=desk.tomorrow)
    ex = ex_date(today.day)
    await corporate.apply(desk.desk, desk.crew.viewer, today, ex + timedelta(hours=9), ex)
    placed = (await desk.place(buy("AAA", "3", limit="85"))).order
    await desk.work()
    assert await desk.status(placed.id) is OrderStatus.NEW
    await desk.tick(today, AAA="50")
    await desk.work()
    assert await desk.status(placed.id) is OrderStatus.FILLED
    assert await desk.held("AAA") == 5
    await desk.sound()
