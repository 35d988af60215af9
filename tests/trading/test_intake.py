"""Proves that one process takes in a bounded number of orders at once, that every one gives its place back, that
neither a flood on one portfolio nor one on many keeps a portfolio out that has no order under way, and that nobody
joins a line whose head has waited for too long."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from trading.errors import LimitReached
from trading.intake import AGAIN, ALL_MAX, KEPT, OWN_MAX, SOON, Intake

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATE = NOW + SOON + timedelta(milliseconds=1)


@contextmanager
def taken(intake: Intake, *portfolio_ids: str) -> Iterator[None]:
    with ExitStack() as stack:
        for each in portfolio_ids:
            stack.enter_context(intake.taken(each, NOW))
        yield


def refused(intake: Intake, portfolio_id: str, now: datetime = NOW) -> bool:
    before = intake.refused, intake.under_way
    try:
        with intake.taken(portfolio_id, now):
            return False
    except LimitReached:
        assert (intake.refused, intake.under_way) == (before[0] + 1, before[1])
        return True


def test_one_portfolio_has_so_many_and_others_go_on() -> None:
    intake = Intake()
    with taken(intake, *["one"] * OWN_MAX):
        assert refused(intake, "one")
        assert not refused(intake, "other")
    assert not refused(intake, "one")
    assert intake.under_way == 0


def test_all_together_have_so_many_and_a_few_places_are_for_those_who_have_none() -> None:
    intake = Intake()
    with taken(intake, *(f"busy {number % 4}" for number in range(ALL_MAX))):
        assert refused(intake, "busy 0")
        with taken(intake, *(f"quiet {number}" for number in range(KEPT))):
            assert refused(intake, "quiet 0")
            assert refused(intake, "one more")
            assert intake.under_way == ALL_MAX + KEPT
        assert not refused(intake, "one more")


def test_nobody_joins_a_line_whose_head_has_waited_for_too_long() -> None:
    intake = Intake()
    with intake.taken("one", NOW), intake.taken("one", LATE - SOON):
        assert not refused(intake, "one", NOW + SOON)
        assert refused(intake, "one", LATE)
        assert not refused(intake, "other", LATE)
    assert not refused(intake, "one", LATE)


def test_who_has_its_portfolio_keeps_nobody_out_however_long_it_takes() -> None:
    intake = Intake()
    with intake.taken("one", NOW) as first, intake.taken("one", LATE - SOON) as second:
        first()
        assert not refused(intake, "one", LATE)
        assert refused(intake, "one", LATE + SOON)
        second()
        assert not refused(intake, "one", LATE + SOON)
    assert intake.under_way == 0


def test_an_order_that_fails_gives_its_place_back() -> None:
    intake = Intake()
    for _ in range(ALL_MAX + 1):
        with pytest.raises(ZeroDivisionError), intake.taken("one", NOW):
            raise ZeroDivisionError
    assert intake.under_way == 0


def test_a_refusal_says_what_to_do_and_when() -> None:
    intake = Intake()
    with taken(intake, *["one"] * OWN_MAX), pytest.raises(LimitReached) as no, intake.taken("one", NOW):
        pass
    assert no.value.retry_at == NOW + AGAIN
    assert "with the same key" in no.value.message
