"""Proves that confidence is judged by the desk's own rule and words, against a count by hand and known errors."""

from datetime import date

import numpy as np
import pytest

from adapters.market.replay import Replay
from ai.ensemble import analyse
from ai.facts import History
from ai.panel import Panel, series_of
from ai.reliability import of_actions, of_chances
from ai.views import Blend
from ai.walk import POOL, Decided, Walk, walk
from tests.ai.conftest import SEED, FactsOn

SYMBOLS = ("AAPL", "GOOG", "IBM", "MSFT")
CODES = {"BUY": 1.0, "SELL": -1.0, "HOLD": 0.0}


def test_what_is_judged_is_what_the_desk_would_have_said(replay: Replay, facts_on: FactsOn) -> None:
    """In January the desk's models are those of the year: the same chances, actions and confidence to six places."""
    until = date(2010, 1, 29)
    walked = walk(
        Panel({each: series_of(History.of(each, replay.bars(each, until=until))) for each in SYMBOLS}), 5, SEED
    )
    assert walked.decided is not None
    for day in (date(2010, 1, 4), date(2010, 1, 29)):
        row = int(np.searchsorted(walked.days, day.toordinal()))
        for blend in analyse(facts_on(day, SYMBOLS)).blends:
            assert isinstance(blend, Blend)
            column = SYMBOLS.index(blend.symbol)
            assert walked.chances[POOL][row, column] == pytest.approx(float(blend.probability_up), abs=2e-6)
            assert walked.decided.action[row, column] == CODES[blend.action]
            assert walked.decided.confidence[row, column] == pytest.approx(float(blend.confidence), abs=2e-6)


def test_each_action_is_judged_by_what_it_says() -> None:
    """BUY by a rise, SELL by none, HOLD by a move within 0.1%; an end that is not known judges nothing."""
    gained = np.tile([0.02, -0.02, 0.001, -0.0011, 0.0, np.nan], 10)
    action = np.repeat([1.0, -1.0, 0.0], 60)
    moved, said = np.tile(gained, 3)[:, None], np.where(action == 1, 0.6, np.where(action == -1, 0.5, 0.2))[:, None]
    nothing = np.full_like(moved, 0.5)
    walked = Walk(("A",), np.arange(1, 181), 1, {POOL: nothing}, nothing, moved, moved)
    buy, sell, hold, every = of_actions(walked, Decided(action[:, None], said), SEED)
    assert [each.name for each in (buy, sell, hold, every)] == ["BUY", "SELL", "HOLD", "EVERY"]
    assert [each.forecasts for each in (buy, sell, hold, every)] == [50, 50, 50, 150]
    assert [each.happened for each in (buy, sell, hold)] == pytest.approx([2 / 5, 3 / 5, 2 / 5])
    assert [each.said for each in (buy, sell, hold, every)] == pytest.approx([0.6, 0.5, 0.2, 1.3 / 3])
    assert every.happened == pytest.approx(7 / 15)
    few = of_actions(walked, Decided(np.ones((180, 1)), np.where(np.arange(180) < 9, 0.6, np.nan)[:, None]), SEED)
    assert few == ()  # nine do not fill ten bins


@pytest.mark.parametrize("code", [1.0, -1.0, 0.0])
def test_the_error_of_true_confidence_is_that_of_so_many_outcomes(code: float) -> None:
    """Ten bins of n independent outcomes of chance p miss by sqrt(2 / pi x p (1 - p) / n) on average."""
    dice, shape, p = np.random.default_rng(1), (2000, 5), 0.1
    moves = dice.normal(0, 0.01, shape)
    said, action = np.full(shape, p) + dice.uniform(-1e-6, 1e-6, shape), np.full(shape, code)
    walked = Walk(tuple("ABCDE"), np.arange(1, 2001), 1, {POOL: said}, said, moves, moves)
    found = of_actions(walked, Decided(action, said), SEED)[-1]
    assert found.error_if_true == pytest.approx(np.sqrt(2 / np.pi * p * (1 - p) / 1000), rel=0.1)
    assert found.error_if_true < found.error_if_true_high


def test_chances_that_are_true_show_the_error_of_true_chances() -> None:
    dice, shape = np.random.default_rng(2), (2000, 5)
    said = dice.uniform(0.3, 0.7, shape)
    up = dice.random(shape) < said
    moves = np.where(up, 0.01, -0.01)
    found = of_chances(Walk(tuple("ABCDE"), np.arange(1, 2001), 1, {POOL: said}, said, moves, moves), [POOL], SEED)
    assert found[POOL].calibration_error < found[POOL].error_if_true_high
    wrong = of_chances(Walk(tuple("ABCDE"), np.arange(1, 2001), 1, {POOL: said}, said, -moves, moves), [POOL], SEED)
    assert wrong[POOL].calibration_error > 3 * wrong[POOL].error_if_true_high
    assert found[POOL].said == pytest.approx(said.mean())
    assert found[POOL].happened == pytest.approx(up.mean())
