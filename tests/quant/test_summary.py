"""Proves that one series' figures are those of their own modules, and null where they have no meaning."""

import numpy as np
import pytest

from quant import performance, sharpe
from quant.summary import Summary, Trials, summary
from trading.errors import InvalidInput


def test_figures_are_those_of_the_textbook() -> None:
    found = summary([0.01, -0.01, 0.03])
    assert found.total_return == pytest.approx(0.029897)
    assert found.volatility == pytest.approx(0.317490, abs=1e-6)  # sample deviation 0.02 x sqrt(252)
    assert found.sharpe == pytest.approx(7.937254, abs=1e-6)  # mean 0.01 / 0.02 x sqrt(252)
    assert found.max_drawdown == pytest.approx(0.01)
    assert (found.annual_return, found.calmar) == (None, None)  # three days are no year
    assert (found.benchmark_return, found.beta, found.deflated_sharpe) == (None, None, None)


def test_a_year_beside_its_benchmark() -> None:
    rng = np.random.default_rng(3)
    market = rng.normal(0.0005, 0.01, 252)
    own = 0.0002 + 0.5 * market + rng.normal(0, 0.002, 252)
    found = summary(own, market, Trials(20, 0.002))
    line = performance.market(own, market)
    ratio, skewness, kurtosis = sharpe.moments(own)
    assert (found.beta, found.alpha) == (line.beta, line.alpha)
    assert found.tracking_error == performance.tracking_error(own, market)
    assert found.benchmark_return == pytest.approx(float(np.prod(1 + market) - 1))
    assert found.annual_return == pytest.approx(float(np.prod(1 + own) - 1))
    assert found.calmar == pytest.approx(performance.calmar(own))
    assert found.probabilistic_sharpe == sharpe.probabilistic(ratio, 252, skewness, kurtosis)
    assert found.deflated_sharpe == sharpe.deflated(ratio, 252, 20, 0.002, skewness, kurtosis)
    assert found.deflated_sharpe is not None
    assert found.probabilistic_sharpe is not None
    assert found.deflated_sharpe < found.probabilistic_sharpe


@pytest.mark.parametrize("returns", [[0.0], [0.0, 0.0, 0.0], [0.01], [-1.0, 0.0, 0.0]])
def test_what_has_no_meaning_is_null(returns: list[float]) -> None:
    found = summary(returns, [0.0] * len(returns))
    assert isinstance(found, Summary)
    assert found.total_return == pytest.approx(float(np.prod(1 + np.array(returns)) - 1))
    assert found.sortino is None or returns[0] == -1
    assert found.beta is None


def test_nothing_and_nonsense_are_refused() -> None:
    with pytest.raises(InvalidInput):
        summary([])
    with pytest.raises(InvalidInput):
        summary([0.1, float("nan")])
    with pytest.raises(InvalidInput, match="entries"):
        summary([0.1, 0.2], [0.1])
