"""Proves the life of an order: exact cents from order to ledger, one order per key, races, cancels, and refusals.

A refusal leaves nothing but, where risk said no, the denied order with its audit row.
"""

import asyncio
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from actions import order_rows, orders, sending
from actions.audit import first_bad, problem_of
from db import engine
from db.models import AuditEntry, AuditHead, Execution, Order, OutboxKind, Portfolio, Position, Role, Stop
from db.models import Outbox as OutboxRow
from db.reads.facts import order_status
from tests.desks import LOOSE, Stage, buy, changes, executions, sell, sqlite_only, tables
from trading.errors import Conflict, DenialCode, IdempotencyRefused, InvalidInput, NotAllowed, NotFound, Permission
from trading.orders import OrderSide, OrderStatus, OrderType, Terms, TimeInForce
from trading.stop import StopScope, TradingState

D = Decimal
DENIED_ROWS = {"orders": 1, "audit_entries": 1, "audit_heads": 1, "idempotency_keys": 1, "outbox": 1, "portfolios": 1}


# ---------------------------------------------------------------- from order to ledger


async def test_a_market_order_becomes_cents_in_the_ledger(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10"))
    [execution] = await executions(order.id)
    assert order_status(order) is OrderStatus.FILLED
    assert (execution.quantity, execution.price, execution.fee) == (D(10), D("100.01"), D("0.05"))
    portfolio = await desk.portfolio()
    assert (portfolio.cash, portfolio.reserved, portfolio.fees) == (D("98999.85"), D(0), D("0.05"))
    await desk.tick(AAA="110")
    sold = await desk.trade(sell("AAA", "4"))
    [sale] = await executions(sold.id)
    assert (sale.price, sale.realized) == (D("109.98"), D("39.88"))  # 439.92 - 4/10 of 1000.10
    portfolio = await desk.portfolio()
    assert (portfolio.cash, portfolio.realized, portfolio.fees) == (D("99439.75"), D("39.88"), D("0.07"))
    position = await Position.get(portfolio_id=desk.portfolio_id, symbol="AAA")
    assert (position.quantity, position.basis) == (D(6), D("600.06"))
    await desk.sound()


async def test_every_step_is_announced_under_a_rising_sequence(desk: Stage) -> None:
    channel = f"plimsoll:{desk.portfolio_id}:orders"
    heard: list[dict[str, Any]] = []
    async with desk.desk.bus.subscribe(channel) as messages:
        order = await desk.trade(buy("AAA", "10"))
        async with asyncio.timeout(60):
            while not heard or not heard[-1]["payload"]["executions"]:
                heard.append((await anext(messages))["data"])
    sequences = [each["sequence"] for each in heard]
    assert sequences == sorted(set(sequences))
    assert {tuple(each["payload"]["orders"]) for each in heard} == {(order.id,)}
    assert heard[-1]["payload"]["executions"] == [each.id for each in await executions(order.id)]


@sqlite_only
async def test_an_order_reserves_cash_until_it_is_filled(desk: Stage) -> None:
    await desk.place(buy("AAA", "10"))
    assert (await desk.portfolio()).reserved == D("1020.00")
    await desk.place(buy("BBB", "10", limit="49.995"))
    assert (await desk.portfolio()).reserved == D("1520.00")  # the mark of 50 is above the limit
    await desk.work()
    assert (await desk.portfolio()).reserved == D("500.00")  # the limit order works on
    await desk.sound()


@sqlite_only
async def test_a_partial_fill_gives_back_its_part_of_the_reservation(desk: Stage) -> None:
    await _limits(desk, None, **LOOSE, max_day_move_ratio="1")
    await desk.tick(CCC="5")
    part = await desk.trade(buy("CCC", "10001", limit="5"))  # a tick gives a tenth of its 100,000
    assert (order_status(part), part.filled) == (OrderStatus.PARTIALLY_FILLED, D(10_000))
    assert part.reserved == (await desk.portfolio()).reserved == D("5.00")
    await desk.tick()
    assert await desk.status(part.id) is OrderStatus.FILLED
    await desk.sound()


@sqlite_only
async def test_a_stop_sells_when_the_price_comes_down(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    stop = await desk.trade(sell("AAA", "10", stop="95", gtc=True))
    assert order_status(stop) is OrderStatus.WORKING
    await desk.tick(AAA="96")
    assert await desk.status(stop.id) is OrderStatus.WORKING
    await desk.tick(AAA="94")
    assert await desk.status(stop.id) is OrderStatus.FILLED
    [execution] = await executions(stop.id)
    assert execution.price == D("93.99")  # at the market of the gap, not at the stop
    assert await desk.held("AAA") == 0
    await desk.sound()


@sqlite_only
async def test_a_day_order_ends_with_the_day(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10", limit="90"))
    await desk.close()
    assert await desk.status(order.id) is OrderStatus.EXPIRED
    assert (await desk.portfolio()).reserved == 0
    await desk.sound()


@sqlite_only
async def test_the_brokers_no_is_a_rejection_in_its_words(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    placed = await desk.place(sell("AAA", "10"))
    position = (await desk.broker.account(desk.portfolio_id)).positions
    assert position == {"AAA": D(10)}
    elsewhere = replace(sending.broker_order(placed.order), client_order_id="by hand")
    await desk.broker.submit(elsewhere)  # somebody sells it at the broker, past the desk
    await desk.work()
    order = await Order.get(id=placed.order.id)
    assert order_status(order) is OrderStatus.REJECTED
    assert "short sales" in (order.rejection or "")
    assert "EXTERNAL_ORDER" in await desk.alerts()


# ---------------------------------------------------------------- keys


async def test_the_same_key_and_content_is_one_order(desk: Stage) -> None:
    first = await desk.place(buy("AAA", "10"), key="k")
    await desk.work()
    before = await tables()
    again = await desk.place(buy("AAA", "10"), key="k")
    assert (again.replayed, again.order.id) == (True, first.order.id)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_ten_and_ten_point_nought_are_the_same_request(desk: Stage) -> None:
    first = await desk.place(buy("AAA", "10"), key="k")
    again = await desk.place(buy("AAA", "10.0"), key="k")
    assert (again.replayed, again.order.id) == (True, first.order.id)


@sqlite_only
async def test_an_archived_portfolio_trades_no_more(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(archived_at=desk.desk.clock.now())
    before = await tables()
    with pytest.raises(Conflict, match="archived"):
        await desk.place(buy("AAA", "10"))
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_denial_is_a_result_even_if_it_would_pass_now(desk: Stage) -> None:
    first = await desk.place(sell("AAA", "10"), key="k")
    assert first.order.denial == DenialCode.INSUFFICIENT_QTY
    await desk.trade(buy("AAA", "10"))
    before = await tables()
    again = await desk.place(sell("AAA", "10"), key="k")
    assert (again.replayed, again.order.id, again.order.denial) == (True, first.order.id, first.order.denial)
    assert changes(before, await tables()) == {}


async def test_a_key_with_other_content_is_refused(desk: Stage) -> None:
    other = await desk.another_portfolio()
    await desk.place(buy("AAA", "10"), key="k")
    before = await tables()
    for terms, more in (
        (buy("AAA", "11"), {}),
        (buy("AAA", "10", gtc=True), {}),
        (buy("AAA", "10"), {"allow_duplicate": True}),
        (buy("AAA", "10"), {"portfolio_id": other}),
    ):
        with pytest.raises(IdempotencyRefused) as refused:
            await desk.place(terms, key="k", **more)
        assert refused.value.code is DenialCode.IDEMPOTENCY_MISMATCH
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_key_is_each_viewers_own(desk: Stage) -> None:
    trader = await desk.person("Tess", Role.TRADER)
    mine = await desk.place(buy("AAA", "1"), key="k")
    theirs = await desk.place(buy("AAA", "2"), viewer=trader, key="k")
    assert mine.order.id != theirs.order.id


@pytest.mark.parametrize("key", ["", "k" * 101, "k\x00", "k\n"])
async def test_a_key_has_plain_characters(desk: Stage, key: str) -> None:
    before = await tables()
    with pytest.raises(InvalidInput):
        await orders.place(desk.desk, desk.owner, desk.portfolio_id, buy("AAA", "1"), key=key)
    assert changes(before, await tables()) == {}


# ---------------------------------------------------------------- races


async def test_one_key_in_two_portfolios_at_once_is_one_order_and_one_refusal(desk: Stage) -> None:
    other = await desk.another_portfolio()
    outcomes = await asyncio.gather(
        *(desk.place(buy("AAA", "1"), key="k", portfolio_id=each) for each in (desk.portfolio_id, other) * 5),
        return_exceptions=True,
    )
    assert {type(each) for each in outcomes} == {orders.Placed, IdempotencyRefused}
    assert await Order.all().count() == 1


async def test_of_fifty_sales_exactly_those_pass_that_the_position_covers(desk: Stage) -> None:
    await _limits(desk, None, **LOOSE)
    await desk.trade(buy("AAA", "7"))
    sales = [desk.insist(sell("AAA", "1"), allow_duplicate=True, key=f"race-{n}") for n in range(50)]
    placed = await asyncio.gather(*sales)
    assert Counter(each.order.denial for each in placed) == {None: 7, "INSUFFICIENT_QTY": 43}
    await desk.work()
    assert await desk.held("AAA") == 0
    await desk.sound()


async def test_two_workers_with_one_job_send_it_once(desk: Stage) -> None:
    placed = await desk.place(buy("AAA", "10"))
    claims = await asyncio.gather(*(sending.claim(desk.desk, desk.crew.viewer, placed.order.id) for _ in range(10)))
    assert len([claim for claim in claims if claim is not None]) == 1
    await asyncio.gather(*(desk.work() for _ in range(5)))
    desk.later(seconds=7)
    await asyncio.gather(*(desk.work() for _ in range(5)))
    assert await Execution.all().count() == 1
    assert await desk.status(placed.order.id) is OrderStatus.FILLED
    await desk.sound()


# ---------------------------------------------------------------- cancels


async def test_an_unsent_order_is_canceled_at_once_and_never_sent(desk: Stage) -> None:
    placed = await desk.place(buy("AAA", "10"))
    canceled = await orders.cancel(desk.desk, desk.owner, placed.order.id)
    assert order_status(canceled) is OrderStatus.CANCELED
    assert (await desk.portfolio()).reserved == 0
    await desk.work()
    assert await desk.status(placed.order.id) is OrderStatus.CANCELED
    assert await desk.broker.lookup(desk.portfolio_id, canceled.client_order_id) is None
    assert not await OutboxRow.filter(kind=OutboxKind.JOB, done_at=None)
    await desk.sound()


async def test_a_working_order_is_canceled_by_its_broker(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10", limit="90"))
    assert order_status(order) is OrderStatus.WORKING
    asked = await orders.cancel(desk.desk, desk.owner, order.id)
    assert order_status(asked) is OrderStatus.PENDING_CANCEL
    assert (await desk.portfolio()).reserved == D("1000.00")  # not before the broker has said so
    before = await tables()
    await orders.cancel(desk.desk, desk.owner, order.id)
    assert changes(before, await tables()) == {}  # asked for once
    await desk.work()
    assert await desk.status(order.id) is OrderStatus.CANCELED
    assert (await desk.portfolio()).reserved == 0
    await desk.sound()


async def test_a_filled_order_cannot_be_canceled(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10"))
    before = await tables()
    with pytest.raises(Conflict, match="already FILLED"):
        await orders.cancel(desk.desk, desk.owner, order.id)
    written = {"alerts": 1, "audit_entries": 1, "audit_heads": 1, "outbox": 1, "portfolios": 1}
    assert changes(before, await tables()) == written
    assert await desk.alerts() == ["ORDER_NOT_CANCELABLE"]
    row = await AuditEntry.filter(chain=desk.portfolio_id, action="cancel_order").get()
    assert (row.object_id, row.actor_id) == (order.id, desk.owner.user_id)
    assert "ORDER_NOT_CANCELABLE" in row.summary
    assert "already FILLED" in (row.reason or "")
    await desk.sound()


@sqlite_only
async def test_a_cancel_that_comes_too_late_is_refused_and_the_fill_booked(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10", limit="95"))
    await desk.broker.on_step(replace(desk.market.step(*_next(desk, AAA="94"))))  # filled there, not heard of here
    await orders.cancel(desk.desk, desk.owner, order.id)
    await desk.work()
    order = await Order.get(id=order.id)
    assert (order_status(order), order.cancel_pending) == (OrderStatus.FILLED, False)
    await desk.sound()


async def test_a_cancel_of_an_order_whose_worker_died_before_the_call_is_never_sent(desk: Stage) -> None:
    placed = await desk.place(buy("AAA", "10"))
    await sending.claim(desk.desk, desk.crew.viewer, placed.order.id)  # and the worker is gone
    asked = await orders.cancel(desk.desk, desk.owner, placed.order.id)
    assert order_status(asked) is OrderStatus.PENDING_CANCEL
    await desk.work()
    assert await desk.status(placed.order.id) is OrderStatus.PENDING_CANCEL  # the lease still runs
    desk.later(seconds=7)
    await desk.work()
    assert await desk.status(placed.order.id) is OrderStatus.CANCELED
    assert await desk.broker.lookup(desk.portfolio_id, asked.client_order_id) is None
    await desk.work()
    assert not await OutboxRow.filter(kind=OutboxKind.JOB, done_at=None)
    await desk.sound()


def _next(desk: Stage, **prices: str) -> tuple[Any, int]:
    """Set prices and return the day and index of the step after the one that was played."""
    desk.market.prices |= {symbol: D(price) for symbol, price in prices.items()}
    return desk.day, desk.place_in_history[1] + 1


# ---------------------------------------------------------------- halts


async def test_a_halt_between_placing_and_claiming_denies(desk: Stage) -> None:
    placed = await desk.place(buy("AAA", "10"))
    await Stop.create(target=desk.portfolio_id, scope=StopScope.PORTFOLIO, state=TradingState.HALTED, epoch=1)
    await desk.work()
    order = await Order.get(id=placed.order.id)
    assert (order_status(order), order.denial, order.sent_at) == (OrderStatus.DENIED, "TRADING_HALTED", None)
    assert (await desk.portfolio()).reserved == 0
    assert await desk.broker.lookup(desk.portfolio_id, order.client_order_id) is None
    entry = await AuditEntry.get(action="deny_order")
    assert (entry.object_id, entry.halt_epoch) == (order.id, 1)
    await desk.sound()


@sqlite_only
async def test_while_reducing_only_what_reduces_is_sent(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    opening, closing = await desk.place(buy("AAA", "5")), await desk.place(sell("AAA", "5"))
    await Stop.create(target="desk", scope=StopScope.GLOBAL, state=TradingState.REDUCING, epoch=1)
    await desk.work()
    assert await desk.status(opening.order.id) is OrderStatus.DENIED
    assert await desk.status(closing.order.id) is OrderStatus.FILLED


# ---------------------------------------------------------------- refusals write nothing else


def _refused(**other: Any) -> Terms:
    terms: dict[str, Any] = {"symbol": "AAA", "side": OrderSide.BUY, "quantity": D(1)}
    return Terms(**(terms | other))


@pytest.mark.parametrize(
    "terms",
    [
        _refused(quantity=D(-1)),
        _refused(quantity=D("NaN")),
        _refused(quantity=D("1e30")),
        _refused(symbol="A\x00"),
        _refused(type=OrderType.LIMIT),
        _refused(type=OrderType.STOP, stop_price=D(99)),  # below the price
        _refused(stop_loss=D(103)),  # above what the order is reckoned at
        _refused(take_profit=D(100)),
    ],
)
@sqlite_only
async def test_invalid_terms_write_nothing(desk: Stage, terms: Terms) -> None:
    before = await tables()
    with pytest.raises(InvalidInput) as refused:
        await desk.place(terms)
    assert refused.value.fields
    assert changes(before, await tables()) == {}


@pytest.mark.parametrize(
    ("terms", "code", "largest"),
    [
        (buy("NIX", "1"), DenialCode.UNKNOWN_SYMBOL, "0"),
        (buy("AAA", "500"), DenialCode.MAX_ORDER_VALUE, "98.039215686"),
        (buy("AAA", "101", limit="100"), DenialCode.CONCENTRATION, "100"),
        (sell("AAA", "1"), DenialCode.INSUFFICIENT_QTY, "0"),
    ],
)
@sqlite_only
async def test_a_denial_leaves_the_order_and_its_audit_row(
    desk: Stage, terms: Terms, code: DenialCode, largest: str
) -> None:
    before = await tables()
    order = (await desk.place(terms)).order
    after = await tables()
    assert changes(before, after) == DENIED_ROWS
    was, now = before["portfolios"][desk.portfolio_id], after["portfolios"][desk.portfolio_id]
    assert {name for name in now if now[name] != was[name]} == {"sequence", "told"}
    assert (order.denial, order.largest_quantity, order.reserved) == (code.value, D(largest), D(0))
    assert not await OutboxRow.filter(kind=OutboxKind.JOB)
    entry = await AuditEntry.get(action="place_order")
    [failed] = [check for check in entry.checks if check["code"] == code]
    assert not failed["passed"]
    if order.largest_quantity:
        assert failed["limit"] is not None
        again = await desk.place(replace(terms, quantity=order.largest_quantity))
        assert again.order.denial is None


@sqlite_only
async def test_a_look_alike_is_denied_unless_it_is_meant(desk: Stage) -> None:
    await desk.place(buy("AAA", "1"))
    assert (await desk.place(buy("AAA", "1"))).order.denial == DenialCode.DUPLICATE_SUSPECTED
    assert (await desk.place(buy("AAA", "1"), allow_duplicate=True)).order.denial is None
    await desk.tick()
    assert (await desk.place(buy("AAA", "1"))).order.denial is None  # an hour later


@sqlite_only
async def test_when_the_feed_falls_silent_prices_grow_stale(desk: Stage) -> None:
    desk.later(seconds=65)
    assert (await desk.place(buy("AAA", "1"))).order.denial is None  # 5 s of grace and 60 s of age
    desk.later(microseconds=1)
    assert (await desk.place(buy("AAA", "2"))).order.denial == DenialCode.STALE_PRICE


async def test_a_foreign_portfolio_looks_like_a_missing_one(desk: Stage) -> None:
    stranger = await desk.person("Sam", None)
    placed = await desk.place(buy("AAA", "1", limit="90"))
    before = await tables()

    async def answer(portfolio_id: str) -> tuple[str, str]:
        with pytest.raises(NotFound) as refused:
            await desk.place(buy("AAA", "1"), viewer=stranger, portfolio_id=portfolio_id)
        assert refused.value.object_id == portfolio_id
        return type(refused.value).__name__, refused.value.message

    assert await answer(desk.portfolio_id) == await answer("f" * 32)
    for order_id in (placed.order.id, "f" * 32):
        with pytest.raises(NotFound, match="no such object"):
            await orders.cancel(desk.desk, stranger, order_id)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_who_may_look_may_not_trade(desk: Stage) -> None:
    placed = await desk.place(buy("AAA", "1", limit="90"))
    viewers = [
        await desk.person("Vera", Role.VIEWER),
        await desk.person("Rita", Role.RISK_OFFICER),
        replace(desk.owner, permissions=frozenset({Permission.READ, Permission.ADMIN})),
    ]
    before = await tables()
    for viewer in viewers:
        with pytest.raises(NotAllowed) as refused:
            await desk.place(buy("AAA", "1"), viewer=viewer)
        assert refused.value.needs is Permission.TRADE
        with pytest.raises(NotAllowed):
            await orders.cancel(desk.desk, viewer, placed.order.id)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_key_sees_only_the_portfolios_it_is_for(desk: Stage) -> None:
    other = await desk.another_portfolio()
    bound = replace(desk.owner, portfolio_ids=frozenset({other}), api_key_id="k" * 32)
    with pytest.raises(NotFound):
        await desk.place(buy("AAA", "1"), viewer=bound)
    assert (await desk.place(buy("AAA", "1"), viewer=bound, portfolio_id=other)).order.denial is None


async def test_a_preview_says_the_same_and_writes_nothing(desk: Stage) -> None:
    before = await tables()
    verdict = await orders.preview(desk.desk, desk.owner, desk.portfolio_id, buy("AAA", "500"))
    assert changes(before, await tables()) == {}
    denied = (await desk.place(buy("AAA", "500"))).order
    assert (verdict.denial, verdict.largest_quantity) == (denied.denial, denied.largest_quantity)
    assert [order_rows.check_json(check) for check in verdict.checks] == denied.checks


@sqlite_only
async def test_an_order_type_that_is_not_there_is_refused_before_the_broker_is_asked(desk: Stage) -> None:
    terms = replace(buy("AAA", "1"), time_in_force=TimeInForce.OPG)
    assert (await desk.place(terms)).order.denial is None  # the paper broker has it


# ---------------------------------------------------------------- audit


async def test_a_row_that_was_tampered_with_is_named(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await desk.place(sell("AAA", "99"))
    chain = desk.portfolio_id
    assert await first_bad(chain) is None
    on = " ON audit_entries" if await engine.dialect() == "postgres" else ""
    for name in ("audit_entries_update", "audit_entries_delete"):
        await engine.connection().execute_query(f"DROP TRIGGER {name}{on}")
    second = await AuditEntry.get(chain=chain, sequence=2)
    await AuditEntry.filter(id=second.id).update(actor_id="0" * 32)
    bad = await first_bad(chain)
    assert bad is not None
    assert bad.sequence == 2
    await AuditEntry.filter(id=second.id).delete()
    bad = await first_bad(chain)
    assert bad is not None
    assert bad.sequence == 3  # the first that has no predecessor


@sqlite_only
async def test_rows_cut_off_at_the_end_are_missed(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    head = await AuditHead.get(chain=desk.portfolio_id)
    assert await problem_of(head) is None
    await engine.connection().execute_query("DROP TRIGGER audit_entries_delete")
    await AuditEntry.filter(chain=head.chain, sequence=head.sequence).delete()
    assert await problem_of(head) == f"rows after {head.sequence - 1} are missing"


@sqlite_only
async def test_everything_that_happened_has_its_row(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10", limit="90"))
    await orders.cancel(desk.desk, desk.owner, order.id)
    await desk.work()
    await desk.trade(buy("AAA", "1"))
    rows = await AuditEntry.filter(chain=desk.portfolio_id).order_by("sequence")
    assert [row.action for row in rows] == [
        "create_portfolio",
        "place_order",
        "cancel_order",
        "canceled_order",
        "place_order",
        "book_execution",
    ]
    assert {row.actor_id for row in rows if row.action == "place_order"} == {desk.owner.user_id}
    assert {row.actor_kind for row in rows if row.action == "book_execution"} == {"SYSTEM"}


async def _limits(desk: Stage, portfolio: str | None = None, **limits: Any) -> None:
    await Portfolio.filter(id=portfolio or desk.portfolio_id).update(limits=limits)


async def test_the_average_price_of_the_smallest_quantity_is_exact(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "0.000000123"))
    filled = await Order.get(id=order.id)
    [execution] = await executions(order.id)
    assert filled.filled_value / filled.filled == execution.price
