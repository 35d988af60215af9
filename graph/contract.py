"""The contract for clients as files: the schema, what a cache and a code generator need, and ready operations."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    NonNullTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    introspection_from_schema,
    is_abstract_type,
    parse,
    print_ast,
)
from graphql.language import InlineFragmentNode

from graph.schema import build, sdl

# How each scalar travels (always JSON text) and the type that a client should keep it in: never a binary float.
SCALARS: Final = {
    "Decimal": {
        "json": "string",
        "typescript": "string",
        "swift": "String",
        "kotlin": "kotlin.String",
        "python": "str",
    },
    "DateTime": {
        "json": "string",
        "typescript": "string",
        "swift": "String",
        "kotlin": "kotlin.String",
        "python": "str",
    },
    "Date": {"json": "string", "typescript": "string", "swift": "String", "kotlin": "kotlin.String", "python": "str"},
    "Currency": {
        "json": "string",
        "typescript": "string",
        "swift": "String",
        "kotlin": "kotlin.String",
        "python": "str",
    },
}


@dataclass(frozen=True, slots=True)
class Operation:
    """A ready operation with every fragment it needs: its name, query | mutation | subscription, and its text.

    `variables` are those that must be given, each with an empty value to fill in.
    """

    name: str
    kind: str
    text: str
    variables: Mapping[str, object]


def operations(sources: Iterable[str]) -> list[Operation]:
    """Return the operations of some documents, in their order; a fragment may stand in another document."""
    definitions = [definition for source in sources for definition in parse(source).definitions]
    fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
    return [_whole(each, fragments) for each in definitions if isinstance(each, OperationDefinitionNode)]


def _whole(operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Operation:
    if operation.name is None:
        raise ValueError("an operation without a name cannot be told from others")
    needed = sorted(set(_needed(operation.selection_set, fragments)))
    text = "\n\n".join([print_ast(operation), *(print_ast(fragments[name]) for name in needed)])
    variables = {
        each.variable.name.value: {} if print_ast(each.type).strip("[]!").endswith("Input") else ""
        for each in operation.variable_definitions or ()
        if isinstance(each.type, NonNullTypeNode) and each.default_value is None
    }
    return Operation(operation.name.value, operation.operation.value, text, variables)


def _needed(selections: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[str]:
    for each in selections.selections if selections else ():
        if isinstance(each, FragmentSpreadNode):
            yield each.name.value
            yield from _needed(fragments[each.name.value].selection_set, fragments)
        elif isinstance(each, FieldNode | InlineFragmentNode):
            yield from _needed(each.selection_set, fragments)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hex: its name as a persisted operation."""
    return hashlib.sha256(text.encode()).hexdigest()


def files(ready: list[Operation], page: Sequence[str] = ()) -> dict[str, str]:
    """Return the generated files of frontend-schema/ by name. `page` are the operations of the desk's own page."""
    schema: GraphQLSchema = build()._schema
    return {
        "schema.graphql": sdl(),
        "schema.json": _json({"data": introspection_from_schema(schema)}),
        "possible-types.json": _json(_possible_types(schema)),
        "scalars.json": _json(SCALARS),
        "persisted-operations.json": _json({digest(text): text for text in (*(each.text for each in ready), *page)}),
    }


def tabs(ready: list[Operation]) -> str:
    """Return what GraphiQL shows as tabs."""
    return _json([{"query": each.text, "variables": _json(each.variables) if each.variables else ""} for each in ready])


def _possible_types(schema: GraphQLSchema) -> dict[str, list[str]]:
    """Which types an interface or union may be: what a normalised cache needs to match fragments."""
    abstract = sorted((each for each in schema.type_map.values() if is_abstract_type(each)), key=lambda each: each.name)
    return {each.name: sorted(possible.name for possible in schema.get_possible_types(each)) for each in abstract}


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n"
