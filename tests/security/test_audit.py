"""Attacks on the trail: rows changed or removed, and a clock that is set back."""

import sqlite3
from datetime import datetime, timedelta

import pytest

from tests.e2e.desks import Process
from tests.security.people import rows, signed_up


@pytest.mark.parametrize("table", ["audit_entries", "journal_entries", "postings", "executions"])
def test_S113_what_is_recorded_cannot_be_changed_or_removed(desk: Process, table: str) -> None:
    key = "id"
    ((count,),) = rows(desk, f"SELECT count(*) FROM {table}")
    for sql in (f"UPDATE {table} SET {key} = 'x'", f"DELETE FROM {table}"):
        if count:
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                rows(desk, sql)
    assert count or table == "executions"
    assert rows(desk, f"SELECT count(*) FROM {table}") >= [(count,)]


def test_S116_a_clock_that_is_set_back_is_flagged_and_the_order_stays(desk: Process) -> None:
    person = signed_up(desk)
    columns = (
        "sequence, at, latest_at, clock_back FROM audit_entries WHERE chain = 'desk' ORDER BY sequence DESC LIMIT 2"
    )
    ((now,),) = rows(desk, "SELECT at FROM audit_heads WHERE chain = 'desk'")
    ahead = (datetime.fromisoformat(now) + timedelta(hours=1)).isoformat(" ")
    rows(desk, "UPDATE audit_heads SET at = ? WHERE chain = 'desk'", ahead)  # as a clock an hour ahead has left it
    for number in range(2):
        person.key("READ", name=f"robot {number}")
    second, first = rows(desk, f"SELECT {columns}")
    assert second[0] == first[0] + 1
    for _, at, latest, flagged in (first, second):
        assert flagged
        assert datetime.fromisoformat(latest) == datetime.fromisoformat(ahead)
        assert datetime.fromisoformat(latest) - datetime.fromisoformat(at) > timedelta(minutes=50)
    rows(desk, "UPDATE audit_heads SET at = ? WHERE chain = 'desk'", now)
    person.key("READ", name="robot of the right time")
    assert rows(desk, f"SELECT {columns}")[0][3] == 0
