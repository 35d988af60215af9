"""Proves the figures of performance by hand, by a second library, and by what must hold whatever the returns."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given

from quant import performance
from tests.quant.samples import SEEDS, history, returns_lists
from trading.errors import InvalidInput

MIXED = [0.01, 0.10, -0.04, 0.02, 0.03, 0.02, 0.01, -0.10]


def test_figures_by_hand() -> None:
    assert performance.sharpe(MIXED) == pytest.approx(1.7238613961706866)
    assert performance.volatility(MIXED) == pytest.approx(0.9136465399704637)
    assert performance.omega(MIXED) == pytest.approx(0.19 / 0.14)
    assert performance.max_drawdown([0.1, -0.2, 0.5]) == pytest.approx(0.2)
    assert performance.drawdowns([-0.5, 1.0]) == pytest.approx([0.5, 0.0])
    assert performance.win_rate([1, -1, 0, 2]) == pytest.approx(2 / 3)
    assert performance.profit_factor([3, -1, -1]) == pytest.approx(1.5)
    assert performance.capture([0.02, -0.01, 0], [0.01, -0.02, 0], 1) == pytest.approx((2.0, 0.5))


@pytest.mark.parametrize("figure", [performance.sharpe, performance.sortino, performance.calmar, performance.omega])
def test_a_ratio_to_no_risk_is_refused_not_infinite(figure: object) -> None:
    assert callable(figure)
    with pytest.raises(InvalidInput):
        figure([0.01, 0.01, 0.01])


@given(returns_lists(2))
def test_drawdowns_lie_between_nothing_and_everything(moves: list[float]) -> None:
    falls = performance.drawdowns(moves)
    assert (falls >= 0).all()
    assert (falls <= 1).all()
    assert performance.ulcer_index(moves) <= performance.max_drawdown(moves) + 1e-12
    assert performance.max_drawdown(moves) >= -min(0.0, *moves) - 1e-9


@given(returns_lists(3))
def test_leverage_changes_no_sharpe_ratio(moves: list[float]) -> None:
    assume(np.std(moves) > 1e-4)
    assert performance.sharpe(np.array(moves) * 0.5) == pytest.approx(performance.sharpe(moves), rel=1e-6, abs=1e-6)


@given(SEEDS)
def test_the_line_is_that_of_least_squares(seed: int) -> None:
    own, other = history(seed, 120, 2).T
    line = performance.market(own, other, 0.0001)
    fitted = sm.OLS(own - 0.0001, sm.add_constant(other - 0.0001)).fit()
    assert line.beta == pytest.approx(fitted.params[1], rel=1e-9)
    assert line.alpha == pytest.approx((1 + fitted.params[0]) ** 252 - 1, rel=1e-9)
    assert line.residual == pytest.approx(np.sqrt(fitted.mse_resid * 252), rel=1e-9)
    assert line.correlation**2 == pytest.approx(np.corrcoef(own, other)[0, 1] ** 2, rel=1e-9)


def test_a_benchmark_is_its_own_best_match() -> None:
    own = history(1, 100, 1)[:, 0]
    line = performance.market(own, own)
    assert (line.beta, line.alpha, line.correlation) == pytest.approx((1, 0, 1), abs=1e-9)
    assert performance.tracking_error(own, own) == 0
    assert performance.modigliani(own, own) == pytest.approx(own.mean() * 252)
    assert performance.treynor(own, own) == pytest.approx(own.mean() * 252)
    with pytest.raises(InvalidInput):
        performance.information_ratio(own, own)
    with pytest.raises(InvalidInput, match="never differ"):
        performance.market(own, np.full(100, 0.01))
    with pytest.raises(InvalidInput, match="99 entries where 100"):
        performance.market(own, own[1:])
