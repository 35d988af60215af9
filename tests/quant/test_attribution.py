"""Proves that effects and contributions sum to the returns that they explain, for one period and linked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import attribution, returns
from quant.attribution import Linking
from tests.quant.samples import SEEDS
from trading.errors import InvalidInput


def _periods(seed: int, periods: int, sectors: int) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], ...]:
    rng = np.random.default_rng(seed)
    weights = [rng.dirichlet(np.ones(sectors), periods) for _ in range(2)]
    moves = [rng.normal(0.01, 0.05, (periods, sectors)) for _ in range(2)]
    return (*weights, *moves)


@given(SEEDS, st.integers(1, 8))
def test_effects_sum_to_the_active_return(seed: int, sectors: int) -> None:
    wp, wb, rp, rb = (each[0] for each in _periods(seed, 1, sectors))
    for method in (attribution.brinson_fachler, attribution.brinson_hood_beebower):
        found = method(wp, wb, rp, rb)
        assert found.total.sum() == pytest.approx(found.active_return)
        assert found.active_return == pytest.approx(float(wp @ rp - wb @ rb))
    whole = attribution.geometric(wp, wb, rp, rb)
    product = (1 + whole.allocation.sum()) * (1 + whole.selection.sum())
    assert product == pytest.approx((1 + whole.portfolio_return) / (1 + whole.benchmark_return))


@given(SEEDS, st.integers(1, 24), st.integers(1, 6), st.sampled_from(list(Linking)))
def test_linked_effects_sum_to_the_whole(seed: int, periods: int, sectors: int, linking: Linking) -> None:
    wp, wb, rp, rb = _periods(seed, periods, sectors)
    found = [attribution.brinson_fachler(*row) for row in zip(wp, wb, rp, rb, strict=True)]
    effects = [each.total for each in found]
    own, base = [each.portfolio_return for each in found], [each.benchmark_return for each in found]
    linked = attribution.linked_effects(effects, own, base, linking)
    assert linked.sum() == pytest.approx(returns.linked(own) - returns.linked(base), abs=1e-9)
    if periods == 1:
        assert linked == pytest.approx(effects[0])


@given(SEEDS, st.integers(1, 24), st.integers(1, 6))
def test_linked_contributions_sum_to_the_return(seed: int, periods: int, sectors: int) -> None:
    weights, _, moves, _ = _periods(seed, periods, sectors)
    parts = [attribution.contributions(held, move) for held, move in zip(weights, moves, strict=True)]
    own = [float(part.sum()) for part in parts]
    assert attribution.linked_contributions(parts, own).sum() == pytest.approx(returns.linked(own))


def test_a_portfolio_like_its_benchmark_has_no_effects_in_any_link() -> None:
    for linking in Linking:
        linked = attribution.linked_effects(np.zeros((3, 2)), [0.1, -0.2, 0.3], [0.1, -0.2, 0.3], linking)
        assert linked == pytest.approx([0, 0])


def test_what_does_not_sum_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"sum to 0\.9"):
        attribution.brinson_fachler([0.5, 0.4], [0.5, 0.5], [0.1, 0.1], [0.1, 0.1])
    with pytest.raises(InvalidInput, match="2 weights and 3"):
        attribution.brinson_fachler([0.5, 0.5], [0.5, 0.25, 0.25], [0.1, 0.1], [0.1, 0.1])
    with pytest.raises(InvalidInput, match="do not sum to its active"):
        attribution.linked_effects([[0.01]], [0.05], [0.02])
    with pytest.raises(InvalidInput, match="do not sum to its return"):
        attribution.linked_contributions([[0.01]], [0.05])
    with pytest.raises(InvalidInput, match="Everything was lost"):
        attribution.linked_effects([[-1.1]], [-1.0], [0.1])


@given(SEEDS, st.integers(1, 12), st.integers(1, 6))
def test_effects_of_contributions_are_those_of_the_returns_behind_them(seed: int, periods: int, sectors: int) -> None:
    wp, wb, rp, rb = _periods(seed, periods, sectors)
    allocation, selection = attribution.of_contributions(wp, wb, wp * rp, rb)
    for row in range(periods):
        found = attribution.brinson_fachler(wp[row], wb[row], rp[row], rb[row])
        assert allocation[row] == pytest.approx(found.allocation)
        assert selection[row] == pytest.approx(found.selection + found.interaction)


def test_what_was_traded_in_a_sector_without_weight_is_selection() -> None:
    allocation, selection = attribution.of_contributions([[1.0, 0.0]], [[0.5, 0.5]], [[0.0, 0.01]], [[0.0, 0.02]])
    assert allocation[0] == pytest.approx([0.5 * -0.01, -0.5 * 0.01])
    assert selection[0] == pytest.approx([0.0, 0.01])
