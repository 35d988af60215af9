"""Proves who may do what against roles.csv, which says it for every field and every role; a field without a row fails.

Values: yes; UNAUTHENTICATED, NOT_FOUND or FORBIDDEN is what is told instead; own is everybody's own affair; a dash is
out of reach, since nothing leads there.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

import db.models as rows
from actions import members
from actions.viewer import ALL, Viewer
from graph.schema import build
from tests.graph.conftest import World
from tests.graph.test_audit import EXAMPLES
from tests.graph.test_auth import OPEN, documents

FILE: Final = Path(__file__).parent / "roles.csv"
ROLES: Final = ("ANONYMOUS", "STRANGER", *rows.Role)
SCHEMA: Final = build()._schema
TABLE: Final = {row["field"]: row for row in csv.DictReader(FILE.read_text().splitlines())}
FORBIDDEN: Final = {"NotAllowedProblem": "FORBIDDEN", "NotFoundProblem": "NOT_FOUND"}


def fields() -> Iterator[str]:
    """Every field of every object type."""
    for name, kind in SCHEMA.type_map.items():
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            yield from (f"{name}.{field}" for field in kind.fields)


def test_every_field_has_a_row_and_every_row_a_field() -> None:
    assert sorted(TABLE) == sorted(fields()), "say in roles.csv who may ask for it"


def test_the_values_are_of_the_few_known() -> None:
    values = {row[role] for row in TABLE.values() for role in ROLES}
    assert values == {"yes", "own", "-", "UNAUTHENTICATED", "NOT_FOUND", "FORBIDDEN"}
    for name, row in TABLE.items():
        if name.startswith(("Query.", "Mutation.", "Subscription.")):
            everybody = name.partition(".")[2] in OPEN
            assert (row["ANONYMOUS"] == "yes") is everybody, name


async def _as(world: World, role: str) -> Viewer | None:
    if role == "ANONYMOUS":
        return None
    if role == "STRANGER":
        return replace(world.stranger, guest=True)
    made = await members.add(world.desk, world.owner, world.portfolio.id, role, rows.Role(role))
    return replace(made, guest=True, permissions=ALL)


async def _told(world: World, viewer: Viewer | None, document: str, **variables: Any) -> str:
    """Run a document of one field; return what is told in words of the table."""
    result = await world.schema.execute(document, variables, context_value=world.context(viewer))
    for error in result.errors or ():
        code = (error.extensions or {}).get("code")
        if code in ("UNAUTHENTICATED", "NOT_FOUND", "FORBIDDEN"):
            return str(code)
    answer = next(iter((result.data or {"": None}).values()))
    return FORBIDDEN.get(answer["__typename"], "yes") if isinstance(answer, dict) and "__typename" in answer else "yes"


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - OPEN))
async def test_a_mutation_is_for_the_roles_of_its_row(world: World, name: str) -> None:
    row = TABLE[f"Mutation.{name}"]
    _, wanted = await EXAMPLES[name](world)
    kind = SCHEMA.mutation_type.fields[name].args["input"].type if SCHEMA.mutation_type else None
    document = f"mutation ($input: {kind}) {{ {name}(input: $input) {{ __typename }} }}"
    told = {}
    for role in sorted(ROLES, key=lambda each: row[each] in ("yes", "own")):  # what is refused changes nothing
        viewer = await _as(world, role)
        told[role] = await _told(world, viewer, document, input=wanted)
    expected = {role: row[role] for role in ROLES if row[role] != "own"}
    assert {role: told[role] for role in expected} == expected


@pytest.mark.parametrize("role", ROLES)
async def test_a_portfolio_and_its_streams_are_for_its_members(world: World, role: str) -> None:
    viewer, kind = await _as(world, role), SCHEMA.type_map["Portfolio"]
    assert isinstance(kind, GraphQLObjectType)
    for name, field in kind.fields.items():
        if any(is_required_argument(arg) for arg in field.args.values()):
            continue
        below = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
        document = f"query ($id: ID!) {{ portfolio(id: $id) {{ {name}{below} }} }}"
        told = await _told(world, viewer, document, id=world.portfolio_id)
        expected = TABLE[f"Portfolio.{name}"][role]
        assert told == (TABLE["Query.portfolio"][role] if expected == "-" else expected), name
    for name, document in documents(SCHEMA.subscription_type, "subscription"):
        if "portfolioId" not in document:
            continue
        stream: Any = await world.schema.subscribe(
            document.replace('portfolioId: "x"', f'portfolioId: "{world.portfolio_id}"'),
            context_value=world.context(viewer),
        )
        first = await anext(aiter(stream))
        await stream.aclose()
        codes = [(error.extensions or {}).get("code") for error in first.errors or ()]
        assert (codes or ["yes"]) == [TABLE[f"Subscription.{name}"][role]], name
