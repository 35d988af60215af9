"""Proves that every day's profit is divided to the cent, by holding and by what it was bought for, whatever happens."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.attribution import Booked, Close, DayAccount, Held, days
from trading.errors import InvalidInput
from trading.performance import AttributionBy, Figures, Part, parts_that_sum
from trading.units import CENT

D = Decimal
DAY = date(2011, 3, 1)
CENTS = st.integers(-1_000_000, 1_000_000).map(lambda cents: D(cents) * CENT)
SOURCES = ("TECHNICAL", "NEWS", "MANUAL")


def close(number: int, sequence: int, cash: Decimal, **values: str | Decimal) -> Close:
    worth = {symbol: D(value) for symbol, value in values.items()}
    equity = cash + sum(worth.values(), D(0))
    return Close(day=DAY + timedelta(days=number), sequence=sequence, equity=equity, nav=D(1), values=worth)


def told(closes: Sequence[Close], entries: Sequence[Booked]) -> list[DayAccount]:
    return [account for account, _ in days(closes, entries, "CASH", {})]


def test_a_day_is_divided_by_holding_with_fees_dividends_and_flows() -> None:
    closes = [close(0, 0, D(0)), close(1, 5, D("488.00"), AAA="520.00"), close(2, 9, D("713.50"), AAA="500.00")]
    entries = [
        Booked(sequence=1, cash=D(0), flow=D(1000)),
        Booked(sequence=2, symbol="AAA", cash=D("-512.00"), fee=D("2.00"), quantity=D(10), mix={"MANUAL": D(1)}),
        Booked(sequence=7, symbol="AAA", cash=D("25.00")),  # a dividend
        Booked(sequence=8, cash=D("0.50")),  # interest
        Booked(sequence=9, flow=D(200)),
        Booked(sequence=10, symbol="AAA", cash=D("600.00")),  # after the last close
    ]
    first, second = told(closes, entries)
    assert first.profit == {"AAA": D(8), "": D(0)}
    assert (first.flow, first.fees, first.bought, first.sold, first.gains) == (D(1000), D(2), D(510), D(0), ())
    assert first.sources["MANUAL"] == 8
    assert second.profit == {"AAA": D("5.00"), "": D("0.50")}
    assert second.sources == {"MANUAL": D(5), "CASH": D("0.50")}
    assert second.total == second.after.equity - second.before.equity - second.flow


def test_a_sale_keeps_the_mix_and_a_purchase_blends_its_own_in() -> None:
    def one(*entries: Booked) -> DayAccount:
        [found] = told([close(0, 0, D(0)), close(1, 99, D(60), AAA="0")], entries)
        return found

    bought = Booked(sequence=1, symbol="AAA", quantity=D(10), cash=D(-10), mix={"NEWS": D(1)})
    more = Booked(sequence=2, symbol="AAA", quantity=D(30), cash=D(-30), mix={"TECHNICAL": D("0.5"), "NEWS": D("0.5")})
    sold = Booked(sequence=3, symbol="AAA", quantity=D(-40), cash=D(100), realized=D(60), mix={"MANUAL": D(1)})
    found = one(bought, more, sold)
    assert found.sources["NEWS"] == D("0.625") * 60
    assert found.sources["TECHNICAL"] == D("0.375") * 60
    assert found.gains == (D(60),)
    turned = one(bought, Booked(sequence=2, symbol="AAA", quantity=D(-20), cash=D(70), mix={"MANUAL": D(1)}))
    assert {source: amount for source, amount in turned.sources.items() if amount} == {"MANUAL": D(60)}
    split = one(bought, Booked(sequence=2, symbol="AAA", quantity=D(10)), Booked(sequence=3, symbol="AAA", cash=D(70)))
    assert split.sources["NEWS"] == 60


def test_books_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(InvalidInput, match="2011-03-02 do not add up"):
        told([close(0, 0, D(0)), close(1, 1, D("10.01"))], [Booked(sequence=1, flow=D(10))])


@given(st.lists(st.tuples(st.sampled_from(["AAA", "BBB", ""]), CENTS, st.sampled_from(SOURCES)), max_size=20), CENTS)
def test_profits_and_sources_sum_to_the_change_of_equity(moves: list[tuple[str, Decimal, str]], worth: Decimal) -> None:
    entries = [
        Booked(sequence=number, symbol=symbol, cash=cash, quantity=cash if symbol else D(0), mix={source: D(1)})
        for number, (symbol, cash, source) in enumerate(moves, 1)
    ]
    cash = sum((entry.cash for entry in entries), D(0))
    [found] = told([close(0, 0, D(0)), close(1, 99, cash, AAA=worth)], entries)
    assert found.total == cash + worth
    assert sum(found.sources.values(), D(0)) == found.total


@given(st.lists(st.decimals(-1000, 1000, places=9), min_size=1, max_size=12))
def test_rounded_parts_sum_to_the_whole(parts: list[Decimal]) -> None:
    whole = sum(parts, D(0)).quantize(CENT)
    rounded = parts_that_sum(parts, whole, CENT)
    assert sum(rounded, D(0)) == whole
    assert all(abs(one - other) <= CENT * len(parts) for one, other in zip(parts, rounded, strict=True))
    assert parts_that_sum([], D(0), CENT) == []


def test_figures_are_kept_as_text_and_come_back_as_they_were() -> None:
    parts = (
        Part(by=AttributionBy.SECTOR, label="CASH", profit=D("0.10"), contribution=D("0.000001"), allocation=D("-0.1")),
        Part(by=AttributionBy.SOURCE, label="NEWS", profit=D("1E+3"), contribution=D(0)),
    )
    figures = Figures(
        first=DAY,
        last=DAY,
        profit=D("1000.10"),
        costs=D(0),
        total_return=D("0.010001"),
        max_drawdown=D(0),
        beta=D("-1.5"),
        attribution=parts,
    )
    kept = figures.kept()
    assert (kept["profit"], kept["first"], kept["alpha"]) == ("1000.1", "2011-03-01", None)
    assert Figures.of(kept) == figures


MOVES = st.tuples(st.sampled_from(["AAA", "BBB", ""]), CENTS, st.integers(-3, 3), st.sampled_from(SOURCES))


@given(st.lists(MOVES, max_size=40), st.integers(2, 6), st.data())
def test_days_told_from_what_was_kept_are_those_of_the_whole_journal(
    moves: list[tuple[str, Decimal, int, str]], count: int, data: st.DataObject
) -> None:
    entries = [
        Booked(
            sequence=number,
            symbol=symbol,
            cash=amount,
            quantity=D(lots if symbol else 0),
            mix={source: D("0.3"), "OTHER": D("0.7")} if symbol and lots else {},
        )
        for number, (symbol, amount, lots, source) in enumerate(moves, 1)
    ]
    closes = [close(0, 0, D(0))]
    for number in range(1, count):
        sequence = len(moves) * number // (count - 1)
        cash = sum((each.cash for each in entries[:sequence]), D(0))
        closes.append(close(number, sequence, cash, AAA=data.draw(CENTS), BBB=data.draw(CENTS)))
    whole = list(days(closes, entries, "CASH", {}))
    stop = data.draw(st.integers(1, count - 1))
    kept = json.dumps({symbol: each.kept() for symbol, each in whole[stop - 1][1].items()})
    held = {symbol: Held.of(each) for symbol, each in json.loads(kept).items()}
    since = [each for each in entries if each.sequence > closes[stop].sequence]
    assert list(days(closes[stop:], since, "CASH", held)) == whole[stop:]
    for account, _ in whole:
        assert DayAccount.of(json.loads(json.dumps(account.kept())), account.before, account.after) == account
