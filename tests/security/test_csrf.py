"""Requests that another site makes a browser send: none is executed."""

import json

import httpx
import pytest

from tests.e2e.desks import Process
from tests.security.people import rows

KEY = 'mutation { createApiKey(input: {name: "forged", permissions: [READ]}) { __typename } }'


def executed(desk: Process) -> bool:
    return rows(desk, "SELECT count(*) FROM api_keys WHERE name = 'forged'") != [(0,)]


def test_S029_a_mutation_by_GET(desk: Process) -> None:
    answer = httpx.get(f"{desk.url}/graphql", params={"query": KEY}, headers={"authorization": f"Bearer {desk.token}"})
    assert answer.status_code == 405
    assert not executed(desk)
    for method in ("PUT", "PATCH", "DELETE"):
        assert httpx.request(method, f"{desk.url}/graphql", json={"query": KEY}).status_code == 405


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/jsonp",
    ],
)
def test_S031_what_a_form_can_send(desk: Process, kind: str) -> None:
    headers = {"authorization": f"Bearer {desk.token}", **({"content-type": kind} if kind else {})}
    answer = httpx.post(f"{desk.url}/graphql", content=json.dumps({"query": KEY}), headers=headers)
    assert answer.status_code == 415, answer.text
    assert not executed(desk)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.test"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.evil.test"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:1"},
    ],
)
def test_S033_another_site(desk: Process, headers: dict[str, str]) -> None:
    sent = {"authorization": f"Bearer {desk.token}", "cookie": "plimsoll_refresh=x", **headers}
    for path, body in (("graphql", {"query": KEY}), ("session", {"code": "x"}), ("session/refresh", {})):
        answer = httpx.post(f"{desk.url}/{path}", json=body, headers=sent)
        assert answer.status_code == 403, (path, answer.text)
        assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN_ORIGIN"
    assert not executed(desk)
    own = {"origin": desk.url, "sec-fetch-site": "same-origin"}
    assert httpx.post(f"{desk.url}/graphql", json={"query": "{ __typename }"}, headers=own).status_code == 200


def test_S035_a_preflight(desk: Process) -> None:
    for origin in ("https://evil.test", "null", desk.url):
        asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        answer = httpx.options(f"{desk.url}/graphql", headers={"origin": origin, **asked})
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert answer.status_code in (403, 405)
