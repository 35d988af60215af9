"""Attacks on the trail: rows changed or removed, and a clock that is set back."""

import sqlite3

import pytest

from tests.e2e.desks import Process
from tests.security.people import rows


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
