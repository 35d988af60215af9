"""Rows by the values of their columns, for what every order reads: SQL made once for each shape, not for each read."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar

from tortoise.exceptions import DoesNotExist
from tortoise.models import Model

from db.engine import connection
from db.rows import row_of, rows_of

SHAPES_MAX: Final = 500  # statements that are remembered; a list of values is a shape for each length
Shape = tuple[tuple[str, int | None], ...]
M = TypeVar("M", bound=Model)


async def get(model: type[M], *, lock: bool = False, **equal: Any) -> M:
    """Return the one row with these values, which must be there; raise DoesNotExist."""
    found = await one(model, lock=lock, **equal)
    if found is None:
        raise DoesNotExist(model)
    return found


async def one(model: type[M], *, lock: bool = False, **equal: Any) -> M | None:
    """Return the row with these values, None where there is none; `lock` keeps others from it until the commit."""
    found = await many(model, lock=lock, **equal)
    return found[0] if found else None


async def many(
    model: type[M],
    *,
    order_by: tuple[str, ...] = (),
    limit: int | None = None,
    skip: int = 0,
    lock: bool = False,
    **equal: Any,
) -> list[M]:
    """Return the rows with these values, a list standing for any one in it and None for none at all.

    `limit` takes so many of them, in their order, after the first `skip`.
    """
    shape: list[tuple[str, int | None]] = []
    values: list[object] = []
    for name, value in equal.items():
        each = [] if value is None else padded(value) if isinstance(value, list | set | frozenset | tuple) else [value]
        shape.append((name, None if value is None else len(each)))
        values += each
    if any(count == 0 for _, count in shape):
        return []
    bounds = [] if limit is None else [limit, skip]
    database = connection()
    spoken = database.capabilities.dialect
    statement = _statement(spoken, model, tuple(shape), order_by, bool(bounds), lock)
    _, rows = await database.execute_query(statement, values + bounds)
    return rows_of(model, spoken, rows)


def padded(values: Collection[object]) -> list[object]:
    """Return the values and the last of them again, up to a power of two: `IN` finds the same by fewer statements."""
    given = list(values)
    return given + given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given)) if given else given


def among(first: int, values: Collection[object]) -> tuple[str, list[object]]:
    """Return what follows an IN, its places numbered from `first`, and the values that belong there."""
    given = padded(values)
    return f"({', '.join(f'${number}' for number in range(first, first + len(given)))})", given


async def some(model: type[M], only: tuple[str, ...], where: str, *values: object) -> list[M]:
    """Return these columns of the rows that a condition in SQL finds, as `ask` has it; a row has no other attribute."""
    database = connection()
    spoken = database.capabilities.dialect
    _, rows = await database.execute_query(_spoken(spoken, _choice(model, only, where)), list(values))
    return rows_of(model, spoken, rows)


@lru_cache(SHAPES_MAX)
def _choice(model: type[Model], only: tuple[str, ...], where: str) -> str:
    columns = ", ".join(f'"{model._meta.fields_db_projection[name]}"' for name in only)
    return f'SELECT {columns} FROM "{model._meta.db_table}" WHERE {where}'  # noqa: S608  as below


async def ask(statement: str, *values: object) -> Sequence[Any]:
    """Return the rows of a statement in SQL, whose values are $1, $2 and so on, as the database has them."""
    database = connection()
    _, rows = await database.execute_query(_spoken(database.capabilities.dialect, statement), list(values))
    return rows


async def returned(model: type[M], statement: str, *values: object) -> list[M]:
    """Return the rows that a change in SQL returns, as `ask` has it."""
    database = connection()
    found = await database.execute_query_dict(_spoken(database.capabilities.dialect, statement), list(values))
    return [row_of(model, tuple(row), row.values()) for row in found]


@lru_cache(SHAPES_MAX)
def _statement(
    spoken: str,
    model: type[Model],
    shape: Shape,
    order_by: tuple[str, ...],
    bounded: bool,
    lock: bool,
) -> str:
    meta = model._meta
    columns = ", ".join(f'"{column}"' for column in meta.fields_db_projection.values())
    number, wanted = 0, []
    for name, count in shape:
        places = ", ".join(f"${number + place}" for place in range(1, (count or 0) + 1))
        wanted.append(f'"{meta.fields_db_projection[name]}" ' + ("IS NULL" if count is None else f"IN ({places})"))
        number += count or 0
    order = " ORDER BY " + ", ".join(f'"{name}"' for name in order_by) if order_by else ""
    ending = f" LIMIT ${number + 1} OFFSET ${number + 2}" if bounded else ""
    ending += " FOR UPDATE" if lock and spoken == "postgres" else ""
    # S608: names come from the models, values are bound.
    statement = f'SELECT {columns} FROM "{meta.db_table}" WHERE {" AND ".join(wanted)}{order}{ending}'  # noqa: S608
    return _spoken(spoken, statement)


@lru_cache(SHAPES_MAX)
def _spoken(spoken: str, statement: str) -> str:
    return re.sub(r"\$(\d+)", r"?\1", statement) if spoken == "sqlite" else statement
