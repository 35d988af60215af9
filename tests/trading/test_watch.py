"""Each trigger at its edge: what is exactly the limit, one less, one more; and silence that nobody listened to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.watch import Silence, clock_off, feed_silent, skew, too_many_denials, too_many_rejects

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
LOOK = timedelta(seconds=1)
TICK = timedelta(microseconds=1)


def silent(seconds: str) -> Silence:
    return Silence(NOON, timedelta(seconds=float(seconds)))


@pytest.mark.parametrize(("seconds", "trips"), [("29.999999", False), ("30", True), ("31", True)])
def test_thirty_seconds_without_a_price_trip(seconds: str, trips: bool) -> None:
    assert feed_silent(silent(seconds), in_session=True, working=True) is trips
    assert not feed_silent(silent(seconds), in_session=False, working=True)
    assert not feed_silent(silent(seconds), in_session=True, working=False)


def test_thirty_looks_make_thirty_seconds_and_a_sign_of_life_ends_them() -> None:
    silence = Silence()
    for _ in range(31):  # the first look hears the beat
        silence = silence.listen(NOON, LOOK, LOOK)
    assert silence.lasted == timedelta(seconds=30)
    assert silence.listen(NOON + TICK, LOOK, LOOK) == Silence(NOON + TICK)


@given(st.timedeltas(min_value=timedelta(days=-1), max_value=timedelta(days=400)))
def test_a_clock_that_jumps_is_not_silence(passed: timedelta) -> None:
    heard = Silence(NOON).listen(NOON, passed, LOOK)
    assert timedelta(0) <= heard.lasted <= 2 * LOOK


@pytest.mark.parametrize(
    ("last", "trips"),
    [
        ([], False),
        ([True] * 4, False),
        ([True] * 5, True),
        ([True] * 4 + [False] * 5 + [True], True),  # the fifth is the tenth
        ([True] * 4 + [False] * 6 + [True], False),  # the fifth is the eleventh
        ([False] * 10, False),
    ],
)
def test_five_rejects_among_the_last_ten_trip(last: list[bool], trips: bool) -> None:
    assert too_many_rejects(last) is trips


def test_the_twentieth_throttle_denial_trips() -> None:
    assert [too_many_denials(count) for count in (0, 19, 20, 21)] == [False, False, True, True]


def test_a_clock_is_off_by_more_than_two_seconds() -> None:
    two = timedelta(seconds=2)
    assert [clock_off(by) for by in (timedelta(0), two, two + TICK)] == [False, False, True]


@pytest.mark.parametrize(
    ("theirs", "off"),
    [
        (NOON, timedelta(0)),
        (NOON + timedelta(seconds=3), timedelta(0)),  # within the two readings: nothing is certain
        (NOON + timedelta(seconds=5), timedelta(0)),
        (NOON + timedelta(seconds=7), timedelta(seconds=2)),
        (NOON - timedelta(seconds=3), timedelta(seconds=3)),
    ],
)
def test_a_slow_answer_is_no_skew(theirs: datetime, off: timedelta) -> None:
    assert skew(NOON, theirs, NOON + timedelta(seconds=5)) == off
