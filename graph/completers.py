"""Writes the Python function that completes what is plain in a selection, with a guard wherever a value may surprise.

A field is plain when it has no arguments and is an attribute, or a function of its root alone: neither may have an
effect, since after a surprise it is read again by the stock path, which then words the error.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from inspect import Parameter, signature
from keyword import iskeyword
from typing import Any, Final, cast

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLString,
    Undefined,
)
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField
from tortoise.models import Model

from graph.scalars import SURE
from graph.shapes import Node

Function = Callable[[Any], Any]
KINDS_MAX: Final = 100
PLAIN_VALUES: Final = frozenset({str, int, bool, Decimal, datetime, date})
SURPRISING: Final[dict[str, str]] = {
    GraphQLString.name: "{v}.__class__ is not str",
    GraphQLID.name: "{v}.__class__ is not str",
    GraphQLBoolean.name: "{v}.__class__ is not bool",
    GraphQLInt.name: (  # by numbers of one digit first, which Python compares at once
        "{v}.__class__ is not int or ({v} > 1073741823 or {v} < -1073741823) and not -2147483648 <= {v} <= 2147483647"
    ),
    GraphQLFloat.name: "{v}.__class__ is not float or {v} - {v} != 0.0",
}
BY_CLASS: Final = cast(Any, Node.is_type_of).__func__
BUILT_IN: Final = (GraphQLString, GraphQLID, GraphQLBoolean, GraphQLInt, GraphQLFloat)


class Surprise(Exception):
    """A value that only the stock path may judge."""


@dataclass(frozen=True, slots=True)
class Complete:
    """Completes a value, and in one go each of a list's: a call for every row costs as much as two of its columns."""

    one: Function
    each: Function


@dataclass(frozen=True, slots=True)
class Selected:
    """A field of a selection; `inner` completes an object of its type, where it has one and all of that is plain."""

    response_name: str
    field_name: str
    inner: Complete | None = None


class Writer:
    """The lines of one function and the values that they name."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {
            "Surprise": Surprise,
            "Undefined": Undefined,
            "PLAIN_VALUES": PLAIN_VALUES,
            "UTC": UTC,
        }
        self.lines: list[str] = []

    def name(self, value: Any) -> str:
        """Return a name under which the function finds the value."""
        name = f"given_{len(self.names)}"
        self.names[name] = value
        return name

    def complete(self, argument: str, result: str) -> Complete:
        """Return the functions that run the lines for one argument, and for each in turn."""
        one = [f"def one({argument}):", *self.lines, f"return {result}"]
        loop = [f"for {argument} in values:", *self.lines, f"add({result})"]
        each = ["def each(values):", "done = []", "add = done.append", "\n        ".join(loop), "return done"]
        for lines in (one, each):
            exec("\n    ".join(lines), self.names)  # noqa: S102  # names of the schema; of a client nothing but repr()
        return Complete(self.names["one"], self.names["each"])


def complete_object(kind: GraphQLObjectType, selected: Iterable[Selected]) -> tuple[Complete | None, tuple[str, ...]]:
    """Return how to turn a value into the plain part of its selection, None without any, and the names of the rest.

    It raises whatever it meets when the stock path must do the work instead.
    """
    writer, entries, rest = Writer(), [], []
    writer.lines += _same_kind(kind, writer)
    for number, each in enumerate(selected):
        lines = _read(kind, each, f"v{number}", writer)
        if lines is None:
            rest.append(each.response_name)
        else:
            writer.lines += lines
            value = repr(kind.name) if each.field_name == "__typename" else f"v{number}"
            entries.append(f"{each.response_name!r}: {value}")
    return writer.complete("o", "{" + ", ".join(entries) + "}") if entries else None, tuple(rest)


def _same_kind(kind: GraphQLObjectType, writer: Writer) -> list[str]:
    """Look at the first value of each class, and ask the type's own predicate of every value; Node's goes by class."""
    seen: set[type] = set()
    by_class = getattr(kind.is_type_of, "__func__", None) is BY_CLASS

    def look(value: Any) -> None:
        if value is None or value is Undefined or isinstance(value, Exception) or _to_be_awaited(value):
            raise Surprise
        if by_class and not cast(Any, kind.is_type_of)(value, None):
            raise Surprise
        if len(seen) < KINDS_MAX:
            seen.add(value.__class__)

    lines = [f"if o.__class__ not in {writer.name(seen)}: {writer.name(look)}(o)"]
    if kind.is_type_of and not by_class:
        lines.append(f"if {writer.name(kind.is_type_of)}(o, None) is not True: raise Surprise")
    return lines


def _to_be_awaited(value: Any) -> bool:
    """Tell whether awaiting the value gives another one; a row gives itself."""
    return optimized_is_awaitable(value) and getattr(type(value), "__await__", None) is not Model.__await__


def _read(kind: GraphQLObjectType, selected: Selected, name: str, writer: Writer) -> list[str] | None:
    """Return the lines that read and complete a field into a name, None when it is not plain."""
    if selected.field_name == "__typename":
        return []
    field = kind.fields.get(selected.field_name)
    source = _source(field, writer) if field else None
    lines = _complete(field.type, name, selected.inner, writer) if field and source else None
    return None if lines is None else [f"{name} = {source}", *lines]


def _source(field: GraphQLField, writer: Writer) -> str | None:
    definition = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if field.args or not isinstance(definition, StrawberryField) or definition.extensions or definition.is_async:
        return None
    if definition.base_resolver is not None:
        function = definition.base_resolver.wrapped_func
        return f"{writer.name(function)}(o)" if callable(function) and _of_root_alone(function) else None
    attribute = definition.python_name
    plain = attribute.isidentifier() and not iskeyword(attribute) and definition.default_resolver is getattr
    return f"o.{attribute}" if plain else None


def _of_root_alone(function: Callable[..., Any]) -> bool:
    parameters: Mapping[str, Parameter] = signature(function).parameters
    return list(parameters) == ["root"] and parameters["root"].kind is Parameter.POSITIONAL_OR_KEYWORD


def _complete(kind: GraphQLOutputType, name: str, inner: Complete | None, writer: Writer) -> list[str] | None:
    """Return the lines that turn a value into what the answer shows, None for what is not completed here."""
    if isinstance(kind, GraphQLNonNull):
        return _present(kind.of_type, name, inner, writer)  # every guard refuses None
    lines = _present(kind, name, inner, writer)
    return None if lines is None else [f"if {name} is not None:", *(f"    {line}" for line in lines)]


def _present(kind: GraphQLOutputType, name: str, inner: Complete | None, writer: Writer) -> list[str] | None:
    match kind:
        case GraphQLList():
            item = complete_item(kind.of_type, inner)
            guard = f"if {name}.__class__ is not list and {name}.__class__ is not tuple: raise Surprise"
            return None if item is None else [guard, f"{name} = {writer.name(item.each)}({name})"]
        case GraphQLObjectType():
            return None if inner is None else [f"{name} = {writer.name(inner.one)}({name})"]
        case GraphQLEnumType():
            return _enum(kind, name, writer)
        case GraphQLScalarType() if kind in BUILT_IN:
            return [f"if {SURPRISING[kind.name].format(v=name)}: raise Surprise"]
        case GraphQLScalarType():
            return _scalar(kind, name, writer)
        case _:
            return None


def _scalar(kind: GraphQLScalarType, name: str, writer: Writer) -> list[str]:
    lines = [
        f"if {name}.__class__ not in PLAIN_VALUES: raise Surprise",
        f"{name} = {writer.name(kind.coerce_output_value)}({name})",
        f"if {name} is None or {name} is Undefined: raise Surprise",
    ]
    sure = SURE.get(kind.coerce_output_value)
    if sure is None:
        return lines
    expected = f"{name}.__class__ is {writer.name(sure.type)} and {sure.condition.format(v=name)}"
    return [f"if {expected}: {name} = {writer.name(sure.write)}({name})", "else:", *(f"    {line}" for line in lines)]


def _enum(kind: GraphQLEnumType, name: str, writer: Writer) -> list[str] | None:
    enum = getattr(kind, "wrapped_cls", None)
    if enum is None:
        return None
    known = [value.value for value in kind.values.values()]
    names = writer.name({member: kind.coerce_output_value(member) for member in enum if member.value in known})
    return [f"if {name}.__class__ is not {writer.name(enum)}: raise Surprise", f"{name} = {names}[{name}]"]


def complete_item(kind: GraphQLOutputType, inner: Complete | None) -> Complete | None:
    """Return how to complete values of a type, None for what is not completed here."""
    if isinstance(kind, GraphQLNonNull) and isinstance(kind.of_type, GraphQLObjectType):
        return inner  # it refuses None itself
    writer = Writer()
    lines = _complete(kind, "v", inner, writer)
    if lines is None:
        return None
    writer.lines += lines
    return writer.complete("v", "v")
