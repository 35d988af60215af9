"""Attacks on signing in: forged and stolen tokens, guessed passwords, keys that should have ended."""

import asyncio
import base64
import time
from contextlib import suppress

import httpx
import jwt
from websockets.exceptions import ConnectionClosed

from actions.sessions import LEEWAY
from tests.e2e.desks import Process, running
from tests.security.people import (
    PASSWORD,
    REFRESH,
    SIGN_IN,
    SOON_S,
    WHO,
    address,
    ask,
    code,
    contents,
    forged,
    raw,
    rows,
    sign_in,
    signed_up,
    soon,
)

REVOKE = "mutation($id: ID!) { revokeApiKey(input: {apiKeyId: $id}) { __typename ... on Problem { message } } }"
ROTATE = """mutation($id: ID!) { rotateApiKey(input: {apiKeyId: $id}) { __typename
  ... on ApiKeyCreated { secret apiKey { id } } ... on Problem { message } } }"""
OUT = "mutation { signOut(input: {}) { __typename } }"


def test_S072_a_token_with_wrong_claims_is_401(desk: Process) -> None:
    person, now = signed_up(desk), int(time.time())
    assert ask(desk, WHO, token=forged(desk, person)).status_code == 200
    assert ask(desk, WHO, token=forged(desk, person, exp=now - 20)).status_code == 200  # the leeway is 30 s
    for wrong in (
        {"iss": "another"},
        {"aud": "another"},
        {"exp": None},
        {"exp": now - 40},
        {"nbf": now + 60},
        {"iat": now + 86400, "exp": now + 86400 + 900},
        {"exp": now + 86400},
        {"sub": "0" * 32},
        {"sid": "0" * 32},
    ):
        answer = ask(desk, "{ __typename }", token=forged(desk, person, **wrong))
        assert (answer.status_code, code(answer)) == (401, "UNAUTHENTICATED"), wrong


def test_S073_only_keys_of_the_local_set_count(desk: Process) -> None:
    person = signed_up(desk)
    evil = {"jku": "https://evil.example/keys", "x5u": "https://evil.example/cert"}
    assert ask(desk, WHO, token=forged(desk, person, evil)).status_code == 200  # they are not even looked at
    for headers in ({"kid": "../../dev/null"}, {"kid": "unknown"}, {"crit": ["exp"]}):
        assert ask(desk, WHO, token=forged(desk, person, headers)).status_code == 401, headers
    claims = jwt.decode(person.token, options={"verify_signature": False})
    own = {"typ": "at+jwt", "kid": jwt.get_unverified_header(person.token)["kid"]}
    for key, algorithm, more in (
        (b"\0" * 32, "HS256", evil),
        (b"\0" * 32, "HS256", {"kid": "/dev/null"}),
        (None, "none", {}),
    ):
        token = jwt.encode(claims, key, algorithm, {**own, **more})  # type: ignore[arg-type]
        assert ask(desk, WHO, token=token).status_code == 401, more


def test_S074_tokens_are_good_for_one_thing(desk: Process) -> None:
    person = signed_up(desk)
    assert ask(desk, WHO, token=person.refresh).status_code == 401
    assert ask(desk, WHO, token=forged(desk, person, {"typ": "refresh+jwt"})).status_code == 401
    assert ask(desk, WHO, token=forged(desk, person, aud="plimsoll/reports")).status_code == 401
    answer = ask(desk, REFRESH, {"token": person.token}).json()["data"]["refreshSession"]
    assert answer["__typename"] == "NotAllowedProblem"


def test_S075_a_refresh_token_used_twice_ends_the_family(desk: Process) -> None:
    person = signed_up(desk)
    newer = ask(desk, REFRESH, {"token": person.refresh}).json()["data"]["refreshSession"]["session"]
    assert ask(desk, WHO, token=newer["accessToken"]).status_code == 200
    for stolen in (person.refresh, newer["refreshToken"]):
        answer = ask(desk, REFRESH, {"token": stolen}).json()["data"]["refreshSession"]
        assert answer["__typename"] == "NotAllowedProblem"
    for token in (person.token, newer["accessToken"]):
        assert soon(lambda t=token: ask(desk, WHO, token=t).status_code == 401)  # type: ignore[misc]


def test_S077_guesses_in_one_document_are_refused_or_counted_each(desk: Process) -> None:
    person, here = signed_up(desk), address()
    guess = f'signIn(input: {{email: "{person.email}", password: "wrong wrong wrong"}}) {{ __typename }}'
    many = ask(desk, "mutation { " + " ".join(f"a{n}: {guess}" for n in range(100)) + " }", at=here)
    assert (many.status_code, many.json()["data"], code(many)) == (400, None, "QUERY_TOO_COMPLEX")
    some = ask(desk, "mutation { " + " ".join(f"a{n}: {guess}" for n in range(12)) + " }", at=here).json()["data"]
    kinds = [each["__typename"] for each in some.values()]
    assert kinds == ["NotAllowedProblem"] * 10 + ["LimitReachedProblem"] * 2
    assert sign_in(desk, person.email, PASSWORD) == "LimitReachedProblem"


def test_S078_an_account_is_locked_from_everywhere_but_where_it_is_signed_in(desk: Process) -> None:
    person = signed_up(desk)
    assert [sign_in(desk, person.email, "wrong wrong wrong") for _ in range(10)] == ["NotAllowedProblem"] * 10
    assert sign_in(desk, person.email, "wrong wrong wrong") == "LimitReachedProblem"
    assert sign_in(desk, person.email, PASSWORD) == "LimitReachedProblem"
    assert sign_in(desk, person.email, PASSWORD, person.token) == "SignedIn"
    assert ask(desk, REFRESH, {"token": person.refresh}).json()["data"]["refreshSession"]["__typename"] == "SignedIn"
    other = signed_up(desk)
    assert sign_in(desk, person.email, PASSWORD, other.token) == "LimitReachedProblem"


def test_S080_passwords_are_argon2id(desk: Process) -> None:
    person = signed_up(desk)
    ((kept,),) = rows(desk, "SELECT password_hash FROM users WHERE email = ?", person.email)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_S081_a_key_is_shown_once_and_never_kept(desk: Process) -> None:
    person = signed_up(desk)
    made = person.key("READ")
    secret = made["secret"]
    assert len(base64.urlsafe_b64decode(secret.removeprefix("plk_") + "=")) == 32
    assert made["apiKey"]["prefix"] == secret[:8]
    listed = ask(desk, "{ viewer { apiKeys { id name prefix permissions } } }", token=person.token).text
    dump = "".join(str(row) for row in rows(desk, "SELECT * FROM api_keys"))
    assert secret[:8] in listed
    assert secret[:8] in dump
    files = contents(desk.folder)
    for place in (listed, dump, desk.printed, files):
        assert secret[8:] not in place
    ((digest,),) = rows(desk, "SELECT digest FROM api_keys WHERE id = ?", raw(made["apiKey"]["id"]))
    assert ask(desk, WHO, token=digest).status_code == 401


def test_S082_a_key_that_has_ended_is_401_at_every_api_process_within_5_s(desk: Process) -> None:
    person, other = signed_up(desk), address()
    shared = (desk.folder / "redis-url").read_text()
    with running(desk.folder, "serve", redis_url=shared) as second:
        second.wait_ready()
        made = person.key("READ")
        old, identity = made["secret"], {"id": made["apiKey"]["id"]}

        def seen(token: str) -> list[int]:
            return [ask(each, WHO, token=token, at=other).status_code for each in (desk, second)]

        new = person.ask(ROTATE, identity)
        assert (seen(old), seen(new["secret"])) == ([200, 200], [200, 200])
        rows(desk, "UPDATE api_keys SET expires_at = ? WHERE id = ?", "2020-01-01 00:00:00+00:00", raw(identity["id"]))
        assert soon(lambda: seen(old) == [401, 401])  # its end date has come
        assert seen(new["secret"]) == [200, 200]
        assert person.ask(REVOKE, {"id": new["apiKey"]["id"]})["__typename"] == "ApiKeyRevoked"
        assert soon(lambda: seen(new["secret"]) == [401, 401])
        assert seen(person.token) == [200, 200]
        ask(second, OUT, token=person.token)
        assert soon(lambda: seen(person.token) == [401, 401])


def test_S083_a_token_in_the_url_is_nobodys_and_in_no_log(desk: Process) -> None:
    person = signed_up(desk)
    for name in ("access_token", "token", "authorization", "api_key"):
        for token in (person.token, f"Bearer {person.token}"):
            answer = httpx.post(f"{desk.url}/graphql", params={name: token}, json={"query": WHO})
            assert code(answer) == "UNAUTHENTICATED"
    assert person.token not in desk.printed
    assert person.token.rpartition(".")[2] not in desk.printed


# ---------------------------------------------------------------- more of the same kinds


def test_anonymous_may_sign_in_and_nothing_else(desk: Process) -> None:
    assert ask(desk, "{ __typename }").json() == {"data": {"__typename": "Query"}}
    for document in (
        WHO,
        OUT,
        "{ portfolios { totalCount } }",
        "mutation { updatePreferences(input: {}) { __typename } }",
    ):
        answer = ask(desk, document)
        assert code(answer) == "UNAUTHENTICATED"
        assert set(answer.json()["data"].values() if answer.json()["data"] else [None]) == {None}


def test_a_browser_keeps_its_refresh_token_where_no_script_can_read_it(desk: Process) -> None:
    person, here = signed_up(desk), {"x-forwarded-for": address()}
    with httpx.Client(base_url=desk.url, headers=here) as browser:
        answer = browser.post("/session", json={"email": person.email, "password": PASSWORD})
        assert set(answer.json()) == {"token", "expiresAt"}
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/session/refresh" in cookie
        assert answer.headers["cache-control"] == "no-store"
        assert code(browser.post("/graphql", json={"query": WHO})) == "UNAUTHENTICATED"  # GraphQL takes no cookie
        foreign = browser.post("/session/refresh", headers={"origin": "https://evil.example"})
        assert foreign.status_code == 403
        first = browser.cookies.get("plimsoll_refresh", path="/session/refresh")
        renewed = browser.post("/session/refresh")
        assert renewed.status_code == 200
        assert ask(desk, WHO, token=renewed.json()["token"]).status_code == 200
        assert browser.delete("/session/refresh").status_code == 204
        assert browser.post("/session/refresh").status_code == 401
        assert soon(lambda: ask(desk, WHO, token=renewed.json()["token"]).status_code == 401)
    assert httpx.post(f"{desk.url}/session/refresh", cookies={"plimsoll_refresh": first or ""}).status_code == 401


def test_what_is_no_json_of_a_script_does_not_sign_in(desk: Process) -> None:
    person = signed_up(desk)
    form = {"email": person.email, "password": PASSWORD}
    assert httpx.post(f"{desk.url}/session", data=form).status_code == 400
    text = {"content-type": "text/plain"}
    body = f'{{"email": "{person.email}", "password": "{PASSWORD}"}}'
    assert httpx.post(f"{desk.url}/session", content=body, headers=text).status_code == 400
    wrong = httpx.post(
        f"{desk.url}/session", json={**form, "password": "wrong wrong wrong"}, headers={"x-forwarded-for": address()}
    )
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (401, False)


async def test_signing_out_ends_open_sockets(desk: Process) -> None:
    person = signed_up(desk)
    async with desk.socket(person.token) as stream, asyncio.timeout(SOON_S):
        await asyncio.to_thread(ask, desk, OUT, None, person.token)
        assert await stream.closed() == 4403
    assert ask(desk, WHO, token=person.token).status_code == 401


async def test_an_expired_token_ends_its_socket(desk: Process) -> None:
    person = signed_up(desk)
    for left_s in (2, 8, 32):  # a busy machine may let it in only when it has ended
        almost_over = forged(desk, person, exp=int(time.time() + left_s - LEEWAY.total_seconds()))
        let_in = False
        with suppress(ConnectionClosed):
            async with desk.socket(almost_over) as stream, asyncio.timeout(left_s + SOON_S):
                let_in = True
                assert await stream.closed() == 4403
        if let_in:
            return
    raise AssertionError("it was never let in")


def test_the_same_document_signs_in_and_acts_as_who_came_in(desk: Process) -> None:
    person = signed_up(desk)
    document = SIGN_IN.replace(") { signIn", ") { before: signOut(input: {}) { __typename } signIn")
    answer = ask(desk, document, {"input": {"email": person.email, "password": PASSWORD}}).json()
    assert answer["data"]["before"] is None
    assert answer["data"]["signIn"]["session"]["viewer"]["id"] == person.id
