"""Proves that indicators are what TA-Lib finds on the same bars, do not peek, and that splits leave no step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
import talib

from adapters.market.replay import Replay
from trading.condition import condition
from trading.indicators import WARMUP_BARS, IndicatorName, indicator
from trading.market import Bar

LAST = date(2011, 6, 15)
BARS = Replay(None, 7).bars("IBM", until=LAST, count=WARMUP_BARS + 60)
FIRST = BARS[WARMUP_BARS].day
ORACLES: dict[IndicatorName, Callable[..., Any]] = {
    IndicatorName.SMA: lambda high, low, close, volume: [talib.SMA(close, 20)],
    IndicatorName.EMA: lambda high, low, close, volume: [talib.EMA(close, 20)],
    IndicatorName.RSI: lambda high, low, close, volume: [talib.RSI(close, 14)],
    IndicatorName.MACD: lambda high, low, close, volume: list(talib.MACD(close, 12, 26, 9)),
    IndicatorName.ATR: lambda high, low, close, volume: [talib.ATR(high, low, close, 14)],
    IndicatorName.BOLLINGER: lambda high, low, close, volume: list(talib.BBANDS(close, 20, 2.0, 2.0)),
    IndicatorName.ADX: lambda high, low, close, volume: [talib.ADX(high, low, close, 14)],
    IndicatorName.STOCHASTIC: lambda high, low, close, volume: list(
        talib.STOCH(high, low, close, 14, slowk_period=3, slowd_period=3)
    ),
    IndicatorName.OBV: lambda high, low, close, volume: [talib.OBV(close, volume) - volume[0]],
    IndicatorName.VOLATILITY: lambda high, low, close, volume: [
        np.array([float(condition(BARS[: at + 1]).volatility or np.nan) for at in range(len(BARS))])
    ],
}


@pytest.mark.parametrize("name", IndicatorName)
def test_an_indicator_is_what_ta_lib_finds(name: IndicatorName) -> None:
    columns = [np.array([float(getattr(bar, each)) for bar in BARS]) for each in ("high", "low", "close", "volume")]
    expected = ORACLES[name](*columns)

    found = indicator(name, BARS, FIRST)

    assert len(found) == len(expected)
    for series, line in zip(found, expected, strict=True):
        assert [point.day for point in series.points] == [bar.day for bar in BARS[WARMUP_BARS:]]
        values = [float(point.value) for point in series.points]
        np.testing.assert_allclose(values, line[WARMUP_BARS:], rtol=1e-5, atol=2e-6)


@pytest.mark.parametrize("name", IndicatorName)
def test_a_value_does_not_know_what_comes_after_it(name: IndicatorName) -> None:
    cut = BARS[:-20]
    for whole, part in zip(indicator(name, BARS, FIRST), indicator(name, cut, FIRST), strict=True):
        assert whole.points[:-20] == part.points


@pytest.mark.parametrize("name", [name for name in IndicatorName if name is not IndicatorName.OBV])
def test_a_split_leaves_no_step(name: IndicatorName) -> None:
    ratio, at = Decimal(2), len(BARS) - 30
    before = [_times(bar, ratio) for bar in BARS[:at]]
    split = [*before, replace(BARS[at], split=ratio), *BARS[at + 1 :]]
    for series, plain in zip(indicator(name, split, FIRST), indicator(name, BARS, FIRST), strict=True):
        assert series == plain


def _times(bar: Bar, ratio: Decimal) -> Bar:
    return replace(bar, open=bar.open * ratio, high=bar.high * ratio, low=bar.low * ratio, close=bar.close * ratio)


@pytest.mark.parametrize("name", IndicatorName)
@pytest.mark.parametrize("count", [0, 1, 2, 15])
def test_a_short_history_has_fewer_values_and_no_error(name: IndicatorName, count: int) -> None:
    for series in indicator(name, BARS[:count], BARS[0].day):
        assert len(series.points) <= count


@pytest.mark.parametrize("name", IndicatorName)
def test_a_price_that_never_moves_is_no_trouble(name: IndicatorName) -> None:
    flat = [replace(bar, open=Decimal(5), high=Decimal(5), low=Decimal(5), close=Decimal(5)) for bar in BARS]
    assert all(series.points for series in indicator(name, flat, FIRST))
