"""Proves that a request is answered alike by every layer: status, data, errors, paths; and what new texts may cost."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

import httpx
import pytest
import strawberry
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route

import db.models as rows
import tests.graph.conftest as graph
from actions import keys
from actions.setup import SYSTEM
from actions.unit import unit
from api.app import create_app
from api.persisted import persisted
from graph import documents, errors, operations
from graph.codes import ErrorCode
from graph.documents import COST_PER_MINUTE, SIGNED_IN_PER_MINUTE, Allowance, Budgets, Documents, Kind
from graph.schema import Query, build
from graph.shapes import derived
from settings import Settings
from tests.graph import test_plans as plain
from tests.graph.conftest import World
from tests.graph.documents import documents as drawn_documents
from trading.errors import Permission
from trading.ports import Desk

desk, dialect, world, busy = graph.desk, graph.dialect, graph.world, plain.busy
LAYERS: Final = ((False, False), (True, False), (True, True))
SLOW: Final = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
ROOT_IDS: Final = ("portfolioId", "id")
ODD: Final = [
    None,
    "ONE_WEEK",
    True,
    0,
    1,
    2.5,
    -1,
    101,
    10**20,
    "",
    "x",
    "AAPL",
    "MAIN",
    [],
    ["AAPL"],
    {},
    {"symbol": "AAPL"},
]
ASKED: Final = [
    "query Q($v: ID!) { portfolio(id: $v) { id name } }",
    "query Q($v: ID) { node(id: $v) { id } }",
    "query Q($v: [String!]!) { quotes(symbols: $v) { symbol last } }",
    "query Q($v: Int = 3) { portfolios(first: $v) { nodes { id orders(first: $v) { totalCount } } } }",
    'query Q($v: OrderFilter) { portfolio(id: "MAIN") { orders(filter: $v) { nodes { id symbol status } } } }',
    "query Q($v: String!) { a: instrument(symbol: $v) { symbol } b: instrument(symbol: $v) { name tradable } }",
    "query Q($v: Boolean!) { viewer { id } t: __typename @include(if: $v) }",
    "mutation Q($v: CreatePortfolioInput!) { createPortfolio(input: $v) { __typename ... on Problem { message } } }",
    "mutation Q($v: ID!) { a: markAlertRead(input: {alertId: $v}) { __typename ... on Problem { message } } }",
    "query Q($v: String) { portfolios(after: $v) { pageInfo { endCursor } nodes { nothing } } }",
    'query Q($v: Period = ONE_MONTH) { portfolio(id: "MAIN") { performance(period: $v) { to } } }',
    'query Q($v: Period!) { portfolio(id: "MAIN") { name performance(period: $v) { to } } }',
    "query Q($v: Int! = 2) { portfolios(first: $v) { nodes { name } } }",
    """query Q($v: Int) { portfolio(id: "MAIN") { orders(first: $v, orderBy: {field: SYMBOL, direction: ASC},
        filter: {symbol: "AAPL"}) { nodes { symbol } } } }""",
    'query Q($v: Boolean) { portfolio(id: "MAIN") { orders(orderBy: null) { nodes { id } } alerts(unreadOnly: $v) '
    "{ nodes { id } } } }",
    'query Q($v: String = "x", $w: ID = "y") { a: instrument(symbol: "AAPL") { name } portfolios(after: $v) '
    "{ nodes { id } } node(id: $w) { id } }",
]


@dataclass
class Doors:
    """The desk behind each layer, and the token of its owner."""

    apps: list[Starlette]
    token: str = ""

    async def ask(self, body: bytes | Any, *, token: str | None = None, **headers: str) -> list[tuple[int, str]]:
        """Return status and body of each layer's answer, ids of requests left out; the last two layers are warm."""
        return [await ask(app, body, self.token if token is None else token, headers) for app in self.apps]

    async def alike(self, body: Any, **options: Any) -> tuple[int, str]:
        """Ask every layer three times, which is when all is compiled; every answer must be the same."""
        first, *others = [each for _ in range(3) for each in await self.ask(body, **options)]
        assert [each for each in others if each != first] == [], first
        return first


async def ask(app: Starlette, body: bytes | Any, token: str, headers: Mapping[str, str]) -> tuple[int, str]:
    given = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {}), **headers}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.post("/graphql", content=content, headers=given)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-length"] == str(len(answer.content))
    return answer.status_code, re.sub(f"0x[0-9a-f]+|{answer.headers['x-request-id']}", "-", answer.text)


@asynccontextmanager
async def opened(desk: Desk, settings: Settings, **options: Any) -> AsyncIterator[list[Starlette]]:
    """Open the front door once for every layer. Texts are never too many here, where it is not said."""

    @asynccontextmanager
    async def already() -> AsyncIterator[Desk]:
        yield desk

    def made(found: Documents, **rest: Any) -> Any:
        return build(replace(found, allowance=options.get("allowance") or Allowance(10**6)), **rest, query=query)

    query = options.get("query", Query)
    async with AsyncExitStack() as stack:
        apps = []
        for plans, compiled in LAYERS:
            app = create_app(replace(settings, compiled_plans=plans, compiled_operations=compiled), already, made)
            await stack.enter_async_context(app.router.lifespan_context(app))
            apps.append(app)
        yield apps


async def token_of(world: World) -> str:
    async with unit(world.desk, SYSTEM) as u:
        return (await keys._make(u, world.owner.user_id, "owner", frozenset(Permission), [], None)).secret


@pytest.fixture
async def doors(busy: World) -> AsyncIterator[Doors]:
    async with opened(busy.desk, Settings()) as apps:
        yield Doors(apps, await token_of(busy))


# ---------------------------------------------------------------- the same answers


@hypothesis(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(drawn=drawn_documents(plain.STOCK._schema, plain.LITERALS, plain.ROOTS), signed_in=st.integers(0, 9))
async def test_any_document(busy: World, doors: Doors, drawn: str, signed_in: int) -> None:
    before = operations.counters()["hits"]
    body = {"query": drawn.replace("MAIN", busy.portfolio_id)}
    status, _ = await doors.alike(body, token=None if signed_in else "")
    compiled = operations.counters()["hits"] - before
    assert compiled == 0 if "@" in drawn or status == 400 else compiled >= 2


@hypothesis(max_examples=120, deadline=None, suppress_health_check=SLOW)
@given(document=st.sampled_from(ASKED), value=st.sampled_from(ODD), left_out=st.integers(0, 5), extra=st.booleans())
async def test_any_variables(busy: World, doors: Doors, document: str, value: Any, left_out: int, extra: bool) -> None:
    variables = {} if left_out == 0 else {"v": value}
    body = {"query": document, "variables": {**variables, **({"more": 1} if extra else {})}, "operationName": "Q"}
    await doors.alike(json.loads(json.dumps(body).replace("MAIN", busy.portfolio_id)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'"text"',
        b"[]",
        b'[{"query": "{ __typename }"}]',
        b"{}",
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": 1}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "x"}',
        b'{"query": "{ __typename }", "extensions": []}',
        b'{"query": "{ __typename }", "operationName": "Nobody"}',
        b'{"query": "{ __typename }", "operationName": ""}',
        b'{"query": "query A { __typename }", "operationName": "A"}',
        b'{"query": "query A { __typename } query B { __typename }", "operationName": "B"}',
        b'{"query": "{ __typename } # \\u0000"}',
        b'{"query": "subscription { stopUpdates { kind } }"}',
        b'{"query": "{ __schema { queryType { name } } }"}',
        b'{"query": "{ a: __typename a: viewer { id } }"}',
        b'{"query": "{ nothing }"}',
        b'{"query": "fragment F on Query { __typename }"}',
        '{"query": "{ __typename } # ünïcode \\ud83d\\ude00"}'.encode(),
        b'{"query": "{ instrument(symbol: \\"\\ud800\\") { symbol } }"}',
    ],
)
async def test_any_body(doors: Doors, body: bytes) -> None:
    await doors.alike(body)
    await doors.alike(body, token="")


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "*/*"},
        {"accept": "application/graphql-response+json, application/json;q=0.9"},
        {"accept": "application/json, text/event-stream"},
        {"last-event-id": "MTI="},
        {"content-type": "application/json; charset=utf-8"},
        {"content-type": "Application/JSON"},
        {"content-type": "text/plain"},
        {"content-type": ""},
        {"authorization": "Basic x"},
        {"authorization": "Bearer plk_nobody"},
        {"authorization": ""},
        {"origin": "http://elsewhere"},
        {"host": "elsewhere"},
    ],
)
async def test_any_headers(doors: Doors, headers: dict[str, str]) -> None:
    await doors.alike({"query": "{ viewer { id } }"}, **headers)


async def test_an_introspection_that_is_known_stays_closed_to_who_may_not(busy: World) -> None:
    async with opened(busy.desk, Settings(environment="production")) as apps:
        doors = Doors(apps, await token_of(busy))
        body = {"query": "{ __schema { queryType { name } } }"}
        assert (await doors.alike(body))[0] == 200
        status, text = await doors.alike(body, token="")
        assert status == 400
        assert "QUERY_TOO_COMPLEX" in text


async def test_a_token_that_is_revoked_ends_behind_every_layer(busy: World, doors: Doors) -> None:
    body = {"query": "{ viewer { id } }"}
    assert (await doors.alike(body))[0] == 200
    for key in await rows.ApiKey.filter(name="owner"):
        await keys.revoke(busy.desk, busy.owner, key.id)
    async with asyncio.timeout(60):
        for app in doors.apps:
            while (await ask(app, body, doors.token, {}))[0] != 401:
                await asyncio.sleep(0.05)


async def test_a_mutation_is_done_once_a_request(busy: World, doors: Doors) -> None:
    document = """mutation($i: CreatePortfolioInput!) { createPortfolio(input: $i) { __typename
        ... on PortfolioChanged { portfolio { name } } ... on Problem { message } } }"""
    before, app = await rows.Portfolio.all().count(), doors.apps[-1]
    for number in range(4):
        wanted = {"name": f"P{number}", "openingCash": "1", "idempotencyKey": f"k{number}"}
        status, _ = await ask(app, {"query": document, "variables": {"i": wanted}}, doors.token, {})
        assert status == 200
    assert await rows.Portfolio.all().count() == before + 4


# ---------------------------------------------------------------- bad values

MAKERS: dict[str, Callable[[], Any]] = {}


@strawberry.type
class Bad:
    box: plain.Box | None = derived(lambda: plain.Row(MAKERS), "One.")
    sure: plain.Box = derived(lambda: plain.Row(MAKERS), "One.")

    @strawberry.field
    async def boxes(self) -> list[plain.Box] | None:
        return [plain.Row(MAKERS), plain.Row(MAKERS)]  # type: ignore[list-item]


@hypothesis(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(
    document=drawn_documents(build(query=Bad)._schema, {}, ["box", "boxes", "sure"]),
    strange=plain.STRANGE,
)
async def test_bad_values(world: World, document: str, strange: dict[str, Callable[[], Any]]) -> None:
    MAKERS.clear()
    MAKERS.update({**plain.GOOD, **strange})
    async with opened(world.desk, Settings(), query=Bad) as apps:
        await Doors(apps).alike({"query": document})


# ---------------------------------------------------------------- persisted operations


async def test_an_operation_is_asked_by_its_hash(doors: Doors) -> None:
    digest, text = next((d, t) for d, t in persisted().items() if "query Portfolios" in t)
    assert digest == sha256(text.encode()).hexdigest()
    by_hash = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}}
    assert await doors.alike(by_hash) == await doors.alike({"query": text})


@pytest.mark.parametrize("digest", ["0" * 64, ""])
async def test_an_unknown_hash_is_told_as_clients_expect_it(doors: Doors, digest: str) -> None:
    status, text = await doors.alike({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}})
    [error] = json.loads(text)["errors"]
    assert (status, error["message"]) == (200, "PersistedQueryNotFound")
    assert error["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"


async def test_only_listed_operations_may_be_asked_where_a_setting_says_so(busy: World) -> None:
    async with opened(busy.desk, Settings(persisted_only=True)) as apps:
        doors = Doors(apps, await token_of(busy))
        text = next(text for text in persisted().values() if "query Portfolios" in text)
        assert json.loads((await doors.alike({"query": text}))[1])["data"]["portfolios"]
        for other in ("{ __typename }", text + " ", "subscription { stopUpdates { kind } }", "{"):
            status, said = await doors.alike({"query": other})
            assert status == 400
            assert "PERSISTED_QUERY_NOT_LISTED" in {e["extensions"]["code"] for e in json.loads(said)["errors"]}


# ---------------------------------------------------------------- what is new


async def test_new_texts_are_read_within_a_budget_of_their_client(busy: World) -> None:
    now = [0]
    async with opened(busy.desk, Settings(), allowance=Allowance(3, 60, lambda: now[0])) as apps:
        app, token = apps[-1], await token_of(busy)
        texts = [f"query Q{n} {{ __typename }}" for n in range(9)]

        async def codes(text: str, token: str) -> list[str]:
            status, said = await ask(app, {"query": text}, token, {})
            found = [error["extensions"]["code"] for error in json.loads(said).get("errors", [])]
            assert status == (429 if found else 200)
            return found

        assert [await codes(text, "") for text in texts[:4]] == [[], [], [], ["LIMIT_REACHED"]]
        assert await codes(texts[0], "") == []  # what is known costs nothing
        assert await codes(texts[3], token) == []  # another one's budget
        assert await codes(texts[3], "") == []
        now[0] += 10**9
        assert [await codes(text, "") for text in texts[4:6]] == [[], ["LIMIT_REACHED"]]
        assert await codes("{", "") == ["LIMIT_REACHED"]


async def test_what_is_refused_for_its_cost_is_counted_once_behind_every_layer(busy: World) -> None:
    who, refused = busy.owner.user_id, errors.TALLY.refused
    async with opened(busy.desk, Settings(environment="production")) as apps:
        doors = Doors(apps, await token_of(busy))
        body = {"query": "{ portfolios(first: 2) { nodes { id } } }"}
        assert (await doors.alike(body))[0] == 200
        for app in apps:
            behind(app).budgets = Budgets(lambda: 0)
            behind(app).budgets.charge((Kind.COST, who), COST_PER_MINUTE - 1)
        before = refused[ErrorCode.LIMIT_REACHED]
        status, said = await doors.alike(body)
        assert status == 429
        [error] = json.loads(said)["errors"]
        assert error["extensions"] == {"code": "LIMIT_REACHED", "cost": 3, "left": 1}
        assert [behind(app).budgets.told() for app in apps] == [{(Kind.SIGNED_IN, who): 3}] * len(apps)
        for app in apps:
            behind(app).budgets.charge((Kind.SIGNED_IN, who), SIGNED_IN_PER_MINUTE)
        status, said = await doors.alike(body)
        assert (status, json.loads(said)["data"]) == (429, None)
        assert [behind(app).budgets.told() for app in apps] == [{}] * len(apps)
        assert refused[ErrorCode.LIMIT_REACHED] - before == 2 * 3 * len(apps)


def behind(app: Starlette) -> Any:
    """The door of an app."""
    return next(route.endpoint for route in app.router.routes if isinstance(route, Route) and route.path == "/graphql")


def test_an_allowance_forgets_who_came_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PRINCIPALS_MAX", 2)
    allowance = Allowance(1, 60, lambda: 0)
    assert [allowance.spend(who) for who in "aabca"] == [True, False, True, True, True]
    assert len(allowance._whole_at) == 2


async def test_layers_count_what_they_did(doors: Doors) -> None:
    app, body = doors.apps[-1], {"query": "query Counted { viewer { id } }"}
    before = operations.counters()
    for _ in range(3):
        await ask(app, body, doors.token, {})
    after = operations.counters()
    assert after["hits"] - before["hits"] == 2
    assert after["fallbacks"] - before["fallbacks"] == 1
