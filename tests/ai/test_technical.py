"""TECHNICAL equals a computation from bars and sklearn alone, abstains in warm-up, and refits monthly."""

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from adapters.market.replay import Replay
from ai.facts import Facts
from ai.models import fitted
from ai.panel import Panel, panel_of, past_of
from ai.past import outcomes_of, rows_of
from ai.sources import technical
from ai.weights import sources
from tests.ai.conftest import DAY, SEED, FactsOn, noisy_after, shuffled

HORIZON = 5


def labelled(facts: Facts, replay: Replay) -> list[tuple[date, list[float], bool]]:
    """Rows that could be learned from on 1 June, with outcomes from raw bars, dividends and splits."""
    rows = []
    for symbol, series in panel_of(facts).series.items():
        bars = replay.bars(symbol, until=date(2011, 5, 31))
        for i in range(251, len(bars) - HORIZON):
            wealth = Decimal(1)
            for before, after in zip(bars[i : i + HORIZON], bars[i + 1 : i + HORIZON + 1], strict=True):
                wealth *= (after.close * after.split + after.dividend) / before.close
            rows.append((bars[i].day, series.features[i].tolist(), float(wealth) - 1 > 1e-12))
    return rows


def test_the_view_equals_an_independent_computation(facts: Facts, replay: Replay) -> None:
    rows = labelled(facts, replay)
    days = sorted({day for day, _, _ in rows})
    border = int(len(days) * 0.8)
    early = [row for row in rows if row[0] < days[border - HORIZON]]
    late = [row for row in rows if row[0] >= days[border]]
    x, y = np.array([row[1] for row in early]), np.array([row[2] for row in early])
    mean, spread = x.mean(axis=0), x.std(axis=0)

    def scaled(table: Any) -> Any:
        return np.clip((table - mean) / spread, -5, 5)

    line = LogisticRegression(C=1 / 20, max_iter=500).fit(scaled(x), y)
    trees = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=50, max_leaf_nodes=6, min_samples_leaf=100, l2_regularization=1.0,
        early_stopping=False, random_state=SEED,
    ).fit(scaled(x), y)  # fmt: skip

    def raw(table: Any) -> Any:
        chance = trees.predict_proba(scaled(table))[:, 1]
        return (line.decision_function(scaled(table)) + np.log(chance / (1 - chance))) / 2

    held_out = raw(np.array([row[1] for row in late]))
    slope = LogisticRegression(C=1 / 20).fit(held_out[:, None], [row[2] for row in late]).coef_[0, 0]
    assert slope > 0
    base = (sum(row[2] for row in rows) + 50) / (len(rows) + 100)
    base_odds = np.log(base / (1 - base))
    for symbol in facts.symbols:
        today = panel_of(facts).series[symbol].features[-1:]
        expected = 1 / (1 + np.exp(-(base_odds + slope * (raw(today)[0] - held_out.mean()) / 2)))
        view = technical.view(facts, symbol)
        assert view.probability_up is not None
        assert float(view.probability_up) == pytest.approx(expected, abs=2e-6)


def test_shuffled_returns_change_the_score(facts: Facts, facts_on: FactsOn) -> None:
    other = facts_on(change=shuffled)
    for symbol in facts.symbols:
        assert technical.view(facts, symbol).probability_up != technical.view(other, symbol).probability_up


def test_it_abstains_in_warm_up(facts_on: FactsOn, replay: Replay) -> None:
    facts = facts_on(date(2012, 10, 9), ("AAPL", "FB", "IBM"))
    view = technical.view(facts, "FB")
    assert view.abstained
    assert view.reasons == ("FB has 100 of the 252 bars that the features need.",)
    goog = replay.bars("GOOG", until=DAY)
    early = technical.view(facts_on(goog[250].day), "GOOG")
    assert early.reasons == ("GOOG has 251 of the 252 bars that the features need.",)
    assert not technical.view(facts_on(goog[251].day), "GOOG").abstained


def test_it_abstains_without_enough_past(facts_on: FactsOn, replay: Replay) -> None:
    view = technical.view(facts_on(date(2001, 6, 15), ("IBM",)), "IBM")
    assert view.abstained
    outcomes = len(replay.bars("IBM", until=date(2001, 5, 31))) - 251 - HORIZON
    assert view.reasons == (f"{outcomes} of the 500 past bars that training needs.",)


def test_unknown_and_silent_symbols_abstain(facts: Facts, facts_on: FactsOn) -> None:
    assert technical.view(facts, "XYZ").reasons == ("XYZ has no bars.",)
    halted = facts_on(change=lambda bars: bars[:-1] if len(bars) < 2000 else bars)  # GOOG alone is that short
    assert technical.view(halted, "GOOG").reasons == ("GOOG has no bar of 2011-06-15.",)


def test_one_model_a_month(facts: Facts, facts_on: FactsOn) -> None:
    def model(of: Facts) -> object:
        return fitted(sys.modules[technical.__name__], past_of(of), of.horizon_days, of.seed)

    june = model(facts)
    assert model(facts_on(date(2011, 6, 1))) is june
    assert model(facts_on(DAY, change=noisy_after(date(2011, 5, 31)))) is june
    assert model(facts_on(date(2011, 5, 31))) is not june


def test_asking_for_some_days_only_changes_no_bit(facts: Facts) -> None:
    """Signals are proved to the last digit: what is left out for speed must not move a number."""
    panel, past = panel_of(facts), past_of(facts)
    for source in sources():
        model = fitted(source, past, facts.horizon_days, facts.seed)
        for symbol, series in panel.series.items():
            whole = source.chances(model, panel, symbol)
            for cut in (0, 1, 7, 253, len(series) // 2, len(series) - 3, len(series) - 1):
                part = source.chances(model, panel, symbol, int(series.days[cut]))
                assert part[cut:].tobytes() == whole[cut:].tobytes()
            part = source.chances(model, panel, symbol, int(series.days[253]), int(series.days[514]))
            assert part[253:514].tobytes() == whole[253:514].tobytes()


def test_asking_about_all_symbols_at_once_changes_no_bit(facts: Facts) -> None:
    panel, since = panel_of(facts), date(2011, 1, 1).toordinal()
    model = fitted(sys.modules[technical.__name__], past_of(facts), HORIZON, SEED)
    for symbol, series in panel.series.items():
        together = technical.chances(model, panel, symbol, since)
        alone = technical.chances(model, Panel({symbol: series}), symbol, since)
        assert together.tobytes() == alone.tobytes()
        assert np.isfinite(together[-50:]).all()


def test_outcomes_without_their_features_are_the_same(facts: Facts) -> None:
    past = past_of(facts)
    whole, part = rows_of(past, 5), outcomes_of(past, 5)
    assert len(part.days) == len(whole.features) > 0
    for name in ("days", "returns", "sizes", "up"):
        assert getattr(part, name).tobytes() == getattr(whole, name).tobytes()


def test_of_too_many_rows_a_share_of_each_symbol_and_of_every_time_is_learned_from(facts: Facts) -> None:
    past = past_of(facts)
    whole, part = rows_of(past, HORIZON), rows_of(past, HORIZON, 2000)
    every = -(-len(whole.days) // 2000)
    assert every > 2
    assert len(whole.days) / every - len(past.series) < len(part.days) <= 2000 + len(past.series)
    known = {(day, *row) for day, row in zip(whole.days.tolist(), whole.features.tolist(), strict=True)}
    assert known.issuperset((day, *row) for day, row in zip(part.days.tolist(), part.features.tolist(), strict=True))
    days = np.unique(whole.days)
    assert np.diff(np.searchsorted(days, np.unique(part.days))).max() <= every
    assert len(np.unique(part.days)) > 0.6 * len(days)  # symbols take turns
    assert rows_of(past, HORIZON, len(whole.days)).features.tobytes() == whole.features.tobytes()


def test_a_share_of_the_rows_weighs_as_much_as_all(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that were left out were mostly said by their neighbours: the model must not believe its prior more."""
    past = past_of(facts)
    whole = technical.fit(past, HORIZON, SEED)
    monkeypatch.setattr(technical, "rows_of", lambda past, horizon: rows_of(past, horizon, 4000))
    part = technical.fit(past, HORIZON, SEED)
    assert isinstance(whole, technical.Model)
    assert isinstance(part, technical.Model)
    assert part.rows < whole.rows / 2
    assert part.base_rate == whole.base_rate
    assert np.linalg.norm(part.weights) > 0.8 * np.linalg.norm(whole.weights)


def test_trees_are_the_same_however_their_rows_lie_in_memory(facts: Facts) -> None:
    rows = rows_of(past_of(facts), 5)
    seen = np.ascontiguousarray(rows.features)
    usual = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=50, max_leaf_nodes=6, min_samples_leaf=100,
        l2_regularization=1.0, early_stopping=False, random_state=facts.seed,
    ).fit(seen, rows.up)  # fmt: skip
    grown = technical._trees(seen, rows.up, facts.seed)
    assert np.asarray(grown.predict_proba(seen)).tobytes() == usual.predict_proba(seen).tobytes()
