"""Proves that agents learn in the desk's own simulation, to the cent, and are asked as they would act."""

import importlib
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from ai.facts import Facts
from ai.features import FEATURES
from ai.panel import panel_of
from ai.shadows import agents
from ai.shadows.lessons import Lesson
from ai.shadows.networks import FORWARD, unpack
from ai.shadows.trial import try_shadow
from ai.trials import ShadowTrial
from quant.backtest import Setup, run
from quant.strategies import WEIGHT_MOST, Plan
from tests.ai.conftest import SEED, FactsOn
from tests.ai.extras import require

COUNT = len(FEATURES)


@pytest.fixture
def lesson(facts: Facts) -> Lesson:
    """Real bars; what is seen tells the next session's gain, so that there is something to learn."""
    require("deep")
    panel = panel_of(facts).until(date(2006, 1, 2).toordinal())
    features, rng = {}, np.random.default_rng(1)
    for symbol, series in panel.series.items():
        table = np.where(np.isfinite(series.features), rng.standard_normal(series.features.shape) / 10, np.nan)
        opened, close = series.prices.open, series.prices.close
        table[:-1, 0] += np.sign(close[1:] - opened[1:])  # what is ordered now fills at the next open
        features[symbol] = table
    return Lesson(panel, features, {symbol: np.zeros(len(each)) for symbol, each in features.items()})


@pytest.fixture
def market(lesson: Lesson) -> Any:
    return importlib.import_module("ai.shadows.market").Market(lesson)


def test_a_played_half_year_is_the_backtest_of_the_same_wishes(market: Any) -> None:
    module = importlib.import_module("ai.shadows.market")
    rng, ahead, bars = np.random.default_rng(4), module.AHEAD, module.BARS
    wanted = np.repeat(rng.integers(0, 2, bars // 6 + 1), 6)[: bars - 1]
    seen, _ = market.reset(seed=3)
    rewards, over = [], False
    for want in wanted:
        seen, reward, ended, over, _ = market.step(int(want))
        rewards.append(reward)
        assert not ended
        assert seen[-1] == want
    assert over
    episode = market._episode
    weights = np.full((ahead + bars, 1), np.nan)
    weights[ahead : ahead + len(wanted), 0] = wanted * WEIGHT_MOST
    done = run(episode.grid, Plan(weights).decider(), Setup(cash=Decimal(module.CASH)))
    assert len(done.end.executions) > 4
    stake = module.CASH * WEIGHT_MOST
    expected = np.diff(done.equity[ahead:]) / 100 / stake * 100
    np.testing.assert_allclose(rewards, expected, atol=1e-9)


def test_who_owns_nothing_gains_and_pays_nothing(market: Any) -> None:
    market.reset(seed=1)
    assert {market.step(0)[1] for _ in range(20)} == {0.0}


def test_half_years_are_drawn_by_the_seed_and_hold_what_is_known(market: Any, lesson: Lesson) -> None:
    first, again = (market.reset(seed=5)[0].tolist() for _ in range(2))
    assert first == again
    drawn = {tuple(market.reset()[0].tolist()) for _ in range(20)}
    assert len(drawn) > 3
    for episode in market._episodes:
        assert episode.grid.day[-1] <= lesson.panel.last_day


@pytest.mark.parametrize("kind", ["PPO", "DQN"])
def test_they_learn_what_pays_the_same_by_the_same_seed_and_numpy_says_what_they_do(
    kind: str, lesson: Lesson, market: Any
) -> None:
    import torch

    own, same = (agents.learn(lesson, kind, SEED, 2) for _ in range(2))
    assert all(own[name].tobytes() == same[name].tobytes() for name in own)
    rng = np.random.default_rng(2)
    seen = rng.standard_normal((400, COUNT)) / 10
    seen[:, 0] += rng.choice([-1, 1], 400)
    said = FORWARD[kind](own, seen)
    assert np.corrcoef(said, seen[:, 0])[0, 1] > 0.5

    agent = agents._agent(kind, market, SEED)
    state = agent.policy.state_dict()
    for number, layer in enumerate(agents.LAYERS[kind]):
        for name in ("weight", "bias"):
            state[f"{layer}.{name}"] = torch.tensor(own[f"{name}{number}"])
    agent.policy.load_state_dict(state)
    shown = np.column_stack([seen, np.zeros(len(seen))]).astype(np.float32)
    acted, _ = agent.predict(shown, deterministic=True)
    clear = np.abs(said) > 1e-4
    assert clear.sum() > 300
    assert (acted[clear] == (said > 0)[clear]).all()


@pytest.mark.parametrize("kind", ["PPO", "DQN"])
def test_five_of_them_are_tried_on_real_bars_that_they_have_not_seen(kind: str, facts_on: FactsOn) -> None:
    require("deep")
    made = try_shadow(facts_on(date(2006, 6, 1)), kind, 1, 10)
    assert isinstance(made, ShadowTrial)
    assert (len(made.seeds), made.trials) == (5, 15)
    assert made.trial.trained_until < made.trial.tested_from
    learned = unpack(made.artifact)
    assert (learned.kind, len(learned.networks)) == (kind, 5)
    assert len({own["weight0"].tobytes() for own in learned.networks}) == 5
