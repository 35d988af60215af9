"""What every model is: a row that is made, read and written at a fraction of what Tortoise's own ways cost."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache, partial
from typing import Any, Final, Self, TypeVar

from tortoise.backends.base.client import BaseDBAsyncClient, TransactionalDBClient
from tortoise.fields import BigIntField, BooleanField, CharField, DatetimeField, DecimalField, IntField
from tortoise.fields.base import Field
from tortoise.models import Model, ModelMeta

from db.engine import connection, transaction
from db.fields import ScaledField

M = TypeVar("M", bound=Model)
SHAPES_MAX: Final = 500
TOGETHER_MAX: Final = 8  # rows in one statement: each number is a statement of its own
PLAIN: Final = (type(None), bool, int, str, bytes)
AS_IT_IS: Final = (BigIntField, BooleanField, IntField)  # fields whose values the database has as Python has them
Store = Callable[[Any, Model], Any]


@dataclass(frozen=True, slots=True)
class _Columns:
    """A model's columns by attribute: their names in the table, their fields, and what a new row has in them.

    `stores` makes of a value what the database has. The database gives out keys that are `counted`.
    """

    names: dict[str, str]
    fields: dict[str, Field[Any]]
    stores: dict[str, Store]
    plain: dict[str, Any]
    made: dict[str, Callable[[], Any]]
    key: str
    counted: bool


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
        shape = _columns(type(self))
        if not values.keys() <= shape.names.keys():
            super().__init__(**values)  # it belongs to rows, not to ids
            return
        whole = {**shape.plain, **{name: make() for name, make in shape.made.items() if name not in values}}
        for name, value in values.items():
            field = shape.fields[name]
            if value is None and not field.null:
                raise ValueError(f"{name} is non nullable field, but null was passed")
            whole[name] = value if value is None else field.to_python_value(value)
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
        counted = _columns(type(self)).counted
        if using_db is not None or force_update or self._partial or counted:
            await super().save(using_db, update_fields, force_create, force_update)
        elif force_create or not self._saved_in_db:
            await _insert(type(self), [self])
        else:
            await _update([self], _changes(self, update_fields))

    @classmethod
    def bulk_create(cls, objects: Iterable[Any], *options: Any, **more: Any) -> Any:
        """Insert rows, a few in a statement; with options as Tortoise does."""
        if options or more or _columns(cls).counted:
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


def rows_of(model: type[M], found: Sequence[Any]) -> list[M]:
    """Return the rows of what the database sends for some columns of a model."""
    if not found:
        return []
    return [*map(_reader(model, connection().capabilities.dialect, tuple(found[0].keys())), found)]


def row_of(model: type[M], columns: tuple[str, ...], values: Iterable[Any]) -> M:
    """Return a row of what the database sends for these columns."""
    row: M = _reader(model, connection().capabilities.dialect, columns)(values)
    return row


@lru_cache(SHAPES_MAX)
def _reader(model: type[Model], _dialect: str, columns: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    """Return a function that makes a row of the values of these columns, written for them alone."""
    meta = model._meta
    native = {name for _, name, _ in meta.db_native_fields}
    names = [meta.fields_db_projection_reverse[column] for column in columns]
    given: dict[str, Any] = {
        "model": model,
        "new": model.__new__,
        "put": object.__setattr__,
        "Decimal": Decimal,
        "datetime": datetime,
        "UTC": UTC,
    }
    lines = [f"{', '.join(f'v{at}' for at in range(len(names)))}, = values"]
    for at, name in enumerate(names):
        if name not in native:
            lines.append(f"if v{at} is not None:")
            lines += [f"    {each}" for each in _conversion(meta.fields_map[name], at, given)]
    partial = len(names) < len(meta.fields_db_projection)  # which Tortoise saves, so what was read is not kept
    state = {
        "_partial": partial,
        "_saved_in_db": True,
        "_custom_generated_pk": meta.db_pk_column not in meta.generated_db_fields,
    }
    given["blank"] = dict.fromkeys(names) | (state if partial else {})  # a copy is filled faster than a new one
    given["state"] = state
    lines += [
        "whole = blank.copy()",
        *(f"whole[{name!r}] = v{at}" for at, name in enumerate(names)),
        *([] if partial else ["was = whole.copy()", "whole.update(state)", "whole['_read'] = was"]),
        "whole['_await_when_save'] = {}",
        "row = new(model)",
        "put(row, '__dict__', whole)",
        "return row",
    ]
    exec("def read(values):\n    " + "\n    ".join(lines), given)  # noqa: S102  # of the models' names alone
    read: Callable[[Iterable[Any]], Any] = given["read"]
    return read


class _Members(dict[Any, Any]):
    """The members of an enum by their values; any other value is the field's to judge."""

    def __init__(self, field: Field[Any], members: Iterable[Enum]) -> None:
        super().__init__((member.value, member) for member in members)
        self._field = field

    def __missing__(self, value: Any) -> Any:
        return self._field.to_python_value(value)


def _conversion(field: Field[Any], at: int, given: dict[str, Any]) -> list[str]:
    """Return the lines that turn what the database has in a column into what Python has: without a call where there
    is nothing to judge."""
    value, judged = f"v{at}", f"v{at} = read{at}(v{at})"
    given[f"read{at}"] = field.to_python_value
    members = getattr(field, "enum_type", None)
    if members is not None:
        given[f"members{at}"] = _Members(field, members)
        return [f"{value} = members{at}[{value}]"]
    if isinstance(field, ScaledField):
        given[f"step{at}"] = field.step
        return [f"if {value}.__class__ is int: {value} *= step{at}", f"else: {judged}"]
    if isinstance(field, DecimalField):
        given[f"quant{at}"] = field.quant
        return [f"{value} = Decimal({value}).quantize(quant{at})"]
    if isinstance(field, BooleanField):
        return [f"{value} = not not {value}"]
    if isinstance(field, DatetimeField):
        return [
            f"if {value}.__class__ is str: {value} = datetime.fromisoformat({value})",
            f"if {value}.tzinfo is not UTC: {judged}",
        ]
    return [judged]


@lru_cache(SHAPES_MAX)
def _columns(model: type[Model]) -> _Columns:
    meta = model._meta
    fields = {name: meta.fields_map[name] for name in meta.fields_db_projection}
    plain, made = dict[str, Any](), dict[str, Callable[[], Any]]()
    for name, field in fields.items():
        if callable(field.default):
            made[name] = field.default
        elif isinstance(field.default, PLAIN):
            plain[name] = field.default
        else:
            made[name] = partial(deepcopy, field.default)
    stores = {name: _store(field) for name, field in fields.items()}
    return _Columns(dict(meta.fields_db_projection), fields, stores, plain, made, meta.pk_attr, meta.pk.generated)


def _store(field: Field[Any]) -> Store:
    """Return what makes of a value what the database has: at once for the usual ones, else as Tortoise does it."""
    kind: Any = getattr(field, "enum_type", field.field_type)
    stored = field.to_db_value
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        texts = {member: str(member.value) for member in kind}
        return lambda value, row: texts[value] if value.__class__ is kind else stored(value, row)
    if type(field) is CharField and len(field.validators) == 1:
        most = field.max_length
        return lambda value, row: value if value.__class__ is str and len(value) <= most else stored(value, row)
    if type(field) in AS_IT_IS and not field.validators:
        return lambda value, row: value if value.__class__ is kind else stored(value, row)
    return stored


def _stored(row: Model, name: str, store: Store) -> Any:
    value = getattr(row, name)
    return None if value is None else store(value, row)


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
    stores, database = _columns(model).stores, connection()
    values = [_stored(row, name, store) for row in rows for name, store in stores.items()]
    await database.execute_query(_insertion(model, database.capabilities.dialect, len(rows)), values)
    for row in rows:
        row._saved_in_db = True
        row._read = {} if _may_be_undone(database) else {name: getattr(row, name) for name in stores}


def _changes(row: Row, named: Iterable[str] | None) -> tuple[str, ...]:
    """Return the columns to write: those named, else those that have changed since the row was read or saved."""
    shape, now = _columns(type(row)), vars(row)
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
    shape = _columns(model)
    statement = _change(model, database.capabilities.dialect, names)
    values = [[_stored(row, name, shape.stores[name]) for name in (*names, shape.key)] for row in rows]
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
    names = _columns(model).names.values()
    places = [
        ", ".join(_place(dialect, row * len(names) + number) for number in range(1, len(names) + 1))
        for row in range(count)
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    # S608: names come from the models, values are bound.
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({"), (".join(places)})'  # noqa: S608


@lru_cache(SHAPES_MAX)
def _change(model: type[Row], dialect: str, names: tuple[str, ...]) -> str:
    shape = _columns(model)
    sets = ", ".join(f'"{shape.names[name]}" = {_place(dialect, number)}' for number, name in enumerate(names, 1))
    key = f'"{shape.names[shape.key]}" = {_place(dialect, len(names) + 1)}'
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE {key}'  # noqa: S608  as above


def _place(dialect: str, number: int) -> str:
    return f"?{number}" if dialect == "sqlite" else f"${number}"
