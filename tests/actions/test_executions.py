"""Proves that what brokers say is booked once, in whatever order it comes, and that oddities are alerted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count, permutations
from typing import Any

import pytest

from actions import corporate, executions
from db.models import BrokerMessage, EarlyAmendment, Execution, JournalEntry, Lot, LotMethod, Order, Portfolio
from db.reads.facts import order_status
from db.reads.proof import prove
from tests.desks import DAYS, LOOSE, Stage, buy, changes, sell, sqlite_only, tables
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import Ended, OrderOrigin, OrderSide, OrderStatus
from trading.ports import BrokerEvent, BrokerEventKind

D = Decimal
ACK, FILL, COMMISSION, BUST, CORRECT = (
    BrokerEventKind(name) for name in ("ACK", "FILL", "COMMISSION", "BUST", "CORRECT")
)
CANCELED, EXPIRED, REJECTED, CANCEL_REJECTED = (
    BrokerEventKind(name) for name in ("CANCELED", "EXPIRED", "REJECTED", "CANCEL_REJECTED")
)
RESTATED, SNAPSHOT, UNKNOWN = (BrokerEventKind(name) for name in ("RESTATED", "SNAPSHOT", "UNKNOWN"))
REPLACED, REPLACE_REJECTED = (BrokerEventKind(name) for name in ("REPLACED", "REPLACE_REJECTED"))
OPENING = datetime(2011, 3, 2, 14, 30, tzinfo=UTC)
FOUR_FOR_ONE = CorporateAction("s1", "AAA", DAYS[1], CorporateActionKind.SPLIT, ratio=Decimal(4))


class Broker:
    """A broker whose words are put into its mouth: every event gets the next cursor."""

    def __init__(self, desk: Stage) -> None:
        self.desk = desk
        self.cursors = count(1)
        self.names = count(1)

    def event(self, order: Order, kind: BrokerEventKind, **details: Any) -> BrokerEvent:
        number = next(self.names)
        said: dict[str, Any] = {
            "cursor": 0,
            "account": order.portfolio_id,
            "kind": kind,
            "client_order_id": order.client_order_id,
            "broker_order_id": "b1",
            "at": OPENING + timedelta(seconds=number),
            "raw": {"number": number},
        }
        return BrokerEvent(**(said | details))

    def fill(self, order: Order, filled: str, at: str = "100", **details: Any) -> BrokerEvent:
        name = f"e{next(self.names)}"
        figures = {"quantity": D(filled), "price": D(at), "fee": D("0.05"), "execution_id": name}
        return self.event(order, FILL, **(figures | details))

    async def say(self, *events: BrokerEvent) -> Order:
        """Deliver events one by one; return the order that they speak of."""
        for event in events:
            said = replace(event, cursor=next(self.cursors))
            assert await executions.book(self.desk.desk, self.desk.crew.viewer, event.account, [said]) == 1
        assert (await prove(await self.desk.portfolio())).failures == ()
        return await Order.get(client_order_id=events[-1].client_order_id)


@pytest.fixture
def broker(desk: Stage) -> Broker:
    return Broker(desk)


@pytest.fixture
async def order(desk: Stage) -> Order:
    """A limit order for 10 AAA that nobody sends."""
    return (await desk.place(buy("AAA", "10", limit="100"))).order


async def money(desk: Stage) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Cash, fees, position and reservation."""
    portfolio = await desk.portfolio()
    return portfolio.cash, portfolio.fees, await desk.held("AAA"), portfolio.reserved


# ---------------------------------------------------------------- once


async def test_a_cursor_is_booked_once(desk: Stage, broker: Broker, order: Order) -> None:
    events = [replace(broker.event(order, ACK), cursor=1), replace(broker.fill(order, "4"), cursor=2)]
    book = executions.book
    assert await book(desk.desk, desk.crew.viewer, desk.portfolio_id, events) == 2
    before = await tables()
    assert await book(desk.desk, desk.crew.viewer, desk.portfolio_id, events) == 0
    assert changes(before, await tables()) == {}
    assert await money(desk) == (D("99599.95"), D("0.05"), D(4), D(600))


async def test_the_same_execution_again_is_no_news(desk: Stage, broker: Broker, order: Order) -> None:
    fill = broker.fill(order, "4")
    await broker.say(broker.event(order, ACK), fill)
    once = await money(desk)
    await broker.say(fill, fill)
    assert await money(desk) == once
    assert await desk.alerts() == []
    assert await BrokerMessage.all().count() == 4  # kept all the same


@pytest.mark.parametrize("other", [{"quantity": D(5)}, {"price": D(101)}])
@sqlite_only
async def test_the_same_id_with_other_content_is_a_conflict(
    desk: Stage, broker: Broker, order: Order, other: dict[str, Any]
) -> None:
    fill = broker.fill(order, "4")
    await broker.say(fill)
    once = await money(desk)
    after = await broker.say(replace(fill, **other))
    assert (after.filled, await money(desk)) == (D(4), once)
    assert await desk.alerts() == ["EXEC_CONFLICT"]


@sqlite_only
async def test_the_same_id_for_another_order_is_a_conflict(desk: Stage, broker: Broker, order: Order) -> None:
    second = (await desk.place(buy("AAA", "5", limit="100"))).order
    fill = broker.fill(order, "4")
    await broker.say(fill)
    after = await broker.say(replace(fill, client_order_id=second.client_order_id))
    assert after.filled == 0
    assert await desk.alerts() == ["EXEC_CONFLICT"]


@sqlite_only
async def test_a_batch_is_booked_whole_or_not_at_all(
    desk: Stage, broker: Broker, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [replace(broker.fill(order, "4"), cursor=1), replace(broker.fill(order, "6"), cursor=2)]
    before = await tables()
    original = executions._apply

    async def stumbles(u: Any, event: BrokerEvent, about: Any) -> None:
        await original(u, event, about)
        if event.cursor == 2:
            raise OSError("the database went away in the middle")

    monkeypatch.setattr(executions, "_apply", stumbles)
    with pytest.raises(OSError, match="in the middle"):
        await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, events)
    assert changes(before, await tables()) == {}
    monkeypatch.setattr(executions, "_apply", original)
    await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, events)
    assert await desk.status(order.id) is OrderStatus.FILLED


# ---------------------------------------------------------------- in any order


@sqlite_only
@pytest.mark.parametrize(
    ("quantities", "status"), [(("4", "6"), OrderStatus.FILLED), (("4", "3"), OrderStatus.CANCELED)]
)
async def test_every_order_of_events_ends_the_same(
    desk: Stage, broker: Broker, quantities: tuple[str, str], status: OrderStatus
) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    outcomes = set()
    for events in permutations(range(4)):
        order = (await desk.place(buy("AAA", "10", limit="100"), allow_duplicate=True)).order
        cash, fees, held, reserved = await money(desk)
        said = [
            broker.event(order, ACK),
            broker.fill(order, quantities[0], "99.99"),
            broker.fill(order, quantities[1], "99.985"),
            broker.event(order, CANCELED),
        ]
        await broker.say(*(said[number] for number in events), *(said[number] for number in reversed(events)))
        after = await Order.get(id=order.id)
        now = await money(desk)
        outcomes.add(
            (
                now[0] - cash,
                now[1] - fees,
                now[2] - held,
                now[3] - reserved,
                order_status(after),
                after.filled,
                after.filled_value,
                after.open,
                after.reserved,
            )
        )
    [(cash, fees, held, reserved, *rest)] = outcomes
    assert cash == -fees - (D("399.96") + D("599.91") if status is OrderStatus.FILLED else D("399.96") + D("299.96"))
    assert (fees, held, reserved) == (D("0.10"), sum(map(D, quantities)), D(-1000))
    assert rest[0] is status
    assert rest[3:] == [False, D(0)]
    assert await Execution.all().count() == 48


@sqlite_only
async def test_a_fill_before_the_acknowledgement_acknowledges(broker: Broker, order: Order) -> None:
    after = await broker.say(broker.fill(order, "4"))
    assert after.acked_at is not None
    assert order_status(after) is OrderStatus.PARTIALLY_FILLED
    again = await broker.say(broker.event(order, ACK))
    assert again.acked_at == after.acked_at


# ---------------------------------------------------------------- oddities are booked and alerted


@pytest.mark.parametrize("how", [CANCELED, EXPIRED])
@sqlite_only
async def test_a_late_fill_is_booked(desk: Stage, broker: Broker, order: Order, how: BrokerEventKind) -> None:
    after = await broker.say(broker.event(order, ACK), broker.event(order, how), broker.fill(order, "4"))
    assert order_status(after) is OrderStatus(how.value)
    assert after.filled == 4
    assert await money(desk) == (D("99599.95"), D("0.05"), D(4), D(0))
    assert await desk.alerts() == ["LATE_FILL"]


@sqlite_only
async def test_a_fill_of_a_refused_order_is_booked(desk: Stage, broker: Broker, order: Order) -> None:
    after = await broker.say(broker.event(order, REJECTED, reason="no"), broker.fill(order, "4"))
    assert (order_status(after), after.filled) == (OrderStatus.PARTIALLY_FILLED, D(4))
    assert await desk.alerts() == ["FILL_AFTER_REJECT"]


@sqlite_only
async def test_more_than_was_ordered_is_booked_and_alerted_once(desk: Stage, broker: Broker, order: Order) -> None:
    after = await broker.say(broker.fill(order, "8"), broker.fill(order, "3"), broker.fill(order, "1"))
    assert (order_status(after), after.filled) == (OrderStatus.FILLED, D(12))
    assert await money(desk) == (D("98799.85"), D("0.15"), D(12), D(0))
    assert await desk.alerts() == ["OVERFILL"]


@sqlite_only
async def test_an_overfilled_sale_crosses_zero(desk: Stage, broker: Broker) -> None:
    bought = (await desk.place(buy("AAA", "10", limit="100"))).order
    await broker.say(broker.fill(bought, "10"))
    sold = (await desk.place(sell("AAA", "10"))).order
    await broker.say(broker.fill(sold, "15", "90"))
    assert await desk.held("AAA") == -5
    assert (await desk.portfolio()).realized == D("-100.00")


@pytest.mark.parametrize(
    "figures",
    [
        {"quantity": D("NaN")},
        {"quantity": D(0)},
        {"quantity": D(-4)},
        {"price": D("Infinity")},
        {"price": D(0)},
        {"quantity": D("1e40")},
        {"quantity": D("1e-12")},
        {"price": D("100.0000001")},
        {"execution_id": None},
        {"quantity": None},
    ],
)
@sqlite_only
async def test_a_fill_that_makes_no_sense_is_not_booked_and_stops_nothing(
    desk: Stage, broker: Broker, order: Order, figures: dict[str, Any]
) -> None:
    cash = await money(desk)
    after = await broker.say(broker.fill(order, "4", raw={"text": "x" * 5000}, **figures))
    assert (after.filled, await money(desk)) == (D(0), cash)
    assert await desk.alerts() == ["INVALID_FILL"]
    after = await broker.say(broker.fill(order, "10"))
    assert order_status(after) is OrderStatus.FILLED


@pytest.mark.parametrize(
    ("fee", "booked", "alerts"),
    [("0.005", "0.01", []), ("-0.005", "-0.01", []), ("0.0049", "0", []), ("NaN", "0", ["UNKNOWN_BROKER_VALUE"])],
)
async def test_a_fee_of_part_of_a_cent_or_none_that_can_be_read_keeps_no_fill_from_being_booked(
    desk: Stage, broker: Broker, order: Order, fee: str, booked: str, alerts: list[str]
) -> None:
    after = await broker.say(broker.fill(order, "4", fee=D(fee)))
    portfolio = await desk.portfolio()
    assert (after.filled, portfolio.fees, await desk.alerts()) == (D(4), D(booked), alerts)
    name = (await Execution.get()).broker_execution_id
    await broker.say(broker.event(order, BrokerEventKind.COMMISSION, execution_id=name, fee=D("1.005")))
    assert (await desk.portfolio()).fees == D("1.01")


@sqlite_only
async def test_a_purchase_that_comes_late_within_a_batch_is_part_of_the_average(
    desk: Stage, broker: Broker, order: Order
) -> None:
    """What waited for the sale has it replayed; the second purchase happened before it all the same."""
    await Portfolio.filter(id=desk.portfolio_id).update(lot_method=LotMethod.AVERAGE, limits={"allow_short": True})
    sold = (await desk.place(sell("AAA", "1"))).order
    await broker.say(broker.event(sold, COMMISSION, execution_id="sale", fee=D(0)))
    told = [
        (broker.fill(order, "2", "100"), 1),
        (broker.fill(sold, "1", "100", execution_id="sale", fee=None), 5),
        (broker.fill(order, "2", "90"), 3),
    ]
    said = [replace(each, at=OPENING + timedelta(minutes=minute), cursor=next(broker.cursors)) for each, minute in told]
    assert await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, said) == 3
    assert (await desk.portfolio()).realized == D(5)  # 100 less the average of 100 and 90


@sqlite_only
async def test_a_commission_of_part_of_a_cent_waits_for_its_execution(
    desk: Stage, broker: Broker, order: Order
) -> None:
    await broker.say(broker.event(order, BrokerEventKind.COMMISSION, execution_id="early", fee=D("1.005")))
    await broker.say(broker.fill(order, "4", fee=None, execution_id="early"))
    assert ((await desk.portfolio()).fees, await desk.alerts()) == (D("1.01"), [])


@sqlite_only
async def test_what_a_bust_leaves_of_a_refused_order_is_gone(desk: Stage, broker: Broker, order: Order) -> None:
    """Refused, filled all the same, and then in part taken back from an order that works no more."""
    refused = broker.event(order, REJECTED)
    await broker.say(refused, broker.fill(order, "4"), broker.fill(order, "6", execution_id="e"))
    after = await broker.say(broker.event(order, BUST, execution_id="e", live=False))
    assert (order_status(after), after.open, after.filled) == (OrderStatus.CANCELED, False, D(4))
    again = await broker.say(broker.fill(order, "6"))
    assert order_status(again) is OrderStatus.FILLED
    assert (await desk.alerts()).count("FILL_AFTER_REJECT") == 3


@sqlite_only
@pytest.mark.parametrize(("busted", "filled"), [("before", "24"), ("after", "16")])
async def test_a_bust_counts_in_the_shares_of_the_order_on_either_side_of_a_split(
    desk: Stage, broker: Broker, busted: str, filled: str
) -> None:
    """4 of 10 before a split of 4 for 1 are 16 of 40 after it; 24 more come then."""
    order = (await desk.place(buy("AAA", "10", limit="90", gtc=True))).order
    await broker.say(replace(broker.fill(order, "4", "90", execution_id="before"), at=order.placed_at))
    await desk.close()
    await desk.tick(FOUR_FOR_ONE, AAA="25")
    later = order.placed_at + timedelta(days=1)
    await broker.say(replace(broker.fill(order, "24", "22", execution_id="after"), at=later))
    assert (await Order.get(id=order.id)).filled == 40
    after = await broker.say(broker.event(order, BrokerEventKind.BUST, execution_id=busted))
    assert (after.filled, after.quantity, await desk.held("AAA")) == (D(filled), D(40), D(filled))


@sqlite_only
async def test_a_fill_from_before_a_split_that_is_heard_after_it_counts_in_the_shares_of_the_order(
    desk: Stage, broker: Broker
) -> None:
    """10 at 90 are 40 at 22.5 after 4 for 1; what filled before, heard of after it, is 4 of the 10, or all of them."""
    order = (await desk.place(buy("AAA", "10", limit="90", gtc=True))).order
    await desk.close()
    await desk.tick(FOUR_FOR_ONE, AAA="25")
    heard = replace(broker.fill(order, "4", "90", execution_id="before"), at=order.placed_at)
    after = await broker.say(heard)
    assert (after.filled, after.quantity, order_status(after)) == (D(16), D(40), OrderStatus.PARTIALLY_FILLED)
    assert (await desk.held("AAA"), after.filled_value, after.reserved) == (D(16), D(360), D("600.00"))
    after = await broker.say(replace(heard, execution_id="rest", quantity=D(6)))
    assert (order_status(after), await desk.held("AAA"), await desk.alerts()) == (OrderStatus.FILLED, D(40), [])
    after = await broker.say(broker.event(order, BUST, execution_id="before"))
    assert (after.filled, await desk.held("AAA")) == (D(24), D(24))


@sqlite_only
async def test_a_split_that_is_booked_late_leaves_alone_what_was_executed_since_its_day_began(
    desk: Stage, broker: Broker
) -> None:
    """Of 10 at 90 each, 4 for 1 makes 40; 8 more of the same order and a sale of 12 of that day are in new shares."""
    order = (await desk.place(buy("AAA", "10", limit="90", gtc=True))).order
    await broker.say(replace(broker.fill(order, "4", "90"), at=order.placed_at))
    await desk.close()
    await desk.tick(AAA="25")
    early = await desk.desk.market_clock.now()
    await broker.say(replace(broker.fill(order, "8", "22", fee=D(0)), at=early))
    sold = (await desk.place(sell("AAA", "12"))).order
    await broker.say(replace(broker.fill(sold, "12", "25", fee=D(0)), at=early))
    assert await desk.held("AAA") == 0
    await desk.tick(FOUR_FOR_ONE)
    assert (await prove(await desk.portfolio())).failures == ()
    after = await Order.get(id=order.id)
    assert (after.quantity, after.filled, after.limit_price) == (D(40), D(24), D("22.5"))
    assert [(lot.quantity, lot.cost) for lot in await Lot.all().order_by("opened_at")] == [
        (D(4), D(90)),
        (D(8), D(176)),
    ]
    assert (await desk.portfolio()).realized == D("30.00")  # 12 at 25 that cost 22.5 each
    assert [row.realized for row in await Execution.filter(order_id=sold.id)] == [D("30.00")]


@sqlite_only
@pytest.mark.parametrize(
    ("ratio", "before", "since", "size"), [("0.1", "0", "1", "1"), ("4", "0", "40", "40"), ("4", "4", "24", "40")]
)
async def test_what_is_filled_whole_in_new_shares_is_filled_when_the_split_is_booked(
    desk: Stage, broker: Broker, ratio: str, before: str, since: str, size: str
) -> None:
    """10 become `size`: it is neither CANCELED for want of something to fill, nor left 4 times too large."""
    order = (await desk.place(buy("AAA", "10", limit="90", gtc=True))).order
    if before != "0":
        await broker.say(replace(broker.fill(order, before, "90"), at=order.placed_at))
    await desk.close()
    await desk.tick(AAA="100")
    await broker.say(replace(broker.fill(order, since, "20"), at=await desk.desk.market_clock.now()))
    await desk.tick(replace(FOUR_FOR_ONE, ratio=D(ratio)))
    after = await Order.get(id=order.id)
    assert (order_status(after), after.filled, after.quantity) == (OrderStatus.FILLED, D(size), D(size))
    assert (await desk.held("AAA"), after.reserved) == (D(size), D(0))
    assert (await prove(await desk.portfolio())).failures == ()


@sqlite_only
async def test_an_entry_that_is_over_when_a_split_is_booked_is_restated_once(desk: Stage, broker: Broker) -> None:
    """80 are 20 after 4 for 1, not 5, also for what was filled whole in new shares."""
    order = (await desk.place(replace(buy("AAA", "10", limit="90", gtc=True), stop_loss=D(80)))).order
    await desk.close()
    await desk.tick(AAA="25")
    await broker.say(replace(broker.fill(order, "40", "20"), at=await desk.desk.market_clock.now()))
    await desk.tick(FOUR_FOR_ONE)
    after = await Order.get(id=order.id)
    assert (after.quantity, after.stop_loss, after.limit_price) == (D(40), D(20), D("22.5"))
    exits = await Order.filter(parent_id=order.id, open=True)
    assert sum(each.quantity for each in exits) <= 40


@sqlite_only
async def test_a_fill_of_before_a_split_that_is_told_of_an_order_that_is_over_is_split(
    desk: Stage, broker: Broker
) -> None:
    """4 of before 4 for 1 are 16, also where nothing was held nor open when the split was booked."""
    order = (await desk.place(buy("AAA", "10", limit="90", gtc=True))).order
    await broker.say(broker.event(order, CANCELED))
    await desk.close()
    await desk.tick(FOUR_FOR_ONE, AAA="25")
    await broker.say(replace(broker.fill(order, "4", "90"), at=order.placed_at))
    assert await desk.held("AAA") == 16


@sqlite_only
async def test_exits_follow_a_bust_of_before_a_split_in_the_shares_of_now(desk: Stage, broker: Broker) -> None:
    """6 and 4 of an entry have exits of 24 and 16 after 4 for 1; without the 4 of 24, whatever else is held."""
    other = (await desk.place(buy("AAA", "10", limit="90"))).order
    terms = replace(buy("AAA", "10", limit="90"), stop_loss=D(80))
    entry = (await desk.place(terms, allow_duplicate=True)).order
    for order, size, name in ((other, "10", "other"), (entry, "6", "first"), (entry, "4", "second")):
        await broker.say(replace(broker.fill(order, size, "90", execution_id=name), at=order.placed_at))
    await desk.close()
    await desk.tick(FOUR_FOR_ONE, AAA="25")
    assert await desk.held("AAA") == 80
    assert sorted(each.quantity for each in await Order.filter(parent_id=entry.id, open=True)) == [D(16), D(24)]
    await broker.say(broker.event(entry, BUST, execution_id="second"))
    assert await desk.held("AAA") == 64
    assert sum(each.quantity for each in await Order.filter(parent_id=entry.id, open=True)) == 24


@sqlite_only
async def test_a_dividend_that_is_booked_late_is_paid_on_what_was_held_before_its_day(
    desk: Stage, broker: Broker, order: Order
) -> None:
    await broker.say(replace(broker.fill(order, "10"), at=order.placed_at))
    await desk.close()
    await desk.tick()
    sold = (await desk.place(sell("AAA", "10"))).order
    await broker.say(replace(broker.fill(sold, "10"), at=await desk.desk.market_clock.now()))
    await desk.tick(CorporateAction("d1", "AAA", DAYS[1], CorporateActionKind.DIVIDEND, amount=D("0.5")))
    assert (await desk.portfolio()).dividends == D("5.00")
    assert (await prove(await desk.portfolio())).failures == ()


async def test_an_order_that_is_not_ours_is_alerted_and_stops_nothing(
    desk: Stage, broker: Broker, order: Order
) -> None:
    other = await desk.another_portfolio()
    theirs = (await desk.place(buy("AAA", "1"), portfolio_id=other)).order
    foreign = replace(broker.fill(order, "1"), client_order_id="x" * 2000)
    misdirected = replace(broker.fill(theirs, "1"), account=desk.portfolio_id)
    for event in (foreign, misdirected):
        said = replace(event, cursor=next(broker.cursors))
        await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, [said])
    assert await desk.alerts() == ["EXTERNAL_ORDER", "EXTERNAL_ORDER"]
    assert (await Order.get(id=theirs.id)).filled == 0
    assert order_status(await broker.say(broker.fill(order, "10"))) is OrderStatus.FILLED


@sqlite_only
# ---------------------------------------------------------------- what is learnt later


async def journal(desk: Stage) -> list[str]:
    entries = JournalEntry.filter(portfolio_id=desk.portfolio_id).order_by("sequence")
    return [entry.cause for entry in await entries][1:]  # the first is the deposit


async def test_a_fill_of_someone_elses_order_is_booked_as_an_external_order(desk: Stage, broker: Broker) -> None:
    stranger = Order(portfolio_id=desk.portfolio_id, client_order_id="by hand " + "x" * 200)
    fill = broker.fill(stranger, "4", symbol="AAA", side=OrderSide.SELL)
    said = [replace(event, cursor=number) for number, event in enumerate((fill, fill), start=1)]
    await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, said)
    assert await desk.alerts() == ["EXTERNAL_ORDER"]
    order = await Order.get(portfolio_id=desk.portfolio_id)
    assert (order.origin, order_status(order), order.quantity) == (OrderOrigin.EXTERNAL, OrderStatus.FILLED, D(4))
    assert await money(desk) == (D("100399.95"), D("0.05"), D(-4), D(0))
    assert (await prove(await desk.portfolio())).failures == ()


async def test_an_order_of_other_hands_is_as_large_as_its_broker_says(desk: Stage, broker: Broker) -> None:
    stranger = Order(portfolio_id=desk.portfolio_id, client_order_id="by hand")
    wanted = {"symbol": "AAA", "side": OrderSide.BUY}
    known = await broker.say(broker.event(stranger, ACK, quantity=D(2), **wanted))
    assert (known.quantity, known.open) == (D(2), True)
    filled = broker.fill(stranger, "3", **wanted)
    known = await broker.say(filled)
    assert (order_status(known), known.quantity) == (OrderStatus.FILLED, D(3))
    named = {"execution_id": filled.execution_id, "quantity": D(2), "price": D(100)}
    known = await broker.say(broker.event(stranger, CORRECT, live=False, **named))
    assert (order_status(known), known.quantity, known.filled) == (OrderStatus.FILLED, D(2), D(2))
    assert await desk.held("AAA") == 2


async def test_a_commission_is_booked_once_whether_it_comes_late_or_early(
    desk: Stage, broker: Broker, order: Order
) -> None:
    charges = [broker.event(order, COMMISSION, execution_id=name, fee=D("1.25")) for name in ("late", "early")]
    await broker.say(
        charges[1],
        charges[1],
        *(broker.fill(order, "4", fee=None, execution_id=name) for name in ("late", "early")),
        charges[0],
        charges[0],
    )
    assert await money(desk) == (D("99197.50"), D("2.50"), D(8), D(200))
    assert await journal(desk) == ["EXECUTION", "EXECUTION", "COMMISSION", "COMMISSION"]
    assert {execution.fee for execution in await Execution.all()} == {D("1.25")}
    assert not await EarlyAmendment.exists()


@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("live", [False, True])
async def test_a_bust_takes_an_execution_back(
    desk: Stage, broker: Broker, order: Order, early: bool, live: bool
) -> None:
    fill, other = broker.fill(order, "4"), broker.fill(order, "6")
    bust = broker.event(order, BUST, execution_id=fill.execution_id, live=live)
    after = await broker.say(*([bust, fill] if early else [fill, bust]), bust, fill, other)
    assert (after.filled, after.filled_value) == (D(6), D(600))
    assert await money(desk) == (D("99399.95"), D("0.05"), D(6), D(400) if live else D(0))
    assert order_status(after) is (OrderStatus.PARTIALLY_FILLED if live else OrderStatus.CANCELED)
    assert await desk.alerts() == ["TRADE_BUST"] + ["LATE_FILL"] * (not live)
    assert [execution.busted for execution in await Execution.all().order_by("sequence")] == [True, False]


async def test_the_end_that_the_broker_says_stands_over_a_busts(broker: Broker, order: Order) -> None:
    fill = broker.fill(order, "4")
    bust = broker.event(order, BUST, execution_id=fill.execution_id, live=False)
    after = await broker.say(fill, bust, broker.event(order, EXPIRED))
    assert (order_status(after), after.gone) == (OrderStatus.EXPIRED, False)


async def test_a_correction_is_a_version_of_its_own(desk: Stage, broker: Broker, order: Order) -> None:
    fill = broker.fill(order, "4")
    figures = {"execution_id": fill.execution_id, "quantity": D(3), "price": D(101)}
    correct = broker.event(order, CORRECT, **figures)
    after = await broker.say(fill, correct, correct, fill)
    assert (after.filled, after.filled_value) == (D(3), D(303))
    assert await money(desk) == (D("99696.95"), D("0.05"), D(3), D(700))
    assert await desk.alerts() == ["TRADE_CORRECT"]
    rows = await Execution.all().order_by("version")
    assert [(row.version, row.quantity, row.busted) for row in rows] == [(1, D(4), True), (2, D(3), False)]
    await broker.say(broker.event(order, BUST, execution_id=fill.execution_id))
    assert (await money(desk))[2] == 0


async def test_what_comes_late_is_booked_in_its_place_in_time(desk: Stage, broker: Broker, order: Order) -> None:
    early, late = broker.fill(order, "5", "10"), broker.fill(order, "5", "20")
    await broker.say(late)
    sold = (await desk.place(sell("AAA", "5"))).order
    await broker.say(broker.fill(sold, "5", "30"))
    assert (await desk.portfolio()).realized == D("50.00")
    await broker.say(early)
    assert (await desk.portfolio()).realized == D("100.00")
    assert [row.realized for row in await Execution.filter(order_id=sold.id)] == [D("100.00")]
    assert [lot.cost for lot in await Lot.all()] == [D("100.00")]


async def test_a_bust_reaches_back_through_a_split(desk: Stage, broker: Broker, order: Order) -> None:
    kept, gone = broker.fill(order, "4"), broker.fill(order, "6")
    await broker.say(kept, gone)
    split = CorporateAction("s1", "AAA", OPENING.date(), CorporateActionKind.SPLIT, ratio=D(4))
    await corporate.apply(desk.desk, desk.crew.viewer, split, OPENING + timedelta(hours=1))
    assert await desk.held("AAA") == 40
    await broker.say(broker.event(order, BUST, execution_id=gone.execution_id))
    assert await money(desk) == (D("99599.95"), D("0.05"), D(16), (await desk.portfolio()).reserved)


async def test_a_snapshot_infers_a_fill_whose_place_the_real_one_takes(
    desk: Stage, broker: Broker, order: Order
) -> None:
    seen = broker.event(order, SNAPSHOT, filled=D(4), average_price=D("99.50"))
    after = await broker.say(seen, seen)
    assert (after.filled, await desk.alerts()) == (D(4), ["INFERRED_FILL"])
    assert await money(desk) == (D("99602.00"), D(0), D(4), D(600))
    after = await broker.say(broker.fill(order, "4", "99.50"))
    assert after.filled == 4
    assert await money(desk) == (D("99601.95"), D("0.05"), D(4), D(600))
    assert [row.busted for row in await Execution.all().order_by("sequence")] == [True, False]


async def test_names_and_figures_that_do_not_fit_stop_nothing(desk: Stage, broker: Broker, order: Order) -> None:
    stranger = Order(portfolio_id=desk.portfolio_id, client_order_id="by hand")
    odd = [
        broker.fill(stranger, "1", symbol="A" * 99, side=OrderSide.BUY),
        broker.event(order, RESTATED, quantity=D("1e-12")),
        broker.fill(order, "4", execution_id="e" * 999, broker_order_id="b" * 99),
    ]
    said = [replace(event, cursor=number) for number, event in enumerate(odd, start=1)]
    await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, said)
    assert await desk.alerts() == ["EXTERNAL_ORDER", "UNKNOWN_BROKER_VALUE"]
    assert (await Order.get(id=order.id)).filled == 4


async def test_a_bust_after_a_split_of_the_open_order_counts_in_new_shares(
    desk: Stage, broker: Broker, order: Order
) -> None:
    fill = broker.fill(order, "4")
    await broker.say(fill)
    merged = CorporateAction("s1", "AAA", OPENING.date(), CorporateActionKind.SPLIT, ratio=D("0.1"))
    await corporate.apply(desk.desk, desk.crew.viewer, merged, OPENING + timedelta(hours=1))
    after = await broker.say(broker.event(order, BUST, execution_id=fill.execution_id))
    assert (after.filled, await desk.held("AAA"), after.quantity) == (D(0), D(0), D(1))


async def test_a_restatement_changes_the_terms_and_what_is_reserved(desk: Stage, broker: Broker, order: Order) -> None:
    after = await broker.say(broker.event(order, RESTATED, quantity=D(5), limit_price=D(90)))
    assert (after.quantity, after.limit_price, order_status(after)) == (D(5), D(90), OrderStatus.WORKING)
    assert after.reserved == (await desk.portfolio()).reserved == D(500)


@pytest.mark.parametrize(
    ("answer", "filled", "terms"),
    [
        (REPLACED, "4", (D(8), D(110), D(440))),
        (REPLACED, "9", (D(9), D(110), D(0))),  # a fill has crossed the answer
        (REPLACE_REJECTED, "4", (D(10), D(100), D(600))),
        (CANCELED, "4", (D(10), D(100), D(0))),
    ],
)
async def test_the_answer_to_a_replace_settles_terms_and_reservation(
    desk: Stage,
    broker: Broker,
    order: Order,
    answer: BrokerEventKind,
    filled: str,
    terms: tuple[Decimal, Decimal, Decimal],
) -> None:
    await broker.say(broker.event(order, ACK))
    asked = {"replace_quantity": D(8), "replace_limit_price": D(110), "replace_reference_price": D(110)}
    await Order.filter(id=order.id).update(replace_pending=True, replace_opening=D(8), **asked)
    after = await broker.say(broker.fill(order, filled))
    assert after.replace_pending
    after = await broker.say(broker.event(order, answer))
    assert not after.replace_pending
    assert (after.quantity, after.limit_price, after.reserved) == terms
    assert after.open is (after.reserved > 0)


async def test_what_cannot_be_read_is_kept_and_alerted(desk: Stage, broker: Broker, order: Order) -> None:
    await broker.say(broker.event(order, UNKNOWN))
    assert await desk.alerts() == ["UNKNOWN_BROKER_VALUE"]
    assert await BrokerMessage.all().count() == 1


async def test_a_refused_cancel_leaves_the_order_working(desk: Stage, broker: Broker, order: Order) -> None:
    await broker.say(broker.event(order, ACK))
    await Order.filter(id=order.id).update(cancel_pending=True)
    after = await broker.say(broker.event(order, CANCEL_REJECTED, reason="too late"))
    assert order_status(after) is OrderStatus.WORKING
    assert after.reserved == (await desk.portfolio()).reserved == D(1000)


@sqlite_only
async def test_the_end_of_an_ended_order_is_no_news(broker: Broker, order: Order) -> None:
    after = await broker.say(broker.event(order, CANCELED), broker.event(order, EXPIRED), broker.event(order, REJECTED))
    assert (after.ended, after.rejection) == (Ended.CANCELED, None)
