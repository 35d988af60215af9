"""Proves that a document which is too large is refused before it costs anything, and that no other one is."""

from typing import Any

import pytest
from graphql import get_introspection_query, parse
from hypothesis import given
from hypothesis import strategies as st

from graph import limits
from graph.documents import Document
from graph.limits import DocumentLimits, weigh
from graph.schema import build
from tests.graph.conftest import World

LIMITS = DocumentLimits()


def refused(document: str, *, introspection: bool = True) -> list[str]:
    return list(Document.of(parse(document), LIMITS).excesses(introspection=introspection))


def nested(levels: int) -> str:
    return "{" + "a{" * (levels - 1) + "a" + "}" * levels


def aliased(count: int) -> str:
    return "{" + " ".join(f"a{i}: __typename" for i in range(count)) + "}"


def bomb(levels: int) -> str:
    spreads = "".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} " for i in range(levels))
    return f"query {{ ...F0 }} {spreads} fragment F{levels} on Query {{ __typename }}"


@pytest.mark.parametrize(
    ("at_limit", "past_it"),
    [
        (nested(10), nested(11)),
        (aliased(15), aliased(16)),
        ("{" + " a" * 500 + "}", "{" + " a" * 501 + "}"),
        ("{ a " + "@d " * 20 + "}", "{ a " + "@d " * 21 + "}"),
        ("query A { a }", "query A { a } query B { b }"),
        ("query @d { ...F } fragment F on Q @d { a }", "query @d { ...F } fragment F on Q" + " @d" * 20 + " { a }"),
    ],
)
def test_the_limit_itself_passes_and_one_more_does_not(at_limit: str, past_it: str) -> None:
    assert refused(at_limit) == []
    assert len(refused(past_it)) == 1


def test_fragments_count_where_they_are_spread() -> None:
    document = "{ x { ...F } y { ...F } } fragment F on Q { a: b c { d } }"
    assert weigh(parse(document)) == limits.Weight(depth=3, aliases=2, fields=8)


def test_every_fragment_of_a_bomb_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    original = limits._Scale._set

    def counting(self: Any, selections: Any) -> Any:
        nonlocal looked_at
        looked_at += 1
        return original(self, selections)

    monkeypatch.setattr(limits._Scale, "_set", counting)
    assert refused(bomb(60)) == ["The document has far too many fields; at most 500 are allowed."]
    assert looked_at <= 130


@given(st.integers(1, 40), st.integers(1, 4))
def test_the_pass_agrees_with_counting_by_hand(levels: int, width: int) -> None:
    spreads = "".join(f"fragment F{i} on Q {{ a {f'...F{i + 1} ' * width} }} " for i in range(levels))
    weight = weigh(parse(f"{{ ...F0 }} {spreads} fragment F{levels} on Q {{ a }}"))
    assert weight.fields == min(limits.MANY, sum(width**i for i in range(levels + 1)))


def test_circles_and_missing_fragments_end() -> None:
    assert refused("{ ...A } fragment A on Q { ...B } fragment B on Q { ...A } ") == []
    assert refused("{ ...Nobody }") == []


def test_the_standard_introspection_passes_where_it_is_permitted() -> None:
    standard = get_introspection_query()
    assert refused(standard) == []
    assert len(refused(standard, introspection=False)) == 1
    assert refused("{ __typename }", introspection=False) == []


def test_introspection_has_a_depth_of_its_own() -> None:
    deep = "{ __schema { types { " + "ofType { " * 13 + "name" + " }" * 16
    assert refused(deep) == []
    deeper = "{ __schema { types { " + "ofType { " * 14 + "name" + " }" * 17
    assert refused(deeper) == ["The document has 17 levels of introspection; at most 16 are allowed."]


@pytest.mark.parametrize(
    "document",
    [
        bomb(40),
        nested(11),
        "{" + " __typename" * 1001 + "}",
        "{" + "a{" * 330 + "b" + "}" * 331,
        "{ a(b: " + "[" * 450 + "]" * 450 + ") }",
        "# " + "x" * 20_000 + "\n{ __typename }",
    ],
    ids=["bomb", "depth", "tokens", "nesting", "list", "length"],
)
async def test_a_schema_refuses_it_whole_over_every_transport(document: str) -> None:
    schema = build()
    result = await schema.execute(document)
    assert result.data is None
    assert result.errors
    assert [error.extensions["code"] for error in result.errors if error.extensions] == ["QUERY_TOO_COMPLEX"]
    streamed: list[Any] = [each async for each in await schema.stream(document)]
    assert [error.extensions["code"] for error in streamed[0].errors] == ["QUERY_TOO_COMPLEX"]


async def test_introspection_is_open_to_whom_the_front_door_says(world: World) -> None:
    document = "{ __schema { queryType { name } } }"
    closed = await world.schema.execute(document, context_value=world.context(world.owner))
    assert closed.errors
    opened = await world.schema.execute(
        get_introspection_query(), context_value=world.context(world.owner, introspection=True)
    )
    assert not opened.errors
