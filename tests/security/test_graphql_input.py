"""Numbers that are none, or not exactly what was sent: an order takes plain decimal strings only."""

import pytest

from tests.e2e.desks import Process
from tests.security.people import PLACE, ask, code, order, rows

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
