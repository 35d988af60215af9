"""A portfolio's life through the door of a running desk: made, paid in and out, proved, given to nobody, archived."""

import base64
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.e2e.desks import START_S, Process, command, up

FIELDS = """__typename ... on PortfolioChanged { replayed portfolio { id name archivedAt lotMethod autonomy
    cash { amount } equity { amount } pnl { day { amount } } performance { totalReturn }
    proof { holds failures cash { amount } realized { amount } unrealized { amount } fees { amount } } } }
  ... on ConflictProblem { code } ... on InvalidInputProblem { fields { path } } ... on Problem { message }"""


def change(desk: Process, mutation: str, **wanted: Any) -> Any:
    kind = mutation[0].upper() + mutation[1:]
    document = f"mutation ($input: {kind}Input!) {{ {mutation}(input: $input) {{ {FIELDS} }} }}"
    return desk.query(document, {"input": wanted})[mutation]


def test_a_portfolio_is_made_paid_proved_and_archived(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_day_s="2") as desk:
        live = change(desk, "createPortfolio", name="Mine", openingCash="0", mode="LIVE", confirmation="Mine")
        assert live["fields"] == [{"path": ["mode"]}]
        made = change(desk, "createPortfolio", name="Mine", openingCash="0", idempotencyKey="mine")["portfolio"]
        mine = {"portfolioId": made["id"]}
        paid = change(desk, "recordCash", **mine, amount="1000.50", note="savings", idempotencyKey="a")
        again = change(desk, "recordCash", **mine, amount="1000.50", note="savings", idempotencyKey="a")
        assert (paid["replayed"], again["replayed"]) == (False, True)
        assert again["portfolio"]["cash"] == again["portfolio"]["equity"] == {"amount": "1000.5"}
        assert again["portfolio"]["pnl"]["day"] == {"amount": "0"}
        too_much = change(desk, "recordCash", **mine, amount="-1000.51", note="all", idempotencyKey="b")
        assert (too_much["__typename"], too_much["code"]) == ("ConflictProblem", "INSUFFICIENT_CASH")
        out = change(desk, "recordCash", **mine, amount="-1000.50", note="all", idempotencyKey="c")["portfolio"]
        assert out["proof"] == {
            "holds": True,
            "failures": [],
            **{name: {"amount": "0"} for name in ("cash", "realized", "unrealized", "fees")},
        }
        change(desk, "recordCash", **mine, amount="20", note="back", idempotencyKey="d")
        nothing = change(desk, "updatePortfolio", **mine)
        assert nothing["__typename"] == "InvalidInputProblem"
        renamed = change(desk, "updatePortfolio", **mine, name="Yours", lotMethod="AVERAGE")["portfolio"]
        assert (renamed["name"], renamed["lotMethod"]) == ("Yours", "AVERAGE")
        unknown = change(desk, "setMember", **mine, email="nobody@desk.test", role="VIEWER")
        assert unknown["__typename"] == "NotFoundProblem"
        deadline = time.monotonic() + START_S
        while broker_cash(desk, made["id"]) != "20" and time.monotonic() < deadline:
            time.sleep(0.2)
        archived = change(desk, "updatePortfolio", **mine, archived=True)["portfolio"]
        assert archived["archivedAt"] is not None
        listed = desk.query("query ($a: Boolean!) { portfolios(archived: $a) { nodes { name } } }", {"a": True})
        assert listed["portfolios"]["nodes"] == [{"name": "Yours"}]
        assert "Yours" not in str(desk.query("{ portfolios { nodes { name } } }"))
        assert broker_cash(desk, made["id"]) == "20"
        for number in range(2):  # names are not unique, and a stop must not fail on that
            change(desk, "createPortfolio", name="Twin", openingCash="1", idempotencyKey=f"twin{number}")
        halted = command(tmp_path / "data", "halt", "--portfolio", "Twin")
        assert halted.returncode == 0, halted.stderr
        states = desk.query("{ portfolios { nodes { name stop { state } } } }")["portfolios"]["nodes"]
        assert [each["stop"]["state"] for each in states if each["name"] == "Twin"] == ["HALTED", "HALTED"]
        desk.stop()
    assert command(tmp_path / "data", "ledger", "verify").returncode == 0
    assert command(tmp_path / "data", "audit", "verify").returncode == 0


def broker_cash(desk: Process, portfolio_id: str) -> str:
    """Ask the paper broker's own book."""
    account = base64.urlsafe_b64decode(portfolio_id).decode().partition(":")[2]
    with closing(sqlite3.connect(desk.folder / "paper.db")) as book:
        [(cents,)] = book.execute("SELECT cents FROM accounts WHERE account = ?", (account,)).fetchall()
    return f"{cents / 100:g}"
