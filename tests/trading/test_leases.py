"""Proves when a lease is over, and that none outlives a clock that was set back by more than a minute."""

from datetime import UTC, datetime, timedelta

import pytest

from trading import leases

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
LASTS = timedelta(seconds=6)


@pytest.mark.parametrize(
    ("ends_in_s", "over"),
    [(-3600, True), (0, True), (0.001, False), (6, False), (66, False), (66.001, True), (3600, True)],
)
def test_a_lease_ends_in_its_time_or_was_written_by_a_clock_that_is_no_more(ends_in_s: float, over: bool) -> None:
    assert leases.over(NOW + timedelta(seconds=ends_in_s), NOW, LASTS) is over


def test_what_was_never_taken_is_over() -> None:
    assert leases.over(None, NOW, LASTS)
