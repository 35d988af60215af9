"""Proves that rows which are made at once are those that Tortoise makes, for every model, column and database, and
that statements which are made once are Tortoise's own for every query."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tortoise import fields
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.expressions import F, Q, Subquery
from tortoise.models import Model
from tortoise.queryset import QuerySet

import db.models as rows
from db.engine import connection
from db.fields import ScaledField
from db.reads import fetch as fetching
from db.reads.fetch import fetch
from trading.orders import Ended, OrderSide

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


# ---------------------------------------------------------------- statements that are made once

TEXTS = st.sampled_from(["a", "b", "c", "1", "True", "", "%", "it's"])
COUNTS = st.integers(0, 3)
AMOUNTS = st.sampled_from([Decimal(0), Decimal(1), Decimal("1.5"), Decimal(10)])
INSTANTS = st.sampled_from([AT, AT.replace(year=2012), AT.astimezone(timezone(timedelta(hours=2)))])
CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "portfolio_id": TEXTS,
    "symbol": TEXTS | st.none(),
    "symbol__in": st.lists(TEXTS, max_size=3),
    "symbol__contains": TEXTS,
    "id__in": st.lists(TEXTS, max_size=3).map(tuple),
    "side": st.sampled_from(OrderSide),
    "ended": st.sampled_from(Ended) | st.none(),
    "ended__isnull": st.booleans(),
    "open": st.booleans(),
    "sequence": COUNTS,
    "sequence__lt": COUNTS,
    "filled": AMOUNTS,
    "filled__gt": AMOUNTS,
    "filled__gte": st.just(F("quantity")),
    "limit_price__lte": AMOUNTS,
    "placed_at__gt": INSTANTS,
    "portfolio__name": TEXTS,
    "portfolio_id__in": TEXTS.map(lambda name: Subquery(rows.Member.filter(user_id=name).values("portfolio_id"))),
}
FILTERS = st.lists(st.sampled_from(sorted(CONDITIONS)), max_size=4, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: CONDITIONS[name] for name in names})
)


@st.composite
def queries(draw: Any) -> QuerySet[rows.Order]:
    query = rows.Order.filter(**draw(FILTERS))
    if draw(st.booleans()):
        query = query.filter(Q(**draw(FILTERS), join_type=draw(st.sampled_from(["AND", "OR"]))) | ~Q(**draw(FILTERS)))
    if draw(st.booleans()):
        query = query.exclude(**draw(FILTERS))
    query = query.order_by(*draw(st.lists(st.sampled_from(["-sequence", "id", "placed_at"]), max_size=2, unique=True)))
    if draw(st.booleans()):
        query = query.limit(draw(st.integers(1, 3)))
    return query.offset(draw(COUNTS)) if draw(st.booleans()) else query


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries(), only=st.sampled_from([(), ("id",), ("id", "quantity", "symbol")]))
async def test_a_statement_is_tortoises_own_whatever_came_before_it(
    database: str, query: QuerySet[rows.Order], only: tuple[str, ...]
) -> None:
    for _ in range(2):
        made, ours = fetching._made(query, only), fetching._spoken(query, only)
        assert ours == made
        assert [type(each) for each in ours[1]] == [type(each) for each in made[1]]


async def test_a_value_that_is_written_otherwise_is_not_taken_for_its_like(database: str) -> None:
    for part in ("a", "b"):
        query = rows.Order.filter(portfolio_id="a", symbol__contains=part)
        for _ in range(2):
            assert fetching._spoken(query, ()) == fetching._made(query, ())


async def test_a_statement_is_made_once_for_each_shape(database: str) -> None:
    def page(name: str, after: int) -> QuerySet[rows.Order]:
        return rows.Order.filter(portfolio_id=name, sequence__lt=after, side=OrderSide.BUY).order_by("-id").limit(21)

    fetching.KNOWN.clear()
    for number in range(3):
        await fetch(page(f"p{number}", number), ("id", "side"))
        assert len(fetching.KNOWN) == 1
    await fetch(page("p", 21), ("id", "side"))  # the bound and the value look alike
    assert len(fetching.KNOWN) == 1
    assert fetching._spoken(page("p", 21), ("id",)) == fetching._made(page("p", 21), ("id",))


async def test_no_more_statements_are_kept_than_there_is_room_for(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "STATEMENTS_MAX", 3)
    fetching.KNOWN.clear()
    for number in range(1, 6):
        await fetch(rows.Order.filter(id__in=[str(each) for each in range(number)]))
    assert len(fetching.KNOWN) == 3
