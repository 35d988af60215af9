"""Proves that the past of a live market only grows: no day is changed, no half is read, and a split is no crash."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.market import stored
from adapters.market.stored import Stored, add
from trading.errors import Rejected, Unavailable
from trading.market import Bar, CorporateAction, CorporateActionKind

MONDAY = date(2026, 1, 12)


def bars(*closes: str, first: date = MONDAY) -> Sequence[Bar]:
    made = []
    for number, text in enumerate(closes):
        close = Decimal(text)
        made.append(Bar(first + timedelta(days=number), close, close + 1, close - 1, close, 1000))
    return made


def test_days_are_added_once_and_never_changed(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    assert add(path, {"AAPL": bars("10", "11"), "IBM": bars("300.123456")}) == 3
    before = path.read_text()
    assert add(path, {"AAPL": bars("99", "98")}) == 0
    assert path.read_text() == before
    assert add(path, {"AAPL": bars("10", "11", "12")}) == 1
    market = Stored(path, seed=7)
    assert [bar.close for bar in market.bars("AAPL", until=date.max)] == [10, 11, 12]
    assert market.bars("IBM", until=date.max)[0].close == Decimal("300.123456")
    assert [listing.symbol for listing in market.listings()] == ["AAPL", "IBM"]
    assert market.days() == tuple(MONDAY + timedelta(days=n) for n in range(3))
    assert market.actions(MONDAY) == ()
    assert market.steps(MONDAY)[-1].ticks[0].last == 10


def test_what_another_process_adds_is_seen_and_what_it_breaks_is_not(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    add(path, {"AAPL": bars("10")})
    market, other = Stored(path, seed=7), Stored(path, seed=7)
    assert other.add({"AAPL": bars("10", "11")}) == 1
    assert len(market.bars("AAPL", until=date.max)) == 2
    path.write_text("nothing of the kind\n")
    assert len(market.bars("AAPL", until=date.max)) == 2
    path.unlink()
    assert len(market.bars("AAPL", until=date.max)) == 2


@pytest.mark.parametrize("close", ["25.0", "180.1", "55"])
def test_what_looks_like_a_split_is_refused_and_nothing_is_written(tmp_path: Path, close: str) -> None:
    path = tmp_path / stored.NAME
    add(path, {"AAPL": bars("100")})
    before = path.read_text()
    with pytest.raises(Rejected, match=r"AAPL closed at 100 and on 2026-01-13 .* looks like a split"):
        add(path, {"AAPL": bars("100", close), "IBM": bars("5")})
    assert path.read_text() == before
    closes = {"AAPL": {MONDAY + timedelta(days=1): Decimal(close)}}
    assert add(path, {"AAPL": bars("100", close)}, closes) == 1  # adjusted closes say what it was


def split(name: str, ratio: str, day: date = MONDAY + timedelta(days=1)) -> CorporateAction:
    return CorporateAction(name, "AAPL", day, CorporateActionKind.SPLIT, ratio=Decimal(ratio))


def dividend(name: str, amount: str) -> CorporateAction:
    day = MONDAY + timedelta(days=1)
    return CorporateAction(name, "AAPL", day, CorporateActionKind.DIVIDEND, amount=Decimal(amount))


def test_a_split_that_was_told_is_kept_once_and_seen_by_all(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    add(path, {"AAPL": bars("100")})
    market, other = Stored(path, seed=7), Stored(path, seed=7)
    first = split("alpaca:1", "4")
    assert list(market.note([first])) == [first]
    assert not market.note([first])
    assert not other.note([split("massive:9", "4")])  # the same under another name
    assert other.actions(first.day) == (first,)
    assert add(path, {"AAPL": bars("100", "25")}) == 1  # no crash
    bar = other.bars("AAPL", until=date.max)[-1]
    assert (bar.close, bar.split) == (Decimal(25), Decimal(4))
    with pytest.raises(Rejected, match="looks like a split"):
        add(path, {"AAPL": bars("100", "25", "5")})


def test_two_dividends_of_one_vendor_are_two_and_those_of_another_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    add(path, {"AAPL": bars("100", "101")})
    market = Stored(path, seed=7)
    assert len(market.note([dividend("alpaca:1", "0.25"), dividend("alpaca:2", "1.5")])) == 2
    assert not market.note([dividend("massive:7", "0.25")])
    assert market.bars("AAPL", until=date.max)[-1].dividend == Decimal("1.75")


def test_what_was_booked_counts_and_not_what_a_file_derives(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    closes = {"AAPL": {MONDAY: Decimal(25), MONDAY + timedelta(days=1): Decimal(25)}}
    add(path, {"AAPL": bars("100", "25")}, closes)
    market = Stored(path, seed=7)
    (derived,) = market.actions(MONDAY + timedelta(days=1))
    assert derived.id.startswith("file:")
    assert not market.note([split("alpaca:1", "4")])  # the file has it already


def test_what_happened_on_a_day_without_a_bar_shows_in_the_next(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    add(path, {"AAPL": bars("100")})
    market = Stored(path, seed=7)
    market.note([split("alpaca:1", "2")])
    market.add({"AAPL": bars("50", first=MONDAY + timedelta(days=3))})
    assert [bar.split for bar in market.bars("AAPL", until=date.max)] == [1, 2]


def test_a_table_that_makes_no_sense_is_told_and_never_taken_over(tmp_path: Path) -> None:
    path = tmp_path / stored.NAME
    add(path, {"AAPL": bars("100")})
    market = Stored(path, seed=7)
    (tmp_path / "bars.actions.csv").write_text("id,symbol,day,kind,amount,ratio\nx,AAPL,someday,SPLIT,0,2\n")
    assert market.actions(MONDAY) == ()
    with pytest.raises(Rejected, match="no table of splits"):
        Stored(path, seed=7)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be written"):
        add(tmp_path / "nowhere" / stored.NAME, {"AAPL": bars("10")})
    with pytest.raises(Unavailable, match="cannot be read"):
        Stored(tmp_path / stored.NAME, seed=7)
