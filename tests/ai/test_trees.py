"""Proves that the trees are scikit-learn's own to the last bit, whatever the numbers, though found in less time."""

from typing import Any

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from ai import trees
from ai.trees import BoostedTrees, Floats, ascending_order


def columns(count: int) -> Floats:
    """Numbers of every kind that a feature could be made of, (count, 9)."""
    rng = np.random.default_rng(7)
    normal = rng.standard_normal(count)
    return np.column_stack(
        [
            normal,
            np.clip(3 * normal, -5, 5),  # many at both ends
            np.full(count, 0.25),
            np.round(normal),
            np.round(100 * normal),  # more different values than bins, and many that are equal
            rng.integers(0, 255, count),
            rng.integers(0, 256, count),
            normal**15,  # almost all in one place of the first sort
            np.where(rng.random(count) < 0.9, 0.0, np.copysign(0.0, -1) + normal),
        ]
    )


@pytest.mark.parametrize("count", [60, 256, 2550])
def test_bins_and_trees_are_those_of_the_library(count: int) -> None:
    features, rng = columns(count), np.random.default_rng(8)
    up = features[:, 0] + features[:, 4] / 100 + rng.standard_normal(count) > 0
    settings = {"max_iter": 3, "max_leaf_nodes": 31, "min_samples_leaf": 5, "early_stopping": False, "random_state": 3}
    theirs = HistGradientBoostingClassifier(**settings).fit(features, up)
    ours = BoostedTrees(**settings).fit(features, up)
    for mine, other in zip(ours._bin_mapper.bin_thresholds_, theirs._bin_mapper.bin_thresholds_, strict=True):
        np.testing.assert_array_equal(mine, other)
    for asked in (features, 1.01 * features, columns(97)[:, ::-1]):
        assert ours.predict_proba(asked).tobytes() == theirs.predict_proba(asked).tobytes()


def test_the_library_asks_for_these_bins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the trees would still be right, and as slow as before."""
    asked, own = [], trees.sorted_into

    def noted(values: Floats, *rest: Any) -> Floats:
        asked.append(len(values))
        return own(values, *rest)

    monkeypatch.setattr(trees, "sorted_into", noted)
    BoostedTrees(max_iter=1, early_stopping=False).fit(columns(300), np.arange(300) % 2 == 0)
    assert asked == [300] * 9


def test_the_order_ascends_and_names_each_place_once() -> None:
    for values in columns(1000).T:
        order = ascending_order(values)
        assert sorted(order.tolist()) == list(range(1000))
        assert (np.diff(values[order]) >= 0).all()
