"""Proves that rows which are made at once are those that Tortoise makes, for every model, column and database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tortoise import fields
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.models import Model

import db.models as rows
from db.engine import connection
from db.fields import ScaledField
from db.reads.fetch import fetch

MODELS = sorted(
    {each for each in vars(rows).values() if isinstance(each, type) and issubclass(each, Model)},
    key=lambda each: each.__name__,
)
SHOWN = {"Alert", "Analysis", "Execution", "Instrument", "Order", "Portfolio", "Position", "Quote", "Recommendation"}
AT = datetime(2011, 3, 1, 15, 30, 0, 250_000, UTC)


SAMPLES: dict[type[Any], Any] = {
    fields.BinaryField: b"\x00\xff",
    fields.JSONField: {"a": ["1.50", None, True], "ü": 1},
    ScaledField: Decimal("12.5"),
    fields.DecimalField: Decimal("12.5"),
    fields.DatetimeField: AT,
    fields.DateField: date(2011, 3, 1),
    fields.IntField: 7,
    fields.BigIntField: 7,
    fields.BooleanField: True,
    fields.TextField: "text",
}


def sample(field: Any, *, full: bool) -> Any:
    """Return a value for a column; None where that may be and it is not to be full."""
    if field.null and not full:
        return None
    if (kind := getattr(field, "enum_type", None)) is not None:
        return list(kind)[-1]
    known = [value for each, value in SAMPLES.items() if isinstance(field, each)]
    return known[0] if known else "1" * min(field.max_length, 20)


def made(model: type[Model], *, full: bool) -> Model:
    """Return a row with a value in every column; every id is the same, so that rows belong together."""
    meta = model._meta
    return model(**{name: sample(meta.fields_map[name], full=full) for name in meta.fields_db_projection})


def told(row: Model) -> dict[str, str]:
    """Return all that a row holds, with the exact form of each value; instants in UTC, whatever names that zone."""
    values = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in vars(row).items()}
    values.pop("_read", None)
    return {name: f"{type(value).__name__} {value!r}" for name, value in sorted(values.items())}


def by_tortoise(model: type[Model], columns: dict[str, Any]) -> Model:
    """Return the row that Tortoise's own way makes of what the database sends."""
    row: Model = Model._init_from_db.__func__(model, **columns)  # type: ignore[attr-defined]
    return row


@pytest.mark.parametrize("full", [True, False])
async def test_every_row_is_as_tortoise_makes_it(database: str, full: bool) -> None:
    left, seen = list(MODELS), set()
    for _ in range(4):  # parents come before children
        for model in list(left):
            try:
                await made(model, full=full).save(force_create=True)
            except (IntegrityError, OperationalError):
                continue
            left.remove(model)
    for model in MODELS:
        _, found = await connection().execute_query(f'SELECT * FROM "{model._meta.db_table}"')
        stock, ours = [by_tortoise(model, dict(row)) for row in found], await fetch(model.all())
        assert list(map(told, ours)) == list(map(told, stock))
        seen |= {model.__name__} if ours else set()
    assert seen >= SHOWN, sorted(SHOWN - seen)


async def test_a_row_that_was_fetched_can_be_saved_and_awaited_for_what_it_belongs_to(database: str) -> None:
    await made(rows.Instrument, full=True).save(force_create=True)
    [row] = await fetch(rows.Instrument.filter(symbol__in=["1" * 20]))
    row.name = "Other"
    await row.save(update_fields=["name"])
    assert [each.name for each in await rows.Instrument.all()] == ["Other"]
    assert await fetch(rows.Instrument.filter(symbol__in=[])) == []
