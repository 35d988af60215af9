"""Attacks on what is others': foreign ids on every path, keys and roles that reach too far, approval of one's own."""

import asyncio
import re
from typing import Any

import pytest

from tests.e2e.desks import Process
from tests.security.people import CREATE, PLACE, SOON_S, Person, ask, code, order, raw, rows, signed_up

STREAM = "subscription($id: ID!) { portfolioPnl(portfolioId: $id) { kind } }"
ORDERS = "subscription($id: ID!) { orderUpdates(portfolioId: $id) { kind orders { id } } }"
LIMITS = """mutation($id: ID!) {
  setRiskLimits(input: {portfolioId: $id, reason: "four eyes", approvalAboveRatio: "0"}) {
  __typename ... on Problem { message } } }"""
APPROVE = """mutation($id: ID!) { approveOrder(input: {orderId: $id, approve: true}) { __typename
  ... on ConflictProblem { code } ... on NotAllowedProblem { needs } ... on Problem { message } } }"""
CHANGES = {
    "placeOrder": 'terms: {portfolioId: $id, symbol: "AAPL", side: BUY, quantity: "1"}, idempotencyKey: "k"',
    "engageStop": 'portfolioId: $id, note: "attack"',
    "releaseStop": 'portfolioId: $id, to: ACTIVE, note: "attack"',
    "drillStop": "portfolioId: $id",
    "setRiskLimits": 'portfolioId: $id, reason: "attack", maxPositionRatio: "1"',
    "recordCash": 'portfolioId: $id, amount: "-100", note: "attack", idempotencyKey: "k"',
    "updatePortfolio": 'portfolioId: $id, name: "mine"',
    "setMember": 'portfolioId: $id, email: "attacker@desk.test", role: OWNER',
    "clearBreak": 'portfolioId: $id, note: "attack"',
    "requestAnalysis": "portfolioId: $id",
    "grantOverride": """terms: {portfolioId: $id, symbol: "AAPL", side: BUY, quantity: "1"},
        codes: [CONCENTRATION], reason: "attack" """,
}
OF_ORDERS = {
    "cancelOrder": "orderId: $id",
    "replaceOrder": 'orderId: $id, quantity: "2"',
    "approveOrder": "orderId: $id, approve: true",
}


@pytest.fixture(scope="module")
def owner(desk: Process) -> Person:
    return signed_up(desk)


@pytest.fixture(scope="module")
def portfolio(owner: Person) -> str:
    return owner.portfolio()


def refused_rows(person: Person) -> int:
    sql = "SELECT count(*) FROM audit_entries WHERE action = 'refused' AND actor_id = ?"
    ((count,),) = rows(person.desk, sql, raw(person.id))
    return int(count)


def test_S059_a_foreign_portfolio_looks_like_a_missing_one(desk: Process, portfolio: str) -> None:
    stranger, missing = signed_up(desk), "UG9ydGZvbGlvOjAxOWFhYTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw"
    documents = (
        "query($id: ID!) { portfolio(id: $id) { id name cash { amount } } }",
        "query($id: ID!) { node(id: $id) { id } }",
        "query($id: ID!) { nodes(ids: [$id]) { id } }",
        'query($id: ID!) { orderByKey(portfolioId: $id, idempotencyKey: "k") { id } }',
        """query($id: ID!) { previewOrder(terms: {
            portfolioId: $id, symbol: "AAPL", side: BUY, quantity: "1"}) { decision } }""",
    )
    for document in documents:
        foreign, absent = (ask(desk, document, {"id": each}, stranger.token) for each in (portfolio, missing))
        assert code(foreign) == "NOT_FOUND"
        assert foreign.text.replace(portfolio, "") == absent.text.replace(missing, "")
        assert (foreign.status_code, len(foreign.headers)) == (absent.status_code, len(absent.headers))


def test_S061_no_change_reaches_a_foreign_portfolio_or_order(desk: Process, owner: Person, portfolio: str) -> None:
    placed = owner.ask(PLACE, order(portfolio, "mine", type="LIMIT", limitPrice="1", timeInForce="GTC"))
    attacker, identity = signed_up(desk), placed.get("order", {}).get("id")
    if identity is None:  # denied for its price: a denied order has an id too
        listed = "query($id: ID!) { portfolio(id: $id) { orders(first: 1) { nodes { id } } } }"
        identity = owner.ask(listed, {"id": portfolio})["orders"]["nodes"][0]["id"]
    of_portfolio = "SELECT name, limits, cash, archived_at FROM portfolios WHERE id = ?"
    counts = "SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM members), (SELECT count(*) FROM stops)"
    before = [*rows(desk, of_portfolio, raw(portfolio)), *rows(desk, counts)]
    tried = [(name, text, portfolio) for name, text in CHANGES.items()] + [
        (n, t, identity) for n, t in OF_ORDERS.items()
    ]
    for number, (name, text, target) in enumerate(tried, 1):
        document = f"mutation($id: ID!) {{ {name}(input: {{{text}}}) {{ __typename }} }}"
        assert attacker.ask(document, {"id": target})["__typename"] == "NotFoundProblem", name
        assert refused_rows(attacker) == number, name
    assert [*rows(desk, of_portfolio, raw(portfolio)), *rows(desk, counts)] == before


async def test_S062_a_foreign_stream_begins_with_an_error_and_tells_nothing(
    desk: Process, owner: Person, portfolio: str
) -> None:
    stranger = await asyncio.to_thread(signed_up, desk)
    async with desk.socket(stranger.token) as socket, asyncio.timeout(SOON_S):
        for number, document in enumerate((STREAM, ORDERS)):
            await socket.subscribe(str(number), document, {"id": portfolio})
            answer = await socket.receive()
            errors = answer["payload"] if answer["type"] == "error" else answer["payload"]["errors"]
            assert [each["extensions"]["code"] for each in errors] == ["NOT_FOUND"]
            assert (await socket.receive()) == {"id": str(number), "type": "complete"}
        await asyncio.to_thread(owner.ask, PLACE, order(portfolio, "watched", symbol="IBM"))
        await socket.send({"type": "ping"})
        assert (await socket.receive())["type"] == "pong"


async def test_a_role_that_is_taken_away_ends_the_socket_and_the_rights_at_once(
    desk: Process, owner: Person, portfolio: str
) -> None:
    viewer = await asyncio.to_thread(signed_up, desk)
    await asyncio.to_thread(owner.let_in, portfolio, viewer, "VIEWER")
    async with desk.socket(viewer.token) as socket, asyncio.timeout(2 * SOON_S):
        await socket.subscribe("1", STREAM, {"id": portfolio})
        assert (await socket.next("1"))["portfolioPnl"]["kind"] == "SNAPSHOT"
        await asyncio.to_thread(owner.let_in, portfolio, viewer, None)
        async with asyncio.timeout(SOON_S):
            assert await socket.closed() == 4403
    answer = ask(desk, "query($id: ID!) { portfolio(id: $id) { id } }", {"id": portfolio}, viewer.token)
    assert code(answer) == "NOT_FOUND"


def test_S065_a_key_that_may_read_does_not_trade(desk: Process, owner: Person, portfolio: str) -> None:
    reader, before = owner.key("READ", portfolioIds=[portfolio])["secret"], refused_rows(owner)
    refused = ask(desk, PLACE, order(portfolio, "by-a-reader"), reader).json()["data"]["placeOrder"]
    assert (refused["__typename"], refused["needs"]) == ("NotAllowedProblem", "TRADE")
    assert refused_rows(owner) == before + 1
    ((kind, key_id),) = rows(
        desk, "SELECT actor_kind, api_key_id FROM audit_entries WHERE action = 'refused' ORDER BY sequence DESC LIMIT 1"
    )
    assert (kind, bool(key_id)) == ("KEY", True)
    other = owner.portfolio(name="another")
    foreign = ask(desk, PLACE, order(other, "elsewhere"), reader).json()["data"]["placeOrder"]
    assert foreign["__typename"] == "NotFoundProblem"
    made = ask(desk, CREATE, {"input": {"name": "x", "openingCash": "1"}}, reader).json()["data"]["createPortfolio"]
    assert (made["__typename"], made["needs"]) == ("NotAllowedProblem", "ADMIN")


def test_S067_nobody_approves_an_order_of_their_own(desk: Process) -> None:
    owner, colleague, reader = signed_up(desk), signed_up(desk), signed_up(desk)
    portfolio = owner.portfolio()
    owner.let_in(portfolio, colleague, "TRADER")
    owner.let_in(portfolio, reader, "VIEWER")
    assert owner.ask(LIMITS, {"id": portfolio})["__typename"] == "PortfolioChanged"
    placed = colleague.ask(PLACE, order(portfolio, "waits"))
    assert placed["order"]["status"] == "PENDING_APPROVAL", placed
    identity = {"id": placed["order"]["id"]}
    own = colleague.ask(APPROVE, identity)
    assert own.get("code") == "SELF_APPROVAL", own
    machine = colleague.key("READ", "TRADE", "APPROVE")["secret"]  # a key is its maker, also for this
    assert ask(desk, APPROVE, identity, machine).json()["data"]["approveOrder"].get("code") == "SELF_APPROVAL"
    without = reader.ask(APPROVE, identity)
    assert (without["__typename"], without["needs"]) == ("NotAllowedProblem", "APPROVE")
    assert owner.ask(APPROVE, identity)["__typename"] == "OrderChanged"


def test_S068_a_trader_cannot_make_anything_live(desk: Process, owner: Person, portfolio: str) -> None:
    trader = signed_up(desk)
    owner.let_in(portfolio, trader, "TRADER")
    live: dict[str, Any] = {
        "name": "Real",
        "mode": "LIVE",
        "openingCash": "1",
        "broker": "alpaca",
        "confirmation": "Real",
    }
    for token in (trader.token, owner.token, owner.key("READ", "ADMIN")["secret"]):
        answer = ask(desk, CREATE, {"input": live}, token).json()["data"]["createPortfolio"]
        assert (answer["__typename"], answer["needs"]) == ("NotAllowedProblem", "ADMIN")
    schema = ask(desk, '{ __type(name: "UpdatePortfolioInput") { inputFields { name } } }', token=owner.token).text
    assert "mode" not in re.findall(r'"name":"(\w+)"', schema)  # what is paper stays paper
    assert rows(desk, "SELECT count(*) FROM portfolios WHERE mode = 'LIVE'") == [(0,)]


def test_S070_ids_cannot_be_guessed_and_guessing_is_slowed(desk: Process) -> None:
    person = signed_up(desk)
    ids = {raw(person.portfolio(name=f"p{number}"))[12:] for number in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch(r"[0-9a-f]{20}", each) for each in ids)
    document, codes = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", []
    for start in range(0, 200, 50):
        guesses = [f"order {number}" for number in range(start, start + 50)]
        answer = ask(desk, document, {"ids": guesses}, person.token)
        codes.append(answer.json()["errors"][0]["extensions"]["code"])
    assert codes[0] == "NOT_FOUND"
    assert codes[-1] == "LIMIT_REACHED"
