"""Proves that a text that PostgreSQL cannot keep is refused as what it is: no outage, which asks for the same again."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from graphql import GraphQLInputObjectType, GraphQLString, get_named_type

from tests.graph.conftest import World
from tests.graph.test_audit import EXAMPLES, MUTATION, NAMES

# Texts that go nowhere: a stop needs no key, only a LIVE portfolio its confirmation, and only who is alone a release's.
UNUSED: Final = {("engageStop", "idempotencyKey"), ("createPortfolio", "confirmation"), ("releaseStop", "confirmation")}


def texts(kind: Any, given: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of every text of an input, and the input with a NUL in it."""
    for name, field in get_named_type(kind).fields.items():
        inner = get_named_type(field.type)
        if inner is GraphQLString:
            bad: Any = "a\0b"
            yield name, {**given, name: [bad] if isinstance(given.get(name), list) else bad}
        elif isinstance(inner, GraphQLInputObjectType) and isinstance(given.get(name), dict):
            yield from ((below, {**given, name: whole}) for below, whole in texts(inner, given[name]))


READS: Final = (
    'query($id: ID!) { orderByKey(portfolioId: $id, idempotencyKey: "a\\u0000b") { id } }',
    'query { instrument(symbol: "A\\u0000") { symbol } }',
    'query { quotes(symbols: ["A\\u0000"]) { at } }',
    'query { news(symbols: ["A\\u0000"], first: 1) { nodes { id } } }',
)


@pytest.fixture
def dialect() -> str:
    return "postgres"


@pytest.mark.slow
async def test_what_is_looked_for_has_no_nul(world: World) -> None:
    for document in READS:
        (error,) = (await world.ask(document, id=world.portfolio_id)).errors or []
        assert (error.extensions or {}).get("code") == "BAD_USER_INPUT", document


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
async def test_a_text_with_a_nul_is_refused_as_input(world: World, name: str) -> None:
    viewer, wanted = await EXAMPLES[name](world)
    kind = MUTATION.fields[name].args["input"].type if MUTATION else None
    document = f"mutation ($input: {kind}) {{ {name}(input: $input) {{ __typename }} }}"
    for text, given in texts(kind, wanted):
        result = await world.ask(document, viewer=viewer, input=given)
        told = (result.data or {}).get(name) or {"__typename": "error"}
        assert all((error.extensions or {}).get("code") == "BAD_USER_INPUT" for error in result.errors or []), text
        if (name, text) not in UNUSED:
            assert told["__typename"].endswith("Problem") or result.errors, f"{name} takes a NUL in {text}"
        assert told["__typename"] != "UnavailableProblem", text
