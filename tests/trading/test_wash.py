"""Proves that wash sales move losses and never make or lose a cent, within thirty days and no more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.errors import InvalidInput
from trading.wash import Purchase, is_long_term, wash

D = Decimal
SOLD = date(2024, 6, 1)
CENTS = st.integers(1, 10**7).map(lambda cents: D(cents) / 100)
WHOLE = st.integers(1, 500).map(D)
LOTS = st.lists(st.tuples(st.integers(-90, 60), WHOLE, CENTS), min_size=1, max_size=8)


@given(LOTS, CENTS, st.data())
def test_not_a_cent_is_made_or_lost(rows: list[tuple[int, D, D]], proceeds: D, data: st.DataObject) -> None:
    lots = [Purchase(SOLD + timedelta(days=days), quantity, basis) for days, quantity, basis in rows]
    owned = sum((lot.quantity for lot in lots if lot.day <= SOLD), D(0))
    if not owned:
        with pytest.raises(InvalidInput, match="were bought until"):
            wash(lots, SOLD, D(1), proceeds)
        return
    quantity = data.draw(st.integers(1, int(owned)).map(D))
    found = wash(lots, SOLD, quantity, proceeds)
    paid = sum((lot.basis for lot in lots), D(0))
    kept = sum((lot.basis for lot in found.kept), D(0))
    assert kept - found.disallowed == paid - (proceeds + found.loss)
    assert found.disallowed + found.deductible == found.loss
    assert found.disallowed >= 0
    assert sum(lot.quantity for lot in found.kept) == sum(lot.quantity for lot in lots) - quantity
    near = [lot for lot in found.kept if abs(lot.day - SOLD) <= timedelta(days=30)]
    assert found.disallowed == 0 or near


@pytest.mark.parametrize(("days", "washed"), [(-31, False), (-30, True), (30, True), (31, False)])
def test_thirty_days_before_and_after_count(days: int, washed: bool) -> None:
    lots = [Purchase(date(2024, 1, 2), D(100), D(1000)), Purchase(SOLD + timedelta(days=days), D(100), D(800))]
    found = wash(lots, SOLD, D(100), D(750))
    assert found.disallowed == (250 if washed else 0)
    assert found.kept[0].basis == (1050 if washed else 800)


def test_a_gain_is_never_washed_and_only_the_shares_that_lost_are() -> None:
    lots = [
        Purchase(date(2024, 1, 2), D(10), D(50)),
        Purchase(date(2024, 1, 3), D(10), D(150)),
        Purchase(date(2024, 6, 5), D(20), D(200)),
    ]
    found = wash(lots, SOLD, D(20), D(200))
    assert (found.loss, found.disallowed, found.deductible) == (D(0), D(50), D(-50))
    assert [(lot.quantity, lot.basis) for lot in found.kept] == [(D(10), D(150)), (D(10), D(100))]
    assert wash(lots[:1] + lots[2:], SOLD, D(10), D(100)).disallowed == 0


def test_what_replaces_counts_as_held_for_as_long() -> None:
    lots = [Purchase(date(2023, 6, 11), D(10), D(100)), Purchase(date(2024, 6, 11), D(10), D(50))]
    replacing = wash(lots, SOLD, D(10), D(40)).kept[0]
    assert replacing.held_since == date(2024, 6, 11) - (SOLD - date(2023, 6, 11))
    assert is_long_term(replacing.held_since, date(2024, 7, 1))


def test_long_term_is_more_than_a_year() -> None:
    assert not is_long_term(date(2023, 3, 1), date(2024, 3, 1))
    assert is_long_term(date(2023, 3, 1), date(2024, 3, 2))
    assert not is_long_term(date(2024, 2, 29), date(2025, 2, 28))
    assert is_long_term(date(2024, 2, 29), date(2025, 3, 1))


def test_a_year_from_the_end_of_february_ends_with_february() -> None:
    assert not is_long_term(date(2023, 2, 28), date(2024, 2, 29))
    assert is_long_term(date(2023, 2, 28), date(2024, 3, 1))
    assert not is_long_term(date(2024, 2, 28), date(2025, 2, 28))
    assert is_long_term(date(2024, 2, 28), date(2025, 3, 1))


def test_what_was_not_bought_cannot_be_sold() -> None:
    lots = [Purchase(date(2024, 1, 2), D(10), D(100))]
    with pytest.raises(InvalidInput, match="11 are sold and 10"):
        wash(lots, SOLD, D(11), D(100))
    with pytest.raises(InvalidInput, match="above zero"):
        wash(lots, SOLD, D(0), D(100))
    with pytest.raises(InvalidInput, match="above zero"):
        wash(lots, SOLD, D("NaN"), D(100))
