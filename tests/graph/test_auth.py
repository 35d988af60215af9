"""Proves that an anonymous client gets `__typename` and may sign in, nothing else, and a stranger nothing of others."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from graphql import GraphQLNonNull

import db.models as rows
from actions import analyses, orders
from actions.viewer import Viewer
from graph import ids
from graph.schema import build
from tests.graph.conftest import World
from trading.errors import Permission
from trading.orders import OrderSide, Terms

SCHEMA = build()._schema
VALUES: dict[str, str] = {
    "ID!": '"x"',
    "[ID!]!": '["x"]',
    "String!": '"x"',
    "[String!]!": '["x"]',
    "OrderTermsInput!": '{portfolioId: "x", symbol: "AAPL", side: BUY, quantity: "1"}',
    "PlaceOrderInput!": '{terms: {portfolioId: "x", symbol: "AAPL", side: BUY, quantity: "1"}, idempotencyKey: "k"}',
    "ApproveOrderInput!": '{orderId: "x", approve: true}',
    "EnableStrategyInput!": '{strategyId: "x", note: "n"}',
    "GrantOverrideInput!": '{terms: {portfolioId: "x", symbol: "A", side: BUY, quantity: "1"}, codes: [], reason: "r"}',
    "SetRiskLimitsInput!": '{portfolioId: "x", reason: "r"}',
    "ReplaceOrderInput!": '{orderId: "x", quantity: "1"}',
    "CancelOrderInput!": '{orderId: "x"}',
    "AcceptRecommendationInput!": '{recommendationId: "x", idempotencyKey: "k"}',
    "DismissRecommendationInput!": '{recommendationId: "x"}',
    "ClearBreakInput!": '{portfolioId: "x", note: "n"}',
    "EngageStopInput!": '{portfolioId: "x", note: "n"}',
    "DrillStopInput!": '{portfolioId: "x"}',
    "ReleaseStopInput!": '{portfolioId: "x", to: ACTIVE, note: "n"}',
    "CreatePortfolioInput!": '{name: "n", openingCash: "1"}',
    "MarkAlertReadInput!": '{alertId: "x"}',
    "UpdatePortfolioInput!": '{portfolioId: "x", name: "n"}',
    "RecordCashInput!": '{portfolioId: "x", amount: "1", note: "n", idempotencyKey: "k"}',
    "SetBrokerCredentialsInput!": '{portfolioId: "x", keyId: "k", secret: "s"}',
    "SetMemberInput!": '{portfolioId: "x", email: "a@b.c", role: VIEWER}',
    "RequestAnalysisInput!": '{portfolioId: "x"}',
    "RequestBacktestInput!": '{strategy: "s", symbols: ["AAPL"], from: "2010-01-04", to: "2011-01-04"}',
    "SetRebalancingInput!": '{portfolioId: "x", method: HRP, everyDays: 30}',
    "RequestOptimizationInput!": '{portfolioId: "x", method: HRP}',
    "CancelJobInput!": '{jobId: "x"}',
    "CreateApiKeyInput!": '{name: "n", permissions: [READ]}',
    "RotateApiKeyInput!": '{apiKeyId: "x"}',
    "RevokeApiKeyInput!": '{apiKeyId: "x"}',
    "SignUpInput!": '{email: "a@b.c", name: "a", password: "p"}',
    "SignInInput!": '{email: "a@b.c", password: "p"}',
    "RefreshSessionInput!": '{refreshToken: "x"}',
    "SignOutInput!": "{}",
    "ChangePasswordInput!": '{current: "x", next: "y"}',
    "RevokeSessionInput!": '{sessionId: "x"}',
    "UpdatePreferencesInput!": "{}",
}
OPEN = {"signUp", "signIn", "refreshSession"}


def documents(kind: Any, operation: str) -> list[tuple[str, str]]:
    """One document for every root field, with something for every argument that must be given."""
    made = []
    for name, field in kind.fields.items():
        needed = {each: arg for each, arg in field.args.items() if isinstance(arg.type, GraphQLNonNull)}
        given = ", ".join(f"{each}: {VALUES[str(arg.type)]}" for each, arg in needed.items() if str(arg.type) in VALUES)
        made.append((name, f"{operation} {{ {name}{f'({given})' if given else ''} {{ __typename }} }}"))
    return made


ROOTS = [*documents(SCHEMA.query_type, "query"), *documents(SCHEMA.mutation_type, "mutation")]


@pytest.mark.parametrize(("name", "document"), ROOTS, ids=[name for name, _ in ROOTS])
async def test_an_anonymous_client_is_told_to_sign_in(world: World, name: str, document: str) -> None:
    before = await rows.AuditEntry.all().count()
    result = await world.schema.execute(document, context_value=world.context(None))
    if name in OPEN:
        assert result.data
        assert result.data[name]["__typename"] in ("InvalidInputProblem", "NotAllowedProblem")
        return
    assert not result.data or set(result.data.values()) == {None}
    assert result.errors
    assert [(error.extensions or {})["code"] for error in result.errors] == ["UNAUTHENTICATED"]
    assert await rows.AuditEntry.all().count() == before


@pytest.mark.parametrize(("name", "document"), documents(SCHEMA.subscription_type, "subscription"))
async def test_an_anonymous_client_cannot_subscribe(world: World, name: str, document: str) -> None:
    stream = await world.schema.subscribe(document, context_value=world.context(None))
    results: list[Any] = [each async for each in stream]
    assert [(error.extensions or {})["code"] for error in results[0].errors] == ["UNAUTHENTICATED"]
    assert len(results) == 1


async def test_typename_is_for_everybody(world: World) -> None:
    result = await world.schema.execute("{ __typename }", context_value=world.context(None))
    assert result.data == {"__typename": "Query"}


async def everything(world: World) -> list[str]:
    """Ids of all kinds of things that belong to the portfolio."""
    terms = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(1))
    placed = await orders.place(world.desk, world.owner, world.portfolio.id, terms, key="k")
    analysis = await analyses.request(world.desk, world.owner, world.portfolio.id, ["AAPL"])
    entry = await rows.JournalEntry.filter(portfolio_id=world.portfolio.id).get()
    audit = await rows.AuditEntry.filter(chain=world.portfolio.id).first()
    assert audit
    return [
        world.portfolio_id,
        ids.encode("Order", placed.order.id),
        ids.encode("Analysis", analysis.id),
        ids.encode("JournalEntry", entry.id),
        ids.encode("AuditEntry", audit.id),
        ids.encode("StopState", world.portfolio.id),
        ids.encode("User", world.owner.user_id),
        ids.encode("Viewer", world.owner.user_id),
    ]


async def test_the_owner_finds_everything_by_its_id_and_a_stranger_nothing(world: World) -> None:
    known = await everything(world)
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    found = await world.data(document, ids=known)
    assert [node["id"] for node in found["nodes"]] == known
    foreign = await world.ask(document, viewer=world.stranger, ids=known)
    assert foreign.data == {"nodes": [None] * len(known)}
    for each in known:
        one = await world.ask("query ($id: ID!) { node(id: $id) { id } }", viewer=world.stranger, id=each)
        assert one.data == {"node": None}
        assert one.errors
        assert (one.errors[0].extensions or {})["code"] == "NOT_FOUND"


async def test_many_nodes_of_a_kind_are_loaded_together(world: World, queries: Callable[[], Any]) -> None:
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    placed = []
    for number in range(5):
        terms = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(number + 1))
        placed.append((await orders.place(world.desk, world.owner, world.portfolio.id, terms, key=f"k{number}")).order)
    known = [ids.encode("Order", order.id) for order in placed]
    with queries() as one:
        await world.data(document, ids=known[:1])
    with queries() as five:
        assert [node["id"] for node in (await world.data(document, ids=known))["nodes"]] == known
    assert len(five) == len(one)


async def test_a_key_bound_to_another_portfolio_sees_and_does_nothing_here(world: World) -> None:
    bound = Viewer(
        user_id=world.owner.user_id,
        name="partner",
        permissions=frozenset(Permission),
        portfolio_ids=frozenset({"f" * 32}),
        api_key_id="k" * 32,
    )
    listed = await world.ask("{ portfolios { totalCount nodes { id } } }", viewer=bound)
    assert listed.data == {"portfolios": {"totalCount": 0, "nodes": []}}
    document = """mutation ($id: ID!) { placeOrder(input: {idempotencyKey: "k", terms: {
        portfolioId: $id, symbol: "AAPL", side: BUY, quantity: "1"}}) { __typename ... on NotFoundProblem { id } } }"""
    refused = await world.ask(document, viewer=bound, id=world.portfolio_id)
    assert refused.data == {"placeOrder": {"__typename": "NotFoundProblem", "id": world.portfolio_id}}
    assert await rows.Order.all().count() == 0


async def test_a_key_without_the_permission_is_told_which_one(world: World) -> None:
    reader = Viewer(user_id=world.owner.user_id, name="partner", permissions=frozenset({Permission.READ}))
    document = """mutation ($id: ID!) { placeOrder(input: {idempotencyKey: "k", terms: {
        portfolioId: $id, symbol: "AAPL", side: BUY, quantity: "1"}}) {
            __typename ... on NotAllowedProblem { needs message } } }"""
    refused = await world.ask(document, viewer=reader, id=world.portfolio_id)
    assert refused.data
    assert refused.data["placeOrder"]["__typename"] == "NotAllowedProblem"
    assert refused.data["placeOrder"]["needs"] == "TRADE"
