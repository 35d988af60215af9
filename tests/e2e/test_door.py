"""Bad input at the door of a running desk: each a clear error of the right kind, and the desk goes on."""

import asyncio
import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.e2e.desks import Process, up
from tests.e2e.test_up import PLACE, PNL, first_portfolio, order

PORTFOLIO = "query($id: ID!) { portfolio(id: $id) { id name } }"
NODE = "query($id: ID!) { node(id: $id) { id } }"
KEY = """mutation { createApiKey(input: {name: "reader", permissions: [READ]}) {
  __typename ... on ApiKeyCreated { secret apiKey { id } } ... on Problem { message } } }"""
REVOKE = """mutation($id: ID!) { revokeApiKey(input: {apiKeyId: $id}) { __typename ... on Problem { message } } }"""
OWN = """mutation { createPortfolio(input: {name: "Own", openingCash: "100000", idempotencyKey: "own"}) {
  __typename ... on PortfolioChanged { portfolio { id } } } }"""
CREATE = """mutation { createPortfolio(input: {name: "x", openingCash: "1", idempotencyKey: "x"}) {
  __typename ... on Problem { message } } }"""
MULTIPART = "multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with up(Path(tmp_path_factory.mktemp("door")) / "data", replay_day_s="60") as process:
        process.wait_for_a_price()
        yield process


def codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json()["errors"]]


# ---------------------------------------------------------------- who is asking


def test_anonymous_gets_typename_and_nothing_else(desk: Process) -> None:
    assert desk.post("{ __typename }").json()["data"] == {"__typename": "Query"}
    assert codes(desk.post("{ portfolios { nodes { id } } }")) == ["UNAUTHENTICATED"]
    assert codes(desk.post(CREATE)) == ["UNAUTHENTICATED"]


def test_a_bad_token_is_401(desk: Process) -> None:
    for token in ("nonsense", "plk_" + "a" * 43):
        answer = desk.post("{ __typename }", token=token)
        assert answer.status_code == 401
        assert codes(answer) == ["UNAUTHENTICATED"]
    basic = httpx.post(f"{desk.url}/graphql", json={"query": "{ __typename }"}, headers={"authorization": "Basic x"})
    assert basic.status_code == 401


def test_a_key_can_do_no_more_than_it_says_and_ends_when_revoked(desk: Process) -> None:
    made = desk.query(KEY)["createApiKey"]
    assert made["__typename"] == "ApiKeyCreated", made
    portfolio = first_portfolio(desk)
    refused = desk.query(PLACE, order(portfolio["id"], "by-a-reader"), token=made["secret"])["placeOrder"]
    assert refused["__typename"] == "NotAllowedProblem"
    assert desk.query(CREATE, token=made["secret"])["createPortfolio"]["__typename"] == "NotAllowedProblem"
    assert desk.query(REVOKE, {"id": made["apiKey"]["id"]})["revokeApiKey"]["__typename"] == "ApiKeyRevoked"
    assert desk.post("{ __typename }", token=made["secret"]).status_code == 401


# ---------------------------------------------------------------- what is asked for


@pytest.mark.parametrize("quantity", ["NaN", "Infinity", "1e3", "", "١٢", 5, 1.5, None])
def test_what_is_no_decimal_is_bad_user_input(desk: Process, quantity: Any) -> None:
    variables = order(first_portfolio(desk)["id"], "no-decimal")
    variables["input"]["terms"]["quantity"] = quantity
    answer = desk.post(PLACE, variables, desk.token)
    assert answer.status_code == 400
    assert codes(answer) == ["BAD_USER_INPUT"]


def test_refusals_of_orders_are_data(desk: Process) -> None:
    portfolio = first_portfolio(desk)
    wanted = {
        "negative": ({"quantity": "-1"}, "InvalidInputProblem", None),
        "zero": ({"quantity": "0"}, "InvalidInputProblem", None),
        "too-fine": ({"quantity": "0.0000000001"}, "InvalidInputProblem", None),
        "no-limit": ({"type": "LIMIT"}, "InvalidInputProblem", None),
        "unknown": ({"symbol": "NOPE"}, "OrderDeniedProblem", "UNKNOWN_SYMBOL"),
        "short": ({"side": "SELL", "quantity": "1000000"}, "OrderDeniedProblem", "INSUFFICIENT_QTY"),
        "huge": ({"quantity": "5000"}, "OrderDeniedProblem", "MAX_ORDER_VALUE"),
    }
    for key, (terms, kind, code) in wanted.items():
        answer = desk.query(PLACE, order(portfolio["id"], key, **terms))["placeOrder"]
        assert (answer["__typename"], answer.get("code")) == (kind, code), (key, answer)
        assert answer["message"]


def test_the_largest_quantity_of_a_denial_passes(desk: Process) -> None:
    """In a portfolio that trades nothing by itself; where the market has moved since, the newer denial counts."""
    portfolio = desk.query(OWN)["createPortfolio"]["portfolio"]["id"]

    def place(key: str, quantity: str) -> Any:
        return desk.query(PLACE, order(portfolio, key, symbol="IBM", quantity=quantity))["placeOrder"]

    placed, wanted = place("largest", "5000"), "5000"
    assert placed["__typename"] == "OrderDeniedProblem"
    for attempt in range(3):
        failed = next(check for check in placed["checks"] if not check["passed"])
        assert float(failed["observed"]) > float(failed["limit"])
        assert 0 < float(placed["largestQuantityNow"]) < float(wanted)
        wanted = placed["largestQuantityNow"]
        placed = place(f"largest-{attempt}", wanted)
        if placed["__typename"] != "OrderDeniedProblem":
            break
    assert placed["__typename"] == "OrderPlaced", placed


def test_foreign_and_missing_ids_look_the_same(desk: Process) -> None:
    for identity in ("nonsense", "UG9ydGZvbGlvOmFiYw==", "Og==", "T3JkZXI6eA=="):
        for document, name in ((PORTFOLIO, "portfolio"), (NODE, "node")):
            answer = desk.post(document, {"id": identity}, desk.token)
            assert answer.json()["data"][name] is None
            assert codes(answer) == ["NOT_FOUND"]
        placed = desk.query(PLACE, order(identity, "foreign"))["placeOrder"]
        assert placed["__typename"] == "NotFoundProblem"


# ---------------------------------------------------------------- how it is asked


def test_documents_that_are_too_much_are_refused_at_once(desk: Process) -> None:
    bomb = "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}\n" for n in range(60))
    documents = {
        "aliases": "{ " + " ".join(f"a{n}: __typename" for n in range(16)) + " }",
        "depth": "{ portfolios { nodes " + "{ orders { nodes { portfolio " * 6 + "{ id }" + " } } }" * 6 + " } }",
        "bomb": "query { ...F0 }\n" + bomb + "fragment F60 on Query { __typename }",
        "operations": "query a { __typename } query b { __typename }",
        "long": "{ __typename } #" + "x" * 20_000,
    }
    for name, document in documents.items():
        answer = desk.post(document, token=desk.token)
        assert "errors" in answer.json(), name
        assert answer.json().get("data") is None, name


def test_nul_characters_are_refused(desk: Process) -> None:
    answer = desk.post(PLACE, order(first_portfolio(desk)["id"], "nul\x00"), desk.token)
    assert answer.status_code == 400
    assert first_portfolio(desk)["name"]


def test_a_client_that_leaves_in_the_middle_harms_nobody(desk: Process) -> None:
    with socket.create_connection(("127.0.0.1", desk.port)) as connection:
        head = f"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:{desk.port}\r\ncontent-type: application/json\r\n"
        connection.sendall(head.encode() + b'content-length: 100\r\n\r\n{"query"')
    assert first_portfolio(desk)["name"]
    assert "ClientDisconnect" not in desk.printed


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', '{"query":1}', '{"query":"{a}","variables":[]}'])
def test_a_body_that_is_no_request_is_refused_as_graphql_refuses(desk: Process, body: str) -> None:
    answer = httpx.post(f"{desk.url}/graphql", content=body, headers={"content-type": "application/json"})
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (400, "BAD_USER_INPUT")
    other = httpx.get(f"{desk.url}/graphql")
    assert (other.status_code, other.json()["errors"][0]["message"][:12]) == (405, "Send a POST:")


def test_http_that_is_not_ours_is_refused(desk: Process) -> None:
    url, body = f"{desk.url}/graphql", json.dumps({"query": "{ __typename }"})
    headers = {"content-type": "application/json"}
    assert httpx.post(url, content=body, headers={"content-type": "text/plain"}).status_code == 415
    assert httpx.post(url, content="{", headers=headers).status_code == 400
    assert httpx.post(url, content="[]", headers=headers).status_code == 400
    assert httpx.get(url, params={"query": "{ __typename }"}).status_code in (400, 404, 405)
    assert httpx.post(url, content=body, headers={**headers, "origin": "https://evil.example"}).status_code == 403
    assert httpx.post(url, content=body, headers={**headers, "origin": "null"}).status_code == 403
    assert httpx.post(url, content=body, headers={**headers, "host": "evil.example"}).status_code == 400
    assert httpx.post(url, content=body + " " * 1_100_000, headers=headers).status_code == 413
    chunks = (b" " * 100_000 for _ in range(12))
    assert httpx.post(url, content=chunks, headers=headers).status_code == 413
    assert httpx.get(f"{desk.url}/static/../settings.py").status_code == 404
    answer = httpx.get(desk.url)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"]


# ---------------------------------------------------------------- sockets


async def closed_with(desk: Process, *frames: str | bytes, init: bool = True) -> int | None:
    """Send frames over a fresh socket; return the code it is closed with."""
    address = f"ws://127.0.0.1:{desk.port}/graphql"
    async with connect(address, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
        try:
            if init:
                payload = {"authorization": f"Bearer {desk.token}"}
                await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
                await socket.recv()
            for frame in frames:
                await socket.send(frame)
            while True:
                await socket.recv()
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else None


SUBSCRIBE = json.dumps({"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}})
ENDLESS = json.dumps({"type": "subscribe", "id": "2", "payload": {"query": "subscription { jobProgress }"}})


@pytest.mark.parametrize(
    "frame",
    [
        "{",
        "[]",
        '"text"',
        b"\x00binary",
        '{"type": "nonsense"}',
        '{"type": 5}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "variables": []}}',
        '{"type": "subscribe", "id": "1", "payload": []}',
    ],
)
async def test_broken_messages_close_the_socket_with_4400(desk: Process, frame: str | bytes) -> None:
    assert await closed_with(desk, frame) == 4400


async def test_the_order_of_a_connection_is_kept(desk: Process) -> None:
    init = json.dumps({"type": "connection_init", "payload": {}})
    assert await closed_with(desk, SUBSCRIBE, init=False) == 4401
    assert await closed_with(desk, init) == 4429
    bad = json.dumps({"type": "connection_init", "payload": {"authorization": "Bearer nonsense"}})
    assert await closed_with(desk, bad, init=False) == 4403
    assert await closed_with(desk, "x" * 70_000) == 1009


async def test_an_unknown_subprotocol_and_a_foreign_origin_get_no_socket(desk: Process) -> None:
    address = f"ws://127.0.0.1:{desk.port}/graphql"
    with pytest.raises((InvalidStatus, ConnectionClosed)):
        async with connect(address, subprotocols=["mqtt"]) as socket:  # type: ignore[list-item]
            await socket.recv()
    with pytest.raises(InvalidStatus):
        async with connect(address, origin="https://evil.example"):  # type: ignore[arg-type]
            pass


async def test_an_anonymous_socket_may_subscribe_to_nothing(desk: Process) -> None:
    portfolio = first_portfolio(desk)["id"]
    address = f"ws://127.0.0.1:{desk.port}/graphql"
    async with connect(address, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
        await socket.send(json.dumps({"type": "connection_init"}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        payload = {"query": f'subscription {{ portfolioPnl(portfolioId: "{portfolio}") {{ kind }} }}'}
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        answer = json.loads(await socket.recv())
        errors = answer["payload"] if answer["type"] == "error" else answer["payload"]["errors"]
        assert [error["extensions"]["code"] for error in errors] == ["UNAUTHENTICATED"]


async def test_a_stream_ends_when_its_key_is_revoked(desk: Process) -> None:
    made = desk.query(KEY)["createApiKey"]
    async with desk.socket(made["secret"]) as stream, asyncio.timeout(60):
        await stream.subscribe("p", PNL, {"id": first_portfolio(desk)["id"]})
        assert (await stream.next("p"))["portfolioPnl"]["kind"] == "SNAPSHOT"
        await asyncio.to_thread(desk.query, REVOKE, {"id": made["apiKey"]["id"]})
        assert await stream.closed() == 4403


async def test_a_desk_that_was_shouted_at_still_answers(desk: Process) -> None:
    for _ in range(20):
        assert await closed_with(desk, "garbage") == 4400
    assert first_portfolio(desk)["name"]
    assert "Traceback" not in desk.printed


# ---------------------------------------------------------------- streams over HTTP


def streamed(desk: Process, accept: str) -> "subprocess.Popen[str]":
    body = json.dumps({"query": PNL, "variables": {"id": first_portfolio(desk)["id"]}})
    sent = ["-H", f"authorization: Bearer {desk.token}", "-H", "content-type: application/json", "-d", body]
    command = ["curl", "-sSN", "-m", "120", "-H", f"accept: {accept}", *sent, f"{desk.url}/graphql"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.parametrize("accept", ["text/event-stream", MULTIPART])
def test_curl_gets_a_snapshot_and_then_more(desk: Process, accept: str) -> None:
    with streamed(desk, accept) as curl:
        try:
            assert curl.stdout is not None
            told: list[str] = []
            for line in curl.stdout:
                told += [kind for kind in ("SNAPSHOT", "HEARTBEAT", "CHANGE") if f'"kind":"{kind}"' in line]
                if len(told) == 2:
                    break
            assert told[0] == "SNAPSHOT"
        finally:
            curl.kill()


def test_a_subscription_without_a_stream_is_refused_in_words(desk: Process) -> None:
    answer = desk.post(PNL, {"id": first_portfolio(desk)["id"]}, desk.token)
    assert (answer.status_code, codes(answer)) == (400, ["BAD_USER_INPUT"])
    assert "text/event-stream" in answer.text
    headers = {"authorization": f"Bearer {desk.token}", "accept": MULTIPART}
    query = httpx.post(f"{desk.url}/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert '"BAD_USER_INPUT"' in query.text


def test_who_would_rather_have_json_gets_it(desk: Process) -> None:
    for accept, wanted in (
        ("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", "application/json"),
        ("text/event-stream, application/json", "text/event-stream"),
        ("text/event-stream; q=1", "text/event-stream"),
    ):
        headers = {"authorization": f"Bearer {desk.token}", "accept": accept}
        answer = httpx.post(f"{desk.url}/graphql", json={"query": "{ viewer { name } }"}, headers=headers)
        assert answer.headers["content-type"].startswith(wanted), accept


def test_a_stop_waits_for_no_stream_and_says_no_farewell(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_day_s="60") as leaving, streamed(leaving, "text/event-stream") as curl:
        assert curl.stdout is not None
        while '"SNAPSHOT"' not in curl.stdout.readline():
            assert curl.poll() is None
        assert leaving.stop() == 0
        assert "event: complete" not in curl.stdout.read()  # it would tell the client that all was said
        assert curl.wait(60) == 0
        assert "[error" not in leaving.printed
