"""`plimsoll halt --direct` with real processes: a killed database, orders gone at the brokers, a halted start."""

import asyncio
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import pytest

from adapters import brake, reach
from adapters.brokers.alpaca_rest import AlpacaLogin, AlpacaRest
from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.brokers.paper_book import PaperBook
from tests.adapters.broker_contract import buy
from tests.e2e.desks import Process, command, running, up
from tests.servers import PrivatePostgres, private_postgres
from trading.orders import OrderType, TimeInForce

WITHIN_S = 120  # a busy machine
PLACE = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { order { id } } ... on Problem { message } } }"""
LOOK = """{ portfolios(first: 1) { nodes { id name stop { id scope state note openOrdersLeft }
  orders(first: 50) { nodes { status } } audit(first: 50) { nodes { action reason } } } }
  instrument(symbol: "AAPL") { quote { last } } }"""
RELEASE = """mutation { releaseStop(input: {scope: GLOBAL, to: REDUCING, note: "all is well", confirmation: "desk"}) {
  __typename ... on Problem { message } } }"""


@pytest.fixture
def postgres() -> Iterator[PrivatePostgres]:
    with private_postgres(durable=True) as server:
        yield server


def until(true: Callable[[], Any], what: str = "") -> Any:
    deadline = time.monotonic() + WITHIN_S
    while not (found := true()):
        assert time.monotonic() < deadline, what
        time.sleep(0.1)
    return found


def look(desk: Process) -> Any:
    seen = desk.query(LOOK)
    return seen["portfolios"]["nodes"][0] | {"last": (seen["instrument"] or {}).get("quote")}


def with_working_orders(desk: Process, count: int) -> Any:
    """Place limit orders far from the market and return the portfolio when they work."""
    portfolio = until(lambda: (seen := look(desk))["last"] and seen)
    limit = (Decimal(portfolio["last"]["last"]) * Decimal("0.85")).quantize(Decimal("0.01"), ROUND_FLOOR)
    for number in range(count):
        terms = {"portfolioId": portfolio["id"], "symbol": "AAPL", "side": "BUY", "type": "LIMIT", "timeInForce": "GTC"}
        terms |= {"quantity": str(number + 1), "limitPrice": str(limit)}
        placed = desk.query(PLACE, {"input": {"terms": terms, "idempotencyKey": f"k{number}"}})["placeOrder"]
        assert placed["__typename"] == "OrderPlaced", placed
    until(lambda: statuses(desk).count("WORKING") == count)
    return portfolio


def statuses(desk: Process) -> list[str]:
    return [order["status"] for order in look(desk)["orders"]["nodes"]]


def open_at_the_paper_broker(folder: Path) -> int:
    book = PaperBook(folder / "paper.db", durable=False)
    try:
        return len(book.open_orders())
    finally:
        book.close()


def test_with_the_database_killed_everything_is_cancelled_and_the_next_start_is_halted(
    tmp_path: Path, postgres: PrivatePostgres
) -> None:
    folder = tmp_path / "data"
    settings: dict[str, Any] = {"database_url": postgres.create_database(), "replay_day_s": "60"}
    with up(folder, **settings) as desk:
        portfolio = with_working_orders(desk, 3)
        postgres.kill()
        plain = command(folder, "halt", **settings)
        assert plain.returncode == 1
        assert "halt --direct" in plain.stderr
        assert open_at_the_paper_broker(folder) == 3
        done = command(folder, "halt", "--direct", "--note", "the database burns", **settings)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("paper: CANCELED") == 3
        assert open_at_the_paper_broker(folder) == 0
        assert brake.pulled(folder) is not None
        desk.stop(signal.SIGKILL)
    with running(folder, "up", **settings) as vain:
        assert vain.popen.wait(WITHIN_S) == 1  # no database, no desk; and the brake stays
    assert brake.pulled(folder) is not None
    postgres.restart()
    with up(folder, **settings) as again:
        again.token = command(folder, "token", **settings).stdout.strip()
        assert "Trading is HALTED" in again.printed
        assert brake.pulled(folder) is None
        halted = look(again)
        assert (halted["stop"]["scope"], halted["stop"]["state"]) == ("GLOBAL", "HALTED")
        assert "the database burns" in halted["stop"]["note"]
        assert any(
            row["action"] == "engage_stop" and "the database burns" in row["reason"] for row in halted["audit"]["nodes"]
        )
        until(lambda: statuses(again).count("CANCELED") == 3)
        terms = {"portfolioId": portfolio["id"], "symbol": "AAPL", "side": "BUY", "quantity": "1"}
        refused = again.query(PLACE, {"input": {"terms": terms, "idempotencyKey": "after"}})["placeOrder"]
        assert refused["__typename"] in ("OrderDeniedProblem", "StoppedProblem"), refused
        released = again.query(RELEASE)["releaseStop"]
        assert "five minutes" in released["message"]  # the stop is its owner's: the same rules as for any other


def test_a_desk_that_outlives_its_database_is_halted_as_soon_as_that_is_back(
    tmp_path: Path, postgres: PrivatePostgres
) -> None:
    folder = tmp_path / "data"
    settings: dict[str, Any] = {"database_url": postgres.create_database(), "replay_day_s": "60"}
    with up(folder, **settings) as desk:
        with_working_orders(desk, 2)
        postgres.kill()
        done = command(folder, "halt", "--direct", **settings)
        assert done.returncode == 0, done.stderr
        postgres.restart()
        until(lambda: brake.pulled(folder) is None)
        assert until(lambda: look(desk))["stop"]["state"] == "HALTED"
        until(lambda: statuses(desk).count("CANCELED") == 2)


@pytest.mark.parametrize("pullable", [True, False])
async def test_the_account_at_alpaca_is_emptied_from_the_terminal(tmp_path: Path, pullable: bool) -> None:
    if not pullable:  # neither the file nor an empty one in its place can be made
        (tmp_path / "halted.new").mkdir()
        (tmp_path / brake.NAME).symlink_to(tmp_path / "missing" / "place")
    async with AlpacaStub({"PK1": "hush"}).serving() as stub:
        stub.quote("AAPL", "99.98", "100.00")
        login = AlpacaLogin(key_id="PK1", secret="hush", url=stub.url)
        reach.keep(tmp_path, login)
        (tmp_path / reach.NAME).chmod(0o644)
        rest = AlpacaRest(login)
        limit = {"type": OrderType.LIMIT, "limit_price": Decimal(90), "time_in_force": TimeInForce.GTC}
        for name in ("a", "b"):
            await asyncio.to_thread(rest.place, buy(name, "1", **limit))
        rest.close()
        done = await asyncio.to_thread(command, tmp_path, "halt", "--direct")
        assert done.returncode == (0 if pullable else 1), done.stderr
        assert ("THE BRAKE IS NOT PULLED" in done.stdout) is not pullable
        assert done.stdout.count("alpaca: CANCELED") == 2
        assert "WARNING" in done.stderr
        assert "alpaca: cancelling every order of the whole account of key PK1" in done.stderr
        assert "hush" not in done.stdout + done.stderr
        assert stub.books["PK1"].working() == []


def test_it_goes_alone_and_says_when_it_knows_no_broker(tmp_path: Path) -> None:
    alone = command(tmp_path, "halt", "--direct", "--flatten")
    assert (alone.returncode, "goes alone" in alone.stderr) == (1, True)
    assert brake.pulled(tmp_path) is None
    nothing = command(tmp_path, "halt", "--direct")
    assert nothing.returncode == 1
    assert "The brake is pulled. Nothing was cancelled" in nothing.stderr
    assert brake.pulled(tmp_path) is not None


def test_whatever_keeps_the_stop_from_the_database_it_says_so(tmp_path: Path) -> None:
    assert command(tmp_path, "migrate").returncode == 0
    with sqlite3.connect(tmp_path / "plimsoll.db") as raw:
        raw.execute(
            "INSERT INTO stops (target, scope, state, epoch, pending, after_sequence) VALUES (?, ?, ?, 0, 0, 0)",
            ("desk", "GLOBAL", "OF ANOTHER VERSION"),
        )
    raw.close()
    failed = command(tmp_path, "halt")
    assert failed.returncode == 1
    assert "NOTHING IS STOPPED" in failed.stderr
    assert "Traceback" not in failed.stderr
