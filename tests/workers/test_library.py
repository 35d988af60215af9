"""Proves that histories are what the market's bars say, in whatever order days are asked for, and nothing later."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import date, timedelta

import pytest

from adapters.market.replay import Replay
from ai.facts import History
from trading.market import Bar
from workers.library import Library

WEEKS = [date(2011, 6, 10) + timedelta(days=number) for number in range(12)]  # weekends and a holiday's eve too
FACEBOOK = [date(2012, 5, 16) + timedelta(days=number) for number in range(6)]  # its first bar is of the 18th


@pytest.fixture(scope="module")
def replay() -> Replay:
    return Replay(None, 7)


def rebuilt(replay: Replay, as_of: date) -> dict[str, History]:
    found = {each.symbol: History.of(each.symbol, replay.bars(each.symbol, until=as_of)) for each in replay.listings()}
    return {symbol: history for symbol, history in found.items() if history.days}


@pytest.mark.parametrize(
    "days",
    [WEEKS, FACEBOOK, WEEKS[:1] * 2, WEEKS[::-5], [FACEBOOK[-1], WEEKS[0], FACEBOOK[-1]], [WEEKS[0], FACEBOOK[-1]]],
    ids=["in a row", "a new listing", "twice", "backwards", "back and forth", "a long way ahead"],
)
def test_histories_are_what_a_rebuild_gives(replay: Replay, days: Iterable[date]) -> None:
    library = Library(replay)
    for day in days:
        assert library.until(day) == rebuilt(replay, day)


def test_nothing_is_later_than_the_day(replay: Replay) -> None:
    library = Library(replay)
    for day in (FACEBOOK[-1], *WEEKS, WEEKS[0]):
        lasts = {symbol: date.fromordinal(history.days[-1]) for symbol, history in library.until(day).items()}
        assert max(lasts.values()) == max(each for each in replay.days() if each <= day)
        assert ("FB" in lasts) == (day >= FACEBOOK[2])


def test_what_was_handed_out_stays_as_it_was(replay: Replay) -> None:
    library = Library(replay)
    handed_out = library.until(WEEKS[0])
    before = deepcopy(handed_out)
    library.until(WEEKS[-1])
    assert handed_out == before


def test_a_later_day_converts_only_the_bars_that_are_new(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(replay)
    library.until(WEEKS[0])
    added: list[int] = []
    original = History.extended

    def extended(history: History, bars: Sequence[Bar]) -> History:
        added.append(len(bars))
        return original(history, bars)

    monkeypatch.setattr(History, "extended", extended)
    library.until(WEEKS[-1])
    new = [day for day in replay.days() if WEEKS[0] < day <= WEEKS[-1]]
    assert added == [len(new)] * 4  # Facebook has none yet
