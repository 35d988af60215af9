"""What a stranger may learn: the schema is for those who may introspect, and errors never tell how the desk is made."""

import httpx
import pytest

from tests.e2e.desks import Process
from tests.security.people import ask, code

HIDDEN = "Introspection is not open to you"
WAYS = [
    '{ __type(name: "User") { name } }',
    "{ __schema { types { name } } }",
    "{ a: __schema { types { name } } }",
    '{ a: __type(name: "User") { fields { name } } }',
    "{ ...F } fragment F on Query { __schema { types { name } } }",
    "{ ...F } fragment F on Query { ...G } fragment G on Query { b: __schema { types { name } } }",
    "{ ... on Query { ... { __schema { types { name } } } } }",
    "query($no: Boolean! = true) { __schema @include(if: $no) { types { name } } }",
]


@pytest.mark.parametrize("document", WAYS)
def test_S021_introspection_in_every_disguise(strict: Process, document: str) -> None:
    for answer in (ask(strict, document), ask(strict, document)):
        assert (answer.status_code, code(answer)) == (400, "QUERY_TOO_COMPLEX")
        assert HIDDEN in answer.text
        assert "data" not in answer.json() or answer.json()["data"] is None
    assert ask(strict, document, token=strict.token).json()["data"]
    assert ask(strict, document).status_code == 400  # also once it is known


def test_suggestions_are_off_in_production(desk: Process, strict: Process) -> None:
    for document in ("{ viewr { id } }", '{ portfolio(idd: "x") { id } }', "{ portfolios { nodes { nam } } }"):
        assert "Did you mean" in ask(desk, document, token=desk.token).text
        for token in ("", strict.token):
            assert "Did you mean" not in ask(strict, document, token=token).text


def test_suggestions_are_off_for_variables_too(strict: Process) -> None:
    document = "query($p: Period!) { __typename @include(if: true) a: __typename " + "}"
    wrong = "query($p: Period!) { portfolios { nodes { equityCurve(period: $p) { equity } } } }"
    for text in (document, wrong):
        assert "Did you mean" not in ask(strict, text, {"p": "ONE_MONT"}, strict.token).text


def test_S025_a_syntax_error(desk: Process) -> None:
    answer = ask(desk, "qwerty cop")
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["locations"] == [{"line": 1, "column": 1}]
    assert error["extensions"] == {"code": "GRAPHQL_PARSE_FAILED"}
    assert "Traceback" not in answer.text
    assert 'File "' not in answer.text


@pytest.mark.parametrize("name", ["apollo-federation-include-trace", "x-apollo-tracing"])
def test_S026_no_traces(desk: Process, name: str) -> None:
    answer = httpx.post(f"{desk.url}/graphql", json={"query": "{ __typename }"}, headers={name: "ftv1"})
    assert answer.json() == {"data": {"__typename": "Query"}}


def test_S027_a_good_client_is_told_what_is_wrong(desk: Process, strict: Process) -> None:
    document = "query($n: Int!) { portfolios(first: $n) { nodes { id } } }"
    for process in (desk, strict):
        answer = ask(process, document, {"n": "three"}, process.token)
        assert (answer.status_code, code(answer)) == (400, "BAD_USER_INPUT")
        assert "Int cannot represent" in answer.text
        answer = ask(process, "{ portfolios(first: true) { nodes { id } } }", token=process.token)
        assert (answer.status_code, code(answer)) == (400, "GRAPHQL_VALIDATION_FAILED")
        assert "Int cannot represent" in answer.text
