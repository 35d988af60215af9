"""Numbers that are none, symbols that cannot be, and text that would like to be a script, a log line or a formula."""

import csv
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.desks import Process, command
from tests.security.people import PLACE, ask, code, order, rows, signed_up

INLINE = """mutation { placeOrder(input: {idempotencyKey: "inline", terms: {portfolioId: "x", symbol: "AAPL", side: BUY,
  quantity: %s}}) { __typename } }"""


@pytest.mark.parametrize("literal", ["1e400", "1e3", "1", "0.1", '"1e400"', "-1"])
def test_S038_a_number_as_a_literal(desk: Process, literal: str) -> None:
    answer = ask(desk, INLINE % literal, token=desk.token)
    assert answer.status_code == 400
    assert answer.json().get("data") is None
    assert code(answer) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


@pytest.mark.parametrize(
    "text",
    ["NaN", "Infinity", "-0", "1e3", " 5", "5 ", "5,0", "\uff15", "0x10", "", ".5", "5.", "+5", "1_0", "1" * 19],
)
def test_S039_text_that_is_no_plain_decimal(desk: Process, text: str) -> None:
    answer = ask(desk, PLACE, order("x", "text", quantity=text), desk.token)
    assert (answer.status_code, code(answer)) == (400, "BAD_USER_INPUT"), answer.text


@pytest.mark.parametrize("number", [0.1 + 0.2, 1, 10**30, True])
def test_S040_a_number_of_JSON(desk: Process, number: object) -> None:
    wanted = order("x", "number")
    wanted["input"]["terms"]["quantity"] = number
    answer = ask(desk, PLACE, wanted, desk.token)
    assert (answer.status_code, code(answer)) == (400, "BAD_USER_INPUT"), answer.text
    assert rows(desk, "SELECT count(*) FROM orders WHERE idempotency_key = 'number'") == [(0,)]


@pytest.mark.parametrize(
    "symbol",
    ["AAPL'; DROP TABLE orders;--", "AAPL\u202e", "\u0410APL", "aapl", "", " AAPL", "A" * 16, "../AAPL", "${AAPL}"],
)
def test_S042_a_symbol_that_cannot_be(desk: Process, symbol: str) -> None:
    person = signed_up(desk)
    answer = ask(desk, PLACE, order(person.portfolio(), "symbol", symbol=symbol), person.token)
    assert answer.json()["data"]["placeOrder"]["__typename"] == "InvalidInputProblem", answer.text
    assert rows(desk, "SELECT count(*) FROM orders WHERE idempotency_key = 'symbol'") == [(0,)]
    asked = ask(desk, "query($s: String!) { instrument(symbol: $s) { symbol } }", {"s": symbol}, person.token)
    assert asked.json()["data"]["instrument"] is None


def test_S042_a_symbol_that_no_database_could_keep(desk: Process) -> None:
    person = signed_up(desk)
    portfolio = person.portfolio()
    nul = ask(desk, PLACE, order(portfolio, "nul", symbol="AA\x00PL"), person.token)
    assert nul.status_code == 400
    large = ask(desk, PLACE, order(portfolio, "large", symbol="A" * 10_000_000), person.token)
    assert (large.status_code, code(large)) == (413, "BODY_TOO_LARGE")
    unknown = person.ask(PLACE, order(portfolio, "unknown", symbol="ZZZZ"))
    assert unknown["__typename"] == "OrderDeniedProblem"
    assert "does not know the symbol" in unknown["message"]


TEXTS = [
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} %(x)s {0}",
    "note\r\n2026-01-01T00:00:00Z [error] the desk was broken into",
    "\u001b[31mred\u001b[0m",
]
STOP = """mutation($id: ID!, $note: String!) { engageStop(input: {portfolioId: $id, level: PAUSE, note: $note}) {
  __typename ... on StopEngaged { stops { note } } ... on Problem { message } } }"""
NOTE = "query($id: ID!) { portfolio(id: $id) { stop { note } } }"


@pytest.mark.parametrize("text", TEXTS)
def test_S043_text_stays_text(desk: Process, text: str) -> None:
    person = signed_up(desk)
    portfolio = person.portfolio(name=f"N {len(text)}")
    before = desk.printed
    assert person.ask(STOP, {"id": portfolio, "note": text})["__typename"] == "StopEngaged"
    kept = person.ask(NOTE, {"id": portfolio})["stop"]["note"]
    assert kept == text  # neither mended nor escaped: who shows it does so as text
    answer = httpx.post(
        f"{desk.url}/graphql",
        json={"query": NOTE, "variables": {"id": portfolio}},
        headers={"authorization": f"Bearer {person.token}"},
    )
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "\r" not in answer.text
    said = desk.printed[len(before) :]
    assert not re.search(r"^2026-01-01T00:00:00Z", said, re.MULTILINE)
    assert "\x1b[31m" not in said


CELLS = ["=HYPERLINK(0)", "+1+1", "-2+3", "@SUM(A1)", " =1", "\t=1"]


def test_S044_no_cell_of_an_export_is_a_formula(desk: Process, tmp_path: Path) -> None:
    person = signed_up(desk)
    for text in CELLS:
        assert person.ask(STOP, {"id": person.portfolio(), "note": text})["__typename"] == "StopEngaged"
    file = tmp_path / "audit.csv"
    outcome = command(desk.folder, "audit", "export", str(file))
    assert outcome.returncode == 0, outcome.stderr
    with file.open(newline="") as text_file:
        lines: list[dict[str, Any]] = list(csv.DictReader(text_file))
    cells = [cell for line in lines for cell in line.values()]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))]
    ((count,),) = rows(desk, "SELECT count(*) FROM audit_entries")
    assert abs(count - len(lines)) <= 20  # the desk goes on meanwhile
    assert any("HYPERLINK" in cell for cell in cells)
    again = command(desk.folder, "audit", "export", str(file))
    assert (again.returncode, "cannot be written" in again.stderr) == (1, True)
