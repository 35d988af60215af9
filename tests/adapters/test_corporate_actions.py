"""Proves that the reviewed splits and dividends are the real ones, and explain every adjusted close of the bundle."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.market.corporate_actions import FILE_SOURCE, derive, reviewed, to_csv
from adapters.market.daily_bars import DailyRow, read
from adapters.market.derive import table
from trading.errors import Rejected
from trading.market import CorporateAction, CorporateActionKind
from trading.units import plain

SPLIT, DIVIDEND = CorporateActionKind.SPLIT, CorporateActionKind.DIVIDEND
HISTORY = read()
FIRST_DAY = date(2001, 1, 1)


def dividends(symbol: str, year: int) -> list[tuple[str, str]]:
    return [
        (f"{a.day:%m-%d}", str(a.amount))
        for a in reviewed()
        if a.kind is DIVIDEND and a.symbol == symbol and a.day.year == year
    ]


def rows(closes: Sequence[str], adjusted: Sequence[Decimal]) -> list[DailyRow]:
    """A history of one symbol with the given raw and adjusted closes, a day each."""
    days = (FIRST_DAY + timedelta(index) for index in range(len(closes)))
    prices = (Decimal(close) for close in closes)
    return [DailyRow(day, p, p, p, p, 1, scaled) for day, p, scaled in zip(days, prices, adjusted, strict=True)]


def adjust(closes: Sequence[str], growths: dict[int, Decimal]) -> list[DailyRow]:
    """The same, adjusted backwards from the last day as the vendor does; `growths` by index of the ex day."""
    factor, adjusted = Decimal(1), []
    for index in reversed(range(len(closes))):
        adjusted.append(Decimal(closes[index]) * factor)
        factor /= growths.get(index, Decimal(1))
    return rows(closes, adjusted[::-1])


def test_apples_dividends_are_exact_to_the_cent() -> None:
    assert dividends("AAPL", 2012) == [("08-09", "2.65"), ("11-07", "2.65")]
    assert dividends("AAPL", 2013) == [("02-07", "2.65")]


def test_ibms_dividends_of_2012() -> None:
    assert dividends("IBM", 2012) == [("02-08", "0.75"), ("05-08", "0.85"), ("08-08", "0.85"), ("11-07", "0.85")]


def test_microsofts_dividends_with_the_special_one_of_2004() -> None:
    assert dividends("MSFT", 2004) == [("08-23", "0.08"), ("11-15", "3.08")]
    assert [amount for _, amount in dividends("MSFT", 2012)] == ["0.2", "0.2", "0.2", "0.23"]


def test_the_splits_are_all_there() -> None:
    assert [(a.symbol, str(a.day), str(a.ratio)) for a in reviewed() if a.kind is SPLIT] == [
        ("AAPL", "2000-06-21", "2"),
        ("AAPL", "2005-02-28", "2"),
        ("MSFT", "2003-02-18", "2"),
    ]


def test_the_textbook_formula_would_give_wrong_cents() -> None:
    before, ex_day = next(pair for pair in pairwise(HISTORY["AAPL"]) if pair[1].day == date(2012, 8, 9))
    step = (before.adjusted / before.close) / (ex_day.adjusted / ex_day.close)
    assert round(before.close * (1 - step), 2) == Decimal("2.64")
    assert round(ex_day.close * (1 / step - 1), 2) == Decimal("2.65")


def test_the_table_is_what_the_bars_give() -> None:
    assert table(None) == to_csv(reviewed())
    assert len(reviewed()) == 95


def test_ids_are_unique_and_say_what_they_are() -> None:
    ids = [a.id for a in reviewed()]
    assert len(set(ids)) == len(ids)
    assert "wiki:AAPL:2012-08-09:DIVIDEND" in ids
    assert all(re.fullmatch(r"wiki:[A-Z]+:\d{4}-\d\d-\d\d:(SPLIT|DIVIDEND)", an_id) for an_id in ids)


@pytest.mark.parametrize("symbol", HISTORY)
def test_compounding_all_events_reproduces_every_adjusted_close(symbol: str) -> None:
    events: dict[date, CorporateAction] = {a.day: a for a in reviewed() if a.symbol == symbol}
    assert len(events) == sum(a.symbol == symbol for a in reviewed())
    last = HISTORY[symbol][-1]
    factor = last.adjusted / last.close
    for row in reversed(HISTORY[symbol]):
        assert abs(factor * row.close / row.adjusted - 1) < Decimal("1e-9"), row.day
        if event := events.get(row.day):
            factor /= event.ratio * (1 + event.amount / row.close)


@given(
    split=st.sampled_from(["2", "3", "7", "1.5", "1.25", "0.1", "0.5", "20"]),
    cents=st.integers(1, 400),
    closes=st.lists(st.integers(1000, 90000), min_size=6, max_size=6),
)
def test_what_was_adjusted_is_found_again(split: str, cents: int, closes: list[int]) -> None:
    prices = [str(Decimal(close) / 100) for close in closes]
    paid = min(Decimal(cents), Decimal(closes[4] // 10)) / 100
    found = derive("x", "ABC", adjust(prices, {2: Decimal(split), 4: 1 + paid / Decimal(prices[4])}))
    assert str(found[0].ratio) == split
    assert [(a.kind, a.amount, a.ratio) for a in found] == [
        (SPLIT, Decimal(0), Decimal(split)),
        (DIVIDEND, paid, Decimal(1)),
    ]


def test_a_split_and_a_dividend_on_one_day_are_told_apart() -> None:
    growth = 2 * (1 + Decimal("0.25") / 50)
    found = derive("x", "ABC", adjust(["100", "50", "51"], {1: growth}))
    assert [(a.id, plain(a.amount), plain(a.ratio)) for a in found] == [
        ("x:ABC:2001-01-02:SPLIT", "0", "2"),
        ("x:ABC:2001-01-02:DIVIDEND", "0.25", "1"),
    ]


def test_a_dividend_finer_than_a_cent_keeps_its_decimals() -> None:
    (found,) = derive("x", "ABC", adjust(["40", "41", "42"], {1: 1 + Decimal("0.0625") / 41}))
    assert found.amount == Decimal("0.0625")


def test_rounding_of_the_adjusted_close_is_no_event() -> None:
    exact = adjust(["40.11", "40.37", "41.05", "39.90", "40.02"], {3: 1 + Decimal("0.50") / Decimal("39.90")})
    rounded = [round(row.adjusted, 2) for row in exact]
    assert rounded != [row.adjusted for row in exact]
    (found,) = derive("x", "ABC", rows([str(row.close) for row in exact], rounded))
    assert (found.day, found.amount) == (exact[3].day, Decimal("0.50"))


@pytest.mark.parametrize("growth", ["0.9", "1.77", "0.0123"])
def test_a_step_that_is_neither_is_refused(growth: str) -> None:
    with pytest.raises(Rejected, match="ABC on 2001-01-02"):
        derive("x", "ABC", adjust(["100.01", "100.03", "100.07"], {1: Decimal(growth)}))


def test_another_file_gives_its_own_ids(tmp_path: Path) -> None:
    path = tmp_path / "bars.csv"
    path.write_text(
        "Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n"
        "ABC,2001-01-02,20,20,20,20,5,10.0\nABC,2001-01-03,10,10,10,10,5,10.0\n"
    )
    assert table(path).splitlines()[1:] == [f"{FILE_SOURCE}:ABC:2001-01-03:SPLIT,ABC,2001-01-03,SPLIT,0,2"]
