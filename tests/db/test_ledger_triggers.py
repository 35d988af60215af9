"""Proves that both databases by themselves refuse an unbalanced entry, a late or lost posting, and any rewriting."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError
from tortoise.fields import BooleanField
from tortoise.models import Model

from db import engine
from db.models import AuditEntry, Execution, JournalEntry, Order, Portfolio, Position, Posting, TradingMode, User
from trading.orders import OrderOrigin, OrderSide, OrderType, TimeInForce

LEARNT = frozenset({"busted", "fee", "realized"})  # what may still be learnt of an execution
NOON = datetime(2011, 3, 1, 17, tzinfo=UTC)


@dataclass(frozen=True)
class Leg:
    account: str
    amount: str | None = None
    quantity: str | None = None
    symbol: str | None = None


DEPOSIT = (Leg("CASH", "100.00"), Leg("FLOWS", "-100.00"))
BOUGHT = (
    Leg("BASIS", "150.25", symbol="AAPL"),
    Leg("CASH", "-150.25"),
    Leg("POSITION", quantity="1", symbol="AAPL"),
    Leg("MARKET", quantity="-1", symbol="AAPL"),
)


@pytest.fixture
async def portfolio(database: str) -> Portfolio:
    return await Portfolio.create(
        id="p1", name="Desk", mode=TradingMode.PAPER, broker="paper", currency="USD", created_at=NOON
    )


async def _post(portfolio: Portfolio, entry: str, *legs: Leg, late: tuple[Leg, ...] = (), reference: str = "") -> None:
    async with engine.transaction():
        await _put_postings(entry, *legs)
        await _close(portfolio, entry, reference or entry)
        await _put_postings(entry, *late)


async def _lose(entry: str, *legs: Leg) -> None:
    async with engine.transaction():
        await _put_postings(entry, *legs)
        assert await _count() == (0, len(legs))


async def _put_postings(entry: str, *legs: Leg) -> None:
    for number, leg in enumerate(legs):
        await Posting.create(
            id=f"{entry}-{leg.account}-{number}",
            entry_id=entry,
            account=leg.account,
            symbol=leg.symbol,
            amount=leg.amount and Decimal(leg.amount),
            quantity=leg.quantity and Decimal(leg.quantity),
        )


async def _close(portfolio: Portfolio, entry: str, reference: str) -> None:
    await JournalEntry.create(
        id=entry,
        portfolio=portfolio,
        sequence=await JournalEntry.all().count() + 1,
        at=NOON,
        cause="TEST",
        reference=reference,
    )


async def _count() -> tuple[int, int]:
    return await JournalEntry.all().count(), await Posting.all().count()


@pytest.mark.parametrize("legs", [DEPOSIT, BOUGHT, BOUGHT[2:]])
async def test_a_balanced_entry_is_kept(portfolio: Portfolio, legs: tuple[Leg, ...]) -> None:
    await _post(portfolio, "e1", *legs)
    assert await _count() == (1, len(legs))


@pytest.mark.parametrize(
    "legs",
    [
        (),
        (Leg("CASH", "0.00"),),
        (Leg("CASH", "100.00"), Leg("FLOWS", "-99.99")),
        (*DEPOSIT, Leg("POSITION", quantity="1", symbol="AAPL")),
        (*BOUGHT[:2], Leg("POSITION", quantity="1", symbol="AAPL"), Leg("MARKET", quantity="-1", symbol="MSFT")),
        (*BOUGHT[:3], Leg("MARKET", quantity="-0.999999999", symbol="AAPL")),
    ],
    ids=["empty", "one leg", "a cent off", "half a share move", "two symbols", "a nano off"],
)
async def test_an_unbalanced_entry_is_refused(portfolio: Portfolio, legs: tuple[Leg, ...]) -> None:
    with pytest.raises(IntegrityError, match="does not balance"):
        await _post(portfolio, "e1", *legs)
    assert await _count() == (0, 0)


@pytest.mark.parametrize(
    "leg",
    [
        Leg("CASH"),
        Leg("CASH", "1.00", quantity="1", symbol="AAPL"),
        Leg("POSITION", quantity="1"),
    ],
    ids=["neither", "both", "of nothing"],
)
async def test_a_leg_is_money_or_a_quantity_of_something(portfolio: Portfolio, leg: Leg) -> None:
    with pytest.raises(IntegrityError):
        await _post(portfolio, "e1", leg, leg)
    assert await _count() == (0, 0)


async def test_a_posting_without_its_entry_is_refused_at_commit(portfolio: Portfolio) -> None:
    with pytest.raises(IntegrityError):
        await _lose("e0", *DEPOSIT)
    assert await _count() == (0, 0)
    await _post(portfolio, "e1", *DEPOSIT)
    assert await _count() == (1, 2)


async def test_a_posting_after_its_entry_is_refused(portfolio: Portfolio) -> None:
    await _post(portfolio, "e1", *DEPOSIT)
    with pytest.raises(IntegrityError, match="closed"):
        await _put_postings("e1", Leg("FEES", "0.00"))
    with pytest.raises(IntegrityError, match="closed"):
        await _post(portfolio, "e2", *DEPOSIT, late=(Leg("FEES", "0.00"),))
    assert await _count() == (1, 2)


async def test_the_same_thing_is_not_booked_twice(portfolio: Portfolio) -> None:
    await _post(portfolio, "e1", *DEPOSIT)
    with pytest.raises(IntegrityError):
        await _post(portfolio, "e2", *DEPOSIT, reference="e1")
    assert await _count() == (1, 2)


# ---------------------------------------------------------------- what is written stays


@pytest.fixture
async def execution(portfolio: Portfolio) -> Execution:
    user = await User.create(id="u1", name="Ann", created_at=NOON)
    order = await Order.create(
        id="o1",
        portfolio=portfolio,
        sequence=1,
        symbol="AAPL",
        side=OrderSide.BUY,
        type=OrderType.MARKET,
        quantity=Decimal(1),
        time_in_force=TimeInForce.DAY,
        origin=OrderOrigin.MANUAL,
        idempotency_key="k1",
        client_order_id="pl-o1-1",
        requested_by=user,
        open=True,
        placed_at=NOON,
        updated_at=NOON,
    )
    return await Execution.create(
        id="x1",
        portfolio=portfolio,
        order=order,
        sequence=1,
        account="p1",
        broker_execution_id="b1",
        symbol="AAPL",
        side=OrderSide.BUY,
        quantity=Decimal(1),
        price=Decimal("150.25"),
        executed_at=NOON,
    )


@pytest.fixture
async def grown(portfolio: Portfolio, execution: Execution) -> dict[str, type[Model]]:
    """A row in every table that only grows."""
    await _post(portfolio, "e1", *BOUGHT)
    await AuditEntry.create(
        id="a1",
        chain="p1",
        sequence=1,
        at=NOON,
        latest_at=NOON,
        actor_id="u1",
        actor_kind="USER",
        action="order.place",
        summary="Placed.",
        previous_hash="",
        hash="0" * 64,
    )
    return {model._meta.db_table: model for model in (JournalEntry, Posting, AuditEntry, Execution)}


async def _rows(tables: dict[str, type[Model]]) -> list[dict[str, Any]]:
    return [row for model in tables.values() for row in await model.all().order_by("id").values()]


async def test_no_column_of_what_only_grows_can_change(grown: dict[str, type[Model]]) -> None:
    before = await _rows(grown)
    for table, model in grown.items():
        for column in model._meta.fields_db_projection.values():
            if table == "executions" and column in LEARNT:
                continue
            with pytest.raises(IntegrityError, match="only grows"):
                await engine.connection().execute_query(f'UPDATE {table} SET "{column}" = {_other(model, column)}')
    assert await _rows(grown) == before


def _other(model: type[Model], column: str) -> str:
    """SQL of a value that differs from every one that is written here, in the column's own type."""
    field = model._meta.fields_map[column]
    if isinstance(field, BooleanField):
        return "TRUE"
    kind = field.get_for_dialect("sqlite", "SQL_TYPE")
    return {"BIGINT": "77", "JSON": "'[77]'", "TIMESTAMP": "'2012-01-01 00:00:00+00:00'"}.get(kind, "'77'")


async def test_nothing_that_only_grows_can_be_deleted(grown: dict[str, type[Model]], dialect: str) -> None:
    before = await _rows(grown)
    words = ["DELETE FROM"] + (["TRUNCATE TABLE"] if dialect == "postgres" else [])
    for table in grown:
        for word in words:
            with pytest.raises(IntegrityError, match="only grows"):
                await engine.connection().execute_query(f"{word} {table}{' CASCADE' * word.startswith('TRUNCATE')}")
    assert await _rows(grown) == before


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_replacing_is_deleting(grown: dict[str, type[Model]]) -> None:
    for table in grown:
        with pytest.raises(IntegrityError):
            await engine.connection().execute_query(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


async def test_an_execution_can_be_busted_and_no_more(execution: Execution) -> None:
    stored = await Execution.get(id="x1")
    stored.busted = True
    await stored.save()
    assert (await Execution.get(id="x1")).busted
    stored.price = Decimal(1)
    with pytest.raises(IntegrityError, match="only grows"):
        await stored.save()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE orders SET quantity = 0",
        "UPDATE orders SET filled = -1",
        "UPDATE orders SET reserved = -1",
        "UPDATE portfolios SET reserved = -1",
        "UPDATE positions SET basis = -1",
        "UPDATE positions SET quantity = 0",
        "DELETE FROM portfolios",
        "DELETE FROM orders",
    ],
)
async def test_impossible_books_are_refused(execution: Execution, portfolio: Portfolio, change: str) -> None:
    await Position.create(id="h1", portfolio=portfolio, symbol="AAPL", quantity=Decimal(1), basis=Decimal("150.25"))
    with pytest.raises(IntegrityError):
        await engine.connection().execute_query(change)


async def test_a_flat_position_has_no_basis(portfolio: Portfolio) -> None:
    await Position.create(id="h1", portfolio=portfolio, symbol="AAPL", quantity=Decimal(-2), basis=Decimal(1))
    await Position.filter(id="h1").update(quantity=Decimal(0), basis=Decimal(0))
    assert (await Position.get(id="h1")).basis == 0
