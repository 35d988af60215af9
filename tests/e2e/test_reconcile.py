"""A desk whose broker's book was changed behind its back: it says so, only closes, and is cleared when repaired."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desks import Process, command, up
from tests.e2e.test_up import PLACE, first_portfolio, order

RISK = """query($id: ID!) { portfolio(id: $id) { stop { state reason }
  positions(first: 5) { nodes { quantity instrument { symbol } } } } }"""
CLEAR = """mutation($input: ClearBreakInput!) { clearBreak(input: $input) { __typename
  ... on PortfolioChanged { portfolio { stop { state } } } ... on ConflictProblem { code message }
  ... on Problem { message } } }"""
TAMPERED = [
    ("UPDATE accounts SET cents = cents - 1", "UPDATE accounts SET cents = cents + 1", "cash"),
    (
        "INSERT INTO positions SELECT account, 'ZZZ', 3000000000 FROM accounts",
        "DELETE FROM positions WHERE symbol = 'ZZZ'",
        "position ZZZ: 0 here, 3 at the broker",
    ),
]


def change(folder: Path, statement: str) -> None:
    book = sqlite3.connect(folder / "paper.db", timeout=10)
    with book:
        book.execute(statement)
    book.close()


def until(question: Any, within_s: float = 120) -> None:
    deadline = time.monotonic() + within_s
    while not question():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def place(desk: Process, portfolio_id: str, key: str, **terms: str) -> Any:
    return desk.query(PLACE, order(portfolio_id, key, **terms))["placeOrder"]


def held(desk: Process, portfolio_id: str) -> set[str]:
    nodes = desk.query(RISK, {"id": portfolio_id})["portfolio"]["positions"]["nodes"]
    return {each["instrument"]["symbol"] for each in nodes if each["quantity"] != "0"}


@pytest.mark.parametrize(
    ("tamper", "repair", "named"),
    [pytest.param(*TAMPERED[0], id="a cent"), pytest.param(*TAMPERED[1], id="a position", marks=pytest.mark.slow)],
)
def test_a_changed_book_stops_what_opens_until_it_is_repaired_and_cleared(
    tmp_path: Path, tamper: str, repair: str, named: str
) -> None:
    folder = tmp_path / "data"
    with up(folder, replay_day_s="20") as desk:
        token, portfolio_id = desk.token, first_portfolio(desk)["id"]
        until(lambda: place(desk, portfolio_id, f"first {time.monotonic()}")["__typename"] == "OrderPlaced")
        until(lambda: "AAPL" in held(desk, portfolio_id))
        desk.stop()
    change(folder, tamper)
    told = command(folder, "ledger", "verify")
    assert told.returncode == 1
    assert f"L7: {named}" in told.stdout
    with up(folder, replay_day_s="20") as desk:
        desk.token = token
        broken = {"state": "REDUCING", "reason": "RECONCILE_BREAK"}
        until(lambda: desk.query(RISK, {"id": portfolio_id})["portfolio"]["stop"] == broken)
        opening = place(desk, portfolio_id, "opening", symbol="IBM")
        assert (opening["__typename"], opening["code"]) == ("OrderDeniedProblem", "NOT_RECONCILED")
        assert place(desk, portfolio_id, "closing", side="SELL")["__typename"] == "OrderPlaced"
        wanted = {"input": {"portfolioId": portfolio_id, "note": "looked at it"}}
        refused = desk.query(CLEAR, wanted)["clearBreak"]
        assert (refused["__typename"], refused["code"]) == ("ConflictProblem", "NOT_RECONCILED")
        assert named in refused["message"]
        change(folder, repair)
        cleared = {"__typename": "PortfolioChanged", "portfolio": {"stop": {"state": "ACTIVE"}}}
        until(lambda: desk.query(CLEAR, wanted)["clearBreak"] == cleared)  # not while the sale is on its way
        assert place(desk, portfolio_id, "opening again", symbol="MSFT")["__typename"] == "OrderPlaced"
        desk.stop()
    assert command(folder, "ledger", "verify").returncode == 0
    assert command(folder, "audit", "verify").returncode == 0
