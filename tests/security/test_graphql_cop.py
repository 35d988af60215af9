"""The thirteen checks of graphql-cop 1.15, from their descriptions: a strict desk passes each, over HTTP."""

from typing import Any

import httpx
import pytest

from tests.e2e.desks import Process
from tests.security.people import address

INTROSPECT = "query { __schema { queryType { name } } }"
CIRCLE = "query { __schema { types " + "{ fields { type " * 4 + "{ name }" + " } }" * 4 + " } }"


def post(desk: Process, body: Any, path: str = "graphql", **more: Any) -> httpx.Response:
    return httpx.post(f"{desk.url}/{path}", json=body, headers={"x-forwarded-for": address()}, timeout=60, **more)


def answered(answer: httpx.Response) -> bool:
    """Whether there are data."""
    try:
        body = answer.json()
    except ValueError:
        return False
    return bool(body[0]["data"] if isinstance(body, list) else body.get("data"))


def test_aliases_overload(strict: Process) -> None:
    aliases = " ".join(f"alias{number}: __typename" for number in range(101))
    answer = post(strict, {"query": f"query cop {{ {aliases} }}", "operationName": "cop"})
    assert (answer.status_code, answered(answer)) == (400, False)


def test_a_batch_of_queries(strict: Process) -> None:
    answer = post(strict, [{"query": "query cop { __typename }", "operationName": "cop"}] * 10)
    assert (answer.status_code, answered(answer)) == (400, False)


def test_directives_overload(strict: Process) -> None:
    answer = post(strict, {"query": "query cop { __typename " + "@aa" * 50 + " }", "operationName": "cop"})
    assert answer.status_code == 400
    assert len(answer.json()["errors"]) <= 5  # not one for each


def test_introspection_in_circles(strict: Process) -> None:
    assert post(strict, {"query": CIRCLE}).status_code == 400


def test_one_field_over_and_over(strict: Process) -> None:
    answer = post(strict, {"query": "query cop { " + "__typename \n" * 501 + "}"})
    assert (answer.status_code, answered(answer)) == (400, False)


@pytest.mark.parametrize("document", ["query cop { __typename }", "mutation cop { __typename }"])
def test_queries_and_mutations_by_GET(strict: Process, document: str) -> None:
    answer = httpx.get(f"{strict.url}/graphql", params={"query": document})
    assert (answer.status_code, answered(answer)) == (405, False)


@pytest.mark.parametrize("document", ["query cop { __typename }", "mutation cop { __typename }"])
def test_a_form_that_is_posted(strict: Process, document: str) -> None:
    answer = httpx.post(f"{strict.url}/graphql", data={"query": document})
    assert (answer.status_code, answered(answer)) == (415, False)


@pytest.mark.parametrize("path", ["graphiql", "playground", "console", "graphql/console", "altair"])
def test_an_explorer_that_anybody_can_use(strict: Process, path: str) -> None:
    """Ours is a page without data: what it asks is refused to who has no token."""
    page = httpx.get(f"{strict.url}/{path}", headers={"accept": "text/html"})
    assert path == "graphiql" or page.status_code == 404
    assert not answered(post(strict, {"query": INTROSPECT}))


def test_introspection(strict: Process) -> None:
    answer = post(strict, {"query": INTROSPECT})
    assert (answer.status_code, answered(answer)) == (400, False)


def test_suggestions(strict: Process) -> None:
    answer = post(strict, {"query": "query cop { __schema { directive } viewr { id } }"})
    assert "Did you mean" not in answer.text


def test_traces(strict: Process) -> None:
    answer = post(strict, {"query": "query cop { __typename }", "operationName": "cop"})
    assert "extensions" not in answer.json()


def test_an_error_that_nobody_caught(strict: Process) -> None:
    answer = post(strict, {"query": "qwerty cop { abc }"})
    assert answer.status_code == 400
    for word in ("exception", "Traceback", "stacktrace"):
        assert word not in answer.text
