"""What is known of each model's columns, and the functions written for them: to read rows and to store them."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache, partial
from typing import Any, Final

from tortoise.fields import BigIntField, BooleanField, CharField, DatetimeField, DecimalField, IntField
from tortoise.fields.base import Field
from tortoise.models import Model

from db.fields import ScaledField

SHAPES_MAX: Final = 500
PLAIN: Final = (type(None), bool, int, str, bytes)
AS_IT_IS: Final = (BigIntField, BooleanField, IntField)  # fields whose values the database has as Python has them


@dataclass(frozen=True, slots=True)
class Columns:
    """A model's columns by attribute: their names in the table, their fields, and what a new row has in them.

    Values of the classes in `kept` are in a row as they are given. The database gives out keys that are `counted`.
    """

    names: dict[str, str]
    fields: dict[str, Field[Any]]
    kept: dict[str, type | None]
    plain: dict[str, Any]
    made: dict[str, Callable[[], Any]]
    key: str
    counted: bool


@lru_cache(SHAPES_MAX)
def columns_of(model: type[Model]) -> Columns:
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
    kept = {name: _kept(field) for name, field in fields.items()}
    return Columns(dict(meta.fields_db_projection), fields, kept, plain, made, meta.pk_attr, meta.pk.generated)


def _kept(field: Field[Any]) -> type | None:
    """Return the class whose instances a field takes as they are."""
    members: type[Enum] | None = getattr(field, "enum_type", None)
    if members is not None:
        return members
    if isinstance(field, ScaledField):
        return Decimal
    return field.field_type if type(field) in (*AS_IT_IS, CharField) else None


@lru_cache(SHAPES_MAX)
def reader(model: type[Model], _spoken: str, columns: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
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
def writer(model: type[Model], names: tuple[str, ...]) -> Callable[[Model], list[Any]]:
    """Return a function that makes of a row what the database has in these columns, written for them alone."""
    given: dict[str, Any] = {"datetime": datetime, "UTC": UTC}
    lines = ["whole = row.__dict__"]
    for at, name in enumerate(names):
        lines.append(f"v{at} = whole[{name!r}]")
        lines.append(f"if v{at} is not None{_unusual(model._meta.fields_map[name], at, given)}")
    lines.append(f"return [{', '.join(f'v{at}' for at in range(len(names)))}]")
    exec("def write(row):\n    " + "\n    ".join(lines), given)  # noqa: S102  # of the models' names alone
    write: Callable[[Model], list[Any]] = given["write"]
    return write


def _unusual(field: Field[Any], at: int, given: dict[str, Any]) -> str:
    """Return the rest of a condition and what is done then: what is usual needs no call, the rest is the field's."""
    value = f"v{at}"
    given[f"store{at}"] = field.to_db_value
    judged = f"{value} = store{at}({value}, row)"
    members = getattr(field, "enum_type", None)
    if isinstance(members, type) and issubclass(members, StrEnum):
        given[f"kind{at}"], given[f"texts{at}"] = members, {member: str(member.value) for member in members}
        return f": {value} = texts{at}[{value}] if {value}.__class__ is kind{at} else store{at}({value}, row)"
    if type(field) is CharField and len(field.validators) == 1:
        return f" and ({value}.__class__ is not str or len({value}) > {field.max_length}): {judged}"
    if type(field) in AS_IT_IS and not field.validators:
        return f" and {value}.__class__ is not {field.field_type.__name__}: {judged}"
    if type(field) is DatetimeField and not (field.auto_now or field.auto_now_add or field.validators):
        return f" and ({value}.__class__ is not datetime or {value}.tzinfo is not UTC): {judged}"
    return f": {judged}"
