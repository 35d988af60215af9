"""People and attackers who talk to a running desk over HTTP, each from an address of their own."""

import base64
import json
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

import httpx
import jwt

from tests.e2e.desks import Process, command

NUMBERS: Final = count(1)
SOON_S: Final = 60.0
PASSWORD: Final = "correct horse battery"
SESSION: Final = "__typename ... on SignedIn { session { accessToken refreshToken viewer { id name } } }"
SIGN_UP: Final = (
    "mutation($input: SignUpInput!) { signUp(input: $input) { " + SESSION + " ... on Problem { message } } }"
)
SIGN_IN: Final = (
    "mutation($input: SignInInput!) { signIn(input: $input) { " + SESSION + " ... on Problem { message } } }"
)
REFRESH: Final = (
    "mutation($token: String!) { refreshSession(input: {refreshToken: $token}) { "
    + SESSION
    + " ... on Problem { message } } }"
)
CREATE: Final = """mutation($input: CreatePortfolioInput!) { createPortfolio(input: $input) { __typename
  ... on PortfolioChanged { portfolio { id mode } } ... on NotAllowedProblem { needs } ... on Problem { message } } }"""
PLACE: Final = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { order { id status } replayed } ... on NotAllowedProblem { needs }
  ... on Problem { message } } }"""
MEMBER: Final = """mutation($input: SetMemberInput!) { setMember(input: $input) {
  __typename ... on Problem { message } } }"""
KEY: Final = """mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename
  ... on ApiKeyCreated { secret apiKey { id prefix } } ... on Problem { message } } }"""
WHO: Final = "{ viewer { id } }"


def address() -> str:
    """An address that nobody has used before."""
    number = next(NUMBERS)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def ask(
    desk: Process, document: str, variables: Mapping[str, Any] | None = None, token: str = "", at: str = ""
) -> httpx.Response:
    """Ask over HTTP, as seen through a proxy on this machine."""
    headers = {"x-forwarded-for": at or address(), **({"authorization": f"Bearer {token}"} if token else {})}
    body = {"query": document, "variables": dict(variables or {})}
    return httpx.post(f"{desk.url}/graphql", json=body, headers=headers, timeout=60)


@dataclass
class Person:
    """Somebody with an account and a session."""

    desk: Process
    email: str
    id: str
    token: str
    refresh: str

    def ask(self, document: str, variables: Mapping[str, Any] | None = None) -> Any:
        """Return the first field's answer; errors of the document fail."""
        answer = ask(self.desk, document, variables, self.token)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert "errors" not in body, body
        return next(iter(body["data"].values()))

    def portfolio(self, **more: Any) -> str:
        """Make a portfolio of their own; return its id."""
        made = self.ask(CREATE, {"input": {"name": f"of {self.email}", "openingCash": "50000", **more}})
        assert made["__typename"] == "PortfolioChanged", made
        return str(made["portfolio"]["id"])

    def let_in(self, portfolio: str, other: "Person", role: str | None) -> None:
        """Give another person a role in a portfolio of theirs."""
        given = {"portfolioId": portfolio, "email": other.email, "role": role}
        answer = self.ask(MEMBER, {"input": given})
        assert answer["__typename"] == "PortfolioChanged", answer

    def key(self, *permissions: str, **more: Any) -> Any:
        """Make an API key; return its secret and what is shown of it."""
        made = self.ask(KEY, {"input": {"name": "robot", "permissions": list(permissions), **more}})
        assert made["__typename"] == "ApiKeyCreated", made
        return made


def signed_up(desk: Process) -> Person:
    """A new person, who has nothing yet."""
    email = f"person{next(NUMBERS)}@desk.test"
    answer = ask(desk, SIGN_UP, {"input": {"email": email, "name": email.partition("@")[0], "password": PASSWORD}})
    made = answer.json()["data"]["signUp"]
    assert made["__typename"] == "SignedIn", made
    session = made["session"]
    return Person(desk, email, session["viewer"]["id"], session["accessToken"], session["refreshToken"])


def invited(desk: Process) -> str:
    """The token of a new person of a desk where nobody can sign up."""
    email = f"person{next(NUMBERS)}@desk.test"
    outcome = command(desk.folder, "user", "invite", email, "--name", "Guest")
    password = outcome.stdout.rpartition("password ")[2].split()[0]
    answer = ask(desk, SIGN_IN, {"input": {"email": email, "password": password}})
    return str(answer.json()["data"]["signIn"]["session"]["accessToken"])


def sign_in(desk: Process, email: str, password: str, token: str = "", at: str = "") -> str:
    """Try to sign in; return the type of the answer."""
    answer = ask(desk, SIGN_IN, {"input": {"email": email, "password": password}}, token, at)
    return str(answer.json()["data"]["signIn"]["__typename"])


def order(portfolio: str, key: str, **terms: str) -> dict[str, Any]:
    wanted = {"portfolioId": portfolio, "symbol": "AAPL", "side": "BUY", "quantity": "1", **terms}
    return {"input": {"terms": wanted, "idempotencyKey": key}}


def code(answer: httpx.Response) -> str:
    """The code of the only error."""
    (error,) = answer.json()["errors"]
    return str(error["extensions"]["code"])


def raw(identity: str) -> str:
    """The id within a global id."""
    return base64.urlsafe_b64decode(identity).decode().partition(":")[2]


def forged(desk: Process, person: Person, headers: Mapping[str, Any] | None = None, **claims: Any) -> str:
    """A token of a person, signed with the desk's own key, with other claims (None: left out) and headers."""
    name, key = next(iter(json.loads((desk.folder / "keys.json").read_text())["signing"].items()))
    said = {**jwt.decode(person.token, options={"verify_signature": False}), **claims}
    said = {claim: value for claim, value in said.items() if value is not None}
    return jwt.encode(said, base64.urlsafe_b64decode(key), "HS256", {"typ": "at+jwt", "kid": name, **(headers or {})})


def rows(desk: Process, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Read the database of the running desk beside it; a change is committed."""
    with closing(sqlite3.connect(desk.folder / "plimsoll.db", timeout=60)) as database, database:
        return list(database.execute(sql, values))


def contents(folder: Path, names: str = "*") -> str:
    """Every byte of the files below a folder in which others are at work: one that is gone by now holds nothing."""
    held = []
    for path in folder.rglob(names):
        with suppress(FileNotFoundError, IsADirectoryError):
            held.append(path.read_bytes().decode("latin-1"))
    return "".join(held)


def soon(holds: Callable[[], bool]) -> bool:
    """Ask again until it holds, or far more time has passed than that takes."""
    deadline = time.monotonic() + SOON_S
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False
