"""Proves that errors never carry internals, that every kind has its code, and that at most five leave."""

import logging
from typing import Any

import pytest
from asyncpg import DataError
from strawberry.types import ExecutionResult
from tortoise.exceptions import OperationalError

import db.models as rows
from db.reads import market
from graph import ids
from graph.schema import build
from tests.graph.conftest import World

SECRET = "password=hunter2 /var/lib/secret"


def codes(result: ExecutionResult) -> list[Any]:
    return [(error.extensions or {}).get("code") for error in result.errors or []]


async def test_an_unknown_exception_is_masked_and_logged(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: Any) -> Any:
        raise ValueError(SECRET)

    monkeypatch.setattr(market, "quotes", broken)
    with caplog.at_level(logging.ERROR, "graph.errors"):
        result = await world.ask('{ quotes(symbols: ["AAPL"]) { symbol } }')
    assert codes(result) == ["INTERNAL"]
    assert result.errors
    assert result.errors[0].extensions == {"code": "INTERNAL", "requestId": "r-1"}
    assert SECRET not in str(result.errors[0].formatted)
    assert "r-1" in result.errors[0].message
    assert SECRET in caplog.text
    assert "r-1" in caplog.text


async def test_what_is_wrong_with_an_input_is_told_without_the_input(world: World) -> None:
    """Its reader knows what was sent; a log of errors need not."""
    asked = "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }"
    for wrong in ({"password": SECRET}, {"email": "a@b.c", "password": [SECRET]}, {"password": SECRET, "pin": SECRET}):
        result = await world.ask(asked, input=wrong)
        assert set(codes(result)) == {"BAD_USER_INPUT"}
        assert result.errors
        said = str([error.formatted for error in result.errors])
        assert "SignInInput" in said or "password" in said
        assert "hunter2" not in said


async def test_a_database_out_of_reach_is_unavailable(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: Any) -> Any:
        raise OperationalError(SECRET)

    monkeypatch.setattr(market, "quotes", away)
    result = await world.ask('{ quotes(symbols: ["AAPL"]) { symbol } }')
    assert codes(result) == ["UNAVAILABLE"]
    assert result.errors
    assert SECRET not in str(result.errors[0].formatted)


async def test_a_value_that_the_database_cannot_take_is_no_outage(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unfit(*_: Any) -> Any:
        raise OperationalError(SECRET) from DataError(SECRET)

    monkeypatch.setattr(market, "quotes", unfit)
    result = await world.ask('{ quotes(symbols: ["AAPL"]) { symbol } }')
    assert (codes(result), SECRET in str(result.errors)) == (["BAD_USER_INPUT"], False)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ nobody }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ viewer { ", "GRAPHQL_PARSE_FAILED"),
        ("query ($a: Int!) { portfolios(first: $a) { totalCount } }", "BAD_USER_INPUT"),
        ("{ portfolios(first: 101) { totalCount } }", "BAD_USER_INPUT"),
        ("{ portfolios(first: 0) { totalCount } }", "BAD_USER_INPUT"),
        ('{ portfolios(after: "!") { totalCount } }', "BAD_USER_INPUT"),
        ('{ portfolio(id: "x") { id } }', "NOT_FOUND"),
        ('{ instrument(symbol: "NOPE") { name } }', "NOT_FOUND"),
    ],
)
async def test_every_kind_of_error_has_its_code(world: World, document: str, code: str) -> None:
    assert codes(await world.ask(document)) == [code]


async def test_a_missing_and_a_foreign_portfolio_look_the_same(world: World) -> None:
    document = "query ($id: ID!) { portfolio(id: $id) { name } }"
    missing = await world.ask(document, viewer=world.stranger, id=ids.encode("Portfolio", "0" * 32))
    foreign = await world.ask(document, viewer=world.stranger, id=world.portfolio_id)
    assert missing.errors
    assert foreign.errors
    assert missing.data == foreign.data == {"portfolio": None}
    assert missing.errors[0].formatted == foreign.errors[0].formatted


async def test_at_most_five_errors_leave() -> None:
    result = await build().execute("{" + " ".join(f"f{i}" for i in range(9)) + "}")
    assert codes(result) == ["GRAPHQL_VALIDATION_FAILED"] * 5


async def test_invalid_input_in_a_query_names_its_fields(world: World) -> None:
    result = await world.ask(
        "query ($t: OrderTermsInput!) { previewOrder(terms: $t) { decision } }",
        t={"portfolioId": world.portfolio_id, "symbol": "AAPL", "side": "BUY", "quantity": "-1"},
    )
    assert result.data == {"previewOrder": None}
    assert result.errors
    extensions = result.errors[0].extensions or {}
    assert extensions["code"] == "BAD_USER_INPUT"
    assert extensions["fields"][0]["path"] == ["terms", "quantity"]
    assert await rows.Order.all().count() == 0
