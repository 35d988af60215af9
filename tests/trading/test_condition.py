"""Proves the figures of a market's condition: against hand-made bars, splits, dividends, and too little history."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import log, sqrt
from statistics import stdev

import pytest

from trading.condition import condition, day_move
from trading.market import Bar

D = Decimal
FIRST = date(2011, 1, 3)


def bars(*closes: str, volume: int = 1000, **last: Decimal) -> list[Bar]:
    """One bar a day; `last` changes the last one."""
    made = [
        Bar(FIRST + timedelta(days=number), D(close), D(close), D(close), D(close), volume)
        for number, close in enumerate(closes)
    ]
    if last:
        day = made[-1]
        made[-1] = Bar(day.day, day.open, day.high, day.low, day.close, day.volume, **last)
    return made


def test_a_flat_market_has_no_volatility() -> None:
    been = condition(bars(*["100"] * 21))
    assert (been.average_volume, been.volatility, been.previous_close) == (D(1000), D(0), D(100))


def test_volatility_is_the_annualised_deviation_of_log_returns() -> None:
    closes = [100 + (number * 37) % 11 for number in range(25)]
    been = condition(bars(*map(str, closes)))
    used = closes[-21:]
    expected = stdev(log(after / before) for before, after in pairwise(used)) * sqrt(252)
    assert been.volatility is not None
    assert float(been.volatility) == pytest.approx(expected, abs=2e-9)


def test_with_twenty_closes_nothing_is_known_but_the_last() -> None:
    been = condition(bars(*["100"] * 20))
    assert (been.average_volume, been.volatility, been.previous_close) == (None, None, D(100))
    assert condition([]).previous_close is None


def test_splits_and_dividends_move_nothing() -> None:
    assert condition(bars(*["100"] * 20, "50", split=D(2))).volatility == 0
    assert condition(bars(*["100"] * 20, "98", dividend=D(2))).volatility == 0


def test_volume_is_in_the_shares_of_today() -> None:
    past = condition(bars(*["100"] * 20, "50", split=D(2)))
    assert past.average_volume == (19 * 2000 + 1000) / D(20)
    today = condition(bars(*["100"] * 21), split=D(4))
    assert (today.average_volume, today.previous_close) == (D(4000), D(25))


def test_a_days_move_never_looks_calmer_than_it_is() -> None:
    assert day_move(D(110), D(100)) == D("0.1")
    assert day_move(D("100.00000001"), D(100)) == D("0.000000001")
    assert day_move(D("89.99999999"), D(100)) == D("-0.100000001")
    assert day_move(D(1), None) is None


def test_a_days_move_of_a_penny_share_is_known_and_of_nothing_is_not() -> None:
    assert day_move(D("0.6"), D("0.5")) == D("0.2")
    assert day_move(D(1), D(0)) is None
