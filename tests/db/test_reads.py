"""Proves that reads agree with the pure rules they stand for, on both databases: status, pages, curves, figures."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import EquityPoint, Order, Portfolio, Stop, User
from db.reads import performance, stops
from db.reads.facts import DESK, order_status
from db.reads.orders import OrderFilter, orders
from db.reads.pages import page
from trading.errors import InvalidInput
from trading.orders import Ended, OrderOrigin, OrderSide, OrderStatus, OrderType, TimeInForce
from trading.stop import StopScope, TradingState

NOW = datetime(2011, 3, 1, 15, tzinfo=UTC)


@pytest.fixture
async def portfolio(database: str) -> Portfolio:
    await User(id="u", name="owner", created_at=NOW).save(force_create=True)
    made = Portfolio(id="p", name="Main", broker="paper", currency="USD", created_at=NOW, units=Decimal(100))
    await made.save(force_create=True)
    return made


def an_order(sequence: int, **facts: object) -> Order:
    terms: dict[str, object] = {
        "id": f"o{sequence:04}",
        "portfolio_id": "p",
        "sequence": sequence,
        "symbol": "AAPL",
        "side": OrderSide.BUY,
        "type": OrderType.MARKET,
        "quantity": Decimal(2),
        "time_in_force": TimeInForce.DAY,
        "origin": OrderOrigin.MANUAL,
        "idempotency_key": f"k{sequence}",
        "client_order_id": f"c{sequence}",
        "requested_by_id": "u",
        "open": True,
        "placed_at": NOW,
        "updated_at": NOW + timedelta(seconds=sequence % 3),
    }
    return Order(**{**terms, **facts})


async def test_every_status_finds_exactly_the_orders_that_have_it(portfolio: Portfolio) -> None:
    combinations = product(
        [None, *Ended],
        [Decimal(0), Decimal(1), Decimal(2), Decimal(3)],
        [None, NOW],
        [None, NOW],
        [False, True],
        [False, True],
        [False, True],
    )
    names = ("ended", "filled", "sent_at", "acked_at", "cancel_pending", "replace_pending", "approval_pending")
    made = [an_order(n, **dict(zip(names, facts, strict=True))) for n, facts in enumerate(combinations)]
    await Order.bulk_create(made)
    found: dict[str, OrderStatus] = {}
    for status in OrderStatus:
        for order in await orders("p", OrderFilter(status=[status])):
            assert order.id not in found
            found[order.id] = status
    assert found == {order.id: order_status(order) for order in made}
    both = [OrderStatus.FILLED, OrderStatus.NEW]
    assert await orders("p", OrderFilter(status=both)).count() == sum(found[o.id] in both for o in made)


@pytest.mark.parametrize("columns", [(), ("updated_at", "sequence"), ("symbol", "sequence"), ("id",)])
@pytest.mark.parametrize("descending", [False, True])
async def test_pages_walk_the_whole_list_once_in_order(
    portfolio: Portfolio, columns: tuple[str, ...], descending: bool
) -> None:
    await Order.bulk_create([an_order(n, symbol="AAPL" if n % 2 else "IBM") for n in range(11)])
    seen: list[Order] = []
    after, more = None, True
    while more:
        part = await page(Order.filter(portfolio_id="p"), 4, after, *columns, descending=descending)
        seen += part.rows
        after, more = part.cursors[-1], part.has_next
        assert await part.count() == 11
    keys = [tuple(getattr(order, column) for column in columns or ("sequence",)) for order in seen]
    assert keys == sorted(keys, reverse=descending)
    assert len(set(keys)) == 11


NOT_OURS = ["", "x", "é", "W10=", "WyJhIl0=", "WzFlOTldCg==", "WzEsMl0=", "W1tdXQ==", "WzkyMjMzNzIwMzY4NTQ3NzU4MDhd"]


@pytest.mark.parametrize("cursor", NOT_OURS)
async def test_a_cursor_that_is_not_ours_is_refused(portfolio: Portfolio, cursor: str) -> None:
    with pytest.raises(InvalidInput):
        await page(Order.filter(portfolio_id="p"), 10, cursor)


async def test_the_curve_follows_nav_so_a_deposit_is_no_profit(portfolio: Portfolio) -> None:
    days = [(100, 100), (110, 100), (210, 200), (105 * 2, 200)]
    for number, (equity, units) in enumerate(days):
        at = NOW + timedelta(days=number)
        await EquityPoint(
            id=f"e{number}",
            portfolio_id="p",
            day=at.date(),
            at=at,
            equity=Decimal(equity),
            cash=Decimal(equity),
            units=Decimal(units),
        ).save(force_create=True)
    points = await performance.curve("p", None)
    assert [point.drawdown for point in points] == [0, 0, Decimal("0.045455"), Decimal("0.045455")]
    assert [point.at.date() for point in await performance.curve("p", 1)] == [date(2011, 3, 3), date(2011, 3, 4)]
    assert await performance.curve("nobody", None) == []


@given(st.integers(0, 5000))
def test_thinning_keeps_the_last_point_and_the_order(count: int) -> None:
    kept = performance.thin(range(count))
    assert len(kept) <= 600
    assert kept == sorted(kept)
    assert kept[-1:] == list(range(count))[-1:]
    assert count > 600 or len(kept) == count


async def test_the_strictest_stop_applies_and_none_is_active(portfolio: Portfolio) -> None:
    [none] = await stops.applying(["p"])
    assert (none.row.state, none.row.epoch, none.target) == (TradingState.ACTIVE, 0, "p")
    await Stop(target="p", scope=StopScope.PORTFOLIO, state=TradingState.REDUCING, epoch=3).save(force_create=True)
    await Stop(target=DESK, scope=StopScope.GLOBAL, state=TradingState.REDUCING, epoch=1).save(force_create=True)
    [own] = await stops.applying(["p"])
    assert own.target == "p"
    await Stop.filter(target=DESK).update(state=TradingState.HALTED)
    [desk] = await stops.applying(["p"])
    assert (desk.target, desk.portfolio_id) == (DESK, "p")
