"""What every model is: a row that is made, read and written at a fraction of what Tortoise's own ways cost."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final, Self, TypeVar

from tortoise.backends.base.client import BaseDBAsyncClient, TransactionalDBClient
from tortoise.models import Model, ModelMeta

from db.engine import connection, transaction
from db.shapes import SHAPES_MAX, columns_of, reader, writer

M = TypeVar("M", bound=Model)
TOGETHER_MAX: Final = 8  # rows in one statement: each number is a statement of its own


class _Plain(ModelMeta):
    """Spares Tortoise its search of the source for words about columns, a fifth of a start: ours has none."""

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        return super().__new__(cls, name, bases, {"_no_comments": True, **attrs})


class Row(Model, metaclass=_Plain):
    """A model of ours. What Tortoise can do and this does not, Tortoise does.

    A row that was read is saved by what has changed since, and by its JSON, which may have changed in place. What was
    written in a transaction is written again by the next save, since that transaction may have been rolled back.
    """

    _read: dict[str, Any]

    class Meta:
        abstract = True

    def __init__(self, **values: Any) -> None:
        shape = columns_of(type(self))
        if not values.keys() <= shape.names.keys():
            super().__init__(**values)  # it belongs to rows, not to ids
            return
        whole = {**shape.plain, **{name: make() for name, make in shape.made.items() if name not in values}}
        for name, value in values.items():
            if value is None and not shape.fields[name].null:
                raise ValueError(f"{name} is non nullable field, but null was passed")
            usual = value is None or value.__class__ is shape.kept[name]
            whole[name] = value if usual else shape.fields[name].to_python_value(value)
        chosen = shape.counted and shape.key in values
        whole |= {"_partial": False, "_saved_in_db": False, "_custom_generated_pk": chosen, "_await_when_save": {}}
        object.__setattr__(self, "__dict__", whole)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._meta.fk_fields:
            super().__setattr__(name, value)
        else:
            object.__setattr__(self, name, value)

    @classmethod
    def _init_from_db(cls, **columns: Any) -> Self:
        return row_of(cls, tuple(columns), columns.values())

    async def save(
        self,
        using_db: BaseDBAsyncClient | None = None,
        update_fields: Iterable[str] | None = None,
        force_create: bool = False,
        force_update: bool = False,
    ) -> None:
        """Insert a new row; update the columns named, else those that have changed since the row was read or saved."""
        counted = columns_of(type(self)).counted
        if using_db is not None or force_update or self._partial or counted:
            await super().save(using_db, update_fields, force_create, force_update)
        elif force_create or not self._saved_in_db:
            await _insert(type(self), [self])
        else:
            await _update([self], _changes(self, update_fields))

    @classmethod
    def bulk_create(cls, objects: Iterable[Any], *options: Any, **more: Any) -> Any:
        """Insert rows, a few in a statement; with options as Tortoise does."""
        if options or more or columns_of(cls).counted:
            return super().bulk_create(objects, *options, **more)
        return _insert_all(cls, list(objects))

    async def refresh_from_db(self, *args: Any, **more: Any) -> None:
        await super().refresh_from_db(*args, **more)
        self._read = {}


async def save_all(rows: Sequence[Row]) -> None:
    """Save rows of one model, as `save` does each: those in which the same columns have changed go together.

    Each of them was read whole; a new row is saved alone. Outside of a transaction some may be written and others not.
    """
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if len(rows) == 1 or not row._saved_in_db:
            await row.save()
        else:
            alike.setdefault(_changes(row, None), []).append(row)
    for names, some in alike.items():
        await _update(some, names)


def rows_of(model: type[M], spoken: str, found: Sequence[Any]) -> list[M]:
    """Return the rows of what a database of this dialect sends for some columns of a model."""
    if not found:
        return []
    return [*map(reader(model, spoken, tuple(found[0].keys())), found)]


def row_of(model: type[M], columns: tuple[str, ...], values: Iterable[Any]) -> M:
    """Return a row of what the database sends for these columns."""
    row: M = reader(model, connection().capabilities.dialect, columns)(values)
    return row


async def _insert_all(model: type[Row], rows: Sequence[Row]) -> None:
    """Insert rows: all of them or none."""
    if len(rows) <= TOGETHER_MAX:
        await _insert(model, rows)
        return
    async with transaction():
        for start in range(0, len(rows), TOGETHER_MAX):
            await _insert(model, rows[start : start + TOGETHER_MAX])


async def _insert(model: type[Row], rows: Sequence[Row]) -> None:
    if not rows:
        return
    names, database = tuple(columns_of(model).names), connection()
    write = writer(model, names)
    values = [value for row in rows for value in write(row)]
    await database.execute_query(_insertion(model, database.capabilities.dialect, len(rows)), values)
    for row in rows:
        row._saved_in_db = True
        row._read = {} if _may_be_undone(database) else {name: getattr(row, name) for name in names}


def _changes(row: Row, named: Iterable[str] | None) -> tuple[str, ...]:
    """Return the columns to write: those named, else those that have changed since the row was read or saved."""
    shape, now = columns_of(type(row)), vars(row)
    if named is None:
        was = now.get("_read") or {shape.key: now[shape.key]}
        named = [name for name in shape.names if name not in was or _differs(now[name], was[name])]
    names = tuple(named)
    if shape.key in names:
        raise ValueError(f"the key of a {type(row).__name__} cannot change")
    return names


async def _update(rows: Sequence[Row], names: tuple[str, ...]) -> None:
    """Write these columns of rows of one model."""
    if not names:
        return
    model, database = type(rows[0]), connection()
    shape = columns_of(model)
    statement = _change(model, database.capabilities.dialect, names)
    values = [*map(writer(model, (*names, shape.key)), rows)]
    if len(rows) == 1:
        await database.execute_query(statement, values[0])
    else:
        await database.execute_many(statement, values)
    undone = _may_be_undone(database)
    for row in rows:
        now = vars(row)
        was = now.get("_read") or {shape.key: now[shape.key]}
        if undone:
            row._read = {name: value for name, value in was.items() if name not in names}
        else:
            row._read = {**was, **{name: now[name] for name in names}}


def _may_be_undone(database: BaseDBAsyncClient) -> bool:
    return isinstance(database, TransactionalDBClient)


def _differs(now: Any, was: Any) -> bool:
    if now is was:
        return isinstance(now, dict | list)
    return bool(now != was)


@lru_cache(SHAPES_MAX)
def _insertion(model: type[Row], dialect: str, count: int) -> str:
    names = columns_of(model).names.values()
    places = [
        ", ".join(_place(dialect, row * len(names) + number) for number in range(1, len(names) + 1))
        for row in range(count)
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    # S608: names come from the models, values are bound.
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({"), (".join(places)})'  # noqa: S608


@lru_cache(SHAPES_MAX)
def _change(model: type[Row], dialect: str, names: tuple[str, ...]) -> str:
    shape = columns_of(model)
    sets = ", ".join(f'"{shape.names[name]}" = {_place(dialect, number)}' for number, name in enumerate(names, 1))
    key = f'"{shape.names[shape.key]}" = {_place(dialect, len(names) + 1)}'
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE {key}'  # noqa: S608  as above


def _place(dialect: str, number: int) -> str:
    return f"?{number}" if dialect == "sqlite" else f"${number}"
