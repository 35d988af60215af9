"""TECHNICAL with XGBoost's trees equals a computation from bars and xgboost alone, repeats, and can be missing."""

import sys
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from ai import extras
from ai.ensemble import analyse
from ai.facts import Facts
from ai.models import fitted
from ai.panel import panel_of, past_of
from ai.past import rows_of
from ai.sources import ENSEMBLE, boosted, technical
from ai.training import try_out
from ai.trials import Champion
from ai.views import Blend, ScoreSource
from ai.weights import sources
from tests.ai.conftest import SEED, FactsOn
from tests.ai.extras import require

BOOSTED = "XGBOOST"


@pytest.fixture
def there() -> None:
    require("ml")


@pytest.mark.usefixtures("there")
def test_the_view_equals_an_independent_computation(facts: Facts) -> None:
    from xgboost import XGBClassifier

    rows = rows_of(past_of(facts), 5)
    days = np.unique(rows.days)
    border = int(len(days) * 0.8)
    early, late = rows.days < days[border - 5], rows.days >= days[border]
    mean, spread = rows.features[early].mean(axis=0), rows.features[early].std(axis=0)

    def scaled(table: np.ndarray) -> np.ndarray:
        return np.asarray(np.clip((table - mean) / spread, -5, 5))

    line = LogisticRegression(C=1 / 20, max_iter=500).fit(scaled(rows.features[early]), rows.up[early])
    trees = XGBClassifier(
        n_estimators=50, learning_rate=0.05, max_leaves=6, max_depth=0, grow_policy="lossguide", tree_method="hist",
        min_child_weight=25, reg_lambda=1.0, subsample=0.8, colsample_bytree=0.8, n_jobs=1, random_state=SEED,
    ).fit(scaled(rows.features[early]), rows.up[early])  # fmt: skip

    def raw(table: np.ndarray) -> np.ndarray:
        chance = trees.predict_proba(scaled(table))[:, 1].astype(np.float64)
        return np.asarray((line.decision_function(scaled(table)) + np.log(chance / (1 - chance))) / 2)

    held_out = raw(rows.features[late])
    platt = LogisticRegression(C=1 / 20, max_iter=500).fit(held_out[:, None], rows.up[late])
    base = (rows.up.sum() + 50) / (len(rows.up) + 100)
    base_odds = np.log(base / (1 - base))
    slope = max(platt.coef_[0, 0], 0.0)
    intercept = base_odds - slope * held_out.mean()
    for symbol in facts.symbols:
        calibrated = intercept + slope * raw(panel_of(facts).series[symbol].features[-1:])[0]
        expected = 1 / (1 + np.exp(-(base_odds + (calibrated - base_odds) / 2)))
        view = boosted.view(facts, symbol)
        assert view.source is ScoreSource.TECHNICAL
        assert view.probability_up is not None
        assert float(view.probability_up) == pytest.approx(expected, abs=2e-6)


@pytest.mark.usefixtures("there")
def test_it_is_another_model_than_technical_and_the_same_bits_again(facts: Facts) -> None:
    panel, past = panel_of(facts), past_of(facts)
    first, second = (boosted.fit(past, 5, SEED) for _ in range(2))
    usual = technical.fit(past, 5, SEED)
    assert isinstance(first, technical.Model)
    assert isinstance(second, technical.Model)
    assert isinstance(usual, technical.Model)
    said = boosted.chances(first, panel, "AAPL")
    assert said.tobytes() == boosted.chances(second, panel, "AAPL").tobytes()
    assert not np.array_equal(said, technical.chances(usual, panel, "AAPL"), equal_nan=True)
    kept = fitted(sys.modules[boosted.__name__], past, 5, SEED)
    assert kept is not fitted(sys.modules[technical.__name__], past, 5, SEED)


@pytest.mark.usefixtures("there")
def test_a_line_up_with_it_has_the_same_sources_and_is_tried_beside_the_champion(facts_on: FactsOn) -> None:
    facts = replace(facts_on(date(2008, 6, 2)), lineup=BOOSTED)
    assert [each.SOURCE for each in sources(BOOSTED)] == [each.SOURCE for each in sources(ENSEMBLE)]
    usual = try_out(replace(facts, lineup=ENSEMBLE), None)
    assert usual is not None
    made = try_out(facts, Champion(usual.trained_until, ENSEMBLE))
    assert made is not None
    assert made.champion_loss == usual.loss
    assert (made.data_hash, made.tested_from, made.forecasts) == (usual.data_hash, usual.tested_from, usual.forecasts)
    assert made.weights != usual.weights
    mine, others = (
        {score.source: score for score in blend.scores}
        for lineup in (BOOSTED, ENSEMBLE)
        for blend in analyse(replace(facts, lineup=lineup)).blends[:1]
        if isinstance(blend, Blend)
    )
    assert mine.keys() == others.keys()
    assert mine[ScoreSource.TECHNICAL].probability_up != others[ScoreSource.TECHNICAL].probability_up
    assert mine[ScoreSource.MOMENTUM].probability_up == others[ScoreSource.MOMENTUM].probability_up


def test_without_the_package_it_abstains_and_names_the_command(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    past = past_of(facts).until(date(2009, 1, 2).toordinal())
    untrained = boosted.fit(past, 5, SEED)
    assert not isinstance(untrained, technical.Model)
    assert untrained.reason == (
        "xgboost not installed; in the desk's folder: .venv/bin/python -m pip install -e '.[ml]'"
    )


def test_what_is_no_line_up_has_no_part_in_opinions(facts: Facts) -> None:
    with pytest.raises(ValueError, match="have no part in opinions"):
        replace(facts, lineup="SOMETHING")


def test_a_champion_whose_package_is_gone_leaves_the_others_to_speak(
    facts_on: FactsOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    [blend] = analyse(replace(facts_on(date(2009, 1, 6)), symbols=("IBM",), lineup=BOOSTED)).blends
    assert isinstance(blend, Blend)
    said = {score.source: score for score in blend.scores}
    assert said[ScoreSource.TECHNICAL].abstained
    assert "pip install -e '.[ml]'" in said[ScoreSource.TECHNICAL].reasons[0]
    assert not said[ScoreSource.MOMENTUM].abstained
