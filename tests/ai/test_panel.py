"""Adjusted prices, features and outcomes see the past only, and adjust for splits and dividends as by hand."""

from datetime import date

import numpy as np
import pytest

from adapters.market.replay import Replay
from ai.facts import Facts, History
from ai.features import FEATURES
from ai.panel import Panel, panel_of, past_of, series_of
from ai.past import rows_of
from tests.ai.conftest import DAY, FactsOn, noisy_after

END = date(2013, 3, 1)


def test_a_split_and_a_dividend_leave_only_the_total_return(replay: Replay) -> None:
    for symbol, day in (("AAPL", date(2005, 2, 28)), ("IBM", date(2011, 5, 6))):
        bars = replay.bars(symbol, until=day, count=30)
        before, ex = bars[-2:]
        assert ex.split != 1 or ex.dividend > 0
        close = series_of(History.of(symbol, bars)).prices.close
        expected = float((ex.close + ex.dividend) * ex.split / before.close)
        assert close[-1] / close[-2] == pytest.approx(expected, rel=1e-12)


def test_noise_in_later_bars_changes_no_earlier_row(replay: Replay) -> None:
    for symbol in ("AAPL", "MSFT"):
        bars = replay.bars(symbol, until=END)
        real = series_of(History.of(symbol, bars))
        noise = series_of(History.of(symbol, noisy_after(DAY)(bars)))
        short = series_of(History.of(symbol, replay.bars(symbol, until=DAY)))
        assert not np.array_equal(real.features[-1], noise.features[-1])
        for other in (real, noise):
            cut = other.until(DAY.toordinal() + 1)
            assert Panel({symbol: cut}).digest == Panel({symbol: short}).digest
            np.testing.assert_array_equal(cut.features, short.features)
            np.testing.assert_array_equal(cut.volatility, short.volatility)
            np.testing.assert_array_equal(cut.atr_ratio, short.atr_ratio)


def test_no_label_needs_a_bar_after_the_month_began(facts: Facts, replay: Replay) -> None:
    past = past_of(facts)
    assert date.fromordinal(past.last_day) == date(2011, 5, 31)
    days = [bar.day for bar in replay.bars("IBM", until=date(2011, 5, 31))]
    assert date.fromordinal(int(rows_of(past, 5).days.max())) == days[-6]
    outcome = past.series["IBM"].forward_returns(5)
    assert np.isnan(outcome[-5:]).all()
    close = past.series["IBM"].prices.close
    assert outcome[-6] == pytest.approx(close[-1] / close[-6] - 1, abs=1e-12)


def test_the_past_is_the_same_all_month(facts_on: FactsOn) -> None:
    assert past_of(facts_on(date(2011, 6, 1))).digest == past_of(facts_on(date(2011, 6, 30))).digest
    assert past_of(facts_on(date(2011, 7, 1))).digest != past_of(facts_on(date(2011, 6, 30))).digest


def test_the_market_is_the_mean_of_those_listed(facts: Facts) -> None:
    panel = panel_of(facts)
    days, returns = panel.market
    for day in (date(2004, 8, 19), date(2011, 6, 15)):  # GOOG's first day has no return of GOOG
        moves = []
        for series in panel.series.values():
            row = int(np.searchsorted(series.days, day.toordinal()))
            if row:
                moves.append(series.prices.close[row] / series.prices.close[row - 1] - 1)
        assert len(moves) == (3 if day.year == 2004 else 4)
        known = returns[np.searchsorted(days, day.toordinal())]
        assert known == pytest.approx(np.log1p(sum(moves) / len(moves)), rel=1e-12)


def test_the_market_of_what_was_cut_is_that_of_the_same_bars_alone(facts: Facts) -> None:
    panel = panel_of(facts)
    for day in (date(2004, 8, 18), date(2004, 8, 20), date(2010, 1, 1), DAY):  # GOOG came on 19 August 2004
        cut = panel.until(day.toordinal())
        alone = Panel(cut.series)
        assert alone.whole is None
        for mine, theirs in zip(cut.market, alone.market, strict=True):
            assert mine.tobytes() == theirs.tobytes()


def test_features_begin_with_the_252nd_bar(facts: Facts) -> None:
    table = panel_of(facts).series["GOOG"].features
    assert table.shape[1] == len(FEATURES) == 25
    assert np.isnan(table[:251]).all()
    assert np.isfinite(table[251:]).all()
