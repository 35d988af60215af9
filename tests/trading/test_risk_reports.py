"""Proves that parts of a risk are told in cents that sum to the whole that is told."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trading.risk_reports import to_cents_that_sum
from trading.units import to_cents


@given(st.lists(st.decimals(-(10**9), 10**9, places=6), max_size=40))
def test_cents_sum_to_the_rounded_sum(parts: list[Decimal]) -> None:
    rounded = to_cents_that_sum(parts)
    assert sum(rounded) == to_cents(sum(parts, Decimal(0)))
    assert all(abs(told - part) <= Decimal("0.01") for told, part in zip(rounded, parts, strict=True))
    assert all(told == to_cents(told) for told in rounded)
