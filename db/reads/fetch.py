"""Rows to be shown: each made at once of what the database sends, where Tortoise sets one attribute after the other.

A query's SQL is made by Tortoise when its like comes first; afterwards only the values are put in their places.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from db.engine import connection
from db.rows import rows_of

M = TypeVar("M", bound=Model)
STATEMENTS_MAX: Final = 500
SINGLE: Final = (str, int, Decimal, date, datetime)  # and enums of text
MANY: Final = (list, tuple, set, frozenset)


class Unlike(Exception):
    """A query whose SQL may depend on more than its shape."""


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its values: at each of the places one of those that change."""

    text: str
    values: tuple[Any, ...]
    places: tuple[int, ...]

    def filled(self, values: list[Any]) -> list[Any]:
        filled = list(self.values)
        for place, value in zip(self.places, values, strict=True):
            filled[place] = value
        return filled


KNOWN: Final[OrderedDict[tuple[Any, ...], Statement]] = OrderedDict()


async def fetch(query: QuerySet[M], only: Iterable[str] | None = None) -> list[M]:
    """Return what awaiting the query does, at a fraction of the cost; for queries without related rows or annotations.

    With `only` the rows have these columns and no other attribute; the primary key must be among them.
    """
    database = connection()
    names = () if only is None else tuple(sorted(only))
    _, found = await database.execute_query(*_spoken(query, names))
    return rows_of(query.model, database.capabilities.dialect, found)


def _spoken(query: QuerySet[Any], only: tuple[str, ...]) -> tuple[str, list[Any]]:
    """Return the SQL of a query and its values."""
    try:
        shape, values = _shape(query)
    except Unlike:
        return _made(query, only)
    key = (query.model, connection().capabilities.dialect, only, *shape)
    known = KNOWN.get(key)
    if known is not None:
        KNOWN.move_to_end(key)
        return known.text, known.filled(values)
    text, filled = _made(query, only)
    learnt = _learnt(text, filled, values)
    if learnt is not None:
        KNOWN[key] = learnt
        if len(KNOWN) > STATEMENTS_MAX:
            KNOWN.popitem(last=False)
    return text, filled


def _made(query: QuerySet[Any], only: tuple[str, ...]) -> tuple[str, list[Any]]:
    database = connection()
    query = query.only(*only).using_db(database) if only else query.using_db(database)
    query._make_query()
    text, values = query.query.get_parameterized_sql()
    return text, list(values)


def _learnt(text: str, filled: list[Any], values: list[Any]) -> Statement | None:
    """Return the statement of a shape; None where it is not certain which value stands where."""
    marks = [(type(each), each) for each in filled]
    places = []
    for value in values:
        mark = type(value), value
        if marks.count(mark) != 1:
            return None
        places.append(marks.index(mark))
    if len(set(places)) < len(places):  # two of one value, of which one was written otherwise, as `%a%`
        return None
    return Statement(text, tuple(filled), tuple(places))


def _shape(query: QuerySet[Any]) -> tuple[tuple[Any, ...], list[Any]]:
    """Return all that the SQL of a query depends on, and the values in it; raise Unlike for what is not plain."""
    if (
        query._annotations
        or query._custom_filters
        or query._distinct
        or query._fields_for_select
        or query._force_indexes
        or query._group_bys
        or query._having
        or query._prefetch_map
        or query._select_for_update
        or query._select_related
        or query._use_indexes
    ):
        raise Unlike
    values: list[Any] = []
    conditions = tuple(_condition(query.model, each, values) for each in query._q_objects)
    bounds = query._limit, query._offset
    values += [each for each in bounds if each is not None]
    return (conditions, tuple(query._orderings), *(each is None for each in bounds)), values


def _condition(model: type[Model], condition: Q, values: list[Any]) -> tuple[Any, ...]:
    filters = tuple(_filter(model, name, value, values) for name, value in condition.filters.items())
    children = tuple(_condition(model, each, values) for each in condition.children)
    return condition.join_type, condition._is_negated, filters, children


def _filter(model: type[Model], name: str, value: Any, values: list[Any]) -> tuple[Any, ...]:
    if value is None or isinstance(value, bool):
        return name, value
    many = isinstance(value, MANY)
    each = list(value) if many else [value]
    if not all(isinstance(one, SINGLE) and not isinstance(one, bool) for one in each):
        raise Unlike
    info = model._meta.filters.get(name)
    if info is None or "table" in info:
        raise Unlike
    field = model._meta.fields_map[info["field"]]
    encode = info.get("value_encoder")
    encoded = encode(value, model, field) if encode else field.to_db_value(value, model)
    found = list(encoded) if isinstance(encoded, MANY) else [encoded]
    values += found
    return name, type(value), len(found)
