"""Proves that choosing the best of noise is found out, that skill is not, and that splits keep their distance."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import overfit
from trading.errors import InvalidInput


def test_the_best_of_noise_is_overfitted_and_skill_is_not() -> None:
    noise = np.random.default_rng(5).normal(0, 0.01, (800, 40))
    assert overfit.backtest_overfit(noise, 10).probability > 0.3
    skilled = noise.copy()
    skilled[:, 7] += 0.005
    found = overfit.backtest_overfit(skilled, 10)
    assert found.probability < 0.01
    assert found.loss_probability < 0.05


def test_the_splits_are_those_of_the_definition() -> None:
    returns = np.random.default_rng(2).normal(0.001, 0.01, (41, 5))
    found = overfit.backtest_overfit(returns, 4)
    parts = np.array_split(returns[1:], 4)
    logits = []
    for chosen in combinations(range(4), 2):
        inside = np.concatenate([parts[i] for i in chosen])
        outside = np.concatenate([parts[i] for i in range(4) if i not in chosen])
        winner = int(np.argmax(inside.mean(0) / inside.std(0, ddof=1)))
        ratios = outside.mean(0) / outside.std(0, ddof=1)
        share = (np.sum(ratios < ratios[winner]) + 1) / 6
        logits.append(np.log(share / (1 - share)))
    assert found.logits == pytest.approx(logits)
    assert found.probability == np.mean(np.array(logits) <= 0)


@pytest.mark.parametrize(
    ("shape", "blocks", "says"), [((100, 1), 4, "at least two"), ((100, 3), 5, "even"), ((5, 3), 4, "at least 8")]
)
def test_too_little_to_judge_is_refused(shape: tuple[int, int], blocks: int, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        overfit.backtest_overfit(np.random.default_rng(0).normal(size=shape), blocks)


def test_a_strategy_that_never_trades_is_named_as_the_trouble() -> None:
    returns = np.random.default_rng(0).normal(size=(100, 3))
    returns[:, 1] = 0
    with pytest.raises(InvalidInput, match="do not differ"):
        overfit.backtest_overfit(returns, 4)


@given(st.integers(2, 7), st.data(), st.integers(0, 5), st.integers(0, 5))
def test_training_never_touches_what_is_tested(groups: int, data: st.DataObject, purge: int, embargo: int) -> None:
    tested = data.draw(st.integers(1, groups - 1))
    splits = list(overfit.splits(60, groups, tested, purge=purge, embargo=embargo))
    assert len(splits) == overfit.split_count(groups, tested)
    seen = np.zeros(60, int)
    for train, test in splits:
        seen[test] += 1
        if len(train):
            apart = np.abs(train[:, None] - test[None, :]).min(axis=1)
            assert apart.min() > purge
    assert set(seen) == {overfit.path_count(groups, tested)}
