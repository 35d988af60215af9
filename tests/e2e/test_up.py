"""`plimsoll up` as a newcomer runs it: starts, trades, stops cleanly, goes on where it stood, says what is wrong."""

import asyncio
import os
import signal
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.desks import START_S, STOP_S, Process, command, free_port, up

PORTFOLIO = "{ portfolios(first: 5) { nodes { id name equity { amount } pnl { markedAt } } } }"
PLACE = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { order { id status } replayed }
  ... on OrderDeniedProblem { code largestQuantityNow checks { code passed observed limit } order { id } }
  ... on Problem { message } } }"""
REPLACE = """mutation($input: ReplaceOrderInput!) { replaceOrder(input: $input) { __typename
  ... on OrderChanged { order { id status } } ... on Problem { message } } }"""
STATUS = "query($id: ID!) { order(id: $id) { status } }"
UPDATES = """subscription($id: ID!) { orderUpdates(portfolioId: $id) { kind sequence
  orders { id status filledQuantity averageFillPrice } executions { quantity price } } }"""
PNL = "subscription($id: ID!) { portfolioPnl(portfolioId: $id) { kind sequence portfolio { equity { amount } } } }"


def children(pid: int) -> set[int]:
    """Every living descendant of a process."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            child = int(stat.parent.name)
            found |= {child} | children(child)
    return found


def gone(pids: set[int]) -> bool:
    deadline = time.monotonic() + STOP_S
    while time.monotonic() < deadline:
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def first_portfolio(desk: Process) -> Any:
    return desk.query(PORTFOLIO)["portfolios"]["nodes"][0]


def until_marked(desk: Process, moment: str) -> str:
    """Wait until the market has come so far; return when the portfolio was marked last."""
    deadline = time.monotonic() + START_S
    while (reached := first_portfolio(desk)["pnl"]["markedAt"] or "") < moment:
        assert time.monotonic() < deadline, (reached, desk.printed)
        time.sleep(0.1)
    return str(reached)


def order(portfolio_id: str, key: str, **terms: str) -> dict[str, Any]:
    wanted = {"portfolioId": portfolio_id, "symbol": "AAPL", "side": "BUY", "quantity": "1", **terms}
    return {"input": {"terms": wanted, "idempotencyKey": key}}


def test_the_first_start_prints_everything_a_newcomer_needs(tmp_path: Path) -> None:
    with up(tmp_path / "data", analysis_cpu="1") as desk:
        words = desk.printed
        assert f"{desk.url}/graphql" in words
        assert desk.token.startswith("plk_")
        assert "curl" in words
        assert first_portfolio(desk)["name"] == "Demo 1"
        session = httpx.post(f"{desk.url}/session", json={"code": desk.code})
        assert session.status_code == 200
        assert desk.query(PORTFOLIO, token=session.json()["token"])
        assert httpx.post(f"{desk.url}/session", json={"code": desk.code}).status_code == 401
        page = httpx.get(desk.url)
        assert page.status_code == 200
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert httpx.get(f"{desk.url}/static/desk.js").status_code == 200
        deadline = time.monotonic() + START_S
        while (ready := httpx.get(f"{desk.url}/readyz")).status_code != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        parts = ("status", "database", "migrations", "disk", "redis", "feed", "orders")
        assert ready.json() == dict.fromkeys(parts, "ok")


async def test_an_order_goes_from_mutation_to_subscription(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_day_s="20") as desk:
        desk.wait_for_a_price()
        portfolio = first_portfolio(desk)
        async with desk.socket() as stream:
            await stream.subscribe("o", UPDATES, {"id": portfolio["id"]})
            assert (await stream.next("o"))["orderUpdates"]["kind"] == "SNAPSHOT"
            placed = await asyncio.to_thread(desk.query, PLACE, order(portfolio["id"], "first"))
            assert placed["placeOrder"]["__typename"] == "OrderPlaced", placed
            wanted, sequences = placed["placeOrder"]["order"]["id"], []
            async with asyncio.timeout(START_S):
                while True:
                    update = (await stream.next("o"))["orderUpdates"]
                    sequences.append(update["sequence"])
                    ours = [each for each in update["orders"] if each["id"] == wanted]
                    if ours and ours[0]["status"] == "FILLED":
                        break
            assert sequences == sorted(set(sequences))
            assert ours[0]["filledQuantity"] == "1"
        again = desk.query(PLACE, order(portfolio["id"], "first"))
        assert again["placeOrder"]["replayed"] is True
        assert again["placeOrder"]["order"]["id"] == wanted
        other = desk.query(PLACE, order(portfolio["id"], "first", quantity="2"))
        assert other["placeOrder"]["__typename"] == "IdempotencyProblem"


async def test_an_order_is_replaced_and_fills_at_its_new_terms(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_day_s="20") as desk:
        desk.wait_for_a_price()
        portfolio = first_portfolio(desk)
        price = Decimal(desk.query('{ quotes(symbols: ["AAPL"]) { last } }')["quotes"][0]["last"])
        low, high = f"{price * Decimal('0.9'):.2f}", f"{price * Decimal('1.03'):.2f}"
        async with desk.socket() as stream, asyncio.timeout(START_S):
            await stream.subscribe("o", UPDATES, {"id": portfolio["id"]})
            terms = order(portfolio["id"], "low", type="LIMIT", limitPrice=low, timeInForce="GTC")
            placed = await asyncio.to_thread(desk.query, PLACE, terms)
            wanted, seen, given = placed["placeOrder"]["order"]["id"], [], False
            ours: list[dict[str, Any]] = []
            while "FILLED" not in seen:
                update = (await stream.next("o"))["orderUpdates"]
                ours = [each for each in update["orders"] if each["id"] == wanted] or ours
                seen += [each["status"] for each in ours]
                if "WORKING" in seen and not given:
                    given = True
                    change = {"input": {"orderId": wanted, "quantity": "2", "limitPrice": high}}
                    answer = await asyncio.to_thread(desk.query, REPLACE, change)
                    assert answer["replaceOrder"]["order"]["status"] == "PENDING_REPLACE", answer
            assert "PENDING_REPLACE" in seen
            assert ours[0]["filledQuantity"] == "2"
            assert Decimal(low) < Decimal(ours[0]["averageFillPrice"]) <= Decimal(high)
        desk.stop()
    assert command(tmp_path / "data", "ledger", "verify").returncode == 0
    assert "is signed" in command(tmp_path / "data", "audit", "checkpoint").stdout
    verified = command(tmp_path / "data", "audit", "verify")
    assert verified.returncode == 0, verified.stdout
    written = (tmp_path / "data" / "checkpoints.jsonl").read_text().splitlines()
    assert verified.stdout.splitlines()[-1] == f"checkpoints: {len(written)} hold"
    (tmp_path / "data" / "checkpoints.jsonl").write_text("".join(f"{line}\n" for line in written[:-1]))
    verified = command(tmp_path / "data", "audit", "verify")
    assert (verified.returncode, f"checkpoint {len(written)} was removed" in verified.stdout) == (1, True)


async def test_pnl_is_a_snapshot_and_then_moves(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_day_s="2") as desk:
        portfolio = first_portfolio(desk)
        async with desk.socket() as stream, asyncio.timeout(START_S):
            await stream.subscribe("p", PNL, {"id": portfolio["id"]})
            kinds: list[str] = []
            sequences: list[int] = []
            while len(kinds) < 4 or "CHANGE" not in kinds:
                update = (await stream.next("p"))["portfolioPnl"]
                kinds.append(update["kind"])
                sequences.append(update["sequence"])
            assert kinds[0] == "SNAPSHOT"
            assert sequences == sorted(set(sequences))


@pytest.mark.parametrize("signum", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_it_stops_cleanly_and_goes_on_where_it_stood(tmp_path: Path, signum: int) -> None:
    with up(tmp_path / "data", replay_day_s="1", analysis_cpu="1") as desk:
        token, before = desk.token, first_portfolio(desk)
        reached = until_marked(desk, "2011-03-03")
        family = children(desk.popen.pid)
        assert family
        assert desk.stop(signum) == 0
        assert gone(family)
    with up(tmp_path / "data", replay_day_s="1") as desk:
        assert desk.token == ""
        desk.token = token
        after = first_portfolio(desk)
        assert after["id"] == before["id"]
        assert after["pnl"]["markedAt"] >= reached
        assert len(desk.query(PORTFOLIO)["portfolios"]["nodes"]) == 1
        desk.stop()
    assert command(tmp_path / "data", "ledger", "verify").returncode == 0


def test_kill_9_leaves_no_orphans_and_loses_nothing(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_day_s="0.5", analysis_cpu="1") as desk:
        token, portfolio = desk.token, first_portfolio(desk)
        until_marked(desk, "2011-03-08")
        family = children(desk.popen.pid)
        desk.popen.kill()
        desk.popen.wait()
        assert gone(family)
    verified = command(tmp_path / "data", "ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    with up(tmp_path / "data", replay_day_s="0.5") as desk:
        desk.token = token
        assert first_portfolio(desk)["id"] == portfolio["id"]
        desk.stop()
    assert command(tmp_path / "data", "audit", "verify").returncode == 0


def one_sentence(output: str) -> bool:
    lines = [line for line in output.splitlines() if line.strip()]
    return len(lines) == 1 and lines[0].startswith("plimsoll: ")


def test_its_valkey_is_killed_and_the_next_order_is_filled(tmp_path: Path) -> None:
    with up(tmp_path / "data") as desk:
        desk.wait_for_a_price()
        portfolio_id = first_portfolio(desk)["id"]
        socket = (tmp_path / "data" / "redis-url").read_text().removeprefix("unix://")
        [server] = [
            pid for pid in children(desk.popen.pid) if socket in Path(f"/proc/{pid}/cmdline").read_bytes().decode()
        ]
        os.kill(server, signal.SIGKILL)
        assert gone({server})
        placed = desk.query(PLACE, order(portfolio_id, "k1"))["placeOrder"]
        deadline = time.monotonic() + START_S
        while desk.query(STATUS, {"id": placed["order"]["id"]})["order"]["status"] != "FILLED":
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert httpx.get(f"{desk.url}/readyz").json()["redis"] == "ok"


def test_two_desks_cannot_share_a_folder(tmp_path: Path) -> None:
    with up(tmp_path / "data") as desk:
        second = command(tmp_path / "data", "up", port=free_port())
        assert second.returncode == 1
        assert one_sentence(second.stderr), second.stderr
        assert str(desk.popen.pid) in second.stderr
        third = command(tmp_path / "other", "up", port=desk.port)
        assert third.returncode == 1
        assert one_sentence(third.stderr), third.stderr
        assert "PLIMSOLL_PORT" in third.stderr


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for words in (["up"], ["migrate"]):
        failed = command(tmp_path / "file" / "data", *words)
        assert failed.returncode == 1
        assert one_sentence(failed.stderr), failed.stderr


def test_a_database_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "plimsoll.db").write_bytes(b"this is no database, but it is long enough to be taken for one" * 20)
    failed = command(tmp_path, "up", port=free_port())
    assert failed.returncode == 1
    assert one_sentence(failed.stderr), failed.stderr


def test_a_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    failed = command(tmp_path, "up", replay_day="4")
    assert failed.returncode == 1
    assert one_sentence(failed.stderr), failed.stderr


def test_halt_from_the_terminal_reaches_the_running_desk(tmp_path: Path) -> None:
    with up(tmp_path / "data") as desk:
        portfolio = first_portfolio(desk)
        halted = command(tmp_path / "data", "halt", "--note", "drill")
        assert halted.returncode == 0, halted.stderr
        assert "HALTED" in halted.stdout
        answer = desk.query(PLACE, order(portfolio["id"], "after"))["placeOrder"]
        assert answer["__typename"] == "StoppedProblem"


@pytest.mark.slow
def test_the_market_is_steered_from_the_terminal(tmp_path: Path) -> None:
    with up(tmp_path / "data") as desk:
        folder = tmp_path / "data"
        assert "paused" in command(folder, "market", "pause").stdout
        time.sleep(1)
        still = first_portfolio(desk)["pnl"]["markedAt"]
        time.sleep(1.5)
        assert first_portfolio(desk)["pnl"]["markedAt"] == still
        assert command(folder, "market", "speed", "3").returncode == 0
        assert command(folder, "market", "seek", "2011-06-15").returncode == 0
        assert command(folder, "market", "play").returncode == 0
        until_marked(desk, "2011-06-14")
        back = command(folder, "market", "seek", "2011-04-01")
        assert back.returncode == 1
        assert one_sentence(back.stderr), back.stderr


def test_the_end_of_history_is_said_and_waited_at(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with up(folder, replay_start="2013-03-01", replay_day_s="0.5") as desk:
        deadline = time.monotonic() + START_S
        while "end of its history" not in desk.printed and time.monotonic() < deadline:
            time.sleep(0.2)
        assert "end of its history" in desk.printed
        time.sleep(1)
        assert [each["name"] for each in desk.query(PORTFOLIO)["portfolios"]["nodes"]] == ["Demo 1"]


def test_it_loops_into_a_fresh_portfolio_only_when_told(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_start="2013-03-01", replay_day_s="0.5", replay_loop="1") as desk:
        deadline = time.monotonic() + START_S
        names: list[str] = []
        while "Demo 2" not in names and time.monotonic() < deadline:
            names = [each["name"] for each in desk.query(PORTFOLIO)["portfolios"]["nodes"]]
            time.sleep(0.2)
        assert "Demo 2" in names
