"""Features on real bars equal the textbook definitions, worked out here in plain Python."""

import math
from itertools import pairwise
from statistics import pstdev

import pytest

from ai.facts import Facts
from ai.features import FEATURES
from ai.panel import panel_of


def column(name: str) -> int:
    return FEATURES.index(name)


@pytest.fixture(scope="module", params=["AAPL", "IBM"])
def case(request: pytest.FixtureRequest, facts: Facts) -> tuple[list[float], list[float], list[float], list[float]]:
    """Highs, lows, closes and today's features."""
    series = panel_of(facts).series[request.param]
    prices = series.prices
    return prices.high.tolist(), prices.low.tolist(), prices.close.tolist(), series.features[-1].tolist()


Case = tuple[list[float], list[float], list[float], list[float]]


def wilder(values: list[float], bars: int) -> float:
    """Wilder's average: the mean of the first values, then each new one with weight 1 / bars."""
    average = sum(values[:bars]) / bars
    for value in values[bars:]:
        average = (average * (bars - 1) + value) / bars
    return average


def true_ranges(high: list[float], low: list[float], close: list[float]) -> list[float]:
    return [
        max(high[i], close[i - 1]) - min(low[i], close[i - 1]) for i in range(1, len(close))
    ]  # fmt: skip


def test_rsi(case: Case) -> None:
    _, _, close, features = case
    changes = [b - a for a, b in pairwise(close)]
    for bars in (14, 5):
        up = wilder([max(change, 0) for change in changes], bars)
        down = wilder([max(-change, 0) for change in changes], bars)
        assert features[column(f"RSI({bars})")] == pytest.approx(up / (up + down) - 0.5, abs=1e-9)


def test_returns_in_units_of_usual_moves(case: Case) -> None:
    _, _, close, features = case
    logs = [math.log(price) for price in close]
    usual = pstdev([b - a for a, b in zip(logs[-64:], logs[-63:], strict=False)])
    for bars in (1, 21, 126):
        expected = (logs[-1] - logs[-1 - bars]) / (usual * math.sqrt(bars))
        assert features[column(f"{bars}-day return")] == pytest.approx(expected, rel=1e-6)


def test_atr_and_distances(case: Case) -> None:
    high, low, close, features = case
    atr = wilder(true_ranges(high, low, close), 14)
    assert features[column("ATR(14)")] == pytest.approx(atr / close[-1], rel=1e-9)
    average = sum(close[-200:]) / 200
    assert features[column("distance from the 200-day average")] == pytest.approx((close[-1] - average) / atr, rel=1e-6)
    assert features[column("distance from the 252-day high")] == pytest.approx(close[-1] / max(close[-252:]) - 1)
    assert features[column("distance from the 252-day low")] == pytest.approx(close[-1] / min(close[-252:]) - 1)


def test_stochastic_and_bollinger(case: Case) -> None:
    high, low, close, features = case
    fast = []
    for end in range(len(close) - 2, len(close) + 1):
        top, bottom = max(high[end - 14 : end]), min(low[end - 14 : end])
        fast.append((close[end - 1] - bottom) / (top - bottom))
    assert features[column("stochastic %K")] == pytest.approx(sum(fast) / 3 - 0.5, abs=1e-9)
    mean, spread = sum(close[-20:]) / 20, pstdev(close[-20:])
    assert features[column("Bollinger position")] == pytest.approx((close[-1] - mean) / (4 * spread), rel=1e-6)
