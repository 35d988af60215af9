"""Proves that figures count from when they were told, and no longer than they are fresh."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from trading.figures import STALE, Figures

TOLD = datetime(2026, 1, 15, 12, tzinfo=UTC)


def figures(seen_at: datetime = TOLD) -> Figures:
    return Figures(
        symbol="AAPL", source="s", told_at=TOLD, seen_at=seen_at, period_end=None, earnings_yield=Decimal("0.03")
    )


def test_nothing_is_known_before_it_is_told_nor_for_ever() -> None:
    instant = timedelta(microseconds=1)
    assert not figures().counts(TOLD - instant)
    assert figures().counts(TOLD)
    assert figures().counts(TOLD + STALE)
    assert not figures().counts(TOLD + STALE + instant)
    assert figures(TOLD + STALE).counts(TOLD + 2 * STALE)


def test_what_is_not_told_is_no_ratio() -> None:
    assert figures().ratios == {"earnings_yield": Decimal("0.03")}


def test_figures_are_told_before_they_are_seen_again() -> None:
    with pytest.raises(ValueError, match="cannot be seen before"):
        figures(TOLD - STALE)
