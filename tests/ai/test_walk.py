"""Proves that a walk forward sees nothing of what it forecasts, and that its figures are those of a count by hand."""

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from adapters.market.replay import Replay
from ai.facts import History
from ai.panel import Panel, series_of
from ai.verdict import verdict
from ai.walk import POOL, TooShort, Walk, equal_weight, returns, walk
from ai.weights import sources
from trading.market import Bar

SYMBOLS = ("AAPL", "IBM", "MSFT")
SEED = 7


def panel(replay: Replay, until: date, turned: date | None = None) -> Panel:
    """Return the panel up to a day; from the day `turned` on every price is another."""
    series = {}
    for symbol in SYMBOLS:
        bars = [_turned(bar) if turned and bar.day >= turned else bar for bar in replay.bars(symbol, until=until)]
        series[symbol] = series_of(History.of(symbol, bars))
    return Panel(series)


def _turned(bar: Bar) -> Bar:
    swing = 1 + bar.day.toordinal() % 3
    return Bar(bar.day, bar.open * swing, bar.high * swing, bar.low * swing, bar.close * swing, bar.volume * 7)


def test_what_comes_later_changes_no_forecast(replay: Replay) -> None:
    cut = date(2006, 1, 1)
    whole = walk(panel(replay, date(2006, 12, 29), turned=cut), 5, SEED)
    short = walk(panel(replay, date(2005, 12, 30)), 5, SEED)
    before = np.asarray(whole.days < cut.toordinal())
    assert len(short.days) == before.sum() > 200
    for name, said in short.chances.items():
        np.testing.assert_array_equal(whole.chances[name][before], said)
    assert np.isfinite(short.chances[POOL]).all()
    known = np.asarray(np.isfinite(short.up).all(axis=1))
    assert known[:-5].all()
    assert not known[-5:].any()  # their ends lie beyond the last bar

    changed = walk(panel(replay, date(2006, 12, 29)), 5, SEED)
    after = ~before
    assert (changed.chances[POOL][after] != whole.chances[POOL][after]).any()


def test_the_verdict_counts_what_the_walk_says(replay: Replay) -> None:
    walked = walk(panel(replay, date(2006, 12, 29)), 5, SEED)
    found = verdict(walked, SEED)
    assert found == verdict(walked, SEED)
    assert [of.name for of in found.each][-1] == POOL
    assert {of.name for of in found.each} <= {*(str(source.SOURCE) for source in sources()), POOL}
    pool = found.each[-1]
    there = np.isfinite(walked.up)
    happened, said = walked.up[there], walked.chances[POOL][there]
    assert pool.forecasts == there.sum()
    assert pool.accuracy == pytest.approx(np.mean((said > 0.5) == (happened > 0)))
    assert pool.always_up == pytest.approx(happened.mean())
    assert pool.edge == pytest.approx(pool.accuracy - pool.always_up)
    assert pool.edge_low <= pool.edge <= pool.edge_high
    assert pool.brier == pytest.approx(np.mean((said - happened) ** 2))
    assert sum(each.count for each in found.reliability) == pool.forecasts
    assert found.deflated is None or 0 <= found.deflated <= 1
    assert found.overfit is None or 0 <= found.overfit <= 1


def test_a_short_history_is_told(replay: Replay) -> None:
    with pytest.raises(TooShort, match="5 calendar years"):
        walk(panel(replay, date(2004, 12, 31)), 5, SEED)
    with pytest.raises(TooShort):
        walk(Panel({}), 5, SEED)
    few = walk(panel(replay, date(2005, 1, 10)), 5, SEED)
    with pytest.raises(TooShort, match="over 5 bars needs 10 forecasts whose end is known"):
        verdict(few, SEED)


def test_returns_and_costs_against_a_count_by_hand() -> None:
    """Two symbols, horizon 2: the first is chosen on days 0 and 1, the second never; each has half of the money."""
    tomorrow = np.array([[0.10, 0.0], [0.10, 0.0], [0.10, 0.0], [np.nan, np.nan]])
    said = np.array([[0.6, 0.4], [0.6, 0.4], [0.4, 0.4], [0.4, 0.4]])
    base = np.full((4, 2), 0.5)
    walked = Walk(("A", "B"), np.arange(4), 2, {POOL: said}, base, np.full((4, 2), np.nan), tomorrow)
    # sleeves: half of A's half, then all of it, then half, then nothing; 0.05% for what is traded
    weights = [0.25, 0.5, 0.25]
    traded = [0.25, 0.25, 0.25]
    expected = [weight * 0.10 - move * 0.0005 for weight, move in zip(weights, traded, strict=True)]
    assert returns(walked, POOL) == pytest.approx(expected)
    assert equal_weight(walked) == pytest.approx([0.05 - 0.0005, 0.05, 0.05])


def test_a_symbol_that_is_not_forecast_has_no_share() -> None:
    nan = np.nan
    base = np.array([[0.5, nan], [0.5, 0.5], [0.5, 0.5]])
    tomorrow = np.array([[0.1, 0.9], [0.1, 0.3], [0.1, 0.1]])
    walked = Walk(("A", "B"), np.arange(3), 1, {POOL: base + 0.1}, base, tomorrow, tomorrow)
    assert equal_weight(walked) == pytest.approx([0.1 - 0.0005, 0.2 - 0.0005])


def test_the_error_that_true_probabilities_show_is_that_of_so_many_independent_outcomes() -> None:
    """Ten bins of n outcomes miss by sqrt(2 / pi x p (1 - p) / n) on average: shares that move as one count as one."""
    dice, shape = np.random.default_rng(1), (2000, 5)
    apart, together = dice.normal(0, 0.01, shape), np.tile(dice.normal(0, 0.01, (2000, 1)), 5)
    chances = dice.uniform(0.45, 0.55, (2000, 1)) * np.ones(shape)
    up = (dice.random(shape) < chances).astype(np.float64)

    def shown(moves: NDArray[np.float64], horizon: int) -> float:
        walked = Walk(tuple("ABCDE"), np.arange(1, 2001), horizon, {POOL: chances}, chances, up - 0.5, moves)
        return verdict(walked, SEED).each[-1].calibration.error_if_true

    assert shown(apart, 1) == pytest.approx(np.sqrt(2 / np.pi * 0.25 / 1000), rel=0.1)
    assert shown(together, 1) == pytest.approx(np.sqrt(2 / np.pi * 0.25 / 200), rel=0.1)
    assert shown(apart, 20) > shown(apart, 1)  # what overlaps tells less
    known = apart.copy()
    known[:, 4] = np.nan  # one that has no returns moves by itself
    assert shown(known, 1) == pytest.approx(shown(apart, 1), rel=0.1)


def test_who_never_spoke_is_left_out_and_who_never_traded_has_no_ratio() -> None:
    dice = np.random.default_rng(1)
    days, shape = np.arange(date(2010, 1, 1).toordinal(), date(2010, 1, 1).toordinal() + 400), (400, 2)
    up, base = (dice.random(shape) < 0.5).astype(np.float64), np.full(shape, 0.5)
    chances = {"SHY": np.full(shape, np.nan), "BEAR": np.full(shape, 0.4), POOL: dice.uniform(0.4, 0.6, shape)}
    found = verdict(Walk(("A", "B"), days, 1, chances, base, up - 0.5, dice.normal(0, 0.01, shape)), SEED)
    assert [of.name for of in found.each] == ["BEAR", POOL]
    assert found.each[0].sharpe is None
    assert found.each[1].sharpe is not None
    assert found.deflated is None  # luck is not known from one trial
    assert found.overfit is not None  # the pool against equal weight


def test_variants_that_were_tried_before_make_a_ratio_count_for_less(replay: Replay) -> None:
    walked = walk(panel(replay, date(2006, 12, 29)), 5, SEED)
    alone, among = verdict(walked, SEED), verdict(walked, SEED, tried=20)
    assert (among.trials, among.tried) == (alone.trials + 20, 20)
    assert alone.deflated is not None
    assert among.deflated is not None
    assert among.deflated < alone.deflated
