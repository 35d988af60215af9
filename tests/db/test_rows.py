"""Proves that rows are made and written as Tortoise would, and that a save writes what has changed and nothing else."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from benchmarks.statements import counted
from db.engine import connection, transaction
from db.models import Instrument, Order, Outbox, OutboxKind, Quote
from db.rows import TOGETHER_MAX, Row, save_all
from tests.db.test_fetch import AT, MODELS, made, sample, told
from trading.ports import Json


class Undone(Exception):
    """Rolls a transaction back."""


def values_of(model: type[Model], *, full: bool) -> Json:
    meta = model._meta
    return {
        name: sample(meta.fields_map[name], full=full)
        for name in meta.fields_db_projection
        if full or not meta.fields_map[name].default
    }


@pytest.mark.parametrize("full", [True, False])
def test_a_new_row_is_as_tortoise_makes_it(database: str, full: bool) -> None:
    for model in MODELS:
        values = values_of(model, full=full)
        stock = model.__new__(model)
        Model.__init__(stock, **values)
        assert told(model(**values)) == told(stock), model


def test_what_may_not_be_null_is_refused_and_defaults_are_not_shared(database: str) -> None:
    with pytest.raises(ValueError, match="non nullable"):
        Instrument(symbol="AAA", name=None)
    first, second = (Order(id=str(number)) for number in range(2))
    assert first.checks == []
    assert first.checks is not second.checks


@pytest.fixture
def parents() -> list[type[Model]]:
    """The models, those first that others refer to."""
    left, ordered = list(MODELS), list[type[Model]]()
    while left:
        for model in list(left):
            wants = {model._meta.fields_map[name].related_model for name in model._meta.fk_fields}  # type: ignore[attr-defined]
            if not wants & {*left} - {model}:
                ordered.append(model)
                left.remove(model)
    return ordered


@pytest.mark.parametrize("full", [True, False])
async def test_every_row_is_written_as_tortoise_writes_it(
    database: str, parents: list[type[Model]], full: bool
) -> None:
    compared = 0
    for model in parents:
        ours = theirs = None
        with suppress(IntegrityError, Undone):
            async with transaction():
                await made(model, full=full).save(force_create=True)
                ours = await stored(model)
                raise Undone
        with suppress(IntegrityError):
            async with transaction():
                await Model.save(made(model, full=full), force_create=True)
                theirs = await stored(model)
        assert ours == theirs, model
        compared += ours is not None
    assert compared > 10


async def stored(model: type[Model]) -> list[dict[str, Any]]:
    _, found = await connection().execute_query(f'SELECT * FROM "{model._meta.db_table}"')
    return [dict(row) for row in found]


def quote(symbol: str = "AAA") -> Quote:
    price = Decimal("1.5")
    return Quote(symbol=symbol, bid=price, ask=price, price=price, at=AT, source="test")


async def test_a_save_writes_what_has_changed_since_it_was_read_or_saved(database: str) -> None:
    await quote().save(force_create=True)
    mine, other = await Quote.get(symbol="AAA"), await Quote.get(symbol="AAA")
    other.bid = Decimal(2)
    await other.save()
    mine.ask = Decimal(3)
    await mine.save()
    now = await Quote.get(symbol="AAA")
    assert (now.bid, now.ask) == (Decimal(2), Decimal(3))

    mine.ask = Decimal("1.5")  # as it was read, but not as it was saved
    await mine.save()
    assert (await Quote.get(symbol="AAA")).ask == Decimal("1.5")
    with counted() as statements:
        await mine.save()
    assert statements.number == 0

    await mine.refresh_from_db()
    mine.bid = Decimal("1.5")
    await mine.save()
    assert (await Quote.get(symbol="AAA")).bid == Decimal("1.5")


async def test_a_save_of_named_columns_writes_these_and_no_other(database: str) -> None:
    row = quote()
    await row.save()
    row.bid, row.ask = Decimal(7), Decimal(8)
    await row.save(update_fields=["bid"])
    assert ((await Quote.get(symbol="AAA")).bid, (await Quote.get(symbol="AAA")).ask) == (Decimal(7), Decimal("1.5"))
    await row.save()
    assert (await Quote.get(symbol="AAA")).ask == Decimal(8)
    with pytest.raises(ValueError, match="key"):
        await row.save(update_fields=["symbol"])


async def test_what_a_rollback_has_undone_is_written_by_the_next_save(database: str) -> None:
    await quote().save(force_create=True)
    row, fresh = await Quote.get(symbol="AAA"), quote("BBB")
    row.bid = Decimal(9)
    with suppress(Undone):
        async with transaction():
            await row.save()
            raise Undone
    async with transaction():
        await row.save()
        await fresh.save()
        fresh.bid = Decimal(8)
        await fresh.save()
    assert (await Quote.get(symbol="AAA")).bid == Decimal(9)
    assert (await Quote.get(symbol="BBB")).bid == Decimal(8)


async def test_rows_that_changed_alike_are_saved_together_and_each_as_it_is_alone(database: str) -> None:
    await Quote.bulk_create([quote(f"S{number}") for number in range(5)])
    rows = await Quote.all().order_by("symbol")
    for number, row in enumerate(rows[:3]):
        row.bid = Decimal(number)
    rows[3].ask = Decimal(7)
    with suppress(Undone), counted() as statements:
        async with transaction():
            await save_all(rows)
            raise Undone
    assert statements.number == 2
    assert {row.bid for row in await Quote.all()} == {Decimal("1.5")}
    async with transaction():
        await save_all([*rows, quote("T")])  # what was undone is written again
    found = await Quote.all().order_by("symbol")
    assert [row.bid for row in found] == [*map(Decimal, "012"), *[Decimal("1.5")] * 3]
    assert [row.ask for row in found] == [*[Decimal("1.5")] * 3, Decimal(7), *[Decimal("1.5")] * 2]
    await save_all([])


async def test_json_is_written_whether_it_was_replaced_or_changed_in_place(database: str) -> None:
    row = Outbox(
        id="1" * 32, kind=OutboxKind.EVENT, topic="t", payload={"a": 1}, created_at=AT, due_at=AT, portfolio_id=None
    )
    await row.save(force_create=True)
    row.payload = {"a": 2}
    await row.save()
    assert (await Outbox.get(id=row.id)).payload == {"a": 2}
    again = await Outbox.get(id=row.id)
    again.payload["a"] = 3
    await again.save()
    assert (await Outbox.get(id=row.id)).payload == {"a": 3}


@pytest.mark.parametrize("count", [0, 1, TOGETHER_MAX, TOGETHER_MAX + 1, 3 * TOGETHER_MAX + 2])
async def test_many_rows_are_inserted_all_or_none(database: str, count: int) -> None:
    rows = [quote(f"S{number}") for number in range(count)]
    await Quote.bulk_create(rows)
    assert await Quote.all().count() == count
    assert all(row._saved_in_db for row in rows)
    if count:
        with pytest.raises(IntegrityError):
            await Quote.bulk_create([*(quote(f"T{number}") for number in range(2 * TOGETHER_MAX)), quote("S0")])
        assert await Quote.all().count() == count


def test_every_model_is_such_a_row() -> None:
    assert all(issubclass(model, Row) for model in MODELS)
