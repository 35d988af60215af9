"""`plimsoll drill stop` and drillStop on a running desk, and the clear word when nobody is there to carry it out."""

import time
from pathlib import Path
from typing import Any

from tests.e2e.desks import START_S, Process, command, up

DRILL = """mutation($id: ID!) { drillStop(input: {portfolioId: $id}) { __typename ... on Problem { message }
  ... on StopEngaged { stops { state scope } receipts { id drill level } } } }"""
RECEIPT = """query($id: ID!) { node(id: $id) { ... on StopReceipt { drill haltCommittedMs firstCancelMs allConfirmedMs
  ordersCanceled ordersStillOpen ordersUnknown positionsClosed portfolio { name } steps { name } } } }"""
LISTS = "{ portfolios(first: 20) { totalCount nodes { id name stop { state } orders(first: 50) { totalCount } } } }"


def finished(desk: Process, receipt_id: str) -> Any:
    deadline = time.monotonic() + START_S
    while True:
        receipt = desk.query(RECEIPT, {"id": receipt_id})["node"]
        if receipt["steps"][-1]["name"] == "done":
            return receipt
        assert time.monotonic() < deadline, receipt
        time.sleep(0.1)


def test_the_drill_from_the_terminal_and_through_the_api(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with up(folder, replay_day_s="60") as desk:
        desk.wait_for_a_price()
        before = desk.query(LISTS)
        done = command(folder, "drill", "stop")
        for words in ("first cancel", "all confirmed", "positions closed"):
            assert words in done.stdout, done.stdout + done.stderr
        left = [line for line in done.stdout.splitlines() if line.startswith("FAILED") and "goal" not in line]
        assert left == []  # how quick it is on this machine, benchmarks say
        assert (done.returncode == 0) == ("The stop works." in done.stdout)
        portfolio = before["portfolios"]["nodes"][0]["id"]
        engaged = desk.query(DRILL, {"id": portfolio})["drillStop"]
        assert engaged["__typename"] == "StopEngaged", engaged
        assert engaged["stops"] == [{"state": "HALTED", "scope": "PORTFOLIO"}]
        [receipt] = engaged["receipts"]
        assert (receipt["drill"], receipt["level"]) == (True, "FLATTEN")
        came = finished(desk, receipt["id"])
        assert (came["ordersCanceled"], came["ordersStillOpen"], came["ordersUnknown"]) == (6, 0, 0)
        assert (came["positionsClosed"], came["portfolio"]["name"]) == (1, "Drill of Demo 1")
        assert desk.query(LISTS) == before
        desk.stop()
    alone = command(folder, "drill", "stop")
    assert alone.returncode == 1
    assert "No worker" in alone.stderr
    proved = command(folder, "ledger", "verify")
    assert (proved.returncode, proved.stdout.count("holds")) == (0, 2), proved.stdout
