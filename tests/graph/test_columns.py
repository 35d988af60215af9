"""Proves that lists read only the columns that a selection needs, and that nothing it shows is missing then."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from graphql import get_named_type, is_leaf_type
from hypothesis import HealthCheck, given, settings

from graph import columns
from graph.types import portfolios
from tests.graph import test_plans as plain
from tests.graph.conftest import World
from tests.graph.documents import documents

busy = plain.busy
LISTS: Final = {"orders": "Order", "executions": "Execution", "positions": "Position", "signals": "Signal"}


def asked(name: str, selection: str) -> str:
    return f'{{ portfolio(id: "MAIN") {{ {name} {{ {selection} }} }} }}'


async def told(world: World, document: str) -> str:
    context = world.context(world.owner)
    text = document.replace("MAIN", world.portfolio_id)
    return plain.seen(await plain.STOCK.execute(text, context_value=context))


async def with_whole_rows(world: World, document: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portfolios, "columns", lambda info, model: None)
        return await told(world, document)


@pytest.mark.parametrize("name", LISTS)
async def test_each_field_alone_shows_what_it_shows_of_whole_rows(busy: World, name: str) -> None:
    kind: Any = plain.STOCK._schema.type_map[LISTS[name]]
    for field, definition in kind.fields.items():
        below = "" if is_leaf_type(get_named_type(definition.type)) else "{ __typename }"
        document = asked(name, f"edges {{ node {{ {field} {below} }} }} nodes {{ {field} {below} }}")
        answer = await told(busy, document)
        assert answer.endswith(", [])"), answer
        assert answer == await with_whole_rows(busy, document)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(drawn=documents(plain.STOCK._schema, plain.LITERALS, ["portfolio", "node"]))
async def test_any_document_shows_what_it_shows_of_whole_rows(busy: World, drawn: str) -> None:
    assert await told(busy, drawn) == await with_whole_rows(busy, drawn)


@pytest.mark.parametrize(
    ("selection", "reads", "leaves"),
    [
        ("nodes { id symbol: instrument { symbol } side }", {"id", "sequence", "side", "symbol"}, {"checks", "filled"}),
        ("nodes { ...F }", {"status", "filled"}, {"checks"}),
        ("edges { cursor }", {"sequence"}, {"symbol"}),
        ("nodes { checks { code } }", {"checks", "halt_epoch"}, set()),
        ("totalCount", {"id"}, {"symbol"}),
    ],
)
async def test_the_query_names_the_columns_that_are_needed(
    busy: World, queries: Callable[[], Any], selection: str, reads: set[str], leaves: set[str]
) -> None:
    document = asked("orders", selection) + ("fragment F on Order { status }" if "...F" in selection else "")
    with queries() as sent:
        assert (await told(busy, document)).endswith(", [])")
    [sql] = [each for each in sent if 'FROM "orders"' in each and "COUNT" not in each]
    head = sql.partition("FROM")[0]
    assert all(f'"{name}"' in head for name in reads - {"status"})
    assert not any(f'"{name}"' in head for name in leaves)


async def test_what_was_found_out_is_kept_for_so_many_documents_only(
    busy: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "CACHED_DOCUMENTS", 3)
    columns.KNOWN.clear()
    for number in range(5):
        await told(busy, asked("orders", f"nodes {{ a{number}: id }}"))
    assert len(columns.KNOWN) == 3
