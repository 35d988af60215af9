"""Proves that days of several files and vendors are one past: no split or dividend is lost, made up or told twice."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.market import stored
from adapters.market.daily_bars import DailyRow, read
from adapters.market.joining import joined
from adapters.market.stored import Stored, add
from trading.errors import Rejected
from trading.market import Bar, CorporateAction, CorporateActionKind

MONDAY = date(2026, 1, 5)
HEADER = "Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n"


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def rows(first: int, *figures: tuple[str, str]) -> list[DailyRow]:
    """Return days with a close and an adjusted close each."""
    found = []
    for place, (text, adjusted) in enumerate(figures):
        close = Decimal(text)
        found.append(DailyRow(day(first + place), close, close, close, close, 10, Decimal(adjusted)))
    return found


def bars(first: int, *closes: str) -> list[Bar]:
    return [
        Bar(row.day, row.open, row.high, row.low, row.close, row.volume)
        for row in rows(first, *((close, close) for close in closes))
    ]


def bring(path: Path, found: Sequence[DailyRow]) -> int:
    """Do what the import of a file does."""
    found_bars = [Bar(row.day, row.open, row.high, row.low, row.close, row.volume) for row in found]
    return add(path, {"AAPL": found_bars}, {"AAPL": {row.day: row.adjusted for row in found}})


def paid(path: Path, first: int, *closes: str) -> int:
    """Do what a vendor's bars do, whose closes are not adjusted."""
    return add(path, {"AAPL": bars(first, *closes)})


def past(path: Path) -> list[tuple[str, str, str]]:
    """Return close, dividend and split of every day that the market knows."""
    known = Stored(path, seed=7).bars("AAPL", until=date.max)
    return [(str(bar.close), f"{bar.dividend:f}", f"{bar.split:f}") for bar in known]


def test_a_later_file_that_is_scaled_for_a_later_split_adds_that_split_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    bring(path, rows(0, ("100", "100"), ("101", "101")))
    later = rows(0, ("100", "25"), ("101", "25.25"), ("104", "26"), ("27", "27"))
    assert bring(path, later) == 2
    assert past(path) == [("100", "0", "1"), ("101", "0", "1"), ("104", "0", "1"), ("27", "0", "4")]
    before = path.read_text(), path.with_suffix(".actions.csv").read_text()
    assert bring(path, later) == 0
    assert (path.read_text(), path.with_suffix(".actions.csv").read_text()) == before


def test_an_older_file_does_not_make_up_a_dividend_where_it_meets_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    paid(path, 2, "100", "101")
    bring(path, rows(0, ("98", "93.1"), ("99", "94.05"), ("100", "95")))
    assert past(path) == [("98", "0", "1"), ("99", "0", "1"), ("100", "0", "1"), ("101", "0", "1")]


def test_events_of_what_was_there_stay_when_a_vendor_adds_days(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    bring(path, rows(0, ("100", "45"), ("50", "45"), ("50", "45")))  # scaled by 0.9 for something after it
    assert paid(path, 3, "51") == 1
    assert past(path) == [("100", "0", "1"), ("50", "0", "2"), ("50", "0", "1"), ("51", "0", "1")]


def test_the_whole_past_of_a_file_heals_what_a_vendor_was_refused(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    paid(path, 0, "100")
    with pytest.raises(Rejected, match="looks like a split"):
        paid(path, 1, "25")
    assert bring(path, rows(0, ("100", "25"), ("25", "25"))) == 1
    assert past(path) == [("100", "0", "1"), ("25", "0", "4")]


def test_a_dividend_of_a_later_file_is_told_once_and_to_the_cent(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    bring(path, rows(0, ("100", "100")))
    bring(path, rows(0, ("100", "99.009901"), ("101", "100"), ("100", "100")))
    assert past(path) == [("100", "0", "1"), ("101", "0", "1"), ("100", "1", "1")]


def test_what_a_vendor_has_told_of_a_day_counts_and_not_what_a_file_says(tmp_path: Path) -> None:
    told = [CorporateAction("alpaca:1", "AAPL", day(1), CorporateActionKind.SPLIT, ratio=Decimal(4))]
    found = joined("AAPL", rows(0, ("100", "100")), rows(0, ("100", "25"), ("25", "25")), told, scaled=True)
    assert found.fresh == 1
    assert not found.events


def test_a_file_that_makes_no_sense_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    paid(path, 0, "100")
    before = path.read_text()
    with pytest.raises(Rejected, match=r"AAPL on 2026-01-07: a step of .* is neither a split nor a dividend"):
        bring(path, rows(0, ("100", "100"), ("101", "101"), ("102", "90")))
    assert path.read_text() == before
    assert not path.with_suffix(".actions.csv").exists()


def test_a_jump_between_a_file_and_what_is_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    paid(path, 0, "100")
    with pytest.raises(Rejected, match="looks like a split"):
        bring(path, rows(1, ("25", "25"), ("26", "26")))


def test_a_file_of_the_users_own_keeps_its_days_whatever_its_columns_order(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "date,ticker,adj close,volume,close,low,high,open,note\r\n2026-01-05,AAPL,100,10,100,99,102,101,x\r\n"
    )
    assert paid(path, 1, "103") == 1
    first, second = read(path)["AAPL"]
    assert [first.open, first.high, first.low, first.close, first.adjusted] == [101, 102, 99, 100, 100]
    assert second.day == day(1)
    assert second.close == 103


def test_events_that_come_with_a_vendors_days_explain_them(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    split = CorporateAction("massive:9", "AAPL", day(1), CorporateActionKind.SPLIT, ratio=Decimal(4))
    assert add(path, {"AAPL": bars(0, "100", "25")}, events=[split]) == 2
    assert past(path) == [("100", "0", "1"), ("25", "0", "4")]
    assert add(path, {"AAPL": bars(0, "100", "25")}, events=[split]) == 0
    assert path.with_suffix(".actions.csv").read_text().count("massive:9") == 1


def test_a_day_that_has_not_come_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text(HEADER + "AAPL,2026-01-05,1,1,1,1,1,1\nAAPL,2026-01-06,1,1,1,1,1,1\n")
    with pytest.raises(Rejected, match="line 3: 2026-01-06 has not closed yet"):
        read(path, until=day(0))
    assert len(read(path, until=day(1))["AAPL"]) == 2


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("Close," + HEADER)
    with pytest.raises(Rejected, match="has the columns Close twice"):
        read(path)
