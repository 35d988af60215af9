"""Documents and bodies that are meant to keep the desk busy: all are refused before they cost much."""

import json
import socket
import time

import httpx
import pytest
from graphql import get_introspection_query

from tests.e2e.desks import Process
from tests.security.people import address, ask, code, invited

MIB = 1024 * 1024


def bomb(levels: int) -> str:
    """Two spreads a level: 2 ** levels fields."""
    inner = "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }} " for n in range(levels))
    return f"{{ ...F0 }} {inner} fragment F{levels} on Query {{ __typename }}"


def refused(answer: httpx.Response, why: str = "QUERY_TOO_COMPLEX") -> str:
    """Check that a document was not run; return the words."""
    body = answer.json()
    assert (answer.status_code, body.get("data"), code(answer)) == (400, None, why), answer.text
    return str(body["errors"][0]["message"])


def test_S004_many_directives(desk: Process) -> None:
    document = "{ __typename " + "@include(if: true) " * 21 + "}"
    assert "21 directives" in refused(ask(desk, document, token=desk.token))
    assert ask(desk, document.replace("@include(if: true) ", "", 20)).status_code == 200


def test_S005_one_field_many_times(desk: Process) -> None:
    assert "501 fields" in refused(ask(desk, "{" + " __typename" * 501 + "}", token=desk.token))
    merged = ask(desk, "{" + " __typename" * 500 + "}", token=desk.token)
    assert merged.json() == {"data": {"__typename": "Query"}}


def test_S006_introspection_in_circles(desk: Process, strict: Process) -> None:
    inner = "name"
    for _ in range(6):
        inner = f"fields {{ type {{ {inner} }} }}"
    circle = f"{{ __schema {{ types {{ {inner} }} }} }}"
    assert "QUERY_TOO_COMPLEX" in ask(strict, circle).text
    assert ask(strict, circle).status_code == 400
    deep = circle.replace("{ name }", "{ fields { type { fields { type { name } } } } }")
    assert "levels of introspection" in refused(ask(desk, deep, token=desk.token))
    assert ask(desk, get_introspection_query(), token=desk.token).json()["data"]["__schema"]["types"]


@pytest.mark.parametrize("levels", [18, 40, 60])
def test_S007_a_fragment_bomb(desk: Process, levels: int) -> None:
    assert "far too many fields" in refused(ask(desk, bomb(levels), token=desk.token)) or levels == 18
    assert ask(desk, "{ __typename }").status_code == 200


def test_S009_a_nested_document(desk: Process) -> None:
    levels = ["portfolios", "nodes", "orders", "nodes", "portfolio", "orders", "nodes", "portfolio", "owner", "id"]
    document = (
        "{ viewer { id } " + " { ".join(levels[:-2]) + " { orders { nodes { id } } } " + "} " * (len(levels) - 3) + "}"
    )
    assert "levels" in refused(ask(desk, document, token=desk.token))


@pytest.mark.parametrize("size", [101, 100_000, 2**31 - 1, 0, -1])
def test_S010_a_page_that_is_too_long(desk: Process, size: int) -> None:
    literal = f"{{ portfolios(first: {size}) {{ nodes {{ id }} }} }}"
    refused(ask(desk, literal, token=desk.token), "BAD_USER_INPUT")
    document = "query($n: Int!) { portfolios(first: $n) { nodes { id } } }"
    refused(ask(desk, document, {"n": size}, desk.token), "BAD_USER_INPUT")


PAGES = "query($n: Int! = 8) { portfolios(first: 100) { nodes { ...F } } } "
PAGES += "fragment F on Portfolio { orders(first: $n) { nodes { id } } }"


def test_S012_sizes_of_lists_multiply(desk: Process) -> None:
    for document, variables in ((PAGES, {"n": 8}), (PAGES, {}), (PAGES.replace("$n }", "8 }"), {})):
        for _ in range(2):  # new, and known
            answer = ask(desk, document, variables, desk.token)
            assert "1001" in refused(answer)
            extensions = {"code": "QUERY_TOO_COMPLEX", "cost": 1001, "limit": 1000}
            assert answer.json()["errors"][0]["extensions"] == extensions
    assert "errors" not in ask(desk, PAGES, {"n": 7}, desk.token).json()
    assert ask(desk, PAGES, {"n": 8}, desk.token).status_code == 400  # though it is known and was run
    exact = "{ portfolios(first: 27) { nodes { orders(first: 35) { nodes { id } } } } }"  # 1 + 27 * 37
    assert "errors" not in ask(desk, exact, token=desk.token).json()


def test_twenty_thousand_of_cost_a_minute(strict: Process) -> None:
    token = invited(strict)
    passed = 0  # 901 each, so that 22 pass; but 333 come back in a second, and this machine may be slow
    while (answer := ask(strict, PAGES, {"n": 7}, token)).status_code == 200 and passed < 300:
        passed += 1
    assert passed >= 20
    assert code(answer) == "LIMIT_REACHED"
    assert answer.json()["errors"][0]["extensions"]["cost"] == 901
    assert ask(strict, "{ __typename }", token=token).status_code == 200  # what costs nothing goes on
    assert ask(strict, PAGES, {"n": 7}, strict.token).status_code == 200  # and so do others


def test_sixty_operations_a_minute_for_a_stranger_and_more_for_who_signed_in(strict: Process) -> None:
    at, token = address(), invited(strict)
    answers = [ask(strict, "{ __typename }", at=at) for _ in range(60)]
    assert {each.status_code for each in answers} == {200}
    assert any(ask(strict, "{ __typename }", at=at).status_code == 429 for _ in range(200))  # one comes back a second
    assert ask(strict, "{ __typename }", at=address()).status_code == 200
    assert ask(strict, "{ __typename }", token=token, at=at).status_code == 200


def test_S013_a_document_of_many_tokens_or_characters(desk: Process) -> None:
    tokens = "{" + " __typename" * 999 + "}"  # 1,001
    assert "too long" in refused(ask(desk, tokens, token=desk.token))
    long = "{ __typename } # " + "x" * 20_000
    assert "too long" in refused(ask(desk, long, token=desk.token))
    invalid = "{ nothingLikeIt } # " + "x" * 20_000
    assert "nothingLikeIt" not in refused(ask(desk, invalid, token=desk.token))


def test_S014_a_body_of_20_megabytes(desk: Process) -> None:
    body = json.dumps({"query": "{ __typename } #" + "x" * 20 * MIB}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", desk.port), timeout=60) as raw:
        raw.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())
        assert raw.recv(200).startswith(b"HTTP/1.1 413 ")  # before a byte of the body
    with socket.create_connection(("127.0.0.1", desk.port), timeout=60) as raw:
        raw.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        for start in range(0, MIB + 1, 64 * 1024):
            part = body[start : start + 64 * 1024]
            raw.sendall(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        assert raw.recv(200).startswith(b"HTTP/1.1 413 ")  # though the body has not ended


def test_S016_variables_nested_50000_deep(desk: Process) -> None:
    document = "mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }"
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        deep = opening * 50_000 + "1" + closing * 50_000
        for value in (deep, f'{{"input": {deep}}}'):
            answer = httpx.post(
                f"{desk.url}/graphql",
                content=f'{{"query": {json.dumps(document)}, "variables": {value}}}',
                headers={
                    "content-type": "application/json",
                    "authorization": f"Bearer {desk.token}",
                    "x-forwarded-for": address(),
                },
                timeout=60,
            )
            assert answer.status_code == 400, answer.text
    literal = "mutation { placeOrder(input: " + "[" * 450 + "]" * 450 + ") { __typename } }"
    assert ask(desk, literal, token=desk.token).status_code == 400
    time.sleep(0.1)
    assert "RecursionError" not in desk.printed
