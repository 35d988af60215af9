"""Proves that no indicator sees the future, that each says what it needs, and some by hand."""

import numpy as np
import pytest

from quant.indicators import INDICATORS, Bars, indicator
from tests.quant.samples import history
from trading.errors import InvalidInput


def _bars(seed: int = 1, count: int = 300) -> Bars:
    moves = history(seed, count, 2)
    close = 100 * np.cumprod(1 + moves[:, 0])
    open_ = np.concatenate([[100.0], close[:-1]])
    spread = 1 + np.abs(moves[:, 1])
    high, low = np.maximum(open_, close) * spread, np.minimum(open_, close) / spread
    return Bars.of(open_, high, low, close, 1e6 * (1 + np.abs(moves[:, 1]) * 50))


def _cut(bars: Bars, end: int) -> Bars:
    return Bars.of(*(getattr(bars, name)[:end] for name in ("open", "high", "low", "close", "volume")))


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_what_was_said_of_a_bar_is_not_changed_by_later_ones(name: str) -> None:
    bars = _bars()
    whole, short = indicator(name, bars), indicator(name, _cut(bars, 220))
    assert set(whole) == set(short)
    for column in whole:
        assert len(whole[column]) == len(bars)
        np.testing.assert_allclose(whole[column][:220], short[column], rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_too_few_bars_are_refused_not_answered_with_nothing(name: str) -> None:
    few = _cut(_bars(), 2)
    if name in {"obv", "adl", "true_range", "psar"}:
        assert np.isfinite(next(iter(indicator(name, few).values()))).any()
        return
    with pytest.raises(InvalidInput, match="too few"):
        indicator(name, few)


def test_averages_by_hand() -> None:
    close = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    bars = Bars.of(close, close, close, close, np.ones(5))
    assert indicator("sma", bars, period=3)["sma"][2:] == pytest.approx([2, 3, 4])
    assert indicator("ema", bars, period=3)["ema"][2:] == pytest.approx([2, 3, 4])
    assert indicator("rsi", bars, period=3)["rsi"][3:] == pytest.approx([100, 100])
    assert indicator("smma", bars, period=3)["smma"][2:] == pytest.approx([2, 8 / 3, 31 / 9])


@pytest.mark.parametrize(
    ("name", "numbers", "says"),
    [
        ("luck", {}, "no indicator 'luck'"),
        ("rsi", {"k": 2}, "takes period"),
        ("rsi", {"period": 2.5}, "whole period"),
        ("rsi", {"period": 0}, "whole period"),
        ("rsi", {"period": 10**9}, "whole period"),
        ("bollinger", {"k": float("nan")}, "finite k"),
    ],
)
def test_unknown_names_and_numbers_are_named(name: str, numbers: dict[str, float], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        indicator(name, _bars(), **numbers)


def test_bars_that_cannot_be_are_refused() -> None:
    close = np.array([10.0, 11.0, 12.0])
    with pytest.raises(InvalidInput, match="close prices must be above zero"):
        Bars.of(close, close, close, [10, -1, 5], close)
    with pytest.raises(InvalidInput, match="between its bar's low and high"):
        Bars.of(close, close, close, close + 1, close)
    with pytest.raises(InvalidInput, match="nan"):
        Bars.of(close, close, close, [10, np.nan, 5], close)
    with pytest.raises(InvalidInput, match="2 entries where 3"):
        Bars.of(close, close[:2], close, close, close)
    with pytest.raises(InvalidInput, match="volume"):
        Bars.of(close, close, close, close, -close)
