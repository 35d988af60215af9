"""Proves that the schema kept for clients is the one that runs, and that it keeps the house's conventions."""

from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLNonNull,
    GraphQLSchema,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_object_type,
    is_union_type,
)

from graph.schema import build, sdl

FILE = Path(__file__).parents[2] / "frontend-schema" / "schema.graphql"


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build()._schema


def types(schema: GraphQLSchema) -> dict[str, Any]:
    return {name: kind for name, kind in schema.type_map.items() if not name.startswith("__")}


def test_the_kept_schema_is_the_one_that_runs() -> None:
    assert FILE.read_text() == sdl(), "frontend-schema/schema.graphql is stale; run `make schema`"


def test_every_element_is_described(schema: GraphQLSchema) -> None:
    silent = []
    for name, kind in types(schema).items():
        silent += [name] if not kind.description else []
        if is_enum_type(kind):
            silent += [f"{name}.{value}" for value, each in kind.values.items() if not each.description]
        elif is_object_type(kind) or is_interface_type(kind) or is_input_object_type(kind):
            for field_name, field in kind.fields.items():
                silent += [f"{name}.{field_name}"] if not field.description else []
                arguments = getattr(field, "args", {}).items()
                silent += [f"{name}.{field_name}({each})" for each, arg in arguments if not arg.description]
    assert not silent


def test_every_mutation_has_one_input_and_one_nullable_union_with_the_four_problems(schema: GraphQLSchema) -> None:
    assert schema.mutation_type
    for name, field in schema.mutation_type.fields.items():
        assert list(field.args) == ["input"], name
        assert isinstance(field.args["input"].type, GraphQLNonNull), name
        assert is_union_type(field.type), name
        members = {member.name for member in field.type.types}
        common = {"InvalidInputProblem", "NotFoundProblem", "NotAllowedProblem", "UnavailableProblem"}
        assert common <= members, name


def test_problems_and_updates_implement_their_interfaces(schema: GraphQLSchema) -> None:
    for name, kind in types(schema).items():
        for ending, interface in (("Problem", "Problem"), ("Update", "Update")):
            if name.endswith(ending) and is_object_type(kind) and name != "FieldProblem":
                assert interface in {each.name for each in kind.interfaces}, name


def test_no_money_is_a_float(schema: GraphQLSchema) -> None:
    assert "Float" not in schema.type_map


def test_suggestions_can_be_turned_off() -> None:
    def message(suggestions: bool) -> str:
        result = build(suggestions=suggestions).execute_sync("{ viwer { id } }")
        assert result.errors
        return result.errors[0].message

    assert "Did you mean" in message(True)
    assert "Did you mean" not in message(False)
