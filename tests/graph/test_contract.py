"""The contract for clients is what the code says now; every ready operation fits the schema and its limits."""

import re
from pathlib import Path

import pytest
from graphql import FieldNode, GraphQLObjectType, OperationDefinitionNode, OperationType, parse, validate

from api.contract import TABS, generated, ready
from graph.contract import Operation
from graph.documents import Document
from graph.limits import DocumentLimits
from graph.schema import build

FOLDER = Path(__file__).parents[2] / "frontend-schema"
READY = ready(FOLDER)
SCHEMA = build()._schema


def test_a_schema_that_is_written_elsewhere_leaves_the_tabs_of_graphiql_as_they_are(tmp_path: Path) -> None:
    assert TABS in generated(FOLDER)
    assert {path.parent for path in generated(tmp_path)} == {tmp_path}


def test_every_generated_file_is_fresh() -> None:
    stale = [path.name for path, text in generated(FOLDER).items() if not path.exists() or path.read_text() != text]
    assert not stale, f"run `make schema`: {stale}"


@pytest.mark.parametrize("operation", READY, ids=lambda each: each.name)
def test_an_operation_stands_alone_and_within_the_limits(operation: Operation) -> None:
    document = parse(operation.text)
    assert validate(SCHEMA, document) == []
    assert Document.of(document, DocumentLimits()).excesses(introspection=False) == ()


def test_names_are_unique_and_every_fragment_is_used() -> None:
    names = [each.name for each in READY]
    assert len(names) == len(set(names))
    written = "".join(path.read_text() for path in (FOLDER / "operations").glob("*.graphql"))
    for fragment in re.findall(r"^fragment (\w+)", written, re.MULTILINE):
        assert f"...{fragment}" in written


def test_everything_that_can_be_asked_done_or_followed_has_a_ready_operation() -> None:
    asked = {
        (definition.operation, field.name.value)
        for each in READY
        for definition in parse(each.text).definitions
        if isinstance(definition, OperationDefinitionNode)
        for field in definition.selection_set.selections
        if isinstance(field, FieldNode)
    }
    roots = {kind: SCHEMA.get_root_type(kind) for kind in OperationType}
    assert asked == {(kind, name) for kind, root in roots.items() if root is not None for name in root.fields}


def test_everything_of_a_portfolio_is_in_a_ready_operation() -> None:
    portfolio = SCHEMA.type_map["Portfolio"]
    assert isinstance(portfolio, GraphQLObjectType)
    words = {word for each in READY for word in re.findall(r"\w+", each.text)}
    assert set(portfolio.fields) <= words
