"""Hierarchical risk parity: weights from a tree of alike assets, without inverting a covariance.

Lopez de Prado (2016), Building diversified portfolios that outperform out of sample.
"""

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, correlation_matrix, covariance_matrix
from quant.covariance import correlation
from trading.errors import InvalidInput

LINKAGES: Final = ("single", "complete", "average", "ward")


class Distance(StrEnum):
    """PAPER: how far apart the distances of two assets to all others are, as in the paper's code.

    DIRECT: sqrt((1 - correlation) / 2) of the two alone, as most libraries do.
    """

    PAPER = "PAPER"
    DIRECT = "DIRECT"


def weights(
    covariance: ArrayLike,
    distance: Distance = Distance.PAPER,
    linkage: str = "single",
    correlations: ArrayLike | None = None,
    *,
    turned: bool = False,
) -> Floats:
    """Return (n,) weights, positive, sum 1.

    Assets are put in the order of the tree (`linkage` as scipy names it), then the list is halved again and again:
    each half gets weight against the variance that it has in inverse-variance weights. `correlations` (n, n) make
    the tree where they are not the covariance's own, as with unequal histories. `turned` as in `order`.
    """
    known = covariance_matrix(covariance)
    return _bisected(known, order(known, distance, linkage, correlations, turned=turned))


def order(
    covariance: ArrayLike,
    distance: Distance = Distance.PAPER,
    linkage: str = "single",
    correlations: ArrayLike | None = None,
    *,
    turned: bool = False,
) -> list[int]:
    """Return the assets in the order of the tree's leaves (quasi-diagonalisation).

    The paper leaves branches as they grew; `turned` are those in which neighbours are brought near each other, as
    skfolio and riskfolio do. Bar-Joseph, Gifford & Jaakkola (2001), Fast optimal leaf ordering.
    """
    from scipy.cluster.hierarchy import leaves_list
    from scipy.cluster.hierarchy import linkage as join
    from scipy.spatial.distance import pdist, squareform

    known = covariance_matrix(covariance)
    if len(known) == 1:
        return [0]
    alike = correlation(known) if correlations is None else correlation_matrix(correlations, size=len(known))
    if linkage not in LINKAGES:
        raise InvalidInput(f"linkage must be one of {', '.join(LINKAGES)}, not {linkage!r}.")
    apart = np.sqrt(np.clip((1 - alike) / 2, 0, 1))
    np.fill_diagonal(apart, 0)
    condensed = pdist(apart) if distance is Distance.PAPER else squareform(apart, checks=False)
    return [int(leaf) for leaf in leaves_list(join(condensed, linkage, optimal_ordering=turned))]


def _bisected(known: Floats, leaves: list[int]) -> Floats:
    result = np.ones(len(known))
    groups = [leaves]
    while groups:
        halves = [(each[: len(each) // 2], each[len(each) // 2 :]) for each in groups if len(each) > 1]
        for left, right in halves:
            risk_left, risk_right = _cluster_variance(known, left), _cluster_variance(known, right)
            part = 1 - risk_left / (risk_left + risk_right)
            result[left] *= part
            result[right] *= 1 - part
        groups = [half for pair in halves for half in pair]
    return result


def _cluster_variance(known: Floats, members: list[int]) -> float:
    part = known[np.ix_(members, members)]
    inverse = 1 / np.diag(part)
    inverse /= inverse.sum()
    return float(inverse @ part @ inverse)
