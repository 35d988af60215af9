"""The contract for clients is what the code says now; every ready operation fits the schema and its limits."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate

from api.contract import generated, ready
from graph.contract import Operation
from graph.documents import Document
from graph.limits import DocumentLimits
from graph.schema import build

FOLDER = Path(__file__).parents[2] / "frontend-schema"
READY = ready(FOLDER)
SCHEMA = build()._schema


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


def test_every_stream_and_every_kind_of_door_has_a_ready_operation() -> None:
    assert SCHEMA.subscription_type is not None
    streamed = {name for each in READY for name in SCHEMA.subscription_type.fields if f" {name}(" in each.text}
    assert streamed == set(SCHEMA.subscription_type.fields)
    assert {each.kind for each in READY} == {"query", "mutation", "subscription"}
