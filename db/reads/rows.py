"""Many rows by key in one query: what the loaders of an operation ask for."""

from collections.abc import Sequence
from typing import Any, TypeVar

from tortoise.models import Model

from db.lookup import many

M = TypeVar("M", bound=Model)


async def one_by(model: type[M], column: str, keys: Sequence[str]) -> list[M | None]:
    """Return the row of each key, in the order of the keys; None where there is none."""
    wanted: dict[str, Any] = {column: set(keys)}
    found = {getattr(row, column): row for row in await many(model, **wanted)}
    return [found.get(key) for key in keys]


async def many_by(model: type[M], column: str, keys: Sequence[str]) -> list[list[M]]:
    """Return the rows of each key, oldest first."""
    order = "sequence" if "sequence" in model._meta.fields_map else model._meta.pk_attr
    groups: dict[str, list[M]] = {key: [] for key in keys}
    wanted: dict[str, Any] = {column: list(groups)}
    for row in await many(model, order_by=(order,), **wanted):
        groups[getattr(row, column)].append(row)
    return [groups[key] for key in keys]
