"""Proves that the replay shows real bars and no later one, and that its made-up paths keep to them exactly."""

import gzip
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.market import intraday
from adapters.market.daily_bars import COLUMNS, read
from adapters.market.replay import Replay
from trading.errors import Rejected, Unavailable
from trading.market import Bar, Phase, Step, Tick
from trading.ports import Market

MARKET: Market = Replay(None, seed=7)
DAYS = MARKET.days()
APPLE_DIVIDEND_DAY = date(2012, 8, 9)
HEADER = ",".join(COLUMNS)
TWO_DAYS = f"{HEADER}\nABC,2001-01-02,10,12,9,11,100,11\nABC,2001-01-03,11,11.5,10,10.5,200,10.5\n"

symbols = st.sampled_from([listing.symbol for listing in MARKET.listings()])
seeds = st.integers(0, 2**64)


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def path_keeps_to(bar: Bar, ticks: Sequence[Tick]) -> None:
    prices = [tick.last for tick in ticks]
    assert (prices[0], prices[-1]) == (bar.open, bar.close)
    assert (max(prices), min(prices)) == (bar.high, bar.low)
    assert {bar.high, bar.low} <= set(prices[1:-1])
    assert sum(tick.volume for tick in ticks) == bar.volume
    assert all(tick.volume >= 0 for tick in ticks)
    assert all(price == round(price, 6) for price in prices)


# ---------------------------------------------------------------- what the market knows


def test_the_bundled_market_lists_five_companies() -> None:
    assert [(listing.symbol, listing.name, str(listing.first)) for listing in MARKET.listings()] == [
        ("AAPL", "Apple Inc.", "2000-03-01"),
        ("FB", "Facebook, Inc.", "2012-05-18"),
        ("GOOG", "Google Inc.", "2004-08-19"),
        ("IBM", "International Business Machines Corporation", "2000-03-01"),
        ("MSFT", "Microsoft Corporation", "2000-03-01"),
    ]
    assert {(listing.currency, listing.last) for listing in MARKET.listings()} == {("USD", date(2013, 3, 1))}


def test_days_are_the_union_in_ascending_order() -> None:
    assert len(DAYS) == 3270
    assert all(a < b for a, b in pairwise(DAYS))
    assert set(DAYS) == {row.day for rows in read().values() for row in rows}


def test_bars_are_raw_with_their_events() -> None:
    before, ex_day = MARKET.bars("AAPL", until=APPLE_DIVIDEND_DAY, count=2)
    assert before == Bar(
        date(2012, 8, 8), Decimal("619.39"), Decimal("623.88"), Decimal("617.1"), Decimal("619.86"), 8739500
    )
    assert (ex_day.close, ex_day.dividend, ex_day.split) == (Decimal("620.73"), Decimal("2.65"), Decimal(1))
    (split,) = MARKET.bars("AAPL", until=date(2005, 2, 28), count=1)
    assert (split.close, split.dividend, split.split) == (Decimal("44.86"), Decimal(0), Decimal(2))


def test_actions_are_told_on_their_day_only() -> None:
    (dividend,) = MARKET.actions(APPLE_DIVIDEND_DAY)
    assert dividend.id == "wiki:AAPL:2012-08-09:DIVIDEND"
    assert MARKET.actions(APPLE_DIVIDEND_DAY + timedelta(1)) == ()
    told = [action for day in DAYS for action in MARKET.actions(day)]
    with_event = [
        (listing.symbol, bar.day)
        for listing in MARKET.listings()
        for bar in MARKET.bars(listing.symbol, until=DAYS[-1])
        if bar.dividend or bar.split != 1
    ]
    assert sorted((action.symbol, action.day) for action in told) == sorted(with_event)


@given(symbols, st.dates(date(1999, 1, 1), date(2014, 1, 1)), st.integers(0, 40) | st.none())
def test_bars_end_at_until(symbol: str, until: date, count: int | None) -> None:
    everything = [bar for bar in MARKET.bars(symbol, until=date.max) if bar.day <= until]
    expected = everything if count is None else everything[len(everything) - min(count, len(everything)) :]
    assert list(MARKET.bars(symbol, until=until, count=count)) == expected


def test_an_unknown_symbol_has_no_bars() -> None:
    assert MARKET.bars("NOPE", until=date.max) == ()


# ---------------------------------------------------------------- no look-ahead


@pytest.mark.parametrize("cut", [date(2003, 2, 18), date(2004, 11, 12), date(2012, 8, 8), date(2012, 8, 9)])
def test_later_bars_change_nothing(tmp_path: Path, cut: date) -> None:
    """Both with the future replaced by wild prices (and events of its own) and without any future."""
    known, noisy = [HEADER], [HEADER]
    for symbol, rows in read().items():
        scale = Decimal(1)
        for index, row in enumerate(rows):
            cells = [row.open, row.high, row.low, row.close, row.volume, row.adjusted]
            if row.day > cut:
                factor = next(r.adjusted / r.close for r in reversed(rows) if r.day <= cut or r is rows[0])
                scale *= 3 if index % 50 == 0 else 1
                wild = Decimal(5 + (index * 7919) % 300)
                cells = [wild, wild + 9, wild - 4, wild + 1, index, (wild + 1) * factor * scale]
            line = ",".join([symbol, str(row.day), *map(str, cells)])
            noisy.append(line)
            if row.day <= cut:
                known.append(line)
    changed = Replay(write(tmp_path / "noisy.csv", "\n".join(noisy)), seed=7)
    cut_off = Replay(write(tmp_path / "known.csv", "\n".join(known)), seed=7)
    assert changed.bars("AAPL", until=date.max) != MARKET.bars("AAPL", until=date.max)
    for listing in cut_off.listings():
        bars = MARKET.bars(listing.symbol, until=cut)
        assert bars == changed.bars(listing.symbol, until=cut) == cut_off.bars(listing.symbol, until=cut)
    for day in [day for day in DAYS if day <= cut][-20:]:
        assert [step.ticks for step in MARKET.steps(day)] == [step.ticks for step in changed.steps(day)]


# ---------------------------------------------------------------- the path inside a day


@given(symbols, st.sampled_from(DAYS), seeds)
@example("FB", date(2012, 5, 18), 0)
def test_real_days_are_hit_exactly(symbol: str, day: date, seed: int) -> None:
    for bar in MARKET.bars(symbol, until=day, count=1):
        path_keeps_to(bar, intraday.ticks(symbol, bar, seed))


@given(
    prices=st.lists(st.integers(1, 999_999_999_999), min_size=4, max_size=4)
    | st.lists(st.integers(1, 40_000), min_size=4, max_size=4),
    volume=st.integers(0, 10**10),
    seed=seeds,
)
def test_any_bar_is_hit_exactly(prices: list[int], volume: int, seed: int) -> None:
    low, one, other, high = (Decimal(price).scaleb(-6) for price in sorted(prices))
    bar = Bar(APPLE_DIVIDEND_DAY, open=other, high=high, low=low, close=one, volume=volume)
    ticks = intraday.ticks("ABC", bar, seed)
    path_keeps_to(bar, ticks)
    for tick in ticks:
        assert 0 < tick.bid <= tick.last < tick.ask == round(tick.ask, 6)
        half = tick.ask - tick.last
        assert half == Decimal("0.01") or abs(half - tick.last / 10000) <= Decimal("0.005")
        assert tick.bid == max(tick.last - half, Decimal("0.000001"))


def test_the_spread_is_a_cent_or_a_basis_point_to_each_side() -> None:
    (fb, google) = (
        next(tick for tick in MARKET.steps(DAYS[-1])[-1].ticks if tick.symbol == symbol) for symbol in ("FB", "GOOG")
    )
    assert (fb.bid, fb.last, fb.ask) == (Decimal("27.77"), Decimal("27.78"), Decimal("27.79"))
    assert (google.bid, google.last, google.ask) == (Decimal("806.11"), Decimal("806.19"), Decimal("806.27"))


def test_paths_differ_by_seed_symbol_and_day_and_are_stable() -> None:
    (bar,) = MARKET.bars("IBM", until=APPLE_DIVIDEND_DAY, count=1)
    (next_bar,) = MARKET.bars("IBM", until=APPLE_DIVIDEND_DAY + timedelta(1), count=1)
    paths = [
        tuple(str(tick.last - own.open) for tick in intraday.ticks(symbol, own, seed))
        for symbol, own, seed in [("IBM", bar, 7), ("IBM", bar, 8), ("XYZ", bar, 7), ("IBM", next_bar, 7)]
    ]
    assert len(set(paths)) == 4
    assert MARKET.steps(APPLE_DIVIDEND_DAY) == Replay(None, seed=7).steps(APPLE_DIVIDEND_DAY)
    assert MARKET.steps(APPLE_DIVIDEND_DAY) != Replay(None, seed=8).steps(APPLE_DIVIDEND_DAY)


def test_another_process_draws_the_same_path() -> None:
    """Whatever its hash seed; and loading the replay leaves the heavy libraries out."""
    program = (
        "import sys; from datetime import date; from adapters.market.replay import Replay; "
        "print([str(s.ticks[0].last) for s in Replay(None, 7).steps(date(2012, 8, 9))]); "
        "print({'numpy', 'pandas'} & set(sys.modules))"
    )
    root = Path(__file__).parents[2]
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONHASHSEED": "1"},
    )
    mine = [str(step.ticks[0].last) for step in MARKET.steps(APPLE_DIVIDEND_DAY)]
    assert said.stdout.splitlines() == [str(mine), "set()"]


def test_a_session_runs_from_open_to_close_in_new_york() -> None:
    summer, winter = MARKET.steps(APPLE_DIVIDEND_DAY), MARKET.steps(date(2012, 1, 3))
    assert [step.index for step in summer] == list(range(14))
    assert [step.phase for step in summer] == [Phase.OPEN, *[Phase.OPEN_SESSION] * 12, Phase.CLOSE]
    assert (summer[0].at, summer[-1].at) == (
        datetime(2012, 8, 9, 13, 30, tzinfo=UTC),
        datetime(2012, 8, 9, 20, 0, tzinfo=UTC),
    )
    assert winter[0].at == datetime(2012, 1, 3, 14, 30, tzinfo=UTC)
    assert {b.at - a.at for a, b in pairwise(summer)} == {timedelta(minutes=30)}


@given(st.sampled_from(DAYS))
def test_every_step_has_a_tick_of_every_symbol_that_traded(day: date) -> None:
    steps: Sequence[Step] = MARKET.steps(day)
    traded = [s.symbol for s in MARKET.listings() if s.first <= day <= s.last]
    for step in steps:
        assert [tick.symbol for tick in step.ticks] == traded
        assert {(tick.at, tick.source) for tick in step.ticks} == {(step.at, intraday.SOURCE)}
        assert step.actions == (MARKET.actions(day) if step.phase is Phase.OPEN else ())


def test_a_day_without_bars_has_no_session() -> None:
    assert MARKET.steps(date(2012, 12, 25)) == ()


# ---------------------------------------------------------------- files of one's own


def test_a_file_of_ones_own_is_read_plain_or_gzipped(tmp_path: Path) -> None:
    plain = Replay(write(tmp_path / "bars.csv", TWO_DAYS), seed=1, name="mine")
    (tmp_path / "bars.csv.gz").write_bytes(gzip.compress(TWO_DAYS.encode()))
    zipped = Replay(tmp_path / "bars.csv.gz", seed=1)
    assert plain.name == "mine"
    assert [(listing.symbol, listing.name) for listing in plain.listings()] == [("ABC", "ABC")]
    assert plain.bars("ABC", until=date.max) == zipped.bars("ABC", until=date.max)
    assert [str(bar.close) for bar in plain.bars("ABC", until=date.max)] == ["11", "10.5"]


def test_lines_need_no_order(tmp_path: Path) -> None:
    header, *lines = TWO_DAYS.splitlines()
    turned = write(tmp_path / "bars.csv", "\n".join([header, *reversed(lines)]))
    assert list(Replay(turned, seed=1).days()) == [date(2001, 1, 2), date(2001, 1, 3)]


def test_a_bar_that_does_not_hold_its_open_is_widened(tmp_path: Path) -> None:
    market = Replay(write(tmp_path / "bars.csv", f"{HEADER}\nABC,2001-01-02,13,12,9,8,100,8\n"), seed=1)
    (bar,) = market.bars("ABC", until=date.max)
    assert (bar.high, bar.low) == (Decimal(13), Decimal(8))
    path_keeps_to(bar, [step.ticks[0] for step in market.steps(bar.day)])


def test_no_bundled_bar_needs_widening() -> None:
    lines = gzip.decompress((Path(intraday.__file__).parent / "data" / "daily_bars_wiki.csv.gz").read_bytes()).decode()
    cells = [line.split(",") for line in lines.splitlines()[1:]]
    assert len(cells) == 12154
    for symbol, day, *texts in cells:
        opened, high, low, close = map(Decimal, texts[:4])
        assert low <= min(opened, close) <= max(opened, close) <= high, (symbol, day)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ABC,2001-01-03,11,11.5,10,10.5,200,10.5", "second bar on 2001-01-03"),
        ("ABC,2001-13-03,11,11.5,10,10.5,200,10.5", "line 4"),
        ("ABC,2001-01-04,0,11.5,10,10.5,200,10.5", "0 is not a price"),
        ("ABC,2001-01-04,NaN,11.5,10,10.5,200,10.5", "NaN is not a price"),
        ("ABC,2001-01-04,x,11.5,10,10.5,200,10.5", "line 4"),
        ("ABC,2001-01-04,11,11.5,10,10.5,-1,10.5", "out of range"),
        ("ABC,2001-01-04,11,11.5,10,10.5,1,Infinity", "out of range"),
        ("ABC,2001-01-04,11", "line 4"),
        ("ABC,2001-01-04,11,10,11.5,10.5,200,10.5", "line 4: the high 10 lies below the low 11.5"),
        (",2001-01-04,11,11.5,10,10.5,200,10.5", "line 4: '' is no symbol"),
        (
            "abc,2001-01-04,11,11.5,10,10.5,200,10.5",
            "line 4: 'abc' is no symbol like AAPL or BRK.B; write it in capitals",
        ),
        ("A\0C,2001-01-04,11,11.5,10,10.5,200,10.5", "line 4"),
        ("ABC,01/04/2001,11,11.5,10,10.5,200,10.5", "line 4: '01/04/2001' is no day like 2024-01-31"),
        ("ABC,0201-01-04,11,11.5,10,10.5,200,10.5", "line 4: 0201-01-04 lies before 1900"),
        ("ABC,2001-01-04,11,11.5,10,10.5,1e30,10.5", "line 4: volume 1e30"),
        ('"ABC,2001-01-04,11,11.5,10,10.5,200,10.5', "the row that begins at line 4"),
    ],
)
def test_a_line_that_is_no_bar_is_refused_by_number(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(Rejected, match=told):
        Replay(write(tmp_path / "bars.csv", TWO_DAYS + line + "\n"), seed=1)


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="Adj Close"):
        Replay(write(tmp_path / "bars.csv", "Ticker,Date,Open,High,Low,Close,Volume\n"), seed=1)
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Rejected, match="line 1 is not UTF-8"):
        Replay(tmp_path / "bytes.csv", seed=1)


def test_a_file_that_cannot_be_read_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        Replay(tmp_path / "none.csv", seed=1)
    (tmp_path / "torn.csv.gz").write_bytes(gzip.compress(TWO_DAYS.encode())[:-9])
    with pytest.raises(Unavailable):
        Replay(tmp_path / "torn.csv.gz", seed=1)


def test_a_byte_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes(b"Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n" + b"\n" * 50_000 + b"Caf\xe9,2011-01-03\n")
    with pytest.raises(Rejected, match=r"latin.csv, line 50002 is not UTF-8; save the file"):
        read(path)
