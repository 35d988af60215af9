"""Brackets on a real desk: exits appear when the entry fills, one fires or both give way, and nothing is sold twice."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.e2e.desks import Process, command, up
from tests.e2e.test_reconcile import held, until
from tests.e2e.test_up import PLACE, first_portfolio, order

ORDER = """query($id: ID!) { order(id: $id) { status filledQuantity
  children { id type side quantity status filledQuantity } } }"""


def bracketed(desk: Process, portfolio_id: str, symbol: str, away: str) -> str:
    """Buy one share with exits so far from the price, as a ratio; return the order's id."""
    price = Decimal(
        desk.query("query($s: [String!]!) { quotes(symbols: $s) { last } }", {"s": [symbol]})["quotes"][0]["last"]
    )
    levels = {"stopLoss": f"{price * (1 - Decimal(away)):.2f}", "takeProfit": f"{price * (1 + Decimal(away)):.2f}"}
    placed = desk.query(PLACE, order(portfolio_id, symbol, symbol=symbol, **levels))["placeOrder"]
    assert placed["__typename"] == "OrderPlaced", placed
    return str(placed["order"]["id"])


def seen(desk: Process, order_id: str) -> Any:
    return desk.query(ORDER, {"id": order_id})["order"]


def exits(desk: Process, order_id: str) -> list[tuple[str, str]]:
    return sorted((each["type"], each["status"]) for each in seen(desk, order_id)["children"])


def statuses(children: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(status for _, status in children)


def test_one_exit_fires_and_a_sale_by_hand_makes_the_others_give_way(tmp_path: Path) -> None:
    with up(tmp_path / "data", replay_day_s="20") as desk:
        desk.wait_for_a_price()
        portfolio_id = first_portfolio(desk)["id"]
        near = bracketed(desk, portfolio_id, "AAPL", "0.004")
        far = bracketed(desk, portfolio_id, "MSFT", "0.5")
        until(lambda: exits(desk, far) == [("LIMIT", "WORKING"), ("STOP", "WORKING")])
        entry = seen(desk, far)
        assert (entry["status"], entry["filledQuantity"]) == ("FILLED", "1")
        assert {(each["side"], each["quantity"]) for each in entry["children"]} == {("SELL", "1")}
        sale = desk.query(PLACE, order(portfolio_id, "sale", symbol="MSFT", side="SELL"))["placeOrder"]["order"]["id"]
        until(lambda: seen(desk, sale)["status"] == "FILLED")
        assert exits(desk, far) == [("LIMIT", "CANCELED"), ("STOP", "CANCELED")]
        until(lambda: statuses(exits(desk, near)) == ["CANCELED", "FILLED"])
        sold = sum(Decimal(each["filledQuantity"]) for each in seen(desk, near)["children"])
        assert sold == 1
        assert held(desk, portfolio_id) == set()
        desk.stop()
    assert command(tmp_path / "data", "ledger", "verify").returncode == 0
    assert command(tmp_path / "data", "audit", "verify").returncode == 0
