"""The scale-free technical features that models see, from adjusted daily prices."""

from typing import Final, NamedTuple

import numpy as np
import talib
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RETURN_BARS: Final = (1, 5, 10, 21, 63, 126)
FEATURES: Final = (
    *(f"{bars}-day return" for bars in RETURN_BARS),
    "RSI(14)", "RSI(5)", "MACD", "MACD histogram", "ATR(14)", "ADX(14)", "DI difference",
    "Bollinger position", "Bollinger width", "stochastic %K", "CCI(20)", "money flow", "Aroon",
    "distance from the 50-day average", "distance from the 200-day average",
    "distance from the 252-day high", "distance from the 252-day low",
    "short against long volatility", "short against long volume",
)  # fmt: skip


class Prices(NamedTuple):
    """Columns of equal length n, adjusted for splits and dividends; volume for splits."""

    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats


def features(prices: Prices) -> Floats:
    """Return an (n, 25) array in the order of FEATURES; rows are NaN until bar 252, and row t sees bars up to t."""
    n = len(prices.close)
    if n < 2:
        return np.full((n, len(FEATURES)), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        table = np.column_stack([*_returns(prices), *_oscillators(prices), *_distances(prices), *_ratios(prices)])
    table[~np.isfinite(table).all(axis=1)] = np.nan
    return table


def _log_returns(close: Floats) -> Floats:
    result = np.full(len(close), np.nan)
    result[1:] = np.log(close[1:] / close[:-1])
    return result


def _returns(prices: Prices) -> list[Floats]:
    """Log returns over each span, in units of what the 63-day volatility makes usual for that span."""
    log_close = np.log(prices.close)
    daily = talib.STDDEV(_log_returns(prices.close), 63)
    return [talib.MOM(log_close, bars) / (daily * np.sqrt(bars)) for bars in RETURN_BARS]


def _oscillators(prices: Prices) -> list[Floats]:
    _, high, low, close, volume = prices
    atr = talib.ATR(high, low, close, 14)
    macd, _, histogram = talib.MACD(close)
    upper, middle, lower = talib.BBANDS(close, 20, 2.0, 2.0)
    stochastic, _ = talib.STOCH(high, low, close, fastk_period=14, slowk_period=3, slowd_period=3)
    return [
        talib.RSI(close, 14) / 100 - 0.5,
        talib.RSI(close, 5) / 100 - 0.5,
        macd / atr,
        histogram / atr,
        atr / close,
        talib.ADX(high, low, close, 14) / 100,
        (talib.PLUS_DI(high, low, close, 14) - talib.MINUS_DI(high, low, close, 14)) / 100,
        (close - middle) / (upper - lower),
        (upper - lower) / middle,
        stochastic / 100 - 0.5,
        talib.CCI(high, low, close, 20) / 100,
        talib.MFI(high, low, close, volume, 14) / 100 - 0.5,
        talib.AROONOSC(high, low, 25) / 100,
    ]


def _distances(prices: Prices) -> list[Floats]:
    _, high, low, close, _ = prices
    atr = talib.ATR(high, low, close, 14)
    return [
        (close - talib.SMA(close, 50)) / atr,
        (close - talib.SMA(close, 200)) / atr,
        close / talib.MAX(close, 252) - 1,
        close / talib.MIN(close, 252) - 1,
    ]


def _ratios(prices: Prices) -> list[Floats]:
    returns = _log_returns(prices.close)
    return [
        np.log(talib.STDDEV(returns, 10) / talib.STDDEV(returns, 63)),
        np.log(talib.SMA(prices.volume, 5) / talib.SMA(prices.volume, 63)),
    ]
