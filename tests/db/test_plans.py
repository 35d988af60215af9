"""Proves that placing and booking an order read no more of a portfolio's other orders than an index has of them."""

import pytest

from db.lookup import ask
from db.reads.books import OPENED
from db.reads.orders import BRACKETED
from tests.desks import sqlite_only

pytestmark = sqlite_only  # PostgreSQL's planner goes by what is in the tables
ASKED = {
    OPENED.format(day="= $2"): ("p", "2011-03-01"),
    BRACKETED: ("p", "AAA"),
}


@pytest.mark.parametrize("statement", ASKED)
async def test_what_every_order_asks_is_answered_by_an_index_that_names_all_of_it(
    database: str, statement: str
) -> None:
    plan = [row["detail"] for row in await ask(f"EXPLAIN QUERY PLAN {statement}", *ASKED[statement])]
    searches = [step for step in plan if step.startswith(("SEARCH", "SCAN")) and "CONSTANT" not in step]
    assert searches
    assert all("USING COVERING INDEX" in step for step in searches), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan
