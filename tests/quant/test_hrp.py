"""Proves that trees make weights: positive, whole, the same for the same assets in another order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage as joined
from scipy.spatial.distance import squareform

from quant import hrp
from quant.covariance import correlation
from quant.hrp import Distance
from tests.quant.samples import SEEDS, Floats, covariances
from trading.errors import InvalidInput


@given(covariances(1, 9), st.sampled_from(list(Distance)))
def test_weights_are_positive_and_sum_to_one(covariance: Floats, distance: Distance) -> None:
    weights = hrp.weights(covariance, distance)
    assert weights.sum() == pytest.approx(1)
    assert (weights > 0).all()
    assert sorted(hrp.order(covariance, distance)) == list(range(len(covariance)))


@given(covariances(2, 2))
def test_two_assets_are_weighted_against_their_variance(covariance: Floats) -> None:
    first, second = np.diag(covariance)
    assert hrp.weights(covariance) == pytest.approx([second / (first + second), first / (first + second)])


@given(covariances(2, 8), SEEDS, st.floats(0.1, 10))
def test_scale_changes_nothing(covariance: Floats, seed: int, scale: float) -> None:
    assert hrp.weights(covariance * scale**2) == pytest.approx(hrp.weights(covariance))


def test_twins_stand_side_by_side_and_share() -> None:
    known = np.array([[0.04, 0.0, 0.0396], [0.0, 0.04, 0.0], [0.0396, 0.0, 0.04]])
    order = hrp.order(known, Distance.DIRECT)
    assert abs(order.index(0) - order.index(2)) == 1
    weights = hrp.weights(known, Distance.DIRECT)
    assert weights[1] > weights[0]


@given(covariances(3, 9), st.sampled_from(hrp.LINKAGES))
def test_turned_branches_are_those_of_the_same_tree(covariance: Floats, linkage: str) -> None:
    apart = squareform(np.sqrt((1 - correlation(covariance)) / 2), checks=False)
    clusters = [{leaf} for leaf in range(len(covariance))]
    for left, right, *_ in joined(apart, linkage):
        clusters.append(clusters[int(left)] | clusters[int(right)])
    for turned in (False, True):
        order = hrp.order(covariance, Distance.DIRECT, linkage, turned=turned)
        places = [sorted(order.index(leaf) for leaf in cluster) for cluster in clusters]
        assert all(place == list(range(place[0], place[-1] + 1)) for place in places)


def test_what_is_no_linkage_is_named() -> None:
    with pytest.raises(InvalidInput, match="linkage must be one of"):
        hrp.weights(np.eye(3), linkage="median")
    with pytest.raises(InvalidInput, match="no variance"):
        hrp.weights(np.zeros((2, 2)))
