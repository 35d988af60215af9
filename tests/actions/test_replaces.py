"""Proves that a replace ends in the right terms, cash and reservation: done, refused, dropped, crossed or lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from actions import executions, orders, replaces, replacing, stops
from actions.replaces import NewTerms, Replacing
from actions.sending import Errand
from actions.strategies import recommender
from db.models import AuditEntry, Order, OrderMessage, Outbox, OutboxKind, Portfolio, Role
from tests.desks import LOOSE, Stage, buy, changes, sell, sqlite_only, tables
from trading.errors import Conflict, DenialCode, InvalidInput, NotAllowed, NotFound, Unavailable
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import CLIENT_ORDER_ID_MAX, OrderStatus, OrderType, TimeInForce
from trading.ports import BrokerEvent, BrokerEventKind
from trading.stop import StopLevel, StopScope

D = Decimal
WORKING, PENDING = OrderStatus.WORKING, OrderStatus.PENDING_REPLACE
CURSORS = count(10**12)


async def ask(desk: Stage, order: Order, **new: Any) -> Replacing:
    new = {
        name: D(value) if isinstance(value, str) and name != "time_in_force" else value for name, value in new.items()
    }
    return await replaces.ask(desk.desk, desk.owner, order.id, NewTerms(**new))


async def now(order: Order) -> Order:
    return await Order.get(id=order.id)


async def reserved(desk: Stage) -> Decimal:
    return (await desk.portfolio()).reserved


async def jobs() -> list[str]:
    return [row.topic for row in await Outbox.filter(kind=OutboxKind.JOB, queue="orders", done_at=None)]


async def claim(desk: Stage, order: Order) -> replacing.ReplaceClaim:
    taken = await replacing.claim(desk.desk, desk.crew.viewer, order.id, (await now(order)).version)
    assert taken is not None
    return taken


async def say(desk: Stage, order: Order, kind: BrokerEventKind, **more: Any) -> Order:
    event = BrokerEvent(
        cursor=next(CURSORS),
        account=desk.portfolio_id,
        kind=kind,
        client_order_id=order.client_order_id,
        broker_order_id="x",
        at=order.placed_at + timedelta(hours=1),
        **more,
    )
    await executions.book(desk.desk, desk.crew.viewer, desk.portfolio_id, [event])
    return await now(order)


@pytest.fixture
async def order(desk: Stage) -> Order:
    """A buy of 10 AAA at 90 that works at the broker while AAA is at 100: reserved at 100."""
    placed = await desk.trade(buy("AAA", "10", limit="90"))
    assert await desk.status(placed.id) is WORKING
    return placed


# ---------------------------------------------------------------- it is taken over


async def test_an_order_fills_at_its_new_terms(desk: Stage, order: Order) -> None:
    done = await ask(desk, order, quantity="20", limit_price="95")
    assert done.verdict is not None
    assert (await desk.status(order.id), await reserved(desk)) == (PENDING, D(2000))
    await desk.work()
    after = await now(order)
    assert (await desk.status(order.id), after.quantity, after.limit_price) == (WORKING, D(20), D(95))
    assert (after.version, after.client_order_id, await reserved(desk), await jobs()) == (
        2,
        order.client_order_id,
        D(2000),
        [],
    )
    await desk.tick(AAA="94")
    assert await desk.status(order.id) is OrderStatus.FILLED
    portfolio = await desk.portfolio()
    assert (portfolio.cash, portfolio.reserved) == (D("98119.90"), D(0))
    actions = [entry.action for entry in await AuditEntry.filter(object_id=order.id).order_by("sequence")]
    assert actions == ["place_order", "replace_order", "replaced_order"]
    await desk.sound()


@sqlite_only
@pytest.mark.parametrize(
    ("new", "while_pending", "after"),
    [
        ({"quantity": "5"}, "1000", "500"),
        ({"quantity": "30"}, "3000", "3000"),
        ({"limit_price": "80"}, "1000", "1000"),
        ({"limit_price": "104"}, "1040", "0"),  # it fills at once
        ({"time_in_force": TimeInForce.GTC}, "1000", "1000"),
    ],
    ids=str,
)
async def test_the_dearer_of_both_is_reserved_until_the_answer(
    desk: Stage, order: Order, new: dict[str, Any], while_pending: str, after: str
) -> None:
    await ask(desk, order, **new)
    assert await reserved(desk) == D(while_pending)
    await desk.work()
    assert await reserved(desk) == D(after)
    assert not (await now(order)).replace_pending
    await desk.sound()


@sqlite_only
async def test_stops_and_trails_are_replaced_too(desk: Stage) -> None:
    await desk.trade(buy("AAA", "20"))
    await desk.tick()
    stop = await desk.trade(sell("AAA", "10", stop="90"))
    await ask(desk, stop, stop_price="95", time_in_force=TimeInForce.GTC)
    trailing = replace(sell("AAA", "10"), type=OrderType.TRAILING_STOP, trail_by=D(10))
    trail = await desk.trade(trailing)
    await ask(desk, trail, trail_by="2")
    await desk.work()
    after = await now(stop)
    assert (after.stop_price, after.time_in_force, (await now(trail)).trail_by) == (D(95), TimeInForce.GTC, D(2))
    await desk.tick(AAA="97")
    assert (await desk.status(trail.id), await desk.status(stop.id)) == (OrderStatus.FILLED, WORKING)
    await desk.tick(AAA="94")
    assert await desk.status(stop.id) is OrderStatus.FILLED
    await desk.sound()


@sqlite_only
async def test_what_closes_a_position_goes_on_closing_it(desk: Stage) -> None:
    await desk.trade(buy("AAA", "20"))
    await desk.tick()
    exit_ = await desk.trade(sell("AAA", "5", limit="110"))
    for quantity in ("15", "8"):
        await ask(desk, exit_, quantity=quantity)
        await desk.work()
        assert ((await now(exit_)).opening, await reserved(desk)) == (D(0), D(0))
    denied = await ask(desk, exit_, quantity="21")
    assert denied.verdict is not None
    assert (denied.verdict.denial, denied.verdict.largest_quantity) == (DenialCode.INSUFFICIENT_QTY, D(20))


@sqlite_only
async def test_a_partly_filled_order_counts_what_is_filled(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits={**LOOSE, "max_day_move_ratio": "1"})
    await desk.tick(CCC="3")
    part = await desk.trade(buy("CCC", "15000", limit="3"))
    assert (await now(part)).filled == D(10_000)
    with pytest.raises(InvalidInput, match="10000 are filled") as small:
        await ask(desk, part, quantity="9999")
    assert [field.path for field in small.value.fields] == [("quantity",)]
    assert await desk.alerts() == ["INVALID_REPLACE_QTY"]
    await ask(desk, part, quantity="12000")
    assert await reserved(desk) == D(15_000)  # the old 5,000 at 3
    await desk.work()
    assert await desk.status(part.id) is OrderStatus.FILLED  # 2,000 more at once
    rest = await desk.trade(buy("CCC", "15000", limit="3"), allow_duplicate=True)
    filled = (await now(rest)).filled
    await ask(desk, rest, quantity=str(filled))
    await desk.work()
    after = await now(rest)
    assert (await desk.status(rest.id), after.quantity, after.filled) == (OrderStatus.FILLED, filled, filled)
    assert (await reserved(desk), await jobs()) == (D(0), [])
    await desk.sound()


# ---------------------------------------------------------------- it is refused


@sqlite_only
async def test_a_denial_leaves_the_order_as_it_is(desk: Stage, order: Order) -> None:
    before = await tables()
    denied = await ask(desk, order, quantity="101")  # a name may be 10% of equity
    assert denied.verdict is not None
    assert (denied.verdict.denial, denied.verdict.largest_quantity) == (DenialCode.CONCENTRATION, D(100))
    assert changes(before, await tables()) == {"audit_entries": 1, "audit_heads": 1}
    assert (await ask(desk, order, quantity="100")).order.replace_pending


@sqlite_only
async def test_replaces_are_counted_as_messages(desk: Stage, order: Order) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits={"orders_per_minute": 2})
    await ask(desk, order, quantity="11")
    await desk.work()
    denied = await ask(desk, order, quantity="12")
    assert denied.verdict is not None
    assert denied.verdict.denial is DenialCode.RATE_LIMITED
    assert await OrderMessage.filter(portfolio_id=desk.portfolio_id, denied=False).count() == 2


@sqlite_only
async def test_the_same_again_is_the_same_replace(desk: Stage, order: Order) -> None:
    await ask(desk, order, quantity="20", limit_price="91")
    before = await tables()
    again = await ask(desk, order, quantity="20.0", limit_price="91.00")
    assert (again.verdict, changes(before, await tables())) == (None, {})
    with pytest.raises(Conflict, match="PENDING_REPLACE"):
        await ask(desk, order, quantity="21")
    await desk.work()
    before = await tables()
    assert (await ask(desk, order, quantity="20")).verdict is None
    assert changes(before, await tables()) == {}


@sqlite_only
@pytest.mark.parametrize(
    ("new", "paths"),
    [
        ({"quantity": "0"}, [("quantity",)]),
        ({"quantity": "1.0000000001"}, [("quantity",)]),
        ({"stop_price": "90"}, [("stopPrice",)]),
        ({"trail_by": "1"}, [("trailBy",)]),
        ({"limit_price": "-1"}, [("limitPrice",)]),
        ({"stop_loss": "80", "take_profit": "120"}, [("stopLoss",), ("takeProfit",)]),
    ],
    ids=str,
)
async def test_terms_that_make_no_order_are_refused(
    desk: Stage, order: Order, new: dict[str, str], paths: Sequence[tuple[str, ...]]
) -> None:
    before = await tables()
    with pytest.raises(InvalidInput) as wrong:
        await ask(desk, order, **new)
    assert [field.path for field in wrong.value.fields] == paths
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_only_a_working_order_of_ones_own_is_replaced(desk: Stage, order: Order) -> None:
    done = await desk.trade(buy("CCC", "1"))
    unsent = (await desk.place(buy("BBB", "1", limit="45"))).order
    for each in (unsent, done):
        before = await tables()
        with pytest.raises(Conflict, match="only a working one"):
            await ask(desk, each, quantity="2")
        assert changes(before, await tables()) == {"audit_entries": 1, "audit_heads": 1}
    for role, error in ((Role.VIEWER, NotAllowed), (None, NotFound)):
        someone = await desk.person(f"some {role}", role)
        with pytest.raises(error):
            await replaces.ask(desk.desk, someone, order.id, NewTerms(quantity=D(5)))
    await Portfolio.filter(id=desk.portfolio_id).update(limits={"approval_above_ratio": "0.001"})
    with pytest.raises(Conflict, match="approval"):
        await ask(desk, order, quantity="50")
    assert not (await now(order)).replace_pending


@sqlite_only
async def test_every_version_has_an_id_that_brokers_take(desk: Stage, order: Order) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits=LOOSE)
    await Order.filter(id=order.id).update(version=98)
    await ask(desk, order, quantity="11")
    await desk.work()
    assert len(replaces.next_id(order)) <= CLIENT_ORDER_ID_MAX
    await Order.filter(id=order.id).update(version=999)
    with pytest.raises(Conflict, match="too often"):
        await ask(desk, order, quantity="12")


# ---------------------------------------------------------------- something comes between


@pytest.mark.parametrize("sent", [False, True])
async def test_a_cancel_wins_over_a_replace_under_way(desk: Stage, order: Order, sent: bool) -> None:
    await ask(desk, order, quantity="20")
    if sent:
        await claim(desk, order)
    await orders.cancel(desk.desk, desk.owner, order.id)
    assert await desk.status(order.id) is OrderStatus.PENDING_CANCEL
    desk.later(seconds=7)
    await desk.work()
    await desk.work()
    after = await now(order)
    assert (await desk.status(order.id), after.quantity) == (OrderStatus.CANCELED, D(10))
    assert (after.replace_pending, await reserved(desk), await jobs()) == (False, D(0), [])
    await desk.sound()


@sqlite_only
async def test_a_fill_that_comes_first_is_booked_at_the_old_terms(desk: Stage, order: Order) -> None:
    """The market moves at the broker while the replace is on its way; it is too late."""
    await ask(desk, order, quantity="20")
    desk.market.prices["AAA"] = D(89)
    await desk.broker.on_step(desk.market.step(desk.day, 1))
    desk.place_in_history[1] = 1
    await desk.work()
    after = await now(order)
    assert (await desk.status(order.id), after.quantity, after.filled) == (OrderStatus.FILLED, D(10), D(10))
    assert "FILLED" in str(after.rejection)
    assert (after.replace_pending, await reserved(desk), await jobs()) == (False, D(0), [])
    await desk.sound()


@sqlite_only
async def test_a_halt_drops_what_was_not_sent_and_cancels_the_order(desk: Stage, order: Order) -> None:
    await ask(desk, order, quantity="20")
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "enough")
    await desk.work()
    after = await now(order)
    assert (after.quantity, after.replace_pending, after.version) == (D(10), False, 2)
    assert await desk.stop_round() == 1
    assert (await desk.status(order.id), await reserved(desk), await jobs()) == (OrderStatus.CANCELED, D(0), [])
    await desk.sound()


@sqlite_only
@pytest.mark.parametrize(("quantity", "after"), [("20", "10"), ("5", "10")])
async def test_a_pause_lets_no_opening_order_be_replaced(desk: Stage, order: Order, quantity: str, after: str) -> None:
    await ask(desk, order, quantity=quantity)
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.PAUSE, "wait")
    await desk.work()
    assert ((await now(order)).quantity, await desk.status(order.id)) == (D(after), WORKING)
    denied = await ask(desk, order, quantity="30")
    assert denied.verdict is not None
    assert denied.verdict.denial is DenialCode.TRADING_HALTED
    assert (await reserved(desk), await jobs()) == (D(1000), [])


@sqlite_only
async def test_exits_give_way_to_a_sale_that_grows(desk: Stage) -> None:
    await desk.trade(replace(buy("AAA", "10"), stop_loss=D(90), take_profit=D(120)))
    sale = await desk.trade(sell("AAA", "2", limit="110"))
    await desk.work()
    await ask(desk, sale, quantity="7")
    desk.later(seconds=7)
    await desk.work()
    await desk.work()
    assert (await desk.status(sale.id), (await now(sale)).quantity, await jobs()) == (WORKING, D(7), [])
    exits = await Order.filter(parent_id__isnull=False, open=True)
    assert {each.quantity for each in exits} == {D(3)}
    await desk.tick(AAA="125")
    assert await desk.held("AAA") == 0
    await desk.sound()


@sqlite_only
async def test_a_split_restates_the_terms_that_are_asked_for(desk: Stage, order: Order) -> None:
    await ask(desk, order, quantity="20", limit_price="95")
    half = CorporateAction("s1", "AAA", desk.tomorrow, CorporateActionKind.SPLIT, ratio=D(2))
    await desk.tick(half, AAA="50")
    assert await reserved(desk) == D(2000)
    await desk.work()
    after = await now(order)
    assert (after.quantity, after.limit_price, await reserved(desk)) == (D(40), D("47.5"), D(2000))
    await desk.tick(AAA="47")
    assert (await desk.status(order.id), await desk.held("AAA")) == (OrderStatus.FILLED, D(40))
    await desk.sound()


@sqlite_only
async def test_a_replaced_order_that_was_split_stays_as_large_when_it_fills_in_parts(desk: Stage, order: Order) -> None:
    """10 became 12 by a replace, and 48 by the split: 8 filled leave 40, not what 12 would leave."""
    await ask(desk, order, quantity="12")
    await desk.work()
    fourfold = CorporateAction("s1", "AAA", desk.tomorrow, CorporateActionKind.SPLIT, ratio=D(4))
    await desk.tick(fourfold, AAA="25")
    assert (await now(order)).quantity == D(48)
    part = {"execution_id": "e1", "symbol": "AAA", "side": order.side, "quantity": D(8), "price": D(22)}
    after = await say(desk, await now(order), BrokerEventKind.FILL, **part)
    assert (after.quantity, after.filled, after.opening) == (D(48), D(8), D(48))
    assert await reserved(desk) == D(1000)  # 40 left at 100 / 4


@sqlite_only
async def test_the_stop_of_a_strategy_drops_what_was_not_sent_for_it(desk: Stage) -> None:
    strategy_id = recommender(desk.portfolio_id)
    mine = await desk.trade(buy("AAA", "10", limit="90"), strategy_id=strategy_id)
    other = await desk.trade(buy("BBB", "10", limit="45"))
    for each in (mine, other):
        await ask(desk, each, quantity="11")
    level = StopLevel.PAUSE
    await stops.engage(desk.desk, desk.owner, StopScope.STRATEGY, None, level, "wait", strategy_id=strategy_id)
    await desk.work()
    assert ((await now(mine)).quantity, (await now(other)).quantity, await jobs()) == (D(10), D(11), [])


# ---------------------------------------------------------------- a worker dies, a broker is silent


@pytest.mark.parametrize("arrived", [False, True])
async def test_a_worker_that_dies_around_the_call_leaves_one_replace(desk: Stage, order: Order, arrived: bool) -> None:
    await ask(desk, order, quantity="20")
    taken = await claim(desk, order)
    assert (taken.errand, taken.order.quantity, taken.version) == (Errand.SEND, D(20), 2)
    if arrived:
        await desk.broker.replace(taken.order, taken.version)
    await desk.work()  # the lease still holds
    assert (await desk.status(order.id), await jobs()) == (PENDING, ["replace_order"])
    desk.later(seconds=7)
    await desk.work()
    assert (await desk.status(order.id), (await now(order)).quantity, await jobs()) == (WORKING, D(20), [])
    assert await replacing.claim(desk.desk, desk.crew.viewer, order.id, 2) is None  # a job that comes once more
    said = await desk.broker.events(desk.portfolio_id, 0)
    assert [event.kind for event in said].count(BrokerEventKind.REPLACED) == 1
    await desk.sound()


@sqlite_only
async def test_after_a_halt_a_replace_that_never_arrived_is_not_sent(desk: Stage, order: Order) -> None:
    await ask(desk, order, quantity="20")
    await claim(desk, order)
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.PAUSE, "wait")
    desk.later(seconds=7)
    await desk.work()
    assert ((await now(order)).quantity, await reserved(desk), await jobs()) == (D(10), D(1000), [])
    assert [event.kind for event in await desk.broker.events(desk.portfolio_id, 0)] == [BrokerEventKind.ACK]


@pytest.fixture
async def silent(desk: Stage, order: Order, monkeypatch: pytest.MonkeyPatch) -> Order:
    """The order, with a replace asked for at a broker that is slow to know and never answers."""

    async def nothing(*_: object) -> None:
        raise Unavailable("no answer")

    slow = replace(desk.broker.capabilities, finds_at_once=False)
    monkeypatch.setattr(desk.broker, "capabilities", slow)
    monkeypatch.setattr(desk.broker, "replace", nothing)
    await ask(desk, order, quantity="20")
    await desk.work()
    return order


@sqlite_only
async def test_a_replace_that_nobody_answers_is_given_up_after_a_minute(desk: Stage, silent: Order) -> None:
    for _ in range(8):  # the first miss is after 7 s
        desk.later(seconds=7)
        await desk.work()
        assert (await desk.status(silent.id), await reserved(desk)) == (PENDING, D(2000))
    desk.later(seconds=60)
    await desk.work()
    assert (await desk.status(silent.id), await reserved(desk), await jobs()) == (WORKING, D(1000), [])
    assert await desk.alerts() == ["NOT_RECEIVED"]
    late = await say(desk, silent, BrokerEventKind.REPLACED, version=2, quantity=D(20), limit_price=D(120))
    assert (late.quantity, late.limit_price, await reserved(desk)) == (D(20), D(120), D(2400))


@sqlite_only
async def test_a_late_answer_is_not_taken_for_that_of_the_next_replace(desk: Stage, silent: Order) -> None:
    for seconds in (7, 7, 60):
        desk.later(seconds=seconds)
        await desk.work()
    assert await desk.status(silent.id) is WORKING
    await desk.tick()
    await ask(desk, silent, quantity="30")
    assert await reserved(desk) == D(3000)
    for kind in (BrokerEventKind.REPLACE_REJECTED, BrokerEventKind.REPLACED):
        after = await say(desk, silent, kind, version=2)
        assert (after.replace_pending, after.quantity, await reserved(desk)) == (True, D(10), D(3000))
    after = await say(desk, silent, BrokerEventKind.REPLACED, version=3)
    assert (after.replace_pending, after.quantity, await reserved(desk)) == (False, D(30), D(3000))


@sqlite_only
async def test_an_order_that_came_out_too_large_is_canceled(desk: Stage, silent: Order) -> None:
    """A fill has crossed the replace, and the broker's new order does not count it."""
    fill = {"execution_id": "x1", "symbol": "AAA", "side": silent.side, "quantity": D(4), "price": D(90), "fee": D(0)}
    crossed = await say(desk, silent, BrokerEventKind.FILL, **fill)
    assert (crossed.replace_pending, crossed.filled, await reserved(desk)) == (True, D(4), D(1600))
    after = await say(desk, silent, BrokerEventKind.REPLACED, version=2, quantity=D(24))
    assert (after.quantity, await desk.status(silent.id), await reserved(desk)) == (
        D(24),
        OrderStatus.PENDING_CANCEL,
        D(2000),
    )
    assert (await desk.alerts(), await jobs()) == (["INVALID_REPLACE_QTY"], ["replace_order", "cancel_order"])
