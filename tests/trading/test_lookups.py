"""Proves when an order of unknown outcome is looked up, and when it counts as never received."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pytest

from trading.lookups import final, pause

BEGAN = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_lookups_come_fast_at_first_and_then_every_half_minute() -> None:
    at = accumulate(pause(number).total_seconds() for number in range(10))
    assert list(at) == [0.5, 1, 2, 4, 8, 16, 30, 60, 90, 120]


@pytest.mark.parametrize(
    ("misses", "ms", "over"), [(3, 60_000, True), (3, 59_999, False), (2, 600_000, False), (9, 59_999, False)]
)
def test_it_takes_three_misses_in_a_row_and_a_minute(misses: int, ms: int, over: bool) -> None:
    assert final(misses, BEGAN, BEGAN + timedelta(milliseconds=ms)) is over
