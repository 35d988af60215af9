"""Proves that a training sees nothing of the days it is tried on, and that both models are judged on the same."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from ai.panel import panel_of
from ai.sources import ENSEMBLE
from ai.training import TEST_BARS, _said, try_out
from ai.trials import Champion, Trial
from ai.walk import forecasts
from quant.calibration import log_loss
from tests.ai.conftest import FactsOn
from trading.market import Bar


@pytest.fixture(scope="module")
def trial(facts_on: FactsOn) -> Trial:
    made = try_out(facts_on(date(2008, 6, 2)), None)
    assert made is not None
    return made


def test_the_test_begins_a_horizon_after_the_training_ends(facts_on: FactsOn, trial: Trial) -> None:
    facts = facts_on(date(2008, 6, 2))
    days = sorted({day for history in facts.histories.values() for day in history.days})
    until = days.index(trial.trained_until.toordinal())
    assert len(days) - until == TEST_BARS
    assert days.index(trial.tested_from.toordinal()) == until + facts.horizon_days
    assert days.index(trial.tested_until.toordinal()) == len(days) - 1 - facts.horizon_days  # what is known to its end
    assert trial.forecasts == 4 * (TEST_BARS - 2 * facts.horizon_days)
    assert trial.champion_loss is None


def test_what_happens_in_the_test_changes_nothing_that_was_learned(facts_on: FactsOn, trial: Trial) -> None:
    """Other prices after the training's end: the same models and weights, another loss."""
    border = trial.trained_until

    def changed(bars: list[Bar]) -> list[Bar]:
        tail = [bar for bar in bars if bar.day >= border]
        others = [replace(tail[-1 - place], day=bar.day) for place, bar in enumerate(tail)]
        return [*(bar for bar in bars if bar.day < border), *others]

    other = try_out(facts_on(date(2008, 6, 2), change=changed), None)
    assert other is not None
    assert (other.data_hash, other.weights, other.trained_until) == (trial.data_hash, trial.weights, border)
    assert other.loss != trial.loss


def test_the_loss_is_that_of_the_pool_on_those_days(facts_on: FactsOn, trial: Trial) -> None:
    facts = facts_on(date(2008, 6, 2))
    panel = panel_of(facts)
    past = panel.until(trial.trained_until.toordinal())
    said, base, up, when = _said(past, panel, trial.tested_from.toordinal(), facts)
    assert float(trial.loss) == pytest.approx(log_loss(up, said), abs=1e-6)
    assert float(trial.base_loss) == pytest.approx(log_loss(up, base), abs=1e-6)
    assert np.all((when >= trial.tested_from.toordinal()) & (when <= trial.tested_until.toordinal()))
    assert set(forecasts(past, panel, trial.tested_from.toordinal(), 5, facts.seed)) == set(facts.symbols)


def test_a_champion_is_tried_on_the_same_days_and_beside_itself_is_equal(facts_on: FactsOn, trial: Trial) -> None:
    facts = facts_on(date(2008, 6, 2))
    same = try_out(facts, Champion(trial.trained_until, ENSEMBLE))
    assert same is not None
    assert same.champion_loss == same.loss == trial.loss
    older = try_out(facts, Champion(date(2006, 1, 3), ENSEMBLE))
    assert older is not None
    assert older.champion_loss is not None
    assert older.champion_loss != older.loss


def test_too_little_past_is_no_version(facts_on: FactsOn) -> None:
    assert try_out(facts_on(date(2001, 3, 1)), None) is None
    assert try_out(facts_on(date(2000, 1, 10)), None) is None
