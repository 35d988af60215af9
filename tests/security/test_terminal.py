"""People and keys from the terminal, beside the running desk: what is printed, and what it changes over HTTP."""

import re

from tests.e2e.desks import Process, command
from tests.security.people import PLACE, WHO, ask, order, sign_in, signed_up, soon


def said(desk: Process, *words: str, code: int = 0) -> str:
    outcome = command(desk.folder, *words)
    assert outcome.returncode == code, outcome.stderr
    assert "Traceback" not in outcome.stderr
    return outcome.stdout + outcome.stderr


def test_a_person_is_invited_given_a_role_kept_out_and_let_in_again(desk: Process) -> None:
    email = "rita@desk.test"
    password = re.findall(r"password (\S+)", said(desk, "user", "invite", email, "--name", "Rita"))[0]
    assert sign_in(desk, email, password) == "SignedIn"
    assert said(desk, "user", "set-role", email, "Demo 1", "VIEWER").startswith(f"{email} is VIEWER")
    assert f"{email}  Rita  active  VIEWER of Demo 1" in said(desk, "user", "list")
    said(desk, "user", "disable", email)
    assert sign_in(desk, email, password) == "NotAllowedProblem"
    newer = re.findall(r"password (\S+)", said(desk, "user", "reset-password", email))[0]
    said(desk, "user", "disable", email, "--undo")
    assert [sign_in(desk, email, each) for each in (password, newer)] == ["NotAllowedProblem", "SignedIn"]


def test_a_key_is_made_listed_rotated_and_revoked(desk: Process) -> None:
    portfolio = desk.query("{ portfolios { nodes { id } } }")["portfolios"]["nodes"][0]["id"]
    first = said(
        desk, "key", "create", "robot", "--permission", "READ", "--portfolio", "Demo 1", "--days", "30"
    ).split()[0]
    refused = ask(desk, PLACE, order(portfolio, "by-a-reader"), first).json()["data"]["placeOrder"]
    assert (refused["__typename"], refused["needs"]) == ("NotAllowedProblem", "TRADE")
    listed = said(desk, "key", "list")
    assert f"{first[:8]}...  robot  of owner  READ  Demo 1  until" in listed
    assert first[8:] not in listed
    second = said(desk, "key", "rotate", first[:8]).split()[0]
    assert [ask(desk, WHO, token=each).status_code for each in (first, second)] == [200, 200]
    said(desk, "key", "revoke", first[:8])
    assert soon(lambda: ask(desk, WHO, token=first).status_code == 401)
    assert ask(desk, WHO, token=second).status_code == 200


def test_a_key_for_a_person_may_do_no_more_than_they(desk: Process) -> None:
    person = signed_up(desk)
    assert "no more than its maker" in said(
        desk, "key", "create", "x", "--permission", "TRADE", "--of", person.email, code=1
    )
